package pdf

import "strings"

// titleWords is how many Han letters the title of a report has at most.
const titleWords = 40

// heads reports whether l, which follows a full line that ends a sentence, is a heading and
// not the last line of that paragraph. next is the line after it, or nil. Programs that
// print headings in the letters of the body leave no other sign: a paragraph seldom ends
// with a short line that begins a phrase and closes none. indented is set where the
// paragraph before began with an indent: there a heading at the margin must say that it is
// the title of a report, for headings of sections are indented too.
func (l *line) heads(next *line, indented bool) bool {
	text := l.text
	if next != nil && l.follows(next) && l.full(next) {
		// A title of two lines: a sentence of the body would not end like one.
		if next.right-next.x1 < 2*next.size {
			return false
		}
		text += next.text
		return isPhrase(text) && isTitle(text)
	}
	if !isPhrase(text) || l.right-l.x1 < 2*l.size {
		return false
	}
	return isTitle(text) || !indented && !strings.ContainsAny(text, "，,、")
}

// follows reports whether next stands under l in the same column.
func (l *line) follows(next *line) bool {
	return !l.stop && !l.tabbed() && l.column == next.column && next.y < l.y && next.size < 1.08*l.size && l.size < 1.08*next.size
}

// full reports whether what next begins with would not have fitted into l.
func (l *line) full(next *line) bool { return l.right-l.x1 < next.first }

// isPhrase reports whether s is a few words that end no sentence and hold none.
func isPhrase(s string) bool {
	n := hans(s)
	return n >= 2 && n <= titleWords && !strings.ContainsAny(s, "。！？；!?;") &&
		(!closing(lastRune(s)) || strings.HasSuffix(s, "）") || strings.HasSuffix(s, ")") || strings.HasSuffix(s, "》"))
}

// isTitle reports whether s ends as titles of reports do, or begins as parts of a
// collection do (篇二：…).
func isTitle(s string) bool {
	if rest, ok := strings.CutPrefix(s, "篇"); ok {
		if n, _ := count(rest); n > 0 {
			return true
		}
	}
	if i := strings.LastIndexAny(s, "（("); i > 0 && (strings.HasSuffix(s, "）") || strings.HasSuffix(s, ")")) {
		s = strings.TrimSpace(s[:i]) // 工作总结（初稿）
	}
	s = strings.TrimRight(s, "》〉” 一二三四五六七八九十0123456789")
	for _, end := range []string{"总结", "總結", "报告", "報告", "汇报", "彙報", "小结", "小結", "材料", "计划", "計劃", "方案", "要点", "体会", "情况"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
