package doc

// flag is a set of properties that decide what is text and what is seen.
type flag uint16

const (
	vanish    flag = 1 << iota // hidden, by the user
	deleted                    // by a tracked change
	white                      // ink
	shaded                     // a background or highlight of its own
	tiny                       // under 2 points
	symbol                     // a picture of a symbol font, not a character
	inTable                    // a paragraph of a table
	rowEnd                     // the mark behind a row
	innerCell                  // the mark behind a cell of a table in a table
	innerRow                   // the mark behind a row of one
	paraShade                  // a paragraph with a background
	rowShade                   // a row with a cell that has one
	effect                     // outlined or with a shadow, which shows letters in any colour
	markGone                   // of the mark of a paragraph: never shown
)

// charFlags are those that sprmCPlain takes back.
const charFlags = vanish | white | shaded | tiny | effect | markGone

// props are the properties that one list of changes sets, or the sum of several.
type props struct {
	has     flag   // those that are set at all
	on      flag   // their values
	style   flag   // those whose value is that of the style, turned round where on has them
	char    uint16 // the character style, 0: none
	picture uint32 // place in the data stream plus 1, 0: none
	huge    uint32 // place of more properties in the data stream plus 1, 0: none
}

// set gives f the value v.
func (p *props) set(f flag, v bool) {
	p.has |= f
	p.on &^= f
	p.style &^= f
	if v {
		p.on |= f
	}
}

// toggle gives f the value of an operand of type ToggleOperand, [MS-DOC] 2.9.327: 0x80 is
// the value of the style, 0x81 its contrary.
func (p *props) toggle(f flag, v byte) {
	p.set(f, v&1 != 0)
	if v&0x80 != 0 {
		p.style |= f
	}
}

// over returns the sum of p and of what was set below it. Values that refer to the style
// refer to below.
func (p props) over(below props) props {
	turned := p.style & (below.on ^ p.on)
	sum := props{
		has:     below.has | p.has,
		on:      below.on&^p.has | p.on&^p.style | turned,
		char:    below.char,
		picture: below.picture,
		huge:    below.huge,
	}
	if p.char != 0 {
		sum.char = p.char
	}
	if p.picture != 0 {
		sum.picture = p.picture
	}
	if p.huge != 0 {
		sum.huge = p.huge
	}
	return sum
}

// Single property modifiers that are read, [MS-DOC] 2.6.
const (
	sprmCFRMarkDel       = 0x0800
	sprmCFSpecVanish     = 0x0818
	sprmCFOutline        = 0x0838
	sprmCFShadow         = 0x0839
	sprmCFVanish         = 0x083C
	sprmCFImprint        = 0x0854
	sprmCFEmboss         = 0x0858
	sprmCHighlight       = 0x2A0C
	sprmCPlain           = 0x2A33
	sprmCIco             = 0x2A42
	sprmCIstd            = 0x4A30
	sprmCHps             = 0x4A43
	sprmCShd80           = 0x4866
	sprmCPicLocation     = 0x6A03
	sprmCSymbol          = 0x6A09
	sprmCCv              = 0x6870
	sprmCShd             = 0xCA71
	sprmPFInTable        = 0x2416
	sprmPFTtp            = 0x2417
	sprmPFInnerTableCell = 0x244B
	sprmPFInnerTtp       = 0x244C
	sprmPShd80           = 0x442D
	sprmPHugePapx        = 0x6646
	sprmPHugePapxOld     = 0x6645
	sprmPShd             = 0xC64D
	sprmPChgTabs         = 0xC615
	sprmTDefTable        = 0xD608
	sprmTDefTableShd80   = 0xD609
	sprmTDefTableShd     = 0xD612
	sprmTDefTableShdRaw  = 0xD670
)

// tinySize is the size, in half points, under which no letter can be read.
const tinySize = 4

// icoWhite is the number of white in the old palette, [MS-DOC] 2.9.119.
const icoWhite = 8

// paleInk is the lowest value of the three colours of an ink that nobody sees on white
// paper: the lightest grey that Word offers as a font colour, F2, has a contrast of 1.1.
const paleInk = 0xF0

// change adds the modifiers of a list, [MS-DOC] 2.2.5.2, to p. A list that ends inside a
// modifier ends before it.
func (p *props) change(list []byte) {
	for len(list) >= 3 {
		op := le.Uint16(list)
		list = list[2:]
		n := operandSize(op, list)
		if n > len(list) {
			return
		}
		p.one(op, list[:n])
		list = list[n:]
	}
}

