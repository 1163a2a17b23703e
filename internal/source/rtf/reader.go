package rtf

import (
	"bytes"
	"crypto/sha256"
	"hash"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"chachong/internal/source/extract"
	"chachong/internal/source/story"
)

// dest is where the text of a group goes.
type dest uint8

const (
	destText   dest = iota // to the sink of the state
	destSkip               // nowhere
	destFonts              // the table of fonts
	destColors             // the table of colours
	destInfo               // nowhere; its groups say what the document says about itself
	destTime               // nowhere; its control words are a time
	destPict               // hexadecimal digits of a picture
	destValue              // nowhere, but pictures and text boxes inside are read
	destANSI               // nowhere: the half of \upr for readers without Unicode
	destLabel              // nowhere, but its letters are counted: the label of list items
)

// ending is what the end of a group completes.
type ending uint8

const (
	endNothing ending = iota
	endHeader
	endFooter
	endComment
	endNote
	endBox
	endPict
	endTitle
	endAuthor
	endOperator
	endCompany
	endGenerator
	endCreated
	endRevised
	endLabel
	endClass
	endCode
)

// state is what a group inherits and leaves behind at its end.
type state struct {
	dest   dest
	outer  dest // that of the group around \upr
	ends   ending
	sink   *story.Sink
	uc     int // bytes that stand in for a \u
	font   int
	color  int // number in the table, 0: that of the paper's ink
	hidden bool
	gone   bool // deleted by a tracked change
	tiny   bool
	boxed  bool // in a text box, whose background is not known
	shaded bool // characters with a background
	effect bool // outlined or with a shadow, which shows letters in any colour
	para   bool // a paragraph with a background
	table  bool // a paragraph of a table
}

// Values at the beginning, and the font size under which no letter can be read.
const (
	defaultUC = 1
	tinySize  = 4 // half points
)

// Bounds of the tables of fonts and colours: a document has hundreds.
const (
	maxFonts  = 1 << 16
	maxColors = 1 << 16
)

// paleInk is the lowest value of the three parts of an ink that nobody sees on white
// paper: the lightest grey that Word offers as a font colour, F2, has a contrast of 1.1.
const paleInk = 0xF0

// fontSet is the code page of a font.
type fontSet struct{ page int }

// reader reads one document.
type reader struct {
	lex    lexer
	budget *extract.Budget
	state
	stack []state // of the groups that are open

	star bool // behind \*
	skip int  // characters that stand in for a \u and are left out
	cut  bool // the file ended inside a group
	bad  int  // characters that could not be decoded

	pending []byte // of text, not decoded
	written bool   // pending holds bytes above 127 as they are
	dec     decoder

	fonts    map[int]fontSet
	font0    int // \deff
	defining int // font of the table that is being described
	pale     []bool
	rgb      [3]int
	row      bool   // a row with a cell that has a background
	styled   bool   // a style of tables shades cells
	backed   bool   // what is behind the text is not known: a background of pages
	floating bool   // a shape floats behind the text
	label    int    // letters of the label that is being read
	labeled  int    // letters of labels that are text
	class    string // of the object that is being read
	embedded bool   // it holds a document that is not read
	behind   int    // bytes behind its end that are no white space
	numbered bool   // behind the number of a note: blanks separate it from its text

	body, foot, end *story.Sink
	boxes           []*story.Sink // that hang in the paragraph
	asides          []extract.Aside
	pictures        []extract.Picture
	info            extract.Info

	picture struct {
		sum  hash.Hash
		size int64
		half int // first digit of a byte, -1: none
	}
	clock [6]int // year, month, day, hour, minute, second
}

func newReader(raw []byte, b *extract.Budget) *reader {
	r := &reader{lex: lexer{raw: raw}, budget: b, fonts: map[int]fontSet{}, dec: decoder{page: pageLatin}}
	r.body, r.foot, r.end = r.newSink(), r.newSink(), r.newSink()
	r.state = state{sink: r.body, uc: defaultUC}
	r.rgb = [3]int{-1, -1, -1}
	return r
}

func (r *reader) newSink() *story.Sink { return story.NewSink(r.budget) }

