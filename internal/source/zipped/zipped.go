// Package zipped reads zip archives that come from strangers. It takes nothing a directory
// says for granted: names are decoded, data that lies over other data is refused, and what
// is unpacked is counted, byte for byte, against the Budget of the file.
//
// The format is that of PKWARE's APPNOTE.TXT 6.3.10; numbers in comments are its sections.
package zipped

import (
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"chachong/internal/source/extract"
)

// Archive is the directory of a zip file. It refers to the bytes it was opened from, which
// must not change. Safe for concurrent use only as far as the Budget is: not.
type Archive struct {
	Files []*File // in the order of the directory, without folders

	byName map[string]*File // lower case; built at the first Find
}

// MaxName is the longest name of an entry, in bytes as stored. Windows allows 32,767, what
// people pack stays under 300; splitting a path of 50,000 bytes at its slashes is what
// makes archives slow.
const MaxName = 4096

// MaxParts bounds the entries of a zip that is one document (OpenDocument). The largest
// that word processors write hold a few thousand, one for each picture.
const MaxParts = 10000

// Open reads the directory of the zip archive raw, whose entries count as members of a
// container. An archive behind a stub of other bytes is fine (self-extracting). The error
// is an *extract.Problem: the directory is missing or cut, entries lie over each other,
// a limit of b. An entry whose own header is damaged is told by File.Open.
func Open(raw []byte, b *extract.Budget) (*Archive, error) { return open(raw, b, b.Entry) }

