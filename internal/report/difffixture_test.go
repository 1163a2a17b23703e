package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"chachong/internal/finding"
	"chachong/internal/text"
)

// sheet is how a test writes a diff down, one row each: unchanged text, and what changed as
// {of A|of B|class}.
type sheet []rowNote

type rowNote struct {
	text string
	side string // "a", "b": one side alone has it; "to": where the move number has come to
	move int
	head bool // begins a paragraph
}

// result returns the result that notes stand for.
func (notes sheet) result() *finding.Result {
	var c finding.Collation
	var src [2]strings.Builder
	var paras [2][]int
	src[0].WriteString("柳泉县教育工会工作总结\n")
	src[1].WriteString("汇编\n云埠县教育工会工作总结\n")
	from := [2]int{src[0].Len(), src[1].Len()}
	begin := func(side int, n *rowNote) {
		if n.head || src[side].Len() == from[side] {
			if src[side].Len() > from[side] {
				src[side].WriteString("\n　　")
			}
			paras[side] = append(paras[side], src[side].Len())
		}
	}
	type piece struct{ a, b, class string }
	parse := func(s string) (out []piece) {
		for s != "" {
			head, rest, ok := strings.Cut(s, "{")
			out = append(out, piece{head, head, ""})
			if !ok {
				break
			}
			edit, tail, _ := strings.Cut(rest, "}")
			f := strings.SplitN(edit, "|", 3)
			out = append(out, piece{f[0], f[1], f[2]})
			s = tail
		}
		return out
	}
	place := func(side, lo, hi int) (r finding.Range) {
		r.Byte = [2]int32{int32(lo), int32(hi)}
		return r
	}
	written := make([]int, len(notes)) // row of each note
	moved := make(map[int][]int)       // rows of each move
	write := func(n *rowNote, side int) (lo int) {
		begin(side, n)
		lo = src[side].Len()
		for _, p := range parse(n.text) {
			src[side].WriteString([]string{p.a, p.b}[side])
		}
		return lo
	}
	for i := range notes {
		n := &notes[i]
		row := finding.Row{Move: n.move, Edits: []finding.Edit{}}
		switch n.side {
		case "a":
			row.Op = finding.Deleted
			lo := write(n, 0)
			row.A, row.B = place(0, lo, src[0].Len()), place(1, src[1].Len(), src[1].Len())
		case "b":
			row.Op = finding.Inserted
			lo := write(n, 1)
			row.B, row.A = place(1, lo, src[1].Len()), place(0, src[0].Len(), src[0].Len())
		case "to":
			row.Op = finding.Moved
			for k, at := range moved[n.move] {
				of := &notes[slices.Index(written, at)]
				of.head = of.head || n.head && k == 0
				lo := write(of, 1)
				c.Rows[at].B = place(1, lo, src[1].Len())
				if k == 0 {
					row.B = c.Rows[at].B
				}
				row.B.Byte[1] = c.Rows[at].B.Byte[1]
			}
			row.A = place(0, src[0].Len(), src[0].Len())
		default:
			row.Op = finding.Same
			lo := write(n, 0)
			row.A = place(0, lo, src[0].Len())
			if n.move == 0 {
				lo = write(n, 1)
				row.B = place(1, lo, src[1].Len())
			} else {
				moved[n.move] = append(moved[n.move], len(c.Rows))
			}
		}
		written[i] = len(c.Rows)
		c.Rows = append(c.Rows, row)
	}
	for i := range notes {
		row := &c.Rows[written[i]]
		if row.Op != finding.Same {
			continue
		}
		a, b := int(row.A.Byte[0]), int(row.B.Byte[0])
		for _, p := range parse(notes[i].text) {
			if p.class != "" {
				row.Op = finding.Changed
				row.Edits = append(row.Edits, editOf(p.a, p.b, p.class, a, b))
			}
			a, b = a+len(p.a), b+len(p.b)
		}
	}
	r := &finding.Result{Run: finding.Run{Version: "0.1.0"}, Schema: finding.Schema}
	for side, id := range []string{"上报/柳泉县教育工会.txt#1", "上报/教育工会总结汇编.txt#2"} {
		s := src[side].String()
		sub := finding.Submission{
			ID: id, Path: id[:len(id)-2], Ordinal: 1 + side, Title: []string{"柳泉县教育工会工作总结", "云埠县教育工会工作总结"}[side],
			Range: place(side, from[side], len(s)), Text: s[from[side]:], Letters: int32(countLetters(s[from[side]:])), Key: strings.Repeat("0a", 16),
		}
		for k, at := range paras[side] {
			end := len(s)
			if k+1 < len(paras[side]) {
				end = paras[side][k+1] - len("\n　　")
			}
			sub.Paragraphs = append(sub.Paragraphs, place(side, at, end))
		}
		r.Submissions = append(r.Submissions, sub)
	}
	r.Inputs = []finding.Input{
		{Path: r.Submissions[0].Path, Status: finding.OK, Format: "txt", Encoding: "utf-8", Submissions: []string{r.Submissions[0].ID}},
		{Path: r.Submissions[1].Path, Status: finding.OK, Format: "txt", Encoding: "gb18030", Submissions: []string{"上报/教育工会总结汇编.txt#1", r.Submissions[1].ID}},
	}
	c.A, c.B = r.Submissions[0].ID, r.Submissions[1].ID
	r.Pairs = []finding.Pair{{A: c.A, B: c.B, Resemblance: 0.7412, ContainmentA: 0.861, ContainmentB: 0.8437, AlignedA: 0.95, AlignedB: 0.93, NearDuplicate: true, By: "resemblance"}}
	r.Collations = []finding.Collation{c}
	fill(r, src[0].String(), src[1].String())
	return r
}

