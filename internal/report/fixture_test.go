package report

import (
	"strings"

	"chachong/internal/finding"
)

// at returns a range that fills the lines first to last of a text with 120 bytes, 40
// code points, a line.
func at(first, last int32) finding.Range {
	return finding.Range{
		Byte: [2]int32{(first - 1) * 120, last * 120},
		Rune: [2]int32{(first - 1) * 40, last * 40},
		Line: [2]int32{first, last},
	}
}

func side(id string, first, last int32) finding.Side {
	return finding.Side{Submission: id, Range: at(first, last)}
}

// submission returns a submission whose id gives path and ordinal.
func submission(id, title string, letters int32, total, largest float64, source string, cluster int) finding.Submission {
	path, ordinal, _ := strings.Cut(id, "#")
	return finding.Submission{
		ID: id, Path: path, Ordinal: int(ordinal[0] - '0'), Title: title, Range: at(2, 40), Letters: letters,
		Reuse:   finding.Reuse{Total: total, WithTemplate: min(1, total+0.05), LargestSource: largest, LargestSourceID: source},
		Cluster: cluster,
	}
}

// clean returns s without reuse.
func clean(s finding.Submission) finding.Submission {
	s.Reuse = finding.Reuse{}
	return s
}

// sample is a folder of union reports as an office gets them: a compilation with the
// same report twice, a reworded report, a shared paragraph, clean ones, and inputs that
// were not read.
func sample() *finding.Result {
	const (
		hb1 = "工会总结汇编.txt#1"
		hb2 = "工会总结汇编.txt#2"
		hb3 = "工会总结汇编.txt#3"
		ql  = "青岚县教育工会.txt#1"
		yb  = "云埠县教育工会.txt#1"
		lx  = "柳溪镇中心小学.md#1"
		st  = "石塘中学.txt#1"
		fq  = "枫桥职校.txt#1"
		hx  = "花溪幼儿园.txt#1"
	)
	return &finding.Result{
		Schema: finding.Schema,
		Run: finding.Run{
			Version: "0.1.0",
			Options: map[string]any{"edits": false, "fail_on": "near-duplicate,total=0.2"},
			Caps:    []finding.Cap{{Name: "cluster_pairs", Limit: 64, LeftOut: 120}, {Name: "echoes", Limit: 1, LeftOut: 2}},

			ElapsedSeconds: 0.12345,
		},
		Inputs: []finding.Input{
			{Path: "工会总结汇编.txt", Status: finding.OK, Format: "txt", Encoding: "gb18030", Bytes: 18230, Submissions: []string{hb1, hb2, hb3}},
			{Path: "青岚县教育工会.txt", Status: finding.OK, Format: "txt", Encoding: "utf-8", Bytes: 7020, Submissions: []string{ql}},
			{Path: "云埠县教育工会.txt", Status: finding.OK, Format: "txt", Encoding: "utf-8", Bytes: 6610, Submissions: []string{yb}},
			{
				Path: "柳溪镇中心小学.md", Status: finding.Partial, Code: "W_ENCODING", Reason: "encoding utf-8: 12 bytes replaced; cut in the middle of a character",
				Hint: "save it as UTF-8 again from the program that wrote it", Format: "md", Encoding: "utf-8", Bytes: 3001, Submissions: []string{lx},
			},
			{Path: "石塘中学.txt", Status: finding.OK, Format: "txt", Encoding: "utf-8", Bytes: 4400, Submissions: []string{st}},
			{Path: "枫桥职校.txt", Status: finding.OK, Format: "txt", Encoding: "utf-8", Bytes: 2900, Submissions: []string{fq}},
			{Path: "花溪幼儿园.txt", Status: finding.OK, Format: "txt", Encoding: "utf-8", Bytes: 2100, Submissions: []string{hx}},
			{Path: "旧稿.doc", Status: finding.Error, Code: "E_FORMAT", Reason: "this is a Word document (.doc, .wps), a format that is not read", Hint: "save its text as .txt (UTF-8) and hand that in", Bytes: 40960},
			{Path: "照片.png", Status: finding.Error, Code: "E_FORMAT", Reason: "this is a picture (.png), a format that is not read", Hint: "save its text as .txt (UTF-8) and hand that in", Bytes: 120333},
			{Path: "空白.txt", Status: finding.Skipped, Code: "W_EMPTY", Reason: "empty: 0 bytes", Hint: "check that the right file was handed in"},
			{Path: "Thumbs.db", Status: finding.Skipped, Code: "I_LITTER", Reason: "a file that Windows keeps for itself, no document", Bytes: 512, Excluded: true},
		},
		Submissions: []finding.Submission{
			submission(hb1, "河汊县教育工会年度工作总结", 2133, 1, 1, hb2, 1),
			submission(hb2, "河汊县教育工会工作总结（二）", 2128, 0.98612, 0.98612, hb1, 1),
			submission(hb3, "白石乡学区总结", 905, 0.04203, 0.04203, lx, 0),
			submission(ql, "青岚县教育工会 2021 年工作总结及 2022 年工作打算：凝心聚力、服务大局、再上台阶", 2210, 0.66337, 0.60113, yb, 0),
			submission(yb, "云埠县教育工会工作总结", 2085, 0.7146, 0.6411, ql, 0),
			submission(lx, "", 980, 0.061, 0.042, hb3, 0),
			submission(st, "石塘中学工会 annual report", 1400, 0, 0, "", 0),
			submission(fq, "枫桥职校工会小结", 870, 0, 0, "", 0),
			clean(submission(hx, "花溪幼儿园工会小结", 640, 0, 0, "", 0)),
		},
		Pairs: []finding.Pair{
			{A: hb1, B: hb2, Resemblance: 0.97444, ContainmentA: 0.98, ContainmentB: 0.99, AlignedA: 1, AlignedB: 1, NearDuplicate: true, By: "resemblance"},
			{A: ql, B: yb, Resemblance: 0.3122, ContainmentA: 0.46, ContainmentB: 0.48, AlignedA: 0.61, AlignedB: 0.64},
		},
		Clusters: []finding.Cluster{{ID: 1, Members: []string{hb1, hb2}, LowestResemblance: 0.97444}},
		Passages: []finding.Passage{
			{
				ID: "p1", Key: "9f2c", A: side(hb1, 2, 40), B: side(hb2, 43, 80), Kind: "masked", Similarity: 0.98999,
				Letters: 2133, Excerpt: "一年来，河汊县教育工会在县总工会的指导下，围绕全县教育中心工作，认真履行各项职能",
			},
			{
				ID: "p2", Key: "77a0", A: side(ql, 3, 9), B: side(yb, 4, 11), Kind: "spun", Similarity: 0.88,
				Letters: 612, Excerpt: "组织广大教职工开展师德师风建设活动，评选出一批爱岗敬业的先进个人",
				Edits: []finding.Edit{{Op: "replace", A: at(3, 3), B: at(4, 4), Class: "word"}},
			},
			{
				ID: "p3", Key: "10bb", A: side(hb3, 90, 90), B: side(ql, 20, 20), Kind: "light", Similarity: 0.95,
				Letters: 38, Family: "f1", Excerpt: "看望慰问困难教职工二十六人，发放慰问金一万三千元",
			},
			{
				ID: "p4", Key: "10bb", A: side(hb3, 90, 90), B: side(lx, 12, 12), Kind: "verbatim", Similarity: 1,
				Letters: 38, Family: "f1", Excerpt: "看望慰问困难教职工二十六人，发放慰问金一万三千元",
			},
			{
				ID: "p5", Key: "0c11", A: side(lx, 1, 1), B: side(st, 1, 1), Kind: "verbatim", Similarity: 1,
				Letters: 49, Template: true, Family: "f2", Excerpt: "本总结已经教代会审议通过",
			},
			{
				ID: "p6", Key: "0c11", A: side(st, 1, 1), B: side(fq, 1, 1), Kind: "verbatim", Similarity: 1,
				Letters: 49, Template: true, Family: "f2", Excerpt: "本总结已经教代会审议通过",
			},
		},
		Families: []finding.Family{
			{
				ID: "f2", Letters: 49, Members: []finding.Side{side(ql, 1, 1), side(lx, 1, 1), side(st, 1, 1), side(fq, 1, 1)},
				Excerpt: "本总结已经教代会审议通过",
			},
			{
				ID: "f1", Letters: 38, Members: []finding.Side{side(hb3, 90, 90), side(ql, 20, 20), side(lx, 12, 12)},
				Excerpt: "看望慰问困难教职工二十六人，发放慰问金一万三千元",
			},
		},
		Replacements: []finding.Replacement{
			{From: "开展", To: "展开", Count: 6, A: ql, B: yb},
			{From: "广大", To: "众多", Count: 10, A: ql, B: yb},
			{From: "计划", To: "方案", Count: 4, A: ql, B: yb},
		},
		Verdict: finding.Verdict{
			ExitCode: 1, Incomplete: true,
			Findings: []finding.Finding{
				{Rule: "near-duplicate", Submission: hb1, Other: hb2, Value: 0.97444},
				{Rule: "total", Submission: hb1, Value: 1, Limit: 0.2},
				{Rule: "total", Submission: hb2, Value: 0.98612, Limit: 0.2},
				{Rule: "total", Submission: ql, Value: 0.66337, Limit: 0.2},
				{Rule: "total", Submission: yb, Value: 0.7146, Limit: 0.2},
				{Rule: "passage", Submission: ql, Other: yb, Value: 612, Limit: 200},
			},
		},
	}
}

