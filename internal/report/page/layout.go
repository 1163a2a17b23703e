package page

import (
	"math"
	"slices"

	"chachong/internal/finding"
)

// Sizes of the graph in pixels.
const (
	graphWidth  = 1080.
	nodeRadius  = 6.5
	lineHeight  = 19.  // between labels, at least
	labelRoom   = 142. // for a label beside its node: three clusters in a row
	labelWidth  = 128. // of the label itself: labelRoom less the node
	groupGap    = 26.
	captionRoom = 30.
)

// spot is a node and the side on which its label stands.
type spot struct {
	s    int
	x, y float64
	left bool
}

// group is a cluster, or a submission in none, with the box that it takes.
type group struct {
	cluster    *finding.Cluster // nil: one submission
	spots      []spot           // relative to the middle of the box until it is placed
	x, y, w, h float64          // middle and size
	radius     float64          // of the one circle that stands for the cluster; 0: a ring of its members
}

// disc is a cluster as one circle, of an area by its members, all of which stand in its
// middle.
func disc(c *finding.Cluster, members []int) *group {
	const (
		unit  = 7. // radius of a member
		least = 14.
		most  = 160.
	)
	r := min(most, max(least, unit*math.Sqrt(float64(len(members)))))
	g := &group{cluster: c, w: 2*r + 2*groupGap, h: 2*r + captionRoom, radius: r}
	for _, s := range members {
		g.spots = append(g.spots, spot{s: s})
	}
	return g
}

// ring places the members of a cluster on a ring so that their labels, outside of it,
// stand in two columns with a line each. A large cluster is a disc: of so many lines
// nobody could follow one.
func ring(c *finding.Cluster, members []int) *group {
	const (
		mostMembers = 40
		airy        = 26. // between the labels of a few
		crowd       = 6   // lines from which they stand closer
		narrow      = 36. // half the width of a ring, at least
	)
	n := len(members)
	if n > mostMembers {
		return disc(c, members)
	}
	right := (n + 1) / 2
	line := airy
	if right > crowd {
		line = lineHeight
	}
	tall := float64(right) * line / 2
	wide := max(narrow, tall)
	g := &group{cluster: c, w: 2*wide + 2*labelRoom, h: 2*tall + captionRoom}
	for k, s := range members {
		at, of, left := k, right, false
		if k >= right {
			at, of, left = n-1-k, n-right, true // clockwise: up again on the left
		}
		y := -tall + (float64(at)+0.5)*2*tall/float64(of)
		x := wide * math.Sqrt(max(0, 1-y*y/(tall*tall)))
		if left {
			x = -x
		}
		g.spots = append(g.spots, spot{s, x, y, left})
	}
	return g
}

// pack puts groups into rows from left to right, each row in columns of equal width, and
// returns the height they take.
func pack(groups []*group) float64 {
	top, all := 0., float64(len(groups))
	for len(groups) > 0 {
		n, wide, height := 0, 0., 0.
		for n < len(groups) && (n == 0 || max(wide, groups[n].w)*float64(n+1) <= graphWidth) {
			wide = max(wide, groups[n].w)
			height = max(height, groups[n].h)
			n++
		}
		column := graphWidth / min(all, max(1, math.Floor(graphWidth/wide)))
		for i, g := range groups[:n] {
			g.move((float64(i)+0.5)*column, top+captionRoom+(height-captionRoom)/2)
		}
		top += height + groupGap
		groups = groups[n:]
	}
	return top
}

// move puts the middle of a group at x, y.
func (g *group) move(x, y float64) {
	g.x, g.y = x, y
	for i := range g.spots {
		g.spots[i].x += x
		g.spots[i].y += y
	}
}

// partners returns for each submission in no cluster where, from left to right, those
// stand with which it shares most.
func (m *model) partners(rs []relation, groups []*group) map[int]float64 {
	x := make(map[int]float64)
	for _, g := range groups {
		for _, s := range g.spots {
			x[s.s] = s.x
		}
	}
	best := make(map[int]float64)
	out := make(map[int]float64)
	for _, r := range rs {
		for _, side := range [][2]int{{r.a, r.b}, {r.b, r.a}} {
			at, ok := x[side[1]]
			if _, placed := x[side[0]]; !placed && ok && r.value > best[side[0]] {
				best[side[0]], out[side[0]] = r.value, at
			}
		}
	}
	return out
}

// column makes a group of each submission in no cluster, ordered so that what shares text
// stands below each other.
func column(singles []int, x map[int]float64) []*group {
	singles = slices.Clone(singles)
	slices.SortStableFunc(singles, func(a, b int) int {
		xa, okA := x[a]
		xb, okB := x[b]
		switch {
		case okA && okB && xa != xb:
			if xa < xb {
				return -1
			}
			return 1
		case okA != okB && okA:
			return -1
		case okA != okB:
			return 1
		}
		return a - b
	})
	out := make([]*group, len(singles))
	for i, s := range singles {
		out[i] = &group{spots: []spot{{s: s}}}
	}
	return out
}

// grid puts single nodes into columns below top and returns the height of all.
func grid(groups []*group, top float64) float64 {
	if len(groups) == 0 {
		return top
	}
	columns := min(len(groups), 4)
	rows := (len(groups) + columns - 1) / columns
	wide := graphWidth / float64(columns)
	for i, g := range groups {
		column, row := i/rows, i%rows
		x := float64(column)*wide + (wide-labelRoom)/2
		g.move(x, top+captionRoom+float64(row)*1.5*lineHeight)
	}
	return top + captionRoom + float64(rows)*1.5*lineHeight
}
