package story

import (
	"strconv"
	"strings"
)

// RGB is a colour, each channel [0,255].
type RGB [3]uint8

// White is the colour of paper.
var White = RGB{255, 255, 255}

// near is the difference of a channel up to which two colours cannot be told apart at a
// glance. Grey F0F0F0 on white cannot be read on screens or paper; the lightest grey that
// word processors offer for text, D9D9D9, can.
const near = 20

// Near reports whether text in the colour c cannot be read on ground.
func (c RGB) Near(ground RGB) bool {
	for i := range c {
		if d := int(c[i]) - int(ground[i]); d > near || d < -near {
			return false
		}
	}
	return true
}

// ParseRGB reads a colour of six hexadecimal digits, with or without "#".
func ParseRGB(v string) (RGB, bool) {
	v = strings.TrimPrefix(v, "#")
	n, err := strconv.ParseUint(v, 16, 32)
	if err != nil || len(v) != 6 {
		return RGB{}, false
	}
	return RGB{uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}
