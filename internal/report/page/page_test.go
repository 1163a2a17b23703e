package page

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// decoded is what the tests read of a page's data.
type decoded struct {
	Schema, Lang, Mode, Texts, No, Made string
	Caps                                []struct {
		Name string
		Text map[string]string
	}
	Submissions []struct {
		ID, Name, Path, Title, Owner string
		Text                         [][2]any
		Paragraphs                   [][2]int
		Length                       int
		LargestSource                int `json:"largest_source"`
	}
	Pairs []struct {
		A, B   int
		Listed bool
		Key    string
		Rows   [][]any
	}
	Passages []struct {
		ID, Key, Kind string
		A, B          struct {
			S int
			R [2]int
		}
	}
	Families []struct {
		ID      string
		Members []struct {
			S int
			R [2]int
		}
		Stack [][][3]any
	}
	Replacements []struct{ From, To string }
	Inputs       []struct {
		Path         string
		Reason, Hint map[string]string
	}
	Review  map[string]struct{ Mark, Note string }
	Rest    []Mark `json:"review_rest"`
	Verdict struct{ Findings, Cleared []struct{ S, Other int } }
	Strings map[string]map[string]string
}

// dataOf returns the data of a page.
func dataOf(t *testing.T, page string) decoded {
	t.Helper()
	_, rest, _ := strings.Cut(page, `<script type="application/json" id="data">`)
	text, _, ok := strings.Cut(rest, "</script>")
	var d decoded
	if err := json.Unmarshal([]byte(text), &d); err != nil || !ok {
		t.Fatalf("data of the page: %v, ended %v", err, ok)
	}
	return d
}

// units returns [r[0], r[1]) of a text in UTF-16 units.
func unitsOf(s string, r [2]int) string {
	return string(utf16.Decode(utf16.Encode([]rune(s))[r[0]:r[1]]))
}

func TestData(t *testing.T) {
	res := sample()
	opt := Options{Lang: message.En, Made: time.Date(2026, 11, 2, 9, 5, 0, 0, time.UTC), Name: func(id string) string { return strings.TrimSuffix(id, ".txt#1") }}
	d := dataOf(t, print(res, opt))
	if d.Schema != "chachong/page/v1" || d.Lang != "en" || d.Mode != "check" || d.Texts != Full || d.Made != "2026-11-02 09:05" {
		t.Errorf("data = %q %q %q %q %q, want the schema, en, check, full, 2026-11-02 09:05", d.Schema, d.Lang, d.Mode, d.Texts, d.Made)
	}
	if !regexp.MustCompile(`^[0-9a-f]{10}$`).MatchString(d.No) {
		t.Errorf("no = %q, want 10 hexadecimal digits", d.No)
	}
	a, b := d.Submissions[0], d.Submissions[1]
	if a.Name != "甲" || a.ID != "甲.txt#1" || a.LargestSource != 1 || d.Submissions[2].LargestSource != -1 {
		t.Errorf("submissions = %+v, want names, sources and states of the result", d.Submissions)
	}
	textA, textB := a.Text[0][1].(string), b.Text[0][1].(string)
	if n := len(utf16.Encode([]rune(textA))); n != a.Length || a.Text[0][0].(float64) != 0 {
		t.Errorf("length = %d, text of %d units from %v, want the same from 0", a.Length, n, a.Text[0][0])
	}
	if want := strings.Replace(docA[strings.Index(docA, "一年来"):], "\r\n", " \n", -1); textA != want {
		t.Errorf("text = %q, want %q", textA, want)
	}
	if got := unitsOf(textA, a.Paragraphs[0]); got != "一年来，白鹭县教育工会𠮷祥如意。" {
		t.Errorf("first paragraph = %q", got)
	}
	p := d.Passages[0]
	if got, want := unitsOf(textA, p.A.R)+"|"+unitsOf(textB, p.B.R), "走访慰问困难教职工二十六人，送去米面粮油|走访慰问困难教职工三十一人，送去米面粮油"; got != want {
		t.Errorf("passage = %q, want %q", got, want)
	}
	if p.Key != "aa+bb" || d.Pairs[0].Key != "key-乙.txt#1+key-甲.txt#1" || d.Review["aa+bb"].Note != "再问" {
		t.Errorf("keys = %q, %q, review %v, want both keys sorted and the note", p.Key, d.Pairs[0].Key, d.Review)
	}
	row := d.Pairs[0].Rows[0]
	edit := row[9].([]any)[0].([]any)
	place := func(i int) [2]int { return [2]int{int(edit[i].(float64)), int(edit[i+1].(float64))} }
	if got := unitsOf(textA, place(2)) + unitsOf(textB, place(4)) + unitsOf(textB, place(8)); row[0].(float64) != 1 || got != "二十六三十一三十一" {
		t.Errorf("row %v = %q, want a change of 二十六 to 三十一", row, got)
	}
	cell := d.Families[0].Stack[0][1]
	if got := unitsOf(textB, [2]int{int(cell[0].(float64)), int(cell[1].(float64))}); !strings.HasPrefix(got, "走访慰问") || len(cell[2].([]any)) != 1 {
		t.Errorf("cell = %v, %q, want the second copy with one edit", cell, got)
	}
	in := d.Inputs[1]
	if in.Reason["zh"] != "没有读取权限" || in.Reason["en"] != "no permission to read" || in.Hint["zh"] == "" {
		t.Errorf("input = %+v, want reason and hint in both languages", in)
	}
	if d.Caps[0].Text["en"] == "" || d.Strings["zh"]["kind_spun"] != "换词" || d.Strings["en"]["kind_spun"] != "spun" {
		t.Errorf("caps, strings = %+v, %q, want texts in both languages", d.Caps, d.Strings["zh"]["kind_spun"])
	}
}

