package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// codec is one way to read bytes as text. decode takes any bytes and gives valid
// UTF-8 of at most three bytes for each of them.
type codec struct {
	name   string
	mark   string // byte order mark, "" where none is expected
	unit   string // what broken counts: bytes or characters
	prior  int32  // bits by which the codec is less usual than UTF-8
	decode func(raw []byte) decoding
	// repair is decode for input with broken parts, slower and closer to what was
	// meant; nil where decode is that already.
	repair func(raw []byte) decoding
	// align returns the first place at or behind i where a character starts, as
	// far as the bytes show it.
	align func(raw []byte, i int) int
}

// decoding is a text with what had to be done to get it.
type decoding struct {
	text     string
	encoding string
	unit     string // what broken counts, as in codec
	broken   int    // parts that are nothing in the encoding, replaced by U+FFFD
	cut      bool   // the last character was incomplete and dropped
	guessed  bool   // by score: neither a byte order mark nor valid UTF-8 says so
	mixed    string // what other encoding some lines are in
}

const replacement = "\ufffd"

var (
	utf8Codec = &codec{name: "utf-8", unit: "bytes", decode: decodeUTF8, align: alignUTF8}
	gbCodec   = &codec{
		name: "gb18030", unit: "characters", prior: 1,
		decode: decodeWith(simplifiedchinese.GB18030), align: alignDouble,
		repair: func(raw []byte) decoding { return repair(simplifiedchinese.GB18030, raw) },
	}
	big5Codec = &codec{
		name: "big5", unit: "characters", prior: 3,
		decode: decodeWith(traditionalchinese.Big5), align: alignDouble,
		repair: func(raw []byte) decoding { return repair(traditionalchinese.Big5, raw) },
	}
	utf16leCodec = &codec{
		name: "utf-16le", unit: "characters", prior: 6,
		decode: func(raw []byte) decoding { return decodeUTF16(raw, 1, 0) }, align: alignEven,
	}
	utf16beCodec = &codec{
		name: "utf-16be", unit: "characters", prior: 6,
		decode: func(raw []byte) decoding { return decodeUTF16(raw, 0, 1) }, align: alignEven,
	}
)

// marked are the encodings that a byte order mark names. The longer marks come first:
// that of UTF-32LE begins with that of UTF-16LE.
var marked = []*codec{
	{name: "utf-32le", mark: "\xff\xfe\x00\x00", unit: "characters", decode: func(raw []byte) decoding { return decodeUTF32(raw, 3, 2, 1, 0) }},
	{name: "utf-32be", mark: "\x00\x00\xfe\xff", unit: "characters", decode: func(raw []byte) decoding { return decodeUTF32(raw, 0, 1, 2, 3) }},
	{name: "gb18030", mark: "\x84\x31\x95\x33", unit: gbCodec.unit, decode: gbCodec.decode, repair: gbCodec.repair},
	{name: "utf-8-bom", mark: "\xef\xbb\xbf", unit: utf8Codec.unit, decode: decodeUTF8},
	{name: "utf-16le", mark: "\xff\xfe", unit: "characters", decode: utf16leCodec.decode},
	{name: "utf-16be", mark: "\xfe\xff", unit: "characters", decode: utf16beCodec.decode},
}

// markOf returns the codec whose byte order mark raw begins with, nil for none.
func markOf(raw []byte) *codec {
	for _, c := range marked {
		if bytes.HasPrefix(raw, []byte(c.mark)) {
			return c
		}
	}
	return nil
}

// decode reads raw in the encoding that a byte order mark names, else as UTF-8 if it
// is that, else in the encoding in which it reads most like Chinese text (choose).
// It is a function of the bytes alone.
func decode(raw []byte) decoding {
	if c := markOf(raw); c != nil {
		return c.read(raw[len(c.mark):])
	}
	if utf8.Valid(raw) && !suspicious(raw) {
		return decoding{text: string(raw), encoding: utf8Codec.name, unit: utf8Codec.unit}
	}
	d := decodeGuess(raw, sample)
	if d.broken > d.tolerated(raw) && len(raw) > 3*sample {
		// The samples were not like the rest.
		d = decodeGuess(raw, len(raw))
	}
	return d
}

