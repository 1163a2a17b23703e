package zipped

import (
	"crypto/sha256"
	"errors"
	"io"

	"chachong/internal/source/extract"
)

// Pictures reads those files of a document that are its pictures, in the order of names. One
// that is missing or damaged is left out: the text is whole without it. The error is that of
// the budget.
func (a *Archive) Pictures(names []string) ([]extract.Picture, error) {
	var out []extract.Picture
	for _, name := range names {
		f := a.Find(name)
		if f == nil {
			continue
		}
		in, err := f.Open()
		if err != nil {
			continue
		}
		h := sha256.New()
		n, err := io.Copy(h, in)
		in.Close()
		if p := (*extract.Problem)(nil); errors.As(err, &p) && p.Code == extract.CodeLimitUnpack {
			return nil, err
		}
		if err == nil {
			out = append(out, extract.Picture{Hash: [16]byte(h.Sum(nil)), Bytes: n})
		}
	}
	return out, nil
}
