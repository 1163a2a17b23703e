package corpus

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

func plant(t *testing.T, c *Corpus, disguise string, source, k int) []byte {
	t.Helper()
	text, err := c.Plant(nil, disguise, source, k)
	if err != nil {
		t.Fatalf("Plant(%q, %d, %d): %v", disguise, source, k, err)
	}
	return text
}

// contained returns the share of the five-letter runs of a that b has.
func contained(a, b []byte) float64 {
	in := map[uint64]bool{}
	for _, g := range letterGrams(b) {
		in[g] = true
	}
	grams, n := letterGrams(a), 0
	for _, g := range grams {
		if in[g] {
			n++
		}
	}
	return float64(n) / float64(len(grams))
}

// Each disguise keeps of its source what it says.
func TestPlant(t *testing.T) {
	tests := []struct {
		disguise string
		low, top float64 // of its runs in the source
	}{
		{"verbatim", 1, 1},
		{"masked", 0.45, 0.97},
		{"paragraphs", KeptShare - 0.05, KeptShare + 0.07},
		{"sentences", KeptShare - 0.05, KeptShare + 0.07},
		{"fresh", 0, 0.08},
	}
	if len(tests) != len(Disguises) {
		t.Errorf("%d disguises tested, want %d", len(tests), len(Disguises))
	}
	c, again := newCorpus(t, Options{Kind: "clean", Chars: 3000, Seed: 3}), newCorpus(t, Options{Kind: "clean", Chars: 3000, Seed: 3})
	for i, tt := range tests {
		for k := range 20 {
			n := 20*i + k
			source := c.Text(nil, n)
			text := plant(t, c, tt.disguise, n, n)
			if got := contained(text, source); got < tt.low || got > tt.top {
				t.Errorf("%s %d: %.3f of it in its source, want %.2f to %.2f", tt.disguise, n, got, tt.low, tt.top)
			}
			if !utf8.Valid(text) {
				t.Errorf("%s %d is no UTF-8", tt.disguise, n)
			}
			if !bytes.Equal(text, plant(t, again, tt.disguise, n, n)) {
				t.Errorf("%s %d differs between two corpora of the same options", tt.disguise, n)
			}
			if other := c.Text(nil, n+1); contained(text, other) > 0.1 {
				t.Errorf("%s %d: %.3f of it in another report", tt.disguise, n, contained(text, other))
			}
		}
	}
	if got, err := c.Plant(nil, "gone", 0, 0); err == nil {
		t.Errorf("Plant of an unknown disguise = %q, want an error", got)
	}
}

// A masked copy has stars, hidden years and places, and numbers of another style.
func TestMaskedHides(t *testing.T) {
	c := newCorpus(t, Options{Kind: "clean", Chars: 3000, Seed: 5})
	var all strings.Builder
	for i := range 10 {
		all.Write(plant(t, c, "masked", i, i))
	}
	for _, want := range []string{"*", "20xx年", "XX县", "　　1、", "　　1.", "　　(1)", "　　1）"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no %q in ten masked reports", want)
		}
	}
	for _, gone := range []string{"　　一、", "　　（一）"} {
		if strings.Contains(all.String(), gone) {
			t.Errorf("%q in a masked report", gone)
		}
	}
}

func TestRenumber(t *testing.T) {
	for _, tt := range []struct {
		in    string
		style int
		want  string
	}{
		{"十二、抓好道路", 0, "12、抓好道路"},
		{"一、抓好道路", 1, "1.抓好道路"},
		{"（三）抓好道路", 0, "(3)抓好道路"},
		{"（三）抓好道路", 1, "3）抓好道路"},
		{"道路、桥梁", 0, "道路、桥梁"},
		{"（道路", 1, "（道路"},
	} {
		if got := renumber(tt.in, tt.style); got != tt.want {
			t.Errorf("renumber(%q, %d) = %q, want %q", tt.in, tt.style, got, tt.want)
		}
	}
}