// decodeGuess reads raw in the encoding that samples of it show.
func decodeGuess(raw []byte, sample int) decoding {
	c, other := choose(raw, sample)
	if other != nil {
		return decodeMixed(raw, c, other)
	}
	d := c.read(raw)
	d.guessed = c != utf8Codec
	return d
}

// read decodes raw, without a mark.
func (c *codec) read(raw []byte) decoding {
	d := c.decode(raw)
	if d.broken > 0 && c.repair != nil {
		d = c.repair(raw)
	}
	d.text = strings.TrimPrefix(d.text, "\ufeff")
	d.encoding, d.unit = c.name, c.unit
	return d
}

// shortest is the length up to which valid UTF-8 is compared with other encodings.
// Eight Chinese characters in UTF-16 consist of ASCII bytes alone once in 10^5 files,
// and a heading of two in GB18030 can be two Latin letters in UTF-8; in longer texts
// that does not happen.
const shortest = 64 // bytes

// suspicious reports whether valid UTF-8 can be something else all the same.
func suspicious(raw []byte) bool {
	return len(raw) <= shortest && (len(raw)%2 == 0 || pairsOnly(raw)) || bytes.IndexByte(raw, 0) >= 0
}

// decodeUTF8 repairs UTF-8. A run of broken bytes becomes one U+FFFD; a pair of
// surrogates that was encoded as if it were two characters (CESU-8, written by some
// databases) becomes the character that it stands for.
func decodeUTF8(raw []byte) decoding {
	var d decoding
	if utf8.Valid(raw) {
		d.text = string(raw)
		return d
	}
	var b strings.Builder
	b.Grow(len(raw) + utf8.UTFMax)
	gap := false // the last thing written is a replacement
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		switch {
		case r != utf8.RuneError || n != 1:
			gap = false
			b.Write(raw[i : i+n])
			i += n
			continue
		case !utf8.FullRune(raw[i:]): // valid so far, then the end
			d.cut = true
			i = len(raw)
			continue
		}
		n = 1
		if hi, ok := surrogate(raw[i:]); ok {
			n = 3
			if lo, ok := surrogate(raw[i+3:]); ok {
				if r := utf16.DecodeRune(hi, lo); r != utf8.RuneError {
					gap = false
					b.WriteRune(r)
					i += 6
					continue
				}
			}
		}
		if !gap {
			b.WriteString(replacement)
		}
		gap = true
		d.broken += n
		i += n
	}
	d.text = b.String()
	return d
}

// surrogate decodes a surrogate in the form of a three-byte UTF-8 character.
func surrogate(b []byte) (rune, bool) {
	if len(b) < 3 || b[0] != 0xed || b[1]&0xe0 != 0xa0 || b[2]&0xc0 != 0x80 {
		return 0, false
	}
	return 0xd000 | rune(b[1]&0x3f)<<6 | rune(b[2]&0x3f), true
}

// decodeUTF16 reads UTF-16 whose high byte stands at hi and low byte at lo of each
// pair. An unpaired surrogate becomes U+FFFD.
func decodeUTF16(raw []byte, hi, lo int) decoding {
	d := decoding{cut: len(raw)%2 == 1}
	n := len(raw) / 2
	unit := func(i int) rune { return rune(raw[2*i+hi])<<8 | rune(raw[2*i+lo]) }
	var b strings.Builder
	b.Grow(n*3 + utf8.UTFMax)
	for i := 0; i < n; i++ {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			next := rune(0)
			if i+1 < n {
				next = unit(i + 1)
			}
			pair := utf16.DecodeRune(r, next)
			switch {
			case pair != utf8.RuneError:
				i++
			case i+1 == n && r < 0xdc00: // the end took the second half
				d.cut = true
				continue
			default:
				d.broken++
			}
			r = pair
		}
		b.WriteRune(r)
	}
	d.text = b.String()
	return d
}

