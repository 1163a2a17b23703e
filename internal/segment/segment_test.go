package segment

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/zeebo/xxh3"

	"chachong/internal/text"
	"chachong/internal/token"
)

func segmenter(t testing.TB) *Segmenter {
	t.Helper()
	s, err := Load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func words(s *Segmenter, src string) []string {
	n := text.Fold(src, nil)
	seq := s.Append(token.Seq{}, n, 0, len(n.Text))
	var out []string
	for _, span := range seq.Span {
		out = append(out, span.Of(src))
	}
	return out
}

func TestAppend(t *testing.T) {
	s := segmenter(t)
	for _, tt := range []struct{ src, want string }{
		{"", ""},
		{"  \n", ""},
		{"教育工会组织教职工", "教育|工会组织|教职工"},
		{"加强管 理，提高质量。", "加强|管 理|，|提高|质量|。"}, // a space inside Han is inside the word
		{"２０２４年ＡＢＣ", "２０２４|年|ＡＢＣ"},
		{"党*委", "党|*|委"},
		{"（一）学习\n（二）工作", "（|一|）|学习|（|二|）|工作"},
	} {
		if got := strings.Join(words(s, tt.src), "|"); got != tt.want {
			t.Errorf("words of %q = %q, want %q", tt.src, got, tt.want)
		}
	}
}

// A word's hash is that of its folded text, and its lowest bit tells words from marks.
func TestHash(t *testing.T) {
	s := segmenter(t)
	const src = "ＡＢ工作，"
	n := text.Fold(src, nil)
	seq := s.Append(token.Seq{}, n, 0, len(n.Text))
	for i, want := range []string{"ab", "工作", ","} {
		h := xxh3.HashString(want) &^ 1
		if want != "," {
			h |= 1
		}
		if seq.Hash[i] != h {
			t.Errorf("hash of word %d of %q = %x, want %x, that of %q", i, src, seq.Hash[i], h, want)
		}
	}
}

// The same sentence is cut the same way wherever it stands: no call sees more than a
// clause, so float32 sums never grow long.
func TestPlaceDoesNotMatter(t *testing.T) {
	s := segmenter(t)
	const sentence = "全县教育工会组织教职工开展岗位练兵和技能竞赛活动"
	want := words(s, sentence)
	prefix := strings.Repeat("加强基层建设，服务广大职工。", 4000)
	all := words(s, prefix+sentence)
	if got := all[len(all)-len(want):]; !slices.Equal(got, want) {
		t.Errorf("behind %d bytes: %q, want %q", len(prefix), got, want)
	}
}

// Cutting at a clause mark is exact only while no word of the dictionary holds one.
func TestNoWordHoldsAClauseMark(t *testing.T) {
	for _, w := range segmenter(t).dict.words() {
		if strings.ContainsFunc(w.Text, isClauseMark) {
			t.Errorf("dictionary word %q holds a clause mark", w.Text)
		}
	}
}

func TestLongClause(t *testing.T) {
	s := segmenter(t)
	src := strings.Repeat("的", 200_000)
	n := 0
	for _, w := range words(s, src) {
		n += len(w)
	}
	if n != len(src) {
		t.Errorf("words cover %d bytes of %d", n, len(src))
	}
}

// Calls at one time share nothing but the dictionary.
func TestConcurrentAppend(t *testing.T) {
	s := segmenter(t)
	n := text.Fold(strings.Repeat("教育工会组织教职工开展岗位练兵，2026年走访职工38人次。\n", 200), nil)
	want := s.Append(token.Seq{}, n, 0, len(n.Text))
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 20 {
				if got := s.Append(token.Seq{}, n, 0, len(n.Text)); !slices.Equal(got.Hash, want.Hash) || !slices.Equal(got.Span, want.Span) {
					t.Errorf("Append beside others = %d words, want the same %d", got.Len(), want.Len())
				}
			}
		})
	}
	wg.Wait()
}

func FuzzAppend(f *testing.F) {
	for _, src := range []string{"工会工作总结", "㈱２０２４ ㎏\x00党*委", "ABC　第①章…", "的的的\xff的", "a b 管 理"} {
		f.Add(src)
	}
	s := segmenter(f)
	f.Fuzz(func(t *testing.T, src string) {
		src = strings.ToValidUTF8(src, "\uFFFD")
		n := text.Fold(src, nil)
		seq := s.Append(token.Seq{}, n, 0, len(n.Text))
		if len(seq.Hash) != len(seq.Span) {
			t.Fatalf("%d hashes, %d spans", len(seq.Hash), len(seq.Span))
		}
		words := slices.DeleteFunc(slices.Clone(seq.Hash), func(h uint64) bool { return !token.IsWord(h) })
		if got := s.AppendHashes(nil, n, 0, len(n.Text)); !slices.Equal(got, words) {
			t.Fatalf("AppendHashes(%q) = %x, want the words of Append: %x", src, got, words)
		}
		last := int32(0)
		for i, span := range seq.Span {
			if span.Lo < last || span.Hi <= span.Lo || int(span.Hi) > len(src) {
				t.Fatalf("span %d of %q = %v behind %d", i, src, span, last)
			}
			last = span.Hi
			// Folding the word's own text gives the word again, unless a phrase rule or a
			// neighbour had a say.
			if lo, hi := n.Find(span); n.Span(lo, hi) != span {
				t.Fatalf("span %d of %q = %v, found again at %v", i, src, span, n.Span(lo, hi))
			}
		}
	})
}
