package pdf

import (
	"bytes"
	"encoding/ascii85"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"chachong/internal/source/extract"
)

// evil is a file that attacks a reader.
type evil struct {
	name string
	raw  []byte
	code string // of the error; "": the story comes out
	warn string // of the warning then
}

// hostile returns a file of each class of attack that is known to hang, to overflow or to
// bloat PDF readers.
func hostile() []evil {
	page := func(change func(objects) objects) objects {
		return change(onePage("GBK-EUC-H", typeset(story, 28, gbk), "/XObject << /X 7 0 R >>", "null"))
	}
	same := func(o objects) objects { return o }
	set := func(i int, s string) func(objects) objects {
		return func(o objects) objects { o[i-1] = s; return o }
	}
	good := page(same).build("")
	with := func(old, new string) []byte { return bytes.Replace(bytes.Clone(good), []byte(old), []byte(new), 1) }
	bomb := strings.Repeat("\x00", 41<<20)
	packed3 := deflate(deflate(deflate(bomb)))
	at := bytes.LastIndex(good, []byte("xref\n0"))
	doubling := func(o objects) objects {
		o[2] = strings.Replace(o[2], "/X 7 0 R", "/X 8 0 R", 1)
		o[3] = streamOf("", typeset(story, 28, gbk)+" /X Do")
		for i := range 12 {
			next := len(o) + 2
			if i == 11 {
				next = 7
			}
			o = append(o, streamOf(fmt.Sprintf("/Subtype /Form /Resources << /XObject << /Y %d 0 R >> >>", next), "/Y Do /Y Do"))
		}
		return o
	}
	return []evil{
		{"page tree that is its own child", page(set(2, "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 1 >>")).build(""), "", extract.CodePartial},
		{"page tree of loops", page(set(2, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>")).build(""), extract.CodeDamaged, ""},
		{"cross-reference table that follows itself", page(same).build(fmt.Sprintf("/Prev %d", at)), "", extract.CodePartial},
		{"previous table behind the end", page(same).build("/Prev 99999999"), "", extract.CodePartial},
		{"stream that is its own length", page(set(4, "<< /Length 4 0 R >>\nstream\n"+typeset(story, 28, gbk)+"\nendstream")).build(""), "", ""},
		{"object that refers to itself", page(set(4, "4 0 R")).build(""), extract.CodeDamaged, ""},
		{"object stream that extends itself", page(set(7, streamOf("/Type /ObjStm /N 1 /First 4 /Extends 7 0 R", "8 0 null"))).build(""), "", ""},
		{"form that draws itself", page(func(o objects) objects {
			o[6] = streamOf("/Subtype /Form /Resources << /XObject << /X 7 0 R >> >>", "/X Do /X Do")
			o[3] = streamOf("", typeset(story, 28, gbk)+" /X Do")
			return o
		}).build(""), "", extract.CodePartial},
		{"forms that double", page(doubling).build(""), extract.CodeLimitCount, ""},
		{"nested arrays", page(func(o objects) objects {
			o[6] = strings.Repeat("[", 300_000) + strings.Repeat("]", 300_000)
			o[0] = "<< /Type /Catalog /Pages 2 0 R /OCProperties 7 0 R >>"
			return o
		}).build(""), extract.CodeLimitDepth, ""},
		{"nested operators", page(set(4, streamOf("/Filter /FlateDecode", deflate(strings.Repeat("q ", 400_000)+strings.Repeat("[", 200_000))))).build(""), extract.CodeLimitDepth, ""},
		{"bomb of three layers", page(set(4, streamOf("/Filter [/FlateDecode /FlateDecode /FlateDecode]", packed3))).build(""), extract.CodeLimitUnpack, ""},
		{"row of a predictor", page(set(4, streamOf("/Filter /FlateDecode /DecodeParms << /Predictor 12 /Colors 64 /BitsPerComponent 16 /Columns 2147483647 >>", deflate("x")))).build(""), extract.CodeDamaged, ""},
		{"CMap of all codes", page(func(o objects) objects {
			o[4] = "<< /Type /Font /Subtype /Type0 /Encoding /GBK-EUC-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>"
			o[6] = streamOf("", "1 beginbfrange <00000000> <FFFFFFFF> <4E00> endbfrange")
			return o
		}).build(""), "?", ""},
		{"table of 2^31 objects", with("/Size 8", "/Size 2147483647"), "", ""},
		{"needs a password", lock(page(same), "password"), extract.CodePassword, ""},
		{"cut in half", good[:len(good)/2], "?", ""},
		{"table behind the end", with("startxref\n", "startxref\n9999"), "", extract.CodePartial},
		{"noise behind the header", append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte{0x9f, '<', '[', 0x01, 'o', 'b', 'j', '('}, 5000)...), extract.CodeDamaged, ""},
		{"scripts", page(set(1, "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) /Next << /S /Launch /F (calc.exe) >> >> >>")).build(""), "", ""},
		{"another file behind the end", append(bytes.Clone(good), "PK\x03\x04 and more of it"...), "", ""},
		{"bytes in front of the header", append([]byte("\r\n\r\n"), good...), "", ""},
		{"header of nothing", []byte("%PDF-1.7\n"), extract.CodeDamaged, ""},
		{"many streams without an end", []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj<</Length 9>>stream\n", 20_000)), extract.CodeDamaged, ""},
	}
}

func TestHostile(t *testing.T) {
	for _, tt := range hostile() {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		began := time.Now()
		doc, err := Read(tt.raw, extract.NewBudget(extract.Limits{}))
		took := time.Since(began)
		runtime.ReadMemStats(&after)
		if took > 5*time.Second {
			t.Errorf("%s: took %v", tt.name, took)
		}
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 200 {
			t.Errorf("%s: allocated %d MiB", tt.name, mb)
		}
		code, warn := "", ""
		var p *extract.Problem
		if errors.As(err, &p) {
			code = p.Code
		} else if doc.Warning != nil {
			warn = doc.Warning.Code
		}
		if tt.code == "?" { // either is right
			continue
		}
		if code != tt.code || warn != tt.warn {
			t.Errorf("%s: Read = %v, code %q, warning %q; want code %q, warning %q", tt.name, err, code, warn, tt.code, tt.warn)
		}
		if want := strings.Join(story, "\n"); err == nil && doc.Text != want {
			t.Errorf("%s: text = %q, want %q", tt.name, doc.Text, want)
		}
	}
}

// packed writes objects into an object stream with a cross-reference stream.
func packed(o objects) []byte {
	var b, head, body bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	var rows bytes.Buffer
	row := func(kind byte, at, third int) { rows.Write([]byte{kind, byte(at >> 8), byte(at), byte(third)}) }
	row(0, 0, 0)
	n := 0
	streams := map[int]int{}
	for i, s := range o {
		if strings.Contains(s, "stream\n") {
			streams[i+1] = b.Len()
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, s)
			continue
		}
		fmt.Fprintf(&head, "%d %d ", i+1, body.Len())
		body.WriteString(s + "\n")
		n++
	}
	container := len(o) + 1
	at := b.Len()
	fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", container,
		streamOf(fmt.Sprintf("/Type /ObjStm /N %d /First %d /Filter /FlateDecode", n, head.Len()), deflate(head.String()+body.String())))
	index := 0
	for i := range o {
		if off, ok := streams[i+1]; ok {
			row(1, off, 0)
			continue
		}
		row(2, container, index)
		index++
	}
	row(1, at, 0)
	start := b.Len()
	row(1, start, 0)
	// Predictor 12: each row is the difference to the one above.
	var up bytes.Buffer
	above := make([]byte, 4)
	for i := 0; i < rows.Len(); i += 4 {
		line := rows.Bytes()[i : i+4]
		up.WriteByte(2)
		for k := range line {
			up.WriteByte(line[k] - above[k])
		}
		above = line
	}
	fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", container+1,
		streamOf(fmt.Sprintf("/Type /XRef /Root 1 0 R /W [1 2 1] /Size %d /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>", container+2), deflate(up.String())), start)
	return b.Bytes()
}

