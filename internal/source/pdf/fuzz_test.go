package pdf

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// check reports what Read must hold for any input.
func check(t *testing.T, raw []byte) {
	const text, unpack = 1 << 20, 4 << 20
	began := time.Now()
	doc, err := Read(raw, extract.NewBudget(extract.Limits{Text: text, Unpack: unpack, Nesting: 64}))
	if d := time.Since(began); d > 10*time.Second {
		t.Errorf("Read of %d bytes took %v", len(raw), d)
	}
	if err != nil {
		var p *extract.Problem
		if !errors.As(err, &p) || p.Code == "" || p.Reason == "" {
			t.Errorf("Read = %#v, want a problem with code and reason", err)
		}
		return
	}
	if !utf8.ValidString(doc.Text) || len(doc.Text) > text || doc.Text == "" {
		t.Errorf("text of %d bytes is empty, too long or not UTF-8", len(doc.Text))
	}
	last := int32(0)
	for _, at := range doc.Pages {
		if at < last || int(at) > len(doc.Text) {
			t.Errorf("pages = %v, want ascending offsets up to %d", doc.Pages, len(doc.Text))
			break
		}
		last = at
	}
	last = 0
	for _, h := range doc.Hidden {
		if h.At < last || int(h.At) > len(doc.Text) || !utf8.ValidString(h.Text) || h.Text == "" || h.Why == "" || len(h.Text) > extract.MaxHidden+64 {
			t.Errorf("hidden = %+v, want ascending offsets up to %d", h, len(doc.Text))
		}
		last = h.At
	}
	for _, a := range doc.Asides {
		if !utf8.ValidString(a.Text) || a.Text == "" {
			t.Errorf("aside = %+v", a)
		}
	}
	for _, s := range []string{doc.Info.Title, doc.Info.Author, doc.Info.Application, doc.Info.Created} {
		if !utf8.ValidString(s) {
			t.Errorf("info %q is not UTF-8", s)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(onePage("GBK-EUC-H", typeset(story, 28, gbk), "").build("/Info << /Title (x) /CreationDate (D:20240108090000+08'00') >>"))
	f.Add(pagesOf("UniGB-UCS2-H", typeset(story, 28, ucs2), typeset(story[:1], 28, ucs2)).build("/Prev 9"))
	f.Add(packed(onePage("GBK-EUC-H", typeset(story, 28, gbk), "")))
	for _, o := range hostile() {
		if len(o.raw) < 20_000 {
			f.Add(o.raw)
		}
	}
	for _, kind := range []string{"RC4 40", "RC4 128", "AES 128", "AES 256"} {
		f.Add(lock(onePage("GBK-EUC-H", typeset(story, 28, gbk), ""), kind))
	}
	made, _ := filepath.Glob("testdata/*.pdf")
	for _, path := range made {
		if raw, err := os.ReadFile(path); err == nil {
			f.Add(raw)
		}
	}
	f.Fuzz(check)
}

// FuzzContent gives arbitrary content to a page.
func FuzzContent(f *testing.F) {
	f.Add(typeset(story, 28, gbk))
	f.Add("q 1 g 0 0 595 842 re f 3 Tr BT /F1 9 Tf (x) ' 1 2 (y) \" [(a) -300 <b0a1>] TJ ET /I Do BI /W 1 /H 1 ID x EI Q")
	f.Add("/Span << /ActualText (a) >> BDC BT /F1 -3 Tf 0 1 -1 0 30 40 Tm (abc) Tj ET EMC 100 600 m 400 600 l 1 0 0 1 c S W n")
	f.Add("/Pattern cs /P scn 900 w 0 0 595 842 re B* /X Do BT /F1 1 Tf 7 Tr (x) Tj ET EMC")
	f.Fuzz(func(t *testing.T, content string) {
		o := onePage("GBK-EUC-H", content, "/XObject << /I 7 0 R /X 8 0 R >> /Pattern << /P 8 0 R >>", picture,
			streamOf("/Subtype /Form /OC 9 0 R /PatternType 1 /BBox [0 0 595 842] /XStep 9 /YStep -9", content), "<< /Type /OCG >>")
		o[0] = "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [9 0 R] /D << /OFF [9 0 R] >> >> >>"
		o[2] = strings.Replace(o[2], "/Contents", "/Annots [<< /Subtype /Stamp /Rect [9 9 400 400] /AP << /N 8 0 R >> >>] /Contents", 1)
		check(t, o.build(""))
	})
}

// FuzzFont gives an arbitrary CMap and font program to a font.
func FuzzFont(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <80> endcodespacerange 1 beginbfrange <00> <ff> <4e00> endbfrange /GBK-EUC-H usecmap"), []byte{0, 1, 0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, cmap, program []byte) {
		o := onePage("Identity-H", typeset(story[:1], 28, ucs2), "", streamOf("", string(cmap)), "<< /FontFile2 9 0 R >>", streamOf("", string(program)))
		o[4] = "<< /Type /Font /Subtype /Type0 /Encoding 7 0 R /ToUnicode 7 0 R /DescendantFonts [6 0 R] >>"
		o[5] = "<< /Type /Font /Subtype /CIDFontType2 /FontDescriptor 8 0 R >>"
		check(t, o.build(""))
	})
}
