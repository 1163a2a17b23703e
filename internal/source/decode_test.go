package source

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Reports of schools that do not exist.
const (
	simplifiedReport = `青石岭镇中心小学2023年度工会工作总结
一年来，我校工会在镇党委和上级工会的领导下，紧紧围绕学校中心工作，认真履行维护、建设、参与、教育四项职能，较好地完成了各项任务。现将主要情况汇报如下：
一、加强学习，提高认识。全年组织教职工集中学习十二次，撰写读书笔记三百余篇，老师们的思想觉悟和业务水平都有了明显提高。
二、关心职工，办好实事。走访慰问困难教师18人次，发放慰问金9600元；为全体女教师安排了一次健康体检。
三、民主管理，校务公开。两次召开教代会，审议通过了《考勤办法》和《绩效考核方案》，收到提案二十七件，件件有答复。
四、存在的不足：活动形式还不够丰富，部分会员参与热情不高，宣传报道也不及时。下一步，我们要继续努力，把工会办成名副其实的“职工之家”。
`
	traditionalReport = `青石嶺鎮中心小學年度工會工作總結
一年來，我校工會在上級工會的領導下，緊緊圍繞學校中心工作，認真履行維護、建設、參與、教育四項職能，較好地完成了各項任務。現將主要情況匯報如下：
一、加強學習，提高認識。全年組織教職員集中學習十二次，老師們的思想覺悟和業務水平都有了明顯提高。
二、關心同事，辦好實事。走訪慰問困難教師，為全體女教師安排了一次健康檢查。
三、民主管理，校務公開。兩次召開大會，審議通過了考勤辦法，收到提案二十七件，件件有答覆。
四、存在的不足：活動形式還不夠豐富，部分會員參與熱情不高，宣傳報導也不及時。下一步，我們要繼續努力。
`
)

var testEncodings = []struct {
	name string
	enc  encoding.Encoding
	text string
}{
	{"utf-8", encoding.Nop, simplifiedReport},
	{"gb18030", simplifiedchinese.GB18030, simplifiedReport},
	{"gb18030", simplifiedchinese.GB18030, traditionalReport},
	{"big5", traditionalchinese.Big5, traditionalReport},
	{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), simplifiedReport},
	{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), simplifiedReport},
	{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), traditionalReport},
	{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), traditionalReport},
}

func encode(t testing.TB, enc encoding.Encoding, text string) []byte {
	t.Helper()
	raw, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("encode %q: %v", text, err)
	}
	return raw
}

// Every window of a report must be read right from eight characters on, and nearly
// every one of four.
func TestDecodeLengths(t *testing.T) {
	for _, e := range testEncodings {
		runes := []rune(strings.Repeat(e.text, 12))
		for _, n := range []int{4, 8, 16, 50, 500, 5000} {
			step := 1
			if n > 50 {
				step = 97
			}
			wrong, all := 0, 0
			for i := 0; i+n <= min(len(runes), len([]rune(e.text))+n); i += step {
				want := string(runes[i : i+n])
				raw := encode(t, e.enc, want)
				all++
				d := decode(raw)
				if d.text == want { // a few digits are the same in most encodings
					continue
				}
				wrong++
				if n >= 8 {
					t.Errorf("%s, %d characters: decode(%q) = %s %q", e.name, n, want, d.encoding, d.text)
				}
			}
			if wrong*100 > all {
				t.Errorf("%s, %d characters: %d of %d windows were read wrongly", e.name, n, wrong, all)
			}
		}
	}
}

func TestDecodeMarks(t *testing.T) {
	le, be := unicode.LittleEndian, unicode.BigEndian
	utf32 := func(text string, order ...int) []byte {
		var b []byte
		for _, r := range text {
			four := make([]byte, 4)
			for i, at := range order {
				four[at] = byte(r >> (24 - 8*i))
			}
			b = append(b, four...)
		}
		return b
	}
	const text = "工会总结𠮷"
	for _, tt := range []struct {
		encoding string
		raw      []byte
	}{
		{"utf-8-bom", []byte("\ufeff" + text)},
		{"utf-16le", encode(t, unicode.UTF16(le, unicode.UseBOM), text)},
		{"utf-16be", encode(t, unicode.UTF16(be, unicode.UseBOM), text)},
		{"utf-32le", utf32("\ufeff"+text, 3, 2, 1, 0)},
		{"utf-32be", utf32("\ufeff"+text, 0, 1, 2, 3)},
		{"gb18030", encode(t, simplifiedchinese.GB18030, "\ufeff"+text)},
	} {
		if d := decode(tt.raw); d.text != text || d.encoding != tt.encoding || d.broken > 0 || d.cut {
			t.Errorf("decode(%x) = %s %q, want %s %q", tt.raw, d.encoding, d.text, tt.encoding, text)
		}
	}
}

