package detect_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chachong/internal/detect"
	"chachong/internal/finding"
)

// folder returns texts of which a, b and c are near-duplicates, d and e share a passage
// with them, and f stands alone.
func folder(seed uint64) map[string]string {
	r := rng(seed)
	report, passage, small := prose(r, 900), prose(r, 150), prose(r, 80)
	return map[string]string{
		"a": report + passage,
		"b": edit(r, report, 60) + passage,
		"c": edit(r, report, 12) + passage + small,
		"d": prose(r, 700) + edit(r, passage, 20),
		"e": passage + prose(r, 500) + small,
		"f": prose(r, 600),
	}
}

func TestShow(t *testing.T) {
	texts := folder(201)
	res := run(t, inputsOf(texts), detect.Options{Show: detect.Show{Texts: true, Pairs: 100, Families: 100}})
	for _, s := range res.Submissions {
		src := texts[s.Path]
		if want := src[s.Range.Byte[0]:s.Range.Byte[1]]; s.Text != want {
			t.Errorf("%s: text of %d bytes, want %d", s.ID, len(s.Text), len(want))
		}
		for _, p := range s.Paragraphs {
			if got := src[p.Byte[0]:p.Byte[1]]; strings.ContainsAny(got, "\n") || got == "" {
				t.Errorf("%s: paragraph %q", s.ID, got)
			}
		}
	}
	if caps := shownCaps(res); len(caps) != 0 {
		t.Errorf("caps = %+v, want none", caps)
	}
	// Every pair that is listed or has a passage of its own stands there once, in order.
	var want, got []string
	for _, p := range res.Pairs {
		want = append(want, p.A+" "+p.B)
	}
	for _, p := range res.Passages {
		if !p.Template {
			want = append(want, p.A.Submission+" "+p.B.Submission)
		}
	}
	slices.Sort(want)
	want = slices.Compact(want)
	for i := range res.Collations {
		co := &res.Collations[i]
		got = append(got, co.A+" "+co.B)
		checkRows(t, res, co, texts)
	}
	if !slices.Equal(got, want) || len(got) < 5 {
		t.Errorf("collations = %q, want %q", got, want)
	}
	if len(res.Families) == 0 || len(res.Stacks) != len(res.Families) {
		t.Fatalf("%d stacks of %d families", len(res.Stacks), len(res.Families))
	}
	for i, st := range res.Stacks {
		f := &res.Families[i]
		if st.Family != f.ID {
			t.Errorf("stack of %s, want %s", st.Family, f.ID)
		}
		for _, line := range st.Lines {
			if len(line.Cells) != len(f.Members) {
				t.Fatalf("%s: %d cells, want %d", f.ID, len(line.Cells), len(f.Members))
			}
			for k, cell := range line.Cells {
				if m := f.Members[k].Range.Byte; cell.Range.Byte[0] < m[0] || cell.Range.Byte[1] > m[1] {
					t.Errorf("%s: cell %v outside member %v", f.ID, cell.Range.Byte, m)
				}
			}
		}
	}
}

// shownCaps returns the caps on what is shown.
func shownCaps(res *finding.Result) []finding.Cap {
	return slices.DeleteFunc(slices.Clone(res.Run.Caps), func(c finding.Cap) bool { return !strings.HasPrefix(c.Name, "shown_") })
}

