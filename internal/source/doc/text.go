package doc

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf16"

	"chachong/internal/source/extract"
	"chachong/internal/source/story"
)

// Characters with a meaning of their own, [MS-DOC] 2.4.1 and 2.8.
const (
	charPicture    = 0x01
	charNote       = 0x02 // the automatic number of a note
	charCell       = 0x07
	charDrawing    = 0x08
	charTab        = 0x09
	charLine       = 0x0B
	charPage       = 0x0C // or the end of a section
	charParagraph  = 0x0D
	charColumn     = 0x0E
	charFieldBegin = 0x13
	charFieldMid   = 0x14
	charFieldEnd   = 0x15
	charHyphen     = 0x1E // that does not break
	charSymbol     = '('  // with sprmCSymbol

	hyphen = 0x2011 // NON-BREAKING HYPHEN
)

// span is a range of characters of the document, half-open.
type span struct{ from, to int }

// reader makes text of the characters of one document.
type reader struct {
	f        *fib
	budget   *extract.Budget
	pieces   []piece
	here     int // number of the piece that was used last
	prms     [][]byte
	prmProps []*props // of prms, where they were read
	styles   styles
	chars    runs
	paras    runs
	huge     map[uint32]props // by place in the data stream

	marks    []mark  // ends of paragraphs, ascending
	fields   []field // instructions of fields: not shown, ascending
	boxes    []box
	pictures []uint32 // places in the data stream
	codes    int      // characters of instructions that were looked at
	floating bool     // a shape floats behind the text, which may stand where it seems white on white

	run      props // of the characters that chars found last
	runPara  int   // in paragraph with that number
	runPiece int32
}

// mark is the end of a paragraph.
type mark struct {
	at    int // of its mark
	props props
	style props
}

// box is the text of a text box.
type box struct {
	text   span
	anchor int // character of the body where it hangs, -1: not known
	shown  bool
}

// newReader reads the tables of a document.
func newReader(f *fib, b *extract.Budget) (*reader, error) {
	r := &reader{f: f, budget: b, styles: readStyles(f.pair(pairStyles)), huge: map[uint32]props{}, runPara: -1}
	var err error
	if r.pieces, r.prms, err = readPieces(f); err != nil {
		return nil, err
	}
	r.prmProps = make([]*props, len(r.prms))
	r.chars = runs{text: f.text, pages: newPLC(f.pair(pairChars), 4)}
	r.paras = runs{text: f.text, pages: newPLC(f.pair(pairParas), 4), paras: true}
	sum := 0
	for _, n := range f.length {
		sum += n
	}
	if sum > r.total() {
		return nil, damaged("damaged: a Word document (.doc), some of its text is missing")
	}
	if err := r.readMarks(); err != nil {
		return nil, err
	}
	r.readBoxes()
	return r, nil
}

// total returns the number of characters of all parts.
func (r *reader) total() int {
	if len(r.pieces) == 0 {
		return 0
	}
	return r.pieces[len(r.pieces)-1].to
}

// unit returns character i, i < total. Neighbours are found at once.
func (r *reader) unit(i int) unit {
	if p := r.pieces[r.here]; i < p.from || i >= p.to {
		r.here = sort.Search(len(r.pieces), func(n int) bool { return r.pieces[n].to > i })
	}
	return r.f.unit(r.pieces[r.here], r.here, i)
}

// part returns the range of a part of the text.
func (r *reader) part(n int) span {
	from := 0
	for _, l := range r.f.length[:n] {
		from += l
	}
	return span{from, from + r.f.length[n]}
}

// ofPiece returns the properties that are laid over all of a piece.
func (r *reader) ofPiece(n int32) props {
	prm := r.pieces[n].prm
	if prm&1 == 0 {
		return ofPRM(prm)
	}
	i := int(prm >> 1)
	if i >= len(r.prms) {
		return props{}
	}
	if r.prmProps[i] == nil {
		p := &props{}
		p.change(r.prms[i])
		r.prmProps[i] = p
	}
	return *r.prmProps[i]
}

