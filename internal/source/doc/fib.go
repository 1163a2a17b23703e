package doc

import "chachong/internal/source/extract"

// Streams of a Word 97-2003 document, [MS-DOC] 2.1.
const (
	streamText    = "WordDocument"
	streamTable0  = "0Table"
	streamTable1  = "1Table"
	streamData    = "Data"
	streamSummary = "\x05SummaryInformation"
	streamCompany = "\x05DocumentSummaryInformation"
)

// Places in the file information block, [MS-DOC] 2.5. All numbers are little-endian.
const (
	fibFlags  = 0x0A
	fibLength = 0x4C // ccpText, the first of the lengths of parts
	fibPairs  = 0x98 // number of (offset, size) pairs; they follow

	flagEncrypted  = 0x0100
	flagTable1     = 0x0200
	flagObfuscated = 0x8000

	word97 = 0x00C1 // lowest nFib of Word 97
	magic6 = 0xA5DC // wIdent of Word 6 and 95
	magic8 = 0xA5EC
)

// Pairs of the block that are followed, by their number in FibRgFcLcb97, [MS-DOC] 2.5.6.
const (
	pairStyles        = 1  // fcStshf
	pairComments      = 5  // fcPlcfandTxt
	pairHeaders       = 11 // fcPlcfHdd
	pairChars         = 12 // fcPlcfBteChpx
	pairParas         = 13 // fcPlcfBtePapx
	pairClx           = 33 // fcClx
	pairAnchors       = 40 // fcPlcSpaMom
	pairHeaderAnchors = 41 // fcPlcSpaHdr
	pairDrawings      = 50 // fcDggInfo
	pairBoxes         = 56 // fcPlcftxbxTxt
)

// Parts of the text, in the order in which they follow each other, [MS-DOC] 2.3.
const (
	partBody = iota
	partFootnotes
	partHeaders
	partMacros // reserved, empty
	partComments
	partEndnotes
	partBoxes
	partHeaderBoxes
	parts
)

// fib is the file information block with the streams that it speaks of.
type fib struct {
	text, table, data []byte
	length            [parts]int // characters of each part
}

// readFIB reads the block at the front of the text, and the streams.
func readFIB(c *container) (*fib, error) {
	text, err := c.read(streamText)
	if err != nil {
		return nil, err
	}
	if len(text) < fibFlags+2 {
		return nil, damaged("damaged: a Word document (.doc) without a beginning")
	}
	ident, version, flags := le.Uint16(text), le.Uint16(text[2:]), le.Uint16(text[fibFlags:])
	if flags&(flagEncrypted|flagObfuscated) != 0 {
		return nil, extract.Errorf(extract.CodePassword, extract.HintPassword, "a Word document (.doc) with a password")
	}
	if ident == magic6 || ident == magic8 && version < word97 {
		return nil, extract.Errorf(extract.CodeFormat, hintSaveAs, "a Word document of Word 95 or older (.doc)")
	}
	if ident != magic8 {
		return nil, extract.Errorf(extract.CodeFormat, hintSaveAs, "a Word document (.doc) of an unknown version")
	}
	if len(text) < fibPairs+2 {
		return nil, damaged("damaged: a Word document (.doc) without a beginning")
	}
	name := streamTable0
	if flags&flagTable1 != 0 {
		name = streamTable1
	}
	table, err := c.read(name)
	if err != nil {
		return nil, err
	}
	f := &fib{text: text, table: table}
	if f.data, err = c.read(streamData); err != nil {
		f.data = nil // pictures only
	}
	for i := range f.length {
		n := int32(le.Uint32(text[fibLength+4*i:]))
		if n < 0 || int(n) > len(text) {
			return nil, damaged("damaged: a Word document (.doc) with parts longer than itself")
		}
		f.length[i] = int(n)
	}
	return f, nil
}

// pair returns the bytes of the table that pair n of the block names; nil where it names
// none or more than there is.
func (f *fib) pair(n int) []byte {
	at := fibPairs + 2 + 8*n
	if n >= int(le.Uint16(f.text[fibPairs:])) || at+8 > len(f.text) {
		return nil
	}
	from, size := uint64(le.Uint32(f.text[at:])), uint64(le.Uint32(f.text[at+4:]))
	if size == 0 || from+size > uint64(len(f.table)) {
		return nil
	}
	return f.table[from : from+size]
}

// plc is a list of places with a fixed number of bytes for each but the last,
// [MS-DOC] 2.2.2.
type plc struct {
	raw  []byte
	n    int // entries; there is one place more
	size int // bytes of an entry
}

// newPLC reads a list whose entries have size bytes.
func newPLC(raw []byte, size int) plc {
	return plc{raw, max(0, (len(raw)-4)/(4+size)), size}
}

// place returns place i, i <= n.
func (p plc) place(i int) uint32 { return le.Uint32(p.raw[4*i:]) }

// entry returns the bytes of entry i, i < n.
func (p plc) entry(i int) []byte { return p.raw[4*(p.n+1)+i*p.size:][:p.size] }
