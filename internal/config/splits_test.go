package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const sum = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// splitsOf returns a splits file with the given list of submissions, one document a line.
func splitsOf(parts string) string {
	return `{"schema":"chachong/split/v1","path":"甲.txt","text":{"bytes":9,"runes":3,"lines":7,"sha256":"` + sum + `"},"submissions":[` + parts + `],"junk":[]}`
}

func TestParseSplits(t *testing.T) {
	for _, tt := range []struct {
		data string
		want string // of the parts: title, found, byte, rune, line
		err  string // part of the error; "": none
	}{
		{splitsOf(`{"range":{"line":[1,3]}}`), ` - - - [1 3];`, ""},
		{splitsOf(`{"title":"一","range":{"rune":[0,9]},"as_found":[0,27]}`), `一 [0 27] - [0 9] -;`, ""},
		{splitsOf(`{"ordinal":4,"title":"","heading":null,"range":{"byte":[1,2],"rune":[1,2],"line":[1,1]},"letters":3,"paragraphs":[{}]}`), ` - [1 2] [1 2] [1 1];`, ""},
		{splitsOf(`{"range":{"line":[1,3],"byte":null}},{"range":{"line":[4,4]}}`), ` - - - [1 3]; - - - [4 4];`, ""},
		{"\uFEFF" + splitsOf(`{"range":{"line":[1,3]}}`), ` - - - [1 3];`, ""},
		{splitsOf(`{"range":{"line":[1,3]}}`) + "\n" + splitsOf(`{"range":{"line":[2,2]}}`), ` - - - [1 3]; - - - [2 2];`, ""},

		{"", "", `splits "s.json": empty`},
		{" \n", "", `splits "s.json": empty`},
		{"{", "", `line 1: no valid JSON: it ends`},
		{"{\n\"a\":}", "", `line 2, column 5: no valid JSON`},
		{"{\"一二\":x}", "", `line 1, column 7: no valid JSON`},
		{splitsOf("") + "\n}", "", `line 2, column 1: no valid JSON`},
		{"\xff\xfe{\x00", "", "UTF-16"},
		{"{\"a\":\"\xff\"}", "", "not UTF-8"},
		{"[]", "", "want an object"},
		{`{"schema":"chachong/result/v1"}`, "", `schema "chachong/result/v1": want "chachong/split/v1"`},
		{`{"schema":1}`, "", `"schema": want a text`},
		{`{"Schema":""}`, "", `unknown member "Schema"`},
		{`{"schema":"chachong/split/v1"}`, "", `"path" is missing`},
		{`{"schema":"chachong/split/v1","path":"a"}`, "", `"sha256" of "text" is missing`},
		{`{"text":{"sha256":"ABC"}}`, "", "64 hexadecimal digits"},
		{`{"text":{"lines":"7"}}`, "", `"lines": want a whole number`},
		{`{"text":{"md5":""}}`, "", `unknown member "md5"`},
		{splitsOf(""), "", "no submission is left"},
		{`{"submissions":{}}`, "", "want a list"},
		{splitsOf("\n1"), "", "line 2: want an object"},
		{splitsOf("\n{\"range\":{\"line\":[1,3]}},\n{\"titel\":\"\"}"), "", `line 3: unknown member "titel"`},
		{splitsOf(`{"title":"","title":""}`), "", `"title" stands twice`},
		{splitsOf(`{"title":7}`), "", `"title": want a text`},
		{splitsOf("\n{},,\n"), "", "no valid JSON"},
		{splitsOf("\n{},\n"), "", `"range" needs`},
		{splitsOf("\n{}"), "", `line 2: submission 1: "range" needs`},
		{splitsOf(`{"range":{"lines":[1,3]}}`), "", `unknown member "lines"`},
		{splitsOf(`{"range":{"line":[1]}}`), "", `"line": want two`},
		{splitsOf(`{"range":{"line":[1,2,3]}}`), "", `"line": want two`},
		{splitsOf(`{"range":{"line":[1,2.5]}}`), "", `"line": want two`},
		{splitsOf(`{"range":{"line":"1-2"}}`), "", `"line": want two`},
		{splitsOf(`{"range":{"line":[0,2]}}`), "", `"line" [0, 2]: want the first`},
		{splitsOf(`{"range":{"line":[3,2]}}`), "", `"line" [3, 2]: want the first`},
		{splitsOf(`{"range":{"rune":[3,3]}}`), "", `"rune" [3, 3]: want where`},
		{splitsOf(`{"range":{"byte":[-1,3]}}`), "", `"byte" [-1, 3]: want where`},
		{splitsOf(`{"range":{"byte":[0,99999999999999999999]}}`), "", `"byte": want two`},
	} {
		all, err := ParseSplits("s.json", []byte(tt.data))
		got := shown(all)
		if got != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("ParseSplits(%q) = %q, %v, want %q, %q", tt.data, got, err, tt.want, tt.err)
		}
	}
}

