package doc

import (
	"crypto/sha256"

	"chachong/internal/source/extract"
)

// Records of drawings, [MS-ODRAW] 2.2 and 2.4.
const (
	recordHead   = 8 // bytes: version and instance, type, size
	recordFirst  = 0xF000
	recordStore  = 0xF001 // OfficeArtBStoreContainer
	recordEntry  = 0xF007 // OfficeArtFBSE
	recordBlip   = 0xF018 // the lowest of the pictures
	recordBlipTo = 0xF117
	entryHead    = 36 // bytes of an FBSE before its name
	delayAt      = 28 // place of a picture in the text stream, in an FBSE
)

// pictures collects the pictures of a document, each place once.
type pictures struct {
	budget *extract.Budget
	seen   map[uint64]bool
	all    []extract.Picture
}

// readPictures returns the pictures that stand in the text, whose places in the data
// stream are given, and those that float, which the index of drawings names.
func readPictures(f *fib, places []uint32, b *extract.Budget) ([]extract.Picture, error) {
	p := &pictures{budget: b, seen: map[uint64]bool{}}
	for _, at := range places {
		if err := p.inline(f.data, at); err != nil {
			return nil, err
		}
	}
	drawings := f.pair(pairDrawings)
	if len(drawings) < recordHead || le.Uint16(drawings[2:]) != recordFirst {
		return p.all, nil
	}
	drawings = drawings[recordHead:][:min(len(drawings)-recordHead, int(le.Uint32(drawings[4:])))]
	err := records(drawings, func(kind, _ uint16, body []byte) error {
		if kind != recordStore {
			return nil
		}
		return records(body, func(kind, _ uint16, body []byte) error {
			if kind != recordEntry || len(body) < entryHead {
				return nil
			}
			at := uint64(le.Uint32(body[delayAt:]))
			if at+recordHead > uint64(len(f.text)) || p.seen[at|1<<32] {
				return nil
			}
			p.seen[at|1<<32] = true
			return p.blips(f.text[at:], 1)
		})
	})
	return p.all, err
}

// inline adds the pictures of a PICFAndOfficeArtData, [MS-DOC] 2.9.192.
func (p *pictures) inline(data []byte, at uint32) error {
	if uint64(at)+6 > uint64(len(data)) || p.seen[uint64(at)] {
		return nil
	}
	p.seen[uint64(at)] = true
	data = data[at:]
	size, head := uint64(le.Uint32(data)), int(le.Uint16(data[4:]))
	data = data[:min(uint64(len(data)), size)]
	if head >= len(data) {
		return nil
	}
	return records(data[head:], func(kind, instance uint16, body []byte) error {
		switch {
		case kind == recordEntry && len(body) >= entryHead:
			// The name of the picture, whose length is at 33, stands before it.
			return p.blips(body[min(len(body), entryHead+int(body[33])):], 1)
		case kind >= recordBlip && kind <= recordBlipTo:
			return p.add(instance, kind, body)
		}
		return nil
	})
}

// blips adds the first n pictures of raw.
func (p *pictures) blips(raw []byte, n int) error {
	return records(raw, func(kind, instance uint16, body []byte) error {
		if n--; n < 0 || kind < recordBlip || kind > recordBlipTo {
			return errDone
		}
		return p.add(instance, kind, body)
	})
}

// add adds a picture without what the format puts before it, [MS-ODRAW] 2.2.23 to 2.2.31:
// one or two identifiers, as the instance says, and the header of a metafile or a byte.
func (p *pictures) add(instance, kind uint16, body []byte) error {
	const (
		identifier   = 16
		metafileHead = 34
		lastMetafile = 0xF01C
	)
	head := identifier + 1
	if kind <= lastMetafile {
		head = identifier + metafileHead
	}
	if instance&1 != 0 {
		head += identifier
	}
	if head >= len(body) {
		return nil
	}
	body = body[head:]
	if err := p.budget.Unpack(len(body)); err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	p.all = append(p.all, extract.Picture{Hash: [16]byte(sum[:16]), Bytes: int64(len(body))})
	return nil
}

// done ends a walk over records.
type done struct{}

func (done) Error() string { return "done" }

var errDone = done{}

// records calls f for the records that stand one behind the other in raw, and ends where
// one is cut.
func records(raw []byte, f func(kind, instance uint16, body []byte) error) error {
	for len(raw) >= recordHead {
		n := uint64(le.Uint32(raw[4:]))
		if n > uint64(len(raw)-recordHead) {
			return nil
		}
		err := f(le.Uint16(raw[2:]), le.Uint16(raw)>>4, raw[recordHead:recordHead+n])
		if err == errDone {
			return nil
		}
		if err != nil {
			return err
		}
		raw = raw[recordHead+n:]
	}
	return nil
}
