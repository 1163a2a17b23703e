package split

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"chachong/internal/text"
)

// dataDir returns the folder of measuring data, or skips the test.
func dataDir(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("CHACHONG_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no measuring data: %v (set CHACHONG_DATA)", err)
	}
	return dir
}

// split runs both steps on src.
func split(src string) []Part { return Parts(text.Fold(src, Junk(src))) }

type gold struct {
	Submissions []struct {
		ID, File, Title string
		Start, End      int
		Header          int `json:"header_start"`
	}
	Marks []struct {
		File       string
		Start, End int
	} `json:"page_markers"`
}

// TestSeeds compares every boundary, heading and page mark of the five real files
// with the truth. Body edges may differ by slack code points.
func TestSeeds(t *testing.T) {
	const slack = 2
	dir := filepath.Join(dataDir(t), "seeds")
	raw, err := os.ReadFile(filepath.Join(dir, "gold_seeds.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want gold
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	files := map[string]bool{}
	for _, s := range want.Submissions {
		files[s.File] = true
	}
	for file := range files {
		raw, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		src := string(raw)
		lines := text.NewLines(src)
		rune := func(at int32) int { return int(lines.Rune(at)) }
		junk := Junk(src)
		k := 0
		for _, m := range want.Marks {
			if m.File != file {
				continue
			}
			if k >= len(junk) || rune(junk[k].Lo) != m.Start || rune(junk[k].Hi) != m.End {
				t.Errorf("%s: Junk span %d = %v, want runes [%d,%d)", file, k, junk[k:], m.Start, m.End)
				break
			}
			k++
		}
		if k != len(junk) {
			t.Errorf("%s: Junk gives %d spans, want %d", file, len(junk), k)
		}
		got := split(src)
		i := 0
		for _, s := range want.Submissions {
			if s.File != file {
				continue
			}
			if i >= len(got) {
				t.Errorf("%s: %d parts, want more", s.ID, len(got))
				break
			}
			p := got[i]
			i++
			lo, hi := rune(p.Body.Lo), rune(p.Body.Hi)
			if max(lo-s.Start, s.Start-lo) > slack || max(hi-s.End, s.End-hi) > slack {
				t.Errorf("%s: body = [%d,%d), want [%d,%d); title %q", s.ID, lo, hi, s.Start, s.End, p.Title)
			}
			if s.Title != "" && p.Title != s.Title {
				t.Errorf("%s: title = %q, want %q", s.ID, p.Title, s.Title)
			}
			if s.Title != "" && rune(p.Heading.Lo) != s.Header {
				t.Errorf("%s: heading starts at %d, want %d", s.ID, rune(p.Heading.Lo), s.Header)
			}
		}
		if i != len(got) {
			t.Errorf("%s: %d parts, want %d", file, len(got), i)
		}
	}
}
