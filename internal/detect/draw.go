package detect

import (
	"cmp"
	"slices"

	"chachong/internal/corpus"
)

// What is drawn from an archive for one new submission.
const (
	alikeDrawn = 64  // of those that share most
	coverDrawn = 512 // of those that share what no other drawn one has; what is beyond that was not checked
	crowdDrawn = 2   // of those that hold what many hold, if of so many seeds
	crowdSeeds = 4   // of the sample, which 30 letters have
	// drawnTwice is how often a seed of the sample is to be held by those drawn, so that a
	// passage has its partners.
	drawnTwice = partners
	// besideLetters is how far apart two rare seeds of the sample may stand in the new
	// submission to say that the same text stands in both. Of a copied sentence of 40
	// letters 4.5 are in the sample; what two reports of one genre have in common by chance
	// stands here and there.
	besideLetters = 96
	// Of a submission with a smaller sample each rare seed counts: it has 64 letters.
	smallSample = 8
)

// share is what an archived submission has in common with a new one, by the sample.
type share struct {
	at   int32   // index of its number
	all  int32   // seeds, those of crowds left out
	rare []int32 // rare ones, as indexes into the new one's sample, ascending by letter
}

// drawer chooses what a new submission is compared with: the scratch memory of one worker.
type drawer struct {
	*prospect
	all, rare, votes []int32 // of each archived submission, seeds; 0 between calls
	touched          []int32
	drawn            map[int32]bool
	left             int // that share what no drawn one has, and were not drawn
}

func newDrawer(p *prospect) *drawer {
	n := len(p.numbers)
	return &drawer{prospect: p, all: make([]int32, n), rare: make([]int32, n), votes: make([]int32, n), drawn: map[int32]bool{}}
}

// choose returns the archived submissions that s is to be compared with, ascending: those
// that share most of its sample; those with rare seeds in one place of it, as long as
// they add to what those drawn before have; and those that hold what many do. Those of the
// owner with the key skip are left out, unless it is 0. left is how many more there are
// that would add something.
func (d *drawer) choose(s *corpus.Submission, skip uint64) (numbers []int32, left int) {
	sample := corpus.Sample(s.Seeds)
	clear(d.drawn)
	d.left = 0
	shares := d.shares(s, sample, skip)
	d.drawAlike(shares, len(sample))
	d.drawCover(shares, s, len(sample))
	d.drawCommon()
	for _, h := range d.touched {
		d.all[h], d.rare[h], d.votes[h] = 0, 0, 0
	}
	for h := range d.drawn {
		numbers = append(numbers, d.numbers[h])
	}
	slices.Sort(numbers)
	return numbers, d.left
}

// shares returns what archived submissions share with s, most first, of those that may be
// drawn for it. Besides it counts how many common seeds each holds of whose first holders
// it is.
func (d *drawer) shares(s *corpus.Submission, sample []uint32, skip uint64) []share {
	d.touched = d.touched[:0]
	at := make([]int, len(sample))
	for i := range sample {
		k, _ := slices.BinarySearch(d.seeds, sample[i])
		at[i] = k
		rare, crowd := d.prospect.rare(k), d.crowd(k)
		for n, h := range d.holders(k) {
			if d.all[h] == 0 && d.votes[h] == 0 {
				d.touched = append(d.touched, h)
			}
			if !crowd {
				d.all[h]++
			}
			if rare {
				d.rare[h]++
			} else if n < crowdFirst {
				d.votes[h]++
			}
		}
	}
	alike, rare := leastAlike(len(sample)), leastRare(len(sample))
	index := map[int32]int{}
	var shares []share
	for _, h := range d.touched {
		if skip != 0 && d.owners[h] == skip {
			d.votes[h] = 0
		} else if d.all[h] >= alike || d.rare[h] >= rare {
			index[h] = len(shares)
			shares = append(shares, share{at: h, all: d.all[h]})
		}
	}
	slices.SortFunc(shares, func(x, y share) int {
		return cmp.Or(cmp.Compare(y.all, x.all), cmp.Compare(x.at, y.at))
	})
	for i := range shares {
		index[shares[i].at] = i
	}
	order := make([]int32, len(sample)) // by letter
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int { return cmp.Compare(s.Places[i], s.Places[j]) })
	for _, i := range order {
		if !d.prospect.rare(at[i]) {
			continue
		}
		for _, h := range d.holders(at[i]) {
			if d.rare[h] >= rare {
				if k, ok := index[h]; ok {
					shares[k].rare = append(shares[k].rare, i)
				}
			}
		}
	}
	return shares
}

// leastAlike returns how many seeds of a sample two share that may be listed.
func leastAlike(sample int) int32 {
	return max(leastRare(sample), int32(verifyShare*float64(sample)+0.999))
}

// leastRare returns how many rare seeds of a sample, in one place, let expect a passage.
func leastRare(sample int) int32 {
	if sample < smallSample {
		return 1
	}
	return 2
}

// drawAlike draws those that share most, if enough for a pair that is listed.
func (d *drawer) drawAlike(shares []share, sample int) {
	for _, h := range shares[:min(len(shares), alikeDrawn)] {
		if h.all >= leastAlike(sample) {
			d.drawn[h.at] = true
		}
	}
}

// drawCover draws those with rare seeds in one place, each the one that adds most.
func (d *drawer) drawCover(shares []share, s *corpus.Submission, sample int) {
	least := int(leastRare(sample))
	covered := make([]uint8, sample) // how often, up to drawnTwice
	draw := func(h *share) {
		d.drawn[h.at] = true
		for _, n := range h.rare {
			covered[n] = min(covered[n]+1, drawnTwice)
		}
	}
	var may []*share
	for i := range shares {
		switch h := &shares[i]; {
		case d.drawn[h.at]:
			draw(h)
		case len(h.rare) >= least && (least == 1 || h.beside(s)):
			may = append(may, h)
		}
	}
	slices.SortStableFunc(may, func(x, y *share) int { return cmp.Compare(len(y.rare), len(x.rare)) })
	for drawn := 0; ; drawn++ {
		var best *share
		most := least - 1
		for _, h := range may {
			if len(h.rare) <= most {
				break
			}
			gain := 0
			for _, n := range h.rare {
				if covered[n] < drawnTwice {
					gain++
				}
			}
			if gain > most && !d.drawn[h.at] {
				best, most = h, gain
			}
		}
		if best == nil {
			return
		}
		if drawn == coverDrawn {
			for _, h := range may {
				if !d.drawn[h.at] {
					d.left++
				}
			}
			return
		}
		draw(best)
	}
}

// beside reports whether two of the rare seeds stand near each other in s.
func (h *share) beside(s *corpus.Submission) bool {
	for i := 1; i < len(h.rare); i++ {
		if s.Places[h.rare[i]]-s.Places[h.rare[i-1]] <= besideLetters {
			return true
		}
	}
	return false
}

// drawCommon draws those that hold most common seeds.
func (d *drawer) drawCommon() {
	for range crowdDrawn {
		best, most := int32(-1), int32(crowdSeeds-1)
		for _, h := range d.touched {
			if v := d.votes[h]; !d.drawn[h] && (v > most || v == most && best >= 0 && h < best) {
				best, most = h, v
			}
		}
		if best < 0 {
			return
		}
		d.drawn[best] = true
	}
}
