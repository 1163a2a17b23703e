package archive

import (
	"encoding/binary"
	"errors"
	"math"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"chachong/internal/text"
)

var order = binary.LittleEndian

var errShort = errors.New("ends early or holds a number out of range")

// decoder reads what the append functions of encoding/binary wrote. After the first value
// that is not there all that it returns are zeros, and bad is set.
type decoder struct {
	data []byte
	bad  bool
}

func (d *decoder) take(n int) []byte {
	if n < 0 || n > len(d.data) {
		d.bad, d.data = true, nil
		return nil
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b
}

func (d *decoder) uint32() uint32 {
	if b := d.take(4); b != nil {
		return order.Uint32(b)
	}
	return 0
}

func (d *decoder) uint64() uint64 {
	if b := d.take(8); b != nil {
		return order.Uint64(b)
	}
	return 0
}

// uvarint returns a number of at most limit.
func (d *decoder) uvarint(limit uint64) uint64 {
	v, n := binary.Uvarint(d.data)
	if n <= 0 || v > limit {
		d.bad, d.data = true, nil
		return 0
	}
	d.data = d.data[n:]
	return v
}

// length returns the number of elements that follow, each of at least one byte.
func (d *decoder) length() int { return int(d.uvarint(uint64(len(d.data)))) }

func (d *decoder) int32() int32 { return int32(d.uvarint(math.MaxInt32)) }

func (d *decoder) string() string { return string(d.take(d.length())) }

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendNumbers appends ascending distinct numbers >= 0.
func appendNumbers[T int32 | uint32](b []byte, list []T) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	var last T
	for _, n := range list {
		b = binary.AppendUvarint(b, uint64(n-last))
		last = n
	}
	return b
}

// numbers reads what appendNumbers wrote.
func numbers[T int32 | uint32](d *decoder, limit uint64) []T {
	n := d.length()
	if n == 0 {
		return nil
	}
	list := make([]T, n)
	var last uint64
	for i := range list {
		last += d.uvarint(limit)
		if last > limit {
			d.bad = true
			return nil
		}
		list[i] = T(last)
	}
	return list
}

// appendSpans appends ascending spans.
func appendSpans(b []byte, spans []text.Span) []byte {
	b = binary.AppendUvarint(b, uint64(len(spans)))
	var last int32
	for _, s := range spans {
		b = binary.AppendVarint(b, int64(s.Lo-last))
		b = binary.AppendUvarint(b, uint64(max(0, s.Hi-s.Lo)))
		last = s.Hi
	}
	return b
}

// spans reads what appendSpans wrote.
func (d *decoder) spans() []text.Span {
	n := d.length()
	if n == 0 {
		return nil
	}
	spans := make([]text.Span, n)
	last := int64(0)
	for i := range spans {
		v, k := binary.Varint(d.data)
		if k <= 0 || v > math.MaxInt32 || v < math.MinInt32 {
			d.bad, d.data = true, nil
			return nil
		}
		d.data = d.data[k:]
		lo := last + v
		hi := lo + int64(d.int32())
		if lo < 0 || hi > math.MaxInt32 {
			d.bad, d.data = true, nil
			return nil
		}
		spans[i] = text.Span{Lo: int32(lo), Hi: int32(hi)}
		last = hi
	}
	return spans
}

// within reports whether all spans are of a text of so many bytes.
func within(spans []text.Span, size int) bool {
	for _, s := range spans {
		if int(s.Hi) > size {
			return false
		}
	}
	return true
}

// appendUTF16 appends valid UTF-8 as big-endian UTF-16.
func appendUTF16(b []byte, s string) []byte {
	for _, r := range s {
		if r < 0x10000 {
			b = binary.BigEndian.AppendUint16(b, uint16(r))
			continue
		}
		hi, lo := utf16.EncodeRune(r)
		b = binary.BigEndian.AppendUint16(b, uint16(hi))
		b = binary.BigEndian.AppendUint16(b, uint16(lo))
	}
	return b
}

// utf16 reads all that is left as what appendUTF16 wrote.
func (d *decoder) utf16() string {
	b := d.data
	d.data = nil
	out := make([]byte, 0, len(b)/2*3)
	for len(b) >= 2 {
		r := rune(binary.BigEndian.Uint16(b))
		b = b[2:]
		if utf16.IsSurrogate(r) && len(b) >= 2 {
			r = utf16.DecodeRune(r, rune(binary.BigEndian.Uint16(b)))
			b = b[2:]
		}
		out = utf8.AppendRune(out, r)
	}
	d.bad = d.bad || len(b) > 0
	return string(out)
}

func decimal[T int | int32 | int64](n T) string { return strconv.FormatInt(int64(n), 10) }
