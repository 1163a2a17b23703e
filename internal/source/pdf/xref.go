package pdf

import (
	"bytes"

	"chachong/internal/source/extract"
)

// readXref reads the cross-reference sections from the last to the first (ISO 32000-1
// 7.5.4, 7.5.8). What a later section says counts.
func (f *file) readXref() error {
	f.xref, f.trailer = map[int]entry{}, nil
	i := bytes.LastIndex(f.src, []byte("startxref"))
	if i < 0 {
		return damaged("no cross-reference table")
	}
	l := lexer{f: f, src: f.src, pos: i + len("startxref")}
	l.skip()
	at, ok := l.digits()
	if !ok {
		return damaged("no cross-reference table")
	}
	seen := map[int]bool{}
	for next := []int{at}; len(next) > 0; {
		at, next = next[0], next[1:]
		if at < 0 || at >= len(f.src) {
			return damaged("the cross-reference table is behind the end")
		}
		if seen[at] {
			return damaged("the cross-reference table refers to itself")
		}
		seen[at] = true
		d, err := f.section(at)
		if err != nil {
			return err
		}
		if f.trailer == nil {
			f.trailer = d
		}
		// Of a hybrid file the stream is a part of this section (7.5.8.4).
		for _, key := range []name{"XRefStm", "Prev"} {
			if v, ok := number(d[key]); ok && v >= 0 && v < float64(len(f.src)) {
				next = append(next, int(v))
			} else if ok {
				return damaged("the cross-reference table is behind the end")
			}
		}
	}
	return nil
}

// section reads one cross-reference section and returns its trailer.
func (f *file) section(at int) (dict, error) {
	l := &lexer{f: f, src: f.src, pos: at}
	l.skip()
	if !bytes.HasPrefix(f.src[l.pos:], []byte("xref")) {
		return f.xrefStream(l.pos)
	}
	l.pos += len("xref")
	for {
		l.skip()
		if bytes.HasPrefix(f.src[l.pos:], []byte("trailer")) {
			l.pos += len("trailer")
			o, err := l.object()
			d, ok := o.(dict)
			if err != nil || !ok {
				return nil, unlessFatal(err)
			}
			return d, nil
		}
		first, ok1 := l.digits()
		l.skip()
		n, ok2 := l.digits()
		if !ok1 || !ok2 {
			return nil, damaged("the cross-reference table cannot be read")
		}
		for i := range n {
			l.skip()
			at, ok1 := l.digits64()
			l.skip()
			_, ok2 := l.digits()
			l.skip()
			if !ok1 || !ok2 || l.pos >= len(f.src) {
				return nil, damaged("the cross-reference table cannot be read")
			}
			kind := f.src[l.pos]
			l.pos++
			if kind == 'n' {
				if err := f.enter(first+i, entry{at: at}); err != nil {
					return nil, err
				}
			}
		}
	}
}

// digits64 reads an unsigned number of at most 18 digits.
func (l *lexer) digits64() (int64, bool) {
	start, n := l.pos, int64(0)
	for l.pos < len(l.src) && isDigit(l.src[l.pos]) && l.pos-start < 18 {
		n = n*10 + int64(l.src[l.pos]-'0')
		l.pos++
	}
	return n, l.pos > start
}

// enter takes e into the table unless a later section had the object.
func (f *file) enter(num int, e entry) error {
	if _, ok := f.xref[num]; ok || num <= 0 || num > maxObject || e.at <= 0 {
		return nil
	}
	if len(f.xref) >= maxEntries {
		return tooMany("objects", maxEntries)
	}
	f.xref[num] = e
	return nil
}

// xrefStream reads a cross-reference stream (7.5.8).
func (f *file) xrefStream(at int) (dict, error) {
	o, err := f.objectAt(at, -1)
	s, ok := o.(*stream)
	if err != nil || !ok {
		return nil, unlessFatal(err)
	}
	s.id = ref{} // never encrypted
	data, err := f.decode(s)
	if err != nil {
		return nil, err
	}
	var w [3]int
	widths, _ := s.dict["W"].(array)
	for i := range w {
		if i < len(widths) {
			w[i] = f.int(widths[i], -1)
		}
		if w[i] < 0 || w[i] > 8 {
			return nil, damaged("the cross-reference table cannot be read")
		}
	}
	row := w[0] + w[1] + w[2]
	if row == 0 {
		return nil, damaged("the cross-reference table cannot be read")
	}
	index, _ := s.dict["Index"].(array)
	if len(index) == 0 {
		index = array{int64(0), s.dict["Size"]}
	}
	for ; len(index) >= 2; index = index[2:] {
		first, n := f.int(index[0], -1), f.int(index[1], 0)
		for i := 0; i < n && len(data) >= row; i++ {
			kind, e := int64(1), entry{}
			if w[0] > 0 {
				kind = bigEndian(data[:w[0]])
			}
			e.at = bigEndian(data[w[0] : w[0]+w[1]])
			third := bigEndian(data[w[0]+w[1] : row])
			data = data[row:]
			switch kind {
			case 2:
				e.packed, e.index = true, int32(min(third, 1<<30))
				fallthrough
			case 1:
				if err := f.enter(first+i, e); err != nil {
					return nil, err
				}
			}
		}
	}
	return s.dict, nil
}

