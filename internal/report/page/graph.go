package page

import (
	"cmp"
	"html/template"
	"slices"
)

// mostNodes is the number of submissions up to which the drawings show each of them:
// with more, no name could be read. Above, they show clusters.
const mostNodes = 150

// graph draws who shares text with whom: the members of a cluster on a circle, clusters in
// rows, the largest first, submissions in no cluster below. Nothing in it is random, so
// that the same result looks the same.
func (m *model) graph() template.HTML {
	rs := m.relations()
	clusters, singles := m.order(rs)
	nodes := len(singles)
	for _, c := range clusters {
		nodes += len(c.Members)
	}
	if nodes == 0 {
		return ""
	}
	if nodes > mostNodes {
		return m.clusterGraph(rs, clusters)
	}
	groups := make([]*group, 0, len(clusters)+len(singles))
	for _, c := range clusters {
		groups = append(groups, ring(c, m.members(c)))
	}
	height := pack(groups)
	rest := column(singles, m.partners(rs, groups))
	height = grid(rest, height)
	return m.drawGraph(rs, append(groups, rest...), height)
}

// drawGraph draws groups in their places: lines below, nodes and names above.
func (m *model) drawGraph(rs []relation, groups []*group, height float64) template.HTML {
	at := make(map[int]spot)
	home := make(map[int]*group)
	for _, g := range groups {
		for _, s := range g.spots {
			at[s.s], home[s.s] = s, g
		}
	}
	lines := slices.DeleteFunc(rs, func(r relation) bool { return home[r.a] == home[r.b] && home[r.a].radius > 0 })
	rs = strongest(lines)
	left := len(lines) - len(rs)
	var d drawing
	attrs := []any{"class", "graph", "viewBox", path(0., 0., graphWidth, height), "width", graphWidth, "height", height, "role", "group"}
	if left > 0 {
		attrs = append(attrs, "data-left", left)
	}
	d.open("svg", attrs...)
	for _, inside := range []bool{false, true} {
		for _, r := range rs {
			if same := home[r.a] == home[r.b]; same == inside {
				d.edge(r, at[r.a], at[r.b], same)
			}
		}
	}
	for _, g := range groups {
		if g.radius > 0 {
			d.disc(g)
			continue
		}
		if g.cluster != nil {
			top := g.y - (g.h-captionRoom)/2
			d.empty("text", "class", "graph-caption", "x", g.x, "y", top-14, "text-anchor", "middle",
				"data-cluster", g.cluster.ID, "data-n", len(g.spots))
		}
		for _, s := range g.spots {
			m.node(&d, s, g.cluster != nil)
		}
	}
	d.close("svg")
	return template.HTML(d.String())
}

// strongest returns, in their order, the relations that are among the few strongest of one
// of their submissions, near-duplicates before others: with all of them, a folder in which
// everybody shares text with everybody would be a black disc.
func strongest(rs []relation) []relation {
	const few = 6 // a cluster of seven shows all its lines
	byStrength := make([]int, len(rs))
	for i := range rs {
		byStrength[i] = i
	}
	slices.SortStableFunc(byStrength, func(i, k int) int {
		a, b := &rs[i], &rs[k]
		if a.near != b.near {
			if a.near {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.value, a.value)
	})
	count := make(map[int]int)
	keep := make([]bool, len(rs))
	for _, i := range byStrength {
		a, b := rs[i].a, rs[i].b
		keep[i] = count[a] < few || count[b] < few
		count[a]++
		count[b]++
	}
	out := make([]relation, 0, len(rs))
	for i := range rs {
		if keep[i] {
			out = append(out, rs[i])
		}
	}
	return out
}

// edge draws a relation: a straight line inside a cluster, a bow between groups.
func (d *drawing) edge(r relation, a, b spot, inside bool) {
	const (
		thinnest = 1.2
		thickest = 5.
	)
	class, width := "edge edge-passage", thinnest+r.value*1.2
	if r.near {
		class, width = "edge edge-near", thinnest+(thickest-thinnest)*max(0, 2*r.value-1)
	}
	if r.apart {
		class += " edge-apart"
	}
	line := path("M", a.x, a.y, "L", b.x, b.y)
	if !inside {
		line = bow(a.x, a.y, b.x, b.y)
	}
	d.open("a", "class", class, "href", r.reference, "tabindex", "-1", "data-a", r.a, "data-b", r.b)
	d.empty("path", "class", "edge-room", "d", line)
	d.empty("path", "class", "edge-line", "d", line, "stroke-width", width)
	d.close("a")
}

// bow is a line from a to b that bends a little, so that two of them can be told apart.
func bow(ax, ay, bx, by float64) string {
	const bend = 0.12 // of the length
	return path("M", ax, ay, "Q", (ax+bx)/2-(by-ay)*bend, (ay+by)/2+(bx-ax)*bend, bx, by)
}

// node draws a submission with its name: a dot, or a square where the archive holds it.
func (m *model) node(d *drawing, s spot, member bool) {
	class := "node"
	if member {
		class += " node-near"
	} else if m.over[s.s] {
		class += " node-over"
	}
	held := m.res.Submissions[s.s].Archived
	if held {
		class += " node-held"
	}
	x, anchor := s.x+nodeRadius+6, "start"
	if s.left {
		x, anchor = s.x-nodeRadius-6, "end"
	}
	d.open("a", "class", class, "href", submissionReference(s.s), "data-s", s.s)
	d.text("title", m.names[s.s])
	if held {
		d.empty("rect", "x", s.x-nodeRadius, "y", s.y-nodeRadius, "width", 2*nodeRadius, "height", 2*nodeRadius)
	} else {
		d.empty("circle", "cx", s.x, "cy", s.y, "r", nodeRadius)
	}
	d.text("text", label(m.names[s.s], labelWidth), "x", x, "y", s.y+4.5, "text-anchor", anchor)
	d.close("a")
}
