package archive

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// segmentWriter writes a segment: first group for each seed, ascending, then finish.
type segmentWriter struct {
	dir  string
	file *os.File
	out  *bufio.Writer
	foot footer

	block   [blockSize]byte
	used    int    // bytes of block, blockHead included; 0: nothing yet
	seed    uint32 // of the group written last
	written uint32 // blocks
	seeds   []uint32
	group   []byte
}

// newSegmentWriter begins the segment that info names, of submissions info.first to info.last.
func newSegmentWriter(dir string, info segmentInfo) (*segmentWriter, error) {
	f, err := os.OpenFile(filepath.Join(dir, segName(info.file)+tmpSuffix), os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	w := &segmentWriter{dir: dir, file: f, out: bufio.NewWriterSize(f, 256<<10)}
	w.foot.info = segmentInfo{file: info.file, first: info.first, last: info.last}
	if err := f.Chmod(0o600); err != nil && runtime.GOOS != "windows" {
		w.abandon()
		return nil, err
	}
	return w, nil
}

// abandon removes what was written.
func (w *segmentWriter) abandon() {
	w.file.Close()
	os.Remove(w.file.Name())
}

// add writes the holders of a seed, ascending, at least one. Seeds ascend.
func (w *segmentWriter) add(seed uint32, holders []int32) error {
	w.foot.info.postings += uint64(len(holders))
	for len(holders) > 0 {
		n := min(len(holders), maxGroup)
		if err := w.addGroup(seed, holders[:n]); err != nil {
			return err
		}
		holders = holders[n:]
	}
	return nil
}

func (w *segmentWriter) addGroup(seed uint32, holders []int32) error {
	for {
		before := w.seed
		if w.used == 0 {
			before = 0
		}
		g := w.group[:0]
		head := uint64(seed-before) << 1
		if len(holders) == 1 {
			g = binary.AppendUvarint(g, head)
			g = binary.AppendUvarint(g, uint64(holders[0]-w.foot.info.first))
		} else {
			g = binary.AppendUvarint(g, head|1)
			g = binary.AppendUvarint(g, uint64(len(holders)-2))
			last := w.foot.info.first
			for _, n := range holders {
				g = binary.AppendUvarint(g, uint64(n-last))
				last = n
			}
		}
		w.group = g
		if w.used == 0 {
			w.used = blockHead
			w.seeds = append(w.seeds, seed)
		}
		if w.used+len(g) <= blockData {
			w.used += copy(w.block[w.used:], g)
			w.seed = seed
			return nil
		}
		if err := w.flush(); err != nil {
			return err
		}
	}
}

// flush writes the block of postings at hand.
func (w *segmentWriter) flush() error {
	if w.used == 0 {
		return nil
	}
	order.PutUint16(w.block[:], uint16(w.used-blockHead))
	err := w.seal(w.used)
	w.used = 0
	return err
}

// seal writes the block at hand, of which so many bytes are in use.
func (w *segmentWriter) seal(used int) error {
	clear(w.block[used:])
	order.PutUint32(w.block[blockData:], blockSum(w.foot.info.file, w.written, w.block[:blockData]))
	w.written++
	_, err := w.out.Write(w.block[:])
	return err
}

// finish writes the members, numbers ascending, the index and the footer, makes it all durable
// and gives the segment its name.
func (w *segmentWriter) finish(members []member) (segmentInfo, error) {
	info, err := w.complete(members)
	if err != nil {
		w.abandon()
		return info, err
	}
	tmp := w.file.Name()
	if err := os.Rename(tmp, filepath.Join(w.dir, segName(info.file))); err != nil {
		os.Remove(tmp)
		return info, err
	}
	return info, syncDir(w.dir)
}

func (w *segmentWriter) complete(members []member) (segmentInfo, error) {
	foot := &w.foot
	if err := w.flush(); err != nil {
		return foot.info, err
	}
	foot.info.members = uint32(len(members))
	foot.blocks[ofPostings] = w.written

	index := make([]byte, 0, 4*len(w.seeds)+len(members))
	for _, s := range w.seeds {
		index = order.AppendUint32(index, s)
	}
	for part := range slices.Chunk(members, memberBlock) {
		index = order.AppendUint32(index, uint32(part[0].number))
		b := w.block[:0]
		for i := range part {
			b = order.AppendUint32(b, uint32(part[i].number))
			b = appendMember(b, &part[i])
		}
		if err := w.seal(len(b)); err != nil {
			return foot.info, err
		}
	}
	foot.blocks[ofMembers] = w.written - foot.blocks[ofPostings]

	bodies, owners := keysOf(members)
	foot.owners = uint32(len(owners))
	for i, keys := range [][]key{bodies, owners} {
		before := w.written
		for part := range slices.Chunk(keys, keyBlock) {
			index = order.AppendUint64(index, part[0].key)
			b := w.block[:0]
			for _, k := range part {
				b = order.AppendUint64(b, k.key)
				b = order.AppendUint32(b, uint32(k.number))
			}
			if err := w.seal(len(b)); err != nil {
				return foot.info, err
			}
		}
		foot.blocks[ofBodies+i] = w.written - before
	}

	index = foot.append(index)
	foot.info.crc = crc32.Checksum(index, castagnoli)
	index = order.AppendUint32(index, foot.info.crc)
	if _, err := w.out.Write(index); err != nil {
		return foot.info, err
	}
	if err := w.out.Flush(); err != nil {
		return foot.info, err
	}
	if err := w.file.Sync(); err != nil {
		return foot.info, err
	}
	return foot.info, w.file.Close()
}

// keysOf returns the entries of bodies and of owners that belong to members, ascending.
func keysOf(members []member) (bodies, owners []key) {
	bodies = make([]key, 0, len(members))
	for i := range members {
		m := &members[i]
		bodies = append(bodies, key{m.body, m.number})
		if m.owned != 0 {
			owners = append(owners, key{m.owned, m.number})
		}
	}
	slices.SortFunc(bodies, compareKeys)
	slices.SortFunc(owners, compareKeys)
	return bodies, owners
}

func compareKeys(a, b key) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.number, b.number))
}

// syncDir makes the names in a folder durable, where the system knows how to.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return closeAll(d.Sync(), d.Close)
}

// closeAll calls each close and returns the first error of all.
func closeAll(err error, closers ...func() error) error {
	for _, c := range closers {
		if e := c(); err == nil {
			err = e
		}
	}
	return err
}
