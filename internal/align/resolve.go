package align

import (
	"cmp"
	"slices"
)

const (
	cutHole  = 20 // letters: a hole larger than this, on either side, cuts a chain in two
	cutShort = 3  // letters: shorter runs at the ends of a fragment are chance

	// Loose ends of a chain: stretches of fewer letters than looseNear, and fewer than
	// looseFar where a gap of more than looseGap parts them from the rest.
	looseNear = 8
	looseFar  = 16
	looseGap  = 6

	// A fragment below both is dropped; one above may still be joined to others.
	fragmentEvidence = 2.5
	fragmentGrams    = 16.0

	// A chain all of whose letters a stronger one explains may come back at the
	// end, as a paragraph that stands twice: with so much evidence and density
	// only, and where so much of one side is in no passage.
	againEvidence = 27.0
	againDensity  = 0.7
	againFresh    = 0.8
)

// contend drops the chains that stronger ones leave next to nothing, before any
// table is filled for them: a third of all work. Strong ones stay, they may come back.
func (al *Aligner) contend(chains []fragment) []fragment {
	al.resetOwners()
	order := al.order[:0]
	for k := range chains {
		order = append(order, int32(k))
	}
	al.order = order
	// Chains are many here and few behind: their numbers are sorted, not they.
	slices.SortFunc(order, func(p, q int32) int { return byStrength(&chains[p], &chains[q]) })
	kept := al.strong[:0]
	for k, n := range order {
		c := &chains[n]
		if al.reserve(c.runs, int32(k)+1) >= gramLen || c.evidence >= againEvidence {
			kept = append(kept, *c)
		}
	}
	al.strong = kept
	return kept
}

func (al *Aligner) resetOwners() {
	al.ownerA = grow(al.ownerA, len(al.a.code))
	al.ownerB = grow(al.ownerB, len(al.b.code))
	clear(al.ownerA)
	clear(al.ownerB)
}

// resolve explains each letter of either side once: the chains take their letters
// strongest first, later ones keep what is left, cut at the holes. Before that every
// chain reserves its core, so that the loose end of a strong chain cannot take a
// sentence that a weaker one matches word for word. It returns the fragments and the
// chains that kept nothing although they are strong.
func (al *Aligner) resolve(chains []fragment) (kept, lost []fragment) {
	al.resetOwners()
	slices.SortFunc(chains, func(f, g fragment) int { return byStrength(&f, &g) })
	for k, c := range chains {
		al.reserve(core(c.runs), int32(k)+1)
	}
	kept, lost = al.kept[:0], al.lost[:0]
	for k, c := range chains {
		before := len(kept)
		start := len(al.runs)
		for _, r := range c.runs {
			al.take(r, int32(k)+1)
		}
		kept = al.cut(kept, start)
		if len(kept) == before && c.evidence >= againEvidence && c.density() >= againDensity {
			lost = append(lost, c)
		}
	}
	al.kept, al.lost = kept, lost
	return kept, lost
}

func byStrength(f, g *fragment) int {
	if f.evidence != g.evidence { // nearly always, and the sort is long
		return -cmp.Compare(f.evidence, g.evidence)
	}
	return cmp.Or(-cmp.Compare(f.grams, g.grams), cmp.Compare(f.aLo, g.aLo), cmp.Compare(f.bLo, g.bLo))
}

// core returns runs without their loose ends: stretches of few letters, and of a few
// more behind a gap.
func core(runs []run) []run {
	for len(runs) > 0 {
		k, n := 1, runs[0].na
		for k < len(runs) && runs[k].follows(runs[k-1]) {
			n += max(runs[k].na, runs[k].nb)
			k++
		}
		if n >= looseFar || n >= looseNear && (k == len(runs) || gapOf(runs[k-1], runs[k]) <= looseGap) {
			break
		}
		runs = runs[k:]
	}
	for len(runs) > 0 {
		k := len(runs) - 1
		n := runs[k].na
		for k > 0 && runs[k].follows(runs[k-1]) {
			k--
			n += max(runs[k].na, runs[k].nb)
		}
		if n >= looseFar || n >= looseNear && (k == 0 || gapOf(runs[k-1], runs[k]) <= looseGap) {
			break
		}
		runs = runs[:k]
	}
	return runs
}

func gapOf(r, next run) int32 { return max(next.a-r.endA(), next.b-r.endB()) }

// reserve marks the letters of runs that nobody owns yet as those of chain and
// returns their number.
func (al *Aligner) reserve(runs []run, chain int32) int {
	n := 0
	for _, r := range runs {
		if r.hidden() {
			continue
		}
		for k := range r.na {
			if al.ownerA[r.a+k] == 0 && al.ownerB[r.b+k] == 0 {
				al.ownerA[r.a+k], al.ownerB[r.b+k] = chain, chain
				n++
			}
		}
	}
	return n
}

