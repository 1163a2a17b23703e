package split

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Evidence is looked for in the first and last characters of a part.
const (
	openingReach = 160 // characters
	closingReach = 160
	groundReach  = 24 // characters: time and ground stand in the first phrase
	datedReach   = 12 // characters: a year that dates a report stands at its front
	greetReach   = 36 // characters: an address may name several offices
	maxFront     = 6  // lines of title, date and author skipped before the opening
)

// What an opening and a closing are made of. The sums are capped at 1 where they
// are averaged, and at uncapped where a restart without heading is judged.
const (
	announces    = 1.0
	greets       = 0.6
	grounds      = 0.6
	led          = 0.6
	guided       = 0.4
	strives      = 0.8
	succeeds     = 0.8
	thanks       = 1.0
	looksOut     = 0.5
	endsFormally = 0.5 // 谢谢大家! and the like are the very last words
	lastWords    = 8   // characters
	uncapped     = 1.6
)

// Weights of the evidence; see judge.
const (
	acceptScore    = 3.0 // score from which a group divides the document
	innerScore     = 3.5 // the same inside a part
	openWeight     = 1.5
	closeWeight    = 1.5
	renumberWeight = 2.0
	goesOnWeight   = 3.0 // for renumbering < 0: laws number their articles through all chapters
	leastBonus     = 0.3
	leastPart      = 150 // letters of the smallest part for it
	medianBonus    = 0.3
	medianPart     = 300 // letters of the median part for it
	tinyPenalty    = -0.5
	tinyPart       = 180
	coverPenalty   = -2.0 // parts cover less than half of the range
	latePenaltyNum = -3.0 // more text before the first heading than in the longest part
	rejectLeast    = 60   // letters: no part is that small
	rejectMedian   = 120
	shortLeast     = 30   // the same where the headings say that they head reports, or the parts open like reports:
	shortMedian    = 60   // two sentences
	shortOpening   = 0.6  // mean opening for it
	fullOpening    = 1.0  // opening of a report; a section may open with a time alone, which is 0.6
	unevenPenalty  = -0.8 // at most unevenParts parts, the smallest under 1/10 of the median
	unevenParts    = 3
	certain        = 0.5  // renumbering that stands in for an opening
	rounding       = 1e-9 // points that sums of the same terms in another order may differ by
)

// opening says how far a text begins like a report.
type opening struct {
	score float64 // 0 to uncapped
	led   bool    // 在…领导下
	greet bool    // addresses somebody
	task  bool    // says that a report follows
	dated bool    // begins with a time
}

// opening judges the text that begins at at; titles, dates and authors at its
// front are skipped.
func (s *sheet) opening(at int32) opening {
	if o, ok := s.opened[at]; ok {
		return o
	}
	o := opening{score: announces}
	if !s.opensStatute(at) {
		o = s.openingOf(s.skipFront(at), int32(len(s.s)))
	}
	if s.opened == nil {
		s.opened = map[int32]opening{}
	}
	s.opened[at] = o
	return o
}

// opensStatute reports whether a law begins at at: its title, and in the lines below
// when it was passed or its first article.
func (s *sheet) opensStatute(at int32) bool {
	const below = 4 // lines
	lo, _ := trim(s.s, int(at), len(s.s))
	i := s.lineAt(int32(lo))
	if i < 0 || s.lines[i].hi <= int32(lo) || !isStatuteTitle(clip(s.s[lo:s.lines[i].hi], maxTitle)) {
		return false
	}
	for j := i + 1; j < min(len(s.lines), i+1+below); j++ {
		t := s.text(s.lines[j])
		m, ok := readMarkAt(s.s, s.lines[j].lo, s.lines[j].hi)
		if ok && m.value == 1 && m.scheme <= articleScheme || beginsDated(clip(t, datedReach)) && containsAny(t, dateExclusions) {
			return true
		}
	}
	return false
}

// skipFront returns the start of the text at or after at, behind white space and
// the lines of a title page.
func (s *sheet) skipFront(at int32) int32 {
	lo, _ := trim(s.s, int(at), len(s.s))
	at = int32(lo)
	i := s.lineAt(at)
	for n := 0; n < maxFront && i >= 0 && i < len(s.lines) && s.lines[i].lo == at; n++ {
		l := s.lines[i]
		if l.isLong() || s.traitsOf(int32(i))&(isTitleLine|isSeparatorLine|isBylineLine|isDateLine) == 0 {
			break
		}
		if i++; i == len(s.lines) {
			return l.hi
		}
		at = s.lines[i].lo
	}
	return at
}

