//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// The hooks and the examples for CI are run here as git, pre-commit, GitHub and GitLab run
// them, in a repository made for the test. TestMain puts the program on the PATH.

// hook installs testdata/ci/pre-commit, with settings that name the archive.
func (r *repo) hook() {
	r.t.Helper()
	script, err := os.ReadFile("../../testdata/ci/pre-commit")
	if err != nil {
		r.t.Fatal(err)
	}
	r.write(".chachong.yaml", "archive: "+filepath.Join(r.site, "archive")+"\n")
	r.must("git", "add", ".chachong.yaml")
	r.must("git", "commit", "-q", "-m", "settings")
	r.write(".git/hooks/pre-commit", string(script))
	if err := os.Chmod(filepath.Join(r.dir, ".git/hooks/pre-commit"), 0o755); err != nil {
		r.t.Fatal(err)
	}
}

func TestGitHook(t *testing.T) {
	t.Parallel()
	site := newRepo(t)
	site.hook()
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := site.copy(t)
			before := r.head()
			c.do(r)
			code, out := r.commit()
			if made := r.head() != before; made != (c.code == 0) || made != (code == 0) {
				t.Errorf("git commit = exit code %d, committed %v; want the gate's exit code %d\n%s", code, made, c.code, out)
			}
			if c.checks == nil && out != "" {
				t.Errorf("the gate was run where there is nothing to check:\n%s", out)
			}
			if left, _ := filepath.Glob(filepath.Join(r.tmp, "*")); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

// The hook judges what is going to be committed, not what lies in the folder.
func TestGitHookStaged(t *testing.T) {
	t.Parallel()
	site := newRepo(t)
	site.hook()
	for _, tt := range []struct {
		staged, lying string
		code          int
	}{
		{site.copied, site.fresh, 1},
		{site.fresh, site.copied, 0},
	} {
		r := site.copy(t)
		r.write("new.txt", tt.staged)
		r.must("git", "add", "new.txt")
		r.write("new.txt", tt.lying)
		if code, out := r.run(nil, "git", "commit", "-q", "-m", "change"); code != tt.code {
			t.Errorf("git commit = exit code %d, want %d\n%s", code, tt.code, out)
		}
		if got, err := os.ReadFile(filepath.Join(r.dir, "new.txt")); err != nil || string(got) != tt.lying {
			t.Errorf("the hook has changed the file in the folder (%v)", err)
		}
	}
}

// The definitions for pre-commit are run as it runs them: the entry, the arguments, and the
// names of the files that are named like documents.
func TestPreCommitHooks(t *testing.T) {
	t.Parallel()
	var hooks []struct {
		ID, Name, Description, Entry, Language string
		Args                                   []string
		Files                                  string
		Serial                                 bool   `yaml:"require_serial"`
		Minimum                                string `yaml:"minimum_pre_commit_version"`
	}
	readYAML(t, "../../.pre-commit-hooks.yaml", &hooks)
	if len(hooks) != 2 || hooks[0].Language != "golang" || hooks[1].Language != "system" {
		t.Fatalf("hooks = %+v, want one for golang and one for system", hooks)
	}
	site := newRepo(t)
	for _, h := range hooks {
		pattern := regexp.MustCompile(h.Files)
		if !pattern.MatchString("甲县/总结.DOCX") || pattern.MatchString("照片.png") || !h.Serial || h.ID == "" || h.Name == "" {
			t.Errorf("hook %+v", h)
		}
		if h.Entry != hooks[0].Entry || !slices.Equal(h.Args, hooks[0].Args) {
			t.Errorf("%s runs %q %q, want as %s", h.ID, h.Entry, h.Args, hooks[0].ID)
		}
	}
	entry := strings.Fields(hooks[0].Entry)
	for _, c := range changes {
		if c.checks == nil || !c.most {
			continue // pre-commit calls no hook that has no files
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := site.copy(t)
			c.do(r)
			args := slices.Concat(entry[1:], []string{"--archive", filepath.Join(r.site, "archive")}, hooks[0].Args, c.checks)
			if code, out := r.run(nil, entry[0], args...); code != c.code {
				t.Errorf("%s %q = exit code %d, want %d\n%s", entry[0], args, code, c.code, out)
			}
		})
	}
}