func TestObjectStreams(t *testing.T) {
	raw := packed(onePage("GBK-EUC-H", typeset(story, 28, gbk), ""))
	want := strings.Join(story, "\n")
	if doc := read(t, raw); doc.Text != want || doc.Warning != nil {
		t.Errorf("Read = %q, warning %v, want %q", doc.Text, doc.Warning, want)
	}
	// Without its table the objects are found again.
	broken := bytes.Replace(raw, []byte("startxref"), []byte("startxxxx"), 1)
	if doc := read(t, broken); doc.Text != want {
		t.Errorf("Read(without a table) = %q, want %q", doc.Text, want)
	}
}

// TestUpdated reads a file to which a program appended a newer page content.
func TestUpdated(t *testing.T) {
	o := onePage("GBK-EUC-H", typeset(story[:1], 28, gbk), "")
	raw := o.build("")
	old := bytes.LastIndex(raw, []byte("xref\n0"))
	var b bytes.Buffer
	b.Write(raw)
	at := b.Len()
	fmt.Fprintf(&b, "4 0 obj\n%s\nendobj\n", streamOf("", typeset(story[1:], 28, gbk)))
	start := b.Len()
	fmt.Fprintf(&b, "xref\n4 1\n%010d 00000 n \ntrailer\n<< /Root 1 0 R /Size 7 /Prev %d >>\nstartxref\n%d\n%%%%EOF\n", at, old, start)
	doc := read(t, b.Bytes())
	if want := strings.Join(story[1:], "\n"); doc.Text != want || doc.Warning != nil {
		t.Errorf("Read = %q, warning %v, want %q", doc.Text, doc.Warning, want)
	}
}

