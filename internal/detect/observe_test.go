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

	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/source/extract"
)

// readingInput makes an input that is read as r; what r lacks is that of a file that was
// read well.
func readingInput(path, owner string, r detect.Reading) detect.Input {
	if r.Status == "" {
		r.Status = "ok"
	}
	if r.Bytes == 0 {
		r.Bytes = int64(len(r.Text)) + 1
	}
	return detect.Input{Path: path, Owner: owner, Read: func() detect.Reading { return r }}
}

// told describes observations in a line each, those of names and years left out.
func told(list []finding.Observation) []string {
	out := []string{}
	for _, o := range list {
		if o.Kind == finding.LeftoverName || o.Kind == finding.LeftoverYear {
			continue
		}
		s := fmt.Sprintf("%s %s%s %d", o.Kind, o.Path, strings.TrimPrefix(o.Submission, o.Path), o.Count)
		for _, x := range []string{o.Why, o.Name, o.Text, strings.Join(o.Others, "+")} {
			if x != "" {
				s += " " + x
			}
		}
		out = append(out, s)
	}
	return out
}

func mark(n byte) [16]byte { return [16]byte{n} }

func pictures(n, bytes int) (out []extract.Picture) {
	for i := range n {
		out = append(out, extract.Picture{Hash: mark(byte(i + 1)), Bytes: int64(bytes)})
	}
	return out
}

// spread puts what between the letters of s.
func spread(s, what string) string { return strings.Join(strings.Split(s, ""), what) }

func TestObservationsOfOneInput(t *testing.T) {
	body, spaced := prose(rng(1), 400), spread("领导班子成员分工协作共同承担全年各项工作任务", " ")
	for _, tt := range []struct {
		name string
		r    detect.Reading
		want []string
	}{
		{"nothing", detect.Reading{Text: body, Pictures: pictures(2, 90<<10), Info: extract.Info{Author: "某甲"}}, nil},
		{
			"hidden in several ways",
			detect.Reading{Text: body, Hidden: []extract.Hidden{
				{At: 9, Text: "全年走访教职工", Why: extract.WhyColor},
				{At: 12, Text: "删去的一句话在这里", Why: extract.WhyDeleted},
				{At: 30, Text: "\n 慰问困难  \t职工 ", Why: extract.WhyColor},
				{At: 33, Text: "短", Why: extract.WhyTiny},
			}},
			[]string{"hidden_text a#1 13 color 全年走访教职工 … 慰问困难 职工", "hidden_text a#1 9 deleted 删去的一句话在这里"},
		},
		{
			"little hidden",
			detect.Reading{Text: body, Hidden: []extract.Hidden{{Text: "　 。。。。， ，！七个字七个字"[:33], Why: extract.WhyColor}, {Text: " ", Why: extract.WhyTiny}}},
			nil,
		},
		{
			"hidden and nothing to be seen",
			detect.Reading{Text: " \n", Hidden: []extract.Hidden{{At: 0, Text: "都是白色的字都是白色的字", Why: extract.WhyColor}}},
			[]string{"hidden_text a 12 color 都是白色的字都是白色的字"},
		},
		{"invisible", detect.Reading{Text: body + spread("工会工作总结与来年打算", "\u200b")}, []string{"invisible_characters a#1 10 U+200B"}},
		{"a few invisible", detect.Reading{Text: body + spread("工会工作总结与来年打", "\u200b")}, nil},
		{"look-alikes", detect.Reading{Text: body + "⼯⼈⼯⼈⽤⼒，⼯⼈。"}, []string{"look_alikes a#1 8 ⼯ U+2F2F, ⼈ U+2F08, ⽤ U+2F64, ⼒ U+2F12"}},
		{"a few look-alikes", detect.Reading{Text: body + "⼯⼈⼯⼈⽤⼒，⼯。"}, nil},
		{"spaced", detect.Reading{Text: body + spaced}, []string{"spaced_han a#1 21 " + spaced}},
		{"a title set wide", detect.Reading{Text: "工 会 工 作 总 结\n" + prose(rng(2), 60)}, nil},
		{"reversed", detect.Reading{Text: body, Reversed: 57}, []string{"reversed_text a#1 57"}},
		{"another format", detect.Reading{Text: body, Declared: ".docx"}, []string{"extension a 1 .docx"}},
		{"pictures of pages", detect.Reading{Text: body, Pictures: pictures(3, 90<<10)}, []string{"text_as_pictures a#1 3"}},
		{"small pictures", detect.Reading{Text: body, Pictures: pictures(30, 9<<10)}, nil},
		{"no text", detect.Reading{Status: "error", Code: "W_NO_TEXT", Pictures: pictures(2, 90<<10)}, []string{"text_as_pictures a 2"}},
	} {
		res := run(t, []detect.Input{readingInput("a", "", tt.r)}, detect.Options{})
		if tt.want == nil {
			tt.want = []string{}
		}
		if got := told(res.Observations); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: observations = %q, want %q", tt.name, got, tt.want)
		}
		for i, o := range res.Observations {
			if want := fmt.Sprint("o", i+1); o.ID != want || o.Count < 1 {
				t.Errorf("%s: observation %d = %+v, want id %s and a count", tt.name, i, o, want)
			}
			if o.Range != nil && o.Range.Page != [2]int32{} {
				t.Errorf("%s: range %+v, want no page where the format has none", tt.name, *o.Range)
			}
		}
	}
}

