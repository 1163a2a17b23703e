package page

import (
	"cmp"
	"html/template"
	"math"
	"slices"

	"chachong/internal/finding"
)

// clusterEdge joins two clusters, or stands for what one has inside.
type clusterEdge struct {
	a, b  int     // indexes of clusters; a <= b
	pairs int     // of submissions
	ab    float64 // [0,1], the largest share of a submission of a that one of b covers
	ba    float64
}

// betweenClusters gathers relations by the clusters of their submissions, those of no
// cluster left out, in order of the clusters.
func (m *model) betweenClusters(rs []relation, clusters []*finding.Cluster) []clusterEdge {
	of := make(map[int]int)
	for k, c := range clusters {
		for _, i := range m.members(c) {
			of[i] = k
		}
	}
	edges := make(map[[2]int]*clusterEdge)
	for _, r := range rs {
		a, okA := of[r.a]
		b, okB := of[r.b]
		if !okA || !okB {
			continue
		}
		ab, ba := r.ab, r.ba
		if a > b {
			a, b, ab, ba = b, a, ba, ab
		}
		e := edges[[2]int{a, b}]
		if e == nil {
			e = &clusterEdge{a: a, b: b}
			edges[[2]int{a, b}] = e
		}
		e.pairs++
		e.ab, e.ba = max(e.ab, ab), max(e.ba, ba)
		if a == b {
			e.ab = max(e.ab, e.ba)
			e.ba = e.ab
		}
	}
	out := make([]clusterEdge, 0, len(edges))
	for _, e := range edges {
		out = append(out, *e)
	}
	slices.SortFunc(out, func(x, y clusterEdge) int { return cmp.Or(x.a-y.a, x.b-y.b) })
	return out
}

// clusterGraph draws each of the largest clusters as one circle, of an area by its
// members.
func (m *model) clusterGraph(rs []relation, clusters []*finding.Cluster) template.HTML {
	clusters = clusters[:min(len(clusters), mostNodes)]
	if len(clusters) == 0 {
		return ""
	}
	groups := make([]*group, len(clusters))
	for i, cl := range clusters {
		groups[i] = disc(cl, m.members(cl))
	}
	height := pack(groups)
	var d drawing
	d.open("svg", "class", "graph graph-clusters", "viewBox", path(0., 0., graphWidth, height), "width", graphWidth, "height", height, "role", "group")
	for _, e := range m.betweenClusters(rs, clusters) {
		if e.a == e.b {
			continue
		}
		a, b := groups[e.a], groups[e.b]
		line := bow(a.x, a.y, b.x, b.y)
		d.open("g", "class", "edge edge-passage", "data-c", a.cluster.ID, "data-d", b.cluster.ID, "data-n", e.pairs)
		d.empty("path", "class", "edge-room", "d", line)
		d.empty("path", "class", "edge-line", "d", line, "stroke-width", min(5, 1+math.Log2(float64(e.pairs))/2))
		d.close("g")
	}
	for _, g := range groups {
		d.disc(g)
	}
	d.close("svg")
	return template.HTML(d.String())
}

// disc draws a cluster as one circle with the number of its members.
func (d *drawing) disc(g *group) {
	d.open("a", "class", "node node-near", "href", clusterReference(g.cluster.ID), "data-cluster", g.cluster.ID)
	d.empty("circle", "cx", g.x, "cy", g.y, "r", g.radius)
	d.text("text", value(len(g.spots)), "class", "graph-count", "x", g.x, "y", g.y+4.5, "text-anchor", "middle")
	d.empty("text", "class", "graph-caption", "x", g.x, "y", g.y-g.radius-7, "text-anchor", "middle", "data-cluster", g.cluster.ID)
	d.close("a")
}
