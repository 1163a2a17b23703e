package page

import (
	"html/template"
	"math"
	"slices"

	"chachong/internal/finding"
)

// Sizes of the matrix in pixels.
const (
	matrixNames = 196. // room for the names of the rows
	matrixLabel = 160. // of a name, its number aside
	matrixHead  = 24.  // room for the numbers of the columns
	heldRoom    = 16.  // of the sign in front of a name of the archive
)

// cells is a matrix: rows and columns are the same things in the same order.
type cells struct {
	class  string
	nos    []int    // what rows and columns are numbered by
	ids    []int    // submissions, or the ids of clusters
	names  []string // of submissions; the script names clusters
	held   []bool   // submissions of the archive; nil for clusters
	links  []string
	blocks [][2]int // stretches of rows that belong together
	list   []cell
}

// cell says what share of its row its column covers.
type cell struct {
	row, column int
	share       float64
	link        string
}

// matrix draws who covers how much of whom: the share of the row that stands in the
// column too. Rows and columns are ordered by cluster.
func (m *model) matrix() template.HTML {
	rs := m.relations()
	clusters, singles := m.order(rs)
	nodes := len(singles)
	for _, c := range clusters {
		nodes += len(c.Members)
	}
	switch {
	case nodes == 0:
		return ""
	case nodes > mostNodes:
		t := m.clusterCells(rs, clusters[:min(len(clusters), mostNodes)])
		if !slices.ContainsFunc(t.list, func(c cell) bool { return c.row != c.column }) {
			return "" // clusters that have nothing to do with each other
		}
		return t.draw()
	}
	t := cells{class: "matrix"}
	at := make(map[int]int, nodes)
	add := func(i int) {
		at[i] = len(t.names)
		t.nos = append(t.nos, len(t.names)+1)
		t.ids = append(t.ids, i)
		t.names = append(t.names, m.names[i])
		t.held = append(t.held, m.res.Submissions[i].Archived)
		t.links = append(t.links, submissionReference(i))
	}
	for _, c := range clusters {
		from := len(t.names)
		for _, i := range m.members(c) {
			add(i)
		}
		t.blocks = append(t.blocks, [2]int{from, len(t.names)})
	}
	for _, i := range singles {
		add(i)
	}
	for _, r := range rs {
		t.list = append(t.list, cell{at[r.a], at[r.b], r.ab, r.reference}, cell{at[r.b], at[r.a], r.ba, r.reference})
	}
	m.fillEqual(&t)
	return t.draw()
}

// fillEqual gives submissions whose letters are equal the same cells. Such are compared
// once, so that of the pairs of all but one of them the result says nothing.
func (m *model) fillEqual(t *cells) {
	n := len(t.ids)
	key := func(i int) string { return m.res.Submissions[t.ids[i]].Key }
	stand := make([]int, n) // the first row of the same letters
	first := make(map[string]int)
	for i := range stand {
		stand[i] = i
		if f, ok := first[key(i)]; ok && key(i) != "" {
			stand[i] = f
		} else {
			first[key(i)] = i
		}
	}
	largest := make(map[[2]int]float64) // by the first rows
	there := make(map[[2]int]bool)
	for _, c := range t.list {
		there[[2]int{c.row, c.column}] = true
		k := [2]int{stand[c.row], stand[c.column]}
		largest[k] = max(largest[k], c.share)
	}
	for row := range n {
		for column := range n {
			share := largest[[2]int{stand[row], stand[column]}]
			if stand[row] == stand[column] {
				share = 1
			}
			if row != column && share > 0 && !there[[2]int{row, column}] {
				t.list = append(t.list, cell{row, column, share, submissionReference(t.ids[row])})
			}
		}
	}
}