// checkRows holds the rows of co against the texts: they cover both bodies, their ranges
// say the same in one coordinate as in the other, and they name passages that hold them.
func checkRows(t *testing.T, res *finding.Result, co *finding.Collation, texts map[string]string) {
	t.Helper()
	passages := map[string]*finding.Passage{}
	for i := range res.Passages {
		passages[res.Passages[i].ID] = &res.Passages[i]
	}
	named := 0
	check := func(id string, r finding.Range) {
		s := submission(t, res, id)
		if r.Byte[0] < s.Range.Byte[0] || r.Byte[1] > s.Range.Byte[1] || r.Byte[0] > r.Byte[1] {
			t.Fatalf("%s: range %v outside the body %v", id, r.Byte, s.Range.Byte)
		}
		if got := int32(utf8.RuneCountInString(texts[s.Path][:r.Byte[0]])); got != r.Rune[0] {
			t.Errorf("%s: byte %d is code point %d, want %d", id, r.Byte[0], r.Rune[0], got)
		}
	}
	a, b := submission(t, res, co.A), submission(t, res, co.B)
	atA, atB := a.Range.Byte[0], b.Range.Byte[0]
	next := func(s *finding.Submission, at *int32, from, to int32) {
		if from < *at || strings.TrimSpace(texts[s.Path][*at:from]) != "" {
			t.Errorf("%s: a row at byte %d behind one that ends at %d", s.ID, from, *at)
		}
		*at = max(*at, to)
	}
	for _, row := range co.Rows {
		check(co.A, row.A)
		check(co.B, row.B)
		if row.Op != finding.Moved && row.LettersA > 0 {
			next(a, &atA, row.A.Byte[0], row.A.Byte[1])
		}
		if (row.Op == finding.Moved || row.Move == 0) && row.LettersB > 0 {
			next(b, &atB, row.B.Byte[0], row.B.Byte[1])
		}
		if row.Edits == nil {
			t.Errorf("edits of a row are nil, want []")
		}
		for _, e := range row.Edits {
			check(co.A, e.A)
			check(co.B, e.B)
			if e.WordsA.Byte[0] > e.A.Byte[0] || e.WordsA.Byte[1] < e.A.Byte[1] {
				t.Errorf("edit %v lies not in its words %v", e.A.Byte, e.WordsA.Byte)
			}
		}
		if row.Passage == "" {
			continue
		}
		named++
		p := passages[row.Passage]
		if p == nil || p.A.Submission != co.A || p.B.Submission != co.B {
			t.Errorf("%s, %s: a row names passage %q", co.A, co.B, row.Passage)
		} else if row.LettersA > 0 && (row.A.Byte[0] >= p.A.Range.Byte[1] || row.A.Byte[1] <= p.A.Range.Byte[0]) {
			t.Errorf("row %v names passage %s at %v", row.A.Byte, p.ID, p.A.Range.Byte)
		}
	}
	next(a, &atA, a.Range.Byte[1], a.Range.Byte[1])
	next(b, &atB, b.Range.Byte[1], b.Range.Byte[1])
	if named == 0 && len(res.Passages) > 0 {
		t.Errorf("%s, %s: no row names a passage", co.A, co.B)
	}
}

// The strongest are shown, and the result says how many are not.
func TestShowCaps(t *testing.T) {
	in := inputsOf(folder(202))
	all := run(t, in, detect.Options{Show: detect.Show{Pairs: 100, Families: 100}})
	res := run(t, in, detect.Options{Show: detect.Show{Pairs: 2, Families: 1}})
	var got []string
	for _, co := range res.Collations {
		got = append(got, co.A+" "+co.B)
	}
	if want := []string{"a#1 b#1", "a#1 c#1"}; !slices.Equal(got, want) {
		t.Errorf("the two strongest = %q, want %q", got, want)
	}
	want := []finding.Cap{
		{Name: "shown_families", Limit: 1, LeftOut: len(all.Families) - 1},
		{Name: "shown_pairs", Limit: 2, LeftOut: len(all.Collations) - 2},
	}
	if caps := shownCaps(res); !slices.Equal(caps, want) || want[0].LeftOut == 0 {
		t.Errorf("caps = %+v, want %+v", caps, want)
	}
	largest, of := 0, ""
	for _, f := range all.Families {
		if n := len(f.Members) * int(f.Letters); n > largest {
			largest, of = n, f.ID
		}
	}
	if len(res.Stacks) != 1 || res.Stacks[0].Family != of {
		t.Errorf("stacks = %+v, want that of %s", res.Stacks, of)
	}
}

