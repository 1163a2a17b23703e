package archive

import (
	"encoding/binary"
)

// cursor walks the postings of a segment once, seeds ascending: it decodes each block at most
// once and skips those that hold nothing asked for. Not for concurrent use.
type cursor struct {
	seg   *segment
	block int // at hand; -1: none yet
	data  []byte
	seed  uint32 // of the group at hand
	count int    // numbers of it that are not read; 0: no group is at hand

	window []byte // blocks as read from the file
	first  int    // the block at the start of window
}

// windowBlocks is how many blocks a walk that goes through one after the other reads at once:
// 64 KiB.
const windowBlocks = 64

func newCursor(s *segment) *cursor { return &cursor{seg: s, block: -1} }

// appendHolders appends the numbers that hold a seed. Seeds ascend from call to call.
func (c *cursor) appendHolders(dst []int32, seed uint32) ([]int32, error) {
	if b := c.blockOf(seed); b > c.block {
		if err := c.load(b); err != nil {
			return dst, err
		}
	}
	for {
		if c.count == 0 {
			ok, err := c.next(seed)
			if !ok || err != nil {
				return dst, err
			}
		}
		switch {
		case c.seed > seed:
			return dst, nil
		case c.seed < seed:
			if err := c.skip(); err != nil {
				return dst, err
			}
		default:
			var err error
			if dst, err = c.take(dst); err != nil {
				return dst, err
			}
		}
	}
}

// blockOf returns the block in which the first group of a seed stands, if any does; it is not
// below the block at hand.
func (c *cursor) blockOf(seed uint32) int {
	// Gallop: looked-up seeds are often close to each other.
	seeds := c.seg.seeds
	lo, step := max(c.block, 0), 1
	hi := lo + 1
	for hi < len(seeds) && seeds[hi] < seed {
		lo = hi
		hi += step
		step *= 2
	}
	hi = min(hi, len(seeds))
	for lo+1 < hi { // seeds[lo] < seed or lo is where we are; seeds[hi] >= seed
		if mid := (lo + hi) / 2; seeds[mid] < seed {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// load reads a block.
func (c *cursor) load(b int) error {
	if b >= len(c.seg.seeds) {
		c.block, c.data, c.count = b, nil, 0
		return nil
	}
	if i := b - c.first; i < 0 || i*blockSize >= len(c.window) {
		n := 1
		if c.block >= 0 && b-c.block <= 4 {
			n = min(windowBlocks, len(c.seg.seeds)-b)
		}
		if cap(c.window) < n*blockSize {
			c.window = make([]byte, n*blockSize)
		}
		c.window, c.first = c.window[:n*blockSize], b
		if err := c.seg.read(c.window, uint32(b)); err != nil {
			c.window = c.window[:0]
			return err
		}
	}
	raw := c.window[(b-c.first)*blockSize:][:blockSize]
	data, err := c.seg.check(raw, uint32(b))
	if err != nil {
		return err
	}
	used := int(order.Uint16(data))
	if used > blockData-blockHead {
		return c.wrong()
	}
	c.block, c.data, c.seed, c.count = b, data[blockHead:blockHead+used], 0, 0
	return nil
}

// next goes on to the next group, into blocks that begin with seeds up to limit. It reports
// whether there is one.
func (c *cursor) next(limit uint32) (bool, error) {
	for len(c.data) == 0 {
		if b := c.block + 1; b >= len(c.seg.seeds) || c.seg.seeds[b] > limit {
			return false, nil
		}
		if err := c.load(c.block + 1); err != nil {
			return false, err
		}
	}
	head, err := c.uvarint()
	if err != nil {
		return false, err
	}
	c.seed += uint32(head >> 1)
	c.count = 1
	if head&1 == 1 {
		n, err := c.uvarint()
		if err != nil {
			return false, err
		}
		if n > maxGroup {
			return false, c.wrong()
		}
		c.count = int(n) + 2
	}
	return true, nil
}

// take appends the numbers of the group at hand.
func (c *cursor) take(dst []int32) ([]int32, error) {
	number := int64(c.seg.info.first)
	for range c.count {
		v, err := c.uvarint()
		if err != nil {
			return dst, err
		}
		if number += int64(v); v > 1<<31 || number > int64(c.seg.info.last) {
			return dst, c.wrong()
		}
		dst = append(dst, int32(number))
	}
	c.count = 0
	return dst, nil
}

// skip passes over the numbers of the group at hand.
func (c *cursor) skip() error {
	n := c.count
	for i, b := range c.data {
		if b < 0x80 {
			if n--; n == 0 {
				c.data, c.count = c.data[i+1:], 0
				return nil
			}
		}
	}
	return c.wrong()
}

func (c *cursor) uvarint() (uint64, error) {
	if len(c.data) > 0 && c.data[0] < 0x80 {
		v := c.data[0]
		c.data = c.data[1:]
		return uint64(v), nil
	}
	v, n := binary.Uvarint(c.data)
	if n <= 0 {
		return 0, c.wrong()
	}
	c.data = c.data[n:]
	return v, nil
}

func (c *cursor) wrong() error {
	return damaged("%s: block %d cannot be read", c.seg.name, c.block)
}
