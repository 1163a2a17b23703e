package pack

import (
	"encoding/binary"
	"hash/crc32"
	"unicode/utf16"

	"chachong/internal/source/extract"
)

// The table of contents of a 7z archive, after 7zFormat.txt of the LZMA SDK. Counts in it
// are believed as far as the bytes behind them go.

// Property ids.
const (
	idEnd             = 0x00
	idHeader          = 0x01
	idArchiveProps    = 0x02
	idAdditional      = 0x03
	idMainStreams     = 0x04
	idFiles           = 0x05
	idPackInfo        = 0x06
	idUnpackInfo      = 0x07
	idSubStreams      = 0x08
	idSize            = 0x09
	idCRC             = 0x0a
	idFolder          = 0x0b
	idCodersSize      = 0x0c
	idNumUnpackStream = 0x0d
	idEmptyStream     = 0x0e
	idEmptyFile       = 0x0f
	idNames           = 0x11
	idEncodedHeader   = 0x17
)

// maxCoders bounds the methods of one folder: a filter, a packer, a cipher, and one more.
const maxCoders = 4

// digest is a CRC-32 that may be absent.
type digest struct {
	sum   uint32
	known bool
}

// stream is a run of bytes: packed, or one file of a folder.
type stream struct {
	size uint64
	digest
}

// coder is a method with one input and one output.
type coder struct {
	method string // id, as bytes
	props  []byte
	size   uint64 // of its output
}

// folder is what is packed in one piece.
type folder struct {
	coders  []coder // from the packed bytes to the plain ones; where complex the one to name
	complex bool    // one has several inputs or outputs, which is not read
	packed  []byte
	digest  // of all of it
	streams []stream

	outputs int // number of sizes that follow in the list of sizes
	order   []int
}

func (f *folder) size() uint64 { return f.coders[len(f.coders)-1].size }

// entry is a line of the table of contents.
type entry struct {
	name  string
	empty bool // has no stream
	dir   bool
}

// cursor reads a header. Behind its end it reads zeros and is bad.
type cursor struct {
	data []byte
	bad  bool
}

func (c *cursor) take(n uint64) []byte {
	if n > uint64(len(c.data)) {
		c.bad, c.data = true, nil
		return nil
	}
	out := c.data[:n]
	c.data = c.data[n:]
	return out
}

