package split

import (
	"strings"
	"unicode/utf8"
)

// traits are the classes of one short line.
type traits uint16

const (
	isTitleLine traits = 1 << iota
	isSeparatorLine
	isBylineLine
	isDateLine
	isNameLine
	isSiteLine
	isNumberedLine
	isProseLine // too long or with a stop inside
	isEntryLine // an entry of a contents list, with its page
	isKnown     // the line has been classified
)

// traitsOf classifies line i.
func (s *sheet) traitsOf(i int32) traits {
	if s.traits[i] == 0 {
		s.traits[i] = s.classify(i) | isKnown
	}
	return s.traits[i]
}

func (s *sheet) classify(i int32) traits {
	l := s.lines[i]
	t := s.text(l)
	var out traits
	if l.isLong() {
		return isProseLine
	}
	if isSeparator(t) {
		return isSeparatorLine
	}
	if isEntry(t) {
		return isEntryLine | isSiteLine
	}
	if s.isSite(l.lo, l.hi) {
		out |= isSiteLine
	}
	if isDate(t) {
		out |= isDateLine | isBylineLine
	} else if isByline(t) {
		out |= isBylineLine
	}
	if _, ok := readMarkAt(s.s, l.lo, l.hi); ok {
		out |= isNumberedLine
	}
	if isTitle(t) {
		out |= isTitleLine
	} else if isOwner(t) {
		out |= isNameLine
	}
	if hasStop(t) {
		out |= isProseLine
	}
	return out
}

// isEntry reports whether a line is an entry of a contents list: dots lead to the
// number of a page, or a wide gap behind a title.
func isEntry(t string) bool {
	const least = 2 // dots
	if c := t[len(t)-1]; !isBlank(c) && (c < '0' || c > '9') {
		return false
	}
	page := strings.TrimRight(t, "0123456789")
	rest := strings.TrimRight(page, " \t")
	if page != t && len(page)-len(rest) > 1 && isTitle(rest) {
		return true
	}
	dots := strings.TrimRight(rest, ".…·-—")
	return len(rest) < len(t) && len([]rune(rest[len(dots):])) >= least && dots != ""
}

// punctuationFollows reports whether the line after i begins with punctuation:
// then i is a piece of a sentence, as a broken link leaves it.
func (s *sheet) punctuationFollows(i int32) bool {
	if int(i)+1 >= len(s.lines) {
		return false
	}
	next := s.text(s.lines[i+1])
	if beginsHan(next) {
		return false
	}
	r, _ := firstRune(next)
	return isStop(r) || strings.ContainsRune("》”’),，、:：）】", r)
}

// labelEnd returns the length of a label `某某县:` or 【某某县】 that text follows in the
// line.
func labelEnd(t string) int {
	const least, most = 2, 10 // Han characters
	const bracket = 20        // characters in brackets
	if strings.HasPrefix(t, "【") {
		i := strings.Index(t, "】")
		if i < 0 || !within(t[:i], bracket) || len(t)-i < maxTitle && !hasPrefix(t[i+len("】"):], salutations) {
			return 0
		}
		return i + len("】")
	}
	if indexColon(t[:min(len(t), (most+1)*hanLen)]) < 0 {
		return 0
	}
	n := 0
	for i, r := range t {
		if isHan(r) {
			if n++; n > most {
				return 0
			}
			continue
		}
		if (r != ':' && r != '：') || n < least || hasPrefix(t, salutations) || !isOwner(t[:i]) || hasPrefix(t, bylineNames) {
			return 0
		}
		end := i + utf8.RuneLen(r)
		if len(t)-end < maxTitle && !hasPrefix(t[end:], salutations) || hasPrefix(t[:i], innerLabels) {
			return 0
		}
		return end
	}
	return 0
}

