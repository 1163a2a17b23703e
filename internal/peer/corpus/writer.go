package corpus

import (
	"math"
	"math/rand/v2"
	"strconv"
	"unicode/utf8"
)

// favourites is how many things and how many deeds a report comes back to: it speaks of its
// own line of work, so a third of its words are from a short list of its own.
const favourites = 40

// writer writes the sentences of one report.
type writer struct {
	r      *rand.Rand
	year   int
	place  string
	office string
	things []string // the report's own
	deeds  []string
	buf    []byte
}

// newWriter returns a writer of an office and a year drawn from r.
func newWriter(r *rand.Rand) *writer {
	w := &writer{r: r, year: 2001 + r.IntN(24)}
	w.buf = w.appendPlace(nil)
	w.place = string(w.buf)
	w.office = w.place + pick(r, organs)
	for range favourites {
		w.things = append(w.things, pick(r, things))
		w.deeds = append(w.deeds, pick(r, deeds))
	}
	return w
}

// sentence returns a sentence of one to four clauses with its full stop.
func (w *writer) sentence() string {
	w.buf = w.buf[:0]
	if w.r.IntN(2) == 0 {
		w.fill(pick(w.r, openings))
	}
	for n := 1 + w.r.IntN(4); n > 0; n-- {
		w.fill(pick(w.r, clauses))
		switch {
		case n == 1:
			w.buf = append(w.buf, "。"...)
		case w.r.IntN(8) == 0:
			w.buf = append(w.buf, "；"...)
		default:
			w.buf = append(w.buf, "，"...)
		}
	}
	return string(w.buf)
}

// heading returns the text of a heading.
func (w *writer) heading() string {
	w.buf = w.buf[:0]
	w.fill(pick(w.r, headings))
	return string(w.buf)
}

// title returns the title of the report.
func (w *writer) title() string {
	return w.office + strconv.Itoa(w.year) + "年" + skewed(w.r, matters) + pick(w.r, titles)
}

// signature returns the last line: who signs, and when.
func (w *writer) signature() string {
	w.buf = append(w.buf[:0], w.office...)
	w.buf = append(w.buf, "　"...)
	w.number(w.year, "年")
	w.number(1+w.r.IntN(12), "月")
	w.number(1+w.r.IntN(28), "日")
	return string(w.buf)
}

// fill appends a frame with its slots filled.
func (w *writer) fill(frame []piece) {
	for _, p := range frame {
		if p.slot == 0 {
			w.buf = append(w.buf, p.text...)
			continue
		}
		w.slot(p.slot)
	}
}

// slot appends a filling of a slot; the letters are those of grammar.go.
func (w *writer) slot(kind byte) {
	r := w.r
	switch kind {
	case 'n':
		if r.IntN(3) == 0 {
			w.add(pick(r, w.things))
			return
		}
		w.add(skewed(r, things))
	case 'v':
		if r.IntN(3) == 0 {
			w.add(pick(r, w.deeds))
			return
		}
		w.add(skewed(r, deeds))
	case 'N':
		w.add(skewed(r, matters))
	case 'a':
		w.add(skewed(r, manners))
	case 's':
		w.add(skewed(r, states))
	case 'i':
		w.add(skewed(r, virtues))
	case 'j':
		w.add(skewed(r, joints))
	case 'p':
		w.add(skewed(r, folk))
	case 'm':
		w.add(skewed(r, modifiers))
	case 'e':
		w.add(skewed(r, modifiers))
		w.add(skewed(r, things))
		w.add(pick(r, events))
	case 't':
		w.time()
	case 'l':
		w.buf = w.appendPlace(w.buf)
	case 'o':
		w.organ()
	case 'h':
		w.person()
	case 'q':
		w.quantity()
		w.add(pick(r, units))
	case 'c':
		w.share()
	case 'y':
		w.money()
	case 'd':
		w.paper()
	}
}

func (w *writer) add(word string) { w.buf = append(w.buf, word...) }

// number appends a number and its unit.
func (w *writer) number(n int, unit string) {
	w.buf = strconv.AppendInt(w.buf, int64(n), 10)
	w.add(unit)
}

// quantity appends a number, small ones more often than large ones.
func (w *writer) quantity() {
	most := [...]int{10, 100, 1000, 10000}[w.r.IntN(4)]
	w.buf = strconv.AppendInt(w.buf, int64(2+w.r.IntN(most)), 10)
}

func (w *writer) share() {
	w.buf = strconv.AppendInt(w.buf, int64(1+w.r.IntN(99)), 10)
	if w.r.IntN(2) == 0 {
		w.buf = append(w.buf, '.', byte('0'+w.r.IntN(10)))
	}
	w.buf = append(w.buf, '%')
}

func (w *writer) money() {
	w.quantity()
	if w.r.IntN(3) == 0 {
		w.buf = append(w.buf, '.', byte('1'+w.r.IntN(9)))
	}
	w.add("万元")
}

func (w *writer) time() {
	switch w.r.IntN(3) {
	case 0:
		w.add(pick(w.r, times))
	case 1:
		w.number(1+w.r.IntN(12), "月")
		w.number(1+w.r.IntN(28), "日")
	default:
		w.number(w.year-w.r.IntN(3), "年")
		w.number(1+w.r.IntN(12), "月")
	}
}

func (w *writer) organ() {
	if w.r.IntN(2) == 0 {
		w.add(w.place)
	} else {
		w.buf = w.appendPlace(w.buf)
	}
	w.add(pick(w.r, organs))
}

func (w *writer) person() {
	w.buf = utf8.AppendRune(w.buf, pick(w.r, surnames))
	if w.r.IntN(2) == 0 {
		w.buf = utf8.AppendRune(w.buf, pick(w.r, givenNames))
		w.buf = utf8.AppendRune(w.buf, pick(w.r, givenNames))
	}
	w.add(pick(w.r, posts))
}

func (w *writer) paper() {
	w.add("《")
	if w.r.IntN(2) == 0 {
		w.buf = w.appendPlace(w.buf)
	}
	w.add(skewed(w.r, modifiers))
	w.add(skewed(w.r, things))
	w.add(skewed(w.r, deeds))
	w.add(pick(w.r, papers))
	w.add("》")
}

func (w *writer) appendPlace(dst []byte) []byte {
	dst = utf8.AppendRune(dst, pick(w.r, placeFirst))
	dst = utf8.AppendRune(dst, pick(w.r, placeSecond))
	return append(dst, pick(w.r, placeKinds)...)
}

// pick returns one of the values, each as likely as another.
func pick[T any](r *rand.Rand, values []T) T { return values[r.IntN(len(values))] }

// skewed returns one of the words, the earlier ones more often than the later: the rank is
// the 1.5th power of a uniform number, which makes the first tenth of the words twice as
// frequent as its number. A steeper law, as that of natural text, would repeat whole
// clauses among 100,000 reports.
func skewed(r *rand.Rand, words []string) string {
	u := r.Float64()
	return words[int(u*math.Sqrt(u)*float64(len(words)))]
}
