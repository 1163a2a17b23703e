package align

import (
	"slices"
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

func TestSortKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		upper := rapid.Uint64Range(0, 1<<32-1)
		if rapid.Bool().Draw(t, "few") {
			upper = rapid.Uint64Range(0, 40)
		}
		var keys []uint64
		for i, u := range rapid.SliceOfN(upper, 0, 300).Draw(t, "keys") {
			keys = append(keys, u<<32|uint64(i))
		}
		want := slices.Clone(keys)
		slices.Sort(want) // the lower half is the place, so this is the stable order
		if sortKeys(keys, make([]uint64, len(keys)), 32); !slices.Equal(keys, want) {
			t.Errorf("sortKeys = %v, want %v", keys, want)
		}
	})
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
