package pdf

import (
	"bufio"
	"bytes"
	"compress/flate"
	"errors"
	"hash/adler32"
	"io"

	"chachong/internal/source/extract"
)

const (
	// maxStream bounds one unpacked stream, in bytes. Page contents are some 5 to 500 KB,
	// embedded Chinese fonts up to 20 MB.
	maxStream = 40 << 20
	// maxFilters bounds the filters of one stream; two are usual.
	maxFilters = 8
	// maxRow bounds a row of a predictor, in bytes.
	maxRow = 1 << 20
)

var errFilter = errors.New("a filter for pictures")

// decode returns the unpacked data of s, every byte of them charged. With errSyntax or a
// truncated stream it returns what could be unpacked.
func (f *file) decode(s *stream) ([]byte, error) {
	data := s.raw
	if f.crypt != nil && s.id != (ref{}) {
		data = f.crypt.stream(s, data)
	}
	if err := f.b.Unpack(len(data)); err != nil {
		return nil, err
	}
	filters, parms := f.list(s.dict["Filter"], s.dict["F"]), f.list(s.dict["DecodeParms"], s.dict["DP"])
	if len(filters) > maxFilters {
		return nil, tooMany("filters of one stream", maxFilters)
	}
	var short error
	if s.cut {
		short = errEnd
	}
	for i, filter := range filters {
		var p dict
		if i < len(parms) {
			p = f.dict(parms[i])
		}
		var err error
		data, err = f.filter(f.nameOf(filter), p, data)
		if fatal(err) || errors.Is(err, errFilter) {
			return nil, err
		}
		if err != nil {
			short = err
		}
	}
	return data, short
}

// list returns o, or where it is absent alt, as an array.
func (f *file) list(o, alt any) array {
	if o == nil {
		o = alt
	}
	switch o := f.resolve(o).(type) {
	case array:
		return o
	case name, dict:
		return array{o}
	}
	return nil
}

func (f *file) filter(n name, p dict, in []byte) (out []byte, err error) {
	switch n {
	case "FlateDecode", "Fl":
		out, err = f.inflate(in)
	case "LZWDecode", "LZW":
		out, err = f.lzw(in, f.int(p["EarlyChange"], 1))
	case "ASCIIHexDecode", "AHx":
		l := lexer{f: f, src: in, pos: -1}
		out = l.hex()
	case "ASCII85Decode", "A85":
		out, err = base85(in)
	case "RunLengthDecode", "RL":
		out, err = f.runLength(in)
	case "Crypt":
		return in, nil
	default:
		return nil, errFilter
	}
	if n == "ASCIIHexDecode" || n == "AHx" || n == "ASCII85Decode" || n == "A85" {
		if over := f.charge(len(out), len(out)); over != nil {
			return nil, over
		}
	}
	if fatal(err) {
		return nil, err
	}
	if k := f.int(p["Predictor"], 1); k > 1 {
		var perr error
		if out, perr = f.predict(k, p, out); perr != nil {
			return out, perr
		}
	}
	return out, err
}

// charge charges n more bytes of a stream that has total then.
func (f *file) charge(n, total int) error {
	if total > maxStream {
		return extract.Errorf(extract.CodeLimitUnpack, extract.HintLimit,
			"too large: a part of it unpacks to more than the limit of %d MiB", maxStream>>20)
	}
	return f.b.Unpack(n)
}

// inflate unpacks a zlib stream (RFC 1950), or bare deflate data.
func (f *file) inflate(in []byte) ([]byte, error) {
	for len(in) > 0 && isSpace(in[0]) { // a line end too many behind "stream"
		in = in[1:]
	}
	zlib := len(in) >= 2 && in[0]&0x0f == 8 && (int(in[0])<<8|int(in[1]))%31 == 0
	if zlib {
		in = in[2:]
	}
	src := bytes.NewReader(in)
	r := flate.NewReader(src)
	var out []byte
	for {
		if len(out) == cap(out) {
			grown := make([]byte, len(out), 2*len(out)+4<<10)
			copy(grown, out)
			out = grown
		}
		n, err := r.Read(out[len(out):cap(out)])
		out = out[:len(out)+n]
		if over := f.charge(n, len(out)); over != nil {
			return nil, over
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return out, errSyntax
		}
	}
	var sum [4]byte
	if n, _ := io.ReadFull(src, sum[:]); zlib && n == 4 && uint32(bigEndian(sum[:])) != adler32.Checksum(out) {
		return out, errSyntax
	}
	return out, nil
}

