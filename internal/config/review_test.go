package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chachong/internal/message"
)

const (
	keyOne = "00000000000000000000000000000001+0000000000000000000000000000000f"
	keyTwo = "0000000000000000000000000000000f+ffffffffffffffffffffffffffffffff"
)

// reviewOf returns a review file with the given list of marks.
func reviewOf(marks string) string {
	return `{"schema":"chachong/review/v1","marks":[` + marks + `]}`
}

func TestParseReview(t *testing.T) {
	for _, tt := range []struct {
		data string
		want string // of the marks: passage, first and last digit of the key, mark, note
		err  string // part of the error; "": none
	}{
		{reviewOf(""), "", ""},
		{reviewOf(`{"kind":"pair","key":"` + keyOne + `","mark":"confirmed","note":"同一份","a":"甲.txt#1","b":"乙.txt#1"}`), "false 0f confirmed 同一份;", ""},
		{reviewOf(`{"kind":"passage","key":"` + keyTwo + `","mark":"not-a-copy","note":""},{"kind":"pair","key":"` + keyOne + `","mark":"talk"},`), "true 0f not-a-copy ;false 0f talk ;", ""},
		{reviewOf(`{"kind":"pair","key":"` + keyOne + `","mark":"","note":"再看"}`), "false 0f  再看;", ""},
		{reviewOf(`{"kind":"pair","key":"` + keyOne + `","mark":"","note":"` + strings.Repeat("谈", 4000) + `"}`), "false 0f  " + strings.Repeat("谈", 4000) + ";", ""},
		{"\uFEFF" + reviewOf(""), "", ""},

		{"", "", `review "r.json": empty`},
		{"{", "", "line 1: no valid JSON: it ends"},
		{"{\n\"a\":}", "", "line 2, column 5: no valid JSON"},
		{"\xff\xfe{\x00", "", "is UTF-16; save it as UTF-8, or export"},
		{"{\"a\":\"\xff\"}", "", "not UTF-8"},
		{"[]", "", "want an object"},
		{"{}", "", `schema "": want "chachong/review/v1"`},
		{`{"schema":"chachong/split/v1","marks":[]}`, "", `schema "chachong/split/v1": want`},
		{`{"schema":"chachong/review/v1"}`, "", `"marks" is missing`},
		{`{"schema":"chachong/review/v1","marks":{}}`, "", "marks: want a list"},
		{`{"schema":"chachong/review/v1","note":""}`, "", `unknown member "note"`},
		{reviewOf("") + "{}", "", "something stands behind the end"},
		{reviewOf("\n1"), "", "line 2: want an object"},
		{reviewOf("\n{}"), "", `line 2: "kind" is missing`},
		{reviewOf("\n{\"kind\":\"pair\"}"), "", `line 2: "key" is missing`},
		{reviewOf(`{"kind":"cluster"}`), "", `"kind" is "cluster": want one of "pair", "passage"`},
		{reviewOf(`{"kind":""}`), "", `"kind" is "": want one of`},
		{reviewOf(`{"mark":"copied"}`), "", `"mark" is "copied": want one of "", "confirmed", "not-a-copy", "talk"`},
		{reviewOf(`{"mark":1}`), "", `"mark": want a text`},
		{reviewOf(`{"note":null,"key":"p1"}`), "", `"key": want two keys`},
		{reviewOf(`{"key":"` + strings.ToUpper(keyTwo) + `"}`), "", `"key": want two keys`},
		{reviewOf(`{"key":"` + keyOne[33:] + "+" + keyOne[:32] + `"}`), "", "the smaller first"},
		{reviewOf(`{"kind":"pair","kind":"pair"}`), "", `"kind" stands twice`},
		{reviewOf(`{"a":1}`), "", `"a": want a text`},
		{reviewOf("{\n\"note\":\"" + strings.Repeat("谈", 4001) + "\"}"), "", `line 2: "note" is longer than 4000 characters`},
		{reviewOf("{\n\n\"colour\":1}"), "", `line 3: unknown member "colour"`},
	} {
		marks, err := ParseReview("r.json", []byte(tt.data))
		var b strings.Builder
		for _, m := range marks {
			fmt.Fprintf(&b, "%v %s%s %s %s;", m.Passage, m.Key[:1], m.Key[len(m.Key)-1:], m.Mark, m.Note)
		}
		if got := b.String(); got != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("ParseReview(%q) = %q, %v, want %q, %q", tt.data, got, err, tt.want, tt.err)
		}
		if err == nil {
			continue
		}
		if zh := message.Zh.Reason("", err.Error()); !strings.HasPrefix(zh, "复核文件 ") || strings.Contains(zh, "want") || strings.Contains(zh, "line") {
			t.Errorf("Chinese of %q = %q, want no English left", err, zh)
		}
	}
}

func TestReadReview(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "r.json")
	if err := os.WriteFile(file, []byte(reviewOf("")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadReview(file); err != nil {
		t.Errorf("ReadReview(%q) = %v, want no error", file, err)
	}
	for _, bad := range []string{filepath.Join(dir, "none.json"), dir} {
		if _, err := ReadReview(bad); err == nil || !strings.HasPrefix(err.Error(), fmt.Sprintf("review %q: ", bad)) {
			t.Errorf("ReadReview(%q) = %v, want an error that names it", bad, err)
		}
	}
}

// What is parsed is of the known words, and an error names the file.
func FuzzParseReview(f *testing.F) {
	for _, s := range []string{
		"", "{", "[]", reviewOf(""), reviewOf(`{"kind":"pair","key":"` + keyOne + `","mark":"talk","note":"\ud800"}`),
		reviewOf(`{"kind":"passage","key":"` + keyTwo + `"},`), reviewOf("null"), `{"marks":null}`, `{"schema":[]}`, reviewOf("") + " x",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		marks, err := ParseReview("r", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), `review "r"`) || len(marks) > 0 {
				t.Errorf("ParseReview(%q) = %v, %v, want an error that names the file and nothing else", data, marks, err)
			}
			return
		}
		for _, m := range marks {
			if len(m.Key) != len(keyOne) || !strings.Contains("||confirmed|not-a-copy|talk|", "|"+m.Mark+"|") {
				t.Errorf("ParseReview(%q) has the mark %+v", data, m)
			}
		}
	})
}
