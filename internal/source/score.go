package source

import (
	"bytes"
	"math"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// The encoding of a text without byte order mark is chosen by likelihood. All
// decodings explain the same bytes, so the one that makes the likeliest text is the
// likeliest encoding: cost sums -log2 P(character | script of the one before) under
// a model of Chinese office prose with a score of classes of characters. Nothing has
// to be tuned between encodings, and eight characters are enough: Chinese prose costs
// 10 to 12 bits a character, and 17 to 24 when it is read in a wrong encoding.

// Costs of the classes, in bits: -log2 of the share of the class in office texts over
// the number of its characters. Nine tenths of the ideographs are among the common
// ones, nearly all others on the first level of GB 2312 (3,755 characters) or Big5
// (5,401). The costs of what texts hardly ever have are round figures.
const (
	costSpace    = 4
	costLower    = 5
	costUpper    = 6
	costDigit    = 5
	costSymbol   = 8 // ASCII punctuation
	costPunct    = 7 // Chinese punctuation
	costCommon   = 9
	costLevel1   = 14
	costLevel2   = 19
	costRare     = 23 // other ideographs of the first block
	costExt      = 28 // extension blocks
	costSign     = 12 // enclosed numbers, arrows, boxes, full-width letters
	costAlphabet = 13 // usual letters of Latin with accents, Greek, Cyrillic, Hebrew, Arabic; kana
	costHangul   = 16
	costOther    = 22 // other assigned characters
	costPrivate  = 30
	costControl  = 22
	costBroken   = 30 // a run of what is nothing in the encoding; an unassigned character
	costByte     = 8  // a byte in such a run
	costCut      = 12 // an incomplete character at the end
	costSwitch   = 3  // another script than the character before
	costMixed    = 40 // a file in two encodings
	costAccident = 8  // that bytes in GB18030 or Big5 are valid UTF-8
)

// script is what costSwitch tells apart.
type script uint8

const (
	scriptAny script = iota // goes with all of them
	scriptASCII
	scriptHan
	scriptOther
)

// cost returns the bits that r costs and its script.
func cost(r rune, ranks *[hanRows]rank) (int32, script) {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case r == ' ' || r == '\n' || r == '\r' || r == '\t':
			return costSpace, scriptAny
		case 'a' <= r && r <= 'z':
			return costLower, scriptASCII
		case 'A' <= r && r <= 'Z':
			return costUpper, scriptASCII
		case '0' <= r && r <= '9':
			return costDigit, scriptASCII
		case r < ' ' || r == 0x7f:
			return costControl, scriptOther
		}
		return costSymbol, scriptAny
	case hanFirst <= r && r < hanFirst+hanRows:
		return rankCost[ranks[r-hanFirst]], scriptHan
	case r == utf8.RuneError:
		return costBroken, scriptOther
	case 0x3000 <= r && r <= 0x3011, r == 0x2014, r == 0x2026, r == 0x201c, r == 0x201d, r == 0xb7,
		r == 0xff0c, r == 0xff1a, r == 0xff1b, r == 0xff08, r == 0xff09, r == 0xff01, r == 0xff1f:
		return costPunct, scriptHan
	case 0x2010 <= r && r <= 0x203b, 0x2150 <= r && r <= 0x22ff, 0x2460 <= r && r <= 0x26ff,
		0x3012 <= r && r <= 0x303f, 0x3200 <= r && r <= 0x33ff, 0xfe30 <= r && r <= 0xfe4f, 0xff01 <= r && r <= 0xff5e:
		return costSign, scriptHan
	case 0xa1 <= r && r <= 0x17f, 0x391 <= r && r <= 0x3c9, 0x400 <= r && r <= 0x45f,
		0x5d0 <= r && r <= 0x5ea, 0x620 <= r && r <= 0x652, 0x3040 <= r && r <= 0x30ff:
		return costAlphabet, scriptOther
	case 0xac00 <= r && r <= 0xd7a3:
		return costHangul, scriptOther
	case 0x3400 <= r && r <= 0x4dbf, 0xf900 <= r && r <= 0xfaff, 0x20000 <= r && r <= 0x3ffff:
		return costExt, scriptHan
	case 0xe000 <= r && r <= 0xf8ff, r >= 0xf0000:
		return costPrivate, scriptOther
	case r < 0xa0:
		return costControl, scriptOther
	case unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cf):
		return costOther, scriptOther
	}
	return costBroken, scriptOther
}

