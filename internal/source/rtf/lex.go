package rtf

// token is the smallest part of the file, [RTF 1.9.1] "RTF Syntax".
type token struct {
	kind  kind
	word  []byte // of a control word, or the one byte of a control symbol
	num   int    // parameter of a control word, or byte of a text or of \'hh
	given bool   // the parameter is there
}

// kind is the kind of a token.
type kind uint8

const (
	tokenEnd    kind = iota // of the file
	tokenOpen               // {
	tokenClose              // }
	tokenWord               // \word, \word7
	tokenSymbol             // \~
	tokenHex                // \'hh
	tokenByte               // text
)

// maxWord is the length of a control word: those of the specification are shorter.
const maxWord = 40

// lexer divides the file into tokens.
type lexer struct {
	raw []byte
	at  int
}

// next returns the next token. Line ends between tokens mean nothing.
func (l *lexer) next() token {
	for l.at < len(l.raw) {
		c := l.raw[l.at]
		l.at++
		switch c {
		case '\r', '\n', 0:
		case '{':
			return token{kind: tokenOpen}
		case '}':
			return token{kind: tokenClose}
		case '\\':
			return l.control()
		default:
			return token{kind: tokenByte, num: int(c)}
		}
	}
	return token{kind: tokenEnd}
}

// control returns the token behind a backslash.
func (l *lexer) control() token {
	start := l.at
	for l.at < len(l.raw) && letter(l.raw[l.at]) && l.at-start < maxWord {
		l.at++
	}
	if l.at > start {
		t := token{kind: tokenWord, word: l.raw[start:l.at]}
		t.num, t.given = l.parameter()
		if l.at < len(l.raw) && l.raw[l.at] == ' ' {
			l.at++
		}
		return t
	}
	if l.at >= len(l.raw) {
		return token{kind: tokenEnd}
	}
	c := l.raw[l.at]
	l.at++
	if c != '\'' {
		return token{kind: tokenSymbol, word: l.raw[l.at-1 : l.at]}
	}
	hi, lo := hexDigit(l.raw, l.at), hexDigit(l.raw, l.at+1)
	if hi < 0 || lo < 0 {
		return token{kind: tokenSymbol, word: l.raw[l.at-1 : l.at]}
	}
	l.at += 2
	return token{kind: tokenHex, num: hi<<4 | lo}
}

// parameter returns the number behind a control word. Numbers that are too large for any
// use are cut.
func (l *lexer) parameter() (n int, given bool) {
	const large = 1 << 40
	at := l.at
	minus := at < len(l.raw) && l.raw[at] == '-'
	if minus {
		at++
	}
	for ; at < len(l.raw) && l.raw[at] >= '0' && l.raw[at] <= '9'; at++ {
		given = true
		if n < large {
			n = 10*n + int(l.raw[at]-'0')
		}
	}
	if !given {
		return 0, false
	}
	l.at = at
	if minus {
		n = -n
	}
	return n, true
}

// skip goes over n bytes as they are, and returns them; fewer where the file ends.
func (l *lexer) skip(n int) []byte {
	n = max(0, min(n, len(l.raw)-l.at))
	out := l.raw[l.at : l.at+n]
	l.at += n
	return out
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// hexDigit returns the value of the hexadecimal digit at i, -1 where there is none.
func hexDigit(raw []byte, i int) int {
	if i >= len(raw) {
		return -1
	}
	switch c := raw[i]; {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
