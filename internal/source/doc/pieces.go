package doc

// piece is a run of characters that stand together in the text stream, [MS-DOC] 2.8.35.
type piece struct {
	from, to int    // characters of the document, half-open
	at       int    // byte offset in the text stream
	wide     bool   // UTF-16, else one byte a character
	prm      uint16 // properties laid over those of its characters, [MS-DOC] 2.9.214
}

// Bits of FcCompressed, [MS-DOC] 2.9.73.
const (
	fcMask       = 0x3FFFFFFF
	fcCompressed = 0x40000000
)

// Blocks of a Clx, [MS-DOC] 2.9.38.
const (
	clxProps  = 1
	clxPieces = 2
)

// pieceEntry is the number of bytes of a Pcd, [MS-DOC] 2.9.177.
const pieceEntry = 8

// readPieces returns the pieces of the text in their order, and the property lists that
// their prm name.
func readPieces(f *fib) (pieces []piece, props [][]byte, err error) {
	raw := f.pair(pairClx)
	for len(raw) >= 3 && raw[0] == clxProps {
		n := int(le.Uint16(raw[1:]))
		if 3+n > len(raw) {
			return nil, nil, damaged("damaged: a Word document (.doc) whose index of text is cut")
		}
		props = append(props, raw[3:3+n])
		raw = raw[3+n:]
	}
	if len(raw) < 5 || raw[0] != clxPieces {
		return nil, nil, damaged("damaged: a Word document (.doc) whose index of text is missing")
	}
	n := uint64(le.Uint32(raw[1:]))
	if n > uint64(len(raw)-5) {
		return nil, nil, damaged("damaged: a Word document (.doc) whose index of text is cut")
	}
	list := newPLC(raw[5:5+n], pieceEntry)
	end := 0  // of the piece before
	read := 0 // bytes of all pieces; those of a sound file share none
	for i := range list.n {
		from, to := int(list.place(i)), int(list.place(i+1))
		e := list.entry(i)
		fc := le.Uint32(e[2:])
		p := piece{from: from, to: to, at: int(fc & fcMask), wide: fc&fcCompressed == 0, prm: le.Uint16(e[6:])}
		width := 2
		if !p.wide {
			p.at, width = p.at/2, 1
		}
		if to < from || from != end || p.at+(to-from)*width > len(f.text) {
			return nil, nil, damaged("damaged: a Word document (.doc) whose index of text leads out of it")
		}
		if read += (to - from) * width; read > len(f.text) {
			return nil, nil, damaged("damaged: a Word document (.doc) whose pieces of text overlap")
		}
		pieces, end = append(pieces, p), to
	}
	return pieces, props, nil
}

// unit is a character as stored: a UTF-16 code unit.
type unit struct {
	code  uint16
	piece int32
	at    uint32 // byte offset in the text stream
}

// unit returns character i of the document, which stands in piece p with number n.
func (f *fib) unit(p piece, n, i int) unit {
	i -= p.from
	if p.wide {
		at := p.at + 2*i
		return unit{le.Uint16(f.text[at:]), int32(n), uint32(at)}
	}
	at := p.at + i
	return unit{cp1252(f.text[at]), int32(n), uint32(at)}
}

// cp1252 returns the UTF-16 of a byte of a compressed piece: Windows-1252, where
// [MS-DOC] 2.9.73 lists what differs from Latin-1.
func cp1252(c byte) uint16 {
	if c < 0x82 || c > 0x9F {
		return uint16(c)
	}
	return [...]uint16{
		0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x8E, 0x8F,
		0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x9E, 0x0178,
	}[c-0x82]
}
