package source

import (
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// What a document may hold beside the text that is compared. A gate refuses by default a
// passage of 200 letters, or a fifth of a submission: what could hold as much is looked at by
// a person.
const (
	mostHidden      = 200 // letters
	mostHiddenShare = 0.2 // of all letters
	leastHidden     = 40  // letters; the share of a few proves nothing
	mostAside       = 200 // letters of page headers and footers, which have some dozen
	mostComments    = 600 // letters of comments, which are a reader's words
)

// Codes of documents with more than that.
const (
	codeHidden = "W_HIDDEN"
	codeAside  = "W_ASIDE"
)

// unseen returns p, or, where much of d is not compared because it is hidden or stands beside
// the text, the line of the ledger that says so: text that nobody checked must not pass for
// checked. What tracked changes deleted counts apart: a reader may see it struck through.
func unseen(d *extract.Document, p problem) problem {
	if p.status != OK || d.Members != nil {
		return p
	}
	hidden, deleted := 0, 0
	more := len(d.Hidden) >= extract.MaxHiddens // than are kept
	for _, h := range d.Hidden {
		if h.Why == extract.WhyDeleted {
			deleted += lettersIn(h.Text)
		} else {
			hidden += lettersIn(h.Text)
		}
		more = more || len(h.Text) >= extract.MaxHidden-utf8.UTFMax
	}
	all := hidden + lettersIn(d.Text)
	switch {
	case more:
		return problem{
			status: Partial, code: codeHidden, reason: "it holds more hidden texts than are looked at, which were not compared",
			hint: "look at it with: chachong extract FILE",
		}
	case deleted >= mostHidden:
		return problem{
			status: Partial, code: codeHidden, reason: fmt.Sprintf("%d letters are deleted by tracked changes and were not compared", deleted),
			hint: "accept or reject the changes and hand it in again",
		}
	}
	if hidden >= mostHidden || hidden >= leastHidden && float64(hidden) >= mostHiddenShare*float64(all) {
		return problem{
			status: Partial, code: codeHidden, reason: fmt.Sprintf("%d letters are hidden from sight and were not compared", hidden),
			hint: "look at it with: chachong extract FILE",
		}
	}
	// The same header stands on every page, but for its number.
	seen := map[string]bool{}
	aside, comments := 0, 0
	for _, a := range d.Asides {
		if a.Kind == "comment" {
			comments += lettersIn(a.Text)
			continue
		}
		text := strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) {
				return -1
			}
			return r
		}, a.Text)
		if !seen[text] {
			seen[text] = true
			aside += utf8.RuneCountInString(text)
		}
	}
	where := ""
	switch {
	case aside >= mostAside:
		where = "in page headers and footers"
	case comments >= mostComments:
		aside, where = comments, "in comments"
	default:
		return p
	}
	return problem{
		status: Partial, code: codeAside, reason: fmt.Sprintf("%d letters stand %s and were not compared", aside, where),
		hint: "look at it with: chachong extract FILE",
	}
}

// lettersIn returns the number of letters and digits in s.
func lettersIn(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// unreadSource returns how many Han characters the code of a document holds that are nowhere in
// d, where that are many and the file is not named as what it is: who opens it as text sees
// them all.
func unreadSource(name string, k kind, raw []byte, d *extract.Document) int {
	const most = 200
	switch k {
	case kindHTML, kindMHT, kindRTF:
	default:
		return 0
	}
	switch ext := extension(name); {
	case declared(name, d.Format) == "" && ext != "" && documents[ext], ext == ".doc", ext == ".wps":
		return 0
	}
	n := hanIn(html.UnescapeString(decode(raw).text)) - hanIn(d.Text)
	for _, h := range d.Hidden {
		n -= hanIn(h.Text)
	}
	for _, a := range d.Asides {
		n -= hanIn(a.Text)
	}
	if n < most {
		return 0
	}
	return n
}

// hanIn returns the number of Han characters in s.
func hanIn(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}
