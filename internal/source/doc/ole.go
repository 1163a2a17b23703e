package doc

import (
	"encoding/binary"
	"unicode/utf16"

	"chachong/internal/source/extract"
)

// container is a compound file [MS-CFB] held in memory: the streams that stand directly
// under its root. What is inside storages (embedded objects) is left alone.
//
// Note: richardlehane/mscfb v1.0.9 reads these files too, but keeps for every entry the path
// of its storages, which is quadratic in their depth: a folder of 16,000 storages inside
// each other, a file of 2 MB, takes it 2 GiB, and 20 ms here. Here no chain is followed
// twice through a sector, and the folder is walked with a list of what was seen.
type container struct {
	raw      []byte
	sector   int // bytes of a sector: 512 or 4096
	fat      []uint32
	mini     []uint32 // table of the small sectors
	small    []byte   // what the small sectors hold
	cutoff   uint64   // streams under so many bytes stand in small sectors
	streams  []stream
	budget   *extract.Budget
	embedded bool // an object inside the document is a document
}

// stream is an entry of the root folder.
type stream struct {
	name  string
	start uint32
	size  uint64 // bytes, as claimed
}

// Numbers that are no sectors [MS-CFB] 2.1, and sizes that the format fixes.
const (
	maxSector   = 0xFFFFFFFA // numbers above name no sector
	endOfChain  = 0xFFFFFFFE
	noEntry     = 0xFFFFFFFF
	oleHeader   = 512 // bytes
	smallSector = 64  // bytes
	entrySize   = 128 // bytes of an entry of the folder
	headerFAT   = 109 // sectors of the table that the header names
)

// oleMagic begins every compound file.
const oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

var le = binary.LittleEndian

func damaged(format string, args ...any) *extract.Problem {
	return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, format, args...)
}

// open reads the tables and the root folder of a compound file.
func open(raw []byte, b *extract.Budget) (*container, error) {
	if len(raw) < oleHeader || string(raw[:8]) != oleMagic {
		return nil, damaged("damaged: no header of an Office document (.doc)")
	}
	shift := le.Uint16(raw[30:])
	if shift != 9 && shift != 12 {
		return nil, damaged("damaged: sectors of an unknown size")
	}
	c := &container{raw: raw, sector: 1 << shift, cutoff: uint64(le.Uint32(raw[56:])), budget: b}
	if err := c.readFAT(); err != nil {
		return nil, err
	}
	folder, err := c.chain(le.Uint32(raw[48:]), uint64(len(raw)), false)
	if err != nil {
		return nil, err
	}
	if len(folder) < entrySize {
		return nil, damaged("damaged: the folder of streams is missing")
	}
	if err := c.readSmall(folder); err != nil {
		return nil, err
	}
	c.list(folder)
	return c, nil
}

// sectors returns how many sectors the file has room for, the last perhaps cut.
func (c *container) sectors() int { return (len(c.raw) + c.sector - 1) / c.sector }

// at returns sector n, shorter where the file ends, nil behind it.
func (c *container) at(n uint32) []byte {
	from := (int64(n) + 1) * int64(c.sector)
	if from >= int64(len(c.raw)) {
		return nil
	}
	return c.raw[from:min(from+int64(c.sector), int64(len(c.raw)))]
}

// readFAT reads the table that chains the sectors. It has at most an entry for each
// sector of the file, whatever the header says.
func (c *container) readFAT() error {
	if err := c.budget.Unpack(4 * c.sectors()); err != nil {
		return err
	}
	add := func(n uint32) {
		if n > maxSector || len(c.fat) >= c.sectors() {
			return
		}
		s := c.at(n)
		for i := 0; i+4 <= len(s) && len(c.fat) < c.sectors(); i += 4 {
			c.fat = append(c.fat, le.Uint32(s[i:]))
		}
	}
	for i := range headerFAT {
		add(le.Uint32(c.raw[76+4*i:]))
	}
	next := le.Uint32(c.raw[68:])
	for range c.sectors() {
		s := c.at(next)
		if next > maxSector || len(s) < c.sector {
			break
		}
		for i := 0; i+8 <= len(s); i += 4 {
			add(le.Uint32(s[i:]))
		}
		next = le.Uint32(s[len(s)-4:])
	}
	if len(c.fat) == 0 {
		return damaged("damaged: its table of sectors is missing")
	}
	return nil
}

