package story

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"chachong/internal/source/extract"
)

// tell builds a story from words: "p" begins a paragraph, "/" ends one, "(" and "|" begin
// the first and the next cell, ")" ends a cell, "?x" is hidden text, others are text.
func tell(t *testing.T, s *Story, words string) {
	t.Helper()
	var err error
	for w := range strings.FieldsSeq(words) {
		switch hidden, ok := strings.CutPrefix(w, "?"); {
		case ok:
			err = s.Write([]byte(hidden), extract.WhyColor)
		case w == "p":
			err = s.Paragraph(true)
		case w == "/":
			s.End(false)
		case w == "(" || w == "|":
			s.Cell(w == "(")
		case w == ")":
			err = s.EndCell()
		default:
			err = s.Write([]byte(w), "")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func show(s *Story) string {
	out := fmt.Sprintf("%q", s.String())
	for _, h := range s.Hidden() {
		out += fmt.Sprintf(" %d:%q", h.At, h.Text)
	}
	return out
}

func TestStory(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"", `""`},
		{"p a / p / p b /", `"a\n\nb"`},
		{"( p a / ) | p b / p c / ) ( ) | p / ) p d /", `"a\tb\nc\n\t\nd"`},
		{"p a ?x ?y b ?z / p ?w / p c /", `"ab\n\nc" 1:"xy" 2:"z\nw"`},
	} {
		s := New(extract.NewBudget(extract.Limits{}))
		if tell(t, s, c.words); show(s) != c.want {
			t.Errorf("story of %q = %s, want %s", c.words, show(s), c.want)
		}
	}
}

func TestSplice(t *testing.T) {
	b := extract.NewBudget(extract.Limits{})
	s, box, note, beside := New(b), New(b), NewNote(b), New(b)
	tell(t, s, "p a /")
	tell(t, box, "p ?x b /")
	if err := note.Write([]byte(" \u3000c"), ""); err != nil {
		t.Fatal(err)
	}
	tell(t, beside, "p ?y /")
	s.Splice(box)
	tell(t, s, "p d /")
	s.Splice(note)
	s.SpliceHidden(beside)
	if got, want := show(s), `"a\nb\nd\nc" 2:"x" 7:"y"`; got != want {
		t.Errorf("spliced story = %s, want %s", got, want)
	}
}

func TestBounds(t *testing.T) {
	s := New(extract.NewBudget(extract.Limits{}))
	for range extract.MaxHidden {
		tell(t, s, "?工")
	}
	if h := s.Hidden(); len(h) != 1 || len(h[0].Text) != extract.MaxHidden/3*3 {
		t.Errorf("%d hidden texts, the first of %d bytes, want one of at most %d in whole characters", len(h), len(h[0].Text), extract.MaxHidden)
	}
	for range 2 * extract.MaxHiddens {
		tell(t, s, "a ?x")
	}
	if n := len(s.Hidden()); n != extract.MaxHiddens {
		t.Errorf("%d hidden texts, want %d", n, extract.MaxHiddens)
	}
	s = New(extract.NewBudget(extract.Limits{Text: 10}))
	err := s.Write([]byte("0123456789a"), "")
	if p := (*extract.Problem)(nil); !errors.As(err, &p) || p.Code != extract.CodeLimitText {
		t.Errorf("11 bytes under a limit of 10: %v, want %s", err, extract.CodeLimitText)
	}
}

func TestColors(t *testing.T) {
	for _, c := range []struct {
		v    string
		want bool
	}{{"FFFFFF", true}, {"#f0f0f0", true}, {"D9D9D9", false}, {"FFFF00", false}} {
		if rgb, ok := ParseRGB(c.v); !ok || rgb.Near(White) != c.want {
			t.Errorf("%s near white = %t, %t, want %t", c.v, rgb.Near(White), ok, c.want)
		}
	}
	for _, v := range []string{"", "auto", "FFF", "FFFFFFFF", "+12345"} {
		if rgb, ok := ParseRGB(v); ok {
			t.Errorf("ParseRGB(%q) = %v, want none", v, rgb)
		}
	}
}
