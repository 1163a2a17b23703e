package detect

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/mention"
	"chachong/internal/text"
)

// A report that was taken over from another owner often names that one somewhere: its
// county, its school, its year. Such a sentence says more than any ratio. But reports name
// others for good reasons too, so one is told only where the submission has a name of the
// same kind of its own, and nothing in the sentence explains the other one.

const (
	// leftoversListed is the number of leftovers told of one submission.
	leftoversListed = 10
	// namesKept is the number of different names noted of one submission, and sightingsKept
	// that of the sentences noted of one name.
	namesKept     = 96
	sightingsKept = 6
	// mentionsRead is the number of mentions of one name whose sentences are read: of one
	// that stands there more often a few sentences say enough.
	mentionsRead = 16
	// majorityCount and majorityShare say when a name is the submission's own because
	// it names it most: so often, and in that share of what it names of that kind.
	majorityCount = 3
	majorityShare = 0.6 // [0,1]
	// othersTold is the number of different other names of one kind from which a submission
	// is taken to be about many places, so that none of them is left over.
	othersTold = 5
)

// mentioned is what the submissions of a document name: places, schools, years.
type mentioned struct {
	subs []names // by place in the document as it was divided
}

// names is what one submission names.
type names struct {
	ordinal int
	found   []name // in the order of their first mentions
	selves  selves // by what words it speaks of itself; set where names of one kind compete
}

// name is a name that a submission holds, with its mentions.
type name struct {
	kind   mention.Kind
	text   string // as it stands; of a year its four digits
	wide   string // with what stands before it and may belong to it; "" where its edge is sure
	year   int16
	known  bool        // the dictionary has it
	count  int32       // mentions
	plain  int32       // of these, that nothing in their sentences explains; of years, that open theirs
	places []text.Span // the sentences of the first of these
}

// take fills m from the text of d, while it is prepared. It is called from several
// goroutines, each for an input of its own.
func (m *mentioned) take(src string, d *corpus.Document) {
	var ms []mention.Mention
	for i := range d.Submissions {
		s := &d.Submissions[i]
		all := s.Body
		if !s.Heading.Empty() && s.Heading.Lo < all.Lo {
			all.Lo = s.Heading.Lo
		}
		ms = mention.Append(ms[:0], all.Of(src))
		for k := range ms {
			ms[k].At.Lo, ms[k].At.Hi, ms[k].From = ms[k].At.Lo+all.Lo, ms[k].At.Hi+all.Lo, ms[k].From+all.Lo
		}
		n := names{ordinal: s.Ordinal}
		n.note(src, all, ms)
		if n.compete() {
			n.selves = selvesOf(s.Body.Of(src))
		}
		m.subs = append(m.subs, n)
	}
}

// note adds the mentions ms of the submission all of src.
func (n *names) note(src string, all text.Span, ms []mention.Mention) {
	type key struct {
		kind mention.Kind
		text string
	}
	var at map[key]int
	if len(ms) > 0 {
		at = make(map[key]int, min(len(ms), namesKept))
	}
	var sentence text.Span
	for k := range ms {
		m := &ms[k]
		word := m.At.Of(src)
		if m.Kind == mention.Year {
			word = strconv.Itoa(int(m.Year))
		}
		i, ok := at[key{m.Kind, word}]
		if !ok {
			if len(n.found) == namesKept {
				continue
			}
			i = len(n.found)
			word = strings.Clone(word)
			at[key{m.Kind, word}] = i
			f := name{kind: m.Kind, text: word, year: m.Year, known: m.Known}
			if !m.Sure {
				f.wide = strings.Clone(src[m.From:m.At.Hi])
			}
			n.found = append(n.found, f)
		}
		f := &n.found[i]
		f.count++
		if m.Sure {
			f.wide = ""
		}
		if f.count > mentionsRead {
			f.plain++
			continue
		}
		if k == 0 || m.At.Lo < sentence.Lo || m.At.Hi > sentence.Hi {
			sentence = sentenceAround(src, all, m.At)
		}
		if m.Kind == mention.Year && (!opens(src, sentence, m) || explainedYear(src, sentence, m)) ||
			m.Kind != mention.Year && explainedName(src, sentence, ms, k) {
			continue
		}
		if f.plain++; len(f.places) < sightingsKept {
			f.places = append(f.places, sentence)
		}
	}
}

// leftover is one that is to be told.
type leftover struct {
	name   *name
	text   string // the other name
	own    string
	place  text.Span // the sentence
	ofRun  bool      // it is the name of another submission of the run
	strong bool
}

