package align

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"

	"chachong/internal/text"
	"chachong/internal/token"
)

// dataDir returns the folder of the measuring data, or skips.
func dataDir(t testing.TB, name string) string {
	dir := os.Getenv("CHACHONG_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	dir = filepath.Join(dir, name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no measuring data: %v", err)
	}
	return dir
}

type goldRange struct {
	Sub   string
	Start int
	End   int
}

type goldPair struct {
	A, B goldRange
}

type gold struct {
	Submissions []struct {
		ID, File, Cluster string
		Start, End        int
	}
	PageMarkers []struct {
		File       string
		Start, End int
	} `json:"page_markers"`
	Passages []struct {
		ID string
		goldPair
	}
	SoftZones []struct {
		Passage, Side string
		Start, End    int
	} `json:"soft_zones"`
	HardNegatives []goldPair `json:"hard_negatives"`
	NearPairs     []struct {
		A, B    string
		Aligned struct{ A, B [2]int }
	} `json:"near_duplicate_pairs"`
}

// Sub is a submission of known truth with its letters.
type goldSub struct {
	id, file, cluster string
	text              *Text
	runeAt            []int // code points in front of each byte of the file
}

func (s *goldSub) panRange(sp text.Span) panRange {
	return panRange{text: s.id, lo: s.runeAt[sp.Lo], hi: s.runeAt[sp.Hi]}
}

