package docx

import (
	"io"
	"path"
	"strconv"
	"strings"

	"chachong/internal/source/extract"
	"chachong/internal/source/markup"
	"chachong/internal/source/zipped"
)

// pack is an OPC package (ECMA-376 part 2).
type pack struct {
	zip    *zipped.Archive
	budget *extract.Budget
}

// target is where a relationship inside the package points to.
type target struct {
	kind string // last element of its type: "styles", "officeDocument"; transitional and strict agree in it
	part string // name in the archive
	at   int    // in the list of relationships
}

// maxRelations bounds the relationships of one part. A document has one for each picture,
// link and header.
const maxRelations = 20000

// relations returns the relationships of a part by id, without external ones. The part ""
// is the package. A part without any has none.
func (p *pack) relations(part string) (map[string]target, error) {
	dir, name := base(part)
	f := p.zip.Find(path.Join(dir, "_rels", name+".rels"))
	if f == nil {
		return nil, nil
	}
	links := map[string]target{}
	err := p.read(f, func(t *markup.Token) error {
		if t.Name.Local != "Relationship" {
			return nil
		}
		id, _ := t.Attr("", "Id")
		kind, _ := t.Attr("", "Type")
		to, _ := t.Attr("", "Target")
		if mode, _ := t.Attr("", "TargetMode"); strings.EqualFold(mode, "External") {
			return nil
		}
		if len(links) >= maxRelations {
			return extract.Errorf(extract.CodeLimitCount, extract.HintLimit, "more relationships than the limit of %d", maxRelations)
		}
		if strings.HasPrefix(to, "/") {
			to = path.Clean(to)[1:]
		} else {
			to = path.Join(dir, to)
		}
		if _, ok := links[id]; !ok {
			links[id] = target{kind[strings.LastIndexByte(kind, '/')+1:], to, len(links)}
		}
		return nil
	})
	return links, err
}

// first returns the part of that type, the first in the list where there are more.
func first(links map[string]target, kind string) (part string, ok bool) {
	at := 0
	for _, to := range links {
		if to.kind == kind && (!ok || to.at < at) {
			part, at, ok = to.part, to.at, true
		}
	}
	return part, ok
}

// mainPart returns the name of the part that holds the document.
func (p *pack) mainPart() (string, error) {
	links, err := p.relations("")
	if err != nil {
		return "", err
	}
	name, ok := first(links, "officeDocument")
	if !ok {
		name = "word/document.xml"
	}
	if f := p.zip.Find(name); f != nil {
		return name, nil
	}
	if p.zip.Find("xl/workbook.xml") != nil || p.zip.Find("ppt/presentation.xml") != nil {
		return "", extract.Errorf(extract.CodeFormat, "hand in a text document", "an Office file, but no Word document")
	}
	if !ok {
		return "", missing(name)
	}
	return "", extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: no %q in it, which should be its word/document.xml", name)
}

// read calls f at each element of a part; f must not read on.
func (p *pack) read(file *zipped.File, f func(*markup.Token) error) error {
	in, err := file.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	return p.each(markup.NewReader(in, p.budget), f)
}

// each calls f at each start tag of x that f itself does not read over, to the end of the
// part: only there its checksum is known to be right.
func (p *pack) each(x *markup.Reader, f func(*markup.Token) error) error {
	for {
		t, err := x.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if t.Kind == markup.Start {
			if err := f(&t); err != nil {
				return err
			}
		}
	}
}

// info returns what the package says of its making, and the number of pages it says the
// document has, 0 where it does not. Parts that are missing say nothing.
func (p *pack) info() (info extract.Info, pages int, err error) {
	links, err := p.relations("")
	if err != nil {
		return info, 0, err
	}
	for _, kind := range [...]string{"core-properties", "extended-properties", "coreProperties", "extendedProperties"} {
		name, ok := first(links, kind)
		if f := p.zip.Find(name); ok && f != nil {
			if err := p.properties(f, &info, &pages); err != nil {
				return info, 0, err
			}
		}
	}
	return info, pages, nil
}

// maxProperty bounds the bytes of one property.
const maxProperty = 1000

func (p *pack) properties(file *zipped.File, info *extract.Info, pages *int) error {
	in, err := file.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	x := markup.NewReader(in, p.budget)
	var text []byte
	for {
		t, err := x.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case t.Kind == markup.Start:
			text = text[:0]
		case t.Kind == markup.Text && x.Depth() == 2:
			if len(text)+len(t.Text) <= maxProperty {
				text = append(text, t.Text...)
			}
		case t.Kind == markup.End && x.Depth() == 1:
			value := strings.TrimSpace(string(text))
			switch t.Name.Local {
			case "title":
				info.Title = value
			case "creator":
				info.Author = value
			case "lastModifiedBy":
				info.LastEditor = value
			case "created":
				info.Created = value
			case "modified":
				info.Modified = value
			case "Company":
				info.Company = value
			case "Application":
				info.Application = value
			case "Pages":
				*pages, _ = strconv.Atoi(value) // 0 where it is no number
			}
		}
	}
}