// isSeparator reports whether a line holds nothing but a repeated sign.
func isSeparator(t string) bool {
	const least = 3 // signs
	if beginsHan(t) && endsHan(t) {
		return t == "完" || t == "全文完" || t == "结束"
	}
	switch firstLetter(t) {
	case 0, '完', '全', '结', '分', '华', 'e', 't':
	default:
		return false // no word below begins so, and a row of signs has no letter
	}
	switch strings.Trim(t, "()（）-— ") {
	case "完", "全文完", "end", "the end", "结束":
		return true
	}
	for _, w := range []string{"分割线", "分隔线", "华丽的分割线"} {
		if rest := strings.TrimFunc(t, isOrnament); rest == w && rest != t {
			return true
		}
	}
	n := 0
	var sign rune
	for _, r := range t {
		if r == ' ' || r == '\t' {
			continue
		}
		if !strings.ContainsRune("=-—_*~#+.·•※★☆◆◇●○■□▲△§─━═…", r) || sign != 0 && r != sign {
			return false
		}
		sign = r
		n++
	}
	return n >= least
}

// firstLetter returns the first Han character, ASCII letter or digit of t, 0 where there
// is none.
func firstLetter(t string) rune {
	for t != "" {
		r, n := firstRune(t)
		if isHan(r) || isAlnum(r) {
			return r
		}
		t = t[n:]
	}
	return 0
}

// decoration returns the sign a decorated line begins with, 0 when it is plain.
func decoration(t string) rune {
	if beginsHan(t) {
		return 0
	}
	first, n := firstRune(t)
	last, _ := lastRune(t)
	inside := len(t) > 2*n
	pair := closerOf(first)
	switch {
	case !inside:
		return 0
	case pair != 0:
		if last != pair || strings.ContainsRune(t[n:len(t)-utf8.RuneLen(last)], first) {
			return 0
		}
		return first
	case first == '#':
		return first
	case strings.ContainsRune("*=-—_~★☆◆◇●○■□▲△※•§─━═▶►➤", first):
		if last == first || strings.ContainsRune("★☆◆◇●■▲※▶►➤§", first) {
			return first
		}
	}
	return 0
}

// closerOf returns the sign that closes what r opens in a decorated line, 0 where r
// opens nothing.
func closerOf(r rune) rune {
	switch r {
	case '【', '《', '〖', '「', '『', '〔':
		return r + 1
	case '[', '<':
		return r + 2
	case '“':
		return '”'
	}
	return 0
}

// isByline reports whether a line tells author, date or owner and nothing else.
func isByline(t string) bool {
	const most = 40 // characters
	if !within(t, most) || hasStop(t) {
		return false
	}
	if !beginsHan(t) {
		t = strings.TrimLeft(t, "(（[【")
	}
	i := indexColon(t)
	if i < 0 {
		return isDate(t)
	}
	if n := prefixOf(t, bylineNames); n > 0 {
		rest := strings.TrimLeft(t[n:], " \t")
		if strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：") {
			return true
		}
	}
	return i > 0 && within(t[:i], mostLabel) && hanOnly(t[:i]) && suffixOf(t[:i], bylineEndings) > 0
}

const mostLabel = 6 // characters of a label that ends like one of bylineEndings

// dateLetters are the letters and digits of a date.
const dateLetters = "0123456789x零一二三四五六七八九十年月日号"

// isDate reports whether a line is a date: 2023年12月5日, 2023-12-05, 二〇二三年十二月.
func isDate(t string) bool {
	if len(t) < 6 || !within(t, 24) {
		return false
	}
	if r := firstLetter(t); r != 0 && signs[r]&dateSign == 0 {
		return false
	}
	date := t
	if !beginsHan(t) || !endsHan(t) {
		date = strings.Trim(t, "()（）[]【】 ")
	}
	units, digits := 0, 0
	for _, r := range date {
		switch r {
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'x', '*', '_', '〇', '○', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十':
			digits++
		case '年', '月', '日', '.', '-', '/':
			units++
		case ' ', '号':
		default:
			return false
		}
	}
	return (units >= 2 && digits >= 3 || units == 1 && digits >= 4 && strings.HasSuffix(date, "年")) && !containsAny(t, dateExclusions)
}

// isOwner reports whether a line is the name of a person or an office.
func isOwner(t string) bool {
	const name, office = 4, 16 // characters
	if !within(t, office) {
		return false
	}
	n := 0
	for _, r := range t {
		if r == ' ' {
			continue
		}
		if !isHan(r) {
			return false
		}
		n++
	}
	first, _ := firstRune(t)
	if n >= 2 && n < name && strings.ContainsRune(surnames, first) {
		return true
	}
	return n >= 3 && suffixOf(t, officeEndings) > 0
}