func TestFilters(t *testing.T) {
	content := typeset(story, 28, gbk)
	hex := fmt.Sprintf("%x>", content)
	var run bytes.Buffer
	for rest := content; len(rest) > 0; {
		n := min(128, len(rest))
		run.WriteByte(byte(n - 1))
		run.WriteString(rest[:n])
		rest = rest[n:]
	}
	run.WriteByte(128)
	var a85 bytes.Buffer
	w := ascii85.NewEncoder(&a85)
	_, _ = w.Write([]byte(content))
	_ = w.Close()
	a85.WriteString("~>")
	for _, tt := range []struct{ filter, data string }{
		{"/ASCIIHexDecode", hex},
		{"/ASCII85Decode", a85.String()},
		{"/RunLengthDecode", run.String()},
		{"/LZWDecode", lzwOf(content)},
		{"[/ASCIIHexDecode /FlateDecode]", fmt.Sprintf("%x>", deflate(content))},
	} {
		o := onePage("GBK-EUC-H", "", "")
		o[3] = streamOf("/Filter "+tt.filter, tt.data)
		doc := read(t, o.build(""))
		if want := strings.Join(story, "\n"); doc.Text != want || doc.Warning != nil {
			t.Errorf("Read(%s) = %q, warning %v, want %q", tt.filter, doc.Text, doc.Warning, want)
		}
	}
}

// lzwOf packs s the way of TIFF, whose codes grow one code early.
func lzwOf(s string) string {
	var out []byte
	acc, n := 0, 0
	put := func(code, width int) {
		acc, n = acc<<width|code, n+width
		for n >= 8 {
			out = append(out, byte(acc>>(n-8)))
			n -= 8
			acc &= 1<<n - 1
		}
	}
	table := map[string]int{}
	width := 9
	reset := func() {
		put(256, width)
		clear(table)
		for c := range 256 {
			table[string([]byte{byte(c)})] = c
		}
		width = 9
	}
	next := 258
	reset()
	word := ""
	for i := range len(s) {
		longer := word + s[i:i+1]
		if _, ok := table[longer]; ok {
			word = longer
			continue
		}
		put(table[word], width)
		table[longer] = next
		next++
		switch next {
		case 512, 1024, 2048:
			width++
		case 4095:
			reset()
			next = 258
		}
		word = s[i : i+1]
	}
	put(table[word], width)
	put(257, width)
	return string(append(out, byte(acc<<(8-n))))
}

func BenchmarkRead(b *testing.B) {
	raw, err := os.ReadFile("testdata/libreoffice.pdf")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(raw, extract.NewBudget(extract.Limits{})); err != nil {
			b.Fatal(err)
		}
	}
}
