package accuracy

import "chachong/internal/finding"

// filePairs compares the pairs listed with the true likeness of the files.
func (o *outcome) filePairs() ([]Row, []Miss) {
	best := map[[2]string]finding.Pair{} // of the listed pairs of submissions of two files, the most alike
	for i := range o.pairs {
		p := &o.pairs[i]
		key := orderedFiles(o.subs[p.a].Path, o.subs[p.b].Path)
		if old, ok := best[key]; !ok || p.Resemblance > old.Resemblance {
			best[key] = p.Pair
		}
	}
	var misses []Miss
	// recall returns how many of the true pairs are wanted, and how many of them pass.
	recall := func(what string, wanted func(Pair) bool, pass func(finding.Pair) bool) (hits, all int) {
		for _, t := range o.set.Pairs {
			if !wanted(t) {
				continue
			}
			all++
			if p, ok := best[orderedFiles(t.A, t.B)]; ok && pass(p) {
				hits++
			} else {
				misses = append(misses, Miss{What: what + " missed", A: o.all(t.A), B: o.all(t.B)})
			}
		}
		return hits, all
	}
	const high, low, part = 0.7, 0.25, 0.5
	listed := func(finding.Pair) bool { return true }
	hits, all := recall("J>=0.70", func(t Pair) bool { return t.Resemblance >= high }, func(p finding.Pair) bool { return p.Resemblance >= high })
	found := 0
	for _, p := range best {
		if p.Resemblance >= high {
			found++
		}
	}
	p, r := share(hits, found), share(hits, all)
	rows := []Row{{"pairs J>=0.70", []Figure{
		ratio("precision", p), ratio("recall", r), ratio("f1", harmonic(p, r)), count("true", all), count("found", found),
	}}}
	for _, c := range []struct {
		name   string
		wanted func(Pair) bool
	}{
		{"C>=0.50", func(t Pair) bool { return t.Containment >= part }},
		{"J>=0.25", func(t Pair) bool { return t.Resemblance >= low }},
	} {
		hits, all := recall(c.name, c.wanted, listed)
		rows = append(rows, Row{"pairs " + c.name, []Figure{ratio("recall", share(hits, all)), count("true", all), count("listed", hits)}})
	}
	return rows, misses
}

func orderedFiles(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// all returns the whole of a file.
func (o *outcome) all(name string) Place {
	f := o.files[name]
	return Place{File: name, Hi: int(f.lines.Rune(int32(len(f.norm.Source))))}
}
