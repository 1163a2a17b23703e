package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// maxMapped bounds the entries of one CMap. A font of all of GB 18030 has 28,000.
const maxMapped = 200_000

// cmap is a CMap (ISO 32000-1 9.7.5, 9.10.3): of codes to Unicode, or to CIDs.
type cmap struct {
	spaces []space
	text   map[uint32]string
	ranges []textRange // by lo
	cids   []cidRange  // by lo
	base   name        // the CMap that it extends
}

// space is a range of codes of n bytes.
type space struct {
	n      int
	lo, hi uint32
}

// textRange maps lo to dst, lo+1 to the text behind dst, and so on.
type textRange struct {
	lo, hi uint32
	dst    string
}

type cidRange struct{ lo, hi, cid uint32 }

// readCMap reads a CMap. What it does not understand it leaves out.
func (f *file) readCMap(data []byte) (*cmap, error) {
	m := &cmap{text: map[uint32]string{}}
	l := &lexer{f: f, src: data, content: true}
	var args []any
	for {
		o, err := l.object()
		if err != nil {
			if fatal(err) {
				return nil, err
			}
			break
		}
		k, ok := o.(keyword)
		if !ok {
			if len(args) < 1000 {
				args = append(args, o)
			}
			continue
		}
		switch k {
		case "begincodespacerange", "beginbfchar", "beginbfrange", "begincidchar", "begincidrange":
			args = args[:0]
			continue
		case "usecmap":
			if len(args) > 0 {
				m.base, _ = args[len(args)-1].(name)
			}
		case "endcodespacerange":
			for ; len(args) >= 2; args = args[2:] {
				lo, _ := args[0].(str)
				hi, _ := args[1].(str)
				if 1 <= len(lo) && len(lo) <= 4 && len(lo) == len(hi) && len(m.spaces) < 100 {
					m.spaces = append(m.spaces, space{len(lo), codeOf(lo), codeOf(hi)})
				}
			}
		case "endbfchar":
			for ; len(args) >= 2 && m.size() < maxMapped; args = args[2:] {
				if src, ok := args[0].(str); ok {
					m.text[codeOf(src)] = target(args[1])
				}
			}
		case "endbfrange":
			for ; len(args) >= 3 && m.size() < maxMapped; args = args[3:] {
				m.addRange(args[0], args[1], args[2])
			}
		case "endcidchar":
			for ; len(args) >= 2 && m.size() < maxMapped; args = args[2:] {
				src, ok := args[0].(str)
				cid, ok2 := args[1].(int64)
				if ok && ok2 {
					m.cids = append(m.cids, cidRange{codeOf(src), codeOf(src), uint32(cid)})
				}
			}
		case "endcidrange":
			for ; len(args) >= 3 && m.size() < maxMapped; args = args[3:] {
				lo, ok := args[0].(str)
				hi, ok2 := args[1].(str)
				cid, ok3 := args[2].(int64)
				if ok && ok2 && ok3 {
					m.cids = append(m.cids, cidRange{codeOf(lo), codeOf(hi), uint32(cid)})
				}
			}
		}
		args = args[:0]
	}
	slices.SortStableFunc(m.ranges, func(a, b textRange) int { return cmp.Compare(a.lo, b.lo) })
	slices.SortStableFunc(m.cids, func(a, b cidRange) int { return cmp.Compare(a.lo, b.lo) })
	return m, nil
}

func (m *cmap) size() int { return len(m.text) + len(m.ranges) + len(m.cids) }

func (m *cmap) addRange(from, to, dst any) {
	lo, ok := from.(str)
	hi, ok2 := to.(str)
	if !ok || !ok2 || codeOf(hi) < codeOf(lo) {
		return
	}
	if list, ok := dst.(array); ok {
		for i, d := range list {
			if c := codeOf(lo) + uint32(i); c <= codeOf(hi) && m.size() < maxMapped {
				m.text[c] = target(d)
			}
		}
		return
	}
	m.ranges = append(m.ranges, textRange{codeOf(lo), codeOf(hi), target(dst)})
}

// codeOf returns the last four bytes of s as a number.
func codeOf(s str) uint32 {
	var v uint32
	for i := range len(s) {
		v = v<<8 | uint32(s[i])
	}
	return v
}

// target returns the text of a mapping: UTF-16BE, or the name of a glyph.
func target(o any) string {
	switch o := o.(type) {
	case str:
		if len(o) == 1 {
			return string(rune(o[0]))
		}
		return utf16BE(string(o[:min(len(o), 64)]))
	case name:
		return glyphText(string(o))
	}
	return ""
}

func utf16BE(s string) string {
	u := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}