func (c *cursor) byte() byte {
	if b := c.take(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads a number of one to nine bytes: the ones at the front of the first byte say
// how many follow.
func (c *cursor) number() uint64 {
	first := c.byte()
	var n uint64
	for i := range 8 {
		mask := byte(0x80) >> i
		if first&mask == 0 {
			return n | uint64(first&(mask-1))<<(8*i)
		}
		n |= uint64(c.byte()) << (8 * i)
	}
	return n
}

// count reads the number of elements that follow, of at least one byte each.
func (c *cursor) count() int {
	n := c.number()
	if n > uint64(len(c.data)) {
		c.bad, c.data = true, nil
		return 0
	}
	return int(n)
}

// expect reads an id that has to come here.
func (c *cursor) expect(id byte) {
	if c.byte() != id {
		c.bad = true
	}
}

// bits reads n flags.
func (c *cursor) bits(n int) []bool {
	b := c.take((uint64(n) + 7) / 8)
	if b == nil {
		return nil
	}
	out := make([]bool, n)
	for i := range out {
		out[i] = b[i/8]&(0x80>>(i%8)) != 0
	}
	return out
}

// digests reads n checksums and gives each to set.
func (c *cursor) digests(n int, set func(i int, d digest)) {
	known := []bool(nil)
	if c.byte() == 0 {
		if known = c.bits(n); known == nil {
			return
		}
	}
	for i := 0; i < n && !c.bad; i++ {
		if known != nil && !known[i] {
			continue
		}
		if b := c.take(4); b != nil {
			set(i, digest{binary.LittleEndian.Uint32(b), true})
		}
	}
}

// skip passes over properties of no interest up to idEnd.
func (c *cursor) skip() {
	for !c.bad && c.byte() != idEnd {
		c.take(c.number())
	}
}

// streams reads what is packed and how. raw is the archive.
func (c *cursor) streams(raw []byte) []*folder {
	var packed [][]byte
	var folders []*folder
	for !c.bad {
		switch id := c.byte(); id {
		case idEnd:
			return folders
		case idPackInfo:
			packed = c.packInfo(raw)
		case idUnpackInfo:
			folders = c.unpackInfo(packed)
		case idSubStreams:
			c.subStreams(folders)
		default:
			c.bad = true
		}
	}
	return nil
}

func (c *cursor) packInfo(raw []byte) [][]byte {
	at := c.number()
	rest := &cursor{data: raw}
	rest.take(signatureSize)
	rest.take(at)
	packed := make([][]byte, c.count())
	for !c.bad {
		switch id := c.byte(); id {
		case idEnd:
			c.bad = c.bad || rest.bad
			return packed
		case idSize:
			for i := range packed {
				packed[i] = rest.take(c.number())
			}
		case idCRC:
			c.digests(len(packed), func(int, digest) {})
		default:
			c.bad = true
		}
	}
	return nil
}

func (c *cursor) unpackInfo(packed [][]byte) []*folder {
	c.expect(idFolder)
	n := c.count()
	c.expect(0) // the folders stand here and not in another stream
	folders := make([]*folder, 0, min(n, 1024))
	for range n {
		f, inputs := c.folder()
		if c.bad || inputs > len(packed) {
			c.bad = true
			return nil
		}
		if inputs == 1 {
			f.packed = packed[0]
		}
		packed = packed[inputs:]
		folders = append(folders, f)
	}
	c.expect(idCodersSize)
	for _, f := range folders {
		sizes := make([]uint64, f.outputs)
		for i := range sizes {
			sizes[i] = c.number()
		}
		for i := range f.coders {
			f.coders[i].size = sizes[f.order[i]]
		}
	}
	for !c.bad {
		switch c.byte() {
		case idEnd:
			for _, f := range folders {
				f.streams = []stream{{f.size(), f.digest}}
			}
			return folders
		case idCRC:
			c.digests(len(folders), func(i int, d digest) { folders[i].digest = d })
		default:
			c.bad = true
		}
	}
	return nil
}

// folder reads the methods of one folder and how they are joined, and returns how many
// packed streams it takes.
func (c *cursor) folder() (f *folder, inputs int) {
	f = &folder{}
	n := c.count()
	if n == 0 || n > maxCoders {
		c.bad = true
		return f, 0
	}
	ins := 0
	read := make([]coder, n)
	for i := range read {
		flags := c.byte()
		read[i].method = string(c.take(uint64(flags & 0x0f)))
		in, out := 1, 1
		if flags&0x10 != 0 {
			in, out = c.count(), c.count()
		}
		if flags&0x20 != 0 {
			read[i].props = c.take(c.number())
		}
		if (in != 1 || out != 1) && !f.complex {
			f.complex, f.coders = true, []coder{read[i]}
		}
		ins, f.outputs = ins+in, f.outputs+out
		if ins > 32 || f.outputs > 32 || f.outputs == 0 {
			c.bad = true
			return f, 0
		}
	}
	feeds := map[int]int{} // input → the output that it reads
	bound := map[int]bool{}
	for range f.outputs - 1 {
		in, out := int(c.number()&0xff), int(c.number()&0xff)
		feeds[in], bound[out] = out, true
	}
	inputs = ins - (f.outputs - 1)
	if inputs < 1 {
		c.bad = true
		return f, 0
	}
	if inputs > 1 {
		for range inputs {
			c.number()
		}
	}
	if f.complex {
		f.order = []int{0}
		for _, r := range read {
			if r.method == methodAES {
				f.coders[0] = r
			}
		}
		return f, inputs
	}
	last := 0
	for bound[last] {
		last++
	}
	for at, ok := last, true; ok; at, ok = feeds[at] {
		if at >= n || len(f.order) == n {
			c.bad = true
			return f, 0
		}
		f.order = append([]int{at}, f.order...)
	}
	for _, at := range f.order {
		f.coders = append(f.coders, read[at])
	}
	return f, inputs
}

func (c *cursor) subStreams(folders []*folder) {
	id := c.byte()
	if id == idNumUnpackStream {
		for _, f := range folders {
			n := c.number()
			if n > uint64(len(c.data))+1 {
				c.bad = true
				return
			}
			if n != 1 {
				f.streams = make([]stream, n)
			}
		}
		id = c.byte()
	}
	for _, f := range folders {
		left := uint64(0)
		if !f.complex {
			left = f.size()
		}
		for i := range f.streams {
			if len(f.streams) == 1 {
				break // it is the folder
			}
			s := &f.streams[i]
			switch {
			case i == len(f.streams)-1:
				s.size = left
			case id == idSize:
				s.size = c.number()
			}
			if s.size > left && !f.complex {
				c.bad = true
				return
			}
			left -= min(s.size, left)
		}
	}
	if id == idSize {
		id = c.byte()
	}
	for !c.bad && id != idEnd {
		if id != idCRC {
			c.bad = true
			return
		}
		var unknown []*stream
		for _, f := range folders {
			for i := range f.streams {
				if len(f.streams) != 1 || !f.streams[i].known {
					unknown = append(unknown, &f.streams[i])
				}
			}
		}
		c.digests(len(unknown), func(i int, d digest) { unknown[i].digest = d })
		id = c.byte()
	}
}

// files reads the table of contents proper; each file is charged to b.
func (c *cursor) files(b *extract.Budget) ([]entry, error) {
	n := c.count()
	for range n {
		if err := b.Entry(); err != nil {
			return nil, err
		}
	}
	files := make([]entry, n)
	var empty []int // files without a stream
	for !c.bad {
		id := c.byte()
		if id == idEnd {
			return files, nil
		}
		p := &cursor{data: c.take(c.number())}
		switch id {
		case idEmptyStream:
			for i, set := range p.bits(n) {
				if set {
					files[i].empty, files[i].dir = true, true
					empty = append(empty, i)
				}
			}
		case idEmptyFile:
			for i, set := range p.bits(len(empty)) {
				files[empty[i]].dir = !set
			}
		case idNames:
			p.expect(0) // they stand here and not in another stream
			for i := range files {
				files[i].name = p.name()
			}
		}
		c.bad = c.bad || p.bad
	}
	return nil, nil
}

// name reads UTF-16LE up to a zero.
func (c *cursor) name() string {
	for i := 0; i+1 < len(c.data); i += 2 {
		if c.data[i] == 0 && c.data[i+1] == 0 {
			units := make([]uint16, i/2)
			for j := range units {
				units[j] = binary.LittleEndian.Uint16(c.data[2*j:])
			}
			c.data = c.data[i+2:]
			return string(utf16.Decode(units))
		}
	}
	c.bad = true
	return ""
}

// Sizes of the beginning of an archive: signature, version, checksum; place, size and
// checksum of the header.
const (
	sevenSignature = "7z\xbc\xaf\x27\x1c"
	signatureSize  = 32
)

// maxEncoded bounds headers that are packed inside headers; 7-Zip packs once.
const maxEncoded = 3

// sevenHeadFits reports whether the first bytes of an archive fit their checksum.
func sevenHeadFits(raw []byte) bool {
	return len(raw) >= signatureSize &&
		crc32.ChecksumIEEE(raw[12:signatureSize]) == binary.LittleEndian.Uint32(raw[8:])
}

// sevenContents returns the folders of an archive and its table of contents.
func sevenContents(raw []byte, b *extract.Budget) ([]*folder, []entry, error) {
	if len(raw) < signatureSize {
		return nil, nil, cutOff()
	}
	if !sevenHeadFits(raw) {
		return nil, nil, errDamaged
	}
	start := raw[12:signatureSize]
	at, size := binary.LittleEndian.Uint64(start), binary.LittleEndian.Uint64(start[8:])
	if size == 0 {
		return nil, nil, nil
	}
	c := &cursor{data: raw[signatureSize:]}
	c.take(at)
	header := c.take(size)
	if c.bad {
		return nil, nil, extract.Errorf(extract.CodeDamaged, extract.HintDamaged,
			"damaged: the archive ends in the middle, or it is one volume of several")
	}
	if crc32.ChecksumIEEE(header) != binary.LittleEndian.Uint32(start[16:]) {
		return nil, nil, errDamaged
	}
	for range maxEncoded {
		c = &cursor{data: header}
		switch c.byte() {
		case idHeader:
			return c.header(raw, b)
		case idEncodedHeader:
			folders := c.streams(raw)
			if c.bad || len(folders) != 1 {
				return nil, nil, errDamaged
			}
			r, err := folders[0].open(b)
			if err != nil {
				return nil, nil, err
			}
			if header, err = read(r); err != nil {
				return nil, nil, err
			}
			if f := folders[0]; f.known && crc32.ChecksumIEEE(header) != f.sum {
				return nil, nil, badChecksum()
			}
		default:
			return nil, nil, errDamaged
		}
	}
	return nil, nil, errDamaged
}

// header reads all that stands in a header which is not packed.
func (c *cursor) header(raw []byte, b *extract.Budget) (folders []*folder, files []entry, err error) {
	for !c.bad {
		switch c.byte() {
		case idEnd:
			return folders, files, nil
		case idArchiveProps:
			c.skip()
		case idAdditional:
			c.streams(raw)
		case idMainStreams:
			folders = c.streams(raw)
		case idFiles:
			if files, err = c.files(b); err != nil {
				return nil, nil, err
			}
		default:
			c.bad = true
		}
	}
	return nil, nil, errDamaged
}