// anyFree reports whether runs match a letter that no chain owns on either side.
func (al *Aligner) anyFree(runs []run) bool {
	for _, r := range runs {
		for k := range min(r.na, r.nb) {
			if al.ownerA[r.a+k] == 0 && al.ownerB[r.b+k] == 0 {
				return true
			}
		}
	}
	return false
}

// taken is the owner of letters that stand in a fragment.
const taken = -1

func (al *Aligner) free(i, j, chain int32) bool {
	a, b := al.ownerA[i], al.ownerB[j]
	return (a == 0 || a == chain) && (b == 0 || b == chain)
}

// take appends the parts of r whose letters are free or reserved for chain.
func (al *Aligner) take(r run, chain int32) {
	if r.hidden() {
		for k := range r.na {
			if o := al.ownerA[r.a+k]; o != 0 && o != chain {
				return
			}
		}
		for k := range r.nb {
			if o := al.ownerB[r.b+k]; o != 0 && o != chain {
				return
			}
		}
		al.runs = append(al.runs, r)
		return
	}
	for k := int32(0); k < r.na; {
		lo := k
		for k < r.na && al.free(r.a+k, r.b+k, chain) {
			k++
		}
		if k > lo {
			al.runs = append(al.runs, run{r.a + lo, r.b + lo, k - lo, k - lo})
		}
		for k < r.na && !al.free(r.a+k, r.b+k, chain) {
			k++
		}
	}
}

// cut appends the fragments that the runs from start on fall into and marks their
// letters as used.
func (al *Aligner) cut(kept []fragment, start int) []fragment {
	runs := al.runs[start:]
	for lo := 0; lo < len(runs); {
		hi := lo + 1
		for hi < len(runs) && runs[hi].a-runs[hi-1].endA() <= cutHole && runs[hi].b-runs[hi-1].endB() <= cutHole {
			hi++
		}
		piece := trim(al.withoutNumber(trim(runs[lo:hi:hi])))
		lo = hi
		if len(piece) == 0 {
			continue
		}
		f := al.measure(piece)
		if f.evidence < fragmentEvidence && f.grams < fragmentGrams {
			continue
		}
		al.use(f)
		kept = append(kept, f)
	}
	return kept
}

// trim returns runs without masks and stretches under cutShort letters at either end.
func trim(runs []run) []run {
	for len(runs) > 0 {
		k, n := 1, runs[0].na
		for k < len(runs) && runs[k].follows(runs[k-1]) {
			n += max(runs[k].na, runs[k].nb)
			k++
		}
		if runs[0].hidden() {
			k = 1
		} else if n >= cutShort {
			break
		}
		runs = runs[k:]
	}
	for len(runs) > 0 {
		k := len(runs) - 1
		n := runs[k].na
		for k > 0 && runs[k].follows(runs[k-1]) {
			k--
			n += max(runs[k].na, runs[k].nb)
		}
		if runs[len(runs)-1].hidden() {
			k = len(runs) - 1
		} else if n >= cutShort {
			break
		}
		runs = runs[:k]
	}
	return runs
}

// withoutNumber returns runs without the list number at their end: it belongs to what
// follows.
func (al *Aligner) withoutNumber(runs []run) []run {
	for len(runs) > 0 {
		r := &runs[len(runs)-1]
		for r.na > 0 && r.nb > 0 && al.a.flag[r.endA()-1]&al.b.flag[r.endB()-1]&numeral != 0 {
			r.na--
			r.nb--
		}
		if r.na+r.nb > 0 {
			break
		}
		runs = runs[:len(runs)-1]
	}
	return runs
}

func (al *Aligner) use(f fragment) {
	for _, r := range f.runs {
		for k := range r.na {
			al.ownerA[r.a+k] = taken
		}
		for k := range r.nb {
			al.ownerB[r.b+k] = taken
		}
	}
}

// again appends the lost chains of which one side is still fresh: a paragraph that
// one text holds once and the other twice. Chains come strongest first.
func (al *Aligner) again(passages, lost []fragment) []fragment {
	if len(lost) == 0 {
		return passages
	}
	al.resetOwners()
	for _, p := range passages {
		al.cover(p)
	}
	for _, c := range lost {
		freshA := fresh(al.ownerA[c.aLo:c.aHi])
		freshB := fresh(al.ownerB[c.bLo:c.bHi])
		if max(freshA, freshB) >= againFresh {
			passages = append(passages, c)
			al.cover(c)
		}
	}
	return passages
}

// cover marks the ranges of f, holes included.
func (al *Aligner) cover(f fragment) {
	for i := f.aLo; i < f.aHi; i++ {
		al.ownerA[i] = taken
	}
	for j := f.bLo; j < f.bHi; j++ {
		al.ownerB[j] = taken
	}
}

// fresh returns the share of letters that no passage covers.
func fresh(owner []int32) float64 {
	n := 0
	for _, o := range owner {
		if o == 0 {
			n++
		}
	}
	return float64(n) / float64(max(1, len(owner)))
}