// readSmall reads the stream of small sectors and its table. folder begins with the root
// entry, which says where it stands.
func (c *container) readSmall(folder []byte) error {
	table := le.Uint32(c.raw[60:])
	if table > maxSector {
		return nil
	}
	raw, err := c.chain(table, uint64(len(c.raw)), false)
	if err != nil {
		return err
	}
	c.mini = make([]uint32, 0, len(raw)/4)
	for i := 0; i+4 <= len(raw); i += 4 {
		c.mini = append(c.mini, le.Uint32(raw[i:]))
	}
	c.small, err = c.chain(le.Uint32(folder[116:]), uint64(len(c.raw)), false)
	return err
}

// chain returns the bytes of a chain of sectors, at most limit. The chain may end early;
// one that runs in a circle or out of the file is damage.
func (c *container) chain(start uint32, limit uint64, small bool) ([]byte, error) {
	table, size := c.fat, c.sector
	if small {
		table, size = c.mini, smallSector
	}
	var out []byte
	seen := make([]bool, len(table))
	for n := start; n != endOfChain && uint64(len(out)) < limit; n = table[n] {
		if uint64(n) >= uint64(len(table)) || seen[n] {
			return nil, damaged("damaged: a chain of sectors leads out of the file or in a circle")
		}
		seen[n] = true
		s := c.at(n)
		if small {
			s = nil
			if from := int(n) * smallSector; from < len(c.small) {
				s = c.small[from:min(from+smallSector, len(c.small))]
			}
		}
		s = s[:min(uint64(len(s)), limit-uint64(len(out)))]
		if err := c.budget.Unpack(len(s)); err != nil {
			return nil, err
		}
		out = append(out, s...)
		if len(s) < size {
			break // the last sector, or the end of the file
		}
	}
	return out, nil
}

// list collects the streams of the root folder: the tree of siblings under its first
// entry [MS-CFB] 2.6. Broken links end a branch. Streams elsewhere are those of objects; it
// notes whether one is a document.
func (c *container) list(folder []byte) {
	seen := make([]bool, len(folder)/entrySize)
	todo := []uint32{le.Uint32(folder[76:])}
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if uint64(id) >= uint64(len(seen)) || seen[id] {
			continue
		}
		seen[id] = true
		e := folder[int(id)*entrySize:][:entrySize]
		todo = append(todo, le.Uint32(e[68:]), le.Uint32(e[72:]))
		s := stream{name: entryName(e), start: le.Uint32(e[116:]), size: le.Uint64(e[120:])}
		if c.sector == 512 {
			s.size &= 0xFFFFFFFF // the upper half is not defined in version 3
		}
		c.streams = append(c.streams, s)
	}
	for id := range seen {
		e := folder[id*entrySize:][:entrySize]
		if !seen[id] && e[66] == streamEntry {
			switch entryName(e) {
			case streamText, "Workbook", "Book", "PowerPoint Document", "Package", "EmbeddedOdf":
				c.embedded = true
			}
		}
	}
}

// streamEntry marks an entry of the folder as a stream, [MS-CFB] 2.6.1.
const streamEntry = 2

// entryName returns the name of an entry of the folder.
func entryName(e []byte) string {
	n := min(int(le.Uint16(e[64:]))/2, 32)
	u := make([]uint16, 0, 32)
	for i := range n {
		v := le.Uint16(e[2*i:])
		if v == 0 {
			break
		}
		u = append(u, v)
	}
	return string(utf16.Decode(u))
}

// find returns the stream of that name.
func (c *container) find(name string) (stream, bool) {
	for _, s := range c.streams {
		if s.name == name {
			return s, true
		}
	}
	return stream{}, false
}

// read returns the bytes of the stream of that name: nil where there is none. One that is
// shorter than it claims is damage.
func (c *container) read(name string) ([]byte, error) {
	s, ok := c.find(name)
	if !ok || s.size == 0 {
		return nil, nil
	}
	if s.size > uint64(len(c.raw)) {
		return nil, damaged("damaged: cut off, %s should be longer than the file", what(name))
	}
	out, err := c.chain(s.start, s.size, s.size < c.cutoff)
	if err != nil {
		return nil, err
	}
	if uint64(len(out)) < s.size {
		return nil, damaged("damaged: cut off, %s is not whole", what(name))
	}
	return out, nil
}

// what says what the stream of that name holds.
func what(name string) string {
	switch name {
	case streamText:
		return "the text"
	case streamTable0, streamTable1:
		return "the index of the text"
	}
	return "a part"
}
