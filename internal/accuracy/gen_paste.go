package accuracy

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// Lengths of pasted passages in letters, spread evenly over their logarithm.
const shortestPaste, longestPaste = 40, 700

// mostPastes is the number of passages one host takes at most.
const mostPastes = 4

// clean is the share of hosts without any passage, one in clean.
const clean = 10

// paste is a way of writing a passage into another text. It gets the sentences of the
// source from the first to the last and returns what is written, and the first and the last
// sentence that were really used.
type paste struct {
	name  string
	least int // sentences
	write func(r *rand.Rand, sentences []string) (text string, first, last int)
}

// pastes are the kinds of pasted passages.
var pastes = []paste{
	{"verbatim", 1, wholly(func(_ *rand.Rand, t string) string { return t })},
	{"noised", 1, wholly(pasteNoise)},
	{"spun", 1, wholly(func(r *rand.Rand, t string) string { return spinAt(2.5)(r, t) })},
	{"spun-heavy", 1, wholly(func(r *rand.Rand, t string) string { return spinAt(7)(r, t) })},
	{"edited", 2, pasteEdited},
	{"shuffled", 3, pasteShuffled},
}

// wholly makes a paste of a noise that uses all sentences.
func wholly(write func(*rand.Rand, string) string) func(*rand.Rand, []string) (string, int, int) {
	return func(r *rand.Rand, sentences []string) (string, int, int) {
		return write(r, strings.Join(sentences, "")), 0, len(sentences) - 1
	}
}

// pasteNoise masks, spaces, wraps and repunctuates a passage. It puts nothing at its ends.
func pasteNoise(r *rand.Rand, text string) string {
	text = spacesAt(0.02)(r, maskAt(0.012)(r, text))
	switch r.IntN(4) {
	case 0:
		text = narrowMarks(r, text)
	case 1:
		text = dropMarks(0.5)(r, text)
	case 2:
		text = dropQuotes(r, text)
	}
	if r.IntN(3) == 0 {
		text = wrapAt(between(r, 28, 44))(r, text)
	}
	return strings.TrimSpace(text)
}

// pasteEdited changes 5 to 12 % of the letters by words of one's own, and in half of the
// passages of three sentences drops one or puts one in.
func pasteEdited(r *rand.Rand, sentences []string) (string, int, int) {
	rate := 0.05 + 0.07*r.Float64()
	change := rewordAt(rate, insertWord, dropWord, replaceWord)
	drop, insert := 0, 0
	if len(sentences) >= 3 {
		switch r.IntN(4) {
		case 0:
			drop = between(r, 1, len(sentences)-2)
		case 1:
			insert = between(r, 1, len(sentences)-1)
		}
	}
	var b strings.Builder
	for i, s := range sentences {
		if insert > 0 && i == insert {
			b.WriteString(newWriter(r).sentence())
		}
		if drop == 0 || i != drop {
			b.WriteString(change(r, s))
		}
	}
	return b.String(), 0, len(sentences) - 1
}

// pasteShuffled puts three to six sentences in another order.
func pasteShuffled(r *rand.Rand, sentences []string) (string, int, int) {
	order := r.Perm(len(sentences))
	for slices.IsSorted(order) {
		order = r.Perm(len(sentences))
	}
	var b strings.Builder
	for _, i := range order {
		b.WriteString(sentences[i])
	}
	return b.String(), 0, len(sentences) - 1
}

// mostShuffled is the number of sentences of a shuffled passage at most.
const mostShuffled = 6

// source is a text that passages are taken from, each place once.
type source struct {
	file      string
	text      []rune
	sentences []stretch
	used      []bool // of sentences
}

// take returns the first and the last of unused neighbouring sentences of the source that
// hold about want letters, at least least and at most most of them.
func (s *source) take(r *rand.Rand, want, least, most int) (first, last int, ok bool) {
	for _, first := range r.Perm(len(s.sentences)) {
		letters := 0
		for last := first; last < len(s.sentences) && last-first < most && !s.used[last]; last++ {
			n := letterCount(string(s.text[s.sentences[last].lo:s.sentences[last].hi]))
			letters += n
			if letters > want+want/3 && letters > shortestPaste+20 {
				break
			}
			if n < 6 && (last == first || letters >= want-want/4) {
				break // neither a heading nor a number begins or ends a passage
			}
			if letters >= want-want/4 && letters >= shortestPaste && last-first+1 >= least {
				return first, last, true
			}
		}
	}
	return 0, 0, false
}

