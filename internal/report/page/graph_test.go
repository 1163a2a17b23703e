package page

import (
	"encoding/xml"
	"fmt"
	"html/template"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"chachong/internal/finding"
)

// folder is a result of clusters with so many members, of pairs of further submissions
// with a passage, and of some without any relation.
func folder(clusters []int, singles, unrelated int) *finding.Result {
	res := &finding.Result{}
	add := func(cluster int) string {
		id := fmt.Sprintf("某县某镇第%d中心小学工会工作总结.txt#1", len(res.Submissions)+1)
		res.Submissions = append(res.Submissions, finding.Submission{ID: id, Letters: 100, Cluster: cluster, Key: id})
		return id
	}
	share := func(a, b string) {
		res.Passages = append(res.Passages, finding.Passage{
			ID: "p" + strconv.Itoa(len(res.Passages)+1), A: finding.Side{Submission: a}, B: finding.Side{Submission: b},
			AtA: [2]int32{10, 40}, AtB: [2]int32{0, 30},
		})
	}
	first := ""
	for i, n := range clusters {
		c := finding.Cluster{ID: i + 1}
		for k := range n {
			c.Members = append(c.Members, add(i+1))
			if k > 0 {
				res.Pairs = append(res.Pairs, finding.Pair{
					A: c.Members[0], B: c.Members[k], NearDuplicate: true, Resemblance: 0.8,
					ContainmentA: 0.9, ContainmentB: 0.85,
				})
			}
		}
		if first != "" {
			share(first, c.Members[0])
		}
		first = c.Members[0]
		res.Clusters = append(res.Clusters, c)
	}
	for range singles {
		share(add(0), res.Submissions[0].ID)
	}
	for range unrelated {
		add(0)
	}
	return res
}

type element struct {
	name  string
	attrs map[string]string
	text  string
}

func (e *element) number(t *testing.T, name string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(e.attrs[name], 64)
	if err != nil {
		t.Fatalf("%s of %v: %v", name, e, err)
	}
	return x
}

// elements parses a drawing.
func elements(t *testing.T, svg template.HTML) []*element {
	t.Helper()
	var out, open []*element
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("drawing: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attrs: make(map[string]string)}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			out, open = append(out, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(token)
			}
		}
	}
}

func TestGraph(t *testing.T) {
	for _, c := range []struct {
		name               string
		clusters           []int
		singles, unrelated int
	}{
		{"a pair", []int{2}, 0, 3},
		{"no cluster", nil, 0, 9},
		{"one large cluster", []int{80}, 0, 0},
		{"many", []int{2, 3, 5, 9, 17, 2, 2, 4, 6}, 23, 5},
		{"most", []int{2, 3, 40, 2}, 103, 0},
	} {
		m := newModel(folder(c.clusters, c.singles, c.unrelated), Options{})
		nodes := c.singles
		for _, n := range c.clusters {
			if n > 40 {
				n = 1 // one circle
			}
			nodes += n
		}
		list := elements(t, m.graph())
		if nodes == 0 {
			if len(list) != 0 {
				t.Errorf("%s: graph of %d elements, want none", c.name, len(list))
			}
			continue
		}
		height := list[0].number(t, "height")
		type box struct{ x0, x1, y float64 }
		var labels []box
		circles, discs := 0, 0
		for _, e := range list {
			switch {
			case e.name == "circle":
				circles++
				if x, y := e.number(t, "cx"), e.number(t, "cy"); x < 0 || x > graphWidth || y < 0 || y > height {
					t.Errorf("%s: node at %v, %v, want it inside %v by %v", c.name, x, y, graphWidth, height)
				}
			case e.attrs["class"] == "graph-count":
				discs++
			case e.name == "text" && e.text != "":
				x, w := e.number(t, "x"), textWidth(e.text)
				b := box{x, x + w, e.number(t, "y")}
				if e.attrs["text-anchor"] == "end" {
					b = box{x - w, x, b.y}
				}
				if b.x0 < 0 || b.x1 > graphWidth || b.y > height {
					t.Errorf("%s: label %q from %v to %v at %v, want it inside", c.name, e.text, b.x0, b.x1, b.y)
				}
				for _, o := range labels {
					if b.x0 < o.x1 && o.x0 < b.x1 && math.Abs(b.y-o.y) < 13 {
						t.Errorf("%s: label %q lies on another, %v and %v", c.name, e.text, b, o)
					}
				}
				labels = append(labels, b)
			}
		}
		if circles != nodes || len(labels)+discs != nodes {
			t.Errorf("%s: %d nodes, %d labels, want %d", c.name, circles, len(labels), nodes)
		}
	}
}

