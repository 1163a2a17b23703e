package web

import (
	"encoding/base64"
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// A page can show text that is not in it as text: scripts write it, style sheets generate
// it, controls show their attributes. It is not read, for no rule says what of it is seen;
// but it is counted, and a page with much of it is no page that was read whole. Letters are
// Han characters here: the others of scripts and attributes are code.

// mostUnread is how many letters a page may show that were not read: as many as a passage
// that counts.
const mostUnread = 200

// How many letters the names of a page's pictures have: in all, and of those that are
// sentences. A single one as long as a passage stands for more than a picture.
const (
	mostNames     = mostLinks
	mostSentences = 3 * mostUnread
)

// Bounds of what is looked at in scripts.
const (
	maxWords   = 4 << 20  // bytes of their texts that are kept
	maxSought  = 64 << 20 // bytes that are searched for them
	blobLength = 300      // characters of an encoded text that count
)

// Texts between the letters of a line that nobody sees make its words other than they seem.
// Where it cannot be told whether they are seen they stay, and many of them are told of.
const (
	speckLetters  = 3
	unsureLetters = 12 // of a text that something else on the page may keep hidden or not
	mostSpecks    = 50
)

// unreadWarning returns what is to be said about text that was not read, nil for nothing.
func (p *page) unreadWarning() *extract.Problem {
	n := p.unread
	if p.scripted {
		// Titles and messages are what scripts of ordinary pages hold; a report has clauses.
		if held := missing(p.words, string(p.flow.buf)); p.clauses >= mostUnread || held >= mostNames {
			n += held
		}
	}
	var w *extract.Problem
	switch {
	case n >= mostUnread:
		w = extract.Errorf(extract.CodePartial, "open it in a browser, and if the text is seen there copy it into a .txt file (UTF-8) and hand that in",
			"%d letters that scripts or attributes may show were not read", n)
	case p.specks >= mostSpecks:
		w = extract.Errorf(extract.CodePartial, "open it in a browser and see whether the text can be seen",
			"%d short texts that may be hidden stand between the letters of the text", p.specks)
	default:
		return nil
	}
	w.Partial = true
	return w
}

// missing counts the letters of words that are not in text: what a script holds may be the
// text of the page.
func missing(words []string, text string) int {
	n, sought := 0, 0
	for _, w := range words {
		if sought += len(text); sought > maxSought || !strings.Contains(text, w) {
			n += utf8.RuneCountInString(w)
		}
	}
	return n
}

// script takes up the text of a script.
func (p *page) script(s string) {
	p.addWords(s)
	decodes := strings.Contains(s, "atob") || strings.Contains(s, "fromCharCode") || strings.Contains(s, "fromCodePoint")
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return r >= utf8.RuneSelf || !isAlphanumeric(byte(r)) && r != '+' && r != '/' }) {
		if len(w) >= blobLength {
			if raw, err := base64.RawStdEncoding.DecodeString(w[:len(w)/4*4]); err == nil && utf8.Valid(trimRune(raw)) {
				p.addWords(string(trimRune(raw)))
			} else if decodes {
				p.unread += len(w) / 4
			}
		}
	}
	if decodes {
		p.unread += codes(s)
	}
}

// trimRune cuts an incomplete character off the end.
func trimRune(raw []byte) []byte {
	for range utf8.UTFMax - 1 {
		if r, n := utf8.DecodeLastRune(raw); r != utf8.RuneError || n != 1 {
			break
		}
		raw = raw[:len(raw)-1]
	}
	return raw
}

// codes counts the numbers in s that are codes of Han characters.
func codes(s string) int {
	n := 0
	for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return r < '0' || r > 'z' || r > '9' && r < 'A' }) {
		if v, err := strconv.ParseUint(f, 0, 32); err == nil && len(f) > 4 && unicode.Is(unicode.Han, rune(v)) {
			n++
		}
	}
	return n
}

