package pack

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"chachong/internal/source/extract"
)

// rarFile is a stored member of an archive made here.
type rarFile struct {
	name   string
	text   string
	flags  uint64 // of its header, over what it needs
	extra  []byte // records of format 5
	method byte   // 0: stored
	sum    uint32 // over the right checksum
	dict   uint64 // format 5: dictionary of 128 KiB << dict
	claims int    // format 5: unpacked bytes, over those there are
}

// rar5 returns an archive of format 5, after RARLAB's technical note "RAR 5.0 archive format".
func rar5(archiveFlags uint64, files ...rarFile) []byte {
	block := func(body []byte) []byte {
		head := append(binary.AppendUvarint(nil, uint64(len(body))), body...)
		return append(binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(head)), head...)
	}
	raw := []byte("Rar!\x1a\x07\x01\x00")
	raw = append(raw, block(binary.AppendUvarint([]byte{1, 0}, archiveFlags))...)
	for _, f := range files {
		var body []byte
		flags := 2 | f.flags
		if f.extra != nil {
			flags |= 1
		}
		body = binary.AppendUvarint(body, 2) // a file
		body = binary.AppendUvarint(body, flags)
		if f.extra != nil {
			body = binary.AppendUvarint(body, uint64(len(f.extra)))
		}
		body = binary.AppendUvarint(body, uint64(len(f.text)))
		dir := uint64(0)
		if strings.HasSuffix(f.name, "/") {
			dir = 1
		}
		body = binary.AppendUvarint(body, 4|dir) // has a CRC-32
		body = binary.AppendUvarint(body, uint64(len(f.text)+f.claims))
		body = binary.AppendUvarint(body, 0) // attributes
		body = binary.LittleEndian.AppendUint32(body, crc32.ChecksumIEEE([]byte(f.text))+f.sum)
		body = binary.AppendUvarint(body, uint64(f.method)<<7|f.dict<<10)
		body = binary.AppendUvarint(body, 1) // Unix
		body = binary.AppendUvarint(body, uint64(len(f.name)))
		body = append(append(body, f.name...), f.extra...)
		raw = append(append(raw, block(body)...), f.text...)
	}
	return append(raw, block([]byte{5, 0, 0})...)
}

// rar3 returns an archive of the format of RAR 1.5 to 4.
func rar3(archiveFlags uint16, files ...rarFile) []byte {
	block := func(kind byte, flags uint16, body []byte) []byte {
		head := append([]byte{kind}, byte(flags), byte(flags>>8))
		head = binary.LittleEndian.AppendUint16(head, uint16(7+len(body)))
		head = append(head, body...)
		return append(binary.LittleEndian.AppendUint16(nil, uint16(crc32.ChecksumIEEE(head))), head...)
	}
	raw := []byte("Rar!\x1a\x07\x00")
	raw = append(raw, block(0x73, archiveFlags, make([]byte, 6))...)
	for _, f := range files {
		body := binary.LittleEndian.AppendUint32(nil, uint32(len(f.text)))
		body = binary.LittleEndian.AppendUint32(body, uint32(len(f.text)))
		body = append(body, 2) // Windows
		body = binary.LittleEndian.AppendUint32(body, crc32.ChecksumIEEE([]byte(f.text))+f.sum)
		body = binary.LittleEndian.AppendUint32(body, 0x57684d2a)
		body = append(body, 29, 0x30+f.method)
		body = binary.LittleEndian.AppendUint16(body, uint16(len(f.name)))
		body = binary.LittleEndian.AppendUint32(body, 0x20)
		body = append(body, f.name...)
		flags := uint16(0x8000 | f.flags)
		if strings.HasSuffix(f.name, "/") {
			flags |= 0xe0
		}
		raw = append(append(raw, block(0x74, flags, body)...), f.text...)
	}
	return append(raw, block(0x7b, 0x4000, nil)...)
}

