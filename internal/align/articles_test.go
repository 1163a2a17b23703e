package align

import (
	"fmt"
	"strings"
	"testing"
)

// ordinance is a text of n articles of its own, about 40 letters each.
func ordinance(seed uint64, n int) string {
	var s strings.Builder
	for k := range n {
		fmt.Fprintf(&s, "第%d条 %s。\n", k+1, babble(seed*100+uint64(k), 40))
	}
	return s.String()
}

// TestChaptersAreNoArticles: a report in chapters, or one that quotes a few articles,
// is no text of articles, and what is copied inside a chapter is found.
func TestChaptersAreNoArticles(t *testing.T) {
	report := func(seed uint64, passage, quoted string) string {
		var s strings.Builder
		for k, unit := range []string{"第一章", "第二章", "第一节", "第二节", "第三编"} {
			fmt.Fprintf(&s, "%s 情况\n%s。\n", unit, babble(seed+uint64(k), 150))
			if k == 2 {
				s.WriteString(passage + "\n")
			}
		}
		return s.String() + quoted
	}
	for _, c := range []struct{ name, quotedA, quotedB string }{
		{"chapters", "", ""},
		{"chapters and a few articles", ordinance(61, 5), ordinance(62, 6)},
	} {
		a, b := prepare(report(3000, copied, c.quotedA)), prepare(report(3100, copied, c.quotedB))
		if out := new(Aligner).Align(a, b); len(out.Passages) != 1 {
			t.Errorf("%s: Align = %s, want the copied paragraph", c.name, showAll(a, b, out))
		}
	}
}

// TestBesideArticles: in texts of articles a long copy in front of them, or behind,
// is a passage, and a phrase inside them none.
func TestBesideArticles(t *testing.T) {
	phrase := babble(3999, 14)
	law := func(seed uint64) string {
		return ordinance(seed, 80) + "第八十一条 " + babble(seed+7000, 60) + "，" + phrase + "，" + babble(seed+8000, 60) + "。\n"
	}
	long := babble(3998, 1500)
	for _, c := range []struct {
		name, a, b, want string
	}{
		{"front", long + "\n" + law(71), long + "\n" + law(72), long},
		{"front, five articles", long + "\n" + ordinance(71, 5), long + "\n" + ordinance(72, 5), long},
		{"appendix", law(71) + "附件一\n" + long, law(72) + "附件一\n" + long, long},
		{"appendix without a name", law(71) + babble(3997, 100) + "\n" + long, law(72) + babble(3996, 100) + "\n" + long, long},
		{"front of one, appendix of the other", long + "\n" + law(71), law(72) + "附表\n" + long, long},
		{"phrase in an article", law(71), law(72), ""},
	} {
		a, b := prepare(c.a), prepare(c.b)
		out := new(Aligner).Align(a, b)
		got := ""
		if len(out.Passages) == 1 {
			got = out.Passages[0].A.Of(a.Source)
		}
		if len(out.Passages) > 1 || !strings.Contains(got, c.want) || len(got) > len(c.want)+30 {
			t.Errorf("%s: %d passages, the first %.60q of %d bytes, want one of %d", c.name, len(out.Passages), got, len(got), len(c.want))
		}
	}
	// Front and articles copied together are two passages or one, but all is there.
	a := prepare(long + "\n" + ordinance(71, 40))
	b := prepare(babble(3995, 80) + "\n" + long + "\n" + ordinance(71, 40))
	covered := int32(0)
	for _, p := range new(Aligner).Align(a, b).Passages {
		covered += p.A.Hi - p.A.Lo
	}
	if int(covered) < len(a.Source)*98/100 {
		t.Errorf("front and articles copied: %d bytes of %d in passages", covered, len(a.Source))
	}
}

// TestArticleEdges: articles keep the letters of short lines at their edges.
func TestArticleEdges(t *testing.T) {
	a, b := prepare("云溪办法\n"+ordinance(81, 12)), prepare("白鹭办法\n"+ordinance(81, 12))
	out := new(Aligner).Align(a, b)
	if len(out.Passages) != 1 || out.Passages[0].Kind != Verbatim {
		t.Errorf("Align = %s, want all articles verbatim", showAll(a, b, out))
	}
	// Two grams hold letters of the name.
	if grams := float64(a.size() - 4); out.AdjustedA != (grams-2)/grams {
		t.Errorf("AdjustedA = %v, want %v", out.AdjustedA, (grams-2)/grams)
	}
}
