package worker

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"testing"
)

// frameOf returns a frame as it is sent.
func frameOf(t testing.TB, h header, body ...[]byte) []byte {
	var b bytes.Buffer
	if err := writeFrame(bufio.NewWriter(&b), h, body...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readOne(raw []byte, limit uint64) (header, []byte, error) {
	return readFrame(bufio.NewReader(bytes.NewReader(raw)), limit)
}

// TestFrameDamage changes every bit of a frame and cuts it everywhere: it must not be read.
func TestFrameDamage(t *testing.T) {
	raw := frameOf(t, header{seq: 7, memory: 1 << 29, cpu: 9}, []byte("一份"), []byte("总结"))
	h, body, err := readOne(raw, 100)
	if want := (header{7, 1 << 29, 9, 12}); h != want || string(body) != "一份总结" || err != nil {
		t.Fatalf("readFrame = %v, %q, %v, want %v and the body", h, body, err, want)
	}
	for bit := range len(raw) * 8 {
		damaged := bytes.Clone(raw)
		damaged[bit/8] ^= 1 << (bit % 8)
		if _, _, err := readOne(damaged, 100); !errors.Is(err, errNoFrame) {
			t.Errorf("readFrame with bit %d changed = %v, want %v", bit, err, errNoFrame)
		}
	}
	for n := range raw {
		want := io.ErrUnexpectedEOF
		if n == 0 || n == headerSize || n == headerSize+12 {
			want = io.EOF
		}
		if _, _, err := readOne(raw[:n], 100); !errors.Is(err, want) {
			t.Errorf("readFrame of %d bytes = %v, want %v", n, err, want)
		}
	}
	if _, _, err := readOne(raw, 11); !errors.Is(err, errNoFrame) {
		t.Errorf("readFrame with a limit of 11 bytes = %v, want %v", err, errNoFrame)
	}
}

// FuzzFrame reads what is no frame, and what is one: then it is what was written.
func FuzzFrame(f *testing.F) {
	f.Add([]byte("some body"), uint64(1), uint64(2))
	f.Add(frameOf(f, header{seq: 1}, []byte("inner")), uint64(0), uint64(0))
	f.Fuzz(func(t *testing.T, raw []byte, seq, memory uint64) {
		const limit = 1 << 20
		h, body, err := readOne(raw, limit)
		if err == nil && !bytes.HasPrefix(raw, frameOf(t, h, body)) {
			t.Errorf("readFrame(%q) = %v, %q, which is another frame", raw, h, body)
		}
		want := header{seq, memory, 0, uint64(len(raw))}
		h, body, err = readOne(frameOf(t, want, raw), limit)
		if h != want || !bytes.Equal(body, raw) || err != nil {
			t.Errorf("readFrame(writeFrame(%v, %q)) = %v, %q, %v", want, raw, h, body, err)
		}
	})
}
