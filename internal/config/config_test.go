package config

import (
	"slices"
	"strings"
	"testing"
)

func TestParseOutputs(t *testing.T) {
	known := []string{"text", "json", "csv"}
	text := Output{Format: "text"}
	for _, tt := range []struct {
		values []string
		quiet  bool
		want   []Output
		err    string // part of the error; "": none
	}{
		{nil, false, []Output{text}, ""},
		{nil, true, nil, ""},
		{[]string{"json"}, false, []Output{{Format: "json"}}, ""},
		{[]string{"json=a=b.json"}, false, []Output{{"json", "a=b.json"}, text}, ""},
		{[]string{"json=a", "csv=b"}, true, []Output{{"json", "a"}, {"csv", "b"}}, ""},
		{[]string{"json", "csv=b"}, false, []Output{{Format: "json"}, {"csv", "b"}}, ""},
		{[]string{"json", "csv"}, false, nil, "standard output"},
		{[]string{"json=a", "csv=a"}, false, nil, `"a"`},
		{[]string{"json=a", "csv=./a"}, false, nil, `"./a"`},
		{[]string{"json="}, false, nil, "no file"},
		{[]string{"yaml"}, false, nil, `"yaml"`},
	} {
		got, err := ParseOutputs(tt.values, known, tt.quiet)
		if !slices.Equal(got, tt.want) || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("ParseOutputs(%q, quiet %v) = %v, %v, want %v, %q", tt.values, tt.quiet, got, err, tt.want, tt.err)
		}
	}
}

func TestOptionsLeaveOutWhatChangesNothing(t *testing.T) {
	a := Check{MaxFileSize: 1, Jobs: 1, Lang: "zh", Quiet: true}
	b := Check{MaxFileSize: 1, Jobs: 8, Lang: "en"}
	if x, y := a.Options(), b.Options(); len(x) != len(y) || x["jobs"] != nil || x["lang"] != nil {
		t.Errorf("options %v and %v differ by workers or language", x, y)
	}
}

func TestValidate(t *testing.T) {
	for _, tt := range []struct {
		c  Check
		ok bool
	}{
		{Check{MaxFileSize: 1}, true},
		{Check{MaxFileSize: MaxFileSize, Jobs: MaxJobs, Sketch: "simhash"}, true},
		{Check{MaxFileSize: 1, Sketch: "md5"}, false},
		{Check{MaxFileSize: 1, Segmenter: "gse"}, true},
		{Check{MaxFileSize: 1, Segmenter: "jieba"}, false},
		{Check{MaxFileSize: 1, HTMLTexts: "matched"}, true},
		{Check{MaxFileSize: 1, HTMLTexts: "some"}, false},
		{Check{MaxFileSize: 1, Jobs: -1}, false},
		{Check{MaxFileSize: 1, Jobs: MaxJobs + 1}, false},
		{Check{MaxFileSize: 0}, false},
		{Check{MaxFileSize: MaxFileSize + 1}, false},
		{Check{MaxFileSize: 1, SameOwner: "ignore", OwnerFrom: "folder", Year: MaxYear}, true},
		{Check{MaxFileSize: 1, SameOwner: "hide"}, false},
		{Check{MaxFileSize: 1, OwnerFrom: "title"}, false},
		{Check{MaxFileSize: 1, OwnerFrom: "file", Owner: "甲"}, false},
		{Check{MaxFileSize: 1, Year: MinYear}, true},
		{Check{MaxFileSize: 1, Year: MinYear - 1}, false},
		{Check{MaxFileSize: 1, Year: 23}, false},
		{Check{MaxFileSize: 1, Year: -1}, false},
		{Check{MaxFileSize: 1, Year: MaxYear + 1}, false},
	} {
		if tt.c.Sketch == "" {
			tt.c.Sketch = "minhash"
		}
		if tt.c.Segmenter == "" {
			tt.c.Segmenter = "fast"
		}
		if tt.c.SameOwner == "" {
			tt.c.SameOwner = "separate"
		}
		if err := tt.c.Validate(); (err == nil) != tt.ok {
			t.Errorf("Validate(%+v) = %v, want ok %v", tt.c, err, tt.ok)
		}
	}
}
