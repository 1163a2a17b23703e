package accuracy

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// noise is a way in which a copy differs from its source.
type noise struct {
	name  string // with its rate in percent, where it has one
	write func(r *rand.Rand, text string) string
}

// noiseGroup is a set of kinds that are measured together. A group stays well under the
// 64 members from which on the program lists a cluster in short, so that every pair counts.
type noiseGroup struct {
	name  string
	kinds []noise
}

// noiseGroups are all kinds of noise. The rates of masks, spaces, page marks and replaced
// words begin at those of real copies and go on to several times as much.
func noiseGroups() []noiseGroup {
	return []noiseGroup{
		{"noise-marks", markNoise},
		{"noise-form", formNoise},
		{"noise-hidden", hiddenNoise},
		{"noise-script", scriptNoise},
		{"noise-words", wordNoise},
		{"noise-order", orderNoise},
		{"noise-mixed", mixedNoise()},
	}
}

// NoiseSets returns a set for each group of noise: every base as it is, and a copy of it
// for every kind, each in a file of its own. A base and its copies are one cluster. The
// names of the sets end in suffix. No two bases may resemble each other.
func NoiseSets(suffix string, bases []string, seed uint64) []Set {
	var out []Set
	for _, g := range noiseGroups() {
		out = append(out, noiseSet(g.name+suffix, bases, g.kinds, seed))
	}
	return out
}

func noiseSet(name string, bases []string, kinds []noise, seed uint64) Set {
	set := Set{Name: name, Clusters: true}
	add := func(base int, kind, text string) {
		file := fmt.Sprintf("%02d.txt", base)
		if kind != "" {
			file = fmt.Sprintf("%02d-%s.txt", base, kind)
		}
		var s sheet
		lo, hi := s.put(text)
		set.Files = append(set.Files, File{file, s.b.String()})
		set.Submissions = append(set.Submissions, Submission{
			Place: Place{File: file, Lo: lo, Hi: hi}, Cluster: fmt.Sprintf("base %02d", base), Kind: kind,
		})
	}
	for i, base := range bases {
		add(i, "", base)
		for _, k := range kinds {
			add(i, k.name, k.write(draw(seed, fmt.Sprint(name, i, k.name)), base))
		}
	}
	return set
}

// mixedDraws is the number of copies with several kinds of noise at once.
const mixedDraws = 8

// mixable are the kinds that real copies show together, at their usual rates. They are
// applied in this order: sentences, words, letters, lines.
var mixable = []noise{
	{"insert-10", insertSentences(0.1)},
	{"tail-cut", cut(0, 0.85)},
	{"spin-1.2", spinAt(1.2)},
	{"numbers-30", changeNumbers(0.3)},
	{"years-20xx", maskYears("xx")},
	{"renumbered", renumber(1)},
	{"mask-0.9", maskAt(0.009)},
	{"ocr-1", misread(0.01)},
	{"quotes", dropQuotes},
	{"narrow-marks", narrowMarks},
	{"marks-lost-30", dropMarks(0.3)},
	{"spaces-0.25", spacesAt(0.0025)},
	{"zero-width-2", sowAt(0.02, zeroWidths)},
	{"one-line", oneLine("")},
	{"wrap-38", wrapAt(38)},
	{"pages-300", pagesAt(300)},
}

// mixed is the number of kinds that are applied at once.
const mixed = 3

// mixedNoise returns copies with several kinds of mixable at once.
func mixedNoise() []noise {
	var out []noise
	for i := range mixedDraws {
		out = append(out, noise{fmt.Sprintf("mixed-%d", i+1), func(r *rand.Rand, text string) string {
			chosen := r.Perm(len(mixable))[:mixed]
			slices.Sort(chosen)
			for _, j := range chosen {
				text = mixable[j].write(r, text)
			}
			return text
		}})
	}
	return out
}

// eachLetter returns text with change applied to each letter at the given rate, [0,1].
func eachLetter(r *rand.Rand, text string, rate float64, change func(c rune) string) string {
	var s sheet
	for _, c := range text {
		if isLetter(c) && r.Float64() < rate {
			s.put(change(c))
		} else {
			s.b.WriteRune(c)
		}
	}
	return s.b.String()
}
