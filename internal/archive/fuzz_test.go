package archive

import (
	"reflect"
	"testing"

	"chachong/internal/corpus"
	"chachong/internal/text"
	"github.com/zeebo/xxh3"
)

// FuzzRow packs a text and reads it again, and reads anything as a body.
func FuzzRow(f *testing.F) {
	f.Add("我镇今年以来认真组织。", "单位", []byte{1, 2, 3, 4, 5, 6})
	f.Add("\xff\U00020000", "", []byte{asUTF16, 4, 0, 0, 0xd8, 0x00})
	f.Add("", "o", []byte{asSeeds, 0xff, 0xff, 0xff, 0xff, 0x03, 1})
	f.Fuzz(func(t *testing.T, body, owner string, raw []byte) {
		r := corpus.Record{Number: 7, Name: "n", Owner: owner, Text: body, Year: len(raw), Hash: [2]uint64{1, 2}}
		if n := int32(len(body)); n > 1 {
			r.Paragraphs = []text.Span{{Lo: 0, Hi: n / 2}, {Lo: n / 2, Hi: n}}
			r.Junk = []text.Span{{Lo: n - 1, Hi: n}}
		}
		var p packer
		packed, err := p.pack(&r, false)
		if err != nil {
			t.Fatal(err)
		}
		h := headOf(&r, 7, 0, packed)
		b := appendHead(nil, &h)
		read, ok, err := readHead(7, b)
		if err != nil || !ok || read != h {
			t.Fatalf("readHead(appendHead(%+v)) = %+v, %v, %v", h, read, ok, err)
		}
		got, err := recordOf(&read, packed)
		if err != nil || !reflect.DeepEqual(got, r) {
			t.Fatalf("recordOf(pack(%+v)) = %+v, %v", r, got, err)
		}
		var any corpus.Record
		if err := unpack(&any, raw); err == nil {
			for _, s := range append(any.Junk, any.Paragraphs...) {
				if s.Lo < 0 || s.Hi < s.Lo || int(s.Hi) > len(any.Text) {
					t.Fatalf("unpack(%q) has a span %v of %d bytes", raw, s, len(any.Text))
				}
			}
		}
	})
}

// FuzzManifest reads anything that has the right checksum: what can be read is sound, and is
// written and read again the same.
func FuzzManifest(f *testing.F) {
	m := manifest{versions: versions, last: 9, live: 5, next: 3, dead: []int32{2}, recents: []int32{8, 9}}
	m.segments = []segmentInfo{{file: 1, first: 1, last: 4, members: 4, postings: 77, crc: 5}}
	b := m.append(nil)
	f.Add(b[:len(b)-8])
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := readManifest(order.AppendUint64(raw[:len(raw):len(raw)], xxh3.Hash(raw)))
		if err != nil {
			return
		}
		again, err := readManifest(m.append(nil))
		if err != nil || !reflect.DeepEqual(again, m) {
			t.Fatalf("readManifest(append(%+v)) = %+v, %v", m, again, err)
		}
	})
}

// FuzzPostings reads anything as a recent sample, and as a block of postings with the right
// checksum: numbers are those of the segment, and reading ends.
func FuzzPostings(f *testing.F) {
	f.Add([]byte{4, 0, 2, 5, 7, 3, 1, 1}, uint32(1))
	f.Add([]byte{6, 0, 0xff, 0xff, 0xff, 0xff, 0x1f, 1}, uint32(9))
	f.Fuzz(func(t *testing.T, raw []byte, seed uint32) {
		if list, err := postingsOf([]recent{{member{number: 3}, raw}}); err == nil {
			for i := 1; i < len(list); i++ {
				if list[i] < list[i-1] {
					t.Fatalf("postingsOf(%v) = %v, want it ascending", raw, list)
				}
			}
		}
		if len(raw) > blockData {
			raw = raw[:blockData]
		}
		block := make([]byte, blockSize)
		copy(block, raw)
		s := &segment{info: segmentInfo{file: 1, first: 100, last: 200}, seeds: []uint32{0}}
		order.PutUint32(block[blockData:], blockSum(1, 0, block[:blockData]))
		c := newCursor(s)
		c.window, c.first = block, 0
		numbers, err := c.appendHolders(nil, seed)
		for _, n := range numbers {
			if n < 100 || n > 200 {
				t.Fatalf("a block of the numbers 100 to 200 gives %d, %v", n, err)
			}
		}
	})
}
