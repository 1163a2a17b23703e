package web

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"chachong/internal/source/extract"
)

// Saved pages carry navigation, lists of other articles, prices and legal notes around a
// text. Which of it is the text is told by density, after Kohlschütter, Fankhauser, Nejdl:
// Boilerplate Detection using Shallow Text Features (2010): a line is furniture if most of
// its letters are links, text if it is long and has few. Here lines are judged together with
// the containers they stand in, and names of classes help. The rule is that no text of the
// author's is lost: what nothing speaks against is kept. A page with no furniture to speak
// of is kept whole.

// Note: a general extractor, Mozilla's Readability in Go, was measured on the same pages. It
// loses a signature that stands apart from the text and half of a short text in rows of a
// table, keeps the prices below a short text, needs fourteen times as long and a tree, and
// compiles thirty regular expressions whenever the program starts.

// maxNodes bounds the containers that are told apart. Text of further ones counts for the
// last container outside them.
const maxNodes = 1 << 18

// Tuned on thirteen layouts of a text in four sites, with names of classes and without; see
// TestMainText. Shares are of letters.
const (
	proseLetters   = 15 // of a line that is text: no navigation entry is longer without a link
	proofLetters   = 40 // of a line that is text wherever it stands, if it is a sentence too
	linkShare      = 0.6
	denseShare     = 0.5  // of links in a container that is a list of them
	mixedShare     = 0.1  // of links from which on a container outside the text is suspect
	mainShare      = 0.6  // of a container's text that its inner one must hold to be the main one
	ownShare       = 0.2  // of the page's text that makes a container text, whatever it is called
	fewLinks       = 3    // fewer lines of links are no navigation
	someLinks      = 8    // as many are navigation without any name that says so
	mostLinks      = 1500 // letters of links that are navigation; thirteen lists of ten titles have as many
	shortFurniture = 120  // letters of a container inside the text that goes by its name alone
)

// node is a container: an element that makes a line, row or cell of its own.
type node struct {
	parent    int32
	tag       atom.Atom
	named     bool // as furniture: by its element, class or id
	isNav     bool // nav
	contents  bool // in a table of contents
	far       bool // in a dialog, or in furniture by what it is
	unseen    bool // hidden as a whole
	furniture bool
	inMain    bool
	dropped   bool
	letters   int32
	linked    int32
	prose     int32 // letters of lines that are text
	proses    int32 // their number
	branch    int32 // outside the text: the outermost container around this one that does not hold the text
}

// newNode returns the node of an open element.
func newNode(parent int32, e *element) node {
	return node{
		parent: parent, tag: e.tag, named: e.named, isNav: e.tag == atom.Nav, contents: e.look.contents,
		far: e.far, unseen: e.look.none == extract.WhyMarked,
	}
}

// share reports whether links are at least that share of the node's letters.
func (n *node) share(s float64) bool {
	return n.linked > 0 && float64(n.linked) >= s*float64(n.letters)
}

// isProof reports whether the piece is text wherever it stands: a long line with the end of
// a sentence, be it a link or not.
func (p *piece) isProof() bool { return p.ends && p.letters >= proofLetters }

// isLink reports whether the piece is a link, or little else.
func (p *piece) isLink() bool {
	return p.linked > 0 && float64(p.linked) >= linkShare*float64(p.letters) && !p.isProof()
}

// prose returns the letters of a piece that is text, 0 for one that need not be.
func (p *piece) prose() int32 {
	if p.isProof() {
		return p.letters
	}
	own := p.letters - p.linked
	if own < proseLetters || p.linked*3 >= p.letters {
		return 0
	}
	return own
}

// main marks the pieces that are the page's own text. nil means all of them.
func (p *page) main() []bool {
	links := 0
	for i := range p.flow.pieces {
		if p.flow.pieces[i].isLink() {
			links++
		}
	}
	named := slices.ContainsFunc(p.nodes, func(n node) bool { return n.named && n.tag != atom.Header })
	if p.isExport() || links < fewLinks || links < someLinks && !named {
		return nil
	}
	p.weigh()
	main := p.descend()
	p.nodes[main].inMain = true
	for i := int(main) + 1; i < len(p.nodes); i++ {
		p.nodes[i].inMain = p.nodes[p.nodes[i].parent].inMain
	}
	p.prune(main)
	keep := make([]bool, len(p.flow.pieces))
	for i := range keep {
		keep[i] = p.keeps(&p.flow.pieces[i])
	}
	p.trim(keep)
	p.account(keep)
	if slices.Contains(keep, true) {
		return keep
	}
	for i := range p.nodes {
		p.nodes[i].dropped = false
	}
	return nil
}

