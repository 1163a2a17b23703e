package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// testSchema has a setting of every kind.
var testSchema = &Schema{
	Keys: map[string]map[string]Kind{
		"": {
			"lang": Text, "quiet": Bool, "jobs": Number, "timeout": Duration, "max-file-size": Size, "limits": Limits,
			"archive": Path, "template": Paths, "exclude": Globs, "ignore": List, "explain": CommandLine,
		},
		"gate": {"limits": Limits, "format": Outputs, "lang": Text, "explain": CommandLine},
	},
	Check: func(key, value string) error {
		if key == "limits" && strings.HasPrefix(value, "totl") {
			return errors.New("unknown limit")
		}
		return nil
	},
}

func TestParseFile(t *testing.T) {
	for _, c := range []struct {
		in, section, key string
		want             []string // nil: not there
		line, column     int
	}{
		{"", "gate", "lang", nil, 0, 0},
		{"# nothing\n\n#lang: zh\n", "gate", "lang", nil, 0, 0},
		{"lang: zh\n", "gate", "lang", []string{"zh"}, 1, 1},
		{"\uFEFFlang: zh\r\n# 注\r\njobs: 3\r\n", "gate", "jobs", []string{"3"}, 3, 1},
		{"lang: zh\ngate:\n  lang: en\n", "gate", "lang", []string{"en"}, 3, 3},
		{"lang: zh\ngate:\n  lang: en\n", "check", "lang", []string{"zh"}, 1, 1},
		{"gate:\nlang: zh\n", "gate", "lang", []string{"zh"}, 2, 1},
		{"lang: 2024\n", "gate", "lang", []string{"2024"}, 1, 1},
		{"max_file_size: 1 GiB\n", "gate", "max-file-size", []string{"1024"}, 1, 1},
		{"max-file-size: 8\n", "gate", "max-file-size", []string{"8"}, 1, 1},
		{"timeout: 30s\n", "gate", "timeout", []string{"30s"}, 1, 1},
		{"quiet: True\n", "gate", "quiet", []string{"true"}, 1, 1},
		{"ignore: [punct, '2']\n", "gate", "ignore", []string{"punct", "2"}, 1, 1},
		{"ignore: punct\n", "gate", "ignore", []string{"punct"}, 1, 1},
		{"ignore: []\n", "gate", "ignore", []string{}, 1, 1},
		{"limits: total=0.2\n", "gate", "limits", []string{"total=0.2"}, 1, 1},
		{"limits: [passage=9, total=0.2]\n", "gate", "limits", []string{"passage=9,total=0.2"}, 1, 1},
		{"limits: {near_duplicate: true, total: 0.2, passage: false}", "gate", "limits", []string{"near-duplicate,total=0.2"}, 1, 1},
		{"limits:\n  total: 0.2\n  default: true\n", "gate", "limits", []string{"default,total=0.2"}, 1, 1},
		{"---\narchive: 库\n", "gate", "archive", []string{"库"}, 2, 1},
	} {
		f, err := ParseFile(FileName, true, []byte(c.in), testSchema)
		if err != nil {
			t.Errorf("ParseFile(%q): %v", c.in, err)
			continue
		}
		got, ok := f.Lookup(c.section, c.key)
		if !reflect.DeepEqual(got.Values, c.want) || ok != (c.want != nil) || got.Origin.Line != c.line || got.Origin.Column != c.column {
			t.Errorf("ParseFile(%q): %s of %q = %q, line %d, column %d, want %q, line %d, column %d",
				c.in, c.key, c.section, got.Values, got.Origin.Line, got.Origin.Column, c.want, c.line, c.column)
		}
	}
}

