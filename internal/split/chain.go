package split

import (
	"slices"
	"unicode/utf8"
)

const (
	headReach     = 46      // characters of a line or sentence in which the number of a heading can stand
	headNumerals  = 4       // numbers tried in that stretch: a year and a place may come first
	minStep       = 45      // letters between two headings of one chain; entries of a contents list are closer
	chainsPerKey  = 4       // chains tried for one way of writing: a contents list at the end spoils the first
	maxFill       = 1 << 10 // candidates looked through for a number that a chain lacks
	maxCandidates = 1 << 18 // numbered places; a file with more is a table
	shortTail     = 40      // characters of a heading behind its number when it is no title
)

// chains returns the chains of candidates in [lo, hi) as groups, not yet scored.
// cands ascend.
func (s *sheet) chains(cands []candidate, lo, hi int32) []group {
	type entry struct {
		key uint64
		i   int32
	}
	entries := make([]entry, 0, 3*len(cands)+1)
	for i := range cands {
		if cands[i].at < lo || cands[i].at >= hi {
			continue
		}
		for _, k := range cands[i].keys {
			if k != 0 {
				entries = append(entries, entry{k, int32(i)})
			}
		}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		switch {
		case a.key < b.key:
			return -1
		case a.key > b.key:
			return 1
		}
		return int(a.i - b.i)
	})
	var out []group
	seen, tried := map[uint64]bool{}, map[uint64]bool{} // hashes of chains, and of members
	var members []int32
	for i := 0; i < len(entries); {
		j := i
		members = members[:0]
		for ; j < len(entries) && entries[j].key == entries[i].key; j++ {
			members = append(members, entries[j].i)
		}
		i = j
		if len(members) < 2 {
			if c := cands[members[0]]; c.value != 2 || !c.noun {
				continue
			}
		}
		if !beginsChain(cands, members) {
			continue
		}
		id := hashMembers(members)
		if tried[id] {
			continue
		}
		tried[id] = true
		for _, chain := range s.walk(cands, members) {
			chain = s.fill(cands, chain)
			id := hashMembers(chain)
			if seen[id] {
				continue
			}
			seen[id] = true
			out = append(out, s.numbered(cands, chain))
		}
	}
	return out
}

func hashMembers(members []int32) uint64 {
	h := uint64(hashSeed)
	for _, m := range members {
		h = hashWord(h, uint64(m))
	}
	return h
}

// walk returns chains through members, which ascend: from a high number backward
// to the latest earlier number one below (or two, where one is lost) with at
// least minStep letters between. Going backward to the latest one leaves a
// contents list behind by itself: its entries stand before the real headings and
// close together. A forward walk takes its entries instead.
func (s *sheet) walk(cands []candidate, members []int32) [][]int32 {
	if !beginsChain(cands, members) {
		return nil
	}
	by := byValue(cands, members)
	if len(by.of(1)) == 0 && len(by.of(2)) == 0 {
		return nil
	}
	var out [][]int32
	used := make([]bool, members[len(members)-1]-members[0]+1) // by candidate, from the first member on
	isUsed := func(m int32) *bool { return &used[m-members[0]] }
	for v := by.top(); v >= 2 && len(out) < chainsPerKey; v-- {
		for k := len(by.of(v)) - 1; k >= 0 && len(out) < chainsPerKey; k-- {
			at := by.of(v)[k]
			if *isUsed(at) {
				continue
			}
			chain := append(make([]int32, 0, v), at)
			*isUsed(at) = true
			for cands[at].value > 1 {
				prev := s.previous(cands, by.of(cands[at].value-1), at)
				if prev < 0 && cands[at].value > 2 {
					prev = s.previous(cands, by.of(cands[at].value-2), at)
				}
				if prev < 0 {
					break
				}
				at = prev
				*isUsed(at) = true
				chain = append(chain, at)
			}
			slices.Reverse(chain)
			if c := cands[chain[0]]; c.value <= 2 && (len(chain) > 1 || c.value == 2 && c.noun) {
				out = append(out, chain)
				// The first report may have a section 1 of the same looks.
				if first := by.of(1); c.value == 1 && first[0] != chain[0] && !s.inList(cands, by.of(2), first[0]) {
					out = append(out, append([]int32{first[0]}, chain[1:]...))
				}
			}
		}
	}
	return out
}

