package main

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"debug/buildinfo"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// program is one of the two that are compared.
type program int

const (
	ours program = iota
	peer
	programs
)

func (p program) String() string { return [...]string{"chachong", "peer"}[p] }

// bench has the programs built and makes corpora.
type bench struct {
	ctx      context.Context
	dir      string // everything is below it
	runs     int
	laws     string // archive of the laws; "" where there is none
	progress io.Writer
}

// newBench builds the programs.
func newBench(ctx context.Context, dir string, o options, progress io.Writer) (*bench, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	b := &bench{ctx: ctx, dir: dir, runs: o.runs, progress: progress}
	if data := dataFolder(o); data != "" {
		b.laws = filepath.Join(data, "laws", "laws.tar.gz")
	}
	for _, build := range []struct{ name, module, path string }{
		{"chachong", o.root, "./cmd/chachong"},
		{"peer", ".", "./cmd/peer"},
		{"corpus", ".", "./cmd/corpus"},
	} {
		fmt.Fprintln(progress, "build", build.name)
		cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", b.program(build.name), build.path)
		cmd.Dir = build.module
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if text, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("build %s: %w\n%s", build.name, err, text)
		}
	}
	return b, nil
}

// peerMade names the libraries of the peer and their versions.
func (b *bench) peerMade() (string, error) {
	info, err := buildinfo.ReadFile(b.program(peer.String()))
	if err != nil {
		return "", err
	}
	var parts []string
	for _, d := range info.Deps {
		switch d.Path {
		case "github.com/go-ego/gse", "github.com/ekzhu/minhash-lsh":
			parts = append(parts, d.Path+" "+d.Version)
		}
	}
	return strings.Join(parts, ", "), nil
}

func (b *bench) program(name string) string { return filepath.Join(b.dir, name) }

// corpus makes the files of a case in a folder below b.dir and returns its size. Another
// process does it: what a process has in memory when it starts a child counts into the
// child's peak.
func (b *bench) corpus(c benchCase) (size, error) {
	folder := filepath.Join(b.dir, c.name)
	if err := os.RemoveAll(folder); err != nil {
		return size{}, err
	}
	if c.kind == lawsKind {
		if err := unpack(b.laws, folder); err != nil {
			return size{}, err
		}
		return measureSize(folder)
	}
	args := []string{"-kind", c.kind, "-o", folder, "-truth", b.truth(c)}
	if c.chars > 0 {
		args = append(args, "-chars", strconv.Itoa(c.chars))
	}
	if c.files > 0 {
		args = append(args, "-n", strconv.Itoa(c.files))
	} else {
		args = append(args, "-bytes", strconv.FormatInt(int64(c.mb*1e6), 10))
	}
	if text, err := exec.CommandContext(b.ctx, b.program("corpus"), args...).CombinedOutput(); err != nil {
		return size{}, fmt.Errorf("make the corpus: %w\n%s", err, text)
	}
	return measureSize(folder)
}

func (b *bench) truth(c benchCase) string { return filepath.Join(b.dir, c.name+".truth.tsv") }

// size is what a corpus holds.
type size struct {
	files int
	bytes int64
}

func (s size) mb() float64 { return float64(s.bytes) / 1e6 }

func measureSize(folder string) (size, error) {
	var s size
	err := filepath.WalkDir(folder, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		s.files++
		s.bytes += info.Size()
		return nil
	})
	return s, err
}

// unpack writes the regular files of a .tar.gz into a folder.
func unpack(archive, folder string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read %q: %w", archive, err)
	}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %q: %w", archive, err)
		}
		if h.Typeflag != tar.TypeReg || !filepath.IsLocal(h.Name) {
			continue
		}
		path := filepath.Join(folder, h.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		text, err := io.ReadAll(t)
		if err != nil {
			return fmt.Errorf("read %q: %w", archive, err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
}