func TestParseFileErrors(t *testing.T) {
	deep := strings.Repeat("[", 30) + strings.Repeat("]", 30)
	for _, c := range []struct{ in, want string }{
		{"lang: zh\nlimts: 1\n", `line 2, column 1: unknown key "limts"; did you mean "limits"?`},
		{"gate:\n  explian: 1\n", `line 2, column 3: unknown key "explian"`},
		{"gate:\n  jobs: 1\n", `line 2, column 3: "jobs" is no setting of gate`},
		{"format: [json]\n", `line 1, column 1: "format" has to stand below gate:`},
		{"explain: p1\n", `line 1, column 1: "explain" is given on the command line only`},
		{"lang: zh\nlang: en\n", `line 2, column 1: "lang" stands twice`},
		{"max-file-size: 1\nmax_file_size: 1\n", `line 2, column 1: "max_file_size" stands twice`},
		{"gate:\n  lang: zh\ngate:\n  lang: zh\n", `line 3, column 1: "gate" stands twice`},
		{"jobs: many\n", `line 1, column 7: value of "jobs": want a whole number`},
		{"jobs: 0x10\n", `line 1, column 7: value of "jobs": want a whole number`},
		{"jobs: 012\n", `line 1, column 7: value of "jobs": want a whole number`},
		{"quiet: yes\n", `line 1, column 8: value of "quiet": want true or false`},
		{"lang: true\n", `line 1, column 7: value of "lang": want a text; put it in quotes`},
		{"lang:\n", `value of "lang": no value; give one, or put # in front of the line`},
		{"timeout: 30\n", `value of "timeout": want a duration such as 30s or 2m`},
		{"max-file-size: 5 KB\n", `value of "max-file-size": want a number of MiB`},
		{"archive: \"a\\nb\"\n", `value of "archive": want a text of one line`},
		{"ignore: {a: b}\n", `value of "ignore": want a list of texts`},
		{"ignore: [[a]]\n", `value of "ignore": want a text`},
		{"limits: {totl: 0.2}\n", `line 1, column 10: value of "limits": unknown limit`},
		{"limits: {totl: false}\n", `line 1, column 10: value of "limits": unknown limit`},
		{"limits: {total: false}\n", `value of "limits": no limit is left`},
		{"limits: {total: [1]}\n", `value of "total": want limits such as`},
		{"exclude: [*.bak]\n", `line 1, column 11: a text that begins with * needs quotes: "*.bak"`},
		{"a: &x [1]\n", `line 1, column 4: a text that begins with & needs quotes`},
		{"a: !!str x\n", `line 1, column 4: a text that begins with ! needs quotes`},
		{"a: 1\n---\nb: 1\n", "line 2, column 1: one document is enough"},
		{"<<: {a: 1}\n", `"<<" has no place in settings`},
		{"ignore: " + deep, "line 1, column 17: nested too deep"},
		{"- - - - - - - - - - a", "nested too deep"},
		{strings.Repeat("a: 1\n", maxFile), "larger than 64 KiB"},
		{strings.Repeat("[", maxTokens+1), "more than 10000 words and marks"},
		{"lang：zh\n", `line 1, column 5: a full-width colon; write ":" and a space`},
		{"lang：zh\njobs: 1\n", `line 1, column 5: a full-width colon; write ":" and a space`},
		{"lang:zh\n", `want "key: value", with a space behind the colon`},
		{"gate:\n\tlang: zh\n", "line 2, column 1: a tab in front; indent with spaces"},
		{"lang: \"zh\n", "line 1, column 7: no valid YAML: "},
		{"\xD0\xC5", "is not UTF-8; save it as UTF-8"},
		{"\xFF\xFEl\x00", "is not UTF-8; save it as UTF-8"},
		{"a\x00b", "binary: not text in any encoding"},
	} {
		_, err := ParseFile(FileName, true, []byte(c.in), testSchema)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), `read ".chachong.yaml": `) {
			t.Errorf("ParseFile(%.40q) = %v, want %s", c.in, err, c.want)
		}
	}
}

