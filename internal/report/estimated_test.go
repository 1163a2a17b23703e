package report

import (
	"io"
	"strings"
	"testing"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// guessed is gated against an archive that keeps no texts: figures of the first submission
// are estimates, and nobody knows where in the source its passages stand.
func guessed() *finding.Result {
	r := gated()
	none := finding.Range{Line: [2]int32{1, 1}}
	r.Pairs[0].Estimated = true
	for i := range r.Passages {
		if q := &r.Passages[i]; !q.Own {
			q.Estimated, q.B.Range = true, none
		}
	}
	r.Families[0].Members[1].Range = none
	return r
}

// Every report says which figures are estimates, and names no line of a text that the archive
// does not keep.
func TestEstimates(t *testing.T) {
	const said, place = "按指纹估计，库中未存原文", "临川小学总结 第 1 行"
	printed := map[string]string{
		"text": written(t, func(w io.Writer) error { return Text(w, guessed(), Options{}) }),
		"md":   written(t, func(w io.Writer) error { return Markdown(w, guessed(), Options{}) }),
	}
	for format := range gateFormats {
		printed[format] = gateText(t, format, guessed(), GateOptions{})
	}
	for format, got := range printed {
		if !strings.Contains(got, "指纹估计") || !strings.Contains(got, said) {
			t.Errorf("%s = %s, want %q in it", format, got, said)
		}
		if strings.Contains(got, place) || strings.Contains(got, "》 第 1 行") {
			t.Errorf("%s = %s, names a line of a text that was not kept", format, got)
		}
	}
	for _, c := range []struct {
		r    *finding.Result
		want bool
	}{{guessed(), true}, {gated(), false}} {
		got := written(t, func(w io.Writer) error { return CSV(w, c.r, message.Zh) })
		header, _, _ := strings.Cut(got, "\r\n")
		if has := strings.HasSuffix(header, ",估计"); has != c.want {
			t.Errorf("header of CSV = %q, column of estimates: %v, want %v", header, has, c.want)
		}
	}
}

func TestExplainEstimates(t *testing.T) {
	r := guessed()
	r.Explanations = []finding.Explanation{
		{ID: "p1", Passage: &finding.PassageReasons{Passage: r.Passages[0]}},
		{ID: "pair", Pair: &finding.PairReasons{A: r.Pairs[0].A, B: r.Pairs[0].B, LettersA: 50, LettersB: 777}},
	}
	for _, l := range langs {
		got := written(t, func(w io.Writer) error { return ExplanationText(w, r, Options{Lang: l}) })
		for _, want := range []string{l.Text(message.Estimated), l.Text(message.EstimatedKind, l.Kind("spun"), "90.0%"), l.Text(message.NearValue, "73.1%")} {
			if !strings.Contains(got, want) {
				t.Errorf("explanation = %s, want %q in it", got, want)
			}
		}
		if strings.Contains(got, "0/0") {
			t.Errorf("explanation = %s, tells figures that nobody counted", got)
		}
	}
}

// A source is known by its whole mark and file name; its title is cut inside its quotes.
func TestSourcesFit(t *testing.T) {
	for _, l := range langs {
		for _, width := range []int{60, 80, 100} {
			r := gated()
			r.Submissions[2].Title = "临川县义务教育优质均衡发展工作情况汇报"
			got := gateText(t, "gate", r, GateOptions{Options: Options{Lang: l, Width: width}})
			for line := range strings.SplitSeq(got, "\n") {
				_, source, ok := strings.Cut(line, "↔ ")
				if safe.Width(line) > width {
					t.Errorf("%v: %q is %d wide, want at most %d", l, line, safe.Width(line), width)
				}
				if want := l.HeldMark(2023, "临川小学", "7") + "临川小学总结"; ok && !strings.HasPrefix(source, want) {
					t.Errorf("%v, %d: source %q, want it to begin with %q", l, width, source, want)
				}
				if begins, ends := strings.Count(source, "《"), strings.Count(source, "》"); begins != ends {
					t.Errorf("%v, %d: source %q has an odd quote", l, width, source)
				}
			}
		}
	}
}

// Of a compilation the archive's first submission keeps its ordinal.
func TestHeldOrdinal(t *testing.T) {
	r := gated()
	for i, ordinal := range []int{1, 2} {
		s := &r.Submissions[2+i]
		id := []string{"总结库!/7/汇编.txt", "总结库!/8/汇编.txt"}[i]
		s.Path, s.Ordinal, s.ID = id, ordinal, id+[]string{"#1", "#2"}[i]
	}
	name := ShortNames(r, message.Zh)
	for i, want := range []string{"汇编#1", "汇编#2"} {
		if got := name(r.Submissions[2+i].ID); !strings.HasSuffix(got, want) {
			t.Errorf("name(%q) = %q, want it to end in %q", r.Submissions[2+i].ID, got, want)
		}
	}
}

// The other side of a passage has letters of its own, and a limit is told by those.
func TestLettersOfTheOtherSide(t *testing.T) {
	r := gated()
	a, b := r.Submissions[0].ID, r.Submissions[1].ID
	r.Passages = []finding.Passage{{ID: "p1", A: side(a, 1, 3), B: side(b, 1, 9), Kind: "spun", Letters: 420, AtA: [2]int32{0, 420}, AtB: [2]int32{0, 390}}}
	r.Verdict.Findings = []finding.Finding{{Rule: "passage", Submission: a, Other: b, Value: 420, Limit: 200}}
	g := newGate(r)
	for i, want := range []float64{420, 390} {
		if got := g.cases[i].limits[0].value; got != want {
			t.Errorf("value of the passage in %s = %v, want %v", g.cases[i].ID, got, want)
		}
	}
}

// A pass tells what counts for no limit, and why.
func TestCleared(t *testing.T) {
	r := gated()
	fresh, second, old, own := r.Submissions[0].ID, r.Submissions[1].ID, r.Submissions[2].ID, r.Submissions[3].ID
	r.Pairs[0].Review = &finding.Review{Mark: finding.NotCopy}
	r.Verdict = finding.Verdict{Cleared: []finding.Finding{
		{Rule: "near-duplicate", Submission: second, Other: own, Value: 0.9},
		{Rule: "near-duplicate", Submission: fresh, Other: old, Value: 0.7},
		{Rule: "passage", Submission: fresh, Other: old, Value: 60},
		{Rule: "total", Submission: second, Value: 0.9},
		{Rule: "total", Submission: fresh, Value: 0.9},
	}}
	got := gateText(t, "gate", r, GateOptions{})
	for _, want := range []string{"另有 5 项不计入限值", "云埠中学旧稿（本单位旧稿）", "临川小学总结（复核）", "临川小学总结（已接受）", "  总复制比  上报/云埠中学（本单位旧稿）", "  另有 1 项\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("gate = %s, want %q in it", got, want)
		}
	}
	for format, want := range map[string]string{"gate-md": "另有 5 项不计入限值", "gate-github": "另有 5 项不计入限值", "gate-junit": `name="chachong.cleared" value="5"`} {
		if got := gateText(t, format, r, GateOptions{}); !strings.Contains(got, want) {
			t.Errorf("%s = %s, want %q in it", format, got, want)
		}
	}
}

