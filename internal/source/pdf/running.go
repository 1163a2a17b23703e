package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"chachong/internal/source/extract"
)

const (
	// headZone and footZone are the shares of the height of a page in which running heads
	// and feet stand: GB/T 9704 has a text area that begins 37 mm (12.5 %) from the top.
	headZone, footZone = 0.15, 0.13
	// edgeZone is where printers cannot print and no body stands: 10 mm.
	edgeZone = 0.034
	// zoneLines bounds the rows of a zone that are looked at.
	zoneLines = 3
	// zoneParts bounds the parts of these rows; a running head has at most three.
	zoneParts = 16
	// maxHeights bounds the heights at which one text is followed.
	maxHeights = 32
	// fewWords is how many Han letters a head may have that does not come again: the
	// name of a school and the title of a report.
	fewWords = 30
	// singleWords bounds the Han letters of all such heads of a document.
	singleWords = 60
)

// sheet is a page that has been read.
type sheet struct {
	lines  []line
	height float32
	hidden []hidden
	broken []string // slanted text: watermarks
}

// runner counts a text that stands at one height on several pages.
type runner struct {
	text  string
	y     float32
	pages int
	last  int // page on which it was counted last
	lines []*line
}

// asides takes the running heads and feet out of the lines of sheets and returns them,
// each text once. A head or foot is what stands at the same height on at least two pages
// in five (left and right pages may have their own) with the same text but for numbers; a
// page number; and a few words that are marked as an artifact near the edge or, on a
// document of one page, stand where no printer prints or apart from the text in its margin.
// A sentence that does not come again is text, wherever it stands.
func asides(sheets []sheet) []extract.Aside {
	var runners []*runner
	byText := map[string][]*runner{}
	for i := range sheets {
		s := &sheets[i]
		for _, l := range s.zone(len(sheets) == 1) {
			key := shape(l.text)
			if l.y > s.height/2 {
				key = "^" + key
			}
			var r *runner
			for _, c := range byText[key] {
				if d := c.y - l.y; d < 4 && d > -4 {
					r = c
					break
				}
			}
			if r == nil && len(byText[key]) >= maxHeights {
				continue
			}
			if r == nil {
				r = &runner{text: key, y: l.y, last: -1}
				byText[key] = append(byText[key], r)
				runners = append(runners, r)
			}
			if r.last != i {
				r.pages, r.last = r.pages+1, i
			}
			r.lines = append(r.lines, l)
		}
	}
	var out []extract.Aside
	single := singleWords
	for _, r := range runners {
		text := strings.TrimPrefix(r.text, "^")
		often := r.pages >= 2 && 5*r.pages >= 2*len(sheets)
		if len(sheets) <= 3 && r.pages < len(sheets) {
			often = false
		}
		number := isPageNumber(text) && (often || len(sheets) == 1 || r.pages > 1)
		kind := "footer"
		if text != r.text {
			kind = "header"
		}
		taken := ""
		for _, l := range r.lines {
			repeated := (number || often) && !l.tabbed()
			n := hans(l.text)
			few := n <= fewWords && n <= single && (l.artifact || l.at == atEdge)
			if few && !repeated {
				single -= n
			}
			if repeated || few {
				l.at = aside
				if taken == "" {
					taken = l.text
				}
			} else {
				l.at = 0
			}
		}
		if taken != "" {
			out = append(out, extract.Aside{Kind: kind, Text: taken})
		}
	}
	return out
}

// Marks in line.at before the text is put together.
const (
	aside  = -1
	atEdge = -2
)

// hans counts the Han letters of s.
func hans(s string) int {
	n := 0
	for _, r := range s {
		if isHan(r) {
			n++
		}
	}
	return n
}

// tabbed reports whether l is a cell of a table.
func (l *line) tabbed() bool { return l.column < 0 }

// zone returns the lines of s where running heads and feet can stand, the outermost rows.
// Those of the only page of a document that must be heads or feet are marked atEdge.
func (s *sheet) zone(only bool) []*line {
	var out []*line
	for _, top := range []bool{true, false} {
		var in []*line
		for i := range s.lines {
			l := &s.lines[i]
			if l.level && (top && l.y > s.height*(1-headZone) || !top && l.y < s.height*footZone) {
				in = append(in, l)
			}
		}
		slices.SortStableFunc(in, func(a, b *line) int {
			if top {
				return cmp.Compare(b.y, a.y)
			}
			return cmp.Compare(a.y, b.y)
		})
		rows, last := 0, float32(-1e9)
		for _, l := range in[:min(len(in), zoneParts)] {
			if d := l.y - last; d > 2 || d < -2 {
				if rows++; rows > zoneLines {
					break
				}
				last = l.y
			}
			edge := top && l.y+0.5*l.size > s.height*(1-edgeZone) || !top && l.y < s.height*edgeZone
			if only && (edge && s.alone(l) || s.apart(l, top)) {
				l.at = atEdge
			}
			out = append(out, l)
		}
	}
	return out
}

