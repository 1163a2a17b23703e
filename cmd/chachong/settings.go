package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chachong/internal/config"
	"chachong/internal/message"
	"chachong/internal/policy"
)

// Every flag of a command that reads documents can be given in three more places: in an
// environment variable, in a file, and by its default. Before a command runs, settle gives
// the flags that are not on the command line what the highest of these says. Commands read
// their flags and know nothing of it.

// sections are the commands that have a section of their own in a file of settings.
var sections = []string{"check", "gate", "diff"}

// commandLine are flags of these commands that are no settings: they name what one call is
// about, or change what is kept, which nobody should do by a file that he does not see.
var commandLine = []string{
	"add-on-pass", "config", "explain", "files-from", "help", "name", "null", "update-baseline", "version",
}

// settingsOf are the settings of the commands without a section. Of those that list and
// remove submissions none says which ones.
var settingsOf = map[string][]string{
	"split":   allReading,
	"extract": allReading,

	"archive add":     slices.Concat(allReading, []string{"owner", "owner-from", "roster", "year"}),
	"archive init":    allSpeaking,
	"archive list":    allSpeaking,
	"archive remove":  allSpeaking,
	"archive verify":  allSpeaking,
	"archive rebuild": allSpeaking,
	"archive stats":   allSpeaking,
}

var (
	allSpeaking = []string{"lang", "quiet", "jobs", "redact", "wait"}
	allReading  = slices.Concat(allSpeaking, []string{
		"include", "exclude", "max-file-size", "allow-unreadable", "segmenter", "dict", "splits", "html-texts",
		"text-column", "owner-column",
	})
)

// rivals are flags that cannot stand beside that flag: one of a higher place silences it.
var rivals = map[string][]string{
	"unified": {"columns"}, "columns": {"unified"},
	"whole": {"splits"}, "splits": {"whole"},
	"owner": {"owner-from"}, "owner-from": {"owner"},
	"format": {"explain"}, // which has formats of its own
}

// kinds are what the type of a flag does not say.
var kinds = map[string]config.Kind{
	"archive": config.Path, "baseline": config.Path, "roster": config.Path,
	"template": config.Paths, "splits": config.Paths, "review": config.Paths, "dict": config.Paths,
	"include": config.Globs, "exclude": config.Globs,
	"format":  config.Outputs,
	"fail-on": config.Limits, "limits": config.Limits,
	"max-file-size": config.Size,
}

// kindOf returns what values the setting of a flag takes.
func kindOf(f *pflag.Flag) config.Kind {
	if kind, ok := kinds[f.Name]; ok {
		return kind
	}
	switch f.Value.Type() {
	case "bool":
		return config.Bool
	case "int", "int32", "int64", "uint", "uint32", "uint64":
		return config.Number
	case "duration":
		return config.Duration
	case "stringArray", "stringSlice":
		return config.List
	}
	return config.Text
}

// commandName returns what stands behind the name of the program: "archive add".
func commandName(cmd *cobra.Command) string {
	_, name, _ := strings.Cut(cmd.CommandPath(), " ")
	return name
}

// hasSettings reports whether a command has any.
func hasSettings(name string) bool {
	return slices.Contains(sections, name) || settingsOf[name] != nil
}

// settable reports whether the flag is a setting of the command.
func settable(command, flag string) bool {
	if slices.Contains(sections, command) {
		return !slices.Contains(commandLine, flag)
	}
	return slices.Contains(settingsOf[command], flag)
}

// eachSetting calls each for the flags of a command that are settings, in the order of its
// help.
func eachSetting(cmd *cobra.Command, each func(*pflag.Flag)) {
	cmd.InheritedFlags() // puts them among its flags
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if settable(commandName(cmd), f.Name) && !f.Hidden {
			each(f)
		}
	})
}

// eachCommand calls each for all commands below cmd.
func eachCommand(cmd *cobra.Command, each func(*cobra.Command)) {
	for _, c := range cmd.Commands() {
		each(c)
		eachCommand(c, each)
	}
}

