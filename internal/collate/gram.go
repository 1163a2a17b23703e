package collate

import (
	"cmp"
	"slices"

	"chachong/internal/token"
)

const (
	// gramLen is the number of letters of the grams by which units that are alike find
	// each other. Text whose words were replaced keeps runs of four letters in nearly
	// every sentence.
	gramLen = 4
	// gramPairs is the most pairs of units that one gram brings together: what stands
	// more often says little, and the cost stays linear.
	gramPairs = 16
	// rivals is the most units that are compared with one.
	rivals = 4
)

// How much two units have to be alike, see [matcher.alike].
const (
	// alikeAnywhere is for units that only their letters bring together.
	alikeAnywhere = 0.4
	// alikeInPlace is for units that correspond in their place although equal ones may
	// stand elsewhere.
	alikeInPlace = 0.6
	// alikeBeside is for units between or beside such that correspond, alikeWithin for
	// those of them that are in one passage: what is known to be copied may be spun or
	// masked beyond this, other text has less in common by chance.
	alikeBeside = 0.3
	alikeWithin = 0.2
)

// findAlike adds the pairs of units that share grams and are alike; those that have
// equal ones are left out.
func (m *matcher) findAlike() {
	x, y := m.a.grams(m.equalA), m.b.grams(m.equalB)
	var met []uint64 // unit of a, unit of b; once for each gram
	for len(x) > 0 && len(y) > 0 {
		g, h := x[0]>>32, y[0]>>32
		if g != h {
			if g < h {
				x = x[1:]
			} else {
				y = y[1:]
			}
			continue
		}
		n, o := sameGram(x), sameGram(y)
		if n*o <= gramPairs {
			for _, i := range x[:n] {
				for _, j := range y[:o] {
					met = append(met, i<<32|j&(1<<32-1))
				}
			}
		}
		x, y = x[n:], y[o:]
	}
	slices.Sort(met)
	type rival struct {
		i, j  int32
		grams int
	}
	var of []rival // of one unit of a
	for len(met) > 0 {
		of = of[:0]
		i := met[0] >> 32
		for len(met) > 0 && met[0]>>32 == i {
			n := 1
			for n < len(met) && met[n] == met[0] {
				n++
			}
			of = append(of, rival{int32(i), int32(uint32(met[0])), n})
			met = met[n:]
		}
		slices.SortFunc(of, func(x, y rival) int { return cmp.Or(cmp.Compare(y.grams, x.grams), cmp.Compare(x.j, y.j)) })
		for _, r := range of[:min(len(of), rivals)] {
			if alike := m.alike(r.i, r.j); alike >= alikeAnywhere {
				m.found = append(m.found, pair{r.i, r.j, int64(m.letters(r.i, r.j, alike))})
			}
		}
	}
}

// sameGram returns how many of grams are the first one.
func sameGram(grams []uint64) int {
	n := 1
	for n < len(grams) && grams[n]>>32 == grams[0]>>32 {
		n++
	}
	return n
}

// grams returns the grams of the units but those to skip: hash, then unit, ascending,
// each once.
func (sh *sheet) grams(skip []bool) []uint64 {
	var out []uint64
	for k := range sh.units {
		if skip[k] {
			continue
		}
		u := &sh.units[k]
		l := sh.Letters.Range(u.lo, u.hi)
		var code [gramLen]rune
		n := 0
		for i, r := range l.Code {
			if l.Mark[i]&token.NumberLetter != 0 {
				continue
			}
			copy(code[:], code[1:])
			code[gramLen-1] = r
			if n++; n >= gramLen {
				out = append(out, gram(code)<<32|uint64(k))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// gram returns 32 bits that tell the letters from others.
func gram(code [gramLen]rune) uint64 {
	h := uint64(0)
	for _, r := range code {
		h = mix(h, r)
	}
	return h >> 32
}
