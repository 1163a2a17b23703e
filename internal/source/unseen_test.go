package source

import (
	"strings"
	"testing"

	"chachong/internal/source/extract"
)

func TestUnseen(t *testing.T) {
	han := func(n int) string { return strings.Repeat("字", n) }
	hide := func(why extract.Why, n int) []extract.Hidden { return []extract.Hidden{{Why: why, Text: han(n)}} }
	headers := func(texts ...string) (asides []extract.Aside) {
		for _, s := range texts {
			asides = append(asides, extract.Aside{Kind: "header", Text: s})
		}
		return asides
	}
	var pages []string
	for range 500 {
		pages = append(pages, "青石县教育局 第"+strings.Repeat("1", len(pages)%3+1)+"页")
	}
	for _, tt := range []struct {
		name string
		d    extract.Document
		code string
	}{
		{"plain", extract.Document{Text: han(1000)}, ""},
		{"a little hidden", extract.Document{Text: han(1000), Hidden: hide(extract.WhyColor, 190)}, ""},
		{"much hidden", extract.Document{Text: han(9000), Hidden: hide(extract.WhyColor, 200)}, codeHidden},
		{"a fifth hidden", extract.Document{Text: han(160), Hidden: hide(extract.WhyMarked, 40)}, codeHidden},
		{"nearly nothing", extract.Document{Text: han(5), Hidden: hide(extract.WhyMarked, 20)}, ""},
		{"a sentence deleted", extract.Document{Text: han(90), Hidden: hide(extract.WhyDeleted, 190)}, ""},
		{"a report deleted", extract.Document{Text: han(900), Hidden: hide(extract.WhyDeleted, 200)}, codeHidden},
		{"more than are kept", extract.Document{Text: han(900), Hidden: make([]extract.Hidden, extract.MaxHiddens)}, codeHidden},
		{"running heads", extract.Document{Text: han(90), Asides: headers(pages...)}, ""},
		{"a report in the header", extract.Document{Text: han(90), Asides: headers(han(200))}, codeAside},
		{"comments", extract.Document{Text: han(90), Asides: []extract.Aside{{Kind: "comment", Text: han(500)}}}, ""},
		{"a report in comments", extract.Document{Text: han(90), Asides: []extract.Aside{{Kind: "comment", Text: han(600)}}}, codeAside},
	} {
		p := unseen(&tt.d, problem{status: OK})
		if want := (tt.code == ""); p.code != tt.code || (p.status == OK) != want {
			t.Errorf("%s: unseen = %s %q, want code %q", tt.name, p.status, p.code, tt.code)
		}
	}
}