// openingOf judges the first openingReach characters of [lo, hi).
func (s *sheet) openingOf(lo, hi int32) opening {
	t := s.s[lo:min(hi, lo+openingReach*utf8.UTFMax)]
	found := s.openersIn(lo, lo+int32(len(t)))
	if found&^(greetingClass|groundClass) != 0 || t != "" && isBlank(t[0]) {
		t = clip(t, openingReach)
		found = s.openersIn(lo, lo+int32(len(t)))
	}
	at := lo + int32(len(t))
	if !beginsHan(t) {
		t = strings.TrimLeft(t, " \t\n")
	}
	at -= int32(len(t))
	if found&greetingClass != 0 {
		found &= s.openersIn(at, at+int32(len(clip(t, greetReach)))) | ^uint32(greetingClass)
	}
	if found&groundClass != 0 {
		found &= s.openersIn(at, at+int32(len(clip(t, groundReach)))) | ^uint32(groundClass)
	}
	var o opening
	sum := 0.0
	o.task = found&(announceClass|nowSumClass) != 0 || found&nowClass != 0 && announcesNow(t)
	if o.task {
		sum += announces
	}
	if o.greet = found&greetingClass != 0 || addressesSomebody(t); o.greet {
		sum += greets
	}
	dated := beginsDated(clip(t, datedReach))
	if (dated || found&groundClass != 0) && !passesLaw(clip(t, openingReach)) {
		o.dated = dated
		sum += grounds
	}
	if o.led = found&leadershipClass != 0; o.led {
		sum += led
	}
	if found&doctrineClass != 0 {
		sum += guided
	}
	o.score = min(sum, uncapped)
	return o
}

// openersIn returns the classes of the words of openingLexicon in [lo, hi).
func (s *sheet) openersIn(lo, hi int32) uint32 {
	return s.classesIn(openingLexicon, s.openers, lo, hi)
}

// classesIn returns the classes of the words of x in [lo, hi), ends being the places
// behind such words.
func (s *sheet) classesIn(x *lexicon, ends places, lo, hi int32) (found uint32) {
	for _, end := range ends[ends.from(lo):] {
		if end > hi {
			break
		}
		found |= x.ending(s.s[lo:end])
	}
	return found
}

// passesLaw reports whether the first line of t, or what stands in it before a wide gap,
// says that a law was passed.
func passesLaw(t string) bool {
	line, _, _ := strings.Cut(t, "\n")
	line, _, _ = strings.Cut(line, "  ")
	return !hasPause(line) && containsAny(line, dateExclusions)
}

// announcesNow reports whether 现将 or 现就 in t is followed by what it announces.
func announcesNow(t string) bool {
	i := strings.Index(t, "现将")
	if i < 0 {
		i = strings.Index(t, "现就")
	}
	return i >= 0 && containsAny(t[i:], announcedWords)
}

// addressesSomebody reports whether t begins with an address that a colon ends.
// 各位代表! stands in the middle of speeches.
func addressesSomebody(t string) bool {
	if indexColon(t[:min(len(t), greetReach*utf8.UTFMax)]) <= 0 {
		return false
	}
	first := clip(t, greetReach)
	i := indexColon(first)
	return i > 0 && containsAny(first[:i], salutations)
}

// beginsDated reports whether t names a year in its first phrase: 2023年, 20xx年,
// xx年, 二〇二三年.
func beginsDated(t string) bool {
	i := strings.Index(t, "年")
	if i <= 0 {
		return false
	}
	n := 0
	for i > 0 {
		r, size := lastRune(t[:i])
		if !(r >= '0' && r <= '9') && !strings.ContainsRune("x*_〇○零一二三四五六七八九 \n", r) {
			break
		}
		if r != ' ' && r != '\n' {
			n++
		}
		i -= size
	}
	return n >= 2
}

