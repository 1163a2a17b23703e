package pack

import (
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chachong/internal/source/extract"
)

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// The archives hold the same three files: 总结.txt of this folder, a short one, an empty one.
func TestSeven(t *testing.T) {
	good := "青石镇/空.txt: 0\n青石镇/一小/总结.txt: %\n青石镇/二小.txt: 49\n"
	failed := func(why string) string {
		return "青石镇/空.txt: 0\n青石镇/一小/总结.txt: " + why + "\n青石镇/二小.txt: " + why + "\n"
	}
	for _, c := range []struct{ name, want string }{
		{"lzma2.7z", good},
		{"lzma.7z", good},
		{"copy.7z", good},
		{"deflate.7z", good},
		{"bzip2.7z", good},
		{"ppmd.7z", failed("E_FORMAT packed by a method PPMd, which is not read")},
		{"bcj2.7z", failed("E_FORMAT packed by a method BCJ2, which is not read")},
		{"password.7z", failed("E_PASSWORD encrypted: a password is needed")},
		{"password-names.7z", "E_PASSWORD encrypted: a password is needed"},
		{"folder.7z", "W_EMPTY an empty archive: no document in it"},
	} {
		want(t, c.name, strings.Replace(outcome(readFile(t, c.name), "7z", extract.Limits{}), ": 3169\n", ": %\n", 1), c.want)
	}
}

func TestSevenBytes(t *testing.T) {
	text := string(readFile(t, "总结.txt"))
	for _, name := range []string{"lzma2.7z", "lzma.7z", "copy.7z", "deflate.7z", "bzip2.7z"} {
		raw := readFile(t, name)
		for _, raw := range [][]byte{raw, append([]byte("MZ"+sevenSignature+strings.Repeat("stub", 500)), raw...)} {
			doc, err := Read(raw, "7z", extract.NewBudget(extract.Limits{}))
			if err != nil {
				t.Errorf("Read(%s) = %v", name, err)
				continue
			}
			found := false
			for _, m := range doc.Members {
				found = found || string(m.Raw) == text
			}
			if !found {
				t.Errorf("Read(%s) does not give the text byte for byte", name)
			}
		}
	}
}

// Every cut and every changed byte is told: no archive gives other bytes than it was made of.
func TestSevenDamage(t *testing.T) {
	for _, name := range []string{"lzma2.7z", "lzma.7z", "copy.7z", "bzip2.7z"} {
		raw := readFile(t, name)
		for n := range raw {
			if got := outcome(raw[:n], "7z", extract.Limits{}); !strings.HasPrefix(got, "E_DAMAGED") {
				t.Fatalf("the first %d bytes of %s = %s, want E_DAMAGED", n, name, got)
			}
		}
		sound := outcome(raw, "7z", extract.Limits{})
		for i := 8; i < len(raw); i += 3 {
			changed := append([]byte{}, raw...)
			changed[i] ^= 0x41
			got := outcome(changed, "7z", extract.Limits{})
			if got == sound && !strings.Contains(got, "E_") && name == "copy.7z" {
				t.Fatalf("%s with byte %d changed = %s, want a problem", name, i, got)
			}
		}
	}
}

// sevenOf returns an archive whose header is that.
func sevenOf(packed, header []byte) []byte {
	start := binary.LittleEndian.AppendUint64(nil, uint64(len(packed)))
	start = binary.LittleEndian.AppendUint64(start, uint64(len(header)))
	start = binary.LittleEndian.AppendUint32(start, crc32.ChecksumIEEE(header))
	raw := append([]byte(sevenSignature), 0, 4)
	raw = binary.LittleEndian.AppendUint32(raw, crc32.ChecksumIEEE(start))
	raw = append(raw, start...)
	return append(append(raw, packed...), header...)
}

// number is 7z's way to write the largest numbers.
func number(n uint64) []byte { return binary.LittleEndian.AppendUint64([]byte{0xff}, n) }

func TestSevenLies(t *testing.T) {
	const huge = 1 << 62
	join := func(parts ...[]byte) []byte {
		var out []byte
		for _, p := range parts {
			out = append(out, p...)
		}
		return out
	}
	lzma := []byte{idUnpackInfo, idFolder, 1, 0, 1, 0x23, 3, 1, 1, 5, 0x5d, 0xff, 0xff, 0xff, 0xff, idCodersSize}
	for _, c := range []struct {
		what   string
		header []byte
		want   string
	}{
		{"many files", join([]byte{idHeader, idFiles}, number(huge)), "E_DAMAGED"},
		{"many folders", join([]byte{idHeader, idMainStreams, idUnpackInfo, idFolder}, number(huge)), "E_DAMAGED"},
		{"many streams", join([]byte{idHeader, idMainStreams, idPackInfo, 0}, number(huge)), "E_DAMAGED"},
		{"packed bytes elsewhere", join([]byte{idHeader, idMainStreams, idPackInfo}, number(huge), []byte{1, idSize, 1, idEnd, idEnd, idEnd}), "E_DAMAGED"},
		{"header inside itself", join([]byte{idEncodedHeader}), "E_DAMAGED"},
		{"huge file", join([]byte{idHeader, idMainStreams, idPackInfo, 0, 1, idSize, 4, idEnd}, lzma, number(huge), []byte{idEnd, idEnd, idFiles, 1, idNames, 5, 0, 'a', 0, 0, 0, idEnd, idEnd}), "a: E_DAMAGED"},
		{"huge dictionary", join([]byte{idHeader, idMainStreams, idPackInfo, 0, 1, idSize, 4, idEnd}, lzma, number(1<<40), []byte{idEnd, idEnd, idFiles, 1, idNames, 5, 0, 'a', 0, 0, 0, idEnd, idEnd}), "a: E_DAMAGED"},
		{"property of no kind", join([]byte{idHeader, 0x77}), "E_DAMAGED"},
	} {
		if got := outcome(sevenOf([]byte{0, 0, 0, 0}, c.header), "7z", extract.Limits{}); !strings.HasPrefix(got, c.want) {
			t.Errorf("archive with %s = %s, want %s", c.what, got, c.want)
		}
	}
}

func FuzzSeven(f *testing.F) {
	addFiles(f, "*.7z")
	f.Fuzz(func(t *testing.T, raw []byte) {
		checkArchive(t, raw, "7z")
		// The checksums of the header keep changes out; with the right ones they get in.
		if len(raw) <= signatureSize {
			return
		}
		c := &cursor{data: raw[signatureSize:]}
		if at := binary.LittleEndian.Uint64(raw[12:]); at < uint64(len(c.data)) {
			packed := c.take(at)
			checkArchive(t, sevenOf(packed, c.data), "7z")
		}
	})
}
