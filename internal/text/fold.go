package text

import (
	"strings"
	"unicode/utf8"
)

//go:generate go run gen_tables.go

// Values of foldValue that are no runes: the surrogates are free for them.
const (
	codeDrop   = 0xD800 // the rune leaves nothing
	codeSpace  = 0xD801 // ' '
	codeLine   = 0xD802 // '\n'
	codeMark   = 0xD803 // a mark: nothing on Han and on Latin, else itself
	codePhrase = 0xD804 // + index into phraseSets
	codeAlike  = 0xD860 // + index into alikes
	codeMore   = 0xD880 // + index into foldMore
	codeEnd    = 0xE000
)

// tagLo and tagHi bound the tag characters and variation selectors beyond
// tableEnd, all invisible.
const tagLo, tagHi = 0xE0000, 0xE0FFF

// phraseSet is a character that folds by the word it stands in: to one of the
// rules, or else to Plain.
type phraseSet struct {
	Char, Plain string // one character, 3 bytes each
	Rules       []phraseRule
}

// phraseRule says that the character at byte At of the folded word Word becomes
// To. Word is spelled with every character's Plain.
type phraseRule struct {
	Word string
	At   int
	To   string
}

// Fold returns the folded text of src. The spans of junk (ascending, disjoint,
// on rune boundaries) are left out. A byte that is no part of a UTF-8 rune
// counts as U+FFFD.
//
// What folds to what:
//   - controls, zero-width, direction and other default-ignorable characters and
//     the combining marks of no script leave nothing, those of any script nothing on
//     Han; marked letters lose their marks (é, ā and е̂ are e, a and e);
//   - &nbsp; &#20013; and other escapes are the character that they spell;
//   - every line end is '\n'; a tab stays, every other space is ' ';
//   - a single space leaves nothing between two Han characters, or between one
//     and punctuation; runs of spaces, tabs, and spaces at the ends of a line
//     stay, because splitting reads them as breaks;
//   - compatibility forms (Unicode NFKC, one rune at a time), CJK radicals and
//     strokes, Latin look-alikes, digits of any script, dashes, quotes, dots and stars
//     become their plain forms; circled and Roman numerals, fractions and raised
//     digits stay; kana, bopomofo and Hangul letters drawn like Han are Han among Han
//     (人ロ), unless another letter of theirs is near;
//   - signs and wide gaps that part Han in long rows (工-作-总-结-…), a hyphen where a
//     line of Han is cut, and spaces inside a number (2 0 2 3 年) leave nothing;
//   - letters are lower-case, Han is simplified, by the character and, where that
//     is not enough, by the word (乾坤 against 干部).
//
// Folding twice is folding once, unless pieces of an escape fold to a whole one
// (＆lt;). The fold of a part is the part of the fold: for a range [lo, hi) of folded
// runes whose ends are not Joined, which has no junk inside, starts and ends with a
// rune that is no space, and cuts no word of the phrase rules and no row of noise or
// look-alikes, Fold(Span(lo, hi).Of(Source)) is Text[lo:hi]. At the edges a space
// depends on the neighbour that is not there. The cost is linear.
//
// Note: line ends stay even where a line was cut in mid sentence. Whether they part
// anything is for splitting to know, letters run across them anyway, and a word in
// forty is no matter.
func Fold(src string, junk []Span) *Norm {
	f := folder{
		dst: make([]byte, 0, len(src)+len(src)/64+utf8.UTFMax),
		at:  make([]int32, 0, len(src)+len(src)/64+utf8.UTFMax),
	}
	lo := 0
	for _, j := range junk {
		f.fold(src, lo, max(lo, int(j.Lo)))
		lo = max(lo, int(j.Hi))
	}
	f.fold(src, lo, len(src))
	f.settle()
	return &Norm{Text: string(f.dst), Source: src, at: f.at}
}

// folder holds the growing result of Fold.
type folder struct {
	dst    []byte
	at     []int32
	single bool // dst ends with one space that may stand inside Han
	left   side // what stands in front of the last space
	words  []choice
	// Places of the folded text that settle decides on, ascending.
	alikes []int // look-alikes of other scripts
	spaces []int // single spaces beside them
	signs  []int // signs behind Han
	wides  []int // gaps of two or more spaces behind Han
	digits []int // spaces behind a digit
}

// choice is a character of a phrase set at byte At of the folded text.
type choice struct {
	At  int
	Set int // of phraseSets
}

