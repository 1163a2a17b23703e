package split

import "chachong/internal/text"

// maxHeading is the number of letters of one heading that may stand outside all
// bodies: a title of maxTitle characters with its number and an author. What goes
// beyond was not compared and is text.
const maxHeading = 80

// Outside returns the letters of the folded text that lie in no body of parts: the
// site's head and foot, short text before a first heading, and what a heading holds
// beyond maxHeading letters. parts are those of Parts(n). On the web such text is a
// few hundred letters a file; far more says that something was kept from being
// compared.
func Outside(n *text.Norm, parts []Part) int32 {
	letters := func(lo, hi int) int32 { return countLetters(n.Text[lo:hi], hi-lo) }
	out := letters(0, len(n.Text))
	for _, p := range parts {
		out -= letters(n.Find(p.Body)) + min(maxHeading, letters(n.Find(p.Heading)))
	}
	return max(0, out)
}
