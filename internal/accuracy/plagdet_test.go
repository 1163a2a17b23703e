package accuracy

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// at is a place of file f.
func at(f string, lo, hi int, cut ...[2]int) Place { return Place{File: f, Lo: lo, Hi: hi, Cut: cut} }

func closeTo(got, want float64) bool { return math.Abs(got-want) < 1e-12 }

func TestPlagdet(t *testing.T) {
	one := Case{A: at("a", 0, 100), B: at("b", 200, 300)} // 200 code points
	for _, c := range []struct {
		name         string
		cases, found []Case
		want         Score
	}{
		{"nothing to find, nothing found", nil, nil, Score{1, 1, 1, 1, 1, 1}},
		{"nothing found", []Case{one}, nil, Score{0, 0, 0, 1, 0, 0}},
		{"nothing to find", nil, []Case{one}, Score{0, 0, 0, 1, 0, 0}},
		{"the same", []Case{one}, []Case{one}, Score{1, 1, 1, 1, 1, 1}},
		{"sides crossed", []Case{one}, []Case{{A: one.B, B: one.A}}, Score{1, 1, 1, 1, 1, 1}},
		{"one side only", []Case{one}, []Case{{A: at("a", 0, 100), B: at("b", 300, 400)}}, Score{0, 0, 0, 1, 0, 0}},
		{"other texts", []Case{one}, []Case{{A: at("a", 0, 100), B: at("c", 200, 300)}}, Score{0, 0, 0, 1, 0, 0}},
		{
			// 50 + 100 of 200 found, all of 150 right: recall .75, precision 1.
			"half of one side",
			[]Case{one},
			[]Case{{A: at("a", 0, 50), B: at("b", 200, 300)}},
			Score{2 * .75 / 1.75, .75, 1, 1, .75, 1},
		},
		{
			// One code point on either side is enough to detect: 2 of 200, 2 of 200.
			"touching corners",
			[]Case{one},
			[]Case{{A: at("a", 99, 199), B: at("b", 101, 201)}},
			Score{.01, .01, .01, 1, .01, .01},
		},
		{
			// Granularity 2: F1 of 1 over log2(3).
			"in two pieces",
			[]Case{one},
			[]Case{{A: at("a", 0, 40), B: at("b", 200, 240)}, {A: at("a", 40, 100), B: at("b", 240, 300)}},
			Score{1 / math.Log2(3), 1, 1, 2, 1, 1},
		},
		{
			// What two detections cover twice counts once in recall: 60 + 60 of 200. Each
			// detection is right in full. Micro: 120 of 200.
			"overlapping detections",
			[]Case{one},
			[]Case{{A: at("a", 0, 40), B: at("b", 200, 240)}, {A: at("a", 20, 60), B: at("b", 220, 260)}},
			Score{2 * .6 / 1.6 / math.Log2(3), .6, 1, 2, .6, 1},
		},
		{
			// The second case is not detected: it weighs as much as the first in the macro
			// recall, and 20 of 220 code points in the micro one. It is out of granularity.
			"a case missed",
			[]Case{one, {A: at("a", 500, 510), B: at("b", 500, 510)}},
			[]Case{one},
			Score{2 * .5 / 1.5, .5, 1, 1, 200.0 / 220, 1},
		},
		{
			// The false detection weighs as much as the true one: precision .5; 200 of 220.
			"a false detection",
			[]Case{one},
			[]Case{one, {A: at("a", 500, 510), B: at("b", 500, 510)}},
			Score{2 * .5 / 1.5, 1, .5, 1, 1, 200.0 / 220},
		},
		{
			// Covered on both sides by detections neither of which meets it on both.
			"sides met by different detections",
			[]Case{one},
			[]Case{{A: at("a", 0, 100), B: at("b", 0, 100)}, {A: at("a", 200, 300), B: at("b", 200, 300)}},
			Score{0, 0, 0, 1, 0, 0},
		},
		{
			// One detection over two cases: 100 + 100 of its 240 are right. Granularity 1.
			"two cases in one detection",
			[]Case{{A: at("a", 0, 50), B: at("b", 0, 50)}, {A: at("a", 70, 120), B: at("b", 70, 120)}},
			[]Case{{A: at("a", 0, 120), B: at("b", 0, 120)}},
			Score{2 * (200.0 / 240) / (1 + 200.0/240), 1, 200.0 / 240, 1, 1, 200.0 / 240},
		},
		{
			// Twice in one file, told the other way round.
			"one file, crossed",
			[]Case{{A: at("a", 0, 100), B: at("a", 200, 300)}},
			[]Case{{A: at("a", 200, 300), B: at("a", 0, 100)}},
			Score{1, 1, 1, 1, 1, 1},
		},
		{
			// 10 code points cut out of side A, whoever covers them: 190 of 190.
			"cut inside",
			[]Case{{A: at("a", 0, 100, [2]int{40, 50}), B: at("b", 200, 300)}},
			[]Case{one},
			Score{1, 1, 1, 1, 1, 1},
		},
		{
			// Detection 50 longer on side A, 30 of these soft: 200 of 220 are right.
			"cut beside",
			[]Case{{A: at("a", 0, 100, [2]int{100, 130}), B: at("b", 200, 300)}},
			[]Case{{A: at("a", 0, 150), B: at("b", 200, 300)}},
			Score{2 * (200.0 / 220) / (1 + 200.0/220), 1, 200.0 / 220, 1, 1, 200.0 / 220},
		},
		{
			// The second detection is soft on both sides: not counted.
			"soft detection",
			[]Case{{A: at("a", 0, 100, [2]int{100, 130}), B: at("b", 200, 300, [2]int{150, 200})}},
			[]Case{one, {A: at("a", 100, 130), B: at("b", 160, 190)}},
			Score{1, 1, 1, 1, 1, 1},
		},
		{
			// It meets the case in soft code points only: no detection of it.
			"overlap in the cut",
			[]Case{{A: at("a", 0, 100, [2]int{90, 100}), B: at("b", 200, 300)}},
			[]Case{{A: at("a", 90, 190), B: at("b", 200, 300)}},
			Score{0, 0, 0, 1, 0, 0},
		},
	} {
		got := Plagdet(c.cases, c.found)
		for i, p := range [][2]float64{
			{got.Plagdet, c.want.Plagdet},
			{got.Recall, c.want.Recall},
			{got.Precision, c.want.Precision},
			{got.Granularity, c.want.Granularity},
			{got.MicroRecall, c.want.MicroRecall},
			{got.MicroPrecision, c.want.MicroPrecision},
		} {
			if !closeTo(p[0], p[1]) {
				t.Errorf("%s: Plagdet = %+v, want %+v (figure %d)", c.name, got, c.want, i)
				break
			}
		}
	}
	if got := plagdet(1, 1, 0.5); got != 0 {
		t.Errorf("plagdet(1, 1, 0.5) = %v, want 0", got)
	}
	if got := (Score{MicroRecall: 0.5, MicroPrecision: 1, Granularity: 1}).Micro(); !closeTo(got, 2.0/3) {
		t.Errorf("Micro = %v, want %v", got, 2.0/3)
	}
}