// Marks that fit nothing stand in the data as they are, and what marks took away beside the
// findings.
func TestMarksInData(t *testing.T) {
	res := sample()
	res.Verdict.Cleared = []finding.Finding{{Rule: "largest-source", Submission: "甲.txt#1", Other: "乙.txt#1", Value: 0.5, Limit: 0.3}}
	rest := []Mark{{"passage", "k", finding.Talk, "再\u202e谈</script>", "旧甲", "旧乙"}}
	d := dataOf(t, print(res, Options{Rest: rest}))
	if !slices.Equal(d.Rest, rest) {
		t.Errorf("review_rest = %+v, want %+v", d.Rest, rest)
	}
	if len(d.Verdict.Findings) != 2 || len(d.Verdict.Cleared) != 1 || d.Verdict.Cleared[0].Other != 1 {
		t.Errorf("verdict = %+v, want two findings and the one that was cleared", d.Verdict)
	}
	if d := dataOf(t, print(sample(), zh)); d.Rest == nil || d.Verdict.Cleared == nil {
		t.Errorf("review_rest, cleared = %v, %v, want lists", d.Rest, d.Verdict.Cleared)
	}
}

func TestShell(t *testing.T) {
	for _, c := range []struct {
		lang message.Lang
		want []string
	}{
		{message.Zh, []string{`<html lang="zh-CN" data-texts="full">`, "<title>查重结果 ", `<p lang="en">This report is laid out by a script`}},
		{message.En, []string{`<html lang="en" data-texts="full">`, "<title>Reuse report ", `<p lang="zh-CN">这份报告要用浏览器的脚本来排版`}},
	} {
		page := print(sample(), Options{Lang: c.lang})
		for _, part := range c.want {
			if !strings.Contains(page, part) {
				t.Errorf("page in %v lacks %q", c.lang, part)
			}
		}
	}
}

func TestPagesAreTheSame(t *testing.T) {
	first := print(sample(), zh)
	for range 5 {
		if got := print(sample(), zh); got != first {
			t.Fatal("two pages of one result differ")
		}
	}
	changed := sample()
	changed.Passages[0].Kind = "edited"
	if a, b := dataOf(t, first).No, dataOf(t, print(changed, zh)).No; a == b {
		t.Errorf("number of two results = %s, want two numbers", a)
	}
	later := zh
	later.Made = time.Unix(1e9, 0)
	if a, b := dataOf(t, first).No, dataOf(t, print(sample(), later)).No; a != b {
		t.Errorf("numbers of one result at two times = %s, %s, want one", a, b)
	}
}

