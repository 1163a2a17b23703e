package detect_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chachong/internal/detect"
	"chachong/internal/finding"
)

// half is a submission of a document with that text.
func half(path, text string, ordinal int) detect.Half {
	return detect.Half{Input: inputsOf(map[string]string{path: text})[0], Ordinal: ordinal}
}

func diff(t *testing.T, a, b detect.Half, ignore detect.Ignore) *finding.Result {
	t.Helper()
	res, err := detect.Diff(context.Background(), a, b, ignore, detect.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Submissions) != 2 || len(res.Pairs) != 1 || len(res.Collations) != 1 {
		t.Fatalf("%d submissions, %d pairs, %d collations; want 2, 1, 1", len(res.Submissions), len(res.Pairs), len(res.Collations))
	}
	return res
}

// compilation returns a document of three submissions and their bodies.
func compilation(seed uint64) (doc string, bodies []string) {
	r := rng(seed)
	var b strings.Builder
	for i, n := range []string{"一", "二", "三"} {
		bodies = append(bodies, strings.TrimSpace(prose(r, 900)))
		fmt.Fprintf(&b, "篇%s：青苇县第%d小学工会工作总结\n\n%s\n\n", n, i+1, bodies[i])
	}
	return b.String(), bodies
}

// The one named first is A, whatever their names; figures and texts are those of the two.
func TestDiffOfTwoFiles(t *testing.T) {
	r := rng(101)
	b := prose(r, 800)
	a := edit(r, b, 40)
	res := diff(t, half("z.txt", a, 0), half("b.txt", b, 0), detect.Ignore{})
	if got := []string{res.Submissions[0].ID, res.Submissions[1].ID}; !slices.Equal(got, []string{"z.txt#1", "b.txt#1"}) {
		t.Errorf("submissions = %v, want z.txt#1 first", got)
	}
	ga, gb := grams5(a), grams5(b)
	common := 0
	for g := range ga {
		if gb[g] {
			common++
		}
	}
	p := res.Pairs[0]
	if want := float64(common) / float64(len(ga)+len(gb)-common); p.Resemblance != want || p.A != "z.txt#1" {
		t.Errorf("pair %s, %s: resemblance %v, want %v of z.txt#1", p.A, p.B, p.Resemblance, want)
	}
	for i, src := range []string{a, b} {
		s := res.Submissions[i]
		if want := src[s.Range.Byte[0]:s.Range.Byte[1]]; s.Text != want || want == "" {
			t.Errorf("%s: text of %d bytes, want the body of %d", s.ID, len(s.Text), len(want))
		}
		if len(s.Paragraphs) == 0 || s.Paragraphs[0].Byte[0] != s.Range.Byte[0] {
			t.Errorf("%s: paragraphs %v, want them from byte %d on", s.ID, s.Paragraphs, s.Range.Byte[0])
		}
	}
	if len(res.Passages) == 0 || res.Passages[0].A.Submission != "z.txt#1" {
		t.Errorf("passages = %v, want some with A in z.txt#1", res.Passages)
	}
	co := res.Collations[0]
	if co.A != "z.txt#1" || co.B != "b.txt#1" || !co.Stat.Differs() || co.Stat.Ignored != nil {
		t.Errorf("collation of %s, %s: %+v", co.A, co.B, co.Stat)
	}
}

// What nobody would nominate is compared and listed all the same.
func TestDiffOfStrangers(t *testing.T) {
	r := rng(102)
	res := diff(t, half("a", prose(r, 500), 0), half("b", prose(r, 700), 0), detect.Ignore{})
	if p := res.Pairs[0]; p.NearDuplicate || p.Resemblance > 0.01 {
		t.Errorf("pair = %+v, want nearly nothing in common", p)
	}
	stat := res.Collations[0].Stat
	if all := res.Submissions[0].Letters; stat.Deleted < all*9/10 {
		t.Errorf("%d letters in A only, want nearly all %d", stat.Deleted, all)
	}
}

