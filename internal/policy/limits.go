// Package policy makes a verdict of a result: which limits were passed, whether
// anything went unread, and with what code the program ends.
package policy

import (
	"fmt"
	"strconv"
	"strings"
)

// Limits say what a result may hold at most. The zero value limits nothing.
type Limits struct {
	NearDuplicate bool    // any near-duplicate is a finding
	Total         float64 // reuse.total from which a submission is a finding, (0,1]; 0: none
	WithTemplate  float64 // reuse.with_template, likewise
	LargestSource float64 // reuse.largest_source, likewise
	Passage       int32   // letters of a passage that is not template; 0: none
}

// DefaultLimits are those of a gate: a near-duplicate, a fifth of a submission, or a
// passage as long as a paragraph.
var DefaultLimits = Limits{NearDuplicate: true, Total: 0.20, Passage: 200}

// ParseLimits reads a list such as "near-duplicate,total=0.2,largest-source=30%,passage=200".
// "default" stands for DefaultLimits.
func ParseLimits(list string) (Limits, error) {
	var l Limits
	for item := range strings.SplitSeq(list, ",") {
		name, value, valued := strings.Cut(strings.TrimSpace(item), "=")
		name, value = strings.TrimSuffix(strings.TrimSpace(name), ">"), strings.TrimSpace(value) // total>=0.2
		var err error
		switch strings.ReplaceAll(name, "_", "-") {
		case "default":
			l, err = DefaultLimits, noValue(valued)
		case "near-duplicate", "near":
			l.NearDuplicate, err = true, noValue(valued)
		case "total":
			l.Total, err = ratio(value)
		case "with-template":
			l.WithTemplate, err = ratio(value)
		case "largest-source", "source":
			l.LargestSource, err = ratio(value)
		case "passage":
			l.Passage, err = letters(value)
		default:
			err = fmt.Errorf("unknown limit; there are near-duplicate, total=RATIO, with-template=RATIO, largest-source=RATIO, passage=LETTERS, default")
		}
		if err != nil {
			return Limits{}, fmt.Errorf("limit %q: %w", item, err)
		}
	}
	return l, nil
}

func noValue(valued bool) error {
	if valued {
		return fmt.Errorf("takes no value")
	}
	return nil
}

func ratio(s string) (float64, error) {
	number, percent := strings.CutSuffix(s, "%")
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0, fmt.Errorf("want a ratio such as 0.2 or 20%%")
	}
	if percent {
		v /= 100
	}
	if !(v > 0 && v <= 1) {
		return 0, fmt.Errorf("want a ratio above 0 and at most 1, or 100%%")
	}
	return v, nil
}

func letters(s string) (int32, error) {
	v, err := strconv.ParseInt(s, 10, 32)
	if err != nil || v <= 0 {
		return 0, fmt.Errorf("want a number of letters above 0")
	}
	return int32(v), nil
}
