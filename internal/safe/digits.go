package safe

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// digitIn is a digit of a text.
type digitIn struct {
	at    int  // byte
	size  int  // bytes
	value byte // '0' to '9'
	gap   gap  // between the digit before and this one
}

// digits are digits of a text, ascending.
type digits []digitIn

// gap is what stands between two digits, the heavier the less likely they are of one
// number.
type gap uint8

const (
	noGap   gap = iota // nothing that can be seen
	light              // blanks, hyphens, brackets: 138 - 0013 - 8000
	odd                // points, strokes: 138.0013/8000
	wrapped            // a line end, with or without blanks
	apart              // anything else
)

// maxGap is the longest gap inside one number, in characters: a wrapped line may be
// indented.
const maxGap = 12

// shortestNumber is how many digits the shortest number sought has, an account with its
// name in front.
const shortestNumber = 8

// localDigits is how many the shortest telephone number in a town has; it is sought behind
// a word that says what it is.
const localDigits = 7

// run is digits of one script that stand in a row, with groups between whose gaps none is
// apart.
type run struct {
	digits digits
	starts []int // of the groups in digits, and its length
	han    bool  // Chinese numerals
	next   int   // byte behind the run
}

// read sets r to the first run in s from byte at that is long enough to hold a number, and
// reports whether there is one.
func (r *run) read(s []byte, at int) bool {
	r.digits, r.starts = r.digits[:0], r.starts[:0]
	between, length := noGap, 0
	for i := at; i < len(s); {
		c, size := character(s[i:])
		value, han := digitOf(c)
		switch {
		case value != 0 && len(r.digits) > 0 && han != r.han:
			if r.ends(i) {
				return true
			}
			fallthrough
		case value != 0:
			if len(r.digits) == 0 || between != noGap {
				r.starts = append(r.starts, len(r.digits))
			}
			r.digits, r.han = append(r.digits, digitIn{i, size, value, between}), han
			between, length = noGap, 0
		case len(r.digits) == 0 || invisible(c) && length == 0:
		default:
			between = between.and(gapOf(c))
			if c == '\n' && s[i-1] == '\r' {
				between = wrapped
			}
			if length++; (between == apart || length > maxGap) && r.ends(i+size) {
				return true
			}
			if len(r.digits) == 0 {
				between, length = noGap, 0
			}
		}
		i += size
	}
	return r.ends(len(s))
}

// ends reports whether the run is long enough, and empties it where it is not.
func (r *run) ends(next int) bool {
	if len(r.digits) < localDigits {
		r.digits, r.starts = r.digits[:0], r.starts[:0]
		return false
	}
	r.starts, r.next = append(r.starts, len(r.digits)), next
	return true
}

// groups is how many groups r has.
func (r *run) groups() int { return len(r.starts) - 1 }

// join returns the digits of n groups from i on.
func (r *run) join(i, n int) digits { return r.digits[r.starts[i]:r.starts[i+n]] }

// size returns how many digits group i has, 0 where there is none.
func (r *run) size(i int) int {
	if i >= r.groups() {
		return 0
	}
	return r.starts[i+1] - r.starts[i]
}

// gap returns what stands in front of group i.
func (r *run) gap(i int) gap { return r.digits[r.starts[i]].gap }

// gapOf returns the gap that c alone makes.
func gapOf(c rune) gap {
	switch c {
	case ' ', '\t', '\u00A0', '\u3000', // blanks
		'-', '\u2212', '－', '﹣', 'ー', // hyphens and what is taken for them
		'(', ')', '（', '）': // (0912)2345678
		return light
	case '.', '．', '·', '・', '•', '‧', '/', '／', '_', '＿':
		return odd
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return wrapped
	}
	switch {
	case '\u2000' <= c && c <= '\u200A', c == '\u202F', c == '\u205F', c < ' ', // blanks
		'\u2010' <= c && c <= '\u2015': // hyphens
		return light
	case invisible(c):
		return noGap
	}
	return apart
}

