package align

// Meet reports whether so many of the places where two texts have seeds in common stand
// close to each other: within gateLetters letters for each, and gateDiagonal diagonals.
// hits are letter in a << 32 | letter in b, ascending; least is from 2 to gateLook.
func Meet(hits []uint64, least int) bool {
	reach := int32(least) * gateLetters
	for k := least - 1; k < len(hits); k++ {
		i, j := place(hits[k])
		near := 1
		for p := k - 1; p >= 0 && p >= k-gateLook; p-- {
			pi, pj := place(hits[p])
			if i-pi > reach {
				break
			}
			if d := (i - j) - (pi - pj); -gateDiagonal <= d && d <= gateDiagonal {
				if near++; near == least {
					return true
				}
			}
		}
	}
	return false
}
