package markup

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// show reads doc whole and writes its tokens down; pieces of text are joined.
func show(r io.Reader, l extract.Limits) (string, error) {
	x := NewReader(r, extract.NewBudget(l))
	var b strings.Builder
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			fmt.Fprintf(&b, "%q ", text.String())
			text.Reset()
		}
	}
	for {
		t, err := x.Next()
		if err != nil {
			flush()
			if err == io.EOF {
				err = nil
			}
			return strings.TrimSpace(b.String()), err
		}
		switch t.Kind {
		case Text:
			text.Write(t.Text)
			continue
		case Start:
			flush()
			fmt.Fprintf(&b, "<%s", name(t.Name))
			for _, a := range t.Attrs {
				fmt.Fprintf(&b, " %s=%q", name(a.Name), a.Value)
			}
			b.WriteString("> ")
		case End:
			flush()
			fmt.Fprintf(&b, "</%s> ", name(t.Name))
		}
	}
}

func name(n Name) string {
	if n.Space == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<a/>`, `<a> </a>`},
		{"\uFEFF<?xml version='1.0' encoding='utf-8'?>\n<!-- > -- --><a>x</a>\n", `<a> "x" </a>`},
		{`<a b='1' c = "&lt;&#x5DE5;&#20316;&quot;"/>`, `<a b="1" c="<工作\""> </a>`},
		{"<a b='1\n2\t3'/>", `<a b="1 2 3"> </a>`},
		{"<a>1\r\n2\r3&#13;4</a>", `<a> "1\n2\n3\r4" </a>`},
		{`<a>𠮷&amp;😀</a>`, `<a> "𠮷&😀" </a>`},
		{`<a><![CDATA[<b>]]]]>x<![CDATA[]]></a>`, `<a> "<b>]]x" </a>`},
		{`<a><!--x--><?p q?>y<!----></a>`, `<a> "y" </a>`},
		{`<a><!-- x --->y</a>`, `<a> "y" </a>`},
		{`<a b=">" />`, `<a b=">"> </a>`},
		{`<p:a xmlns:p="u" p:b="1" b="2"><p:c xmlns:p="v"/><p:d/></p:a>`, `<{u}a {u}b="1" b="2"> <{v}c> </{v}c> <{u}d> </{u}d> </{u}a>`},
		{`<a xmlns="u" b="1"><c xmlns=""/><d xml:space="preserve"/></a>`, `<{u}a b="1"> <c> </c> <{u}d {http://www.w3.org/XML/1998/namespace}space="preserve"> </{u}d> </{u}a>`},
		{`<q:a q:b="1" xmlns:q="u"></q:a  >`, `<{u}a {u}b="1"> </{u}a>`},
	} {
		for _, way := range []struct {
			name string
			r    io.Reader
		}{
			{"at once", strings.NewReader(c.in)},
			{"byte by byte", iotest.OneByteReader(strings.NewReader(c.in))},
			{"UTF-16LE", strings.NewReader(utf16Bytes(c.in, false))},
			{"UTF-16BE, byte by byte", iotest.OneByteReader(strings.NewReader(utf16Bytes(c.in, true)))},
		} {
			if got, err := show(way.r, extract.Limits{}); got != c.want || err != nil {
				t.Errorf("tokens of %q %s = %s, %v, want %s", c.in, way.name, got, err, c.want)
			}
		}
	}
}