// run reads the file to the end of its outermost group.
func (r *reader) run() error {
	for r.sink.Err() == nil {
		t := r.lex.next()
		if t.kind == tokenSymbol && bytes.ContainsAny(t.word, `\{}`) {
			t = token{kind: tokenHex, num: int(t.word[0])} // may be the second byte of a character
		}
		switch t.kind {
		case tokenByte, tokenHex:
			r.octet(t)
			continue
		}
		r.flush()
		switch t.kind {
		case tokenEnd:
			r.cut = true
			for len(r.stack) > 0 {
				r.close()
			}
			return nil
		case tokenOpen:
			r.skip, r.star = 0, false
			if len(r.stack) >= r.budget.Nesting() {
				return extract.Errorf(extract.CodeLimitDepth, extract.HintLimit,
					"RTF groups nested deeper than the limit of %d", r.budget.Nesting())
			}
			r.stack = append(r.stack, r.state)
			r.ends = endNothing
			if r.dest == destPict {
				r.dest = destSkip // properties of the picture
			}
		case tokenClose:
			r.skip, r.star = 0, false
			r.close()
			if len(r.stack) == 0 {
				r.behind = len(bytes.Join(bytes.Fields(bytes.Trim(r.lex.raw[r.lex.at:], "\x00")), nil))
				return r.sink.Err()
			}
		case tokenSymbol:
			r.symbol(t)
		case tokenWord:
			r.word(t)
			r.star = false
		}
	}
	return r.sink.Err()
}

// close ends a group.
func (r *reader) close() {
	inner := r.state
	last := len(r.stack) - 1
	r.state, r.stack = r.stack[last], r.stack[:last]
	r.complete(inner)
	r.sink.Fail(inner.sink.Err())
}

// complete does what the end of a destination asks for.
func (r *reader) complete(s state) {
	switch s.ends {
	case endHeader:
		r.aside("header", s.sink)
	case endFooter:
		r.aside("footer", s.sink)
	case endComment:
		r.aside("comment", s.sink)
	case endNote:
		s.sink.Part()
	case endBox:
		r.boxes = append(r.boxes, s.sink)
	case endPict:
		r.endPicture()
	case endTitle:
		r.info.Title = line(s.sink)
	case endAuthor:
		// LibreOffice names the last editor as a second author.
		if r.info.Author == "" {
			r.info.Author = line(s.sink)
		} else {
			r.info.LastEditor = line(s.sink)
		}
	case endOperator:
		r.info.LastEditor = line(s.sink)
	case endCompany:
		r.info.Company = line(s.sink)
	case endGenerator:
		r.info.Application = strings.TrimSuffix(line(s.sink), ";")
	case endCreated:
		r.info.Created = r.time()
	case endRevised:
		r.info.Modified = r.time()
	case endLabel:
		if r.label >= leastLabel {
			r.labeled += r.label
		}
		r.label = 0
	case endClass:
		r.class = line(s.sink)
	case endCode:
		r.showCode(line(s.sink))
	}
}

// leastLabel is the number of letters from which the label of a list item is text, and
// leastShown that from which an instruction that is itself shown is: a letter in a circle
// is none. mostLabels is the number of letters in labels that are no text.
const (
	leastLabel = 6
	leastShown = 8
	mostLabels = 40
	mostBehind = 120 // bytes behind the end, of 40 Han letters
)

// showCode writes what a field shows of its instruction: the label of a button, the parts
// of a formula.
func (r *reader) showCode(code string) {
	name, shown, _ := strings.Cut(code, " ")
	switch strings.ToUpper(name) {
	case "MACROBUTTON", "GOTOBUTTON":
		_, shown, _ = strings.Cut(shown, " ")
	case "EQ":
	default:
		return
	}
	if letters(shown) >= leastShown {
		for _, c := range shown {
			r.put(c)
		}
	}
}

func letters(s string) int {
	n := 0
	for _, c := range s {
		if unicode.IsLetter(c) {
			n++
		}
	}
	return n
}

// line returns the text of s as one line.
func line(s *story.Sink) string {
	text, _ := s.Finish()
	return strings.Join(strings.Fields(text), " ")
}

// time returns the time that the control words of a group gave. Files do not say in which
// zone.
func (r *reader) time() string {
	c := r.clock
	if c[0] < 1980 || c[0] > 9999 {
		return ""
	}
	return time.Date(c[0], time.Month(c[1]), c[2], c[3], c[4], c[5], 0, time.UTC).Format("2006-01-02T15:04:05")
}

