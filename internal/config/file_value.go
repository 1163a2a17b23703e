package config

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// What is wrong with a value.
var (
	errBool     = errors.New("want true or false")
	errNumber   = errors.New("want a whole number")
	errDuration = errors.New("want a duration such as 30s or 2m")
	errSize     = errors.New(`want a number of MiB, or a size such as "64 MiB"`)
	errText     = errors.New("want a text; put it in quotes")
	errLine     = errors.New("want a text of one line")
	errList     = errors.New("want a list of texts such as [a, b]")
	errLimits   = errors.New("want limits such as {near-duplicate: true, total: 0.2}")
	errNoLimit  = errors.New("no limit is left")
	errNoValue  = errors.New("no value; give one, or put # in front of the line")
)

// parse returns a single value of that kind as a flag takes it, or what is wrong with it.
func (k Kind) parse(s string) (string, error) {
	switch k {
	case Bool:
		switch s = strings.ToLower(s); s {
		case "true", "false":
			return s, nil
		case "1":
			return "true", nil
		case "0":
			return "false", nil
		}
		return "", errBool
	case Number:
		// No 012 and no 1_000, which others take for ten and for a thousand.
		if n, err := strconv.ParseInt(s, 10, 64); err != nil || strconv.FormatInt(n, 10) != s {
			return "", errNumber
		}
		return s, nil
	case Duration:
		if d, err := time.ParseDuration(s); err != nil || d < 0 {
			return "", errDuration
		}
		return s, nil
	case Size:
		return parseSize(s)
	}
	if strings.ContainsFunc(s, unicode.IsControl) {
		return "", errLine
	}
	return s, nil
}

var sizes = regexp.MustCompile(`^(0|[1-9][0-9]{0,8}) ?(MiB|GiB)?$`)

// parseSize returns a size as a number of MiB.
func parseSize(s string) (string, error) {
	m := sizes.FindStringSubmatch(s)
	if m == nil {
		return "", errSize
	}
	n, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil {
		return "", errSize
	}
	if m[2] == "GiB" {
		n <<= 10
	}
	return strconv.FormatInt(n, 10), nil
}
