package detect_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/corpus"
	"chachong/internal/detect"
	"chachong/internal/finding"
)

// memory is an archive in memory: the plain truth of what an archive says.
type memory struct {
	records []corpus.Record
	asked   int   // records
	fail    error // of Records
}

// remember returns an archive of inputs.
func remember(t *testing.T, inputs []detect.Input) *memory {
	t.Helper()
	m := &memory{}
	err := detect.Records(context.Background(), inputs, detect.Options{}, func(_ finding.Input, recs []corpus.Record) error {
		for _, r := range recs {
			r.Number = int32(len(m.records) + 1)
			m.records = append(m.records, r)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *memory) Size() int { return len(m.records) }

func (m *memory) Holders(seeds []uint32, each func(k int, numbers []int32)) error {
	for k, seed := range seeds {
		var numbers []int32
		for i := range m.records {
			if _, ok := slices.BinarySearch(corpus.Sample(m.records[i].Seeds), seed); ok {
				numbers = append(numbers, int32(i+1))
			}
		}
		if numbers != nil {
			each(k, numbers)
		}
	}
	return nil
}

func (m *memory) Labels(numbers []int32) ([]corpus.Labels, error) {
	var out []corpus.Labels
	for _, n := range numbers {
		out = append(out, m.records[n-1].Labels)
	}
	return out, nil
}

func (m *memory) Owners(numbers []int32) ([]uint64, error) {
	var out []uint64
	for _, n := range numbers {
		out = append(out, corpus.OwnerKey(m.records[n-1].Owner))
	}
	return out, nil
}

func (m *memory) Equal(hash [2]uint64) ([]int32, error) {
	var out []int32
	for i := range m.records {
		if m.records[i].Hash == hash {
			out = append(out, int32(i+1))
		}
	}
	return out, nil
}

func (m *memory) Records(numbers []int32) ([]corpus.Record, error) {
	var out []corpus.Record
	for _, n := range numbers {
		out = append(out, m.records[n-1])
	}
	m.asked += len(numbers)
	return out, m.fail
}

// owned sets the owners of inputs by their names' first part.
func owned(inputs []detect.Input) []detect.Input {
	for i := range inputs {
		inputs[i].Owner, _, _ = strings.Cut(inputs[i].Path, "-")
	}
	return inputs
}

// cut returns some sentences of s: of every ten the first n.
func cut(s string, n int) string {
	var b strings.Builder
	for i, sentence := range strings.SplitAfter(s, "。") {
		if i%10 < n {
			b.WriteString(sentence)
		}
	}
	return b.String()
}

// earlierTexts are the texts of a run with an archive: old ones and new ones.
func earlierTexts() (old, fresh map[string]string) {
	r := rng(60)
	old, fresh = map[string]string{}, map[string]string{}
	for i := range 40 {
		old[fmt.Sprintf("o%02d-a", i)] = prose(r, 1500)
	}
	old["o90-copy"] = old["o07-a"] // the same text from another owner
	old["o91-like"] = edit(r, old["o08-a"], 40)
	fresh["n-copy"] = old["o03-a"]
	fresh["n-edited"] = edit(r, old["o04-a"], 12)
	fresh["n-masked"] = strings.NewReplacer("的", "*", "工", "*", "有", "*").Replace(old["o05-a"])
	fresh["n-part"] = prose(r, 1000) + cut(old["o06-a"], 3) + prose(r, 200)
	fresh["n-twice"] = old["o07-a"]
	fresh["n-cluster"] = edit(r, old["o08-a"], 30)
	fresh["n-clean"] = prose(r, 1500)
	fresh["n-new1"] = prose(r, 1500)
	fresh["n-new2"] = edit(r, fresh["n-new1"], 30)
	fresh["n-many"] = ""
	for i := 20; i < 32; i++ { // a stretch of each of twelve
		fresh["n-many"] += prose(r, 60) + string([]rune(old[fmt.Sprintf("o%02d-a", i)])[300:360])
	}
	return old, fresh
}

// Against an archive, new submissions have the pairs and near-duplicates that they have in
// one run with the old ones.
func TestArchiveAsInOneRun(t *testing.T) {
	old, fresh := earlierTexts()
	m := remember(t, inputsOf(old))
	got := run(t, inputsOf(fresh), detect.Options{Archive: m, ArchiveName: "库"})
	all := map[string]string{}
	for name, s := range old {
		all[name] = s
	}
	for name, s := range fresh {
		all[name] = s
	}
	want := run(t, inputsOf(all), detect.Options{})
	plain := func(id string) string {
		if rest, ok := strings.CutPrefix(id, "库!/"); ok {
			_, id, _ = strings.Cut(rest, "/")
		}
		return id
	}
	type figures struct {
		near        bool
		resemblance float64
	}
	pairs := func(res *finding.Result) map[string]figures {
		out := map[string]figures{}
		for _, p := range res.Pairs {
			a, b := plain(p.A), plain(p.B)
			if strings.HasPrefix(a, "o") && strings.HasPrefix(b, "o") {
				continue
			}
			out[min(a, b)+" "+max(a, b)] = figures{p.NearDuplicate, p.Resemblance}
		}
		return out
	}
	gotPairs, wantPairs := pairs(got), pairs(want)
	delete(wantPairs, "n-twice#1 o90-copy#1") // in one run it is listed against the first alone
	delete(gotPairs, "n-twice#1 o90-copy#1")
	if !reflect.DeepEqual(gotPairs, wantPairs) {
		t.Errorf("pairs with an archive:\n%v\nin one run:\n%v", gotPairs, wantPairs)
	}
	for _, s := range got.Submissions {
		if s.Archived {
			continue
		}
		if w := submission(t, want, s.ID); abs(s.Reuse.Total-w.Reuse.Total) > 0.02 {
			t.Errorf("reuse of %s = %.3f, in one run %.3f", s.ID, s.Reuse.Total, w.Reuse.Total)
		}
	}
	if s := submission(t, got, "n-many#1"); s.Reuse.Total < 0.4 {
		t.Errorf("reuse of text from twelve = %.3f, want 0.5", s.Reuse.Total)
	}
	if s := submission(t, got, "n-clean#1"); s.Reuse.Total != 0 {
		t.Errorf("reuse of text of its own = %.3f, want 0", s.Reuse.Total)
	}
}

func abs(x float64) float64 { return max(x, -x) }

// What a result with an archive holds, and in what order.
func TestArchivedSubmissions(t *testing.T) {
	old, fresh := earlierTexts()
	m := remember(t, inputsOf(old))
	inputs := inputsOf(fresh)
	res := run(t, inputs, detect.Options{Archive: m, ArchiveName: "库", ArchivePath: "x/库"})
	if len(res.Inputs) != len(inputs) {
		t.Errorf("%d inputs in the ledger, want %d", len(res.Inputs), len(inputs))
	}
	use := finding.ArchiveUse{Path: "x/库", Submissions: len(m.records), Compared: res.Run.Archive.Compared, SameOwner: "separate"}
	if *res.Run.Archive != use || use.Compared == 0 || use.Compared > len(m.records) {
		t.Errorf("run.archive = %+v", *res.Run.Archive)
	}
	archived := map[string]bool{}
	for i, s := range res.Submissions {
		archived[s.ID] = s.Archived
		if i > 0 && res.Submissions[i-1].Archived && !s.Archived {
			t.Errorf("new %s stands behind archived ones", s.ID)
		}
	}
	if !archived["库!/4/o03-a#1"] || archived["n-copy#1"] {
		t.Errorf("submissions %v, want the archived source of n-copy among them", archived)
	}
	told := map[string]bool{}
	for _, p := range res.Pairs {
		told[p.A], told[p.B] = true, true
		if archived[p.A] {
			t.Errorf("pair %s, %s: archived submissions are not compared with each other", p.A, p.B)
		}
	}
	for _, p := range res.Passages {
		told[p.A.Submission], told[p.B.Submission] = true, true
		if archived[p.A.Submission] {
			t.Errorf("passage %s: archived submissions are not compared with each other", p.ID)
		}
	}
	for id, old := range archived {
		if old && !told[id] {
			t.Errorf("%s stands in the result, and nothing is said about it", id)
		}
	}
}

// The owner's own earlier work is counted apart, left out, or counted.
func TestSameOwner(t *testing.T) {
	r := rng(61)
	mine := prose(r, 1500)
	old := map[string]string{"jia-2022": mine, "jia-2023": edit(r, mine, 25), "yi-2023": prose(r, 400) + cut(mine, 4)}
	for i := range 20 {
		old[fmt.Sprintf("z%02d-x", i)] = prose(r, 800)
	}
	fresh := map[string]string{"jia-2024": edit(r, mine, 20), "bing-2024": cut(mine, 3) + prose(r, 800)}
	m := remember(t, owned(inputsOf(old)))
	for _, tt := range []struct {
		mode         detect.SameOwner
		total, other [2]float64 // reuse of jia, and without own: at least, at most
		own          int        // own pairs
	}{
		{detect.SeparateOwn, [2]float64{0.9, 1}, [2]float64{0.25, 0.6}, 2},
		{detect.IgnoreOwn, [2]float64{0.25, 0.6}, [2]float64{0.25, 0.6}, 0},
		{detect.CountOwn, [2]float64{0.9, 1}, [2]float64{0.9, 1}, 0},
	} {
		res := run(t, owned(inputsOf(fresh)), detect.Options{Archive: m, ArchiveName: "库", SameOwner: tt.mode})
		s := submission(t, res, "jia-2024#1")
		own := 0
		for _, p := range res.Pairs {
			if p.Own {
				own++
				if p.A != "jia-2024#1" || !strings.Contains(p.B, "jia-") {
					t.Errorf("%s: %s, %s is own", tt.mode, p.A, p.B)
				}
			}
		}
		total, other := s.Reuse.Total, *s.Reuse.WithoutOwn
		if total < tt.total[0] || total > tt.total[1] || other < tt.other[0] || other > tt.other[1] || own != tt.own {
			t.Errorf("%s: reuse %.2f, without own %.2f, %d own pairs, want %v, %v, %d", tt.mode, total, other, own, tt.total, tt.other, tt.own)
		}
		// For others it is what it is.
		if s := submission(t, res, "bing-2024#1"); *s.Reuse.WithoutOwn < 0.2 {
			t.Errorf("%s: reuse of bing without own = %.2f, want what it has from jia", tt.mode, *s.Reuse.WithoutOwn)
		}
	}
}

// An archive's own copies of one text count once, and what many in it say is template.
func TestArchiveFrequencies(t *testing.T) {
	r := rng(62)
	notice := prose(r, 200)
	page := prose(r, 200)
	old := map[string]string{}
	copied := prose(r, 900) + page
	for i := range 30 {
		old[fmt.Sprintf("a%02d", i)] = prose(r, 900) + notice
		old[fmt.Sprintf("b%02d", i)] = edit(r, copied, 60)
	}
	m := remember(t, inputsOf(old))
	res := run(t, inputsOf(map[string]string{"n": prose(r, 900) + notice + page}), detect.Options{Archive: m, ArchiveName: "库"})
	s := submission(t, res, "n#1")
	if total, with := s.Reuse.Total, s.Reuse.WithTemplate; total < 0.13 || total > 0.2 || with < 0.28 {
		t.Errorf("reuse = %.3f, with template %.3f, want the page alone, 0.15, and with the notice 0.31", total, with)
	}
}

// Errors of an archive end a run.
func TestArchiveError(t *testing.T) {
	old, fresh := earlierTexts()
	m := remember(t, inputsOf(old))
	m.fail = errors.New("no")
	if _, err := detect.Run(context.Background(), inputsOf(fresh), detect.Options{Archive: m}); !errors.Is(err, m.fail) {
		t.Errorf("Run = %v, want %v", err, m.fail)
	}
	m.fail = nil
	for i := range m.records {
		m.records[i].Text = strings.Replace(m.records[i].Text, "。", "也。", 1)
	}
	var wrong *detect.ArchiveError
	if _, err := detect.Run(context.Background(), inputsOf(fresh), detect.Options{Archive: m}); !errors.As(err, &wrong) {
		t.Errorf("Run = %v, want an ArchiveError", err)
	}
}

// Official text is template, and alone makes no near-duplicates.
func TestTemplateFile(t *testing.T) {
	r := rng(63)
	form := prose(r, 800)
	fill := func() string { return form + prose(r, 60) }
	texts := map[string]string{"a": fill(), "b": fill(), "c": prose(r, 400) + string([]rune(form)[:200])}
	plain := run(t, inputsOf(texts), detect.Options{})
	res := run(t, inputsOf(texts), detect.Options{Templates: inputsOf(map[string]string{"form": form})})
	if p := pairOf(t, plain, "a#1", "b#1"); !p.NearDuplicate {
		t.Fatalf("without a template a and b are no near-duplicates: %+v", p)
	}
	if p := pairOf(t, res, "a#1", "b#1"); p.NearDuplicate {
		t.Errorf("with a template a and b are near-duplicates: %+v", p)
	}
	for _, s := range res.Submissions {
		if s.Reuse.Total > 0.02 || s.Reuse.WithTemplate < 0.2 {
			t.Errorf("reuse of %s = %+v, want template alone", s.ID, s.Reuse)
		}
	}
	missing := []detect.Input{{Path: "form", Read: func() detect.Reading { return detect.Reading{Status: "error", Code: "E_PERM"} }}}
	var wrong *detect.TemplateError
	if _, err := detect.Run(context.Background(), inputsOf(texts), detect.Options{Templates: missing}); !errors.As(err, &wrong) {
		t.Errorf("Run = %v, want a TemplateError", err)
	}
}

// The order of adding and of asking does not matter to who is found.
func TestArchiveJobs(t *testing.T) {
	old, fresh := earlierTexts()
	m := remember(t, inputsOf(old))
	var first *finding.Result
	for _, jobs := range []int{1, 3} {
		res := run(t, inputsOf(fresh), detect.Options{Archive: m, ArchiveName: "库", Jobs: jobs})
		res.Run.ElapsedSeconds = 0
		if first == nil {
			first = res
		} else if !reflect.DeepEqual(first, res) {
			t.Error("the result depends on the number of workers")
		}
	}
}

// An archive without texts finds what one with texts finds, from seeds.
func TestArchiveWithoutTexts(t *testing.T) {
	old, fresh := earlierTexts()
	m := remember(t, inputsOf(old))
	want := run(t, inputsOf(fresh), detect.Options{Archive: m, ArchiveName: "库"})
	for i := range m.records {
		m.records[i].Text, m.records[i].Junk, m.records[i].Paragraphs = "", nil, nil
	}
	got := run(t, inputsOf(fresh), detect.Options{Archive: m, ArchiveName: "库", Show: detect.Show{Texts: true, Pairs: 100, Families: 100}})
	for _, p := range want.Pairs {
		if p.B == "n-new2#1" {
			continue
		}
		if g := pairOf(t, got, p.A, p.B); abs(g.Resemblance-p.Resemblance) > 0.1 || !g.Estimated || p.By == "resemblance" && !g.NearDuplicate {
			t.Errorf("estimated %+v, with texts %+v", *g, p)
		}
	}
	for _, s := range got.Submissions {
		if w := submission(t, want, s.ID); !s.Archived && abs(s.Reuse.Total-w.Reuse.Total) > 0.12 {
			t.Errorf("reuse of %s = %.3f, with texts %.3f", s.ID, s.Reuse.Total, w.Reuse.Total)
		}
	}
	for _, p := range got.Passages {
		if body := fresh[strings.TrimSuffix(p.A.Submission, "#1")][p.A.Range.Byte[0]:p.A.Range.Byte[1]]; !utf8.ValidString(body) {
			t.Errorf("passage %s is cut inside a letter", p.ID)
		}
		if archived := strings.HasPrefix(p.B.Submission, "库!"); p.Estimated != archived {
			t.Errorf("passage %s with %s: estimated = %v", p.ID, p.B.Submission, p.Estimated)
		}
	}
}

// Sentences that many archived submissions say, each for itself, are no template where they
// stand together in one alone.
func TestArchiveOfStockSentences(t *testing.T) {
	r := rng(64)
	stock := make([]string, 200)
	for i := range stock {
		stock[i] = strings.ReplaceAll(strings.ReplaceAll(prose(r, 30), "\n", ""), "。", "，") + "。"
	}
	old := map[string]string{}
	for i := range 60 {
		var b strings.Builder
		for range 20 { // each sentence stands in six
			b.WriteString(stock[r.IntN(len(stock))])
		}
		old[fmt.Sprintf("o%02d", i)] = b.String() + prose(r, 300)
	}
	sentences := strings.SplitAfter(old["o30"], "。")
	fresh := map[string]string{"n": prose(r, 500) + strings.Join(sentences[4:14], "") + prose(r, 300)}
	res := run(t, inputsOf(fresh), detect.Options{Archive: remember(t, inputsOf(old)), ArchiveName: "库"})
	if s := submission(t, res, "n#1"); s.Reuse.Total < 0.2 || !strings.Contains(s.Reuse.LargestSourceID, "/o30#") {
		t.Errorf("reuse = %+v, want a quarter from o30", s.Reuse)
	}
}

// gateReuse returns the reuse of a new submission against old ones.
func gateReuse(t *testing.T, old, fresh map[string]string, owner string) finding.Reuse {
	t.Helper()
	in := inputsOf(fresh)
	for i := range in {
		in[i].Owner = owner
	}
	res := run(t, in, detect.Options{Archive: remember(t, owned(inputsOf(old))), ArchiveName: "库"})
	return submission(t, res, in[0].Path+"#1").Reuse
}

// One report, however often it was handed in, is one source and no template.
func TestArchivedCrowdOfOneReport(t *testing.T) {
	r := rng(65)
	report := prose(r, 900)
	part := string([]rune(report)[200:600])
	for _, copies := range []int{150, 650} {
		old := map[string]string{}
		for i := range copies {
			old[fmt.Sprintf("o%03d-x", i)] = report
		}
		for i := range 20 {
			old[fmt.Sprintf("z%02d-x", i)] = prose(r, 500)
		}
		got := gateReuse(t, old, map[string]string{"n": prose(r, 500) + part + prose(r, 200)}, "")
		if got.Total < 0.3 {
			t.Errorf("reuse of a part of a report that stands %d times = %+v, want 0.35", copies, got)
		}
	}
}

// An owner's own drafts hide nobody's copy.
func TestOwnDraftsHideNobody(t *testing.T) {
	r := rng(66)
	text := prose(r, 1200)
	old := map[string]string{"yi-copy": text + prose(r, 100)}
	for i := range 90 {
		old[fmt.Sprintf("jia-%02d", i)] = text + prose(r, 100)
	}
	if got := gateReuse(t, old, map[string]string{"n": text + prose(r, 100)}, "jia"); *got.WithoutOwn < 0.8 {
		t.Errorf("reuse without own = %.2f, want what yi has", *got.WithoutOwn)
	}
}

// What one owner says every year is no template for others.
func TestOwnerIsNoCrowd(t *testing.T) {
	r := rng(67)
	for _, n := range []int{5, 9, 12, 40} {
		for _, letters := range []int{150, 280, 400} {
			text := prose(r, letters)
			old := map[string]string{}
			for i := range n {
				old[fmt.Sprintf("jia-%02d", i)] = prose(r, 900) + text
			}
			got := gateReuse(t, old, map[string]string{"n": prose(r, 500) + text}, "yi")
			if want := 0.8 * float64(letters) / float64(letters+500); got.Total < want {
				t.Errorf("reuse of %d letters that one owner wrote %d times = %+v, want %.2f at least", letters, n, got, want)
			}
		}
	}
}

// Many who are known by one name, that of a folder, are a crowd all the same.
func TestCollectiveOwner(t *testing.T) {
	r := rng(70)
	notice := prose(r, 200)
	old := map[string]string{}
	for i := range 80 {
		old[fmt.Sprintf("folder-%02d", i)] = prose(r, 600) + notice
	}
	if got := gateReuse(t, old, map[string]string{"n": prose(r, 500) + notice}, "yi"); got.Total > 0.05 || got.WithTemplate < 0.2 {
		t.Errorf("reuse = %+v, want template", got)
	}
}

// Versions of one text, kept without texts, are no template.
func TestVersionsWithoutTexts(t *testing.T) {
	r := rng(71)
	sentences := strings.SplitAfter(prose(r, 1500), "。")
	version := func(part int) string {
		var b strings.Builder
		for _, s := range sentences {
			if r.IntN(part) == 0 {
				s = prose(r, 30)
			}
			b.WriteString(s)
		}
		return b.String()
	}
	old := map[string]string{}
	for i := range 24 {
		old[fmt.Sprintf("o%02d-x", i)] = version(4)
	}
	m := remember(t, inputsOf(old))
	for i := range m.records {
		m.records[i].Text, m.records[i].Junk, m.records[i].Paragraphs = "", nil, nil
	}
	res := run(t, inputsOf(map[string]string{"n": strings.Join(sentences, "")}), detect.Options{Archive: m, ArchiveName: "库"})
	if s := submission(t, res, "n#1"); s.Reuse.Total < 0.8 {
		t.Errorf("reuse = %+v, want nearly all", s.Reuse)
	}
}

// Text from many sources has them all, and where there are too many it is said.
func TestManySources(t *testing.T) {
	r := rng(68)
	old := map[string]string{}
	var b strings.Builder
	for i := range 120 {
		text := prose(r, 400)
		old[fmt.Sprintf("o%03d-x", i)] = text
		b.WriteString(string([]rune(text)[100:220]) + "。\n")
	}
	if got := gateReuse(t, old, map[string]string{"n": b.String()}, ""); got.Total < 0.9 {
		t.Errorf("reuse of text from 120 sources = %.3f, want all", got.Total)
	}
}

// Short texts, and such as say one thing over and over, are found too.
func TestShortAgainstArchive(t *testing.T) {
	r := rng(69)
	missed := 0
	for _, n := range []int{14, 20, 28, 60} {
		for range 10 {
			text := strings.NewReplacer("，", "", "。", "", "\n", "").Replace(prose(r, n))
			old := map[string]string{"o-x": text + "。", "z-x": prose(r, 300)}
			fresh := map[string]string{"n": text + "完。"}
			all := run(t, inputsOf(map[string]string{"o-x": old["o-x"], "n": fresh["n"]}), detect.Options{})
			res := run(t, inputsOf(fresh), detect.Options{Archive: remember(t, inputsOf(old)), ArchiveName: "库"})
			if len(all.Pairs) > 0 && len(res.Pairs) == 0 {
				missed++
			}
		}
	}
	if missed > 0 {
		t.Errorf("%d of 40 short near-duplicates are missed", missed)
	}
	again := strings.Repeat("认真学习，提高认识。\n", 60)
	if got := gateReuse(t, map[string]string{"o-x": again}, map[string]string{"n": again + "到此结束了。"}, ""); got.Total < 0.9 {
		t.Errorf("reuse of repeated text = %.3f, want all", got.Total)
	}
}
