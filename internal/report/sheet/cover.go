package sheet

import (
	"cmp"
	"slices"
)

// cover is half-open ranges of letters that may overlap.
type cover [][2]int32

// letters returns how many letters stand in c. It sorts c.
func (c cover) letters() int32 {
	slices.SortFunc(c, func(x, y [2]int32) int { return cmp.Compare(x[0], y[0]) })
	n, end := int32(0), int32(0)
	for _, r := range c {
		if lo := max(r[0], end); lo < r[1] {
			n += r[1] - lo
			end = r[1]
		}
	}
	return n
}