// fold appends the fold of src[lo:hi].
func (f *folder) fold(src string, lo, hi int) {
	dst, at := f.dst, f.at
	for i := lo; i < hi; {
		c := src[i]
		if f.single {
			goto slow
		}
		if c < utf8.RuneSelf {
			v := asciiFold[c]
			if v >= utf8.RuneSelf {
				if !staysPlain(c, dst) && (c != '%' || i+1 < hi && src[i+1]|0x20 == 'e') {
					if c == ' ' && endsCommon(dst) && opensCommon(src[i+1:hi]) {
						i++ // OCR text is full of such spaces
						continue
					}
					goto slow
				}
				v = c
			}
			dst = append(dst, v)
			at = append(at, int32(i))
			i++
			continue
		}
		if c&0xF0 == 0xE0 && i+2 < hi { // three bytes: all the Han of daily use
			c1, c2 := src[i+1], src[i+2]
			r := rune(c&0xF)<<12 | rune(c1&0x3F)<<6 | rune(c2&0x3F)
			// Surrogates and overlong forms go the slow way with broken runes.
			if c1&0xC0 != 0x80 || c2&0xC0 != 0x80 || r < 0x800 || r&0xF800 == 0xD800 {
				goto slow
			}
			if v := foldValue[int(foldPage[r>>pageBits])<<pageBits|int(r)&(1<<pageBits-1)]; v != 0 {
				if v < utf8.RuneSelf {
					if asciiFold[v] >= utf8.RuneSelf {
						goto slow
					}
					dst = append(dst, byte(v))
					at = append(at, int32(i))
					i += 3
					continue
				}
				if v&0xF800 == 0xD800 || v < 0x800 {
					goto slow
				}
				c, c1, c2 = byte(0xE0|v>>12), byte(0x80|v>>6&0x3F), byte(0x80|v&0x3F)
			}
			dst = append(dst, c, c1, c2)
			at = append(at, int32(i), int32(i), int32(i))
			i += 3
			continue
		}
	slow:
		f.dst, f.at = dst, at
		i += f.one(src, i, hi)
		dst, at = f.dst, f.at
	}
	f.dst, f.at = dst, at
}

// staysPlain reports whether the space or sign c surely stays behind dst and need not
// be noted: the space follows an ASCII letter, a line end or another space, the sign
// no Han.
func staysPlain(c byte, dst []byte) bool {
	switch {
	case len(dst) == 0 || asciiFold[c] == asciiSlow:
		return false
	case c != ' ':
		return dst[len(dst)-1] < utf8.RuneSelf
	}
	c = dst[len(dst)-1]
	return 'a' <= c && c <= 'z' || c == ' ' || c == '\n'
}

// common reports whether c and c1 lead runes of U+4E00 to U+9FFF, which are all Han and
// fold to Han.
func common(c, c1 byte) bool { return 0xE5 <= c && c <= 0xE9 || c == 0xE4 && c1 >= 0xB8 }

// endsCommon and opensCommon report whether such a rune is at the end of dst, at the
// start of s.
func endsCommon(dst []byte) bool {
	return len(dst) >= 3 && common(dst[len(dst)-3], dst[len(dst)-2])
}

func opensCommon(s string) bool {
	return len(s) >= 3 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 && common(s[0], s[1])
}

// endsHan reports whether dst ends with Han or a sign taken for it.
func endsHan(dst []byte) bool {
	if len(dst) == 0 || dst[len(dst)-1] < utf8.RuneSelf {
		return false
	}
	r, _ := utf8.DecodeLastRune(dst)
	return sideOrAlike(r)&(han|alikeHan) != 0
}

// What asciiFold holds instead of a character.
const (
	asciiSlow  = 0x80 + iota // controls, and what may open an escape
	asciiSpace               // a space
	asciiSign                // stays, and is noise where Han is riddled with it
)

// asciiFold holds the folded form of each ASCII character, or what is to be done
// with it.
var asciiFold = func() (fold [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case c == ' ':
			fold[c] = asciiSpace
		case c < ' ' && c != '\n' || c == 0x7F || c == '&' || c == '%' || c == '\\':
			fold[c] = asciiSlow
		case 'A' <= c && c <= 'Z':
			fold[c] = c + 'a' - 'A'
		case strings.IndexByte("-._|~/'`^+=#@", c) >= 0:
			fold[c] = asciiSign
		default:
			fold[c] = c
		}
	}
	return fold
}()

// one appends the fold of the rune or escape at src[i:hi] and returns its length in
// bytes.
func (f *folder) one(src string, i, hi int) int {
	r, size := utf8.DecodeRuneInString(src[i:hi])
	if r == '&' || r == '%' || r == '\\' {
		if c, n := escaped(src[i:hi]); n > 0 {
			r, size = c, n
		}
	}
	v := valueOf(r)
	switch {
	case r == '\r':
		if i+size >= hi || src[i+size] != '\n' {
			f.put('\n', i)
		}
	case v == 0:
		f.put(r, i)
	case v == codeDrop:
	case v == codeMark:
		if !f.sheds(r) {
			f.put(r, i)
		}
	case v == codeSpace:
		f.space(i)
	case v == codeLine:
		f.put('\n', i)
	case v >= codeMore && v < codeEnd:
		for _, r := range foldMore[v-codeMore] {
			f.put(r, i)
		}
	case v >= codeAlike && v < codeMore:
		f.put(alikes[v-codeAlike].sign, i)
		f.alikes = append(f.alikes, len(f.dst)-3)
	case v >= codePhrase && v < codeAlike:
		set := int(v - codePhrase)
		plain, _ := utf8.DecodeRuneInString(phraseSets[set].Plain)
		f.put(plain, i)
		f.words = append(f.words, choice{len(f.dst) - len(phraseSets[set].Plain), set})
	default:
		f.put(rune(v), i)
	}
	return size
}

