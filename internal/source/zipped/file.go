package zipped

import (
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"

	"chachong/internal/source/extract"
)

// File is an entry of an archive.
type File struct {
	Name    string // "/"-separated, valid UTF-8; not cleaned: it may hold "..", control characters, anything
	NameB64 string // base64 of the name as stored, where Name could not show it exactly
	Size    int64  // bytes unpacked, as the directory claims; not to be trusted

	raw      []byte // the archive
	budget   *extract.Budget
	from, to int // of the local header and the data in raw
	data     []byte
	problem  *extract.Problem // why the entry cannot be opened; nil where it can

	method, flags        uint16
	crc                  uint32
	packed, size, header uint64
	attributes           uint32
	madeOn               byte
}

// Bits of the general purpose flag (4.4.4).
const (
	flagEncrypted       = 1 << 0
	flagUTF8            = 1 << 11
	flagMaskedDirectory = 1 << 13
)

// Compression methods that are read (4.4.5).
const (
	methodStored  = 0
	methodDeflate = 8
)

// Encrypted reports whether the data are encrypted.
func (f *File) Encrypted() bool { return f.flags&(flagEncrypted|flagMaskedDirectory) != 0 }

// Link reports whether the entry is a symbolic link; its data are the path it points to.
func (f *File) Link() bool {
	const unix, macOS = 3, 19             // 4.4.2
	const kind, link = 0o170000, 0o120000 // of st_mode
	return (f.madeOn == unix || f.madeOn == macOS) && f.attributes>>16&kind == link
}

// locate finds the data of f: from, to, data, or problem.
func (f *File) locate(d directory) {
	header := int64(f.header) + d.base
	if f.header > uint64(d.at) || header < 0 || header > int64(d.at)-sizeLocal || le32(f.raw[header:]) != sigLocal {
		f.problem = damaged("damaged: an entry of the zip archive is not where its directory says")
		return
	}
	h := f.raw[header:d.at]
	at := uint64(sizeLocal) + uint64(le16(h[26:])) + uint64(le16(h[28:]))
	if at > uint64(len(h)) || f.packed > uint64(len(h))-at {
		f.problem = damaged("damaged: an entry of the zip archive is cut")
		return
	}
	f.from = int(header)
	f.to = f.from + int(at+f.packed)
	f.data = h[at : at+f.packed]
}

// Open returns the content. Its Read charges every byte to the Budget; where the content
// ends it compares length and checksum with the directory. Errors, of both, are
// *extract.Problem.
func (f *File) Open() (io.ReadCloser, error) {
	if f.Encrypted() {
		return nil, extract.Errorf(extract.CodePassword, extract.HintPassword, "password-protected: %q is encrypted", f.Name)
	}
	if f.problem != nil {
		return nil, f.problem
	}
	c := &content{file: f}
	switch f.method {
	case methodStored:
		c.from = io.NopCloser(bytes.NewReader(f.data))
	case methodDeflate:
		c.from = flate.NewReader(bytes.NewReader(f.data))
	default:
		return nil, extract.Errorf(extract.CodeFormat, "pack it again with the usual method (Deflate)",
			"%q: compression method %d is not read", f.Name, f.method)
	}
	return c, nil
}

// ReadAll returns the content, at most limit bytes: more is an error.
func (f *File) ReadAll(limit int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(io.LimitReader(r, limit+1)); err != nil {
		return nil, err
	}
	if int64(buf.Len()) > limit {
		return nil, extract.Errorf(extract.CodeLimitUnpack, extract.HintLimit,
			"too large: %q unpacks to more than the limit of %d bytes", f.Name, limit)
	}
	return buf.Bytes(), nil
}

// content reads an entry and checks it.
type content struct {
	file *File
	from io.ReadCloser
	n    uint64 // bytes read
	crc  uint32
	err  error // returned once and for all
}

func (c *content) Read(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.from.Read(p)
	c.n += uint64(n)
	c.crc = crc32.Update(c.crc, crc32.IEEETable, p[:n])
	name := c.file.Name
	if over := c.file.budget.Unpack(n); over != nil {
		err = over
	} else if c.n > c.file.size {
		err = damaged("damaged: %q has not the size that the zip archive says", name)
	} else if err == io.EOF {
		if c.n != c.file.size {
			err = damaged("damaged: %q has not the size that the zip archive says", name)
		} else if c.crc != c.file.crc {
			err = damaged("damaged: the checksum of %q does not match", name)
		}
	} else if err != nil {
		err = damaged("damaged: the compressed data of %q are corrupt or cut", name)
	}
	c.err = err
	return n, err
}

func (c *content) Close() error { return c.from.Close() }