// leftovers returns the leftover names and years of the new submissions. c.notes[i].mentions
// are those of input i, c.docs[i] its document (nil where it gave no text), c.loader.inputs[i]
// its owner and year; c.loader.first[i] is its first submission. res has submissions and
// passages with their ranges. Ids, and the order by input, are the caller's.
func (c *comparison) leftovers(res *finding.Result) []finding.Observation {
	views := c.views()
	run := runNames{}
	for i := range views {
		run.add(&views[i].own)
	}
	reused := c.reused(res)
	var out []finding.Observation
	for doc := range c.notes {
		if c.docs[doc] == nil {
			continue
		}
		var told []finding.Observation
		var spans []text.Span
		for k := range c.docs[doc].Submissions {
			at := int(c.loader.first[doc]) + k
			v := &views[at]
			if v.names == nil {
				continue
			}
			for _, l := range onceEach(v.leftovers(run, reused[int32(at)])) {
				o := finding.Observation{
					Kind: finding.LeftoverName, Path: c.docs[doc].Path, Submission: corpus.ID(c.docs[doc].Path, c.subs[at].Ordinal),
					Count: int(l.name.count), Name: l.text, Own: l.own, Strong: l.strong,
				}
				if l.name.kind == mention.Year {
					o.Kind = finding.LeftoverYear
				}
				told, spans = append(told, o), append(spans, l.place)
			}
		}
		if len(told) > 0 {
			out = append(out, c.placed(int32(doc), told, spans)...)
		}
	}
	return out
}

// onceEach leaves out those of ls whose name stands in that of another one of the same
// sentence: 青石镇 beside 青石镇中心小学.
func onceEach(ls []leftover) []leftover {
	part := func(l leftover) bool {
		return slices.ContainsFunc(ls, func(o leftover) bool {
			return o.place == l.place && len(o.text) > len(l.text) && strings.Contains(o.text, l.text)
		})
	}
	kept := make([]leftover, 0, len(ls))
	for _, l := range ls {
		if !part(l) {
			kept = append(kept, l)
		}
	}
	return kept
}

// placed sets the places and texts of observations of doc, whose sentences are spans. It
// returns none where the text cannot be had any more.
func (c *comparison) placed(doc int32, told []finding.Observation, spans []text.Span) []finding.Observation {
	src, ok := c.loader.source(doc)
	if !ok {
		return nil
	}
	lines := newScale(src, c.docs[doc].Pages)
	for i := range told {
		if int(spans[i].Hi) > len(src) {
			return nil
		}
		r := lines.rangeOf(spans[i])
		told[i].Range, told[i].Text = &r, cutRunes(spans[i].Of(src), finding.ObservedText)
	}
	return told
}

// cutRunes returns the first n code points of s.
func cutRunes(s string, n int) string {
	for at := range s {
		if n == 0 {
			return s[:at]
		}
		n--
	}
	return s
}

// views returns all submissions as the search for leftovers sees them, by their index.
func (c *comparison) views() []nameView {
	views := make([]nameView, len(c.subs))
	for doc, d := range c.docs {
		if d == nil {
			continue
		}
		for k := range d.Submissions {
			s := &d.Submissions[k]
			v := &views[int(c.loader.first[doc])+k]
			var n *names
			if doc < len(c.notes) {
				n = c.notes[doc].mentions.of(s.Ordinal)
			}
			file := ""
			if len(d.Submissions) == 1 && c.loader.inputs[doc].archived == nil {
				file = path.Base(strings.ReplaceAll(d.Path, `\`, "/"))
			}
			*v = viewOf(n, d.Owner, s.Title, file, c.loader.inputs[doc].Year)
		}
	}
	return views
}

// of returns the names of the submission with that ordinal, nil where there is none.
func (m *mentioned) of(ordinal int) *names {
	for i := range m.subs {
		if m.subs[i].ordinal == ordinal {
			return &m.subs[i]
		}
	}
	if len(m.subs) == 1 {
		return &m.subs[0]
	}
	return nil
}

// reused returns, of each submission, the bytes of its passages with others that are no
// template, ascending by their starts.
func (c *comparison) reused(res *finding.Result) map[int32][]text.Span {
	index := make(map[string]int32, len(c.subs))
	for i, s := range c.subs {
		index[corpus.ID(c.docs[c.doc[i]].Path, s.Ordinal)] = int32(i)
	}
	at := map[int32][]text.Span{}
	for i := range res.Passages {
		p := &res.Passages[i]
		if p.Template || p.Own {
			continue
		}
		for _, side := range [...]*finding.Side{&p.A, &p.B} {
			if s, ok := index[side.Submission]; ok && !c.old(s) {
				at[s] = append(at[s], text.Span{Lo: side.Range.Byte[0], Hi: side.Range.Byte[1]})
			}
		}
	}
	for _, spans := range at {
		slices.SortFunc(spans, func(x, y text.Span) int { return cmp.Compare(x.Lo, y.Lo) })
	}
	return at
}
