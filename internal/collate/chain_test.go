package collate

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The chain ascends on both sides, and none weighs more.
func TestHeaviest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "n")
		var pairs []pair
		for i := range int32(n) {
			for j := range int32(n) {
				if rapid.IntRange(0, 2).Draw(t, "stands") == 0 {
					pairs = append(pairs, pair{i, j, int64(rapid.IntRange(1, 9).Draw(t, "weight"))})
				}
			}
		}
		best := make([]int64, len(pairs)) // that ends with each
		want := int64(0)
		for k, p := range pairs {
			for l, q := range pairs[:k] {
				if q.i < p.i && q.j < p.j {
					best[k] = max(best[k], best[l])
				}
			}
			best[k] += p.weight
			want = max(want, best[k])
		}
		got := int64(0)
		chain := heaviest(pairs, n)
		for k, p := range chain {
			if k > 0 && (p.i <= chain[k-1].i || p.j <= chain[k-1].j) {
				t.Fatalf("heaviest(%v) = %v, want it ascending", pairs, chain)
			}
			got += p.weight
		}
		if got != want {
			t.Fatalf("heaviest(%v) weighs %d, want %d", pairs, got, want)
		}
	})
}

// itemsAt returns items of the given letters, of which the one at k of a is at order[k]
// of b.
func itemsAt(order []int, letters ...int32) []item {
	out := make([]item, len(order))
	for k, at := range order {
		n := int32(100)
		if k < len(letters) {
			n = letters[k]
		}
		out[k] = item{aLo: int32(k), aHi: int32(k) + 1, bLo: int32(at), bHi: int32(at) + 1, letters: n, whole: true}
	}
	return out
}

// Which of several items moved. An item is named by its place in a, from 0.
func TestSettle(t *testing.T) {
	tests := []struct {
		name    string
		order   []int // where each stands in b
		letters []int32
		want    []int
	}{
		{"none", nil, nil, nil},
		{"in place", []int{0, 1, 2}, nil, nil},
		{"two", []int{1, 0}, nil, []int{0, 1}},
		{"two, one of them small", []int{1, 0}, []int32{400, 80}, []int{1}},
		{"three rotated", []int{1, 2, 0}, nil, []int{0, 1, 2}},
		{"three of other lengths rotated", []int{1, 2, 0}, []int32{300, 200, 180}, []int{0, 1, 2}},
		{"one carried over two that are more than three times longer", []int{1, 2, 0}, []int32{300, 200, 90}, []int{2}},
		{"small one carried over two", []int{1, 2, 0}, []int32{300, 300, 40}, []int{2}},
		{"three reversed", []int{2, 1, 0}, nil, []int{0, 1, 2}},
		{"one carried over three", []int{3, 0, 1, 2}, nil, []int{0}},
		{"long one carried over three short ones", []int{3, 0, 1, 2}, []int32{80, 46, 34, 40}, []int{0}},
		{"longer one carried over three short ones", []int{3, 0, 1, 2}, []int32{350, 46, 34, 40}, []int{1, 2, 3}},
		{"ends swapped", []int{4, 1, 2, 3, 0}, nil, []int{0, 4}},
		{"five reversed", []int{4, 3, 2, 1, 0}, nil, []int{0, 1, 2, 3, 4}},
		{"halves swapped", []int{2, 3, 0, 1}, nil, []int{0, 1, 2, 3}},
		{"one carried over a swap", []int{4, 1, 0, 2, 3}, nil, []int{0, 1, 2}},
		{"two blocks", []int{1, 0, 2, 4, 3}, nil, []int{0, 1, 3, 4}},
		{"tiny one fits", []int{2, 1, 0}, []int32{100, 8, 100}, []int{0, 2}},
		{"tiny one does not fit", []int{2, 0, 1}, []int32{8, 100, 100}, []int{0}},
	}
	for _, test := range tests {
		items := itemsAt(test.order, test.letters...)
		settle(items)
		var got []int
		for k, x := range items {
			if x.moved {
				got = append(got, k)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: settle(%v) moves %v, want %v", test.name, test.order, got, test.want)
		}
	}
}

// Of sentences in one paragraph the one that was carried over others has moved alone.
func TestSettleSentences(t *testing.T) {
	tests := []struct {
		name  string
		order []int
		want  []int
	}{
		{"carried over two", []int{2, 0, 1}, []int{0}},
		{"carried back over two", []int{1, 2, 0}, []int{2}},
		{"two swapped", []int{1, 0}, []int{0, 1}},
		{"reversed", []int{2, 1, 0}, []int{0, 1, 2}},
	}
	for _, test := range tests {
		items := itemsAt(test.order)
		for k := range items {
			items[k].whole = false
		}
		settle(items)
		var got []int
		for k, x := range items {
			if x.moved {
				got = append(got, k)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: settle(%v) moves %v, want %v", test.name, test.order, got, test.want)
		}
	}
}

// What stays ascends on both sides, and both sides see the same moves.
func TestSettleProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "n")
		order, back, letters := make([]int, n), make([]int, n), make([]int32, n)
		for k := range order {
			order[k] = k
			letters[k] = rapid.SampledFrom([]int32{8, 40, 100, 100, 300}).Draw(t, "letters")
		}
		order = rapid.Permutation(order).Draw(t, "order")
		lettersBack := make([]int32, n)
		for k, at := range order {
			back[at], lettersBack[at] = k, letters[k]
		}
		items, seen := itemsAt(order, letters...), itemsAt(back, lettersBack...)
		settle(items)
		settle(seen)
		last, moves := int32(-1), 0
		for k, x := range items {
			if x.moved != seen[order[k]].moved && x.letters >= 2*leastMove {
				t.Fatalf("settle(%v) with %v letters = %+v, from the other side %+v", order, letters, items, seen)
			}
			if x.moved {
				moves++
				continue
			}
			if x.bLo < last {
				t.Fatalf("settle(%v) = %+v, want what stays ascending", order, items)
			}
			last = x.bLo
		}
		if slices.IsSorted(order) != (moves == 0) {
			t.Fatalf("settle(%v) moves %d", order, moves)
		}
	})
}
