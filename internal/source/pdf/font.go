package pdf

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// font decodes and measures what is shown in it.
type font struct {
	composite bool
	vertical  bool
	drawn     bool    // Type 3: its glyphs are content streams
	writes    bool    // such glyphs show text of other fonts
	scale     float64 // of widths: 1/1000 but in Type 3 fonts

	toUnicode *cmap
	encoding  *cmap   // an embedded CMap of codes to CIDs
	chars     charset // a predefined one
	simple    *[256]string
	gb1       bool         // CIDs are those of Adobe-GB1
	cidToGID  []byte       // nil: the same
	runes     map[int]rune // of the glyphs of the embedded font
	seen      map[uint32]char

	first    int
	widths   []float64 // from first
	missing  float64
	cidRuns  []widthRun
	cidWidth map[int]float64
}

type widthRun struct {
	lo, hi int
	w      float64
}

// char is a decoded code.
type char struct {
	text  string  // "" where it has no Unicode value
	width float64 // of its advance, of one unit of font size
	bytes int
	blank bool // the single-byte code 32: word spacing applies
}

// maxSeen bounds the decoded codes that a font keeps.
const maxSeen = 1 << 16

// readFont reads a font dictionary (ISO 32000-1 9.5-9.10). It never fails but by a limit:
// what is missing makes codes without a Unicode value.
func (f *file) readFont(d dict) (*font, error) {
	ft := &font{scale: 0.001, seen: map[uint32]char{}}
	if s := f.stream(d["ToUnicode"]); s != nil {
		m, err := f.cmapOf(s)
		if err != nil {
			return nil, err
		}
		ft.toUnicode = m
	}
	if f.nameOf(d["Subtype"]) == "Type0" {
		ft.composite = true
		return ft, f.readComposite(ft, d)
	}
	return ft, f.readSimple(ft, d)
}

// cmapOf reads an embedded CMap; nil where it is damaged beyond use.
func (f *file) cmapOf(s *stream) (*cmap, error) {
	data, err := f.decode(s)
	if fatal(err) {
		return nil, err
	}
	if err != nil {
		f.short = true
	}
	return f.readCMap(data)
}

// readComposite reads a Type 0 font and its descendant (9.7).
func (f *file) readComposite(ft *font, d dict) error {
	var child dict
	if a := f.array(d["DescendantFonts"]); len(a) > 0 {
		child = f.dict(a[0])
	}
	predefined := name("Identity-H")
	switch enc := f.resolve(d["Encoding"]).(type) {
	case name:
		predefined = enc
	case *stream:
		m, err := f.cmapOf(enc)
		if err != nil {
			return err
		}
		ft.encoding = m
		if predefined = m.base; predefined == "" {
			if base, ok := f.resolve(enc.dict["UseCMap"]).(name); ok {
				predefined = base
			}
		}
		ft.vertical = f.int(enc.dict["WMode"], 0) == 1
	}
	var vertical bool
	ft.chars, vertical = charsetOf(predefined)
	ft.vertical = ft.vertical || vertical
	info := f.dict(child["CIDSystemInfo"])
	ordering, _ := f.resolve(info["Ordering"]).(str)
	ft.gb1 = ordering == "GB1"

	ft.missing = 1000
	if w, ok := f.float(child["DW"]); ok {
		ft.missing = w
	}
	f.readCIDWidths(ft, f.array(child["W"]))
	if ft.chars.known {
		return nil
	}
	if s := f.stream(child["CIDToGIDMap"]); s != nil {
		data, err := f.decode(s)
		if fatal(err) {
			return err
		}
		ft.cidToGID = data
	}
	var err error
	if ft.toUnicode == nil || len(ft.toUnicode.text)+len(ft.toUnicode.ranges) == 0 {
		ft.runes, err = f.embeddedRunes(child)
	}
	return err
}

// readCIDWidths reads the array W (9.7.4.3).
func (f *file) readCIDWidths(ft *font, w array) {
	ft.cidWidth = map[int]float64{}
	for len(w) >= 2 {
		first := f.int(w[0], 0)
		if list := f.array(w[1]); list != nil {
			for i, v := range list {
				if x, ok := f.float(v); ok && len(ft.cidWidth) < maxMapped {
					ft.cidWidth[first+i] = x
				}
			}
			w = w[2:]
			continue
		}
		if len(w) < 3 {
			break
		}
		if x, ok := f.float(w[2]); ok {
			ft.cidRuns = append(ft.cidRuns, widthRun{first, f.int(w[1], 0), x})
		}
		w = w[3:]
	}
	slices.SortStableFunc(ft.cidRuns, func(a, b widthRun) int { return cmp.Compare(a.lo, b.lo) })
}

