package report

import (
	"io"
	"slices"
	"strings"
	"testing"

	"chachong/internal/finding"
	"chachong/internal/safe"
)

// withArchive is the sample checked against an archive: of the county's report of the year
// before, another one that shares a paragraph and was accepted, the own earlier report of a
// third, and two that tell nothing but their file's name.
func withArchive() *finding.Result {
	const (
		ql = "青岚县教育工会.txt#1"
		yb = "云埠县教育工会.txt#1"
		lx = "柳溪镇中心小学.md#1"
		st = "石塘中学.txt#1"
		fq = "枫桥职校.txt#1"
	)
	r := sample()
	r.Run.Archive = &finding.ArchiveUse{Path: "/档案/总结库", Submissions: 12408, Compared: 31, SameOwner: "separate"}
	held := func(number, path, owner string, year int) string {
		id := "总结库!/" + number + "/" + path + "#1"
		s := clean(submission(id, path, 1800, 0, 0, "", 0))
		s.Path, s.Ordinal = strings.TrimSuffix(id, "#1"), 1
		s.Owner, s.Year, s.Archived = owner, year, true
		r.Submissions = append(r.Submissions, s)
		return id
	}
	last := held("7", "2023/临川县/年终总结.txt", "临川县", 2023)
	other := held("108", "2022/白石县总结.txt", "白石县", 2022)
	own := held("9", "2023/枫桥职校小结.txt", "枫桥职校", 2023)
	one := held("31", "总结.txt", "", 0)
	two := held("32", "旧/总结.txt", "", 0)

	at := make(map[string]*finding.Submission)
	for i := range r.Submissions {
		s := &r.Submissions[i]
		at[s.ID] = s
		if !s.Archived {
			total := s.Reuse.Total
			s.Reuse.WithoutOwn = &total
		}
	}
	reuse := func(id, source string, total, without float64) {
		at[id].Reuse = finding.Reuse{Total: total, WithTemplate: total, LargestSource: total, LargestSourceID: source, WithoutOwn: &without}
	}
	reuse(st, last, 0.9312, 0.9312)
	reuse(fq, own, 0.8123, 0.04444)
	at[fq].Owner = "枫桥职校"
	for i, ids := range [][]string{{st, last}, {fq, own}} {
		id := 2 + i
		r.Clusters = append(r.Clusters, finding.Cluster{ID: id, Members: ids, LowestResemblance: 0.9})
		at[ids[0]].Cluster, at[ids[1]].Cluster = id, id
	}
	r.Pairs = append(
		r.Pairs,
		finding.Pair{A: st, B: last, Resemblance: 0.9, ContainmentA: 0.93, ContainmentB: 0.95, NearDuplicate: true, By: "resemblance"},
		finding.Pair{A: fq, B: own, Resemblance: 0.7, ContainmentA: 0.81, ContainmentB: 0.83, NearDuplicate: true, By: "resemblance", Own: true},
	)
	share := func(id, a, b string, letters int32, own, accepted bool) {
		r.Passages = append(r.Passages, finding.Passage{
			ID: id, Key: id, KeyB: id, A: side(a, 5, 9), B: side(b, 5, 9), Kind: "verbatim", Similarity: 1, Letters: letters,
			Excerpt: "组织召开全县教育系统表彰大会", Own: own, Accepted: accepted,
		})
	}
	share("p7", st, last, 1303, false, false)
	share("p8", fq, own, 706, true, false)
	share("p9", yb, other, 900, false, true)
	share("p10", ql, one, 88, false, false)
	share("p11", lx, two, 60, false, false)
	share("p12", st, own, 45, false, false)
	r.Families[1].Members = append(r.Families[1].Members, side(one, 3, 3), side(other, 4, 4))
	r.Verdict.Findings = append(r.Verdict.Findings, finding.Finding{Rule: "near-duplicate", Submission: st, Other: last, Value: 0.9})
	return r
}

func TestGoldenWithArchive(t *testing.T) {
	for _, l := range langs {
		opt := Options{Lang: l}
		golden(t, "archive-text-"+l.String(), written(t, func(w io.Writer) error { return Text(w, withArchive(), opt) }))
		golden(t, "archive-csv-"+l.String(), written(t, func(w io.Writer) error { return CSV(w, withArchive(), l) }))
		golden(t, "archive-md-"+l.String(), written(t, func(w io.Writer) error { return Markdown(w, withArchive(), opt) }))
	}
	golden(t, "archive-json", written(t, func(w io.Writer) error { return JSON(w, withArchive()) }))
}

// Names are marked, two of them never the same, and what the archive holds is nobody's
// argument on a command line.
func TestNamesOfArchive(t *testing.T) {
	for _, l := range langs {
		r := withArchive()
		r.Submissions = append(r.Submissions, finding.Submission{
			ID: "总结库!/200/2023/临川县/复件/年终总结.txt#1", Path: "总结库!/200/2023/临川县/复件/年终总结.txt", Ordinal: 1, Owner: "临川县", Year: 2023, Archived: true,
		})
		name, bare := ShortNames(r, l), BareNames(r, l)
		seen := make(map[string]string)
		for i := range r.Submissions {
			s := &r.Submissions[i]
			got := name(s.ID)
			if other, ok := seen[got]; ok {
				t.Errorf("%v: %q and %q are both called %q", l, other, s.ID, got)
			}
			seen[got] = s.ID
			if marked := strings.Contains(got, strings.TrimSpace(l.HeldMark(0, "", ""))[:4]); marked != s.Archived {
				t.Errorf("%v: name(%q) = %q, marked %v, want %v", l, s.ID, got, marked, s.Archived)
			}
			if b := bare(s.ID); !strings.HasSuffix(got, b) || s.Archived == (b == got) {
				t.Errorf("%v: bare name of %q = %q, want the end of %q", l, s.ID, b, got)
			}
		}
		if got, want := SharedFolder(r), SharedFolder(sample()); got != want {
			t.Errorf("SharedFolder = %q, want %q as without the archive", got, want)
		}
		for _, width := range []int{60, 100, 200} {
			out := written(t, func(w io.Writer) error { return Text(w, withArchive(), Options{Lang: l, Width: width}) })
			for line := range strings.SplitSeq(out, "\n") {
				if strings.Contains(line, "chachong diff") && strings.Contains(line, "总结库") {
					t.Errorf("%v: %q wants a submission of the archive", l, line)
				}
				if safe.Width(line) > width {
					t.Errorf("%v: line is %d wide, want at most %d: %q", l, safe.Width(line), width, line)
				}
			}
		}
	}
}

// A result of archived submissions alone, or with a pair of which one is missing, is printed.
func TestOddArchives(t *testing.T) {
	only := withArchive()
	only.Submissions = slices.Clone(only.Submissions[only.Fresh():])
	lost := withArchive()
	lost.Submissions = lost.Submissions[:lost.Fresh()]
	for name, r := range map[string]*finding.Result{"only": only, "lost": lost} {
		for _, l := range langs {
			harmless(t, written(t, func(w io.Writer) error { return Text(w, r, Options{Lang: l}) }))
			written(t, func(w io.Writer) error { return CSV(w, r, l) })
			written(t, func(w io.Writer) error { return Markdown(w, r, Options{Lang: l}) })
			if t.Failed() {
				t.Fatalf("%s, %v", name, l)
			}
		}
	}
}
