package accuracy

import (
	"reflect"
	"strings"
	"testing"
)

func TestBlock(t *testing.T) {
	b := &Block{"two", "2 files", []Row{
		{"clusters", []Figure{ratio("f1", 0.98765), count("true", 12)}},
		{"  spun", []Figure{ratio("f1", 1), count("true", 3)}},
		{"quiet", []Figure{count("a-very-long-name", 0)}},
	}}
	want := strings.Join([]string{
		"== two: 2 files",
		"                                     f1       true",
		"clusters                         0.9877         12",
		"  spun                           1.0000          3",
		"                              a-very-long-name",
		"quiet                                        0",
		"",
	}, "\n")
	if got := b.String(); got != want {
		t.Errorf("String =\n%s, want\n%s", got, want)
	}
	other := strings.Replace(want, "two", "one", 1)
	blocks, names := ParseBlocks(Golden([]string{want, other}))
	if !reflect.DeepEqual(blocks, map[string]string{"two": want, "one": other}) || !reflect.DeepEqual(names, []string{"two", "one"}) {
		t.Errorf("ParseBlocks = %q, %q", blocks, names)
	}
	if blocks, names = ParseBlocks(""); len(blocks)+len(names) > 0 {
		t.Errorf("ParseBlocks of nothing = %v, %v", blocks, names)
	}
}

func TestDifferences(t *testing.T) {
	block := func(rows ...Row) string { return (&Block{"s", "1 file", rows}).String() }
	row := func(name string, n int) Row { return Row{name, []Figure{count("n", n)}} }
	line := func(r Row) string { return strings.Split(block(r), "\n")[2] }
	a, b, c := row("a", 1), row("  one two", 2), row("c", 3)
	for _, d := range []struct {
		name      string
		want, got string
		out       [][2]string
	}{
		{"equal", block(a, b), block(a, b), nil},
		{"changed", block(a, b), block(a, row("  one two", 3)), [][2]string{{line(b), line(row("  one two", 3))}}},
		{"one more", block(a, c), block(a, b, c), [][2]string{{"", line(b)}}},
		{"one less", block(a, b, c), block(a, c), [][2]string{{line(b), ""}}},
		{"other order", block(a, c), block(c, a), [][2]string{{block(a, c), block(c, a)}}},
	} {
		if out := Differences(d.want, d.got); !reflect.DeepEqual(out, d.out) {
			t.Errorf("%s: Differences = %q, want %q", d.name, out, d.out)
		}
	}
}

func TestMergeArticles(t *testing.T) {
	row := func(aLo, aHi, bLo, bHi float64, class string) []any { return []any{aLo, aHi, bLo, bHi, class, 1.0} }
	got := mergeArticles("a", "b", [][]any{
		row(0, 10, 0, 10, "identical"),
		row(70, 80, 20, 30, "edited"),  // 60 behind: the same passage
		row(141, 150, 40, 50, "light"), // 61 behind
		row(150, 160, 50, 60, "heavy"), // no passage
		row(160, 170, 60, 70, "light"), // 10 behind
		row(170, 180, 0, 5, "light"),   // goes back in b
	})
	want := []Case{
		{A: at("a", 0, 80), B: at("b", 0, 30)},
		{A: at("a", 141, 170), B: at("b", 40, 70)},
		{A: at("a", 170, 180), B: at("b", 0, 5)},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("mergeArticles = %v, want %v", got, want)
	}
}