// readMarks finds the ends of all paragraphs with their properties, and what a field
// hides.
func (r *reader) readMarks() error {
	var own, style props
	for i := range r.total() {
		u := r.unit(i)
		switch u.code {
		case charCell, charPage, charParagraph:
		default:
			continue
		}
		list, same := r.paras.find(u.at)
		if !same {
			own, style = props{}, props{}
			if len(list) >= 2 {
				style = r.styles.of(le.Uint16(list))
				own.change(list[2:])
			}
			if own.huge != 0 {
				more, err := r.moreProps(own.huge - 1)
				if err != nil {
					return err
				}
				own = more.over(own)
			}
		}
		r.marks = append(r.marks, mark{at: i, props: r.ofPiece(u.piece).over(own.over(style)), style: style})
	}
	// The mark of a row stands behind it and says what its cells look like.
	row := flag(0)
	for i := len(r.marks) - 1; i >= 0; i-- {
		p := &r.marks[i].props
		switch {
		case p.on&rowEnd != 0:
			row = p.on & rowShade
		case p.on&inTable == 0:
			row = 0
		}
		p.on |= row
	}
	for n := range parts {
		r.readFields(r.part(n))
	}
	slices.SortFunc(r.fields, func(a, b field) int { return cmp.Compare(a.from, b.from) })
	return nil
}

// moreProps returns the properties at a place of the data stream, [MS-DOC] 2.9.208.
func (r *reader) moreProps(at uint32) (props, error) {
	if p, ok := r.huge[at]; ok {
		return p, nil
	}
	var p props
	if data := r.f.data; uint64(at)+2 <= uint64(len(data)) {
		list := data[at+2:]
		list = list[:min(len(list), int(le.Uint16(data[at:])))]
		if err := r.budget.Unpack(len(list)); err != nil {
			return p, err
		}
		p.change(list)
	}
	r.huge[at] = p
	return p, nil
}

// readFields finds the instructions of the fields of a part: from the begin to the
// separator, or to the end where a field has no result. Marks without their other half
// hide nothing.
func (r *reader) readFields(s span) {
	var open []span // from: of the begin; to: of the separator, 0 before it
	for i := s.from; i < s.to; i++ {
		switch r.unit(i).code {
		case charFieldBegin:
			open = append(open, span{from: i})
		case charFieldMid:
			if n := len(open); n > 0 && open[n-1].to == 0 {
				open[n-1].to = i
			}
		case charFieldEnd:
			if n := len(open); n > 0 {
				f := open[n-1]
				open = open[:n-1]
				if f.to == 0 {
					f.to = i
				}
				r.fields = append(r.fields, field{span: f, shown: r.showing(f)})
			}
		}
	}
}

// field is an instruction of a field, and what of it is shown itself.
type field struct {
	span
	shown string
}

// maxCode bounds the characters of instructions that are looked at, in all: they may stand
// inside each other. maxName bounds those before the kind of a field is known. leastShown is
// the number of letters from which what it shows is text: a letter in a circle is none.
const (
	maxCode    = 1 << 20
	maxName    = 40
	leastShown = 8
)

// instruction returns the first word of an instruction, and what follows it.
func (r *reader) instruction(f span) (name, rest string) {
	var code []uint16
	for i := f.from + 1; i < f.to; i++ {
		if c := r.unit(i).code; c >= ' ' {
			code = append(code, c)
		}
	}
	name, rest, _ = strings.Cut(strings.TrimSpace(string(utf16.Decode(code))), " ")
	return strings.ToUpper(name), rest
}

