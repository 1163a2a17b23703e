package detect_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/detect"
	"chachong/internal/finding"
)

// inputsOf makes an input of every given text.
func inputsOf(texts map[string]string) []detect.Input {
	var in []detect.Input
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text := texts[name]
		in = append(in, detect.Input{Path: name, Read: func() detect.Reading {
			return detect.Reading{Text: text, Status: "ok", Format: "txt", Encoding: "utf-8", Bytes: int64(len(text))}
		}})
	}
	return in
}

func run(t *testing.T, in []detect.Input, opt detect.Options) *finding.Result {
	t.Helper()
	res, err := detect.Run(context.Background(), in, opt)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// prose returns n letters of random Chinese in sentences, lines of about 150 letters.
// Two calls share no text worth mentioning.
func prose(r *rand.Rand, n int) string {
	common := []rune("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严")
	var b strings.Builder
	line := 0
	for n > 0 {
		k := min(n, 8+r.IntN(18))
		for range k {
			b.WriteRune(common[r.IntN(len(common))])
		}
		n -= k
		if line += k; line > 150 {
			b.WriteString("。\n")
			line = 0
		} else if r.IntN(3) == 0 {
			b.WriteString("。")
		} else {
			b.WriteString("，")
		}
	}
	return strings.TrimRight(b.String(), "，。\n") + "。\n"
}

func rng(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 20)) }

// edit replaces about one letter in every by another.
func edit(r *rand.Rand, s string, every int) string {
	rs := []rune(s)
	for i, c := range rs {
		if c > 0x4e00 && r.IntN(every) == 0 {
			rs[i] = rune('一' + r.IntN(0x4000))
		}
	}
	return string(rs)
}

func pairOf(t *testing.T, res *finding.Result, a, b string) *finding.Pair {
	t.Helper()
	for i := range res.Pairs {
		if p := &res.Pairs[i]; p.A == a && p.B == b {
			return p
		}
	}
	t.Errorf("no pair %s, %s", a, b)
	return &finding.Pair{}
}

func submission(t *testing.T, res *finding.Result, id string) *finding.Submission {
	t.Helper()
	for i := range res.Submissions {
		if s := &res.Submissions[i]; s.ID == id {
			return s
		}
	}
	t.Errorf("no submission %s", id)
	return &finding.Submission{}
}

// grams5 is the plain definition: the set of 5-letter grams of the Han letters of s.
func grams5(s string) map[string]bool {
	var letters []rune
	for _, r := range s {
		if r >= 0x4e00 && r < 0xa000 {
			letters = append(letters, r)
		}
	}
	set := map[string]bool{}
	for i := 0; i+5 <= len(letters); i++ {
		set[string(letters[i:i+5])] = true
	}
	return set
}

func TestFiguresAreExact(t *testing.T) {
	r := rng(1)
	a := prose(r, 1500)
	b := edit(r, a, 25)
	long := prose(r, 4000) + a + prose(r, 300)
	res := run(t, inputsOf(map[string]string{"a": a, "b": b, "long": long, "other": prose(r, 1500)}), detect.Options{})

	ga, gb, gl := grams5(a), grams5(b), grams5(long)
	common := func(x, y map[string]bool) (n float64) {
		for g := range x {
			if y[g] {
				n++
			}
		}
		return n
	}
	check := func(what string, got, want float64) {
		t.Helper()
		if got < want-1e-9 || got > want+1e-9 {
			t.Errorf("%s = %v, want %v", what, got, want)
		}
	}
	p := pairOf(t, res, "a#1", "b#1")
	n := common(ga, gb)
	check("resemblance", p.Resemblance, n/(float64(len(ga)+len(gb))-n))
	check("containment_a", p.ContainmentA, n/float64(len(ga)))
	check("containment_b", p.ContainmentB, n/float64(len(gb)))
	if !p.NearDuplicate {
		t.Errorf("pair a, b of resemblance %v is no near-duplicate", p.Resemblance)
	}
	p = pairOf(t, res, "a#1", "long#1")
	check("containment in the long one", p.ContainmentA, common(ga, gl)/float64(len(ga)))
	if !p.NearDuplicate || p.By != "containment" {
		t.Errorf("pair a, long: near_duplicate %v by %q, want containment", p.NearDuplicate, p.By)
	}
	// A short report inside a long one is a pair, it does not glue a cluster.
	if len(res.Clusters) != 1 || !slices.Equal(res.Clusters[0].Members, []string{"a#1", "b#1"}) {
		t.Errorf("clusters = %v, want a and b only", res.Clusters)
	}
	if s := submission(t, res, "other#1"); s.Reuse.Total != 0 || s.Cluster != 0 {
		t.Errorf("the unrelated one: reuse %v, cluster %d", s.Reuse.Total, s.Cluster)
	}
}

