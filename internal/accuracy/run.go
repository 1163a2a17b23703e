package accuracy

import (
	"context"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/split"
	"chachong/internal/text"
	"chachong/internal/token"
)

// Run checks the files of s as `chachong check` does: each an input of its own, in the
// order of their names.
func Run(ctx context.Context, s *Set) (*finding.Result, error) {
	files := slices.Clone(s.Files)
	slices.SortFunc(files, func(f, g File) int { return strings.Compare(f.Name, g.Name) })
	var inputs []detect.Input
	for _, f := range files {
		inputs = append(inputs, detect.Input{Path: f.Name, Read: func() detect.Reading {
			return detect.Reading{Text: f.Text, Status: "ok", Format: "txt", Encoding: "utf-8", Bytes: int64(len(f.Text))}
		}})
	}
	return detect.Run(ctx, inputs, detect.Options{})
}

// outcome is a set with what was found in it.
type outcome struct {
	set      *Set
	files    map[string]*file
	subs     []submission
	passages []passage
	pairs    []pair

	submissions map[string]int // index in subs by id
	inFile      map[string][]int
}

// file is a file with its folded text.
type file struct {
	norm  *text.Norm
	lines *text.Lines
}

// submission is one that was found.
type submission struct {
	finding.Submission
	letters token.Letters
}

// passage is one that was found: between subs a and b.
type passage struct {
	a, b         int
	aSpan, bSpan text.Span
	Case         // the same in code points; Kind is that of the program
	template     bool
	told         bool // in the result itself, not by equal bodies
}

// pair is a listed pair of subs a and b, or one that follows from equal bodies.
type pair struct {
	a, b int
	finding.Pair
	listed bool
}

// newOutcome reads the result of Run on s.
func newOutcome(s *Set, res *finding.Result) *outcome {
	o := &outcome{set: s, files: map[string]*file{}, submissions: map[string]int{}, inFile: map[string][]int{}}
	for _, f := range s.Files {
		o.files[f.Name] = &file{norm: text.Fold(f.Text, split.Junk(f.Text)), lines: text.NewLines(f.Text)}
	}
	for i, sub := range res.Submissions {
		o.submissions[sub.ID] = i
		o.inFile[sub.Path] = append(o.inFile[sub.Path], i)
		o.subs = append(o.subs, submission{sub, o.files[sub.Path].letters(spanOf(sub.Range))})
	}
	for _, p := range res.Passages {
		a, b := o.submissions[p.A.Submission], o.submissions[p.B.Submission]
		o.passages = append(o.passages, passage{
			a: a, b: b, aSpan: spanOf(p.A.Range), bSpan: spanOf(p.B.Range), template: p.Template, told: true,
			Case: Case{A: placeOf(o.subs[a].Path, p.A.Range), B: placeOf(o.subs[b].Path, p.B.Range), Kind: p.Kind},
		})
	}
	for _, p := range res.Pairs {
		o.pairs = append(o.pairs, pair{o.submissions[p.A], o.submissions[p.B], p, true})
	}
	o.addTwins()
	return o
}

