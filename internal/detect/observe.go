package detect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"chachong/internal/corpus"
	"chachong/internal/finding"
	"chachong/internal/source/extract"
	"chachong/internal/text"
	"chachong/internal/token"
)

// What makes an observation. None of 1,667 laws, 38 government reports and 36 work
// summaries, copied from web pages and full of what editors leave behind, has one of those
// that are found in the text alone.
const (
	// hiddenLeast is the number of letters that are hidden in one way: a word that an author
	// struck out, or a blank in white, hides nothing.
	hiddenLeast = 8
	// invisibleLeast is the number of invisible characters between letters, and
	// invisibleShare their share of the letters: pasted text brings a few along, and as many
	// more as it is longer.
	invisibleLeast = 10
	invisibleShare = 0.001
	// alikeLeast is the number of look-alikes: a name in rare writing and a formula or two
	// stay below it. Text layers of some PDF files are full of radicals, which is told.
	alikeLeast = 8
	// spacedMany gaps between single Han are told of any text. Of a short one, of which they
	// are spacedShare, spacedLeast are: a title and a signature set wide have five or six.
	spacedMany  = 20
	spacedLeast = 8
	spacedShare = 0.05 // of the letters
	// picturesLeast pictures of pictureBytes each with fewer than pictureLetters letters to
	// each of them are a text that was scanned: a page has 600 letters or more, an icon less
	// bytes.
	picturesLeast  = 3
	pictureBytes   = 20 << 10
	pictureLetters = 200
)

// noted is what observations need of a new input: taken while it is prepared, for its text
// and what its file holds beside it are not kept.
type noted struct {
	digest   [16]byte // zero where there are no bytes
	pictures []extract.Picture
	info     extract.Info
	own      []finding.Observation // that need nothing but this input; without ids
	mentions mentioned             // names and years in its submissions
}

// take fills n. d is what the input was prepared to; nil where it gave no text, without
// submissions where there is none in it. Of what is left out on purpose nothing is told.
func (n *noted) take(in *Input, r *Reading, d *corpus.Document) {
	if r.Excluded {
		return
	}
	n.pictures, n.info = r.Pictures, r.Info
	if r.Bytes > 0 {
		n.digest = r.Digest
	}
	if d == nil {
		d = &corpus.Document{Path: in.Path}
	} else {
		n.mentions.take(r.Text, d)
	}
	t := telling{d: d, r: r}
	t.hidden()
	t.disguised()
	t.reversed()
	t.pictures()
	if r.Declared != "" {
		t.tell(nil, finding.Observation{Kind: finding.Extension, Count: 1, Name: r.Declared})
	}
	n.own = t.all
}

// telling makes the observations of one input by itself.
type telling struct {
	d   *corpus.Document
	r   *Reading
	at  *scale // nil until it is asked for
	all []finding.Observation
}

// tell adds o, which is about s, or about the whole input where s is nil.
func (t *telling) tell(s *corpus.Submission, o finding.Observation) {
	o.Path = t.d.Path
	if s != nil {
		o.Submission, o.Letters = corpus.ID(t.d.Path, s.Ordinal), s.Letters
	}
	t.all = append(t.all, o)
}

func (t *telling) rangeOf(s text.Span) *finding.Range {
	if t.at == nil {
		m := newScale(t.r.Text, t.d.Pages)
		t.at = &m
	}
	r := t.at.rangeOf(s)
	return &r
}

// only returns the submission of an input that has one, else nil.
func (t *telling) only() *corpus.Submission {
	if len(t.d.Submissions) == 1 {
		return &t.d.Submissions[0]
	}
	return nil
}

// holder returns the submission in which byte at stands; nil where it stands in none of
// several.
func (t *telling) holder(at int32) *corpus.Submission {
	for i := range t.d.Submissions {
		s := &t.d.Submissions[i]
		if s.Body.Lo <= at && at <= s.Body.Hi || s.Heading.Lo <= at && at < s.Heading.Hi {
			return s
		}
	}
	return t.only()
}

// hidden tells what cannot be seen, of each submission and each way to hide it.
func (t *telling) hidden() {
	type group struct {
		s       *corpus.Submission
		why     extract.Why
		at      int32
		letters int
		texts   []string
	}
	var groups []*group
	for i := range t.r.Hidden {
		h := &t.r.Hidden[i]
		s := t.holder(h.At)
		k := slices.IndexFunc(groups, func(g *group) bool { return g.s == s && g.why == h.Why })
		if k < 0 {
			k = len(groups)
			groups = append(groups, &group{s: s, why: h.Why, at: h.At})
		}
		n := text.Fold(h.Text, nil)
		groups[k].letters += token.LettersOf(n, 0, len(n.Text)).Len()
		groups[k].texts = append(groups[k].texts, h.Text)
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(a.at, b.at) })
	for _, g := range groups {
		if g.letters < hiddenLeast {
			continue
		}
		o := finding.Observation{
			Kind: finding.HiddenText, Count: g.letters, Why: string(g.why), Text: quoted(g.texts...),
		}
		if g.at >= 0 && int(g.at) <= len(t.r.Text) {
			o.Range = t.rangeOf(text.Span{Lo: g.at, Hi: g.at})
		}
		t.tell(g.s, o)
	}
}

