package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chachong/internal/config"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

func (a *app) configInitCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:  "init " + a.lang.Notice(message.ArgsConfigInit),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lang, _ := cmd.Flags().GetString("lang")
			if lang == "auto" {
				lang = a.lang.String() // CHACHONG_LANG was heeded
			}
			if err := a.chooseLang(lang); err != nil {
				return err
			}
			name, _ := cmd.Flags().GetString("config")
			if name == "" {
				name = config.FileName
			}
			if err := config.CreateFile(name, a.initialSettings(cmd.Root())); err != nil {
				return a.uncreated(err)
			}
			a.say(message.NoticeCreated, name)
			return nil
		},
	}
	a.describe(cmd, "config init")
	return cmd
}

// uncreated returns the error of a file of settings that was not written.
func (a *app) uncreated(err error) error {
	code, hint := policy.ExitOutput, message.HintOutput
	if config.IsExist(err) {
		code, hint = policy.ExitUsage, message.HintCreated
	}
	return &failure{code: code, err: a.inWords(err), hint: a.lang.Notice(hint)}
}

// initialSettings returns a file of settings that holds every setting once at its default,
// as a comment behind what it means. Who takes the # off a line has set it. What several
// commands have stands on the top level, the rest in their sections.
func (a *app) initialSettings(root *cobra.Command) string {
	flags := map[string][]*pflag.Flag{} // of each section
	holders := map[string]int{}         // sections that have a setting
	for _, section := range sections {
		cmd, _, err := root.Find([]string{section})
		if err != nil || commandName(cmd) != section {
			continue
		}
		eachSetting(cmd, func(f *pflag.Flag) {
			flags[section] = append(flags[section], f)
			holders[f.Name]++
		})
	}
	common := func(f *pflag.Flag) bool { return holders[f.Name] > 1 && kindOf(f) != config.Outputs }

	var b strings.Builder
	writeRemark(&b, "", a.lang.Text(message.ConfigHead))
	var told []string
	for _, section := range sections {
		for _, f := range flags[section] {
			if common(f) && !slices.Contains(told, f.Name) {
				told = append(told, f.Name)
				initialSetting(&b, "", f)
			}
		}
	}
	for _, section := range sections {
		if flags[section] == nil {
			continue
		}
		b.WriteString("\n")
		writeRemark(&b, "", a.lang.Text(message.ConfigSection, section))
		b.WriteString(section + ":\n")
		for _, f := range flags[section] {
			if !common(f) {
				initialSetting(&b, "  ", f)
			}
		}
	}
	return b.String()
}

// initialSetting writes one setting.
func initialSetting(b *strings.Builder, indent string, f *pflag.Flag) {
	_, usage := pflag.UnquoteUsage(f)
	b.WriteString("\n")
	writeRemark(b, indent, usage)
	b.WriteString(indent + "#" + f.Name + ": " + written(kindOf(f), flagValues(f)) + "\n")
}

// remarkWidth is the width of a comment in columns.
const remarkWidth = 92

// writeRemark writes a comment, broken into lines that fit a screen.
func writeRemark(b *strings.Builder, indent, s string) {
	for line := range strings.SplitSeq(s, "\n") {
		for _, row := range wrapped(line, remarkWidth-len(indent)) {
			b.WriteString(indent + "# " + row + "\n")
		}
	}
}

// wrapped breaks s into rows of at most width columns where it can: at blanks, and beside
// characters of two columns, but not in front of what closes a phrase nor behind what
// opens one.
func wrapped(s string, width int) []string {
	const closing, opening = "，。；：、）》”！？…", "（《“"
	var rows []string
	var row []rune
	wide, cut := 0, 0 // columns of row, and how many of its characters end at a good place
	before := ' '
	for _, r := range s {
		w := safe.Width(string(r))
		beside := w > 1 || safe.Width(string(before)) > 1
		if before == ' ' || beside && !strings.ContainsRune(closing, r) && !strings.ContainsRune(opening, before) {
			cut = len(row)
		}
		if wide+w > width && cut > 0 {
			rows = append(rows, strings.TrimRight(string(row[:cut]), " "))
			row = slices.Clone(row[cut:])
			wide, cut = safe.Width(string(row)), 0
		}
		row, wide, before = append(row, r), wide+w, r
	}
	return append(rows, string(row))
}