// sheds reports whether the mark r leaves nothing behind dst: on Han, on a Latin letter
// or a digit, and on a look-alike unless r is the voice mark that makes it a kana.
func (f *folder) sheds(r rune) bool {
	last, _ := utf8.DecodeLastRune(f.dst)
	switch sideOrAlike(last) {
	case han:
		return true
	case alikeHan:
		return r != 0x3099 && r != 0x309A
	}
	return 'a' <= last && last <= 'z' || '0' <= last && last <= '9'
}

// valueOf returns the table's value for r.
func valueOf(r rune) uint16 {
	switch {
	case r < utf8.RuneSelf:
		return asciiValue(r)
	case r < tableEnd:
		return foldValue[int(foldPage[r>>pageBits])<<pageBits|int(r)&(1<<pageBits-1)]
	case tagLo <= r && r <= tagHi:
		return codeDrop
	}
	return 0
}

func asciiValue(r rune) uint16 {
	switch {
	case r == ' ':
		return codeSpace
	case r == '\n' || r == '\v' || r == '\f':
		return codeLine
	case r == '\t':
		return 0
	case r < ' ' || r == 0x7F:
		return codeDrop
	case 'A' <= r && r <= 'Z':
		return uint16(r + 'a' - 'A')
	}
	return 0
}

// put appends the folded rune r that comes from src byte i.
func (f *folder) put(r rune, i int) {
	if f.single {
		f.single = false
		switch right := sideOrAlike(r); {
		case right == 0:
		case (f.left|right)&alikeHan != 0:
			f.spaces = append(f.spaces, len(f.dst)-1)
		case (f.left|right)&han != 0:
			f.dst, f.at = f.dst[:len(f.dst)-1], f.at[:len(f.at)-1]
		}
	}
	lo := len(f.dst)
	if (r < utf8.RuneSelf && asciiFold[r] == asciiSign || r == '·') && endsHan(f.dst) {
		f.signs = append(f.signs, lo)
	}
	f.dst = utf8.AppendRune(f.dst, r)
	for ; lo < len(f.dst); lo++ {
		f.at = append(f.at, int32(i))
	}
}

// space appends a space and notes whether it may turn out to stand inside Han.
func (f *folder) space(i int) {
	last, _ := utf8.DecodeLastRune(f.dst)
	if last == ' ' && f.single && f.left != mark {
		f.wides = append(f.wides, len(f.dst)-1)
	}
	if '0' <= last && last <= '9' {
		f.digits = append(f.digits, len(f.dst))
	}
	f.left = sideOrAlike(last)
	f.single = f.left != 0
	f.dst, f.at = append(f.dst, ' '), append(f.at, int32(i))
}

// side says what a folded rune is to the space beside it.
type side uint8

const (
	han      side = 1 << iota // a Han character
	mark                      // punctuation of Chinese text, also where it folds to ASCII
	alikeHan                  // a look-alike that may turn out to be Han
)

// sideOrAlike returns what r is to the space beside it before look-alikes are settled.
func sideOrAlike(r rune) side {
	if s := sideOf(r); s != 0 || alikeOf(r) < 0 {
		return s
	}
	return alikeHan
}

func sideOf(r rune) side {
	switch {
	case 0x4E00 <= r && r <= 0x9FFF:
		return han
	case r < utf8.RuneSelf:
		switch r {
		case ',', ';', ':', '?', '!', '(', ')':
			return mark
		}
	case r < 0x3000:
		switch r {
		case '“', '”', '‘', '’', '…', '—', '·':
			return mark
		}
	case 0x3001 <= r && r <= 0x3002, 0x3008 <= r && r <= 0x3011, 0x3014 <= r && r <= 0x301B:
		return mark
	case r == '々', r == '〇', 0x3400 <= r && r <= 0x4DBF, 0xF900 <= r && r <= 0xFAFF, 0x20000 <= r && r <= 0x323AF:
		return han
	}
	return 0
}

// choose settles the characters that depend on their word. Every rule is held
// against the text as it was before the first choice, so that the order is of no
// account.
func (f *folder) choose() {
	type edit struct {
		at int
		to string
	}
	var edits []edit
	for _, w := range f.words {
		for _, r := range phraseSets[w.Set].Rules {
			lo := w.At - r.At
			if lo >= 0 && lo+len(r.Word) <= len(f.dst) && string(f.dst[lo:lo+len(r.Word)]) == r.Word {
				edits = append(edits, edit{w.At, r.To})
				break
			}
		}
	}
	for _, e := range edits {
		copy(f.dst[e.at:], e.to)
	}
}
