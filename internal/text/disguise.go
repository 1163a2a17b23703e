package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Disguise counts what stands in a stretch of text that folding takes away or puts right,
// and that a person who looks at the text does not see, or sees as something else. Full
// width, traditional characters, dashes, quotes and marks of ordinary typing are none of it.
type Disguise struct {
	Invisible Sighting // characters that show nothing: zero-width, tags, fillers, direction marks
	Alike     Sighting // signs drawn like the letter they stand for: radicals, Cyrillic, kana among Han
	Spaced    Sighting // gaps of one blank in rows of single Han: 领 导 班 子
}

// Sighting counts characters of one kind.
type Sighting struct {
	Count int32
	At    Span   // the first one; of Spaced the first row
	Signs []rune // the different ones in the order in which they come, at most MaxSigns; nil for Spaced
}

// MaxSigns is the number of different characters that a Sighting names.
const MaxSigns = 16

const (
	// spacedRow is the number of gaps from which single Han characters are a row of them:
	// 姓 名 and 校 长 室 are set so in any form.
	spacedRow = 3
	// longestWord bounds in runes how far a word is followed to either side of a letter.
	longestWord = 32
)

// Disguised returns what is disguised in the stretch s of src, whose ends are on rune
// boundaries. The cost is linear; ordinary text is read at 800 MB a second.
func Disguised(src string, s Span) Disguise {
	g := disguiser{src: src[:s.Hi], lo: int(s.Lo)}
	for i := g.lo; i < len(g.src); {
		i += stayingIn(g.src[i:])
		if i == len(g.src) {
			break
		}
		c := g.src[i]
		if c == ' ' {
			g.gap(i, 1)
		}
		if c < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(g.src[i:])
		switch v := valueOf(r); {
		case v == 0:
		case v == codeSpace && r != brailleBlank:
			g.gap(i, size)
		case v == codeDrop || r == brailleBlank:
			if g.invisible(i, r, size) {
				g.Invisible.see(i, r, size)
			}
		case g.alike(i, r, size, v):
			g.Alike.see(i, r, size)
		}
		i += size
	}
	g.endRow()
	return g.Disguise
}

// brailleBlank is a Braille cell without dots, a space to folding. Nobody types it.
const brailleBlank = 0x2800

// see counts r, which stands at byte i.
func (s *Sighting) see(i int, r rune, size int) {
	if s.Count++; s.Count == 1 {
		s.At = Span{int32(i), int32(i + size)}
	}
	if len(s.Signs) < MaxSigns && !slices.Contains(s.Signs, r) {
		s.Signs = append(s.Signs, r)
	}
}

// disguiser is the state of Disguised.
type disguiser struct {
	Disguise
	src string // up to the end of the stretch
	lo  int    // where that begins

	row  Span  // of the row of gaps that is read, with the Han around them
	gaps int32 // in it; 0: none is read

	folded *Norm // the stretch, folded when first asked for
}

// gap notes a blank of size bytes at byte i.
func (g *disguiser) gap(i, size int) {
	const one = 3 // bytes of a Han character
	if i-one < g.lo || !closesCommon(g.src[:i]) || !opensCommon(g.src[i+size:]) {
		return
	}
	if g.gaps == 0 || int(g.row.Hi) != i {
		g.endRow()
		g.row.Lo = int32(i - one)
	}
	g.gaps++
	g.row.Hi = int32(i + size + one)
}

// endRow counts the row that was read if it is long enough.
func (g *disguiser) endRow() {
	if g.gaps >= spacedRow {
		if g.Spaced.Count == 0 {
			g.Spaced.At = g.row
		}
		g.Spaced.Count += g.gaps
	}
	g.gaps = 0
}

// invisible reports whether r at byte i, which folding drops, is to be noted. What stays
// out: control bytes, which are damage; accents, which are seen; a character at an end of a
// line, where editors leave them in empty paragraphs and they part nothing; and what
// writing is in need of: joiners and selectors of emoji, hyphens of Latin words, joiners
// and direction marks of scripts that know them.
func (g *disguiser) invisible(i int, r rune, size int) bool {
	if r < 0xA0 || accent(r) {
		return false
	}
	if r == '\u202D' || r == '\u202E' { // turn all that follows
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(g.src[:i])
	behind, n := utf8.DecodeRuneInString(g.src[i+size:])
	if i == 0 || n == 0 || before == '\n' || before == '\r' || behind == '\n' || behind == '\r' {
		return false
	}
	switch {
	case r == '\u00AD':
		return !latin(before) || !latin(behind)
	case r >= tagLo && r <= 0xE007F:
		return !flagged(g.src[:i])
	case r == '\uFE0E' || r == '\uFE0F':
		return !emoji(before) && (before >= utf8.RuneSelf || !strings.ContainsRune("#*0123456789", before))
	case r == '\u200D' && (emoji(before) || before == '\uFE0F') && emoji(behind):
		return false
	}
	return !joining(before) && !joining(behind)
}

// accent reports whether r is a combining mark that is drawn.
func accent(r rune) bool {
	const graphemeJoiner = '\u034F'
	return r != graphemeJoiner && unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Variation_Selector, r)
}

