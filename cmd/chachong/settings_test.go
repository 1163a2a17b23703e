package main

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chachong/internal/config"
	"chachong/internal/message"
)

func testRoot(lang message.Lang) (*app, *cobra.Command) {
	a := &app{lang: lang}
	return a, a.root()
}

// Every command that runs has settings or is known to have none, and a setting of several
// commands takes the same kind of value in all.
func TestEveryCommandHasSettings(t *testing.T) {
	_, root := testRoot(message.En)
	kinds := map[string]config.Kind{}
	eachCommand(root, func(cmd *cobra.Command) {
		name := commandName(cmd)
		// What gathers commands shows its help alone, as config and completion do.
		none := cmd.HasSubCommands() || cmd.Hidden || strings.HasPrefix(name, "config ") || strings.HasPrefix(name, "completion")
		if hasSettings(name) == none {
			t.Errorf("hasSettings(%q) = %v, want %v", name, !none, none)
		}
		eachSetting(cmd, func(f *pflag.Flag) {
			if kind, ok := kinds[f.Name]; ok && kind != kindOf(f) {
				t.Errorf("kindOf(%s of %s) = %d, want %d as in another command", f.Name, name, kindOf(f), kind)
			}
			kinds[f.Name] = kindOf(f)
		})
	})
	for _, name := range commandLine {
		if _, ok := kinds[name]; ok {
			t.Errorf("%q is a setting of one command and for the command line alone in another", name)
		}
	}
}

// The file that config init writes sets nothing; with every # taken off it is read without
// an error and sets all to what it was.
func TestInitialSettings(t *testing.T) {
	mark := regexp.MustCompile(`(?m)^( *)#(\S)`)
	for _, lang := range []message.Lang{message.Zh, message.En} {
		a, root := testRoot(lang)
		known := schema(root)
		text := a.initialSettings(root)
		f, err := config.ParseFile(config.FileName, true, []byte(text), known)
		if err != nil {
			t.Fatalf("ParseFile of what config init writes in %v: %v", lang, err)
		}
		all, err := config.ParseFile(config.FileName, true, []byte(mark.ReplaceAllString(text, "$1$2")), known)
		if err != nil {
			t.Fatalf("ParseFile of all settings in %v: %v", lang, err)
		}
		for _, section := range sections {
			cmd, _, err := root.Find([]string{section})
			if err != nil || commandName(cmd) != section {
				t.Fatalf("no command %q", section)
			}
			eachSetting(cmd, func(flag *pflag.Flag) {
				if got, ok := f.Lookup(section, flag.Name); ok {
					t.Errorf("%s of %s = %q, want a comment", flag.Name, section, got.Values)
				}
				got, _ := all.Lookup(section, flag.Name)
				if want := append([]string{}, flagValues(flag)...); !reflect.DeepEqual(got.Values, want) {
					t.Errorf("%s of %s = %q, want the default %q", flag.Name, section, got.Values, want)
				}
			})
		}
	}
}

func TestWrapped(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", []string{""}},
		{"one two three", []string{"one two", "three"}},
		{"一二三四五", []string{"一二三四", "五"}},
		{"一二三四，五", []string{"一二三", "四，五"}},
		{"一二三（五六", []string{"一二三", "（五六"}},
		{"abcdefghijk", []string{"abcdefghijk"}},
	} {
		if got := wrapped(c.in, 8); !slices.Equal(got, c.want) {
			t.Errorf("wrapped(%q, 8) = %q, want %q", c.in, got, c.want)
		}
	}
}
