package accuracy

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// writer writes sentences of work summaries of one invented place and line of work. Every
// sentence is a frame whose slots are filled anew; a frame comes back only when all are
// used up. Most of what a text says comes from its own field, the rest from a second one.
type writer struct {
	r      *rand.Rand
	field  *field
	other  *field // a neighbouring line of work
	place  string
	unit   string
	year   int
	digits bool  // numbers in ASCII digits
	frames []int // left to be used, in order
	told   *census
}

// census knows the sentences of the texts of a set, so that no text tells again what stands
// in another one: it holds for each run of five letters the sentences that have it.
type census struct {
	at map[uint64][]int32
	n  int32
}

// mostShared is the number of 5-letter runs that a sentence may share with an earlier one;
// what shares nine and more is rightly taken for reuse.
const mostShared = 5

// admit reports whether a sentence is new enough, and notes it if it is or if it must be
// taken anyway.
func (c *census) admit(sentence string, anyway bool) bool {
	runs := runsOf(sentence, 5)
	shared := map[int32]int{}
	most := 0
	for _, h := range runs {
		for _, i := range c.at[h] {
			shared[i]++
			most = max(most, shared[i])
		}
	}
	if most > mostShared && !anyway {
		return false
	}
	for _, h := range runs {
		c.at[h] = append(c.at[h], c.n)
	}
	c.n++
	return true
}

// newWriter returns a writer of a place, an office and a year drawn from r, who knows no
// other texts.
func newWriter(r *rand.Rand) *writer {
	f, o := r.IntN(len(fields)), r.IntN(len(fields)-1)
	if o >= f {
		o++
	}
	w := &writer{r: r, field: &fields[f], other: &fields[o], year: between(r, 1998, 2025), digits: r.IntN(2) == 0, told: &census{at: map[uint64][]int32{}}}
	w.place = placeName(r) + pick(r, placeKinds)
	w.unit = pick(r, w.field.units)
	return w
}

// placeName returns a name of two characters.
func placeName(r *rand.Rand) string {
	return string([]rune{pick(r, placeFirst), pick(r, placeSecond)})
}

// ownWord returns a word that official texts use.
func ownWord(r *rand.Rand) string {
	f := pick(r, fields)
	return pick(r, pick(r, [][]string{f.things, f.handles, f.papers, f.people, words["how"], words["care"], words["month"]}))
}

// owner is the office that reports.
func (w *writer) owner() string { return w.place + w.unit }

// sentence returns a sentence with its full stop.
func (w *writer) sentence() string {
	return w.fresh(func() string {
		if len(w.frames) == 0 {
			w.frames = w.r.Perm(len(frames))
		}
		f := frames[w.frames[0]]
		w.frames = w.frames[1:]
		return w.fill(f)
	})
}

// fresh calls write until it returns what no text known to w tells already, a few times at
// most.
func (w *writer) fresh(write func() string) string {
	const tries = 12
	for i := 1; ; i++ {
		if s := write(); w.told.admit(s, i == tries) {
			return s
		}
	}
}

// one returns one of the frames, filled and fresh.
func (w *writer) one(frames []string) string {
	return w.fresh(func() string { return w.fill(pick(w.r, frames)) })
}

// paragraph returns n sentences.
func (w *writer) paragraph(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(w.sentence())
	}
	return b.String()
}

// fill writes a frame: slots stand in braces and may hold slots again.
func (w *writer) fill(frame string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(frame, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		slot, after, _ := strings.Cut(rest, "}")
		b.WriteString(w.fill(w.slot(slot)))
		frame = after
	}
}

// foreign is how many of 100 words of a text come from its second field.
const foreign = 15

// slot returns what fills the slot called name.
func (w *writer) slot(name string) string {
	f := w.field
	if w.r.IntN(100) < foreign {
		f = w.other
	}
	switch name {
	case "thing":
		return pick(w.r, f.things)
	case "handle":
		return pick(w.r, f.handles)
	case "paper":
		return pick(w.r, f.papers)
	case "people":
		return pick(w.r, f.people)
	case "event":
		return pick(w.r, f.events)
	case "gain":
		return pick(w.r, f.gains)
	case "trouble":
		return pick(w.r, f.troubles)
	case "aspect":
		return pick(w.r, w.field.aspects)
	case "place":
		return w.place
	case "place2":
		return placeName(w.r) + pick(w.r, placeKinds)
	case "unitname":
		return w.unit
	case "man":
		return w.man()
	case "year":
		if w.digits {
			return fmt.Sprintf("%d年", w.year)
		}
		return inDigits(w.year) + "年"
	case "d":
		return w.number(between(w.r, 2, 9))
	case "n":
		return w.number(between(w.r, 2, 97))
	case "N":
		return w.number(between(w.r, 100, 9600))
	case "pct":
		return w.share()
	case "money":
		return w.money()
	}
	return pick(w.r, words[name])
}

// man returns a person with the post.
func (w *writer) man() string {
	name := string(pick(w.r, surnames))
	for range between(w.r, 1, 2) {
		name += string(pick(w.r, givenNames))
	}
	if w.r.IntN(3) == 0 {
		return name
	}
	return pick(w.r, posts) + name
}

// number writes n in the way of this text.
func (w *writer) number(n int) string {
	if w.digits {
		return fmt.Sprint(n)
	}
	if n == 2 {
		return "两"
	}
	return chineseNumber(n)
}

func (w *writer) share() string {
	p := between(w.r, 11, 98)
	if w.digits {
		return fmt.Sprintf("%d.%d%%", p, w.r.IntN(10))
	}
	return "百分之" + chineseNumber(p)
}

func (w *writer) money() string {
	if w.digits {
		return fmt.Sprintf("%d.%d万元", between(w.r, 1, 80), between(w.r, 1, 9))
	}
	return chineseNumber(between(w.r, 11, 99)) + "万" + chineseNumber(between(w.r, 1, 9)) + "千元"
}

// inDigits writes the digits of n one by one in Chinese.
func inDigits(n int) string {
	digits := []rune("〇一二三四五六七八九")
	out := ""
	for _, c := range fmt.Sprint(n) {
		out += string(digits[c-'0'])
	}
	return out
}
