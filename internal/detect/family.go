package detect

import (
	"cmp"
	"slices"

	"chachong/internal/cluster"
	"chachong/internal/text"
)

// familyOverlap is the share of the longer of two ranges of one submission that they
// have in common when they are about the same text.
const familyOverlap = 0.6

// familyNeighbours bounds how many later ranges a range is compared with.
const familyNeighbours = 256

// member is a range of a submission in a family.
type member struct {
	sub     int32
	span    text.Span
	letters int32
}

func (q *passage) memberA() member { return member{q.a, q.aSpan, q.aAt[1] - q.aAt[0]} }
func (q *passage) memberB() member { return member{q.b, q.bSpan, q.bAt[1] - q.bAt[0]} }

// families joins passages that are about the same text and numbers those that reach
// three submissions or more, by first appearance. It sets family of ps, gives the
// passages of a family one template mark, and returns for each family its members, one
// range a submission.
func families(ps []passage) [][]member {
	type side struct {
		member
		passage int
	}
	var sides []side
	for i, p := range ps {
		sides = append(sides, side{p.memberA(), i}, side{p.memberB(), i})
	}
	slices.SortStableFunc(sides, func(x, y side) int {
		return cmp.Or(cmp.Compare(x.sub, y.sub), cmp.Compare(x.span.Lo, y.span.Lo), cmp.Compare(y.span.Hi, x.span.Hi))
	})
	joined := cluster.New(len(ps))
	for i := range sides {
		// Ranges that start inside this one; a bound keeps crowds of nested ones linear.
		for j := i + 1; j < len(sides) && j <= i+familyNeighbours; j++ {
			x, y := sides[i], sides[j]
			if x.sub != y.sub || y.span.Lo >= x.span.Hi {
				break
			}
			long := max(x.span.Len(), y.span.Len())
			if float64(x.span.Overlap(y.span)) >= familyOverlap*float64(long) {
				joined.Join(int32(x.passage), int32(y.passage))
			}
		}
	}
	var out [][]member
	for _, set := range joined.Sets() {
		var ms []member
		for _, i := range set {
			ms = append(ms, ps[i].memberA(), ps[i].memberB())
		}
		slices.SortFunc(ms, func(x, y member) int {
			return cmp.Or(cmp.Compare(x.sub, y.sub), cmp.Compare(y.span.Len(), x.span.Len()), cmp.Compare(x.span.Lo, y.span.Lo))
		})
		ms = slices.CompactFunc(ms, func(x, y member) bool { return x.sub == y.sub }) // the longest of each
		if len(ms) < 3 {
			continue
		}
		out = append(out, ms)
		common, asked := 0, 0
		for _, i := range set {
			ps[i].family = len(out)
			if !ps[i].near {
				asked++
			}
			if ps[i].template {
				common++
			}
		}
		// One text is template or not: where its passages disagree, for their edges differ
		// or two of its holders resemble each other, most of them decide.
		for _, i := range set {
			ps[i].template = ps[i].official || !ps[i].near && 2*common >= asked
		}
	}
	return out
}