// showing returns what an instruction shows: the label of a button, the parts of a formula.
func (r *reader) showing(f span) string {
	name, _ := r.instruction(span{f.from, min(f.to, f.from+maxName)})
	if name != "MACROBUTTON" && name != "GOTOBUTTON" && name != "EQ" || r.codes+f.to-f.from > maxCode {
		return ""
	}
	r.codes += f.to - f.from
	_, rest := r.instruction(f)
	if name != "EQ" {
		_, rest, _ = strings.Cut(strings.TrimSpace(rest), " ")
	}
	letters := 0
	for _, c := range rest {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	if letters < leastShown {
		return ""
	}
	return rest
}

// look returns the properties of character i, which stands in the paragraph that ends
// with marks[para].
func (r *reader) look(i, para int) props {
	u := r.unit(i)
	list, same := r.chars.find(u.at)
	if same && para == r.runPara && u.piece == r.runPiece {
		return r.run
	}
	var own, below props
	own.change(list)
	if para < len(r.marks) {
		below = r.marks[para].style
	}
	if own.char != 0 {
		below = r.styles.of(own.char).over(below)
	}
	r.run = r.ofPiece(u.piece).over(own.over(below))
	r.runPara, r.runPiece = para, u.piece
	return r.run
}

// why returns what hides a character with those properties in that paragraph; "" where it
// is seen. The background of a text box is not known: white is a colour like any there.
func why(p, para props, boxed bool) extract.Why {
	switch {
	case p.on&deleted != 0:
		return extract.WhyDeleted
	case p.on&vanish != 0:
		return extract.WhyMarked
	case p.on&tiny != 0:
		return extract.WhyTiny
	case p.on&white != 0 && p.on&(shaded|effect) == 0 && para.on&(paraShade|rowShade) == 0 && !boxed:
		return extract.WhyColor
	}
	return ""
}

// write adds a range of characters to s. The text boxes of the body follow the paragraph
// where they hang.
func (r *reader) write(t span, s *story.Sink, boxed bool) {
	para, _ := slices.BinarySearchFunc(r.marks, t.from, func(m mark, at int) int { return cmp.Compare(m.at, at) })
	field, _ := slices.BinarySearchFunc(r.fields, t.from, func(f field, at int) int { return cmp.Compare(f.from, at) })
	hanging, _ := slices.BinarySearchFunc(r.boxes, t.from, func(b box, at int) int { return cmp.Compare(b.anchor, at) })
	numbered := false // behind the number of a note: blanks separate it from its text
	for i := t.from; i < t.to && s.Err() == nil; i++ {
		for para < len(r.marks) && r.marks[para].at < i {
			para++
		}
		for field < len(r.fields) && r.fields[field].from < i {
			field++
		}
		if field < len(r.fields) && r.fields[field].from == i {
			i = min(r.fields[field].to, t.to-1)
			for _, c := range r.fields[field].shown {
				s.Add(c, "")
			}
			continue
		}
		c, look := r.unit(i).code, r.look(i, para)
		if numbered && (c == ' ' || c == charTab) {
			continue
		}
		numbered = c == charNote
		var ends props
		if para < len(r.marks) {
			ends = r.marks[para].props
		}
		hides := why(look, ends, boxed || r.floating)
		if c == charParagraph && hides == "" && look.on&markGone != 0 {
			hides = extract.WhyMarked
		}
		r.character(c, look, ends, hides, s)
		if boxed || !lineEnd(c, ends) {
			continue
		}
		for ; hanging < len(r.boxes) && r.boxes[hanging].anchor <= i; hanging++ {
			r.hang(hanging, s)
		}
	}
	s.Flush()
}

// character adds one character with those properties, in a paragraph with those.
func (r *reader) character(c uint16, look, para props, hides extract.Why, s *story.Sink) {
	switch c {
	case charCell:
		if para.on&rowEnd != 0 {
			s.Row()
		} else {
			s.Cell()
		}
	case charParagraph:
		r.paragraph(s, para, hides)
	case charLine:
		s.Add('\n', hides)
	case charPage, charColumn:
		s.Part()
	case charPicture, charDrawing:
		if look.picture != 0 {
			r.pictures = append(r.pictures, look.picture-1)
		}
	case charTab:
		s.Add('\t', hides)
	case charHyphen:
		s.Add(hyphen, hides)
	default:
		if c >= ' ' && (c != charSymbol || look.on&symbol == 0) {
			s.Unit(c, hides)
		}
	}
}

// paragraph ends a paragraph: a line, or a cell or row of a table in a table. The mark of
// one may be hidden, and joins it to the next then; one in white or tiny does not.
func (r *reader) paragraph(s *story.Sink, p props, hides extract.Why) {
	switch {
	case p.on&innerRow != 0:
		s.Row()
	case p.on&innerCell != 0:
		s.Cell()
	case hides == extract.WhyMarked || hides == extract.WhyDeleted:
		s.Add('\n', hides)
	default:
		s.Line()
	}
}

// lineEnd reports whether other text can follow c on a line of its own.
func lineEnd(c uint16, p props) bool {
	switch c {
	case charParagraph:
		return p.on&inTable == 0
	case charCell:
		return p.on&rowEnd != 0
	}
	return false
}

// hang writes a text box, once.
func (r *reader) hang(n int, s *story.Sink) {
	b := &r.boxes[n]
	if b.shown {
		return
	}
	b.shown = true
	s.Part()
	r.write(b.text, s, true)
	s.TrimLines()
	s.Part()
}
