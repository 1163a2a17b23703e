package segment

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-ego/gse"
	"pgregory.net/rapid"

	"chachong/internal/text"
	"chachong/internal/token"
)

// original is gse with the dictionary that it embeds, loaded once for all tests.
var original = sync.OnceValue(func() *gse.Segmenter {
	s := &gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := s.LoadDictEmbed("zh_s"); err != nil {
		panic(err)
	}
	return s
})

// ends returns where the words of s end.
func ends(d *dictionary, s string) (all []int) {
	var b block
	for lo := 0; lo < len(s); {
		lo = d.scan(&b, s, lo)
		d.path(&b)
		for _, unit := range b.cut {
			all = append(all, int(b.at[unit]))
		}
	}
	return all
}

// gseEnds is ends by gse, clause by clause.
func gseEnds(g *gse.Segmenter, s string) (all []int) {
	for lo := 0; lo < len(s); {
		end := clauseEnd(s, lo)
		for _, w := range g.Segment([]byte(s[lo:end])) {
			all = append(all, lo+w.End())
		}
		lo = end
	}
	return all
}

// differ returns the number of words of s, and how d and g differ about them.
func differ(d *dictionary, g *gse.Segmenter, s string) (words int, err error) {
	got, want := ends(d, s), gseEnds(g, s)
	if slices.Equal(got, want) {
		return len(want), nil
	}
	k := 0
	for k < len(got) && k < len(want) && got[k] == want[k] {
		k++
	}
	lo := 0
	if k > 0 {
		lo = want[k-1]
	}
	s = s[lo:min(len(s), lo+60)]
	return k, fmt.Errorf("words of %q end at %v, want %v", s, offsets(got, k, lo), offsets(want, k, lo))
}

// offsets returns some ends from the k-th on, counted from lo.
func offsets(ends []int, k, lo int) (some []int) {
	for _, e := range ends[k:min(len(ends), k+8)] {
		some = append(some, e-lo)
	}
	return some
}

// The table is that of gse's dictionary as it is today: go generate makes it.
func TestTable(t *testing.T) {
	g := original().Dict
	words := make([]Word, 0, g.NumTokens())
	for _, tok := range g.Tokens {
		words = append(words, Word{Text: tok.Text(), Freq: tok.Freq()})
	}
	made, err := Table(words)
	if err != nil || string(made) != string(table) {
		t.Errorf("Table of gse's %d words: %d bytes, %v, want the %d of table.bin; run go generate", len(words), len(made), err, len(table))
	}
	freq := map[string]float64{}
	for _, w := range newDictionary(table).words() {
		freq[w.Text] = w.Freq
	}
	for _, w := range words {
		if freq[w.Text] != w.Freq {
			t.Errorf("frequency of %q = %v, want %v", w.Text, freq[w.Text], w.Freq)
		}
	}
	if len(freq) != len(words) {
		t.Errorf("%d words, want %d", len(freq), len(words))
	}
}

// dataDir returns the folder with texts for measuring, or skips the test.
func dataDir(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("CHACHONG_DATA")
	if dir == "" {
		dir = "../../../shared/data"
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no data: %v", err)
	}
	return dir
}

func TestSameOnReports(t *testing.T) { sameOnTexts(t, "../../testdata") }

func TestSameOnData(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	sameOnTexts(t, dataDir(t))
}

