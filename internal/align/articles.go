package align

import (
	"cmp"
	"slices"
	"strings"
)

const (
	// A text is one of articles when it has so many 第N条, not counting 第N章, and so
	// much of it stands in them: a report in chapters is none, nor one that quotes a rule.
	articleMany  = 5
	articleCover = 0.6
	// The last article takes as many lines as go into so many letters, or into the longest
	// other: no appendix belongs to it.
	lastLetters = 300
	// articleShare is how much of both articles together must match once they are
	// aligned from end to end. On statutes whose edited articles are defined by a
	// ratio of 0.7, plagdet is .947, .954, .953, .928 at .68, .69, .70, .72.
	articleShare = 0.69
	// articleMaybe is the share of letters in matched runs from which two articles are
	// aligned from end to end.
	articleMaybe = 0.4
	// Two statutes are versions of each other when so much of the shorter one is matched.
	// Others may copy a paragraph like any two texts, wherever in an article it stands.
	// The pairs of revised statutes that the figures are taken on reach .5 and more.
	versionShare = 0.35
	// A statute of which copyShare is matched is no version but a copy where articles that
	// correspond tell too little of that: its sentences stand in another order, or others
	// between them. What is too little grows with what is matched: of revised statutes
	// articles tell .77 to .9 at .85 to .95.
	copyShare = 0.85
	copyLoss  = 0.15
	copyLeast = 0.3 // of what is matched, told in any case: half of every article copied is no version
	// Of one that is there as a whole, title and dates included, nearly all must be told.
	copyWhole        = 0.97
	copyTold         = 0.99
	neighbourLetters = fillLimit // of an article that is aligned without a chain in it
	articleGap       = 50        // letters between two articles of one passage
	// An article that corresponds needs no evidence: between versions of one statute
	// what everybody writes was copied too.
	articleLetters = 12 // matched
	headingLetters = 40 // a chapter of fewer letters is a heading: no passage begins or ends with it
)

// article is the letters [lo, hi) from a heading 第N条 to the next.
type article struct {
	lo, hi  int32
	chapter bool // its heading is 第N章, 节 or 编
}

func (a article) heading() bool { return a.chapter && a.hi-a.lo < headingLetters }

// findArticles sets t.articles where the text is built of them.
func (t *Text) findArticles() {
	var found []article
	for i, f := range t.flag[:len(t.code)] {
		if f&lineHere == 0 {
			continue
		}
		if unit := articleUnit(t.code[i:min(i+10, len(t.code))]); unit != 0 {
			if n := len(found); n > 0 {
				found[n-1].hi = int32(i)
			}
			found = append(found, article{int32(i), t.size(), unit != '条'})
		}
	}
	t.endArticles(found)
	many, letters := 0, int32(0)
	for _, a := range found {
		if !a.chapter {
			many++
			letters += a.hi - a.lo
		}
	}
	if many >= articleMany && float64(letters) >= articleCover*float64(t.size()) {
		t.articles = found
	}
}

// endArticles sets the end of the last of found.
func (t *Text) endArticles(found []article) {
	if len(found) == 0 {
		return
	}
	last := &found[len(found)-1]
	longest := int32(lastLetters)
	for _, a := range found[:len(found)-1] {
		longest = max(longest, a.hi-a.lo)
	}
	for line, i := last.lo, last.lo+1; i <= t.size(); i++ {
		switch {
		case i < t.size() && t.flag[i]&lineHere == 0:
			continue
		case line > last.lo && i-last.lo > longest:
			last.hi = line
			return
		case t.appendixAt(i):
			last.hi = i
			return
		}
		line = i
	}
}

// appendixAt reports whether the line that starts at letter i is the heading of an
// appendix.
func (t *Text) appendixAt(i int32) bool {
	return i+1 < t.size() && t.code[i] == '附' && strings.ContainsRune("件录表图", t.code[i+1])
}

// articleUnit returns the 条, 章, 节 or 编 of code that begins with 第 and a number, 0
// for all else.
func articleUnit(code []rune) rune {
	if code[0] != '第' {
		return 0
	}
	k := 1
	for k < len(code) && (code[k] >= '0' && code[k] <= '9' || strings.ContainsRune("〇零一二三四五六七八九十百千两", code[k])) {
		k++
	}
	if k > 1 && k < len(code) && strings.ContainsRune("条章节编", code[k]) {
		return code[k]
	}
	return 0
}

// articleRun is a run inside one article of each side.
type articleRun struct {
	p, q int32 // articles of a and of b
	run
}

// articlePair is two articles with matched letters.
type articlePair struct {
	p, q  int32   // articles of a and of b
	share float64 // of the letters of both
	runs  []run
}

