package archive

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDamagedSchema flips bits of the text in which SQLite keeps the schema: whatever it then
// takes the columns for, what is read is right or a *DamagedError.
func TestDamagedSchema(t *testing.T) {
	recs := unlike(6)
	dir := newArchive(t, Options{}, recs...)
	want := oracle(recs, false)
	name := filepath.Join(dir, dbName)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lo := strings.Index(string(whole[:pageSize]), "table")
	if lo < 0 {
		t.Fatal("the first page holds no schema")
	}
	r := rand.New(rand.NewPCG(8, 8))
	for range max(20, fewer(300)) {
		at := lo + r.IntN(pageSize-lo)
		changed := append([]byte(nil), whole...)
		changed[at] ^= 1 << r.IntN(8)
		judge(t, dir, name, changed, recs, want, at)
		// Whoever writes is told as well.
		w, err := Lock(context.Background(), dir, versions, 0)
		var de *DamagedError
		if err == nil {
			closeOf(t, w)
		} else if !errors.As(err, &de) {
			t.Errorf("schema changed at %d: Lock: %v, want a *DamagedError", at, err)
		}
	}
}

// TestDamagedNames keeps the name of a submission apart from what is said of it.
func TestDamagedNames(t *testing.T) {
	const name = `上报/"甲".docx`
	tests := []struct {
		err            error
		what, complete string
	}{
		{
			damagedOne(12, name, "its text cannot be read: %v", errShort),
			"archive.db: submission 12: its text cannot be read: " + errShort.Error(),
			fmt.Sprintf("archive.db: submission 12 %q: its text cannot be read: %v", name, errShort),
		},
		{damagedOne(3, "", "its row is missing"), "archive.db: submission 3: its row is missing", "archive.db: submission 3: its row is missing"},
		{damaged("%s: is empty", dbName), "archive.db: is empty", "archive.db: is empty"},
	}
	for _, test := range tests {
		var de *DamagedError
		if !errors.As(test.err, &de) || de.What != test.what || de.Named() != test.complete {
			t.Errorf("%+v: What %q, Named() %q, want %q, %q", test.err, de.What, de.Named(), test.what, test.complete)
		}
	}
}
