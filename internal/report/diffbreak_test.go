package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

func TestBreakLines(t *testing.T) {
	for _, tt := range []struct {
		in   string
		room int
		want []string
		keep []clip
	}{
		{"", 10, nil, nil},
		{"全县工会", 10, []string{"全县工会"}, nil},
		{"全县教育工会总结", 10, []string{"全县教育工", "会总结"}, nil},
		{"全县教育工，会总结", 10, []string{"全县教育", "工，会总结"}, nil},
		{"全县教育（工会）总结", 10, []string{"全县教育", "（工会）总", "结"}, nil},
		{"在《全县“工会”》上", 8, []string{"在《全县", "“工会”》", "上"}, nil},
		{"共 2023 年", 8, []string{"共 2023", "年"}, nil},
		{"达到百分之98.5%，", 14, []string{"达到百分之", "98.5%，"}, nil},
		{"see https://example.org/a", 12, []string{"see", "https://exam", "ple.org/a"}, nil},
		{"教育LQTV-2台", 8, []string{"教育", "LQTV-2台"}, nil},
		{"好！！！！！！", 4, []string{"好！", "！！", "！！", "！"}, nil},
		{"（（（（一", 4, []string{"（（", "（（", "一"}, nil},
		{"e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}, nil},
		{"🇨🇳🇨🇳🇨🇳", 4, []string{"🇨🇳🇨🇳", "🇨🇳"}, nil},
		{"[开展]各项", 4, []string{"[开", "展]", "各项"}, nil},
		{"扎实[开展]各项", 8, []string{"扎实[开", "展]各项"}, nil},
		{"扎实[开展]各项", 8, []string{"扎实", "[开展]各", "项"}, []clip{{6, 14}}},
		{"扎实[开展活动]", 8, []string{"扎实", "[开展活", "动]"}, []clip{{6, 20}}},
	} {
		var got []string
		for _, c := range breakLines(tt.in, tt.room, tt.keep) {
			got = append(got, tt.in[c.lo:c.hi])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("breakLines(%q, %d) = %q, want %q", tt.in, tt.room, got, tt.want)
		}
	}
}

// Lines fit, lose nothing but blanks at their ends, and begin with a closing mark only where
// one stands behind the other.
func FuzzBreakLines(f *testing.F) {
	f.Add("年初对全县学校（工会）逐校摸底，“发现”十一所 abc def 2023.5%。！！", 7)
	f.Add("e\u0301\u0301 🇨🇳🇨🇳👨 [x] ‹y› {z} ᄀᄀ각ᆨ", 3)
	f.Fuzz(func(t *testing.T, s string, room int) {
		s, room = safe.Line(s), 2+(room%80+80)%80
		at := 0
		for _, c := range breakLines(s, room, nil) {
			line := s[c.lo:c.hi]
			if c.lo < at || strings.Trim(s[at:c.lo], " ") != "" {
				t.Errorf("breakLines(%q, %d) loses %q", s, room, s[at:max(at, c.lo)])
			}
			at = c.hi
			if w := safe.Width(line); w > room && !oneCluster(line) {
				t.Errorf("breakLines(%q, %d): %q is %d wide", s, room, line, w)
			}
		}
		if strings.Trim(s[at:], " ") != "" {
			t.Errorf("breakLines(%q, %d) loses %q", s, room, s[at:])
		}
	})
}

// FuzzDiff prints texts that lie in rows at places without sense.
func FuzzDiff(f *testing.F) {
	f.Add("一年来，全县教育工会\n　　围绕中心工作。\r\n开展", "一年来，云埠县\n\n教育 工会\x1b[2J\u202e@all", []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 7, 3, 2, 5, 4, 2, 8, 8, 200, 90})
	f.Add("e\u0301\xff\xfe", "", []byte{0, 1, 1, 1, 2, 255, 254, 3, 3, 3})
	f.Fuzz(checkScattered)
}

