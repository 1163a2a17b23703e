package finding

import "testing"

func TestHeld(t *testing.T) {
	for _, tt := range []struct {
		path         string
		archived     bool
		number, name string
	}{
		{"旧稿库!/12/2023/临川县.txt", true, "12", "2023/临川县.txt"},
		{"a!!/7/z.zip!/n.txt", true, "7", "z.zip!/n.txt"},
		{"z.zip!/7/n.txt", false, "", ""},
		{"", true, "", ""},
	} {
		s := Submission{Path: tt.path, Archived: tt.archived}
		if number, name := s.Held(); number != tt.number || name != tt.name {
			t.Errorf("Held of %q, archived %v = %q, %q, want %q, %q", tt.path, tt.archived, number, name, tt.number, tt.name)
		}
	}
}

func TestFresh(t *testing.T) {
	for _, tt := range []struct {
		archived []bool
		want     int
	}{{nil, 0}, {[]bool{true}, 0}, {[]bool{false, false, true}, 2}, {[]bool{false}, 1}} {
		var r Result
		for _, a := range tt.archived {
			r.Submissions = append(r.Submissions, Submission{Archived: a})
		}
		if got := r.Fresh(); got != tt.want {
			t.Errorf("Fresh of %v = %d, want %d", tt.archived, got, tt.want)
		}
	}
}