// hostile is a result in which every string from outside tries to break the page.
func hostile() *finding.Result {
	const bad = "\x1b[31m红\r\n::error::\u202e反\u0007\t\u200b=cmd|x\xff"
	long := strings.Repeat("很长的文件夹名/", 30) + "e\u0301" + strings.Repeat("a\u0301", 50) + bad
	r := sample()
	for i := range r.Inputs {
		in := &r.Inputs[i]
		in.Path = long + in.Path
		in.Code, in.Reason, in.Hint = bad+"X", strings.Repeat(bad, 20), strings.Repeat(bad+"长", 30)
		if i%2 == 0 {
			in.Status = finding.Status(bad)
		}
	}
	id := func(s *string) {
		if *s != "" {
			*s = long + *s
		}
	}
	for i := range r.Submissions {
		s := &r.Submissions[i]
		id(&s.ID)
		id(&s.Path)
		id(&s.Reuse.LargestSourceID)
		s.Title = strings.Repeat(bad+"👨‍👩‍👧", 20)
		s.Owner = bad
	}
	for i := range r.Pairs {
		id(&r.Pairs[i].A)
		id(&r.Pairs[i].B)
	}
	for i := range r.Clusters {
		for k := range r.Clusters[i].Members {
			id(&r.Clusters[i].Members[k])
		}
	}
	for i := range r.Passages {
		q := &r.Passages[i]
		id(&q.A.Submission)
		id(&q.B.Submission)
		q.Excerpt, q.Kind = strings.Repeat(bad, 9), bad
	}
	for i := range r.Families {
		r.Families[i].Excerpt = strings.Repeat(bad, 9)
		for k := range r.Families[i].Members {
			id(&r.Families[i].Members[k].Submission)
		}
	}
	for i := range r.Replacements {
		q := &r.Replacements[i]
		id(&q.A)
		id(&q.B)
		q.From, q.To = strings.Repeat(bad, 12), bad
	}
	for i := range r.Run.Caps {
		r.Run.Caps[i].Name = strings.Repeat(bad, 9)
	}
	for i := range r.Verdict.Findings {
		f := &r.Verdict.Findings[i]
		id(&f.Submission)
		id(&f.Other)
		f.Rule = bad
	}
	return r
}

