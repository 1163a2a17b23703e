package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"chachong/internal/message"
)

const (
	bodyA = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	bodyB = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

	subA = `{"name":"甲.txt#1","key":"` + bodyA + `"}`
	subB = `{"name":"乙.txt#1","key":"` + bodyB + `"}`
	ends = `"a":` + subA + `,"b":` + subB

	passageKeys = `"letters":9,"key":"` + bodyA + `","key_b":"` + bodyA + `"`
)

// baselineOf returns a baseline file with the given lists.
func baselineOf(submissions, pairs, passages string) string {
	return `{"schema":"chachong/baseline/v1","submissions":[` + submissions + `],"pairs":[` + pairs + `],"passages":[` + passages + `]}`
}

func TestParseBaseline(t *testing.T) {
	both := subA + "," + subB
	for _, tt := range []struct {
		data string
		want string // submissions, pairs, passages
		err  string // part of the error; "": none
	}{
		{baselineOf("", "", ""), "[] [] []", ""},
		{baselineOf(both, "{"+ends+`,"note":"共用一稿"}`, ""), "[甲.txt#1 乙.txt#1] [0-1 共用一稿] []", ""},
		{baselineOf(both, "{"+ends+"},", "{"+ends+","+passageKeys+`,"sample":"0000000100000002"}`), "[甲.txt#1 乙.txt#1] [0-1 ] [0-1 9 [1 2] ]", ""},
		{"\uFEFF" + `{"passages":[{` + ends + "," + passageKeys + `}],"submissions":[` + both + `],"pairs":[],"schema":"chachong/baseline/v1"}`, "[甲.txt#1 乙.txt#1] [] [0-1 9 [] ]", ""},

		{"", "", `baseline "b.json": empty`},
		{"{", "", "line 1: no valid JSON: it ends"},
		{"{\n\"a\":}", "", "line 2, column 5: no valid JSON"},
		{"<<<<<<< HEAD\n{}", "", "line 1, column 1: no valid JSON"},
		{"\xff\xfe{\x00", "", "is UTF-16; save it as UTF-8, or let chachong gate"},
		{"{\"a\":\"\xff\"}", "", "not UTF-8"},
		{"[]", "", "want an object"},
		{"{}", "", `schema "": want "chachong/baseline/v1"`},
		{`{"schema":"chachong/baseline/v2"}`, "", `schema "chachong/baseline/v2": want`},
		{`{"schema":"chachong/baseline/v1"}`, "", `"submissions" is missing`},
		{`{"schema":"chachong/baseline/v1","submissions":[],"pairs":[]}`, "", `"passages" is missing`},
		{`{"submissions":{}}`, "", "submissions: want a list"},
		{`{"pairs":0}`, "", "pairs: want a list"},
		{`{"passages":null}`, "", "passages: want a list"},
		{`{"schema":"chachong/baseline/v1","entries":[]}`, "", `unknown member "entries"`},
		{baselineOf("", "", "") + "{}", "", "something stands behind the end"},
		{baselineOf("\n1", "", ""), "", "line 2: want an object"},
		{baselineOf("\n{}", "", ""), "", `line 2: "key" is missing`},
		{baselineOf(`{"key":"A"}`, "", ""), "", `"key": want 32 hexadecimal digits`},
		{baselineOf(`{"owner":"甲校"}`, "", ""), "", `unknown member "owner"`},
		{baselineOf(`{"sketch":"012"}`, "", ""), "", `"sketch": want 8 hexadecimal digits a value`},
		{baselineOf(`{"sketch":"0123"}`, "", ""), "", `"sketch": want 8 hexadecimal digits a value`},
		{baselineOf(`{"sketch":"`+strings.Repeat("00000000", 257)+`"}`, "", ""), "", `"sketch" has more than 256 values`},
		{baselineOf(subA+",\n"+subA, "", ""), "", `line 2: submission "甲.txt#1" stands twice`},
		{baselineOf(both, "\n{"+ends+"},\n{"+ends+"}", ""), "", "line 3: the same pair stands twice"},
		{baselineOf(`{"name":"库!/7","archived":true,"key":"`+bodyA+`"},{"name":"a!/7/b.txt#1","archived":false,"key":"`+bodyA+`"}`, "", ""), "[库!/7 a!/7/b.txt#1] [] []", ""},
		{baselineOf(`{"archived":1}`, "", ""), "", `"archived": want true or false`},
		{baselineOf(`{"name":"甲.txt#1","archived":true,"key":"`+bodyA+`"}`, "", ""), "", `submission "甲.txt#1": "archived" is true where`},
		{baselineOf(`{"name":"库!/7","key":"`+bodyA+`"}`, "", ""), "", `submission "库!/7": "archived" is true where`},
		{baselineOf(both, `{"a":`+subA+`,"b":`+subA+`}`, ""), "", `"a" and "b" are the same`},
		{baselineOf(subA, "{"+ends+"}", ""), "", `submission "乙.txt#1" is not in the list of submissions`},
		{baselineOf(both, `{"a":{"name":"甲.txt#1"}}`, ""), "", `"key" is missing`},
		{baselineOf(both, `{"a":"甲.txt#1"}`, ""), "", "want an object"},
		{baselineOf(both, `{"a":`+subA+`}`, ""), "", `submission "" is not in the list`},
		{baselineOf(both, "{"+ends+`,"note":"`+strings.Repeat("谈", 4001)+`"}`, ""), "", `"note" is longer than 4000 characters`},
		{baselineOf(both, "{"+ends+`,"letters":1}`, ""), "", `unknown member "letters"`},
		{baselineOf(both, "", "{"+ends+"}"), "", `"key" is missing`},
		{baselineOf(both, "", "{"+ends+`,"key":"`+bodyA+`"}`), "", `"key_b" is missing`},
		{baselineOf(both, "", "{"+ends+`,"key":"`+bodyA+`","key_b":"`+bodyA+`"}`), "", `"letters" is missing`},
		{baselineOf(both, "", `{"letters":0}`), "", `"letters": want a number of letters above 0`},
		{baselineOf(both, "", `{"letters":2.5}`), "", `"letters": want a number of letters above 0`},
		{baselineOf(both, "", `{"letters":2147483648}`), "", `"letters": want a number of letters above 0`},
		{baselineOf(both, "", `{"sample":[1]}`), "", `"sample": want a text`},
		{baselineOf(both, "", `{"sample":"0000000200000002"}`), "", `"sample": want ascending values`},
		{baselineOf(both, "", "\n{"+ends+","+passageKeys+"},\n{"+ends+","+passageKeys+"}"), "", "line 3: the same passage stands twice"},
	} {
		b, err := ParseBaseline("b.json", []byte(tt.data))
		if got := listed(b); got != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("ParseBaseline(%q) = %q, %v, want %q, %q", tt.data, got, err, tt.want, tt.err)
		}
		if err == nil {
			continue
		}
		if zh := message.Zh.Reason("", err.Error()); !strings.HasPrefix(zh, "已接受清单 ") || strings.Contains(zh, " want ") || strings.Contains(zh, ", line ") || strings.Contains(zh, "stands") {
			t.Errorf("Chinese of %q = %q, want no English left", err, zh)
		}
	}
}

