package sketch

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Within a few hundred hashes every pair that agrees in an aligned byte is found, and
// nothing beyond the distance is.
func TestNeighbours(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	hashes := make([]uint64, 60)
	for i := range hashes {
		hashes[i] = r.Uint64()
		if i%3 > 0 { // near the one in front
			hashes[i] = hashes[i-1]
			for range r.IntN(6) {
				hashes[i] ^= 1 << r.IntN(64)
			}
		}
	}
	const distance = 10
	var want []Pair
	for a := range hashes {
		for b := a + 1; b < len(hashes); b++ {
			if Hamming(hashes[a], hashes[b]) <= distance {
				want = append(want, Pair{int32(a), int32(b)})
			}
		}
	}
	if got := Neighbours(hashes, distance, nil); !slices.Equal(got, want) {
		t.Errorf("Neighbours = %v, want %v", got, want)
	}
	skip := func(i int) bool { return i%2 == 1 }
	for _, p := range Neighbours(hashes, distance, skip) {
		if skip(int(p.A)) || skip(int(p.B)) {
			t.Errorf("pair %v holds a position to be left out", p)
		}
	}
}

// A crowd of equal hashes gives a number of pairs linear in its size.
func TestNeighboursOfACrowd(t *testing.T) {
	const n = 3000
	if got := Neighbours(make([]uint64, n), 0, nil); len(got) > n*neighbours {
		t.Errorf("%d pairs of %d equal hashes, want at most %d", len(got), n, n*neighbours)
	}
}
