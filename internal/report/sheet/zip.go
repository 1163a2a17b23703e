package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"slices"

	"github.com/xuri/excelize/v2"
)

// sortedZip is a ZIP archive that is written when it is closed, its parts sorted by name
// and without times: the library adds sheets in the order of a map.
type sortedZip struct {
	w     io.Writer
	parts []*part
}

type part struct {
	name string
	bytes.Buffer
}

func newSortedZip(w io.Writer) excelize.ZipWriter { return &sortedZip{w: w} }

// Create returns what the part with that name is written to.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	p := &part{name: name}
	z.parts = append(z.parts, p)
	return p, nil
}

// AddFS is not needed: a workbook is made of parts.
func (z *sortedZip) AddFS(fs.FS) error { return fs.ErrInvalid }

// Close writes the archive.
func (z *sortedZip) Close() error {
	slices.SortFunc(z.parts, func(a, b *part) int { return cmp.Compare(a.name, b.name) })
	out := zip.NewWriter(z.w)
	for _, p := range z.parts {
		w, err := out.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err == nil {
			_, err = w.Write(p.Bytes())
		}
		if err != nil {
			return err
		}
		p.Buffer = bytes.Buffer{} // a large sheet need not stay
	}
	return out.Close()
}
