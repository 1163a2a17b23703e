package policy

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"chachong/internal/finding"
)

// One to one, new ones and archived ones apart: of equal bodies by name.
func TestIdentify(t *testing.T) {
	know := func(name, body string) BaselineSubmission {
		return BaselineSubmission{Key: body, Name: name, Sketch: sketchOf(body), Archived: !strings.HasSuffix(name, "#1")}
	}
	for _, tt := range []struct {
		name  string
		known []BaselineSubmission
		scene *scene
		want  []int
	}{
		{"by body", []BaselineSubmission{know("b.txt#1", "B"), know("a.txt#1", "A")}, new(scene).sub("b.txt#1 A").sub("x.txt#1 B"), []int{1, 0}},
		{"equal bodies by name", []BaselineSubmission{know("a.txt#1", "A"), know("b.txt#1", "A")}, new(scene).sub("0.txt#1 A").sub("b.txt#1 A").sub("a.txt#1 A"), []int{-1, 1, 0}},
		{"equal bodies in their order", []BaselineSubmission{know("a.txt#1", "A"), know("b.txt#1", "A")}, new(scene).sub("x.txt#1 A").sub("y.txt#1 A").sub("z.txt#1 A"), []int{0, 1, -1}},
		{"archived by now", []BaselineSubmission{know("a.txt#1", "A")}, new(scene).sub("x.txt#1 A甲").sub("库!/7/a.txt#1 A甲"), []int{0, -1}},
		{"archived alone", []BaselineSubmission{know("a.txt#1", "A")}, new(scene).sub("库!/7/a.txt#1 A甲"), []int{-1}},
		{"archived then", []BaselineSubmission{know("库!/7", "A")}, new(scene).sub("a.txt#1 A").sub("库!/7/a.txt#1 A"), []int{-1, 0}},
		{"archived then and new by now", []BaselineSubmission{know("库!/7", "A")}, new(scene).sub("a.txt#1 A"), []int{-1}},
		{"archived under another number", []BaselineSubmission{know("库!/7", "A")}, new(scene).sub("库!/3/a.txt#1 A").sub("库!/5/a.txt#1 A"), []int{0, -1}},
		{"archived copies by number", []BaselineSubmission{know("库!/7", "A"), know("库!/3", "A")}, new(scene).sub("库!/3/a.txt#1 A").sub("库!/5/a.txt#1 A").sub("库!/7/a.txt#1 A"), []int{1, -1, 0}},
		{"an archived one is never an edited one", []BaselineSubmission{know("库!/7", "A"), know("b.txt#1", "B")}, new(scene).sub("a.txt#1 a").sub("库!/7/a.txt#1 a").sub("库!/8/b.txt#1 b"), []int{-1, -1, -1}},
		{"two of one name", []BaselineSubmission{know("a.txt#1", "A"), know("a.txt#1", "B")}, new(scene).sub("a.txt#1 B").sub("c.txt#1 A").sub("d.txt#1 a"), []int{1, -1, -1}},
		{"two of a name that is gone", []BaselineSubmission{know("a.txt#1", "A"), know("a.txt#1", "B")}, new(scene).sub("b.txt#1 B").sub("c.txt#1 a"), []int{1, 0}},
		{"edited", []BaselineSubmission{know("a.txt#1", "A"), know("b.txt#1", "B")}, new(scene).sub("x.txt#1 b").sub("y.txt#1 a"), []int{1, 0}},
		{"the very words of another", []BaselineSubmission{know("a.txt#1", "A"), know("b.txt#1", "a")}, new(scene).sub("a.txt#1 A").sub("c.txt#1 A"), []int{0, -1}},
		{"most alike first", []BaselineSubmission{know("a.txt#1", "A")}, new(scene).sub("x.txt#1 a").sub("y.txt#1 A"), []int{-1, 0}},
		{"a name alone says nothing", []BaselineSubmission{know("a.txt#1", "A")}, new(scene).sub("a.txt#1 B"), []int{-1}},
	} {
		if got := identify(tt.scene.result(), tt.known); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: identify = %v, want %v", tt.name, got, tt.want)
		}
	}
}

// BenchmarkAccept: 100,000 submissions, all edited since, of which each tenth has the same
// quarter of its sketch, and as many accepted passages.
func BenchmarkAccept(b *testing.B) {
	const n = 100_000
	r := rand.New(rand.NewPCG(1, 2))
	res, base := &finding.Result{}, &Baseline{}
	for i := range n {
		sketch := make([]uint32, 16)
		for k := range sketch {
			if sketch[k] = r.Uint32(); k < 4 && i%10 == 0 {
				sketch[k] = uint32(k)
			}
		}
		edited := append([]uint32(nil), sketch...)
		edited[r.IntN(16)] = r.Uint32()
		id := fmt.Sprintf("%06d.txt#1", i)
		base.Submissions = append(base.Submissions, BaselineSubmission{Key: fmt.Sprint("old ", i), Name: id, Sketch: sketch})
		res.Submissions = append(res.Submissions, finding.Submission{ID: id, Key: fmt.Sprint("new ", i), Sketch: edited, Letters: 3000, Reuse: finding.Reuse{Total: 0.1}})
		if i > 0 {
			sample := []uint32{uint32(8 * i), uint32(8*i + 1), uint32(8*i + 2), uint32(8*i + 3)}
			base.Passages = append(base.Passages, BaselinePassage{A: i - 1, B: i, Key: "k", KeyB: "k", Letters: 300, Sample: sample})
			res.Passages = append(res.Passages, finding.Passage{
				A: finding.Side{Submission: res.Submissions[i-1].ID}, B: finding.Side{Submission: id},
				Key: "l", KeyB: "l", Letters: 300, AtA: [2]int32{0, 300}, AtB: [2]int32{300, 600}, Sample: sample,
			})
		}
	}
	b.ResetTimer()
	for range b.N {
		Accept(res, base)
		if v := Judge(res, DefaultLimits, true); len(v.Findings) > 0 {
			b.Fatalf("%d findings, want none", len(v.Findings))
		}
	}
}