func listed(b *Baseline) string {
	if b == nil {
		return ""
	}
	var names, pairs, passages []string
	for _, s := range b.Submissions {
		names = append(names, s.Name)
	}
	for _, p := range b.Pairs {
		pairs = append(pairs, fmt.Sprintf("%d-%d %s", p.A, p.B, p.Note))
	}
	for _, p := range b.Passages {
		passages = append(passages, fmt.Sprintf("%d-%d %d %v %s", p.A, p.B, p.Letters, p.Sample, p.Note))
	}
	return fmt.Sprint(names, " ", pairs, " ", passages)
}

// What is written is one entry a line and reads as it was.
func TestBaselineBytes(t *testing.T) {
	b := &Baseline{
		Submissions: []BaselineSubmission{
			{Key: bodyB, Name: "乙<1>.txt#1", Title: "第\"二\"稿\n\x1b[31m"},
			{Key: bodyA, Sketch: []uint32{7, 0, 1<<32 - 1}, Name: "甲.txt#1"},
			{Key: bodyA, Name: "库!/12", Archived: true},
		},
		Pairs:    []BaselinePair{{A: 1, B: 0, Note: "共用一稿"}},
		Passages: []BaselinePassage{{A: 0, B: 1, Key: bodyA, KeyB: bodyB, Letters: 300, Sample: []uint32{1, 0x80000000}}},
	}
	const want = `{"schema":"chachong/baseline/v1","submissions":[
{"name":"乙<1>.txt#1","title":"第\"二\"稿\n\u001b[31m","key":"` + bodyB + `"},
{"name":"甲.txt#1","key":"` + bodyA + `","sketch":"0000000700000000ffffffff"},
{"name":"库!/12","archived":true,"key":"` + bodyA + `"}
],"pairs":[
{"a":{"name":"甲.txt#1","key":"` + bodyA + `"},"b":{"name":"乙<1>.txt#1","key":"` + bodyB + `"},"note":"共用一稿"}
],"passages":[
{"a":{"name":"乙<1>.txt#1","key":"` + bodyB + `"},"b":{"name":"甲.txt#1","key":"` + bodyA + `"},"letters":300,"key":"` + bodyA + `","key_b":"` + bodyB + `","sample":"0000000180000000"}
]}
`
	data, err := b.Bytes()
	if string(data) != want || err != nil {
		t.Errorf("Bytes = %s, %v, want %s", data, err, want)
	}
	if again, err := ParseBaseline("b", data); err != nil || !reflect.DeepEqual(again, b) {
		t.Errorf("ParseBaseline(Bytes) = %+v, %v, want %+v", again, err, b)
	}
	empty := &Baseline{}
	if data, err := empty.Bytes(); err != nil || string(data) != baselineOf("", "", "")+"\n" {
		t.Errorf("Bytes of none = %s, %v, want three empty lists", data, err)
	}
}