// What is hidden is told of the submission in which it stands.
func TestHiddenOfSubmissions(t *testing.T) {
	one, two := "第1篇：甲中学工会工作总结\n"+prose(rng(3), 900), "第2篇：乙小学工会工作总结\n"+prose(rng(4), 900)
	at := int32(len(one) + len(two)/2)
	r := detect.Reading{Text: one + two, Hidden: []extract.Hidden{
		{At: 600, Text: "第一篇里看不见的字", Why: extract.WhyMarked}, {At: at, Text: "第二篇里看不见的字", Why: extract.WhyMarked},
	}}
	res := run(t, []detect.Input{readingInput("a", "", r)}, detect.Options{})
	want := []string{"hidden_text a#1 9 hidden 第一篇里看不见的字", "hidden_text a#2 9 hidden 第二篇里看不见的字"}
	if got := told(res.Observations); !reflect.DeepEqual(got, want) {
		t.Fatalf("observations = %q, want %q", got, want)
	}
	if got := res.Observations[1].Range.Byte; got != [2]int32{at, at} {
		t.Errorf("range of the second = %v, want %d", got, at)
	}

	half := func(n int) detect.Half { return detect.Half{Input: readingInput("a", "", r), Ordinal: n} }
	res, err := detect.Diff(context.Background(), half(2), detect.Half{Input: readingInput("b", "", detect.Reading{Text: two})}, detect.Ignore{}, detect.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := told(res.Observations); !reflect.DeepEqual(got, want[1:]) {
		t.Errorf("observations of a diff of the second = %q, want %q", got, want[1:])
	}
}

func TestObservedTextIsBounded(t *testing.T) {
	long := strings.Repeat("看不见的字\u2028 ", 9000)
	r := detect.Reading{Text: prose(rng(5), 300), Hidden: []extract.Hidden{{Text: "前言", Why: extract.WhyMarked}, {Text: long, Why: extract.WhyMarked}}}
	res := run(t, []detect.Input{readingInput("a", "", r)}, detect.Options{})
	if len(res.Observations) != 1 {
		t.Fatalf("observations = %q, want one", told(res.Observations))
	}
	if o := res.Observations[0]; utf8.RuneCountInString(o.Text) > finding.ObservedText || !strings.HasSuffix(o.Text, "…") || o.Count != 2+5*9000 {
		t.Errorf("text of %d code points, count %d, want at most %d with an ellipsis and 45002", utf8.RuneCountInString(o.Text), o.Count, finding.ObservedText)
	}
}

func TestObservationsInCommon(t *testing.T) {
	text := func(seed uint64) string { return prose(rng(seed), 300) }
	type file struct {
		path, owner string
		r           detect.Reading
	}
	person := func(seed uint64, author, editor, company string) detect.Reading {
		return detect.Reading{Text: text(seed), Info: extract.Info{Author: author, LastEditor: editor, Company: company}}
	}
	picture := func(seed uint64, hashes ...byte) detect.Reading {
		r := detect.Reading{Text: text(seed)}
		for _, h := range hashes {
			r.Pictures = append(r.Pictures, extract.Picture{Hash: mark(h), Bytes: 5 << 10})
		}
		return r
	}
	small := picture(2, 1)
	small.Pictures[0].Bytes = 900
	bytes := func(n byte, r detect.Reading) detect.Reading { r.Digest = mark(n); return r }
	for _, tt := range []struct {
		name  string
		files []file
		want  []string
	}{
		{
			"the same bytes, also where they are no text",
			[]file{
				{"a", "", bytes(1, detect.Reading{Text: text(1)})},
				{"b", "", bytes(2, detect.Reading{Status: "error", Code: "E_DAMAGED"})},
				{"c", "", bytes(1, detect.Reading{Text: text(1)})},
				{"d", "", bytes(2, detect.Reading{Status: "error", Code: "E_DAMAGED"})},
				{"e", "", bytes(3, detect.Reading{Text: text(2)})},
				{"f", "", detect.Reading{Text: text(3)}},
				{"g", "", detect.Reading{Text: text(4)}},
			},
			[]string{"same_file a 2 c", "same_file b 2 d"},
		},
		{
			"containers of the same bytes",
			[]file{
				{"a.zip", "", bytes(1, detect.Reading{Container: true})},
				{"a.zip!/甲", "", bytes(2, person(1, "张某", "", ""))},
				{"a.zip!/乙", "", bytes(3, person(2, "", "", ""))},
				{"b.zip", "", bytes(1, detect.Reading{Container: true})},
				{"b.zip!/甲", "", bytes(2, person(1, "张某", "", ""))},
				{"b.zip!/乙", "", bytes(3, person(2, "", "", ""))},
				{"乙", "", bytes(3, person(2, "", "", ""))},
			},
			[]string{"same_file a.zip 2 b.zip", "same_file a.zip!/乙 3 b.zip!/乙+乙"},
		},
		{"litter", []file{{"a", "", bytes(1, detect.Reading{Status: "skipped", Excluded: true})}, {"b", "", bytes(1, detect.Reading{Status: "skipped", Excluded: true})}}, nil},
		{"pictures", []file{{"a", "", picture(1, 1, 2, 3)}, {"b", "", picture(2, 3, 4, 1, 1)}, {"c", "", picture(3, 9)}}, []string{"same_picture a 2 b"}},
		{"pictures of one owner", []file{{"a", "甲校", picture(1, 1)}, {"b", "甲校", picture(2, 1)}}, nil},
		{"pictures of one owner and of somebody", []file{{"a", "甲校", picture(1, 1)}, {"b", "甲校", picture(2, 1)}, {"c", "", picture(3, 1)}}, []string{"same_picture a 1 b+c"}},
		{"a letterhead", []file{{"a", "", picture(1, 1)}, {"b", "", picture(2, 1)}, {"c", "", picture(3, 1)}, {"d", "", picture(4, 1)}}, nil},
		{"a bullet", []file{{"a", "", picture(1, 1)}, {"b", "", small}}, nil},
		{"pictures of the same bytes", []file{{"a", "", bytes(1, picture(1, 1))}, {"b", "", bytes(1, picture(1, 1))}}, []string{"same_file a 2 b"}},
		{
			"names",
			[]file{
				{"a", "甲校", person(1, "张某", "Zhao M", "某县教育局")}, {"b", "乙校", person(2, " 张某 ", "ZHAO  m", "另一家")}, {"c", "甲校", person(3, "李某", "某", "某县教育局")},
			},
			[]string{"same_info a 2 author 张某 b", "same_info a 2 last_editor Zhao M b"},
		},
		{
			"names that say nothing",
			[]file{{"a", "", person(1, "微软用户", "USER-20230101AB", "Lenovo")}, {"b", "", person(2, "微软用户", "USER-20230101AB", "Lenovo")}},
			nil,
		},
		{
			"a name in most",
			[]file{
				{"a", "", person(1, "打字室", "", "")},
				{"b", "", person(2, "打字室", "", "")},
				{"c", "", person(3, "打字室", "", "")},
				{"d", "", person(4, "打字室", "", "")},
				{"e", "", person(5, "", "", "")},
				{"f", "", person(6, "", "", "")},
			},
			[]string{"same_info a 4 author 打字室 b+c+d"},
		},
	} {
		var in []detect.Input
		for _, f := range tt.files {
			in = append(in, readingInput(f.path, f.owner, f.r))
		}
		if tt.want == nil {
			tt.want = []string{}
		}
		for _, jobs := range []int{1, 4} {
			if got := told(run(t, in, detect.Options{Jobs: jobs}).Observations); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%s: observations = %q, want %q", tt.name, got, tt.want)
			}
		}
	}
}

