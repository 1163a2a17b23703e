package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func whole(src string) Span { return Span{0, int32(len(src))} }

func TestDisguised(t *testing.T) {
	type counts struct{ invisible, alike, spaced int32 }
	for _, tt := range []struct {
		name, src string
		want      counts
		at        string // the first place, of the kind that is counted
	}{
		{"plain", "工会工作总结，共12项。\r\n\t第二行 OK 了", counts{}, ""},
		{"zero width", "工\u200b会\u200c工\u200d作\u2060总\ufeff结", counts{5, 0, 0}, "\u200b"},
		{"mark of order in front", "\ufeff工会", counts{}, ""},
		{"empty paragraphs of an editor", "工会\n\u200b\n工作\u200b\r\n\u200b总结\n", counts{}, ""},
		{"fillers", "工\u3164会\u115f工\u1160作\u2800总\u180e结\u034f了", counts{6, 0, 0}, "\u3164"},
		{"tags", "工\U000e0041会\U000e0042员", counts{2, 0, 0}, "\U000e0041"},
		{"flag of England", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f队", counts{}, ""},
		{"selectors on Han", "工\ufe00会\ufe0f工\U000e0100作", counts{3, 0, 0}, "\ufe00"},
		{"emoji", "❤\ufe0f 👩\u200d👧 👁\ufe0f\u200d🗨 1\ufe0f⃣", counts{}, ""},
		{"soft hyphens", "co\u00adop 工\u00ad会", counts{1, 0, 0}, "\u00ad"},
		{"direction", "\u202e工会\u202c工\u2067作\u2069总", counts{4, 0, 0}, "\u202e"},
		{"writing that needs them", "می\u200cخواهم \u200fسلام ᠮᠣ\u180eᠨ क्\u200dष", counts{}, ""},
		{"accents and control bytes", "e\u0301 gō工\u0301\x00\x1b\u0085", counts{}, ""},
		{"radicals", "⼯⼈和⻋", counts{0, 3, 0}, "⼯"},
		{"ideographs for round trips", "\uf900工\U0002f800", counts{0, 2, 0}, "\uf900"},
		{"letters of formulas", "𝐀𝟙", counts{0, 2, 0}, "𝐀"},
		{"Cyrillic in Latin words", "рroсess", counts{0, 2, 0}, "р"},
		{"Cyrillic among Han", "工а会", counts{0, 1, 0}, "а"},
		{"scripts by themselves", "Москва α粒子 β工 5 μm 和 ΔT α", counts{}, ""},
		{"kana for Han", "人ロ增长", counts{0, 1, 0}, "ロ"},
		{"kana", "カラオケ大会，ロビー", counts{}, ""},
		{"full width and traditional", "２０２３年，工會總結ＡＢ", counts{}, ""},
		{"spaced", "加强领 导 班 子 建设", counts{0, 0, 4}, "领 导 班 子 建"},
		{"spaced by others", "领\u3000导\u00a0班\u2002子", counts{0, 0, 3}, "领\u3000导\u00a0班\u2002子"},
		{"form", "姓 名：某\n校 长 室\n张三 李四 王五 赵六 孙七", counts{}, ""},
		{"wide", "领  导  班  子", counts{}, ""},
		{"two rows", "工 会 工 作，教 师 节 日", counts{0, 0, 6}, "工 会 工 作"},
	} {
		d := Disguised(tt.src, whole(tt.src))
		if got := (counts{d.Invisible.Count, d.Alike.Count, d.Spaced.Count}); got != tt.want {
			t.Errorf("%s: Disguised(%+q) = %v, want %v", tt.name, tt.src, got, tt.want)
		}
		for _, s := range []Sighting{d.Invisible, d.Alike, d.Spaced} {
			if s.Count > 0 && s.At.Of(tt.src) != tt.at {
				t.Errorf("%s: Disguised(%+q) sees the first at %+q, want %+q", tt.name, tt.src, s.At.Of(tt.src), tt.at)
			}
		}
	}
}

// A stretch is judged by what it holds, and at its edges by what stands around it.
func TestDisguisedInPart(t *testing.T) {
	const src = "⼯会\u200b工\u200b作 总 结 好\u200b"
	at := func(s string) int32 { return int32(strings.Index(src, s)) }
	d := Disguised(src, Span{at("会"), at(" 好")})
	if d.Invisible.Count != 2 || d.Alike.Count != 0 || d.Spaced.Count != 0 || d.Invisible.At.Lo != at("\u200b") {
		t.Errorf("Disguised(part) = %+v, want 2 invisible characters, the first at %d", d, at("\u200b"))
	}
	var many strings.Builder
	for r := rune(0x2F00); r < 0x2F80; r++ {
		many.WriteRune(r)
		many.WriteRune(r)
	}
	s := Disguised(many.String(), whole(many.String())).Alike
	if s.Count != 256 || len(s.Signs) != MaxSigns || s.Signs[1] != 0x2F01 {
		t.Errorf("Disguised(radicals) = %d of signs %q, want 256 of the first %d", s.Count, s.Signs, MaxSigns)
	}
}

func FuzzDisguised(f *testing.F) {
	f.Add("工\u200b会⼯ 领 导 班 子，рroсess 人ロ\n\u200b\n")
	f.Add("\U0001f3f4\U000e0067\U000e007f \u202e❤\ufe0f\u200d👧")
	f.Fuzz(func(t *testing.T, src string) {
		src = strings.ToValidUTF8(src, "?")
		d := Disguised(src, whole(src))
		for _, s := range []Sighting{d.Invisible, d.Alike, d.Spaced} {
			if (s.Count > 0) != (s.At.Len() > 0) || s.At.Lo < 0 || int(s.At.Hi) > len(src) || !utf8.ValidString(s.At.Of(src)) ||
				len(s.Signs) > MaxSigns || int(s.Count) > len(src) {
				t.Errorf("Disguised(%+q) = %+v, want a first place that holds something", src, s)
			}
		}
		// Nothing reaches across the end of a line.
		var invisible, spaced int32
		for lo := 0; lo < len(src); {
			hi := len(src)
			if n := strings.IndexByte(src[lo:], '\n'); n >= 0 {
				hi = lo + n + 1
			}
			part := Disguised(src, Span{int32(lo), int32(hi)})
			invisible, spaced = invisible+part.Invisible.Count, spaced+part.Spaced.Count
			lo = hi
		}
		if invisible != d.Invisible.Count || spaced != d.Spaced.Count {
			t.Errorf("Disguised(%+q) = %d, %d, want the sums of its lines %d, %d", src, d.Invisible.Count, d.Spaced.Count, invisible, spaced)
		}
		dst := make([]byte, len(src)+atOnce)
		for i := 0; i < len(src); i++ {
			if got, want := stayingIn(src[i:]), copyStaying(dst, src[i:]); got != want {
				t.Fatalf("stayingIn(%+q) = %d, want %d as copyStaying", src[i:], got, want)
			}
		}
	})
}

func BenchmarkDisguised(b *testing.B) {
	src := strings.Repeat("一是加强组织领导，全年走访困难教职工36人次，发放慰问金2.4万元；二是开展技能竞赛。\n", 2000)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Disguised(src, whole(src))
	}
}
