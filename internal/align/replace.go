package align

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	replaceLength = 6 // letters of either side of a replacement
	replaceTwice  = 2 // places at which a replacement is learnt
	// replaceMany is the number of different replacements from which they count as
	// blind spinning. Renaming an institution makes one to three.
	replaceMany = 4
	// ReplaceOften is the number of places from which a single replacement is told
	// though it is no spinning: the name of another school.
	replaceOften = 3
	// Replaced words side by side make longer gaps, which are read as a row of
	// learnt replacements and equal letters.
	rowLength = 18 // letters of either side
	rowLearnt = 64 // learnt replacements tried, the commonest
)

// swap is one place where the letters a.code[a:a+na] stand against b.code[b:b+nb].
type swap struct {
	run
	passage int32
	learnt  bool
	counts  bool // its letters count as matched
}

// learn sets al.swaps to the places in passages where different strings stand
// between two matched runs, equal ones side by side, and returns those that stand at
// two places or more, or are in al.words, the commonest first.
func (al *Aligner) learn(passages []fragment) []Replacement {
	al.swaps = al.swaps[:0]
	for p := range passages {
		al.noteSwaps(passages[p].runs, int32(p))
	}
	slices.SortFunc(al.swaps, func(s, t swap) int {
		return cmp.Or(al.compareSwaps(s, t), cmp.Compare(s.a, t.a), cmp.Compare(s.b, t.b), cmp.Compare(s.passage, t.passage))
	})
	var found []Replacement
	for lo := 0; lo < len(al.swaps); {
		hi := lo + 1
		for hi < len(al.swaps) && al.compareSwaps(al.swaps[lo], al.swaps[hi]) == 0 {
			hi++
		}
		if s := al.swaps[lo]; max(s.na, s.nb) <= replaceLength && (hi-lo >= replaceTwice || al.known(s)) {
			found = append(found, Replacement{string(al.from(s)), string(al.to(s)), int32(hi - lo)})
			for k := lo; k < hi; k++ {
				al.swaps[k].learnt = true
			}
		}
		lo = hi
	}
	sortReplacements(found)
	return found
}

func sortReplacements(rs []Replacement) {
	slices.SortFunc(rs, func(r, s Replacement) int {
		return cmp.Or(-cmp.Compare(r.Count, s.Count), strings.Compare(r.From, s.From), strings.Compare(r.To, s.To))
	})
}

// wordLength is the length in letters up to which a replacement is widened, and
// wordShare the share of its places that must agree on the letter taken in: 开 against
// 发 is shown as 开展 against 发展 where 展 stands behind it.
const (
	wordLength = 2
	wordShare  = 0.8
)

// widen takes the equal letter beside it into each replacement that is but a part of a
// word. al.swaps holds equal ones side by side; matching goes by the narrow ones.
func (al *Aligner) widen(found []Replacement) {
	for i := range found {
		r := &found[i]
		if min(utf8.RuneCountInString(r.From), utf8.RuneCountInString(r.To)) >= wordLength {
			continue
		}
		if r.Count == 1 { // the words of the run know it
			r.From, r.To = al.words.widest(al.swapOf(al.swapAt(r)))
			continue
		}
		lo := slices.IndexFunc(al.swaps, func(s swap) bool { return string(al.from(s)) == r.From && string(al.to(s)) == r.To })
		swaps := al.swaps[lo : lo+int(r.Count)]
		before, n := al.neighbour(swaps, func(s swap) (a, b int32) { return s.a - 1, s.b - 1 })
		after, m := al.neighbour(swaps, func(s swap) (a, b int32) { return s.endA(), s.endB() })
		least := int(math.Ceil(wordShare * float64(len(swaps))))
		switch {
		case n >= least && n >= m:
			r.From, r.To = string(before)+r.From, string(before)+r.To
		case m >= least:
			r.From, r.To = r.From+string(after), r.To+string(after)
		}
	}
	sortReplacements(found)
}

// swapAt returns the first swap that r stands for.
func (al *Aligner) swapAt(r *Replacement) swap {
	return al.swaps[slices.IndexFunc(al.swaps, func(s swap) bool { return string(al.from(s)) == r.From && string(al.to(s)) == r.To })]
}

// neighbour returns the letter that stands most often at the place that at gives, equal
// on both sides, and how often.
func (al *Aligner) neighbour(swaps []swap, at func(swap) (a, b int32)) (letter rune, n int) {
	var letters []rune
	for _, s := range swaps {
		i, j := at(s)
		if i >= 0 && j >= 0 && int(i) < len(al.a.code) && int(j) < len(al.b.code) && al.a.code[i] == al.b.code[j] {
			letters = append(letters, al.a.code[i])
		}
	}
	slices.Sort(letters)
	for lo := 0; lo < len(letters); {
		hi := lo
		for hi < len(letters) && letters[hi] == letters[lo] {
			hi++
		}
		if hi-lo > n {
			letter, n = letters[lo], hi-lo
		}
		lo = hi
	}
	return letter, n
}

// known reports whether s is in al.words.
func (al *Aligner) known(s swap) bool {
	if al.words.Len() == 0 {
		return false
	}
	_, ok := al.words.swap(al.swapOf(s))
	return ok
}