// alike returns how much of the shorter text fs match, [0,1].
func (al *Aligner) alike(fs []fragment) float64 {
	a, b := int32(0), int32(0)
	for k := range fs {
		m, n := fs[k].matched()
		a, b = a+m, b+n
	}
	return float64(min(a, b)) / float64(max(1, min(al.a.size(), al.b.size())))
}

// copied reports whether the shorter text is a copy, of all of it or of pieces, of which
// the articles in fs do not tell enough. The fragments of whole are all passages; out
// describes fs.
func (al *Aligner) copied(whole, fs []fragment, out *Alignment) bool {
	all, told := al.alike(whole), al.alike(fs)
	adjusted := out.AdjustedA
	if al.b.size() < al.a.size() {
		adjusted = out.AdjustedB
	}
	if max(all, adjusted) >= copyWhole {
		return told < copyTold*all
	}
	return told < copyLeast*all || all >= copyShare && told < all*(all-copyLoss)
}

// byArticles returns fragments of whole articles in place of fs: in texts of
// articles a passage is a row of articles that correspond one to one. Phrases that
// two statutes share here and there are no reuse, so all else inside the articles is
// dropped.
func (al *Aligner) byArticles(fs []fragment) []fragment {
	var runs []articleRun
	for _, f := range fs {
		for _, r := range f.runs {
			runs = al.splitByArticles(runs, r)
		}
	}
	runs = slices.DeleteFunc(runs, func(r articleRun) bool { return r.p == beside || r.q == beside })
	slices.SortFunc(runs, func(r, s articleRun) int {
		return cmp.Or(cmp.Compare(r.p, s.p), cmp.Compare(r.q, s.q), cmp.Compare(r.a, s.a), cmp.Compare(r.b, s.b))
	})
	out := fs[:0]
	var first, last articlePair
	pairs := al.pairArticles(runs)
	start := len(al.runs)
	for _, p := range pairs {
		if len(al.runs) > start && !al.follows(last, p) {
			out = al.closeArticles(out, start, first, last)
			start = len(al.runs)
		}
		if len(al.runs) == start {
			first = p
		}
		al.runs = append(al.runs, p.runs...)
		last = p
	}
	if len(al.runs) > start {
		out = al.closeArticles(out, start, first, last)
	}
	return out
}

// splitByArticles appends the parts of r that lie in one article of each side, or
// beside the articles.
func (al *Aligner) splitByArticles(dst []articleRun, r run) []articleRun {
	for r.na+r.nb > 0 {
		p, endA := al.a.articleAt(r.a)
		q, endB := al.b.articleAt(r.b)
		n := max(r.na, r.nb)
		if r.na > 0 {
			n = min(n, endA-r.a)
		}
		if r.nb > 0 {
			n = min(n, endB-r.b)
		}
		part := run{r.a, r.b, min(n, r.na), min(n, r.nb)}
		dst = append(dst, articleRun{p, q, part})
		r = run{part.endA(), part.endB(), r.na - part.na, r.nb - part.nb}
	}
	return dst
}

// beside stands for the text in front of the articles and behind them.
const beside = -1

// articleAt returns the article of letter i, or beside, and where that ends.
func (t *Text) articleAt(i int32) (k, end int32) {
	n, found := slices.BinarySearchFunc(t.articles, i, func(a article, i int32) int { return cmp.Compare(a.lo, i) })
	if !found {
		n--
	}
	switch {
	case n < 0:
		return beside, t.articles[0].lo
	case i < t.articles[n].hi:
		return int32(n), t.articles[n].hi
	}
	return beside, t.size() + 1
}

// pairArticles returns the pairs that correspond, the best share first choosing its
// partner, in order of a.
func (al *Aligner) pairArticles(runs []articleRun) []articlePair {
	var pairs []articlePair
	for lo := 0; lo < len(runs); {
		matched, hi := int32(0), lo
		for ; hi < len(runs) && runs[hi].p == runs[lo].p && runs[hi].q == runs[lo].q; hi++ {
			matched += runs[hi].na + runs[hi].nb
		}
		a, b := al.a.articles[runs[lo].p], al.b.articles[runs[lo].q]
		if letters := float64(a.hi - a.lo + b.hi - b.lo); float64(matched) >= articleMaybe*letters && !a.heading() && !b.heading() {
			full, matched := al.fillArticles(a, b, runs[lo:hi])
			if share := float64(matched) / letters; share >= articleShare {
				pairs = append(pairs, articlePair{runs[lo].p, runs[lo].q, share, full})
			}
		}
		lo = hi
	}
	slices.SortStableFunc(pairs, func(p, q articlePair) int { return -cmp.Compare(p.share, q.share) })
	takenA, takenB := make([]bool, len(al.a.articles)), make([]bool, len(al.b.articles))
	pairs = slices.DeleteFunc(pairs, func(p articlePair) bool {
		if takenA[p.p] || takenB[p.q] {
			return true
		}
		takenA[p.p], takenB[p.q] = true, true
		return false
	})
	pairs = al.pairNeighbours(pairs, takenA, takenB)
	slices.SortFunc(pairs, func(p, q articlePair) int { return cmp.Compare(p.p, q.p) })
	return pairs
}