// and returns the gap of g and more behind it: a second line end tears a number apart, and
// so does one beside a point.
func (g gap) and(more gap) gap {
	if g >= odd && more >= odd && (g == wrapped || more == wrapped) {
		return apart
	}
	return max(g, more)
}

// digitOf returns the digit that c is, of whatever script, and whether it is a Chinese
// numeral; 0 where it is none.
func digitOf(c rune) (value byte, han bool) {
	switch {
	case '0' <= c && c <= '9':
		return byte(c), false
	case c < 0x80:
		return 0, false
	case '０' <= c && c <= '９':
		return byte(c-'０') + '0', false
	}
	switch c {
	case '〇', '零', '○', '◯':
		return '0', true
	case '一', '幺', '壹':
		return '1', true
	case '二', '贰':
		return '2', true
	case '三', '叁':
		return '3', true
	case '四', '肆':
		return '4', true
	case '五', '伍':
		return '5', true
	case '六', '陆':
		return '6', true
	case '七', '柒':
		return '7', true
	case '八', '捌':
		return '8', true
	case '九', '玖':
		return '9', true
	}
	if '\u2E80' <= c && c <= '\uFE0F' || !unicode.IsDigit(c) { // most of a text
		return 0, false
	}
	for _, r := range unicode.Nd.R16 {
		if uint16(c) <= r.Hi && c <= 0xFFFF {
			return byte((c-rune(r.Lo))%10) + '0', false
		}
	}
	for _, r := range unicode.Nd.R32 {
		if uint32(c) <= r.Hi {
			return byte((uint32(c)-r.Lo)%10) + '0', false
		}
	}
	return 0, false
}

// character returns the character that s begins with, also where a reference of HTML
// stands for it, and its length.
func character(s []byte) (rune, int) {
	if s[0] < utf8.RuneSelf {
		if s[0] == '&' {
			if c, size := reference(s); size > 0 {
				return c, size
			}
		}
		return rune(s[0]), 1
	}
	return utf8.DecodeRune(s)
}

// reference returns the character that the reference s begins with stands for: &#48;
// &#x30; &nbsp;. The size is 0 where it begins with none.
func reference(s []byte) (c rune, size int) {
	const longest = 12
	name, _, ok := strings.Cut(string(s[1:min(len(s), longest)]), ";")
	if !ok {
		return 0, 0
	}
	size = len("&;") + len(name)
	number, ok := strings.CutPrefix(name, "#")
	if !ok {
		switch name {
		case "nbsp", "ensp", "emsp", "thinsp":
			return ' ', size
		}
		return 0, 0
	}
	base := 10
	if strings.HasPrefix(number, "x") || strings.HasPrefix(number, "X") {
		number, base = number[1:], 16
	}
	n, err := strconv.ParseUint(number, base, 21)
	if err != nil || n < ' ' {
		return 0, 0
	}
	return rune(n), size
}

// covers returns what hides a digit of which s is the text: as many bytes, and characters.
func covers(s []byte) string {
	if s[0] == '&' {
		return strings.Repeat("*", len(s))
	}
	return [...]string{1: "*", 2: "×", 3: "＊", 4: "🞶"}[len(s)]
}

// covered reports whether c hides a digit.
func covered(c rune) bool { return c == '*' || c == '×' || c == '＊' || c == '🞶' }

// has reports whether d begins with the digits of head.
func (d digits) has(head string) bool {
	for i := range len(head) {
		if i >= len(d) || d[i].value != head[i] {
			return false
		}
	}
	return true
}

// number returns the digits from lo to hi as a number.
func (d digits) number(lo, hi int) int {
	n := 0
	for _, x := range d[lo:hi] {
		n = 10*n + int(x.value-'0')
	}
	return n
}

// end returns the byte behind d.
func (d digits) end() int {
	last := d[len(d)-1]
	return last.at + last.size
}