// lookup returns the text of code.
func (m *cmap) lookup(code uint32) (string, bool) {
	if s, ok := m.text[code]; ok {
		return s, true
	}
	i, _ := slices.BinarySearchFunc(m.ranges, code, func(r textRange, c uint32) int {
		if r.lo <= c {
			return -1
		}
		return 1
	})
	for j := i - 1; j >= 0 && j > i-4; j-- {
		r := m.ranges[j]
		if code > r.hi {
			continue
		}
		if code == r.lo {
			return r.dst, true
		}
		last, n := utf8.DecodeLastRuneInString(r.dst)
		next := int64(last) + int64(code-r.lo)
		if next > utf8.MaxRune || !utf8.ValidRune(rune(next)) {
			return "", false
		}
		return r.dst[:len(r.dst)-n] + string(rune(next)), true
	}
	return "", false
}

// cid returns the CID of code.
func (m *cmap) cid(code uint32) (int, bool) {
	i, _ := slices.BinarySearchFunc(m.cids, code, func(r cidRange, c uint32) int {
		if r.lo <= c {
			return -1
		}
		return 1
	})
	for j := i - 1; j >= 0 && j > i-4; j-- {
		if r := m.cids[j]; code <= r.hi {
			return int(r.cid + code - r.lo), true
		}
	}
	return 0, false
}

// length returns of how many bytes the code at the beginning of s is; 0 where no range
// fits.
func (m *cmap) length(s string) int {
	var code uint32
	for n := 1; n <= min(4, len(s)); n++ {
		code = code<<8 | uint32(s[n-1])
		for _, r := range m.spaces {
			if r.n == n && inside(code, r.lo, r.hi, n) {
				return n
			}
		}
	}
	return 0
}

// inside reports whether each byte of code is inside its range (9.7.6.2).
func inside(code, lo, hi uint32, n int) bool {
	for i := range n {
		c, l, h := byte(code>>(8*i)), byte(lo>>(8*i)), byte(hi>>(8*i))
		if c < l || c > h {
			return false
		}
	}
	return true
}

// charset says how the codes of a predefined CMap (9.7.5.2) are cut and read. A zero
// charset is that of Identity: two bytes without a meaning of their own.
type charset struct {
	known  bool
	length func(s string) int
	enc    encoding.Encoding // nil: unicode
	utf    int               // 8, 16, 32
}

// charsetOf returns the charset of the predefined CMap of that name.
func charsetOf(n name) (c charset, vertical bool) {
	s := string(n)
	vertical = strings.HasSuffix(s, "-V")
	has := func(prefixes ...string) bool {
		for _, p := range prefixes {
			if strings.HasPrefix(s, p) {
				return true
			}
		}
		return false
	}
	c.known = true
	switch {
	case has("Uni") && strings.Contains(s, "-UTF8"):
		c.utf, c.length = 8, func(s string) int { _, n := utf8.DecodeRuneInString(s); return n }
	case has("Uni") && strings.Contains(s, "-UTF32"):
		c.utf, c.length = 32, func(string) int { return 4 }
	case has("Uni"):
		c.utf, c.length = 16, func(s string) int {
			if s[0] >= 0xd8 && s[0] <= 0xdb && len(s) >= 4 {
				return 4
			}
			return 2
		}
	case has("GBK2K"):
		c.enc, c.length = simplifiedchinese.GB18030, func(s string) int {
			switch {
			case s[0] < 0x81 || s[0] == 0xff:
				return 1
			case len(s) >= 4 && isDigit(s[1]):
				return 4
			}
			return 2
		}
	case has("GB-", "GBpc-", "GBK-", "GBKp-", "GBT-"):
		c.enc, c.length = simplifiedchinese.GB18030, lead(0x81, 0xfe)
	case has("B5pc", "ETen", "HKscs"):
		c.enc, c.length = traditionalchinese.Big5, lead(0x81, 0xfe)
	case has("90ms", "90pv", "83pv", "90msp", "Add-RKSJ", "Ext-RKSJ"):
		c.enc, c.length = japanese.ShiftJIS, func(s string) int {
			if s[0] >= 0x81 && s[0] <= 0x9f || s[0] >= 0xe0 && s[0] <= 0xfc {
				return 2
			}
			return 1
		}
	case s == "EUC-H", s == "EUC-V":
		c.enc, c.length = japanese.EUCJP, lead(0xa1, 0xfe)
	case has("KSC-EUC", "KSCms", "KSCpc"):
		c.enc, c.length = korean.EUCKR, lead(0x81, 0xfe)
	default:
		c = charset{length: func(string) int { return 2 }}
	}
	return c, vertical
}

// lead returns the length of a code of two bytes where the first is in the range.
func lead(lo, hi byte) func(string) int {
	return func(s string) int {
		if s[0] >= lo && s[0] <= hi {
			return 2
		}
		return 1
	}
}

// text returns what code means; "" where it means nothing.
func (c charset) text(code string) string {
	switch {
	case !c.known:
		return ""
	case c.utf == 8:
		return strings.ToValidUTF8(code, "")
	case c.utf == 16:
		return utf16BE(code)
	case c.utf == 32:
		if r := rune(codeOf(str(code))); utf8.ValidRune(r) {
			return string(r)
		}
		return ""
	}
	s, err := c.enc.NewDecoder().String(code)
	if err != nil || strings.ContainsRune(s, utf8.RuneError) {
		return ""
	}
	return s
}
