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
	// Crowd is the number of members up to which a bucket is no crowd; zero:
	// DefaultCrowd.
	Crowd int
	// Keep drops the pairs whose estimated resemblance is less, in [0,1]; zero: none
	// is dropped. A caller that wants the pairs of resemblance j asks for j-0.1, which
	// is three standard errors lower.
	Keep float64
}

const (
	// DefaultAnchors is the number of anchors of a bucket that is no crowd: all mates of
	// a cluster of that size meet.
	DefaultAnchors = 32
	// DefaultCrowd is the number of members up to which a bucket is no crowd. Half of it
	// halves the pairs that a template makes, but reaches clusters that are listed in full.
	DefaultCrowd = 64
	// CrowdAnchors is the number of anchors of a crowd. With one, each of 20,000 copies
	// with a tenth of their shingles changed met three others or more; with 4 they were
	// linked to 45 each.
	CrowdAnchors = 2
	// CrowdKeep is the least estimated resemblance, in [0,1], of a pair that met in
	// crowds alone. A template of three fifths of two reports is estimated two standard
	// errors lower, near-duplicates are six higher.
	CrowdKeep = 0.5
)

// Left counts what was left out.
type Left struct {
	Buckets int // buckets with more than one member beside their anchors
	// Links is the number of pairs not linked in their bucket, summed over buckets. A
	// pair counts once for each bucket it was left out of, and may have been found in
	// another: an upper bound on the pairs lost.
	Links int64
	// CrowdLinks is the same of crowds.
	CrowdLinks int64
	// Weak is the number of pairs that passed Keep, but met in crowds alone and are less
	// alike than those must be. A pair may count several times.
	Weak int64
}

// Candidates returns the pairs of signatures that meet in at least one band, distinct
// and ascending by A, then B, and what was left out. Signatures that are nil meet
// nothing.
//
// A bucket of m members gives at most Anchors*m pairs, so that the cost is linear in
// the number of signatures even when all are alike. A bucket of more than Crowd members
// is a crowd: the values of its band are hot, which means that a template, or a report
// that very many copied, stands behind them. Its members are linked to few anchors, and
// a pair that meets in crowds alone must be estimated at a resemblance of 0.5. So the
// copies of a report stay together, while those who share no more than a template do
// not meet; two of them that share more meet in the bands that hold a value of it.
//
// Beside the signatures and the pairs it takes 10 bytes a signature. With 100,000
// reports of some 1,600 shingles and the bands for 0.5, on one processor:
//
//	corpus                                         CPU      pairs   with 32 anchors always
//	5 % have an edited copy                        0.14 s   4,923   4,923
//	and a template in 10 %, 0.43 alike             0.22 s   45,558  982,849
//	and 2,500 copies of one report in it           0.26 s   0.11 M  1.69 M
//	all copies of one report, a tenth changed      1.8 s    2.5 M   31 M
//	all equal                                      0.6 s    0.2 M   3.2 M
//
// In each of them all edited copies of a resemblance over 0.6 are found and 998 of 1,000
// from 0.5 to 0.6, and the copies of the one report are connected.
//
// Note: chaining each member of a bucket to the next would be cheaper still, but only a
// transitive closure over unverified pairs could make use of such a chain. Naming hot
// values by counting them over all signatures would add the small buckets of hot values
// only, whose pairs are few whatever the number of signatures.
func Candidates(sigs []Signature, p Params) ([]Pair, Left) {
	if p.Bands.Rows <= 0 || p.Bands.Count <= 0 {
		p.Bands = BandsFor(0.5)
	}
	if p.Anchors <= 0 {
		p.Anchors = DefaultAnchors
	}
	if p.Crowd <= 0 {
		p.Crowd = DefaultCrowd
	}
	rows, count := p.Bands.Rows, min(p.Bands.Count, K/p.Bands.Rows)

	// A band key shares its word with the position: sorting words sorts by key, then
	// position. 20 bits of position leave 44 of key: among a million signatures that is
	// one false meeting in 32 bands, which the estimate or the verification drops.
	width := bits.Len(uint(len(sigs)))
	positions := uint64(1)<<width - 1
	words := make([]uint64, 0, len(sigs))
	again := newTwice(len(sigs))
	found := pairSet{sigs: sigs, keep: int(math.Ceil(p.Keep * K))}
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
			again.see(uint32(key >> 32))
			words = append(words, key&^positions|uint64(i))
		}
		// Most keys stand alone.
		n := 0
		for _, w := range words {
			words[n] = w
			n += again.seen(uint32(w >> 32))
		}
		again.clear()
		sortHashes(words[:n], 64-digit)
		for lo := 0; lo < n; {
			hi := lo + 1
			for hi < n && words[hi]&^positions == words[lo]&^positions {
				hi++
			}
			if hi-lo > 1 {
				found.link(words[lo:hi], positions, p)
			}
			lo = hi
		}
	}
	return found.pairs(), found.left
}

// pairSet gathers pairs that come again and again, band after band, in memory linear in
// the distinct pairs that pass the estimate. A pair is the word a<<32 | b<<1, plus 1
// where it met in a crowd.
type pairSet struct {
	sigs  []Signature
	keep  int      // equal values that a pair needs
	kept  []uint64 // ascending, distinct, pass the estimate; without the mark of a crowd
	fresh []uint64 // since the last flush
	left  Left
}

// link adds the pairs of a bucket, whose words end in ascending positions.
func (s *pairSet) link(bucket []uint64, positions uint64, p Params) {
	anchors, crowd := p.Anchors, uint64(0)
	if len(bucket) > p.Crowd {
		anchors, crowd = min(anchors, CrowdAnchors), 1
	}
	for i, w := range bucket[1:] {
		for _, anchor := range bucket[:min(i+1, anchors)] {
			s.add((anchor&positions)<<32 | (w&positions)<<1 | crowd)
		}
	}
	if rest := int64(len(bucket) - anchors); rest > 1 {
		s.left.Buckets++
		if links := rest * (rest - 1) / 2; crowd == 0 {
			s.left.Links += links
		} else {
			s.left.CrowdLinks += links
		}
	}
}

// freshPairs is the least number of pairs between two flushes: 512 KiB.
const freshPairs = 1 << 16

func (s *pairSet) add(pair uint64) {
	if len(s.fresh) >= max(freshPairs, len(s.kept)) {
		s.flush()
	}
	s.fresh = append(s.fresh, pair)
}

// flush moves the fresh pairs that are new and pass the estimate to those kept.
func (s *pairSet) flush() {
	fresh := Set(s.fresh)
	n, at := 0, 0
	last := uint64(math.MaxUint64)
	for _, pair := range fresh {
		crowd := pair&1 != 0
		pair &^= 1
		if pair == last { // it met outside the crowd too
			continue
		}
		last = pair
		for at < len(s.kept) && s.kept[at] < pair {
			at++
		}
		if at < len(s.kept) && s.kept[at] == pair {
			continue
		}
		if crowd || s.keep > 0 {
			equal := s.sigs[pair>>32].equal(s.sigs[uint32(pair)>>1])
			if equal < s.keep {
				continue
			}
			if crowd && equal < CrowdKeep*K {
				s.left.Weak++
				continue
			}
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
		out[i] = Pair{A: int32(pair >> 32), B: int32(uint32(pair) >> 1)}
	}
	return out
}

// Compare orders pairs by A, then B.
func (p Pair) Compare(q Pair) int {
	return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
}
