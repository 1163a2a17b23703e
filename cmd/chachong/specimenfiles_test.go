//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// entry is a member of a zip file.
type entry struct {
	name string
	data []byte
}

// zipOf returns a zip file. change, where it is not nil, changes the headers.
func zipOf(entries []entry, change func(*zip.FileHeader)) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		var packed bytes.Buffer
		f, _ := flate.NewWriter(&packed, flate.DefaultCompression)
		f.Write(e.data)
		f.Close()
		h := &zip.FileHeader{
			Name: e.name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(e.data),
			CompressedSize64: uint64(packed.Len()), UncompressedSize64: uint64(len(e.data)),
		}
		if change != nil {
			change(h)
		}
		raw, err := w.CreateRaw(h)
		if err != nil {
			panic(err)
		}
		raw.Write(packed.Bytes())
	}
	w.Close()
	return b.Bytes()
}

// bomb returns head and n times block as one Deflate stream, and its CRC-32. It packs two
// blocks: the others refer to the one before as the second does.
func bomb(head string, block []byte, n int) (packed []byte, crc uint32) {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	w.Write([]byte(head))
	var ends [2]int
	for i := range ends {
		w.Write(block)
		w.Flush()
		ends[i] = b.Len()
	}
	packed = slices.Clone(b.Bytes()[:ends[0]])
	next := b.Bytes()[ends[0]:]
	for range n - 1 {
		packed = append(packed, next...)
	}
	crc = crc32.ChecksumIEEE([]byte(head))
	for range n {
		crc = crc32.Update(crc, crc32.IEEETable, block)
	}
	return append(packed, 1, 0, 0, 0xff, 0xff), crc // an empty last block
}

// wordRun is a run of a Word document.
func wordRun(look, s string) string {
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(s)
	return `<w:r><w:rPr>` + look + `</w:rPr><w:t xml:space="preserve">` + s + `</w:t></w:r>`
}

const (
	wordTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	wordRels  = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	wordHead  = `<?xml version="1.0" encoding="UTF-8"?>`
	wordOpen  = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	wordClose = `</w:body></w:document>`
)

// wordEntries are the members of a Word document with that document part.
func wordEntries(document []byte) []entry {
	return []entry{{"[Content_Types].xml", []byte(wordTypes)}, {"_rels/.rels", []byte(wordRels)}, {"word/document.xml", document}}
}

// docx returns a Word document with that body.
func docx(body string) []byte {
	return zipOf(wordEntries([]byte(wordHead+wordOpen+body+wordClose)), nil)
}

