package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Diff is the settings of chachong diff.
type Diff struct {
	Lang            string   // zh, en, auto
	Formats         []string // FORMAT or FORMAT=FILE
	Ignore          []string // classes of edits that are left out, see Ignorable
	Stat            bool     // figures only
	Width           int      // columns; 0: those of the terminal
	Context         int      // unchanged sentences kept beside a difference; negative: all
	Unified         bool     // one row below the other, on a terminal too
	Columns         bool     // side by side, in a file too
	ExitCode        bool     // what differs gives exit status 1
	Whole           bool     // documents are not divided
	Splits          []string // files that correct how documents are split
	MaxFileSize     int64    // bytes; larger files are not read
	AllowUnreadable bool     // an input read in part does not fail
	Redact          bool     // numbers of identity cards, telephones and accounts are covered
	Quiet           bool     // no text on standard output
}

// Ignorable are the classes of edits that a diff can leave out.
var Ignorable = []string{"punct", "number", "mask", "space"}

// The widths in columns that a diff can be given: below, a name leaves no room for what is
// said of it, and no screen has more.
const (
	minDiffWidth = 60
	maxDiffWidth = 1000
)

// Validate returns what is wrong with the settings.
func (d *Diff) Validate() error {
	for _, class := range d.Ignore {
		if !slices.Contains(Ignorable, class) {
			return fmt.Errorf("ignore %q: want some of %s", class, strings.Join(Ignorable, ", "))
		}
	}
	switch {
	case d.Unified && d.Columns:
		return errors.New("unified and columns: want one of them")
	case d.Whole && len(d.Splits) > 0:
		return errors.New("whole and splits: want one of them")
	case d.Width != 0 && (d.Width < minDiffWidth || d.Width > maxDiffWidth):
		return fmt.Errorf("width %d: want %d to %d, or 0", d.Width, minDiffWidth, maxDiffWidth)
	case d.MaxFileSize <= 0 || d.MaxFileSize > MaxFileSize:
		return fmt.Errorf("max-file-size: want 1 to %d MiB", MaxFileSize>>20)
	}
	return nil
}

// Options returns the settings that change the result, under their flag names, for
// the result's own record.
func (d *Diff) Options() map[string]any {
	o := map[string]any{"ignore": d.Ignored(), "max_file_size": d.MaxFileSize}
	if len(d.Splits) > 0 {
		o["splits"] = d.Splits
	}
	for name, set := range map[string]bool{"allow_unreadable": d.AllowUnreadable, "exit_code": d.ExitCode, "redact": d.Redact, "whole": d.Whole} {
		if set {
			o[name] = true
		}
	}
	return o
}

// Ignored returns the classes to be left out, each once, in the order of Ignorable.
func (d *Diff) Ignored() []string {
	out := []string{}
	for _, class := range Ignorable {
		if d.Ignores(class) {
			out = append(out, class)
		}
	}
	return out
}

// Ignores reports whether edits of that class are left out.
func (d *Diff) Ignores(class string) bool { return slices.Contains(d.Ignore, class) }