// values are candidates by their values.
type values struct {
	members []int32 // by rising values, ascending among those of one value
	end     []int32 // of those of value v-1, at v
}

// maxValue is the highest value of a member of a chain; articles have higher ones.
const maxValue = 127

// byValue sorts members, which ascend, by their values; those above maxValue are out.
func byValue(cands []candidate, members []int32) values {
	top := int32(0)
	for _, m := range members {
		if v := cands[m].value; v <= maxValue {
			top = max(top, v)
		}
	}
	x := values{make([]int32, len(members)), make([]int32, top+2)}
	for _, m := range members {
		if v := cands[m].value; v < top {
			x.end[v+2]++ // for now those below v-1
		}
	}
	for v := range top {
		x.end[v+2] += x.end[v+1]
	}
	for _, m := range members {
		if v := cands[m].value; v <= top {
			x.members[x.end[v+1]] = m
			x.end[v+1]++
		}
	}
	return x
}

// of returns the candidates of value v.
func (x values) of(v int32) []int32 {
	if v > x.top() {
		return nil
	}
	return x.members[x.end[v]:x.end[v+1]]
}

// top returns the highest value of a candidate, 0 where there is none.
func (x values) top() int32 { return int32(len(x.end)) - 2 }

// beginsChain reports whether two of members can begin a chain, from 1 or 2 on with one
// number lost at most, or a 2 beside a noun can be one.
func beginsChain(cands []candidate, members []int32) bool {
	var has [5]bool
	for _, m := range members {
		c := &cands[m]
		if c.value == 2 && c.noun {
			return true
		}
		if c.value < int32(len(has)) {
			has[c.value] = true
		}
	}
	return has[1] && (has[2] || has[3]) || has[2] && (has[3] || has[4])
}

// fill puts the numbers that a chain lacks back, where a heading of the same look
// with that number fills its line between the neighbours: a slogan stands there in
// place of a title. Of several the one whose surroundings look most like a boundary
// is taken.
func (s *sheet) fill(cands []candidate, chain []int32) []int32 {
	for i := 1; i < len(chain); i++ {
		a, b := chain[i-1], chain[i]
		if cands[b].value != cands[a].value+2 {
			continue
		}
		best, most := int32(-1), 0.0
		for m := a + 1; m < min(b, a+maxFill); m++ {
			c := &cands[m]
			if !c.whole || c.kind != cands[a].kind || c.value != cands[a].value+1 || c.keys[2] != cands[a].keys[2] ||
				s.letters(cands[a].hi, c.at) < minStep || s.letters(c.hi, cands[b].at) < minStep {
				continue
			}
			if e := s.opening(s.lines[c.line].hi).score + s.closing(c.at); best < 0 || e > most {
				best, most = m, e
			}
		}
		if best >= 0 {
			chain = slices.Insert(slices.Clone(chain), i, best)
		}
	}
	first, last := &cands[chain[0]], &cands[chain[len(chain)-1]]
	if first.value == 2 {
		for m := range chain[0] {
			if c := &cands[m]; c.line == 0 && c.value == 1 && c.whole && c.kind == first.kind && c.keys[2] == first.keys[2] {
				chain = slices.Insert(slices.Clone(chain), 0, m)
				break
			}
			if cands[m].line > 0 {
				break
			}
		}
	}
	end := chain[len(chain)-1]
	for m := end + 1; m < min(end+maxFill, int32(len(cands))); m++ {
		c := &cands[m]
		if c.whole && c.value == last.value+1 && c.kind == last.kind && c.keys[2] == last.keys[2] &&
			s.letters(last.hi, c.at) >= minStep && s.opening(s.lines[c.line].hi).score >= strongOpening {
			return append(slices.Clone(chain), m)
		}
	}
	return chain
}

