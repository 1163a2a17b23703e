package docx

import (
	"errors"
	"strconv"
	"strings"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/zipped"
)

// binding says where Word takes the text of a content control from (17.5.2.6 dataBinding):
// what the document itself holds of it is a copy that may be old.
type binding struct{ store, path string }

// maxBindings bounds the content controls that are looked up, maxSteps the elements that
// one of their paths names.
const (
	maxBindings = 1000
	maxCompared = 1 << 20 // bytes of a control that are compared with its data
	maxSteps    = 32
)

// Stores that the package has without saying so: its properties.
const (
	storeCore     = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
	storeExtended = "{6668398D-A668-4E3E-A5EB-62B293D839F1}"
)

// store is a part with data of content controls.
type store struct {
	id   string
	part *zipped.File
}

// control reads w:sdt, and what is in it with read. Where the text that it is bound to is not what stands in it, both
// are read.
func (d *reader) control(c scope, read func(*markup.Token) error) error {
	var bound binding
	plain := true // it shows the text that it is bound to as it is
	from := d.story.Len()
	err := d.x.Children(func(t *markup.Token) error {
		if t.Name.Local != "sdtPr" {
			return read(t)
		}
		return d.x.Children(func(t *markup.Token) error {
			switch t.Name.Local {
			case "dataBinding":
				if space(t.Name.Space) == word { // that of w15 is of text with markup
					bound.store, _ = t.Attr(t.Name.Space, "storeItemID")
					bound.path, _ = t.Attr(t.Name.Space, "xpath")
				}
			case "date", "dropDownList", "comboBox", "picture", "checkbox":
				plain = false
			}
			return d.x.Skip()
		})
	})
	if err != nil || !plain || bound.path == "" || d.bound[bound] {
		return err
	}
	if len(d.bound) >= maxBindings {
		d.partial("more content controls than the limit of %d", maxBindings)
		return nil
	}
	d.bound[bound] = true
	around := d.x
	text, err := d.boundText(bound)
	d.x = around
	if err != nil || letters(text) < leastShown {
		return err
	}
	if d.story.Len()-from <= maxCompared && strings.Contains(squeeze(d.story.From(from)), squeeze(text)) {
		return nil
	}
	return d.behind(c, strings.TrimSpace(text))
}

// squeeze leaves out white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// boundText returns the text that a content control shows, "" where there is none.
func (d *reader) boundText(b binding) (string, error) {
	if d.stores == nil {
		if err := d.readStores(); err != nil {
			return "", err
		}
	}
	steps := strings.Split(strings.Trim(b.path, "/"), "/")
	if len(steps) > maxSteps {
		return "", nil
	}
	for _, s := range d.stores {
		if s.id != strings.ToUpper(b.store) && b.store != "" {
			continue
		}
		in, err := s.part.Open()
		if err != nil {
			return "", err
		}
		d.x = markup.NewReader(in, d.budget)
		text, found := "", false
		err = d.pack.each(d.x, func(t *markup.Token) error {
			return d.follow(t, steps, &text, &found)
		})
		in.Close()
		if p := (*extract.Problem)(nil); errors.As(err, &p) && (p.Code == extract.CodeDamaged || p.Code == extract.CodeFormat) {
			d.partial("a part of the document could not be read: %q", s.part.Name)
			continue
		}
		if err != nil || found {
			return text, err
		}
	}
	return "", nil
}

// follow looks for what the steps of a path name below the element t: names with the
// number among those of the same name, "ns0:report[1]", and at the end perhaps "@name".
func (d *reader) follow(t *markup.Token, steps []string, text *string, found *bool) error {
	name, at := step(steps[0])
	if t.Name.Local != name || at != 1 {
		return d.x.Skip()
	}
	return d.inside(t, steps[1:], text, found)
}

// inside follows steps from inside the element t.
func (d *reader) inside(t *markup.Token, steps []string, text *string, found *bool) (err error) {
	switch {
	case len(steps) == 0:
		*found = true
		*text, err = d.gather("")
		return err
	case strings.HasPrefix(steps[0], "@"):
		name, _ := step(steps[0][1:])
		for _, a := range t.Attrs {
			if a.Name.Local == name {
				*text, *found = string(a.Value), true
			}
		}
		return d.x.Skip()
	case steps[0] == "text()":
		return d.inside(t, steps[1:], text, found)
	}
	name, at := step(steps[0])
	n := 0
	return d.x.Children(func(t *markup.Token) error {
		if t.Name.Local != name {
			return d.x.Skip()
		}
		if n++; n != at || *found {
			return d.x.Skip()
		}
		return d.inside(t, steps[1:], text, found)
	})
}

// step returns the name of a step without its prefix, and its number.
func step(s string) (name string, at int) {
	name, number, ok := strings.Cut(s, "[")
	at = 1
	if ok {
		at, _ = strconv.Atoi(strings.TrimSuffix(number, "]"))
	}
	return name[strings.LastIndexByte(name, ':')+1:], at
}

// readStores finds the parts with data of content controls, by the identifiers that their
// properties give (22.5.2.1 datastoreItem).
func (d *reader) readStores() error {
	d.stores = []store{}
	add := func(id, part string) {
		if f := d.pack.zip.Find(part); f != nil {
			d.stores = append(d.stores, store{id, f})
		}
	}
	main, err := d.pack.relations("")
	if err != nil {
		return err
	}
	for _, s := range [...]struct{ kind, id string }{{"core-properties", storeCore}, {"extended-properties", storeExtended}} {
		if part, ok := first(main, s.kind); ok {
			add(s.id, part)
		}
	}
	for _, to := range d.rels {
		if to.kind != "customXml" {
			continue
		}
		if len(d.stores) >= maxBindings {
			return extract.Errorf(extract.CodeLimitCount, extract.HintLimit, "more entries than the limit of %d", maxBindings)
		}
		own, err := d.pack.relations(to.part)
		if err != nil {
			return err
		}
		props, ok := first(own, "customXmlProps")
		f := d.pack.zip.Find(props)
		if !ok || f == nil {
			add("", to.part)
			continue
		}
		err = d.pack.read(f, func(t *markup.Token) error {
			if id, ok := attrLocal(t, "itemID"); ok {
				add(strings.ToUpper(id), to.part)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