// addTwins adds what the result says of equal bodies once: identical bodies are compared
// once and listed against the first of them, so that what is found there holds for each.
// Two that have passages of their own get none.
func (o *outcome) addTwins() {
	first := make([]int, len(o.subs))
	twins := make([][]int, len(o.subs)) // of the first of them, itself included
	for i := range first {
		first[i] = i
		twins[i] = []int{i}
	}
	whole := func(p *passage) bool {
		return p.a != p.b && p.Kind == "verbatim" && p.aSpan == spanOf(o.subs[p.a].Range) && p.bSpan == spanOf(o.subs[p.b].Range)
	}
	for i := range o.passages {
		if p := &o.passages[i]; whole(p) && first[p.b] == p.b {
			first[p.b] = first[p.a]
			twins[first[p.a]] = append(twins[first[p.a]], p.b)
		}
	}
	told, paired := map[[2]int]bool{}, map[[2]int]bool{}
	for i := range o.passages {
		told[ordered(o.passages[i].a, o.passages[i].b)] = true
	}
	for i := range o.pairs {
		paired[ordered(o.pairs[i].a, o.pairs[i].b)] = true
	}
	var passages []passage
	for _, p := range o.passages {
		if first[p.a] != p.a || first[p.b] != p.b || p.a == p.b {
			continue
		}
		for _, a := range twins[p.a] {
			for _, b := range twins[p.b] {
				if told[ordered(a, b)] {
					continue
				}
				q := p
				q.a, q.b, q.told = a, b, false
				q.aSpan, q.A = o.transfer(p.aSpan, p.a, a)
				q.bSpan, q.B = o.transfer(p.bSpan, p.b, b)
				passages = append(passages, q)
			}
		}
	}
	// Among the twins themselves all is equal.
	for _, list := range twins {
		for i, a := range list {
			for _, b := range list[:i] {
				if !told[ordered(a, b)] {
					told[ordered(a, b)] = true
					x, y := spanOf(o.subs[b].Range), spanOf(o.subs[a].Range)
					passages = append(passages, passage{
						a: b, b: a, aSpan: x, bSpan: y,
						Case: Case{A: o.place(b, x), B: o.place(a, y), Kind: "verbatim"},
					})
				}
				if !paired[ordered(a, b)] {
					paired[ordered(a, b)] = true
					equal := finding.Pair{Resemblance: 1, ContainmentA: 1, ContainmentB: 1, NearDuplicate: true}
					o.pairs = append(o.pairs, pair{b, a, equal, false})
				}
			}
		}
	}
	var pairs []pair
	for _, p := range o.pairs {
		for _, a := range twins[p.a] {
			for _, b := range twins[p.b] {
				if a != b && !paired[ordered(a, b)] {
					paired[ordered(a, b)] = true
					q := p
					q.a, q.b, q.listed = a, b, false
					pairs = append(pairs, q)
				}
			}
		}
	}
	o.passages, o.pairs = append(o.passages, passages...), append(o.pairs, pairs...)
}

// transfer returns the place in sub to that corresponds to s in sub from, whose letters
// are the same.
func (o *outcome) transfer(s text.Span, from, to int) (text.Span, Place) {
	if from != to {
		x, y := &o.subs[from], &o.subs[to]
		body := spanOf(y.Range)
		lo, hi := lettersIn(x.letters, s)
		switch {
		case lo == hi:
			s = text.Span{Lo: body.Lo, Hi: body.Lo}
		default:
			end := y.letters.At[hi-1]
			_, size := utf8.DecodeRuneInString(o.files[y.Path].norm.Source[end:])
			s = text.Span{Lo: y.letters.At[lo], Hi: end + int32(size)}
		}
	}
	return s, o.place(to, s)
}

// place returns s, which lies in sub i, in code points.
func (o *outcome) place(i int, s text.Span) Place {
	f := o.files[o.subs[i].Path]
	return Place{File: o.subs[i].Path, Lo: int(f.lines.Rune(s.Lo)), Hi: int(f.lines.Rune(s.Hi))}
}

func ordered(a, b int) [2]int { return [2]int{min(a, b), max(a, b)} }

func spanOf(r finding.Range) text.Span { return text.Span{Lo: r.Byte[0], Hi: r.Byte[1]} }

func placeOf(file string, r finding.Range) Place {
	return Place{File: file, Lo: int(r.Rune[0]), Hi: int(r.Rune[1])}
}

// letters returns the letters in s.
func (f *file) letters(s text.Span) token.Letters {
	lo, hi := f.norm.Find(s)
	return token.LettersOf(f.norm, lo, hi)
}

// span returns p in bytes.
func (f *file) span(p Place) text.Span {
	src := f.norm.Source
	at := func(rune int) int32 {
		i := sort.Search(len(src), func(i int) bool { return int(f.lines.Rune(int32(i))) >= rune })
		for i < len(src) && !utf8.RuneStart(src[i]) {
			i++ // Rune counts a code point from its second byte on
		}
		return int32(i)
	}
	return text.Span{Lo: at(p.Lo), Hi: at(p.Hi)}
}

// lettersIn returns the indexes of the letters that start in s.
func lettersIn(l token.Letters, s text.Span) (lo, hi int) {
	lo, _ = slices.BinarySearch(l.At, s.Lo)
	hi, _ = slices.BinarySearch(l.At, s.Hi)
	return lo, hi
}

// covered returns how many of the letters lie in any of the spans.
func covered(l token.Letters, spans []text.Span) int {
	slices.SortFunc(spans, func(x, y text.Span) int { return int(x.Lo) - int(y.Lo) })
	n, done := 0, 0
	for _, s := range spans {
		lo, hi := lettersIn(l, s)
		n += max(0, hi-max(lo, done))
		done = max(done, hi)
	}
	return n
}