func bigEndian(b []byte) int64 {
	var v int64
	for _, c := range b {
		v = v<<8 | int64(c)
	}
	return max(v, 0)
}

// unlessFatal returns err where it is a limit, else that the table is damaged.
func unlessFatal(err error) error {
	if fatal(err) {
		return err
	}
	return damaged("the cross-reference table cannot be read")
}

// rebuild makes the table by searching the file for objects, of which the last of a
// number counts.
func (f *file) rebuild() error {
	f.rebuilt = true
	f.xref = map[int]entry{}
	clear(f.kept)
	clear(f.packs)
	var streams, catalogs []int
	trailer := dict{}
	for at := 0; ; {
		i := bytes.Index(f.src[at:], []byte("obj"))
		if i < 0 {
			break
		}
		i += at
		at = i + len("obj")
		start, num := header(f.src, i)
		if start < 0 || num <= 0 || num > maxObject {
			continue
		}
		if _, ok := f.xref[num]; !ok && len(f.xref) >= maxEntries {
			return tooMany("objects", maxEntries)
		}
		f.xref[num] = entry{at: int64(start)}
		begin := f.src[at:min(len(f.src), at+400)]
		if end := bytes.Index(begin, []byte("endobj")); end >= 0 {
			begin = begin[:end]
		}
		switch {
		case bytes.Contains(begin, []byte("/ObjStm")):
			streams = append(streams, num)
		case bytes.Contains(begin, []byte("/XRef")):
			if o, err := f.objectAt(start, num); err == nil {
				f.merge(trailer, f.dict(o))
			}
		case bytes.Contains(begin, []byte("/Catalog")):
			catalogs = append(catalogs, num)
		}
	}
	for at := 0; ; {
		i := bytes.Index(f.src[at:], []byte("trailer"))
		if i < 0 {
			break
		}
		at += i + len("trailer")
		l := &lexer{f: f, src: f.src, pos: at}
		o, err := l.object()
		if fatal(err) {
			return err
		}
		if d, ok := o.(dict); ok {
			f.merge(trailer, d)
			at = max(at, l.pos)
		}
	}
	f.trailer = trailer
	if err := f.unlock(); err != nil {
		return err
	}
	for _, num := range streams {
		p, err := f.pack(num)
		if fatal(err) {
			return err
		}
		if err != nil {
			f.short = true
			continue
		}
		for i, n := range p.numbers {
			if err := f.enter(n, entry{at: int64(num), index: int32(i), packed: true}); err != nil {
				return err
			}
		}
	}
	for i := len(catalogs) - 1; i >= 0 && !f.rooted(); i-- {
		trailer["Root"] = ref{catalogs[i], 0}
	}
	if f.limit != nil {
		return f.limit
	}
	if len(f.xref) == 0 {
		return damaged("no object in it can be read")
	}
	return nil
}

// merge takes the entries of a trailer that reading needs.
func (f *file) merge(trailer, d dict) {
	for _, key := range []name{"Root", "Info", "Encrypt", "ID"} {
		if v, ok := d[key]; ok {
			trailer[key] = v
		}
	}
}

// header returns where the "N G" in front of the "obj" at i begins, and N; -1 where there
// is none.
func header(src []byte, i int) (start, num int) {
	back := func(i int) (int, int, bool) { // the number that ends at i
		j := i
		for j > 0 && isDigit(src[j-1]) && i-j < 9 {
			j--
		}
		n := 0
		for _, c := range src[j:i] {
			n = n*10 + int(c-'0')
		}
		return j, n, j < i
	}
	blanks := func(i int) int {
		j := i
		for j > 0 && isSpace(src[j-1]) && i-j < 8 {
			j--
		}
		return j
	}
	j, _, ok := back(blanks(i))
	if !ok {
		return -1, 0
	}
	k := blanks(j)
	if k == j {
		return -1, 0
	}
	start, num, ok = back(k)
	if !ok {
		return -1, 0
	}
	return start, num
}

// unlock makes ready to decrypt with the empty password.
func (f *file) unlock() error {
	f.crypt = nil
	enc := f.dict(f.trailer["Encrypt"])
	if enc == nil {
		return nil
	}
	c, err := newCrypt(f, enc)
	if err != nil {
		return err
	}
	f.crypt = c
	clear(f.kept) // what was read before has its strings sealed
	if r, ok := f.trailer["Encrypt"].(ref); ok {
		f.kept[r.num] = enc
	}
	return nil
}

func needsPassword() *extract.Problem {
	return extract.Errorf(extract.CodePassword, extract.HintPassword, "encrypted: opens with a password only")
}
