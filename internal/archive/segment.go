package archive

import (
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
)

// A segment file is a row of blocks of 1 KiB, an index and a footer:
//
//	postings  who holds which seed, seeds ascending
//	members   the submissions of the segment, numbers ascending
//	bodies    key of body → number, ascending
//	owners    key of owner and year → number, ascending; those of unknown owner left out
//	index     the first seed of each block of postings (uint32), the first number of each of
//	          members (uint32), the first key of each of bodies and of owners (uint64)
//	footer    8 bytes "ccseg\x00\x00\x01"
//	          uint32 file, members, first, last; uint64 postings
//	          uint32 blocks of postings, members, bodies, owners; uint32 owners
//	          uint32 0; uint32 CRC-32C of the index and of the footer so far
//
// A block ends with the CRC-32C of the number of the file (uint32), of the block in it
// (uint32) and of the bytes before it, so that a block that stands in a wrong place is
// found as a changed one is.
//
// A block of postings begins with the number of bytes in use (uint16). Then groups:
//
//	uvarint  2×(seed − seed of the group before; in the block's first group: seed), +1 where
//	         it has several numbers
//	one:     uvarint number − first of the segment
//	several: uvarint how many − 2; uvarint the first − first of the segment; of the others
//	         uvarint the difference to the one before
//
// A seed whose holders are more than maxGroup has several groups in a row, which may go on in
// the blocks that follow.
//
// Other blocks hold entries of fixed size: members of 92 bytes (uint32 number, 16×uint32
// labels, uint64 keys of body, of owner and year, and of owner), keys of 12 (uint64 key, uint32
// number).
const (
	// blockSize is in bytes. A look-up decodes half a block of each segment on average: of
	// 4 KiB that takes about twice as long as of 1 KiB (BenchmarkHolders/400), which makes the
	// index 0.4 % of the file.
	blockSize   = 1024
	blockData   = blockSize - 4
	blockHead   = 2
	memberSize  = 4 + 64 + 3*8
	keySize     = 12
	footerSize  = 8 + 4*4 + 8 + 5*4 + 8
	segSuffix   = ".seg"
	tmpSuffix   = ".tmp"
	memberBlock = blockData / memberSize // entries
	keyBlock    = blockData / keySize    // entries

	// maxGroup is in numbers: 5 bytes each at most, so that a group fits in a block.
	maxGroup = 192
)

const segMagic = "ccseg\x00\x00\x01"

// segName returns the name of a segment's file.
func segName(file uint32) string { return fmt.Sprintf("%08d%s", file, segSuffix) }

// segNumber returns the number in the name of a segment's file.
func segNumber(name string) (file uint32, ok bool) {
	stem, ok := strings.CutSuffix(name, segSuffix)
	n, err := strconv.ParseUint(stem, 10, 32)
	return uint32(n), ok && err == nil && segName(uint32(n)) == name
}

// footer is the fixed part at the end of a segment.
type footer struct {
	info   segmentInfo
	blocks [4]uint32 // of postings, members, bodies, owners
	owners uint32    // entries
}

const (
	ofPostings = iota
	ofMembers
	ofBodies
	ofOwners
)

// indexSize returns the bytes of the index.
func (f *footer) indexSize() int64 {
	return 4*int64(f.blocks[ofPostings]) + 4*int64(f.blocks[ofMembers]) +
		8*int64(f.blocks[ofBodies]) + 8*int64(f.blocks[ofOwners])
}

// dataSize returns the bytes of all blocks.
func (f *footer) dataSize() int64 {
	n := int64(0)
	for _, b := range f.blocks {
		n += int64(b)
	}
	return n * blockSize
}

// append appends f without its checksum.
func (f *footer) append(b []byte) []byte {
	b = append(b, segMagic...)
	for _, v := range []uint32{f.info.file, f.info.members, uint32(f.info.first), uint32(f.info.last)} {
		b = order.AppendUint32(b, v)
	}
	b = order.AppendUint64(b, f.info.postings)
	for _, v := range f.blocks {
		b = order.AppendUint32(b, v)
	}
	b = order.AppendUint32(b, f.owners)
	return order.AppendUint32(b, 0)
}

// readFooter reads a footer, whose checksum the caller checks.
func readFooter(b []byte) (f footer, ok bool) {
	d := decoder{data: b}
	magic := string(d.take(8))
	f.info.file, f.info.members = d.uint32(), d.uint32()
	f.info.first, f.info.last = int32(d.uint32()), int32(d.uint32())
	f.info.postings = d.uint64()
	for i := range f.blocks {
		f.blocks[i] = d.uint32()
	}
	f.owners = d.uint32()
	d.uint32()
	f.info.crc = d.uint32()
	return f, magic == segMagic && !d.bad
}

// blockSum returns the checksum of the data of a block.
func blockSum(file, block uint32, data []byte) uint32 {
	var at [8]byte
	order.PutUint32(at[:], file)
	order.PutUint32(at[4:], block)
	return crc32.Update(crc32.Checksum(at[:], castagnoli), castagnoli, data)
}

// key is an entry of bodies or owners.
type key struct {
	key    uint64
	number int32
}
