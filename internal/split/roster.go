package split

import (
	"strings"
	"unicode/utf8"
)

// A file may set nothing above each report but who wrote it: an office with its place,
// or a person. Departments and persons are named inside one report too; what tells
// them apart is that the first name opens the file, that no name comes twice, and
// that offices are of many places.
const (
	rosterOffices  = 3.3 // points of such headings; with long parts they reach the threshold by themselves
	rosterPersons  = 2.9
	rosterExtra    = 0.1 // for each further part
	leastPersons   = 3   // persons; two are an author and an editor
	rosterDistinct = 0.8 // share of the names that come once
	rosterSurnames = 0.7 // share of the persons whose surname is known
	officePlaces   = 0.6 // share of the offices that have another place than the rest
	leastOffice    = 4   // characters of an office with its place, more than that
	mostOffice     = 16
	mostPerson     = 3 // characters of a person's name
)

// signedName is a line that names an office or a person, alone or with a label, a
// number, brackets or the title of the report.
type signedName struct {
	head   head
	shape  uint64 // the same for lines that say the same about another name
	core   string // the names in it
	place  uint64 // of an office
	person bool   // no office, but what may be a person
	known  bool   // with a known surname
	value  int16  // of the number before it, 0 where there is none
}

// roster returns the groups of headings in [lo, hi) that are names of offices or
// persons, each another one.
func (s *sheet) roster(lo, hi int32) []group {
	offices, persons, others := s.signedNames(lo, hi)
	var out []group
	shape := func(n signedName) uint64 { return n.shape }
	for _, run := range runs(offices, shape) {
		places := map[uint64]bool{}
		for _, n := range run {
			if n.place != 0 {
				places[n.place] = true
			}
		}
		if float64(len(places)) < officePlaces*float64(len(run)) {
			continue
		}
		if run = fillRoster(run, others); run == nil {
			continue
		}
		if g, ok := s.rosterGroup(run, lo, hi, rosterOffices, topLetters); ok {
			out = append(out, g)
		}
	}
	for _, run := range runs(persons, shape) {
		known := 0.0
		for _, n := range run {
			count(&known, n.known)
		}
		if len(run) < leastPersons || known < rosterSurnames*float64(len(run)) {
			continue
		}
		if g, ok := s.rosterGroup(run, lo, hi, rosterPersons, 0); ok {
			out = append(out, g)
		}
	}
	return out
}

// signedNames returns the lines in [lo, hi) that name offices and persons, and others
// that are numbered and end like an office without a place.
func (s *sheet) signedNames(lo, hi int32) (offices, persons, others []signedName) {
	from, to := s.lineRange(lo, hi)
	for i := from; i < to && len(offices)+len(persons)+len(others) <= maxPlainHeads; i++ {
		l := s.lines[i]
		t := s.text(l)
		if end := max(labelEnd(t), officeLabel(t)); end > 0 && !isTitle(t[end:]) {
			n := signedName{head: head{at: l.lo, end: l.lo + int32(end), line: i}}
			n.read(t[:end])
			n.shape = 0 // what stands before the colon is a name, whatever it is made of
			offices = append(offices, n)
			continue
		}
		if l.chars > maxRepeated || hasPause(t) || s.traitsOf(i)&(isSeparatorLine|isSiteLine|isDateLine) != 0 || s.punctuationFollows(i) || s.isSignature(i) {
			continue
		}
		shown := s.spaced(l.lo, l.hi)
		if !mayName(shown) {
			continue
		}
		n := signedName{head: head{at: l.lo, end: l.hi, line: i, whole: true}}
		n.read(shown)
		switch {
		case n.place != 0 || isOwner(n.core) && !n.person && s.standsAsHead(n.head):
			offices = append(offices, n)
		case n.person:
			persons = append(persons, n)
		case n.value > 0 && isOwner(n.core):
			others = append(others, n)
		}
	}
	return offices, persons, others
}

