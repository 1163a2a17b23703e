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
	out, end := int32(0), 0 // letters of [0, end) less those of the bodies so far
	for _, p := range parts {
		lo, hi := n.Find(p.Body)
		if lo >= end {
			out += letters(end, lo)
		} else {
			out -= letters(lo, min(end, hi)) // two bodies share a character of the source
		}
		end = max(end, hi)
		out -= min(maxHeading, letters(n.Find(p.Heading)))
	}
	return max(0, out+letters(end, len(n.Text)))
}
