package collate

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"chachong/internal/align"
	"chachong/internal/text"
)

// sentences returns those of the invented report with their paragraphs' ends.
func sentences() []string {
	var out []string
	for _, p := range paragraphs {
		out = append(out, strings.SplitAfter(p+"\n", "。")...)
	}
	return out
}

// scraps are what edits put in.
var scraps = []string{
	"的", "我们", "，", "。", "；", "\n", "  ", "　　", "“", "”", "（1）", "2、", "三、", "*", "**", "某", "xx", "20xx年", "2024年",
	"全镇职工", "另外还办了两件事。", "ＡＢ", "⑫", "&#20013;", "😀", "\u200b", "一", "\r\n", "【", "】", "！？", "…",
}

// drawEdited draws a text and one made from it by edits of blocks and letters.
func drawEdited(t *rapid.T) (a, b string) {
	all := sentences()
	from := rapid.SliceOfN(rapid.SampledFrom(all), 0, 24).Draw(t, "sentences")
	to := slices.Clone(from)
	for range rapid.IntRange(0, 6).Draw(t, "edits") {
		lo := rapid.IntRange(0, len(to)).Draw(t, "lo")
		hi := rapid.IntRange(lo, min(len(to), lo+6)).Draw(t, "hi")
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0: // delete
			to = slices.Delete(to, lo, hi)
		case 1: // move
			block := slices.Clone(to[lo:hi])
			to = slices.Delete(to, lo, hi)
			to = slices.Insert(to, rapid.IntRange(0, len(to)).Draw(t, "at"), block...)
		case 2: // insert
			to = slices.Insert(to, lo, rapid.SampledFrom(all).Draw(t, "new"))
		case 3: // edit inside
			for k := lo; k < hi; k++ {
				r := []rune(to[k])
				at := rapid.IntRange(0, len(r)).Draw(t, "at")
				end := rapid.IntRange(at, min(len(r), at+4)).Draw(t, "end")
				to[k] = string(r[:at]) + rapid.SampledFrom(scraps).Draw(t, "scrap") + string(r[end:])
			}
		}
	}
	return strings.Join(from, ""), strings.Join(to, "")
}

// drawSpan draws a span of src on rune boundaries.
func drawSpan(t *rapid.T, src string) text.Span {
	lo := rapid.IntRange(0, len(src)).Draw(t, "from")
	return runes(src, lo, rapid.IntRange(lo, len(src)).Draw(t, "to"))
}

// runes returns the span [lo, hi) of src, whose ends are set back to where runes start.
func runes(src string, lo, hi int) text.Span {
	at := func(n int) int32 {
		n = max(0, min(n, len(src)))
		for n > 0 && n < len(src) && !utf8.RuneStart(src[n]) {
			n--
		}
		return int32(n)
	}
	return text.Span{Lo: at(lo), Hi: max(at(lo), at(hi))}
}

// Rows cover both bodies, count what they show, and their edits lead from A to B.
func TestRowsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := drawEdited(t)
		a, b := side(x), side(y)
		var ps []Passage
		for range rapid.IntRange(0, 3).Draw(t, "passages") {
			ps = append(ps, Passage{drawSpan(t, x), drawSpan(t, y)})
		}
		checkRows(t, a, b, ps)
		again, stat := Rows(b, a, flip(ps), Ignore{})
		check(t, b, a, flip(ps), again, stat)
		ignore := Ignore{Mask: true, Number: true, Punct: true, Space: true}
		rows, stat := Rows(a, b, ps, ignore)
		check(t, a, b, ps, rows, stat)
		for _, r := range rows {
			if slices.ContainsFunc(r.Edits, func(e align.Edit) bool { return e.Class != align.ClassWord }) {
				t.Fatalf("row %+v of Rows with all ignored has edits that are no words", r)
			}
		}
	})
}

// Both sides see the same number of moves.
func TestMovesProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		order := make([]int, len(paragraphs))
		for k := range order {
			order[k] = k
		}
		from := order[:rapid.IntRange(0, len(order)).Draw(t, "paragraphs")]
		a, b := side(report(from...)), side(report(rapid.Permutation(from).Draw(t, "order")...))
		rows, stat := Rows(a, b, nil, Ignore{})
		check(t, a, b, nil, rows, stat)
		back, seen := Rows(b, a, nil, Ignore{})
		check(t, b, a, nil, back, seen)
		if stat.Moves != seen.Moves || stat.Moves == 0 != (a.Source == b.Source) || stat.Deleted > 0 || stat.Inserted > 0 {
			t.Fatalf("Rows(%q, %q) count %+v, from the other side %+v", a.Source, b.Source, stat, seen)
		}
	})
}