// Commands name what was given, and offer no report that is written already.
func TestOffered(t *testing.T) {
	opt := Options{Argument: "上报/", Written: []string{"html", "xlsx"}}
	check := written(t, func(w io.Writer) error { return Text(w, gated(), opt) })
	gate := gateText(t, "gate", gated(), GateOptions{Options: opt})
	for got, want := range map[string]string{check: "chachong check 上报/ --archive", gate: "chachong gate 上报/ --archive"} {
		if !strings.Contains(got, want) || strings.Contains(got, "报告.html") || strings.Contains(got, "汇总.xlsx") {
			t.Errorf("report = %s, want %q in it and neither page nor workbook", got, want)
		}
	}
}

// A heading is nothing to rewrite, and a short sentence is.
func TestHeadingsStay(t *testing.T) {
	const body = "二、入户登记\n登记三千户。\n这一段没有句号可是写了二十个字以上所以仍然要改写"
	c := &gateCase{Submission: &finding.Submission{Text: body, Range: finding.Range{Byte: [2]int32{0, int32(len(body))}, Line: [2]int32{1, 3}}}}
	c.places = []place{{side: finding.Side{Range: c.Range}}}
	var got []string
	for _, s := range c.toRewrite() {
		got = append(got, s.text)
	}
	if want := strings.SplitAfterN(body, "\n", 2)[1]; strings.Join(got, "\n") != want {
		t.Errorf("sentences to rewrite = %q, want %q", got, want)
	}
}

// No line begins with a mark that belongs to the text before it.
func TestBrokenKeepsStops(t *testing.T) {
	const text = "一二三四五六七八九十。一二三四五六七八九，”一二三四五六七八九十一二"
	for room := 4; room < 40; room++ {
		lines := broken(text, room)
		if got := strings.Join(lines, ""); got != text {
			t.Errorf("broken(_, %d) holds %q, want %q", room, got, text)
		}
		for _, line := range lines {
			if strings.ContainsRune("。，”", []rune(line)[0]) && room > 6 || safe.Width(line) > room {
				t.Errorf("broken(_, %d) has the line %q", room, line)
			}
		}
	}
}