// PasteSet returns hosts with passages of the sources written into them, one to four each
// and none in every tenth, kinds in turn; the sources are in the set too. No place of a
// source is used twice, so that hosts share nothing. A range of a case goes from the first
// to the last letter that was copied, also where something inside was dropped or put in. No
// two of all texts may share a passage.
func PasteSet(name string, hosts, sources []string, seed uint64) Set {
	r := draw(seed, name)
	set := Set{Name: name, Passages: true}
	var from []*source
	for i, text := range sources {
		s := &source{file: fmt.Sprintf("source-%03d.txt", i), text: []rune(text)}
		s.sentences = sentencesOf(s.text)
		s.used = make([]bool, len(s.sentences))
		from = append(from, s)
	}
	turn := 0
	for i, host := range hosts {
		n := between(r, 1, mostPastes)
		if i%clean == clean-1 {
			n = 0
		}
		file := fmt.Sprintf("host-%03d.txt", i)
		text, cases := pasteInto(r, file, host, n, from, &turn)
		set.Files = append(set.Files, File{file, text})
		set.Cases = append(set.Cases, cases...)
	}
	for _, s := range from {
		set.Files = append(set.Files, File{s.file, string(s.text)})
	}
	return set
}

// pasteInto writes n passages into host at different places. turn counts the kinds on.
func pasteInto(r *rand.Rand, file, host string, n int, from []*source, turn *int) (string, []Case) {
	in := []rune(host)
	spots := spotsOf(r, in, n)
	var s sheet
	var cases []Case
	at := 0
	for _, spot := range spots {
		s.put(string(in[at:spot.at]))
		at = spot.at
		c, text, ok := copyPassage(r, from, pastes[*turn%len(pastes)])
		if !ok {
			continue
		}
		*turn++
		s.put(spot.before)
		lo, hi := s.put(text)
		s.put(spot.after)
		c.B = Place{File: file, Lo: lo, Hi: hi}
		cases = append(cases, c)
	}
	s.put(string(in[at:]))
	return s.b.String(), cases
}

// copyPassage takes a passage of a random length from one of the sources and writes it as
// kind. The place it was written to is left open.
func copyPassage(r *rand.Rand, from []*source, kind paste) (Case, string, bool) {
	most := math.MaxInt
	if kind.name == "shuffled" {
		most = mostShuffled
	}
	want := shortestPaste * math.Pow(float64(longestPaste)/shortestPaste, r.Float64())
	for ; want >= shortestPaste; want /= 2 {
		for _, i := range r.Perm(len(from)) {
			src := from[i]
			first, last, ok := src.take(r, int(want), kind.least, most)
			if !ok {
				continue
			}
			var sentences []string
			for k := first; k <= last; k++ {
				src.used[k] = true
				// White space between sentences belongs to the one in front of it.
				hi := src.sentences[k].hi
				if k < last {
					hi = src.sentences[k+1].lo
				}
				sentences = append(sentences, string(src.text[src.sentences[k].lo:hi]))
			}
			text, lo, hi := kind.write(r, sentences)
			text = strings.TrimRight(text, " \n\r\t　")
			a := Place{File: src.file, Lo: src.sentences[first+lo].lo, Hi: src.sentences[first+hi].hi}
			return Case{A: a, Kind: kind.name}, text, utf8.RuneCountInString(text) > 0
		}
	}
	return Case{}, "", false
}

// spot is a place of a host where a passage may be put, and what sets it off.
type spot struct {
	at            int
	before, after string
}

// spotsOf returns n spots of a host in order, no two in the same or in neighbouring
// sentences: at the start of a paragraph, as a paragraph of its own, behind a sentence, or
// behind a comma in mid sentence.
func spotsOf(r *rand.Rand, host []rune, n int) []spot {
	sentences := sentencesOf(host)
	taken := make([]bool, len(sentences)+2)
	out := make([]spot, 0, n)
	for _, i := range r.Perm(len(sentences)) {
		if len(out) == n {
			break
		}
		if taken[i] || taken[i+1] || i > 0 && taken[i-1] {
			continue
		}
		taken[i] = true
		s := sentences[i]
		p := spot{at: s.hi}
		switch r.IntN(4) {
		case 0: // a paragraph of its own
			p.before = "\n"
			if s.hi < len(host) && host[s.hi] != '\n' {
				p.after = "\n"
			}
		case 1: // in mid sentence
			for k := s.lo + (s.hi-s.lo)/3; k < s.hi; k++ {
				if host[k] == '，' {
					p.at = k + 1
					break
				}
			}
		case 2: // in front of a sentence
			p.at = s.lo
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b spot) int { return cmp.Compare(a.at, b.at) })
	return out
}