// A diff says of two submissions what a run says of them alone.
func TestDiffAgreesWithRun(t *testing.T) {
	for seed := range uint64(6) {
		r := rng(110 + seed)
		a := prose(r, 700)
		b := prose(r, 200) + edit(r, a, 10+10*int(seed)) + prose(r, 300)
		want := run(t, inputsOf(map[string]string{"a": a, "b": b}), detect.Options{})
		got := diff(t, half("a", a, 0), half("b", b, 0), detect.Ignore{})
		for _, x := range []struct {
			what      string
			got, want any
		}{
			{"inputs", got.Inputs, want.Inputs},
			{"pairs", got.Pairs, want.Pairs},
			{"clusters", got.Clusters, want.Clusters},
			{"passages", got.Passages, want.Passages},
			{"replacements", got.Replacements, want.Replacements},
			{"submissions", got.Submissions, want.Submissions},
		} {
			g, _ := json.Marshal(x.got)
			w, _ := json.Marshal(x.want)
			if string(g) != string(w) {
				t.Errorf("seed %d: %s of the diff %s\nof the run %s", seed, x.what, g, w)
			}
		}
	}
}

// Submissions of a compilation keep their ids, in the order in which they were named.
func TestDiffInsideACompilation(t *testing.T) {
	doc, bodies := compilation(103)
	res := diff(t, half("all.txt", doc, 3), half("all.txt", doc, 1), detect.Ignore{})
	for i, n := range []int{3, 1} {
		s := res.Submissions[i]
		if s.ID != fmt.Sprint("all.txt#", n) || s.Ordinal != n || s.Text != bodies[n-1] {
			t.Errorf("submission %d is %s with %.30q, want all.txt#%d with %.30q", i, s.ID, s.Text, n, bodies[n-1])
		}
	}
	if len(res.Inputs) != 1 || !slices.Equal(res.Inputs[0].Submissions, []string{"all.txt#1", "all.txt#2", "all.txt#3"}) {
		t.Errorf("inputs = %+v, want one with all that it holds", res.Inputs)
	}

	res = diff(t, half("all.txt", doc, 2), half("b.txt", edit(rng(1), bodies[1], 100), 0), detect.Ignore{})
	if res.Submissions[0].ID != "all.txt#2" || !res.Pairs[0].NearDuplicate {
		t.Errorf("%s against its copy: %+v", res.Submissions[0].ID, res.Pairs[0])
	}
}

// A document that is not to be divided is one submission.
func TestDiffOfWholeDocuments(t *testing.T) {
	doc, bodies := compilation(122)
	res := diff(t, half("all.txt", doc, detect.Whole), half("b.txt", strings.Replace(doc, bodies[1], "", 1), detect.Whole), detect.Ignore{})
	for _, s := range res.Submissions {
		if s.Ordinal != 1 || s.Range.Byte[0] != 0 || !strings.HasPrefix(s.Text, "篇一") || !strings.HasSuffix(s.Text, bodies[2]) {
			t.Errorf("%s: bytes %v, %.20q …, want the whole document", s.ID, s.Range.Byte, s.Text)
		}
	}
	if stat := res.Collations[0].Stat; stat.Deleted != 900 || stat.Inserted != 0 || stat.Changed != 0 {
		t.Errorf("%+v, want 900 letters in A only", stat)
	}
	// All of a document against a part of it.
	res = diff(t, half("all.txt", doc, detect.Whole), half("all.txt", doc, 2), detect.Ignore{})
	if s := res.Submissions; s[0].ID != "all.txt#1" || s[1].ID != "all.txt#2" || res.Pairs[0].ContainmentB != 1 {
		t.Errorf("%s against %s: %+v", s[0].ID, s[1].ID, res.Pairs[0])
	}
}

