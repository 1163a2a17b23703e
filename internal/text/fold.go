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
	codePhrase = 0xD803 // + index into phraseSets
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
//     the combining marks of no script leave nothing; marked letters lose their
//     marks (é, ā and е̂ are e, a and e);
//   - every line end is '\n'; a tab stays, every other space is ' ';
//   - a single space leaves nothing between two Han characters, or between one
//     and punctuation; runs of spaces, tabs, and spaces at the ends of a line
//     stay, because splitting reads them as breaks;
//   - compatibility forms (Unicode NFKC, one rune at a time), CJK radicals,
//     Latin look-alikes, dashes, quotes, dots and stars become their plain forms;
//     circled and Roman numerals, fractions and raised digits stay;
//   - letters are lower-case, Han is simplified, by the character and, where that
//     is not enough, by the word (乾坤 against 干部).
//
// Folding twice is folding once. The fold of a part is the part of the fold: for
// a range [lo, hi) of folded runes whose ends are not Joined, which has no junk
// inside, starts and ends with a rune that is no space, and cuts no word of the
// phrase rules, Fold(Span(lo, hi).Of(Source)) is Text[lo:hi]. At the edges a space
// depends on the neighbour that is not there.
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
	f.choose()
	return &Norm{Text: string(f.dst), Source: src, at: f.at}
}

// folder holds the growing result of Fold.
type folder struct {
	dst    []byte
	at     []int32
	single bool // dst ends with one space that may stand inside Han
	left   side // what stands in front of that space, not 0
	words  []choice
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
			if c <= ' ' && c != '\n' && (c != ' ' || !endsPlain(dst)) || c == 0x7F {
				goto slow
			}
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
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

// endsPlain reports whether a space behind dst surely stays: it follows an ASCII
// letter, a digit, a line end or another space.
func endsPlain(dst []byte) bool {
	if len(dst) == 0 {
		return true
	}
	c := dst[len(dst)-1]
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == ' ' || c == '\n'
}

// one appends the fold of the rune at src[i:hi] and returns its length in bytes.
func (f *folder) one(src string, i, hi int) int {
	r, size := utf8.DecodeRuneInString(src[i:hi])
	v := valueOf(r)
	switch {
	case r == '\r':
		if i+1 == hi || src[i+1] != '\n' {
			f.put('\n', i)
		}
	case v == 0:
		f.put(r, i)
	case v == codeDrop:
	case v == codeSpace:
		f.space(i)
	case v == codeLine:
		f.put('\n', i)
	case v >= codeMore && v < codeEnd:
		for _, r := range foldMore[v-codeMore] {
			f.put(r, i)
		}
	case v >= codePhrase && v < codeMore:
		set := int(v - codePhrase)
		plain, _ := utf8.DecodeRuneInString(phraseSets[set].Plain)
		f.put(plain, i)
		f.words = append(f.words, choice{len(f.dst) - len(phraseSets[set].Plain), set})
	default:
		f.put(rune(v), i)
	}
	return size
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
		if right := sideOf(r); right != 0 && (f.left|right)&han != 0 {
			f.dst, f.at = f.dst[:len(f.dst)-1], f.at[:len(f.at)-1]
		}
	}
	lo := len(f.dst)
	f.dst = utf8.AppendRune(f.dst, r)
	for ; lo < len(f.dst); lo++ {
		f.at = append(f.at, int32(i))
	}
}

// space appends a space and notes whether it may turn out to stand inside Han.
func (f *folder) space(i int) {
	last, _ := utf8.DecodeLastRune(f.dst)
	f.left = sideOf(last)
	f.put(' ', i)
	f.single = f.left != 0
}

// side says what a folded rune is to the space beside it.
type side uint8

const (
	han  side = 1 << iota // a Han character
	mark                  // punctuation of Chinese text, also where it folds to ASCII
)

func sideOf(r rune) side {
	switch {
	case 0x4E00 <= r && r <= 0x9FFF, r == '々', r == '〇', 0x3400 <= r && r <= 0x4DBF,
		0xF900 <= r && r <= 0xFAFF, 0x20000 <= r && r <= 0x323AF:
		return han
	case 0x3001 <= r && r <= 0x3002, 0x3008 <= r && r <= 0x3011, 0x3014 <= r && r <= 0x301B:
		return mark
	case r <= 0x2026 && strings.ContainsRune(",;:?!()“”‘’…—·", r):
		return mark
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