// decodeUTF32 reads UTF-32 whose bytes, from the highest, stand at order of each
// four.
func decodeUTF32(raw []byte, order ...int) decoding {
	d := decoding{cut: len(raw)%4 != 0}
	var b strings.Builder
	for ; len(raw) >= 4; raw = raw[4:] {
		var u uint32
		for _, i := range order {
			u = u<<8 | uint32(raw[i])
		}
		if u > unicode.MaxRune || utf16.IsSurrogate(rune(u)) {
			u = utf8.RuneError
			d.broken++
		}
		b.WriteRune(rune(u))
	}
	d.text = b.String()
	return d
}

// decodeWith returns the decode function of a multi-byte encoding. What it cannot
// read counts as broken, once for each U+FFFD it becomes.
func decodeWith(enc encoding.Encoding) func(raw []byte) decoding {
	return func(raw []byte) decoding {
		var d decoding
		dec := enc.NewDecoder().Transformer
		var out strings.Builder
		out.Grow(len(raw)*3/2 + utf8.UTFMax)
		buf := make([]byte, min(32<<10, 3*len(raw)+utf8.UTFMax))
		for {
			// Without atEOF an incomplete character at the end is left over,
			// which tells a cut file from a broken one.
			n, used, err := dec.Transform(buf, raw, false)
			d.broken += bytes.Count(buf[:n], []byte(replacement))
			out.Write(buf[:n])
			raw = raw[used:]
			if err != transform.ErrShortDst {
				break
			}
		}
		d.cut = len(raw) > 0
		d.text = out.String()
		return d
	}
}

// decodeMixed reads lines that are valid UTF-8 as that and the others with c. major
// is the one of the two that most lines are in.
func decodeMixed(raw []byte, major, c *codec) decoding {
	var out strings.Builder
	d := decoding{encoding: major.name, unit: c.unit}
	other, all := 0, 0
	for rest := raw; len(rest) > 0; {
		line := rest[:lineEnd(rest)]
		rest = rest[len(line):]
		all++
		if utf8.Valid(line) {
			out.Write(line)
			continue
		}
		other++
		part := c.decode(line)
		out.WriteString(part.text)
		d.broken += part.broken
		if part.cut && len(rest) > 0 {
			d.broken++
			out.WriteString(replacement)
		} else {
			d.cut = part.cut
		}
	}
	d.text = out.String()
	d.mixed = fmt.Sprintf("%d of %d lines are not UTF-8 and were read as %s", other, all, c.name)
	return d
}

// lineEnd returns the length of the first line of raw with its line feed. No
// character of UTF-8, GB18030 or Big5 holds that byte in its midst.
func lineEnd(raw []byte) int {
	if i := bytes.IndexByte(raw, '\n'); i >= 0 {
		return i + 1
	}
	return len(raw)
}

// Decode returns the text of raw in the encoding that its bytes show, and false where they
// read as text in none.
func Decode(raw []byte) (text string, ok bool) {
	d := decode(raw)
	p, _ := d.verdict(raw, "")
	return d.text, p.status == OK || p.status == Partial
}

// decodeDeclared decodes the bytes of a web page that names its encoding. What the bytes show
// counts for more: pages are saved again by programs that leave the name as it was.
func decodeDeclared(raw []byte, declared string) (text, name string) {
	d := decode(raw)
	if d.guessed || d.broken > d.tolerated(raw) {
		if c := codecOf(declared); c != nil && c.name != d.encoding {
			if other := c.read(raw); other.broken <= other.tolerated(raw) {
				d = other
			}
		}
	}
	return d.text, d.encoding
}

// codecOf returns the codec of an encoding by its name on the web, nil where it is unknown.
func codecOf(name string) *codec {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "utf-8", "utf8":
		return utf8Codec
	case "gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936":
		return gbCodec
	case "big5", "big5-hkscs", "x-x-big5", "cp950":
		return big5Codec
	case "utf-16", "utf-16le":
		return utf16leCodec
	case "utf-16be":
		return utf16beCodec
	}
	return nil
}