// closing judges the text that ends at at, uncapped.
func (s *sheet) closing(at int32) float64 {
	if c, ok := s.closed[at]; ok {
		return c
	}
	end := int32(len(strings.TrimRight(s.s[:at], " \t\n")))
	c := s.closingOf(end-int32(len(clipTail(s.s[:end], closingReach))), end)
	if s.closed == nil {
		s.closed = map[int32]float64{}
	}
	s.closed[at] = c
	return c
}

// closingOf judges [lo, hi).
func (s *sheet) closingOf(lo, hi int32) float64 {
	sum, found := 0.0, s.classesIn(closingLexicon, s.closers, lo, hi)
	if found&strivingClass != 0 {
		sum += strives
	}
	if found&successClass != 0 {
		sum += succeeds
	}
	if found&thanksClass != 0 {
		sum += thanks
	}
	if found&outlookClass != 0 {
		sum += looksOut
	}
	if containsAny(clipTail(s.s[lo:hi], lastWords), formalWords) {
		sum += endsFormally
	}
	return min(sum, uncapped)
}

// stretch is the text of one part while groups compete, before its edges are exact.
type stretch struct {
	lo, hi int32
}

// stretches returns the parts that a group makes of [lo, hi).
func (s *sheet) stretches(g *group, lo, hi int32) []stretch {
	out := make([]stretch, 0, len(g.heads)+1)
	if g.open {
		out = append(out, stretch{lo, g.heads[0].at})
	}
	for i, h := range g.heads {
		end := hi
		if i+1 < len(g.heads) {
			end = g.heads[i+1].at
		}
		out = append(out, stretch{min(s.headEnd(h), end), end})
	}
	return out
}

// judge scores a group over [lo, hi) and reports whether its parts are possible and
// its score reaches least. Beside what the headings say, the parts count: whether they
// open and close like reports, and whether their section numbers begin again. What
// costs more is looked at later, and only while the score can still reach least.
func (s *sheet) judge(g *group, lo, hi int32, least float64) bool {
	parts := s.stretches(g, lo, hi)
	k := len(parts)
	if k < 2 {
		return false
	}
	score, ok := s.frame(g, parts, lo, hi)
	if !ok {
		return false
	}
	enough := least - rounding
	if score+openWeight+closeWeight+renumberWeight+placeWeight < enough {
		return false
	}
	renumber := s.renumber(g, parts)
	if renumber < 0 {
		score += goesOnWeight * renumber
	} else {
		score += renumberWeight * renumber
	}
	sure := renumber >= certain
	mayMove := renumber >= 0 && (g.open || s.atTop(lo, g.heads[0].at)) // places may make it sure
	if !mayMove && !sure && g.again {
		return false
	}
	open := s.meanOpening(parts)
	switch {
	case !mayMove && open < g.support && (g.strict || !sure):
		return false
	case g.kind == layoutGroup && open < layoutLeast:
		return false
	case score+placeWeight+openWeight*open+closeWeight < enough:
		return false
	}
	change := s.placeChange(parts)
	score += placeWeight * change
	if change >= certainPlaces && mayMove {
		sure, g.strict = true, false
	}
	if open < g.support && (g.strict || !sure) || g.again && !sure || score+openWeight*open+closeWeight < enough {
		return false
	}
	if g.likeSections() && !sure && (s.fullOpenings(parts)*2 < k || !g.open && s.opensBefore(lo, g.heads[0].at)) {
		return false
	}
	g.score = score + openWeight*open + closeWeight*s.meanClosing(parts)
	g.parts = k
	g.late = !g.open && s.letters(lo, g.heads[0].at) > lateLetters
	return g.score >= least
}

