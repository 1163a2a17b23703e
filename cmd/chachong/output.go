package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

var errOneFile = errors.New("want one file, not a folder or an archive of several; a file in an archive is z.zip!/name")

// usage returns err as a failure of usage, in the reader's language.
func (a *app) usage(err error) error {
	err = a.inWords(err)
	return &failure{code: policy.ExitUsage, err: err, hint: a.lang.Notice(message.HintUsage)}
}

// say writes a notice to standard error.
func (a *app) say(n message.Notice, args ...any) { a.complain(n, "", args...) }

// count writes a notice about n things.
func (a *app) count(notice message.Notice, n int) {
	a.say(message.NoticePlain, a.lang.NoticeCount(notice, n))
}

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

// submitted are the endings of files that people hand in. No report but of the formats text
// and md ends so.
var submitted = []string{".txt", ".md", ".doc", ".docx", ".wps", ".pdf", ".rtf", ".odt", ".html", ".htm", ".mht", ".xlsx", ".zip", ".rar", ".7z"}

// sparing fails for outputs that would overwrite what somebody may have handed in: a slip of
// the hand.
func (a *app) sparing(outputs []config.Output) error {
	for _, o := range outputs {
		ext := strings.ToLower(filepath.Ext(o.File))
		if o.Format == "text" || "."+o.Format == ext || !slices.Contains(submitted, ext) {
			continue
		}
		if info, err := os.Stat(o.File); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
			return a.usage(fmt.Errorf("%q exists and does not look like a report in %s: not overwritten", o.File, o.Format))
		}
	}
	return nil
}

// writable fails early for outputs that cannot be written, or would not be read.
func (a *app) writable(outputs []config.Output) error {
	if err := a.showable(outputs); err != nil {
		return err
	}
	return a.reachable(outputs)
}

// reachable fails early for outputs whose folder is not there: nobody wants to hear that
// after a long run.
func (a *app) reachable(outputs []config.Output) error {
	for _, o := range outputs {
		if o.File == "" {
			continue
		}
		if _, err := os.Stat(filepath.Dir(o.File)); err != nil {
			return &failure{
				code: policy.ExitOutput, err: a.inWords(fmt.Errorf("write %q: %w", o.File, cause(err))),
				hint: a.lang.Notice(message.HintOutput),
			}
		}
	}
	return nil
}

// writeAll writes each output by print: files first, for a reader of standard output
// may leave. One that fails does not keep the others from being written.
func (a *app) writeAll(outputs []config.Output, print func(io.Writer, config.Output) error) error {
	var first error
	for _, toFile := range []bool{true, false} {
		for _, o := range outputs {
			if (o.File != "") != toFile {
				continue
			}
			if err := a.write(o.File, func(w io.Writer) error { return print(w, o) }); err != nil && first == nil {
				first = err
			}
		}
	}
	return first
}

// write lets print write to the file with that name, or to standard output for "". A
// file appears whole or not at all: what stood there before stays until then.
func (a *app) write(name string, print func(io.Writer) error) error {
	err := writeTo(a.std.out, name, print)
	if err == nil || name == "" && errors.Is(err, syscall.EPIPE) {
		return nil // who closes the pipe has read enough
	}
	return &failure{code: policy.ExitOutput, err: a.inWords(err), hint: a.lang.Notice(message.HintOutput)}
}

// inWords returns err in the reader's language where its words are known.
func (a *app) inWords(err error) error { return errors.New(a.lang.Reason("", err.Error())) }

func writeTo(stdout io.Writer, name string, print func(io.Writer) error) error {
	if name == "" {
		if err := print(stdout); err != nil {
			return fmt.Errorf("write standard output: %w", err)
		}
		return nil
	}
	mode := os.FileMode(0o666) // less the umask
	info, err := os.Stat(name)
	exists := err == nil
	if exists {
		if !info.Mode().IsRegular() {
			return writeSpecial(name, print)
		}
		mode = info.Mode().Perm()
		if name, err = filepath.EvalSymlinks(name); err != nil { // the link stays
			return err
		}
	}
	tmp, err := createBeside(name, mode)
	if err != nil {
		return fmt.Errorf("write %q: %w", name, cause(err))
	}
	defer os.Remove(tmp.Name())
	if err = print(tmp); err == nil && exists {
		err = tmp.Chmod(mode) // whatever the umask
	}
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

// createBeside creates a new file in the folder of name, with mode less the umask: what
// os.CreateTemp makes nobody else could read.
func createBeside(name string, mode os.FileMode) (*os.File, error) {
	for {
		tmp := filepath.Join(filepath.Dir(name), fmt.Sprintf(".chachong-%08x.tmp", rand.Uint32()))
		f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
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
