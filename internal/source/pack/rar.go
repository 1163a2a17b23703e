package pack

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/nwaples/rardecode/v2"

	"chachong/internal/source/extract"
)

// rar lists the members of a RAR archive, of the formats 1.5 to 4 and 5 to 7.
func (l *list) rar(raw []byte) error {
	volume, solid := rarFlags(raw)
	if volume {
		return oneVolume()
	}
	r, err := rardecode.NewReader(bytes.NewReader(raw), rardecode.MaxDictionarySize(maxMemory))
	if err != nil {
		return rarProblem(err)
	}
	held := map[string]int{} // stored name → index of the member
	for {
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if count := l.budget.Entry(); count != nil {
			return count
		}
		if err != nil {
			return rarProblem(err) // the decoder cannot go on behind it
		}
		if h.IsDir {
			continue
		}
		name, b64, err := shown(h.Name)
		if err != nil {
			return err
		}
		data, err := l.rarMember(r, h, held, solid)
		held[h.Name] = len(l.doc.Members)
		l.add(name, b64, data, err)
	}
}

// rarMember returns the bytes of the member that r stands at. A copy of an earlier member
// is stored as its name. In a solid archive the next member is packed with this one as its
// dictionary.
func (l *list) rarMember(r io.Reader, h *rardecode.FileHeader, held map[string]int, solid bool) ([]byte, error) {
	switch h.LinkType {
	case rardecode.LinkTypeNone:
	case rardecode.LinkTypeHardLink, rardecode.LinkTypeFileCopy:
		i, ok := held[h.LinkTarget]
		if !ok || l.doc.Members[i].Problem != nil {
			return nil, extract.Errorf(extract.CodeFormat, hintUnpack, "a copy of another member that cannot be read")
		}
		data := l.doc.Members[i].Raw
		return data, l.budget.Unpack(len(data))
	default:
		return nil, link()
	}
	if h.Encrypted {
		return nil, encrypted()
	}
	charged := l.budget.Reader(r)
	var data []byte
	err := guard(func() (err error) {
		data, err = read(charged)
		if err != nil && solid {
			_, _ = io.Copy(io.Discard, charged)
		}
		return err
	})
	if err != nil {
		return nil, rarProblem(err)
	}
	return data, nil
}

// rarProblem returns an error of the decoder as one of the ledger.
func rarProblem(err error) error {
	is := func(any ...error) bool {
		for _, e := range any {
			if errors.Is(err, e) {
				return true
			}
		}
		return false
	}
	var p *extract.Problem
	switch {
	case errors.As(err, &p):
		return p
	case is(rardecode.ErrArchiveEncrypted, rardecode.ErrArchivedFileEncrypted, rardecode.ErrBadPassword):
		return encrypted()
	case is(rardecode.ErrMultiVolume):
		return oneVolume()
	case is(rardecode.ErrDictionaryTooLarge):
		return extract.Errorf(extract.CodeLimitMemory, hintUnpack,
			"needs more memory to unpack than the limit of %d MiB", maxMemory>>20)
	case is(rardecode.ErrUnknownVersion, rardecode.ErrUnsupportedDecoder, rardecode.ErrUnknownDecoder,
		rardecode.ErrMultipleDecoders, rardecode.ErrUnknownEncryptMethod):
		return extract.Errorf(extract.CodeFormat, hintUnpack, "packed by a version of RAR that is not read")
	case is(rardecode.ErrBadFileChecksum):
		return badChecksum()
	case is(io.ErrUnexpectedEOF, rardecode.ErrUnexpectedArcEnd, rardecode.ErrShortFile, rardecode.ErrDecoderOutOfData):
		return cutOff()
	}
	return err
}

// Signatures of RAR, as its technical note of format 5.0 gives them; both versions may
// stand behind a program that unpacks them.
const (
	rarSignature   = "Rar!\x1a\x07"
	maxRARPreamble = 1 << 20 // bytes
)

// rarFlags returns what the main header says: whether the archive is one volume of several,
// and whether it is solid.
func rarFlags(raw []byte) (volume, solid bool) {
	at := bytes.Index(raw[:min(len(raw), maxRARPreamble)], []byte(rarSignature))
	if at < 0 {
		return false, false
	}
	head := raw[at+len(rarSignature):]
	if bytes.HasPrefix(head, []byte{0}) { // 1.5 to 4: checksum, type 0x73, flags
		if len(head) < 6 || head[3] != 0x73 {
			return false, false
		}
		flags := binary.LittleEndian.Uint16(head[4:])
		return flags&0x01 != 0, flags&0x08 != 0
	}
	if !bytes.HasPrefix(head, []byte{1, 0}) || len(head) < 6 { // 5: checksum, size, type, flags, …
		return false, false
	}
	head = head[6:]
	next := func() uint64 {
		v, n := binary.Uvarint(head)
		head = head[max(n, 0):]
		return v
	}
	next()
	kind, has := next(), next()
	if kind != 1 {
		return false, false
	}
	if has&0x01 != 0 {
		next() // size of the extra area
	}
	if has&0x02 != 0 {
		next() // size of the data area
	}
	flags := next()
	return flags&0x01 != 0, flags&0x04 != 0
}
