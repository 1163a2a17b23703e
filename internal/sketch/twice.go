package sketch

import "math/bits"

// twice is a set of the values that have been seen two times. A few seen once are in it
// too, so that it can be much smaller than a table of values: it drops nearly all that
// stands alone before the rest is sorted. Each slot has two bits: seen, and seen again.
type twice struct {
	slots []uint64 // 32 slots each
	shift int
}

// newTwice returns a set for n values, with four to eight slots each: one value in six
// is in it for another.
func newTwice(n int) twice {
	width := min(max(5, bits.Len(uint(n))+2), 32)
	return twice{slots: make([]uint64, 1<<(width-5)), shift: 32 - width}
}

// see takes v in.
func (t twice) see(v uint32) {
	slot := v * mulSlot >> t.shift
	word := &t.slots[slot/32]
	bit := uint64(1) << (slot % 32 * 2)
	*word |= bit | *word&bit<<1
}

// seen is 1 for a value seen twice, else mostly 0.
func (t twice) seen(v uint32) int {
	slot := v * mulSlot >> t.shift
	return int(t.slots[slot/32] >> (slot%32*2 + 1) & 1)
}

// clear takes all values out.
func (t twice) clear() { clear(t.slots) }