// alone reports whether l stands well apart from the rows above and below, which the first
// line of a page without margins does not.
func (s *sheet) alone(l *line) bool {
	const apart = 3 // em
	for i := range s.lines {
		d := s.lines[i].y - l.y
		if d = max(d, -d); d > 1 && d < apart*l.size {
			return false
		}
	}
	return true
}

// apart reports whether l is a running head or foot of a page that has no neighbour to
// compare with: a few words in the margin, at least one and a half lines from the text
// and in smaller letters than it. A head in letters of the same size must stand above the
// title of a report, which is nearer to its text than to the head; two centred lines are
// one title. A title, larger than the text or right above it, is never apart, and a
// signature at the foot is in the letters of the text.
func (s *sheet) apart(l *line, top bool) bool {
	const (
		band = 0.065 // share of the height: 19 mm of A4, where word processors begin no text
		gap  = 1.5   // lines
	)
	mid := l.y + 0.5*l.size
	if top && mid < s.height*(1-band) || !top && mid > s.height*band || ends(l.text) || l.tabbed() {
		return false
	}
	inner, beyond := s.neighbours(l, top)
	if inner == nil {
		return false
	}
	size, lead := s.body()
	away := max(inner.y-l.y, l.y-inner.y)
	if away < gap*lead*size || lead == 0 {
		return false
	}
	if l.size < 0.92*size {
		return true
	}
	if !top || l.size > 1.08*size || beyond == nil || isTitle(l.text) || !isPhrase(inner.text) || !isTitle(inner.text) {
		return false
	}
	return away > 1.25*(inner.y-beyond.y) && !(l.centred() && inner.centred() && inner.size < 1.08*l.size)
}

// neighbours returns the nearest line of the row inward from l, and of the row after that;
// nil, nil where l is not of the outermost row.
func (s *sheet) neighbours(l *line, top bool) (inner, beyond *line) {
	const level = 2 // points between baselines of a row
	in := func(k, from *line) bool {
		return k.level && (top && k.y < from.y-level || !top && k.y > from.y+level)
	}
	nearer := func(k, than *line) bool { return than == nil || top && k.y > than.y || !top && k.y < than.y }
	for i := range s.lines {
		k := &s.lines[i]
		switch {
		case !k.level:
		case in(l, k):
			return nil, nil
		case in(k, l) && nearer(k, inner):
			inner = k
		}
	}
	if inner == nil {
		return nil, nil
	}
	for i := range s.lines {
		if k := &s.lines[i]; in(k, inner) && nearer(k, beyond) {
			beyond = k
		}
	}
	return inner, beyond
}

// body returns the size in points in which most of the text is set, and its leading in em;
// 0 where that is not known.
func (s *sheet) body() (size, lead float32) {
	most := 0
	count := map[float32]int{}
	for i := range s.lines {
		l := &s.lines[i]
		if !l.level || l.tabbed() {
			continue
		}
		count[l.size] += len(l.text)
		if count[l.size] > most {
			most, size, lead = count[l.size], l.size, l.lead
		}
	}
	return size, lead
}

// shape returns s without blanks, its numbers as "#" and its dashes as "-".
func shape(s string) string {
	var b strings.Builder
	digits := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			continue
		}
		if unicode.IsDigit(r) {
			if !digits {
				b.WriteByte('#')
			}
			digits = true
			continue
		}
		digits = false
		switch r {
		case '—', '–', '－', '―', '‐', '‑', '-', '─', '一': // 一 stands for a dash in many templates
			r = '-'
		case '／':
			r = '/'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isPageNumber reports whether a shape is that of a page number.
func isPageNumber(s string) bool {
	s = strings.ToLower(strings.Trim(s, "-·.~〜～|[]（）()"))
	for _, p := range []string{
		"#", "#/#", "#of#", "第#页", "第#页共#页", "第#页,共#页", "第#页，共#页", "第#页/共#页", "第#页(共#页",
		"第#页（共#页", "共#页第#页", "共#页，第#页", "#页", "#/#页", "page#", "page#of#", "p#", "p.#", "#-#",
	} {
		if s == p {
			return true
		}
	}
	return false
}
