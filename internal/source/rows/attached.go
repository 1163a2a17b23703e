package rows

import (
	"path"
	"strings"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
)

// maxEmbedded bounds the bytes of a document that is embedded in a sheet.
const maxEmbedded = 64 << 20

// drawingName is what the member with the text of a sheet's drawings is called below it.
const drawingName = "图形"

// addAttached adds what hangs on a sheet beside its cells: the text of its drawings and the
// documents embedded in it. Comments are counted.
func (w *workbook) addAttached(doc *extract.Document, ref sheetRef) error {
	drawn := &remainder{}
	for _, r := range w.relations(ref.path) {
		part := w.parts.Find(r.target)
		if part == nil || w.seen[part] {
			continue
		}
		w.seen[part] = true
		switch path.Base(r.kind) {
		case "drawing", "vmlDrawing":
			if err := w.readDrawing(r.target, drawn); err != nil {
				return err
			}
		case "comments", "threadedComment":
			t := &remainder{}
			if err := w.readShapes(r.target, t); err != nil {
				return err
			}
			w.comments += t.letters
		case "package":
			raw, err := part.ReadAll(maxEmbedded)
			if err != nil {
				return problem(err)
			}
			m := extract.Member{Name: ref.name + "!/" + path.Base(r.target), Raw: raw}
			if err := w.add(doc, m); err != nil {
				return err
			}
		case "oleObject":
			w.objects++
		}
	}
	if drawn.letters < MinLetters {
		return w.scrap(drawn)
	}
	return w.add(doc, extract.Member{Name: ref.name + "!" + drawingName, Row: &extract.Row{Text: drawn.text.String()}})
}

// readDrawing adds the text of a drawing and of what it is made of: charts and diagrams.
func (w *workbook) readDrawing(name string, to *remainder) error {
	if err := w.readShapes(name, to); err != nil {
		return err
	}
	for _, r := range w.relations(name) {
		part := w.parts.Find(r.target)
		if part == nil || w.seen[part] {
			continue
		}
		switch path.Base(r.kind) {
		case "chart", "diagramData", "chartUserShapes":
			w.seen[part] = true
			if err := w.readShapes(r.target, to); err != nil {
				return err
			}
		}
	}
	return nil
}

// readShapes adds the text of a part, a line for each paragraph: that of the elements t
// (20.1.2.2.38, 18.4.12) and text (of comments in threads), and of VML text boxes.
func (w *workbook) readShapes(name string, to *remainder) error {
	part := w.parts.Find(name)
	loose := strings.EqualFold(path.Ext(name), ".vml")
	var line strings.Builder
	end := func() error {
		text := strings.TrimSpace(plain(line.String()))
		line.Reset()
		if text == "" {
			return nil
		}
		return to.add(w.budget, &row{cells: []cell{{text: text, letters: letters(text)}}}, all)
	}
	err := w.each(part, func(t *markup.Token, r *markup.Reader) error {
		local := t.Name.Local
		if local == "textpath" {
			says, _ := t.Attr("", "string")
			line.WriteString(says)
		}
		switch {
		case local == "p", local == "comment", local == "threadedComment", local == "div", local == "textpath":
			return end()
		case local == "t", local == "text" && strings.Contains(t.Name.Space, "threadedcomments"), loose && local == "font":
			text, err := cellText(r)
			line.WriteString(text)
			return err
		}
		return nil
	})
	if err != nil && !loose { // VML of old programs is not always XML
		return err
	}
	return end()
}
