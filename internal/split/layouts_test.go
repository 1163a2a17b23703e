package split

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// piece is one report of a compilation to be written: its heading, with the line
// end where it has lines of its own, and its body.
type piece struct {
	head, body string
	report     report
}

// lines reports whether the heading stands on lines of its own.
func (p piece) lines() bool { return strings.HasSuffix(p.head, "\n") }

// layout writes pieces as one file and returns it with the byte ranges of the
// bodies. Reports are separated by glue after each was changed by each, and what
// the file looks like as a whole is up to all.
type layout struct {
	name  string
	glue  string
	lines bool // only for headings on lines of their own
	each  func(p piece) piece
	all   func(src string, bodies [][2]int, pieces []piece) (string, [][2]int)
}

var layouts = []layout{
	{name: "plain", glue: "\n"},
	{name: "blank lines", glue: "\n\n", each: func(p piece) piece {
		p.head = strings.ReplaceAll(p.head, "\n", "\n\n")
		p.body = strings.ReplaceAll(p.body, "\n", "\n\n")
		return p
	}},
	{name: "site", glue: "\n", all: func(src string, bodies [][2]int, _ []piece) (string, [][2]int) {
		return siteIntro + src + siteFoot, shiftBy(bodies, len(siteIntro))
	}},
	{name: "contents", glue: "\n\n", lines: true, all: func(src string, bodies [][2]int, pieces []piece) (string, [][2]int) {
		list := "目录\n"
		for i, p := range pieces {
			list += fmt.Sprintf("%s……%d\n", strings.ReplaceAll(strings.TrimSpace(p.head), "\n", " "), 3*i+1)
		}
		return list + "\n" + src, shiftBy(bodies, len(list)+1)
	}},
	{name: "page marks", glue: "\n", all: func(src string, bodies [][2]int, _ []piece) (string, [][2]int) {
		n := 0
		return rewrite(src, bodies, func(i int, r rune) string {
			if i > 0 && i%480 == 0 {
				n++
				return fmt.Sprintf("\n- %d -\n", n)
			}
			return ""
		}, nil)
	}},
	{name: "run-on, two spaces", glue: "  ", each: func(p piece) piece {
		p.head = strings.ReplaceAll(strings.TrimRight(p.head, "\n"), "\n", " ") + "  "
		p.body = strings.ReplaceAll(p.body, "\n", "  ")
		return p
	}},
	{name: "indents", glue: "\n", each: func(p piece) piece {
		p.head = "　　" + p.head
		p.body = strings.ReplaceAll(p.body, "\n", "\n　　")
		if p.lines() {
			p.head += "　　"
		}
		return p
	}},
	{name: "CRLF", glue: "\r\n", each: func(p piece) piece {
		p.head = strings.ReplaceAll(p.head, "\n", "\r\n")
		p.body = strings.ReplaceAll(p.body, "\n", "\r\n")
		return p
	}},
	{name: "form feeds", glue: "\n\f"},
	{name: "hard wraps", glue: "\n", all: func(src string, bodies [][2]int, _ []piece) (string, [][2]int) {
		k := 0
		return rewrite(src, bodies, nil, func(r rune) string {
			if k++; r == '\n' {
				k = 0
			} else if k == 38 {
				k = 0
				return "\n"
			}
			return ""
		})
	}},
	{name: "no last stop", glue: "\n", each: func(p piece) piece {
		p.body = strings.TrimRight(p.body, "。！；")
		return p
	}},
	{name: "title below", glue: "\n", lines: true, each: func(p piece) piece {
		if !strings.Contains(p.head, p.report.title) {
			p.head += p.report.title + "\n"
		}
		return p
	}},
	{name: "by-line below", glue: "\n\n", lines: true, each: func(p piece) piece {
		p.head += "作者：" + p.report.owner + "  日期：2022-12-05\n"
		return p
	}},
	{name: "signed", glue: "\n", each: func(p piece) piece {
		p.body += "\n" + p.report.owner + "\n2022年12月" + fmt.Sprint(5+len(p.body)%20) + "日"
		return p
	}},
}

func shiftBy(bodies [][2]int, n int) [][2]int {
	for i := range bodies {
		bodies[i][0] += n
		bodies[i][1] += n
	}
	return bodies
}

// rewrite puts text before or behind single runes and moves the ranges along;
// nothing put in lies at the edge of a range.
func rewrite(src string, bodies [][2]int, before func(i int, r rune) string, behind func(r rune) string) (string, [][2]int) {
	var b strings.Builder
	at := make([]int, len(src)+1)    // of each rune in the new text
	after := make([]int, len(src)+1) // the end of the rune before it
	n, end := 0, 0
	for i, r := range src {
		if before != nil {
			b.WriteString(before(n, r))
		}
		at[i], after[i] = b.Len(), end
		b.WriteRune(r)
		end = b.Len()
		if behind != nil {
			b.WriteString(behind(r))
		}
		n++
	}
	at[len(src)], after[len(src)] = end, end
	out := make([][2]int, len(bodies))
	for i, r := range bodies {
		out[i] = [2]int{at[r[0]], after[r[1]]}
	}
	return b.String(), out
}

// write returns the file that a layout makes of reports under headings of a format.
func (l layout) write(format string, reports []report) (string, [][2]int) {
	var b strings.Builder
	var bodies [][2]int
	var pieces []piece
	for i, r := range reports {
		p := piece{vary(format, i+1, len(reports), r), r.text, r}
		pieces = append(pieces, p)
		if l.each != nil {
			p = l.each(p)
		}
		if i > 0 {
			b.WriteString(l.glue)
		}
		b.WriteString(p.head)
		bodies = append(bodies, [2]int{b.Len(), b.Len() + len(p.body)})
		b.WriteString(p.body)
	}
	src := b.String()
	if l.all != nil {
		src, bodies = l.all(src, bodies, pieces)
	}
	return src, bodies
}

// draw returns k different reports of a pool.
func draw(rnd *rand.Rand, pool []report, k int) []report {
	var out []report
	for _, j := range rnd.Perm(len(pool))[:min(k, len(pool))] {
		out = append(out, pool[j])
	}
	return out
}
