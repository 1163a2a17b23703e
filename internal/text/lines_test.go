package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// slowRune and slowLine are the definitions.
func slowRune(src string, at int) int32 {
	return int32(utf8.RuneCountInString(src[:at]))
}

func slowLine(src string, at int) int32 {
	ends := strings.Count(src[:at], "\n") + strings.Count(src[:at], "\r") - strings.Count(src[:at], "\r\n")
	if strings.HasSuffix(src[:at], "\r") && strings.HasPrefix(src[at:], "\n") {
		ends-- // the line goes on to the "\n"
	}
	return int32(1 + ends)
}

func checkLines(t *testing.T, src string) {
	t.Helper()
	l := NewLines(src)
	for at := 0; at <= len(src); at++ {
		if at < len(src) && !utf8.RuneStart(src[at]) {
			continue
		}
		if got, want := l.Rune(int32(at)), slowRune(src, at); got != want {
			t.Fatalf("NewLines(%q).Rune(%d) = %d, want %d", src, at, got, want)
		}
		if got, want := l.Line(int32(at)), slowLine(src, at); got != want {
			t.Fatalf("NewLines(%q).Line(%d) = %d, want %d", src, at, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	for _, src := range []string{
		"", "\n", "\r", "\r\n", "\n\r", "\r\r\n\n", "甲\n乙\r\n丙\r丁", "甲\n", "𠮷é工a",
		strings.Repeat("工", lineStep), strings.Repeat("a", lineStep), strings.Repeat("a", lineStep-1),
		strings.Repeat("a", lineStep-1) + "\r\n" + strings.Repeat("𠮷\r", lineStep),
		strings.Repeat("工作\r\n", lineStep/2),
	} {
		checkLines(t, src)
	}
}

func FuzzLines(f *testing.F) {
	f.Add("甲\r\n乙\r丙\n", 3)
	f.Add("\r\n", 300)
	f.Fuzz(func(t *testing.T, src string, times int) {
		src = strings.Repeat(src, 1+max(0, times)%(1+2*lineStep/(1+len(src))))
		if utf8.ValidString(src) && len(src) < 4*lineStep {
			checkLines(t, src)
		}
	})
}

func BenchmarkLines(b *testing.B) {
	src := report(1 << 20)
	b.Run("new", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		for b.Loop() {
			NewLines(src)
		}
	})
	l := NewLines(src)
	b.Run("look-up", func(b *testing.B) {
		at := int32(0)
		for b.Loop() {
			at = (at + 99991) % int32(len(src))
			l.Rune(at)
			l.Line(at)
		}
	})
}
