package align

import (
	"slices"

	"chachong/internal/text"
	"chachong/internal/token"
)

// What stands at a letter, or in front of it.
const (
	maskBefore uint8 = 1 << iota // a mask stands in front of the letter
	numeral                      // the letter belongs to a list number
	lineHere                     // a line starts at the letter
)

// Text is one submission as the aligner sees it: its letters without masks, their
// grams and seeds. A mask is no letter but a flag of the letter behind it, so that
// grams run across it. Immutable, shared by workers; what its grams weigh is found when
// the first of them needs it.
type Text struct {
	Source  string        // the document's text
	Letters token.Letters // the submission's letters
	Body    text.Span     // the submission's place in Source, which no passage leaves; empty: all of Source

	code     []rune   // letters that are no part of a mask
	at       []int32  // byte of Source where each starts
	flag     []uint8  // of each, and one more for a mask behind the last
	seedAt   []int32  // letter where each seed starts, ascending
	seedHash []uint32 // its hash
	articles []article

	common   []uint32 // seeds that few is without, ascending
	all, few lazyIndex
	rarity   Rarity
	weights  weights
}

// NewText prepares a submission for alignment. The cost is linear; src and l are kept.
// grams are those that [token.AppendGrams] finds in l.Code, or nil; they are not kept.
// rarity is asked for each seed once, when the text is weighed for the first time. common
// are seeds, ascending, that so many texts hold that they bring no two together, see
// [Aligner].
func NewText(src string, l token.Letters, grams []uint64, rarity Rarity, common []uint32) *Text {
	t := &Text{Source: src, Letters: l, code: l.Code, at: l.At, rarity: rarity, common: common}
	if maskedLetters(l) {
		t.viewMasked(l)
		grams = nil
	} else {
		t.view(l)
	}
	if grams == nil {
		grams = token.AppendGrams(make([]uint64, 0, len(t.code)), t.code)
	}
	t.seedAt, t.seedHash = winnow(nil, nil, grams)
	t.findArticles()
	return t
}

// index returns the index of t's seeds, or of those that are not common. Safe for
// concurrent use: it is made at the first call, and most pairs ask for one of the two.
func (t *Text) index(few bool) *seedIndex {
	if !few || len(t.common) == 0 {
		t.all.once.Do(func() { t.all.set(t.seedHash, t.seedAt) })
		return &t.all.seedIndex
	}
	t.few.once.Do(func() { t.few.set(without(t.seedHash, t.seedAt, t.common)) })
	return &t.few.seedIndex
}

// without returns the seeds of the given hashes and letters that are not among common,
// which ascends.
func without(hashes []uint32, letters []int32, common []uint32) ([]uint32, []int32) {
	const leading = 16 // bits of a hash, of which few are those of a common one
	var some [1 << leading / 64]uint64
	for _, h := range common {
		h >>= seedBits - leading
		some[h/64] |= 1 << (h % 64)
	}
	keptHashes, keptLetters := make([]uint32, 0, len(hashes)), make([]int32, 0, len(hashes))
	for k, h := range hashes {
		if lead := h >> (seedBits - leading); some[lead/64]>>(lead%64)&1 != 0 {
			if _, found := slices.BinarySearch(common, h); found {
				continue
			}
		}
		keptHashes, keptLetters = append(keptHashes, h), append(keptLetters, letters[k])
	}
	return keptHashes, keptLetters
}

// maskedLetters reports whether a mask of l is made of letters.
func maskedLetters(l token.Letters) bool {
	var all token.Mark
	for _, m := range l.Mark {
		all |= m
	}
	return all&token.MaskLetter != 0
}

// appendUnmasked appends the letters of l that are no part of a mask.
func appendUnmasked(dst []rune, l token.Letters) []rune {
	for i, m := range l.Mark {
		if m&token.MaskLetter == 0 {
			dst = append(dst, l.Code[i])
		}
	}
	return dst
}

// flagOf is the flag of a letter by its mark.
var flagOf = func() (flags [1 << 8]uint8) {
	for m := range flags {
		m := token.Mark(m)
		if m&token.MaskBefore != 0 {
			flags[m] |= maskBefore
		}
		if m&token.LineHere != 0 {
			flags[m] |= lineHere
		}
		if m&token.NumberLetter != 0 {
			flags[m] |= numeral
		}
	}
	return flags
}()

// view sets the flags where no mask is made of letters: letters share the memory of l.
func (t *Text) view(l token.Letters) {
	t.flag = make([]uint8, len(l.Mark)+1)
	for i, m := range l.Mark {
		t.flag[i] = flagOf[m]
	}
}

// viewMasked sets the letters without masks and their flags.
func (t *Text) viewMasked(l token.Letters) {
	t.code, t.at = appendUnmasked(make([]rune, 0, len(l.Code)), l), make([]int32, 0, len(l.At))
	t.flag = make([]uint8, 0, len(l.Code)+1)
	var carry uint8 // flags of dropped letters, for the next one
	for i, m := range l.Mark {
		f := flagOf[m]
		if m&token.MaskLetter != 0 {
			carry |= f&^numeral | maskBefore
			continue
		}
		t.flag, t.at = append(t.flag, f|carry), append(t.at, l.At[i])
		carry = 0
	}
	t.flag = append(t.flag, carry)
}

// size returns the number of letters that are no part of a mask.
func (t *Text) size() int32 { return int32(len(t.code)) }
