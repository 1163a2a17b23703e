package zipped

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"chachong/internal/source/extract"
)

// build packs the members, name and content in turn, with flags for all names.
func build(t testing.TB, nonUTF8 bool, members ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i < len(members); i += 2 {
		f, err := w.CreateHeader(&zip.FileHeader{Name: members[i], Method: zip.Deflate, NonUTF8: nonUTF8})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, members[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func gbk(s string) string {
	b, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return b
}

func code(err error) string {
	if p := (*extract.Problem)(nil); errors.As(err, &p) {
		return p.Code
	}
	return fmt.Sprint(err)
}

// list opens raw and reads all of it: "name=content" or "name!code" for each file.
func list(raw []byte, l extract.Limits) (string, error) {
	a, err := Open(raw, extract.NewBudget(l))
	if err != nil {
		return "", err
	}
	var out []string
	for _, f := range a.Files {
		if b, err := f.ReadAll(1 << 20); err != nil {
			out = append(out, f.Name+"!"+code(err))
		} else {
			out = append(out, f.Name+"="+string(b))
		}
	}
	return strings.Join(out, " "), nil
}

func TestOpen(t *testing.T) {
	plain := build(t, false, "甲/总结.txt", "工作", "甲/", "", "b.txt", "")
	for _, c := range []struct {
		what string
		raw  []byte
		want string
	}{
		{"folders", plain, "甲/总结.txt=工作 b.txt="},
		{"behind a stub", append(bytes.Repeat([]byte("MZ"), 3000), plain...), "甲/总结.txt=工作 b.txt="},
		{"with bytes behind", append(bytes.Clone(plain), "tail"...), "甲/总结.txt=工作 b.txt="},
		{"names in GBK", build(t, true, gbk("王老师/总结.txt"), "1"), "王老师/总结.txt=1"},
		{"a GBK name with a backslash byte in a character", build(t, true, gbk("郳\\誠.txt"), "1"), "郳/誠.txt=1"},
		{"UTF-8 names without the flag", build(t, true, "总结.txt", "1", "café.txt", "2"), "总结.txt=1 café.txt=2"},
		{"a GBK name that is UTF-8 by accident", build(t, true, gbk("联通"), "1", gbk("总结"), "2"), "联通=1 总结=2"},
		{"one name thrice", build(t, false, "a", "1", "a", "2", "A", "3"), "a=1 a=2 A=3"},
		{"backslashes and dots as they are", build(t, true, `..\..\a`, "1"), "../../a=1"},
		{"nothing", build(t, false), ""},
	} {
		if got, err := list(c.raw, extract.Limits{}); got != c.want || err != nil {
			t.Errorf("%s: files %q, %v, want %q", c.what, got, err, c.want)
		}
	}
}

// record finds the n-th record of a signature in raw.
func record(raw []byte, sig uint32, n int) []byte {
	var s [4]byte
	binary.LittleEndian.PutUint32(s[:], sig)
	for ; ; n-- {
		i := bytes.Index(raw, s[:])
		if n == 0 {
			return raw[i:]
		}
		raw = raw[i+4:]
	}
}

func TestEntriesThatCannotBeRead(t *testing.T) {
	text := strings.Repeat("工作总结", 50)
	for _, c := range []struct {
		what   string
		change func(raw []byte)
		want   string
	}{
		{"a flipped byte", func(raw []byte) { record(raw, sigLocal, 0)[sizeLocal+1+10] ^= 0xFF }, "a!E_DAMAGED b=" + text},
		{"a wrong checksum", func(raw []byte) { record(raw, sigEntry, 0)[16] ^= 1 }, "a!E_DAMAGED b=" + text},
		{"a size too small", func(raw []byte) { record(raw, sigEntry, 0)[24] -= 9 }, "a!E_DAMAGED b=" + text},
		{"a size too large", func(raw []byte) { record(raw, sigEntry, 0)[26]++ }, "a!E_DAMAGED b=" + text},
		{"encrypted", func(raw []byte) { record(raw, sigEntry, 0)[8] |= 1 }, "a!E_PASSWORD b=" + text},
		{"method 98", func(raw []byte) { record(raw, sigEntry, 0)[10] = 98 }, "a!E_FORMAT b=" + text},
		{"not where it should be", func(raw []byte) { record(raw, sigEntry, 0)[42]++ }, "a!E_DAMAGED b=" + text},
		{"cut", func(raw []byte) { record(raw, sigEntry, 1)[22] = 1 }, "a=" + text + " b!E_DAMAGED"},
	} {
		raw := build(t, false, "a", text, "b", text)
		c.change(raw)
		if got, err := list(raw, extract.Limits{}); got != c.want || err != nil {
			t.Errorf("%s: files %q, %v, want %q", c.what, got, err, c.want)
		}
	}
}

func TestArchivesThatCannotBeRead(t *testing.T) {
	good := build(t, false, "a", "1", "b", "2")
	overlap := bytes.Clone(good)
	binary.LittleEndian.PutUint32(record(overlap, sigEntry, 1)[42:], 0)
	split := bytes.Clone(good)
	record(split, sigEnd, 0)[4] = 1
	fewer := bytes.Clone(good)
	record(fewer, sigEnd, 0)[10]--
	huge := append([]byte("PK\x06\x06"), make([]byte, 52)...)
	binary.LittleEndian.PutUint64(huge[32:], 1<<31-1)
	binary.LittleEndian.PutUint64(huge[40:], 1<<63)
	huge = append(huge, "PK\x06\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00"...)
	huge = append(huge, "PK\x05\x06\x00\x00\x00\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x00\x00"...)
	for _, c := range []struct {
		what string
		raw  []byte
		want string
	}{
		{"no bytes", nil, extract.CodeDamaged},
		{"no zip", []byte(strings.Repeat("工作总结", 100)), extract.CodeDamaged},
		{"cut at 60 %", good[:len(good)*6/10], extract.CodeDamaged},
		{"cut by a byte", good[:len(good)-1], extract.CodeDamaged},
		{"entries over each other", overlap, extract.CodeLimitUnpack},
		{"part of a split archive", split, extract.CodeFormat},
		{"fewer entries than the directory says", fewer, extract.CodeDamaged},
		{"2^31-1 entries", huge, extract.CodeDamaged},
		{"a name of 5,000 bytes", build(t, false, strings.Repeat("a/", 2500), ""), extract.CodeLimitCount},
		{"more entries than allowed", build(t, false, "a", "", "b", "", "c", "", "d", ""), extract.CodeLimitCount},
	} {
		if _, err := Open(c.raw, extract.NewBudget(extract.Limits{Entries: 3})); code(err) != c.want {
			t.Errorf("Open of %s: %v, want %s", c.what, err, c.want)
		}
	}
	if _, err := OpenDocument(build(t, false, "a", "", "b", "", "c", "", "d", ""), extract.NewBudget(extract.Limits{Entries: 3})); err != nil {
		t.Errorf("OpenDocument: %v: its parts are no members", err)
	}
}

func TestUnicodePath(t *testing.T) {
	stored, real := gbk("总结"), "總結.txt"
	field := binary.LittleEndian.AppendUint32([]byte{1}, crc32.ChecksumIEEE([]byte(stored)))
	field = append(field, real...)
	extra := binary.LittleEndian.AppendUint16([]byte{0x75, 0x70}, uint16(len(field)))
	extra = append(extra, field...)
	for _, c := range []struct{ name, want string }{{stored, real}, {gbk("另外"), "另外"}} {
		var buf bytes.Buffer
		w := zip.NewWriter(&buf)
		if _, err := w.CreateHeader(&zip.FileHeader{Name: c.name, NonUTF8: true, Extra: extra}); err != nil {
			t.Fatal(err)
		}
		w.Close()
		a, err := Open(buf.Bytes(), extract.NewBudget(extract.Limits{}))
		if err != nil || len(a.Files) != 1 || a.Files[0].Name != c.want {
			t.Errorf("name with an extra field for %q: %v, %v, want %q", stored, a, err, c.want)
		}
	}
}

func TestBudget(t *testing.T) {
	raw := build(t, false, "a", strings.Repeat("0", 1<<20), "b", strings.Repeat("0", 1<<20))
	b := extract.NewBudget(extract.Limits{Unpack: 3 << 19})
	a, err := Open(raw, b)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"<nil>", extract.CodeLimitUnpack} {
		if _, err := a.Files[i].ReadAll(2 << 20); code(err) != want {
			t.Errorf("file %d under a budget of 1.5 MiB: %v, want %s", i, err, want)
		}
	}
	a, _ = Open(raw, extract.NewBudget(extract.Limits{}))
	if _, err := a.Files[0].ReadAll(1 << 10); code(err) != extract.CodeLimitUnpack {
		t.Errorf("ReadAll(1 kB) of 1 MiB: %v, want %s", err, extract.CodeLimitUnpack)
	}
}

func TestFind(t *testing.T) {
	a, err := Open(build(t, false, "word/Document.xml", "1", "WORD/document.xml", "2"), extract.NewBudget(extract.Limits{}))
	if err != nil {
		t.Fatal(err)
	}
	if f := a.Find("Word/document.XML"); f != a.Files[0] {
		t.Errorf("Find = %v, want the first", f)
	}
	if f := a.Find("document.xml"); f != nil {
		t.Errorf("Find of another name = %q, want none", f.Name)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(build(f, false, "甲/总结.txt", "工作总结", "b/", ""))
	f.Add(build(f, true, gbk("总结"), "1", "a", strings.Repeat("0", 5000)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		const unpack = 1 << 20
		a, err := Open(raw, extract.NewBudget(extract.Limits{Unpack: unpack}))
		if err != nil {
			if p := (*extract.Problem)(nil); !errors.As(err, &p) {
				t.Fatalf("Open: %v, want a problem", err)
			}
			return
		}
		total := 0
		for _, file := range a.Files {
			if !utf8.ValidString(file.Name) || a.Find(file.Name) == nil {
				t.Fatalf("name %q", file.Name)
			}
			b, err := file.ReadAll(unpack)
			if p := (*extract.Problem)(nil); err != nil && !errors.As(err, &p) {
				t.Fatalf("ReadAll: %v, want a problem", err)
			}
			if err == nil && int64(len(b)) != file.Size {
				t.Fatalf("%d bytes of %d", len(b), file.Size)
			}
			total += len(b)
		}
		if total > unpack {
			t.Fatalf("%d bytes unpacked", total)
		}
	})
}
