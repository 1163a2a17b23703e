package web

import (
	"strings"

	"golang.org/x/net/html"
)

// Bounds of a page's style sheets. Where there is more, they hide nothing.
const (
	maxSheets  = 4 << 20 // bytes of all of them
	maxRules   = 20000
	maxClasses = 16 // of an element
	maxBlocks  = 8  // inside each other
)

// sheet holds the rules of a page's style sheets whose selectors are one element, class or
// identifier ("p", ".note", "p.note", "#end"). Rules that hold under a condition, or for
// elements that stand in a certain place, are not matched. But what such a rule could show
// no other one hides: text that may be seen is text.
type sheet struct {
	rules map[string]*rule
	count int
	bytes int
	full  bool            // a bound is passed
	doubt bool            // backgrounds may be set by sheets that are elsewhere
	made  int             // letters of texts that the sheets make
	shows map[string]bool // attributes whose text the sheets show
}

// rule is all that one selector says.
type rule struct {
	name             string // of its class or identifier, as spelled; "" without
	mixed            bool   // another one is spelled so but for case
	plain, important style
	maybe            *cascade // what rules say that may hold; nil for nothing
	first, last      int      // place of its declarations in the sheet
}

// collect reads the <style> elements of a page, wherever they stand: the last of them holds
// for the first line too.
func (s *sheet) collect(text string) {
	if !hasTag(text, "style") && !hasTag(text, "link") {
		return
	}
	z := html.NewTokenizer(strings.NewReader(text))
	inStyle, certain, templates := false, false, 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if inStyle {
				s.add(string(z.Text()), certain && templates == 0)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			inStyle = string(name) == "style"
			switch string(name) {
			case "style", "link":
				var a attributes
				a.read(z, more, nil)
				certain = isCertain(&a)
				if !inStyle && strings.Contains(a.rel, "stylesheet") {
					s.doubt = true
					if css, ok := dataText(a.href); ok {
						s.add(css, false)
					}
				}
			case "template":
				templates++
			}
		case html.EndTagToken:
			inStyle = false
			if name, _ := z.TagName(); string(name) == "template" {
				templates--
			}
		}
	}
}

// isCertain reports whether the sheet of a <style> holds for a usual screen. One with a
// title can be an alternative that is not in use.
func isCertain(a *attributes) bool {
	kind := strings.ToLower(strings.TrimSpace(a.kind))
	return (kind == "" || kind == "text/css") && a.title == "" && mediaOf(a.media) == mediaScreen
}

// hasTag reports whether a start tag of that name may stand in text. It saves most pages a
// second tokenizing.
func hasTag(text, name string) bool {
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			return false
		}
		if text = text[i+1:]; len(text) >= len(name) && strings.EqualFold(text[:len(name)], name) {
			return true
		}
	}
}

// add reads a style sheet, which is certain to hold or not.
func (s *sheet) add(css string, certain bool) {
	if s.bytes += len(css); s.bytes > maxSheets {
		s.full = true
		return
	}
	s.block(stripComments(css), certain, 0)
}

// stripComments removes CSS comments, which do not begin inside strings.
func stripComments(css string) string {
	var b strings.Builder
	from := 0
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case c == '\\':
			i++
		case c == '"' || c == '\'':
			i += stringEnd(css[i:])
		case c == '/' && strings.HasPrefix(css[i:], "/*"):
			b.WriteString(css[from:i])
			b.WriteByte(' ')
			n := strings.Index(css[i+2:], "*/")
			if n < 0 {
				return b.String()
			}
			i += 2 + n + 1
			from = i + 1
		}
	}
	b.WriteString(css[min(from, len(css)):])
	return b.String()
}

// block reads rules, inside depth other blocks.
func (s *sheet) block(css string, certain bool, depth int) {
	for len(css) > 0 {
		open := cssEnd(css, '{')
		head := s.statements(css[:open])
		if open == len(css) {
			return
		}
		if s.count++; s.count > maxRules {
			s.full = true
			return
		}
		body := css[open+1:]
		n := blockEnd(body)
		css = body[min(n+1, len(body)):]
		body = body[:n]
		if name, ok := strings.CutPrefix(head, "@"); ok {
			s.atRule(strings.ToLower(name), body, certain, depth)
			continue
		}
		if inner := strings.IndexByte(body, '{'); inner >= 0 {
			if depth >= maxBlocks {
				s.full = true
				return
			}
			own := strings.LastIndexByte(body[:inner], ';') + 1
			s.block(body[own:], false, depth+1)
			body = body[:own]
		}
		s.rule(head, body, certain)
	}
}

