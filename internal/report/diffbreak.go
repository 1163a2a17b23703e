package report

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// breakLines returns s, which is safe and without line ends, as lines of at most room
// columns, in bytes: [lo, hi) each, blanks at the ends of lines left out. room is 2 at
// least.
//
// Lines break as Chinese is set: between any two characters, but never in front of a mark
// that closes (，。」) nor behind one that opens (「《), nor inside a Latin word or a number.
// Nor do they inside the stretches of keep, which are ascending and disjoint. What is wider
// than a line is broken anywhere between two characters that are seen as one each. Cost is
// linear in s.
func breakLines(s string, room int, keep []clip) []clip {
	var lines []clip
	var (
		lo      int  // of the line
		wide    int  // columns of it so far
		may     int  // last place where it may break; lo: none
		mayWide int  // columns in front of that
		last    kind // of the character before
		state   = -1
	)
	for at, rest := 0, s; rest != ""; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		k := kindOf(cluster, w)
		for len(keep) > 0 && keep[0].hi <= at {
			keep = keep[1:]
		}
		kept := len(keep) > 0 && keep[0].lo < at
		if at > lo && !kept && breaks(last, k) {
			may, mayWide = at, wide
		}
		if wide+w > room && k != kindBlank && at > lo {
			if may == lo {
				may, mayWide = at, wide
			}
			lines = append(lines, trimmed(s, lo, may))
			lo, wide = may, wide-mayWide
			may = lo
			if wide+w > room && at > lo { // what was carried over is too wide once more
				lines = append(lines, trimmed(s, lo, at))
				lo, may, wide = at, at, 0
			}
		}
		if k == kindBlank && at == lo {
			w = 0 // it will be left out
		}
		wide += w
		at += len(cluster)
		last = k
	}
	if lo < len(s) {
		lines = append(lines, trimmed(s, lo, len(s)))
	}
	return lines
}

func trimmed(s string, lo, hi int) clip {
	lo += len(s[lo:hi]) - len(strings.TrimLeft(s[lo:hi], " "))
	return clip{lo, max(lo, len(strings.TrimRight(s[:hi], " ")))}
}

// kind of a character, for breaking lines.
type kind uint8

const (
	kindWide    kind = iota // of East Asian scripts: a line may break on either side
	kindWord                // of a word or a number
	kindOpening             // begins what follows
	kindClosing             // ends what is in front
	kindPoint               // ends what is in front, or stands inside a number: 3.5
	kindBlank
)

func kindOf(cluster string, width int) kind {
	r, _ := utf8.DecodeRuneInString(cluster)
	switch {
	case cluster == " ":
		return kindBlank
	case strings.ContainsRune("（“‘《〈【『「〔［｛〖([{‹«￥", r):
		return kindOpening
	case strings.ContainsRune("，。、；：！？）”’》〉】』」〕］｝〗)]}›»…—～·％‰℃々", r):
		return kindClosing
	case strings.ContainsRune(".,;:!?%", r):
		return kindPoint
	case width == 2:
		return kindWide
	}
	return kindWord
}

// breaks reports whether a line may break between characters of two kinds.
func breaks(before, after kind) bool {
	switch {
	case after == kindBlank, after == kindClosing, after == kindPoint, before == kindOpening:
		return false
	case before == kindBlank:
		return true
	case before == kindWord || before == kindPoint:
		return after != kindWord
	}
	return true
}