// readYAML reads a file strictly.
func readYAML(t *testing.T, name string, v any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err == nil {
		err = yaml.UnmarshalWithOptions(data, v, yaml.Strict())
	}
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// step is one of a job of GitHub Actions.
type step struct {
	Name, Uses, If, Run string
	Env                 map[string]string
	With                map[string]any
	ContinueOnError     bool `yaml:"continue-on-error"`
}

func TestGitHubActions(t *testing.T) {
	t.Parallel()
	var flow struct {
		Name        string
		On          map[string]any
		Permissions map[string]string
		Jobs        map[string]struct {
			RunsOn string `yaml:"runs-on"`
			Steps  []step
		}
	}
	readYAML(t, "../../testdata/ci/github-actions.yml", &flow)
	steps := flow.Jobs["gate"].Steps
	if len(steps) == 0 {
		t.Fatalf("no steps in %+v", flow)
	}
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("no bash")
	}
	site := newRepo(t)
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := site.copy(t)
			base := r.head()
			c.do(r)
			if code, out := r.commit(); code != 0 {
				t.Fatalf("git commit: exit code %d\n%s", code, out)
			}
			if err := os.Symlink(r.site, filepath.Join(r.dir, ".site")); err != nil {
				t.Fatal(err)
			}
			summary := filepath.Join(t.TempDir(), "summary")
			code, out, sarif := r.job(steps, base, summary)
			if code != c.code {
				t.Errorf("the job = exit code %d, want %d\n%s", code, c.code, out)
			}
			if c.checks == nil || c.code > 1 {
				return
			}
			if got := strings.Contains(out, "::error "); got != (c.code == 1) {
				t.Errorf("annotations %v, want %v:\n%s", got, c.code == 1, out)
			}
			if text, err := os.ReadFile(summary); err != nil || len(text) == 0 {
				t.Errorf("summary = %q, %v", text, err)
			}
			alerts(t, filepath.Join(r.dir, sarif), c)
		})
	}
}

// job runs the steps of a job as GitHub does and returns the exit code of the one that
// ended it, what they printed, and the name of the alerts to upload.
func (r *repo) job(steps []step, base, summary string) (failed int, printed, sarif string) {
	r.t.Helper()
	for _, s := range steps {
		if failed != 0 && !strings.HasPrefix(s.If, "always()") {
			continue
		}
		if strings.Contains(s.Uses, "upload-sarif") {
			sarif = fmt.Sprint(s.With["sarif_file"])
		}
		if s.Run == "" {
			continue
		}
		env := []string{"GITHUB_STEP_SUMMARY=" + summary}
		for name, value := range s.Env {
			env = append(env, name+"="+strings.ReplaceAll(value, "${{ github.event.pull_request.base.sha }}", base))
		}
		if i := slices.IndexFunc(append(env, s.Run), func(v string) bool { return strings.Contains(v, "${{") }); i >= 0 {
			r.t.Fatalf("step %q has an expression that is not known here, or in its script", s.Name)
		}
		code, out := r.run(env, "bash", "-e", "-c", s.Run)
		printed += out
		if failed == 0 {
			failed = code
		}
	}
	return failed, printed, sarif
}

// alerts wants results of SARIF about the documents that a change adds.
func alerts(t *testing.T, name string, c change) {
	t.Helper()
	var log struct {
		Version string
		Runs    []struct {
			Results []struct {
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
					}
				}
			}
		}
	}
	data, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(data, &log)
	}
	if err != nil || log.Version != "2.1.0" || len(log.Runs) != 1 {
		t.Fatalf("alerts of version %q, %d runs, %v", log.Version, len(log.Runs), err)
	}
	results := log.Runs[0].Results
	if got := len(results) > 0; got != (c.code == 1) {
		t.Errorf("%d alerts, want some: %v", len(results), c.code == 1)
	}
	for _, res := range results {
		if len(res.Locations) == 0 || res.Locations[0].PhysicalLocation.ArtifactLocation.URI == "" {
			t.Errorf("an alert without a place: %+v", res)
		}
	}
}

