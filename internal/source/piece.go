package source

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync"

	"chachong/internal/source/extract"
)

// Found is what a document holds beside its text, and what tells its bytes from others.
type Found struct {
	Digest   [16]byte // XXH3 of the bytes as read; zero for what has none of its own
	Declared string   // the extension where it says another format than the bytes, else ""
	Reversed int      // characters that were stored backwards under a direction override
	Pages    []int32  // byte offset in the text where each page begins; nil where not known
	Hidden   []extract.Hidden
	Pictures []extract.Picture
	Info     extract.Info
}

// piece is one document that a file of a format other than plain text holds: the file
// itself, and all members and rows below it.
type piece struct {
	Path      string // below the file: "a/b.docx", "in.zip!/n.txt", "Sheet!12"; "" for the file itself
	PathB64   string // base64 of the name as stored where Path does not show it exactly
	Status    Status
	Code      string
	Reason    string
	Hint      string
	Excluded  bool
	Format    string
	Encoding  string
	Bytes     int64
	Owner     string // of a row
	Container bool   // it holds the pieces below it and has no text of its own
	Found     Found
	Size      int // of the text, bytes
	Packed    int // of the text as packed, bytes

	packed []byte // the text, by flate
}

// settle writes p into the piece.
func (t *piece) settle(p problem) {
	t.Status, t.Code, t.Reason, t.Hint, t.Excluded = p.status, p.code, p.reason, p.hint, p.excluded
}

// packers hold a *flate.Writer each: a new one is half a megabyte, which costs more than to
// read a document of some pages.
var packers sync.Pool

// packText compresses a text: texts are kept for the whole run, because to unpack a document
// again costs a hundred times more.
func packText(text string) []byte {
	var buf bytes.Buffer
	w, _ := packers.Get().(*flate.Writer)
	if w == nil {
		w, _ = flate.NewWriter(&buf, flate.BestSpeed) // the level is right
	} else {
		w.Reset(&buf)
	}
	io.WriteString(w, text) // to memory
	w.Close()
	packers.Put(w)
	return bytes.Clone(buf.Bytes())
}

// unpack returns the text of the piece. It is as long as the piece says, whoever wrote it.
func (t *piece) unpack() (string, error) {
	var b strings.Builder
	b.Grow(t.Size)
	r := flate.NewReader(bytes.NewReader(t.packed))
	n, err := io.Copy(&b, io.LimitReader(r, int64(t.Size)+1))
	if err == nil && n != int64(t.Size) {
		err = io.ErrUnexpectedEOF
	}
	return b.String(), err
}

// encodePieces returns pieces as a worker sends them: the length of a list in JSON, the list,
// and the texts, one after the other.
func encodePieces(pieces []piece) ([]byte, error) {
	list, err := json.Marshal(pieces)
	if err != nil {
		return nil, err
	}
	n := 4 + len(list)
	for i := range pieces {
		n += len(pieces[i].packed)
	}
	out := make([]byte, 0, n)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(list)))
	out = append(out, list...)
	for i := range pieces {
		out = append(out, pieces[i].packed...)
	}
	return out, nil
}

// decodePieces undoes encodePieces.
func decodePieces(reply []byte) ([]piece, error) {
	errReply := errors.New("the reply is cut")
	if len(reply) < 4 {
		return nil, errReply
	}
	n := int64(binary.LittleEndian.Uint32(reply))
	if reply = reply[4:]; n > int64(len(reply)) {
		return nil, errReply
	}
	var pieces []piece
	if err := json.Unmarshal(reply[:n], &pieces); err != nil {
		return nil, err
	}
	reply = reply[n:]
	for i := range pieces {
		k := pieces[i].Packed
		if k < 0 || k > len(reply) || pieces[i].Size < 0 || int64(pieces[i].Size) > maxText {
			return nil, errReply
		}
		// Each its own memory: a caller may keep one and drop the others.
		pieces[i].packed, reply = bytes.Clone(reply[:k]), reply[k:]
	}
	if len(pieces) == 0 || len(reply) > 0 {
		return nil, errReply
	}
	return pieces, nil
}

// maxText is the size of the longest text that a reply may announce.
const maxText = 1 << 30 // bytes