func TestOthersAreBounded(t *testing.T) {
	var in []detect.Input
	for i := range 30 {
		in = append(in, readingInput(fmt.Sprintf("%02d", i), "", detect.Reading{Text: prose(rng(7), 300), Digest: mark(1)}))
	}
	res := run(t, in, detect.Options{})
	if o := res.Observations[0]; o.Count != 30 || len(o.Others) != finding.ObservedOthers || o.Others[0] != "01" {
		t.Errorf("observation = %+v, want 30 inputs and the first %d others", o, finding.ObservedOthers)
	}
}

// A pair of the same bytes is listed, and marked: nobody need have copied.
func TestPairOfTheSameFile(t *testing.T) {
	two := "第1篇：甲中学工会工作总结\n" + prose(rng(8), 900) + "第2篇：乙小学工会工作总结\n" + prose(rng(9), 900)
	res := run(t, []detect.Input{
		readingInput("a", "", detect.Reading{Text: two, Digest: mark(1)}), readingInput("b", "", detect.Reading{Text: two, Digest: mark(1)}),
		readingInput("c", "", detect.Reading{Text: two, Digest: mark(2)}),
	}, detect.Options{})
	for _, tt := range []struct {
		a, b string
		want bool
	}{{"a#1", "b#1", true}, {"a#2", "b#2", true}, {"a#1", "c#1", false}} {
		if got := pairOf(t, res, tt.a, tt.b); got.SameFile != tt.want || !got.NearDuplicate {
			t.Errorf("pair %s, %s = %+v, want a near-duplicate with same_file %v", tt.a, tt.b, got, tt.want)
		}
	}
}