// redirect is a record of format 5 that says: a link of that kind (1 symbolic, 5 a copy).
func redirect(kind byte, target string) []byte {
	body := append([]byte{5, kind, 0, byte(len(target))}, target...)
	return append([]byte{byte(len(body))}, body...)
}

func TestRAR(t *testing.T) {
	report := rarFile{name: "王老师/工作总结.txt", text: "青石镇第一小学工作总结"}
	other := rarFile{name: "李老师.txt", text: "二小"}
	broken := rarFile{name: "坏.txt", text: "三小", sum: 1}
	whole := "王老师/工作总结.txt: 33\n李老师.txt: 6\n"
	for _, c := range []struct {
		what string
		raw  []byte
		want string
	}{
		{"5", rar5(0, rarFile{name: "王老师/"}, report, other), whole},
		{"3", rar3(0, rarFile{name: "王老师/"}, report, other), whole},
		{"3 with names in GBK", rar3(0, rarFile{name: "\xd7\xdc\xbd\xe1\\\xd7\xdc\xbd\xe1.txt", text: "a"}), "总结/总结.txt: 1\n"},
		{"3 with names in Unicode", rar3(0, rarFile{name: "zj.txt\x00\x00\xa0\x3b\x60\xd3\x7e.t\x00xt", text: "a", flags: 0x200}), "总结.txt: 1\n"},
		{"5 behind a stub", append(make([]byte, 5000), rar5(0, report, other)...), whole},
		{"5 with a wrong checksum", rar5(0, report, broken, other), "王老师/工作总结.txt: 33\n坏.txt: E_DAMAGED damaged: the checksum of the unpacked data is wrong\n李老师.txt: 6\n"},
		{"3 with a wrong checksum", rar3(0, report, broken, other), "王老师/工作总结.txt: 33\n坏.txt: E_DAMAGED damaged: the checksum of the unpacked data is wrong\n李老师.txt: 6\n"},
		{"twins", rar5(0, other, other), "李老师.txt: 6\n李老师~2.txt: 6\n"},
		{"a copy", rar5(0, report, rarFile{name: "b.txt", extra: redirect(5, report.name)}), "王老师/工作总结.txt: 33\nb.txt: 33\n"},
		{"a copy of nothing", rar5(0, rarFile{name: "b.txt", extra: redirect(5, "c.txt")}), "b.txt: E_FORMAT a copy of another member that cannot be read\n"},
		{"a link", rar5(0, rarFile{name: "b.txt", extra: redirect(1, "/etc/hostname")}), "b.txt: E_FORMAT a link to another file, without a text of its own\n"},
		{"encrypted 3", rar3(0, rarFile{name: "a.txt", text: "0123456789abcdef", flags: 4}), "a.txt: E_PASSWORD encrypted: a password is needed\n"},
		{"encrypted names 3", rar3(0x80, report), "E_PASSWORD encrypted: a password is needed"},
		{"a volume 5", rar5(1, report), "E_FORMAT one volume of several: the archive goes on in other files"},
		{"a volume 3", rar3(1, report), "E_FORMAT one volume of several: the archive goes on in other files"},
		{"a large dictionary", rar5(0, report, rarFile{name: "b.txt", text: strings.Repeat("x", 100), method: 3, dict: 15}), "王老师/工作总结.txt: 33\nb.txt: E_DAMAGED damaged: the packed data are not valid\n"},
		{"too large a dictionary", rar5(0, rarFile{name: "b.txt", text: "x", method: 3, dict: 15, claims: 1 << 40}, other), "E_LIMIT_MEMORY needs more memory to unpack than the limit of 128 MiB"},
		{"too large a dictionary behind others", rar5(0, other, rarFile{name: "b.txt", text: "x", method: 3, dict: 15, claims: 1 << 40}), "李老师.txt: 6\n! W_PARTIAL the archive can be read up to its member 1: needs more memory to unpack than the limit of 128 MiB\n"},
		{"a size that lies", rar5(0, rarFile{name: "b.txt", text: "x", claims: 1 << 40}, other), "b.txt: E_DAMAGED damaged: the archive ends in the middle\n李老师.txt: 6\n"},
		{"nothing 5", rar5(0), "W_EMPTY an empty archive: no document in it"},
		{"nothing 3", rar3(0), "W_EMPTY an empty archive: no document in it"},
		{"a long name", rar5(0, rarFile{name: strings.Repeat("长", 2000)}), "E_LIMIT_COUNT a name in it is longer than the limit of 4096 bytes"},
	} {
		want(t, "RAR "+c.what, outcome(c.raw, "rar", extract.Limits{}), c.want)
	}
}