// reuse.total follows from the passages by the definition in the glossary.
func TestReuseFollowsFromPassages(t *testing.T) {
	r := rng(2)
	p1, p2, shared := prose(r, 120), prose(r, 90), prose(r, 150)
	res := run(t, inputsOf(map[string]string{
		"a": prose(r, 600) + p1 + prose(r, 500) + shared,
		"b": prose(r, 300) + p1 + prose(r, 700) + p2,
		"c": shared + prose(r, 800) + p2 + prose(r, 200),
	}), detect.Options{})
	if len(res.Passages) != 3 {
		t.Errorf("%d passages, want 3", len(res.Passages))
	}
	for _, s := range res.Submissions {
		covered := int32(0)
		for _, p := range res.Passages {
			for _, side := range []finding.Side{p.A, p.B} {
				if side.Submission == s.ID && !p.Template {
					covered += p.Letters // passages of one submission are apart in this test
				}
			}
		}
		want := float64(covered) / float64(s.Letters)
		if s.Reuse.Total != want || want == 0 {
			t.Errorf("%s: reuse.total = %v, passages give %v", s.ID, s.Reuse.Total, want)
		}
		if s.Reuse.LargestSource >= s.Reuse.Total || s.Reuse.LargestSourceID == "" {
			t.Errorf("%s: largest source %v of %v", s.ID, s.Reuse.LargestSource, s.Reuse.Total)
		}
	}
}

func TestFamilyAndTemplate(t *testing.T) {
	r := rng(3)
	passage, template := prose(r, 100), prose(r, 130)
	texts := map[string]string{}
	for i := range 9 {
		s := prose(r, 500)
		if i < 3 {
			s += passage + prose(r, 100)
		} else if i < 8 {
			s += template + prose(r, 100)
		}
		texts[fmt.Sprint("f", i)] = s
	}
	res := run(t, inputsOf(texts), detect.Options{})
	for _, s := range res.Submissions {
		switch i := s.ID[1] - '0'; {
		case i < 3 && (s.Reuse.Total < 0.12 || s.Reuse.Total != s.Reuse.WithTemplate):
			t.Errorf("%s holds a family's passage: reuse %+v", s.ID, s.Reuse)
		case i >= 3 && i < 8 && (s.Reuse.Total != 0 || s.Reuse.WithTemplate < 0.15):
			t.Errorf("%s holds a template: reuse %+v", s.ID, s.Reuse)
		case i == 8 && s.Reuse != finding.Reuse{}:
			t.Errorf("%s holds nothing: reuse %+v", s.ID, s.Reuse)
		}
	}
	if len(res.Families) != 2 || len(res.Families[0].Members) != 3 || len(res.Families[1].Members) != 5 {
		t.Errorf("families = %+v, want one of 3 and one of 5", res.Families)
	}
	if len(res.Pairs) != 0 {
		t.Errorf("pairs = %+v, want none", res.Pairs)
	}
}