// A container has no text and no lack of it; a diff of it finds nothing to choose from.
func TestContainer(t *testing.T) {
	zip := readingInput("a.zip", "", detect.Reading{Format: "zip", Container: true, Digest: mark(1)})
	member := readingInput("a.zip!/甲.txt", "", detect.Reading{Text: prose(rng(10), 300)})
	res := run(t, []detect.Input{zip, member}, detect.Options{})
	if e := res.Inputs[0]; e.Status != finding.OK || e.Code != "" || e.Submissions == nil || len(e.Submissions) > 0 || e.Format != "zip" {
		t.Errorf("ledger = %+v, want ok without submissions", e)
	}
	if len(res.Submissions) != 1 || len(res.Observations) > 0 {
		t.Errorf("submissions %d, observations %q, want the member alone", len(res.Submissions), told(res.Observations))
	}
	_, err := detect.Diff(context.Background(), detect.Half{Input: zip}, detect.Half{Input: member}, detect.Ignore{}, detect.Options{})
	var e *detect.HalfError
	if !errors.As(err, &e) || e.Path != "a.zip" || len(e.Choices) > 0 {
		t.Errorf("Diff(container) = %v, want that it holds no submission", err)
	}
}

// Every range of a document with pages tells them, no other does.
func TestPages(t *testing.T) {
	shared, own := prose(rng(11), 500), prose(rng(12), 500)
	a, b, c := own+shared, shared+prose(rng(13), 500), prose(rng(14), 300)+shared
	quarter := func(s string) []int32 {
		var pages []int32
		for i := range 4 {
			at := len(s) * i / 4
			for !utf8.RuneStart(s[at]) {
				at++
			}
			pages = append(pages, int32(at))
		}
		return pages
	}
	res := run(t, []detect.Input{
		readingInput("a", "", detect.Reading{Text: a, Pages: quarter(a)}), readingInput("b", "", detect.Reading{Text: b, Pages: quarter(b)}),
		readingInput("c", "", detect.Reading{Text: c}),
	}, detect.Options{Edits: true, Show: detect.Show{Texts: true, Pairs: 9, Families: 9}})
	check := func(what, sub string, r finding.Range) {
		t.Helper()
		want := [2]int32{}
		if sub != "c#1" {
			for i, at := range quarter(map[string]string{"a#1": a, "b#1": b}[sub]) {
				if at <= r.Byte[0] {
					want[0] = int32(i + 1)
				}
				if at < max(r.Byte[1], r.Byte[0]+1) {
					want[1] = int32(i + 1)
				}
			}
		}
		if r.Page != want {
			t.Errorf("%s in %s: bytes %v on pages %v, want %v", what, sub, r.Byte, r.Page, want)
		}
	}
	for _, s := range res.Submissions {
		check("body", s.ID, s.Range)
		for _, p := range s.Paragraphs {
			check("paragraph", s.ID, p)
		}
	}
	for _, p := range res.Passages {
		check("passage", p.A.Submission, p.A.Range)
		check("passage", p.B.Submission, p.B.Range)
		for _, e := range p.Edits {
			check("edit", p.A.Submission, e.A)
			check("edit", p.B.Submission, e.B)
		}
	}
	for _, f := range res.Families {
		for _, m := range f.Members {
			check("family", m.Submission, m.Range)
		}
	}
	for _, co := range res.Collations {
		for _, r := range co.Rows {
			check("row", co.A, r.A)
			check("row", co.B, r.B)
		}
	}
	if len(res.Passages) < 2 || len(res.Families) == 0 || len(res.Collations) == 0 || len(res.Stacks) == 0 {
		t.Errorf("%d passages, %d families, %d collations, %d stacks, want some of each", len(res.Passages), len(res.Families), len(res.Collations), len(res.Stacks))
	}
	if got := res.Submissions[0].Range.Page; !slices.Equal(got[:], []int32{1, 4}) {
		t.Errorf("body of a on pages %v, want 1 to 4", got)
	}
}
