// Package cluster joins ids into groups.
//
// It is the union-find of Galler and Fischer, "An improved equivalence algorithm"
// (1964), with the path halving of Tarjan and van Leeuwen, "Worst-case analysis of
// set union algorithms" (1984). Of two roots the smaller id stays root, so that the
// representative of a group is its first member whatever the order of the joins;
// this replaces linking by rank and costs O(log n) amortised a call instead of the
// inverse Ackermann function.
//
// What counts as an edge is the caller's business. Only verified edges belong here:
// the relation "looks alike" is not transitive, and one wrong edge glues two groups.
package cluster

// Groups is a partition of the ids 0..n-1. Every method may move links, so that one
// goroutine at a time may use it.
type Groups struct {
	parent []int32 // parent[i] <= i; a root is its own parent
}

// New returns n groups of one.
func New(n int) *Groups {
	g := &Groups{parent: make([]int32, n)}
	for i := range g.parent {
		g.parent[i] = int32(i)
	}
	return g
}

// Join joins the groups of a and b and reports whether they were apart.
func (g *Groups) Join(a, b int32) bool {
	a, b = g.Find(a), g.Find(b)
	if a == b {
		return false
	}
	g.parent[max(a, b)] = min(a, b)
	return true
}

// Find returns the smallest id of a's group.
func (g *Groups) Find(a int32) int32 {
	for p := g.parent[a]; p != a; p = g.parent[a] {
		g.parent[a] = g.parent[p]
		a = g.parent[a]
	}
	return a
}

// Sets returns the groups of two or more members: members ascending, groups by first
// member. The slices share one array; each has its length as capacity.
func (g *Groups) Sets() [][]int32 {
	size := make([]int32, len(g.parent)) // by root
	groups, members := 0, 0
	for i := range g.parent {
		root := g.Find(int32(i))
		size[root]++
		switch size[root] {
		case 1:
		case 2:
			groups++
			members += 2
		default:
			members++
		}
	}
	if groups == 0 {
		return nil
	}
	// Roots come before their members, so one ascending pass lays the groups out in
	// order and fills them. From here on size holds the place of the group in sets.
	sets := make([][]int32, 0, groups)
	flat := make([]int32, members)
	for i := range g.parent {
		root := g.Find(int32(i))
		if int32(i) == root {
			n := size[root]
			if n < 2 {
				continue
			}
			size[root] = int32(len(sets))
			sets = append(sets, flat[:0:n])
			flat = flat[n:]
		}
		at := size[root]
		sets[at] = append(sets[at], int32(i))
	}
	return sets
}
