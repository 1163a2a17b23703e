package accuracy

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"chachong/internal/detect"
)

// BenchmarkRun measures whole runs, reading aside: reports that have nothing in common, and
// with a copy of each of them in which a sentence in ten is another.
func BenchmarkRun(b *testing.B) {
	const reports = 200
	texts := OwnTexts(reports, 1500, 3500, 1)
	var clean, copied []detect.Input
	for i, text := range texts {
		clean = append(clean, inputOf(fmt.Sprintf("%03d.txt", i), text))
		copied = append(copied, clean[i], inputOf(fmt.Sprintf("%03d-copy.txt", i), altered(text, texts[(i+1)%reports])))
	}
	for _, bm := range []struct {
		name   string
		inputs []detect.Input
	}{{"clean", clean}, {"copied", copied}} {
		size := int64(0)
		for _, in := range bm.inputs {
			size += int64(len(in.Read().Text))
		}
		b.Run("prepare/"+bm.name, func(b *testing.B) {
			p, err := detect.NewPreparer(detect.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				for _, in := range bm.inputs {
					p.Prepare(in.Path, "", in.Read().Text)
				}
			}
		})
		b.Run("all/"+bm.name, func(b *testing.B) {
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := detect.Run(context.Background(), bm.inputs, detect.Options{Jobs: 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func inputOf(path, text string) detect.Input {
	r := detect.Reading{Text: text, Status: "ok", Bytes: int64(len(text))}
	return detect.Input{Path: path, Read: func() detect.Reading { return r }}
}

// altered returns text with every tenth sentence taken from other.
func altered(text, other string) string {
	const end = "。"
	strange := strings.SplitAfter(other, end)
	var out strings.Builder
	for i, s := range strings.SplitAfter(text, end) {
		if i%10 == 9 && i < len(strange) {
			s = strange[i]
		}
		out.WriteString(s)
	}
	return out.String()
}
