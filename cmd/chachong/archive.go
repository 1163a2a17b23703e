package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"chachong/internal/archive"
	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

// lockWait is how long a writer waits by default while others write: a few transactions of
// each of a dozen.
const lockWait = 30 * time.Second

func (a *app) archiveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:  "archive " + a.lang.Notice(message.ArgsCommand),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	a.describe(cmd, "archive")
	cmd.AddCommand(
		a.archiveInitCommand(), a.archiveAddCommand(), a.archiveListCommand(), a.archiveRemoveCommand(),
		a.archiveVerifyCommand(), a.archiveStatsCommand(), a.archiveRebuildCommand(),
	)
	for _, c := range cmd.Commands() {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = a.lang.Flag("help")
	}
	return cmd
}

// onArchive returns a command about the archive in the folder that its first argument names.
func (a *app) onArchive(name string, usage message.Key, args cobra.PositionalArgs, run func(ctx context.Context, dir string, args []string) error) *cobra.Command {
	cmd := &cobra.Command{
		Use:  name + " " + a.lang.Text(usage),
		Args: args,
		RunE: func(cmd *cobra.Command, args []string) error {
			lang, _ := cmd.Flags().GetString("lang")
			if err := a.chooseLang(lang); err != nil {
				return err
			}
			return run(cmd.Context(), args[0], args[1:])
		},
	}
	a.describe(cmd, "archive "+name)
	cmd.Flags().SortFlags = false
	return cmd
}

func (a *app) archiveInitCommand() *cobra.Command {
	var noText bool
	cmd := a.onArchive("init", message.ArgsArchive, cobra.ExactArgs(1), func(_ context.Context, dir string, _ []string) error {
		if err := archive.Init(dir, archive.Options{NoText: noText, Versions: detect.Versions()}); err != nil {
			return a.archiveFailure(dir, err)
		}
		made := message.ArchiveMade
		if noText {
			made = message.ArchiveMadeNoText
		}
		return a.printLines(a.lang.Text(made, dir), a.lang.Text(message.ArchiveNextAdd, a.archiveWord(dir)))
	})
	cmd.Flags().BoolVar(&noText, "no-text", false, a.lang.Flag("no-text"))
	return cmd
}

func (a *app) archiveVerifyCommand() *cobra.Command {
	var quiet bool
	cmd := a.onArchive("verify", message.ArgsArchive, cobra.ExactArgs(1), func(ctx context.Context, dir string, _ []string) error {
		bar := a.newProgress(quiet)
		problems, err := archive.Verify(ctx, dir, func(done, all int) { bar.show(detect.Verifying, done, all) })
		bar.finish()
		if err != nil {
			return a.archiveStopped(ctx, dir, err)
		}
		if len(problems) == 0 {
			if quiet {
				return nil
			}
			return a.printLines(a.lang.Text(message.ArchiveSound))
		}
		lines := []string{a.lang.Count(message.ArchiveProblems, len(problems))}
		for _, p := range problems {
			lines = append(lines, "  "+a.problem(p))
		}
		if err := a.printLines(lines...); err != nil {
			return err
		}
		return a.refuse(policy.ExitDamaged, a.lang.Text(message.ArchiveDamaged, safe.Line(dir)), a.remedy(dir, problems))
	})
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, a.lang.Flag("quiet-verify"))
	return cmd
}

// problem says where something is wrong, and what. What the archive says of it may begin
// with the file.
func (a *app) problem(p archive.Problem) string {
	what := p.What
	if !strings.HasPrefix(what, p.File+":") {
		switch {
		case p.Number > 0 && p.Name != "":
			what = fmt.Sprintf("submission %d %q: %s", p.Number, p.Name, what)
		case p.Number > 0:
			what = fmt.Sprintf("submission %d: %s", p.Number, what)
		}
		what = p.File + ": " + what
	}
	return a.lang.Reason("", what)
}

// remedy says what to do about the problems of the archive in the folder dir: the index is
// made anew of the submissions, of which damaged ones are added again; where more than these
// is damaged only a copy helps.
func (a *app) remedy(dir string, problems []archive.Problem) string {
	word := a.archiveWord(dir)
	var numbers []int32
	database := false
	for _, p := range problems {
		switch {
		case p.Index:
		case p.Number > 0:
			numbers = append(numbers, p.Number)
		default:
			database = true
		}
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	switch {
	case database:
		return a.lang.Text(message.HintRestore, word)
	case len(numbers) == 0:
		return a.lang.Text(message.HintReindex, word)
	}
	return a.lang.Text(message.HintDamagedOnes, word, strings.ReplaceAll(ranges(numbers), ",", ""))
}

func (a *app) archiveRebuildCommand() *cobra.Command {
	var wait time.Duration
	var quiet bool
	cmd := a.onArchive("rebuild", message.ArgsArchive, cobra.ExactArgs(1), func(ctx context.Context, dir string, _ []string) error {
		prep, err := detect.NewPreparer(detect.Options{})
		if err != nil {
			return a.internal(err)
		}
		bar := a.newProgress(quiet)
		done := 0
		err = archive.Rebuild(ctx, dir, detect.Versions(), wait, prep.Record, func(n, all int) {
			done = n
			bar.show(detect.Preparing, n, all)
		})
		bar.finish()
		if err != nil {
			return a.archiveStopped(ctx, dir, err)
		}
		if quiet {
			return nil
		}
		return a.printLines(a.lang.Count(message.ArchiveRebuilt, done))
	})
	a.waitFlag(cmd, &wait)
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, a.lang.Flag("quiet-verify"))
	return cmd
}

