package pdf

import (
	"math"
	"strings"
	"unicode"
)

// continues reports whether line b continues the paragraph whose first line is first and
// whose last so far is a. next is the line after b, or nil. turned is set where b stands on
// another page or in another column. The rules are those of Chinese typesetting: a line is
// full where the first unit of the next one would not have fitted into it; a paragraph
// begins with an indent of two letters; it ends with a line that is not full, or with
// punctuation. After a full line that ends a sentence less is asked for: a little more
// leading, room for exactly what comes next, or a heading.
func continues(first, a, b, next *line, turned bool) bool {
	if a.stop || b.stop && b.tab && !b.tabbed() || a.level != b.level {
		return false
	}
	em := max(a.size, 1)
	if math.Abs(float64(a.size-b.size)) > 0.08*float64(em) {
		return false
	}
	closed := ends(a.text)
	// Fonts that stand in for missing letters move lines by a tenth of the leading. Places
	// are rounded to hundredths of an em; a Western word needs a blank before it.
	wider, room := float32(1.3), 0.3*em
	if closed {
		wider = 1.15
		if !western(firstRune(b.text)) && a.sure > 0 {
			room = a.right - a.sure - 0.03*em
		}
	}
	if !turned {
		gap := a.y - b.y
		if gap < 0 || a.lead > 0 && gap > wider*a.lead*em && gap > 1.2*em {
			return false
		}
	}
	indent, before := b.x0-b.left, a.x0-a.left
	slack := a.right - a.x1
	if before > 2.6*em && a.centred() {
		slack += before
	}
	if slack >= b.first+room {
		return false
	}
	if closed && b.heads(next, first.x0-first.left > 0.6*em) {
		return false
	}
	if !closed && a.centred() && b.centred() && indent > 0.6*em {
		return !isItem(b.text) // a heading of several lines
	}
	switch moved := indent - before; {
	case moved > 0.6*em:
		// Only the second line of an item may stand further right: behind its number.
		return first == a && isItem(a.text) && moved < 3.5*em && !isItem(b.text)
	case moved < -0.6*em:
		return first == a && !(closed && isItem(b.text) && indent > 0.6*em)
	}
	if !closed {
		return true
	}
	return indent < 0.6*em && !isItem(b.text)
}

// centred reports whether l stands in the middle of its column.
func (l *line) centred() bool {
	return math.Abs(float64(l.x0-l.left-(l.right-l.x1))) < 1.5*float64(l.size)
}

// ends reports whether s ends a sentence.
func ends(s string) bool {
	s = strings.TrimRight(s, "”’\"）)》」』")
	return strings.ContainsRune("。！？；：!?;:.…", lastRune(s))
}

// isLabel reports whether s is nothing but the number of an item or a bullet.
func isLabel(s string) bool { n := label(s); return n > 0 && n == len(s) }

// isItem reports whether s begins with the number of an item or a bullet.
func isItem(s string) bool { return label(s) > 0 }

const numerals = "一二三四五六七八九十百〇零"

// label returns the length of the item number or bullet that s begins with: 一、 （一）
// 1. 1、 (1) ① 第一， 第三章 • and the like; 0 where there is none.
func label(s string) int {
	const bullets = "•·●○■□◆◇▪▫➢✓★☆※–"
	r := firstRune(s)
	switch {
	case strings.ContainsRune(bullets, r):
		return len(string(r))
	case r >= '①' && r <= '⒇':
		return len(string(r))
	case r == '（' || r == '(':
		n, rest := count(s[len(string(r)):])
		if n > 0 && (strings.HasPrefix(rest, "）") || strings.HasPrefix(rest, ")")) {
			return len(s) - len(rest) + len(string(firstRune(rest)))
		}
		return 0
	case r == '第':
		n, rest := count(s[len("第"):])
		if n > 0 && strings.ContainsRune("，、章节条部，：", firstRune(rest)) {
			return len(s) - len(rest) + len(string(firstRune(rest)))
		}
		return 0
	}
	n, rest := count(s)
	if n == 0 || n > 3 {
		return 0
	}
	mark := firstRune(rest)
	switch {
	case strings.ContainsRune("、．", mark), strings.ContainsRune(")）", mark):
		return len(s) - len(rest) + len(string(mark))
	case mark == '.':
		if after := firstRune(rest[1:]); len(rest) > 1 && unicode.IsDigit(after) {
			return 0 // 3.5 is no item
		}
		return len(s) - len(rest) + 1
	}
	return 0
}

// count returns how many numerals s begins with, all Chinese or all digits, and what
// follows them.
func count(s string) (n int, rest string) {
	han := strings.ContainsRune(numerals, firstRune(s))
	for i, r := range s {
		if han && !strings.ContainsRune(numerals, r) || !han && !unicode.IsDigit(r) {
			return n, s[i:]
		}
		n++
	}
	return n, ""
}

// glue returns what stands between two lines of a paragraph: a blank between Western
// words, nothing at a hyphen or beside Han.
func glue(a, b string) string {
	last, first := lastRune(a), firstRune(b)
	if western(last) && western(first) && last != '-' && !unicode.IsSpace(last) {
		return " "
	}
	return ""
}
