package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// floorPlan says which of our packages each package may import: arrows only go down.
var floorPlan = map[string]struct {
	floor   int
	imports string
}{
	"text":    {0, ""},
	"sketch":  {0, ""},
	"cluster": {0, ""},
	"safe":    {0, ""},
	"message": {0, ""},
	"token":   {1, "text"},
	"segment": {2, "text token"},
	"split":   {2, "text"},
	"align":   {2, "token text"},
	"corpus":  {3, "text token sketch"},
	"collate": {3, "text token align"},
	"finding": {4, "corpus align"},
	"detect":  {5, "text sketch cluster safe message token segment split align corpus collate finding mention source/extract"},
	"policy":  {5, "finding"},
	"source":  {5, "text source/extract source/worker source/docx source/odt source/doc source/rtf source/pdf source/web source/rows source/pack source/zipped"},
	"archive": {5, "text corpus"},
	"config":  {5, ""},
	"report":  {6, "finding policy corpus text safe message"},

	"source/extract": {0, ""},
	"source/worker":  {0, ""},
	"source/zipped":  {1, "source/extract"},
	"source/markup":  {1, "source/extract"},
	"source/story":   {1, "source/extract"},
	"source/docx":    {2, "source/extract source/zipped source/markup source/story"},
	"source/odt":     {2, "source/extract source/zipped source/markup source/story"},
	"source/doc":     {2, "source/extract source/story"},
	"source/rtf":     {2, "source/extract source/story"},
	"source/pdf":     {2, "source/extract"},
	"source/web":     {2, "source/extract"},
	"source/rows":    {2, "source/extract source/zipped source/markup"},
	"source/pack":    {2, "source/extract source/zipped"},

	"source/extract/extracttest": {1, "source/extract"}, // for tests

	"mention": {1, "text"},

	"report/page":  {6, "finding safe message"},
	"report/sheet": {6, "finding policy safe message"},

	"accuracy": {6, "text token split finding detect"},
}

// onlyIn names libraries that one package alone may import.
var onlyIn = map[string]string{
	"github.com/go-ego/gse":    "segment",
	"modernc.org/sqlite":       "archive",
	"github.com/gofrs/flock":   "archive",
	"github.com/goccy/go-yaml": "config",

	"github.com/nwaples/rardecode/v2": "source/pack",
	"github.com/ulikunitz/xz/lzma":    "source/pack",
	"golang.org/x/net/html":           "source/web",

	"github.com/goccy/go-yaml/ast":    "config",
	"github.com/goccy/go-yaml/lexer":  "config",
	"github.com/goccy/go-yaml/parser": "config",
	"github.com/goccy/go-yaml/token":  "config",
}

func TestFloorPlan(t *testing.T) {
	const module = "chachong/"
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}:{{join .Imports " "}}`, module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		path, list, _ := strings.Cut(strings.TrimSpace(line), ":")
		name := strings.TrimPrefix(path, module+"internal/")
		plan, ok := floorPlan[name]
		if path == module+"cmd/chachong" {
			name, ok = "cmd", true
			plan.floor, plan.imports = 7, "corpus finding detect policy source config archive report report/page report/sheet message safe"
		}
		if !ok {
			t.Errorf("package %s stands on no floor", path)
			continue
		}
		seen[name] = true
		allowed := strings.Fields(plan.imports)
		for _, imp := range strings.Fields(list) {
			if owner, ok := onlyIn[imp]; ok && owner != name {
				t.Errorf("%s imports %s, which only %s may", name, imp, owner)
			}
			ours, ok := strings.CutPrefix(imp, module+"internal/")
			if ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s; allowed: %s", name, ours, plan.imports)
			}
		}
		for _, a := range allowed {
			if name != "cmd" && floorPlan[a].floor >= plan.floor {
				t.Errorf("the plan lets %s (floor %d) import %s (floor %d)", name, plan.floor, a, floorPlan[a].floor)
			}
		}
	}
	for name := range floorPlan {
		if !seen[name] {
			t.Errorf("package %s of the plan does not exist", name)
		}
	}
}
