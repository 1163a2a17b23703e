package web

import (
	"strings"
	"testing"
)

// Hidden furniture of a site is told only where it could hold a report.
func TestHiddenFurniture(t *testing.T) {
	sentence := func(letters int) string { return "<p>" + strings.Repeat(han(19)+"。", letters/19+1) + "</p>" }
	for _, c := range []struct {
		name, html string
		told       bool
	}{
		{"a menu", "<ul style='display:none'>" + strings.Repeat("<li><a>"+han(18)+"</a></li>", 30) + "</ul>", false},
		{"a menu without a list", "<div hidden>" + links("菜单", 90) + "</div>", false},
		{"very many links", "<ul hidden>" + strings.Repeat("<li><a>"+han(18)+"</a></li>", mostLinks/18+1) + "</ul>", true},
		{"links that are sentences", "<ul hidden>" + strings.Repeat("<li><a>"+han(60)+"。</a></li>", 4) + "</ul>", true},
		{"a link in the midst of text", "<div>甲<a href=/x style='display:none'>乙</a></div>", true},
		{"an agreement", "<div class=modal hidden>" + sentence(500) + "</div>", false},
		{"a dialog", "<dialog>" + sentence(500) + "</dialog>", false},
		{"a dialog with a report", "<div class=login-box hidden>" + sentence(mostDialog) + "</div>", true},
		{"a dialog in short lines", "<div class=modal hidden>" + strings.Repeat("<p>"+han(10), mostLinks/10+1) + "</div>", true},
		{"the end of the text", "<div class=more hidden>" + sentence(mostUnread) + "</div>", true},
		{"a report behind an agreement", "<div class=modal hidden>" + sentence(100) + "</div><div hidden>" + sentence(mostUnread) + "</div>", true},
	} {
		doc := read(t, "<div><p>"+han(300)+"。</p></div>"+c.html)
		if got := len(doc.Hidden) > 0; got != c.told {
			t.Errorf("%s: %d hidden texts, want some: %t", c.name, len(doc.Hidden), c.told)
		}
	}
}