// What is shown changes nothing else, and is the same for any number of workers.
func TestShowChangesNothingElse(t *testing.T) {
	in := inputsOf(folder(203))
	plain := run(t, in, detect.Options{})
	if plain.Collations != nil || plain.Stacks != nil || plain.Submissions[0].Text != "" {
		t.Error("texts are held that nobody asked for")
	}
	shown := func(jobs int) *finding.Result {
		res := run(t, in, detect.Options{Jobs: jobs, Show: detect.Show{Texts: true, Pairs: 100, Families: 100}})
		res.Run.ElapsedSeconds = 0
		return res
	}
	one := shown(1)
	if two := shown(2); !reflect.DeepEqual(one, two) {
		t.Error("what is shown differs between 1 worker and 2")
	}
	one.Collations, one.Stacks, plain.Run.ElapsedSeconds = nil, nil, 0
	for i := range one.Submissions {
		one.Submissions[i].Text, one.Submissions[i].Paragraphs = "", nil
	}
	if !reflect.DeepEqual(one, plain) {
		t.Errorf("result less what is shown %+v\nwant %+v", one, plain)
	}
}

// Of a document that is gone nothing is shown; the rest is.
func TestShowWithoutWhatIsGone(t *testing.T) {
	in := inputsOf(folder(204))
	read := in[2].Read
	calls := 0
	in[2].Read = func() detect.Reading { calls++; return read() }
	run(t, in, detect.Options{Jobs: 1, Show: detect.Show{Texts: true, Pairs: 100, Families: 100}})
	// The document goes before each of its readings but the first.
	for last := calls; last > 1; last-- {
		n := 0
		in[2].Read = func() detect.Reading {
			if n++; n >= last {
				return detect.Reading{Status: "error", Code: "E_CHANGED"}
			}
			return read()
		}
		res := run(t, in, detect.Options{Jobs: 1, Show: detect.Show{Texts: true, Pairs: 100, Families: 100}})
		ids := map[string]bool{"": true}
		for _, p := range res.Passages {
			ids[p.ID] = true
		}
		for _, co := range res.Collations {
			if co.A == "c#1" || co.B == "c#1" {
				t.Errorf("gone at reading %d: %s, %s are shown", last, co.A, co.B)
			}
			for _, row := range co.Rows {
				if !ids[row.Passage] {
					t.Errorf("gone at reading %d: a row names %q, which is not there", last, row.Passage)
				}
			}
		}
		for _, st := range res.Stacks {
			if !slices.ContainsFunc(res.Families, func(f finding.Family) bool { return f.ID == st.Family }) {
				t.Errorf("gone at reading %d: a stack of %s, which is not there", last, st.Family)
			}
		}
		if len(res.Collations) == 0 {
			t.Errorf("gone at reading %d: nothing is shown", last)
		}
	}
}

// Keys are of the letters on both sides, whatever stands around them.
func TestKeys(t *testing.T) {
	r := rng(205)
	a := prose(r, 400)
	b := strings.NewReplacer("，", "、", "\n", "\n\n").Replace(a)
	res := run(t, inputsOf(map[string]string{"a": a, "b": b, "c": edit(r, a, 25)}), detect.Options{})
	s := res.Submissions
	if s[0].Key != s[1].Key || s[0].Key == s[2].Key || len(s[0].Key) != 32 {
		t.Errorf("keys %q, %q, %q, want the first two equal, of 32 digits", s[0].Key, s[1].Key, s[2].Key)
	}
	for _, p := range res.Passages {
		if len(p.Key) != 32 || len(p.KeyB) != 32 || (p.Key == p.KeyB) != (p.Kind == "verbatim") {
			t.Errorf("%s %s: keys %q, %q", p.ID, p.Kind, p.Key, p.KeyB)
		}
		if p.AtA[1]-p.AtA[0] != p.Letters || p.AtB[1] > s[2].Letters+s[1].Letters || p.AtB[1] <= p.AtB[0] {
			t.Errorf("%s: letters %v, %v of %d", p.ID, p.AtA, p.AtB, p.Letters)
		}
	}
	if len(res.Passages) == 0 {
		t.Error("no passage")
	}
}
