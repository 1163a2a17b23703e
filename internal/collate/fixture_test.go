package collate

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"chachong/internal/segment"
	"chachong/internal/split"
	"chachong/internal/text"
	"chachong/internal/token"
)

// paragraphs are those of an invented report, about equally long.
var paragraphs = []string{
	"今年春天，柳埠镇工会走访了十二个村的联络站，登记返乡木匠一百三十人。他们的手艺大多没有证书。镇里请来县技校的老师现场考核，合格的当场发证。",
	"女职工委员会在河湾小学办了四期心理讲座，每期两个半天。讲座不用幻灯片，只摆一圈椅子。参加的八十六位老师后来自己组成了读书小组，每周三晚上见面。",
	"帮困资金实行双人签字、按季公布。全年发放救助款九万四千元，受助职工三十七户。石桥厂的老会计把每一笔都抄在红纸上，贴在厂门口的布告栏里。",
	"夏天的防暑检查由安全员和医生一起去。他们带着温度计量了二十三个车间，超过三十五度的有六个。厂方在两周内装好了风扇，又把午休延长半小时。",
	"职工书屋的旧书换了一批，新添农技和育儿类图书四百册。借书的人比去年多了一倍。管理员老耿在借书卡背面写推荐语，最受欢迎的一本被借出五十一次。",
	"工资集体协商覆盖了全镇十九家砖瓦企业。协商前先算账，账目由会计事务所核过。两家不肯让步的企业经劳动站调解，也在腊月前签了合同。",
	"腰鼓队和门球队轮流使用文化广场。为了不争场地，队员们自己排了一张表。重阳节那天，两队合办了一场联欢，观众里有三位百岁老人。",
}

var segmenter = func() *segment.Segmenter {
	s, err := segment.Load(segment.Options{})
	if err != nil {
		panic(err)
	}
	return s
}()

// side returns all of src as a side.
func side(src string) *Side { return sideOf(src, text.Span{Hi: int32(len(src))}) }

// sideOf returns a part of src as a side.
func sideOf(src string, body text.Span) *Side {
	n := text.Fold(src, split.Junk(src))
	lo, hi := n.Find(body)
	return &Side{
		Source: src, Body: body, Letters: token.LettersOf(n, lo, hi),
		Words: func(s text.Span) token.Seq {
			lo, hi := n.Find(s)
			return segmenter.Append(token.Seq{}, n, lo, hi)
		},
	}
}

// allOf is all of two sides as one passage.
func allOf(a, b *Side) []Passage { return []Passage{{a.Body, b.Body}} }

// show writes rows one a line: what it is, the number of its move, its edits with their
// words, and how the side that has it begins.
func show(rows []Row, a, b *Side) []string {
	var out []string
	for _, r := range rows {
		s := r.Op.String()
		if r.Move > 0 {
			s += fmt.Sprintf(" %d", r.Move)
		}
		for _, e := range r.Edits {
			s += fmt.Sprintf(" %v %q>%q", e.Class, e.A.Of(a.Source), e.B.Of(b.Source))
		}
		t := r.A.Of(a.Source)
		if r.A.Empty() {
			t = r.B.Of(b.Source)
		}
		out = append(out, s+" "+string([]rune(t)[:min(4, len([]rune(t)))]))
	}
	return out
}

