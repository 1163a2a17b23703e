package config

import "fmt"

// Source is a layer that settings come from; a later one wins.
type Source string

// The layers.
const (
	FromDefault     Source = "default"
	FromFile        Source = "file"
	FromEnvironment Source = "environment"
	FromFlag        Source = "flag"
)

// Origin is where the value of a setting came from.
type Origin struct {
	Source Source
	Name   string // of the file or the variable; "" for the others
	Line   int    // in the file, from 1; 0 for the others
	Column int    // likewise, in code points
}

// Setting is the value of a setting and where it came from.
type Setting struct {
	Values []string // of a list any number, of everything else one
	Origin Origin
}

// Wrong returns err, what is wrong with the value, with its origin in front.
func (s Setting) Wrong(err error) error {
	switch s.Origin.Source {
	case FromFile:
		return fmt.Errorf("read %q: line %d, column %d: %w", s.Origin.Name, s.Origin.Line, s.Origin.Column, err)
	case FromEnvironment:
		return fmt.Errorf("environment variable %s: %w", s.Origin.Name, err)
	}
	return err
}
