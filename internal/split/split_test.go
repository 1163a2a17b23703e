package split

import (
	"os"
	"strings"
	"testing"
	"time"
	"unicode"

	"chachong/internal/text"
)

// checkParts reports what is wrong with the parts of src: order, bounds, edges.
func checkParts(t *testing.T, src string, parts []Part) {
	t.Helper()
	at := int32(0)
	for i, p := range parts {
		if p.Heading.Lo > p.Heading.Hi || p.Body.Lo > p.Body.Hi || int(p.Body.Hi) > len(src) {
			t.Fatalf("Parts(%q)[%d] = %+v, want spans inside the text", src, i, p)
		}
		if !p.Heading.Empty() {
			if p.Heading.Lo < at || p.Heading.Hi > p.Body.Lo {
				t.Fatalf("Parts(%q)[%d].Heading = %v, want it between %d and the body %v", src, i, p.Heading, at, p.Body)
			}
		}
		if p.Body.Lo < at || p.Body.Empty() {
			t.Fatalf("Parts(%q)[%d].Body = %v, want it at or after %d and not empty", src, i, p.Body, at)
		}
		at = p.Body.Lo
		if strings.ContainsAny(p.Title, "\n\r\t") || p.Title == "" && !p.Heading.Empty() && strings.ContainsFunc(p.Heading.Of(src), unicode.IsLetter) {
			t.Fatalf("Parts(%q)[%d].Title = %q, want one line for heading %q", src, i, p.Title, p.Heading.Of(src))
		}
		for _, q := range p.Paragraphs {
			if q.Lo < at || q.Hi > p.Body.Hi || q.Empty() {
				t.Fatalf("Parts(%q)[%d] has paragraph %v, want it after %d inside %v", src, i, q, at, p.Body)
			}
			at = q.Hi
		}
		if len(p.Paragraphs) == 0 {
			t.Fatalf("Parts(%q)[%d] has no paragraph", src, i)
		}
		at = p.Body.Hi
	}
}

// TestPathological: every step is linear, so that megabytes of one thing take
// a second, not minutes.
func TestPathological(t *testing.T) {
	size := 1 << 18                // bytes; $CHACHONG_FULL makes it eight times as much
	const limit = 10 * time.Second // of a busy machine: 2 MB take 2 s, anything quadratic takes minutes
	if os.Getenv("CHACHONG_FULL") != "" {
		size <<= 3
	}
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	body := strings.ReplaceAll(bodies[0].text, "\n", "")
	for _, c := range []struct{ name, src string }{
		{"numerals", fill("一")},
		{"numbered lines", fill("一、\n二、\n三、\n")},
		{"arabic lines", fill("1、甲\n2、乙\n")},
		{"articles", fill("第一条 二\n")},
		{"nouns", fill("篇一篇二")},
		{"nth", fill("第一篇")},
		{"newlines", fill("\n")},
		{"letters and newlines", fill("总\n")},
		{"one line", fill("总")},
		{"one line of reports", fill(body)},
		{"one paragraph repeated", fill(body + "\n")},
		{"stops", fill("。")},
		{"spaces", fill("总 ")},
		{"double spaces", fill("  总")},
		{"titles", fill("工作总结\n")},
		{"title lines apart", fill("工作总结\n" + strings.Repeat("字", 100) + "。\n")},
		{"inline titles", fill("工作总结 ")},
		{"digits", fill("1")},
		{"letters", fill("i")},
		{"site words", fill("小编整理")},
		{"site lines", fill("下载本文\n")},
		{"salutations", fill("各位代表：\n")},
		{"separators", fill("======\n")},
		{"dates", fill("2022年1月2日\n")},
		{"page marks", fill("\n2、")},
		{"titles with gaps", fill("工作总结 一年来，")},
	} {
		start := time.Now()
		n := text.Fold(c.src, nil)
		folded := time.Since(start)
		Junk(c.src)
		Parts(n)
		if took := time.Since(start) - folded; took > limit {
			t.Errorf("%s: Junk and Parts of %d bytes took %v, want <= %v", c.name, len(c.src), took, limit)
		} else {
			t.Logf("%-22s %v", c.name, took)
		}
	}
}
