package message

import (
	"fmt"
	"strconv"
	"strings"
)

// words maps the identifiers of a result to what a reader sees.
type words map[string]text

func (w words) in(l Lang, id string) string {
	if t, ok := w[id]; ok {
		return t.in(l)
	}
	return id
}

// Kind returns the word for the kind of a passage.
func (l Lang) Kind(id string) string { return kinds.in(l, id) }

// Status returns the word for what became of an input.
func (l Lang) Status(id string) string { return statuses.in(l, id) }

// Rule returns the words for a limit of the verdict.
func (l Lang) Rule(id string) string { return rules.in(l, id) }

// Test returns the word for a figure that a rule asks for.
func (l Lang) Test(id string) string { return tests.in(l, id) }

// Mark returns the word for what a reviewer decided, "" where nothing is.
func (l Lang) Mark(id string) string { return marks.in(l, id) }

// Marks says how many marks of each kind there are, and how many notes without a mark; ""
// where there is none.
func (l Lang) Marks(confirmed, notCopy, talk, noted int) string {
	var said []string
	for _, c := range []struct {
		mark string
		n    int
	}{{"confirmed", confirmed}, {"not-a-copy", notCopy}, {"talk", talk}, {"note", noted}} {
		if c.n > 0 {
			said = append(said, fmt.Sprintf("%s %d", l.Mark(c.mark), c.n))
		}
	}
	return strings.Join(said, l.Text(Comma))
}

// YesNo returns the word for yes or no.
func (l Lang) YesNo(yes bool) string {
	if yes {
		return l.Text(Yes)
	}
	return l.Text(No)
}

// SameOwner says what became of an owner's own earlier work.
func (l Lang) SameOwner(id string) string { return sameOwner.in(l, id) }

var sameOwner = words{
	"ignore":   {"不比对", "not compared"},
	"separate": {"单列，不计入限值", "listed apart, counted for no limit"},
	"count":    {"照常计入", "counted like anybody's"},
}

// HeldMark marks the name of an archived submission by its year, owner and number in the
// archive, as far as they are given.
func (l Lang) HeldMark(year int, owner, number string) string {
	said := ""
	if year != 0 {
		said += " " + strconv.Itoa(year)
	}
	if owner != "" {
		said += " " + owner
	}
	if number != "" {
		said += " " + l.Text(HeldNumber, number)
	}
	return l.Text(HeldMark, said)
}

// KindReason says why a passage is of a kind. limit is what it has to reach, as shown.
func (l Lang) KindReason(id, limit string) string {
	return strings.ReplaceAll(kindReasons.in(l, id), "@", limit)
}

// TemplateReason says why a passage is template or not, "" where the figures say it.
func (l Lang) TemplateReason(id string) string {
	if _, ok := templateReasons[id]; !ok {
		return ""
	}
	return templateReasons.in(l, id)
}

// Op returns the word for what an edit does, Class that for what it changes.
func (l Lang) Op(id string) string    { return ops.in(l, id) }
func (l Lang) Class(id string) string { return classes.in(l, id) }

// Cap says in one line what a cap left out at its limit.
func (l Lang) Cap(id string, limit, leftOut int) string {
	t, ok := caps[id]
	if !ok {
		return fmt.Sprintf("%s: %d (%d)", id, leftOut, limit)
	}
	return fmt.Sprintf(plural(t.in(l), leftOut), leftOut, limit)
}

// All Chinese kinds are two characters wide, so that they stand in a column.
var kinds = words{
	"verbatim":  {"逐字", "verbatim"},
	"masked":    {"遮字", "masked"},
	"spun":      {"换词", "spun"},
	"reordered": {"调序", "reordered"},
	"light":     {"微调", "light"},
	"edited":    {"改写", "edited"},
}

var statuses = words{
	"ok":      {"已读取", "ok"},
	"partial": {"部分读取", "partial"},
	"skipped": {"略过", "skipped"},
	"unread":  {"未读出", "unread"},
	"error":   {"未能读取", "error"},
}

var rules = words{
	"near-duplicate": {"疑似雷同", "near-duplicate"},
	"total":          {"总复制比", "total reuse"},
	"with-template":  {"含模板复制比", "reuse with template"},
	"largest-source": {"单篇复制比", "reuse from one source"},
	"passage":        {"单段字数", "length of a passage"},
}

var tests = words{
	"resemblance": {"相似度", "resemblance"},
	"containment": {"短篇包含度", "containment"},
	"alignment":   {"短篇校正包含度", "adjusted containment"},
	"length":      {"短篇字数", "letters"},
	"evidence":    {"罕见度", "evidence"},
	"grams":       {"5 字片段", "grams"},
	"matched":     {"对上的字", "matched letters"},
	"density":     {"对上的占比", "matched share"},
	"solid":       {"连片占比", "share in solid runs"},
}

var kindReasons = words{
	"verbatim":  {"两处的字完全相同", "all letters are equal"},
	"masked":    {"只差遮字和编号", "only masks and list numbers differ"},
	"spun":      {"成批替换的词不少于 @ 种", "at least @ different words are replaced throughout"},
	"reordered": {"句子换了次序", "its sentences stand in another order"},
	"light":     {"相似度不低于 @，又不属以上几类", "similarity is @ at least, and no other kind fits"},
	"edited":    {"相似度不低于 @，又不属以上几类", "similarity is @ at least, and no other kind fits"},
}