// A file that ends within a character keeps all the others.
func TestDecodeCut(t *testing.T) {
	for _, e := range testEncodings {
		for _, text := range []string{e.text, string([]rune(e.text)[30:50])} {
			raw := encode(t, e.enc, text)
			for cut := 1; cut <= 8; cut++ {
				d := decode(raw[:len(raw)-cut])
				if e.name != d.encoding || !strings.HasPrefix(text, d.text) || len(text)-len(d.text) > 4*3+2 {
					t.Errorf("%s without its last %d bytes: decode = %s …%q, want the start of %q",
						e.name, cut, d.encoding, tailOf(d.text), text)
				}
				p, _ := d.verdict(raw[:len(raw)-cut], ".txt")
				want := problem{status: OK}
				if d.cut {
					want.code, want.reason = CodeEncoding, "encoding "+e.name+": cut in the middle of a character"
				}
				if p != want {
					t.Errorf("%s without its last %d bytes: verdict = %+v, want %+v", e.name, cut, p, want)
				}
			}
		}
	}
}

func tailOf(text string) string { return text[max(0, len(text)-30):] }

// A byte that is wrong, lost or too many costs the characters at its place, not the
// rest of the line.
func TestDecodeDamage(t *testing.T) {
	for _, e := range testEncodings {
		if strings.HasPrefix(e.name, "utf-16") {
			continue
		}
		raw := encode(t, e.enc, e.text)
		for i := 7; i < len(raw)-7; i += 13 {
			for kind, damaged := range map[string][]byte{
				"changed to FF": bytes.Join([][]byte{raw[:i], raw[i+1:]}, []byte{0xff}),
				"before an FF":  bytes.Join([][]byte{raw[:i], raw[i:]}, []byte{0xff}),
				"lost":          bytes.Join([][]byte{raw[:i], raw[i+1:]}, nil),
			} {
				d := decode(damaged)
				if kind == "lost" && raw[i] < utf8.RuneSelf {
					continue // nothing is broken
				}
				if lost := missing(e.text, d.text); d.encoding != e.name || lost > 10 {
					t.Errorf("%s, byte %d %s: decode = %s, %d characters lost, want at most 10", e.name, i, kind, d.encoding, lost)
				}
				p, _ := d.verdict(damaged, ".txt")
				if p.status != OK || kind != "lost" && p.code != CodeEncoding {
					t.Errorf("%s, byte %d %s: verdict = %+v, want ok, %s", e.name, i, kind, p, CodeEncoding)
				}
			}
		}
	}
}

// missing returns how many characters of want do not stand in the common start and
// the common end of want and got.
func missing(want, got string) int {
	a, b := []rune(want), []rune(got)
	lo := 0
	for lo < len(a) && lo < len(b) && a[lo] == b[lo] {
		lo++
	}
	n := 0
	for n < len(a)-lo && n < len(b)-lo && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return len(a) - lo - n
}

