package pack

import "chachong/internal/source/zipped"

// zip lists the members of a zip archive, whose directory is the one at its end.
func (l *list) zip(raw []byte) error {
	archive, err := zipped.Open(raw, l.budget)
	if err != nil {
		return err
	}
	for _, f := range archive.Files {
		data, err := unzip(f)
		l.add(f.Name, f.NameB64, data, err)
	}
	return nil
}

func unzip(f *zipped.File) ([]byte, error) {
	if f.Link() {
		return nil, link()
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return read(r)
}
