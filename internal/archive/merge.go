package archive

import (
	"math"
	"slices"
)

const (
	// flushAt is how many submissions may stand in no segment: their samples are read by
	// every Open and sorted by the first look-up, which 512 of 3,000 letters make 5 ms longer.
	flushAt = 512

	// fanout is how many segments of a tier become one of the next, and how much larger that
	// may be. With 4, a posting is written once a tier: in an archive of 100,000 that is added
	// by the thousand 3 times, and at most 9 segments stand there.
	fanout = 4
)

// tier returns the tier of a segment of so many members.
func tier(members uint32) int {
	t := 0
	for members /= flushAt; members >= fanout; members /= fanout {
		t++
	}
	return t
}

// mergeFrom returns from which segment on all become one; sizes are members, the newest last.
// The result is len(sizes)-1 where the newest stays alone.
//
// At most fanout-1 segments of a tier remain beside each other, so that their number grows as
// the logarithm of what they hold (the logarithmic method: Bentley, Saxe, Decomposable
// searching problems, 1980).
func mergeFrom(sizes []uint32) int {
	from := len(sizes) - 1
	total := sizes[from]
	for {
		low := from
		for low > 0 && tier(sizes[low-1]) <= tier(total) {
			low--
		}
		if from-low+1 < fanout {
			return from
		}
		for _, n := range sizes[low:from] {
			total += n
		}
		from = low
	}
}

// A stream gives postings seed by seed: those of a segment, or a list.
type stream struct {
	cursor *cursor
	list   []posting
	seed   uint32
	ok     bool // a seed is at hand
}

// advance goes on to the next group of postings.
func (s *stream) advance() (err error) {
	if s.cursor != nil {
		s.ok, err = s.cursor.next(math.MaxUint32)
		s.seed = s.cursor.seed
		return err
	}
	if s.ok = len(s.list) > 0; s.ok {
		s.seed = s.list[0].seed()
	}
	return nil
}

// take appends the numbers of the group at hand.
func (s *stream) take(dst []int32) ([]int32, error) {
	if s.cursor != nil {
		return s.cursor.take(dst)
	}
	for len(s.list) > 0 && s.list[0].seed() == s.seed {
		dst = append(dst, s.list[0].number())
		s.list = s.list[1:]
	}
	return dst, nil
}

// walk calls each with every seed and its holders, ascending, which are valid during the call.
// The numbers of each stream are above those of the ones before it.
func walk(streams []stream, each func(seed uint32, holders []int32) error) error {
	for i := range streams {
		if err := streams[i].advance(); err != nil {
			return err
		}
	}
	var holders []int32
	for {
		lowest, any := uint32(math.MaxUint32), false
		for i := range streams {
			if s := &streams[i]; s.ok && s.seed <= lowest {
				lowest, any = s.seed, true
			}
		}
		if !any {
			return nil
		}
		holders = holders[:0]
		for i := range streams {
			var err error
			for s := &streams[i]; s.ok && s.seed == lowest; {
				if holders, err = s.take(holders); err != nil {
					return err
				}
				if err = s.advance(); err != nil {
					return err
				}
			}
		}
		if err := each(lowest, holders); err != nil {
			return err
		}
	}
}

// content is what goes into a new segment: segments, and after them postings of members.
type content struct {
	segs     []*segment
	members  []member
	postings []posting // ascending
}

// writeSegment writes c, the dead left out, as the segment number file. Where nothing is left
// it writes none, and the result has no members.
func writeSegment(dir string, file uint32, c content, dead func(int32) bool) (segmentInfo, error) {
	var members []member
	streams := make([]stream, 0, len(c.segs)+1)
	for _, s := range c.segs {
		list, err := s.members()
		if err != nil {
			return segmentInfo{}, err
		}
		members = append(members, list...)
		streams = append(streams, stream{cursor: newCursor(s)})
	}
	streams = append(streams, stream{list: c.postings})
	members = append(members, c.members...)
	members = slices.DeleteFunc(members, func(m member) bool { return dead(m.number) })
	if len(members) == 0 {
		return segmentInfo{}, nil
	}
	w, err := newSegmentWriter(dir, segmentInfo{file: file, first: members[0].number, last: members[len(members)-1].number})
	if err != nil {
		return segmentInfo{}, err
	}
	err = walk(streams, func(seed uint32, holders []int32) error {
		if holders = slices.DeleteFunc(holders, dead); len(holders) == 0 {
			return nil
		}
		return w.add(seed, holders)
	})
	if err != nil {
		w.abandon()
		return segmentInfo{}, err
	}
	return w.finish(members)
}
