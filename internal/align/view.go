package align

import (
	"slices"

	"chachong/internal/text"
	"chachong/internal/token"
)

// window is the number of consecutive grams of which at least one becomes a seed.
// With grams of 5 letters any 8 equal letters share a seed; two of five grams are kept.
const window = 4

// What stands at a letter, or in front of it.
const (
	maskBefore uint8 = 1 << iota // a mask stands in front of the letter
	numeral                      // the letter belongs to a list number
	lineHere                     // a line starts at the letter
	stockGram                    // the gram that starts here is a stock phrase
)

// Text is one submission as the aligner sees it: its letters without masks, their
// grams and seeds. A mask is no letter but a flag of the letter behind it, so that
// grams run across it. Immutable, shared by workers.
type Text struct {
	Source  string        // the document's text
	Letters token.Letters // the submission's letters
	Body    text.Span     // the submission's place in Source, which no passage leaves; empty: all of Source

	code     []rune   // letters that are no part of a mask
	at       []int32  // byte of Source where each starts
	flag     []uint8  // of each, and one more for a mask behind the last
	seedAt   []int32  // letter where each seed starts, ascending
	seedHash []uint32 // its hash
	index    []uint64 // hash<<32 | letter, ascending
	filter   []uint64 // bit set: which leading bits of a hash some seed has
	shift    uint     // bits of a hash that filter ignores
	articles []article
}

// NewText prepares a submission for alignment. The cost is linear; src and l are kept.
func NewText(src string, l token.Letters) *Text {
	t := &Text{Source: src, Letters: l}
	t.view(l)
	grams := token.AppendGrams(make([]uint64, 0, len(t.code)), t.code)
	markStock(t.flag, t.code, grams)
	t.winnow(grams)
	t.sortSeeds()
	t.findArticles()
	return t
}

// sortSeeds sets the index of the seeds, and its filter.
func (t *Text) sortSeeds() {
	t.index = make([]uint64, len(t.seedAt))
	for k, p := range t.seedAt {
		t.index[k] = uint64(t.seedHash[k])<<32 | uint64(p)
	}
	sortKeys(t.index, make([]uint64, len(t.index)), 32)
	t.fillFilter()
}

// Seeds returns the distinct winnowed gram hashes of t, ascending: what an index
// keeps of a submission. Any stretch of 8 equal letters in two texts gives both a
// common seed.
func (t *Text) Seeds() []uint32 {
	seeds := slices.Clone(t.seedHash)
	for k, key := range t.index {
		seeds[k] = uint32(key >> 32)
	}
	return slices.Compact(seeds)
}

// view sets the letters without masks and their flags. Where there is no mask made
// of letters it shares the memory of l.
func (t *Text) view(l token.Letters) {
	t.code, t.at = l.Code, l.At
	t.flag = make([]uint8, 0, len(l.Code)+1)
	masked := slices.ContainsFunc(l.Mark, func(m token.Mark) bool { return m&token.MaskLetter != 0 })
	if masked {
		t.code, t.at = make([]rune, 0, len(l.Code)), make([]int32, 0, len(l.At))
	}
	var carry uint8 // flags of dropped letters, for the next one
	for i, m := range l.Mark {
		f := carry
		if m&token.MaskBefore != 0 {
			f |= maskBefore
		}
		if m&token.LineHere != 0 {
			f |= lineHere
		}
		if m&token.MaskLetter != 0 {
			carry = f | maskBefore
			continue
		}
		if m&token.NumberLetter != 0 {
			f |= numeral
		}
		carry = 0
		t.flag = append(t.flag, f)
		if masked {
			t.code, t.at = append(t.code, l.Code[i]), append(t.at, l.At[i])
		}
	}
	t.flag = append(t.flag, carry)
}

// mask reports whether a mask stands in front of letter i, 0 <= i <= len(code).
func (t *Text) mask(i int32) bool { return t.flag[i]&maskBefore != 0 }

// size returns the number of letters that are no part of a mask.
func (t *Text) size() int32 { return int32(len(t.code)) }

// winnow keeps the least gram of every window of grams: the one kept before while it
// is still inside and still the least, else the last of equals (robust winnowing).
// A text of fewer grams than a window keeps its least.
func (t *Text) winnow(grams []uint64) {
	t.seedAt = make([]int32, 0, len(grams)*2/(window+1)+1)
	t.seedHash = make([]uint32, 0, cap(t.seedAt))
	least := -1
	for hi := range grams {
		lo := max(0, hi-window+1)
		if hi < window-1 && hi < len(grams)-1 {
			continue // the first window is not full
		}
		old := least
		if least < lo {
			least = lo
			for i := lo + 1; i <= hi; i++ {
				if grams[i]>>32 <= grams[least]>>32 {
					least = i
				}
			}
		} else if grams[hi]>>32 < grams[least]>>32 {
			least = hi
		}
		if least != old {
			t.seedAt = append(t.seedAt, int32(least))
			t.seedHash = append(t.seedHash, uint32(grams[least]>>32))
		}
	}
}

// fillFilter sets the bit of every seed in a table of 8 to 16 bits a seed, so that
// nine of ten seeds of another text are refused without a search.
func (t *Text) fillFilter() {
	bits := uint(6)
	for 1<<bits < 8*len(t.index) && bits < 32 {
		bits++
	}
	t.shift = 32 - bits
	t.filter = make([]uint64, 1<<(bits-6))
	for _, h := range t.seedHash {
		h >>= t.shift
		t.filter[h>>6] |= 1 << (h & 63)
	}
}

func (t *Text) mayHold(h uint32) bool {
	h >>= t.shift
	return t.filter[h>>6]>>(h&63)&1 != 0
}

// sortKeys sorts keys by their upper half, of which the low bits are in use, and
// keeps the order of equals. tmp is as long as keys.
func sortKeys(keys, tmp []uint64, bits uint) {
	if len(keys) < 64 {
		insertKeys(keys)
		return
	}
	const digit = 11
	out := keys
	for shift := uint(32); shift < 32+bits; shift += digit {
		var next [1 << digit]int32
		for _, k := range keys {
			next[k>>shift&(1<<digit-1)]++
		}
		sum := int32(0)
		for d, n := range next {
			next[d] = sum
			sum += n
		}
		for _, k := range keys {
			d := k >> shift & (1<<digit - 1)
			tmp[next[d]] = k
			next[d]++
		}
		keys, tmp = tmp, keys
	}
	if len(keys) > 0 && &out[0] != &keys[0] {
		copy(out, keys)
	}
}

func insertKeys(keys []uint64) {
	for i := 1; i < len(keys); i++ {
		for k := i; k > 0 && keys[k-1]>>32 > keys[k]>>32; k-- {
			keys[k-1], keys[k] = keys[k], keys[k-1]
		}
	}
}
