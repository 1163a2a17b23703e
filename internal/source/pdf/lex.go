package pdf

import (
	"errors"
	"math"
)

// The objects of a file (ISO 32000-1 7.3) are nil, bool, int64, float64 and these.
type (
	name  string
	str   string // a string object, decrypted
	array []any
	dict  map[name]any
	ref   struct{ num, gen int }
	// keyword is a token that is no object: an operator, "obj", "]".
	keyword string
)

// stream is a stream object. raw is a part of the file, still encrypted.
type stream struct {
	dict dict
	raw  []byte
	id   ref
	cut  bool // the file ends inside it
}

var (
	errEnd    = errors.New("unexpected end")
	errSyntax = errors.New("syntax")
)

// maxInterned bounds the words and names that a file's lexers keep boxed.
const maxInterned = 4096

// lexer reads objects from src. It allows what common readers allow: numbers with stray
// signs, unknown words, a missing end of a string.
type lexer struct {
	f       *file
	src     []byte
	pos     int
	depth   int
	content bool // a content stream: no references
	id      ref  // of the object that is read, for its strings
	sealed  bool // strings are encrypted
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// skip goes to the next byte that is neither blank nor comment.
func (l *lexer) skip() {
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch {
		case isSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.src) && l.src[l.pos] != '\n' && l.src[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// object returns the next object or keyword; errEnd at the end of src; a Problem where
// arrays and dictionaries are nested deeper than allowed or there are too many of them.
func (l *lexer) object() (any, error) {
	l.skip()
	if l.pos >= len(l.src) {
		return nil, errEnd
	}
	if err := l.f.node(); err != nil {
		return nil, err
	}
	switch c := l.src[l.pos]; c {
	case '/':
		return l.name(), nil
	case '(':
		return l.decrypt(l.literal()), nil
	case '<':
		if l.pos+1 < len(l.src) && l.src[l.pos+1] == '<' {
			l.pos += 2
			return l.dict()
		}
		return l.decrypt(l.hex()), nil
	case '[':
		l.pos++
		return l.array()
	case '>':
		if l.pos+1 < len(l.src) && l.src[l.pos+1] == '>' {
			l.pos += 2
			return keyword(">>"), nil
		}
		l.pos++
		return keyword(">"), nil
	case ']', ')', '{', '}':
		l.pos++
		return l.f.word([]byte{c}), nil
	default:
		if isDigit(c) || c == '+' || c == '-' || c == '.' {
			return l.numberOrRef(), nil
		}
	}
	start := l.pos
	for l.pos < len(l.src) && !isSpace(l.src[l.pos]) && !isDelim(l.src[l.pos]) {
		l.pos++
	}
	switch w := l.src[start:l.pos]; string(w) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	default:
		return l.f.word(w), nil
	}
}

func (l *lexer) enter() error {
	if l.depth++; l.depth > l.f.b.Nesting() {
		return tooDeep(l.f.b.Nesting())
	}
	return nil
}

func (l *lexer) array() (any, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer func() { l.depth-- }()
	a := array{}
	for {
		o, err := l.object()
		if err != nil {
			return a, err
		}
		if k, ok := o.(keyword); ok {
			switch k {
			case "]":
				return a, nil
			case ">>", "endobj", "stream", "endstream":
				return a, errSyntax
			}
			continue
		}
		a = append(a, o)
	}
}

func (l *lexer) dict() (any, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer func() { l.depth-- }()
	d := dict{}
	for {
		k, err := l.object()
		if err != nil {
			return d, err
		}
		if w, ok := k.(keyword); ok {
			switch w {
			case ">>":
				return d, nil
			case "endobj", "stream", "endstream":
				return d, errSyntax
			}
			continue
		}
		key, ok := k.(name)
		if !ok {
			continue
		}
		v, err := l.object()
		if err != nil {
			return d, err
		}
		if w, ok := v.(keyword); ok {
			if w == ">>" {
				return d, nil
			}
			continue
		}
		d[key] = v
	}
}

func (l *lexer) name() any {
	l.pos++
	start, plain := l.pos, true
	for l.pos < len(l.src) && !isSpace(l.src[l.pos]) && !isDelim(l.src[l.pos]) {
		plain = plain && l.src[l.pos] != '#'
		l.pos++
	}
	raw := l.src[start:l.pos]
	if plain {
		return l.f.name(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && unhex(raw[i+1]) >= 0 && unhex(raw[i+2]) >= 0 {
			out = append(out, byte(unhex(raw[i+1])<<4|unhex(raw[i+2])))
			i += 2
			continue
		}
		out = append(out, raw[i])
	}
	return name(out)
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// literal reads a string in parentheses (7.3.4.2).
func (l *lexer) literal() []byte {
	l.pos++
	var out []byte
	for depth := 1; l.pos < len(l.src); l.pos++ {
		c := l.src[l.pos]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos++
				return out
			}
		case '\r':
			if l.pos+1 < len(l.src) && l.src[l.pos+1] == '\n' {
				l.pos++
			}
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = l.escape(); !ok {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// escape reads what stands behind a backslash and leaves pos on its last byte.
func (l *lexer) escape() (c byte, ok bool) {
	l.pos++
	if l.pos >= len(l.src) {
		return 0, false
	}
	switch c = l.src[l.pos]; c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\r':
		if l.pos+1 < len(l.src) && l.src[l.pos+1] == '\n' {
			l.pos++
		}
		return 0, false
	case '\n':
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	v := int(c - '0')
	for range 2 {
		if l.pos+1 >= len(l.src) || l.src[l.pos+1] < '0' || l.src[l.pos+1] > '7' {
			break
		}
		l.pos++
		v = v<<3 | int(l.src[l.pos]-'0')
	}
	return byte(v), true
}

// hex reads a string in angle brackets (7.3.4.3).
func (l *lexer) hex() []byte {
	l.pos++
	var out []byte
	high := -1
	for ; l.pos < len(l.src); l.pos++ {
		c := l.src[l.pos]
		if c == '>' {
			l.pos++
			break
		}
		v := unhex(c)
		switch {
		case v < 0:
		case high < 0:
			high = v
		default:
			out, high = append(out, byte(high<<4|v)), -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return out
}

func (l *lexer) decrypt(s []byte) any {
	if l.sealed && l.f.crypt != nil {
		return str(l.f.crypt.text(l.id, s))
	}
	return str(s)
}

// numberOrRef reads a number, or in a file "12 0 R".
func (l *lexer) numberOrRef() any {
	n := l.number()
	num, ok := n.(int64)
	if l.content || !ok || num < 0 || num > maxObject {
		return n
	}
	save := l.pos
	l.skip()
	if gen, ok := l.digits(); ok && gen <= 65535 {
		l.skip()
		if l.pos < len(l.src) && l.src[l.pos] == 'R' &&
			(l.pos+1 == len(l.src) || isSpace(l.src[l.pos+1]) || isDelim(l.src[l.pos+1])) {
			l.pos++
			return ref{int(num), gen}
		}
	}
	l.pos = save
	return n
}

// digits reads an unsigned number of at most nine digits.
func (l *lexer) digits() (int, bool) {
	start, n := l.pos, 0
	for l.pos < len(l.src) && isDigit(l.src[l.pos]) && l.pos-start < 9 {
		n = n*10 + int(l.src[l.pos]-'0')
		l.pos++
	}
	return n, l.pos > start
}

// number reads what begins like a number (7.3.3). Whole numbers that do not fit are the
// largest that does.
func (l *lexer) number() any {
	neg, real, whole, n := false, false, int64(0), 0
	value, scale := 0.0, 1.0
	start := l.pos
	for ; l.pos < len(l.src); l.pos++ {
		c := l.src[l.pos]
		switch {
		case isDigit(c):
			n++
			if real {
				scale /= 10
				value += float64(c-'0') * scale
				continue
			}
			value = value*10 + float64(c-'0')
			if whole < math.MaxInt64/16 {
				whole = whole*10 + int64(c-'0')
			}
		case c == '.' && !real:
			real = true
		case c == '-':
			neg = neg || l.pos == start
		case c == '+':
		case isSpace(c) || isDelim(c):
			return signed(neg, real, whole, value)
		default:
			if n == 0 { // "-x": a word that only looked like a number
				l.pos++
			}
			return signed(neg, real, whole, value)
		}
	}
	return signed(neg, real, whole, value)
}

func signed(neg, real bool, whole int64, value float64) any {
	if real {
		if neg {
			value = -value
		}
		return value
	}
	if neg {
		whole = -whole
	}
	return whole
}