// sampleOutline is the outline of a compilation.
func sampleOutline() *finding.Outline {
	heading := at(1, 1)
	return &finding.Outline{
		Path: "工会总结汇编.txt",
		Text: finding.Text{Bytes: 9600, Runes: 3200, Lines: 80, SHA256: strings.Repeat("0a", 32)},
		Submissions: []finding.OutlinePart{
			{
				Ordinal: 1, Title: "河汊县教育工会年度工作总结", Heading: &heading, Range: at(2, 40), AsFound: [2]int32{120, 4800}, Letters: 2133,
				Paragraphs: []finding.Range{at(2, 3), at(4, 40)},
				Opening:    "一年来，河汊县教育工会在县总工会的指导下，", Closing: "为全县教育事业作出新的贡献。",
			},
			{
				Ordinal: 2, Range: at(43, 80), AsFound: [2]int32{5040, 9600}, Letters: 905,
				Paragraphs: []finding.Range{at(43, 80)},
				Opening:    "今年以来，白石乡学区", Closing: "二〇二一年十二月",
			},
		},
		Junk: []finding.Range{at(17, 17)},
	}
}

func sampleExtraction() *finding.Extraction {
	return &finding.Extraction{
		Path: "白石乡学区.txt", Format: "txt", Encoding: "gb18030", Bytes: 28, Letters: 9,
		Dropped: finding.Dropped{Invisible: 2, SpacesInHan: 1},
		Text:    "一、管 理\u200b<工会> & “总结”\n",
		Folded:  "一、管理<工会> & \"总结\"\n",
	}
}