// clusterCells is the matrix of clusters: the largest share that a member of the column
// covers of one of the row.
func (m *model) clusterCells(rs []relation, clusters []*finding.Cluster) *cells {
	t := &cells{class: "matrix matrix-clusters", names: make([]string, len(clusters))}
	for _, c := range clusters {
		t.nos = append(t.nos, c.ID)
		t.ids = append(t.ids, c.ID)
		t.links = append(t.links, clusterReference(c.ID))
	}
	for _, e := range m.betweenClusters(rs, clusters) {
		t.list = append(t.list, cell{e.a, e.b, e.ab, clusterReference(clusters[e.a].ID)})
		if e.a != e.b {
			t.list = append(t.list, cell{e.b, e.a, e.ba, clusterReference(clusters[e.b].ID)})
		}
	}
	return t
}

// side returns the size of a cell: so that the matrix fills the page, but large enough to
// be pointed at, with as much of it out of sight as that takes.
func (t *cells) side() float64 {
	const room, least, most = 1030, 14, 38
	return float64(min(most, max(least, room/len(t.names))))
}

// tint returns which of five tints a share has, from 1.
func tint(share float64) int { return min(5, 1+int(share*5)) }

// figure returns a share above 0 in whole per cent. Only all of it is 100.
func figure(share float64) string {
	switch n := int(math.Round(100 * share)); {
	case n < 1:
		return "<1"
	case n > 99 && share < 1:
		return "99"
	default:
		return value(n)
	}
}

// draw draws the matrix.
func (t *cells) draw() template.HTML {
	const ( // pixels of a cell
		withNumber  = 22 // from which there is room for the number of every column
		withFigures = 26 // and for a figure in every cell
	)
	side := t.side()
	n := float64(len(t.names))
	width, height := matrixNames+n*side+1, matrixHead+n*side+1
	var d drawing
	d.open("svg", "class", t.class, "viewBox", path(0., 0., width, height), "width", width, "height", height, "role", "group")
	d.empty("rect", "class", "matrix-ground", "x", matrixNames, "y", matrixHead, "width", n*side, "height", n*side)
	for _, b := range t.blocks {
		from, size := float64(b[0])*side, float64(b[1]-b[0])*side
		d.empty("rect", "class", "matrix-block", "x", matrixNames+from, "y", matrixHead+from, "width", size, "height", size)
	}
	size := max(8, min(12, side*0.62))
	for i, name := range t.names {
		middle := (float64(i) + 0.5) * side
		if side >= withNumber || (i+1)%5 == 0 {
			d.text("text", value(t.nos[i]), "class", "matrix-no", "x", matrixNames+middle, "y", matrixHead-8, "text-anchor", "middle", "font-size", min(size, 11))
		}
		class, room := "matrix-name", matrixLabel
		held := t.held != nil && t.held[i]
		if held {
			class, room = "matrix-name matrix-held", matrixLabel-heldRoom
		}
		d.open("a", "class", class, "href", t.links[i], "data-id", t.ids[i])
		d.text("title", name)
		d.open("text", "x", matrixNames-8, "y", matrixHead+middle+size*0.36, "text-anchor", "end", "font-size", size)
		if held {
			d.text("tspan", "□ ", "class", "matrix-sign")
		}
		d.text("tspan", label(name, room), "class", "matrix-label")
		if name != "" {
			d.text("tspan", " "+value(t.nos[i]), "class", "matrix-no")
		}
		d.close("text")
		d.close("a")
		d.empty("rect", "class", "matrix-self", "x", matrixNames+middle-side/2, "y", matrixHead+middle-side/2, "width", side, "height", side)
	}
	for _, c := range t.list {
		if c.share <= 0 {
			continue
		}
		x, y := matrixNames+float64(c.column)*side, matrixHead+float64(c.row)*side
		d.open("a", "class", "cell cell-"+value(tint(c.share)), "href", c.link, "data-a", t.ids[c.row], "data-b", t.ids[c.column], "data-share", share(c.share))
		d.empty("rect", "x", x+0.5, "y", y+0.5, "width", side-1, "height", side-1)
		if side >= withFigures {
			d.text("text", figure(c.share), "x", x+side/2, "y", y+side/2+4, "text-anchor", "middle", "font-size", 11.5)
		}
		d.close("a")
	}
	d.close("svg")
	return template.HTML(d.String())
}
