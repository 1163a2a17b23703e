package token

// The states in front of the first letter are the next 128 bits of the golden ratio
// behind the keys of the gram hash. They must be none of these, lest x and y could
// be exchanged in the first step.
const (
	hashStartA = 0x1082276BF3A27251
	hashStartB = 0xF86C6A11D0C18E95
)

// Hash returns 128 bits that tell letters from other letters: texts with the same
// letters and the same masks among them (MaskBefore and MaskLetter) have the same hash
// wherever they stand, others share one as seldom as random numbers do. It is the
// same on every machine. A letter takes about 0.9 ns.
//
// Each step folds four letters into two states of 64 bits by one multiplication each,
// as in wyhash (Wang Yi, 2019).
func (l Letters) Hash() [2]uint64 {
	code, mark := l.Code, l.Mark[:len(l.Code)]
	a, b := uint64(hashStartA), uint64(hashStartB)
	for len(code) >= 4 && len(mark) >= 4 {
		x := letterBits(code[0], mark[0]) | letterBits(code[1], mark[1])<<32
		y := letterBits(code[2], mark[2]) | letterBits(code[3], mark[3])<<32
		a, b = fold(x^gramKeyHi, y^a), fold(y^gramKeyLo, x^b)
		code, mark = code[4:], mark[4:]
	}
	// The number of letters stands where the fourth letter would.
	last := [4]uint64{3: uint64(l.Len())}
	for i, c := range code {
		last[i] = letterBits(c, mark[i])
	}
	x, y := last[0]|last[1]<<32, last[2]|last[3]<<32
	a, b = fold(x^gramKeyHi, y^a), fold(y^gramKeyLo, x^b)
	return [2]uint64{fold(a^gramKeyLo, gramKeyHi), fold(b^gramKeyHi, gramKeyLo)}
}

// letterBits returns the letter c and the masks of m in 23 bits. Between two letters
// nine bits stay 0 in which the keys have ones, so that no factor with a key is 0.
func letterBits(c rune, m Mark) uint64 {
	return uint64(uint32(c)) | uint64(m&(MaskBefore|MaskLetter))<<gramBits
}
