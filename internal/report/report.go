// Package report prints what a run found: as text for people, as JSON for programs, as
// CSV for a spreadsheet, as Markdown for a comment; two submissions side by side, for
// diff; and the outline of one document and its text as read, for split and extract.
//
// A printer writes to an io.Writer, returns the first error of that writer, and
// computes nothing: it sorts, counts and cuts for display, no figure is made here.
// Same result, same bytes.
//
// Names, titles and texts come from strangers. In text every one of them goes through
// safe.Line before it is measured or written, in CSV through safe.CSVCell, in Markdown
// through safe.Markdown; JSON carries them whole, with control and format characters escaped.
//
// The text form never writes a line wider than Options.Width terminal columns,
// counting East Asian wide characters as two.
package report

import (
	"bufio"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"chachong/internal/message"
	"chachong/internal/safe"
)

// Options of the text form.
type Options struct {
	Lang  message.Lang
	Width int  // columns of a line; 0: 100; never taken as less than 60
	Color bool // mark headings and high ratios with ANSI colours; nothing is said by colour alone

	// Argument names the input on a command line where there is one, so that the commands
	// offered can be copied; "" where it is not known or must not be told.
	Argument string
	// Given are the flags that were given beside it and change what a run finds, the archive
	// apart, for the same commands; nil where they must not be told.
	Given []Flag
	// Written are the formats of the reports that are written beside this one, which no
	// command offers again.
	Written []string
}

// Flag is a flag of a command line with a value.
type Flag struct {
	Name  string // without dashes
	Value string // "": not to be told
}

const (
	defaultWidth = 100 // what a wide window has and a sheet of A4 in landscape takes
	minWidth     = 60  // below it the columns of the table leave nothing of a name
	labelWidth   = 32  // widest label column; only an identifier unknown to message is wider
)

// style is an ANSI rendition; "" is plain.
type style string

const (
	plain  style = ""
	bold   style = "\x1b[1m"
	faint  style = "\x1b[2m"
	red    style = "\x1b[31m"
	yellow style = "\x1b[33m"
	reset        = "\x1b[0m"
)

// Ratios from which a figure is coloured.
const (
	redRatio    = 0.70 // the resemblance of a near-duplicate
	yellowRatio = 0.20 // the total reuse at which a gate fails by default
)

func ratioStyle(x float64) style {
	switch {
	case x >= redRatio:
		return red
	case x >= yellowRatio:
		return yellow
	}
	return plain
}

// printer writes lines of text. Write errors stay in the bufio.Writer until done.
type printer struct {
	*bufio.Writer
	message.Lang
	shortening
	width int
	color bool
	count int // of lines written

	paragraphs map[string]bool // ids and paths of what is placed by paragraphs, see finding.Result.Paragraphs
}

func newPrinter(w io.Writer, opt Options) *printer {
	if opt.Width <= 0 {
		opt.Width = defaultWidth
	}
	return &printer{
		Writer: bufio.NewWriter(w),
		Lang:   opt.Lang,
		width:  max(opt.Width, minWidth),
		color:  opt.Color,
	}
}

// done writes what is buffered and returns the first error.
func (p *printer) done() error { return p.Flush() }

// styled returns s in style st where colour is on.
func (p *printer) styled(st style, s string) string {
	if !p.color || st == plain || s == "" {
		return s
	}
	return string(st) + s + reset
}

func (p *printer) line(s string) {
	p.count++
	p.WriteString(s)
	p.WriteByte('\n')
}

// heading writes an empty line and the title of a section.
func (p *printer) heading(k message.Key) {
	p.line("")
	p.line(p.styled(bold, p.Text(k)))
}

// cell is one column of one line. text is safe already.
type cell struct {
	text  string
	width int // columns; 0: the rest of the line
	right bool
	style style
	keep  keep
}

// keep says which part of a text survives when it is too wide.
type keep uint8

const (
	keepHead keep = iota
	keepEnds      // of a name, see middle
)

const gap = 2 // columns between cells

// row writes cells side by side, indented by indent columns.
func (p *printer) row(indent int, cells ...cell) {
	var b strings.Builder
	b.WriteString(strings.Repeat(" ", indent))
	at := indent // columns written or owed
	owed := 0    // blanks not yet written, so that no line ends in blanks
	for _, c := range cells {
		w := c.width
		if w <= 0 {
			w = p.width - at
		}
		s := c.text
		if c.keep == keepEnds {
			s = middle(s, w)
		} else {
			s = safe.Cut(s, w)
		}
		blank := max(w-safe.Width(s), 0)
		if s != "" {
			if c.right {
				owed, blank = owed+blank, 0
			}
			b.WriteString(strings.Repeat(" ", owed))
			b.WriteString(p.styled(c.style, s))
			owed = 0
		}
		owed += blank + gap
		at += w + gap
	}
	p.line(strings.TrimRight(b.String(), " "))
}

