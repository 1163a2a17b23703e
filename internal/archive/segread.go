package archive

import (
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"sort"
)

// segment is an open segment file. Safe for concurrent use.
type segment struct {
	file    *os.File
	name    string
	foot    footer
	seeds   []uint32 // the first of each block of postings
	numbers []int32  // the first of each block of members
	keys    [2][]uint64
	info    segmentInfo
}

// openSegment opens the segment that the manifest names. Its error wraps fs.ErrNotExist where
// the file is not there.
func openSegment(dir string, info segmentInfo) (*segment, error) {
	s := &segment{name: segName(info.file), info: info}
	f, err := os.Open(filepath.Join(dir, s.name))
	if err != nil {
		return nil, err
	}
	s.file = f
	if err := s.readIndex(); err != nil {
		f.Close()
		return nil, err
	}
	return s, nil
}

// readIndex reads and checks footer and index.
func (s *segment) readIndex() error {
	st, err := s.file.Stat()
	if err != nil {
		return err
	}
	if st.Size() < footerSize {
		return damaged("%s: is cut off", s.name)
	}
	var tail [footerSize]byte
	if err := s.readAt(tail[:], st.Size()-footerSize); err != nil {
		return err
	}
	foot, ok := readFooter(tail[:])
	if !ok || foot.info != s.info || foot.dataSize()+foot.indexSize()+footerSize != st.Size() {
		return damaged("%s: is cut off, or its end is not that of the segment", s.name)
	}
	s.foot = foot
	index := make([]byte, foot.indexSize()+footerSize)
	if err := s.readAt(index, foot.dataSize()); err != nil {
		return err
	}
	if crc32.Checksum(index[:len(index)-4], castagnoli) != foot.info.crc {
		return damaged("%s: its index does not fit its checksum", s.name)
	}
	d := decoder{data: index}
	s.seeds = make([]uint32, foot.blocks[ofPostings])
	for i := range s.seeds {
		s.seeds[i] = d.uint32()
	}
	s.numbers = make([]int32, foot.blocks[ofMembers])
	for i := range s.numbers {
		s.numbers[i] = int32(d.uint32())
	}
	for i := range s.keys {
		s.keys[i] = make([]uint64, foot.blocks[ofBodies+i])
		for j := range s.keys[i] {
			s.keys[i][j] = d.uint64()
		}
	}
	return nil
}

func (s *segment) close() error { return s.file.Close() }

func (s *segment) readAt(b []byte, at int64) error {
	_, err := s.file.ReadAt(b, at)
	if errors.Is(err, io.EOF) {
		return damaged("%s: is cut off", s.name)
	}
	return err
}

// read reads blocks into b, whose length is a multiple of blockSize, from the block number at.
func (s *segment) read(b []byte, at uint32) error {
	return s.readAt(b, int64(at)*blockSize)
}

// check returns the data of the block b, which is the block number at.
func (s *segment) check(b []byte, at uint32) ([]byte, error) {
	data := b[:blockData]
	if blockSum(s.info.file, at, data) != order.Uint32(b[blockData:blockSize]) {
		return nil, damaged("%s: block %d does not fit its checksum", s.name, at)
	}
	return data, nil
}

// begin returns the number of the first block of a part.
func (s *segment) begin(part int) uint32 {
	n := uint32(0)
	for _, b := range s.foot.blocks[:part] {
		n += b
	}
	return n
}

// member returns a member of s, read through r.
func (s *segment) member(number int32, r *memberReader) (member, bool, error) {
	b := sort.Search(len(s.numbers), func(i int) bool { return s.numbers[i] > number }) - 1
	if b < 0 {
		return member{}, false, nil
	}
	list, err := r.block(s, b)
	if err != nil {
		return member{}, false, err
	}
	i := sort.Search(len(list), func(i int) bool { return list[i].number >= number })
	if i == len(list) || list[i].number != number {
		return member{}, false, nil
	}
	return list[i], true, nil
}

// memberReader reads members, keeping the block read last.
type memberReader struct {
	raw  [blockSize]byte
	seg  *segment
	at   int
	list []member
}

// block returns the members of the block b of the members of s.
func (r *memberReader) block(s *segment, b int) ([]member, error) {
	if r.seg == s && r.at == b {
		return r.list, nil
	}
	r.seg = nil
	at := s.begin(ofMembers) + uint32(b)
	if err := s.read(r.raw[:], at); err != nil {
		return nil, err
	}
	data, err := s.check(r.raw[:], at)
	if err != nil {
		return nil, err
	}
	n := min(memberBlock, int(s.info.members)-b*memberBlock)
	r.list = r.list[:0]
	d := decoder{data: data}
	for range n {
		r.list = append(r.list, d.member(int32(d.uint32())))
	}
	r.seg, r.at = s, b
	return r.list, nil
}

// members returns all members, numbers ascending.
func (s *segment) members() ([]member, error) {
	all := make([]member, 0, s.info.members)
	var r memberReader
	for b := range s.numbers {
		list, err := r.block(s, b)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// lookup appends the numbers under a key of a part, ofBodies or ofOwners, ascending.
func (s *segment) lookup(dst []int32, part int, k uint64) ([]int32, error) {
	first := s.keys[part-ofBodies]
	b := max(0, sort.Search(len(first), func(i int) bool { return first[i] >= k })-1)
	for ; b < len(first) && first[b] <= k; b++ {
		list, err := s.keyBlock(part, b)
		if err != nil {
			return dst, err
		}
		for _, e := range list {
			if e.key == k {
				dst = append(dst, e.number)
			}
		}
	}
	return dst, nil
}

// keyBlock returns the entries of the block b of a part.
func (s *segment) keyBlock(part, b int) ([]key, error) {
	var raw [blockSize]byte
	at := s.begin(part) + uint32(b)
	if err := s.read(raw[:], at); err != nil {
		return nil, err
	}
	data, err := s.check(raw[:], at)
	if err != nil {
		return nil, err
	}
	entries := int(s.info.members)
	if part == ofOwners {
		entries = int(s.foot.owners)
	}
	list := make([]key, min(keyBlock, entries-b*keyBlock))
	d := decoder{data: data}
	for i := range list {
		list[i] = key{d.uint64(), int32(d.uint32())}
	}
	return list, nil
}