// Nothing differs between a submission and itself, or one with the same body.
func TestDiffOfEquals(t *testing.T) {
	doc, bodies := compilation(104)
	for _, b := range []detect.Half{half("all.txt", doc, 2), half("b.txt", bodies[1], 0)} {
		res := diff(t, half("all.txt", doc, 2), b, detect.Ignore{})
		if p := res.Pairs[0]; p.Resemblance != 1 || !p.NearDuplicate {
			t.Errorf("pair = %+v, want equal", p)
		}
		co := res.Collations[0]
		if co.Stat.Differs() || co.Stat.Same != res.Submissions[0].Letters {
			t.Errorf("%s, %s: %+v, want nothing but %d equal letters", co.A, co.B, co.Stat, res.Submissions[0].Letters)
		}
		for _, row := range co.Rows {
			if row.Op != finding.Same || row.Passage != "p1" {
				t.Errorf("row %s of passage %q, want all the same, in p1", row.Op, row.Passage)
			}
		}
		if s := res.Submissions; s[0].Key != s[1].Key || len(s[0].Key) != 32 {
			t.Errorf("keys %q, %q, want one of 32 digits", s[0].Key, s[1].Key)
		}
	}
}

func TestDiffIgnores(t *testing.T) {
	a := "青苇县教育工会共有会员一千二百人，全年开展活动十一次，参加的教职工比上年多了许多。"
	b := strings.NewReplacer("，全", "；全", "开展", "举办").Replace(a)
	for _, tt := range []struct {
		ignore      detect.Ignore
		word, punct int
	}{
		{detect.Ignore{}, 1, 1},
		{detect.Ignore{Punct: true}, 1, 0},
		{detect.Ignore{Mask: true, Number: true}, 1, 1},
	} {
		stat := diff(t, half("a", a, 0), half("b", b, 0), tt.ignore).Collations[0].Stat
		if stat.Edits.Word != tt.word || stat.Edits.Punct != tt.punct {
			t.Errorf("%+v: edits %+v, want %d of words, %d of punctuation", tt.ignore, stat.Edits, tt.word, tt.punct)
		}
		if wantNone := tt.ignore == (detect.Ignore{}); wantNone != (stat.Ignored == nil) {
			t.Errorf("%+v: ignored %+v, want none %v", tt.ignore, stat.Ignored, wantNone)
		} else if !wantNone && stat.Ignored.Punct != 1-tt.punct {
			t.Errorf("%+v: ignored %+v, want %d of punctuation", tt.ignore, stat.Ignored, 1-tt.punct)
		}
	}
}

func TestDiffWantsToKnowWhich(t *testing.T) {
	doc, bodies := compilation(105)
	marks := "※※※\n\n——\n"
	for _, tt := range []struct {
		a, b    detect.Half
		path    string
		ordinal int
		choices int
	}{
		{half("all.txt", doc, 0), half("b.txt", bodies[0], 0), "all.txt", 0, 3},
		{half("b.txt", bodies[0], 1), half("all.txt", doc, 0), "all.txt", 0, 3},
		{half("all.txt", doc, 4), half("b.txt", bodies[0], 0), "all.txt", 4, 3},
		{half("all.txt", doc, 1), half("all.txt", doc, 9), "all.txt", 9, 3},
		{half("a.txt", bodies[1], 2), half("b.txt", bodies[0], 0), "a.txt", 2, 1},
		{half("a.txt", marks, 0), half("b.txt", bodies[0], 0), "a.txt", 0, 0},
		{half("a.txt", marks, detect.Whole), half("b.txt", bodies[0], 0), "a.txt", detect.Whole, 0},
	} {
		_, err := detect.Diff(context.Background(), tt.a, tt.b, detect.Ignore{}, detect.Options{})
		var half *detect.HalfError
		if !errors.As(err, &half) {
			t.Errorf("Diff(%s#%d, %s#%d) = %v, want a HalfError", tt.a.Input.Path, tt.a.Ordinal, tt.b.Input.Path, tt.b.Ordinal, err)
			continue
		}
		if half.Path != tt.path || half.Ordinal != tt.ordinal || len(half.Choices) != tt.choices {
			t.Errorf("error %+v, want %s#%d and %d choices", half, tt.path, tt.ordinal, tt.choices)
		}
		for i, c := range half.Choices {
			if c.ID != fmt.Sprintf("%s#%d", tt.path, i+1) || c.Letters == 0 || c.Lines[0] == 0 {
				t.Errorf("choice %d = %+v", i, c)
			}
		}
	}
}