// pairNeighbours adds the pairs of free articles that stand right behind or in front of
// two that correspond, or last in both texts, and correspond themselves: short ones that
// hold no letters rare enough for a chain.
func (al *Aligner) pairNeighbours(pairs []articlePair, takenA, takenB []bool) []articlePair {
	try := func(p, q int32) bool {
		if min(p, q) < 0 || int(p) >= len(takenA) || int(q) >= len(takenB) || takenA[p] || takenB[q] {
			return false
		}
		a, b := al.a.articles[p], al.b.articles[q]
		if a.heading() || b.heading() || max(a.hi-a.lo, b.hi-b.lo) > neighbourLetters || !al.mayCorrespond(a, b) {
			return false
		}
		runs, matched := al.fillArticles(a, b, nil)
		share := float64(matched) / float64(a.hi-a.lo+b.hi-b.lo)
		if share < articleShare {
			return false
		}
		takenA[p], takenB[q] = true, true
		pairs = append(pairs, articlePair{p, q, share, runs})
		return true
	}
	for _, p := range pairs {
		for k := int32(1); try(p.p+k, p.q+k); k++ {
		}
		for k := int32(1); try(p.p-k, p.q-k); k++ {
		}
	}
	try(int32(len(takenA))-1, int32(len(takenB))-1)
	return pairs
}

// mayCorrespond reports whether so many letters stand in both articles, of at most
// neighbourLetters, in whatever order, that they may correspond.
func (al *Aligner) mayCorrespond(a, b article) bool {
	counts := &al.letters // all 0; letters that share a count make the answer no less true
	const mask = int32(len(counts)) - 1
	masked := func(f uint8) bool { return f&maskBefore != 0 }
	if slices.ContainsFunc(al.a.flag[a.lo:a.hi+1], masked) || slices.ContainsFunc(al.b.flag[b.lo:b.hi+1], masked) {
		return true
	}
	for _, c := range al.a.code[a.lo:a.hi] {
		counts[c&mask]++
	}
	common := 0
	for _, c := range al.b.code[b.lo:b.hi] {
		if counts[c&mask] > 0 {
			counts[c&mask]--
			common++
		}
	}
	for _, c := range al.a.code[a.lo:a.hi] {
		counts[c&mask] = 0
	}
	return float64(2*common)/float64(a.hi-a.lo+b.hi-b.lo) >= articleShare
}

// fillArticles aligns two articles from end to end around the runs known to match,
// those in order on both sides, and returns their runs and the letters matched on
// both sides together.
func (al *Aligner) fillArticles(a, b article, known []articleRun) (runs []run, matched int32) {
	start := len(al.runs)
	al.runs = append(al.runs, run{a.lo, b.lo, 0, 0})
	for _, r := range known {
		if last := al.runs[len(al.runs)-1]; r.a >= last.endA() && r.b >= last.endB() {
			al.fillGap(start, r.run)
			al.keep(start, r.run)
		}
	}
	al.fillGap(start, run{a.hi, b.hi, 0, 0})
	runs = slices.Clip(al.runs[start:])
	if runs[0].na+runs[0].nb == 0 {
		runs = runs[1:]
	}
	for _, r := range runs {
		matched += r.na + r.nb
	}
	return runs, matched
}

// follows reports whether the pair next belongs to the passage that ends with last.
func (al *Aligner) follows(last, next articlePair) bool {
	gapA := al.a.articles[next.p].lo - al.a.articles[last.p].hi
	gapB := al.b.articles[next.q].lo - al.b.articles[last.q].hi
	return gapB >= 0 && gapA <= articleGap && gapB <= articleGap
}

// closeArticles appends the passage of the runs from start on, which reaches from
// the first pair to the last.
func (al *Aligner) closeArticles(out []fragment, start int, first, last articlePair) []fragment {
	f := al.measure(slices.Clip(al.runs[start:]))
	f.aLo, f.aHi = al.a.articles[first.p].lo, al.a.articles[last.p].hi
	f.bLo, f.bHi = al.b.articles[first.q].lo, al.b.articles[last.q].hi
	a, b := f.matched()
	if max(a, b) < articleLetters {
		return out
	}
	return append(out, f)
}
