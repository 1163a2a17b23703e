package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

const (
	// maxCell is the length of one side of a row, in characters: no sentence is so long, only
	// a text without any.
	maxCell = 1_500
	// maxName is that of a name or a title.
	maxName = 120
	// maxOpen is the number of rows up to which they stand open, two screens.
	maxOpen = 30
)

// DiffMarkdown writes the collation of r as a comment of at most 65,536 characters: a table
// of the two, the figures, then the rows side by side, and what was left out where they do
// not all fit. r is as for DiffText; of the options Lang, Context and Stat count.
func DiffMarkdown(w io.Writer, r *finding.Result, opt DiffOptions) error {
	d, err := newDiffing(r)
	if err != nil {
		return err
	}
	p := newPrinter(w, Options{Lang: opt.Lang})
	p.single, p.paragraphs = d.alone(), r.Paragraphs()
	m := &markdown{printer: p, diffing: d}
	head := m.head()
	words := m.words()
	rows := ""
	if !opt.Stat && (d.Stat.Differs() || opt.Context < 0) {
		rows = m.rows(d.plan(opt.Context), commentLimit-units(head)-units(words))
	}
	p.WriteString(head)
	p.WriteString(rows)
	p.WriteString(words)
	return p.done()
}

// markdown prints a diff as Markdown.
type markdown struct {
	*printer
	*diffing
}

