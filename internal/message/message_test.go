package message

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var verb = regexp.MustCompile(`%[-+# 0-9.]*[a-zA-Z]`)

func TestCatalogueIsComplete(t *testing.T) {
	for k := range keys {
		zh, en := texts[k].zh, texts[k].en
		if zh == "" || en == "" {
			t.Errorf("texts[%d] = %q, %q, want both languages", k, zh, en)
		}
		want := verb.FindAllString(zh, -1)
		for form := range strings.SplitSeq(en, "|") {
			if got := verb.FindAllString(form, -1); !slices.Equal(got, want) {
				t.Errorf("verbs of %q = %q, want %q as in %q", form, got, want, zh)
			}
		}
	}
}

func TestWordsAreComplete(t *testing.T) {
	for n := range notices {
		w := noticeTexts[n]
		for form := range strings.SplitSeq(w.en, "|") {
			if w.zh == "" || form == "" || !slices.Equal(verb.FindAllString(w.zh, -1), verb.FindAllString(form, -1)) {
				t.Errorf("noticeTexts[%d] = %q, %q, want both languages with the same verbs", n, w.zh, w.en)
			}
		}
	}
	for name, w := range flags {
		if w.zh == "" || w.en == "" {
			t.Errorf("flags[%q] = %q, %q, want both languages", name, w.zh, w.en)
		}
	}
	for name, c := range commands {
		for _, w := range []text{c.short, c.long, c.example} {
			if w.zh == "" || w.en == "" {
				t.Errorf("help of %q = %q, %q, want both languages", name, w.zh, w.en)
			}
		}
	}
	for _, table := range []words{kinds, statuses, rules, caps, tests, kindReasons, templateReasons, ops, classes, pageShell, pageViews, pageArchive, sameOwner} {
		for id, w := range table {
			if w.zh == "" || w.en == "" {
				t.Errorf("words of %q = %q, %q, want both languages", id, w.zh, w.en)
			}
		}
	}
	for code, c := range codes {
		if c.reason == "" {
			t.Errorf("codes[%q].reason is empty", code)
		}
		if c.hint == "" && !strings.HasPrefix(code, "I_") {
			t.Errorf("codes[%q].hint is empty, want what to do", code)
		}
	}
}

// A report must not accuse anybody.
func TestNoVerdictOnAPerson(t *testing.T) {
	check := func(s string) {
		for _, word := range []string{"抄袭", "剽窃", "作弊", "plagiar", "cheat"} {
			if strings.Contains(strings.ToLower(s), word) {
				t.Errorf("%q holds %q", s, word)
			}
		}
	}
	for _, x := range texts {
		check(x.zh)
		check(x.en)
	}
	for _, table := range []words{kinds, statuses, rules, caps, tests, kindReasons, templateReasons, ops, classes, pageShell, pageViews, pageArchive, sameOwner} {
		for _, x := range table {
			check(x.zh)
			check(x.en)
		}
	}
	for _, c := range codes {
		check(c.reason)
		check(c.hint)
	}
}

