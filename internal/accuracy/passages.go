package accuracy

import (
	"fmt"
	"math"
	"slices"
)

// reported returns the passages that the result lists and that are not template.
func (o *outcome) reported() []Case {
	var out []Case
	for i := range o.passages {
		if p := &o.passages[i]; p.told && !p.template {
			out = append(out, p.Case)
		}
	}
	return out
}

// allCases returns every true passage of the set.
func (o *outcome) allCases() []Case {
	out := slices.Clone(o.set.Cases)
	for _, g := range o.set.Groups {
		out = append(out, g.Cases...)
	}
	return out
}

// holds reports whether most of either side of c lies within a pair of places of g.
func (g *Group) holds(c Case) bool {
	inside := func(p, in Place) bool {
		return p.File == in.File && 2*(min(p.Hi, in.Hi)-max(p.Lo, in.Lo)) > p.Hi-p.Lo
	}
	return slices.ContainsFunc(g.Within, func(w [2]Place) bool {
		return inside(c.A, w[0]) && inside(c.B, w[1]) || inside(c.A, w[1]) && inside(c.B, w[0])
	})
}

// group scores the passages that belong to cases, and those of each kind apart.
func (o *outcome) group(name string, cases []Case, belongs func(Case) bool) ([]Row, []Miss) {
	var found, shown []Case
	for i := range o.passages {
		p := &o.passages[i]
		if !belongs(p.Case) {
			continue
		}
		shown = append(shown, p.Case)
		if !p.template {
			found = append(found, p.Case)
		}
	}
	m := match(cases, found)
	s := m.score()
	rows := []Row{{name, []Figure{
		ratio("plagdet", s.Plagdet), ratio("recall", s.Recall), ratio("precision", s.Precision), ratio("gran", s.Granularity),
		ratio("micro", s.Micro()), ratio("+template", Plagdet(cases, shown).Plagdet),
		count("cases", len(m.cases)), count("found", len(m.found)),
	}}}
	var kinds []string
	byKind := map[string][]judged{}
	var misses []Miss
	for _, c := range m.cases {
		if byKind[c.Kind] == nil {
			kinds = append(kinds, c.Kind)
		}
		byKind[c.Kind] = append(byKind[c.Kind], c)
		if c.share < coveredWell || c.times > 1 {
			misses = append(misses, Miss{What: fmt.Sprintf("%s %s, found %d times", name, c.Kind, c.times), Value: c.share, A: c.A, B: c.B})
		}
	}
	for _, d := range m.found {
		if d.share < coveredWell {
			misses = append(misses, Miss{What: fmt.Sprintf("%s: false, %s", name, d.Kind), Value: d.share, A: d.A, B: d.B})
		}
	}
	if len(kinds) > 1 || len(kinds) == 1 && kinds[0] != "" {
		for _, kind := range kinds {
			list := byKind[kind]
			rows = append(rows, Row{"  " + kind, []Figure{
				count("cases", len(list)), ratio("recall", meanShare(list)), ratio("gran", granularity(list)),
			}})
		}
	}
	return rows, misses
}

// forbidden counts the formulae that are reported as a passage: one that no true passage
// explains, and that shares more than half of the shorter range with it on either side.
func (o *outcome) forbidden() ([]Row, []Miss) {
	var strange []Case
	for _, d := range match(o.allCases(), o.reported()).found {
		if d.times == 0 {
			strange = append(strange, d.Case)
		}
	}
	var misses []Miss
	for _, f := range o.set.Forbidden {
		if slices.ContainsFunc(strange, func(d Case) bool {
			return mostly(d.A, f.A) && mostly(d.B, f.B) || mostly(d.A, f.B) && mostly(d.B, f.A)
		}) {
			misses = append(misses, Miss{What: "formula reported", A: f.A, B: f.B})
		}
	}
	return []Row{{"forbidden", []Figure{count("formulae", len(o.set.Forbidden)), count("reported", len(misses))}}}, misses
}

// mostly reports whether a and b share more than half of the shorter one.
func mostly(a, b Place) bool {
	return a.File == b.File && 2*(min(a.Hi, b.Hi)-max(a.Lo, b.Lo)) > min(a.Hi-a.Lo, b.Hi-b.Lo)
}

// quiet counts what is reported of texts that share nothing.
func (o *outcome) quiet() ([]Row, []Miss) {
	near, passages, letters := 0, 0, 0
	var misses []Miss
	for i := range o.pairs {
		if p := &o.pairs[i]; p.NearDuplicate {
			near++
			misses = append(misses, Miss{
				What: "near-duplicate", A: o.place(p.a, spanOf(o.subs[p.a].Range)), B: o.place(p.b, spanOf(o.subs[p.b].Range)),
			})
		}
	}
	for _, c := range o.reported() {
		passages++
		misses = append(misses, Miss{What: "passage, " + c.Kind, A: c.A, B: c.B})
	}
	for i := range o.subs {
		letters += o.subs[i].letters.Len()
	}
	return []Row{{"quiet", []Figure{
		count("near", near), count("passages", passages), ratio("per-million", float64(passages)*1e6/math.Max(1, float64(letters))),
	}}}, misses
}
