// Package sarifcheck holds the SARIF that chachong writes against the schema of its
// standard. It is a module of its own: the program needs neither the validator nor the
// schema, which is taken from the module of another tool and is not kept here.
package sarifcheck

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	_ "github.com/securego/gosec/v2/cwe" // the module that has the schema
)

// schema returns the official JSON schema of SARIF 2.1.0.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/securego/gosec/v2").Output()
	if err != nil {
		t.Fatalf("go list -m: %v", err)
	}
	file := filepath.Join(strings.TrimSpace(string(dir)), "report", "sarif", "testdata", "sarif-schema-2.1.0.json")
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// validate returns what is wrong with a file of SARIF.
func validate(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return s.Validate(doc)
}

func TestGoldensAreValid(t *testing.T) {
	s := schema(t)
	files, err := filepath.Glob("../report/testdata/gate-sarif-*.golden")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(t, s, string(text)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		// the schema does tell a fault
		if err := validate(t, s, strings.Replace(string(text), `"startLine": `, `"startLine": -`, 1)); err == nil {
			t.Errorf("%s is valid with a line of -1, want an error", file)
		}
	}
}