// statements takes the signs and statements off the front of a selector, which are no part
// of it: "<!--", "@import …;".
func (s *sheet) statements(head string) string {
	for {
		head = strings.TrimSpace(head)
		switch {
		case strings.HasPrefix(head, "<!--"):
			head = head[4:]
		case strings.HasPrefix(head, "-->"):
			head = head[3:]
		case strings.HasPrefix(head, "@"):
			end := cssEnd(head, ';')
			s.doubt = s.doubt || end < len(head) && strings.HasPrefix(strings.ToLower(head), "@import")
			if end == len(head) {
				return head
			}
			head = head[end+1:]
		default:
			return head
		}
	}
}

// blockEnd returns where the block ends whose "{" stands in front of css.
func blockEnd(css string) int {
	depth := 0
	for i := 0; i < len(css); i++ {
		switch c := css[i]; c {
		case '\\':
			i++
		case '"', '\'':
			i += stringEnd(css[i:])
		case '{':
			depth++
		case '}':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return len(css)
}

// atRule takes up the body of an at-rule.
func (s *sheet) atRule(name, body string, certain bool, depth int) {
	if query, ok := strings.CutPrefix(name, "media"); ok {
		switch mediaOf(query) {
		case mediaOther:
			return
		case mediaUnknown:
			certain = false
		}
	} else {
		certain = false
		if strings.IndexByte(body, '{') < 0 && !strings.HasPrefix(name, "font-face") {
			_, _, made := declarations(body)
			s.made += made
			return
		}
	}
	if depth >= maxBlocks {
		s.full = true
		return
	}
	s.block(body, certain, depth+1)
}

// media says whether a media query holds for a usual screen.
type media uint8

const (
	mediaScreen media = iota
	mediaOther
	mediaUnknown // depends on the window, or is not read
)

func mediaOf(query string) media {
	found := mediaOther
	for q := range strings.SplitSeq(strings.ToLower(query), ",") {
		switch strings.TrimPrefix(strings.TrimSpace(q), "only ") {
		case "screen", "all", "":
			return mediaScreen
		case "print", "speech", "aural", "braille", "embossed", "handheld", "tty":
		default:
			found = mediaUnknown
		}
	}
	return found
}

// rule takes up the declarations of a list of selectors.
func (s *sheet) rule(selectors, body string, certain bool) {
	plain, important, made := declarations(body)
	s.made += made
	if strings.Contains(body, "attr(") {
		s.showAttributes(body)
	}
	if plain == (style{}) && important == (style{}) {
		return
	}
	var list []string
	for len(selectors) > 0 {
		end := cssEnd(selectors, ',')
		list = append(list, strings.TrimSpace(selectors[:end]))
		selectors = selectors[min(end+1, len(selectors)):]
	}
	// One selector that a browser does not know undoes the whole list.
	for _, sel := range list {
		certain = certain && isKnown(sel)
	}
	if s.count += len(list) - 1; s.count > maxRules {
		s.full = true
		return
	}
	for _, sel := range list {
		if certain && isSimple(sel) {
			s.get(sel).add(&plain, &important, s.count)
			continue
		}
		subject, pseudo := subjectOf(sel)
		for _, key := range subject {
			r := s.get(key)
			if r.maybe == nil {
				r.maybe = &cascade{}
			}
			if pseudo {
				// What stands in front of an element's text can be its background.
				if plain.bg.state != colorUnset || important.bg.state != colorUnset {
					r.maybe.plain.bg = color{state: colorUnknown}
				}
				continue
			}
			r.maybe.plain.show(&plain)
			r.maybe.important.show(&important)
		}
	}
}

// showAttributes notes the attributes whose text a rule shows: content: attr(title).
func (s *sheet) showAttributes(body string) {
	for {
		_, rest, ok := strings.Cut(body, "attr(")
		if !ok || len(s.shows) >= maxRules {
			return
		}
		body = rest
		name, _, _ := strings.Cut(rest[:min(len(rest), maxNames)], ")")
		name = strings.TrimSpace(name)
		if i := strings.IndexAny(name, " ,"); i >= 0 {
			name = name[:i]
		}
		if s.shows == nil {
			s.shows = map[string]bool{}
		}
		s.shows[strings.ToLower(name)] = true
	}
}

// add puts what a rule says over what stood in front of it.
func (r *rule) add(plain, important *style, at int) {
	r.plain.overlay(plain)
	r.important.overlay(important)
	if r.first == 0 {
		r.first = at
	}
	r.last = at
}

// get returns the rule of a simple selector.
func (s *sheet) get(sel string) *rule {
	key := strings.ToLower(sel)
	name := ""
	if i := strings.IndexAny(sel, ".#"); i >= 0 {
		name = sel[i+1:]
	}
	r := s.rules[key]
	if r == nil {
		if s.rules == nil {
			s.rules = map[string]*rule{}
		}
		r = &rule{name: name}
		s.rules[key] = r
	}
	r.mixed = r.mixed || r.name != name
	return r
}