// OpenDocument is Open for a zip that is one document: its entries are parts of it, no
// members, and bounded by MaxParts. Two XML parts of a name that differ are damage:
// programs do not agree which of them is the document.
func OpenDocument(raw []byte, b *extract.Budget) (*Archive, error) {
	n := 0
	a, err := open(raw, b, func() error {
		if n++; n > MaxParts {
			return extract.Errorf(extract.CodeLimitCount, extract.HintLimit, "holds more entries than the limit of %d", MaxParts)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, f := range a.Files {
		name := strings.ToLower(f.Name)
		if one := a.Find(name); (one.crc != f.crc || one.size != f.size) && (strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")) {
			return nil, extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: two parts of it have the name %q", f.Name)
		}
	}
	return a, nil
}

func open(raw []byte, b *extract.Budget, count func() error) (*Archive, error) {
	dir, err := findDirectory(raw)
	if err != nil {
		return nil, err
	}
	var files []*File
	var names []rawName
	rest := raw[dir.at:dir.end]
	for n := uint64(0); len(rest) > 0 && le32(rest) == sigEntry; n++ {
		if err := count(); err != nil {
			return nil, err
		}
		f, name, size, err := parseEntry(rest)
		if err != nil {
			return nil, err
		}
		rest = rest[size:]
		f.raw, f.budget = raw, b
		f.locate(dir)
		files, names = append(files, f), append(names, name)
	}
	if len(rest) > 0 && !slices.Contains(afterEntries[:], le32(rest)) || uint16(len(files)) != uint16(dir.entries) {
		return nil, damaged("damaged: the directory of the zip archive is cut or holds other bytes")
	}
	if err := checkOverlap(files); err != nil {
		return nil, err
	}
	nameFiles(files, names)
	// A folder holds no bytes; what is called like one and does is a file.
	files = slices.DeleteFunc(files, func(f *File) bool { return strings.HasSuffix(f.Name, "/") && f.Size == 0 })
	for _, f := range files {
		f.Name = strings.TrimRight(f.Name, "/")
	}
	return &Archive{Files: files}, nil
}

// Find returns the first file of that name, exact but for the case of letters, or nil.
func (a *Archive) Find(name string) *File {
	if a.byName == nil {
		a.byName = make(map[string]*File, len(a.Files))
		for _, f := range a.Files {
			key := strings.ToLower(f.Name)
			if a.byName[key] == nil {
				a.byName[key] = f
			}
		}
	}
	return a.byName[strings.ToLower(name)]
}

// Signatures of records, little-endian.
const (
	sigLocal     = 0x04034b50 // 4.3.7 local file header
	sigEntry     = 0x02014b50 // 4.3.12 central directory header
	sigSignature = 0x05054b50 // 4.3.13 digital signature
	sigEnd64     = 0x06064b50 // 4.3.14 zip64 end of central directory record
	sigLocator64 = 0x07064b50 // 4.3.15 its locator
	sigEnd       = 0x06054b50 // 4.3.16 end of central directory record
	sigExtra     = 0x08064b50 // 4.3.11 archive extra data
)

// afterEntries may stand behind the entries inside the directory.
var afterEntries = [...]uint32{sigSignature, sigExtra}

// Sizes of records without their variable fields, in bytes.
const (
	sizeLocal     = 30
	sizeEntry     = 46
	sizeEnd       = 22
	sizeLocator64 = 20
	sizeEnd64     = 56
	maxComment    = math.MaxUint16
)

// directory says where the entries stand. 0 <= at <= end <= len(raw).
type directory struct {
	at, end int
	base    int64 // what offsets in entries count from: the bytes of a stub in front
	entries uint64
}

func findDirectory(raw []byte) (directory, error) {
	cut := damaged("damaged: not a complete zip archive, its directory is missing (truncated upload?)")
	end := -1
	for i := len(raw) - sizeEnd; i >= 0 && i >= len(raw)-sizeEnd-maxComment; i-- {
		if le32(raw[i:]) == sigEnd && i+sizeEnd+int(le16(raw[i+20:])) <= len(raw) {
			end = i
			break
		}
	}
	if end < 0 {
		return directory{}, cut
	}
	r := raw[end:]
	disk, entries := le16(r[4:]), uint64(le16(r[10:]))
	size, offset := uint64(le32(r[12:])), uint64(le32(r[16:]))
	if at := end - sizeLocator64; at >= 0 && le32(raw[at:]) == sigLocator64 &&
		(entries == math.MaxUint16 || size == math.MaxUint32 || offset == math.MaxUint32) {
		record, ok := find64(raw[:at], le64(raw[at+8:]))
		if !ok {
			return directory{}, cut
		}
		r := raw[record:]
		disk, entries = uint16(min(le32(r[16:]), math.MaxUint16)), le64(r[32:])
		size, offset = le64(r[40:]), le64(r[48:])
		end = record
	}
	if disk != 0 && disk != math.MaxUint16 {
		return directory{}, extract.Errorf(extract.CodeFormat, "join the parts and hand in one archive", "one part of a split zip archive")
	}
	if size > uint64(end) || offset > uint64(end)-size {
		return directory{}, cut
	}
	d := directory{at: end - int(size), end: end, entries: entries}
	d.base = int64(d.at) - int64(offset)
	if d.base > 0 && le32(raw) == sigLocal {
		return directory{}, damaged("damaged: two zip archives one behind the other, of which most programs show one")
	}
	// Some programs write a stub and count from its beginning.
	if at := int(offset); d.base > 0 && size > 0 && le32(raw[at:]) == sigEntry && le32(raw[d.at:]) != sigEntry {
		d.at, d.end, d.base = at, at+int(size), 0
	}
	return d, nil
}

// find64 returns where in raw the zip64 record stands that should be at offset, or where a
// stub in front has moved it: right before the end of raw.
func find64(raw []byte, offset uint64) (int, bool) {
	for _, at := range [...]uint64{offset, uint64(len(raw)) - sizeEnd64} {
		if at <= uint64(len(raw)) && uint64(len(raw))-at >= sizeEnd64 && le32(raw[at:]) == sigEnd64 {
			return int(at), true
		}
	}
	return 0, false
}

// rawName is the name of an entry as stored.
type rawName struct {
	bytes   []byte
	utf8    bool   // 4.4.4, bit 11: it is UTF-8
	unicode []byte // 4.6.9, extra field 0x7075; nil where there is none for these bytes
}

// parseEntry reads the central directory header at the beginning of r and returns the
// bytes it takes.
func parseEntry(r []byte) (*File, rawName, int, error) {
	cut := damaged("damaged: the directory of the zip archive is cut or holds other bytes")
	if len(r) < sizeEntry {
		return nil, rawName{}, 0, cut
	}
	nameLen, extraLen, commentLen := int(le16(r[28:])), int(le16(r[30:])), int(le16(r[32:]))
	total := sizeEntry + nameLen + extraLen + commentLen
	if total > len(r) {
		return nil, rawName{}, 0, cut
	}
	if nameLen > MaxName {
		return nil, rawName{}, 0, extract.Errorf(extract.CodeLimitCount, "give it shorter names",
			"the name of an entry has %d bytes, over the limit of %d", nameLen, MaxName)
	}
	flags := le16(r[8:])
	f := &File{
		method: le16(r[10:]), flags: flags, crc: le32(r[16:]),
		packed: uint64(le32(r[20:])), size: uint64(le32(r[24:])), header: uint64(le32(r[42:])),
		attributes: le32(r[38:]), madeOn: byte(le16(r[4:]) >> 8),
	}
	name := rawName{bytes: r[sizeEntry : sizeEntry+nameLen], utf8: flags&flagUTF8 != 0}
	extra := r[sizeEntry+nameLen : sizeEntry+nameLen+extraLen]
	for len(extra) >= 4 {
		id, n := le16(extra), int(le16(extra[2:]))
		if n > len(extra)-4 {
			break
		}
		field := extra[4 : 4+n]
		extra = extra[4+n:]
		switch id {
		case 0x0001: // 4.5.3 zip64
			for _, p := range [...]*uint64{&f.size, &f.packed, &f.header} {
				if *p == math.MaxUint32 && len(field) >= 8 {
					*p, field = le64(field), field[8:]
				}
			}
		case 0x7075: // 4.6.9 Info-ZIP Unicode path
			if n > 5 && field[0] == 1 && le32(field[1:]) == crc32.ChecksumIEEE(name.bytes) && utf8.Valid(field[5:]) {
				name.unicode = field[5:]
			}
		}
	}
	f.Size = int64(min(f.size, math.MaxInt64))
	return f, name, total, nil
}

// checkOverlap refuses archives in which the data of one entry stand inside those of
// another. That is how 44 kB are made to unpack to 5 GB (D. Fifield, A better zip bomb,
// WOOT 2019).
func checkOverlap(files []*File) error {
	order := make([]*File, 0, len(files))
	for _, f := range files {
		if f.problem == nil {
			order = append(order, f)
		}
	}
	slices.SortFunc(order, func(a, b *File) int { return a.from - b.from })
	for i := 1; i < len(order); i++ {
		if order[i].from < order[i-1].to {
			return extract.Errorf(extract.CodeLimitUnpack, "hand in the files that should be in it",
				"entries of the zip archive overlap: made to unpack to far more than it holds")
		}
	}
	return nil
}

// nameFiles decodes the names of files. A name is UTF-8 where its entry says so or its
// bytes can be nothing else; else it is GB18030, which Windows writes in China. Two GBK
// characters can by accident be valid UTF-8 of two bytes each (联通): where another name
// of the archive is not UTF-8, only those count as UTF-8 that have a character of three.
func nameFiles(files []*File, names []rawName) {
	mixed := false
	for _, n := range names {
		mixed = mixed || !n.utf8 && n.unicode == nil && !utf8.Valid(n.bytes)
	}
	for i, n := range names {
		s := string(n.bytes)
		switch {
		case n.unicode != nil:
			s = string(n.unicode)
		case utf8.ValidString(s) && (n.utf8 || !mixed || longestRune(s) != 2):
		default:
			if g, err := simplifiedchinese.GB18030.NewDecoder().String(s); err == nil {
				s = g
			}
		}
		s = strings.ToValidUTF8(s, "\uFFFD")
		if strings.ContainsRune(s, '\uFFFD') {
			files[i].NameB64 = base64.StdEncoding.EncodeToString(n.bytes)
		}
		files[i].Name = strings.ReplaceAll(s, `\`, "/")
	}
}

// longestRune returns the bytes of the longest character of s.
func longestRune(s string) int {
	longest := 0
	for _, r := range s {
		longest = max(longest, utf8.RuneLen(r))
	}
	return longest
}

func damaged(format string, args ...any) *extract.Problem {
	return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, format, args...)
}

// le16, le32 and le64 read little-endian numbers; 0 where s is too short.
func le16(s []byte) uint16 {
	if len(s) < 2 {
		return 0
	}
	return binary.LittleEndian.Uint16(s)
}

func le32(s []byte) uint32 {
	if len(s) < 4 {
		return 0
	}
	return binary.LittleEndian.Uint32(s)
}

func le64(s []byte) uint64 {
	if len(s) < 8 {
		return 0
	}
	return binary.LittleEndian.Uint64(s)
}
