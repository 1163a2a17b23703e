package source

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

func TestOutputs(t *testing.T) {
	tree(t, map[string]string{"r/a.txt": "一", "r/out.txt": "二", "r/s/b.txt": "三", "list": "r/out.txt\nr/a.txt\n"})
	link(t, "out.txt", "r/link.txt")
	link(t, "r", "r-link")
	for _, tt := range []struct {
		opts Options
		want []string
	}{
		{
			Options{Args: []string{"r"}, Outputs: []string{"r/out.txt"}},
			[]string{"r/a.txt ok", "r/link.txt skipped I_OUTPUT excluded", "r/out.txt skipped I_OUTPUT excluded", "r/s/b.txt ok"},
		},
		{
			Options{Args: []string{"r"}, Outputs: []string{"r-link/out.txt", "r/s/../s/b.txt", "new.txt"}},
			[]string{
				"r/a.txt ok", "r/link.txt skipped I_OUTPUT excluded", "r/out.txt skipped I_OUTPUT excluded",
				"r/s/b.txt skipped I_OUTPUT excluded",
			},
		},
		{
			Options{Args: []string{"r/*.txt"}, Outputs: []string{"r/link.txt"}},
			[]string{"r/a.txt ok", "r/link.txt skipped I_OUTPUT excluded", "r/out.txt skipped I_OUTPUT excluded"},
		},
		{
			Options{FilesFrom: "list", Outputs: []string{"./r/out.txt"}},
			[]string{"r/a.txt ok", "r/out.txt skipped I_OUTPUT excluded"},
		},
		{
			Options{Args: []string{"r/out.txt", "r/a.txt"}, Exclude: []string{"out.*"}, Outputs: []string{"r/out.txt"}},
			[]string{"r/a.txt ok", "r/out.txt skipped I_EXCLUDED excluded"},
		},
		{
			Options{Args: []string{"r/a.txt", "-"}, Outputs: []string{"", "-", "r", "new/out.txt"}},
			[]string{"- ok", "r/a.txt ok"},
		},
	} {
		if got := ledger(t, tt.opts, strings.NewReader("四")); !slices.Equal(got, tt.want) {
			t.Errorf("ledger of %+v =\n%s\nwant\n%s", tt.opts, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

func TestOutputsHardLink(t *testing.T) {
	tree(t, map[string]string{"r/out.txt": "一"})
	if err := os.Link("r/out.txt", "r/a.txt"); err != nil {
		t.Skip(err)
	}
	want := []string{"r/a.txt skipped I_OUTPUT excluded", "r/out.txt skipped I_OUTPUT excluded"}
	if got := ledger(t, Options{Args: []string{"r"}, Outputs: []string{"r/out.txt"}}, nil); !slices.Equal(got, want) {
		t.Errorf("ledger = %q, want %q", got, want)
	}
}

func TestInputAndOutput(t *testing.T) {
	tree(t, map[string]string{"r/x.txt": "一"})
	link(t, "r/x.txt", "link.txt")
	abs, err := filepath.Abs("r/x.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args    []string
		output  string
		message string
	}{
		{[]string{"r/x.txt"}, "r/x.txt", `"r/x.txt" is both an input and an output`},
		{[]string{"r", "./r/x.txt"}, abs, `"r/x.txt" is both an input and an output`},
		{[]string{"r/*.txt", "r/x.txt"}, "r/x.txt", `"r/x.txt" is both an input and an output`},
		{[]string{"link.txt"}, "r/x.txt", `"link.txt" is both an input and an output`},
		{[]string{"r/x.txt"}, "link.txt", `"r/x.txt" is both an input and an output`},
		{[]string{"r/new.txt"}, "r/../r/new.txt", `"r/new.txt" is both an input and an output`},
	} {
		list, err := List(t.Context(), Options{Args: tt.args, Outputs: []string{tt.output}}, nil)
		if err == nil || err.Error() != tt.message {
			t.Errorf("List(%q, output %q) = %d inputs, %v, want %s", tt.args, tt.output, len(list), err, tt.message)
		}
	}
}

func TestOwnReports(t *testing.T) {
	const (
		bom  = "\ufeff"
		text = "青石岭镇中心小学工会工作总结"
	)
	wide := string(encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), `{"schema":"chachong/result/v1","run":{}}`))
	for _, tt := range []struct {
		name, content string
		report        bool
	}{
		{"json", `{"schema":"chachong/result/v1","run":{}}`, true},
		{"json with a mark", bom + `{"schema":"chachong/outline/v1"}`, true},
		{"json in UTF-16", wide, true},
		{"csv", bom + "文件,篇次,作者\r\na.txt,1,\r\n", true},
		{"csv in English", bom + "file,ordinal,owner\r\n", true},
		{"json of others", `{"schema":"other/v1"}`, false},
		{"a table of people", bom + "文件,作者\r\na.txt,张三\r\n", false},
		{"a table without a mark", "文件,篇次,作者\r\na.txt,1,张三\r\n", false},
		{"a report that quotes one", text + "\n" + `{"schema":"chachong/result/v1"}`, false},
	} {
		tree(t, map[string]string{"r/a.txt": tt.content})
		want := "r/a.txt ok"
		if tt.report {
			want = "r/a.txt skipped I_OUTPUT"
		}
		for _, args := range [][]string{{"r"}, {"r/*.txt"}, {"r/a.txt"}, {"r", "r/a.txt"}} {
			if got := ledger(t, Options{Args: args}, nil); !slices.Equal(got, []string{want}) {
				t.Errorf("%s: ledger of %q = %q, want %q", tt.name, args, got, want)
			}
		}
	}
}

func TestLitterFolder(t *testing.T) {
	for base, want := range map[string]bool{
		".git": true, ".svn": true, ".hg": true, ".bzr": true, ".idea": true, ".vscode": true, ".cache": true, ".Trash": true,
		".Trashes": true, ".Trash-1000": true, ".Spotlight-V100": true, ".fseventsd": true, ".TemporaryItems": true,
		"$RECYCLE.BIN": true, "$Recycle.Bin": true, "System Volume Information": true, "__MACOSX": true, "node_modules": true,
		".": false, ".gitx": false, ".总结": false, "git": false, "cache": false, "Trash": false, "RECYCLE.BIN": false,
	} {
		if got := litterFolder(base); (got != "") != want {
			t.Errorf("litterFolder(%q) = %q, want a reason: %t", base, got, want)
		}
	}
}
