package accuracy

// Partition compares two ways of putting the same things into groups.
type Partition struct {
	// Of pairs of things in one group.
	Precision, Recall, F1 float64 // [0,1]
	// Rand is the adjusted Rand index (Hubert and Arabie, Comparing partitions, 1985): 1
	// for equal partitions, about 0 for one made by chance, may be negative.
	Rand float64
	// B-cubed (Bagga and Baldwin, Entity-based cross-document coreferencing using the
	// vector space model, 1998): means over the things.
	CubedPrecision, CubedRecall, CubedF1 float64 // [0,1]
}

// ComparePartitions compares found with truth: the labels of thing i are truth[i] and
// found[i]. Of pairs, precision is 1 where none is found, and recall where none is true.
func ComparePartitions(truth, found []string) Partition {
	both, t, f := map[[2]string]int{}, map[string]int{}, map[string]int{}
	for i := range truth {
		both[[2]string{truth[i], found[i]}]++
		t[truth[i]]++
		f[found[i]]++
	}
	pairs := func(n int) int { return n * (n - 1) / 2 }
	inBoth, inTruth, inFound := 0, 0, 0
	for _, n := range both {
		inBoth += pairs(n)
	}
	for _, n := range t {
		inTruth += pairs(n)
	}
	for _, n := range f {
		inFound += pairs(n)
	}
	var p Partition
	p.Precision, p.Recall = share(inBoth, inFound), share(inBoth, inTruth)
	p.F1 = harmonic(p.Precision, p.Recall)

	p.Rand = 1
	if all := pairs(len(truth)); all > 0 {
		expected := float64(inTruth) * float64(inFound) / float64(all)
		if most := float64(inTruth+inFound) / 2; most != expected {
			p.Rand = (float64(inBoth) - expected) / (most - expected)
		}
	}

	p.CubedPrecision, p.CubedRecall = 1, 1
	if len(truth) > 0 {
		var precision, recall float64
		for i := range truth {
			n := float64(both[[2]string{truth[i], found[i]}])
			precision += n / float64(f[found[i]])
			recall += n / float64(t[truth[i]])
		}
		p.CubedPrecision, p.CubedRecall = precision/float64(len(truth)), recall/float64(len(truth))
	}
	p.CubedF1 = harmonic(p.CubedPrecision, p.CubedRecall)
	return p
}

// share returns n/of, and 1 where of is 0: of nothing, nothing is missing.
func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// Boundaries returns the F1 of the places found against the true ones: right is a place
// of which both edges lie within slack code points of those of a true one not yet taken.
func Boundaries(truth, found []Place, slack int) float64 {
	taken := make([]bool, len(truth))
	hits := 0
	for _, f := range found {
		if i := nearest(truth, taken, f, slack); i >= 0 {
			taken[i] = true
			hits++
		}
	}
	return share(2*hits, len(truth)+len(found))
}

// nearest returns the index of the place in truth that is not taken, in the file of f
// and within slack of it, by the sum of the distances of the edges; -1 where none is.
func nearest(truth []Place, taken []bool, f Place, slack int) int {
	best, distance := -1, 0
	for i, t := range truth {
		lo, hi := max(t.Lo-f.Lo, f.Lo-t.Lo), max(t.Hi-f.Hi, f.Hi-t.Hi)
		if t.File != f.File || taken[i] || lo > slack || hi > slack {
			continue
		}
		if best < 0 || lo+hi < distance {
			best, distance = i, lo+hi
		}
	}
	return best
}
