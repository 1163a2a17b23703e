package split

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/text"
)

// TestSignsOfNumbers: no numeral begins at a character that has not the sign of one.
func TestSignsOfNumbers(t *testing.T) {
	for r := rune(1); r < 1<<16; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		src := string(r)
		got, _ := appendNumerals(nil, src, 0)
		if len(got) > 0 && signAt(src, 0)&numeralSign == 0 {
			t.Errorf("signAt(%q) has no numeralSign, but appendNumerals reads %v", src, got)
		}
	}
}

// TestPairsOfWords: the survey knows a word by two characters, so that every word of
// these lists has two.
func TestPairsOfWords(t *testing.T) {
	for _, list := range []*wordList{titleWords, planWords, openingLexicon.all, closingLexicon.all, siteWords, siteLineWords} {
		for _, w := range list.words {
			if within(w, 1) {
				t.Errorf("%q has one character, want two or more", w)
			}
		}
	}
}

// TestWordList: the index of a list changes no answer.
func TestWordList(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 400 {
		src := text.Fold(soup(rnd, 1+rnd.IntN(6)), nil).Text
		for _, list := range []*wordList{documentNouns, counters, titleWords, groundWords, siteWords, officeEndings, bylineNames} {
			head, tail, inside := 0, 0, false
			for _, w := range list.words {
				if strings.HasPrefix(src, w) {
					head = max(head, len(w))
				}
				if strings.HasSuffix(src, w) {
					tail = max(tail, len(w))
				}
				inside = inside || strings.Contains(src, w)
			}
			if got := prefixOf(src, list); got != head {
				t.Fatalf("prefixOf(%q, %q) = %d, want %d", src, list.words, got, head)
			}
			if got := suffixOf(src, list); got != tail {
				t.Fatalf("suffixOf(%q, %q) = %d, want %d", src, list.words, got, tail)
			}
			if got := containsAny(src, list); got != inside {
				t.Fatalf("containsAny(%q, %q) = %v, want %v", src, list.words, got, inside)
			}
		}
	}
}

// TestSurvey: what the survey passes over, no rule takes up.
func TestSurvey(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		checkSurvey(t, soup(rnd, 1+rnd.IntN(60)))
	}
	for _, c := range conventions {
		src, _ := compile(c, 5, 9)
		checkSurvey(t, src)
	}
}

func FuzzSurvey(f *testing.F) {
	f.Add("第一篇 工作总结\n一年来，在上级的领导下\n青杉县教育局  二、")
	f.Add("范文   （一）2022年3月5日1、总结。”…一、\t《三、》")
	rnd := rand.New(rand.NewPCG(9, 10))
	for range 8 {
		f.Add(soup(rnd, 40))
	}
	f.Fuzz(func(t *testing.T, src string) {
		checkSurvey(t, strings.ToValidUTF8(src[:min(len(src), 2000)], "?"))
	})
}

// checkSurvey holds every refusal by the survey of src against the rule itself.
func checkSurvey(t *testing.T, src string) {
	t.Helper()
	s := newSheet(text.Fold(src, nil))
	all := s.s
	end := int32(len(all))
	if got, want := s.letters(0, end), countLetters(all, len(all)); got != want {
		t.Fatalf("letters(%q) = %d, want %d", all, got, want)
	}
	for i := range all {
		at := int32(i)
		if got, want := s.letters(at, end), countLetters(all[i:], len(all)-i); got != want {
			t.Fatalf("letters(%q) = %d, want %d", all[i:], got, want)
		}
		if s.spaceAt(at) != (all[i] == ' ' || all[i] == '\t' || strings.ContainsAny(s.n.Gap(i), " \t\u3000\u00a0")) {
			t.Fatalf("spaceAt(%q, %d) = %v, want the opposite", all, i, s.spaceAt(at))
		}
		line := clip(all[i:], maxTitle)
		if nl := strings.IndexByte(line, '\n'); nl >= 0 {
			line = line[:nl]
		}
		for n := range line {
			if isTitle(line[:n]) && !strings.ContainsAny(line[:n], ":、") && s.titleEnd(at, at+int32(n)) == 0 {
				t.Fatalf("titleEnd(%q) = 0, want the end of a title word", line[:n])
			}
		}
		hi := at + int32(len(line))
		if got, want := s.classesIn(openingLexicon, s.openers, at, hi), classesOf(openingLexicon, line); got != want {
			t.Fatalf("openers of %q = %b, want %b", line, got, want)
		}
		if got, want := s.classesIn(closingLexicon, s.closers, at, hi), classesOf(closingLexicon, line); got != want {
			t.Fatalf("closers of %q = %b, want %b", line, got, want)
		}
		want := containsAny(line, siteWords) || containsAny(line, siteLineWords) && within(line, maxSiteLine) && !hasStop(line)
		if got := s.isSite(at, hi); got != want {
			t.Fatalf("isSite(%q) = %v, want %v", line, got, want)
		}
		reach := &sheet{s: clip(all[i:], openingReach)}
		reach.survey()
		if got, want := s.openingOf(at, end), reach.openingOf(0, int32(len(reach.s))); got != want {
			t.Fatalf("openingOf(%q) = %+v, want that of its first %d characters, %+v", all[i:], got, openingReach, want)
		}
		if at < end && !s.namesAgain(at, end) && s.moveAt(0, at, end) == namesFirst {
			t.Fatalf("namesAgain(%q, %d) = false, want true", all, i)
		}
	}
	checkKin(t, s)
	checkNouns(t, s)
}

// classesOf returns the classes of the words of x in t, word by word.
func classesOf(x *lexicon, t string) (found uint32) {
	for k, list := range x.lists {
		for _, w := range list.words {
			if strings.Contains(t, w) {
				found |= 1 << k
			}
		}
	}
	return found
}

// checkKin: the numbers that collect leaves out make no chain.
func checkKin(t *testing.T, s *sheet) {
	t.Helper()
	numbers := s.readings()
	var full []candidate
	for i := range numbers {
		full = s.appendCandidate(full, &numbers[i])
	}
	end := int32(len(s.s))
	var got, want []head
	for _, g := range s.chains(s.collect(numbers), 0, end) {
		got = append(got, g.heads...)
	}
	for _, g := range s.chains(full, 0, end) {
		want = append(want, g.heads...)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("chains of %q have the heads %v, want %v", s.s, got, want)
	}
}

// checkNouns: numberedNouns finds every noun behind which a number may stand.
func checkNouns(t *testing.T, s *sheet) {
	t.Helper()
	found := s.numberedNouns(0, int32(len(s.s)))
	for k, noun := range runOnNouns {
		for at := 0; ; at += len(noun) {
			i := strings.Index(s.s[at:], noun)
			if i < 0 {
				break
			}
			at += i
			rest := s.s[at+len(noun) : min(len(s.s), at+len(noun)+runOnReach)]
			q := len(rest) - len(strings.TrimLeft(rest, runOnOpeners))
			if q == len(rest) {
				continue
			}
			if got, _ := appendNumerals(nil, rest, q); len(got) > 0 && !slices.Contains(found[k], int32(at)) {
				t.Fatalf("numberedNouns(%q) lacks %s at %d", s.s, noun, at)
			}
		}
	}
}
