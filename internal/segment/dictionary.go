package segment

import (
	_ "embed"
	"encoding/binary"
	"math"
	"strconv"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

//go:generate go run gen_table.go

// table is the dictionary as Table writes it, made from gse's by gen_table.go. It is
// read where it lies in the program: a run touches the pages that its text needs.
//
//go:embed table.bin
var table []byte

// A table holds, little-endian and in this order,
//
//	header   the fields of tableHeader, 32 bits each
//	total    float64, the sum of all frequencies
//	freqs    float64 each, the distinct frequencies
//	runes    uint16 for each rune below 0x10000: its code
//	beyond   for each known rune from 0x10000 on, ascending: rune, code, 32 bits each
//	nodes    uint64 each, the double array, see node
//	runs     for each known Latin run: code (16 bits), length in bytes (8 bits), text
//
// A code stands for one unit of text: a rune, or a run of Latin letters and digits.
// Codes below header.Letter are no letters: codeOther, codeSpace, codeMark, and signs
// that stand in words. From there on all are letters; the first one is the code of
// every run that stands in no word, the more frequent ones of words come first so that
// what is much used lies together.
type tableHeader struct {
	Version, Words, Codes, Letter, Freqs, Beyond, Nodes, Runs uint32
}

const (
	tableVersion = 1
	headerSize   = 8 * 4
	runesSize    = 2 << 16
)

// Codes of units that stand in no word.
const (
	codeOther = 0
	codeSpace = 1 // white space that ends a clause
	codeMark  = 2 // another mark that ends a clause
	codeFirst = 3 // the first one free
)

// node is one place of the double array: the label by which it is reached in bits 0 to
// 15, the base of its children in bits 16 to 39, and in bits 40 to 63 the index of its
// cost. The child by label l stands at base+l, and is one if its label is l: no two
// nodes have one base. The children of the root stand at their labels; they and free
// places have noLabel, and nodes without children base 0, so that no step from there
// arrives.
type node uint64

const (
	noLabel  = 1<<16 - 1 // the label of no code
	maxCodes = noLabel   // codes of a table
	maxIndex = 1<<24 - 1 // of costs and bases
)

func newNode(label uint16, cost, base int) node {
	return node(label) | node(base)<<16 | node(cost)<<40
}

func (n node) label() uint16 { return uint16(n) }
func (n node) base() int     { return int(n >> 16 & maxIndex) }
func (n node) cost() int     { return int(n >> 40) }

// Indexes of costs that are no word's.
const (
	costNone    = 0 // the beginning of words that is no word: never chosen
	costUnknown = 1 // a unit that is no word
	costFirst   = 2 // + index of the frequency
)

// longRun is the length in bytes from which on all runs are taken for equally long.
const longRun = 15

// unknownCost is gse's cost of a unit that is no word of the dictionary.
const unknownCost = 32

// dictionary is a table made ready for use. Immutable.
type dictionary struct {
	header tableHeader
	freqs  []byte
	codes  *[runesSize]byte
	beyond []byte
	nodes  []node
	cost   []float32         // by the cost index of nodes
	runs   map[string]uint16 // codes of the Latin runs of words, lower-case

	// sizes[c] has bit n set where one of runs has n bytes, longRun or more for that bit,
	// and begins with c but for bit 5: most runs are numbers that need no more looking up.
	sizes [256]uint16
}

// newDictionary returns the dictionary in table, which Table has made. It reads some
// thousand frequencies and no more.
func newDictionary(table []byte) *dictionary {
	d := &dictionary{}
	if _, err := binary.Decode(table, binary.LittleEndian, &d.header); err != nil || d.header.Version != tableVersion {
		panic("segment: the dictionary is no table of version " + strconv.Itoa(tableVersion))
	}
	rest := table[headerSize:]
	next := func(size int) []byte {
		part := rest[:size:size]
		rest = rest[size:]
		return part
	}
	total := math.Float64frombits(binary.LittleEndian.Uint64(next(8)))
	d.freqs = next(8 * int(d.header.Freqs))
	d.codes = (*[runesSize]byte)(next(runesSize))
	d.beyond = next(8 * int(d.header.Beyond))
	d.nodes = nodesIn(next(8 * int(d.header.Nodes)))

	d.runs = make(map[string]uint16, d.header.Runs)
	for range d.header.Runs {
		head := next(3)
		run := string(next(int(head[2])))
		d.runs[run] = binary.LittleEndian.Uint16(head)
		d.sizes[run[0]|0x20] |= 1 << min(len(run), longRun)
	}
	// The very arithmetic of gse, which rounds each logarithm to float32.
	logTotal := float32(math.Log2(total))
	d.cost = make([]float32, costFirst+int(d.header.Freqs))
	d.cost[costNone] = float32(math.Inf(1))
	d.cost[costUnknown] = unknownCost
	for i := range int(d.header.Freqs) {
		d.cost[costFirst+i] = logTotal - float32(math.Log2(d.freq(i)))
	}
	return d
}

func (d *dictionary) freq(i int) float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(d.freqs[8*i:]))
}