// inList reports whether a 2 follows the 1 at once, as in a contents list.
func (s *sheet) inList(cands []candidate, twos []int32, one int32) bool {
	k, _ := slices.BinarySearch(twos, one)
	return k < len(twos) && s.letters(cands[one].hi, cands[twos[k]].at) < minStep
}

// previous returns the last of list that stands minStep letters before at.
func (s *sheet) previous(cands []candidate, list []int32, at int32) int32 {
	const tries = 6
	k, _ := slices.BinarySearch(list, at)
	for n := 0; k > 0 && n < tries; n++ {
		k--
		if lo, hi := cands[list[k]].hi, cands[at].at; hi-lo >= minStep && s.letters(lo, hi) >= minStep {
			return list[k]
		}
	}
	return -1
}

// What the headings of a chain say by themselves. The threshold for the whole
// evidence is acceptScore.
const (
	nounBonus       = 3.0  // a document noun stands beside the number
	aloneBonus      = 1.0  // the number stands alone on its line
	bareLine        = -2.5 // `一、…` lines: every report has them
	bareSpaced      = -2.0 // `1、title␣` in a longer line
	bareInside      = -5.0 // a bare number in mid line
	sectionTitles   = -3.0 // half of the lines begin like 关于…, 今后…
	perOwner        = 1.5  // times the share of them that are names of owners: departments of one report are too
	perTitle        = 3.0  // times the share of bare headings that are titles
	unknownLine     = -1.5 // the number follows a word that may be anything
	unknownTop      = 2.0  // the first such line is the first of the file, all numbers are there and the parts are long
	unknownTopParts = 3    // parts for it
	unknownInside   = -3.0
	titledBonus     = 1.5 // most headings are titles
	titledShare     = 0.7
	prefixBonus     = 1.0 // the same prefix of prefixHan characters or more
	prefixHan       = 4
	wholeBonus      = 0.5
	fromOneBonus    = 0.5
	completeBonus   = 1.0
	extraPart       = 0.2
	maxExtra        = 10  // parts counted for extraPart: long lists of short items exist
	mostly          = 0.6 // share of headings that decides about the class of a chain
	runOnPenalty    = -0.6
	runOnOpening    = 0.35 // mean opening a run-on chain must reach: 第一篇 stands in prose too
	bareOpening     = 0.25 // mean opening or renumbering that a bare or unknown number must reach
	unknownOpening  = 0.5
	untitledOpening = 0.75 // for `一、…` lines that are no titles: sections of a speech open with a time too
)

