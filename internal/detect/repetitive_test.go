package detect_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"chachong/internal/detect"
)

// repetitive makes folders of text that repeats itself, n letters in each.
var repetitive = []struct {
	name string
	make func(n int) map[string]string
}{
	{"letter", func(n int) map[string]string {
		text := strings.Repeat("的", n/2)
		return map[string]string{"a.txt": text, "b.txt": text + "了"}
	}},
	{"sentence", func(n int) map[string]string {
		const s = "秋收前村里修好了三条机耕路，收割机开进每一块田。"
		text := strings.Repeat(s, n/2/len([]rune(s)))
		return map[string]string{"a.txt": text, "b.txt": text[len("秋收"):] + "完"}
	}},
	{"lines", func(n int) map[string]string {
		const s = "一、秋收前村里修好了三条机耕路，收割机开进每一块田。\n"
		text := strings.Repeat(s, n/2/len([]rune(s)))
		return map[string]string{"a.txt": text, "b.txt": text[len(s):]}
	}},
	{"two sentences mixed", func(n int) map[string]string {
		s := [2]string{"秋收前村里修好了三条机耕路，收割机开进每一块田。", "入冬后渔船上岸检修，网具晾在祠堂门前的石坪上。"}
		var a, b strings.Builder
		for i := range n / 2 / len([]rune(s[0])) {
			a.WriteString(s[i*i/3&1])
			b.WriteString(s[i*i/5&1])
		}
		return map[string]string{"a.txt": a.String(), "b.txt": b.String()}
	}},
	{"files", func(n int) map[string]string {
		const s = "秋收前村里修好了三条机耕路，收割机开进每一块田，入冬后渔船上岸检修，网具晾在祠堂门前的石坪上。"
		out := map[string]string{}
		for i := range n / len([]rune(s)) {
			out[fmt.Sprintf("%06d.txt", i)] = s
		}
		return out
	}},
}

// TestRepetitive: repetitive text gives a bounded number of passages a pair, not one for
// every pair of places.
func TestRepetitive(t *testing.T) {
	const most = 256 // of a pair
	for _, c := range repetitive {
		texts := c.make(1 << 17)
		res := run(t, inputsOf(texts), detect.Options{})
		if n := len(res.Passages); n == 0 || n > max(most, len(texts)) {
			t.Errorf("%s: %d passages in %d files, want 1 to %d", c.name, n, len(texts), max(most, len(texts)))
		}
	}
}

// BenchmarkRepetitive reports besides the time of the largest text how often its time
// grows when the text doubles, the geometric mean of three doublings: 2 is linear.
func BenchmarkRepetitive(b *testing.B) {
	const least, doublings = 1 << 17, 3
	for _, c := range repetitive {
		b.Run(strings.ReplaceAll(c.name, " ", "-"), func(b *testing.B) {
			small, large := inputsOf(c.make(least)), inputsOf(c.make(least<<doublings))
			check := func(in []detect.Input) time.Duration {
				start := time.Now()
				if _, err := detect.Run(context.Background(), in, detect.Options{Jobs: 1}); err != nil {
					b.Fatal(err)
				}
				return time.Since(start)
			}
			check(small) // loads the dictionary
			var smallTime, largeTime time.Duration
			for b.Loop() {
				smallTime += check(small)
				largeTime += check(large)
			}
			b.ReportMetric(math.Pow(float64(largeTime)/float64(smallTime), 1./doublings), "ratio")
		})
	}
}