// frame scores a group by its headings and by where they stand and how long its parts
// are; ok is false where these are too short for reports.
func (s *sheet) frame(g *group, parts []stretch, lo, hi int32) (score float64, ok bool) {
	sizes := make([]int32, len(parts))
	total, longest := int32(0), int32(0)
	for i, p := range parts {
		sizes[i] = s.letters(p.lo, p.hi)
		total += sizes[i]
		longest = max(longest, sizes[i])
	}
	smallest, median := smallestAndMedian(sizes)
	if smallest < shortLeast || median < shortMedian || (smallest < rejectLeast || median < rejectMedian) && !g.solid && s.meanOpening(parts) < shortOpening {
		return 0, false
	}
	score = g.base
	if smallest >= leastPart {
		score += leastBonus
	}
	if median >= medianPart {
		score += medianBonus
	} else if median < tinyPart {
		score += tinyPenalty
	}
	if total*2 < s.letters(lo, hi) {
		score += coverPenalty
	}
	if g.unknown && !g.lacks && !g.open && len(parts) >= unknownTopParts && median >= medianPart && s.letters(s.cutHead(lo, g.heads[0].at), g.heads[0].at) == 0 {
		score += unknownTop
		g.support, g.strict = 0, false
	}
	if g.kind == numberedGroup {
		if !g.open && s.letters(lo, g.heads[0].at) > longest {
			score += latePenaltyNum
		}
	} else if len(parts) <= unevenParts && smallest*10 < median {
		score += unevenPenalty
	}
	return score, true
}

// meanOpening returns how far the parts begin like reports, in [0, 1].
func (s *sheet) meanOpening(parts []stretch) float64 {
	sum := 0.0
	for _, p := range parts {
		sum += min(s.opening(p.lo).score, 1)
	}
	return sum / float64(len(parts))
}

// meanClosing returns how far the parts end like reports, in [0, 1]. Of more than two
// the last one does not count, which ends where the range does.
func (s *sheet) meanClosing(parts []stretch) float64 {
	if len(parts) > 2 {
		parts = parts[:len(parts)-1]
	}
	sum := 0.0
	for _, p := range parts {
		sum += min(s.closing(p.hi), 1)
	}
	return sum / float64(len(parts))
}

// likeSections reports whether the headings of g may as well be those of sections,
// which open with a time too: 教学工作 / 本学期,….
func (g *group) likeSections() bool {
	switch g.kind {
	case alikeGroup, nameGroup, decoratedGroup, labelGroup:
		return g.support > 0
	case repeatedGroup:
		return g.base < repeatedTitle
	case numberedGroup:
		return g.level != noScheme && !g.solid && g.support >= unknownOpening
	}
	return false
}

// fullOpenings counts the parts whose opening says more than a time.
func (s *sheet) fullOpenings(parts []stretch) (n int) {
	for _, p := range parts {
		if s.opening(p.lo).score >= fullOpening {
			n++
		}
	}
	return n
}

// opensBefore reports whether a sentence that opens a report stands between lo and
// the first heading at at: what follows are its sections.
func (s *sheet) opensBefore(lo, at int32) bool {
	from := s.skipFront(s.cutHead(lo, at))
	return from < at && s.letters(from, at) > topLetters/2 && s.openingOf(from, at).score >= weakOpening
}

// renumber returns what the section numbers say about the boundaries between
// parts, in [-1, 1]. Boundaries about which they say nothing do not count, but few
// known ones weigh less.
func (s *sheet) renumber(g *group, parts []stretch) float64 {
	sum, known := 0.0, 0
	for i, p := range parts[1:] {
		v, sch, ok := s.renumbering(parts[i], p)
		if !ok {
			continue
		}
		if v > 0 {
			v *= g.surprise(sch)
		}
		sum += v
		known++
	}
	if known == 0 {
		return 0
	}
	return sum / float64(known) * min(1, 2*float64(known)/float64(len(parts)-1))
}

// surprise returns how far it speaks for several reports that section numbers of
// scheme sch begin again under each heading of g, in [0, 1]. Inside one report
// the items (1), (2) begin again in every section; sections 一、 do not, and under
// headings 一、 no other 一、 can stand.
func (g *group) surprise(sch scheme) float64 {
	switch {
	case g.solid:
		return 1
	case g.kind == numberedGroup:
		if g.level == noScheme || sch <= g.level {
			return 1
		}
		return 0
	}
	return [...]float64{chapterScheme: 1, articleScheme: 1, hanScheme: 1, parenScheme: 0.5, ordinalScheme: 0.5, arabicScheme: 0.3, smallScheme: 0.2, noScheme: 0}[sch]
}

// smallestAndMedian returns the smallest and the median size; it sorts sizes.
func smallestAndMedian(sizes []int32) (smallest, median int32) {
	slices.Sort(sizes)
	return sizes[0], sizes[len(sizes)/2]
}
