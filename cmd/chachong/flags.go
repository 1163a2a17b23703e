package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chachong/internal/safe"
)

func init() { cobra.AddTemplateFunc("flags", flagUsages) }

// flagUsages returns the lines of help about the flags of fs, the explanations in one
// column: pflag's own counts characters, and Chinese ones are two columns wide. byDefault
// is how a default is told, with a % where it stands.
func flagUsages(fs *pflag.FlagSet, byDefault string) string {
	var names, says []string
	wide := 0
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		if value != "" {
			name += " " + value
		}
		if !slices.Contains([]string{"", "0", "false", "[]", "default"}, f.DefValue) { // what "default" stands for the text says
			usage += strings.ReplaceAll(byDefault, "%", f.DefValue)
		}
		names, says = append(names, name), append(says, usage)
		wide = max(wide, safe.Width(name))
	})
	var b strings.Builder
	for i, name := range names {
		b.WriteString(name + strings.Repeat(" ", wide-safe.Width(name)+3) + says[i] + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