// numbered makes a group of a chain and scores its headings.
func (s *sheet) numbered(cands []candidate, chain []int32) group {
	g := group{kind: numberedGroup, level: levelOf(&cands[chain[0]])}
	g.heads = make([]head, 0, len(chain))
	k := float64(len(chain))
	var noun, foreign, closed, bare, alone, whole, title, firm, owner, section, spaced, plan float64
	complete := true
	minHan := uint8(255)
	prefix := ""
	samePrefix := true
	for i, m := range chain {
		c := &cands[m]
		h := head{at: c.at, numLo: c.lo, numHi: c.hi, line: c.line, whole: c.whole, spaced: c.spaced}
		g.heads = append(g.heads, h)
		count(&noun, c.noun)
		count(&foreign, c.foreign)
		count(&closed, c.closed)
		count(&bare, c.bare)
		count(&alone, c.alone)
		count(&whole, c.whole)
		count(&title, c.title)
		count(&firm, c.firm)
		count(&plan, c.title && isPlanTitle(trimTail(s.text(s.lines[c.line])[c.hi-s.lines[c.line].lo:])))
		count(&owner, c.owner)
		count(&section, c.section)
		count(&spaced, c.spaced)
		complete = complete && int(c.value) == i+1
		minHan = min(minHan, c.hanLead)
		p := s.s[c.at:c.lo]
		if i == 0 {
			prefix = p
		}
		samePrefix = samePrefix && p == prefix
	}
	s.shareStart(g.heads)
	if k == 2 && plan > 0 {
		title, firm = 0, 0 // what was done and what is planned
	}
	first := cands[chain[0]].value
	switch {
	case noun >= mostly*k:
		g.base += nounBonus
		if g.solid = foreign < mostly*k || title == k; !g.solid {
			g.support = bareOpening // PART 1 heads the sections of a report as well
		}
	case bare >= mostly*k:
		g.support = bareOpening
		switch {
		case alone >= mostly*k:
			g.base += aloneBonus
			g.strict, g.support = true, unknownOpening
		case whole >= mostly*k:
			if title < titledShare*k {
				g.strict, g.support = true, untitledOpening
				if g.again = owner < titledShare*k; !g.again {
					g.support = unknownOpening
				} else if 2*section >= k {
					g.base += sectionTitles
				}
			}
			g.base += bareLine + max(perTitle*title, perOwner*owner)/k
		case spaced >= mostly*k:
			g.base += bareSpaced + perTitle*spaced/k
		default:
			g.base += bareInside
			g.strict = true
		}
	case whole >= mostly*k:
		g.base += unknownLine
		g.support, g.unknown = unknownOpening, closed == k || title == k
		if title >= titledShare*k {
			g.base -= unknownLine
			g.support = bareOpening
		}
	default:
		g.base += unknownInside
		g.support = unknownOpening
	}
	if title >= titledShare*k {
		g.base += titledBonus
		g.solid = g.solid || title == k
	}
	switch {
	case firm >= titledShare*k && (k > 2 || firm == k):
		g.support, g.strict, g.again = 0, false, false
	case firm >= mostly*k && k > 2:
		g.support, g.strict, g.again = min(g.support, untitledOpening), true, false
	}
	if samePrefix && minHan >= prefixHan {
		g.base += prefixBonus
	}
	if whole >= mostly*k {
		g.base += wholeBonus
	}
	if first == 1 {
		g.base += fromOneBonus
	}
	parts := len(chain)
	if first == 2 {
		g.open = true
		parts++
	}
	if complete || first == 2 && len(chain) > 1 && int(cands[chain[len(chain)-1]].value) == parts {
		g.base += completeBonus
	} else {
		g.lacks = true
	}
	g.base += extraPart * float64(min(parts-2, maxExtra))
	return g
}

// levelOf returns the scheme of section numbers that a heading looks like.
func levelOf(c *candidate) scheme {
	if !c.bare || c.decorated {
		return noScheme
	}
	switch c.kind {
	case hanNumeral, formalNumeral, stemNumeral, romanNumeral, romanSign, letterNumeral:
		if c.lo > c.at {
			return parenScheme // a bracket stands before it
		}
		return hanScheme
	case sealNumeral:
		return parenScheme
	case arabicNumeral, pointNumeral:
		if c.lo > c.at {
			return smallScheme
		}
		return arabicScheme
	}
	return smallScheme
}

// shareStart moves the start of headings in mid line to the words that all of them
// have before the number, where one heading has nothing else there: the sentence
// before the others has lost its stop.
func (s *sheet) shareStart(heads []head) {
	shared, least := "", ""
	for i, h := range heads {
		p := s.s[h.at:h.numLo]
		if i == 0 {
			shared, least = p, p
			continue
		}
		shared = commonSuffix(shared, p)
		if len(p) < len(least) {
			least = p
		}
	}
	if shared == "" || shared != least || utf8.RuneCountInString(shared) < prefixHan {
		return
	}
	for i := range heads {
		if h := &heads[i]; h.at != s.lines[h.line].lo {
			h.at = h.numLo - int32(len(shared))
		}
	}
}

func count(n *float64, yes bool) {
	if yes {
		*n++
	}
}