// embedded returns the embedded font program of the given kind.
func (f *file) embedded(d dict, keys ...name) ([]byte, error) {
	desc := f.dict(d["FontDescriptor"])
	for _, key := range keys {
		s := f.stream(desc[key])
		if s == nil {
			continue
		}
		data, err := f.decode(s)
		if fatal(err) {
			return nil, err
		}
		return data, nil
	}
	return nil, nil
}

func (f *file) embeddedRunes(d dict) (map[int]rune, error) {
	data, err := f.embedded(d, "FontFile2", "FontFile3")
	if err != nil || data == nil {
		return nil, err
	}
	return sfnt(data).runes(), nil
}

// readSimple reads a font of one-byte codes (9.6).
func (f *file) readSimple(ft *font, d dict) error {
	ft.first = f.int(d["FirstChar"], 0)
	for _, w := range f.array(d["Widths"]) {
		v, _ := f.float(w)
		if ft.widths = append(ft.widths, v); len(ft.widths) == 256 {
			break
		}
	}
	desc := f.dict(d["FontDescriptor"])
	ft.missing, _ = f.float(desc["MissingWidth"])
	if len(ft.widths) == 0 && ft.missing == 0 {
		ft.missing = 556 // the digits of Helvetica
	}
	kind := f.nameOf(d["Subtype"])
	if kind == "Type3" {
		ft.drawn = true
		var err error
		if ft.writes, err = f.writes(d); err != nil {
			return err
		}
		if m := f.array(d["FontMatrix"]); len(m) == 6 {
			if v, ok := f.float(m[0]); ok && v != 0 {
				ft.scale = max(v, -v)
			}
		}
	}
	base, enc := name(""), f.dict(d["Encoding"])
	if n := f.nameOf(d["Encoding"]); n != "" {
		base = n
	} else if enc != nil {
		base = f.nameOf(enc["BaseEncoding"])
	}
	table := baseEncoding(base)
	symbolic := f.int(desc["Flags"], 0)&4 != 0
	if base == "" && (symbolic || kind == "Type3") {
		table = [256]string{}
		if err := f.builtIn(&table, d); err != nil {
			return err
		}
	}
	code := 0
	for _, o := range f.array(enc["Differences"]) {
		switch o := f.resolve(o).(type) {
		case int64:
			code = int(min(max(o, 0), 256))
		case name:
			if code < 256 {
				table[code] = glyphText(string(o))
			}
			code++
		}
	}
	ft.simple = &table
	return nil
}

// builtIn fills table with the encoding that is built into the embedded font.
func (f *file) builtIn(table *[256]string, d dict) error {
	data, err := f.embedded(d, "FontFile2")
	if err != nil {
		return err
	}
	if data != nil {
		runes := sfnt(data).runes()
		for code, glyph := range sfnt(data).codes() {
			if r, ok := runes[glyph]; ok && code < 256 {
				table[code] = string(r)
			}
		}
		return nil
	}
	// The clear part of a Type 1 font: "dup 65 /A put" (Adobe Type 1 Font Format, 2.2).
	if data, err = f.embedded(d, "FontFile"); err != nil || data == nil {
		return err
	}
	if i := bytes.Index(data, []byte("eexec")); i >= 0 {
		data = data[:i]
	}
	if bytes.Contains(data, []byte("/Encoding StandardEncoding")) {
		*table = baseEncoding("")
	}
	words := strings.Fields(string(data[:min(len(data), 64<<10)]))
	for i := 0; i+2 < len(words); i++ {
		code, err := strconv.Atoi(words[i+1])
		if words[i] == "dup" && err == nil && code >= 0 && code < 256 && strings.HasPrefix(words[i+2], "/") {
			table[code] = glyphText(words[i+2][1:])
		}
	}
	return nil
}

// next decodes the first code of s, which is not empty.
func (ft *font) next(s string) char {
	n := ft.length(s)
	code := codeOf(str(s[:n]))
	key := code
	if c, ok := ft.seen[key]; ok && c.bytes == n {
		return c
	}
	c := char{bytes: n, blank: n == 1 && code == ' '}
	cid := int(code)
	if ft.composite {
		cid = ft.cid(s[:n], code)
	}
	c.text = ft.text(s[:n], code, cid)
	if c.text == "" && !ft.composite && code < ' ' {
		c.blank, c.text = false, " " // a control code that a careless program shows
	}
	c.width = ft.width(cid, c.text) * ft.scale
	if len(ft.seen) < maxSeen {
		ft.seen[key] = c
	}
	return c
}