func loadSeeds(t testing.TB) (gold, []goldSub) {
	dir := dataDir(t, "seeds")
	var g gold
	data, err := os.ReadFile(filepath.Join(dir, "gold_seeds.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	type file struct {
		norm           *text.Norm
		byteAt, runeAt []int
	}
	files := map[string]file{}
	var subs []goldSub
	for _, s := range g.Submissions {
		f, ok := files[s.File]
		if !ok {
			src, err := os.ReadFile(filepath.Join(dir, s.File))
			if err != nil {
				t.Fatal(err)
			}
			f.runeAt = make([]int, len(src)+1)
			n := 0
			for i := range string(src) {
				f.byteAt = append(f.byteAt, i)
				for k := range runeSize(src[i:]) {
					f.runeAt[i+k] = n
				}
				n++
			}
			f.byteAt = append(f.byteAt, len(src))
			f.runeAt[len(src)] = n
			var junk []text.Span
			for _, m := range g.PageMarkers {
				if m.File == s.File {
					junk = append(junk, text.Span{Lo: int32(f.byteAt[m.Start]), Hi: int32(f.byteAt[m.End])})
				}
			}
			f.norm = text.Fold(string(src), junk)
			files[s.File] = f
		}
		lo, hi := f.norm.Find(text.Span{Lo: int32(f.byteAt[s.Start]), Hi: int32(f.byteAt[s.End])})
		subs = append(subs, goldSub{
			id: s.ID, file: s.File, cluster: s.Cluster, runeAt: f.runeAt,
			text: NewText(f.norm.Source, token.LettersOf(f.norm, lo, hi)),
		})
	}
	return g, subs
}

func runeSize(b []byte) int {
	_, n := utf8.DecodeRune(b)
	return n
}

// Rarity counts the clusters that hold each seed.
func clusterRarity(subs []goldSub) Rarity {
	holders := map[uint32]map[string]bool{}
	clusters := map[string]bool{}
	for _, s := range subs {
		clusters[s.cluster] = true
		for _, h := range s.text.Seeds() {
			if holders[h] == nil {
				holders[h] = map[string]bool{}
			}
			holders[h][s.cluster] = true
		}
	}
	n := float64(len(clusters))
	return func(h uint32) float64 {
		df := float64(len(holders[h]))
		if df <= 2 {
			return 1
		}
		return min(1, max(0, math.Log(n/df)/math.Log(n/2)))
	}
}

func TestSeedPassages(t *testing.T) {
	g, subs := loadSeeds(t)
	rarity := clusterRarity(subs)
	var cases []panPair
	for _, p := range g.Passages {
		cases = append(cases, panPair{
			a: panRange{text: p.A.Sub, lo: p.A.Start, hi: p.A.End},
			b: panRange{text: p.B.Sub, lo: p.B.Start, hi: p.B.End},
		})
	}
	type side struct{ sub, other string }
	soft := map[side][][2]int{}
	for _, z := range g.SoftZones {
		for _, p := range g.Passages {
			if p.ID == z.Passage[:3] {
				at := side{p.A.Sub, p.B.Sub}
				if z.Side == "b" {
					at = side{p.B.Sub, p.A.Sub}
				}
				soft[at] = append(soft[at], [2]int{z.Start, z.End})
			}
		}
	}
	var al Aligner
	var found []panPair
	for i := range subs {
		for k := i + 1; k < len(subs); k++ {
			if subs[i].cluster == subs[k].cluster {
				continue
			}
			out := al.Align(subs[i].text, subs[k].text, rarity)
			for _, p := range out.Passages {
				d := panPair{subs[i].panRange(p.A), subs[k].panRange(p.B)}
				d.a.cut, d.b.cut = soft[side{subs[i].id, subs[k].id}], soft[side{subs[k].id, subs[i].id}]
				found = append(found, d)
				t.Logf("%s %s %v evidence %.1f grams %.0f similarity %.3f template %v\n\ta %s\n\tb %s", subs[i].id, subs[k].id, p.Kind,
					p.Evidence, p.Grams, p.Similarity, p.Template, p.A.Of(subs[i].text.Source), p.B.Of(subs[k].text.Source))
				for _, h := range g.HardNegatives {
					n := panPair{panRange{text: h.A.Sub, lo: h.A.Start, hi: h.A.End}, panRange{text: h.B.Sub, lo: h.B.Start, hi: h.B.End}}
					if d.detects(n) && !slices.ContainsFunc(cases, d.detects) {
						t.Errorf("hard negative reported: %s / %s", p.A.Of(subs[i].text.Source), p.B.Of(subs[k].text.Source))
					}
				}
			}
		}
	}
	s := plagdet(cases, found)
	t.Logf("plagdet %.4f recall %.4f precision %.4f granularity %.4f, %d cases, %d detections",
		s.plagdet, s.recall, s.precision, s.granularity, len(cases), len(found))
	for _, c := range cases {
		one := plagdet([]panPair{c}, found)
		if one.recall < 0.99 {
			t.Logf("case %v: recall %.3f", c, one.recall)
		}
	}
	if s.plagdet < 0.95 || s.granularity > 1.02 {
		t.Errorf("plagdet %.4f, granularity %.4f, want at least 0.95, at most 1.02", s.plagdet, s.granularity)
	}
}

func TestSeedNearDuplicates(t *testing.T) {
	g, subs := loadSeeds(t)
	rarity := clusterRarity(subs)
	byID := map[string]*goldSub{}
	for i := range subs {
		byID[subs[i].id] = &subs[i]
	}
	var al Aligner
	for _, p := range g.NearPairs {
		a, b := byID[p.A], byID[p.B]
		out := al.Align(a.text, b.text, rarity)
		var found []panPair
		kinds := []Kind{}
		for _, q := range out.Passages {
			found = append(found, panPair{a.panRange(q.A), b.panRange(q.B)})
			kinds = append(kinds, q.Kind)
		}
		want := panPair{
			panRange{text: p.A, lo: p.Aligned.A[0], hi: p.Aligned.A[1]},
			panRange{text: p.B, lo: p.Aligned.B[0], hi: p.Aligned.B[1]},
		}
		s := plagdet([]panPair{want}, found)
		t.Logf("%s %s plagdet %.4f recall %.4f granularity %.2f adjusted %.3f %.3f %v", p.A, p.B, s.plagdet, s.recall, s.granularity,
			out.AdjustedA, out.AdjustedB, kinds)
		if s.plagdet < 0.995 || s.granularity != 1 {
			t.Errorf("%s %s: plagdet %.4f, granularity %.2f, want at least 0.995, 1", p.A, p.B, s.plagdet, s.granularity)
		}
	}
}
