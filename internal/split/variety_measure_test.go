package split

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"
)

// pools returns the kinds of reports that the measuring set is made of: own ones,
// and texts of the measuring data where there are any. tuning selects the half that
// rules may be made by.
func pools(t *testing.T, dir string, tuning bool) map[string][]report {
	all := map[string][]report{"own": bodies, "own, other styles": styles}
	var short []report
	for _, r := range bodies {
		text := ""
		for _, l := range lineFields(r.text) {
			if text += l + "\n"; utf8.RuneCountInString(text) >= 90 {
				break
			}
		}
		short = append(short, report{r.owner, r.title, strings.TrimSpace(text)})
	}
	all["own, short"] = short
	if dir != "" {
		all["seeds"] = seedReports(t, dir)
		all["gov"], all["gov, cut from the middle"] = govReports(t, dir)
		all["law chapters"] = lawReports(t, dir)
	}
	for name, pool := range all {
		var half []report
		for i, r := range pool {
			if (i%2 == 0) == tuning {
				half = append(half, r)
			}
		}
		all[name] = half
	}
	return all
}

// named gives the i-th text of the measuring data an invented owner and title.
func named(i int, text string) report {
	places := []string{"青城县", "白石镇", "河东区", "临溪市", "松岭乡", "云峰县", "金坪街道", "南浦区", "大湾镇", "柳河县", "安庆里社区"}
	offices := []string{"教育局", "总工会", "第二小学", "人民政府", "财政所", "第一中学", "文化站"}
	titles := []string{"@主工作总结", "2022年@主工作报告", "@主工会工作汇报", "关于@主全年工作情况的汇报", "@主年度工作小结", "凝心聚力 砥砺前行", "@主教育工作总结及明年工作计划"}
	owner := places[i%len(places)] + offices[i*3%len(offices)]
	return report{owner, strings.ReplaceAll(titles[i*5%len(titles)], "@主", owner), strings.TrimSpace(text)}
}

func seedReports(t *testing.T, dir string) (out []report) {
	var g gold
	raw, err := os.ReadFile(filepath.Join(dir, "seeds", "gold_seeds.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		t.Fatal(err)
	}
	for i, s := range g.Submissions {
		raw, err := os.ReadFile(filepath.Join(dir, "seeds", s.File))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(s.File, "000") { // its bodies are cut by page marks
			out = append(out, named(i, string([]rune(string(raw))[s.Start:s.End])))
		}
	}
	return out
}

// govReports returns the first paragraphs of the government reports, and
// paragraphs out of their middle.
func govReports(t *testing.T, dir string) (first, middle []report) {
	files, _ := filepath.Glob(filepath.Join(dir, "gov-reports", "1*.txt"))
	rnd := rand.New(rand.NewPCG(5, 6))
	for i, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		lines := lineFields(string(raw))
		take := func(from int) string {
			want, got := 400+rnd.IntN(1800), ""
			for _, l := range lines[from:] {
				if got += l + "\n"; utf8.RuneCountInString(got) >= want {
					break
				}
			}
			return got
		}
		first = append(first, named(i, take(0)))
		for range 2 {
			at := 4 + rnd.IntN(max(1, len(lines)-20))
			for at < len(lines)-8 && within(lines[at], maxTitle) {
				at++
			}
			middle = append(middle, named(len(middle), take(at)))
		}
	}
	return first, middle
}

// lawReports returns one chapter of each of some laws.
func lawReports(t *testing.T, dir string) (out []report) {
	readLaws(t, filepath.Join(dir, "laws", "laws.tar.gz"), 23, func(name, src string) {
		var chapter []string
		n := 0
		for _, l := range lineFields(src) {
			if m, ok := readMarkAt(l, 0, int32(len(l))); ok && m.scheme == chapterScheme {
				if n++; n == 4 {
					break
				}
				chapter = nil
			} else {
				chapter = append(chapter, l)
			}
		}
		if c := strings.Join(chapter, "\n"); n > 1 && utf8.RuneCountInString(c) > 300 && utf8.RuneCountInString(c) < 3000 {
			out = append(out, named(len(out), c))
		}
	})
	return out
}

type tally struct{ sum, n float64 }