func (ft *font) length(s string) int {
	if !ft.composite {
		return 1
	}
	n := 0
	if ft.encoding != nil && len(ft.encoding.spaces) > 0 {
		n = ft.encoding.length(s)
	}
	if n == 0 {
		n = ft.chars.length(s)
	}
	return min(max(n, 1), len(s))
}

// cid returns the CID of a code, which is code itself where the CMap is not known.
func (ft *font) cid(s string, code uint32) int {
	if ft.encoding != nil {
		if cid, ok := ft.encoding.cid(code); ok {
			return cid
		}
	}
	if ft.chars.known && len(s) == 1 && code >= ' ' && code < 0x7f {
		return int(code) - ' ' + gb1Half
	}
	return int(code)
}

// text returns the Unicode text of a code: by the predefined CMap, by the ToUnicode CMap,
// by the embedded font, by the character collection, by the encoding of a simple font. A
// predefined CMap chooses the glyph that is seen; a ToUnicode CMap that says something
// else does not count (against 9.10.2).
func (ft *font) text(s string, code uint32, cid int) string {
	if ft.chars.known {
		if t := ft.chars.text(s); readable(t) && !unicode.Is(unicode.Co, firstRune(t)) {
			return t
		}
	}
	if ft.toUnicode != nil {
		if t, ok := ft.toUnicode.lookup(code); ok && readable(t) {
			return t
		}
	}
	if !ft.composite {
		return ft.simple[byte(code)]
	}
	if t := ft.chars.text(s); t != "" {
		return t
	}
	if ft.chars.known {
		return ""
	}
	if ft.runes != nil {
		glyph := cid
		if ft.cidToGID != nil {
			if glyph = 0; 2*cid+1 < len(ft.cidToGID) {
				glyph = int(ft.cidToGID[2*cid])<<8 | int(ft.cidToGID[2*cid+1])
			}
		}
		if r, ok := ft.runes[glyph]; ok {
			return string(r)
		}
	}
	if ft.gb1 {
		return gb1Text(cid)
	}
	return ""
}

// readable reports whether a ToUnicode text says anything.
func readable(t string) bool {
	for _, r := range t {
		if r != 0 && r != utf8.RuneError {
			return true
		}
	}
	return false
}

// width returns the advance of a CID or a one-byte code in glyph space.
func (ft *font) width(cid int, text string) float64 {
	if !ft.composite {
		if i := cid - ft.first; i >= 0 && i < len(ft.widths) {
			return ft.widths[i]
		}
		return ft.missing
	}
	// The CIDs of a predefined CMap are not known; its ASCII is half as wide as its Han.
	if ft.chars.known && len(text) == 1 {
		if w, ok := ft.cidAdvance(int(text[0]) - ' ' + gb1Half); ok {
			return w
		}
		if w, ok := ft.cidAdvance(int(text[0]) - ' ' + 1); ok {
			return w
		}
		return ft.missing / 2
	}
	if ft.chars.known {
		return ft.missing
	}
	if w, ok := ft.cidAdvance(cid); ok {
		return w
	}
	return ft.missing
}

func (ft *font) cidAdvance(cid int) (float64, bool) {
	if w, ok := ft.cidWidth[cid]; ok {
		return w, true
	}
	i, _ := slices.BinarySearchFunc(ft.cidRuns, cid, func(r widthRun, c int) int {
		if r.lo <= c {
			return -1
		}
		return 1
	})
	if i > 0 && cid <= ft.cidRuns[i-1].hi {
		return ft.cidRuns[i-1].w, true
	}
	return 0, false
}

// font returns the font that o refers to.
func (r *reader) font(o any) (*font, error) {
	key := any(nil)
	id, isRef := o.(ref)
	d := r.f.dict(o)
	if d == nil {
		return nil, r.f.limit
	}
	if isRef {
		key = id
	} else {
		key = reflect.ValueOf(d).Pointer()
	}
	if e, ok := r.fonts[key]; ok {
		return e.font, nil
	}
	ft, err := r.f.readFont(d)
	if err != nil {
		return nil, err
	}
	if r.f.limit != nil {
		return nil, r.f.limit
	}
	const maxFonts = 2000
	if len(r.fonts) >= maxFonts {
		return nil, tooMany("fonts", maxFonts)
	}
	r.fonts[key] = fontEntry{ft, d}
	return ft, nil
}

// fontEntry keeps the dictionary alive by whose address the font is found.
type fontEntry struct {
	font *font
	dict dict
}