// rank orders ideographs by how usual they are.
type rank uint8

const (
	rankRare rank = iota
	rankLevel2
	rankLevel1
	rankCommon
)

var rankCost = [...]int32{rankRare: costRare, rankLevel2: costLevel2, rankLevel1: costLevel1, rankCommon: costCommon}

// The first block of ideographs.
const (
	hanFirst = 0x4e00
	hanRows  = 0x5200
)

// hanRanks returns the ranks of U+4E00 to U+9FFF. The two levels are those of the
// national standards, read off the code tables of the decoders: rows B0-D7 and
// D8-F7 of GB 2312, A4-C6 and C9-F9 of Big5.
var hanRanks = sync.OnceValue(func() *[hanRows]rank {
	ranks := new([hanRows]rank)
	mark := func(text string, to rank) {
		for _, r := range text {
			if i := r - hanFirst; i >= 0 && i < hanRows {
				ranks[i] = max(ranks[i], to)
			}
		}
	}
	pairs := func(first, last byte, low bool) []byte {
		var b []byte
		for hi := int(first); hi <= int(last); hi++ {
			for lo := 0x40; lo <= 0xfe; lo++ {
				if lo >= 0xa1 || low && lo <= 0x7e {
					b = append(b, byte(hi), byte(lo))
				}
			}
		}
		return b
	}
	gb, big5 := decodeWith(simplifiedchinese.GB18030), decodeWith(traditionalchinese.Big5)
	mark(gb(pairs(0xb0, 0xd7, false)).text, rankLevel1)
	mark(gb(pairs(0xd8, 0xf7, false)).text, rankLevel2)
	mark(big5(pairs(0xa4, 0xc6, true)).text, rankLevel1)
	mark(big5(pairs(0xc9, 0xf9, true)).text, rankLevel2)
	mark(common, rankCommon)
	return ranks
})

// bits returns the cost of a decoded text.
func (d decoding) bits() int64 {
	ranks := hanRanks()
	total := int64(0)
	last := scriptAny
	for _, r := range d.text {
		c, s := cost(r, ranks)
		total += int64(c)
		if s != scriptAny {
			if s != last && last != scriptAny {
				total += costSwitch
			}
			last = s
		}
	}
	if d.unit == utf8Codec.unit {
		total += costByte * int64(d.broken) // a run of them is one U+FFFD
	}
	if d.cut {
		total += costCut
	}
	return total
}

// sample is the length of the three samples by which choose judges long inputs:
// the beginning, the middle and the end. One of them is more than enough; three see
// most files whose parts differ.
const sample = 2 << 10 // bytes

// A reading in GB18030, by far the most usual encoding that is not UTF-8, is taken
// without looking at the others when nothing in it is broken and it costs this much
// or less: Chinese text in a wrong encoding costs 16 bits a character and more.
const (
	decisiveBits = 12 // a character outside ASCII
	decisiveLen  = 32 // characters outside ASCII
)

// choose returns the codec in which the samples of raw, of that many bytes each, read
// best. When lines in UTF-8 and lines in another encoding alternate, other is the
// codec of those lines and c the one of the two that holds more bytes.
func choose(raw []byte, sample int) (c, other *codec) {
	valid := utf8.Valid(raw)
	mixed := !valid && hasUTF8Line(raw)
	if !valid && !mixed && decisive(gbCodec, raw, sample) {
		return gbCodec, nil
	}
	candidates := []*codec{utf8Codec, gbCodec, big5Codec, utf16leCodec, utf16beCodec}
	if valid && !pairsOnly(raw) {
		candidates = []*codec{utf8Codec, utf16leCodec, utf16beCodec}
	}
	if mixed {
		sample = len(raw) // the other lines can be anywhere
	}
	best := int64(math.MaxInt64)
	for _, k := range candidates {
		total := int64(k.prior)
		if valid && (k == gbCodec || k == big5Codec) {
			total += costAccident
		}
		for _, part := range samples(raw, sample, k.align) {
			d := k.decode(part.bytes)
			d.unit = k.unit
			d.cut = d.cut && part.last
			total += d.bits()
		}
		if total < best {
			c, best = k, total
		}
	}
	if !mixed || c == utf16leCodec || c == utf16beCodec {
		return c, nil
	}
	for _, k := range []*codec{gbCodec, big5Codec} {
		if total, most, ok := mixedBits(raw, k); ok && total < best {
			best, c, other = total, most, k
		}
	}
	return c, other
}