// schema returns the settings there are. What several commands could take in different
// ways, such as the formats of reports, stands in their sections only.
func schema(root *cobra.Command) *config.Schema {
	s := &config.Schema{Keys: map[string]map[string]config.Kind{"": {}}, Check: checkSetting}
	for _, name := range commandLine {
		s.Keys[""][name] = config.CommandLine
	}
	eachCommand(root, func(cmd *cobra.Command) {
		name := commandName(cmd)
		if slices.Contains(sections, name) {
			s.Keys[name] = map[string]config.Kind{}
			for _, flag := range commandLine {
				s.Keys[name][flag] = config.CommandLine
			}
		}
		eachSetting(cmd, func(f *pflag.Flag) {
			if keys := s.Keys[name]; keys != nil {
				keys[f.Name] = kindOf(f)
			}
			if kindOf(f) != config.Outputs {
				s.Keys[""][f.Name] = kindOf(f)
			}
		})
	})
	return s
}

// checkSetting returns what is wrong with a value besides its type, where that can be told
// without the command.
func checkSetting(key, value string) error {
	var err error
	switch {
	case key == "lang":
		_, err = message.Choose(value, os.Getenv)
	case kinds[key] == config.Limits && value != "":
		_, err = policy.ParseLimits(value)
	}
	return err
}

// layers are the places below the command line where settings come from.
type layers struct {
	environment config.Environment
	file        *config.File // nil: none
}

// noConfig is the name that stands for no file of settings.
const noConfig = "none"

// readLayers reads the environment and the file of settings.
func readLayers(cmd *cobra.Command) (layers, error) {
	known := schema(cmd.Root())
	var l layers
	var err error
	if l.environment, err = config.ParseEnvironment(os.Environ(), known); err != nil {
		return l, err
	}
	name, named := os.Getenv(config.VariableConfig), true
	if f := cmd.Flags().Lookup("config"); f != nil && f.Changed {
		name = f.Value.String()
	} else if name == "" {
		named = false
		name, err = config.FindFile(".")
	}
	if err != nil || name == "" || name == noConfig {
		return l, err
	}
	l.file, err = config.ReadFile(name, !named, known)
	return l, err
}

// of returns the value of a flag of cmd and where it comes from.
func (l layers) of(cmd *cobra.Command, f *pflag.Flag) config.Setting {
	if f.Changed {
		return config.Setting{Values: flagValues(f), Origin: config.Origin{Source: config.FromFlag}}
	}
	byDefault := config.Setting{Values: flagValues(f), Origin: config.Origin{Source: config.FromDefault}}
	for _, name := range rivals[f.Name] {
		if rival := cmd.Flags().Lookup(name); rival != nil && rival.Changed && means(flagValues(rival)) {
			return byDefault
		}
	}
	if s, ok := l.environment[f.Name]; ok {
		return s
	}
	for _, name := range rivals[f.Name] {
		if s, ok := l.environment[name]; ok && means(s.Values) {
			return byDefault
		}
	}
	if s, ok := l.file.Lookup(commandName(cmd), f.Name); ok {
		return s
	}
	return byDefault
}

// means reports whether a flag with these values is given: not switched off.
func means(values []string) bool {
	return len(values) > 0 && values[0] != "" && values[0] != "false"
}

// flagValues returns what a flag holds.
func flagValues(f *pflag.Flag) []string {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return list.GetSlice()
	}
	return []string{f.Value.String()}
}

