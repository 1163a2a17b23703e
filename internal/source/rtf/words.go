package rtf

import "bytes"

// symbol takes a control symbol.
func (r *reader) symbol(t token) {
	c := t.word[0]
	if c == '*' {
		r.star = true
		return
	}
	r.star = false
	if r.dest != destText {
		return
	}
	switch c {
	case '\r', '\n':
		r.paragraph()
		return
	case '\t':
		r.put('\t')
		return
	}
	if r.skip > 0 {
		r.skip--
		return
	}
	switch c {
	case '~':
		r.put('\u00a0')
	case '_':
		r.put('\u2011')
	}
}

// word takes a control word.
func (r *reader) word(t token) {
	if string(t.word) == "bin" {
		r.binary(t.num)
		return
	}
	switch r.dest {
	case destSkip:
		r.skippedWord(t)
		return
	case destLabel:
		if string(t.word) == "u" {
			r.label++
		}
		return
	case destFonts:
		r.fontWord(t)
	case destColors:
		r.colorWord(t)
	case destTime:
		r.timeWord(t)
	case destInfo:
		r.infoWord(t)
	case destValue:
		r.valueWord(t)
	case destANSI:
		if string(t.word) == "ud" {
			r.dest = r.outer
		}
	case destText:
		if c := character(t.word); c != 0 {
			if r.skip > 0 {
				r.skip--
			} else {
				r.put(c)
			}
			return
		}
		r.skip = 0
		if !r.look(t) && !r.layout(t) && !r.destination(t) && r.star {
			r.dest = destSkip
		}
		return
	}
	if r.star && (r.dest == destFonts || r.dest == destColors) {
		r.dest = destSkip // what is not known inside the tables
	}
}

// binary takes bytes that stand in the file as they are.
func (r *reader) binary(n int) {
	raw := r.lex.skip(n)
	r.cut = r.cut || len(raw) < n
	if r.dest == destPict {
		r.picture.sum.Write(raw)
		r.picture.size += int64(len(raw))
	}
}

// character returns the character that a control word stands for, 0 for the others.
func character(w []byte) rune {
	switch string(w) {
	case "tab":
		return '\t'
	case "emdash":
		return '—'
	case "endash":
		return '–'
	case "lquote":
		return '‘'
	case "rquote":
		return '’'
	case "ldblquote":
		return '“'
	case "rdblquote":
		return '”'
	case "bullet":
		return '•'
	case "emspace":
		return '\u2003'
	case "enspace":
		return '\u2002'
	case "qmspace":
		return '\u2005'
	case "zwbo":
		return '\u200b'
	case "zwnbo":
		return '\ufeff'
	case "zwj":
		return '\u200d'
	case "zwnj":
		return '\u200c'
	case "ltrmark":
		return '\u200e'
	case "rtlmark":
		return '\u200f'
	}
	return 0
}

// look takes a control word that changes what characters look like, and reports whether it
// is one.
func (r *reader) look(t token) bool {
	on := !t.given || t.num != 0
	switch string(t.word) {
	case "u":
		r.unicode(t.num)
	case "uc":
		r.uc = max(0, t.num)
	case "f":
		r.font = t.num
	case "v":
		r.hidden = on
	case "deleted":
		r.gone = on
	case "cf":
		r.color = t.num
	case "fs":
		r.tiny = t.num > 0 && t.num < tinySize
	case "highlight", "chcbpat", "cb":
		r.shaded = r.back(t.num)
	case "chshdng":
		r.shaded = t.num > 0
	case "plain":
		r.font, r.color = r.font0, 0
		r.hidden, r.gone, r.tiny, r.shaded, r.effect = false, false, false, false, false
	case "outl", "shad", "embo", "impr":
		r.effect = on
	case "shpfblwtxt":
		r.floating = r.floating || on
	case "ansicpg":
		if t.num > 0 {
			r.dec.page = t.num
		}
	case "mac":
		r.dec.page = 10000
	case "pc":
		r.dec.page = 437
	case "pca":
		r.dec.page = 850
	case "deff":
		r.font0, r.font = t.num, t.num
	default:
		if bytes.HasPrefix(t.word, []byte("chbg")) { // a pattern
			r.shaded = true
			return true
		}
		return false
	}
	return true
}

// skippedWord takes a control word of what is left out otherwise: labels of lists and
// styles of tables.
func (r *reader) skippedWord(t token) {
	switch string(t.word) {
	case "leveltext":
		r.dest, r.ends, r.label = destLabel, endLabel, 0
	case "tscellcbpat", "tscellpct", "tscellcfpat":
		r.styled = r.styled || t.num > 0
	}
}

// unicode takes a \u: a UTF-16 code unit as a signed number, or a character beyond in the
// files of some writers.
func (r *reader) unicode(n int) {
	r.skip = r.uc
	if n < 0 {
		n += 1 << 16
	}
	switch {
	case n < 0 || n > 0x10FFFF:
		r.bad++
		r.put('\ufffd')
	case n >= 0xF000 && n <= 0xF0FF && r.fonts[r.font].page == pageSymbol:
		// a picture of a symbol font, not a character
	case n >= 0xD800 && n < 0xE000:
		r.numbered = false
		r.sink.Unit(uint16(n), r.why())
	default:
		r.put(rune(n))
	}
}

// layout takes a control word that ends or describes a paragraph, cell or row, and reports
// whether it is one.
func (r *reader) layout(t token) bool {
	switch string(t.word) {
	case "par":
		r.paragraph()
	case "line", "lbr", "softline":
		r.put('\n')
	case "page", "column", "sect", "softpage":
		r.sink.Part()
	case "cell", "nestcell":
		r.sink.Cell()
	case "row", "nestrow":
		r.sink.Row()
		if r.sink == r.body {
			r.hangBoxes()
		}
	case "pard":
		r.para, r.table = false, false
	case "intbl":
		r.table = true
	case "cbpat":
		r.para = r.back(t.num)
	case "shading":
		r.para = t.num > 0
	case "trowd":
		r.row = false
	case "clcbpat", "trcbpat", "clcbpatraw":
		r.row = r.row || r.back(t.num)
	case "clshdng", "trshdng":
		r.row = r.row || t.num > 0
	case "bghoriz", "bgvert", "bgfdiag", "bgbdiag", "bgcross", "bgdcross",
		"bgdkhoriz", "bgdkvert", "bgdkfdiag", "bgdkbdiag", "bgdkcross", "bgdkdcross":
		r.para = true
	case "chftn":
		r.numbered = r.sink == r.foot || r.sink == r.end
	case "ftnalt":
		if r.sink == r.foot {
			r.sink = r.end
		}
	default:
		if bytes.HasPrefix(t.word, []byte("clbg")) || bytes.HasPrefix(t.word, []byte("trbg")) { // a pattern
			r.row = true
			return true
		}
		return false
	}
	return true
}

// paragraph ends a paragraph. A mark that is hidden joins it to the next; one in white or
// tiny does not.
func (r *reader) paragraph() {
	r.numbered = false
	if r.hidden || r.gone {
		r.put('\n')
		return
	}
	if r.table {
		r.sink.CellLine()
		return
	}
	r.sink.Line()
	if r.sink == r.body {
		r.hangBoxes()
	}
}