var templateReasons = words{
	"near-duplicate": {"两篇疑似雷同，其中相同的都不算模板", "the two are near-duplicates, of which nothing is template"},
	"one-cluster":    {"多见，但两篇本就相近", "common, but the two are alike as a whole"},
	"grams":          {"长而常见，罕见度不足", "long and common, without evidence"},
	"family":         {"同一段文字的各处取一致，从多数", "all passages about the same text take the mark of most of them"},
}

var marks = words{
	"confirmed":  {"已确认", "confirmed"},
	"not-a-copy": {"不属雷同", "not a copy"},
	"talk":       {"待谈", "to talk over"},
	"note":       {"备注", "note"},
	"":           {"", ""},
}

var ops = words{
	"replace": {"改", "change"},
	"insert":  {"增", "add"},
	"delete":  {"删", "drop"},
}

var classes = words{
	"word":   {"词句", "words"},
	"mask":   {"遮字", "mask"},
	"number": {"编号", "number"},
	"punct":  {"标点", "punctuation"},
	"space":  {"空白", "space"},
}

// %[1]d is what was left out, %[2]d the limit.
var caps = words{
	"band_anchors": {
		"成批极相似的文本只与 %[2]d 篇代表比对：未做 %[1]d 次",
		"of very many alike, each is compared with %[2]d only: %[1]d comparison left out|of very many alike, each is compared with %[2]d only: %[1]d comparisons left out",
	},
	"cluster_pairs": {
		"超过 %[2]d 篇的雷同组不逐对列出：未列 %[1]d 对",
		"clusters of more than %[2]d do not list every pair: %[1]d pair left out|clusters of more than %[2]d do not list every pair: %[1]d pairs left out",
	},
	"cluster_partners": {
		"同一组里只与最接近的 %[2]d 篇比对段落：未做 %[1]d 次",
		"passages are sought in the closest %[2]d of a cluster: %[1]d comparison left out|passages are sought in the closest %[2]d of a cluster: %[1]d comparisons left out",
	},
	"cluster_mates": {
		"彼此相似的一组里只与最接近的 %[2]d 篇比对段落：未做 %[1]d 次",
		"passages are sought in the closest %[2]d of a group that is alike: %[1]d comparison left out|passages are sought in the closest %[2]d of a group that is alike: %[1]d comparisons left out",
	},
	"crowd_anchors": {
		"很多篇共有同一段文字，每篇只凭它与 %[2]d 篇代表比对：各段合计未做 %[1]d 次",
		"of the many that hold one text, each is compared with %[2]d by that text: %[1]d comparison left out, counted for each stretch of it|of the many that hold one text, each is compared with %[2]d by that text: %[1]d comparisons left out, counted for each stretch of it",
	},
	"crowd_text": {
		"共有的只是超过 %[2]d 篇都有的文字（按模板处理）：未核对 %[1]d 对",
		"alike by text of more than %[2]d submissions alone, taken for a template: %[1]d pair not verified|alike by text of more than %[2]d submissions alone, taken for a template: %[1]d pairs not verified",
	},
	"crowd_pairs": {
		"只在超过 %[2]d 篇共有的文字上相近、相似度估计不足一半：未核对至多 %[1]d 对",
		"alike by text of more than %[2]d only, and less than half by the estimate: at most %[1]d pair left out|alike by text of more than %[2]d only, and less than half by the estimate: at most %[1]d pairs left out",
	},
	"pair_passages": {
		"一对里只列最长的 %[2]d 处相同段落（文字反复重复）：未列 %[1]d 处",
		"of a pair the %[2]d longest passages are listed, its text repeats itself: %[1]d left out",
	},
	"page_texts": {
		"全部正文超过 %[2]d MiB：%[1]d 篇只收入相同段落及其前后的文字（要全文可用 --html-texts full）",
		"all texts are larger than %[2]d MiB: of %[1]d submission only shared passages and the words around them are here (for all of it: --html-texts full)|all texts are larger than %[2]d MiB: of %[1]d submissions only shared passages and the words around them are here (for all of it: --html-texts full)",
	},
	"shown_families": {
		"只展开文字最多的 %[2]d 处多篇共有段落：未展开 %[1]d 处",
		"the %[2]d families of most text are laid out: %[1]d left out",
	},
	"shown_pairs": {
		"只逐句对照最相似的 %[2]d 对：未对照 %[1]d 对",
		"the %[2]d strongest pairs are laid side by side: %[1]d pair left out|the %[2]d strongest pairs are laid side by side: %[1]d pairs left out",
	},
	"verified_pairs": {
		"每篇只核对最相似的 %[2]d 篇：未核对 %[1]d 对",
		"each submission is verified against its %[2]d most alike: %[1]d pair left out|each submission is verified against its %[2]d most alike: %[1]d pairs left out",
	},
	"common_seeds": {
		"全文都有超过 %[2]d 篇共有、无从单独比对：%[1]d 篇",
		"all of the text stands in more than %[2]d submissions: %[1]d submission not compared one by one|all of the text stands in more than %[2]d submissions: %[1]d submissions not compared one by one",
	},
	"echoes": {
		"同一段落在多份副本之间的重复（只列一处）：未列 %[1]d 处",
		"the same passage between further copies, listed once: %[1]d left out",
	},
}