// A baseline that could not be read again is not written.
func TestBaselineTooLarge(t *testing.T) {
	b := &Baseline{
		Submissions: []BaselineSubmission{{Key: bodyA, Name: "a"}, {Key: bodyB, Name: "b"}},
		Passages:    []BaselinePassage{{A: 0, B: 1, Key: bodyA, KeyB: bodyB, Letters: 1, Sample: make([]uint32, maxBaseline/8)}},
	}
	if data, err := b.Bytes(); err == nil || data != nil || err.Error() != "larger than 64 MiB" {
		t.Errorf("Bytes = %d bytes, %v, want the error that it is too large", len(data), err)
	}
}

func TestReadBaseline(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "b.json")
	if err := os.WriteFile(file, []byte(baselineOf(subA, "", "")), 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err := ReadBaseline(file); err != nil || len(b.Submissions) != 1 {
		t.Errorf("ReadBaseline(%q) = %+v, %v, want one submission", file, b, err)
	}
	if _, err := ReadBaseline(filepath.Join(dir, "none.json")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("ReadBaseline of none = %v, want fs.ErrNotExist", err)
	}
	large := filepath.Join(dir, "large.json")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, maxBaseline+1); err != nil {
		t.Fatal(err)
	}
	for bad, want := range map[string]string{filepath.Join(dir, "none.json"): "no such file or folder", dir: "", large: "larger than 64 MiB"} {
		if _, err := ReadBaseline(bad); err == nil || !strings.HasPrefix(err.Error(), fmt.Sprintf("baseline %q: ", bad)) || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadBaseline(%q) = %v, want an error that names it and says %q", bad, err, want)
		}
	}
}

// What is parsed is whole: written and parsed again it is the same, and an error names the
// file.
func FuzzParseBaseline(f *testing.F) {
	for _, s := range []string{
		"", "{", "[]", baselineOf("", "", ""), baselineOf(subA+","+subB, "{"+ends+"}", "{"+ends+","+passageKeys+`,"sample":"0000000100000002","note":"\ud800"}`),
		baselineOf(subA, "{"+ends+"}", ""), baselineOf("null", "", ""), `{"pairs":null}`, `{"schema":[]}`, baselineOf("", "", "") + " x",
		baselineOf(`{"name":"\u0000","title":"\u2028","key":"`+bodyA+`","sketch":"ffffffff"}`, "", ""),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := ParseBaseline("b", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), `baseline "b"`) || b != nil {
				t.Errorf("ParseBaseline(%q) = %v, %v, want an error that names the file and nothing else", data, b, err)
			}
			return
		}
		written, err := b.Bytes()
		if err != nil {
			t.Fatalf("Bytes of %q: %v", data, err)
		}
		again, err := ParseBaseline("b", written)
		if err != nil || !reflect.DeepEqual(again, b) {
			t.Errorf("ParseBaseline(%q), written and parsed again = %+v, %v, want %+v", data, again, err, b)
		}
	})
}
