package safe

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Width returns the number of columns that s takes on a terminal: 2 for Chinese
// characters and full-width forms, 0 for combining marks and control characters, 1 for
// most others.
//
// The characters that Unicode calls ambiguous, among them — … “ ” ·, take one column.
// That is what terminals do by default, Chinese ones too; one that is set to show them
// wide will shift the columns behind them.
func Width(s string) int { return uniseg.StringWidth(s) }

// ellipsis stands where Cut has cut; one column wide.
const ellipsis = "…"

// Cut returns s when it is at most width columns wide, else as much of its beginning as
// fits in front of an ellipsis. It never cuts a character from its combining marks.
// The result is at most width columns wide; nothing is left at width 0 or less.
func Cut(s string, width int) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if width <= 0 {
		return ""
	}
	used, fits := 0, 0 // columns in front of rest; bytes that leave room for the ellipsis
	state := -1
	for rest := s; rest != ""; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		used += w
		if used > width {
			return s[:fits] + ellipsis
		}
		if used < width && len(s)-len(rest) == fits+len(cluster) {
			fits += len(cluster)
		}
	}
	return s
}
