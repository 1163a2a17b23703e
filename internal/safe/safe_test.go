package safe

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestTerminal(t *testing.T) {
	tests := []struct{ in, terminal, line string }{
		{"", "", ""},
		{"临江县工会总结 (2023).txt", "临江县工会总结 (2023).txt", "临江县工会总结 (2023).txt"},
		{"第一行\n第二行", "第一行\n第二行", "第一行 第二行"},
		{"a\r\nb\rc\n\nd", "a\nb\nc\n\nd", "a b c  d"},
		{"甲\t乙", "甲 乙", "甲 乙"},
		{"\x1b[31m红\x1b[0m", `\u{1B}[31m红\u{1B}[0m`, `\u{1B}[31m红\u{1B}[0m`},
		{"\x1b]8;;http://a\x07x", `\u{1B}]8;;http://a\u{7}x`, `\u{1B}]8;;http://a\u{7}x`},
		{"a\x00b\x7fc\u009bd", `a\u{0}b\u{7F}c\u{9B}d`, `a\u{0}b\u{7F}c\u{9B}d`},
		{"名\u202egpj.exe", `名\u{202E}gpj.exe`, `名\u{202E}gpj.exe`},
		{"\u2066a\u2069\u200e\u200f\u061c", `\u{2066}a\u{2069}\u{200E}\u{200F}\u{61C}`, `\u{2066}a\u{2069}\u{200E}\u{200F}\u{61C}`},
		{"a\u2028b\u2029c\u0085d", `a\u{2028}b\u{2029}c\u{85}d`, `a\u{2028}b\u{2029}c\u{85}d`},
		{"管\u200b理\u200d\u2060\ufeff工\u00ad作", "管理工作", "管理工作"},
		{"葛\U000e0100\ufe0f\u3164县\U000e0041", "葛县", "葛县"},
		{"坏\xff\xfe字", "坏\ufffd字", "坏\ufffd字"},
		{"e\u0301 “好”——…·", "e\u0301 “好”——…·", "e\u0301 “好”——…·"},
		{`\u{1B}`, `\u{1B}`, `\u{1B}`},
	}
	for _, test := range tests {
		if got := Terminal(test.in); got != test.terminal {
			t.Errorf("Terminal(%q) = %q, want %q", test.in, got, test.terminal)
		}
		if got := Line(test.in); got != test.line {
			t.Errorf("Line(%q) = %q, want %q", test.in, got, test.line)
		}
	}
}

func TestCSVCell(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"总结", "总结"},
		{"a=b", "a=b"},
		{"=1+1", "'=1+1"},
		{"+86", "'+86"},
		{"-1", "'-1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"＝1", "'＝1"},
		{"＋1", "'＋1"},
		{"－1", "'－1"},
		{"＠a", "'＠a"},
		{"\ttext", "'\ttext"},
		{"\rtext", "'\rtext"},
		{"\ntext", "'\ntext"},
		{"  =1", "'  =1"},
		{"\u3000=1", "'\u3000=1"},
		{"\u200b=1", "'\u200b=1"},
		{"\ufeff\u00a0-1", "'\ufeff\u00a0-1"},
		{"\u202e=1", "'\u202e=1"},
		{"\x00=1", "'=1"},
		{"\x1b=1", "'=1"},
		{"a\x00b", "ab"},
		{"甲\n乙", "甲\n乙"},
		{" 甲", " 甲"},
		{"坏\xff", "坏\ufffd"},
		{"'=1", "'=1"},
	}
	for _, test := range tests {
		if got := CSVCell(test.in); got != test.want {
			t.Errorf("CSVCell(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestCI(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"总结::一", "总结::一"},
		{"::error::x", ": :error::x"},
		{"a\n::set-env name=x::y", "a\n: :set-env name=x::y"},
		{"a\r::x", "a\n: :x"},
		{" \t::x", "  : :x"},
		{"\u3000::x", "\u3000: :x"},
		{"\u200b:\u200b:x", ": :x"},
		{":::x", ": ::x"},
		{"##vso[task.complete]", "# #vso[task.complete]"},
		{"甲 ##VSO[x]", "甲 # #VSO[x]"},
		{"##[error]x", "# #[error]x"},
		{"###[error]x", "## #[error]x"},
		{"#\u200b#[error]x", "# #[error]x"},
		{"##teamcity[x]", "# #teamcity[x]"},
		{"## 标题", "## 标题"},
		{"\x1b[0K##[x", `\u{1B}[0K# #[x`},
	}
	for _, test := range tests {
		if got := CI(test.in); got != test.want {
			t.Errorf("CI(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

// hostile seeds a fuzz target.
func hostile(f *testing.F) {
	for _, s := range []string{
		"", "临江县工会总结", "\x1b[31m", "\r\n::error::x", "a\u202eb", "\xff\xfe", "=1+1", "\u200b＝1",
		"##vso[x]", "e\u0301\u0301", "👨\u200d👩\u200d👧", "🇨🇳", "\u0600…", "葛\U000e0100", "管\u3000理\u2028",
	} {
		f.Add(s)
	}
}

func FuzzEscape(f *testing.F) {
	hostile(f)
	f.Fuzz(func(t *testing.T, s string) {
		for _, test := range []struct {
			name string
			f    func(string) string
			keep string // control characters that may stay
		}{
			{"Terminal", Terminal, "\n"},
			{"Line", Line, ""},
			{"CI", CI, "\n"},
			{"CSVCell", CSVCell, "\t\r\n"},
		} {
			got := test.f(s)
			if !utf8.ValidString(got) {
				t.Errorf("%s(%q) = %q, want valid UTF-8", test.name, s, got)
			}
			for _, r := range got {
				if unicode.IsControl(r) && !strings.ContainsRune(test.keep, r) {
					t.Errorf("%s(%q) = %q, want no %U", test.name, s, got, r)
				}
				if test.name != "CSVCell" && (unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Cf, r)) {
					t.Errorf("%s(%q) = %q, want no %U", test.name, s, got, r)
				}
			}
			if again := test.f(got); again != got {
				t.Errorf("%s(%q) = %q, and again %q, want no change", test.name, s, got, again)
			}
			if harmless(s) && (test.name == "Terminal" || test.name == "Line") && got != s {
				t.Errorf("%s(%q) = %q, want no change", test.name, s, got)
			}
		}
		for line := range strings.Lines(CI(s)) {
			if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") ||
				strings.Contains(strings.ToLower(line), "##vso") {
				t.Errorf("CI(%q) has the line %q", s, line)
			}
		}
		if cell := CSVCell(s); strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r\n") {
			t.Errorf("CSVCell(%q) = %q, want an apostrophe in front", s, cell)
		}
	})
}
