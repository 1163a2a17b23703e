package split

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/text"
)

// TestShortWays holds what takes a short way over bytes against the plain one over
// characters.
func TestShortWays(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		checkShortWays(t, soup(rnd, 1+rnd.IntN(40)))
	}
}

func FuzzShortWays(f *testing.F) {
	f.Add("第一篇　工作总结\n（一）一年来，①②《在》 é🙂𠀀 2022年3月5日")
	rnd := rand.New(rand.NewPCG(13, 14))
	for range 8 {
		f.Add(soup(rnd, 20))
	}
	f.Fuzz(func(t *testing.T, src string) {
		checkShortWays(t, strings.ToValidUTF8(src[:min(len(src), 300)], "?"))
	})
}

func checkShortWays(t *testing.T, src string) {
	t.Helper()
	s := newSheet(text.Fold(src, nil))
	for i := range s.s {
		line, _, _ := strings.Cut(s.s[i:], "\n")
		checkCharacters(t, line)
		checkMasks(t, line)
		if line == "" || isBlank(line[0]) {
			continue
		}
		lo, hi := int32(i), int32(i+len(line))
		wide := false
		for k := range line {
			wide = wide || k > 0 && !isBlank(line[k]) && s.spaceAt(lo+int32(k))
		}
		if got := s.dropsSpace(lo, hi); got != wide {
			t.Fatalf("dropsSpace(%q) = %v, want %v", line, got, wide)
		}
		if s.isVerbatim(lo, hi) && s.n.Span(i, i+len(line)).Of(src) != line {
			t.Fatalf("isVerbatim(%q) = true, want false: it comes from %q", line, s.n.Span(i, i+len(line)).Of(src))
		}
	}
	checkMarks(t, s)
}

// checkCharacters checks what counts, cuts and reads the characters of line.
func checkCharacters(t *testing.T, line string) {
	t.Helper()
	runes := []rune(line)
	if got, want := charsIn(line), min(len(runes), maxTitle+1); int(got) != want {
		t.Fatalf("charsIn(%q) = %d, want %d", line, got, want)
	}
	for _, n := range []int{0, 1, 2, 7, 8, 9, 12, 26, headReach, maxTitle} {
		k := min(n, len(runes))
		if got, want := clip(line, n), string(runes[:k]); got != want {
			t.Fatalf("clip(%q, %d) = %q, want %q", line, n, got, want)
		}
		if got, want := clipTail(line, n), string(runes[len(runes)-k:]); got != want {
			t.Fatalf("clipTail(%q, %d) = %q, want %q", line, n, got, want)
		}
		if got, want := within(line, n), len(runes) <= n; got != want {
			t.Fatalf("within(%q, %d) = %v, want %v", line, n, got, want)
		}
	}
	r, size := firstRune(line)
	if want, n := utf8.DecodeRuneInString(line); r != want || size != n {
		t.Fatalf("firstRune(%q) = %q, %d, want %q, %d", line, r, size, want, n)
	}
	r, size = lastRune(line)
	if want, n := utf8.DecodeLastRuneInString(line); r != want || size != n {
		t.Fatalf("lastRune(%q) = %q, %d, want %q, %d", line, r, size, want, n)
	}
	want := strings.LastIndex(line, "《") > strings.LastIndex(line, "》")
	if got := endsQuoted(line); got != want {
		t.Fatalf("endsQuoted(%q) = %v, want %v", line, got, want)
	}
}

// checkMasks: what hashes a line with its numbers alike agrees with the line written so.
func checkMasks(t *testing.T, line string) {
	t.Helper()
	masked := maskNumbers(line)
	if got, want := hashNumbers(hashSeed, line), hashString(hashSeed, masked); got != want {
		t.Fatalf("hashNumbers(%q) = %x, want %x, the hash of %q", line, got, want, masked)
	}
	if got, want := maskNumbers(line[:leading(line, alikeReach)]), clip(masked, alikeReach); got != want {
		t.Fatalf("leading(%q) masked = %q, want %q", line, got, want)
	}
	if got, want := maskNumbers(line[trailing(line, alikeReach):]), clipTail(masked, alikeReach); got != want {
		t.Fatalf("trailing(%q) masked = %q, want %q", line, got, want)
	}
}

// checkMarks: the section numbers found by scheme are those that a walk over all finds.
func checkMarks(t *testing.T, s *sheet) {
	t.Helper()
	for i, a := range s.marks {
		for _, b := range s.marks[i:] {
			var last, first mark
			for _, m := range s.marks {
				if m.at < a.at || m.at >= b.at {
					continue
				}
				if last.end == 0 || m.scheme <= last.scheme {
					last = m
				}
				if first.end == 0 && m.scheme == b.scheme {
					first = m
				}
			}
			if got, ok := s.outermost(a.at, b.at); got != last || ok != (last.end > 0) {
				t.Fatalf("outermost(%d, %d) of %q = %+v, want %+v", a.at, b.at, s.s, got, last)
			}
			if got, ok := s.nextMark(b.scheme, a.at, b.at); got != first || ok != (first.end > 0) {
				t.Fatalf("nextMark(%d, %d, %d) of %q = %+v, want %+v", b.scheme, a.at, b.at, s.s, got, first)
			}
		}
	}
}

// TestTimesOf: few and many places are counted alike.
func TestTimesOf(t *testing.T) {
	rnd := rand.New(rand.NewPCG(15, 16))
	for range 50 {
		places := make([]place, rnd.IntN(150))
		for i := range places {
			places[i].key = rnd.Uint64N(9)
		}
		var want []int32
		for i, p := range places {
			n := int32(0)
			for _, q := range places[i:] {
				if q.key == p.key {
					n++
				}
			}
			want = append(want, n)
		}
		if got := timesOf(places); !slices.Equal(got, want) {
			t.Fatalf("timesOf(%v) = %v, want %v", places, got, want)
		}
	}
}