// A cut archive is an error, or has a Warning behind the members before the cut. Format 3
// does without an end block, so that a cut between two members is none.
func TestRARCut(t *testing.T) {
	a, b := rarFile{name: "a.txt", text: "甲甲甲"}, rarFile{name: "b.txt", text: "乙"}
	const end = 7 // bytes of the end block
	whole3 := []int{len(rar3(0)) - end, len(rar3(0, a)) - end, len(rar3(0, a, b)) - end}
	for what, raw := range map[string][]byte{"5": rar5(0, a, b), "3": rar3(0, a, b)} {
		for n := range raw {
			got := outcome(raw[:n], "rar", extract.Limits{})
			if strings.HasPrefix(got, "E_") || strings.Contains(got, "E_DAMAGED") || strings.Contains(got, "W_PARTIAL") {
				continue
			}
			if what == "3" && slices.Contains(whole3, n) {
				continue
			}
			t.Errorf("the first %d of %d bytes of RAR %s = %s, want a problem", n, len(raw), what, got)
		}
	}
}

// FuzzRAR makes up the bodies of headers; their checksums are right.
func FuzzRAR(f *testing.F) {
	bodies := func(raw []byte, at int) []byte { return raw[at:min(len(raw), at+60)] }
	f.Add(true, []byte{0, 0}, bodies(rar5(0, rarFile{name: "总结.txt", text: "甲"}), 22), []byte("甲甲甲"))
	f.Add(true, []byte{0, 4}, []byte("\x02\x02\x20\x04\x7f\x00abcd\x80\x03\x01\x05a.txt"), []byte(strings.Repeat("\x80\x12", 50)))
	f.Add(false, []byte{0, 8, 0, 0, 0, 0, 0, 0}, bodies(rar3(0, rarFile{name: "总结.txt", text: "甲"}), 27), []byte("甲甲甲"))
	f.Add(false, []byte{8, 0, 0, 0, 0, 0, 0, 0}, []byte("\x00\x80\x20\x00\x00\x00\x40\x00\x00\x00\x02abcdMDhW\x1d\x33\x05\x00\x20\x00\x00\x00a.txt"), []byte(strings.Repeat("\x80\x12", 50)))
	f.Fuzz(func(t *testing.T, five bool, main, file, data []byte) {
		if len(main) < 2 || len(file) < 2 || len(file) > 1<<14 {
			return
		}
		var raw []byte
		if five {
			block := func(body []byte) []byte {
				head := append(binary.AppendUvarint(nil, uint64(len(body))), body...)
				return append(binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(head)), head...)
			}
			raw = append([]byte("Rar!\x1a\x07\x01\x00"), block(append([]byte{1}, main...))...)
			raw = append(append(raw, block(file)...), data...)
			raw = append(append(raw, block(file)...), data...)
		} else {
			block := func(kind byte, body []byte) []byte {
				head := append([]byte{kind}, body[:2]...)
				head = binary.LittleEndian.AppendUint16(head, uint16(5+len(body)))
				head = append(head, body[2:]...)
				return append(binary.LittleEndian.AppendUint16(nil, uint16(crc32.ChecksumIEEE(head))), head...)
			}
			raw = append([]byte("Rar!\x1a\x07\x00"), block(0x73, main)...)
			raw = append(append(raw, block(0x74, file)...), data...)
			raw = append(append(raw, block(0x74, file)...), data...)
		}
		checkArchive(t, raw, "rar")
	})
}