func TestVerdict(t *testing.T) {
	gb := func(text string) string { return string(encode(t, simplifiedchinese.GB18030, text)) }
	lines := strings.SplitAfter(simplifiedReport, "\n")
	half := strings.Join(lines[:3], "")
	rest := strings.Join(lines[3:], "")
	spread := func(text, junk string, every int) string {
		var b strings.Builder
		for i, r := range []rune(text) {
			if i%every == every-1 {
				b.WriteString(junk)
			}
			b.WriteRune(r)
		}
		return b.String()
	}
	for _, tt := range []struct {
		name, raw, ext string
		status         Status
		code           string
		reason         string // part of it
		text           string // decoded; "" is not looked at
	}{
		{"clean", simplifiedReport, ".txt", OK, "", "", simplifiedReport},
		{"ASCII", "plain words only\n", ".txt", OK, "", "", "plain words only\n"},
		{"line ends", "一\r\n二\r三\n", ".txt", OK, "", "", "一\r\n二\r三\n"},
		{"one broken byte", half + "\xff" + rest, ".txt", OK, CodeEncoding, "1 byte replaced", half + "\ufffd" + rest},
		{"three broken bytes", half + "\xff\xfe\xff" + rest, ".txt", OK, CodeEncoding, "3 bytes replaced", half + "\ufffd" + rest},
		{"surrogates in UTF-8", half + "\xed\xa0\xbd\xed\xb8\x80" + rest, ".txt", OK, "", "", half + "😀" + rest},
		{"half a surrogate pair", half + "\xed\xa0\xbd" + rest, ".txt", OK, CodeEncoding, "3 bytes replaced", half + "\ufffd" + rest},
		{"broken here and there", spread(simplifiedReport, "\xff", 15), ".txt", Partial, CodeEncoding, "bytes replaced", ""},
		{"two encodings", half + gb(rest), ".txt", Partial, CodeEncoding, "mixed encodings: 3 of 6 lines", simplifiedReport},
		{"two encodings, cut", half + gb(rest[:len(rest)-4])[:300], ".txt", Partial, CodeEncoding, "", ""},
		{"NUL", spread(simplifiedReport, "\x00", 20), ".txt", OK, CodeNul, "NUL bytes in the text", spread(simplifiedReport, "\x00", 20)},
		{"no bytes", "", ".txt", Skipped, CodeEmpty, "0 bytes", ""},
		{"white space", " \t\u3000\u00a0\n\u200b\ufeff", ".txt", Skipped, CodeEmpty, "no visible character", ""},
		{"a mark only", "\ufeff", ".txt", Skipped, CodeEmpty, "no visible character", ""},
		{"fillers", "\u3164\u2800\n", ".txt", Skipped, CodeEmpty, "no visible character", ""},
		{"NUL only", strings.Repeat("\x00", 100), ".txt", Skipped, CodeEmpty, "no visible character", ""},
		{"control characters", strings.Repeat("\x01\x02\x03ab\x05", 50), ".txt", Error, CodeBinary, "binary", ""},
		{"random bytes", string(noise(5000)), ".txt", Error, CodeBadText, "no known encoding", ""},
		{"web page", "\n<!DOCTYPE HTML><p>" + half, ".txt", OK, "", "", ""},
		{"web page in UTF-16", string(encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "<html>"+half)), ".doc", OK, "", "", ""},
		{"part of a web page", "<div>" + half, ".html", OK, "", "", ""},
		{"text about web pages", half + "<html>", ".txt", OK, "", "", half + "<html>"},
		{"XML", `<?xml version="1.0"?><a/>`, ".xml", Error, CodeFormat, "an XML file", ""},
		{"terminal colours", half + "\x1b[32mOK\x1b[0m\a\n", ".txt", OK, "", "", ""},
	} {
		d := decode([]byte(tt.raw))
		p, k := d.verdict([]byte(tt.raw), tt.ext)
		if isPage := strings.Contains(tt.name, "a web page") || strings.HasPrefix(tt.name, "web page"); (k == kindHTML) != isPage {
			t.Errorf("%s: verdict = kind %q, want a page: %t", tt.name, k, isPage)
		}
		if p.status != tt.status || p.code != tt.code || !strings.Contains(p.reason, tt.reason) {
			t.Errorf("%s: verdict = %s %s %q, want %s %s %q", tt.name, p.status, p.code, p.reason, tt.status, tt.code, tt.reason)
		}
		if tt.text != "" && d.text != tt.text {
			t.Errorf("%s: text = %q, want %q", tt.name, d.text, tt.text)
		}
	}
}

// noise returns bytes of a linear congruential generator.
func noise(n int) []byte {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return b
}

// The samples of a long file lead to the same answer as all of it.
func TestDecodeLong(t *testing.T) {
	for _, e := range testEncodings {
		for _, oneLine := range []bool{false, true} {
			text := strings.Repeat(e.text, 400)
			if oneLine {
				text = strings.Map(func(r rune) rune {
					if r < utf8.RuneSelf {
						return -1
					}
					return r
				}, text)
			}
			if d := decode(encode(t, e.enc, text)); d.encoding != e.name || d.text != text {
				t.Errorf("%s, %d bytes, one line %t: decode gave %s, equal text %t", e.name, len(text), oneLine, d.encoding, d.text == text)
			}
		}
	}
	// The samples show UTF-8, the quarters between them GB18030.
	block := strings.Repeat(simplifiedReport, 200)
	gb := string(encode(t, simplifiedchinese.GB18030, block))
	raw := []byte(block + gb + block + gb + block)
	d := decode(raw)
	if want := strings.Repeat(block, 5); d.text != want || d.mixed == "" {
		t.Errorf("hidden second encoding: decode gave %s, mixed %q, equal text %t", d.encoding, d.mixed, d.text == want)
	}
}

