package rtf

import "strings"

// destination makes the group what its first control word says, and reports whether the
// word is known. Words that only hold text or other groups are known and change nothing.
func (r *reader) destination(t token) bool {
	switch string(t.word) {
	case "fonttbl":
		r.dest = destFonts
	case "colortbl":
		r.dest = destColors
		r.pale = r.pale[:0]
	case "info":
		r.dest = destInfo
	case "generator":
		r.collect(endGenerator)
	case "header", "headerl", "headerr", "headerf":
		r.collect(endHeader)
	case "footer", "footerl", "footerr", "footerf":
		r.collect(endFooter)
	case "annotation":
		r.collect(endComment)
	case "footnote":
		r.ends, r.sink = endNote, r.foot
		r.numbered = true
	case "shptxt", "dptxbxtext":
		r.collect(endBox)
		r.boxed = true
	case "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn":
		r.collect(endBox) // a rule above notes, but also text
	case "pict":
		r.beginPicture()
	case "sp":
		r.dest = destValue
	case "background":
		r.backed = true
		r.dest = destSkip
	case "fldinst":
		r.collect(endCode)
	case "objclass":
		r.collect(endClass)
	case "objdata":
		r.embedded = r.embedded || !strings.HasPrefix(r.class, "Equation") // a formula is a picture
		r.class, r.dest = "", destSkip
	case "upr":
		r.dest, r.outer = destANSI, r.dest
	case "shppict", "shpinst", "nesttableprops", "moMath", "moMathPara", "ud", "do":
		// what is inside is read
	case "stylesheet", "listtext", "pntext", "pnseclvl", "nonshppict", "shprslt", "nonesttables",
		"fldtype", "filetbl", "revtbl", "listtable", "listoverridetable", "template",
		"xe", "tc", "tcn", "rxe", "txe", "bkmkstart", "bkmkend", "private", "comment", "result0",
		"themedata", "colorschememapping",
		"objname", "atnid", "atnauthor", "atnref", "atndate", "atntime",
		"mchr", "mbegChr", "mendChr", "msepChr", "mtype", "mpos", "mvertJc", "mctrlPr", "mmathPict":
		r.dest = destSkip
	default:
		return false
	}
	return true
}

// collect gives the group a text of its own.
func (r *reader) collect(e ending) {
	r.ends, r.sink = e, r.newSink()
	r.hidden, r.gone, r.tiny, r.color, r.effect = false, false, false, 0, false
}

// fontWord takes a control word of the table of fonts.
func (r *reader) fontWord(t token) {
	switch string(t.word) {
	case "f":
		r.defining = t.num
	case "fcharset":
		if len(r.fonts) < maxFonts {
			r.fonts[r.defining] = fontSet{pageOfCharset(t.num)}
		}
	case "cpg":
		if len(r.fonts) < maxFonts {
			r.fonts[r.defining] = fontSet{t.num}
		}
	}
}

// colorWord takes a control word of the table of colours.
func (r *reader) colorWord(t token) {
	switch string(t.word) {
	case "red":
		r.rgb[0] = t.num
	case "green":
		r.rgb[1] = t.num
	case "blue":
		r.rgb[2] = t.num
	}
}

// infoWord takes a control word of what the document says about itself.
func (r *reader) infoWord(t token) {
	e := endNothing
	switch string(t.word) {
	case "upr":
		r.dest, r.outer = destANSI, r.dest
		return
	case "title":
		e = endTitle
	case "author":
		e = endAuthor
	case "operator":
		e = endOperator
	case "company":
		e = endCompany
	case "creatim":
		r.dest, r.ends, r.clock = destTime, endCreated, [6]int{}
		return
	case "revtim":
		r.dest, r.ends, r.clock = destTime, endRevised, [6]int{}
		return
	default:
		r.dest = destSkip
		return
	}
	r.collect(e)
	r.dest = destText
}

// timeWord takes a part of a time.
func (r *reader) timeWord(t token) {
	switch string(t.word) {
	case "yr":
		r.clock[0] = t.num
	case "mo":
		r.clock[1] = t.num
	case "dy":
		r.clock[2] = t.num
	case "hr":
		r.clock[3] = t.num
	case "min":
		r.clock[4] = t.num
	case "sec":
		r.clock[5] = t.num
	}
}

// valueWord takes a control word inside a property of a shape: a picture or a text box may
// stand there.
func (r *reader) valueWord(t token) {
	switch string(t.word) {
	case "pict":
		r.beginPicture()
	case "shptxt":
		r.dest = destText
		r.collect(endBox)
		r.boxed = true
	}
}
