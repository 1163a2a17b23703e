package sketch

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// Pair is a candidate: two positions in the list of signatures, A < B. Unverified.
type Pair struct{ A, B int32 }

// Bands says how Candidates cuts a signature: Count bands of Rows values each,
// Rows*Count <= K. Two signatures meet where all values of one band are equal.
type Bands struct {
	Rows, Count int
}

// missed is the share of the pairs of exactly the threshold's resemblance that BandsFor
// lets slip. Pairs above the threshold slip far more rarely, and every row more would
// cost bands by the power of 1/threshold.
const missed = 0.001

// BandsFor returns the bands for pairs of at least the given resemblance, in (0,1): the
// longest ones, hence the most selective ones, whose S-curve still passes 1-0.001 at the
// threshold. Where K values do not suffice for that, the bands have one row.
//
//	threshold  rows × count   found at the threshold  met by chance at 0.1 / 0.05
//	0.25       2 × 108        0.9991                  0.66    / 0.24
//	0.5        3 × 52         0.9990                  0.051   / 0.0065
//	0.7        5 × 38         0.9990                  0.00038 / 0.00001
func BandsFor(threshold float64) Bands {
	b := Bands{Rows: 1, Count: K}
	for rows := 1; rows <= K; rows++ {
		// (1 - threshold^rows)^count <= missed
		count := math.Ceil(math.Log(missed) / math.Log1p(-math.Pow(threshold, float64(rows))))
		if !(count*float64(rows) <= K) { // also when count is not a number
			break
		}
		b = Bands{Rows: rows, Count: max(1, int(count))}
	}
	return b
}

// Recall returns the S-curve at resemblance j: the probability that two sets of that
// resemblance meet in at least one band.
func (b Bands) Recall(j float64) float64 {
	return 1 - math.Pow(1-math.Pow(j, float64(b.Rows)), float64(b.Count))
}

// Params sets Candidates. The zero value is usable.
type Params struct {
	Bands Bands // zero: BandsFor(0.5)
	// Anchors is the number of members of a bucket, the first by position, to which
	// each other member is linked; zero: DefaultAnchors.
	Anchors int
	// Keep drops the pairs whose estimated resemblance is less, in [0,1]; zero: none
	// is dropped. A caller that wants the pairs of resemblance j asks for j-0.1, which
	// is three standard errors lower.
	Keep float64
}

// DefaultAnchors is the number of anchors of a bucket. With 20,000 reports of which a
// tenth carry one template, 32 cut the pairs to a fifth and lost none of resemblance
// 0.8; cluster mates meet in other bands or through an anchor they share.
const DefaultAnchors = 32

// Left counts what the anchors left out.
type Left struct {
	Buckets int // buckets with more than Anchors+1 members
	// Links is the number of pairs not linked in their bucket, summed over buckets. A
	// pair counts once for each bucket it was left out of, and may have been found in
	// another: an upper bound on the pairs lost.
	Links int64
}

// Candidates returns the pairs of signatures that meet in at least one band, distinct
// and ascending by A, then B, and what was left out. Signatures that are nil meet
// nothing. A bucket of m members gives at most Anchors*m pairs, so that the cost is
// linear in the number of signatures even when all are alike; memory is linear in the
// pairs returned.
//
// Note: chaining each member of a bucket to the next would be cheaper still, but only a
// transitive closure over unverified pairs could make use of such a chain.
func Candidates(sigs []Signature, p Params) ([]Pair, Left) {
	if p.Bands.Rows <= 0 || p.Bands.Count <= 0 {
		p.Bands = BandsFor(0.5)
	}
	if p.Anchors <= 0 {
		p.Anchors = DefaultAnchors
	}
	rows, count := p.Bands.Rows, min(p.Bands.Count, K/p.Bands.Rows)

	// A band key shares its word with the position: sorting words sorts by key, then
	// position. 20 bits of position leave 44 of key: among a million signatures that is
	// one false meeting in 32 bands, which the estimate or the verification drops.
	width := bits.Len(uint(len(sigs)))
	positions := uint64(1)<<width - 1
	words := make([]uint64, 0, len(sigs))
	found := pairSet{sigs: sigs, keep: int(math.Ceil(p.Keep * K))}
	var left Left
	for band := range count {
		words = words[:0]
		for i, s := range sigs {
			if s == nil {
				continue
			}
			key := uint64(seedBand)
			for _, v := range s[band*rows : (band+1)*rows] {
				key = mix(key^uint64(v), mulBand)
			}
			words = append(words, key&^positions|uint64(i))
		}
		sortHashes(words, 64-digit)
		for lo := 0; lo < len(words); {
			hi := lo + 1
			for hi < len(words) && words[hi]&^positions == words[lo]&^positions {
				hi++
			}
			left.add(hi-lo, p.Anchors)
			for i := lo + 1; i < hi; i++ {
				for j := lo; j < min(i, lo+p.Anchors); j++ {
					found.add(words[j]&positions, words[i]&positions)
				}
			}
			lo = hi
		}
	}
	return found.pairs(), left
}

// add counts a bucket of m members.
func (l *Left) add(m, anchors int) {
	if rest := int64(m - anchors); rest > 1 {
		l.Buckets++
		l.Links += rest * (rest - 1) / 2
	}
}

// pairSet gathers pairs that come again and again, band after band, in memory linear in
// the distinct pairs that pass the estimate. A pair is the word a<<32 | b.
type pairSet struct {
	sigs  []Signature
	keep  int      // equal values that a pair needs
	kept  []uint64 // ascending, distinct, pass the estimate
	fresh []uint64 // since the last flush
}

// freshPairs is the least number of pairs between two flushes: 512 KiB.
const freshPairs = 1 << 16

func (s *pairSet) add(a, b uint64) {
	if len(s.fresh) >= max(freshPairs, len(s.kept)) {
		s.flush()
	}
	s.fresh = append(s.fresh, a<<32|b)
}

// flush moves the fresh pairs that are new and pass the estimate to those kept.
func (s *pairSet) flush() {
	fresh := Set(s.fresh)
	n, at := 0, 0
	for _, pair := range fresh {
		for at < len(s.kept) && s.kept[at] < pair {
			at++
		}
		if at < len(s.kept) && s.kept[at] == pair {
			continue
		}
		if s.keep > 0 && s.sigs[pair>>32].equal(s.sigs[uint32(pair)]) < s.keep {
			continue
		}
		fresh[n] = pair
		n++
	}
	// Merge from the back, so that both lie in the memory of kept.
	i, j := len(s.kept)-1, n-1
	s.kept = slices.Grow(s.kept, n)[:len(s.kept)+n]
	for to := len(s.kept) - 1; j >= 0; to-- {
		if i >= 0 && s.kept[i] > fresh[j] {
			s.kept[to] = s.kept[i]
			i--
		} else {
			s.kept[to] = fresh[j]
			j--
		}
	}
	s.fresh = s.fresh[:0]
}

// pairs returns all pairs, ascending.
func (s *pairSet) pairs() []Pair {
	s.flush()
	out := make([]Pair, len(s.kept))
	for i, pair := range s.kept {
		out[i] = Pair{A: int32(pair >> 32), B: int32(uint32(pair))}
	}
	return out
}

// Compare orders pairs by A, then B.
func (p Pair) Compare(q Pair) int {
	return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
}