// operandSize returns the bytes of the operand of op, which begins list.
func operandSize(op uint16, list []byte) int {
	switch op >> 13 {
	case 0, 1:
		return 1
	case 2, 4, 5:
		return 2
	case 3:
		return 4
	case 7:
		return 3
	}
	switch {
	case op == sprmTDefTable && len(list) >= 2:
		return 1 + int(le.Uint16(list))
	case op == sprmPChgTabs && list[0] == 255:
		return changedTabs(list)
	}
	return 1 + int(list[0])
}

// changedTabs returns the bytes of an operand of sprmPChgTabs that are too many for its
// count, [MS-DOC] 2.9.182.
func changedTabs(list []byte) int {
	if len(list) < 2 {
		return len(list) + 1
	}
	n := 2 + 4*int(list[1])
	if n >= len(list) {
		return len(list) + 1
	}
	return n + 1 + 3*int(list[n])
}

// one adds one modifier.
func (p *props) one(op uint16, v []byte) {
	switch op {
	case sprmCFVanish:
		p.toggle(vanish, v[0])
	case sprmCFSpecVanish:
		p.toggle(markGone, v[0])
	case sprmCFOutline, sprmCFShadow, sprmCFImprint, sprmCFEmboss:
		if v[0]&1 != 0 || p.has&effect == 0 {
			p.toggle(effect, v[0])
		}
	case sprmCFRMarkDel:
		p.set(deleted, v[0] != 0)
	case sprmCIco:
		p.set(white, v[0] == icoWhite)
	case sprmCCv:
		p.set(white, v[3] == 0 && min(v[0], v[1], v[2]) >= paleInk)
	case sprmCHps:
		p.set(tiny, le.Uint16(v) > 0 && le.Uint16(v) < tinySize)
	case sprmCHighlight:
		p.set(shaded, v[0] != 0 && v[0] != icoWhite)
	case sprmCShd80:
		p.set(shaded, shade80(v))
	case sprmCShd:
		p.set(shaded, shade(v[1:]))
	case sprmCPlain:
		p.has, p.on, p.style = p.has&^charFlags, p.on&^charFlags, p.style&^charFlags
	case sprmCIstd:
		p.char = le.Uint16(v)
	case sprmCPicLocation:
		p.picture = le.Uint32(v) + 1
	case sprmCSymbol:
		p.set(symbol, true)
	case sprmPFInTable:
		p.set(inTable, v[0] != 0)
	case sprmPFTtp:
		p.set(rowEnd, v[0] != 0)
	case sprmPFInnerTableCell:
		p.set(innerCell, v[0] != 0)
	case sprmPFInnerTtp:
		p.set(innerRow, v[0] != 0)
	case sprmPShd80:
		p.set(paraShade, shade80(v))
	case sprmPShd:
		p.set(paraShade, shade(v[1:]))
	case sprmPHugePapx, sprmPHugePapxOld:
		p.huge = le.Uint32(v) + 1
	case sprmTDefTableShd80:
		for i := 1; i+2 <= len(v); i += 2 {
			if shade80(v[i:]) {
				p.set(rowShade, true)
			}
		}
	case sprmTDefTableShd, sprmTDefTableShdRaw:
		for i := 1; i+10 <= len(v); i += 10 {
			if shade(v[i:]) {
				p.set(rowShade, true)
			}
		}
	}
}

// shade80 reports whether a Shd80, [MS-DOC] 2.9.245, shows on white paper.
func shade80(v []byte) bool {
	s := le.Uint16(v)
	back, pattern := s>>5&0x1F, s>>10
	return s != 0xFFFF && (pattern != 0 || back != 0 && back != icoWhite)
}

// shade is shade80 for a Shd, [MS-DOC] 2.9.244: two colours and a pattern.
func shade(v []byte) bool {
	if len(v) < 10 {
		return false
	}
	back, auto := v[4:7], v[7] != 0
	pattern := le.Uint16(v[8:])
	return pattern != 0 && pattern != 0xFFFF || !auto && min(back[0], back[1], back[2]) < paleInk
}

// ofPRM returns the properties of a prm that holds its one modifier itself,
// [MS-DOC] 2.9.215, for the modifiers that matter here.
func ofPRM(prm uint16) (p props) {
	v := byte(prm >> 8)
	switch prm >> 1 & 0x7F {
	case 0x18:
		p.set(inTable, v != 0)
	case 0x19:
		p.set(rowEnd, v != 0)
	case 0x41:
		p.set(deleted, v != 0)
	case 0x5C:
		p.toggle(vanish, v)
	case 0x62:
		p.set(white, v == icoWhite)
	}
	return p
}