func wordSpecimens() []specimen {
	var body, letters strings.Builder
	for _, p := range original {
		body.WriteString("<w:p>" + wordRun("", p) + "</w:p>")
		letters.WriteString("<w:p>" + each(p, func(r rune) string { return wordRun("", string(r)) }) + "</w:p>")
	}
	good := docx(body.String())
	tracked := strings.Replace(body.String(), "<w:p>", `<w:p><w:del w:id="1"><w:r><w:delText>删去的一句话，从前写在这里。</w:delText></w:r></w:del><w:ins w:id="2">`+wordRun("", "")+`</w:ins>`, 1)
	with := func(name string, document, status, code string, reason ...string) specimen {
		return specimen{name: "docx/" + name, data: zipOf(wordEntries([]byte(document)), nil), status: status, code: code, reason: reason}
	}
	same := func(name string, data []byte) specimen {
		return specimen{name: "docx/" + name, data: data, status: "ok", same: goodA, score: 0.97}
	}
	dtd := func(declarations, use string) string {
		return wordHead + "<!DOCTYPE w:document [" + declarations + "]>" + wordOpen + "<w:p><w:r><w:t>" + use + "</w:t></w:r></w:p>" + wordClose
	}
	laughs := `<!ENTITY a "哈哈哈哈哈哈哈哈">`
	for c := 'b'; c < 'k'; c++ {
		laughs += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	paragraph := "<w:p>" + wordRun("", strings.Repeat("空", 20000)) + "</w:p>"
	packed, crc := bomb(wordHead+wordOpen, []byte(paragraph), 9000) // 540 MB
	wrongSum := zipOf(wordEntries([]byte(wordHead+wordOpen+body.String()+wordClose)), func(h *zip.FileHeader) {
		if h.Name == "word/document.xml" {
			h.CRC32++
		}
	})
	return []specimen{
		same("good.docx", good),
		same("letters.docx", docx(letters.String())),
		same("tracked.docx", docx(tracked)),
		same("named.txt", good),
		{name: "docx/utf16.docx", data: zipOf(wordEntries(utf16Of("\ufeff"+`<?xml version="1.0" encoding="UTF-16"?>`+wordOpen+body.String()+wordClose, false)), nil), status: "ok error"},
		with("laughs.docx", dtd(laughs, "&j;"), "error", "E_XML_DTD", "doctype", "dtd", "document type"),
		with("outside.docx", dtd(`<!ENTITY x SYSTEM "file:///etc/passwd">`, "&x;"), "error", "E_XML_DTD", "doctype", "dtd", "document type"),
		with("network.docx", dtd(`<!ENTITY % x SYSTEM "http://h.example/x.dtd"> %x;`, ""), "error", "E_XML_DTD", "doctype", "dtd", "document type"),
		with("nested.docx", wordHead+wordOpen+strings.Repeat("<w:sdt><w:sdtContent>", 50000), "error", "E_LIMIT_DEPTH", "nested", "limit"),
		with("attributes.docx", wordHead+wordOpen+"<w:p "+each(strings.Repeat("x", 50000), func(rune) string { return `a="1" ` })+"/>"+wordClose, "ok partial skipped error", ""),
		with("syntax.docx", wordHead+wordOpen+body.String()+"<w:p><w:r></w:p>", "error partial", "", "xml", "damaged"),
		with("no text.docx", wordHead+wordOpen+"<w:p/>"+wordClose, "skipped", "W_EMPTY", "empty", "no text"),
		{name: "docx/bomb.docx", data: rawZip(rawEntry{name: "[Content_Types].xml", data: []byte(wordTypes)}, rawEntry{name: "_rels/.rels", data: []byte(wordRels)},
			rawEntry{name: "word/document.xml", data: packed, method: zip.Deflate, crc: crc, size: len(wordHead+wordOpen) + 9000*len(paragraph)}), status: "error", code: "E_LIMIT_UNPACK E_LIMIT_TEXT", reason: []string{"limit"}},
		{name: "docx/no document.docx", data: zipOf(wordEntries(nil)[:2], nil), status: "error", code: "E_DAMAGED", reason: []string{"document.xml"}},
		{name: "docx/cut.docx", data: good[:len(good)*2/3], status: "error", code: "E_DAMAGED", reason: []string{"damaged"}},
		{name: "docx/checksum.docx", data: wrongSum, status: "error", code: "E_DAMAGED", reason: []string{"damaged", "checksum"}},
		{name: "docx/~$good.docx", data: noise(162), status: "skipped", code: "I_LITTER"},
		{name: "docx/text.docx", data: []byte(text(original)), status: "ok error", same: goodA, score: 0.97},
		{name: "docx/old.doc", data: slices.Concat([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), noise(2000)), status: "error", code: "E_DAMAGED", reason: []string{"damaged"}},
	}
}

// rawEntry is a member of a zip file that rawZip writes as it is told.
type rawEntry struct {
	name   string
	data   []byte // as packed
	method uint16 // 0: stored, with the true checksum and size
	flags  uint16
	crc    uint32
	size   int  // as claimed
	shared bool // its data are those of the first entry
}

// rawZip returns a zip file by PKWARE's APPNOTE 4.3, with headers that may lie.
func rawZip(entries ...rawEntry) []byte {
	var out, directory []byte
	le := binary.LittleEndian
	for _, e := range entries {
		if e.method == 0 && e.flags == 0 && e.size == 0 {
			e.crc, e.size = crc32.ChecksumIEEE(e.data), len(e.data)
		}
		fields := le.AppendUint16(nil, 20)
		fields = le.AppendUint16(fields, e.flags)
		fields = le.AppendUint16(fields, e.method)
		fields = le.AppendUint32(fields, 0x58210000) // a day
		fields = le.AppendUint32(fields, e.crc)
		fields = le.AppendUint32(fields, uint32(len(e.data)))
		fields = le.AppendUint32(fields, uint32(e.size))
		fields = le.AppendUint16(fields, uint16(len(e.name)))
		fields = le.AppendUint16(fields, 0)
		at := len(out)
		if e.shared {
			at = 0
		} else {
			out = slices.Concat(out, []byte("PK\x03\x04"), fields, []byte(e.name), e.data)
		}
		directory = slices.Concat(directory, []byte("PK\x01\x02\x14\x00"), fields, make([]byte, 10))
		directory = le.AppendUint32(directory, uint32(at))
		directory = append(directory, e.name...)
	}
	end := slices.Concat([]byte("PK\x05\x06"), make([]byte, 4))
	end = le.AppendUint16(end, uint16(len(entries)))
	end = le.AppendUint16(end, uint16(len(entries)))
	end = le.AppendUint32(end, uint32(len(directory)))
	end = le.AppendUint32(end, uint32(len(out)))
	return slices.Concat(out, directory, end, []byte{0, 0})
}

func zipSpecimens(t *testing.T) []specimen {
	a := []byte(text(original))
	one := []entry{{"总结.txt", a}}
	gbkName := string(encoded(t, simplifiedchinese.GBK, "镇中心小学/总结.txt"))
	inner := zipOf(one, nil)
	for range 6 {
		inner = zipOf([]entry{{"里面.zip", inner}}, nil)
	}
	packed, crc := bomb("", make([]byte, 1<<20), 300)
	overlap := []rawEntry{{name: "0.txt", data: packed, method: zip.Deflate, crc: crc, size: 300 << 20}}
	var many []rawEntry
	for i := range 12000 {
		many = append(many, rawEntry{name: fmt.Sprintf("%d.txt", i)})
		if i < 200 {
			overlap = append(overlap, rawEntry{name: fmt.Sprintf("%d.txt", i+1), data: packed, method: zip.Deflate, crc: crc, size: 300 << 20, shared: true})
		}
	}
	with := func(name string, data []byte, status, code string, reason ...string) specimen {
		return specimen{name: "zip/" + name, data: data, status: status, code: code, reason: reason}
	}
	good := zipOf(one, nil)
	return []specimen{
		{name: "zip/good.zip", data: good, status: "ok", same: goodA, score: 0.97},
		{name: "zip/gbk.zip", data: zipOf([]entry{{gbkName, a}}, nil), status: "ok", same: goodA, score: 0.97},
		{name: "zip/behind a program.zip", data: slices.Concat([]byte("MZ"), noise(3000), good), status: "ok error partial"},
		with("slip.zip", zipOf([]entry{{"../../../../slip_canary.txt", a}, {"/tmp/slip_canary.txt", a}, {`..\..\slip_canary.txt`, a}}, nil), "ok partial skipped error", ""),
		with("names.zip", zipOf([]entry{{"\x1b[31m红\x07.txt", a}, {"<script>alert(1)</script>.txt", a}, {"=1+1\n::error::x.txt", a}, {"左\u202etxt.txt", a}}, nil), "ok partial", ""),
		with("twice.zip", zipOf([]entry{{"a.txt", a}, {"a.txt", []byte(unrelated)}}, nil), "ok partial", ""),
		with("nested.zip", inner, "error partial skipped", "E_LIMIT_DEPTH W_PARTIAL", "nested", "limit"),
		with("overlap.zip", rawZip(overlap...), "error", "E_LIMIT_UNPACK", "overlap", "limit"),
		with("bomb.zip", rawZip(overlap[0]), "error", "E_LIMIT_UNPACK E_LIMIT_SIZE", "large", "limit"),
		with("many.zip", rawZip(many...), "error", "E_LIMIT_COUNT", "entries", "limit"),
		with("long name.zip", rawZip(rawEntry{name: strings.Repeat("a/", 25000) + "b.txt", data: a}), "error partial skipped", "", "name"),
		with("encrypted.zip", zipOf(one, func(h *zip.FileHeader) { h.Flags |= 1 }), "error", "E_PASSWORD", "password", "encrypted"),
		with("method.zip", rawZip(rawEntry{name: "a.txt", data: a}, rawEntry{name: "b.txt", data: a, method: 99, size: len(a)}), "partial", "W_PARTIAL", "method"),
		with("size.zip", zipOf(one, func(h *zip.FileHeader) { h.UncompressedSize64 = 10 }), "error", "E_DAMAGED", "damaged", "size"),
		with("checksum.zip", zipOf(one, func(h *zip.FileHeader) { h.CRC32++ }), "error", "E_DAMAGED", "damaged", "checksum"),
		with("cut.zip", good[:len(good)-40], "error", "E_DAMAGED", "damaged"),
		with("nothing.zip", zipOf(nil, nil), "skipped", "W_EMPTY", "empty"),
		with("cut.rar", slices.Concat([]byte("Rar!\x1a\x07\x01\x00"), noise(3000)), "error", "", "damaged"),
		with("cut.7z", slices.Concat([]byte("7z\xbc\xaf\x27\x1c\x00\x04"), noise(3000)), "error", "", "damaged"),
	}
}

// pdfOf returns a PDF file of objects, the first of which is its catalogue.
func pdfOf(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

// stream returns a stream object.
func stream(dictionary, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dictionary, len(data), data)
}

// deflated returns data as zlib packs it.
func deflated(data []byte) string {
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestCompression)
	w.Write(data)
	w.Close()
	return b.String()
}

