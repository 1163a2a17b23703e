// Package config holds the settings of a run in one strict struct, and reads those that
// have a grammar of their own.
package config

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Check is the settings of chachong check.
type Check struct {
	Lang            string   // zh, en, auto
	Formats         []string // FORMAT or FORMAT=FILE
	FailOn          string   // limits; "": report only
	Sketch          string   // minhash, simhash
	Segmenter       string   // fast, gse
	Dicts           []string // files of words that the dictionary lacks, of equal words the first counts
	Jobs            int      // workers; 0: one a processor
	Include         []string // globs of files to read in folders
	Exclude         []string // globs of files to leave out
	FilesFrom       string   // list of inputs, "-" for standard input
	Null            bool     // that list is separated by NUL bytes
	MaxFileSize     int64    // bytes; larger files are not read
	AllowUnreadable bool     // an incomplete run does not fail
	Edits           bool     // list edits in JSON
	Splits          []string // files that correct how documents are split
	Reviews         []string // files of reviewers' marks, of two about the same the later counts
	Redact          bool     // mask numbers that tell a person in every report
	HTMLTexts       string   // how much of the texts a page holds: full, matched, none; "": what its size allows
	Explain         []string // ids of what is to be explained in place of the report
	Quiet           bool     // no text on standard output, no progress
	TextColumn      string   // of sheets with a report a row: heading or letter; "": found
	OwnerColumn     string   // likewise

	Archive   string   // folder of earlier submissions to compare with; "": none
	SameOwner string   // an owner's own earlier work: separate, ignore, count
	Owner     string   // who handed in the inputs; "": not known, or as OwnerFrom says
	OwnerFrom string   // folder, file: what tells the owner of an input; "": nothing
	Year      int      // of which the inputs are; 0: not known
	Roster    string   // table of who hands in, with files, years and other names; "": none
	Baseline  string   // file of what was accepted before
	Templates []string // files of official text
}

// Validate returns what is wrong with the numbers.
func (c *Check) Validate() error {
	switch {
	case c.Sketch != "minhash" && c.Sketch != "simhash":
		return fmt.Errorf("sketch %q: want minhash or simhash", c.Sketch)
	case c.Segmenter != "fast" && c.Segmenter != "gse":
		return fmt.Errorf("segmenter %q: want fast or gse", c.Segmenter)
	case !slices.Contains([]string{"", "full", "matched", "none"}, c.HTMLTexts):
		return fmt.Errorf("html-texts %q: want full, matched or none", c.HTMLTexts)
	case c.Jobs < 0 || c.Jobs > MaxJobs:
		return fmt.Errorf("jobs %d: want 0 to %d", c.Jobs, MaxJobs)
	case c.MaxFileSize <= 0 || c.MaxFileSize > MaxFileSize:
		return fmt.Errorf("max-file-size: want 1 to %d MiB", MaxFileSize>>20)
	case !slices.Contains([]string{"separate", "ignore", "count"}, c.SameOwner):
		return fmt.Errorf("same-owner %q: want separate, ignore or count", c.SameOwner)
	case !slices.Contains([]string{"", "folder", "file"}, c.OwnerFrom):
		return fmt.Errorf("owner-from %q: want folder or file", c.OwnerFrom)
	case c.Owner != "" && c.OwnerFrom != "":
		return fmt.Errorf("owner and owner-from: give one of them")
	case c.Year != 0 && (c.Year < MinYear || c.Year > MaxYear):
		return fmt.Errorf("year %d: want %d to %d, or 0 where it is not known", c.Year, MinYear, MaxYear)
	}
	return nil
}

// MinYear and MaxYear keep a slip of the finger, or a year of two digits, from being kept.
const (
	MinYear = 1900
	MaxYear = 2100
)

// MaxJobs keeps a slip of the finger from starting a million workers.
const MaxJobs = 256

// MaxFileSize is the largest max-file-size in bytes: offsets are 32 bits.
const MaxFileSize = 1 << 30

// Options returns the settings that change the result, under their flag names, for
// the result's own record.
func (c *Check) Options() map[string]any {
	o := map[string]any{
		"include":       orEmpty(c.Include),
		"exclude":       orEmpty(c.Exclude),
		"max_file_size": c.MaxFileSize,
		"fail_on":       c.FailOn,
		"sketch":        c.Sketch,
		"segmenter":     c.Segmenter,
	}
	if len(c.Splits) > 0 {
		o["splits"] = c.Splits
	}
	if len(c.Dicts) > 0 {
		o["dict"] = c.Dicts
	}
	if len(c.Reviews) > 0 {
		o["review"] = c.Reviews
	}
	if c.Archive != "" {
		o["archive"], o["same_owner"] = c.Archive, c.SameOwner
	}
	for name, value := range map[string]string{
		"owner": c.Owner, "owner_from": c.OwnerFrom, "roster": c.Roster, "baseline": c.Baseline,
		"text_column": c.TextColumn, "owner_column": c.OwnerColumn,
	} {
		if value != "" {
			o[name] = value
		}
	}
	if c.Year != 0 {
		o["year"] = c.Year
	}
	if len(c.Templates) > 0 {
		o["template"] = c.Templates
	}
	for name, set := range map[string]bool{"allow_unreadable": c.AllowUnreadable, "edits": c.Edits, "redact": c.Redact} {
		if set {
			o[name] = true
		}
	}
	return o
}

func orEmpty(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// Output is one report to write.
type Output struct {
	Format string
	File   string // "": standard output
}

// ParseOutputs reads -f values: FORMAT or FORMAT=FILE, each format one of known. Text
// goes to standard output besides, unless quiet or another format takes it.
func ParseOutputs(values, known []string, quiet bool) ([]Output, error) {
	var out []Output
	taken := ""
	for _, v := range values {
		format, file, toFile := strings.Cut(v, "=")
		if !slices.Contains(known, format) {
			return nil, fmt.Errorf("unknown format %q; there are %s", format, strings.Join(known, ", "))
		}
		switch {
		case toFile && file == "":
			return nil, fmt.Errorf("format %q: no file behind =", v)
		case toFile:
			if slices.ContainsFunc(out, func(o Output) bool { return o.File != "" && filepath.Clean(o.File) == filepath.Clean(file) }) {
				return nil, fmt.Errorf("two formats want to write to %q", file)
			}
		case taken != "":
			return nil, fmt.Errorf("formats %q and %q both want standard output; give one of them a file: %s=FILE", taken, format, format)
		default:
			taken = format
		}
		out = append(out, Output{Format: format, File: file})
	}
	if taken == "" && !quiet {
		out = append(out, Output{Format: "text"})
	}
	return out, nil
}
