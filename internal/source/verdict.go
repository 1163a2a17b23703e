package source

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of what passes for text. Shares are of the characters of the text, or of
// the bytes read where broken is counted in bytes.
const (
	// Text with terminal colours has about one control character in 30; random
	// bytes read as GB18030 have one in ten.
	maxControls = 0.05
	// A NUL behind each comma of a report makes one in 20.
	maxNuls = 0.10
	// Broken parts up to here are named but do not make the text partial.
	okBroken = 0.001
	// In a short file a single broken character is more than that. Up to this many
	// parts, and maxFewBroken of it, are let pass too.
	fewBroken    = 8
	maxFewBroken = 0.01
	// UTF-8 shows itself in every character, so it is believed with many broken
	// bytes around; a guessed encoding is not.
	maxBrokenUTF8  = 0.33
	maxBrokenGuess = 0.05
	// A guess must read like text: this many bits a character outside ASCII on
	// average. Chinese prose has 10 to 12, a list of names up to 15, text in a wrong
	// encoding 17 to 24.
	maxGuessBits = 18
	minGuessed   = 8 // characters outside ASCII; shorter texts prove nothing
)

// tolerated returns how much of raw may be broken before the text is partial.
func (d decoding) tolerated(raw []byte) int {
	few := min(fewBroken, int(maxFewBroken*float64(len(raw))))
	return max(few, int(okBroken*float64(len(raw))))
}

// census is a count of the characters of a text.
type census struct {
	nuls     int
	controls int   // others of the C0 set and DEL, save white space and what terminals use
	bits     int64 // cost of the characters outside ASCII
	wide     int   // their number
}

// scan counts NUL and control characters. It looks at bytes only: every text passes
// here.
func (c *census) scan(text string) {
	for i := range len(text) {
		b := text[i]
		if b >= ' ' && b != 0x7f {
			continue
		}
		switch {
		case b == 0:
			c.nuls++
		case b == 0x1b, '\a' <= b && b <= '\r':
		default:
			c.controls++
		}
	}
}

// weigh adds up the cost of text outside ASCII.
func (c *census) weigh(text string) {
	ranks := hanRanks()
	for _, r := range text {
		if r >= utf8.RuneSelf {
			bits, _ := cost(r, ranks)
			c.bits += int64(bits)
			c.wide++
		}
	}
}

// reads reports whether what was weighed reads as text.
func (c *census) reads() bool { return c.bits <= maxGuessBits*int64(c.wide) }

// weighed is how much of a text in a guessed encoding is weighed for the verdict.
const weighed = 16 << 10 // bytes

// visible reports whether r leaves ink.
func visible(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r > ' ' && r != 0x7f
	case 0x4e00 <= r && r <= 0x9fff:
		return true
	case r == 0x115f, r == 0x1160, r == 0x3164, r == 0xffa0, r == 0x2800: // fillers, the empty Braille sign
		return false
	case r == utf8.RuneError:
		return false
	}
	return !unicode.In(r, unicode.Z, unicode.C, unicode.Mn, unicode.Me)
}

// verdict says whether the decoding of raw is a text to compare, and what its reader
// should know. ext is the extension of the file in lower case. The status is never "".
//
// The kind is another than kindText where the text is the code of a document, which has to be
// read as that.
func (d decoding) verdict(raw []byte, ext string) (problem, kind) {
	var c census
	c.scan(d.text)
	if d.guessed {
		c.weigh(d.text[:min(len(d.text), weighed)])
	}
	blankText := strings.IndexFunc(d.text, visible) < 0
	k, what := sniffText(d.text, ext)
	switch {
	case d.over(c.controls, maxControls), !blankText && d.over(c.nuls, maxNuls):
		return problem{
			status: Error, code: CodeBinary, reason: "binary: not text in any encoding",
			hint: "hand in the text as .txt (UTF-8)",
		}, kindText
	case d.unreadable(raw), d.guessed && c.wide >= minGuessed && !c.reads():
		return problem{
			status: Error, code: CodeBadText, reason: "no known encoding reads as text (tried UTF-8, GB18030, Big5, UTF-16)",
			hint: "save it as UTF-8",
		}, kindText
	case blankText:
		return blank(int64(len(raw))), kindText
	case len(d.text) > math.MaxInt32:
		return tooLarge(math.MaxInt32), kindText
	case k == kindUnread:
		return unreadFormat(what), kindText
	}
	return d.warning(raw, c), k
}

// over reports whether n characters are more than that share of the text.
func (d decoding) over(n int, share float64) bool {
	return n > 0 && float64(n) > share*float64(utf8.RuneCountInString(d.text))
}

// unreadable reports whether too much is broken to call it text.
func (d decoding) unreadable(raw []byte) bool {
	limit := maxBrokenUTF8
	if d.guessed {
		limit = maxBrokenGuess
	}
	if d.unit == utf8Codec.unit {
		return float64(d.broken) > limit*float64(len(raw))
	}
	return d.over(d.broken, limit)
}

// warning is the verdict on a text that is read.
func (d decoding) warning(raw []byte, c census) problem {
	p := problem{status: OK}
	var notes []string
	if d.mixed != "" {
		p.status = Partial
		notes = append(notes, "mixed encodings: "+d.mixed)
	}
	if d.broken > 0 {
		notes = append(notes, fmt.Sprintf("%s replaced", plural(d.broken, strings.TrimSuffix(d.unit, "s"))))
		if d.broken > d.tolerated(raw) {
			p.status = Partial
		}
	}
	if d.cut {
		notes = append(notes, "cut in the middle of a character")
	}
	switch {
	case len(notes) > 0:
		p.code = CodeEncoding
		p.reason = fmt.Sprintf("encoding %s: %s", d.encoding, strings.Join(notes, "; "))
		if p.status == Partial {
			p.hint = "save it as UTF-8 again from the program that wrote it"
		}
	case c.nuls > 0:
		p.code, p.reason = CodeNul, plural(c.nuls, "NUL byte")+" in the text"
	}
	return p
}

// plural shows n things.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