// isExport reports whether a word processor wrote the page: it has no furniture.
func (p *page) isExport() bool {
	by := strings.ToLower(p.info.Application)
	for _, name := range [...]string{"microsoft word", "libreoffice", "openoffice", "pandoc", "wps", "kingsoft"} {
		if strings.Contains(by, name) {
			return true
		}
	}
	return false
}

// weigh adds up the nodes, from the innermost out.
func (p *page) weigh() {
	for i := range p.flow.pieces {
		q := &p.flow.pieces[i]
		n := &p.nodes[q.node]
		n.letters += q.letters
		if !q.isProof() {
			n.linked += q.linked
		}
		if pr := q.prose(); pr > 0 {
			n.prose += pr
			n.proses++
		}
	}
	for i := len(p.nodes) - 1; i > 0; i-- {
		n := p.nodes[i]
		o := &p.nodes[n.parent]
		o.letters += n.letters
		o.linked += n.linked
		o.prose += n.prose
		o.proses += n.proses
	}
	p.name()
	// What furniture holds is no text of the containers around it.
	lost := make([]int32, len(p.nodes))
	for i := len(p.nodes) - 1; i > 0; i-- {
		n := &p.nodes[i]
		if n.furniture {
			lost[i] = n.prose
		}
		lost[n.parent] += lost[i]
		if !n.furniture {
			n.prose -= lost[i]
		}
	}
	p.nodes[0].prose -= lost[0]
}

// name says which nodes are furniture. Names without links are believed only as long as
// they take little from the text: anybody can write them.
func (p *page) name() {
	total := float64(p.nodes[0].prose)
	loose := int32(0) // letters of text in furniture without links
	isLoose := func(n *node) bool { return n.furniture && !n.share(mixedShare) }
	for i := 1; i < len(p.nodes); i++ {
		n := &p.nodes[i]
		n.furniture = n.named && float64(n.prose) < ownShare*total &&
			(n.tag != atom.Header || n.share(mixedShare))
		if isLoose(n) {
			loose += n.prose
		}
	}
	for i := range p.nodes {
		if n := &p.nodes[i]; isLoose(n) && float64(loose) >= ownShare*total {
			n.furniture = false
		}
	}
}

// descend returns the innermost container that holds the text: from the page inwards, as
// long as one container has most of the text and more than one line of it.
func (p *page) descend() int32 {
	best := make([]int32, len(p.nodes)) // the child with the most text
	for i := int32(1); i < int32(len(p.nodes)); i++ {
		n := &p.nodes[i]
		if b := best[n.parent]; !n.furniture && n.prose > 0 && (b == 0 || n.prose > p.nodes[b].prose) {
			best[n.parent] = i
		}
	}
	at := int32(0)
	for {
		c := best[at]
		if c == 0 || p.nodes[c].proses < 2 || float64(p.nodes[c].prose) < mainShare*float64(p.nodes[at].prose) {
			return at
		}
		at = c
	}
}

// prune drops containers. Nodes are in the order of the page, outer ones first.
func (p *page) prune(main int32) {
	path := make([]bool, len(p.nodes)) // main and what it stands in
	for i := main; i >= 0; i = p.nodes[i].parent {
		path[i] = true
	}
	for i := 1; i < len(p.nodes); i++ {
		n := &p.nodes[i]
		o := &p.nodes[n.parent]
		if n.branch = int32(i); !path[i] && !path[n.parent] {
			n.branch = o.branch
		}
		switch {
		case o.dropped:
			n.dropped = true
		case path[i]:
		case n.inMain:
			n.dropped = n.furniture && (n.isNav || n.share(mixedShare) || n.letters <= shortFurniture && n.tag == atom.Div)
		default:
			n.dropped = n.furniture || n.share(denseShare)
		}
	}
}

// keeps reports whether a piece is text.
func (p *page) keeps(q *piece) bool {
	n := &p.nodes[q.node]
	switch {
	case n.dropped:
		return false
	case n.inMain:
		return true
	case q.isLink():
		return false
	}
	return !isNotice(string(p.flow.buf[q.lo:q.hi])) && (q.heading || q.isProof() || !p.nodes[n.branch].share(mixedShare))
}