// Every character has a cost within the bounds that the shortest path relies on.
func TestCostBounds(t *testing.T) {
	ranks := hanRanks()
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if bits, _ := cost(r, ranks); bits < costSpace || bits > costBroken {
			t.Fatalf("cost(%U) = %d, want within [%d, %d]", r, bits, costSpace, costBroken)
		}
	}
	for _, tt := range []struct {
		r    rune
		want int32
	}{{'的', costCommon}, {'會', costCommon}, {'嶺', costLevel1}, {'瓯', costLevel2}, {'㐀', costExt}, {0xe000, costPrivate}, {'，', costPunct}, {0x2fe0, costBroken}} {
		if got, _ := cost(tt.r, ranks); got != tt.want {
			t.Errorf("cost(%q) = %d, want %d", tt.r, got, tt.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, e := range testEncodings {
		raw := encode(f, e.enc, string([]rune(e.text)[:60]))
		f.Add(raw)
		f.Add(raw[:len(raw)-1])
		f.Add(append([]byte("\xff\xfe"), raw...))
	}
	f.Add([]byte("\xed\xa0\xbd\xed\xb8\x80\xed\xa0\x80"))
	f.Add([]byte("工会\n\xb9\xa4\xbb\xe1\n工\x00会"))
	f.Add(noise(300))
	f.Fuzz(func(t *testing.T, raw []byte) {
		d := decode(raw)
		if !utf8.ValidString(d.text) {
			t.Errorf("decode(%q) = %q, not valid UTF-8", raw, d.text)
		}
		if len(d.text) > 3*len(raw)+3 {
			t.Errorf("decode of %d bytes = %d bytes, want at most three for one", len(raw), len(d.text))
		}
		if strings.HasPrefix(d.text, "\ufeff\ufeff") && !bytes.Contains(raw, []byte("\xef\xbb\xbf\xef\xbb\xbf\xef\xbb\xbf")) && markOf(raw) == nil {
			t.Errorf("decode(%q) = %q, begins with marks", raw, d.text)
		}
		if again := decode(raw); again != d {
			t.Errorf("decode(%q) = %+v, then %+v", raw, d, again)
		}
		p, _ := d.verdict(raw, ".txt")
		if p.status == "" || p.status != OK && (p.code == "" || p.reason == "") {
			t.Errorf("verdict of %q = %+v, want a status, with code and reason", raw, p)
		}
		// Valid UTF-8 that is long enough not to be something else stays as it is.
		if utf8.Valid(raw) && markOf(raw) == nil && len(raw) > shortest && bytes.IndexByte(raw, 0) < 0 && d.text != string(raw) {
			t.Errorf("decode(%q) = %s %q, want it unchanged", raw, d.encoding, d.text)
		}
	})
}

// What is encoded comes back, whatever the text is.
func FuzzRoundTrip(f *testing.F) {
	f.Add(simplifiedReport[:300], byte(0))
	f.Add(traditionalReport[:300], byte(3))
	f.Add("a\r\nb𠮷 mixed 工会", byte(4))
	f.Fuzz(func(t *testing.T, text string, which byte) {
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\ufeff\ufffd") {
			return
		}
		k := []*codec{utf8Codec, gbCodec, big5Codec, utf16leCodec, utf16beCodec}[which%5]
		encs := map[string]encoding.Encoding{
			"utf-8": encoding.Nop, "gb18030": simplifiedchinese.GB18030, "big5": traditionalchinese.Big5,
			"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16be": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		}
		raw, err := encs[k.name].NewEncoder().Bytes([]byte(text))
		if err != nil {
			return // not in that encoding
		}
		if back, err := encs[k.name].NewDecoder().Bytes(raw); err != nil || string(back) != text {
			return // the tables map two characters to one place
		}
		d := k.read(raw)
		if d.text != text || d.broken > 0 || d.cut {
			t.Errorf("%s: read(%x) = %q, %d broken, cut %t, want %q", k.name, raw, d.text, d.broken, d.cut, text)
		}
		if k.repair != nil {
			if r := k.repair(raw); r.text != text || r.broken > 0 || r.cut {
				t.Errorf("%s: repair(%x) = %q, %d broken, cut %t, want %q", k.name, raw, r.text, r.broken, r.cut, text)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	for _, e := range testEncodings[:5] {
		raw := encode(b, e.enc, strings.Repeat(e.text, 100))
		b.Run(fmt.Sprintf("%s/%dkB", e.name, len(raw)>>10), func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				d := decode(raw)
				d.verdict(raw, ".txt")
			}
		})
	}
}