func (t *tally) add(x float64) { t.sum += x; t.n++ }
func (t tally) mean() float64  { return t.sum / max(1, t.n) }

// What holds for the own reports; formats without any sign of a report are among
// them.
const (
	ownFloor   = 0.94
	shortFloor = 0.75
)

// TestVariety measures boundary F1 over formats, layouts and kinds of reports,
// tuning and held-out ones apart. $CHACHONG_FULL draws more files and uses the
// measuring data as well.
func TestVariety(t *testing.T) {
	full := os.Getenv("CHACHONG_FULL") != ""
	dir, files := "", 2
	if full {
		dir, files = dataDir(t), 12
	}
	show := os.Getenv("CHACHONG_SHOW")
	table := map[string]*tally{}
	at := func(key string) *tally {
		if table[key] == nil {
			table[key] = &tally{}
		}
		return table[key]
	}
	for _, tuning := range []bool{true, false} {
		pool := pools(t, dir, tuning)
		var kinds []string
		for name := range pool {
			kinds = append(kinds, name)
		}
		slices.Sort(kinds)
		for i, format := range formats {
			set := "tuning"
			if heldOut(i) {
				set = "held-out"
			}
			half := map[bool]string{true: "tuning", false: "held-out"}[tuning]
			rnd := rand.New(rand.NewPCG(uint64(i), 11))
			for _, kind := range kinds {
				for f := range files {
					l := layouts[rnd.IntN(len(layouts))]
					reports := draw(rnd, pool[kind], 2+rnd.IntN(7))
					if f%3 != 0 {
						reports = reports[:min(len(reports), 2+f%3)]
					}
					if l.lines && !strings.HasSuffix(format, "\n") {
						l = layouts[0]
					}
					src, want := l.write(format, reports)
					got := split(src)
					x := boundaryF1(src, got, want)
					both := set + " formats, " + half + " bodies"
					at("all: " + both).add(x)
					at("kind: " + both + ", " + kind).add(x)
					at("layout: " + both + ", " + l.name).add(x)
					at(fmt.Sprintf("format: %s %q", set, format)).add(x)
					at(fmt.Sprintf("cell: %q %s", format, kind)).add(x)
					if set == "tuning" && tuning && show != "" && x < 1 && (show == "all" || strings.Contains(fmt.Sprintf("%q %s %s", format, l.name, kind), show)) {
						t.Logf("%q %s %s: F1 %.2f, %d parts, want %d", format, l.name, kind, x, len(got), len(want))
						for _, w := range want {
							t.Logf("   want %q … %q", clip(src[w[0]:w[1]], 20), clipTail(src[w[0]:w[1]], 12))
						}
						for _, p := range got {
							t.Logf("   got  %q | %q … %q", p.Title, clip(p.Body.Of(src), 20), clipTail(p.Body.Of(src), 12))
						}
					}
				}
			}
		}
	}
	var keys []string
	for k := range table {
		keys = append(keys, k)
	}
	for kind, floor := range map[string]float64{"own": ownFloor, "own, short": shortFloor} {
		for _, set := range []string{"tuning formats, tuning bodies, ", "tuning formats, held-out bodies, "} {
			if got := at("kind: " + set + kind).mean(); got < floor {
				t.Errorf("boundary F1 of %s%s = %.3f, want >= %.3f", set, kind, got, floor)
			}
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		a, b := keys[i], keys[j]
		if a[:4] != b[:4] || !strings.HasPrefix(a, "form") {
			return a < b
		}
		return table[a].mean() < table[b].mean()
	})
	for _, k := range keys {
		if strings.HasPrefix(k, "cell") {
			continue
		}
		if strings.HasPrefix(k, "form") {
			if table[k].mean() >= 0.97 && !testing.Verbose() {
				continue
			}
		}
		row := ""
		if f, ok := strings.CutPrefix(k, "format: "); ok {
			_, f, _ = strings.Cut(f, " ")
			for _, kind := range []string{"own", "own, short", "own, other styles", "seeds", "gov", "gov, cut from the middle", "law chapters"} {
				if c := table["cell: "+f+" "+kind]; c != nil {
					row += fmt.Sprintf(" %.2f", c.mean())
				}
			}
		}
		t.Logf("%.3f %4.0f%s %s", table[k].mean(), table[k].n, row, k)
	}
}
