package config

import (
	"fmt"
	"slices"
	"strings"
)

// prefix begins the names of all environment variables that are meant for the program.
const prefix = "CHACHONG_"

// VariableConfig names a file of settings, as --config does.
const VariableConfig = prefix + "CONFIG"

// testVariables are those of the program's own tests and measurements.
var testVariables = []string{"CHROMIUM", "DATA", "FULL", "SHOW", "ZOO"}

// Variable returns the environment variable of a setting: CHACHONG_MAX_FILE_SIZE.
func Variable(key string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(key, "-", "_"))
}

// Environment is the settings that environment variables give, by key.
type Environment map[string]Setting

// ParseEnvironment reads the variables of environ, NAME=VALUE each, that are meant for the
// program. An empty one counts as unset: so do the systems that run checks leave what
// nobody filled in. The items of a list stand one on a line or, on one line, between
// commas. A name that belongs to no setting of any command is an error: a limit that was
// misspelt must not be passed over.
func ParseEnvironment(environ []string, schema *Schema) (Environment, error) {
	kinds := map[string]Kind{}
	for _, section := range append(schema.sections(), "") {
		for key, kind := range schema.Keys[section] {
			if old, ok := kinds[key]; !ok || old == CommandLine {
				kinds[key] = kind
			}
		}
	}
	env := Environment{}
	for _, variable := range slices.Sorted(slices.Values(environ)) {
		name, value, _ := strings.Cut(variable, "=")
		short, ours := strings.CutPrefix(name, prefix)
		if !ours || name == VariableConfig || slices.Contains(testVariables, short) {
			continue
		}
		key := strings.ToLower(strings.ReplaceAll(short, "_", "-"))
		kind, ok := kinds[key]
		switch {
		case !ok || Variable(key) != name:
			return nil, unknownVariable(name, kinds)
		case value == "":
			continue
		case kind == CommandLine:
			return nil, fmt.Errorf("environment variable %s: --%s is taken from the command line only", name, key)
		}
		s := Setting{Origin: Origin{Source: FromEnvironment, Name: name}}
		var err error
		if s.Values, err = variableValues(kind, value); err == nil {
			err = schema.check(key, s.Values)
		}
		if err != nil {
			return nil, s.Wrong(err)
		}
		env[key] = s
	}
	return env, nil
}

func unknownVariable(name string, kinds map[string]Kind) error {
	names := []string{VariableConfig}
	for key, kind := range kinds {
		if kind != CommandLine {
			names = append(names, Variable(key))
		}
	}
	if meant := near(strings.ToUpper(name), names); meant != "" {
		return fmt.Errorf("environment variable %s names no setting; did you mean %s?", name, meant)
	}
	return fmt.Errorf("environment variable %s names no setting", name)
}

// variableValues returns the values of a setting of that kind that a variable gives.
func variableValues(kind Kind, value string) ([]string, error) {
	if !kind.many() {
		v, err := kind.parse(strings.TrimSpace(value))
		return []string{v}, err
	}
	mark := ","
	if strings.Contains(value, "\n") {
		mark = "\n"
	}
	var items []string
	for item := range strings.SplitSeq(value, mark) {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items, nil
}
