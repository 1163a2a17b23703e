package web

import (
	"bytes"
	"math"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chachong/internal/source/extract"
)

// maxOpen is how many elements can be open. Deeper ones take the place of the innermost, as
// in Chromium, whose limit is the same: a page is never refused for its depth.
const maxOpen = 512

// page is the reading of one page.
type page struct {
	budget *extract.Budget
	z      *html.Tokenizer
	flow   flow
	sheet  sheet
	nodes  []node
	open   []element
	count  map[atom.Atom]int // open elements
	whole  bool              // nothing of it is left out
	unveil bool              // show what is invisible by visibility or opacity
	cover  bool              // text in the color of the background may stand on something else
	depth  int               // pages around this one

	scripted      bool
	shown, veiled int  // letters that are seen, and that unveil would show
	tinted        int  // letters that cover would show
	covers        bool // something may stand behind other text

	skip      int    // open elements whose content is no text
	drop      string // the raw element whose content comes next
	dropped   look   // of that element
	dropShown bool   // it is shown
	apart     bool   // the last text was hidden or an aside, and its line goes on
	afterPre  bool   // a line end here is part of the <pre> tag
	xhtml     bool
	frames    int
	images    int // pictures that are not in the page itself
	info      extract.Info
	asides    [3]strings.Builder // by asideKind
	pictures  []picture
	warning   *extract.Problem
	marks     marks
	targets   map[string]int32 // of links, numbered from 1

	unread    int      // letters that may be shown by what is not read
	words     []string // texts in scripts
	wordBytes int
	clauses   int // letters of words that a comma or a full stop follows
	names     int // letters of the names of pictures, not counted yet
	sentences int // of these, in sentences
	specks    int // short texts inside lines that may be hidden
}