// isNotice reports whether a line is a site's legal note.
func isNotice(line string) bool {
	lower := strings.ToLower(line)
	for _, word := range [...]string{"copyright", "©", "版权所有", "icp备", "公网安备"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// trim drops the lines of links at the ends of the text, and the lines that announce links.
func (p *page) trim(keep []bool) {
	ps := p.flow.pieces
	for i := range len(ps) - 1 {
		if keep[i] && !keep[i+1] && ps[i+1].isLink() && !p.nodes[ps[i].node].inMain {
			keep[i] = !isAnnouncement(string(p.flow.buf[ps[i].lo:ps[i].hi]))
		}
	}
	end := len(ps)
	for i := len(ps) - 1; i >= 0; i-- {
		if !keep[i] || ps[i].letters == 0 {
			continue
		}
		announces := end < len(ps) && isAnnouncement(string(p.flow.buf[ps[i].lo:ps[i].hi]))
		if !ps[i].isLink() && !announces {
			break
		}
		keep[i] = false
		end = i
	}
	for i := range ps {
		if keep[i] && ps[i].letters > 0 {
			if !ps[i].isLink() {
				break
			}
			keep[i] = false
		}
	}
}

// isAnnouncement reports whether a line announces links: it is short and says so.
func isAnnouncement(line string) bool {
	line = strings.TrimFunc(line, isBlank)
	if letters(line) > 12 {
		return false
	}
	for _, word := range [...]string{"相关", "推荐", "热门", "更多", "延伸阅读", "猜你", "你可能", "上一篇", "下一篇", "阅读"} {
		if strings.Contains(line, word) {
			return true
		}
	}
	return strings.HasSuffix(line, "：") || strings.HasSuffix(line, ":")
}

// isBlank reports whether r is white space of any script.
func isBlank(r rune) bool {
	return isSpace(r) || r == 0xa0 || r == 0x3000 || r == 0x200b || r == 0xfeff
}

// isKept reports whether what stands in the node is the page's own.
func (p *page) isKept(n int32) bool { return !p.nodes[n].dropped && (p.whole || p.nodes[n].inMain) }

// compose joins the pieces that keep marks, and returns where in the result a hidden text
// stands.
func (p *page) compose(keep []bool) (string, func(*hidden) int32) {
	p.whole = keep == nil
	var b strings.Builder
	var from, to []int32 // ends of pieces in flow.buf, and of the same in the result
	lines, skipped := int32(0), false
	for i := range p.flow.pieces {
		q := &p.flow.pieces[i]
		lines = max(lines, q.lines)
		if q.struck || keep != nil && !keep[i] {
			skipped = true
			continue
		}
		tabs := q.tabs
		if skipped && lines > 0 {
			tabs = 0
		}
		if b.Len() > 0 {
			b.WriteString(strings.Repeat("\n", int(lines)))
			b.WriteString(strings.Repeat("\t", int(tabs)))
		}
		b.Write(p.flow.buf[q.lo:q.hi])
		from, to = append(from, q.hi), append(to, int32(b.Len()))
		lines, skipped = 0, false
	}
	return b.String(), func(h *hidden) int32 { return mapOffset(from, to, h.at) }
}

// mapOffset returns where in the result an offset in flow.buf stands, where from and to are
// the ends of the pieces in both.
func mapOffset(from, to []int32, at int32) int32 {
	i, exact := slices.BinarySearch(from, at)
	switch {
	case exact:
		return to[i]
	case i == len(from):
		if i == 0 {
			return 0
		}
		return to[i-1]
	}
	// Inside a piece, or in one that was left out: then at the end of the one before.
	begin := int32(0)
	if i > 0 {
		begin = to[i-1]
	}
	return max(begin, to[i]-(from[i]-at))
}

// isFurniture reports whether an element is furniture by its name, role, class or id.
func (a *attributes) isFurniture(tag atom.Atom) bool {
	switch tag {
	case atom.Nav, atom.Aside, atom.Footer, atom.Header, atom.Form:
		return true
	}
	switch a.role {
	case "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar":
		return true
	}
	return namesFurniture(a.class) || namesFurniture(a.id)
}

// maxNames bounds the class and id that are looked at.
const maxNames = 256 // bytes

// namesFurniture reports whether a word of names is one that sites give to furniture.
func namesFurniture(names string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(clip(names, maxNames)), func(r rune) bool { return r < 'a' || r > 'z' }) {
		switch word {
		case "nav", "navbar", "navi", "navigation", "menu", "submenu", "topnav", "topbar", "crumb", "crumbs", "breadcrumb",
			"breadcrumbs", "bread", "location", "position", "weizhi", "sidebar", "side", "sider", "aside",
			"foot", "footer", "copyright", "links", "friendlink", "flink", "share", "bdshare", "sharebox", "related", "relate",
			"relevant", "recommend", "recommended", "xiangguan", "tuijian", "hot", "hots", "hotlist", "rank", "ranking", "paihang",
			"pager", "pagination", "pagebar", "prev", "next", "prenext", "prevnext", "shangxia", "comment", "comments", "pinglun",
			"pay", "paybox", "vip", "price", "login", "register", "download", "xiazai", "ad", "ads", "advert", "adv", "gg", "guanggao",
			"banner", "toolbar", "tools", "search", "sousuo", "tags", "keywords", "logo", "qrcode", "erweima", "disclaimer",
			"statement", "shengming", "info", "meta", "topinfo", "artinfo", "source", "digg", "zan", "like", "likes":
			return true
		}
	}
	return false
}