func TestGitLab(t *testing.T) {
	t.Parallel()
	var jobs map[string]struct {
		Stage     string
		Rules     []map[string]string
		Variables map[string]string
		Script    []string
		Artifacts struct {
			When     string
			ExpireIn string `yaml:"expire_in"`
			Paths    []string
			Reports  map[string]string
		}
	}
	readYAML(t, "../../testdata/ci/gitlab-ci.yml", &jobs)
	job := jobs["chachong"]
	if len(job.Script) == 0 || job.Artifacts.When != "always" {
		t.Fatalf("job = %+v", job)
	}
	site := newRepo(t)
	for _, c := range changes {
		if !c.most {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := site.copy(t)
			env := []string{"CI_MERGE_REQUEST_DIFF_BASE_SHA=" + r.head()}
			c.do(r)
			if code, out := r.commit(); code != 0 {
				t.Fatalf("git commit: exit code %d\n%s", code, out)
			}
			for name, value := range job.Variables {
				env = append(env, name+"="+value)
			}
			env = append(env, "SITE="+r.site)
			code, out := r.run(env, "sh", "-e", "-c", strings.Join(job.Script, "\n"))
			if code != c.code {
				t.Errorf("the job = exit code %d, want %d\n%s", code, c.code, out)
			}
			if c.checks == nil {
				return
			}
			cases(t, filepath.Join(r.dir, job.Artifacts.Reports["junit"]), c)
			for _, name := range job.Artifacts.Paths {
				if text, err := os.ReadFile(filepath.Join(r.dir, name)); err != nil || len(text) == 0 {
					t.Errorf("%s = %q, %v", name, text, err)
				}
			}
		})
	}
}

// cases wants a report in JUnit's format, with failures or errors where a change is not
// passed.
func cases(t *testing.T, name string, c change) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Error(err)
		return
	}
	tests, bad := 0, 0
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if token == nil {
			if !errors.Is(err, io.EOF) {
				t.Errorf("%s: %v", name, err)
			}
			break
		}
		if e, ok := token.(xml.StartElement); ok {
			switch e.Name.Local {
			case "testcase":
				tests++
			case "failure", "error":
				bad++
			}
		}
	}
	if tests < len(c.checks) || (bad > 0) != (c.code != 0) {
		t.Errorf("%s has %d cases and %d failures, want at least %d cases, and failures: %v", name, tests, bad, len(c.checks), c.code != 0)
	}
}

// More files than a command line takes reach the gate through the git hook.
func TestGitHookManyFiles(t *testing.T) {
	t.Parallel()
	const (
		files  = 560
		letter = 20902 // Han letters in a row from U+4E00
	)
	// A stack of so many KiB leaves 128 KiB for the arguments of a program (execve(2)).
	const limited = "ulimit -s 512; "
	r := newRepo(t)
	r.hook()
	random := rand.New(rand.NewPCG(1, 2))
	folder := strings.Repeat("很长的名字", 16)
	names := []string{"-c", limited + `exec true "$@"`, "sh"}
	for i := range files {
		var text strings.Builder
		for range 40 {
			text.WriteRune(rune(0x4E00 + random.IntN(letter)))
		}
		name := fmt.Sprintf("%s/%d.txt", folder, i)
		r.write(name, text.String())
		names = append(names, name)
	}
	if code, _ := r.run(nil, "sh", names...); code == 0 {
		t.Skip("a command line takes all of them here")
	}
	r.must("git", "add", "-A")
	if code, out := r.run(nil, "sh", "-c", limited+"exec git commit -q -m many"); code != 0 {
		t.Errorf("git commit of %d files: exit code %d\n%.1000s", files, code, out)
	}
	r.write("new.txt", r.copied)
	r.write(folder+"/0.txt", r.other)
	r.must("git", "add", "-A")
	if code, out := r.run(nil, "sh", "-c", limited+"exec git commit -q -m copied"); code == 0 {
		t.Errorf("a copied report was committed\n%.1000s", out)
	}
}
