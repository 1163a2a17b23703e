package config

import (
	"fmt"
	"time"
)

// Gate is the settings of chachong gate: those of check, whose FailOn are its limits, and
// a few of its own.
type Gate struct {
	Check
	UpdateBaseline bool          // write what the limits find to Baseline
	RedactSources  bool          // tell nothing of other people's text
	Timeout        time.Duration // 0: none
	AddOnPass      bool          // add what passes to the archive
	Name           string        // what standard input is called
}

// Validate returns what is wrong with the settings.
func (c *Gate) Validate() error {
	switch {
	case c.UpdateBaseline && c.Baseline == "":
		return fmt.Errorf("update-baseline: say which file with baseline")
	case c.UpdateBaseline && c.Redact:
		return fmt.Errorf("update-baseline: redact leaves other texts than those that are to be accepted")
	case c.AddOnPass && c.Archive == "":
		return fmt.Errorf("add-on-pass: say which archive")
	case c.Timeout < 0:
		return fmt.Errorf("timeout %v: want a duration such as 30s", c.Timeout)
	}
	return c.Check.Validate()
}

// Options returns the settings that change the result, as Check.Options.
func (c *Gate) Options() map[string]any {
	o := c.Check.Options()
	o["limits"] = o["fail_on"]
	delete(o, "fail_on")
	if c.RedactSources {
		o["redact_sources"] = true
	}
	return o
}