func checkScattered(t *testing.T, a, b string, places []byte) {
	r := scattered(a, b, places)
	for _, context := range []int{-1, 0, 1} {
		opt := DiffOptions{Options: Options{Lang: message.Lang(len(places) % 2), Width: 60 + len(places)%50}, Columns: true, Context: context}
		checkColumns(t, fmt.Sprintf("context %d", context), diffText(t, r, opt), opt.Width)
		opt.Color = true
		checkColumns(t, fmt.Sprintf("context %d, colour", context), diffText(t, r, opt), opt.Width)
		opt.Color, opt.Columns = false, false
		harmless(t, diffText(t, r, opt))
		harmless(t, written(t, func(w io.Writer) error { return DiffMarkdown(w, r, opt) }))
	}
	checkCovered(t, r)
	harmless(t, written(t, func(w io.Writer) error { return DiffJSON(w, r) }))
}

// scattered returns a diff of two texts with rows, edits and paragraphs wherever places
// says, most of them out of order.
func scattered(a, b string, places []byte) *finding.Result {
	number := func() int32 {
		if len(places) == 0 {
			return 0
		}
		n := int32(places[0])
		places = places[1:]
		return n
	}
	r := sheet{{text: "甲", head: true}}.result()
	span := func() (x finding.Range) {
		x.Byte = [2]int32{number() - 5, number()}
		x.Line = [2]int32{number(), number()}
		return x
	}
	for i, s := range []string{a, b} {
		sub := &r.Submissions[i]
		sub.Text, sub.Range.Byte, sub.Title = s, [2]int32{3, 3 + int32(len(s))}, s
		sub.Paragraphs = nil
		for at := int32(3); number()%3 > 0; at += number() {
			p := finding.Range{Byte: [2]int32{at, at + 1}}
			sub.Paragraphs = append(sub.Paragraphs, p)
		}
	}
	ops := []finding.RowOp{finding.Same, finding.Changed, finding.Deleted, finding.Inserted, finding.Moved}
	classes := []string{"word", "mask", "number", "punct", "space", "new"}
	c := &r.Collations[0]
	c.Rows = nil
	c.Stat.Edits.Word = 1
	for len(places) > 0 {
		row := finding.Row{Op: ops[number()%5], A: span(), B: span(), Move: int(number() % 4), LettersA: number(), LettersB: number()}
		if row.Op == finding.Changed {
			for number()%4 > 0 {
				row.Edits = append(row.Edits, finding.Edit{Op: "replace", Class: classes[number()%6], A: span(), B: span(), WordsA: span(), WordsB: span()})
			}
		}
		c.Rows = append(c.Rows, row)
		c.Stat.Moves = max(c.Stat.Moves, row.Move)
	}
	return r
}

// oneCluster reports whether s is seen as one character, however wide.
func oneCluster(s string) bool { return uniseg.GraphemeClusterCount(s) == 1 }

// checkCovered fails where the stretches that all context shows do not cover their rows,
// each side once.
func checkCovered(t *testing.T, r *finding.Result) {
	t.Helper()
	d, err := newDiffing(r)
	if err != nil {
		t.Fatal(err)
	}
	ends := make(map[*finding.Row][2]int)
	for _, s := range d.plan(-1) {
		x, ok := s.(*stretch)
		if !ok {
			continue
		}
		at, ok := ends[x.row]
		if !ok {
			at = [2]int{d.a.clip(x.row.A).lo, d.b.clip(x.row.B).lo}
		}
		if at != [2]int{x.a.lo, x.b.lo} {
			t.Errorf("stretch of %v begins at %v and %v, want %v", x.row.Op, x.a.lo, x.b.lo, at)
		}
		ends[x.row] = [2]int{x.a.hi, x.b.hi}
	}
	for row, at := range ends {
		if want := [2]int{d.a.clip(row.A).hi, d.b.clip(row.B).hi}; at != want {
			t.Errorf("stretches of %v end at %v, want %v", row.Op, at, want)
		}
	}
}
