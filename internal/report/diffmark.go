package report

import (
	"slices"
	"unicode/utf8"

	"chachong/internal/finding"
)

// change is one place of a row where the two sides differ, as a reader takes it in: of
// words and masks whole words, changes that touch each other taken together.
type change struct {
	a, b  clip
	class string
	edits []finding.Edit // ascending
}

// changes returns the changes of a row inside the stretches a and b of its texts,
// ascending and disjoint on both sides. What stands between two of them is the same on
// both.
func (d *diffing) changes(row *finding.Row, a, b clip) []change {
	var out []change
	limitA, limitB := a, b // what no change has taken yet
	for i := range row.Edits {
		e := &row.Edits[i]
		c := change{d.a.clip(e.A), d.b.clip(e.B), e.Class, row.Edits[i : i+1]}
		if !c.a.inside(limitA) || !c.b.inside(limitB) {
			continue
		}
		endA, endB := a.hi, b.hi
		if i+1 < len(row.Edits) {
			endA = max(c.a.hi, min(endA, d.a.clip(row.Edits[i+1].A).lo))
			endB = max(c.b.hi, min(endB, d.b.clip(row.Edits[i+1].B).lo))
		}
		if e.Class == "word" || e.Class == "mask" {
			d.widen(&c, d.a.clip(e.WordsA), d.b.clip(e.WordsB), clip{limitA.lo, endA}, clip{limitB.lo, endB})
		}
		limitA.lo, limitB.lo = c.a.hi, c.b.hi
		if n := len(out); n > 0 && out[n-1].joins(&c) {
			out[n-1].take(&c)
			continue
		}
		out = append(out, c)
	}
	return out
}

func (c clip) inside(of clip) bool { return of.lo <= c.lo && c.hi <= of.hi }

// widen takes the whole words a and b into c, inside limits: as many letters on one side
// as on the other, so that what is left between two changes stays the same on both.
func (d *diffing) widen(c *change, a, b, limitA, limitB clip) {
	runes := func(h *half, lo, hi int) int { return utf8.RuneCountInString(h.text(clip{min(lo, hi), hi})) }
	var left, right int
	if !a.empty() {
		left, right = runes(d.a, a.lo, c.a.lo), runes(d.a, c.a.hi, a.hi)
	}
	if !b.empty() {
		left, right = max(left, runes(d.b, b.lo, c.b.lo)), max(right, runes(d.b, c.b.hi, b.hi))
	}
	for ; left > 0; left-- {
		ra, na := utf8.DecodeLastRuneInString(d.a.Text[limitA.lo:c.a.lo])
		rb, nb := utf8.DecodeLastRuneInString(d.b.Text[limitB.lo:c.b.lo])
		if na == 0 || nb == 0 || ra != rb {
			break
		}
		c.a.lo -= na
		c.b.lo -= nb
	}
	for ; right > 0; right-- {
		ra, na := utf8.DecodeRuneInString(d.a.Text[c.a.hi:limitA.hi])
		rb, nb := utf8.DecodeRuneInString(d.b.Text[c.b.hi:limitB.hi])
		if na == 0 || nb == 0 || ra != rb {
			break
		}
		c.a.hi += na
		c.b.hi += nb
	}
}

// joins reports whether next follows c without a gap and is of its class.
func (c *change) joins(next *change) bool {
	return next.a.lo <= c.a.hi && next.b.lo <= c.b.hi && c.class == next.class
}

// take joins next to c.
func (c *change) take(next *change) {
	c.a.hi, c.b.hi = next.a.hi, next.b.hi
	c.edits = append(slices.Clip(c.edits), next.edits...)
}