// TestShareAndTimes: of one case, how much was found and how often.
func TestShareAndTimes(t *testing.T) {
	m := match(
		[]Case{{A: at("a", 0, 10), B: at("b", 0, 10)}, {A: at("a", 20, 30), B: at("b", 20, 30)}},
		[]Case{{A: at("a", 0, 5), B: at("b", 0, 10)}, {A: at("a", 6, 8), B: at("b", 2, 4)}},
	)
	// 5 + 2 of side a, all of side b: 17 of 20.
	if c := m.cases[0]; !closeTo(c.share, 0.85) || c.times != 2 || c.size != 20 {
		t.Errorf("first case: share %v, times %d, size %d, want 0.85, 2, 20", c.share, c.times, c.size)
	}
	if c := m.cases[1]; c.share != 0 || c.times != 0 {
		t.Errorf("second case: share %v, times %d, want 0, 0", c.share, c.times)
	}
	if got, want := granularity(m.cases), 2.0; got != want {
		t.Errorf("granularity = %v, want %v", got, want)
	}
}

// slowScore is Plagdet one code point at a time, for cases of which the first file is
// before the second one.
func slowScore(cases, found []Case) Score {
	type point struct {
		file string
		at   int
	}
	soft := map[[2]string]map[int]bool{} // by file and other file
	for _, c := range append(append([]Case{}, cases...), found...) {
		for _, s := range [][2]Place{{c.A, c.B}, {c.B, c.A}} {
			key := [2]string{s[0].File, s[1].File}
			if soft[key] == nil {
				soft[key] = map[int]bool{}
			}
			for _, z := range s[0].Cut {
				for i := z[0]; i < z[1]; i++ {
					soft[key][i] = true
				}
			}
		}
	}
	points := func(p, other Place) map[point]bool {
		out := map[point]bool{}
		for i := p.Lo; i < p.Hi; i++ {
			if !soft[[2]string{p.File, other.File}][i] {
				out[point{p.File, i}] = true
			}
		}
		return out
	}
	common := func(x, y map[point]bool) map[point]bool {
		out := map[point]bool{}
		for p := range x {
			if y[p] {
				out[p] = true
			}
		}
		return out
	}
	type both struct{ a, b map[point]bool }
	sides := func(list []Case) []both {
		var out []both
		for _, c := range list {
			if s := (both{points(c.A, c.B), points(c.B, c.A)}); len(s.a)+len(s.b) > 0 {
				out = append(out, s)
			}
		}
		return out
	}
	cs, ds := sides(cases), sides(found)
	if len(cs) == 0 && len(ds) == 0 {
		return Score{1, 1, 1, 1, 1, 1}
	}
	all := func(list []both) map[point]bool {
		out := map[point]bool{}
		for _, s := range list {
			for p := range s.a {
				out[p] = true
			}
			for p := range s.b {
				out[p] = true
			}
		}
		return out
	}
	right := map[point]bool{}
	mean := func(list, others []both) (share, times float64) {
		sum, detected, hits := 0.0, 0, 0
		for _, c := range list {
			a, b, n := map[point]bool{}, map[point]bool{}, 0
			for _, d := range others {
				x, y := common(c.a, d.a), common(c.b, d.b)
				if len(x) == 0 || len(y) == 0 {
					continue
				}
				n++
				for p := range x {
					a[p], right[p] = true, true
				}
				for p := range y {
					b[p], right[p] = true, true
				}
			}
			sum += float64(len(a)+len(b)) / float64(len(c.a)+len(c.b))
			if n > 0 {
				detected++
				hits += n
			}
		}
		return sum / math.Max(1, float64(len(list))), float64(hits) / math.Max(1, float64(detected))
	}
	s := Score{Granularity: 1}
	s.Recall, s.Granularity = mean(cs, ds)
	s.Granularity = math.Max(1, s.Granularity)
	s.Precision, _ = mean(ds, cs)
	if s.Recall+s.Precision > 0 {
		s.Plagdet = 2 * s.Recall * s.Precision / (s.Recall + s.Precision) / math.Log2(1+s.Granularity)
	}
	if len(cs) > 0 && len(ds) > 0 {
		s.MicroRecall = float64(len(right)) / float64(len(all(cs)))
		s.MicroPrecision = float64(len(right)) / float64(len(all(ds)))
	}
	return s
}