// A text that six hold is template in all of its passages, also between two of its
// holders that resemble each other.
func TestOneTemplateMarkAFamily(t *testing.T) {
	r := rng(12)
	template, common := prose(r, 150), prose(r, 180)
	texts := map[string]string{}
	for i := range 6 {
		s := prose(r, 300)
		if i < 2 {
			s += common
		}
		texts[fmt.Sprint("f", i)] = s + template + prose(r, 40)
	}
	res := run(t, inputsOf(texts), detect.Options{})
	marks := map[string]map[bool]int{}
	for _, p := range res.Passages {
		if p.Family != "" {
			if marks[p.Family] == nil {
				marks[p.Family] = map[bool]int{}
			}
			marks[p.Family][p.Template]++
		}
	}
	for f, m := range marks {
		if len(m) != 1 {
			t.Errorf("family %s: %d passages template, %d not", f, m[true], m[false])
		}
	}
	if len(marks) == 0 {
		t.Error("no family")
	}
}

// A page that four copied from each other is no template; a form that a crowd fills in is.
func TestLongTemplateTakesACrowd(t *testing.T) {
	r := rng(16)
	for _, tt := range []struct {
		holders  int
		template bool
	}{{4, false}, {9, true}} {
		page := prose(r, 700)
		texts := map[string]string{}
		for i := range tt.holders {
			texts[fmt.Sprint("f", i)] = prose(r, 1000) + page + prose(r, 700)
		}
		res := run(t, inputsOf(texts), detect.Options{})
		for _, p := range res.Passages {
			if p.Template != tt.template {
				t.Errorf("%d holders: passage %s of %d letters template %v, want %v", tt.holders, p.ID, p.Letters, p.Template, tt.template)
			}
		}
		if len(res.Passages) == 0 {
			t.Errorf("%d holders: no passage", tt.holders)
		}
	}
}

// Copies of one report count once in document frequencies, so a passage that their
// crowd shares with a stranger is no template.
func TestCopiesAreNoTemplate(t *testing.T) {
	r := rng(4)
	report, passage := prose(r, 900), prose(r, 140)
	texts := map[string]string{"stranger": prose(r, 700) + passage}
	for i := range 6 {
		texts[fmt.Sprint("copy", i)] = edit(r, report[:len(report)/3*3]+passage, 60)
	}
	res := run(t, inputsOf(texts), detect.Options{})
	if s := submission(t, res, "stranger#1"); s.Reuse.Total < 0.12 {
		t.Errorf("stranger: reuse %+v", s.Reuse)
	}
	if len(res.Clusters) != 1 || len(res.Clusters[0].Members) != 6 {
		t.Errorf("clusters = %+v, want one of 6", res.Clusters)
	}
	strangers := 0
	for _, p := range res.Passages {
		if p.A.Submission == "stranger#1" || p.B.Submission == "stranger#1" {
			strangers++
		}
	}
	if strangers != 1 {
		t.Errorf("the passage is told %d times, want once", strangers)
	}
}

// A crowd of copies lists a number of pairs that grows with its size, not its square,
// and the result says so.
func TestCrowd(t *testing.T) {
	r := rng(5)
	report := prose(r, 400)
	texts := map[string]string{}
	const n = 150
	for i := range n {
		s := edit(r, report, 80)
		if i%3 == 0 {
			s = report
		}
		texts[fmt.Sprintf("c%03d", i)] = s
	}
	res := run(t, inputsOf(texts), detect.Options{})
	if len(res.Clusters) != 1 || len(res.Clusters[0].Members) != n {
		t.Fatalf("%d clusters, want one of %d", len(res.Clusters), n)
	}
	if max := 3 * n; len(res.Pairs) > max {
		t.Errorf("%d pairs, want at most %d", len(res.Pairs), max)
	}
	if !slices.ContainsFunc(res.Run.Caps, func(c finding.Cap) bool { return c.Name == "cluster_pairs" && c.LeftOut > 0 }) {
		t.Errorf("caps = %+v: cluster_pairs acted unsaid", res.Run.Caps)
	}
	for _, s := range res.Submissions {
		if s.Reuse.Total < 0.9 {
			t.Errorf("%s: reuse %v", s.ID, s.Reuse.Total)
		}
	}
}

