package segment

import (
	"unicode/utf8"

	"chachong/internal/text"
)

// placer gives the spans of words that follow each other.
type placer struct {
	n          *text.Norm
	cursor     text.Cursor
	far, apart int // in front of the folded byte far, each rune is apart from its source
}

// of returns the span of the folded bytes [lo, hi), which are not empty, and whether the
// rune behind them comes from the same source rune as their last one.
func (p *placer) of(lo, hi int) (span text.Span, joined bool) {
	if lo >= p.far {
		p.far, p.apart = p.cursor.Stretch(lo)
	}
	if hi > p.far {
		return p.n.Span(lo, hi), p.n.Joined(hi)
	}
	// The rule is a last rune of three bytes. Where its source begins like it, it is as
	// long, unless it is U+FFFD.
	folded, last, size := p.n.Text, hi-3, int32(3)
	from := last + p.apart
	if last < lo || folded[last] < 0xE0 || folded[last] >= 0xEF || p.n.Source[from] != folded[last] {
		for last = hi - 1; !utf8.RuneStart(folded[last]); {
			last--
		}
		if from = last + p.apart; !threeBytes(p.n.Source, from) {
			size = text.Size(p.n.Source, int32(from))
		}
	}
	span = text.Span{Lo: int32(lo + p.apart), Hi: int32(from) + size}
	if hi == p.far && hi < len(p.n.Text) {
		p.far, p.apart = p.cursor.Stretch(hi)
		joined = hi+p.apart == from
	}
	return span, joined
}

// threeBytes reports whether the rune at byte at of s surely has three bytes, as Han
// and its punctuation do.
func threeBytes(s string, at int) bool {
	if at+2 >= len(s) || s[at+1]&0xC0 != 0x80 || s[at+2]&0xC0 != 0x80 {
		return false
	}
	lead := s[at] // behind E0 and ED not all are runes
	return 0xE1 <= lead && lead <= 0xEF && lead != 0xED
}