// flow writes items one after the other with sep between them, breaking lines between
// items, all lines indented by indent columns. Items are safe already; one that is
// wider than a line keeps its ends.
func (p *printer) flow(indent int, sep string, items []string) {
	room := p.width - indent
	sepWidth := safe.Width(strings.TrimRight(sep, " "))
	pad := strings.Repeat(" ", indent)
	cur, curWidth := "", 0
	for i, it := range items {
		if i < len(items)-1 {
			it = middle(it, room-sepWidth) + sep
		} else {
			it = middle(it, room)
		}
		w := safe.Width(strings.TrimRight(it, " "))
		if cur != "" && curWidth+w > room {
			p.line(pad + strings.TrimRight(cur, " "))
			cur, curWidth = "", 0
		}
		cur += it
		curWidth = safe.Width(cur)
	}
	if cur != "" {
		p.line(pad + strings.TrimRight(cur, " "))
	}
}

// wrap writes s, which is safe, indented and broken as by broken.
func (p *printer) wrap(indent int, s string) {
	pad := strings.Repeat(" ", indent)
	for _, line := range broken(s, p.width-indent) {
		p.line(pad + line)
	}
}

// broken returns s in lines of at most room columns, broken at blanks and inside words
// wider than a line. A stop, comma or closing mark begins no line: what is in front of it goes
// with it.
func broken(s string, room int) []string {
	var lines []string
	cur := "" // fits
	for word := range strings.FieldsSeq(s) {
		next := word
		if cur != "" {
			next = cur + " " + word
		}
		if safe.Width(next) <= room {
			cur = next
			continue
		}
		if cur != "" {
			lines = append(lines, cur)
		}
		for word != "" && safe.Width(word) > room {
			head := together(prefix(word, room), word)
			lines = append(lines, head)
			word = word[len(head):]
		}
		cur = word
	}
	if cur != "" {
		lines = append(lines, cur)
	}
	return lines
}

// together returns head, a prefix of word, less the last characters where what follows would
// begin with a mark that stays with the text before it.
func together(head, word string) string {
	const tied = "，。、；：？！,.;:?!）)》〉”’」』】〕…"
	shorter := head
	for len(shorter) > 0 {
		next, _ := utf8.DecodeRuneInString(word[len(shorter):])
		if !strings.ContainsRune(tied, next) {
			return shorter
		}
		_, n := utf8.DecodeLastRuneInString(shorter)
		shorter = shorter[:len(shorter)-n]
	}
	return head
}

// prefix returns the longest prefix of s that is at most width columns wide, one rune
// at least.
func prefix(s string, width int) string {
	end := 0
	for i := range s {
		if i > 0 && safe.Width(s[:i]) > width {
			break
		}
		end = i
	}
	if end == 0 {
		_, end = utf8.DecodeRuneInString(s)
	}
	return s[:end]
}

// label returns s, a word for an identifier, safe and no wider than a label column.
func label(s string) string { return safe.Cut(safe.Line(s), labelWidth) }

// named writes a path and facts about it in one line.
func (p *printer) named(path string, facts ...string) {
	about := safe.Cut(p.Text(message.Colon)+strings.Join(facts, p.Text(message.Clause)), p.width/2)
	p.line(p.styled(bold, middle(p.path(path), p.width-safe.Width(about))) + about)
}

// middle returns s, or its two ends with an ellipsis between them where s is wider than
// width columns. Names differ at their beginning as often as at their end, and an id
// ends in its ordinal: the end keeps two fifths, room for ".txt#12" where ids are cut.
func middle(s string, width int) string {
	if safe.Width(s) <= width {
		return s
	}
	end := suffix(s, 2*width/5)
	return safe.Cut(s, width-safe.Width(end)) + end
}

// suffix returns the longest suffix of s that is at most width columns wide.
func suffix(s string, width int) string {
	at := len(s)
	for at > 0 {
		_, n := utf8.DecodeLastRuneInString(s[:at])
		if safe.Width(s[at-n:]) > width {
			break
		}
		at -= n
	}
	return s[at:]
}

// percent returns a ratio with one decimal. Only 1 is 100% and only 0 is 0%: what was
// rounded to them says so.
func percent(x float64) string {
	switch {
	case x <= 0:
		return "0%"
	case x >= 1:
		return "100%"
	case x < 0.0005:
		return "<0.1%"
	case x > 0.9994:
		return "99.9%"
	}
	return strconv.FormatFloat(100*x, 'f', 1, 64) + "%"
}

// round returns x with at most so many decimals, so that it prints short.
func round(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}