// addWords keeps the Han texts in s: runs of Han characters. Many short ones in a row are a
// text taken to pieces, which could be found anywhere: they are counted at once.
func (p *page) addWords(s string) {
	const (
		shortWord = 2  // letters
		mostShort = 20 // in a row
	)
	var row []string
	flush := func() {
		if len(row) < mostShort {
			p.words = append(p.words, row...)
		} else {
			for _, w := range row {
				p.unread += utf8.RuneCountInString(w)
			}
		}
		row = row[:0]
	}
	s = unescape(s)
	p.clauses += clauseLetters(s)
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
		n := utf8.RuneCountInString(w)
		switch p.wordBytes += len(w); {
		case p.wordBytes > maxWords:
			p.unread += n
		case n <= shortWord:
			row = append(row, w)
		default:
			flush()
			p.words = append(p.words, w)
		}
	}
	flush()
}

// clauseLetters counts the Han characters in s of runs that a comma, a semicolon or a full stop
// ends.
func clauseLetters(s string) int {
	n, run := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			run++
			continue
		case r == '，', r == '。', r == '；':
			n += run
		}
		run = 0
	}
	return n
}

// hanLetters counts the Han characters in s, those too that are written as codes.
func hanLetters(s string) int {
	n := 0
	for _, r := range unescape(s) {
		if r >= 0x2e80 && unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// unescape replaces the codes for characters that scripts, style sheets and addresses use:
// \u4e00, \u{4e00}, \4e00, %E4%B8%80, &#x4e00;.
func unescape(s string) string {
	if strings.IndexByte(s, '%') >= 0 {
		s = strings.ToValidUTF8(string(unescapeBytes(s)), "\ufffd")
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '\\')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i+1:]
		digits, braces := strings.CutPrefix(s, "u{")
		most := 6
		if !braces {
			if digits, _ = strings.CutPrefix(s, "u"); len(digits) < len(s) {
				most = 4
			}
		}
		n := 0
		for n < min(len(digits), most) && isHex(digits[n]) {
			n++
		}
		if v, err := strconv.ParseUint(digits[:n], 16, 32); n >= 4 && err == nil && utf8.ValidRune(rune(v)) {
			b.WriteRune(rune(v))
			if s = digits[n:]; braces {
				s = strings.TrimPrefix(s, "}")
			}
		}
	}
}

// unescapeBytes undoes percent-encoding, leaving what is none.
func unescapeBytes(s string) []byte {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			v, _ := strconv.ParseUint(s[i+1:i+3], 16, 8)
			b = append(b, byte(v))
			i += 2
			continue
		}
		b = append(b, s[i])
	}
	return b
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// attributes counts the text that the attributes of an element show.
func (p *page) attributes(a *attributes, tag string) {
	p.unread += a.made
	if a.words != "" {
		p.addWords(a.words)
	}
	switch tag {
	case "input":
		switch strings.ToLower(a.kind) {
		case "hidden", "checkbox", "radio", "password", "file", "color", "range":
		default:
			p.unread += max(hanLetters(a.value), hanLetters(a.hint))
		}
	case "textarea":
		p.unread += hanLetters(a.hint)
	case "optgroup", "option", "track":
		p.unread += hanLetters(a.label)
	case "img", "image", "area":
		p.alternative(a.alt)
	case "a":
		if strings.HasPrefix(a.href, "javascript:") {
			p.unread += hanLetters(a.href)
		}
	}
}

// alternative counts what stands in for a picture that is not shown, and most often names it.
func (p *page) alternative(alt string) {
	n := hanLetters(alt)
	if n >= mostUnread {
		p.unread += n
		return
	}
	if p.names += n; endsSentence(alt) {
		p.sentences += n
	}
	if p.names >= mostNames || p.sentences >= mostSentences {
		p.unread += p.names
		p.names, p.sentences = 0, 0
	}
}

// endsSentence reports whether a sentence ends in s.
func endsSentence(s string) bool { return strings.ContainsAny(s, "。！？；") }