func shown(all []Splits) string {
	var b strings.Builder
	place := func(v *[2]int64) string {
		if v == nil {
			return "-"
		}
		return fmt.Sprint(*v)
	}
	for _, s := range all {
		for _, p := range s.Parts {
			fmt.Fprintf(&b, "%s %s %s %s %s;", p.Title, place(p.Found), place(p.Byte), place(p.Rune), place(p.Line))
		}
	}
	return b.String()
}

func TestReadSplits(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "s.json")
	if err := os.WriteFile(name, []byte(splitsOf(`{"range":{"line":[1,3]}}`)), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := ReadSplits(name)
	if err != nil || len(got) != 1 || got[0].Path != "甲.txt" || got[0].SHA256 != sum || got[0].Lines != 7 {
		t.Errorf("ReadSplits = %+v, %v, want the file's document", got, err)
	}
	if want := fmt.Sprintf("splits %q, line 1: submission 1", name); len(got) == 1 && got[0].Parts[0].At != want {
		t.Errorf("At = %q, want %q", got[0].Parts[0].At, want)
	}
	for _, bad := range []string{filepath.Join(dir, "none.json"), dir} {
		if _, err := ReadSplits(bad); err == nil || !strings.HasPrefix(err.Error(), fmt.Sprintf("splits %q: ", bad)) {
			t.Errorf("ReadSplits(%q) = %v, want an error that names it", bad, err)
		}
	}
}

// What is parsed is in order, and an error names file and line.
func FuzzParseSplits(f *testing.F) {
	for _, s := range []string{
		"", "{", "[]", splitsOf(""), splitsOf(`{"range":{"line":[1,3]}}`), splitsOf(`{"title":"\ud800","range":{"byte":[0,5],"rune":[0,5]},"as_found":[1,2]}`),
		splitsOf(`{"range":{"line":[9,3]}},{}`), `{"schema":"x","schema":"y"}`, splitsOf(`null`), `{"text":null}`, "\uFEFF{}",
		splitsOf(`{"range":{"line":[1,3]}}`) + splitsOf(`{"range":{"rune":[1,3]}}`), `{"submissions":[{"range":[1]}]}`, `{"a":{}}]`, `1 2`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := ParseSplits("s", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), `splits "s"`) || len(all) > 0 {
				t.Errorf("ParseSplits(%q) = %v, %v, want an error that names the file and nothing else", data, all, err)
			}
			return
		}
		if len(all) == 0 {
			t.Errorf("ParseSplits(%q) gives neither documents nor an error", data)
		}
		for _, s := range all {
			if s.Path == "" || len(s.SHA256) != 64 || len(s.Parts) == 0 {
				t.Errorf("ParseSplits(%q) = %+v, want a path, a hash and parts", data, s)
			}
			for _, p := range s.Parts {
				if p.Byte == nil && p.Rune == nil && p.Line == nil {
					t.Errorf("ParseSplits(%q): %s has no place", data, p.At)
				}
				for _, v := range []*[2]int64{p.Found, p.Byte, p.Rune} {
					if v != nil && !(0 <= v[0] && v[0] < v[1]) {
						t.Errorf("ParseSplits(%q): %s has %v, want it in order", data, p.At, *v)
					}
				}
				if v := p.Line; v != nil && !(1 <= v[0] && v[0] <= v[1]) {
					t.Errorf("ParseSplits(%q): %s has lines %v, want them in order", data, p.At, *v)
				}
			}
		}
	})
}

// TestLastCommas: the comma that a deleted last line leaves is none, one in a text is.
func TestLastCommas(t *testing.T) {
	for in, want := range map[string]string{
		"[1,2,\n]":          "[1,2 \n]",
		`{"a":[1 , ] , }`:   `{"a":[1   ]   }`,
		`{"a":",]","b":[]}`: `{"a":",]","b":[]}`,
		`["\",]",]`:         `["\",]" ]`,
		"[1,,]":             "[1, ]",
		"[1,\n2]":           "[1,\n2]",
	} {
		if got := string(withoutLastCommas([]byte(in))); got != want {
			t.Errorf("withoutLastCommas(%q) = %q, want %q", in, got, want)
		}
	}
}