// aside keeps the text of s beside the body; sections repeat their headers.
func (r *reader) aside(kind string, s *story.Sink) {
	text, _ := s.Finish()
	a := extract.Aside{Kind: kind, Text: strings.TrimSpace(text)}
	if n := len(r.asides); a.Text != "" && (kind == "comment" || n == 0 || r.asides[n-1] != a) {
		r.asides = append(r.asides, a)
	}
}

// hangBoxes writes the text boxes of the paragraph that has ended.
func (r *reader) hangBoxes() {
	for _, b := range r.boxes {
		r.body.Insert(b)
	}
	r.boxes = r.boxes[:0]
}

// octet takes a byte of text: as it stands in the file, or of \'hh.
func (r *reader) octet(t token) {
	r.star = false
	switch r.dest {
	case destText:
	case destColors:
		if t.num == ';' {
			r.endColor()
		}
		return
	case destPict:
		r.digit(t.num)
		return
	case destLabel:
		if t.num >= utf8.RuneSelf || letter(byte(t.num)) {
			r.label++
		}
		return
	default:
		return
	}
	if r.skip > 0 {
		r.skip--
		return
	}
	r.written = r.written || t.kind == tokenByte && t.num >= utf8.RuneSelf
	r.pending = append(r.pending, byte(t.num))
}

// flush decodes the bytes that are waiting and adds them to the text.
func (r *reader) flush() {
	if len(r.pending) == 0 {
		return
	}
	page := pageUnknown
	if f, ok := r.fonts[r.font]; ok {
		page = f.page
	}
	text, bad := r.dec.decode(r.pending, page, r.written)
	r.bad += bad
	for _, c := range string(text) {
		r.put(c)
	}
	r.pending, r.written = r.pending[:0], false
}

// put adds a character to the text of the group.
func (r *reader) put(c rune) {
	if r.dest != destText || c < ' ' && c != '\t' && c != '\n' {
		return
	}
	if r.numbered && (c == ' ' || c == '\t' || c == '\u00a0') {
		return
	}
	r.numbered = false
	r.sink.Flush()
	r.sink.Add(c, r.why())
}

// why returns what hides the text at this place; "" where it is seen.
func (r *reader) why() extract.Why {
	switch {
	case r.gone:
		return extract.WhyDeleted
	case r.hidden:
		return extract.WhyMarked
	case r.tiny:
		return extract.WhyTiny
	case r.isPale(r.color) && !r.shaded && !r.effect && !r.para && !r.boxed && !r.backed && !(r.table && (r.row || r.styled)):
		return extract.WhyColor
	}
	return ""
}

// isPale reports whether a colour of the table cannot be seen on white paper.
func (r *reader) isPale(n int) bool { return n > 0 && n < len(r.pale) && r.pale[n] }

// back reports whether a background in that colour is seen.
func (r *reader) back(n int) bool { return n > 0 && !r.isPale(n) }

// endColor completes an entry of the table of colours. One without values is automatic.
func (r *reader) endColor() {
	if len(r.pale) < maxColors {
		r.pale = append(r.pale, min(r.rgb[0], r.rgb[1], r.rgb[2]) >= paleInk)
	}
	r.rgb = [3]int{-1, -1, -1}
}

// digit takes a hexadecimal digit of a picture.
func (r *reader) digit(c int) {
	v := hexDigit([]byte{byte(c)}, 0)
	switch p := &r.picture; {
	case v < 0:
	case p.half < 0:
		p.half = v
	default:
		p.sum.Write([]byte{byte(p.half<<4 | v)})
		p.size++
		p.half = -1
	}
}

// beginPicture makes the group a picture.
func (r *reader) beginPicture() {
	r.dest, r.ends = destPict, endPict
	r.picture.sum, r.picture.size, r.picture.half = sha256.New(), 0, -1
}

// leastPicture is the size, in bytes, from which a picture can show anything: LibreOffice
// writes an empty metafile of some 90 bytes in the place of what it cannot.
const leastPicture = 128

// endPicture keeps the picture that has ended.
func (r *reader) endPicture() {
	if p := &r.picture; p.size >= leastPicture {
		r.pictures = append(r.pictures, extract.Picture{Hash: [16]byte(p.sum.Sum(nil)[:16]), Bytes: p.size})
	}
}
