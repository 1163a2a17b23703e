package pack

import (
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"

	"github.com/ulikunitz/xz/lzma"

	"chachong/internal/source/extract"
)

// Note: github.com/bodgit/sevenzip reads more methods. It was not taken because it links
// net/http and five more decompressors (3.5 MB and 0.7 ms at every start of the program),
// believes counts and dictionary sizes of the archive when it allocates, and tells an
// encrypted header from a damaged one by no error of its own.

// Methods that are read, by id.
const (
	methodCopy    = "\x00"
	methodLZMA    = "\x03\x01\x01"
	methodLZMA2   = "\x21"
	methodDeflate = "\x04\x01\x08"
	methodBzip2   = "\x04\x02\x02"
	methodAES     = "\x06\xf1\x07\x01"
)

// methodName returns what a method that is not read is called.
func methodName(id string) string {
	switch id {
	case "\x03":
		return "Delta"
	case "\x03\x04\x01":
		return "PPMd"
	case "\x03\x03\x01\x03", "\x04":
		return "BCJ"
	case "\x03\x03\x01\x1b":
		return "BCJ2"
	case "\x04\xf7\x11\x01":
		return "Zstandard"
	case "\x04\xf7\x11\x02":
		return "Brotli"
	case "\x04\xf7\x11\x04":
		return "LZ4"
	}
	return "for programs"
}

// seven lists the members of a 7z archive. Those of one folder are packed in one piece, one
// behind the other: what breaks one breaks all behind it.
func (l *list) seven(raw []byte) error {
	folders, files, err := sevenContents(sevenStart(raw), l.budget)
	if err != nil {
		return err
	}
	u := &unpacker{folders: folders, budget: l.budget}
	for _, f := range files {
		if f.dir {
			if !f.empty {
				return errDamaged
			}
			continue
		}
		name, b64, err := shown(f.name)
		if err != nil {
			return err
		}
		var data []byte
		if !f.empty {
			data, err = u.next()
		}
		l.add(name, b64, data, err)
	}
	return nil
}

// maxSevenPreamble is the size of the largest program before an archive, in bytes.
const maxSevenPreamble = 1 << 20

// sevenStart returns raw from where the archive begins: at the front, or behind a program
// that unpacks it and knows the signature, too.
func sevenStart(raw []byte) []byte {
	for at := 0; ; at++ {
		next := bytes.Index(raw[at:min(len(raw), maxSevenPreamble)], []byte(sevenSignature))
		if next < 0 {
			return raw
		}
		if at += next; sevenHeadFits(raw[at:]) {
			return raw[at:]
		}
	}
}

// unpacker gives the files of all folders in their order.
type unpacker struct {
	folders []*folder
	budget  *extract.Budget
	r       io.Reader // of folders[0]; nil: not open
	failed  error     // what broke folders[0]
	done    int       // streams of folders[0] that were read
}

// next returns the bytes of the next file.
func (u *unpacker) next() ([]byte, error) {
	for len(u.folders) > 0 && u.done == len(u.folders[0].streams) {
		u.folders, u.r, u.failed, u.done = u.folders[1:], nil, nil, 0
	}
	if len(u.folders) == 0 {
		return nil, errDamaged
	}
	f := u.folders[0]
	s := f.streams[u.done]
	u.done++
	if u.r == nil && u.failed == nil {
		u.r, u.failed = f.open(u.budget)
	}
	if u.failed != nil {
		return nil, u.failed
	}
	var data []byte
	sum := crc32.NewIEEE()
	one := io.TeeReader(io.LimitReader(u.r, int64(s.size)), sum)
	err := guard(func() (err error) {
		data, err = read(one)
		return err
	})
	if p, ok := err.(*extract.Problem); ok && s.size > MaxMember { // too large, and there may be others behind it
		if _, rest := io.Copy(io.Discard, one); rest != nil {
			u.failed = rest
		}
		return nil, p
	}
	switch {
	case err != nil:
		u.failed = err
		return nil, err
	case uint64(len(data)) < s.size:
		u.failed = cutOff()
		return nil, u.failed
	case s.known && sum.Sum32() != s.sum:
		return nil, badChecksum()
	}
	return data, nil
}

// open returns what is packed in f. Each method's output is charged to b: one that gives
// much to another that gives little costs as much.
func (f *folder) open(b *extract.Budget) (io.Reader, error) {
	for _, c := range f.coders {
		if c.method == methodAES {
			return nil, encrypted()
		}
	}
	if f.complex {
		return nil, extract.Errorf(extract.CodeFormat, hintUnpack, "packed by a method %s, which is not read", methodName(f.coders[0].method))
	}
	var r io.Reader = bytes.NewReader(f.packed)
	for _, c := range f.coders {
		if c.size > maxSize {
			return nil, errDamaged
		}
		next, err := c.open(r, uint64(len(f.packed)))
		if err != nil {
			return nil, err
		}
		r = io.LimitReader(b.Reader(next), int64(c.size))
	}
	return r, nil
}

// maxSize is the largest size in bytes that a file can claim to have and be believed.
const maxSize = 1 << 50

// open returns the output of a method. packed is the number of bytes that all of it comes
// from.
func (c *coder) open(r io.Reader, packed uint64) (io.Reader, error) {
	switch c.method {
	case methodCopy:
		return r, nil
	case methodDeflate:
		return flate.NewReader(r), nil
	case methodBzip2:
		return bzip2.NewReader(r), nil
	case methodLZMA:
		if len(c.props) != 5 {
			return nil, errDamaged
		}
		dict, err := c.dictionary(uint64(binary.LittleEndian.Uint32(c.props[1:])), packed)
		if err != nil {
			return nil, err
		}
		head := binary.LittleEndian.AppendUint32([]byte{c.props[0]}, dict)
		head = binary.LittleEndian.AppendUint64(head, c.size)
		return lzma.NewReader(io.MultiReader(bytes.NewReader(head), r))
	case methodLZMA2:
		if len(c.props) != 1 || c.props[0] > 40 {
			return nil, errDamaged
		}
		bits := uint64(c.props[0])
		dict, err := c.dictionary((2|bits&1)<<(bits/2+11), packed)
		if err != nil {
			return nil, err
		}
		return lzma.Reader2Config{DictCap: int(dict)}.NewReader2(r)
	}
	return nil, extract.Errorf(extract.CodeFormat, hintUnpack, "packed by a method %s, which is not read", methodName(c.method))
}

// maxRatio is more than LZMA can shrink anything: zeros come to 1 in 7,000.
const maxRatio = 1 << 14

// dictionary returns how many bytes of its output a method has to keep: no more than it
// asks for, than it puts out, or than so few packed bytes can come to.
func (c *coder) dictionary(asked, packed uint64) (uint32, error) {
	n := max(lzma.MinDictCap, min(asked, c.size, packed*maxRatio))
	if n > maxMemory {
		return 0, tooMuchMemory(n)
	}
	return uint32(n), nil
}