// checkRows checks what Rows makes of two sides.
func checkRows(t *rapid.T, a, b *Side, ps []Passage) {
	rows, stat := Rows(a, b, ps, Ignore{})
	check(t, a, b, ps, rows, stat)
	for k, r := range rows {
		if r.Op != Same && r.Op != Changed {
			continue
		}
		if got, want := letters(replay(r, a, b)), letters(r.B.Of(b.Source)); got != want {
			t.Fatalf("row %d of Rows(%q, %q) with %v leads to %q, want %q", k, a.Source, b.Source, r.Edits, got, want)
		}
	}
	if again, _ := Rows(a, b, ps, Ignore{}); !slices.EqualFunc(rows, again, func(x, y Row) bool {
		return x.Op == y.Op && x.A == y.A && x.B == y.B && x.Move == y.Move && slices.Equal(x.Edits, y.Edits)
	}) {
		t.Fatalf("Rows(%q, %q) = %v, then %v", a.Source, b.Source, rows, again)
	}
	if a.Source == b.Source && a.Body == b.Body && len(ps) == 0 && stat.Same != int32(a.Letters.Len()) {
		t.Fatalf("Rows(%q, the same) count %+v", a.Source, stat)
	}
}

// letters returns the folded letters of s.
func letters(s string) string {
	n := side(s)
	return string(n.Letters.Code)
}

// The cells of a stack cover each member once, and their edits lead to it from the first.
func TestStackProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := drawEdited(t)
		_, z := drawEdited(t)
		checkStack(t, side(x), side(y), side(z))
	})
}

func checkStack(t *rapid.T, sides ...*Side) {
	members := make([]Side, len(sides))
	for k, s := range sides {
		members[k] = *s
	}
	lines := Stack(members)
	for k, s := range sides {
		var cells []text.Span
		for n, line := range lines {
			if len(line) != len(sides) {
				t.Fatalf("line %d of Stack has %d cells, want %d", n, len(line), len(sides))
			}
			c := line[k]
			if !c.Span.Empty() {
				cells = append(cells, c.Span)
			}
			if k == 0 {
				continue
			}
			at := line[0].Span.Lo
			var got strings.Builder
			for _, e := range c.Edits {
				if e.A.Lo < at || e.A.Hi > line[0].Span.Hi || e.B.Lo < c.Span.Lo || e.B.Hi > c.Span.Hi {
					t.Fatalf("line %d of Stack has edit %v outside of %v and %v", n, e, line[0].Span, c.Span)
				}
				got.WriteString(sides[0].Source[at:e.A.Lo])
				got.WriteString(e.B.Of(s.Source))
				at = e.A.Hi
			}
			got.WriteString(sides[0].Source[at:line[0].Span.Hi])
			if got, want := letters(got.String()), letters(c.Span.Of(s.Source)); got != want {
				t.Fatalf("line %d of Stack(%q, …, %q) with %v leads to %q, want %q", n, sides[0].Source, s.Source, c.Edits, got, want)
			}
		}
		slices.SortFunc(cells, func(x, y text.Span) int { return int(x.Lo - y.Lo) })
		at := int32(0)
		for _, c := range append(cells, text.Span{Lo: s.Body.Hi, Hi: s.Body.Hi}) {
			if len(lines) > 0 && (c.Lo < at || strings.TrimSpace(s.Source[at:c.Lo]) != "") {
				t.Fatalf("Stack(%q, …) shows of %q bytes up to %d, then from %d", sides[0].Source, s.Source, at, c.Lo)
			}
			at = c.Hi
		}
	}
}

func FuzzRows(f *testing.F) {
	f.Add(report(0, 1, 2), report(2, 0, 1), int32(0), int32(300))
	f.Add("一、甲村修好了两口机井。\n（二）水管接到了每家每户", "甲村**修好了 两口机井，水管接到xx户。", int32(9), int32(12))
	f.Add("", "……", int32(0), int32(0))
	f.Fuzz(func(t *testing.T, x, y string, lo, hi int32) {
		x, y = strings.ToValidUTF8(x, "?"), strings.ToValidUTF8(y, "?")
		a, b := side(x), side(y)
		ps := []Passage{{runes(x, int(lo), int(hi)), runes(y, int(lo), int(hi))}}
		rows, stat := Rows(a, b, ps, Ignore{})
		check(t, a, b, ps, rows, stat)
		Stack([]Side{*a, *b})
	})
}