// swapOf returns s with its letters.
func (al *Aligner) swapOf(s swap) Swap {
	out := Swap{From: string(al.from(s)), To: string(al.to(s))}
	if s.a > 0 && s.b > 0 && al.a.code[s.a-1] == al.b.code[s.b-1] {
		out.Before = al.a.code[s.a-1]
	}
	if i, j := s.endA(), s.endB(); int(i) < len(al.a.code) && int(j) < len(al.b.code) && al.a.code[i] == al.b.code[j] {
		out.After = al.a.code[i]
	}
	return out
}

// wordSwaps returns the places of al.swaps at which words stand against each other.
func (al *Aligner) wordSwaps() []Swap {
	var out []Swap
	for _, s := range al.swaps {
		if max(s.na, s.nb) > lexiconWord {
			continue
		}
		if w := al.swapOf(s); han(w.From) && han(w.To) {
			out = append(out, w)
		}
	}
	return out
}

func (al *Aligner) from(s swap) []rune { return al.a.code[s.a:s.endA()] }
func (al *Aligner) to(s swap) []rune   { return al.b.code[s.b:s.endB()] }

func (al *Aligner) compareSwaps(s, t swap) int {
	return cmp.Or(slices.Compare(al.from(s), al.from(t)), slices.Compare(al.to(s), al.to(t)))
}

// noteSwaps appends the swaps between runs. One equal letter with nothing against
// the gap beside it belongs to the swap: 建设 against 修建 is not 修 put in and 设 left out.
func (al *Aligner) noteSwaps(runs []run, passage int32) {
	for k := 0; k+1 < len(runs); k++ {
		r, next := runs[k], runs[k+1]
		s := between(r, next)
		if k+2 < len(runs) && next.letters() && next.na == 1 {
			t, both := between(next, runs[k+2]), between(r, runs[k+2])
			if s.oneSided() && t.oneSided() && both.na > 1 && both.nb > 1 && max(both.na, both.nb) <= replaceLength {
				s, next = both, runs[k+2]
				k++
			}
		}
		if s.na < 1 || s.nb < 1 || s.na > rowLength || s.nb > rowLength || r.hidden() || next.hidden() {
			continue
		}
		w := swap{run: s, passage: passage}
		if !figures(al.from(w)) && !figures(al.to(w)) {
			al.swaps = append(al.swaps, w)
		}
	}
}

// between returns the letters between two runs.
func between(r, next run) run {
	return run{r.endA(), r.endB(), next.a - r.endA(), next.b - r.endB()}
}

func (r run) oneSided() bool { return (r.na == 0) != (r.nb == 0) }

// figures reports whether code is a number: other years and amounts are no
// replacement of words.
func figures(code []rune) bool {
	for _, r := range code {
		if (r < '0' || r > '9') && !strings.ContainsRune("〇零一二三四五六七八九十百千万亿两第", r) {
			return false
		}
	}
	return true
}

// countSpun returns for each passage, ascending in a, the number of different learnt
// replacements in it. al.swaps holds equal ones side by side.
func (al *Aligner) countSpun(passages []fragment) []int32 {
	counts := make([]int32, len(passages))
	seen := make([]int32, len(passages)) // the last replacement counted, from 1
	key := int32(1)
	for k, s := range al.swaps {
		if k > 0 && al.compareSwaps(al.swaps[k-1], s) != 0 {
			key++
		}
		if !s.learnt {
			continue
		}
		behind, _ := slices.BinarySearchFunc(passages, s.a+1, func(f fragment, at int32) int { return cmp.Compare(f.aLo, at) })
		for p := behind - 1; p >= 0 && p >= behind-2; p-- {
			f := &passages[p]
			if s.a < f.aHi && f.bLo <= s.b && s.b < f.bHi {
				if seen[p] != key {
					seen[p] = key
					counts[p]++
				}
				break
			}
		}
	}
	return counts
}

// learnRows marks as learnt the swaps that are rows of learnt ones.
func (al *Aligner) learnRows(found []Replacement) {
	known := make([][2][]rune, 0, rowLearnt)
	for _, r := range found[:min(len(found), rowLearnt)] {
		known = append(known, [2][]rune{[]rune(r.From), []rune(r.To)})
	}
	for k := range al.swaps {
		if s := &al.swaps[k]; !s.learnt {
			s.learnt = isRow(al.from(*s), al.to(*s), known)
		}
	}
}

// isRow reports whether a becomes b by known replacements, all else equal.
func isRow(a, b []rune, known [][2][]rune) bool {
	var reached [rowLength + 1]uint32 // bit y of word x: a[:x] becomes b[:y]
	reached[0] = 1
	for x := 0; x <= len(a); x++ {
		for y := 0; y <= len(b); y++ {
			if reached[x]>>y&1 == 0 {
				continue
			}
			if x < len(a) && y < len(b) && a[x] == b[y] {
				reached[x+1] |= 1 << (y + 1)
			}
			for _, r := range known {
				n, m := len(r[0]), len(r[1])
				if x+n <= len(a) && y+m <= len(b) && slices.Equal(a[x:x+n], r[0]) && slices.Equal(b[y:y+m], r[1]) {
					reached[x+n] |= 1 << (y + m)
				}
			}
		}
	}
	return reached[len(a)]>>len(b)&1 != 0
}
