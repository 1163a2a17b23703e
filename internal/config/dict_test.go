package config

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseDict(t *testing.T) {
	for _, tt := range []struct {
		data string
		want string // words; "": an error
		err  string // part of the error
	}{
		{"校务公开 100 n\n", "校务公开=100@1", ""},
		{"\uFEFF工会 2.5\r\n\r\n  总结\t3\tn  \n", "工会=2.5@1 总结=3@3", ""},
		{"工会 5 n\n工会 6 n", "工会=5@1 工会=6@2", ""},
		{"工会\n", "", `dictionary "d", line 1: want a word`},
		{"工会 5 n\n工会 小组 5 n\n", "", `dictionary "d", line 2: want a word`},
		{"工会 n 5\n", "", `dictionary "d", line 1: frequency "n"`},
		{"工会 5\n\xB9\xA4 5\n", "", `dictionary "d", line 2: is not UTF-8`},
		{"\xFF\xFE\x00", "", `dictionary "d": is not UTF-8`},
		{"\n \n", "", `dictionary "d": empty`},
		{"", "", `dictionary "d": empty`},
	} {
		words, err := ParseDict("d", []byte(tt.data))
		var got []string
		for _, w := range words {
			got = append(got, fmt.Sprintf("%s=%v@%s", w.Text, w.Freq, strings.TrimPrefix(w.At, `dictionary "d", line `)))
		}
		if strings.Join(got, " ") != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("ParseDict(%q) = %q, %v, want %q, %q", tt.data, got, err, tt.want, tt.err)
		}
	}
}

// What is read is the fields of lines: joined again, they give the same words.
func FuzzParseDict(f *testing.F) {
	for _, s := range []string{"校务公开 100 n\n", "\uFEFF工会 2e3\r\n\n总结\u30003", "a b c d", "x NaN", "\xff 5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		words, err := ParseDict("d", []byte(data))
		if (err == nil) != (len(words) > 0) {
			t.Fatalf("ParseDict(%q) = %d words, %v", data, len(words), err)
		}
		var b strings.Builder
		for _, w := range words {
			fmt.Fprintf(&b, "%s %v\n", w.Text, w.Freq)
		}
		again, err := ParseDict("d", []byte(b.String()))
		if len(words) == 0 {
			return
		}
		if err != nil || len(again) != len(words) {
			t.Fatalf("ParseDict(%q) = %d words, %v, want %d", b.String(), len(again), err, len(words))
		}
		for i, w := range words {
			if again[i].Text != w.Text || again[i].Freq != w.Freq && w.Freq == w.Freq {
				t.Errorf("ParseDict(%q) word %d = %v, want %v", b.String(), i, again[i], w)
			}
		}
	})
}