// utf16Bytes returns s in UTF-16 with a byte order mark, without that of s.
func utf16Bytes(s string, big bool) string {
	var out []byte
	for _, u := range utf16.Encode([]rune("\uFEFF" + strings.TrimPrefix(s, "\uFEFF"))) {
		if lo, hi := byte(u), byte(u>>8); big {
			out = append(out, hi, lo)
		} else {
			out = append(out, lo, hi)
		}
	}
	return string(out)
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ in, code string }{
		{``, extract.CodeDamaged},
		{`  `, extract.CodeDamaged},
		{`x`, extract.CodeDamaged},
		{`<a>`, extract.CodeDamaged},
		{`<a`, extract.CodeDamaged},
		{`<a b="1`, extract.CodeDamaged},
		{`<a></b>`, extract.CodeDamaged},
		{`<a/><b/>`, extract.CodeDamaged},
		{`<a/>x`, extract.CodeDamaged},
		{`</a>`, extract.CodeDamaged},
		{`<a b/>`, extract.CodeDamaged},
		{`<a b=1/>`, extract.CodeDamaged},
		{`<a b="1"c="2"/>`, extract.CodeDamaged},
		{`<a b="<"/>`, extract.CodeDamaged},
		{`<p:a/>`, extract.CodeDamaged},
		{`<a p:b="1"/>`, extract.CodeDamaged},
		{`<a>&nbsp;</a>`, extract.CodeDamaged},
		{`<a>&#0;</a>`, extract.CodeDamaged},
		{`<a>&#xD800;</a>`, extract.CodeDamaged},
		{`<a>& b</a>`, extract.CodeDamaged},
		{"<a>\x01</a>", extract.CodeDamaged},
		{"<a>\xB9\xA4</a>", extract.CodeDamaged},
		{"<a b='\xB9\xA4'/>", extract.CodeDamaged},
		{`<a><![CDATA[x</a>`, extract.CodeDamaged},
		{`<a><!x></a>`, extract.CodeDamaged},
		{"\xFF\xFE<\x00a\x00/\x00>", extract.CodeDamaged},
		{"\xFF\xFE<\x00a\x00>\x00\x00\xDC\x00\xDC", extract.CodeDamaged},
		{`<?xml version="1.0" encoding="GBK"?><a/>`, extract.CodeFormat},
		{`<!DOCTYPE a><a/>`, extract.CodeDTD},
		{`<!DOCTYPE d [<!ENTITY % r SYSTEM "http://127.0.0.1:9/z.dtd"> %r;]><a/>`, extract.CodeDTD},
		{strings.Repeat("<a>", 257), extract.CodeLimitDepth},
		{"<a " + strings.Repeat(`b="1" `, MaxAttrs+1) + "/>", extract.CodeLimitCount},
		{`<a b="` + strings.Repeat("1", MaxTag) + `"/>`, extract.CodeLimitUnpack},
	} {
		_, err := show(strings.NewReader(c.in), extract.Limits{})
		if p := (*extract.Problem)(nil); !errors.As(err, &p) || p.Code != c.code {
			t.Errorf("reading %.60q: %v, want a problem %s", c.in, err, c.code)
		}
	}
}

func TestLongTextComesInPieces(t *testing.T) {
	for _, unit := range []string{"a", "工", "𠮷", "&amp;", "\r\n", "]"} {
		for _, doc := range []string{"<a>%s</a>", "<a>x%s</a>", "<a>xy%s</a>"} {
			text := strings.Repeat(unit, 3*MaxText/len(unit))
			r := NewReader(strings.NewReader(fmt.Sprintf(doc, text)), extract.NewBudget(extract.Limits{}))
			total := 0
			for {
				tok, err := r.Next()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("text of %q: %v", unit, err)
				}
				if tok.Kind != Text {
					continue
				}
				if len(tok.Text) == 0 || len(tok.Text) > MaxText || !utf8.Valid(tok.Text) {
					t.Fatalf("text of %q: a piece of %d bytes, valid %t", unit, len(tok.Text), utf8.Valid(tok.Text))
				}
				total += utf8.RuneCount(tok.Text)
			}
			if want := 3*MaxText/len(unit) + len(doc) - len("<a>%s</a>"); total != want {
				t.Errorf("text of %q in %q: %d characters, want %d", unit, doc, total, want)
			}
		}
	}
}

func TestSkip(t *testing.T) {
	r := NewReader(strings.NewReader(`<a><b>x<c/><b/></b>y<d/></a>`), extract.NewBudget(extract.Limits{}))
	var left []string
	for {
		tok, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if tok.Kind == Start && (tok.Name.Local == "b" || tok.Name.Local == "d") {
			if err := r.Skip(); err != nil {
				t.Fatal(err)
			}
			continue
		}
		left = append(left, tok.Name.Local+string(tok.Text))
	}
	if got := strings.Join(left, " "); got != "a y a" {
		t.Errorf("left beside b and d: %s, want a y a", got)
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><w:a xmlns:w="u" w:b="&#x5DE5;"><![CDATA[x]]>工作<w:c/></w:a>`))
	f.Add([]byte(utf16Bytes(`<a b='1'>总结</a>`, true)))
	f.Add([]byte(`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		x := NewReader(strings.NewReader(string(doc)), extract.NewBudget(extract.Limits{Nesting: 8}))
		depth, text := 0, 0
		for {
			tok, err := x.Next()
			if err != nil {
				if p := (*extract.Problem)(nil); err != io.EOF && !errors.As(err, &p) {
					t.Fatalf("error %v, want a problem", err)
				}
				if err == io.EOF && depth != 0 {
					t.Fatalf("the document ends at depth %d", depth)
				}
				if _, again := x.Next(); again != err {
					t.Fatalf("then %v, want %v again", again, err)
				}
				break
			}
			switch tok.Kind {
			case Start:
				depth++
			case End:
				depth--
			case Text:
				text += len(tok.Text)
				if !utf8.Valid(tok.Text) || len(tok.Text) == 0 {
					t.Fatalf("text %q", tok.Text)
				}
			}
			if depth < 0 || depth > 8 {
				t.Fatalf("depth %d", depth)
			}
		}
		if text > 3*len(doc) {
			t.Fatalf("%d bytes of text from %d", text, len(doc))
		}
	})
}
