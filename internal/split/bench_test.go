package split

import (
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

func BenchmarkJunk(b *testing.B) {
	src := strings.Repeat(bodies[0].text+"\n", 50)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Junk(src)
	}
}
