package align

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// Oracle is the best score of an alignment of all letters of a and b from (x, y) on,
// by trying everything; gap says which gap is open.
func oracle(t *table, x, y int, gap byte, seen map[[3]int]int) int {
	if x == len(t.a) && y == len(t.b) {
		return 0
	}
	key := [3]int{x, y, int(gap)}
	if s, ok := seen[key]; ok {
		return s
	}
	best := impossible
	try := func(score, nx, ny int, gap byte) {
		best = max(best, score+oracle(t, nx, ny, gap, seen))
	}
	open := func(side byte) int {
		if gap == side {
			return -costLetter
		}
		return -costOpen - costLetter
	}
	if x < len(t.a) && y < len(t.b) {
		if t.a[x] == t.b[y] {
			try(scoreMatch, x+1, y+1, 0)
		} else {
			try(-costSubst, x+1, y+1, 0)
		}
	}
	if x < len(t.a) {
		try(open('a'), x+1, y, 'a')
		if t.maskB[y] {
			try(-costHidden, x+1, y, 0)
		}
	}
	if y < len(t.b) {
		try(open('b'), x, y+1, 'b')
		if t.maskA[x] {
			try(-costHidden, x, y+1, 0)
		}
	}
	seen[key] = best
	return best
}

// load empties the table.
func (t *table) load() {
	t.a, t.b = t.a[:0], t.b[:0]
	t.maskA, t.maskB = t.maskA[:0], t.maskB[:0]
}

// TestTableAgainstOracle: on short texts, where no mask reaches its limit, the score
// is the best there is and the path earns it.
func TestTableAgainstOracle(t *testing.T) {
	var tab table // reused: what earlier tables left behind must not matter
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.SliceOfN(rapid.SampledFrom([]rune("山水云")), 0, hiddenReach)
		tab.load()
		tab.a, tab.b = append(tab.a, letters.Draw(t, "a")...), append(tab.b, letters.Draw(t, "b")...)
		n, m := len(tab.a), len(tab.b)
		tab.maskA = append(tab.maskA, rapid.SliceOfN(rapid.Bool(), n+1, n+1).Draw(t, "maskA")...)
		tab.maskB = append(tab.maskB, rapid.SliceOfN(rapid.Bool(), m+1, m+1).Draw(t, "maskB")...)
		tab.fill(fillLimit, false)
		want := oracle(&tab, 0, 0, 0, map[[3]int]int{})
		if got := int(tab.best[m]); got != want {
			t.Fatalf("score of %q, %q, masks %v %v = %d, want %d", string(tab.a), string(tab.b), tab.maskA, tab.maskB, got, want)
		}
		tab.back(n, m)
		slices.Reverse(tab.path)
		var last run
		for _, r := range tab.path {
			if r.a < last.endA() || r.b < last.endB() || r.endA() > int32(n) || r.endB() > int32(m) {
				t.Fatalf("path %v of %d and %d letters", tab.path, n, m)
			}
			if r.letters() && !slices.Equal(tab.a[r.a:r.endA()], tab.b[r.b:r.endB()]) {
				t.Errorf("run %v matches %q with %q", r, string(tab.a[r.a:r.endA()]), string(tab.b[r.b:r.endB()]))
			}
			last = r
		}
	})
}

// fillPlainly is fill with fillRow alone.
func (t *table) fillPlainly(band int, drop bool) (bestA, bestB int, top int32) {
	n, m := len(t.a), len(t.b)
	t.from, t.best, t.gapA, t.hidden = make([]uint8, (n+1)*(m+1)), make([]int32, m+1), make([]int32, m+1), make([]uint8, m+1)
	for y := range t.best {
		t.best[y], t.gapA[y] = impossible, impossible
	}
	for x := 0; x <= n; x++ {
		lo, corner := max(0, x-band), int32(impossible)
		if lo > 0 {
			corner, t.best[lo-1] = t.best[lo-1], impossible
		}
		score := t.fillRow(x, lo, min(m, x+band), corner)
		if score > top {
			bestA, bestB, top = x, slices.Index(t.best, score), score
		}
		if drop && score < top-dropX {
			break
		}
	}
	return bestA, bestB, top
}

