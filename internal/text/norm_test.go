package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNormSpan(t *testing.T) {
	src := "\u200b管 理\u200b，㈱Ａ\r\n工作 \ufeff"
	n := Fold(src, nil)
	if want := "管理,(株)a\n工作 "; n.Text != want {
		t.Fatalf("Fold(%q).Text = %q, want %q", src, n.Text, want)
	}
	for _, c := range []struct{ part, want string }{
		{"管", "管"},
		{"管理", "管 理"},
		{"理", "理"},
		{"理,", "理\u200b，"},
		{"(株)", "㈱"},
		{"(", "㈱"},
		{"株)a", "㈱Ａ"},
		{"a\n", "Ａ\r\n"},
		{"\n工", "\n工"},
		{"工作", "工作"},
		{"作 ", "作 "},
		{n.Text, strings.Trim(src, "\u200b\ufeff")},
	} {
		lo := strings.Index(n.Text, c.part)
		if got := n.Span(lo, lo+len(c.part)).Of(src); got != c.want {
			t.Errorf("Span of %q covers %q, want %q", c.part, got, c.want)
		}
	}
	for _, at := range []int{0, 3, len(n.Text)} {
		if got := n.Span(at, at); !got.Empty() || got.Lo != n.Origin(at) {
			t.Errorf("Span(%d, %d) = %v, want it empty at %d", at, at, got, n.Origin(at))
		}
	}
}

func TestNormFind(t *testing.T) {
	src := "管 理，㈱工"
	n := Fold(src, nil) // 管理,(株)工
	for _, c := range []struct{ in, want string }{
		{"管 理", "管理"},
		{" 理", "理"},
		{" ", ""},
		{"，㈱", ",(株)"},
		{src, n.Text},
		{"", ""},
	} {
		lo := strings.Index(src, c.in)
		flo, fhi := n.Find(Span{int32(lo), int32(lo + len(c.in))})
		if got := n.Text[flo:fhi]; got != c.want {
			t.Errorf("Find of %q gives %q, want %q", c.in, got, c.want)
		}
	}
	// A span that starts inside a rune leaves the rune out.
	if lo, hi := n.Find(Span{1, 7}); n.Text[lo:hi] != "理" {
		t.Errorf("Find({1, 7}) gives %q, want %q", n.Text[lo:hi], "理")
	}
}

func TestNormGap(t *testing.T) {
	src := "\ufeff管 理\u200b，㈱页\r\n工\u00ad"
	cut := strings.Index(src, "页")
	n := Fold(src, []Span{{int32(cut), int32(cut + 3)}}) // 管理,(株)\n工
	want := map[int]string{0: "\ufeff", 3: " ", 6: "\u200b", 7: "", 8: "", 11: "", 12: "页\r", 13: "", 16: "\u00ad"}
	for at := 0; at <= len(n.Text); at++ {
		if at < len(n.Text) && !utf8.RuneStart(n.Text[at]) {
			continue
		}
		w, ok := want[at]
		if got := n.Gap(at); !ok || got != w {
			t.Errorf("Gap(%d) in %q = %q, want %q", at, n.Text, got, w)
		}
	}
}

func TestNormJoined(t *testing.T) {
	n := Fold("甲㈱㎏乙", nil) // 甲(株)kg乙
	want := map[int]bool{4: true, 7: true, 9: true}
	for at := 0; at <= len(n.Text); at++ {
		if at < len(n.Text) && !utf8.RuneStart(n.Text[at]) {
			continue
		}
		if got := n.Joined(at); got != want[at] {
			t.Errorf("Joined(%d) in %q = %v, want %v", at, n.Text, got, want[at])
		}
	}
}

func TestNormEmpty(t *testing.T) {
	for _, src := range []string{"", "\u200b\ufeff"} {
		n := Fold(src, nil)
		lo, hi := n.Find(Span{0, int32(len(src))})
		if n.Text != "" || lo != 0 || hi != 0 || n.Gap(0) != src || n.Joined(0) || !n.Span(0, 0).Empty() {
			t.Errorf("Fold(%q) = %q, Find %d, %d, Gap %q, want nothing but the gap", src, n.Text, lo, hi, n.Gap(0))
		}
	}
}

func TestSpan(t *testing.T) {
	a, b := Span{2, 6}, Span{4, 9}
	if a.Len() != 4 || a.Empty() || !(Span{3, 3}).Empty() || a.Of("0123456789") != "2345" {
		t.Errorf("Span %v: Len %d, Empty %v, Of %q", a, a.Len(), a.Empty(), a.Of("0123456789"))
	}
	for _, c := range []struct {
		s, t Span
		want int32
	}{{a, b, 2}, {b, a, 2}, {a, a, 4}, {a, Span{6, 9}, 0}, {a, Span{8, 9}, 0}, {a, Span{3, 4}, 1}} {
		if got := c.s.Overlap(c.t); got != c.want {
			t.Errorf("%v.Overlap(%v) = %d, want %d", c.s, c.t, got, c.want)
		}
	}
}
