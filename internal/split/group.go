package split

// groupKind says what the headings of a group have in common.
type groupKind uint8

const (
	numberedGroup  groupKind = iota
	repeatedGroup            // the same line again and again
	titleGroup               // lines that are titles
	separatorGroup           // ====, ※ ※ ※
	decoratedGroup           // 【…】, ### …
	bylineGroup              // 作者:…, a date
	signedGroup              // a date below each report
	nameGroup                // a person's or an office's name
	inlineGroup              // a title inside a long line
	labelGroup               // 某某县:text
	alikeGroup               // lines that begin or end alike
	rosterGroup              // who wrote each report, see roster.go
	layoutGroup              // no headings: starts that are set off, see layout.go
	soloGroup                // one part, the whole range
)

// head is the heading of one part as far as its line tells.
type head struct {
	at           int32 // where it begins
	numLo, numHi int32 // its number, 0 where it has none
	end          int32 // where its own text ends; 0: to be found by the edges
	line         int32
	whole        bool // fills its line
	spaced       bool // a space ends it
}

// group is a set of headings that may divide a range into parts.
type group struct {
	kind    groupKind
	heads   []head
	base    float64 // what the headings say by themselves
	support float64 // mean opening, or certain renumbering, without which the group is out
	open    bool    // the text before the first heading is a part of its own
	strict  bool    // renumbering does not stand in for the opening
	again   bool    // the section numbers must begin again as well
	solid   bool    // numbered beside a document noun or a title
	lacks   bool    // a number of the chain is missing
	unknown bool    // numbered lines, with a word before the number that may be anything
	level   scheme  // of the headings, where they are numbered like sections; else noScheme
	score   float64
	parts   int
	late    bool // text stands before the first heading
}

// names reports whether the headings of g are titles or names in lines of their own.
func (g *group) names() bool { return g.kind == titleGroup || g.kind == rosterGroup }

// covers reports whether g has all headings of b and more, both being solid or g being
// titles or names, and b other lines: then b has missed some.
func (g *group) covers(b *group) bool {
	if len(g.heads) <= len(b.heads) {
		return false
	}
	if g.names() && b.kind != numberedGroup && b.kind != separatorGroup && b.kind != signedGroup && b.kind != layoutGroup {
		return holds(g.heads, b.heads, func(h head) int32 { return h.at })
	}
	return g.solid && b.solid && holds(g.heads, b.heads, func(h head) int32 { return h.numLo })
}

// holds reports whether every one of few stands among many, by the places that place
// gives, ascending in both.
func holds(many, few []head, place func(head) int32) bool {
	i := 0
	for _, h := range few {
		for i < len(many) && place(many[i]) < place(h) {
			i++
		}
		if i == len(many) || place(many[i]) != place(h) {
			return false
		}
	}
	return true
}

// rank orders the groups above the threshold: of two equal ones the finer wins,
// and a chain with all its numbers over one that lacks some.
func (g *group) rank() float64 {
	r := g.score + perPart*float64(g.parts)
	if g.lacks {
		r -= lackPenalty
	}
	if g.late {
		r -= latePart
	}
	return r
}
