package segment

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Table returns the table of a dictionary of words. Of equal words the first one counts.
// Every word is valid UTF-8, not empty, and has a frequency above 0; the total of the
// frequencies is summed up in the order of words, as gse does. The same words give the
// same table. Cost: about a CPU-second for gse's 350,000 words, less for fewer.
//
// The double array is that of Aoe, "An Efficient Digital Search Algorithm by Using a
// Double-Array Structure" (1989), with labels in place of parents to check by, as bases
// are unique. Nodes with many children are placed first, each at the first base where
// all of them find a free place; 64 bases are tried at a time.
func Table(words []Word) ([]byte, error) {
	b := tableBuilder{codes: map[string]uint16{}, index: map[float64]int{}}
	b.count(words)
	if b.alphabet(); len(b.units) > maxCodes {
		return nil, errTooLarge
	}
	b.number()
	b.collect()
	b.place()
	if len(b.nodes) > maxIndex || costFirst+len(b.freqs) > maxIndex {
		return nil, errTooLarge
	}
	return b.encode(), nil
}

var errTooLarge = errors.New("too many words, or too many different characters")

// entry is a distinct word.
type entry struct {
	units []string
	codes []uint16
	freq  float64
}

// row is the children of one node of the trie.
type row struct {
	child []child // ascending by label
	base  int
}

type child struct {
	label uint16
	cost  int
	row   int // of its own children; 0: it has none
}

type tableBuilder struct {
	entries []entry
	total   float64
	units   []string          // by code
	codes   map[string]uint16 // of units
	letter  int               // the first code of letters
	freqs   []float64         // ascending
	index   map[float64]int   // of freqs
	rows    []row             // the first one is the root's
	nodes   []node
}

// count takes the distinct words.
func (b *tableBuilder) count(words []Word) {
	seen := make(map[string]bool, len(words))
	for _, w := range words {
		e := entry{units: splitUnits(w.Text), freq: w.Freq}
		text := string(appendLower(nil, w.Text))
		if seen[text] {
			continue
		}
		seen[text] = true
		b.entries = append(b.entries, e)
		b.total += e.freq
	}
}

// alphabet gives every unit a code.
func (b *tableBuilder) alphabet() {
	weight := map[string]float64{}
	for _, e := range b.entries {
		for _, u := range e.units {
			weight[u] += e.freq
		}
	}
	var signs, letters []string
	for u := range weight {
		if r, _ := utf8.DecodeRuneInString(u); isLetter(r) {
			letters = append(letters, u)
		} else {
			signs = append(signs, u)
		}
	}
	slices.Sort(signs)
	slices.SortFunc(letters, func(x, y string) int {
		return cmp.Or(cmp.Compare(weight[y], weight[x]), cmp.Compare(x, y))
	})
	b.units = append(make([]string, codeFirst), signs...)
	b.letter = len(b.units)
	b.units = append(append(b.units, ""), letters...)
	if len(b.units) > maxCodes {
		return
	}
	for code, u := range b.units {
		if u != "" {
			b.codes[u] = uint16(code)
		}
	}
	for i := range b.entries {
		e := &b.entries[i]
		e.codes = make([]uint16, len(e.units))
		for k, u := range e.units {
			e.codes[k] = b.codes[u]
		}
	}
}

// number gives every frequency an index.
func (b *tableBuilder) number() {
	for _, e := range b.entries {
		if _, ok := b.index[e.freq]; !ok {
			b.index[e.freq] = 0
			b.freqs = append(b.freqs, e.freq)
		}
	}
	slices.Sort(b.freqs)
	for i, f := range b.freqs {
		b.index[f] = i
	}
}

// collect makes the rows of the trie.
func (b *tableBuilder) collect() {
	slices.SortFunc(b.entries, func(x, y entry) int { return slices.Compare(x.codes, y.codes) })
	b.rows = make([]row, 1)
	path := []int{0} // rows from the root to that of the last word
	var last []uint16
	for _, e := range b.entries {
		depth := 0
		for depth < len(last) && depth < len(e.codes) && last[depth] == e.codes[depth] {
			depth++
		}
		// A row of last that e goes on from may not be there yet.
		path = path[:min(len(path), depth+1)]
		for ; depth < len(e.codes); depth++ {
			if depth == len(path) {
				b.rows = append(b.rows, row{})
				id := len(b.rows) - 1
				up := &b.rows[path[depth-1]]
				up.child[len(up.child)-1].row = id
				path = append(path, id)
			}
			r := &b.rows[path[depth]]
			r.child = append(r.child, child{label: e.codes[depth], cost: costNone})
		}
		r := &b.rows[path[len(e.codes)-1]]
		r.child[len(r.child)-1].cost = costFirst + b.index[e.freq]
		last = e.codes
	}
}

