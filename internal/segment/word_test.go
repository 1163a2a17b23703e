package segment

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestUserWords(t *testing.T) {
	const src = "推行校务公开，写ＶＩＰ卡，办实事好事"
	before := words(segmenter(t), src)
	s, err := Load(Options{Words: []Word{
		{Text: "校務公開", Freq: 1000}, {Text: "vip卡", Freq: 5}, {Text: "办实事好", Freq: 1e6}, {Text: "校务公开", Freq: 2},
	}})
	if err != nil {
		t.Fatal(err)
	}
	after := words(s, src)
	for _, w := range []string{"校务公开", "ＶＩＰ卡", "办实事好"} {
		if slices.Contains(before, w) || !slices.Contains(after, w) {
			t.Errorf("words of %q = %q, with %q in the dictionary %q", src, before, w, after)
		}
	}
}

func TestBadWords(t *testing.T) {
	for _, tt := range []struct {
		word Word
		want string // part of the error
	}{
		{Word{Text: "\u200b", Freq: 5}, "no text"},
		{Word{Text: "工会，", Freq: 5}, `"工会，"`},
		{Word{Text: "工会", Freq: 1}, "frequency 1"},
		{Word{Text: "工会", Freq: 1e10}, "frequency 1e+10"},
		{Word{Text: strings.Repeat("工", 100), Freq: 5}, "255"},
	} {
		tt.word.At = `dictionary "d", line 7`
		_, err := Load(Options{Words: []Word{tt.word}, Engine: GSE})
		var bad *DictionaryError
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), tt.word.At) {
			t.Errorf("Load with word %q, frequency %v: %v, want %s: … %s", tt.word.Text, tt.word.Freq, err, tt.word.At, tt.want)
		}
	}
}