// pairsOnly reports whether short valid UTF-8 has no character of three or more bytes
// but some of two, as a few Chinese characters in GB18030 and Big5 have it.
func pairsOnly(raw []byte) bool {
	return len(raw) <= shortest && !ascii(raw) && !bytes.ContainsFunc(raw, func(r rune) bool { return r >= 0x800 })
}

// decisive reports whether the samples of raw leave no doubt that it is in k.
func decisive(k *codec, raw []byte, sample int) bool {
	var c census
	for _, part := range samples(raw, sample, k.align) {
		d := k.decode(part.bytes)
		if d.broken > 0 {
			return false
		}
		c.weigh(d.text)
	}
	return c.wide >= decisiveLen && c.bits <= decisiveBits*int64(c.wide)
}

// hasUTF8Line reports whether a line of raw is UTF-8 and not ASCII.
func hasUTF8Line(raw []byte) bool {
	for len(raw) > 0 {
		n := lineEnd(raw)
		if utf8.Valid(raw[:n]) && !ascii(raw[:n]) {
			return true
		}
		raw = raw[n:]
	}
	return false
}

// mixedBits returns the cost of reading the lines of raw that are no UTF-8 as k, and
// the codec that holds more bytes; ok is false where those lines do not read as text.
func mixedBits(raw []byte, k *codec) (total int64, most *codec, ok bool) {
	total = costMixed + int64(k.prior)
	var others census
	surplus := 0 // bytes of lines in k more than those in UTF-8, ASCII apart
	for len(raw) > 0 {
		line := raw[:lineEnd(raw)]
		raw = raw[len(line):]
		d := decoding{text: string(line)}
		switch {
		case !utf8.Valid(line):
			d = k.decode(line)
			d.cut = d.cut && len(raw) == 0
			surplus += len(line)
			others.weigh(d.text)
		case !ascii(line):
			surplus -= len(line)
		}
		total += d.bits()
	}
	most = utf8Codec
	if surplus > 0 {
		most = k
	}
	return total, most, others.reads()
}

// ascii reports whether b holds ASCII only.
func ascii(b []byte) bool {
	return !bytes.ContainsFunc(b, func(r rune) bool { return r >= utf8.RuneSelf })
}

// part is a sample; last says that it reaches the end of the input.
type part struct {
	bytes []byte
	last  bool
}

// samples cuts the samples of raw where align finds the start of a character.
func samples(raw []byte, sample int, align func([]byte, int) int) []part {
	if sample >= len(raw)/3 {
		return []part{{raw, true}}
	}
	middle := align(raw, len(raw)/2)
	end := align(raw, len(raw)-sample)
	return []part{
		{raw[:align(raw, sample)], false},
		{raw[middle:min(len(raw), align(raw, min(len(raw), middle+sample)))], false},
		{raw[end:], true},
	}
}

func alignEven(_ []byte, i int) int { return i &^ 1 }

// alignUTF8 skips the continuation bytes of a character.
func alignUTF8(raw []byte, i int) int {
	for n := 0; i < len(raw) && n < utf8.UTFMax && !utf8.RuneStart(raw[i]); n++ {
		i++
	}
	return i
}

// alignReach bounds the search for a sure place in one long line of Chinese. Where
// there is none the sample may be one byte off, in all double-byte encodings alike;
// the other two samples decide then.
const alignReach = 4 << 10 // bytes

// alignDouble looks for a byte that is never part of a longer character: in GB18030
// and Big5 those below 0x30.
func alignDouble(raw []byte, i int) int {
	for j := i; j < min(len(raw), i+alignReach); j++ {
		if raw[j] < '0' {
			return j
		}
	}
	return i
}
