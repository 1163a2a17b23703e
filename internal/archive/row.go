package archive

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"math"
	"sync"
	"unicode/utf8"

	"chachong/internal/corpus"
	"github.com/zeebo/xxh3"
)

// A row is a submission in two blobs. All numbers are little endian; "string" is a uvarint of
// bytes and the bytes.
//
//	head: 1 byte  1, the version of the row
//	      uint32  number, ordinal, year, letters
//	      2×uint64 hash
//	      16×uint32 labels
//	      uint32, uint64  number and digest of its sampled seeds
//	      int64   seconds since 1970, when it was added
//	      uint32, uint64  bytes and XXH3 of the body
//	      string  name, title, owner
//	      uint64  XXH3 of all before it
//	body: 1 byte  what is deflated: 1 UTF-16, 2 bytes, 3 seeds
//	      uvarint bytes inflated
//	      deflated: UTF-16: spans junk, paragraphs; the text as big-endian UTF-16
//	                bytes:  spans junk, paragraphs; the text, which is not UTF-8
//	                seeds:  numbers of the seeds; of their places, each a uvarint
//
// Chinese deflates to 92 % as UTF-16 of what it does as UTF-8, and in a tenth less time.
//
// The figures in the head have a fixed size, so that Rebuild overwrites them in place.
//
// A removed row is zeros of the same length: overwriting moves nothing, so that no copy is
// left in a page.
const (
	rowVersion = 1

	asUTF16 = 1
	asBytes = 2
	asSeeds = 3

	fixedHead = 1 + 4*4 + 16 + 64 + 12 + 8 + 12

	// maxBody is in bytes inflated: more than any document that is read has.
	maxBody = 1 << 30
)

// head is what a row says about a submission, its text apart.
type head struct {
	number  int32
	ordinal int32
	year    int32
	letters int32
	hash    [2]uint64
	labels  corpus.Labels
	sample  sampleSum
	added   int64 // seconds since 1970
	size    uint32
	sum     uint64 // of the body
	name    string
	title   string
	owner   string
}

// sampleSum is what the postings of a submission are checked against.
type sampleSum struct {
	count  uint32
	digest uint64
}

// add adds a seed, in any order.
func (s *sampleSum) add(seed uint32) {
	s.count++
	s.digest += scatter(uint64(seed))
}

// sumOf returns the sum of a sample.
func sumOf(sample []uint32) (s sampleSum) {
	for _, seed := range sample {
		s.add(seed)
	}
	return s
}

