package collate

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"chachong/internal/align"
	"chachong/internal/split"
	"chachong/internal/text"
)

// bits are what a text is changed by in mid sentence: list numbers, wraps, what nobody
// sees and letters written as escapes.
var bits = []string{
	"3、", "16、", "(2)", "（三）", "一、", "①", "第二，", "\n3、", "\n(2)", "\n一、", "\r\n16、", "\n", "\n\n", "\r", "  ", "　",
	"\u200b", "\ufeff", "\u2060", "\x00", "&#20013;", "&nbsp;", "、", "。", "3", "**", "某", "工会", "的",
}

// disturb returns src with some of its letters lost, doubled or joined by bits, written in
// a way of its own.
func disturb(t *rapid.T, src string) string {
	r := []rune(src)
	for range rapid.IntRange(0, 8).Draw(t, "changes") {
		at := rapid.IntRange(0, len(r)).Draw(t, "at")
		end := min(len(r), at+rapid.SampledFrom([]int{0, 0, 0, 1, 2, 5, 40}).Draw(t, "lost"))
		r = slices.Replace(r, at, end, []rune(rapid.SampledFrom(bits).Draw(t, "bit"))...)
	}
	return write(t, string(r))
}

// write returns src as it is, wrapped at a column, cut into pages with a number each, or
// with something that nobody sees behind each letter.
func write(t *rapid.T, src string) string {
	var out strings.Builder
	way := rapid.IntRange(0, 5).Draw(t, "writing")
	column := rapid.IntRange(20, 40).Draw(t, "column")
	page := rapid.IntRange(101, 130).Draw(t, "page")
	last := '页' // a text may begin with a number
	for k, c := range []rune(src) {
		switch {
		case way == 0 && k%column == 0 && unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, c):
			out.WriteByte('\n')
		case (way == 1 || way == 2) && k%page == 0 && unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, c):
			fmt.Fprintf(&out, "\n%d、", k/page+1)
		}
		out.WriteRune(c)
		last = c
		if way == 3 {
			out.WriteRune('\u200b')
		}
	}
	return out.String()
}

// Two texts that look equal have no edits but of white space, whatever folding takes for a
// number on one side alone.
func TestLookAlikeProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := []rune(report(0, 1, 2, 3, 4, 5, 6))
		for range rapid.IntRange(0, 8).Draw(t, "numbers") {
			at := rapid.IntRange(1, len(r)-1).Draw(t, "at")
			if !unicode.Is(unicode.Han, r[at-1]) || !unicode.Is(unicode.Han, r[at]) || strings.ContainsRune("一第", r[at]) {
				continue // of two equal numbers side by side, either may stand for one on the other side
			}
			r = slices.Insert(r, at, []rune(rapid.SampledFrom([]string{"3、", "16、", "(2)", "（三）", "①", "第二，"}).Draw(t, "number"))...)
		}
		// A line end that ends none, as folding sees it, so that numbers of pages stand in
		// mid line: all are letters on one side and left out on the other.
		x := strings.ReplaceAll(write(t, string(r)), "\u200b", "")
		y := x
		switch rapid.IntRange(0, 3).Draw(t, "way") {
		case 0:
			y = strings.ReplaceAll(x, "\n", "")
		case 1:
			y = strings.ReplaceAll(x, "\n", "\r")
		case 2:
			y = strings.Join(strings.Split(x, ""), "\u200b")
		case 3:
			column := rapid.IntRange(20, 40).Draw(t, "columns")
			var out strings.Builder
			last := '1'
			for k, c := range []rune(strings.ReplaceAll(x, "\n", "")) {
				if k%column == 0 && unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, c) {
					out.WriteByte('\n') // between letters: no list number is cut
				}
				out.WriteRune(c)
				last = c
			}
			y = out.String()
		}
		for _, sides := range [][2]*Side{{side(x), side(y)}, {side(y), side(x)}} {
			a, b := sides[0], sides[1]
			for _, e := range align.Edits(a.side(a.Body), b.side(b.Body)) {
				if e.Class != align.ClassSpace {
					t.Fatalf("Edits(%q, %q) have %v %q>%q, want none but of space", a.Source, b.Source, e.Class, e.A.Of(a.Source), e.B.Of(b.Source))
				}
			}
		}
	})
}

// What a reader sees of B is what the edits of a row make of its A: letters and marks and
// list numbers, but that the numbers of pages may be left out.
func TestReplayProperty(t *testing.T) {
	all := report(0, 1, 2, 3, 4, 5, 6)
	rapid.Check(t, func(t *rapid.T) {
		a, b := side(disturb(t, all)), side(disturb(t, all))
		rows, stat := Rows(a, b, nil, Ignore{})
		check(t, a, b, nil, rows, stat)
		for k, r := range rows {
			if r.Op != Same && r.Op != Changed {
				continue
			}
			var got []piece
			at := r.A.Lo
			for _, e := range r.Edits {
				got = append(got, a.pieces(text.Span{Lo: at, Hi: e.A.Lo})...)
				got = append(got, b.pieces(e.B)...)
				at = e.A.Hi
			}
			got = append(got, a.pieces(text.Span{Lo: at, Hi: r.A.Hi})...)
			if want := b.pieces(r.B); !agree(got, want) {
				t.Fatalf("row %d of Rows(%q, %q) with %v leads from %q to %v, want %v", k, a.Source, b.Source,
					show(rows[k:k+1], a, b), r.A.Of(a.Source), got, want)
			}
		}
	})
}

// piece is a number of a page, or text without such.
type piece struct {
	text string // folded, without white space
	page bool
}

// pieces cuts s at the numbers of pages.
func (s *Side) pieces(span text.Span) []piece {
	seen := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, text.Fold(s, nil).Text)
	}
	var out []piece
	for _, j := range split.Junk(s.Source) {
		if j = clip(j, span); !j.Empty() {
			out = append(out, piece{text: seen(s.Source[span.Lo:j.Lo])}, piece{seen(j.Of(s.Source)), true})
			span.Lo = j.Hi
		}
	}
	return append(out, piece{text: seen(span.Of(s.Source))})
}

// agree reports whether two texts are equal, with or without any of their pages' numbers.
func agree(x, y []piece) bool {
	for len(x) > 0 && x[0].text == "" {
		x = x[1:]
	}
	for len(y) > 0 && y[0].text == "" {
		y = y[1:]
	}
	if len(x) > 0 && x[0].page && agree(x[1:], y) || len(y) > 0 && y[0].page && agree(x, y[1:]) {
		return true
	}
	if len(x) == 0 || len(y) == 0 {
		return len(x) == len(y)
	}
	n := 0
	for n < len(x[0].text) && n < len(y[0].text) && x[0].text[n] == y[0].text[n] {
		n++
	}
	if n == 0 || n < len(x[0].text) && n < len(y[0].text) {
		return false
	}
	return agree(append([]piece{{text: x[0].text[n:]}}, x[1:]...), append([]piece{{text: y[0].text[n:]}}, y[1:]...))
}