// printed returns the operators that print the original, in UTF-16 as UniGB-UCS2-H wants.
func printed() string {
	var b strings.Builder
	b.WriteString("BT /F1 12 Tf 20 TL 72 800 Td\n")
	for _, p := range original {
		for line := range slices.Chunk([]rune(p), 36) {
			fmt.Fprintf(&b, "<%x> Tj T*\n", utf16Of(string(line), true))
		}
	}
	b.WriteString("ET")
	return b.String()
}

func pdfSpecimens() []specimen {
	const (
		catalog = "<</Type/Catalog/Pages 2 0 R>>"
		pages   = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
		page    = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>/XObject<</X 7 0 R>>>>/Contents 4 0 R>>"
		font    = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>"
		glyphs  = "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>"
	)
	with := func(contents string, more ...string) []byte {
		return pdfOf(slices.Concat([]string{catalog, pages, page, contents, font, glyphs}, more)...)
	}
	good := with(stream("", printed()))
	packed, _ := bomb("", bytes.Repeat([]byte("q "), 1<<19), 400)
	zeroes := slices.Concat([]byte{0x78, 0xda}, packed, []byte{0, 0, 0, 0})
	twice := deflated(zeroes)
	loop := bytes.Replace(good, []byte("trailer\n<<"), fmt.Appendf(nil, "trailer\n<</Prev %d", bytes.Index(good, []byte("xref\n0"))), 1)
	with2 := func(name string, data []byte, status, code string, reason ...string) specimen {
		return specimen{name: "pdf/" + name, data: data, status: status, code: code, reason: reason}
	}
	same := func(name string, data []byte) specimen {
		return specimen{name: "pdf/" + name, data: data, status: "ok partial", same: goodA, score: 0.9}
	}
	return []specimen{
		same("good.pdf", good),
		same("named.docx", good),
		same("action.pdf", bytes.Replace(good, []byte("/Catalog"), []byte("/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), 1)),
		same("form calls itself.pdf", with(stream("", printed()+" /X Do"), stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R>>>>", "/X Do"))),
		with2("pages in a circle.pdf", pdfOf(catalog, "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>", page, stream("", printed()), font, glyphs), "ok partial skipped error", ""),
		with2("tables in a circle.pdf", loop, "ok partial error", ""),
		with2("length of itself.pdf", with("<</Length 4 0 R>>\nstream\n"+printed()+"\nendstream"), "ok partial skipped error", ""),
		with2("arrays.pdf", with(stream("", strings.Repeat("[", 300000))), "partial skipped error", ""),
		with2("bomb.pdf", with(stream("/Filter[/FlateDecode/FlateDecode]", twice)), "partial error", "", "limit", "large"),
		with2("columns.pdf", with(stream("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647>>", deflated([]byte("x")))), "partial skipped error", ""),
		with2("password.pdf", bytes.Replace(good, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O("+strings.Repeat("o", 32)+")/U("+strings.Repeat("u", 32)+")>>/ID[(0123456789abcdef)(0123456789abcdef)]"), 1), "error", "E_PASSWORD", "password", "encrypted"),
		with2("scan.pdf", with(stream("", "q 595 0 0 842 0 0 cm /X Do Q"), stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x")), "skipped", "W_NO_TEXT", "no text", "scan"),
		with2("cut.pdf", good[:len(good)/2], "error partial skipped", "", "damaged", "cut", "no text"),
		with2("header.pdf", slices.Concat([]byte("%PDF-1.7\n"), noise(3000)), "error", "E_DAMAGED", "damaged"),
		with2("start.pdf", bytes.Replace(good, []byte("startxref\n"), []byte("startxref\n9999999"), 1), "ok partial error", ""),
	}
}
