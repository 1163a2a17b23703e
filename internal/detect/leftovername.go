package detect

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"chachong/internal/mention"
	"chachong/internal/text"
)

// kinds is the number of kinds of names.
const kinds = int(mention.Bureau) + 1

// selves counts by what words a submission speaks of itself.
type selves struct {
	city, county, school int
}

// selvesOf counts the words of body.
func selvesOf(body string) (s selves) {
	count := func(words ...string) (n int) {
		for _, w := range words {
			n += strings.Count(body, w)
		}
		return n
	}
	s.city = count("我市", "全市", "本市")
	s.county = count("我县", "全县", "本县", "县委", "我区", "全区", "本区", "我旗", "全旗")
	s.school = count("我校", "本校", "我园", "我院", "全校")
	return s
}

// compete reports whether a name of n could be its own by majority while there is another
// one of its kind.
func (n *names) compete() bool {
	var most, different [kinds]int
	for i := range n.found {
		f := &n.found[i]
		different[f.kind]++
		most[f.kind] = max(most[f.kind], int(f.count))
	}
	for _, k := range [...]mention.Kind{mention.City, mention.County, mention.School} {
		if different[k] > 1 && most[k] >= majorityCount {
			return true
		}
	}
	return false
}

// nameView is a submission as the search for leftovers sees it.
type nameView struct {
	names *names // nil where they were not noted
	own   ownNames
	said  string // owner, title, file: what stands there is nothing left over
}

// ownNames are the names that a submission has a right to.
type ownNames struct {
	of    [kinds][]string // the first one is shown
	loose [kinds]bool     // it is named most, but no word says that it is the own one
	years []int16
}

// viewOf returns the view of a submission with names n: its own ones are those of its owner,
// else of its title, else of its file, else those that it names most.
func viewOf(n *names, owner, title, file string, year int) nameView {
	v := nameView{names: n, said: owner + "\n" + title + "\n" + file}
	if year > 0 {
		v.own.years = []int16{int16(year)}
	}
	for _, s := range [...]string{owner, title, file} {
		v.own.take(s)
	}
	if n != nil {
		v.own.takeMajority(n)
	}
	return v
}

// take adds the names in s of each kind of which there are none.
func (o *ownNames) take(s string) {
	var had [kinds]bool
	for k := range o.of {
		had[k] = len(o.of[k]) > 0
	}
	for _, m := range mention.Find(s) {
		word := m.At.Of(s)
		if !m.Sure && m.From == 0 {
			word = s[:m.At.Hi]
		}
		if m.Kind != mention.Year && !had[m.Kind] && !slices.Contains(o.of[m.Kind], word) {
			o.of[m.Kind] = append(o.of[m.Kind], word)
		}
	}
	if len(o.years) == 0 {
		o.years = yearsIn(s)
	}
}