func TestChineseIsChinese(t *testing.T) {
	for k := range keys {
		has := strings.ContainsFunc(texts[k].en, func(r rune) bool { return unicode.Is(unicode.Han, r) })
		if has {
			t.Errorf("English text %q holds Han", texts[k].en)
		}
	}
}

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		flag, all, messages, lang string
		want                      Lang
	}{
		{"zh", "en_GB.UTF-8", "", "", Zh},
		{"en", "zh_CN.UTF-8", "", "", En},
		{"auto", "", "", "", Zh},
		{"", "", "", "en_US.UTF-8", En},
		{"auto", "", "", "zh_CN.GB18030", Zh},
		{"auto", "", "zh_TW", "en_US.UTF-8", Zh},
		{"auto", "C", "en_US", "en_US", Zh},
		{"auto", "", "", "C.UTF-8", Zh},
		{"auto", "", "", "POSIX", Zh},
		{"auto", "", "", "zh@pinyin", Zh},
		{"auto", "", "", "de_DE.UTF-8", En},
		{"auto", "", "", "en", En},
	} {
		env := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		got, err := Choose(c.flag, func(name string) string { return env[name] })
		if err != nil || got != c.want {
			t.Errorf("Choose(%q, %v) = %v, %v, want %v", c.flag, env, got, err, c.want)
		}
	}
	if _, err := Choose("fr", func(string) string { return "" }); err == nil {
		t.Error(`Choose("fr") = nil error, want one`)
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		l    Lang
		k    Key
		n    int
		want string
	}{
		{En, FileCount, 0, "0 files"},
		{En, FileCount, 1, "1 file"},
		{En, FileCount, 2, "2 files"},
		{En, ClearCount, 1, "1 clear"},
		{Zh, FileCount, 1, "1 个文件"},
	} {
		if got := c.l.Count(c.k, c.n); got != c.want {
			t.Errorf("%v.Count(%d, %d) = %q, want %q", c.l, c.k, c.n, got, c.want)
		}
	}
	want := "1 submission, lowest resemblance 93.1%"
	if got := En.Count(ClusterLine, 1, "93.1%"); got != want {
		t.Errorf("En.Count(ClusterLine, 1) = %q, want %q", got, want)
	}
}

func TestNoticeCount(t *testing.T) {
	for _, c := range []struct {
		l    Lang
		n    int
		want string
	}{
		{En, 1, "1 finding over the limits"},
		{En, 2, "2 findings over the limits"},
		{Zh, 1, "1 项达到或超过限值"},
	} {
		if got := c.l.NoticeCount(NoticeFindings, c.n); got != c.want {
			t.Errorf("%v.NoticeCount(NoticeFindings, %d) = %q, want %q", c.l, c.n, got, c.want)
		}
	}
}

func TestCap(t *testing.T) {
	for _, c := range []struct {
		l    Lang
		id   string
		n    int
		want string
	}{
		{En, "cluster_pairs", 1, "clusters of more than 64 do not list every pair: 1 pair left out"},
		{En, "cluster_pairs", 9, "clusters of more than 64 do not list every pair: 9 pairs left out"},
		{Zh, "cluster_pairs", 9, "超过 64 篇的雷同组不逐对列出：未列 9 对"},
		{Zh, "echoes", 2, "同一段落在多份副本之间的重复（只列一处）：未列 2 处"},
		{Zh, "new_cap", 2, "new_cap: 2 (64)"},
	} {
		if got := c.l.Cap(c.id, 64, c.n); got != c.want {
			t.Errorf("%v.Cap(%q, 64, %d) = %q, want %q", c.l, c.id, c.n, got, c.want)
		}
	}
	for id := range caps {
		for _, l := range []Lang{Zh, En} {
			if got := l.Cap(id, 7, 12); !strings.Contains(got, "12") || strings.ContainsAny(got, "%|") {
				t.Errorf("%v.Cap(%q, 7, 12) = %q, want the number left out and no mark of the table", l, id, got)
			}
		}
	}
}

func TestUnknownIdentifiersStand(t *testing.T) {
	for _, l := range []Lang{Zh, En} {
		if got := l.Kind("new-kind"); got != "new-kind" {
			t.Errorf("%v.Kind(new-kind) = %q, want new-kind", l, got)
		}
		if got := l.Reason("E_NEW", "the disk sang"); got != "the disk sang" {
			t.Errorf("%v.Reason(E_NEW) = %q, want the entry's reason", l, got)
		}
	}
	if got := En.Reason("E_PERM", "no permission to read"); got != "no permission to read" {
		t.Errorf("En.Reason(E_PERM) = %q, want the entry's reason", got)
	}
	if got := fmt.Sprint(Zh, En); got != "zh en" {
		t.Errorf("Sprint(Zh, En) = %q, want zh en", got)
	}
}
