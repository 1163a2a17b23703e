package detect

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/text"
	"chachong/internal/token"
)

// compiled is a compilation of two small reports; the second begins in mid line.
const compiled = "篇一\r\n葛溪镇总结\n\n  修了两座桥。  \n通了水。篇二 葛岭乡总结\n种了三百棵树。\n"

func span(v ...int64) *[2]int64 { return &[2]int64{v[0], v[1]} }

func TestResolve(t *testing.T) {
	for _, tt := range []struct {
		p    CorrectedPart
		want string // the place; in angle brackets: part of the error
	}{
		{CorrectedPart{Line: span(2, 4)}, "葛溪镇总结\n\n  修了两座桥。"},
		{CorrectedPart{Line: span(1, 1)}, "篇一"},
		{CorrectedPart{Line: span(6, 6)}, "种了三百棵树。"},
		{CorrectedPart{Line: span(3, 4)}, "修了两座桥。"},
		{CorrectedPart{Rune: span(4, 9)}, "葛溪镇总结"},
		{CorrectedPart{Byte: span(8, 23)}, "葛溪镇总结"},
		{CorrectedPart{Byte: span(8, 23), Rune: span(4, 9), Line: span(2, 2)}, "葛溪镇总结"},
		// What does not fit the range found is the correction, each end by itself.
		{CorrectedPart{Found: span(8, 23), Byte: span(8, 23), Rune: span(4, 9), Line: span(2, 4)}, "葛溪镇总结\n\n  修了两座桥。"},
		{CorrectedPart{Found: span(11, 23), Byte: span(11, 23), Rune: span(5, 9), Line: span(2, 4)}, "溪镇总结\n\n  修了两座桥。"},
		{CorrectedPart{Found: span(8, 23), Byte: span(8, 23), Rune: span(4, 8), Line: span(2, 2)}, "葛溪镇总"},
		{CorrectedPart{Found: span(8, 23), Byte: span(8, 20), Rune: span(4, 9), Line: span(2, 2)}, "葛溪镇总"},
		{CorrectedPart{Found: span(8, 23), Byte: span(8, 20), Rune: span(4, 8), Line: span(2, 2)}, "葛溪镇总"},
		{CorrectedPart{Found: span(8, 23), Rune: span(4, 9)}, "葛溪镇总结"},
		{CorrectedPart{Found: span(8, 23), Line: span(1, 2)}, "篇一\r\n葛溪镇总结"},

		{CorrectedPart{Line: span(7, 7)}, `<"line" 7: the text has 6>`},
		{CorrectedPart{Rune: span(0, 99)}, `<"rune" 99: the text has 43>`},
		{CorrectedPart{Byte: span(0, 999)}, `<"byte" 999: the text has 105>`},
		{CorrectedPart{Byte: span(1, 8)}, `<"byte" 1 stands inside>`},
		{CorrectedPart{Byte: span(8, 23), Rune: span(4, 8)}, `<"byte" 23 and "rune" 8 are two places>`},
		{CorrectedPart{Rune: span(4, 9), Line: span(2, 4)}, `<"line" 4 and "rune" are two places>`},
		{CorrectedPart{Found: span(8, 23), Byte: span(8, 20), Rune: span(4, 7), Line: span(2, 2)}, `<"byte" 20 and "rune" 7>`},
		{CorrectedPart{Found: span(9, 23), Line: span(2, 4)}, `<"as_found" [9, 23] lies outside>`},
		{CorrectedPart{Found: span(8, 999), Line: span(2, 4)}, `<"as_found" [8, 999] lies outside>`},
		{CorrectedPart{Found: span(27, 45), Byte: span(27, 45), Line: span(4, 1)}, `<in front of where it begins>`},
	} {
		s := surveyed{src: compiled, lines: text.NewLines(compiled)}
		body, err := s.resolve(&tt.p)
		got := body.Of(compiled)
		if err != nil {
			got = "<" + err.Error() + ">"
		}
		if want := strings.Trim(tt.want, "<>"); got != tt.want && (err == nil || want == tt.want || !strings.Contains(got, want)) {
			t.Errorf("resolve(%s) = %q, want %q", described(&tt.p), got, tt.want)
		}
	}
}

