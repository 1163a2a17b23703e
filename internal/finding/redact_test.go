package finding_test

import (
	"reflect"
	"strings"
	"testing"

	"chachong/internal/finding"
	"chachong/internal/safe"
)

// filled returns a T whose strings, at any depth, all hold a telephone number. Lists have
// one element.
func filled[T any](t *testing.T) *T {
	t.Helper()
	x := new(T)
	fill(t, reflect.ValueOf(x).Elem())
	return x
}

const number = "13800138000"

func fill(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		v.SetString("联系人" + number)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(t, v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	case reflect.Map:
		value := reflect.New(v.Type().Elem()).Elem()
		if value.Kind() == reflect.Interface {
			value.Set(reflect.ValueOf(number))
		} else {
			fill(t, value)
		}
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("键").Convert(v.Type().Key()), value)
	}
}

// holding calls found with the way to every string in v that holds part of the number.
func holding(v reflect.Value, way string, found func(way, s string)) {
	switch v.Kind() {
	case reflect.String:
		if strings.Contains(v.String(), "0013") {
			found(way, v.String())
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			holding(v.Elem(), way, found)
		}
	case reflect.Slice:
		for i := range v.Len() {
			holding(v.Index(i), way+"[]", found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			holding(v.Field(i), way+"."+v.Type().Field(i).Name, found)
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			holding(it.Value(), way+"{}", found)
		}
	}
}

// Every text of a result is masked, also those that will be added to it. What is left are
// hashes and words of our own.
func TestRedactLeavesNothing(t *testing.T) {
	r := filled[finding.Result](t)
	r.Explanations = append(r.Explanations, r.Explanations[0], r.Explanations[0])
	r.Explanations[0].Passage, r.Explanations[0].Cluster = nil, nil
	r.Explanations[1].Pair, r.Explanations[1].Cluster = nil, nil
	r.Explanations[2].Pair, r.Explanations[2].Passage = nil, nil
	finding.Redact(r, safe.Redact)
	ours := map[string]bool{
		"Schema": true, "Version": true, "Name": true, "Status": true, "Code": true, "Format": true, "Encoding": true,
		"Key": true, "KeyB": true, "SameKey[]": true, "By": true, "By[]": true, "Kind": true, "Family": true, "Op": true, "Class": true, "Mark": true,
		"Rule": true, "ID": true, "Passage": true, "Reason": true, "Sketch": true, "Why": true,
	}
	holding(reflect.ValueOf(r).Elem(), "", func(way, s string) {
		last := way[strings.LastIndexByte(way, '.')+1:]
		if own := strings.HasPrefix(way, ".Submissions[].") || strings.HasPrefix(way, ".Inputs[].") || strings.HasSuffix(way, ".Explanations[].ID"); !ours[last] ||
			own && (last == "ID" || last == "Reason") {
			t.Errorf("Redact leaves %s = %q", way, s)
		}
	})
}

func TestRedactNames(t *testing.T) {
	input := func(path string) finding.Input {
		return finding.Input{Path: path, PathB64: "aGk=", Submissions: []string{path + "#1"}}
	}
	submission := func(path string) finding.Submission {
		return finding.Submission{ID: path + "#1", Path: path, Reuse: finding.Reuse{LargestSourceID: "13800138000.txt#1"}}
	}
	r := &finding.Result{}
	for _, p := range []string{"13800138000.txt", "13855558000.txt", "138****8000.txt", "汇总/李某61010219900307123X", "甲.txt"} {
		r.Inputs = append(r.Inputs, input(p))
		r.Submissions = append(r.Submissions, submission(p))
	}
	r.Pairs = []finding.Pair{{A: "13800138000.txt#1", B: "13855558000.txt#1"}}
	finding.Redact(r, safe.Redact)
	want := []string{"138****8000 (2).txt", "138****8000 (3).txt", "138****8000.txt", "汇总/李某610102********123X", "甲.txt"}
	for i, w := range want {
		in, s := r.Inputs[i], r.Submissions[i]
		if in.Path != w || in.PathB64 != "" || in.Submissions[0] != w+"#1" || s.Path != w || s.ID != w+"#1" || s.Reuse.LargestSourceID != want[0]+"#1" {
			t.Errorf("input %d = %q, %q, submission %q, %q, largest source %q, want %q everywhere and no path_b64", i, in.Path, in.Submissions[0], s.Path, s.ID, s.Reuse.LargestSourceID, w)
		}
	}
	if p := r.Pairs[0]; p.A != want[0]+"#1" || p.B != want[1]+"#1" {
		t.Errorf("pair = %q, %q, want the names of its submissions", p.A, p.B)
	}
}

// What an excerpt has of a number is masked as if the rest stood there.
func TestRedactExcerpts(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"联系人李某，电话1380013", "联系人李某，电话*******"},
		{"联系人李某，电话138 0013", "联系人李某，电话*** ****"},
		{"联系人李某，电话1380013…", "联系人李某，电话*******…"},
		{"共138001", "共138001"},
		{"138000 人", "138000 人"},
		{"账号62220212345", "账号***********"},
		{"00138000，联系人", "****8000，联系人"},
		{"成立于2019年", "成立于2019年"},
		{"始于2019", "始于2019"},
		{"2023", "2023"},
		{"共 1380 人", "共 1380 人"},
	} {
		r := &finding.Result{Passages: []finding.Passage{{Excerpt: tt.in}}}
		finding.Redact(r, safe.Redact)
		if got := r.Passages[0].Excerpt; got != tt.want {
			t.Errorf("excerpt %q redacted = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// What is observed is masked as where it stands, and each of several places by itself.
func TestRedactObservations(t *testing.T) {
	const text = "联系人李某，电话13800138000，昭堰县人。"
	at := func(lo, hi int) *finding.Range { return &finding.Range{Byte: [2]int32{int32(lo), int32(hi)}} }
	r := &finding.Result{
		Inputs:      []finding.Input{{Path: "13800138000.txt"}, {Path: "b.txt"}},
		Submissions: []finding.Submission{{ID: "13800138000.txt#1", Path: "13800138000.txt", Text: text, Range: *at(0, len(text))}},
		Observations: []finding.Observation{
			{Kind: finding.HiddenText, Path: "13800138000.txt", Submission: "13800138000.txt#1", Range: at(3, 3), Text: "电话1380013 … 甲校 … 8000000人"},
			{Kind: finding.LeftoverName, Path: "13800138000.txt", Submission: "13800138000.txt#1", Range: at(24, len(text)), Text: text[24:], Name: "昭堰县", Own: "13855558000"},
			{Kind: finding.SameFile, Path: "b.txt", Others: []string{"13800138000.txt", "13855558000"}},
		},
		Run: finding.Run{Roster: &finding.RosterUse{
			Path: "13855558000.xlsx", Missing: []string{"李某13855558000"}, Unread: []string{"王某13855558000"}, Unlisted: []string{"13800138000.txt"},
			Assigned: []finding.Assigned{{Owner: "王某13855558000", Paths: []string{"13800138000.txt"}}},
		}},
	}
	finding.Redact(r, safe.Redact)
	want := []finding.Observation{
		{Kind: finding.HiddenText, Path: "138****8000.txt", Submission: "138****8000.txt#1", Range: at(3, 3), Text: "电话******* … 甲校 … ***0000人"},
		{Kind: finding.LeftoverName, Path: "138****8000.txt", Submission: "138****8000.txt#1", Range: at(24, len(text)), Text: "138****8000，昭堰县人。", Name: "昭堰县", Own: "138****8000"},
		{Kind: finding.SameFile, Path: "b.txt", Others: []string{"138****8000.txt", "138****8000"}},
	}
	for i := range want {
		if got := r.Observations[i]; !reflect.DeepEqual(got, want[i]) {
			t.Errorf("observation %d = %+v, want %+v", i, got, want[i])
		}
	}
	use := &finding.RosterUse{
		Path: "138****8000.xlsx", Missing: []string{"李某138****8000"}, Unread: []string{"王某138****8000"}, Unlisted: []string{"138****8000.txt"},
		Assigned: []finding.Assigned{{Owner: "王某138****8000", Paths: []string{"138****8000.txt"}}},
	}
	if got := r.Run.Roster; !reflect.DeepEqual(got, use) {
		t.Errorf("roster = %+v, want %+v", got, use)
	}
}

// Nobody can try the masked digits until a key fits: keys of masked text are of the text
// as it is shown. The others stay.
func TestRedactKeys(t *testing.T) {
	const head = "联系人李某，电话"
	result := func(number string) *finding.Result {
		text := head + number + "。\n全年救助三十一人。\n"
		at := func(lo, hi int) finding.Range { return finding.Range{Byte: [2]int32{int32(100 + lo), int32(100 + hi)}} }
		tail := strings.Index(text, "\n") + 1
		r := &finding.Result{
			Submissions: []finding.Submission{
				{ID: "a#1", Path: "a", Key: "of a " + number, Text: text, Range: at(0, len(text))},
				{ID: "b#1", Path: "b", Key: "of b", Text: text[tail:], Range: at(0, len(text)-tail)},
				{ID: "c#1", Path: "c", Key: "of c"}, // its text is gone
			},
			Pairs: []finding.Pair{{A: "a#1", B: "b#1"}, {A: "b#1", B: "c#1"}},
			Passages: []finding.Passage{
				{Key: "p1 " + number, KeyB: "p1 b", Excerpt: text[:tail-1], A: finding.Side{Submission: "a#1", Range: at(0, tail-1)}, B: finding.Side{Submission: "b#1", Range: at(0, 3)}},
				{Key: "p2", KeyB: "p2 b", A: finding.Side{Submission: "a#1", Range: at(tail, len(text))}, B: finding.Side{Submission: "c#1", Range: at(0, 3)}},
				// a piece of the number
				{Key: "p3 " + number, KeyB: "p3 b", Excerpt: number[:6], A: finding.Side{Submission: "a#1", Range: at(0, len(head)+6)}, B: finding.Side{Submission: "b#1", Range: at(0, 3)}},
			},
		}
		r.Passages[2].A.Range = at(len(head), len(head)+6)
		return r
	}
	one, two := result("13800138000"), result("13855558000")
	before := []string{finding.PairKey(&one.Submissions[0], &one.Submissions[1]), one.Passages[0].ReviewKey()}
	one.Reviews = map[string]finding.Review{before[0]: {Mark: finding.Talk}, "else": {Mark: finding.NotCopy}}
	became := finding.Redact(one, safe.Redact)
	finding.Redact(two, safe.Redact)
	if !reflect.DeepEqual(one.Submissions, two.Submissions) || !reflect.DeepEqual(one.Passages, two.Passages) {
		t.Errorf("redacted results of two numbers differ: %+v, %+v, want what shows neither", one, two)
	}
	if k := one.Submissions[0].Key; len(k) != 32 {
		t.Errorf("key of a masked body = %q, want 32 digits", k)
	}
	if s, p := one.Submissions, one.Passages; s[1].Key != "of b" || s[2].Key != "" || p[1].Key != "p2" || p[1].KeyB != "" || p[0].KeyB != "p1 b" || len(p[2].Key) != 32 {
		t.Errorf("keys = %q %q %q %q %q %q, want those kept where nothing is masked, none without text", s[1].Key, s[2].Key, p[1].Key, p[1].KeyB, p[0].KeyB, p[2].Key)
	}
	if got := one.Passages[2].Excerpt; got != "138***" {
		t.Errorf("excerpt of a piece of a number = %q, want 138***", got)
	}
	pair, passage := finding.PairKey(&one.Submissions[0], &one.Submissions[1]), one.Passages[0].ReviewKey()
	for i, want := range []string{pair, passage} {
		if got := became[before[i]]; !reflect.DeepEqual(got, []string{want}) {
			t.Errorf("%q became %q, want %q", before[i], got, want)
		}
	}
	if one.Reviews[pair].Mark != finding.Talk || one.Reviews["else"].Mark != finding.NotCopy || len(one.Reviews) != 2 {
		t.Errorf("reviews = %v, want them by the new keys", one.Reviews)
	}
}