// yearsIn returns the years that a title names, with or without 年, in their order.
func yearsIn(s string) (years []int16) {
	add := func(y int) {
		if y >= 2000 && y < 2100 && !slices.Contains(years, int16(y)) {
			years = append(years, int16(y))
		}
	}
	isDigit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	isLetter := func(i int) bool { return i >= 0 && i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z') }
	for i := 0; i+4 <= len(s); i++ {
		if isDigit(i) && !isDigit(i-1) && !isDigit(i+4) && !isLetter(i-1) && !isLetter(i+4) {
			if y, err := strconv.Atoi(s[i : i+4]); err == nil {
				add(y)
			}
		}
	}
	for _, m := range mention.Find(s) {
		if m.Kind == mention.Year {
			add(int(m.Year))
		}
	}
	return years
}

// takeMajority adds the names of n that are its own because it names them most.
func (o *ownNames) takeMajority(n *names) {
	for _, k := range [...]mention.Kind{mention.City, mention.County, mention.School, mention.Year} {
		if k == mention.Year && len(o.years) > 0 || len(o.of[k]) > 0 {
			continue
		}
		var most *name
		all := int32(0)
		for i := range n.found {
			if f := &n.found[i]; f.kind == k && f.wide == "" {
				all += f.plain
				if most == nil || f.plain > most.plain {
					most = f
				}
			}
		}
		if most == nil || most.plain < majorityCount || float64(most.plain) < majorityShare*float64(all) {
			continue
		}
		o.loose[k] = !n.selves.fit(k)
		if k == mention.Year {
			o.years = append(o.years, most.year)
		} else {
			o.of[k] = append(o.of[k], most.text)
		}
	}
}

// fit reports whether a submission that speaks so of itself is one of a place or school of
// kind k. A city names one of its counties more than others, too.
func (s selves) fit(k mention.Kind) bool {
	switch k {
	case mention.City:
		return s.city >= 2 && s.city > s.county
	case mention.County:
		return s.county+s.school >= 2 && s.city <= s.county+s.school
	case mention.School:
		return s.school >= 2 && s.county+s.city <= s.school
	default:
		return true
	}
}

// runName is a name that some submission of the run has as its own.
type runName struct {
	kind mention.Kind
	text string
}

// runNames are those of all submissions.
type runNames map[runName]bool

func (r runNames) add(o *ownNames) {
	for k, words := range o.of {
		for _, w := range words {
			r[runName{mention.Kind(k), w}] = true
		}
	}
}

// leftovers returns what is left over in the submission, strong ones first, leftoversListed
// at most. reused are its passages with others.
func (v *nameView) leftovers(run runNames, reused []text.Span) []leftover {
	var out []leftover
	var others [kinds]int
	for i := range v.names.found {
		f := &v.names.found[i]
		if len(f.places) == 0 {
			continue
		}
		l := leftover{name: f, text: f.text, place: f.places[0]}
		for _, p := range f.places {
			if mostlyIn(p, reused) {
				l.place, l.strong = p, true
				break
			}
		}
		if f.kind == mention.Year {
			if l.own = v.otherYear(int(f.year), l.strong); l.own == "" {
				continue
			}
		} else {
			ofRun := false
			if l.text, ofRun = run.resolve(f); l.text == "" {
				continue
			}
			if l.own = v.otherName(l.text, f, ofRun, l.strong); l.own == "" {
				continue
			}
			l.ofRun = ofRun
			others[f.kind]++
		}
		out = append(out, l)
	}
	out = slices.DeleteFunc(out, func(l leftover) bool { return others[l.name.kind] > othersTold && !l.ofRun })
	slices.SortStableFunc(out, func(x, y leftover) int {
		return cmp.Or(cmp.Compare(rank(y.strong), rank(x.strong)), cmp.Compare(x.place.Lo, y.place.Lo))
	})
	var told []leftover
	for _, l := range out {
		same := func(t leftover) bool { return t.name.kind == l.name.kind && t.text == l.text }
		if at := slices.IndexFunc(told, same); at < 0 && len(told) < leftoversListed {
			told = append(told, l)
		}
	}
	return told
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// resolve returns the name that f is, and whether it is a submission's of the run. It
// returns "" where the name cannot be told from what stands before it.
func (r runNames) resolve(f *name) (word string, ofRun bool) {
	if f.kind == mention.Bureau {
		bare := f.text[:min(len(f.text), 2*len("县"))]
		for _, end := range [...]string{"县", "区", "旗"} {
			if r[runName{mention.County, bare + end}] {
				return f.text, true
			}
		}
		return "", false
	}
	wide := cmp.Or(f.wide, f.text)
	for at := range wide {
		if r[runName{f.kind, wide[at:]}] {
			return wide[at:], true
		}
	}
	if f.wide != "" {
		return "", false
	}
	return f.text, false
}

// otherName returns the own name of the submission beside which the name word, which f is,
// is another one's, "" where it may be its own. Of cities, one that stands above the own
// one, or is none, is told apart by the run or by the dictionary; and beside an own name
// that is only named most, another one by a passage that its owner has, too.
func (v *nameView) otherName(word string, f *name, ofRun, strong bool) string {
	k := f.kind
	mine := k
	if k == mention.Bureau {
		mine = mention.County
	}
	own := v.own.of[mine]
	if len(own) == 0 || v.own.loose[mine] && !(ofRun && strong) || k == mention.Village || k == mention.City && !ofRun && !(strong && f.known) {
		return ""
	}
	bare := mention.Bare(word, k)
	if k == mention.Bureau {
		bare = word[:min(len(word), 2*len("县"))]
	}
	if strings.Contains(v.said, bare) {
		return ""
	}
	for _, words := range v.own.of {
		for _, w := range words {
			if strings.Contains(w, bare) {
				return ""
			}
		}
	}
	for _, w := range own {
		if strings.HasSuffix(word, w) || k != mention.School && strings.Contains(word, mention.Bare(w, k)) {
			return ""
		}
		if k == mention.School && v.alikeSchools(word, w) {
			return ""
		}
	}
	return own[0]
}

// alikeSchools reports whether two names may be of one school, or of two of one place: 云岭一中
// and 云岭县第一中学.
func (v *nameView) alikeSchools(a, b string) bool {
	if subsequence(a, b) || subsequence(b, a) {
		return true
	}
	for _, k := range [...]mention.Kind{mention.Town, mention.Village} {
		for _, w := range v.own.of[k] {
			if strings.Contains(a, mention.Bare(w, k)) {
				return true
			}
		}
	}
	for _, k := range [...]mention.Kind{mention.Province, mention.City, mention.County} { // 云岭县育英小学 and 育英幼儿园
		for _, w := range v.own.of[k] {
			a = strings.TrimPrefix(a, w)
		}
	}
	if core := a[:min(len(a), 2*len("县"))]; strings.Contains(b, core) && !strings.HasPrefix(core, "第") && core != "实验" && core != "中心" {
		return true
	}
	return false
}

// subsequence reports whether the characters of a stand in b in their order.
func subsequence(a, b string) bool {
	for _, r := range b {
		if first, size := utf8.DecodeRuneInString(a); size > 0 && first == r {
			a = a[size:]
		}
	}
	return a == ""
}

// mostlyIn reports whether half of s or more lies in one of spans, which ascend by their starts.
func mostlyIn(s text.Span, spans []text.Span) bool {
	for _, p := range spans {
		if p.Lo >= s.Hi {
			break
		}
		if 2*s.Overlap(p) >= s.Len() {
			return true
		}
	}
	return false
}