func TestSameResultForAnyWorkers(t *testing.T) {
	r := rng(6)
	texts := map[string]string{}
	base := prose(r, 800)
	for i := range 12 {
		texts[fmt.Sprint("d", i)] = prose(r, 300) + edit(r, base[:len(base)/2/3*3], 30+i)
	}
	var first []byte
	for _, jobs := range []int{1, 2, 5} {
		res := run(t, inputsOf(texts), detect.Options{Jobs: jobs, Edits: true})
		res.Run.ElapsedSeconds = 0
		got, err := json.Marshal(res)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		} else if !reflect.DeepEqual(first, got) {
			t.Errorf("result for %d workers differs from that for 1", jobs)
		}
	}
}

// Every range of a result points at what it says, in bytes, code points and lines.
func TestRanges(t *testing.T) {
	r := rng(7)
	passage := prose(r, 200)
	texts := map[string]string{
		"a": prose(r, 400) + passage + prose(r, 100),
		"b": prose(r, 200) + passage + prose(r, 300),
	}
	res := run(t, inputsOf(texts), detect.Options{Edits: true})
	if len(res.Passages) != 1 {
		t.Fatalf("%d passages, want 1", len(res.Passages))
	}
	for _, side := range []finding.Side{res.Passages[0].A, res.Passages[0].B} {
		src := texts[side.Submission[:1]]
		got := src[side.Range.Byte[0]:side.Range.Byte[1]]
		if want := strings.TrimSpace(passage); got != want {
			t.Errorf("%s: passage %q, want %q", side.Submission, got, want)
		}
		if rs := [2]int32{int32(utf8.RuneCountInString(src[:side.Range.Byte[0]])), int32(utf8.RuneCountInString(src[:side.Range.Byte[1]]))}; rs != side.Range.Rune {
			t.Errorf("%s: code points %v, want %v", side.Submission, side.Range.Rune, rs)
		}
		if ls := [2]int32{int32(1 + strings.Count(src[:side.Range.Byte[0]], "\n")), int32(1 + strings.Count(src[:side.Range.Byte[1]], "\n"))}; ls != side.Range.Line {
			t.Errorf("%s: lines %v, want %v", side.Submission, side.Range.Line, ls)
		}
	}
}

// An input whose text is gone when it is needed again is partial, and the rest stands.
func TestInputChangesDuringTheRun(t *testing.T) {
	r := rng(8)
	a := prose(r, 600)
	in := inputsOf(map[string]string{"a": a, "b": a + prose(r, 30), "c": prose(r, 500) + a[:600]})
	read, calls := in[2].Read, 0
	in[2].Read = func() detect.Reading {
		if calls++; calls > 1 {
			return detect.Reading{Status: "error", Code: "E_CHANGED"}
		}
		return read()
	}
	res := run(t, in, detect.Options{Jobs: 1})
	if got := res.Inputs[2]; got.Status != finding.Partial || got.Code != "E_CHANGED" {
		t.Errorf("input c: %s %s, want partial E_CHANGED", got.Status, got.Code)
	}
	if len(res.Clusters) != 1 {
		t.Errorf("%d clusters, want the one of a and b", len(res.Clusters))
	}
}

func TestTooShortToCompare(t *testing.T) {
	res := run(t, inputsOf(map[string]string{"a": "总结", "b": "总结", "c": "年度总结"}), detect.Options{})
	if len(res.Submissions) != 3 || len(res.Pairs) != 0 || len(res.Clusters) != 0 {
		t.Errorf("%d submissions, %d pairs, %d clusters; want 3, 0, 0", len(res.Submissions), len(res.Pairs), len(res.Clusters))
	}
}

