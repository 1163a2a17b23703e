package docx

import (
	"strings"
	"unicode"

	"chachong/internal/source/markup"
)

// listItem says which label a paragraph has: that of a level of a list (17.3.1.19 numPr).
type listItem struct{ num, level string }

// leastLabel is the number of letters from which the label of a list item is text: "第%1章"
// and "附件%1" only number.
const leastLabel = 6

// labels are the labels that are text, by list item.
type labels map[listItem]string

// maxLabels bounds the labels that are kept.
const maxLabels = 20000

// listItem reads w:numPr into item.
func (d *reader) listItem(item *listItem) error {
	return d.x.Children(func(t *markup.Token) error {
		v, _ := t.Attr(t.Name.Space, "val")
		switch t.Name.Local {
		case "numId":
			item.num = v
		case "ilvl":
			item.level = v
		}
		return d.x.Skip()
	})
}

// label returns the label of a paragraph with that list item, "" for one that is no text.
func (d *reader) label(item listItem) string {
	if item.num == "" || len(d.labels) == 0 {
		return ""
	}
	if item.level == "" {
		item.level = "0"
	}
	return d.labels[item]
}

// readLabels reads the lists of the document (17.9).
func (d *reader) readLabels() error {
	name, ok := d.related("numbering")
	if !ok {
		return nil
	}
	in, err := d.pack.zip.Find(name).Open()
	if err != nil {
		return err
	}
	defer in.Close()
	d.x, d.labels = markup.NewReader(in, d.budget), labels{}
	abstract := labels{}
	return d.pack.each(d.x, func(t *markup.Token) error {
		w := t.Name.Space
		switch t.Name.Local {
		case "abstractNum":
			id, _ := t.Attr(w, "abstractNumId")
			return d.levels(id, abstract)
		case "num":
			id, _ := t.Attr(w, "numId")
			return d.list(id, abstract)
		}
		return nil
	})
}

// list reads w:num, which takes the levels of an abstract list and may override some.
func (d *reader) list(id string, abstract labels) error {
	const levels = "012345678"
	return d.x.Children(func(t *markup.Token) error {
		if t.Name.Local == "lvlOverride" {
			return d.levels(id, d.labels)
		}
		v, _ := t.Attr(t.Name.Space, "val")
		if t.Name.Local == "abstractNumId" && len(abstract) > 0 {
			for i := range levels {
				level := levels[i : i+1]
				if s := abstract[listItem{v, level}]; s != "" && len(d.labels) < maxLabels {
					d.labels[listItem{id, level}] = s
				}
			}
		}
		return d.x.Skip()
	})
}

// levels reads the labels of w:lvl elements (17.9.11 lvlText) that are text.
func (d *reader) levels(id string, to labels) error {
	return d.x.Children(func(t *markup.Token) error {
		level, _ := t.Attr(t.Name.Space, "ilvl")
		if t.Name.Local != "lvl" {
			return d.x.Skip()
		}
		return d.x.Children(func(t *markup.Token) error {
			v, _ := t.Attr(t.Name.Space, "val")
			if t.Name.Local == "lvlText" && letters(v) >= leastLabel && len(to) < maxLabels {
				to[listItem{id, level}] = withoutNumbers(v)
			}
			return d.x.Skip()
		})
	})
}

// withoutNumbers leaves out the places of numbers in a label: "%1".
func withoutNumbers(v string) string {
	var b strings.Builder
	for i := 0; i < len(v); i++ {
		if v[i] == '%' && i+1 < len(v) && v[i+1] >= '1' && v[i+1] <= '9' {
			i++
			continue
		}
		b.WriteByte(v[i])
	}
	return b.String()
}

// letters returns the number of letters in s.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