// editOf returns the edit of two words at a and b: the letters in which they differ.
func editOf(from, to, class string, a, b int) finding.Edit {
	e := finding.Edit{Op: "replace", Class: class}
	e.WordsA.Byte = [2]int32{int32(a), int32(a + len(from))}
	e.WordsB.Byte = [2]int32{int32(b), int32(b + len(to))}
	e.A, e.B = e.WordsA, e.WordsB
	if class == "word" {
		for from != "" && to != "" {
			x, n := utf8.DecodeRuneInString(from)
			if y, _ := utf8.DecodeRuneInString(to); x != y {
				break
			}
			from, to = from[n:], to[n:]
			e.A.Byte[0] += int32(n)
			e.B.Byte[0] += int32(n)
		}
		for from != "" && to != "" {
			x, n := utf8.DecodeLastRuneInString(from)
			if y, _ := utf8.DecodeLastRuneInString(to); x != y {
				break
			}
			from, to = from[:len(from)-n], to[:len(to)-n]
			e.A.Byte[1] -= int32(n)
			e.B.Byte[1] -= int32(n)
		}
	}
	switch {
	case from == "":
		e.Op = "insert"
	case to == "":
		e.Op = "delete"
	}
	return e
}

// fill gives every range of the collation its lines and code points, every row its letters,
// and counts the rows.
func fill(r *finding.Result, a, b string) {
	c := &r.Collations[0]
	lines := [2]*text.Lines{text.NewLines(a), text.NewLines(b)}
	locate := func(side int, x *finding.Range) {
		l := lines[side]
		x.Rune = [2]int32{l.Rune(x.Byte[0]), l.Rune(x.Byte[1])}
		x.Line = [2]int32{l.Line(x.Byte[0]), l.Line(max(x.Byte[1]-1, x.Byte[0]))}
	}
	for side := range r.Submissions {
		locate(side, &r.Submissions[side].Range)
		for i := range r.Submissions[side].Paragraphs {
			locate(side, &r.Submissions[side].Paragraphs[i])
		}
	}
	s := &c.Stat
	for i := range c.Rows {
		row := &c.Rows[i]
		locate(0, &row.A)
		locate(1, &row.B)
		row.LettersA = int32(countLetters(a[row.A.Byte[0]:row.A.Byte[1]]))
		row.LettersB = int32(countLetters(b[row.B.Byte[0]:row.B.Byte[1]]))
		switch {
		case row.Op == finding.Deleted:
			s.Deleted += row.LettersA
		case row.Op == finding.Inserted:
			s.Inserted += row.LettersB
		case row.Op == finding.Moved:
			s.Moves++
		default:
			if row.Move > 0 {
				s.Moved += row.LettersA
			}
			s.Same += row.LettersA
		}
		for k := range row.Edits {
			e := &row.Edits[k]
			locate(0, &e.A)
			locate(1, &e.B)
			locate(0, &e.WordsA)
			locate(1, &e.WordsB)
			n := int32(countLetters(a[e.A.Byte[0]:e.A.Byte[1]]))
			s.Same -= n
			s.Changed += n
			switch e.Class {
			case "word":
				s.Edits.Word++
			case "mask":
				s.Edits.Mask++
			case "number":
				s.Edits.Number++
			case "punct":
				s.Edits.Punct++
			case "space":
				s.Edits.Space++
			}
		}
	}
}

