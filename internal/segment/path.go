package segment

import (
	"encoding/binary"
	"math"
	"unicode/utf8"
)

// blockUnits is the number of units at which a block ends with its clause. It lets some
// hundred steps through the double array wait for memory at a time, and keeps the
// scratch memory in the cache next to the processor.
const blockUnits = 256

// maxUnits is the number of units that a block may have.
const maxUnits = blockUnits + maxClause

// block is a stretch of text, some clauses one behind the other, and its cut into
// words: the scratch memory of one call.
type block struct {
	n     int                  // units
	codes [maxUnits + 1]uint16 // of the units; the last one is no part of a word
	at    [maxUnits + 1]int32  // bytes where the units start; the last one: where the block ends

	one [maxUnits]float32 // costs of the units as words
	two [maxUnits]node    // where the first step from each unit arrives

	// best[i] is the least cost at which the units before i are cut into words, as the bits
	// of a float32, in the upper half, and where the last of these words starts in the lower
	// one. Costs are not negative, so that numbers stand in the order of costs, and of equal
	// ones the word that starts first comes first.
	best [maxUnits + 1]uint64

	ends [maxUnits]int32 // filled from its end
	cut  []int32         // the part of ends that is filled: the unit behind each word
}

// scan reads a block of s from byte lo, the start of a clause, and returns its end: the
// end of the clause in which blockUnits is reached, or of one without mark. s need not
// be valid UTF-8: a byte that is no part of a rune is a unit.
func (d *dictionary) scan(b *block, s string, lo int) (end int) {
	n := 0
	left := maxClause // runes of the clause
	for lo < len(s) && left > 0 {
		var code uint16
		size, runes := 3, 1
		if threeBytes(s, lo) {
			r := uint16(s[lo])<<12 | uint16(s[lo+1]&0x3F)<<6 | uint16(s[lo+2]&0x3F)
			code = binary.LittleEndian.Uint16(d.codes[2*int(r):])
		} else {
			code, size, runes = d.unit(s[lo:], left)
		}
		b.codes[n], b.at[n] = code, int32(lo)
		n++
		lo += size
		left -= runes
		if !endsClause(code) {
			continue
		}
		if n >= blockUnits {
			break
		}
		left = maxClause
	}
	b.n = n
	b.codes[n] = codeOther
	b.at[n] = int32(lo)
	return lo
}

// endsClause reports whether code is that of a mark that ends a clause.
func endsClause(code uint16) bool { return code-codeSpace <= codeMark-codeSpace }

// unit returns the code of the unit at the start of s, of at most limit runes, and its
// length in bytes and in runes.
func (d *dictionary) unit(s string, limit int) (code uint16, size, runes int) {
	r, size := rune(s[0]), 1
	if r >= utf8.RuneSelf {
		if r, size = utf8.DecodeRuneInString(s); r == utf8.RuneError {
			return codeOther, size, 1
		}
	}
	letter := uint16(d.header.Letter)
	if code = d.runeCode(r); code != letter {
		return code, size, 1
	}
	for runes = 1; size < len(s) && runes < limit; runes++ {
		r, n := rune(s[size]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[size:])
		}
		if d.runeCode(r) != letter {
			break
		}
		size += n
	}
	return d.runCode(s[:size]), size, runes
}

// path cuts the units of b into words at the least cost, each clause by itself, by the
// algorithm of Viterbi.
//
// The first step from every unit is taken ahead of the others: such steps do not wait
// for each other, and half of them lead nowhere.
func (d *dictionary) path(b *block) {
	n := b.n
	nodes, costs := d.nodes, d.cost
	codes, best, one, two := b.codes[:n+1], b.best[:n+1], b.one[:n], b.two[:n]
	for i := range two {
		place := nodes[codes[i]]
		one[i] = costs[place.cost()]
		two[i] = nodes[place.base()+int(codes[i+1])]
		best[i] = math.MaxUint64
	}
	best[n] = math.MaxUint64
	base := float32(0) // cost of the units before i
	for i := range one {
		least := min(best[i+1], uint64(math.Float32bits(base+one[i]))<<32|uint64(i))
		best[i+1] = least
		place := two[i]
		for j := i + 1; j < len(codes) && place.label() == codes[j]; {
			cost := math.Float32bits(base + costs[place.cost()])
			j++
			best[j] = min(best[j], uint64(cost)<<32|uint64(i))
			place = nodes[place.base()+int(codes[j])]
		}
		sum := uint32(least >> 32)
		if endsClause(codes[i]) {
			sum = 0
		}
		base = math.Float32frombits(sum)
	}
	k := len(b.ends)
	for end := n; end > 0; end = int(uint32(best[end])) {
		k--
		b.ends[k] = int32(end)
	}
	b.cut = b.ends[k:]
}
