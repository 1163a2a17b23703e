package split

import (
	"fmt"
	"strings"
	"testing"

	"chachong/internal/text"
)

// BenchmarkParts measures splitting of single reports and of a compilation.
func BenchmarkParts(b *testing.B) {
	compilation, _ := compile(conventions[0], 6, 1)
	for _, c := range []struct{ name, src string }{{"report", bodies[0].text}, {"compilation", compilation}} {
		n := text.Fold(c.src, nil)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.src)))
			b.ReportAllocs()
			for b.Loop() {
				Parts(n)
			}
		})
	}
}

// BenchmarkGrowth shows that twice the text takes about twice the time, whatever
// it is: compare the lines x1, x2 and x4 of one kind.
func BenchmarkGrowth(b *testing.B) {
	for _, c := range []struct {
		name string
		make func(n int) string
	}{
		{"one letter", func(n int) string { return strings.Repeat("的", 50000*n) }},
		{"one sentence", func(n int) string { return strings.Repeat("我们认真做好各项工作。", 2500*n) }},
		{"one line", func(n int) string { return strings.Repeat("我们认真做好各项工作。\n", 2500*n) }},
		{"numbered headings", func(n int) string {
			var s strings.Builder
			for i := range 5000 * n {
				fmt.Fprintf(&s, "%d、第%d号材料\n", i%60+1, i)
			}
			return s.String()
		}},
		{"titles", func(n int) string {
			var s strings.Builder
			for i := range 5000 * n {
				fmt.Fprintf(&s, "第%d站工作总结\n", i)
			}
			return s.String()
		}},
		{"words and numbers", func(n int) string {
			var s strings.Builder
			for i := range 5000 * n {
				fmt.Fprintf(&s, "%c%c记录%d\n", '一'+i%977, '丁'+i%1009, i%9+1)
			}
			return s.String()
		}},
		{"headings with text", func(n int) string {
			var s strings.Builder
			for i := range 1000 * n {
				fmt.Fprintf(&s, "%c%c记录%d\n%s。\n", '一'+i%977, '丁'+i%1009, i%9+1, strings.Repeat("今年以来，各组的进展", 8))
			}
			return s.String()
		}},
		{"reports", func(n int) string { return strings.Repeat(bodies[3].title+"\n"+bodies[3].text+"\n", 100*n) }},
	} {
		for _, n := range []int{1, 2, 4} {
			folded := text.Fold(c.make(n), nil)
			b.Run(fmt.Sprintf("%s/x%d", c.name, n), func(b *testing.B) {
				for b.Loop() {
					Parts(folded)
				}
			})
		}
	}
}

func BenchmarkJunk(b *testing.B) {
	src := strings.Repeat(bodies[0].text+"\n", 50)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Junk(src)
	}
}