// flagged reports whether s ends with a black flag, which tags behind it turn into that of
// a country, and some of these.
func flagged(s string) bool {
	for range 7 { // gbeng and its end
		r, size := utf8.DecodeLastRuneInString(s)
		if r < tagLo || r > tagHi {
			return r == '\U0001F3F4'
		}
		s = s[:len(s)-size]
	}
	return false
}

// emoji reports whether r is a sign that has a form in colour.
func emoji(r rune) bool {
	return 0x1F000 <= r && r <= 0x1FAFF || 0x2190 <= r && r <= 0x2BFF || r == 0x203C || r == 0x2049 ||
		r == 0x2122 || r == 0x2139 || r == 0x3030 || r == 0x303D || r == 0x3297 || r == 0x3299 || r == 0xA9 || r == 0xAE
}

// joining reports whether r is of the scripts from Hebrew to Mongolian, in which joiners
// and direction marks are part of writing.
func joining(r rune) bool {
	return 0x0590 <= r && r < 0x1100 || 0x1200 <= r && r < 0x13A0 || 0x1700 <= r && r <= 0x18AF && r != '\u180E' ||
		0xA840 <= r && r < 0xA880 || 0xFB1D <= r && r <= 0xFDFF || 0xFE70 <= r && r < '\uFEFF'
}

func latin(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// alike reports whether r at byte i, whose value is v, is drawn like what it folds to and
// is no way to write that.
func (g *disguiser) alike(i int, r rune, size int, v uint16) bool {
	switch {
	case 0x2E80 <= r && r <= 0x2FDF, 0x31C0 <= r && r <= 0x31EF: // radicals and strokes
		return true
	case 0xF900 <= r && r <= 0xFAFF, 0x2F800 <= r && r <= 0x2FA1F: // ideographs for round trips
		return true
	case 0x1D400 <= r && r <= 0x1D7FF: // letters of formulas
		return true
	case phonetic(r) && alikeOf(r) >= 0:
		return g.settled(i, size)
	case otherLetter(r) && latin(rune(v)):
		return 0x0400 <= r && r < 0x0530 && g.amongHan(i, size) || g.inLatin(i, size)
	}
	return false
}

// otherLetter reports whether r is of the scripts from Greek to Cherokee, some letters of
// which are drawn like Latin ones. By themselves they are writing, or a sign of a formula.
func otherLetter(r rune) bool { return 0x0370 <= r && r < 0x1D00 }

// inLatin reports whether the word around the size bytes at byte i holds a Latin letter.
func (g *disguiser) inLatin(i, size int) bool {
	at := i
	for range longestWord {
		r, n := utf8.DecodeLastRuneInString(g.src[:at])
		if latin(r) {
			return true
		} else if !otherLetter(r) {
			break
		}
		at -= n
	}
	at = i + size
	for range longestWord {
		r, n := utf8.DecodeRuneInString(g.src[at:])
		if latin(r) {
			return true
		} else if !otherLetter(r) {
			break
		}
		at += n
	}
	return false
}

// amongHan reports whether Han stands on both sides of the size bytes at byte i.
func (g *disguiser) amongHan(i, size int) bool {
	return closesCommon(g.src[:i]) && opensCommon(g.src[i+size:])
}

// settled reports whether folding takes the kana or the like at byte i for Han.
func (g *disguiser) settled(i, size int) bool {
	if g.folded == nil {
		g.folded = Fold(g.src[g.lo:], nil)
	}
	lo, hi := g.folded.Find(Span{int32(i - g.lo), int32(i - g.lo + size)})
	if lo == hi {
		return false
	}
	r, _ := utf8.DecodeRuneInString(g.folded.Text[lo:])
	return sideOf(r) == han
}

// closesCommon reports whether s ends with a rune of U+4E00 to U+9FFF.
func closesCommon(s string) bool {
	return len(s) >= 3 && s[len(s)-2]&0xC0 == 0x80 && s[len(s)-1]&0xC0 == 0x80 && common(s[len(s)-3], s[len(s)-2])
}

// stayingIn returns the length of the runes at the start of s that copyStaying copies, and
// reads them in the same way.
func stayingIn(s string) int {
	i := 0
	for i+atOnce <= len(s) { // two runes of three bytes
		v := eight(s[i : i+atOnce])
		if v&0xC0C0F0_C0C0F0 != 0x8080E0_8080E0 || stays[v<<6&0x3C0|v>>8&0x3F]&(1<<(v>>16&0x3F)) == 0 {
			break
		}
		if stays[v>>18&0x3C0|v>>32&0x3F]&(1<<(v>>40&0x3F)) == 0 {
			return i + 3
		}
		i += 6
	}
	for i+3 <= len(s) {
		c, c1, c2 := s[i], s[i+1], s[i+2]
		if c&0xF0 != 0xE0 || c1&0xC0 != 0x80 || c2&0xC0 != 0x80 || stays[int(c&0xF)<<6|int(c1&0x3F)]&(1<<(c2&0x3F)) == 0 {
			break
		}
		i += 3
	}
	return i
}
