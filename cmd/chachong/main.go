// Command chachong finds near-duplicates and reused passages in submitted Chinese work
// summaries. The work is done in the packages below; here are commands, flags, progress
// and exit codes.
package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
	"chachong/internal/source"
)

// version is set at link time; a build without it says what the module says.
var version = ""

func main() {
	source.ServeWorker()
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// gcPercent is the growth of the heap between two collections. What a run keeps is lists of
// numbers, which a collection does not look into, so that half of the usual growth costs
// no time that could be measured and takes a quarter off the peak (400 MB against 530 on
// 100 MB of reports).
const gcPercent = 50

// streams are the standard streams of one call.
type streams struct {
	in  io.Reader
	out *os.File
	err *os.File
}

// run executes one call and returns its exit code.
func run(args []string, std streams) (code int) {
	ctx, stop := interruptible()
	defer stop()
	lang := langOf(args, os.Getenv)
	app := &app{std: std, lang: lang}
	defer func() {
		if r := recover(); r != nil {
			app.complain(message.NoticeInternal, lang.Notice(message.HintReport), r)
			std.err.Write(debug.Stack())
			code = policy.ExitInternal
		}
	}()
	root := app.root()
	root.SetArgs(joinFailOn(args))
	err := root.ExecuteContext(ctx)
	if sig, ok := context.Cause(ctx).(signalled); ok {
		return sig.code()
	}
	return app.exitCode(err)
}

// signalled is why a context ended: by which signal.
type signalled struct{ os.Signal }

func (s signalled) Error() string { return s.String() }

func (s signalled) code() int {
	if s.Signal == syscall.SIGTERM {
		return policy.ExitTerminated
	}
	return policy.ExitInterrupted
}

// graceful is how long an interrupted call may take to end by itself. What waits for
// input that does not come would wait for ever.
const graceful = 500 * time.Millisecond

// interruptible returns a context that SIGINT or SIGTERM ends, and with it, after a
// moment, the process.
func interruptible() (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signal.Ignore(syscall.SIGPIPE) // a closed pipe is seen where it is written to
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals) // the next one kills
			cancel(signalled{s})
			time.Sleep(graceful)
			os.Exit(signalled{s}.code())
		case <-ctx.Done():
		}
	}()
	return ctx, func() { signal.Stop(signals); cancel(nil) }
}

// app is what the commands of one call share.
type app struct {
	std    streams
	lang   message.Lang
	redact bool // standard error too
	hidden bool // sources: standard error names none
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "chachong " + a.lang.Notice(message.ArgsCommand),
		Version:       versionText(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		CompletionOptions: cobra.CompletionOptions{
			HiddenDefaultCmd: true,
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	a.describe(root, "chachong")
	root.SetVersionTemplate("chachong {{.Version}}\n")
	root.SetUsageTemplate(a.lang.Usage())
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}\n\n{{end}}{{.UsageString}}")
	root.SetIn(a.std.in)
	root.SetOut(a.std.out)
	root.SetErr(a.std.err)
	root.PersistentFlags().String("lang", "auto", a.lang.Flag("lang"))
	root.SetHelpCommand(&cobra.Command{Use: "no-help", Hidden: true})
	root.AddCommand(a.checkCommand(), a.gateCommand(), a.diffCommand(), a.splitCommand(), a.extractCommand(), a.archiveCommand(), a.configCommand())
	a.addSettings(root)
	for _, c := range append(root.Commands(), root) {
		c.InitDefaultHelpFlag()
		if f := c.Flags().Lookup("help"); f != nil {
			f.Usage = a.lang.Flag("help")
		}
	}
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("version").Usage = a.lang.Flag("version")
	return root
}

// describe sets the help texts of a command.
func (a *app) describe(c *cobra.Command, name string) {
	h := a.lang.Command(name)
	c.Short, c.Long, c.Example = h.Short, h.Long, h.Example
	c.DisableFlagsInUseLine = true // Use names them in its language
}

func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}

// langOf returns the language for help and messages before any flag is parsed. A wrong
// value is left for the commands to complain about.
func langOf(args []string, environ func(string) string) message.Lang {
	flag := cmp.Or(environ(config.Variable("lang")), "auto")
	for i, arg := range args {
		if v, ok := strings.CutPrefix(arg, "--lang="); ok {
			flag = v
		} else if arg == "--lang" && i+1 < len(args) {
			flag = args[i+1]
		}
	}
	lang, err := message.Choose(flag, environ)
	if err != nil {
		lang, _ = message.Choose("auto", environ)
	}
	return lang
}

// joinFailOn gives a bare --fail-on the default limits: the flag takes its value only
// when the argument behind it reads as one.
func joinFailOn(args []string) []string {
	var out []string
	for i := 0; i < len(args); i++ {
		if args[i] == "--" {
			return append(out, args[i:]...)
		}
		if args[i] != "--fail-on" {
			out = append(out, args[i])
			continue
		}
		value := "default"
		if i+1 < len(args) && meansLimits(args[i+1]) {
			i++
			value = args[i]
		}
		out = append(out, "--fail-on="+value)
	}
	return out
}

// meansLimits reports whether the argument behind --fail-on is meant as its value:
// unless it is a flag, a file, or a pattern of files. A misspelt limit is meant as one.
func meansLimits(arg string) bool {
	if _, err := policy.ParseLimits(arg); err == nil {
		return true
	}
	_, err := os.Lstat(arg)
	return err != nil && !strings.HasPrefix(arg, "-") && !strings.ContainsAny(arg, `*?[/\`)
}

// failure is an error that knows its exit code. A nil err has been told already.
type failure struct {
	code int
	err  error
	hint string
}

func (f *failure) Error() string { return f.err.Error() }

func (f *failure) notice() message.Notice {
	if f.code == policy.ExitUsage {
		return message.NoticeUsage
	}
	return message.NoticePlain
}

// exitCode prints err, if it has not been printed, and returns the code to end with.
func (a *app) exitCode(err error) int {
	var f *failure
	switch {
	case err == nil:
		return policy.ExitOK
	case errors.As(err, &f):
		if f.err != nil {
			a.complain(f.notice(), f.hint, f.err)
		}
		return f.code
	}
	// Cobra's own: unknown flag, unknown command.
	hint := message.HintUsage
	if strings.HasPrefix(err.Error(), "unknown shorthand flag") {
		hint = message.HintDash
	}
	a.complain(message.NoticeUsage, a.lang.Notice(hint), a.lang.Reason("", err.Error()))
	return policy.ExitUsage
}

// internal returns err as a fault of the program, with what its report needs.
func (a *app) internal(err error) error {
	a.complain(message.NoticeInternal, a.lang.Notice(message.HintReport), err)
	var fault *detect.Fault
	if errors.As(err, &fault) {
		a.std.err.Write(fault.Stack)
	}
	return &failure{code: policy.ExitInternal}
}

// complain writes a message to standard error, and what to do about it.
func (a *app) complain(n message.Notice, hint string, args ...any) {
	a.tell("chachong: ", a.lang.Notice(n, args...))
	if hint != "" {
		a.tell("chachong: ", a.lang.Notice(message.NoticeHint, hint))
	}
}

// tell writes a line to standard error. All that names inputs passes here.
func (a *app) tell(head, s string) {
	if a.redact {
		s = safe.Redact(s)
	}
	io.WriteString(a.std.err, head+safe.Line(s)+"\n")
}