func TestDiffOfWhatCannotBeRead(t *testing.T) {
	good := half("b.txt", prose(rng(106), 300), 0)
	gone := half("a.txt", "", 0)
	gone.Input.Read = func() detect.Reading {
		return detect.Reading{Status: "error", Code: "E_NOTFOUND", Reason: "no such file or folder"}
	}
	_, err := detect.Diff(context.Background(), gone, good, detect.Ignore{}, detect.Options{})
	var unread *detect.UnreadError
	if !errors.As(err, &unread) || len(unread.Inputs) != 1 || unread.Inputs[0].Path != "a.txt" || unread.Inputs[0].Code != "E_NOTFOUND" {
		t.Errorf("Diff of a missing file: %v, %+v", err, unread)
	}
	also := gone
	also.Input.Path = "c.txt"
	_, err = detect.Diff(context.Background(), gone, also, detect.Ignore{}, detect.Options{})
	if !errors.As(err, &unread) || len(unread.Inputs) != 2 {
		t.Errorf("Diff of two missing files: %v, want both named", err)
	}

	// What was read in part is shown.
	part := half("a.txt", prose(rng(107), 300), 0)
	read := part.Input.Read
	part.Input.Read = func() detect.Reading {
		r := read()
		r.Status, r.Code = "partial", "W_ENCODING"
		return r
	}
	if res := diff(t, part, good, detect.Ignore{}); res.Inputs[0].Status != finding.Partial {
		t.Errorf("input read in part: %+v", res.Inputs[0])
	}
}

// Who names a submission has all of it, whatever else its document holds.
func TestDiffOfTextOutside(t *testing.T) {
	r := rng(121)
	site := strings.Repeat("下载本文 相关文章\n", 48) // 384 letters
	a, b := site+prose(r, 500)+site, prose(r, 500)
	for _, tt := range []struct {
		ordinal int
		status  finding.Status
	}{{0, finding.Partial}, {1, finding.OK}} {
		res := diff(t, half("a.txt", a, tt.ordinal), half("b.txt", b, 0), detect.Ignore{})
		if e := res.Inputs[0]; e.Status != tt.status || e.Code != "W_OUTSIDE" {
			t.Errorf("a.txt#%d: %s %q, want %s W_OUTSIDE", tt.ordinal, e.Status, e.Code, tt.status)
		}
	}
}

// A document that changes between two readings cannot be shown.
func TestDiffOfWhatChanges(t *testing.T) {
	a, b := half("a.txt", prose(rng(108), 300), 0), half("b.txt", prose(rng(109), 300), 0)
	read, calls := a.Input.Read, 0
	a.Input.Read = func() detect.Reading {
		if calls++; calls > 1 {
			return detect.Reading{Status: "error", Code: "E_CHANGED"}
		}
		return read()
	}
	_, err := detect.Diff(context.Background(), a, b, detect.Ignore{}, detect.Options{Jobs: 1})
	var unread *detect.UnreadError
	if !errors.As(err, &unread) || len(unread.Inputs) != 1 || unread.Inputs[0].Code != "E_CHANGED" {
		t.Errorf("Diff = %v, want that a.txt has changed", err)
	}
}

func TestSameDiffForAnyWorkers(t *testing.T) {
	doc, bodies := compilation(120)
	var first *finding.Result
	for _, jobs := range []int{1, 2, 5} {
		b := half("b.txt", bodies[2][600:]+"\n"+edit(rng(2), bodies[2][:600], 9)+"\n"+bodies[0], 0)
		res, err := detect.Diff(context.Background(), half("all.txt", doc, 3), b, detect.Ignore{Space: true}, detect.Options{Jobs: jobs})
		if err != nil {
			t.Fatal(err)
		}
		res.Run.ElapsedSeconds = 0
		if first == nil {
			first = res
		} else if !reflect.DeepEqual(first, res) {
			t.Errorf("result for %d workers differs from that for 1", jobs)
		}
	}
}