// denseBlock is the number of places out of 64 from which on a stretch of the array is
// left to rows of one child: the array is not longer than without, and made in half the
// time. At 16 it is a fifth longer.
const denseBlock = 24

// place finds the base of every row and fills the nodes.
func (b *tableBuilder) place() {
	order := make([]int, len(b.rows)-1)
	for i := range order {
		order[i] = i + 1
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Compare(len(b.rows[y].child), len(b.rows[x].child))
	})
	var taken, based bitmap
	taken.fill(len(b.units)) // by the root
	based.set(0)
	var full, dense int // below, all places are taken; too many for rows of several
	// tried is where the search for a row of one child ended, by its label: what was taken
	// before stays taken, and words of few characters have thousands of such rows.
	tried := map[uint16]int{}
	for _, i := range order {
		r := &b.rows[i]
		for taken.word(full) == math.MaxUint64 {
			full += 64
		}
		for bits.OnesCount64(taken.word(dense)) >= denseBlock {
			dense += 64
		}
		base := full
		if len(r.child) > 1 {
			base = dense
		}
		base = max(0, base-int(r.child[0].label)) &^ 63
		if len(r.child) == 1 {
			base = max(base, tried[r.child[0].label])
		}
		for ; ; base += 64 {
			free := ^based.word(base)
			for _, c := range r.child {
				if free &^= taken.word(base + int(c.label)); free == 0 {
					break
				}
			}
			if free != 0 {
				r.base = base + bits.TrailingZeros64(free)
				break
			}
		}
		if len(r.child) == 1 {
			tried[r.child[0].label] = base
		}
		based.set(r.base)
		for _, c := range r.child {
			taken.set(r.base + int(c.label))
		}
	}
	// A step may try any code from any base.
	b.nodes = make([]node, based.len()+len(b.units))
	for i := range b.nodes {
		cost := costNone
		if i < len(b.units) {
			cost = costUnknown
		}
		b.nodes[i] = newNode(noLabel, cost, 0)
	}
	for i, r := range b.rows {
		for _, c := range r.child {
			label, cost := c.label, c.cost
			if i == 0 {
				label = noLabel
				if cost == costNone {
					cost = costUnknown
				}
			}
			b.nodes[r.base+int(c.label)] = newNode(label, cost, b.rows[c.row].base)
		}
	}
}

// bitmap is a growing set of small integers.
type bitmap []uint64

func (m *bitmap) set(i int) {
	for i>>6 >= len(*m) {
		*m = append(*m, 0)
	}
	(*m)[i>>6] |= 1 << (i & 63)
}

// fill adds 0 to n-1.
func (m *bitmap) fill(n int) {
	for i := range n {
		m.set(i)
	}
}

// word returns the 64 members from i on, i in bit 0.
func (m bitmap) word(i int) uint64 {
	at, shift := i>>6, i&63
	if at >= len(m) {
		return 0
	}
	w := m[at] >> shift
	if shift > 0 && at+1 < len(m) {
		w |= m[at+1] << (64 - shift)
	}
	return w
}

// len returns the end of the last block of 64 that holds a member.
func (m bitmap) len() int { return 64 * len(m) }

// encode returns the table.
func (b *tableBuilder) encode() []byte {
	var codes [runesSize / 2]uint16
	for r := range codes {
		codes[r] = b.unitCode(rune(r))
	}
	var beyond, runs []byte
	header := tableHeader{
		Version: tableVersion, Words: uint32(len(b.entries)), Codes: uint32(len(b.units)), Letter: uint32(b.letter),
		Freqs: uint32(len(b.freqs)), Nodes: uint32(len(b.nodes)),
	}
	le := binary.LittleEndian
	sorted := slices.Sorted(slices.Values(b.units))
	for _, u := range sorted { // in the order of runes
		code := b.codes[u]
		switch r, size := utf8.DecodeRuneInString(u); {
		case u == "":
		case latin(r):
			runs = append(append(le.AppendUint16(runs, code), byte(len(u))), u...)
			header.Runs++
		case size == utf8.UTFMax:
			beyond = le.AppendUint32(le.AppendUint32(beyond, uint32(r)), uint32(code))
			header.Beyond++
		}
	}
	out, _ := binary.Append(nil, le, header)
	out = le.AppendUint64(out, math.Float64bits(b.total))
	out, _ = binary.Append(out, le, b.freqs)
	out, _ = binary.Append(out, le, codes[:])
	out = append(out, beyond...)
	out, _ = binary.Append(out, le, b.nodes)
	return append(out, runs...)
}

// unitCode returns the code of the rune r as it is met in text.
func (b *tableBuilder) unitCode(r rune) uint16 {
	switch {
	case latin(r):
		return uint16(b.letter)
	case isClauseMark(r) && unicode.IsSpace(r):
		return codeSpace
	case isClauseMark(r):
		return codeMark
	}
	return b.codes[string(r)]
}