// TestPlagdetProperty compares Plagdet with the same measure one code point at a time.
func TestPlagdetProperty(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	place := func(file string) Place {
		lo := r.IntN(40)
		p := at(file, lo, lo+r.IntN(20))
		if r.IntN(3) == 0 {
			c := r.IntN(50)
			p.Cut = append(p.Cut, [2]int{c, c + r.IntN(8)})
		}
		return p
	}
	list := func(n int) []Case {
		var out []Case
		for range n {
			c := Case{A: place("a"), B: place([]string{"b", "c"}[r.IntN(2)])}
			out = append(out, c)
		}
		return out
	}
	for range 3000 {
		cases, found := list(r.IntN(6)), list(r.IntN(8))
		want := slowScore(cases, found)
		// Which side is called A does not matter.
		turned := append([]Case{}, found...)
		for i := range turned {
			if r.IntN(2) == 0 {
				turned[i].A, turned[i].B = turned[i].B, turned[i].A
			}
		}
		got := Plagdet(cases, turned)
		for _, p := range [][2]float64{
			{got.Plagdet, want.Plagdet},
			{got.Recall, want.Recall},
			{got.Precision, want.Precision},
			{got.Granularity, want.Granularity},
			{got.MicroRecall, want.MicroRecall},
			{got.MicroPrecision, want.MicroPrecision},
		} {
			if !closeTo(p[0], p[1]) {
				t.Fatalf("Plagdet(%v, %v) = %+v, want %+v", cases, turned, got, want)
			}
		}
	}
}

// BenchmarkPlagdet has the size of the laws: 14,000 detections.
func BenchmarkPlagdet(b *testing.B) {
	var cases, found []Case
	for f := range 140 {
		for k := range 100 {
			a, c := fmt.Sprintf("a%d", f), fmt.Sprintf("b%d", f)
			found = append(found, Case{A: at(a, 100*k, 100*k+80), B: at(c, 100*k, 100*k+80)})
			if k%5 == 0 {
				cases = append(cases, Case{A: at(a, 100*k, 100*k+300), B: at(c, 100*k, 100*k+300)})
			}
		}
	}
	for b.Loop() {
		Plagdet(cases, found)
	}
}