// nodesIn returns the nodes that b holds.
//
// Where the processor keeps numbers as b does, it is read in place: taken apart by
// encoding/binary, a fifth of the speed of all segmentation was lost to bounds checks,
// and a copy costs milliseconds of every run.
func nodesIn(b []byte) []node {
	if len(b) == 0 {
		return nil
	}
	p := unsafe.Pointer(unsafe.SliceData(b))
	if binary.NativeEndian.Uint16([]byte{1, 0}) == 1 && uintptr(p)%unsafe.Alignof(node(0)) == 0 {
		return unsafe.Slice((*node)(p), len(b)/8)
	}
	nodes := make([]node, len(b)/8)
	for i := range nodes {
		nodes[i] = node(binary.LittleEndian.Uint64(b[8*i:]))
	}
	return nodes
}

// runeCode returns the code of r.
func (d *dictionary) runeCode(r rune) uint16 {
	if r <= math.MaxUint16 {
		return binary.LittleEndian.Uint16(d.codes[2*int(uint16(r)):])
	}
	at := func(i int) uint32 { return binary.LittleEndian.Uint32(d.beyond[8*i:]) }
	lo, hi := 0, int(d.header.Beyond)
	for lo < hi {
		if mid := (lo + hi) / 2; at(mid) < uint32(r) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < int(d.header.Beyond) && at(lo) == uint32(r) {
		return uint16(binary.LittleEndian.Uint32(d.beyond[8*lo+4:]))
	}
	return codeOther
}

// runCode returns the code of a Latin run of any length.
func (d *dictionary) runCode(run string) uint16 {
	if d.sizes[run[0]|0x20]>>min(len(run), longRun)&1 != 0 && len(run) <= maxWord {
		var lower [maxWord]byte
		if code, ok := d.runs[string(appendLower(lower[:0], run))]; ok {
			return code
		}
	}
	return uint16(d.header.Letter)
}

// appendLower appends s with the letters of ASCII lower-case; others keep their case,
// as in gse.
func appendLower(dst []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// latin reports whether r is a letter or digit of which gse makes runs: one of at most
// two bytes.
func latin(r rune) bool {
	return r < 0x800 && isLetter(r)
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// words returns all words of the dictionary with their frequencies, in the order of
// their places.
func (d *dictionary) words() []Word {
	units := make([]string, d.header.Codes)
	for r := range rune(len(d.codes) / 2) {
		if code := d.runeCode(r); code >= codeFirst && code != uint16(d.header.Letter) {
			units[code] = string(r)
		}
	}
	for i := range int(d.header.Beyond) {
		r := rune(binary.LittleEndian.Uint32(d.beyond[8*i:]))
		units[d.runeCode(r)] = string(r)
	}
	for run, code := range d.runs {
		units[code] = run
	}
	parent := make([]int32, len(d.nodes)) // by base
	for i, n := range d.nodes {
		if base := n.base(); base > 0 {
			parent[base] = int32(i)
		}
	}
	words := make([]Word, 0, d.header.Words)
	for i, n := range d.nodes {
		freq := n.cost() - costFirst
		if freq < 0 {
			continue
		}
		text, at := "", i
		for at >= int(d.header.Codes) {
			label := d.nodes[at].label()
			text = units[label] + text
			at = int(parent[at-int(label)])
		}
		words = append(words, Word{Text: units[at] + text, Freq: d.freq(freq)})
	}
	return words
}

// splitUnits returns the units of a word: runes, and runs of Latin letters and digits
// in lower case. The word is valid UTF-8.
func splitUnits(word string) []string {
	var units []string
	for i := 0; i < len(word); {
		start := i
		for i < len(word) {
			r, size := utf8.DecodeRuneInString(word[i:])
			if !latin(r) {
				break
			}
			i += size
		}
		if i == start {
			_, size := utf8.DecodeRuneInString(word[i:])
			i += size
			units = append(units, word[start:i])
			continue
		}
		units = append(units, string(appendLower(nil, word[start:i])))
	}
	return units
}