// rosterGroup makes a group of names. above is the number of letters that may stand
// over the first one besides the head of a site.
func (s *sheet) rosterGroup(names []signedName, lo, hi int32, base float64, above int32) (group, bool) {
	var heads []head
	once := map[string]bool{}
	for _, n := range names {
		heads = append(heads, n.head)
		once[n.core] = true
	}
	if float64(len(once)) < rosterDistinct*float64(len(names)) {
		return group{}, false
	}
	heads = s.settle(heads, true, hi)
	if len(heads) < 2 {
		return group{}, false
	}
	first := s.titledTop(heads)
	top := s.cutHead(lo, first)
	over := s.letters(top, first)
	if over > above || strings.ContainsAny(s.s[top:first], ",，。;!?") {
		return group{}, false // towns and offices in the order of a report that has begun
	}
	g := group{kind: rosterGroup, base: base + rosterExtra*float64(min(len(heads)-2, maxExtra)), heads: heads}
	if over > 0 || first == heads[0].at && s.headsMinutes(heads[0].line-1) {
		g.support = bareOpening // under a title they may be those of the minutes of a meeting
	}
	return g, true
}

// headsMinutes reports whether line i says when or where something was: the line of a
// site about its page says several things.
func (s *sheet) headsMinutes(i int32) bool {
	return i >= 0 && s.traitsOf(i)&(isBylineLine|isSiteLine) == isBylineLine && s.fields(s.lines[i]) == 1
}

// titledTop returns where the first of heads begins, with the title above it where
// most of them have one.
func (s *sheet) titledTop(heads []head) int32 {
	titled := 0.0
	for _, h := range heads {
		count(&titled, h.line > 0 && s.traitsOf(h.line-1)&isTitleLine != 0)
	}
	if first := heads[0]; titled >= titledShare*float64(len(heads)) && first.line > 0 {
		return s.lines[first.line-1].lo
	}
	return heads[0].at
}

// fillRoster puts the numbers that the numbered names lack back, where a short line of
// the same shape has them: the name of an office without its place. nil where some
// number is missing.
func fillRoster(names, others []signedName) []signedName {
	if names[0].value == 0 {
		return names
	}
	var out []signedName
	want := int16(1) // the next number
	for _, n := range names {
		if n.value < want {
			continue // of a contents list
		}
		for k := 0; k < len(others) && want < n.value; k++ {
			o := others[k]
			if o.shape == n.shape && o.value == want && o.head.at < n.head.at && (len(out) == 0 || o.head.at > out[len(out)-1].head.at) {
				out = append(out, o)
				want++
			}
		}
		if n.value != want {
			return nil
		}
		out = append(out, n)
		want++
	}
	for _, o := range others {
		if last := out[len(out)-1]; o.shape == last.shape && o.value == want && o.head.at > last.head.at {
			out = append(out, o)
			want++
		}
	}
	return out
}

// mayName reports whether one of the fields of t, which are runs of Han, letters and
// digits, can name an office, a person or a place: read finds none elsewhere.
func mayName(t string) bool {
	for i := 0; i < len(t); {
		end, unit := i, false
		for end < len(t) {
			r, size := firstRune(t[end:])
			if !isHan(r) && !isAlnum(r) {
				break
			}
			unit = unit || signs[r]&placeSign != 0 || r == '道'
			end += size
		}
		if n := end - i; unit || n > hanLen && n <= mostPerson*hanLen || suffixOf(t[i:end], officeEndings) > 0 {
			return true
		}
		i = end
		for i < len(t) {
			r, size := firstRune(t[i:])
			if isHan(r) || isAlnum(r) {
				break
			}
			i += size
		}
	}
	return false
}

