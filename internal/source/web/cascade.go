package web

import (
	"cmp"
	"slices"
	"strings"
)

// cascade is what sheets say about an element, with and without !important.
type cascade struct {
	plain, important           style
	maybePlain, maybeImportant style
	maybe                      bool // one of these says something
}

// specificity orders the keys under which an element is found.
const (
	byAll = iota
	byTag
	byClass
	byTagClass
	byID
	byTagID
)

// of returns what the sheet says about an element.
func (s *sheet) of(tag, id, classes string) cascade {
	var c cascade
	if len(s.rules) == 0 {
		return c
	}
	type hit struct {
		*rule
		by      int
		certain bool
	}
	var found [2*maxClasses + 4]hit
	hits := found[:0]
	add := func(key, name string, by int) {
		if r := s.rules[key]; r != nil {
			// Classes compare without case in pages without a document type only.
			hits = append(hits, hit{r, by, !s.full && !r.mixed && r.name == name})
		}
	}
	add("*", "", byAll)
	add(tag, "", byTag)
	n := 0
	many := false
	for class := range strings.FieldsSeq(classes) {
		if n++; n > maxClasses {
			many = true
			break
		}
		key := "." + strings.ToLower(class)
		add(key, class, byClass)
		add(tag+key, class, byTagClass)
	}
	if id != "" {
		key := "#" + strings.ToLower(id)
		add(key, id, byID)
		add(tag+key, id, byTagID)
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(a.by-b.by, a.last-b.last) })
	for i, h := range hits {
		if h.certain && !many {
			c.plain.overlay(&h.plain)
			c.important.overlay(&h.important)
		}
		// Of two selectors whose declarations stand between each other's, one shows.
		if !h.certain || many || i > 0 && hits[i-1].by == h.by && h.first < hits[i-1].last {
			c.maybe = true
			c.maybePlain.show(&h.plain)
			c.maybeImportant.show(&h.important)
			if i > 0 && h.certain && !many {
				c.maybePlain.show(&hits[i-1].plain)
				c.maybeImportant.show(&hits[i-1].important)
			}
		}
		if m := h.maybe; m != nil {
			c.maybe = true
			c.maybePlain.show(&m.plain)
			c.maybeImportant.show(&m.important)
		}
	}
	return c
}

// over puts what the sheets, and the style attribute, say over st.
func (c *cascade) over(st, own, ownImportant *style) {
	st.overlay(&c.plain)
	if c.maybe {
		st.loosen(&c.maybePlain)
	}
	st.overlay(own)
	st.overlay(&c.important)
	if c.maybe {
		st.loosen(&c.maybeImportant)
	}
	st.overlay(ownImportant)
}