func described(p *CorrectedPart) string {
	var b strings.Builder
	for _, c := range []struct {
		name string
		v    *[2]int64
	}{{"found", p.Found}, {"byte", p.Byte}, {"rune", p.Rune}, {"line", p.Line}} {
		if c.v != nil {
			b.WriteString(" " + c.name)
			for _, n := range c.v {
				b.WriteString(" " + id("", int(n)))
			}
		}
	}
	return b.String()
}

// FuzzResolve holds the three coordinates of a place against each other.
func FuzzResolve(f *testing.F) {
	f.Add(compiled, 8, 23)
	f.Add("\r\n\r甲\n", 0, 3)
	f.Add("a\r", 0, 2)
	f.Add("", 0, 0)
	f.Fuzz(func(t *testing.T, src string, lo, hi int) {
		if !utf8.ValidString(src) || lo < 0 || hi <= lo || hi > len(src) || !utf8.RuneStart(src[lo]) || hi < len(src) && !utf8.RuneStart(src[hi]) {
			return
		}
		lines := text.NewLines(src)
		s := surveyed{src: src, lines: lines}
		want := text.Span{Lo: int32(lo), Hi: int32(hi)}
		byRune := span(int64(lines.Rune(want.Lo)), int64(lines.Rune(want.Hi)))
		byLine := span(int64(lines.Line(want.Lo)), int64(lines.Line(want.Hi-1)))
		for _, p := range []CorrectedPart{
			{Byte: span(int64(lo), int64(hi))},
			{Rune: byRune},
			{Byte: span(int64(lo), int64(hi)), Rune: byRune, Line: byLine},
			{Found: span(int64(lo), int64(hi)), Line: byLine},
		} {
			if got, err := s.resolve(&p); got != want || err != nil {
				t.Errorf("resolve(%s) in %q = %v, %v, want %v", described(&p), src, got, err, want)
			}
		}
		got, err := s.resolve(&CorrectedPart{Line: byLine})
		switch {
		case err != nil:
			t.Errorf("resolve of lines %v in %q: %v", *byLine, src, err)
		case strings.TrimSpace(want.Of(src)) == "":
		case strings.TrimSpace(got.Of(src)) != got.Of(src):
			t.Errorf("resolve of lines %v in %q = %q, want no outer white space", *byLine, src, got.Of(src))
		case !strings.Contains(got.Of(src), strings.TrimSpace(want.Of(src))):
			t.Errorf("resolve of lines %v in %q = %q, want %q inside", *byLine, src, got.Of(src), want.Of(src))
		case lines.Line(got.Lo) < int32(byLine[0]) || lines.Line(got.Hi-1) > int32(byLine[1]):
			t.Errorf("resolve of lines %v in %q = %q, which reaches beyond them", *byLine, src, got.Of(src))
		}
	})
}

func input(path, src string) Input {
	return Input{Path: path, Read: func() Reading { return Reading{Text: src, Status: "ok"} }}
}

