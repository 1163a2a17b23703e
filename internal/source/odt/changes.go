package odt

import (
	"maps"
	"slices"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/story"
	"chachong/internal/source/zipped"
)

const zippedParts = zipped.MaxParts

// changes reads text:tracked-changes (5.5.1): deleted text stands there, and its place in
// the text is a text:change.
func (d *reader) changes() error {
	return d.x.Children(func(t *markup.Token) error {
		id, _ := t.Attr(nsText, "id")
		if v, ok := t.Attr("http://www.w3.org/XML/1998/namespace", "id"); ok && id == "" {
			id = v
		}
		return d.x.Children(func(t *markup.Token) error {
			if t.Name.Local != "deletion" {
				return d.x.Skip()
			}
			s := story.New(d.budget)
			if err := d.into(s, scope{ground: d.ground, outer: extract.WhyDeleted}); err != nil {
				return err
			}
			if d.deleted == nil {
				d.deleted = map[string]*story.Story{}
			}
			if len(d.deleted) < extract.MaxHiddens && d.deleted[id] == nil {
				d.deleted[id] = s
			} else {
				d.story.SpliceHidden(s) // its place will not be looked for
			}
			return nil
		})
	})
}

// unplaced writes what was deleted nowhere behind the body: it is shown.
func (d *reader) unplaced() error {
	ids := slices.Sorted(maps.Keys(d.deleted))
	for _, id := range ids {
		for _, h := range d.deleted[id].Hidden() {
			if err := d.behind(scope{}, h.Text); err != nil {
				return err
			}
		}
	}
	if d.after != nil {
		d.body.Splice(d.after)
		d.after = nil
	}
	return nil
}

// change puts a deleted text to its place.
func (d *reader) change(t *markup.Token) error {
	id, _ := t.Attr(nsText, "change-id")
	if s := d.deleted[id]; s != nil && t.Name.Local == "change" {
		d.story.SpliceHidden(s)
		delete(d.deleted, id)
	}
	return d.x.Skip()
}