// union is a report and a copy of it with words replaced, masked, renumbered and moved.
func union() *finding.Result {
	r := sheet{
		{text: "一年来，{柳泉|云埠|word}县教育工会在县总工会和县教育局党组的领导下，围绕“书香校园、暖心工会”这一主题，扎实{开展|推进|word}各项工作。", head: true},
		{text: "现将全年情况报告如下。"},
		{text: "{一、|（一）|number}把基层组织的底子打牢", head: true},
		{text: "年初对全县学校工会逐校摸底，发现十一所村小没有配齐女工委员，六所学校的会员名册三年没有更新。", head: true},
		{text: "针对这些问题，全县四十二所到届学校在 5 月底前全部完成换届，候选人在校门口公示栏张榜七天。"},
		{text: "听取民意后再投票，新当选的主席中一线教师占六成。"},
		{text: "各校工会账目每月 25 日贴在教工食堂门口，谁领了慰问品、谁参加了活动，一看便知{，|；|punct}年内没有收到一封关于经费的举报信。"},
		{text: "{维权|**|mask}是工会的立身之本，一年来共受理教职工来信来访五十八件，办结五十五件。", head: true, move: 1},
		{text: "为了让{维权|**|mask}有章可循，起草了《学校教职工诉求办理十条》，经局办公会讨论后{印发|下发|word}。", move: 1},
		{text: "教代会是教职工行使民主权利的主渠道。", head: true},
		{text: "今年有六十八所学校开成了教代会，收到提案四百零三件，其中关于食堂饭菜、周转房分配、职称量化的提案占了一半以上。"},
		{text: "县一中的绩效方案在教代会上两次没有通过，吸收意见后第三次才以八成六的赞成票通过。", side: "a"},
		{text: "暑期举办教工篮球赛，二十一支队伍参赛，县电视台（LQTV-2）全程转播 https://example.org/games/2023 。", side: "b", head: true},
		{text: "{(1)|1、|number}困难帮扶到人。", head: true},
		{text: "建立困难教职工档案{八十九|八十五|word}份，春节和教师节两次走访，发放慰问金{十三万四千|十二万|word}元{。|.|punct}"},
		{side: "to", move: 1, head: true},
		{text: "总结成绩的同时，我们也看到存在的不足：个别基层工会活动偏少，服务职工的办法不多，宣传报道的深度不够。", head: true},
		{text: "今后我们将{继续|接着|word}努力，为全县教育事业{的发展|发展|word}作出{新的更大|更大|word}贡献。"},
	}.result()
	r.Replacements = []finding.Replacement{
		{From: "继续", To: "接着", Count: 3, A: r.Collations[0].A, B: r.Collations[0].B},
		{From: "开展", To: "推进", Count: 10, A: r.Collations[0].A, B: r.Collations[0].B},
	}
	return r
}