func TestTexts(t *testing.T) {
	secret := "机密" + strings.Repeat("无关文字", 60)
	res := sample()
	body := res.Submissions[2].Text + secret
	res.Submissions[2].Text = body
	res.Submissions[2].Range = span(body, 0, len(body))

	for _, c := range []struct {
		texts      string
		has, lacks []string
	}{
		{Full, []string{"机密", "图书馆", "运动会", "米面粮油"}, nil},
		{Matched, []string{"米面粮油", "运动会", "三十一"}, []string{"机密", "毫不相干"}},
		{None, nil, []string{"机密", "毫不相干", "米面粮油", "运动会", "三十一", "走访"}},
	} {
		opt := zh
		opt.Texts = c.texts
		page := print(res, opt)
		for _, s := range c.has {
			if !strings.Contains(page, s) {
				t.Errorf("page with texts %s lacks %q", c.texts, s)
			}
		}
		for _, s := range c.lacks {
			if strings.Contains(page, s) {
				t.Errorf("page with texts %s holds %q", c.texts, s)
			}
		}
		if got := dataOf(t, page).Texts; got != c.texts {
			t.Errorf("texts = %q, want %q", got, c.texts)
		}
	}
}

// Matched holds no character further than it may from a passage.
func TestMatchedHoldsNoMore(t *testing.T) {
	filler := strings.Repeat("甲", 500)
	body := filler + "共有的段落" + filler + "另一段落" + strings.Repeat("乙", 30) + "第三段落" + filler
	res := &finding.Result{Submissions: []finding.Submission{
		{ID: "a#1", Text: body, Range: span(body, 0, len(body))},
		{ID: "b#1", Text: body, Range: span(body, 0, len(body))},
	}}
	for _, part := range []string{"共有的段落", "另一段落", "第三段落"} {
		r := at(body, part)
		res.Passages = append(res.Passages, finding.Passage{A: finding.Side{Submission: "a#1", Range: r}, B: finding.Side{Submission: "b#1", Range: r}})
	}
	got := dataOf(t, print(res, Options{Texts: Matched})).Submissions[0].Text
	edge := strings.Repeat("甲", around)
	want := [][2]any{
		{500.0 - around, edge + "共有的段落" + edge},
		{1005.0 - around, edge + "另一段落" + strings.Repeat("乙", 30) + "第三段落" + edge},
	}
	if !slices.Equal(got, want) {
		t.Errorf("segments = %v, want %v", got, want)
	}
}

func TestLargeTextsAreCut(t *testing.T) {
	body := strings.Repeat("很长的一篇总结。", maxTexts/24+1)
	res := &finding.Result{Submissions: []finding.Submission{{ID: "a#1", Text: body, Range: span(body, 0, len(body))}}}
	page := print(res, Options{})
	d := dataOf(t, page)
	if d.Texts != Matched || len(page) > 1<<20 || len(d.Caps) != 1 || d.Caps[0].Name != "page_texts" {
		t.Errorf("texts = %s, %d bytes, caps %+v, want matched, a small page, page_texts", d.Texts, len(page), d.Caps)
	}
	for lang, text := range d.Caps[0].Text {
		if !strings.Contains(text, "24 MiB") {
			t.Errorf("cap in %s = %q, want the limit", lang, text)
		}
	}
	if d := dataOf(t, print(res, Options{Texts: Full})); d.Texts != Full || len(d.Caps) != 0 {
		t.Errorf("asked for: texts = %s, caps %+v, want full, none", d.Texts, d.Caps)
	}
}

// With no texts in the result, code points take the place of units.
func TestResultWithoutTexts(t *testing.T) {
	res := sample()
	for i := range res.Submissions {
		res.Submissions[i].Text, res.Submissions[i].Paragraphs = "", nil
	}
	d := dataOf(t, print(res, zh))
	if got, want := d.Passages[0].A.R, [2]int{18, 38}; got != want || len(d.Submissions[0].Text) != 0 {
		t.Errorf("passage at %v, text %v, want %v and none", got, d.Submissions[0].Text, want)
	}
}