// sameOnTexts compares the words of every text below dir, as it is and folded.
func sameOnTexts(t *testing.T, dir string) {
	d, words := newDictionary(table), 0
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil || len(data) > 4<<20 {
			return err
		}
		for _, s := range []string{string(data), text.Fold(string(data), nil).Text} {
			n, err := differ(d, original(), s)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			words += n
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d words", words)
}

// pieces are what random text holds besides words of the dictionary.
var pieces = []string{
	"a", "Z", "k歌", "qq", "AT&T", "c++", "4S", "1", "2026", "0", "é", "ß", "Ж", "ش", "²", "½", "ー", "Ａ", "９",
	"，", "。", "、", "《", "》", "“", "”", "—", "…", "·", ",", ";", " ", "\n", "\t", "\u3000", "*", "□", "_", "~",
	"\U00020000", "\U0002A6D6", "\U0001F600", "\x00", "\xff", "\xe5", "\xe5\xb7", "\xc3", "\xed\xa0\x80", "\uFFFD",
	"的", "了", "工", "会", "年", "一", "龘", "〇",
}

// randomText returns a text of n pieces: words, parts of words, and what is no word.
func randomText(r *rand.Rand, n int) string {
	tokens := original().Dict.Tokens
	var s strings.Builder
	for range n {
		word := tokens[r.IntN(len(tokens))].Text()
		switch r.IntN(8) {
		case 0:
			word = pieces[r.IntN(len(pieces))]
		case 1:
			runes := []rune(word)
			word = string(runes[r.IntN(len(runes)):])
		case 2:
			runes := []rune(word)
			word = string(runes[:r.IntN(len(runes)+1)])
		}
		s.WriteString(word)
	}
	return s.String()
}

func TestSameOnRandomText(t *testing.T) {
	d := newDictionary(table)
	for seed := range uint64(200) {
		if _, err := differ(d, original(), randomText(rand.New(rand.NewPCG(seed, 0)), 500)); err != nil {
			t.Errorf("random text %d: %v", seed, err)
		}
	}
	// The words with characters beyond the Basic Multilingual Plane are rare among those.
	for _, tok := range original().Dict.Tokens {
		if word := tok.Text(); strings.ContainsFunc(word, func(r rune) bool { return r > 0xFFFF }) {
			if _, err := differ(d, original(), "的"+word+"工作"+word+"a"+word); err != nil {
				t.Error(err)
			}
		}
	}
}

// Clauses without marks end blocks, and long Latin runs count their letters.
func TestSameOnLongClauses(t *testing.T) {
	d := newDictionary(table)
	for _, s := range []string{
		strings.Repeat("工会组织教职工", 500),
		strings.Repeat("a", 3*maxClause+1),
		strings.Repeat("工", maxClause-1) + "，" + strings.Repeat("作", maxClause) + "，总结",
		strings.Repeat("工", maxClause-2) + "c++语言",
		strings.Repeat("好，", blockUnits) + strings.Repeat("学习", maxClause),
		strings.Repeat("é1", maxClause) + "年",
		"",
	} {
		if _, err := differ(d, original(), s); err != nil {
			t.Error(err)
		}
	}
}

// With few characters and frequencies many words overlap and many paths cost the same.
func TestSameWithAnyDictionary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const alphabet = "甲乙丙a1+\U00020000"
		word := rapid.StringOfN(rapid.SampledFrom([]rune(alphabet)), 1, 6, -1)
		freq := rapid.OneOf(rapid.Float64Range(minFreq, 5), rapid.Map(rapid.IntRange(minFreq, 4), func(f int) float64 { return float64(f) }))
		words := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Word {
			return Word{Text: word.Draw(t, "text"), Freq: freq.Draw(t, "freq"), At: "here"}
		}), 2, 40).Draw(t, "words")
		words, err := foldWords(words)
		if err != nil {
			t.Fatal(err)
		}
		made, err := Table(words)
		if err != nil {
			t.Fatal(err)
		}
		s := rapid.StringOfN(rapid.SampledFrom([]rune(alphabet+"丁, Aé")), 0, 80, -1).Draw(t, "text")
		if _, err := differ(newDictionary(made), loadGSE(words), s); err != nil {
			t.Fatalf("with the words %v: %v", words, err)
		}
	})
}

// foldings are what folding moves, drops or makes longer.
var foldings = []string{
	"㈱", "㎏", "Ⅷ", "⑫", "ﬁ", "&nbsp;", "&amp;lt;", "&#24037;", "%E5%B7%A5", "\\u4F5C", "管 理", "\u00ad", "\u200b", "\xff\u00ad", "\xe5\u00ad",
	"é\u200b", "\u0301", "總結", "乾坤", "Ａｂ", "％", "\r\n", "\u2028", "ǆ", "\u3000", "\U000e0041", "…", "½", "ⅷ", "\xef\xbf\u00ad",
}

// Append by gse and by the table give the same words, hashes and spans.
func TestEnginesAgree(t *testing.T) {
	fast := segmenter(t)
	slow := &Segmenter{gse: original()}
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 1))
		var s strings.Builder
		for range 100 {
			s.WriteString(randomText(r, r.IntN(4)))
			s.WriteString(foldings[r.IntN(len(foldings))])
		}
		n := text.Fold(s.String(), nil)
		lo := strings.IndexByte(n.Text, '\n') + 1
		for _, hi := range []int{len(n.Text), max(lo, strings.LastIndexByte(n.Text, '\n'))} {
			got := fast.Append(token.Seq{}, n, lo, hi)
			want := slow.Append(token.Seq{}, n, lo, hi)
			if !slices.Equal(got.Hash, want.Hash) || !slices.Equal(got.Span, want.Span) {
				t.Fatalf("Append of %q = %d words, want %d words%s", s.String(), got.Len(), want.Len(), firstDifference(got, want, n.Source))
			}
		}
	}
}

// firstDifference says which word of got is not that of want.
func firstDifference(got, want token.Seq, src string) string {
	for i := range min(got.Len(), want.Len()) {
		if got.Hash[i] != want.Hash[i] || got.Span[i] != want.Span[i] {
			return fmt.Sprintf("; word %d is %q at %v, want %q at %v", i, got.Span[i].Of(src), got.Span[i], want.Span[i].Of(src), want.Span[i])
		}
	}
	return ""
}

// FuzzSameAsGse compares some hundred words a run: text that the seed makes, with s in
// it and behind it.
func FuzzSameAsGse(f *testing.F) {
	for i, s := range []string{"工会工作总结", "党*委", "第①章\x00的", "\xff的", "C++语言4S店", "周至县教育工会2010年"} {
		f.Add(uint64(i), s)
	}
	d := newDictionary(table)
	f.Fuzz(func(t *testing.T, seed uint64, s string) {
		r := rand.New(rand.NewPCG(seed, 2))
		if _, err := differ(d, original(), randomText(r, 60)+s+randomText(r, 60)+s); err != nil {
			t.Error(err)
		}
	})
}