// readPage reads the text of a page. sheets are style sheets that came with it.
func readPage(text string, sheets []string, b *extract.Budget) (*page, error) {
	if len(text) > math.MaxInt32 {
		return nil, extract.Errorf(extract.CodeLimitText, extract.HintLimit, "more text than the limit of %d MiB", math.MaxInt32>>20)
	}
	text = strings.TrimLeft(text, "\ufeff \t\r\n")
	var sh sheet
	for _, s := range sheets {
		sh.add(s, true)
	}
	sh.collect(text)
	p := &page{budget: b, sheet: sh}
	if err := p.read(text); err != nil {
		return nil, err
	}
	covers := p.covers && p.tinted > 0
	if covers {
		p = &page{budget: b, sheet: sh, cover: true}
		if err := p.read(text); err != nil {
			return nil, err
		}
	}
	if p.scripted && p.veiled > p.shown {
		// The page comes with its text invisible, and a script shows it when all is loaded.
		p = &page{budget: b, sheet: sh, unveil: true, cover: covers}
		p.warning = extract.Errorf(extract.CodePartial, "open it in a browser and see whether the text can be seen",
			"the text cannot be seen until a script of the page shows it; it was read")
		if err := p.read(text); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// read takes up the tokens of text.
func (p *page) read(text string) error {
	p.flow.budget, p.flow.cell = p.budget, -1
	p.count = map[atom.Atom]int{}
	p.nodes = []node{{parent: -1}}
	p.unread = p.sheet.made
	p.xhtml = strings.HasPrefix(text, "<?xml")
	p.z = html.NewTokenizer(strings.NewReader(text))
	p.z.AllowCDATA(p.xhtml)
	for {
		tt := p.z.Next()
		if tt == html.ErrorToken {
			p.end()
			return nil
		}
		if err := p.token(tt); err != nil {
			return err
		}
	}
}

// token takes up one token.
func (p *page) token(tt html.TokenType) error {
	switch tt {
	case html.TextToken:
		s := string(p.z.Text())
		if p.drop != "" {
			return p.raw(s)
		}
		return p.text(s)
	case html.StartTagToken, html.SelfClosingTagToken:
		p.drop = ""
		return p.start(tt == html.SelfClosingTagToken)
	case html.EndTagToken:
		p.drop = ""
		name, _ := p.z.TagName()
		p.endTag(atom.Lookup(name), string(name))
	case html.CommentToken:
		raw := p.z.Raw()
		if bytes.HasPrefix(raw, []byte("<!--")) && !endsComment(raw) {
			p.cut("inside a comment")
			return nil
		}
		p.comment(p.z.Text())
	}
	return nil
}

// raw takes up the content of an element that holds no markup.
func (p *page) raw(s string) error {
	switch p.drop {
	case "title":
		switch {
		case p.isForeign():
			p.unread += hanLetters(s)
		case p.info.Title == "":
			p.info.Title = clip(collapse(s), maxInfo)
		}
	case "textarea":
		if p.skip == 0 {
			return p.lines(strings.TrimPrefix(s, "\n"), p.dropped)
		}
		p.unread += hanLetters(s)
	case "script":
		p.script(s)
	case "style":
		if p.dropShown || p.isForeign() {
			p.unread += hanLetters(s)
		}
	default: // what stands in for scripts and frames
		p.unread += hanLetters(s)
	}
	return nil
}

// isForeign reports whether a drawing or a formula is open, in which elements that hold no
// markup elsewhere do.
func (p *page) isForeign() bool { return p.skip > 0 || p.count[atom.Math] > 0 }

// end finishes the reading, and says so where the page stops in the middle of something
// that takes its text away.
func (p *page) end() {
	cut := ""
	switch raw := p.z.Raw(); {
	case len(raw) > 1 && raw[0] == '<':
		cut = "inside a tag"
	case p.drop != "":
		cut = "inside <" + p.drop + ">"
	}
	if cut != "" {
		p.cut(cut)
	}
}

// cut warns that the page ends too early.
func (p *page) cut(where string) {
	p.warning = extract.Errorf(extract.CodePartial, extract.HintDamaged, "the page is cut off %s", where)
	p.warning.Partial = true
}

// top returns the innermost open element, a blank one outside all.
func (p *page) top() *element {
	if len(p.open) == 0 {
		p.open = append(p.open, element{tag: atom.Html, kind: block, look: plain, node: 0, nodal: true})
	}
	return &p.open[len(p.open)-1]
}

// text takes up text of the page.
func (p *page) text(s string) error {
	if p.skip > 0 {
		p.unread += hanLetters(s)
		return nil
	}
	if p.marks.open > 0 {
		return p.hold(s)
	}
	if p.afterPre {
		p.afterPre = false
		s = strings.TrimPrefix(s, "\n")
	}
	return p.put(s, &p.top().look)
}

// put takes up text that looks like l.
func (p *page) put(s string, l *look) error {
	if l.aside != asideNone {
		return p.aside(l.aside, s)
	}
	n := letters(s)
	why, unsure := l.why(n, p.sheet.doubt, p.cover)
	if why != "" {
		switch {
		case l.invisible || l.none == extract.WhyInvisible:
			p.veiled += n
		case why == extract.WhyColor:
			p.tinted += n
		}
		node := p.container()
		err := p.flow.hide(s, node, why, p.kindOf(node, l), !p.apart)
		p.apart = p.apart || strings.ContainsFunc(s, func(r rune) bool { return !isSpace(r) })
		return err
	}
	if strings.TrimLeft(s, " \n\t\r\f") == "" && l.space == spaceNormal {
		return p.flow.write(s, 0, spaceNormal, 0, false)
	}
	p.apart = false
	p.shown += n
	if l.turned {
		p.unread += hanLetters(s)
	}
	if n > 0 && p.flow.last != 0 && (l.suspect && n <= speckLetters || unsure && n <= unsureLetters) {
		p.specks++
	}
	return p.flow.write(s, p.container(), l.space, l.link, l.heading)
}

// container returns the node of the innermost container, made when its first text comes.
func (p *page) container() int32 {
	from := len(p.open) - 1
	for from >= 0 && p.open[from].node < 0 {
		from--
	}
	parent := int32(0)
	if from >= 0 {
		parent = p.open[from].node
	}
	for i := from + 1; i < len(p.open); i++ {
		e := &p.open[i]
		if e.nodal && len(p.nodes) < maxNodes {
			n := newNode(parent, e)
			n.far = n.far || p.nodes[parent].far
			p.nodes = append(p.nodes, n)
			parent = int32(len(p.nodes) - 1)
		}
		e.node = parent
	}
	return parent
}

// aside appends text that stands beside the body.
func (p *page) aside(kind asideKind, s string) error {
	if s = collapse(s); s == "" {
		return nil
	}
	if err := p.budget.Text(len(s) + 1); err != nil {
		return err
	}
	b := &p.asides[kind-1]
	if !p.apart && b.Len() > 0 {
		b.WriteByte('\n')
	}
	b.WriteString(s)
	p.apart = true
	return nil
}

// endsComment reports whether a comment has an end, not that of the page.
func endsComment(raw []byte) bool {
	return bytes.HasSuffix(raw, []byte("-->")) || bytes.HasSuffix(raw, []byte("--!>")) || string(raw) == "<!-->"
}

// comment takes up a comment: Word keeps the properties of the document in one.
func (p *page) comment(s []byte) {
	if i := bytes.Index(s, []byte("<o:DocumentProperties>")); i >= 0 {
		p.properties(string(s[i:min(len(s), i+maxProperties)]))
	}
}

// document returns what was read.
func (p *page) document() (*extract.Document, error) {
	p.strike()
	keep := p.main()
	text, at := p.compose(keep)
	if letters(text) == 0 && strings.TrimFunc(text, isBlank) == "" {
		return nil, noText(p)
	}
	doc := &extract.Document{Text: text, Info: p.info, Warning: p.warning}
	told := p.told()
	for i := range p.flow.hidden {
		h := &p.flow.hidden[i]
		if told(h) && utf8.Valid(h.text) {
			doc.Hidden = append(doc.Hidden, extract.Hidden{At: at(h), Text: string(h.text), Why: h.why})
		}
	}
	for i, kind := range [...]string{"header", "footer", "comment"} {
		if s := strings.Trim(p.asides[i].String(), "\n"); s != "" {
			doc.Asides = append(doc.Asides, extract.Aside{Kind: kind, Text: s})
		}
	}
	for _, pic := range p.pictures {
		if p.isKept(pic.node) {
			doc.Pictures = append(doc.Pictures, pic.Picture)
		}
	}
	if w := p.unreadWarning(); w != nil && (doc.Warning == nil || !doc.Warning.Partial) {
		doc.Warning = w
	}
	return doc, nil
}
