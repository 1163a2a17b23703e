package mention

import (
	_ "embed"
	"strings"
)

//go:generate go run gen_places.go

// places are the names of places that are known, one a line, ascending by bytes.
//
//go:embed places.txt
var places string

// words are common words of two characters that are no nouns, likewise.
//
//go:embed words.txt
var words string

// known reports whether name is one of places. It searches the lines by halves.
func known(name string) bool {
	lo, hi := 0, len(places)
	for lo < hi {
		mid := (lo + hi) / 2
		from := strings.LastIndexByte(places[lo:mid], '\n') + 1 + lo
		to := mid + strings.IndexByte(places[mid:], '\n')
		switch strings.Compare(places[from:to], name) {
		case 0:
			return true
		case -1:
			lo = to + 1
		default:
			hi = from
		}
	}
	return false
}

// ordinary reports whether w, of two characters, is one of words or stands in front of names
// otherwise.
func ordinary(w string) bool {
	const line = 2*han + len("\n")
	lo, hi := 0, len(words)/line
	for lo < hi {
		mid := (lo + hi) / 2
		switch word := words[mid*line : mid*line+2*han]; {
		case word == w:
			return true
		case word < w:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return left(w)
}
