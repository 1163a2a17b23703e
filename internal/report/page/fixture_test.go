package page

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// at returns the range of part, the first of that text, in the document doc.
func at(doc, part string) finding.Range {
	lo := strings.Index(doc, part)
	if lo < 0 {
		panic(fmt.Sprintf("%q is not in the text", part))
	}
	return span(doc, lo, lo+len(part))
}

func span(doc string, lo, hi int) finding.Range {
	line := func(at int) int32 { return int32(1 + strings.Count(doc[:at], "\n")) }
	return finding.Range{
		Byte: [2]int32{int32(lo), int32(hi)},
		Rune: [2]int32{int32(utf8.RuneCountInString(doc[:lo])), int32(utf8.RuneCountInString(doc[:hi]))},
		Line: [2]int32{line(lo), line(max(lo, hi-1))},
	}
}

// Documents of the sample: a heading that is no part of the body, a character beyond
// U+FFFF, line ends of Windows, and a passage that both share but for a word.
const (
	docA = "第一篇\r\n一年来，白鹭县教育工会𠮷祥如意。\r\n走访慰问困难教职工二十六人，送去米面粮油。\r\n明年打算再办一次运动会。"
	docB = "今年，杉湖县职工之家有了新面貌。\n走访慰问困难教职工三十一人，送去米面粮油。\n结束。"
	docC = "本文与其他两篇毫不相干，说的是图书馆。"
)

// sample is a result with every kind of list in it.
func sample() *finding.Result {
	submission := func(id, title, doc, body string, ps ...string) finding.Submission {
		path, _, _ := strings.Cut(id, "#")
		s := finding.Submission{
			ID: id, Path: path, Ordinal: 1, Title: title, Range: at(doc, body), Letters: 30, Key: "key-" + id,
			Text: body, Paragraphs: []finding.Range{},
		}
		for _, p := range ps {
			s.Paragraphs = append(s.Paragraphs, at(doc, p))
		}
		return s
	}
	bodyA := docA[strings.Index(docA, "一年来"):]
	a := submission("甲.txt#1", "白鹭县总结", docA, bodyA, "一年来，白鹭县教育工会𠮷祥如意。", "走访慰问困难教职工二十六人，送去米面粮油。")
	b := submission("乙.txt#1", "", docB, docB, "今年，杉湖县职工之家有了新面貌。")
	c := submission("丙.txt#1", "图书馆", docC, docC, docC)
	a.Reuse = finding.Reuse{Total: 0.5, WithTemplate: 0.5, LargestSource: 0.5, LargestSourceID: b.ID}
	b.Reuse = finding.Reuse{Total: 0.6, WithTemplate: 0.6, LargestSource: 0.6, LargestSourceID: a.ID}
	a.Cluster, b.Cluster = 1, 1
	partA, partB := at(docA, "走访慰问困难教职工二十六人，送去米面粮油"), at(docB, "走访慰问困难教职工三十一人，送去米面粮油")
	edit := finding.Edit{
		Op: "replace", A: at(docA, "二十六"), B: at(docB, "三十一"), Class: "word",
		WordsA: at(docA, "二十六"), WordsB: at(docB, "三十一"),
	}
	return &finding.Result{
		Schema: finding.Schema,
		Run: finding.Run{
			Version: "1.0", Options: map[string]any{"sketch": "minhash", "list": []string{"x"}},
			Caps: []finding.Cap{{Name: "echoes", Limit: 1, LeftOut: 2}},
		},
		Inputs: []finding.Input{
			{Path: "甲.txt", Status: finding.OK, Format: "txt", Encoding: "utf-8", Bytes: 300, Submissions: []string{a.ID}},
			{Path: "坏.doc", Status: finding.Error, Code: "E_PERM", Reason: "no permission to read", Hint: "give the user who runs the check permission to read it"},
		},
		Submissions: []finding.Submission{a, b, c},
		Pairs: []finding.Pair{{
			A: a.ID, B: b.ID, Resemblance: 0.75, ContainmentA: 0.8, ContainmentB: 0.7, AlignedA: 0.9, AlignedB: 0.8,
			NearDuplicate: true, By: "resemblance",
		}},
		Clusters: []finding.Cluster{{ID: 1, Members: []string{a.ID, b.ID}, LowestResemblance: 0.75}},
		Passages: []finding.Passage{{
			ID: "p1", Key: "bb", KeyB: "aa", A: finding.Side{Submission: a.ID, Range: partA},
			B: finding.Side{Submission: b.ID, Range: partB}, Kind: "light", Similarity: 0.92, Letters: 19, Family: "f1",
			AtA: [2]int32{11, 30}, AtB: [2]int32{11, 30}, Excerpt: "走访慰问",
		}},
		Families: []finding.Family{{
			ID: "f1", Letters: 19, Excerpt: "走访慰问",
			Members: []finding.Side{{Submission: a.ID, Range: partA}, {Submission: b.ID, Range: partB}},
		}},
		Replacements: []finding.Replacement{{From: "二十六", To: "三十一", Count: 3, A: a.ID, B: b.ID}},
		Verdict: finding.Verdict{ExitCode: 1, Findings: []finding.Finding{
			{Rule: "near-duplicate", Submission: a.ID, Other: b.ID, Value: 0.75},
			{Rule: "total", Submission: b.ID, Value: 0.6, Limit: 0.2},
		}},
		Collations: []finding.Collation{{A: a.ID, B: b.ID, Rows: []finding.Row{
			{Op: finding.Changed, A: partA, B: partB, Passage: "p1", LettersA: 19, LettersB: 19, Edits: []finding.Edit{edit}},
		}}},
		Stacks: []finding.Stack{{Family: "f1", Lines: []finding.StackLine{{Cells: []finding.StackCell{
			{Range: partA}, {Range: partB, Edits: []finding.StackEdit{{Range: edit.B, Class: "word"}}},
		}}}}},
		Reviews: map[string]finding.Review{"aa+bb": {Mark: finding.Talk, Note: "再问"}},
	}
}

// print returns the page of res.
func print(res *finding.Result, opt Options) string {
	var b strings.Builder
	if err := HTML(&b, res, opt); err != nil {
		panic(err)
	}
	return b.String()
}

var zh = Options{Lang: message.Zh}