// The weaker sketch finds copies too; both are verified exactly.
func TestSimHash(t *testing.T) {
	r := rng(9)
	a := prose(r, 900)
	in := inputsOf(map[string]string{"a": a, "b": edit(r, a, 40), "c": prose(r, 900)})
	want := pairOf(t, run(t, in, detect.Options{}), "a#1", "b#1")
	got := pairOf(t, run(t, in, detect.Options{Sketch: detect.SimHash}), "a#1", "b#1")
	if *got != *want {
		t.Errorf("pair by SimHash = %+v, want %+v", got, want)
	}
}

// A fault over one input is its own line of the ledger; the others are checked.
func TestFaultOfOneInput(t *testing.T) {
	r := rng(10)
	a := prose(r, 400)
	in := inputsOf(map[string]string{"a": a, "b": a, "c": a})
	in[1].Read = func() detect.Reading { panic("no such luck") }
	res := run(t, in, detect.Options{})
	if e := res.Inputs[1]; e.Status != finding.Error || e.Code != "E_INTERNAL" || !strings.Contains(e.Reason, "no such luck") {
		t.Errorf("input b: %s %s %q, want error E_INTERNAL with the cause", e.Status, e.Code, e.Reason)
	}
	if len(res.Clusters) != 1 || !slices.Equal(res.Clusters[0].Members, []string{"a#1", "c#1"}) {
		t.Errorf("clusters = %v, want a and c", res.Clusters)
	}
}

// A short report that stands whole in a crowd is a near-duplicate of each that holds it.
func TestShortInsideACrowd(t *testing.T) {
	r := rng(13)
	short := prose(r, 300)
	texts := map[string]string{"short": short}
	const n = 60
	for i := range n {
		texts[fmt.Sprintf("long%02d", i)] = prose(r, 700) + short + prose(r, 700)
	}
	near := 0
	res := run(t, inputsOf(texts), detect.Options{})
	if s := submission(t, res, "short#1"); s.Reuse.Total < 0.95 {
		t.Errorf("short: reuse %+v; what near-duplicates share is no template", s.Reuse)
	}
	for _, p := range res.Pairs {
		if p.NearDuplicate && p.By == "containment" && p.B == "short#1" {
			near++
		}
	}
	if near != n {
		t.Errorf("the short one is found in %d, want %d", near, n)
	}
}

// An echo is left out only where its ranges are covered without it: no ratio falls.
func TestEchoesKeepRatios(t *testing.T) {
	r := rng(14)
	// a1, a2, a3 are one loose group; the stranger's paragraph stands in a1 and a3, but
	// nothing else covers it in a3.
	common, paragraph := prose(r, 600), prose(r, 400)
	texts := map[string]string{
		"a1": common + prose(r, 500) + paragraph,
		"a2": common + prose(r, 900),
		"a3": common + paragraph + prose(r, 500),
		"h":  prose(r, 900) + paragraph,
	}
	res := run(t, inputsOf(texts), detect.Options{})
	if s := submission(t, res, "a3#1"); s.Reuse.Total < 0.6 {
		t.Errorf("a3: reuse %v, want its common text and the paragraph", s.Reuse.Total)
	}
}

// Text that no submission takes in is not passed over in silence.
func TestTextOutsideSubmissions(t *testing.T) {
	r := rng(15)
	site := strings.Repeat("下载本文 相关文章\n", 48) // 384 letters
	body := prose(r, 500)
	res := run(t, inputsOf(map[string]string{"a": site + body, "b": site + body + site}), detect.Options{})
	for i, want := range []struct {
		outside int32
		status  finding.Status
		code    string
	}{
		{384, finding.OK, ""},
		{768, finding.Partial, "W_OUTSIDE"},
	} {
		e, s := res.Inputs[i], res.Submissions[i]
		if s.Letters != 500 || e.Status != want.status || e.Code != want.code {
			t.Errorf("input %s: %s %q, %d letters in its submission; want %s %q, 500 and %d outside", e.Path, e.Status, e.Code, s.Letters, want.status, want.code, want.outside)
		}
	}
}
