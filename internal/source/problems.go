package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"
)

// problemOf turns an error of the system into a line of the ledger.
func problemOf(err error) problem {
	p := problem{
		status: Error, code: CodeRead, reason: "cannot be read: " + cause(err),
		hint: "copy it to a local disk and try again",
	}
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		p.code, p.reason, p.hint = CodeNotFound, "no such file or folder", "check the path"
	case errors.Is(err, fs.ErrPermission):
		p.code, p.reason, p.hint = CodePerm, "no permission to read it", "give the user who runs the check permission to read it"
	case errors.Is(err, syscall.ELOOP):
		return linkLoop()
	case errors.Is(err, syscall.ENXIO): // a socket, opened
		p.status, p.code, p.reason, p.hint = Skipped, CodeSpecial, "not a regular file", hintPipe
	}
	return p
}

// cause returns the innermost text of err: the path stands in the entry already.
func cause(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return err.Error()
}

// special says why an object is not opened; its status is "" for a regular file.
func special(mode fs.FileMode, target string) problem {
	kind := ""
	switch {
	case mode.IsRegular():
		return problem{}
	case mode.IsDir():
		kind = "a folder"
	case mode&fs.ModeNamedPipe != 0:
		kind = "a named pipe"
	case mode&fs.ModeSocket != 0:
		kind = "a socket"
	case mode&fs.ModeDevice != 0:
		kind = "a device"
	default:
		kind = "a special file"
	}
	p := problem{status: Skipped, code: CodeSpecial, reason: kind + ", not a regular file", hint: hintPipe}
	if target != "" {
		p.reason = "a symbolic link to " + p.reason
	}
	return p
}

const hintPipe = "to check what a program writes, pipe it into - (standard input)"

func linkLoop() problem {
	return problem{
		status: Skipped, code: CodeSpecial, reason: "a symbolic link that leads back to itself",
		hint: "remove the link",
	}
}

// tooLarge says that an input is over its size limit.
func tooLarge(limit int64) problem {
	return problem{
		status: Error, code: CodeLimitSize, reason: "too large: over the limit of " + size(limit),
		hint: "raise --max-file-size, or split the file",
	}
}

// size shows a number of bytes.
func size(n int64) string {
	const mib = 1 << 20
	if n >= mib && n%mib == 0 {
		return fmt.Sprintf("%d MiB", n/mib)
	}
	return fmt.Sprintf("%d bytes", n)
}

func changed() problem {
	return problem{
		status: Error, code: CodeChanged, reason: "changed while reading",
		hint: "run again when nothing writes to it",
	}
}

func excluded(why string) problem {
	return problem{status: Skipped, code: CodeExcluded, reason: why, excluded: true}
}

func litter(why string) problem {
	return problem{status: Skipped, code: CodeLitter, reason: why + ", no document", excluded: true}
}

// same says that an input is read under the name first.
func same(how, first string) problem {
	path, _ := shown(first)
	return problem{
		status: Skipped, code: CodeSame, excluded: true,
		reason: fmt.Sprintf("%s %q, which is read", how, path),
	}
}

// written says that an input is what the run will write.
func written() problem {
	return problem{status: Skipped, code: CodeOutput, reason: "a report that this run writes", excluded: true}
}

// ownReport says that an input is a report of ours. It was not checked, and whoever
// wants to keep a text from being checked could begin it like one: so it counts.
func ownReport() problem {
	return problem{
		status: Skipped, code: CodeOutput, reason: "a report of chachong, no document",
		hint: "move it out of the folder, or leave it out with --exclude",
	}
}

func outside() problem {
	return problem{
		status: Skipped, code: CodeSpecial, reason: "a symbolic link that leads outside the folder",
		hint: "to read what it leads to, name that as an argument of its own",
	}
}

// blank says that there is nothing to read in an input.
func blank(n int64) problem {
	reason := "empty: 0 bytes"
	if n > 0 {
		reason = "empty: holds no visible character"
	}
	return nothing(reason)
}

// nothing is blank for files and folders, with the reason.
func nothing(reason string) problem {
	return problem{status: Skipped, code: CodeEmpty, reason: reason, hint: "check that the right file was handed in"}
}

// noFiles is the problem of an argument folder without a file in it.
func noFiles() problem {
	return problem{
		status: Skipped, code: CodeNoFiles, reason: "the folder holds no file",
		hint: "check that the right folder was named",
	}
}

// unreadFormat says what the bytes of an input are; what begins with an article.
func unreadFormat(what string) problem {
	return problem{
		status: Error, code: CodeFormat,
		reason: fmt.Sprintf("this is %s, a format that is not read", what),
		hint:   "save its text as .txt (UTF-8) and hand that in",
	}
}

// through adds to p that the input was reached by a symbolic link.
func (p problem) through(target string) problem {
	if target != "" && p.status != OK && p.status != Partial {
		path, _ := shown(filepath.ToSlash(target))
		p.reason = fmt.Sprintf("a symbolic link to %q: %s", path, p.reason)
	}
	return p
}
