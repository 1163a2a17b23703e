package web

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// Sites hide menus until somebody points at them, and dialogs until somebody logs in. They
// are no text of the author's; but what is long enough for a report is told wherever it
// stands.

// mostDialog is how many letters of sentences the hidden dialogs and furniture of a site
// have: an agreement with its users is shown in part.
const mostDialog = 600

// kindOf says what a hidden text in the node is that looks like l.
func (p *page) kindOf(n int32, l *look) hiddenKind {
	switch {
	case p.count[atom.A] > 0 && p.nodes[n].unseen && p.nodes[n].tag != atom.P:
		return hiddenMenu
	case l.link != 0:
		return hiddenLink
	case p.nodes[n].far:
		return hiddenFar
	}
	return hiddenText
}

// told returns which hidden texts a reviewer is told of: those of the page's own, and others
// where they are as long as a report could be.
func (p *page) told() func(*hidden) bool {
	stray, menus, dialogs, linked := 0, 0, 0, 0
	own := func(h *hidden) bool { return (h.kind == hiddenText || h.kind == hiddenLink) && p.isKept(h.node) }
	isFar := func(h *hidden) bool { return h.kind == hiddenFar || p.nodes[h.node].dropped }
	for i := range p.flow.hidden {
		h := &p.flow.hidden[i]
		if own(h) {
			continue
		}
		for line := range strings.SplitSeq(string(h.text), "\n") {
			n := letters(line)
			switch sentence := endsSentence(line); {
			case h.kind >= hiddenLink && sentence && n >= proofLetters:
				linked += n
			case h.kind >= hiddenLink, isFar(h) && !sentence:
				menus += n
			case isFar(h):
				dialogs += n
			default:
				stray += n
			}
		}
	}
	return func(h *hidden) bool {
		switch {
		case own(h), menus >= mostLinks:
			return true
		case h.kind >= hiddenLink:
			return linked >= mostUnread
		case isFar(h):
			return dialogs >= mostDialog
		}
		return stray >= mostUnread
	}
}

// isFar reports whether an element is a dialog, or furniture by what it is: its class does
// not decide on more than what a dialog may hold.
func (a *attributes) isFar(tag atom.Atom) bool {
	switch tag {
	case atom.Nav, atom.Aside, atom.Footer, atom.Dialog:
		return true
	}
	switch a.role {
	case "dialog", "alertdialog", "navigation", "contentinfo", "complementary", "menu", "menubar":
		return true
	}
	return namesDialog(a.class) || namesDialog(a.id)
}

// namesDialog reports whether names has one that sites give to dialogs.
func namesDialog(names string) bool {
	names = strings.ToLower(clip(names, maxNames))
	for _, word := range [...]string{"modal", "dialog", "popup", "popwin", "login", "agreement", "xieyi", "privacy", "cookie", "tanchuang", "lightbox", "layui-layer"} {
		if strings.Contains(names, word) {
			return true
		}
	}
	return false
}
