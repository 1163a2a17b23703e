//go:build unix

package source

import (
	"encoding/base64"
	"maps"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestSpecialFiles(t *testing.T) {
	tree(t, map[string]string{"r/a.txt": "一"})
	if err := syscall.Mkfifo("r/fifo.txt", 0o644); err != nil {
		t.Skip(err)
	}
	socket, err := net.Listen("unix", "r/socket.txt")
	if err != nil {
		t.Skip(err)
	}
	defer socket.Close()
	link(t, "/dev/zero", "r/zero.txt")
	want := []string{
		"/dev/null skipped W_SPECIAL", "r/a.txt ok", "r/fifo.txt skipped W_SPECIAL", "r/socket.txt skipped W_SPECIAL", "r/zero.txt skipped W_SPECIAL",
	}
	if got := ledger(t, Options{Args: []string{"r", "r/fifo.txt", "/dev/null"}}, nil); !slices.Equal(got, want) {
		t.Errorf("ledger = %q, want %q", got, want)
	}
}

// A file that becomes a pipe between the listing and the reading does not block.
func TestFileBecomesPipe(t *testing.T) {
	tree(t, map[string]string{"a.txt": "一"})
	list, err := List(t.Context(), Options{Args: []string{"a.txt"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	os.Remove("a.txt")
	if err := syscall.Mkfifo("a.txt", 0o644); err != nil {
		t.Skip(err)
	}
	done := make(chan struct{})
	go func() {
		list[0].Read()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("Read of a pipe blocks")
	}
	if list[0].Code != CodeSpecial {
		t.Errorf("entry = %+v, want %s", list[0].Entry, CodeSpecial)
	}
}

func TestPermission(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser may read everything")
	}
	tree(t, map[string]string{"r/a.txt": "一", "r/b.txt": "二", "r/s/c.txt": "三"})
	for _, name := range []string{"r/b.txt", "r/s"} {
		if err := os.Chmod(name, 0); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod("r/s", 0o755)
	want := []string{"r/a.txt ok", "r/b.txt error E_PERM", "r/s error E_PERM"}
	if got := ledger(t, Options{Args: []string{"r"}}, nil); !slices.Equal(got, want) {
		t.Errorf("ledger = %q, want %q", got, want)
	}
}

func TestHardLinks(t *testing.T) {
	tree(t, map[string]string{"r/b.txt": "一", "~$b.txt": "二"})
	for _, pair := range [][2]string{{"r/b.txt", "r/a.txt"}, {"r/b.txt", "c.txt"}, {"~$b.txt", "r/d.txt"}} {
		if err := os.Link(pair[0], pair[1]); err != nil {
			t.Skip(err)
		}
	}
	link(t, "b.txt", "r/b-link.txt")
	link(t, "c.txt", "c-link.txt")
	for _, tt := range []struct{ args, want []string }{
		{
			[]string{"r"},
			[]string{"r/a.txt ok", "r/b-link.txt skipped I_SAME excluded", "r/b.txt skipped I_SAME excluded", "r/d.txt ok"},
		},
		{
			[]string{"r", "r/b.txt"}, // what was named is read under that name
			[]string{"r/a.txt skipped I_SAME excluded", "r/b-link.txt skipped I_SAME excluded", "r/b.txt ok", "r/d.txt ok"},
		},
		{
			[]string{"r/b.txt", "c-link.txt", "c.txt"},
			[]string{"c-link.txt skipped I_SAME excluded", "c.txt ok", "r/b.txt skipped I_SAME excluded"},
		},
		{
			[]string{"c-link.txt", "r/b-link.txt"},
			[]string{"c-link.txt ok", "r/b-link.txt skipped I_SAME excluded"},
		},
		{[]string{".", "~$b.txt"}, []string{
			"c-link.txt skipped I_SAME excluded", "c.txt ok", "r/a.txt skipped I_SAME excluded", "r/b-link.txt skipped I_SAME excluded",
			"r/b.txt skipped I_SAME excluded", "r/d.txt ok", "~$b.txt skipped I_LITTER excluded",
		}},
	} {
		if got := ledger(t, Options{Args: tt.args}, nil); !slices.Equal(got, tt.want) {
			t.Errorf("ledger of %q =\n%s\nwant\n%s", tt.args, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// One code can stand for many things; the reason tells them apart.
func TestReasons(t *testing.T) {
	tree(t, map[string]string{"r/a.txt": "一", "b.txt": "二", "r/c": "三"})
	if err := syscall.Mkfifo("r/fifo", 0o644); err != nil {
		t.Skip(err)
	}
	if err := os.Link("r/c", "r/d"); err != nil {
		t.Skip(err)
	}
	link(t, ".", "r/here")
	link(t, "self", "r/self")
	link(t, "../b.txt", "r/out")
	link(t, "a.txt", "r/z")
	want := map[string]string{
		"r/a.txt": "", "r/c": "",
		"r/d":    `a hard link: the same file as "r/c", which is read`,
		"r/fifo": "a named pipe, not a regular file",
		"r/here": "a symbolic link to a folder that holds the link",
		"r/out":  "a symbolic link that leads outside the folder",
		"r/self": "a symbolic link that leads back to itself",
		"r/z":    `a symbolic link to "r/a.txt", which is read`,
	}
	list, err := List(t.Context(), Options{Args: []string{"r"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, in := range list {
		got[in.Path] = in.Reason
	}
	if !maps.Equal(got, want) {
		t.Errorf("reasons = %q, want %q", got, want)
	}
}

func TestNames(t *testing.T) {
	bad, twin := "r/bad\xff\x80.txt", `r/bad\xff\x80.txt`
	tree(t, map[string]string{bad: "一", twin: "二", "r/e\u0301.txt": "三", "r/\u00e9.txt": "四", "r/a\\b\n.txt": "五"})
	list, err := List(t.Context(), Options{Args: []string{"r"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	type shownName struct{ path, b64, text string }
	var got []shownName
	for _, in := range list {
		text, err := in.Read()
		if err != nil {
			t.Error(err)
		}
		got = append(got, shownName{in.Path, in.PathB64, text})
	}
	want := []shownName{
		{"r/a\\b\n.txt", "", "五"},
		{twin, "", "二"},
		{twin + "~2", base64.StdEncoding.EncodeToString([]byte(bad)), "一"},
		{"r/e\u0301.txt", "", "三"},
		{"r/\u00e9.txt", "", "四"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("inputs = %q, want %q", got, want)
	}
}

func TestDeepFolders(t *testing.T) {
	deep := "r" + strings.Repeat("/d", 400) + "/a.txt"
	tree(t, map[string]string{deep: "一"})
	if got, want := ledger(t, Options{Args: []string{"r"}}, nil), []string{deep + " ok"}; !slices.Equal(got, want) {
		t.Errorf("ledger = %.60q, want %.60q", got, want)
	}
}