// waitFlag adds the flag for how long to wait for other writers.
func (a *app) waitFlag(cmd *cobra.Command, wait *time.Duration) {
	cmd.Flags().DurationVar(wait, "wait", lockWait, a.lang.Flag("wait"))
}

// archiveFailure returns the failure that an error of the archive in the folder dir is, with
// what to do about it.
func (a *app) archiveFailure(dir string, err error) error {
	var (
		versions *archive.VersionError
		damaged  *archive.DamagedError
		writing  *archive.WriteError
	)
	fail := a.refuse
	at, word := safe.Line(dir), a.archiveWord(dir)
	switch {
	case errors.Is(err, archive.ErrMissing) && occupied(dir):
		return fail(policy.ExitUsage, a.lang.Text(message.ArchiveMissing, at), a.lang.Text(message.HintArchivePath))
	case errors.Is(err, archive.ErrMissing):
		return fail(policy.ExitUsage, a.lang.Text(message.ArchiveMissing, at), a.lang.Text(message.HintArchiveInit, word))
	case errors.Is(err, archive.ErrExists):
		return fail(policy.ExitUsage, a.lang.Text(message.ArchiveExists, at), a.lang.Text(message.HintArchiveExists))
	case errors.Is(err, archive.ErrNoText):
		return fail(policy.ExitUsage, a.lang.Text(message.ArchiveNoText, at), a.lang.Text(message.HintArchiveAnew))
	case errors.Is(err, archive.ErrFormat):
		return fail(policy.ExitUsage, a.lang.Text(message.ArchiveNewer, at), a.lang.Text(message.HintArchiveNewer))
	case errors.As(err, &versions):
		return fail(policy.ExitUsage, a.lang.Text(message.ArchiveVersion, at), a.lang.Text(message.HintArchiveRebuild, word))
	case errors.Is(err, archive.ErrBusy):
		return fail(policy.ExitDamaged, a.lang.Text(message.ArchiveBusy, at), a.lang.Text(message.HintArchiveBusy))
	case errors.As(err, &damaged):
		hint := message.HintDamaged
		if damaged.OfIndex() {
			hint = message.HintReindex
		}
		return fail(policy.ExitDamaged, a.lang.Text(message.ArchiveDamagedAt, at, a.lang.Reason("", a.damage(damaged))), a.lang.Text(hint, word))
	case errors.As(err, &writing):
		hint := message.HintArchiveWrite
		if writing.Op == "init" {
			hint = message.HintArchivePlace
		}
		return fail(policy.ExitOutput, a.lang.Text(message.ArchiveUnwritten, at, a.lang.Reason("", cause(writing.Err).Error())), a.lang.Text(hint))
	case errors.Is(err, fs.ErrPermission):
		return fail(policy.ExitUsage, a.lang.Text(message.ArchivePrivate, at), a.lang.Text(message.HintArchivePrivate))
	}
	var path *os.PathError
	if errors.As(err, &path) {
		return fail(policy.ExitUsage, a.lang.Text(message.ArchiveUnread, at, a.lang.Reason("", path.Err.Error())), a.lang.Text(message.HintArchiveRead))
	}
	return a.internal(err)
}

// occupied reports whether dir is a file, or a folder that holds something.
func occupied(dir string) bool {
	entries, err := os.ReadDir(dir)
	return len(entries) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist)
}

// refuse says what is in the way and what to do about it, and returns the failure. It is no
// matter of usage, whatever the code.
func (a *app) refuse(code int, what, hint string) error {
	a.complain(message.NoticePlain, hint, what)
	return &failure{code: code}
}

// damage says what is damaged, by number alone where sources are hidden.
func (a *app) damage(e *archive.DamagedError) string {
	if a.hidden {
		return e.What
	}
	return e.Named()
}

// archiveStopped is archiveFailure for work that an interrupt may have ended: of one
// transaction, which then changed nothing.
func (a *app) archiveStopped(ctx context.Context, dir string, err error) error {
	if ctx.Err() != nil {
		a.say(message.NoticeInterrupt)
		return &failure{code: policy.ExitInterrupted}
	}
	return a.archiveFailure(dir, err)
}

// archiveFiles returns the files of the archive in the folder dir: they are no inputs.
func archiveFiles(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // whoever opens it says why
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	return files
}

// printLines writes lines to standard output. They may hold texts of strangers.
func (a *app) printLines(lines ...string) error {
	return a.write("", func(w io.Writer) error {
		for _, line := range lines {
			if _, err := io.WriteString(w, safe.Line(line)+"\n"); err != nil {
				return err
			}
		}
		return nil
	})
}

// archiveOutputs reads -f values of a command about an archive.
func (a *app) archiveOutputs(values []string, quiet bool, known ...string) ([]config.Output, error) {
	outputs, err := config.ParseOutputs(values, known, quiet)
	if err != nil {
		return nil, a.usage(err)
	}
	if err := a.reachable(outputs); err != nil {
		return nil, err
	}
	return outputs, a.sparing(outputs)
}

// archiveWord returns dir as a word for a shell, or a word that stands for it where it holds
// what shells do not agree on.
func (a *app) archiveWord(dir string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_./", r)
	}
	switch {
	case strings.IndexFunc(dir, func(r rune) bool { return !plain(r) }) < 0 && !strings.HasPrefix(dir, "-"):
		return dir
	case safe.Line(dir) == dir && !strings.ContainsAny(dir, `'"$%!^\`+"`"):
		return `"` + dir + `"`
	}
	return a.lang.Text(message.ArgArchive)
}

// number returns n as text.
func number[T int | int32 | int64](n T) string { return strconv.FormatInt(int64(n), 10) }