// read fills in what the line t says: its shape has a mark in place of every number,
// office, title and person, and all else as it stands.
func (n *signedName) read(t string) {
	n.shape = hashSeed
	fields, other := 0, false
	for i := 0; i < len(t); {
		r, size := firstRune(t[i:])
		if !isHan(r) && !isAlnum(r) {
			if r != ' ' {
				n.shape = hashWord(n.shape, uint64(r))
			}
			i += size
			continue
		}
		end := i
		for end < len(t) {
			r, size := firstRune(t[end:])
			if !isHan(r) && !isAlnum(r) {
				break
			}
			end += size
		}
		f := t[i:end]
		i = end
		fields++
		place := officePlace(f)
		if place == 0 && isFirmTitle(f) {
			place = titlePlace(f)
		}
		switch {
		case place != 0:
			n.place, n.shape = place, hashWord(n.shape, 'O')
			n.core += f
		case fields == 1 && isNumberAlone(f):
			var buf [4]numeral
			got, _ := appendNumerals(buf[:0], f, 0)
			n.value, n.shape = int16(got[0].value), hashWord(n.shape, '0')
		case isPersonal(f) && !hasPrefix(f, bylineNames) && suffixOf(f, bylineEndings) == 0:
			n.person, n.known, n.shape = true, startsWithSurname(f), hashWord(n.shape, 'P')
			n.core += f
		case hanOnly(f) && isOwner(f):
			n.shape = hashWord(n.shape, 'O')
			n.core += f
			other = true
		default:
			n.shape = hashNumbers(n.shape, f)
		}
	}
	n.person = n.person && n.place == 0 && !other
}

// spaced returns [lo, hi) with the white space that folding has dropped between Han.
func (s *sheet) spaced(lo, hi int32) string {
	if !s.dropsSpace(lo, hi) {
		return s.s[lo:hi]
	}
	var b strings.Builder
	from := lo // what is not yet written
	for i := lo; i < hi; i += int32(runeLen(s.s[i])) {
		if i > lo && s.s[i] >= utf8.RuneSelf && s.spaceAt(i) {
			b.WriteString(s.s[from:i])
			b.WriteByte(' ')
			from = i
		}
	}
	if from == lo {
		return s.s[lo:hi]
	}
	b.WriteString(s.s[from:hi])
	return b.String()
}

func isAlnum(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// officePlace returns the key of the place that the office t begins with, 0 where t is
// no office with its place: 青杉县文化馆, 柳溪镇第二小学.
func officePlace(t string) uint64 {
	const reach = 6 // characters of the place
	if !within(t, mostOffice) || within(t, leastOffice) || !hanOnly(t) {
		return 0
	}
	for i := 2 * hanLen; i+hanLen < len(t) && i < reach*hanLen; i += hanLen {
		unit := t[i : i+hanLen]
		if !strings.Contains(placeUnits+"道", unit) || !mayBePlace(t[i-hanLen:i+hanLen]) {
			continue
		}
		if suffixOf(t[i+hanLen:], officeEndings) > 0 || suffixOf(t[i+hanLen:], placedEndings) > 0 {
			return hashString(hashSeed, t[:i])
		}
	}
	return 0
}

// titlePlace returns the key of the place that the title t begins with, 0 where there is
// none: 青杉县文化馆工作总结.
func titlePlace(t string) uint64 {
	for end := (leastOffice + 1) * hanLen; end < len(t); end += hanLen {
		if place := officePlace(t[:end]); place != 0 {
			return place
		}
	}
	return 0
}

// officeLabel returns the length of a label 青杉县文化馆: that text follows, however short,
// 0 where there is none.
func officeLabel(t string) int {
	i := indexColon(t[:min(len(t), (mostOffice+1)*utf8.UTFMax)])
	if i <= 0 || officePlace(t[:i]) == 0 {
		return 0
	}
	if _, n := firstRune(t[i:]); i+n < len(t) {
		return i + n
	}
	return 0
}

func hanOnly(t string) bool {
	for _, r := range t {
		if !isHan(r) {
			return false
		}
	}
	return t != ""
}

// isPersonal reports whether t may be the name of a person: two or three Han.
func isPersonal(t string) bool {
	return hanOnly(t) && within(t, mostPerson) && !within(t, 1)
}

func startsWithSurname(t string) bool {
	r, _ := firstRune(t)
	return strings.ContainsRune(surnames, r) || strings.ContainsRune(rareSurnames, r)
}
