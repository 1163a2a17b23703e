package docx

import (
	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
)

// table reads w:tbl: cells with tabs between them, rows on lines.
func (d *reader) table(c scope) error {
	return d.x.Children(func(t *markup.Token) error {
		switch {
		case space(t.Name.Space) != word:
			return d.element(t, c)
		case t.Name.Local == "tblPr":
			return d.tableProps(&c)
		}
		return d.tableElement(t, c)
	})
}

// tableElement reads what may stand in a table: rows and cells, also inside of elements
// that group them.
func (d *reader) tableElement(t *markup.Token, c scope) error {
	if space(t.Name.Space) == word {
		switch t.Name.Local {
		case "tr":
			return d.row(c)
		case "tc":
			return d.cell(c)
		case "sdt":
			return d.control(c, func(t *markup.Token) error { return d.tableElement(t, c) })
		case "sdtContent", "customXml":
			return d.x.Children(func(t *markup.Token) error { return d.tableElement(t, c) })
		}
	}
	return d.element(t, c)
}

func (d *reader) tableProps(c *scope) error {
	var shade paint
	var shaded bool
	c.table, shaded = d.looks.chain("", tableStyle)
	err := d.x.Children(func(t *markup.Token) error {
		switch t.Name.Local {
		case "tblStyle":
			id, _ := t.Attr(t.Name.Space, "val")
			c.table, shaded = d.looks.chain(id, tableStyle)
		case "shd":
			shade = d.looks.shd(t)
		}
		return d.x.Skip()
	})
	c.table.shade = paint{}
	c.page = c.page.under(shade)
	if shaded {
		// Which cells a style shades depends on their place: only shading of cells counts.
		c.page = background{unknown: true}
	}
	return err
}

// row reads w:tr. A row that was deleted begins no line. w:hidden among its properties
// hides the mark behind the row, not what is in it (17.4.20).
func (d *reader) row(c scope) error {
	c.cells = new(int)
	return d.x.Children(func(t *markup.Token) error {
		switch t.Name.Local {
		case "trPr":
			return d.x.Children(func(t *markup.Token) error {
				if t.Name.Local == "del" {
					c.outer = extract.WhyDeleted
				}
				return d.x.Skip()
			})
		case "tblPrEx": // in place of the properties of the table (17.4.61)
			return d.x.Children(func(t *markup.Token) error {
				if t.Name.Local == "shd" && !c.page.unknown {
					c.page = c.page.under(d.looks.shd(t))
				}
				return d.x.Skip()
			})
		}
		return d.tableElement(t, c)
	})
}

// cell reads w:tc.
func (d *reader) cell(c scope) error {
	begun := false
	begin := func() {
		if begun || c.outer == extract.WhyDeleted {
			return
		}
		begun = true
		if c.cells == nil {
			c.cells = new(int) // a cell without a row
		}
		*c.cells++
		d.story.Cell(*c.cells == 1)
	}
	err := d.x.Children(func(t *markup.Token) error {
		if t.Name.Local == "tcPr" {
			return d.x.Children(func(t *markup.Token) error {
				switch t.Name.Local {
				case "shd":
					c.page = c.page.under(d.looks.shd(t))
				case "cellDel":
					c.outer = extract.WhyDeleted
				}
				return d.x.Skip()
			})
		}
		begin()
		return d.element(t, c)
	})
	if begin(); err != nil || !begun {
		return err
	}
	return d.story.EndCell()
}
