package source

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestZoo reads a folder of hostile files and holds every entry against its
// manifest. CHACHONG_ZOO names the folder, which has manifest.json and files.
func TestZoo(t *testing.T) {
	zoo := os.Getenv("CHACHONG_ZOO")
	if zoo == "" {
		t.Skip("CHACHONG_ZOO is not set")
	}
	raw, err := os.ReadFile(filepath.Join(zoo, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Entries []struct {
			Path       string
			PathB64    string `json:"path_b64"`
			Class      string
			Expect     string
			AlsoAccept []string `json:"also_accept"`
			ReasonHas  []string `json:"reason_has"`
			SameTextAs string   `json:"same_text_as"`
			MinScore   float64  `json:"min_score"`
		}
	}
	if err := json.Unmarshal(raw, &manifest); err != nil {
		t.Fatal(err)
	}
	files := filepath.Join(zoo, "files")
	list, err := List(t.Context(), Options{Args: []string{files}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]*Input{}
	for _, in := range list {
		in.Read()
		if byName[in.name] != nil {
			t.Errorf("%q stands twice in the list", in.Path)
		}
		byName[in.name] = in
	}
	// What these classes hold is no plain text.
	later := map[string]bool{"docx": true, "zip": true, "pdf": true, "html": true, "mislabelled": true}
	states := map[Status]string{OK: "ok", Partial: "skipped-with-warning", Skipped: "skipped-with-warning", Error: "error"}
	root := os.Geteuid() == 0
	for _, e := range manifest.Entries {
		name, err := base64.StdEncoding.DecodeString(e.PathB64)
		if err != nil {
			t.Fatal(err)
		}
		in := byName[filepath.Join(files, string(name))]
		for dir := filepath.Dir(string(name)); in == nil && dir != "."; dir = filepath.Dir(dir) {
			in = byName[filepath.Join(files, dir)] // a folder that could not be read
		}
		if in == nil {
			t.Errorf("%q is not in the list", name)
			continue
		}
		t.Logf("%-7s %-12s %s: %s", in.Status, in.Code, in.Path, in.Reason)
		if in.Status == Error && later[e.Class] && (in.Code == CodeFormat || in.Code == CodeBinary) {
			continue
		}
		accepted := append(e.AlsoAccept, e.Expect)
		fits := in.Code == CodeSame // the link or the file, whichever sorts first, is read
		for _, a := range accepted {
			fits = fits || a == states[in.Status] || a == "error" && in.Status == Skipped || a == "skipped-with-warning" && in.Status == Error
		}
		if root && strings.Contains(string(name), "_000") {
			fits = true
		}
		if !fits {
			t.Errorf("%q: status %s (%s), want one of %v", in.Path, in.Status, in.Reason, accepted)
		}
		if in.Status != OK && len(e.ReasonHas) > 0 {
			has := false
			for _, word := range e.ReasonHas {
				has = has || strings.Contains(strings.ToLower(in.Reason), word)
			}
			if !has {
				t.Errorf("%q: reason %q has none of %q", in.Path, in.Reason, e.ReasonHas)
			}
		}
	}
}
