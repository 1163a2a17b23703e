package page

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// slowUnits counts the UTF-16 units of a text's first n bytes.
func slowUnits(text string, n int) int32 {
	return int32(len(utf16.Encode([]rune(text[:n]))))
}

func TestOffsets(t *testing.T) {
	for _, text := range []string{
		"", "a", "工会总结", "𠮷", "a𠮷b", strings.Repeat("工", stride), strings.Repeat("𠮷", stride),
		strings.Repeat("abc", 700) + "𠮷" + strings.Repeat("总", 700), "\xff\xfe工\xe5",
	} {
		o := newOffsets(text)
		for n := 0; n <= len(text); n++ {
			if n < len(text) && !utf8.RuneStart(text[n]) {
				continue
			}
			if got, want := o.at(int32(n)), slowUnits(text, n); got != want {
				t.Fatalf("at(%d) of %.20q = %d, want %d", n, text, got, want)
			}
		}
		if got, want := o.length(), slowUnits(text, len(text)); got != want {
			t.Errorf("length of %.20q = %d, want %d", text, got, want)
		}
		if a, b := o.at(-5), o.at(int32(len(text))+9); a != 0 || b != o.length() {
			t.Errorf("offsets outside of %.20q = %d, %d, want 0, %d", text, a, b, o.length())
		}
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add("工会𠮷abc", 3)
	f.Add(strings.Repeat("总𠮷", 200), 700)
	f.Add("\xff\xfe\xfd", 2)
	f.Fuzz(func(t *testing.T, text string, n int) {
		o := newOffsets(text)
		n = max(0, min(n, len(text)))
		for n > 0 && n < len(text) && !utf8.RuneStart(text[n]) {
			n--
		}
		if got, want := o.at(int32(n)), slowUnits(text, n); utf8.ValidString(text) && got != want {
			t.Errorf("at(%d) of %q = %d, want %d", n, text, got, want)
		}
		if got, want := o.at(int32(n)), o.length(); got > want {
			t.Errorf("at(%d) of %q = %d, want %d at most", n, text, got, want)
		}
	})
}

func TestVisible(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"工会总结\n\t第二行", "工会总结\n\t第二行"},
		{"a\r\nb\rc\u2028d\u2029e", "a \nb\nc\nd\ne"},
		{"\x00\x1b[31m\x7f", "␀␛[31m␡"},
		{"\u0085\u009f", "\uFFFD\uFFFD"},
		{"甲\u202e乙\u2066丙\u200f\u061c", "甲\uFFFD乙\uFFFD丙\uFFFD\uFFFD"},
		{"\xff工\xe5", "\uFFFD工\uFFFD"},
		{"零\u200b宽 <b>&", "零\u200b宽 <b>&"},
		{"e" + strings.Repeat("\u0301", 9) + "e\u0301", "e" + strings.Repeat("\u0301", 8) + "\uFFFDe\u0301"},
		{"工" + strings.Repeat("\u0301\u200d", 9) + "会", "工" + strings.Repeat("\u0301\u200d", 8) + "\uFFFD\u200d会"},
		{"工" + strings.Repeat("\u20dd", 8) + "\U0001D165\U000E0100会", "工" + strings.Repeat("\u20dd", 8) + "\uFFFD\uFFFD\uFFFD\uFFFD会"},
	} {
		if got := visible(c.in); got != c.want {
			t.Errorf("visible(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	if got, want := visibleLine("名\n\t称\x07"), "名␤ 称␇"; got != want {
		t.Errorf("visibleLine = %q, want %q", got, want)
	}
}

func FuzzVisible(f *testing.F) {
	f.Add("a\r\n\x1b\u202e𠮷\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := visible(s)
		if a, b := len(utf16.Encode([]rune(got))), len(utf16.Encode([]rune(s))); a != b {
			t.Errorf("visible(%q) = %q, of %d UTF-16 units, want %d", s, got, a, b)
		}
		if again := visible(got); again != got {
			t.Errorf("visible(%q) = %q, want it to stay", got, again)
		}
		for _, r := range got {
			if r != '\n' && r != '\t' && (r < ' ' || 0x7F <= r && r < 0xA0) {
				t.Errorf("visible(%q) = %q, with a control character", s, got)
			}
		}
	})
}