func TestStrongest(t *testing.T) {
	var rs []relation
	for a := range 40 {
		for b := range a {
			rs = append(rs, relation{a: a, b: b, value: 1 / float64(1+a+b), near: a == 39 && b == 38})
		}
	}
	got := strongest(rs)
	degree := make(map[int]int)
	for _, r := range got {
		degree[r.a]++
		degree[r.b]++
	}
	for i := range 40 {
		if degree[i] < 6 {
			t.Errorf("submission %d has %d lines, want 6 at least", i, degree[i])
		}
	}
	if len(got) > 6*40 || !got[len(got)-1].near {
		t.Errorf("%d lines of 40 submissions, the last %+v, want at most 240, the near-duplicates among them", len(got), got[len(got)-1])
	}
	if few := rs[:15]; len(strongest(few)) != 15 { // six submissions
		t.Errorf("%d of 15 lines, want all", len(strongest(few)))
	}
}

func TestGraphOfMany(t *testing.T) {
	m := newModel(folder([]int{60, 2, 90, 3}, 40, 200), Options{})
	circles, edges := 0, 0
	for _, e := range elements(t, m.graph()) {
		if e.name == "circle" {
			circles++
		}
		if strings.HasPrefix(e.attrs["class"], "edge ") {
			edges++
		}
	}
	if circles != 4 || edges != 3 {
		t.Errorf("graph of 4 clusters in a row = %d circles, %d edges, want 4, 3", circles, edges)
	}
}

func TestMatrix(t *testing.T) {
	m := newModel(folder([]int{3, 2}, 1, 4), Options{})
	got := make(map[string]string)
	rows := 0
	for _, e := range elements(t, m.matrix()) {
		if strings.HasPrefix(e.attrs["class"], "cell ") {
			got[e.attrs["data-a"]+"-"+e.attrs["data-b"]] = e.attrs["data-share"] + " " + e.attrs["href"]
		}
		if e.attrs["class"] == "matrix-name" {
			rows++
		}
	}
	want := map[string]string{
		"0-1": "0.9000 #/pair/0-1", "1-0": "0.8500 #/pair/0-1", "0-2": "0.9000 #/pair/0-2", "2-0": "0.8500 #/pair/0-2",
		"3-4": "0.9000 #/pair/3-4", "4-3": "0.8500 #/pair/3-4",
		"0-3": "0.3000 #/pair/0-3", "3-0": "0.3000 #/pair/0-3", // a passage between clusters
		"0-5": "0.3000 #/pair/0-5", "5-0": "0.3000 #/pair/0-5",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || rows != 6 {
		t.Errorf("cells = %v of %d rows, want %v of 6", got, rows, want)
	}
}

// What has the same letters has the same cells, though it was compared once.
func TestMatrixOfEqual(t *testing.T) {
	res := folder([]int{3}, 1, 0)
	for i := range 2 {
		res.Submissions[1+i].Key = "same"
	}
	res.Pairs = res.Pairs[:1] // 0 with 1; 2 is as 1
	m := newModel(res, Options{})
	got := make(map[string]string)
	for _, e := range elements(t, m.matrix()) {
		if strings.HasPrefix(e.attrs["class"], "cell ") {
			got[e.attrs["data-a"]+"-"+e.attrs["data-b"]] = e.attrs["data-share"]
		}
	}
	for _, c := range []struct{ cell, want string }{{"0-1", "0.9000"}, {"0-2", "0.9000"}, {"2-0", "0.8500"}, {"1-2", "1.0000"}, {"2-1", "1.0000"}} {
		if got[c.cell] != c.want {
			t.Errorf("cell %s = %q, want %q", c.cell, got[c.cell], c.want)
		}
	}
}

func TestTint(t *testing.T) {
	for _, c := range []struct {
		share float64
		want  int
	}{{0.001, 1}, {0.19, 1}, {0.2, 2}, {0.5, 3}, {0.79, 4}, {0.8, 5}, {1, 5}} {
		if got := tint(c.share); got != c.want {
			t.Errorf("tint(%v) = %d, want %d", c.share, got, c.want)
		}
	}
}

func TestFigure(t *testing.T) {
	for _, c := range []struct {
		share float64
		want  string
	}{{0.001, "<1"}, {0.005, "1"}, {0.5, "50"}, {0.999, "99"}, {1, "100"}} {
		if got := figure(c.share); got != c.want {
			t.Errorf("figure(%v) = %q, want %q", c.share, got, c.want)
		}
	}
}

func TestLabel(t *testing.T) {
	for _, c := range []struct {
		name string
		room float64
		want string
	}{
		{"短名#2", 128, "短名#2"},
		{"青岚县第一中心小学工会年度工作总结#12", 128, "青岚县第一中…总结#12"},
		{"004_c1deabe8e38728ff#11", 128, "004_c1dea…28ff#11"},
		{"", 5, ""},
	} {
		if got := label(c.name, c.room); got != c.want || textWidth(got) > c.room {
			t.Errorf("label(%q, %v) = %q of %v px, want %q", c.name, c.room, got, textWidth(got), c.want)
		}
	}
}