// settle gives the flags of cmd that are not on the command line what environment and file
// say, and sees to it that errors about them name their origin.
func (a *app) settle(cmd *cobra.Command, _ []string) error {
	if !hasSettings(commandName(cmd)) {
		return nil
	}
	l, err := readLayers(cmd)
	if err != nil {
		return a.badSettings(err)
	}
	settled := map[string]config.Setting{}
	eachSetting(cmd, func(f *pflag.Flag) {
		if s := l.of(cmd, f); s.Origin.Source == config.FromFile || s.Origin.Source == config.FromEnvironment {
			settled[f.Name] = s
		}
	})
	eachSetting(cmd, func(f *pflag.Flag) {
		if s, ok := settled[f.Name]; ok && err == nil {
			if e := put(f, s.Values); e != nil {
				err = s.Wrong(fmt.Errorf("value of %q: %w", f.Name, e))
			}
		}
	})
	if err != nil {
		return a.badSettings(err)
	}
	if s, ok := settled["lang"]; ok {
		if err := a.chooseLang(s.Values[0]); err != nil {
			return err
		}
	}
	if l.file != nil && l.file.Found {
		a.sayFound(cmd, l.file.Name, settled)
	}
	if run := cmd.RunE; run != nil && len(settled) > 0 {
		cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.withOrigins(run(cmd, args), settled) }
	}
	return nil
}

// put gives a flag values, in place of what it holds.
func put(f *pflag.Flag, values []string) error {
	f.Changed = true
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return list.Replace(values)
	}
	return f.Value.Set(values[0])
}

// sayFound says which settings a file gave that nobody named: nothing may change what is
// looked at or let through without a word. --quiet silences it, but not in that file.
func (a *app) sayFound(cmd *cobra.Command, file string, settled map[string]config.Setting) {
	var names []string
	for name, s := range settled {
		if s.Origin.Source == config.FromFile {
			names = append(names, name)
		}
	}
	quiet := cmd.Flags().Lookup("quiet")
	silent := quiet != nil && quiet.Value.String() == "true" && settled["quiet"].Origin.Source != config.FromFile
	if len(names) == 0 || silent {
		return
	}
	slices.Sort(names)
	a.say(message.NoticeSettings, file, strings.Join(names, a.lang.Text(message.Comma)))
}

// withOrigins returns the error of a command that was given settings: where it is about
// some of them, the hint says where they come from.
func (a *app) withOrigins(err error, settled map[string]config.Setting) error {
	var f *failure
	if !errors.As(err, &f) || f.err == nil {
		return err
	}
	var from []string
	for name, s := range settled {
		told := func(v string) bool { return len(v) >= tellingValue && strings.Contains(f.err.Error(), v) }
		if strings.Contains(f.err.Error(), name) || slices.ContainsFunc(s.Values, told) {
			from = append(from, a.lang.Notice(message.HintOrigin, name, a.origin(s.Origin)))
		}
	}
	if len(from) == 0 {
		return err
	}
	slices.Sort(from)
	hint := strings.Join(from, a.lang.Text(message.Semicolon))
	if f.hint != "" && f.hint != a.lang.Notice(message.HintUsage) {
		hint = f.hint + a.lang.Text(message.Semicolon) + hint
	}
	return &failure{code: f.code, err: f.err, hint: hint}
}

// tellingValue is the length in bytes from which a value in an error is no chance: two
// characters of Chinese, or more than a number such as 64.
const tellingValue = 4

// origin says where a setting comes from.
func (a *app) origin(o config.Origin) string {
	switch o.Source {
	case config.FromFile:
		return a.lang.Text(message.OriginFile, o.Name, o.Line)
	case config.FromEnvironment:
		return a.lang.Text(message.OriginEnvironment, o.Name)
	case config.FromFlag:
		return a.lang.Text(message.OriginFlag)
	}
	return a.lang.Text(message.OriginDefault)
}

// badSettings tells what is wrong with the settings, in the reader's language.
func (a *app) badSettings(err error) error {
	return &failure{code: policy.ExitUsage, err: a.inWords(err), hint: a.lang.Notice(message.HintSettings)}
}

// addSettings adds to root what all commands need to be given settings.
func (a *app) addSettings(root *cobra.Command) {
	root.PersistentFlags().String("config", "", a.lang.Flag("config"))
	root.PersistentPreRunE = a.settle
}