// scatter is the finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom
// number generators, 2014).
func scatter(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// headOf returns the head of r, whose body is given as a row keeps it.
func headOf(r *corpus.Record, number int32, added int64, body []byte) head {
	return head{
		number: number, ordinal: int32(r.Ordinal), year: int32(r.Year), letters: r.Letters,
		hash: r.Hash, labels: r.Labels, sample: sumOf(corpus.Sample(r.Seeds)), added: added,
		size: uint32(len(body)), sum: xxh3.Hash(body),
		name: r.Name, title: r.Title, owner: r.Owner,
	}
}

func appendHead(b []byte, h *head) []byte {
	start := len(b)
	b = append(b, rowVersion)
	for _, v := range []int32{h.number, h.ordinal, h.year, h.letters} {
		b = order.AppendUint32(b, uint32(v))
	}
	b = order.AppendUint64(b, h.hash[0])
	b = order.AppendUint64(b, h.hash[1])
	b = appendLabels(b, &h.labels)
	b = order.AppendUint32(b, h.sample.count)
	b = order.AppendUint64(b, h.sample.digest)
	b = order.AppendUint64(b, uint64(h.added))
	b = order.AppendUint32(b, h.size)
	b = order.AppendUint64(b, h.sum)
	b = appendString(b, h.name)
	b = appendString(b, h.title)
	b = appendString(b, h.owner)
	return order.AppendUint64(b, xxh3.Hash(b[start:]))
}

// readHead reads the head of the row number. A row that was removed has none: ok is false.
func readHead(number int32, b []byte) (h head, ok bool, err error) {
	if removed(b) {
		return h, false, nil
	}
	n := len(b) - 8
	if n < fixedHead || xxh3.Hash(b[:n]) != order.Uint64(b[n:]) {
		name := ""
		if n >= fixedHead { // what its name seems to be helps a person to find it
			d := decoder{data: b[fixedHead:n]}
			name = d.string()
		}
		return h, false, damagedOne(number, name, "its row does not fit its checksum")
	}
	d := decoder{data: b[1:n]}
	h.number, h.ordinal = int32(d.uint32()), int32(d.uint32())
	h.year, h.letters = int32(d.uint32()), int32(d.uint32())
	h.hash = [2]uint64{d.uint64(), d.uint64()}
	h.labels = d.labels()
	h.sample = sampleSum{d.uint32(), d.uint64()}
	h.added = int64(d.uint64())
	h.size, h.sum = d.uint32(), d.uint64()
	h.name, h.title, h.owner = d.string(), d.string(), d.string()
	switch {
	case b[0] != rowVersion || d.bad || len(d.data) > 0:
		return h, false, damagedOne(number, "", "its row cannot be read")
	case h.number != number:
		return h, false, damagedOne(h.number, h.name, "stands in the row of %d", number)
	}
	return h, true, nil
}

// removed reports whether b is what removal leaves of a head.
func removed(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

func appendLabels(b []byte, labels *corpus.Labels) []byte {
	for _, l := range labels {
		b = order.AppendUint32(b, l)
	}
	return b
}

func (d *decoder) labels() (l corpus.Labels) {
	for i := range l {
		l[i] = d.uint32()
	}
	return l
}

// packer makes bodies of rows. Not for concurrent use.
type packer struct {
	raw   []byte
	out   bytes.Buffer
	flate *flate.Writer
}

// level of deflate, see BenchmarkPack.
const level = 6

// pack returns the body of r as a row keeps it. The result is the caller's.
func (p *packer) pack(r *corpus.Record, noText bool) ([]byte, error) {
	method := byte(asUTF16)
	p.raw = p.raw[:0]
	if noText {
		method = asSeeds
		p.raw = appendNumbers(p.raw, r.Seeds)
		for _, at := range r.Places {
			p.raw = binary.AppendUvarint(p.raw, uint64(uint32(at)))
		}
	} else {
		p.raw = appendSpans(p.raw, r.Junk)
		p.raw = appendSpans(p.raw, r.Paragraphs)
		if utf8.ValidString(r.Text) {
			p.raw = appendUTF16(p.raw, r.Text)
		} else {
			method = asBytes
			p.raw = append(p.raw, r.Text...)
		}
	}
	p.out.Reset()
	p.out.WriteByte(method)
	p.out.Write(binary.AppendUvarint(nil, uint64(len(p.raw))))
	if p.flate == nil {
		var err error
		if p.flate, err = flate.NewWriter(nil, level); err != nil {
			return nil, err
		}
	}
	p.flate.Reset(&p.out)
	if _, err := p.flate.Write(p.raw); err != nil {
		return nil, err
	}
	if err := p.flate.Close(); err != nil {
		return nil, err
	}
	return bytes.Clone(p.out.Bytes()), nil
}

var inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}

// recordOf returns the submission of a row, all but its labels' meaning checked.
func recordOf(h *head, body []byte) (corpus.Record, error) {
	r := corpus.Record{
		Number: h.number, Name: h.name, Ordinal: int(h.ordinal), Title: h.title, Owner: h.owner,
		Year: int(h.year), Letters: h.letters, Hash: h.hash, Labels: h.labels,
	}
	if uint32(len(body)) != h.size || xxh3.Hash(body) != h.sum {
		return r, damagedOne(h.number, h.name, "its text does not fit its checksum")
	}
	if err := unpack(&r, body); err != nil {
		return r, damagedOne(h.number, h.name, "its text cannot be read: %v", err)
	}
	return r, nil
}

// unpack reads what pack wrote into r.
func unpack(r *corpus.Record, body []byte) error {
	d := decoder{data: body}
	method := d.take(1)
	size := d.uvarint(maxBody)
	if d.bad {
		return errShort
	}
	inflater := inflaters.Get().(io.Reader)
	defer inflaters.Put(inflater)
	if err := inflater.(flate.Resetter).Reset(bytes.NewReader(d.data), nil); err != nil {
		return err
	}
	// What is inflated may not be longer than it says; it is read as it comes, so that a
	// wrong size costs no memory.
	var raw bytes.Buffer
	raw.Grow(int(min(size, 64*uint64(len(body)+1))))
	n, err := io.Copy(&raw, io.LimitReader(inflater, int64(size)+1))
	if err != nil {
		return err
	}
	if uint64(n) != size {
		return errShort
	}
	d = decoder{data: raw.Bytes()}
	switch method[0] {
	case asUTF16, asBytes:
		r.Junk, r.Paragraphs = d.spans(), d.spans()
		if method[0] == asBytes {
			r.Text = string(d.take(len(d.data)))
		} else {
			r.Text = d.utf16()
		}
		if !within(r.Junk, len(r.Text)) || !within(r.Paragraphs, len(r.Text)) {
			return errShort
		}
	case asSeeds:
		r.Seeds = numbers[uint32](&d, math.MaxUint32)
		r.Places = make([]int32, len(r.Seeds))
		for i := range r.Places {
			r.Places[i] = d.int32()
		}
	default:
		d.bad = true
	}
	if d.bad || len(d.data) > 0 {
		return errShort
	}
	return nil
}
