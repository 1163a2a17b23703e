package policy

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chachong/internal/finding"
)

// two is a.txt and b.txt, which share three paragraphs.
func two() *scene { return new(scene).sub("a.txt#1 A").sub("b.txt#1 B").share(0, 1, "PQR") }

// twins is a.txt and b.txt, letter for letter the same.
func twins() *scene { return new(scene).sub("a.txt#1 A").sub("b.txt#1 A").equal(0, 1) }

// What was accepted passes; what came in beside it does not.
func TestAccept(t *testing.T) {
	lim := Limits{NearDuplicate: true, Passage: 200}
	moved := func(sample []uint32, letters int32) *scene {
		s := two()
		p := s.last()
		p.Key, p.KeyB, p.Sample, p.Letters = "moved", "moved", sample, letters
		return s
	}
	long := func() *scene { return new(scene).sub("a.txt#1 A").sub("b.txt#1 B").share(0, 1, "ABCDEFGHIJ") }
	replaced := func() *scene {
		s := long()
		p := s.last()
		p.Key, p.KeyB, p.Sample = "replaced", "replaced", append(sampleOf("ABCDEFGHI")[:86], sampleOf("Z")...)
		for i := range 4 {
			p.Sample = append(p.Sample, uint32(1<<20+i))
		}
		return s
	}
	for _, tt := range []struct {
		name          string
		before, after *scene
		want          string
	}{
		{"again", two(), two(), ""},
		{"the other way round", two(), new(scene).sub("b.txt#1 B").sub("a.txt#1 A").share(0, 1, "PQR"), ""},
		{
			"in a new submission", two(),
			new(scene).sub("a.txt#1 A").sub("b.txt#1 B").sub("c.txt#1 C").share(0, 1, "PQR").share(0, 2, "PQR").share(1, 2, "PQR"),
			"passage a c, passage b c",
		},
		{
			"b drops it and c has it", two(),
			new(scene).sub("a.txt#1 A").sub("b.txt#1 B").sub("c.txt#1 C").share(0, 2, "PQR"),
			"passage a c, stale 1",
		},
		{"third copy", twins(), twins().sub("c.txt#1 A").equal(0, 2), "near-duplicate a c, passage a c"},
		{"third copy that sorts first", twins(), new(scene).sub("0.txt#1 A").sub("a.txt#1 A").sub("b.txt#1 A").equal(0, 1).equal(0, 2), "near-duplicate 0 a, near-duplicate 0 b, passage 0 a, passage 0 b"},
		{
			"third copy and the first edited", twins(),
			new(scene).sub("a.txt#1 a").sub("b.txt#1 A").sub("c.txt#1 A").near(0, 1).equal(1, 2),
			"near-duplicate a b", // c has the very words that a had
		},
		{"edited elsewhere", two(), new(scene).sub("a.txt#1 a").sub("b.txt#1 b").share(0, 1, "PQR"), ""},
		{"renamed", two(), new(scene).sub("x/1.txt#2 A").sub("y.txt#1 B").share(0, 1, "PQR"), ""},
		{"renamed and edited", two(), new(scene).sub("x/1.txt#2 a").sub("y.txt#1 b").share(0, 1, "PQR"), ""},
		{"another text of that name", two(), new(scene).sub("a.txt#1 A").sub("b.txt#1 X").share(0, 1, "PQR"), "passage a b, stale 1"},
		{"ends moved", two(), moved(sampleOf("PQR")[2:], 297), ""},
		{"ends moved outwards", two(), moved(append(sampleOf("PQR"), 1<<20, 1<<20+1), 340), ""},
		{"a paragraph for another, in a long one", long(), replaced(), "passage a b, stale 1"},
		{"grown by a paragraph", two(), moved(sampleOf("PQRS"), 400), "passage a b, stale 1"},
		{"twice itself", two(), moved(sampleOf("PQR"), 600), "passage a b, stale 1"},
		{"too little to tell it by", two(), moved(sampleOf("PQR")[:3], 290), "passage a b, stale 1"},
		{
			"grown together", new(scene).sub("a.txt#1 A").sub("b.txt#1 B").share(0, 1, "PQ").share(0, 1, "RS"),
			new(scene).sub("a.txt#1 A").sub("b.txt#1 B").share(0, 1, "PQRS"), "",
		},
		{"gone", two(), new(scene).sub("a.txt#1 A").sub("b.txt#1 B"), "stale 1"},
		{"one is not there", two(), new(scene).sub("a.txt#1 A").sub("c.txt#1 C"), ""},
		{"no longer so alike", new(scene).sub("a.txt#1 A").sub("b.txt#1 B").near(0, 1), new(scene).sub("a.txt#1 A").sub("b.txt#1 B"), "stale 1"},
		{
			"both archived by now", two(),
			new(scene).sub("c.txt#1 C").sub("库!/1/a.txt#1 A").sub("库!/2/b.txt#1 B").share(0, 1, "X"), "",
		},
		{
			"one archived by now", two(),
			new(scene).sub("a.txt#1 A").sub("库!/2/b.txt#1 B").share(0, 1, "PQR"), "passage a 库!/2/b",
		},
		{
			"a copy of it, which is archived", two(),
			new(scene).sub("c.txt#1 B").sub("库!/1/a.txt#1 A").sub("库!/2/b.txt#1 B").share(0, 1, "PQR").equal(0, 2),
			"near-duplicate c 库!/2/b, passage c 库!/1/a, passage c 库!/2/b",
		},
		{
			"a copy of an archived one that was edited since", two(),
			new(scene).sub("c.txt#1 B").sub("库!/1/x.txt#1 a").share(0, 1, "PQR"), "passage c 库!/1/x",
		},
		{
			"archived then", new(scene).sub("a.txt#1 A").sub("库!/2/b.txt#1 B").share(0, 1, "PQR"),
			new(scene).sub("a.txt#1 a").sub("库!/5/x.txt#1 B").share(0, 1, "PQR"), "",
		},
		{
			"archived then, another beside", new(scene).sub("a.txt#1 A").sub("库!/2/b.txt#1 B").share(0, 1, "PQR"),
			new(scene).sub("a.txt#1 A").sub("库!/2/b.txt#1 B").sub("库!/3/b.txt#1 B").share(0, 1, "PQR").share(0, 2, "PQR"),
			"passage a 库!/2/b, passage a 库!/3/b",
		},
		{
			"archived then, the same from a new one", new(scene).sub("a.txt#1 A").sub("库!/2/b.txt#1 B").share(0, 1, "PQR"),
			new(scene).sub("a.txt#1 A").sub("b.txt#1 B").share(0, 1, "PQR"), "passage a b",
		},
		{
			"all archived beside, of known owners",
			new(scene).sub("a.txt#1 A甲").sub("b.txt#1 B乙").share(0, 1, "PQR"),
			new(scene).sub("a.txt#1 A甲").sub("b.txt#1 B乙").sub("库!/1/a.txt#1 A甲").sub("库!/2/b.txt#1 B乙").
				share(0, 1, "PQR").equal(0, 2).share(0, 3, "PQR").share(1, 2, "PQR").equal(1, 3),
			"passage a 库!/2/b, passage b 库!/1/a", // a and b are no finding
		},
		{
			"edited when the first version is archived",
			new(scene).sub("a.txt#1 A甲").sub("b.txt#1 B乙").share(0, 1, "PQR"),
			new(scene).sub("a.txt#1 a甲").sub("b.txt#1 B乙").sub("库!/1/a.txt#1 A甲").share(0, 1, "PQR").near(0, 2).share(1, 2, "PQR"),
			"passage b 库!/1/a",
		},
		{
			"copied by another when archived",
			new(scene).sub("a.txt#1 A甲").sub("b.txt#1 B乙").share(0, 1, "PQR"),
			new(scene).sub("c.txt#1 A丙").sub("b.txt#1 B乙").sub("库!/1/a.txt#1 A甲").share(0, 1, "PQR").equal(0, 2),
			"near-duplicate c 库!/1/a, passage c b, passage c 库!/1/a",
		},
	} {
		b, _, _ := NewBaseline(tt.before.result(), lim, nil)
		if got := found(tt.before.result(), b, lim); got != "" {
			t.Errorf("%s: once accepted, findings = %q, want none", tt.name, got)
		}
		if got := found(tt.after.result(), b, lim); got != tt.want {
			t.Errorf("%s: findings = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Without a baseline nothing is accepted, and marks of an earlier one go.
func TestAcceptNone(t *testing.T) {
	r := two().result()
	r.Passages[0].Accepted = true
	if got, want := found(r, nil, Limits{Passage: 200}), "passage a b"; got != want {
		t.Errorf("findings = %q, want %q", got, want)
	}
}

func TestNewBaseline(t *testing.T) {
	four := func() *scene {
		return new(scene).sub("a.txt#1 A").sub("b.txt#1 B").sub("c.txt#1 C").sub("d.txt#1 D").share(0, 1, "PQR").share(2, 3, "X").share(2, 3, "UVW").share(0, 2, "Y")
	}
	for _, tt := range []struct {
		name  string
		lim   Limits
		scene *scene
		want  string // pairs and passages
	}{
		{"no limits", Limits{}, four(), ""},
		{"too long ones", Limits{Passage: 200}, four(), "a b PQR, c d UVW"},
		{"all of a ratio", Limits{Total: 0.3}, four(), "a b PQR, a c Y, c d UVW, c d X"},
		{"of the largest source", Limits{LargestSource: 0.3}, four(), "a b PQR, c d UVW, c d X"},
		{"near-duplicates alone", Limits{NearDuplicate: true}, four().near(0, 1), "a b"},
		{"copies", DefaultLimits, twins(), "a b, a b whole A"},
		{"what copies have in common with others is theirs", Limits{NearDuplicate: true, Passage: 200}, twins().sub("c.txt#1 C").share(0, 2, "PQR"), "a b, a b whole A, a c PQR"},
		{
			"archived copies are nobody's copies",
			Limits{Passage: 200},
			new(scene).sub("a.txt#1 A").sub("库!/1/x.txt#1 X").sub("库!/2/y.txt#1 X").share(0, 1, "PQR").share(0, 2, "PQR"),
			"a 库!/1 PQR, a 库!/2 PQR",
		},
		{"own work needs none", DefaultLimits, new(scene).sub("a.txt#1 A甲").sub("库!/1/x.txt#1 A甲").equal(0, 1), ""},
	} {
		b, added, removed := NewBaseline(tt.scene.result(), tt.lim, nil)
		if got := said(b); got != tt.want || added != b.entries() || removed != 0 {
			t.Errorf("%s: NewBaseline = %q, %d added, %d removed, want %q, each added", tt.name, got, added, removed, tt.want)
		}
	}
}

func said(b *Baseline) string {
	var out []string
	ends := func(a, c int) string {
		return unpathed(b.Submissions[a].Name) + " " + unpathed(b.Submissions[c].Name)
	}
	for _, p := range b.Pairs {
		out = append(out, ends(p.A, p.B))
	}
	for _, p := range b.Passages {
		out = append(out, ends(p.A, p.B)+" "+p.Key)
	}
	s := ""
	for i, e := range out {
		if i > 0 {
			s += ", "
		}
		s += e
	}
	return s
}

// An update keeps what it cannot know, drops what is stale, and holds submissions as they
// are today.
func TestUpdateBaseline(t *testing.T) {
	lim := Limits{NearDuplicate: true, Passage: 200}
	all := new(scene).sub("a.txt#1 A").sub("b.txt#1 B").sub("c.txt#1 C").sub("d.txt#1 D").
		share(0, 1, "PQR").share(1, 2, "UVW").share(2, 3, "XYZ")
	old, _, _ := NewBaseline(all.result(), lim, nil)
	for i := range old.Passages {
		old.Passages[i].Note = "共用一稿"
	}
	for _, tt := range []struct {
		name           string
		scene          *scene
		want           string
		added, removed int
	}{
		{"the same", all, "a b PQR, b c UVW, c d XYZ", 0, 0},
		{"two changed files", new(scene).sub("a.txt#1 A").sub("b.txt#1 B").share(0, 1, "PQR"), "a b PQR, b c UVW, c d XYZ", 0, 0},
		{"one of two is gone", new(scene).sub("a.txt#1 A").sub("b.txt#1 B"), "b c UVW, c d XYZ", 0, 1},
		{"another text in its place", new(scene).sub("a.txt#1 A").sub("b.txt#1 Q"), "b c UVW, c d XYZ", 0, 1},
		{"another passage", new(scene).sub("b.txt#1 B").sub("c.txt#1 C").share(0, 1, "EFG"), "a b PQR, b c EFG, c d XYZ", 1, 1},
		{"renamed and edited", new(scene).sub("n.txt#1 c").sub("d.txt#1 D").share(0, 1, "XYZ"), "a b PQR, b n UVW, n d XYZ", 0, 0},
		{"nothing there", new(scene).sub("x.txt#1 X"), "a b PQR, b c UVW, c d XYZ", 0, 0},
		{"one archived by now", new(scene).sub("a.txt#1 A").sub("库!/2/b.txt#1 B").share(0, 1, "PQR"), "a b PQR, a 库!/2 PQR, b c UVW, c d XYZ", 1, 0},
	} {
		before := fmt.Sprintf("%+v", old)
		b, added, removed := NewBaseline(tt.scene.result(), lim, old)
		if got := said(b); got != tt.want || added != tt.added || removed != tt.removed {
			t.Errorf("%s: NewBaseline = %q, %d added, %d removed, want %q, %d, %d", tt.name, got, added, removed, tt.want, tt.added, tt.removed)
		}
		for _, p := range b.Passages {
			if kept := p.Key != "EFG" && !b.Submissions[p.B].Archived; kept != (p.Note != "") {
				t.Errorf("%s: note of %s = %q, want those that were there", tt.name, p.Key, p.Note)
			}
		}
		if after := fmt.Sprintf("%+v", old); after != before {
			t.Errorf("%s: the old baseline became %s, was %s", tt.name, after, before)
		}
	}
}

// A file that could not be read in full tells nothing about what is stale.
func TestStaleOfPartial(t *testing.T) {
	b, _, _ := NewBaseline(two().result(), DefaultLimits, nil)
	r := new(scene).sub("a.txt#1 A").sub("b.txt#1 B").result()
	r.Inputs[1].Status = finding.Partial
	if stale := Accept(r, b); stale.entries() != 0 {
		t.Errorf("Accept: %d stale entries, want none", stale.entries())
	}
}

// A new submission and its copy in an archive, accepted as such, remain two: what is shared
// with one is not accepted with the other.
func TestAcceptedCopyInArchive(t *testing.T) {
	lim := Limits{NearDuplicate: true, Passage: 200}
	b, _, _ := NewBaseline(two().result(), lim, nil)
	b, added, removed := NewBaseline(new(scene).sub("a.txt#1 A").sub("库!/1/x.txt#1 A").equal(0, 1).result(), lim, b)
	if got, want := said(b), "a 库!/1, a b PQR, a 库!/1 whole A"; got != want || added != 2 || removed != 0 {
		t.Errorf("NewBaseline = %q, %d added, %d removed, want %q, 2, 0", got, added, removed, want)
	}
	for want, s := range map[string]*scene{
		"":                   two(),
		"passage b 库!/1/x":   new(scene).sub("b.txt#1 B").sub("库!/1/x.txt#1 A").share(0, 1, "PQR"),
		"passage b 库!/1/x, ": new(scene).sub("a.txt#1 A").sub("b.txt#1 B").sub("库!/1/x.txt#1 A").share(0, 1, "PQR").equal(0, 2).share(1, 2, "PQR"),
	} {
		if got, want := found(s.result(), b, lim), strings.TrimSuffix(want, ", "); got != want {
			t.Errorf("findings = %q, want %q", got, want)
		}
	}
}

// A baseline lies with the documents: of an archived submission it tells archive and number,
// and by what it is known.
func TestBaselineTellsNoNames(t *testing.T) {
	r := new(scene).sub("a.txt#1 A").sub("库!/12/别校/王某某.txt#1 B").share(0, 1, "PQR").result()
	r.Submissions[0].Title, r.Submissions[1].Title = "甲稿", "王某某的总结"
	b, _, _ := NewBaseline(r, DefaultLimits, nil)
	want := []BaselineSubmission{
		{Key: "A", Name: "a.txt#1", Title: "甲稿", Sketch: sketchOf("A")},
		{Key: "B", Name: "库!/12", Archived: true},
	}
	if !reflect.DeepEqual(b.Submissions, want) {
		t.Errorf("NewBaseline: submissions = %+v, want %+v", b.Submissions, want)
	}
}

// randomScene returns a scene as runs make them: of equal bodies a new one comes first and
// is listed with the others, archived ones are compared with new ones alone, each by itself.
func randomScene(r *rand.Rand) *scene {
	s := &scene{}
	news, olds := 1+r.IntN(6), r.IntN(5)
	owners := []string{"", "甲", "乙"}
	for i := range news + olds {
		id := fmt.Sprintf("%c.txt#1", 'a'+i)
		if i >= news {
			id = fmt.Sprintf("库!/%d/%s", i, id)
		}
		s.add(id, string(rune('A'+r.IntN(6))), owners[r.IntN(3)])
	}
	first := map[string]int{}
	var listed []int // bodies that are listed with others
	for i := range s.subs {
		f, ok := first[s.subs[i].Key]
		switch {
		case ok:
			s.equal(f, i)
			if i < news {
				continue
			}
		case i < news:
			first[s.subs[i].Key] = i
		}
		listed = append(listed, i)
	}
	for x, i := range listed {
		for _, j := range listed[x+1:] {
			if i >= news || s.subs[i].Key == s.subs[j].Key {
				continue
			}
			for range r.IntN(3) {
				text := string([]byte{byte('P' + r.IntN(4)), byte('P' + r.IntN(4)), byte('P' + r.IntN(4))}[r.IntN(3):])
				s.share(i, j, text)
				s.last().Template = r.IntN(5) == 0
				at := int32(100 * r.IntN(5))
				s.last().AtA[0] += at
				s.last().AtA[1] += at
			}
			if r.IntN(5) == 0 {
				s.near(i, j)
			}
		}
	}
	return s
}

// Whatever the limits, what they find passes once it is accepted, and accepting it again
// adds nothing.
func TestNewBaselineSuffices(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for n := range 1200 {
		s := randomScene(r)
		lim := Limits{NearDuplicate: r.IntN(2) == 0}
		if r.IntN(2) == 0 {
			lim.Total = 0.1 + 0.4*r.Float64()
		}
		if r.IntN(3) == 0 {
			lim.LargestSource = 0.1 + 0.4*r.Float64()
		}
		if r.IntN(4) == 0 {
			lim.WithTemplate = 0.1 + 0.4*r.Float64()
		}
		if r.IntN(2) == 0 {
			lim.Passage = int32(100 + r.IntN(300))
		}
		res := s.result()
		if r.IntN(3) == 0 { // a reviewer has been here
			p := &res.Pairs
			if len(*p) > 0 {
				q := (*p)[r.IntN(len(*p))]
				Review(res, []Mark{pairMark(keysOf(res)(q.A, q.B), finding.NotCopy)})
			}
		}
		var old *Baseline
		if r.IntN(2) == 0 {
			old, _, _ = NewBaseline(randomScene(r).result(), DefaultLimits, nil)
		}
		before := fmt.Sprintf("%+v", res)
		b, _, _ := NewBaseline(res, lim, old)
		if after := fmt.Sprintf("%+v", res); after != before {
			t.Fatalf("scene %d: NewBaseline changed the result", n)
		}
		if got := found(res, b, lim); got != "" && !(old != nil && strings.HasPrefix(got, "stale ")) {
			t.Fatalf("scene %d, limits %+v: once accepted, findings = %q, want none\n%+v\n%+v", n, lim, got, s, b)
		}
		again, added, removed := NewBaseline(res, lim, b)
		if added != 0 || old == nil && (removed != 0 || !reflect.DeepEqual(again, b)) {
			t.Fatalf("scene %d, limits %+v: accepted again, %d added, %d removed, %q, want %q\n%+v\n%+v", n, lim, added, removed, said(again), said(b), again, b)
		}
		if !slices.IsSortedFunc(b.Submissions, func(x, y BaselineSubmission) int { return compareName(x, y) }) {
			t.Fatalf("scene %d: submissions %+v, want them by name", n, b.Submissions)
		}
	}
}

func compareName(x, y BaselineSubmission) int {
	switch {
	case x.Name < y.Name:
		return -1
	case x.Name > y.Name:
		return 1
	}
	return 0
}

// Something shared with an archived submission is found unless it was accepted with that,
// whatever was accepted with new ones that say the same.
func TestArchivedIsNew(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	lim := Limits{NearDuplicate: true, Passage: 100}
	for n := range 800 {
		s := randomScene(r)
		b, _, _ := NewBaseline(s.result(), lim, nil)
		// The first one is archived too, edited or not, for somebody else.
		body := s.subs[0].Key
		if r.IntN(2) == 0 {
			body = strings.ToLower(body)
		}
		more := *s
		more.subs = append(slices.Clone(s.subs), finding.Submission{
			ID: "库!/99/z.txt#1", Path: "库!/99/z.txt", Key: body, Owner: "丙", Letters: 1000, Sketch: sketchOf(body), Archived: true,
		})
		more.share(0, len(s.subs), "PQR")
		res := more.result()
		Accept(res, b)
		if p := res.Passages[len(res.Passages)-1]; p.Accepted {
			t.Fatalf("scene %d: what is shared with %s is accepted\n%+v\n%+v", n, p.B.Submission, s, b)
		}
	}
}

// Whatever the result, a passage is accepted between two submissions that something was
// accepted between, or between equal ones, new and archived as they are.
func TestAcceptedBetweenTheTwo(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	lim := Limits{NearDuplicate: true, Passage: 100}
	accepted := 0
	for n := range 2000 {
		b, _, _ := NewBaseline(randomScene(r).result(), lim, nil)
		type side struct {
			key      string
			archived bool
		}
		between := map[[2]side]bool{}
		add := func(a, c int) {
			s, t := side{b.Submissions[a].Key, b.Submissions[a].Archived}, side{b.Submissions[c].Key, b.Submissions[c].Archived}
			between[[2]side{s, t}], between[[2]side{t, s}] = true, true
		}
		for _, p := range b.Pairs {
			add(p.A, p.B)
		}
		for _, p := range b.Passages {
			add(p.A, p.B)
		}
		s := randomScene(r)
		res := s.result()
		Accept(res, b)
		sides := map[string]side{}
		for i := range res.Submissions {
			sides[res.Submissions[i].ID] = side{res.Submissions[i].Key, res.Submissions[i].Archived}
		}
		for _, p := range res.Passages {
			if !p.Accepted || p.Own {
				continue
			}
			if accepted++; !between[[2]side{sides[p.A.Submission], sides[p.B.Submission]}] {
				t.Fatalf("scene %d: passage %s of %s and %s is accepted\n%+v\n%+v", n, p.Key, p.A.Submission, p.B.Submission, s, b)
			}
		}
	}
	if accepted < 100 {
		t.Errorf("%d passages were accepted, want enough to tell", accepted)
	}
}

// A submission that shares something with one that is not in the baseline is found, however
// many of its copies are.
func TestNewComerIsFound(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	lim := Limits{NearDuplicate: true, Passage: 100}
	for n := range 800 {
		s := randomScene(r)
		b, _, _ := NewBaseline(s.result(), lim, nil)
		news := 0
		for news < len(s.subs) && !s.subs[news].Archived {
			news++
		}
		// A copy of the first one by somebody else, named to stand behind the new ones.
		more := *s
		more.subs = slices.Insert(slices.Clone(s.subs), news, finding.Submission{
			ID: "z.txt#1", Path: "z.txt", Key: s.subs[0].Key, Owner: "丙", Letters: 1000, Sketch: s.subs[0].Sketch,
		})
		more.equal(0, news)
		res := more.result()
		Accept(res, b)
		has := false
		for _, f := range Judge(res, lim, false).Findings {
			has = has || f.Submission == "z.txt#1" || f.Other == "z.txt#1"
		}
		if !has {
			t.Fatalf("scene %d: a new copy of %s is not found", n, s.subs[0].ID)
		}
	}
}