func TestCorrect(t *testing.T) {
	whole := []CorrectedPart{{At: "s, line 2: submission 1", Line: span(2, 4)}, {At: "s, line 3: submission 2", Title: "乙", Line: span(6, 6)}}
	fix := func(path, src string, parts ...CorrectedPart) Correction {
		return Correction{At: "s, line 1", Path: path, SHA256: hash(src), Lines: 6, Parts: parts}
	}
	for _, tt := range []struct {
		name string
		c    []Correction
		want []string // bodies set in 甲.txt, 乙.txt, 丙.txt; or part of the error
	}{
		{"by path", []Correction{fix("甲.txt", compiled, whole...)}, []string{"葛溪镇总结\n\n  修了两座桥。|种了三百棵树。", "", ""}},
		{"by text, wherever it stands", []Correction{fix("旧/甲.txt", compiled, whole...)}, []string{"葛溪镇总结\n\n  修了两座桥。|种了三百棵树。", "", "葛溪镇总结\n\n  修了两座桥。|种了三百棵树。"}},
		{"an input without text lets it go", []Correction{fix("丁.txt", compiled, whole...)}, []string{"", "", ""}},
		{"another text", []Correction{fix("乙.txt", compiled, whole...)}, []string{`s, line 1: document "乙.txt": the text has changed since it was split: 6 lines then, 1 now`}},
		{"no such document", []Correction{fix("戊.txt", "x", whole...)}, []string{`document "戊.txt": no input has this path or this text`}},
		{"twice", []Correction{fix("甲.txt", compiled, whole...), fix("x", compiled, whole...)}, []string{`document "甲.txt" is corrected twice, see s, line 1`}},
		{"overlap", []Correction{fix("甲.txt", compiled, whole[1], whole[0])}, []string{"s, line 2: submission 1: begins on line 2, before the one in front of it ends on line 6"}},
		{"no letter", []Correction{fix("甲.txt", compiled, CorrectedPart{At: "s: submission 1", Line: span(3, 3)})}, []string{"s: submission 1: "}},
	} {
		in := []Input{
			input("甲.txt", compiled), input("乙.txt", "别的文字"), input("丙.txt", compiled),
			{Path: "丁.txt", Read: func() Reading { return Reading{Status: "error"} }},
		}
		var got []string
		if err := Correct(context.Background(), in, tt.c, Options{}); err != nil {
			got = []string{err.Error()}
		} else {
			for _, i := range in[:3] {
				src, bodies := i.Read().Text, []string(nil)
				for _, p := range i.parts {
					bodies = append(bodies, p.Body.Of(src))
				}
				got = append(got, strings.Join(bodies, "|"))
			}
		}
		if len(got) != len(tt.want) || len(got) > 1 && !slices.Equal(got, tt.want) || !strings.Contains(got[0], tt.want[0]) {
			t.Errorf("%s: Correct = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// What split writes and nobody edits changes nothing.
func TestCorrectByOwnOutline(t *testing.T) {
	files, err := filepath.Glob("../../testdata/reports/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("reports: %v, %v", files, err)
	}
	many := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		src := string(raw)
		if !utf8.ValidString(src) {
			continue
		}
		o := Outline("a.txt", src)
		c := Correction{At: "s", Path: "a.txt", SHA256: o.Text.SHA256}
		for i := range o.Submissions {
			s := &o.Submissions[i]
			wide := func(v [2]int32) *[2]int64 { return span(int64(v[0]), int64(v[1])) }
			c.Parts = append(c.Parts, CorrectedPart{
				At: "s", Title: s.Title, Found: wide(s.AsFound), Byte: wide(s.Range.Byte), Rune: wide(s.Range.Rune), Line: wide(s.Range.Line),
			})
		}
		in := []Input{input("a.txt", src)}
		if err := Correct(context.Background(), in, []Correction{c}, Options{}); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		n, lines := text.Fold(src, nil), newScale(src, nil)
		count := func(s text.Span) int {
			lo, hi := n.Find(s)
			return token.LettersOf(n, lo, hi).Len()
		}
		for i, p := range in[0].parts {
			want := o.Submissions[i]
			if got := lines.rangeOf(p.Body); got != want.Range || p.Title != want.Title {
				t.Errorf("%s: part %d is %q %v, want %q %v", file, i+1, p.Title, got, want.Title, want.Range)
			}
			letters, last := 0, p.Body.Lo
			for _, s := range p.Paragraphs {
				if s.Lo < last || s.Hi > p.Body.Hi {
					t.Errorf("%s: part %d: paragraph %v is out of order or outside %v", file, i+1, s, p.Body)
				}
				letters, last = letters+count(s), s.Hi
			}
			if all := count(p.Body); letters != all {
				t.Errorf("%s: part %d: paragraphs hold %d letters, want %d", file, i+1, letters, all)
			}
		}
		if len(in[0].parts) > 1 {
			many++
		}
	}
	if many == 0 {
		t.Error("no compilation among the reports")
	}
}

// Of the splits of a folder, those of two documents are by their paths or by their texts.
func TestConcerned(t *testing.T) {
	inputs := []Input{input("a.txt", compiled), input("b.txt", "葛溪镇总结")}
	corrections := []Correction{
		{At: "1", Path: "c.txt", SHA256: hash("什么也不是")},
		{At: "2", Path: "old/b.txt", SHA256: hash("葛溪镇总结")},
		{At: "3", Path: "a.txt", SHA256: hash("别的文字")}, // has changed: the error is for Correct
	}
	var got []string
	for _, c := range Concerned(inputs, corrections) {
		got = append(got, c.At)
	}
	if want := []string{"2", "3"}; !slices.Equal(got, want) {
		t.Errorf("Concerned = %q, want %q", got, want)
	}
	if len(corrections) != 3 || corrections[0].At != "1" {
		t.Errorf("Concerned changed its argument: %+v", corrections)
	}
}
