package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// Disguises are what is done to a report before it is handed in again:
//   - verbatim: nothing;
//   - masked: words are starred out, years are 20xx年, places XX县, and sections are
//     numbered in another style;
//   - paragraphs: paragraphs that hold KeptShare of the new report are kept, the rest
//     is fresh;
//   - sentences: the same with runs of two to four sentences;
//   - fresh: all of it is new.
var Disguises = []string{"verbatim", "masked", "paragraphs", "sentences", "fresh"}

// KeptShare is the share of its source that a report of kept passages has.
const KeptShare = 0.3

// Shares of what a masked copy hides.
const (
	maskedWords = 12   // distinct words, each starred out wherever it stands
	maskedYears = 0.8  // of the years
	maskedPlace = 0.75 // of the names of places
)

// plantSeed keeps planted reports apart from those of the corpus.
const plantSeed = 0x706C616E74

// Plant appends report k of those that are made of file source in a disguise. What is made
// depends on the options and the arguments alone. Fresh reports have no source; that of the
// arguments is of no account.
func (c *Corpus) Plant(dst []byte, disguise string, source, k int) ([]byte, error) {
	r := rand.New(rand.NewPCG(c.Seed^plantSeed, uint64(k)))
	switch disguise {
	case "verbatim":
		return c.Text(dst, source), nil
	case "masked":
		return masked(r, c.report(source)).appendText(dst), nil
	case "paragraphs":
		return keeping(r, c.report(source), 0).appendText(dst), nil
	case "sentences":
		return keeping(r, c.report(source), 4).appendText(dst), nil
	case "fresh":
		return write(r, c.Chars, nil).appendText(dst), nil
	}
	return dst, fmt.Errorf("disguise %q: want one of %s", disguise, strings.Join(Disguises, ", "))
}

// masked returns a report with its words, years, places and numbers hidden.
func masked(r *rand.Rand, rep report) report {
	var text strings.Builder
	for _, p := range rep.paragraphs {
		for _, s := range p.sentences {
			text.WriteString(s)
		}
	}
	words := slices.DeleteFunc(slices.Concat(things, deeds), func(w string) bool { return !strings.Contains(text.String(), w) })
	r.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	var stars []string
	for _, w := range words[:min(len(words), maskedWords)] {
		stars = append(stars, w, strings.Repeat("*", 1+r.IntN(utf8.RuneCountInString(w))))
	}
	hide := strings.NewReplacer(stars...)
	change := func(s string) string { return hidePlaces(r, hideYears(r, hide.Replace(s))) }
	res := report{title: change(rep.title), signature: change(rep.signature)}
	style := r.IntN(2)
	for _, p := range rep.paragraphs {
		q := paragraph{heading: p.heading}
		for _, s := range p.sentences {
			if p.heading {
				s = renumber(s, style)
			}
			q.sentences = append(q.sentences, change(s))
		}
		res.paragraphs = append(res.paragraphs, q)
	}
	return res
}

// hideYears writes xx for the last two digits of most years.
func hideYears(r *rand.Rand, s string) string {
	parts := strings.Split(s, "年")
	for i, p := range parts[:len(parts)-1] {
		if n := len(p); n >= 4 && strings.HasPrefix(p[n-4:], "20") && r.Float64() < maskedYears {
			parts[i] = p[:n-2] + "xx"
		}
	}
	return strings.Join(parts, "年")
}

// hidePlaces writes XX for the names of most places.
func hidePlaces(r *rand.Rand, s string) string {
	letters := []rune(s)
	for i := 0; i+2 < len(letters); i++ {
		if slices.Contains(placeFirst, letters[i]) && slices.Contains(placeSecond, letters[i+1]) &&
			startsWithAny(string(letters[i+2:min(i+5, len(letters))]), placeKinds) && r.Float64() < maskedPlace {
			letters[i], letters[i+1] = 'X', 'X'
		}
	}
	return string(letters)
}

func startsWithAny(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// renumber writes the number of a heading in another style: 一、 as 1、 or 1., （一） as (1)
// or 1）.
func renumber(heading string, style int) string {
	inner, ok := strings.CutPrefix(heading, "（")
	closing := "、"
	if ok {
		closing = "）"
	} else {
		inner = heading
	}
	number, rest, found := strings.Cut(inner, closing)
	n := 1 + slices.Index(numerals, number)
	if !found || n == 0 {
		return heading
	}
	if ok {
		return fmt.Sprintf([...]string{"(%d)%s", "%d）%s"}[style], n, rest)
	}
	return fmt.Sprintf([...]string{"%d、%s", "%d.%s"}[style], n, rest)
}

// keeping returns a new report of about the length of rep in which KeptShare of the
// characters are from rep: its paragraphs, the last ones cut, or runs of two to run
// sentences. They stand in their order, each with fresh text before and after it.
func keeping(r *rand.Rand, rep report, run int) report {
	all := 0
	var parts []paragraph
	for _, p := range rep.paragraphs {
		all += p.runes()
		if p.heading {
			continue
		}
		for s := p.sentences; len(s) > 0; {
			n := len(s)
			if run > 0 {
				n = min(n, 2+r.IntN(run-1))
			}
			if run == 0 || n >= 2 {
				parts = append(parts, paragraph{sentences: s[:n]})
			}
			s = s[n:]
		}
	}
	want := int(KeptShare * float64(all))
	missing := all
	var chosen []int
	for _, i := range r.Perm(len(parts)) {
		part := parts[i].upTo(want)
		if len(part.sentences) == 0 {
			continue
		}
		parts[i] = part
		chosen = append(chosen, i)
		want -= part.runes()
		missing -= part.runes()
	}
	slices.Sort(chosen)
	res := write(r, missing, nil)
	at := r.Perm(len(res.paragraphs))[:min(len(chosen), len(res.paragraphs))]
	slices.Sort(at)
	for k, i := range slices.Backward(chosen[:len(at)]) {
		res.paragraphs = slices.Insert(res.paragraphs, at[k]+1, parts[i])
	}
	return res
}

// upTo returns the first sentences of a paragraph, those that end within n characters.
func (p paragraph) upTo(n int) paragraph {
	res := paragraph{heading: p.heading}
	for _, s := range p.sentences {
		if n -= utf8.RuneCountInString(s); n < 0 {
			break
		}
		res.sentences = append(res.sentences, s)
	}
	return res
}
