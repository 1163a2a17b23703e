package align

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"chachong/internal/token"
)

const (
	lexiconPlaces  = 3   // places of a run at which a replacement is learnt that no single pair is spun by,
	lexiconSources = 2   // in so many sources at least
	lexiconWord    = 4   // letters of either side, at most
	lexiconSize    = 512 // replacements, the commonest
)

// Swap is one place of an alignment where words stand against each other.
type Swap struct {
	From, To      string // folded letters
	Before, After rune   // the letter beside them where it is the same on both sides, else 0
}

// Learner collects the replacements of a run from its alignments. Its lexicon does not
// depend on the order in which they come. Safe for concurrent use.
type Learner struct {
	mu   sync.Mutex
	seen map[[2]string]*usage
}

// usage is how often a replacement was seen.
type usage struct {
	count         int32
	first, last   uint64 // the least and the greatest source
	spun          bool   // in a pair that is spun
	before, after map[rune]int32
}

// Note takes in an alignment of the given source. Alignments between copies of the same
// two reports are one source.
func (l *Learner) Note(out *Alignment, source uint64) {
	if len(out.Swaps) == 0 && !out.Spun {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seen == nil {
		l.seen = map[[2]string]*usage{}
	}
	for _, s := range out.Swaps {
		u := l.usage(s.From, s.To, source)
		u.count++
		if s.Before != 0 {
			u.before[s.Before]++
		}
		if s.After != 0 {
			u.after[s.After]++
		}
	}
	if out.Spun {
		for _, r := range out.Replacements {
			if wordLike(r.From, r.To) {
				l.usage(r.From, r.To, source).spun = true
			}
		}
	}
}

// usage returns that of a replacement, whichever way it goes.
func (l *Learner) usage(from, to string, source uint64) *usage {
	key := [2]string{min(from, to), max(from, to)}
	u := l.seen[key]
	if u == nil {
		u = &usage{first: source, last: source, before: map[rune]int32{}, after: map[rune]int32{}}
		l.seen[key] = u
	}
	u.first, u.last = min(u.first, source), max(u.last, source)
	return u
}

// wordLike reports whether two strings may be words of which one replaces the other. Two
// single letters are more often two names.
func wordLike(from, to string) bool {
	n, m := len([]rune(from)), len([]rune(to))
	return n > 0 && m > 0 && max(n, m) <= lexiconWord && n+m > 2 && han(from) && han(to)
}

func han(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
}

// Lexicon returns what was learnt.
func (l *Learner) Lexicon() *Lexicon {
	l.mu.Lock()
	defer l.mu.Unlock()
	type replacement struct {
		words [2]string
		count int32
	}
	counts := map[[2]string]int32{}
	for key, u := range l.seen {
		common := u.count >= lexiconPlaces && u.first != u.last
		switch words, ok := u.word(key); {
		case ok && (common || u.spun):
			counts[words] += max(u.count, 1)
		case u.spun && wordLike(key[0], key[1]):
			counts[key] += max(u.count, 1)
		}
	}
	found := make([]replacement, 0, len(counts))
	for words, n := range counts {
		found = append(found, replacement{words, n})
	}
	slices.SortFunc(found, func(x, y replacement) int {
		return cmp.Or(cmp.Compare(y.count, x.count), slices.Compare(x.words[:], y.words[:]))
	})
	pairs := make([][2]string, 0, len(found))
	for _, e := range found[:min(len(found), lexiconSize)] {
		pairs = append(pairs, e.words)
	}
	return newLexicon(pairs)
}

// word returns the replacement key as words: a single letter takes in the letter beside
// it that stands there at most of its places.
func (u *usage) word(key [2]string) (words [2]string, ok bool) {
	if min(len([]rune(key[0])), len([]rune(key[1]))) < wordLength {
		before, n := commonest(u.before)
		after, m := commonest(u.after)
		least := wordShare * float64(u.count)
		switch {
		case n > 0 && float64(n) >= least && n >= m:
			key = [2]string{string(before) + key[0], string(before) + key[1]}
		case m > 0 && float64(m) >= least:
			key = [2]string{key[0] + string(after), key[1] + string(after)}
		}
	}
	return key, wordLike(key[0], key[1])
}

func commonest(counts map[rune]int32) (letter rune, n int32) {
	for _, r := range slices.Sorted(maps.Keys(counts)) {
		if counts[r] > n {
			letter, n = r, counts[r]
		}
	}
	return letter, n
}

// Lexicon is a set of classes of words that replace each other. Immutable.
type Lexicon struct {
	class map[string]int32
	words [][]rune         // of each class, the word that stands for it
	first map[rune][]entry // words by their first letter, the longest first
}

// entry is a word of a lexicon.
type entry struct {
	word  []rune
	class int32
}

// newLexicon returns the classes that the pairs make.
func newLexicon(pairs [][2]string) *Lexicon {
	x := &Lexicon{class: map[string]int32{}, first: map[rune][]entry{}}
	var members [][]string
	for _, p := range pairs {
		f, okF := x.class[p[0]]
		t, okT := x.class[p[1]]
		switch {
		case !okF && !okT:
			n := int32(len(members))
			members = append(members, []string{p[0], p[1]})
			x.class[p[0]], x.class[p[1]] = n, n
		case okF && !okT:
			x.class[p[1]] = f
			members[f] = append(members[f], p[1])
		case !okF:
			x.class[p[0]] = t
			members[t] = append(members[t], p[0])
		case f != t:
			for _, w := range members[t] {
				x.class[w] = f
			}
			members[f] = append(members[f], members[t]...)
			members[t] = nil
		}
	}
	x.words = make([][]rune, len(members))
	for n, ws := range members {
		if len(ws) == 0 {
			continue
		}
		x.words[n] = []rune(ws[0])
		for _, w := range ws {
			word := []rune(w)
			x.first[word[0]] = append(x.first[word[0]], entry{word, int32(n)})
		}
	}
	for _, list := range x.first {
		slices.SortFunc(list, func(e, f entry) int {
			return cmp.Or(cmp.Compare(len(f.word), len(e.word)), slices.Compare(e.word, f.word))
		})
	}
	return x
}

// Len returns the number of words.
func (x *Lexicon) Len() int {
	if x == nil {
		return 0
	}
	return len(x.class)
}

// Known returns how many different replacements of swaps are in x.
func (x *Lexicon) Known(swaps []Swap) int {
	if x.Len() == 0 {
		return 0
	}
	found := map[int32]bool{}
	for _, s := range swaps {
		if n, ok := x.swap(s); ok {
			found[n] = true
		}
	}
	return len(found)
}

// swap returns the class of s, alone or with the letter beside it.
func (x *Lexicon) swap(s Swap) (class int32, ok bool) {
	return x.pair(x.widest(s))
}

// widest returns the words of s with the letter beside them where x knows them so, else
// as they are.
func (x *Lexicon) widest(s Swap) (from, to string) {
	if _, ok := x.pair(s.From, s.To); ok {
		return s.From, s.To
	}
	if s.After != 0 {
		from, to = s.From+string(s.After), s.To+string(s.After)
		if _, ok := x.pair(from, to); ok {
			return from, to
		}
	}
	if s.Before != 0 {
		from, to = string(s.Before)+s.From, string(s.Before)+s.To
		if _, ok := x.pair(from, to); ok {
			return from, to
		}
	}
	return s.From, s.To
}

// pair returns the class that holds both words.
func (x *Lexicon) pair(from, to string) (class int32, ok bool) {
	n, ok := x.class[from]
	m, also := x.class[to]
	return n, ok && also && n == m
}

// view is a text in which every word of a lexicon is that which stands for its class.
type view struct {
	*Text
	origin []int32 // letter of the text where each letter of the view comes from; one more for the end
}

// view returns t with its words replaced. Letters of a longer word than that which
// stands for it belong to its last letter, those of a shorter one repeat its last.
func (x *Lexicon) view(t *Text) view {
	v := view{&Text{Source: t.Source}, make([]int32, 0, len(t.code)+1)}
	v.code = make([]rune, 0, len(t.code))
	v.flag = make([]uint8, 0, len(t.code)+1)
	for i := 0; i < len(t.code); {
		word, stands := x.at(t, i)
		if word == 0 {
			v.code = append(v.code, t.code[i])
			v.flag = append(v.flag, t.flag[i])
			v.origin = append(v.origin, int32(i))
			i++
			continue
		}
		for k, r := range stands {
			v.code = append(v.code, r)
			flag := uint8(0)
			if k == 0 {
				flag = t.flag[i]
			}
			v.flag = append(v.flag, flag)
			v.origin = append(v.origin, int32(i+min(k, word-1)))
		}
		i += word
	}
	v.flag = append(v.flag, t.flag[len(t.code)])
	v.origin = append(v.origin, int32(len(t.code)))
	v.seedAt, v.seedHash = winnow(nil, nil, token.AppendGrams(make([]uint64, 0, len(v.code)), v.code))
	return v
}

// at returns the length of the word at letter i of t and what stands for its class; 0
// where there is none.
func (x *Lexicon) at(t *Text, i int) (length int, stands []rune) {
	for _, e := range x.first[t.code[i]] {
		if n := len(e.word); i+n <= len(t.code) && slices.Equal(t.code[i:i+n], e.word) &&
			!slices.ContainsFunc(t.flag[i+1:i+n], func(f uint8) bool { return f&maskBefore != 0 }) {
			return n, x.words[e.class]
		}
	}
	return 0, nil
}

// compareReplaced compares as compare does, on views in which the words of al.words
// are replaced, and returns the fragments in the letters of the texts.
func (al *Aligner) compareReplaced() (whole, lost []fragment) {
	a, b := al.a, al.b
	va, vb := al.words.view(a), al.words.view(b)
	// A word replaced makes no gram rare: it weighs what the text's own weighs there.
	weights := make(map[uint32]float64, len(va.seedAt))
	own, k := a.weigh().seed, 0
	for n, p := range va.seedAt {
		at := va.origin[p]
		for k+1 < len(a.seedAt) && a.seedAt[k+1]-at < at-a.seedAt[k] {
			k++
		}
		if k < len(a.seedAt) {
			w := own[k]
			if old, ok := weights[va.seedHash[n]]; ok {
				w = min(w, old)
			}
			weights[va.seedHash[n]] = w
		}
	}
	va.rarity = func(seed uint32) float64 { return weights[seed] }
	al.a, al.b = va.Text, vb.Text
	_, whole, lost = al.compare()
	whole, lost = slices.Clone(whole), slices.Clone(lost)

	al.a, al.b, al.weights = a, b, a.weigh()
	for _, fs := range [][]fragment{whole, lost} {
		for n := range fs {
			fs[n] = al.translate(fs[n], va, vb)
		}
	}
	gone := func(f fragment) bool { return len(f.runs) == 0 }
	return slices.DeleteFunc(whole, gone), slices.DeleteFunc(lost, gone)
}

// translate returns f, whose letters are those of the views, in letters of the texts.
func (al *Aligner) translate(f fragment, va, vb view) fragment {
	start := len(al.runs)
	for _, r := range f.runs {
		if r.hidden() {
			a, b := va.origin[r.a], vb.origin[r.b]
			al.runs = append(al.runs, run{a, b, va.origin[r.endA()] - a, vb.origin[r.endB()] - b})
			continue
		}
		for k := range r.na {
			i, j := va.origin[r.a+k], vb.origin[r.b+k]
			single := va.origin[r.a+k+1] > i && vb.origin[r.b+k+1] > j
			if single && al.a.code[i] == al.b.code[j] {
				al.keep(start, run{i, j, 1, 1})
			}
		}
	}
	runs := slices.Clip(al.runs[start:])
	if len(runs) == 0 {
		return fragment{}
	}
	g := al.measure(runs)
	g.shuffled = f.shuffled
	// A word replaced at either end belongs to it.
	g.aLo, g.bLo = min(g.aLo, va.origin[f.aLo]), min(g.bLo, vb.origin[f.bLo])
	g.aHi, g.bHi = max(g.aHi, va.origin[f.aHi]), max(g.bHi, vb.origin[f.bHi])
	return g
}
