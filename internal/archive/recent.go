package archive

import (
	"encoding/binary"
	"hash/crc32"
	"math"

	"chachong/internal/corpus"
)

// A recent is what a posting segment would say about a submission:
//
//	16×uint32 labels
//	uint64    key of its body
//	uint64    key of its owner and year
//	uint64    key of its owner
//	numbers   its sampled seeds
//	uint32    CRC-32C of its number (uint32) and all before
type recent struct {
	member
	sample []byte // as appendNumbers writes it
}

// member is a submission as a segment knows it.
type member struct {
	number int32
	labels corpus.Labels
	body   uint64 // the first half of its hash
	owned  uint64 // see ownedKey; 0 where the owner is not known
	owner  uint64 // see corpus.OwnerKey; 0 where it is not known
}

// memberOf returns the submission h as a segment knows it.
func memberOf(h *head) member {
	return member{
		number: h.number, labels: h.labels, body: h.hash[0],
		owned: ownedKey(h.owner, int(h.year)), owner: corpus.OwnerKey(h.owner),
	}
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func appendMember(b []byte, m *member) []byte {
	b = appendLabels(b, &m.labels)
	b = order.AppendUint64(b, m.body)
	b = order.AppendUint64(b, m.owned)
	return order.AppendUint64(b, m.owner)
}

func (d *decoder) member(number int32) member {
	return member{number: number, labels: d.labels(), body: d.uint64(), owned: d.uint64(), owner: d.uint64()}
}

func readRecent(number int32, b []byte) (recent, error) {
	n := len(b) - 4
	if n < 0 || recentSum(number, b[:n]) != order.Uint32(b[n:]) {
		return recent{}, damagedOne(number, "", "its recent sample does not fit its checksum")
	}
	d := decoder{data: b[:n]}
	r := recent{member: d.member(number), sample: d.data}
	if d.bad {
		return r, damagedOne(number, "", "its recent sample cannot be read")
	}
	return r, nil
}

func recentSum(number int32, b []byte) uint32 {
	var n [4]byte
	order.PutUint32(n[:], uint32(number))
	return crc32.Update(crc32.Checksum(n[:], castagnoli), castagnoli, b)
}

// A posting says that a submission holds a seed: the seed above the number, so that postings
// in ascending order are those of a segment.
type posting uint64

func postingOf(seed uint32, number int32) posting { return posting(seed)<<32 | posting(number) }

func (p posting) seed() uint32  { return uint32(p >> 32) }
func (p posting) number() int32 { return int32(p & math.MaxUint32) }

// postingsOf returns the postings of recents, whose numbers ascend, ascending.
func postingsOf(recents []recent) ([]posting, error) {
	total := 0
	for i := range recents {
		n, _ := binary.Uvarint(recents[i].sample)
		total += int(min(n, uint64(len(recents[i].sample))))
	}
	list := make([]posting, 0, total)
	for i := range recents {
		d := decoder{data: recents[i].sample}
		n := d.length()
		seed := uint64(0)
		for range n {
			seed += d.uvarint(math.MaxUint32)
			list = append(list, postingOf(uint32(seed), recents[i].number))
		}
		if d.bad || len(d.data) > 0 || seed > math.MaxUint32 {
			return nil, damagedOne(recents[i].number, "", "its recent sample cannot be read")
		}
	}
	sortBySeed(list)
	return list, nil
}

// sortBySeed sorts postings whose numbers ascend: by radix, three passes over the 32 bits of
// the seed, stable.
func sortBySeed(list []posting) {
	const bits, size = 11, 1 << 11
	spare := make([]posting, len(list))
	for shift := 32; shift < 64; shift += bits {
		var at [size]int
		for _, p := range list {
			at[p>>shift&(size-1)]++
		}
		sum := 0
		for i, n := range at {
			at[i], sum = sum, sum+n
		}
		for _, p := range list {
			d := p >> shift & (size - 1)
			spare[at[d]] = p
			at[d]++
		}
		list, spare = spare, list
	}
	// Three passes leave the result in what was spare: copy it to where the caller has it.
	copy(spare, list)
}

// encode appends r as the database keeps it.
func (r *recent) encode(b []byte) []byte {
	start := len(b)
	b = appendMember(b, &r.member)
	b = append(b, r.sample...)
	return order.AppendUint32(b, recentSum(r.number, b[start:]))
}