// FuzzParseFile checks that what is read is of the schema, at a place of the file, and one
// value where there can be only one.
func FuzzParseFile(f *testing.F) {
	for _, s := range []string{
		"lang: zh\n", "gate:\n  limits: {total: 0.2}\n  format: [json=a]\n", "exclude:\n- a\n- 'b'\n", "a: |\n  x\n", "{lang: zh, jobs: 1}",
		"lang: \"\\u4e2d\"\r\n#\n", "? a\n: b", "limits:\n  - total=1", "ignore: >-\n  a\n  b\n", "lang：zh", "\ta: b", "a: b: c", "- x\n-y",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := ParseFile(FileName, false, data, testSchema)
		if err != nil {
			if !strings.HasPrefix(err.Error(), `read ".chachong.yaml": `) || !utf8.ValidString(err.Error()) {
				t.Fatalf("ParseFile(%q) = %q, want a text that names the file", data, err)
			}
			return
		}
		lines := strings.Split(string(data), "\n")
		for section, keys := range file.settings {
			for key, s := range keys {
				kind, ok := testSchema.Keys[section][key]
				if !ok || kind == CommandLine || !kind.many() && len(s.Values) != 1 {
					t.Fatalf("ParseFile(%q): %s of %q = %q, want what the schema has", data, key, section, s.Values)
				}
				if s.Origin.Line < 1 || s.Origin.Line > len(lines) || s.Origin.Column < 1 {
					t.Fatalf("ParseFile(%q): %s of %q at %+v, want a place in it", data, key, section, s.Origin)
				}
			}
		}
	})
}

func TestFindFile(t *testing.T) {
	top := t.TempDir()
	deep := filepath.Join(top, "repo", "a", "b")
	must(t, os.MkdirAll(deep, 0o755))
	must(t, os.Mkdir(filepath.Join(top, "repo", ".git"), 0o755))
	put := func(name string) { must(t, os.WriteFile(filepath.Join(top, name), nil, 0o644)) }
	check := func(want, wrong string) {
		t.Helper()
		got, err := FindFile(deep)
		if got != filepath.FromSlash(want) || (err == nil) != (wrong == "") || err != nil && !strings.Contains(err.Error(), wrong) {
			t.Errorf("FindFile = %q, %v, want %q, %s", got, err, want, wrong)
		}
	}
	put(".chachong.yaml") // above the repository
	check("", "")
	put("repo/.chachong.yml")
	check("../../.chachong.yml", "")
	put("repo/.chachong.yaml")
	check("", "only one can count")
	must(t, os.Mkdir(filepath.Join(deep, ".chachong.yaml"), 0o755))
	check("", "not a regular file")
	must(t, os.Remove(filepath.Join(deep, ".chachong.yaml")))
	must(t, os.Symlink("nowhere", filepath.Join(deep, ".chachong.yaml")))
	check("", "does not exist")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTrusted(t *testing.T) {
	for _, c := range []struct {
		owner, user int
		sudo        string
		want        bool
	}{
		{1000, 1000, "", true},
		{0, 1000, "", true},
		{1001, 1000, "", false},
		{1001, 1000, "1001", false},
		{1001, 0, "", false},
		{1001, 0, "1001", true},
		{1001, 0, "1000", false},
		{1001, 0, "x", false},
	} {
		if got := trusted(c.owner, c.user, c.sudo); got != c.want {
			t.Errorf("trusted(%d, %d, %q) = %v, want %v", c.owner, c.user, c.sudo, got, c.want)
		}
	}
}

// Reports of a file that was found stay beneath its folder, links or not.
func TestWritable(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "in")
	must(t, os.MkdirAll(filepath.Join(dir, "sub"), 0o755))
	must(t, os.Symlink(top, filepath.Join(dir, "up")))
	must(t, os.Symlink(filepath.Join(top, "new"), filepath.Join(dir, "dangling")))
	for name, want := range map[string]bool{
		"a.html": true, "sub/a.html": true, "sub/../a.html": true, "missing/a.html": true,
		"../a.html": false, "up/a.html": false, "up/in/../a.html": false, "dangling": false, filepath.Join(top, "a.html"): false,
	} {
		if err := (resolver{dir: dir, found: true}).writable(name); (err == nil) != want {
			t.Errorf("writable(%q) = %v, want ok %v", name, err, want)
		}
		if err := (resolver{dir: dir}).writable(name); err != nil {
			t.Errorf("writable(%q) of a file that was named = %v, want nil", name, err)
		}
	}
}

