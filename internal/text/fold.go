package text

import (
	"math"
	"slices"
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
	var f Folder
	n := *f.Fold(src, junk)
	return &n // without the memory of f
}

// Folder folds one document after the other in the same memory, which it keeps. The
// zero value is ready; not for concurrent use.
type Folder struct {
	n Norm
	f folder
}

// Fold is the function Fold. The Norm that it returns is valid until the next call; its
// Text and Source are strings as any others and stay.
func (f *Folder) Fold(src string, junk []Span) *Norm {
	f.f.reset()
	f.f.all(src, junk)
	f.n = Norm{Text: string(f.f.dst), Source: src, stretches: f.f.stretches, index: f.n.index[:0], several: f.f.several}
	f.n.seal()
	f.f.stretches = f.n.stretches
	return &f.n
}

// folder holds the growing result of Fold.
type folder struct {
	dst       []byte
	stretches []stretch // of dst; the last may have started where nothing was put yet
	apart     int       // byte of src less byte of dst in the last stretch, or nowhere
	several   bool      // some rune folds to several
	single    bool      // dst ends with one space that may stand inside Han
	left      side      // what stands in front of the last space
	words     []choice
	// Places of the folded text that settle decides on, ascending.
	alikes []int // look-alikes of other scripts
	spaces []int // single spaces beside them
	signs  []int // signs behind Han
	wides  []int // gaps of two or more spaces behind Han
	digits []int // spaces behind a digit
	spare  []stretch
}

// choice is a character of a phrase set at byte At of the folded text.
type choice struct {
	At  int
	Set int // of phraseSets
}

// reset makes f ready for another text, in the memory of the last one.
func (f *folder) reset() {
	*f = folder{
		dst: f.dst[:0], stretches: f.stretches[:0], apart: nowhere, words: f.words[:0],
		alikes: f.alikes[:0], spaces: f.spaces[:0], signs: f.signs[:0], wides: f.wides[:0], digits: f.digits[:0], spare: f.spare[:0],
	}
}

// nowhere is the value of folder.apart where the next rune starts a stretch in any case.
const nowhere = math.MinInt

// stretchLen is the length in bytes of source that a stretch has at least, as a rule:
// in official letters one mark in full width follows the other after 35 to 50 bytes.
const stretchLen = 32

// all folds src without its junk.
func (f *folder) all(src string, junk []Span) {
	f.dst = slices.Grow(f.dst, len(src)+len(src)/64+atOnce)
	f.stretches = slices.Grow(f.stretches, len(src)/stretchLen+2)
	lo := 0
	for _, j := range junk {
		f.fold(src, lo, max(lo, int(j.Lo)))
		lo = max(lo, int(j.Hi))
	}
	f.fold(src, lo, len(src))
	f.settle()
}

// fold appends the fold of src[lo:hi].
func (f *folder) fold(src string, lo, hi int) {
	for i := lo; i < hi; {
		if !f.single {
			if i = f.plain(src, i, hi); i == hi {
				return
			}
		}
		i += f.one(src, i, hi)
	}
}

// start notes that the rune to be put at byte at of dst comes from src byte i, where
// this is not as far off as in the stretch before.
func (f *folder) start(at, i int) {
	if last := len(f.stretches) - 1; last >= 0 && int(f.stretches[last].at) == at {
		f.stretches = f.stretches[:last] // nothing came of it
	}
	f.stretches = append(f.stretches, stretch{int32(at), int32(i)})
	f.apart = i - at
}

// endsHan reports whether dst ends with Han or a sign taken for it.
func endsHan(dst []byte) bool {
	if len(dst) == 0 || dst[len(dst)-1] < utf8.RuneSelf {
		return false
	}
	r, _ := utf8.DecodeLastRune(dst)
	return sideOrAlike(r)&(han|alikeHan) != 0
}

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
			f.put('\n', i, size)
		}
	case v == 0:
		f.put(r, i, size)
	case v == codeDrop:
	case v == codeMark:
		if !f.sheds(r) {
			f.put(r, i, size)
		}
	case v == codeSpace:
		f.space(i)
	case v == codeLine:
		f.put('\n', i, size)
	case v >= codeMore && v < codeEnd:
		f.several = true
		for _, r := range foldMore[v-codeMore] {
			f.put(r, i, size)
		}
	case v >= codeAlike && v < codeMore:
		f.put(alikes[v-codeAlike].sign, i, size)
		f.alikes = append(f.alikes, len(f.dst)-3)
	case v >= codePhrase && v < codeAlike:
		set := int(v - codePhrase)
		plain, _ := utf8.DecodeRuneInString(phraseSets[set].Plain)
		f.put(plain, i, size)
		f.words = append(f.words, choice{len(f.dst) - len(phraseSets[set].Plain), set})
	default:
		f.put(rune(v), i, size)
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

// put appends the folded rune r that comes from the size bytes of src at byte i.
func (f *folder) put(r rune, i, size int) {
	if f.single {
		f.single = false
		switch right := sideOrAlike(r); {
		case right == 0:
		case (f.left|right)&alikeHan != 0:
			f.spaces = append(f.spaces, len(f.dst)-1)
		case (f.left|right)&han != 0:
			f.dst = f.dst[:len(f.dst)-1]
		}
	}
	lo := len(f.dst)
	if (r < utf8.RuneSelf && asciiFold[r] == asciiSign || r == '·') && endsHan(f.dst) {
		f.signs = append(f.signs, lo)
	}
	if i-lo != f.apart {
		f.start(lo, i)
	}
	f.dst = utf8.AppendRune(f.dst, r)
	if len(f.dst)-lo > size {
		f.apart = nowhere // what is dropped next may be as long as this has grown
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
	if i-len(f.dst) != f.apart {
		f.start(len(f.dst), i)
	}
	f.dst = append(f.dst, ' ')
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
