package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chachong/internal/config"
	"chachong/internal/message"
	"chachong/internal/safe"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:  "config " + a.lang.Notice(message.ArgsCommand),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	a.describe(cmd, "config")
	cmd.AddCommand(a.configShowCommand(), a.configInitCommand())
	for _, c := range cmd.Commands() {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = a.lang.Flag("help")
	}
	return cmd
}

func (a *app) configShowCommand() *cobra.Command {
	var formats []string
	cmd := &cobra.Command{
		Use:  "show " + a.lang.Notice(message.ArgsConfigShow),
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := a.ownLayers(cmd)
			if err != nil {
				return err
			}
			outputs, err := config.ParseOutputs(formats, inspectFormats, false)
			if err != nil {
				return a.usage(err)
			}
			commands, err := shownCommands(cmd.Root(), args)
			if err != nil {
				return a.usage(err)
			}
			if err := a.reachable(outputs); err != nil {
				return err
			}
			return a.writeAll(outputs, func(w io.Writer, o config.Output) error {
				if o.Format == "json" {
					return showJSON(w, commands, l)
				}
				return a.showText(w, commands, l)
			})
		},
	}
	a.describe(cmd, "config show")
	cmd.Flags().StringArrayVarP(&formats, "format", "f", nil, a.lang.Flag("format-one"))
	return cmd
}

// ownLayers reads environment and file for a command about settings, and heeds the
// language they name.
func (a *app) ownLayers(cmd *cobra.Command) (layers, error) {
	flag := cmd.Flags().Lookup("lang")
	if err := a.chooseLang(flag.Value.String()); err != nil {
		return layers{}, err
	}
	l, err := readLayers(cmd)
	if err != nil {
		return layers{}, a.badSettings(err)
	}
	return l, a.chooseLang(l.of(cmd, flag).Values[0])
}

// shownCommands returns the commands whose settings are asked for: by default those that
// compare a folder and pass or fail it.
func shownCommands(root *cobra.Command, args []string) ([]*cobra.Command, error) {
	wanted := []string{strings.Join(args, " ")}
	if len(args) == 0 {
		wanted = []string{"check", "gate"}
	}
	var found []*cobra.Command
	var names []string
	eachCommand(root, func(cmd *cobra.Command) {
		name := commandName(cmd)
		if hasSettings(name) {
			names = append(names, name)
		}
		if hasSettings(name) && slices.Contains(wanted, name) {
			found = append(found, cmd)
		}
	})
	if len(found) == 0 {
		slices.Sort(names)
		return nil, fmt.Errorf("no settings for %q; there are %s", wanted[0], strings.Join(names, ", "))
	}
	return found, nil
}

// showText writes a table of settings for each command.
func (a *app) showText(w io.Writer, commands []*cobra.Command, l layers) error {
	var b strings.Builder
	switch {
	case l.file == nil:
		b.WriteString(a.lang.Text(message.ConfigNoFile) + "\n")
	case l.file.Found:
		b.WriteString(safe.Line(a.lang.Text(message.ConfigFound, l.file.Name)) + "\n")
	default:
		b.WriteString(safe.Line(a.lang.Text(message.ConfigNamed, l.file.Name)) + "\n")
	}
	for _, cmd := range commands {
		var rows [][3]string
		var wide [2]int
		eachSetting(cmd, func(f *pflag.Flag) {
			s := l.of(cmd, f)
			row := [3]string{f.Name, safe.Line(written(kindOf(f), s.Values)), safe.Line(a.origin(s.Origin))}
			rows = append(rows, row)
			for i := range wide {
				wide[i] = max(wide[i], min(safe.Width(row[i]), widestValue))
			}
		})
		b.WriteString("\n" + commandName(cmd) + "\n")
		for _, row := range rows {
			b.WriteString("  ")
			for i := range wide {
				b.WriteString(row[i] + strings.Repeat(" ", max(0, wide[i]-safe.Width(row[i]))+2))
			}
			b.WriteString(row[2] + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// widestValue is the width in columns up to which a value moves those of other rows aside.
const widestValue = 48

// configSchema names the form of the JSON of config show.
const configSchema = "chachong/config/v1"

type shownSettings struct {
	Schema   string         `json:"schema"`
	File     *shownFile     `json:"file"`
	Commands []shownCommand `json:"commands"`
}

type shownFile struct {
	Path  string `json:"path"`
	Found bool   `json:"found"` // nobody named it
}

type shownCommand struct {
	Command  string         `json:"command"`
	Settings []shownSetting `json:"settings"`
}

type shownSetting struct {
	Key    string        `json:"key"`
	Value  any           `json:"value"`
	Source config.Source `json:"source"`
	Name   string        `json:"name,omitempty"` // of file or variable
	Line   int           `json:"line,omitempty"`
}

// showJSON writes settings for programs.
func showJSON(w io.Writer, commands []*cobra.Command, l layers) error {
	out := shownSettings{Schema: configSchema}
	if l.file != nil {
		out.File = &shownFile{l.file.Name, l.file.Found}
	}
	for _, cmd := range commands {
		shown := shownCommand{Command: commandName(cmd), Settings: []shownSetting{}}
		eachSetting(cmd, func(f *pflag.Flag) {
			s := l.of(cmd, f)
			shown.Settings = append(shown.Settings, shownSetting{
				Key: f.Name, Value: typed(kindOf(f), s.Values), Source: s.Origin.Source, Name: s.Origin.Name, Line: s.Origin.Line,
			})
		})
		out.Commands = append(out.Commands, shown)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// typed returns the value of a setting as JSON has it.
func typed(kind config.Kind, values []string) any {
	switch kind {
	case config.List, config.Paths, config.Globs, config.Outputs:
		return append([]string{}, values...)
	case config.Bool:
		return values[0] == "true"
	case config.Number, config.Size:
		if n, err := strconv.ParseInt(values[0], 10, 64); err == nil {
			return n
		}
	}
	return values[0]
}

// written returns the value of a setting as a file of settings has it.
func written(kind config.Kind, values []string) string {
	switch kind {
	case config.List, config.Paths, config.Globs, config.Outputs:
		items := make([]string, len(values))
		for i, v := range values {
			items[i] = strconv.Quote(v)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case config.Bool, config.Number, config.Size, config.Duration:
		return values[0]
	}
	if values[0] != "" && strings.Trim(values[0], plainLetters) == "" {
		return values[0]
	}
	return strconv.Quote(values[0])
}

// plainLetters need no quotes in YAML wherever they stand, where a word of them is no
// number and no truth value.
const plainLetters = "abcdefghijklmnopqrstuvwxyz-=,.0123456789"
