package source

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// A byte that is lost or comes in makes a decoder of GB18030 or Big5 pair up all
// bytes behind it wrongly, up to the next ASCII character: in Chinese prose, whose
// punctuation has two bytes too, that is the rest of the line. Most of the wrong
// pairs are characters, so the decoder sees an error late or never.
//
// Repair looks at each stretch between two bytes below 0x30, which are never part of
// a longer character, and where the decoder met an error takes the cheapest reading
// of the whole stretch under the model of cost, a byte that is left out costing
// costBroken. That is a shortest path over the bytes of the stretch (Viterbi 1967),
// linear in its length.

// maxRepair bounds the bytes of one input that go through the shortest path, which
// takes about 0.2 µs for each. What is beyond is more broken than text.
const maxRepair = 1 << 20 // bytes

// repair decodes raw like decodeWith, with readings as described above.
func repair(enc encoding.Encoding, raw []byte) decoding {
	plain := decodeWith(enc)
	var d decoding
	var out strings.Builder
	out.Grow(len(raw)*3/2 + utf8.UTFMax)
	p := pather{dec: enc.NewDecoder().Transformer, ranks: hanRanks()}
	budget := maxRepair
	for len(raw) > 0 {
		n := stretchEnd(raw)
		stretch := raw[:n]
		raw = raw[n:]
		part := plain(stretch)
		if (part.broken > 0 || part.cut && len(raw) > 0) && n <= budget {
			budget -= n
			part = p.read(stretch, len(raw) == 0)
		} else if part.cut && len(raw) > 0 {
			part.broken++
			part.text += replacement
		}
		out.WriteString(part.text)
		d.broken += part.broken
		if len(raw) == 0 {
			d.cut = part.cut
		}
	}
	d.text = out.String()
	return d
}

// stretchEnd returns the length of the bytes of raw up to and with the first one
// below 0x30.
func stretchEnd(raw []byte) int {
	for i, b := range raw {
		if b < '0' {
			return i + 1
		}
	}
	return len(raw)
}

// pather finds cheapest readings. It keeps its memory between them.
type pather struct {
	dec   transform.Transformer
	ranks *[hanRows]rank
	bits  []int32 // cheapest reading of the first i bytes
	step  []uint8 // bytes of its last character; 0: one byte left out
	buf   [16]byte
}

// read returns the cheapest reading of stretch; atEnd allows an incomplete character
// at its end.
func (p *pather) read(stretch []byte, atEnd bool) decoding {
	const far = 1 << 30
	n := len(stretch)
	p.bits, p.step = append(p.bits[:0], 0), append(p.step[:0], 0)
	for range n {
		p.bits, p.step = append(p.bits, far), append(p.step, 0)
	}
	for i := range n {
		relax := func(size int, bits int32) {
			// Bits grow by 30 a byte at most, so a stretch of maxRepair stays below far.
			if total := p.bits[i] + bits; total < p.bits[i+max(size, 1)] {
				p.bits[i+max(size, 1)], p.step[i+max(size, 1)] = total, uint8(size)
			}
		}
		lost := int32(costBroken)
		if atEnd && i == n-1 {
			lost = costCut
		}
		relax(0, lost)
		for _, size := range [...]int{1, 2, 4} {
			if i+size > n || size == 1 && stretch[i] >= utf8.RuneSelf || size > 1 && stretch[i] < utf8.RuneSelf {
				continue
			}
			if text := p.char(stretch[i : i+size]); text != "" {
				bits := int32(0)
				for _, r := range text {
					c, _ := cost(r, p.ranks)
					bits += c
				}
				relax(size, bits)
			}
		}
	}
	return p.write(stretch, atEnd)
}

// char returns the character that exactly these bytes are, "" for none.
func (p *pather) char(b []byte) string {
	p.dec.Reset()
	n, used, err := p.dec.Transform(p.buf[:], b, true)
	text := string(p.buf[:n])
	if err != nil || used != len(b) || strings.Contains(text, replacement) || len(b) == 4 && utf8.RuneCountInString(text) != 1 {
		return ""
	}
	return text
}

// write gives the reading that read found.
func (p *pather) write(stretch []byte, atEnd bool) decoding {
	var d decoding
	var parts []string
	for i := len(stretch); i > 0; {
		size := int(p.step[i])
		switch {
		case size > 0:
			parts = append(parts, p.char(stretch[i-size:i]))
		case atEnd && i == len(stretch):
			d.cut = true
		default:
			d.broken++
			if len(parts) == 0 || parts[len(parts)-1] != replacement {
				parts = append(parts, replacement)
			}
		}
		i -= max(size, 1)
	}
	var out strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		out.WriteString(parts[i])
	}
	d.text = out.String()
	return d
}