func TestGlobs(t *testing.T) {
	for _, c := range []struct {
		dir, here, glob string
		want            []string
	}{
		{".", ".", "a/*.txt", []string{"a/*.txt"}},
		{"..", "sub", "*.bak", []string{"*.bak"}},
		{"..", "sub", "tmp/", []string{"tmp/"}},
		{"..", "sub", "**/x/*", []string{"**/x/*"}},
		{"..", "sub", "a/*.txt", []string{"../a/*.txt"}},
		{"..", "sub", "./a/*.txt", []string{"../a/*.txt"}},
		{"..", "sub", "sub/a/*.txt", []string{"../sub/a/*.txt", "a/*.txt"}},
		{"..", "sub", "sub/*.txt", []string{"../sub/*.txt"}},
		{"repo", "", "a/*.txt", []string{"repo/a/*.txt"}},
	} {
		if got := (resolver{dir: c.dir, here: c.here}).globs(c.glob); !reflect.DeepEqual(got, c.want) {
			t.Errorf("globs(%q) from %q = %q, want %q", c.glob, c.dir, got, c.want)
		}
	}
}

func TestNear(t *testing.T) {
	words := []string{"limits", "lang", "jobs", "max-file-size", "owner", "owner-from"}
	for word, want := range map[string]string{
		"limts": "limits", "limist": "limits", "langs": "lang", "max-flie-size": "max-file-size", "onwer": "owner",
		"x": "", "template": "", "job": "jobs", "": "",
	} {
		if got := near(word, words); got != want {
			t.Errorf("near(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestParseEnvironment(t *testing.T) {
	for _, c := range []struct {
		in, key string
		want    []string
		wrong   string
	}{
		{"CHACHONG_LANG=en", "lang", []string{"en"}, ""},
		{"CHACHONG_LANG=", "lang", nil, ""},
		{"CHACHONG_CONFIG=x", "config", nil, ""},
		{"CHACHONG_FULL=1", "full", nil, ""},
		{"PATH=x", "path", nil, ""},
		{"CHACHONG_QUIET=1", "quiet", []string{"true"}, ""},
		{"CHACHONG_MAX_FILE_SIZE=2 GiB", "max-file-size", []string{"2048"}, ""},
		{"CHACHONG_EXCLUDE=*.bak, b", "exclude", []string{"*.bak", "b"}, ""},
		{"CHACHONG_EXCLUDE=a,b\n", "exclude", []string{"a,b"}, ""},
		{"CHACHONG_FORMAT=json=a,text", "format", []string{"json=a", "text"}, ""},
		{"CHACHONG_LIMTS=1", "", nil, "CHACHONG_LIMTS names no setting; did you mean CHACHONG_LIMITS?"},
		{"CHACHONG_LIMTS=", "", nil, "names no setting"},
		{"CHACHONG_lang=en", "", nil, "did you mean CHACHONG_LANG?"},
		{"CHACHONG_=1", "", nil, "names no setting"},
		{"CHACHONG_EXPLAIN=p1", "", nil, "--explain is taken from the command line only"},
		{"CHACHONG_JOBS=x", "", nil, "environment variable CHACHONG_JOBS: want a whole number"},
		{"CHACHONG_LIMITS=totl=1", "", nil, "unknown limit"},
	} {
		env, err := ParseEnvironment([]string{c.in}, testSchema)
		if (err == nil) != (c.wrong == "") || err != nil && !strings.Contains(err.Error(), c.wrong) || !reflect.DeepEqual(env[c.key].Values, c.want) {
			t.Errorf("ParseEnvironment(%q)[%q] = %q, %v, want %q, %s", c.in, c.key, env[c.key].Values, err, c.want, c.wrong)
		}
	}
}

func TestCreateFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, FileName)
	if err := CreateFile(name, "x"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{name, filepath.Join(dir, FileNameShort)} {
		if err := CreateFile(name, "y"); !IsExist(err) {
			t.Errorf("CreateFile(%q) = %v, want that it exists", name, err)
		}
	}
	if got, err := os.ReadFile(name); string(got) != "x" {
		t.Errorf("ReadFile = %q, %v, want x", got, err)
	}
	for i := range 2 {
		err := CreateFile(filepath.Join(dir, "other"+strconv.Itoa(i)), "x")
		if err != nil {
			t.Errorf("CreateFile = %v, want nil", err)
		}
	}
}
