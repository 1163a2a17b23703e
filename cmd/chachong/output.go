package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/term"

	"chachong/internal/config"
	"chachong/internal/message"
	"chachong/internal/policy"
)

// chooseLang sets the language that --lang names.
func (a *app) chooseLang(flag string) error {
	lang, err := message.Choose(flag, os.Getenv)
	if err != nil {
		return a.usage(err)
	}
	a.lang = lang
	return nil
}

var errOneFile = errors.New("want one file, not a folder")

// usage returns err as a failure of usage.
func (a *app) usage(err error) error {
	return &failure{code: policy.ExitUsage, err: err, hint: a.lang.Notice(message.HintUsage)}
}

// say writes a notice to standard error.
func (a *app) say(n message.Notice, args ...any) { a.complain(n, "", args...) }

// conclude ends a command whose reports are written with their exit code.
func (a *app) conclude(code int) error {
	switch code {
	case policy.ExitOK:
		return nil
	case policy.ExitUsage:
		a.complain(message.NoticeNothing, a.lang.Notice(message.HintNothing))
	}
	return &failure{code: code}
}

// writeAll writes each output by print.
func (a *app) writeAll(outputs []config.Output, print func(io.Writer, config.Output) error) error {
	for _, o := range outputs {
		if err := a.write(o.File, func(w io.Writer) error { return print(w, o) }); err != nil {
			return err
		}
	}
	return nil
}

// write lets print write to the file with that name, or to standard output for "". A
// file appears whole or not at all: what stood there before stays until then.
func (a *app) write(name string, print func(io.Writer) error) error {
	err := writeTo(a.std.out, name, print)
	if err == nil || name == "" && errors.Is(err, syscall.EPIPE) {
		return nil // who closes the pipe has read enough
	}
	return &failure{code: policy.ExitOutput, err: err, hint: a.lang.Notice(message.HintOutput)}
}

func writeTo(stdout io.Writer, name string, print func(io.Writer) error) error {
	if name == "" {
		if err := print(stdout); err != nil {
			return fmt.Errorf("write standard output: %w", err)
		}
		return nil
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return writeSpecial(name, print)
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".chachong-*")
	if err != nil {
		return fmt.Errorf("write %q: %w", name, cause(err))
	}
	defer os.Remove(tmp.Name())
	err = print(tmp)
	if err == nil {
		err = tmp.Sync()
	}
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("write %q: %w", name, cause(err))
	}
	return nil
}

// writeSpecial writes to what is no regular file, such as /dev/stderr or a pipe.
func writeSpecial(name string, print func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err == nil {
		err = print(f)
		if e := f.Close(); err == nil {
			err = e
		}
	}
	if err != nil {
		return fmt.Errorf("write %q: %w", name, cause(err))
	}
	return nil
}

// cause strips the operation and the temporary name from an error of package os.
func cause(err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// terminalWidth returns the columns of the terminal f, reportWidth where it will not say.
func terminalWidth(f *os.File) int {
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
		return w
	}
	return reportWidth
}
