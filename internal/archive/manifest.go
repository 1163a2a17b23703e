package archive

import (
	"encoding/binary"
	"math"
	"slices"

	"chachong/internal/corpus"
	"github.com/zeebo/xxh3"
)

// The manifest is one blob that each transaction writes anew:
//
//	string  "chachong archive"
//	uvarint 1, the version of all formats of this package
//	byte    1 where no texts are kept, else 0
//	string  versions: folding, seeds, segmenter, dictionary
//	uvarint changes, last, live, next
//	uvarint number of segments, and of each:
//	        uvarint file, first, last, members, postings, CRC-32C of its index
//	numbers dead
//	numbers recents
//	uint64  XXH3 of all before it
const (
	manifestMagic = "chachong archive"
	formatVersion = 1
)

// manifest says what an archive consists of.
type manifest struct {
	noText   bool
	versions corpus.Versions
	changes  uint64 // transactions so far
	last     int32  // the highest number ever given; 0: none
	live     int32  // submissions
	next     uint32 // names the next segment
	segments []segmentInfo
	dead     []int32 // removed, though a segment holds them; ascending
	recents  []int32 // that stand in no segment; ascending, above all of the segments
}

// segmentInfo names a segment. Segments stand in the order of their numbers and share none.
type segmentInfo struct {
	file        uint32
	first, last int32 // numbers of submissions
	members     uint32
	postings    uint64
	crc         uint32
}

// clone returns a manifest that can be changed without changing m.
func (m *manifest) clone() *manifest {
	c := *m
	c.segments = slices.Clone(m.segments)
	c.dead = slices.Clone(m.dead)
	c.recents = slices.Clone(m.recents)
	return &c
}

func (m *manifest) append(b []byte) []byte {
	start := len(b)
	b = appendString(b, manifestMagic)
	b = binary.AppendUvarint(b, formatVersion)
	flag := byte(0)
	if m.noText {
		flag = 1
	}
	b = append(b, flag)
	for _, s := range []string{m.versions.Folding, m.versions.Seeds, m.versions.Segmenter, m.versions.Dictionary} {
		b = appendString(b, s)
	}
	for _, v := range []uint64{m.changes, uint64(m.last), uint64(m.live), uint64(m.next), uint64(len(m.segments))} {
		b = binary.AppendUvarint(b, v)
	}
	for _, s := range m.segments {
		for _, v := range []uint64{uint64(s.file), uint64(s.first), uint64(s.last), uint64(s.members), s.postings, uint64(s.crc)} {
			b = binary.AppendUvarint(b, v)
		}
	}
	b = appendNumbers(b, m.dead)
	b = appendNumbers(b, m.recents)
	return order.AppendUint64(b, xxh3.Hash(b[start:]))
}

// readManifest reads what append wrote. Its errors are ErrFormat or a *DamagedError.
func readManifest(b []byte) (*manifest, error) {
	n := len(b) - 8
	if n < 0 || xxh3.Hash(b[:n]) != order.Uint64(b[n:]) {
		return nil, damaged("%s: the manifest does not fit its checksum", dbName)
	}
	d := decoder{data: b[:n]}
	if d.string() != manifestMagic {
		return nil, damaged("%s: holds no manifest", dbName)
	}
	if v := d.uvarint(math.MaxInt32); v > formatVersion {
		return nil, ErrFormat
	}
	var m manifest
	if flag := d.take(1); flag != nil {
		m.noText = flag[0] == 1
	}
	m.versions = corpus.Versions{Folding: d.string(), Seeds: d.string(), Segmenter: d.string(), Dictionary: d.string()}
	m.changes = d.uvarint(math.MaxUint64)
	m.last, m.live = d.int32(), d.int32()
	m.next = uint32(d.uvarint(math.MaxUint32))
	for range d.length() {
		m.segments = append(m.segments, segmentInfo{
			file:  uint32(d.uvarint(math.MaxUint32)),
			first: d.int32(), last: d.int32(),
			members:  uint32(d.uvarint(math.MaxInt32)),
			postings: d.uvarint(math.MaxUint64),
			crc:      uint32(d.uvarint(math.MaxUint32)),
		})
	}
	m.dead = numbers[int32](&d, math.MaxInt32)
	m.recents = numbers[int32](&d, math.MaxInt32)
	if d.bad || len(d.data) > 0 || !m.sound() {
		return nil, damaged("%s: the manifest cannot be read", dbName)
	}
	return &m, nil
}

// sound reports whether the parts of m fit each other.
func (m *manifest) sound() bool {
	last := int32(0)
	for _, s := range m.segments {
		if s.first <= last || s.last < s.first {
			return false
		}
		last = s.last
	}
	for _, n := range m.recents {
		if n <= last {
			return false
		}
		last = n
	}
	return last <= m.last
}