// units returns the length of s in UTF-16 units.
func units(s string) (n int) {
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// head returns which two these are, how alike, and what differs.
func (m *markdown) head() string {
	var b strings.Builder
	row := func(cells ...string) { fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | ")) }
	name := func(h *half) string { return safe.Markdown(safe.Cut(m.name(h.ID), maxName)) }
	title := func(h *half) string { return safe.Markdown(safe.Cut(safe.Line(h.Title), maxName)) }
	number := func(h *half) string { return strconv.Itoa(int(h.Letters)) }
	fmt.Fprintf(&b, "### %s\n\n", m.Text(message.DiffHeadline))
	row("", m.Text(message.SideA), m.Text(message.SideB))
	row("---", "---", "---")
	row(m.Text(message.ColSubmission), name(m.a), name(m.b))
	if m.a.Title != "" || m.b.Title != "" {
		row(m.Text(message.ColTitle), title(m.a), title(m.b))
	}
	row(m.Text(message.ColLetters), number(m.a), number(m.b))
	for i, f := range m.diffFacts(m.diffing) {
		said := strings.Join(f.said, f.sep)
		if i == 0 {
			said = "**" + f.said[0] + "**" + f.sep + strings.Join(f.said[1:], f.sep)
		}
		fmt.Fprintf(&b, "\n%s\n", said)
	}
	return b.String()
}

// words returns the words replaced throughout, folded.
func (m *markdown) words() string {
	if len(m.res.Replacements) == 0 {
		return ""
	}
	words := m.some(m.replaced(), shownReplaced, message.MoreWords)
	for i := range words {
		words[i] = safe.Markdown(safe.Cut(words[i], maxName))
	}
	return m.details(m.Text(message.SectionReplacements), strings.Join(words, m.Text(message.Comma))+"\n", false)
}

// details returns a block that folds.
func (m *markdown) details(summary, text string, open bool) string {
	state := ""
	if open {
		state = " open"
	}
	return fmt.Sprintf("\n<details%s><summary>%s</summary>\n\n%s\n</details>\n", state, summary, text)
}

// rows returns the rows of a plan in at most so many units, or as many of them as fit and
// how many do not.
func (m *markdown) rows(steps []step, room int) string {
	differ := 0
	for _, s := range steps {
		differ += m.differs(s)
	}
	summary := m.Count(message.DiffRows, differ)
	var b strings.Builder
	b.WriteString(m.legendLine(m.signsOf(steps)))
	para := m.Text(message.ColParagraph)
	fmt.Fprintf(&b, "\n\n| %s | %s | | %s | %s |\n", para, m.Text(message.SideA), para, m.Text(message.SideB))
	b.WriteString("| ---: | :--- | :---: | ---: | :--- |\n")
	room -= units(m.details(summary, b.String()+"\n"+m.Count(message.DiffLeftOut, differ)+"\n", true))
	shown := 0
	for _, s := range steps {
		row := m.row(s)
		if room -= units(row); room < 0 {
			break
		}
		shown += m.differs(s)
		b.WriteString(row)
	}
	if rest := differ - shown; rest > 0 {
		fmt.Fprintf(&b, "\n%s\n", m.Count(message.DiffLeftOut, rest))
	}
	return m.details(summary, b.String(), len(steps) <= maxOpen)
}

// differs returns 1 where s is a row with a difference, or a move.
func (m *markdown) differs(s step) int {
	switch s := s.(type) {
	case *stretch:
		if sign, _ := m.signOf(s); len(s.changes) > 0 || sign == signOnlyA || sign == signOnlyB {
			return 1
		}
	case moving:
		return 1
	}
	return 0
}

func (m *markdown) legendLine(s signs) string {
	var out []string
	for _, e := range m.rowSigns(s, m.Text(message.DiffMoveSign, 1)) {
		out = append(out, "`"+e.sign+"` "+m.Text(e.key))
	}
	if s.edits["word"] {
		out = append(out, "<del>"+m.Text(message.SideA)+"</del> <ins>"+m.Text(message.SideB)+"</ins> "+m.Text(message.DiffMarkWord))
	}
	for _, x := range []struct {
		used  bool
		class string
		key   message.Key
	}{
		{s.edits["mask"], "mask", message.DiffMarkMask},
		{s.edits["number"] || s.edits["punct"] || s.edits["space"], "number", message.DiffMarkFaint},
	} {
		if b := quietBrackets[x.class]; x.used {
			out = append(out, b[0]+" "+b[1]+" "+m.Text(x.key))
		}
	}
	return strings.Join(out, " · ")
}

// row returns a step as a line of the table.
func (m *markdown) row(s step) string {
	switch s := s.(type) {
	case folded:
		return "| | " + m.Count(message.DiffFolded, s.letters) + " | | | |\n"
	case moving:
		said := m.Text(message.DiffMove, s.number, m.diffPlace(m.a, s.a), m.diffPlace(m.b, s.b))
		return "| | **" + said + "** | | | |\n"
	case moved:
		said := m.Text(message.DiffMoved, s.number, m.diffPlace(m.a, s.a), s.letters)
		return fmt.Sprintf("| | | `%s` | %s | **%s** |\n", m.Text(message.DiffMoveSign, s.number), m.paragraphAt(m.b, m.b.clip(s.b)), said)
	case *stretch:
		a, b := m.sides(s)
		sign, _ := m.signOf(s)
		numberA, textA := m.cell(&a, s.cut, "del")
		numberB, textB := m.cell(&b, s.cut, "ins")
		return fmt.Sprintf("| %s | %s | `%s` | %s | %s |\n", numberA, textA, sign, numberB, textB)
	}
	return ""
}

// cell returns the paragraph number and the text of one side, words that changed in tag.
func (m *markdown) cell(s *sideText, c cut, tag string) (number, text string) {
	if s.c.empty() {
		return "", ""
	}
	q := s.prose(quietBrackets)
	var b strings.Builder
	if c&cutBefore != 0 {
		b.WriteString("…")
	}
	shown, left := len(q.String()), maxCell
	for i := range q.String() {
		if left--; left < 0 {
			shown = i
			break
		}
	}
	for at, i := 0, 0; at < shown; {
		marked, end := q.runs[i].look.isWord(), at
		for ; i < len(q.runs) && q.runs[i].look.isWord() == marked; i++ {
			end = q.runs[i].end
		}
		parts := strings.Split(q.String()[at:min(end, shown)], paragraphs)
		at = end
		for k := range parts {
			parts[k] = safe.Markdown(parts[k])
		}
		text := strings.Join(parts, "<br>")
		if marked {
			text = "<" + tag + ">" + text + "</" + tag + ">"
		}
		b.WriteString(text)
	}
	if rest := countLetters(q.String()[shown:]); rest > 0 {
		b.WriteString("… *" + m.Count(message.DiffCut, rest) + "*")
	}
	if c&cutBehind != 0 {
		b.WriteString("…")
	}
	return m.paragraphAt(s.half, s.c), b.String()
}

// paragraphAt returns the number of the paragraph in which the text of c begins, or "".
func (m *markdown) paragraphAt(h *half, c clip) string {
	if n := h.paragraph(h.trim(c).lo); n > 0 {
		return strconv.Itoa(n)
	}
	return ""
}