// TestPlainRows: without masks both ways to fill a row find the same.
func TestPlainRows(t *testing.T) {
	var got, want table
	rapid.Check(t, func(t *rapid.T) {
		got.load()
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 5))
		alphabet := rapid.SampledFrom([]int{1, 2, 4, 500}).Draw(t, "alphabet")
		band, drop := fillLimit, rapid.Bool().Draw(t, "drop")
		most := 60
		if drop {
			band, most = extendBand, extendWindow
		}
		n, m := rapid.IntRange(0, most).Draw(t, "n"), rapid.IntRange(0, most).Draw(t, "m")
		for range n {
			got.a = append(got.a, rune('一'+r.IntN(alphabet)))
		}
		got.b = append(got.b, got.a[:min(n, m)]...)
		for len(got.b) < m {
			got.b = append(got.b, rune('一'+r.IntN(alphabet)))
		}
		for k := range got.b {
			if r.IntN(5) == 0 {
				got.b[k] = rune('一' + r.IntN(alphabet))
			}
		}
		got.maskA, got.maskB = append(got.maskA, make([]bool, n+1)...), append(got.maskB, make([]bool, m+1)...)
		want.a, want.b, want.maskA, want.maskB = got.a, got.b, got.maskA, got.maskB
		x, y, top := got.fill(band, drop)
		wantX, wantY, wantTop := want.fillPlainly(band, drop)
		if x != wantX || y != wantY || top != wantTop {
			t.Fatalf("fill of %q, %q = %d, %d, %d, want %d, %d, %d", string(got.a), string(got.b), x, y, top, wantX, wantY, wantTop)
		}
		if !drop {
			x, y = n, m // as a gap is filled, from end to end
		}
		got.back(x, y)
		want.back(x, y)
		if !slices.Equal(got.path, want.path) {
			t.Errorf("path of %q, %q = %v, want %v", string(got.a), string(got.b), got.path, want.path)
		}
	})
}

// BenchmarkFill fills the tables of an extension and of a gap.
func BenchmarkFill(b *testing.B) {
	for _, c := range []struct {
		letters, band int
		drop          bool
	}{{extendWindow, extendBand, true}, {60, fillLimit, false}} {
		b.Run(strconv.Itoa(c.letters), func(b *testing.B) {
			var t table
			t.a = []rune(babble(1, c.letters))[:c.letters]
			t.b = []rune(reworded(2, string(t.a), 4))
			t.maskA, t.maskB = make([]bool, c.letters+1), make([]bool, c.letters+1)
			b.ReportAllocs()
			for b.Loop() {
				t.fill(c.band, c.drop)
			}
		})
	}
}

// TestMaskReach: one mask stands for hiddenReach letters and no more.
func TestMaskReach(t *testing.T) {
	for n := 1; n <= hiddenReach+2; n++ {
		var tab table
		tab.b = []rune("青石滩水库坝")[:n]
		tab.maskA = []bool{true}
		tab.maskB = make([]bool, n+1)
		tab.fill(fillLimit, false)
		tab.back(0, n)
		hidden := int32(0)
		for _, r := range tab.path {
			hidden += r.nb
		}
		if want := int32(min(n, hiddenReach)); hidden != want {
			t.Errorf("a mask against %d letters hides %d, want %d", n, hidden, want)
		}
	}
}

func TestIsRow(t *testing.T) {
	known := [][2][]rune{{[]rune("管"), []rune("治")}, {[]rune("部门"), []rune("机构")}, {[]rune("当"), []rune("该")}}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"管理部门应当", "治理机构应该", true},
		{"管理部门", "治理机构", true},
		{"管理部门", "治理单位", false},
		{"部门当", "机构", false},
		{"应", "应", true},
	} {
		if got := isRow([]rune(c.a), []rune(c.b), known); got != c.want {
			t.Errorf("isRow(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
