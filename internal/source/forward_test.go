package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestForward(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		count    int
	}{
		{"", "", 0},
		{"学校工会", "学校工会", 0},
		{"\u202e会工校学\u202c", "\u202e学校工会\u202c", 4},
		{"前\u202e会工\u202c后\u202e校学\u202c", "前\u202e工会\u202c后\u202e学校\u202c", 4},
		{"\u202e会工\n\u202e校学", "\u202e工会\n\u202e学校", 4},
		{"\u202e2\u202d1\u202c会\u202c后", "\u202e会\u202c1\u202d2\u202c后", 5},
		{"\u202a嵌\u202c", "\u202a嵌\u202c", 0},
	} {
		got, count := forward(tt.in)
		if got != tt.want || count != tt.count {
			t.Errorf("forward(%q) = %q, %d, want %q, %d", tt.in, got, count, tt.want, tt.count)
		}
	}
}

func FuzzForward(f *testing.F) {
	f.Add("\u202e会工\u202c后")
	f.Add("\u202a\u202e\u202c\u202c\n")
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return
		}
		got, count := forward(in)
		if len(got) != len(in) || !utf8.ValidString(got) {
			t.Errorf("forward(%q) = %q, want valid text of as many bytes", in, got)
		}
		if count == 0 && strings.Count(in, "\u202e") == 0 && got != in {
			t.Errorf("forward(%q) = %q, want it unchanged", in, got)
		}
	})
}