// lzw unpacks LZW data (ISO 32000-1 7.4.4). early is 1 where codes grow one code sooner
// than they need.
func (f *file) lzw(in []byte, early int) ([]byte, error) {
	const clearCode, endCode = 256, 257
	// Code c ≥ 258 is what stood at start[c]..start[c]+length[c] of the output.
	var start, length [4096]int
	var out []byte
	next, width, prev, prevLen := 258, 9, -1, 0
	bits, nbits, charged := 0, 0, 0
	for _, c := range in {
		bits, nbits = bits<<8|int(c), nbits+8
		if nbits < width {
			continue
		}
		code := bits >> (nbits - width)
		nbits -= width
		bits &= 1<<nbits - 1
		switch {
		case code == endCode:
			return out, f.charge(len(out)-charged, len(out))
		case code == clearCode:
			next, width, prev = 258, 9, -1
			continue
		}
		at := len(out)
		switch {
		case code < 256:
			out = append(out, byte(code))
		case code < next:
			out = append(out, out[start[code]:start[code]+length[code]]...)
		case code == next && prev >= 0:
			out = append(out, out[prev:prev+prevLen]...)
			out = append(out, out[prev])
		default:
			return out, errSyntax
		}
		if prev >= 0 && next < 4096 {
			start[next], length[next] = prev, prevLen+1
			next++
		}
		prev, prevLen = at, len(out)-at
		switch room := next + early; {
		case room >= 2048:
			width = 12
		case room >= 1024:
			width = 11
		case room >= 512:
			width = 10
		}
		if len(out)-charged > 64<<10 {
			if err := f.charge(len(out)-charged, len(out)); err != nil {
				return nil, err
			}
			charged = len(out)
		}
	}
	return out, f.charge(len(out)-charged, len(out))
}

// base85 unpacks 7.4.3. Its output has at most four bytes for one of in.
func base85(in []byte) ([]byte, error) {
	in = bytes.TrimPrefix(bytes.TrimSpace(in), []byte("<~"))
	out := make([]byte, 0, len(in)/5*4+4)
	var v uint32
	n := 0
	for _, c := range in {
		switch {
		case isSpace(c):
			continue
		case c == '~':
			return append(out, tail85(v, n)...), nil
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
			continue
		case c < '!' || c > 'u':
			return out, errSyntax
		}
		v = v*85 + uint32(c-'!')
		if n++; n == 5 {
			out = append(out, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
			v, n = 0, 0
		}
	}
	return append(out, tail85(v, n)...), nil
}

func tail85(v uint32, n int) []byte {
	if n < 2 {
		return nil
	}
	for i := n; i < 5; i++ {
		v = v*85 + 84
	}
	return []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8)}[:n-1]
}

// runLength unpacks 7.4.5.
func (f *file) runLength(in []byte) ([]byte, error) {
	var out []byte
	charged := 0
	for len(in) > 0 {
		n := int(in[0])
		in = in[1:]
		switch {
		case n == 128:
			in = nil
		case n < 128:
			n = min(n+1, len(in))
			out = append(out, in[:n]...)
			in = in[n:]
		case len(in) > 0:
			out = append(out, bytes.Repeat(in[:1], 257-n)...)
			in = in[1:]
		}
		if len(out)-charged > 64<<10 || len(in) == 0 {
			if err := f.charge(len(out)-charged, len(out)); err != nil {
				return nil, err
			}
			charged = len(out)
		}
	}
	return out, nil
}

// predict undoes a predictor (7.4.4.4): 2 is that of TIFF, 10 and more are those of PNG.
func (f *file) predict(kind int, p dict, in []byte) ([]byte, error) {
	colors, bits, columns := f.int(p["Colors"], 1), f.int(p["BitsPerComponent"], 8), f.int(p["Columns"], 1)
	if colors < 1 || colors > 64 || bits < 1 || bits > 16 || columns < 1 || columns > maxRow*8 {
		return nil, damaged("a predictor is not valid")
	}
	row := (colors*bits*columns + 7) / 8
	if row > maxRow {
		return nil, damaged("a predictor is not valid")
	}
	step := max(1, colors*bits/8)
	if kind == 2 {
		if bits != 8 {
			return in, errFilter
		}
		for ; len(in) >= row; in = in[row:] {
			for i := step; i < row; i++ {
				in[i] += in[i-step]
			}
		}
		return in, nil
	}
	out := make([]byte, 0, len(in))
	above := make([]byte, row)
	r := bufio.NewReader(bytes.NewReader(in))
	for {
		tag, err := r.ReadByte()
		if err != nil {
			return out, nil
		}
		at := len(out)
		out = append(out, make([]byte, row)...)
		line := out[at:]
		n, err := io.ReadFull(r, line)
		for i := range n {
			var left, corner byte
			if i >= step {
				left, corner = line[i-step], above[i-step]
			}
			switch tag {
			case 1:
				line[i] += left
			case 2:
				line[i] += above[i]
			case 3:
				line[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				line[i] += paeth(left, above[i], corner)
			}
		}
		if err != nil {
			return out[:at+n], nil
		}
		above = line
	}
}

func paeth(a, b, c byte) byte {
	pa, pb := int(b)-int(c), int(a)-int(c)
	pc := pa + pb
	pa, pb, pc = max(pa, -pa), max(pb, -pb), max(pc, -pc)
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}