// disguised tells what the submissions hold that is not what it looks like.
func (t *telling) disguised() {
	for i := range t.d.Submissions {
		s := &t.d.Submissions[i]
		g, letters := text.Disguised(t.r.Text, s.Body), float64(s.Letters)
		if n := g.Invisible.Count; float64(n) >= max(invisibleLeast, invisibleShare*letters) {
			t.sighted(s, finding.Invisible, &g.Invisible, signs(g.Invisible.Signs, "U+%04[1]X"))
		}
		if g.Alike.Count >= alikeLeast {
			t.sighted(s, finding.LookAlikes, &g.Alike, signs(g.Alike.Signs, "%[1]c U+%04[1]X"))
		}
		if n := g.Spaced.Count; n >= spacedMany || n >= spacedLeast && float64(n) >= spacedShare*letters {
			t.sighted(s, finding.SpacedHan, &g.Spaced, quoted(g.Spaced.At.Of(t.r.Text)))
		}
	}
}

func (t *telling) sighted(s *corpus.Submission, kind finding.ObservationKind, x *text.Sighting, quote string) {
	t.tell(s, finding.Observation{Kind: kind, Count: int(x.Count), Range: t.rangeOf(x.At), Text: quote})
}

// signs lists characters, each in the given format.
func signs(rs []rune, format string) string {
	list := make([]string, len(rs))
	for i, r := range rs {
		list[i] = fmt.Sprintf(format, r)
	}
	return strings.Join(list, ", ")
}

func (t *telling) reversed() {
	if t.r.Reversed > 0 {
		t.tell(t.only(), finding.Observation{Kind: finding.Reversed, Count: t.r.Reversed})
	}
}

func (t *telling) pictures() {
	large, letters := 0, int32(0)
	for i := range t.r.Pictures {
		if t.r.Pictures[i].Bytes >= pictureBytes {
			large++
		}
	}
	for i := range t.d.Submissions {
		letters += t.d.Submissions[i].Letters
	}
	few := large >= picturesLeast && int(letters) < pictureLetters*large
	if few || t.r.Code == extract.CodeNoTextLayer {
		t.tell(t.only(), finding.Observation{Kind: finding.TextAsPictures, Count: max(1, large), Letters: letters})
	}
}

// quoted returns texts in one line, with finding.ObservedGap between them; at most
// finding.ObservedText code points, the last of which is "…" where that is not all.
func quoted(texts ...string) string {
	var b strings.Builder
	n, space := 0, false
	for i, s := range texts {
		if i > 0 {
			s = finding.ObservedGap + s
		}
		for _, r := range s {
			if unicode.IsSpace(r) {
				space = b.Len() > 0
				continue
			}
			if n >= finding.ObservedText-2 { // room for a space and the sign
				b.WriteString("…")
				return b.String()
			}
			if space {
				b.WriteByte(' ')
				space = false
				n++
			}
			b.WriteRune(r)
			n++
		}
	}
	return b.String()
}

// observe sets the observations of res, which is complete but for them: of each input what
// is told of it alone, then what it has in common with others, then leftovers.
func (c *comparison) observe(res *finding.Result) {
	known := make(map[string]bool, len(res.Submissions))
	for i := range res.Submissions {
		known[res.Submissions[i].ID] = true
	}
	byInput := make([][]finding.Observation, len(c.notes))
	at := make(map[string]int, len(c.notes)) // input by path
	for i := range c.notes {
		path := c.loader.inputs[i].Path
		if _, ok := at[path]; !ok {
			at[path] = i
		}
		for _, o := range c.notes[i].own {
			if o.Submission == "" || known[o.Submission] { // else none of the two that are compared
				byInput[i] = append(byInput[i], o)
			}
		}
	}
	tell := func(i int, o finding.Observation) { byInput[i] = append(byInput[i], o) }
	c.sameFiles(at, tell)
	c.samePictures(tell)
	c.sameInfo(tell)
	for _, o := range c.leftovers(res) {
		tell(at[o.Path], o)
	}
	for _, o := range slices.Concat(byInput...) {
		o.ID = id("o", len(res.Observations)+1)
		res.Observations = append(res.Observations, o)
	}
}
