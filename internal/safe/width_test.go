package safe

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWidth(t *testing.T) {
	tests := []struct {
		in   string
		want int
	}{
		{"", 0},
		{"abc", 3},
		{"总结", 4},
		{"总结abc", 7},
		{"（一）", 6},
		{"，。", 4},
		{"“好”", 4},
		{"——", 2},
		{"…", 1},
		{"·", 1},
		{"①", 1},
		{"ａ", 2},
		{"ｱ", 1},
		{"e\u0301", 1},
		{"葛\U000e0100", 2},
		{"\u200b", 0},
		{"😀", 2},
		{"🇨🇳", 2},
		{"\u3000", 2},
	}
	for _, test := range tests {
		if got := Width(test.in); got != test.want {
			t.Errorf("Width(%q) = %d, want %d", test.in, got, test.want)
		}
	}
}

func TestCut(t *testing.T) {
	tests := []struct {
		in    string
		width int
		want  string
	}{
		{"总结", 4, "总结"},
		{"总结", 3, "总…"},
		{"总结", 2, "…"},
		{"总结", 1, "…"},
		{"总结", 0, ""},
		{"总结", -1, ""},
		{"", 5, ""},
		{"工会工作总结", 8, "工会工…"},
		{"abcdef", 4, "abc…"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
		{"坏\xff字", 9, "坏\ufffd字"},
		{"甲a\u0301乙", 4, "甲a\u0301…"},
	}
	for _, test := range tests {
		if got := Cut(test.in, test.width); got != test.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", test.in, test.width, got, test.want)
		}
	}
}

func FuzzCut(f *testing.F) {
	for _, s := range []string{"", "工会工作总结", "abc", "e\u0301\u0301", "🇨🇳🇨🇳🇨", "\u0600…", "坏\xff\xfe", "👨\u200d👩", "\r\n\n"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		got := Cut(s, width)
		if !utf8.ValidString(got) {
			t.Errorf("Cut(%q, %d) = %q, want valid UTF-8", s, width, got)
		}
		if w := Width(got); w > max(0, width) {
			t.Errorf("Cut(%q, %d) = %q of width %d", s, width, got, w)
		}
		valid := strings.ToValidUTF8(s, "\uFFFD")
		if width > 0 && Width(valid) <= width && got != valid {
			t.Errorf("Cut(%q, %d) = %q, want no change", s, width, got)
		}
		if got != valid && !strings.HasPrefix(valid, strings.TrimSuffix(got, ellipsis)) {
			t.Errorf("Cut(%q, %d) = %q, want a beginning of it", s, width, got)
		}
	})
}
