package doc

import (
	"encoding/binary"
	"unicode/utf16"
)

// compound returns a compound file with those streams, each made at least 4096 bytes long.
func compound(streams ...namedStream) []byte {
	const sector = 512
	type placed struct{ start, sectors int }
	next, places := 0, []placed{}
	for i := range streams {
		s := &streams[i]
		s.data = append(s.data, make([]byte, max(0, 4096-len(s.data)))...)
		n := (len(s.data) + sector - 1) / sector
		places = append(places, placed{next, n})
		next += n
	}
	folder, folderSectors := next, (len(streams)+1+3)/4
	next += folderSectors
	fatStart, fatSectors := next, 1
	for (next+fatSectors)*4 > fatSectors*sector {
		fatSectors++
	}
	total := next + fatSectors
	out := make([]byte, sector*(total+1))
	copy(out, oleMagic)
	put16, put32 := binary.LittleEndian.PutUint16, binary.LittleEndian.PutUint32
	put16(out[24:], 0x3E)
	put16(out[26:], 3)
	put16(out[28:], 0xFFFE)
	put16(out[30:], 9)
	put16(out[32:], 6)
	put32(out[44:], uint32(fatSectors))
	put32(out[48:], uint32(folder))
	put32(out[56:], 4096)
	put32(out[60:], endOfChain)
	put32(out[68:], endOfChain)
	for i := range headerFAT {
		n := uint32(noEntry)
		if i < fatSectors {
			n = uint32(fatStart + i)
		}
		put32(out[76+4*i:], n)
	}
	fat := out[sector*(fatStart+1):]
	chain := func(start, n int) {
		for i := range n {
			next := uint32(start + i + 1)
			if i == n-1 {
				next = endOfChain
			}
			put32(fat[4*(start+i):], next)
		}
	}
	entry := func(i int, name string, kind byte, right, child, start uint32, size int) {
		e := out[sector*(folder+1)+entrySize*i:]
		u := utf16.Encode([]rune(name))
		for k, v := range u {
			put16(e[2*k:], v)
		}
		put16(e[64:], uint16(2*len(u)+2))
		e[66] = kind
		put32(e[68:], noEntry)
		put32(e[72:], right)
		put32(e[76:], child)
		put32(e[116:], start)
		put32(e[120:], uint32(size))
	}
	entry(0, "Root Entry", 5, noEntry, 1, endOfChain, 0)
	for i, s := range streams {
		right := uint32(i + 2)
		if i == len(streams)-1 {
			right = noEntry
		}
		copy(out[sector*(places[i].start+1):], s.data)
		entry(i+1, s.name, 2, right, noEntry, uint32(places[i].start), len(s.data))
		chain(places[i].start, places[i].sectors)
	}
	chain(folder, folderSectors)
	chain(fatStart, fatSectors)
	return out
}

type namedStream struct {
	name string
	data []byte
}

// textPiece is a piece of the text of word: compressed where raw is given.
type textPiece struct {
	raw  string // in cp1252
	wide string
	prm  uint16
}

// wordStreams returns the streams of a Word document of those pieces. lists are the
// property lists that a prm may name; lengths are those of the parts, 0 of them meaning
// that all is body.
func wordStreams(pieces []textPiece, lists []string, lengths ...int) (text, table []byte) {
	const textAt = 0x800
	le := binary.LittleEndian
	text = make([]byte, textAt)
	le.PutUint16(text, magic8)
	le.PutUint16(text[2:], word97)
	le.PutUint16(text[fibFlags:], flagTable1)
	le.PutUint16(text[fibPairs:], 93)
	for _, l := range lists {
		table = append(table, clxProps)
		table = le.AppendUint16(table, uint16(len(l)))
		table = append(table, l...)
	}
	var places, entries []byte
	n := 0
	for _, p := range pieces {
		places = le.AppendUint32(places, uint32(n))
		entries = append(entries, 0, 0)
		if p.raw != "" {
			entries = le.AppendUint32(entries, uint32(2*len(text))|fcCompressed)
			text = append(text, p.raw...)
			n += len(p.raw)
		} else {
			text = append(text, make([]byte, len(text)%2)...)
			entries = le.AppendUint32(entries, uint32(len(text)))
			for _, u := range utf16.Encode([]rune(p.wide)) {
				text = le.AppendUint16(text, u)
				n++
			}
		}
		entries = le.AppendUint16(entries, p.prm)
	}
	places = le.AppendUint32(places, uint32(n))
	table = append(table, clxPieces)
	table = le.AppendUint32(table, uint32(len(places)+len(entries)))
	table = append(append(table, places...), entries...)
	le.PutUint32(text[fibPairs+2+8*pairClx+4:], uint32(len(table)))
	if len(lengths) == 0 {
		lengths = []int{n}
	}
	for i, l := range lengths {
		le.PutUint32(text[fibLength+4*i:], uint32(l))
	}
	return text, table
}

// word returns a Word document of those pieces.
func word(pieces []textPiece, lists []string, lengths ...int) []byte {
	text, table := wordStreams(pieces, lists, lengths...)
	return compound(namedStream{streamText, text}, namedStream{streamTable1, table})
}