// check fails unless the rows keep what [Row] and [Stat] say of them.
func check(t interface {
	Helper()
	Fatalf(string, ...any)
}, a, b *Side, ps []Passage, rows []Row, stat Stat,
) {
	t.Helper()
	var want Stat
	endA, endB := a.Body.Lo, b.Body.Lo
	next := func(end *int32, s *Side, span text.Span, k int) {
		if span.Lo < *end || span.Hi > s.Body.Hi || strings.TrimSpace(s.Source[*end:span.Lo]) != "" {
			t.Fatalf("row %d of Rows(%q, %q) is %v, behind byte %d", k, a.Source, b.Source, rows[k], *end)
		}
		*end = span.Hi
	}
	for k, r := range rows {
		if r.Op == Changed == (len(r.Edits) == 0) || r.Op != Changed && len(r.Edits) > 0 {
			t.Fatalf("row %d of Rows(%q, %q) is %v with %d edits", k, a.Source, b.Source, r.Op, len(r.Edits))
		}
		if r.LettersA != a.inside(r.A) || r.LettersB != b.inside(r.B) {
			t.Fatalf("row %d of Rows(%q, %q) = %+v, letters are %d and %d", k, a.Source, b.Source, r, a.inside(r.A), b.inside(r.B))
		}
		switch r.Op {
		case Moved:
			next(&endB, b, r.B, k)
			from := slices.IndexFunc(rows, func(x Row) bool { return x.Move == r.Move && x.Op != Moved })
			if !r.A.Empty() || from < 0 || rows[from].B != r.B {
				t.Fatalf("row %d of Rows(%q, %q) = %+v, moved from row %d", k, a.Source, b.Source, r, from)
			}
			continue
		case Deleted:
			want.Deleted += r.LettersA
		case Inserted:
			next(&endB, b, r.B, k)
			want.Inserted += r.LettersB
			continue
		default:
			if r.Move == 0 {
				next(&endB, b, r.B, k)
			} else {
				want.Moved += r.LettersA
				if want.Moves++; want.Moves != r.Move {
					t.Fatalf("row %d of Rows(%q, %q) has move %d, want %d", k, a.Source, b.Source, r.Move, want.Moves)
				}
			}
		}
		next(&endA, a, r.A, k)
		atA, atB := r.A.Lo, r.B.Lo
		changed := int32(0)
		for _, e := range r.Edits {
			if e.A.Lo < atA || e.A.Hi > r.A.Hi || e.B.Lo < atB || e.B.Hi > r.B.Hi || e.A.Hi < e.A.Lo || e.B.Hi < e.B.Lo {
				t.Fatalf("row %d of Rows(%q, %q) has edit %+v outside of %+v", k, a.Source, b.Source, e, r)
			}
			atA, atB = e.A.Hi, e.B.Hi
			want.Edits.add(e.Class)
			changed += a.inside(e.A)
		}
		if r.Op != Deleted {
			want.Changed += changed
			want.Same += r.LettersA - changed
		}
		if r.Passage >= len(ps) || r.Passage < -1 {
			t.Fatalf("row %d of Rows(%q, %q) is in passage %d of %d", k, a.Source, b.Source, r.Passage, len(ps))
		}
	}
	next(&endA, a, text.Span{Lo: a.Body.Hi, Hi: a.Body.Hi}, len(rows)-1)
	next(&endB, b, text.Span{Lo: b.Body.Hi, Hi: b.Body.Hi}, len(rows)-1)
	want.Ignored = stat.Ignored
	if stat != want {
		t.Fatalf("Rows(%q, %q) count %+v, want %+v", a.Source, b.Source, stat, want)
	}
}

// replay returns the text of a row's A with the B of each edit in the place of its A, as
// letters alone.
func replay(r Row, a, b *Side) string {
	var out strings.Builder
	at := r.A.Lo
	for _, e := range r.Edits {
		out.WriteString(a.Source[at:e.A.Lo])
		out.WriteString(e.B.Of(b.Source))
		at = e.A.Hi
	}
	out.WriteString(a.Source[at:r.A.Hi])
	return plain(out.String())
}

// plain returns s without white space.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// report joins paragraphs by their numbers.
func report(of ...int) string {
	var out []string
	for _, k := range of {
		out = append(out, paragraphs[k])
	}
	return strings.Join(out, "\n")
}

// rowsOf lays two texts side by side and checks the rows.
func rowsOf(t *testing.T, a, b string, ps ...Passage) ([]string, Stat) {
	t.Helper()
	x, y := side(a), side(b)
	rows, stat := Rows(x, y, ps, Ignore{})
	check(t, x, y, ps, rows, stat)
	return show(rows, x, y), stat
}