func TestSubmissionBesideItself(t *testing.T) {
	res := sample()
	res.Submissions = []finding.Submission{res.Submissions[0], res.Submissions[0]}
	id := res.Submissions[0].ID
	res.Pairs[0].B, res.Passages[0].B, res.Collations[0].B = id, res.Passages[0].A, id
	res.Collations[0].Rows[0].B = res.Collations[0].Rows[0].A
	d := dataOf(t, print(res, Options{Diff: true}))
	if len(d.Pairs) != 1 || d.Pairs[0].A != 0 || d.Pairs[0].B != 1 || d.Pairs[0].Rows == nil || d.Passages[0].B.S != 1 || d.Mode != "diff" {
		t.Errorf("pairs, passages = %+v, %+v, want the second beside the first", d.Pairs, d.Passages)
	}
}

// hostile is what a stranger may write anywhere.
const hostile = "</script><script>alert(1)</script><!--<script>-->]]><img src=x onerror=alert(2)>\"'&lt;\u202e\u2066\x1b[31m\x00\u0085\u2028\xff{{.}}"

func TestHostileStrings(t *testing.T) {
	res := sample()
	for i := range res.Inputs {
		in := &res.Inputs[i]
		in.Path, in.Code, in.Reason, in.Hint, in.Format, in.Encoding = hostile, hostile, hostile, hostile, hostile, hostile
		in.Status = finding.Status(hostile)
	}
	id := hostile + "a"
	for i := range res.Submissions {
		s := &res.Submissions[i]
		if i == 0 {
			s.ID = id
		}
		s.Path, s.Title, s.Owner = hostile, hostile, hostile
		s.Text = hostile + s.Text
		s.Range = span(s.Text, 0, len(s.Text))
		s.Paragraphs = []finding.Range{s.Range}
	}
	res.Pairs[0].A, res.Clusters[0].Members[0], res.Passages[0].A.Submission = id, id, id
	res.Pairs[0].By, res.Passages[0].Kind = hostile, hostile
	res.Replacements[0].From, res.Replacements[0].To = hostile, hostile
	res.Run.Version, res.Run.Options["list"] = hostile, []any{hostile, map[string]any{"x": hostile}}
	res.Run.Caps[0].Name = hostile
	res.Reviews["aa+bb"] = finding.Review{Mark: finding.Talk, Note: hostile}
	res.Verdict.Findings[0].Rule = hostile

	page := print(res, zh)
	if got := strings.Count(page, "</script"); got != 2 {
		t.Errorf("the page ends %d scripts, want 2: the data's and its own", got)
	}
	for _, bad := range []string{"<img", "alert(1)</", "\u202e", "\u2066", "\x1b", "\x00", "\u0085"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if got := strings.Count(page, "<!--"); got != 0 {
		t.Errorf("the page opens %d comments, want none", got)
	}
	d := dataOf(t, page)
	want := "</script><script>alert(1)</script><!--<script>-->]]><img src=x onerror=alert(2)>\"'&lt;\uFFFD\uFFFD␛[31m␀\uFFFD␤\uFFFD{{.}}"
	if got := d.Submissions[1].Title; got != want {
		t.Errorf("title = %q, want %q", got, want)
	}
	if got := d.Submissions[1].Text[0][1].(string); !strings.HasPrefix(got, strings.Replace(want, "␤", "\n", 1)) {
		t.Errorf("text = %q, want %q with a line end", got, want)
	}
}

func TestPolicy(t *testing.T) {
	page := print(sample(), zh)
	m := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal("the page has no policy")
	}
	csp := html.UnescapeString(m[1])
	hash := func(open, end string) string {
		_, rest, _ := strings.Cut(page, open)
		text, _, _ := strings.Cut(rest, end)
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none'; script-src " + hash("<script>", "</script>") + "; style-src " + hash("<style>", "</style>") +
		"; img-src data:; base-uri 'none'; form-action 'none'"
	if csp != want {
		t.Errorf("policy = %q, want %q", csp, want)
	}
	if strings.Contains(page, " style=") || regexp.MustCompile(`<[^>]* on[a-z]+=`).MatchString(page[:strings.Index(page, "<style>")]) {
		t.Error("the page has style or event attributes, which its policy forbids")
	}
}
