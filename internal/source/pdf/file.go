package pdf

import (
	"bytes"
	"errors"
	"slices"

	"chachong/internal/source/extract"
)

const (
	// maxObject is the largest object number (ISO 32000-1 annex C.2).
	maxObject = 8388607
	// maxEntries bounds the cross-reference table. A tagged report of 1,000 pages has
	// some 200,000 objects.
	maxEntries = 1 << 20
	// maxNodes bounds the objects that are read from one file: numbers, names, strings,
	// operands. At some 50 ns each it also bounds the time.
	maxNodes = 40_000_000
	// maxKept bounds the objects that stay in memory.
	maxKept = 100_000
)

// entry says where an object is: at a byte offset, or in an object stream.
type entry struct {
	at     int64 // byte offset, or the number of the object stream
	index  int32 // in the object stream
	packed bool
}

// file is the object layer: it finds and reads the objects of a document one by one.
type file struct {
	src     []byte
	b       *extract.Budget
	xref    map[int]entry
	trailer dict
	crypt   *crypt

	kept    map[int]any
	reading map[int]bool // objects whose reading has begun: what refers to itself is null
	packs   map[int]*pack
	ends    []int // offsets of "endstream", found when first needed
	nodes   int
	words   map[string]any
	names   map[string]any

	rebuilt bool // the cross-reference table was made by searching for objects
	patched bool // the length of a stream is wrong or missing
	short   bool // something that was needed is missing or damaged
	limit   error
}

// pack is an object stream, unpacked.
type pack struct {
	data    []byte
	offsets []int // where its objects begin in data
	numbers []int // of its objects
}

func damaged(format string, args ...any) *extract.Problem {
	return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged PDF: "+format, args...)
}

func tooDeep(limit int) *extract.Problem {
	return extract.Errorf(extract.CodeLimitDepth, extract.HintLimit, "nested deeper than the limit of %d levels", limit)
}

func tooMany(what string, limit int) *extract.Problem {
	return extract.Errorf(extract.CodeLimitCount, extract.HintLimit, "more %s than the limit of %d", what, limit)
}

// fatal reports whether err is a limit: nothing more may be read then.
func fatal(err error) bool {
	var p *extract.Problem
	return errors.As(err, &p) && p.Code != extract.CodeDamaged
}

// node charges one object.
func (f *file) node() error {
	if f.nodes++; f.nodes > maxNodes {
		f.limit = tooMany("objects", maxNodes)
		return f.limit
	}
	return nil
}

// word returns w boxed as a keyword, without allocation for those that come often.
func (f *file) word(w []byte) any {
	if v, ok := f.words[string(w)]; ok {
		return v
	}
	var v any = keyword(w)
	if len(f.words) < maxInterned && len(w) < 16 {
		f.words[string(w)] = v
	}
	return v
}

func (f *file) name(w []byte) any {
	if v, ok := f.names[string(w)]; ok {
		return v
	}
	var v any = name(w)
	if len(f.names) < maxInterned && len(w) < 64 {
		f.names[string(w)] = v
	}
	return v
}

// open reads the cross-reference table of src and makes ready to decrypt.
func open(src []byte, b *extract.Budget) (*file, error) {
	f := &file{
		b: b, kept: map[int]any{}, reading: map[int]bool{}, packs: map[int]*pack{},
		words: map[string]any{}, names: map[string]any{},
	}
	// A few programs write something in front of the header; offsets count from it.
	head := bytes.Index(src[:min(len(src), 1024)], []byte("%PDF-"))
	if head < 0 {
		return nil, damaged("no header")
	}
	f.src = src[head:]
	err := f.readXref()
	if fatal(err) {
		return nil, err
	}
	if err == nil {
		if err = f.unlock(); err != nil {
			return nil, err
		}
	}
	if err != nil || !f.rooted() {
		if err := f.rebuild(); err != nil {
			return nil, err
		}
	}
	return f, f.limit
}

// rooted reports whether the document has a page tree.
func (f *file) rooted() bool {
	root := f.dict(f.trailer["Root"])
	return root != nil && f.dict(root["Pages"]) != nil
}

// resolve returns what o refers to: o itself where it is no reference, nil where the
// object is missing or damaged.
func (f *file) resolve(o any) any {
	for range 8 { // a reference to a reference is not allowed, but harmless
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.load(r)
	}
	return nil
}

func (f *file) dict(o any) dict {
	switch o := f.resolve(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func (f *file) stream(o any) *stream { s, _ := f.resolve(o).(*stream); return s }
func (f *file) array(o any) array    { a, _ := f.resolve(o).(array); return a }
func (f *file) nameOf(o any) name    { n, _ := f.resolve(o).(name); return n }

// float returns the number o, and whether it is one.
func (f *file) float(o any) (float64, bool) { return number(f.resolve(o)) }

func number(o any) (float64, bool) {
	switch o := o.(type) {
	case int64:
		return float64(o), true
	case float64:
		return o, true
	}
	return 0, false
}

// int returns the whole number o, or def.
func (f *file) int(o any, def int) int {
	v, ok := f.float(o)
	if !ok || v > 1<<31 || v < -1<<31 {
		return def
	}
	return int(v)
}

// load returns the object r refers to.
func (f *file) load(r ref) any {
	if o, ok := f.kept[r.num]; ok {
		return o
	}
	e, ok := f.xref[r.num]
	if !ok || f.reading[r.num] || f.limit != nil {
		return nil
	}
	f.reading[r.num] = true
	defer delete(f.reading, r.num)
	var o any
	var err error
	if e.packed {
		o, err = f.unpack(int(e.at), int(e.index), r.num)
	} else {
		o, err = f.objectAt(int(e.at), r.num)
	}
	if fatal(err) {
		f.limit = err
		return nil
	}
	if err != nil {
		if !f.rebuilt && f.rebuild() == nil {
			delete(f.reading, r.num)
			return f.load(r)
		}
		f.short = true
		return nil
	}
	if len(f.kept) >= maxKept {
		clear(f.kept)
	}
	f.kept[r.num] = o
	return o
}

// objectAt reads the object "num gen obj" at byte offset at. With num < 0 it reads
// whatever object stands there.
func (f *file) objectAt(at, num int) (any, error) {
	if at < 0 || at >= len(f.src) {
		return nil, errSyntax
	}
	l := &lexer{f: f, src: f.src, pos: at, sealed: true}
	l.skip()
	n, ok := l.digits()
	if !ok || num >= 0 && n != num {
		return nil, errSyntax
	}
	l.skip()
	gen, ok := l.digits()
	l.skip()
	if !ok || !bytes.HasPrefix(f.src[l.pos:], []byte("obj")) {
		return nil, errSyntax
	}
	l.pos += 3
	l.id = ref{n, gen}
	o, err := l.object()
	if err != nil {
		return nil, err
	}
	switch v := o.(type) {
	case keyword: // "endobj" at once: an empty object is null
		return nil, nil
	case dict:
		l.skip()
		if bytes.HasPrefix(f.src[l.pos:], []byte("stream")) {
			return f.streamAt(v, l.pos+len("stream"), l.id), nil
		}
	}
	return o, nil
}

// streamAt returns the stream whose data begin behind the keyword at pos (7.3.8.1).
func (f *file) streamAt(d dict, pos int, id ref) *stream {
	if pos < len(f.src) && f.src[pos] == '\r' {
		pos++
	}
	if pos < len(f.src) && f.src[pos] == '\n' {
		pos++
	}
	if n := f.int(d["Length"], -1); n >= 0 && n <= len(f.src)-pos {
		l := lexer{f: f, src: f.src, pos: pos + n}
		l.skip()
		if bytes.HasPrefix(f.src[l.pos:], []byte("endstream")) || bytes.HasPrefix(f.src[l.pos:], []byte("endobj")) {
			return &stream{dict: d, raw: f.src[pos : pos+n], id: id}
		}
	}
	f.patched = true
	end, ok := f.endOfStream(pos)
	raw := f.src[pos:end]
	raw = bytes.TrimSuffix(raw, []byte("\n"))
	raw = bytes.TrimSuffix(raw, []byte("\r"))
	return &stream{dict: d, raw: raw, id: id, cut: !ok}
}

// endOfStream returns where the first "endstream" behind pos stands.
func (f *file) endOfStream(pos int) (int, bool) {
	if f.ends == nil {
		f.ends = []int{}
		word := []byte("endstream")
		for at := 0; ; {
			i := bytes.Index(f.src[at:], word)
			if i < 0 {
				break
			}
			f.ends = append(f.ends, at+i)
			at += i + len(word)
		}
	}
	i, _ := slices.BinarySearch(f.ends, pos)
	if i == len(f.ends) {
		return len(f.src), false
	}
	return f.ends[i], true
}

// unpack returns object num, the index-th of the object stream (7.5.7).
func (f *file) unpack(container, index, num int) (any, error) {
	p, err := f.pack(container)
	if err != nil {
		return nil, err
	}
	if index < 0 || index >= len(p.numbers) || p.numbers[index] != num {
		if index = slices.Index(p.numbers, num); index < 0 {
			return nil, errSyntax
		}
	}
	l := &lexer{f: f, src: p.data, pos: p.offsets[index]}
	o, err := l.object()
	if _, ok := o.(keyword); ok {
		return nil, err
	}
	return o, err
}

// maxPacked bounds the bytes of the object streams that stay in memory.
const maxPacked = 64 << 20

func (f *file) pack(num int) (*pack, error) {
	if p, ok := f.packs[num]; ok {
		return p, nil
	}
	if e, ok := f.xref[num]; !ok || e.packed { // not inside another one
		return nil, errSyntax
	}
	s := f.stream(ref{num, 0})
	if s == nil {
		return nil, errSyntax
	}
	data, err := f.decode(s)
	if err != nil {
		return nil, err
	}
	first := f.int(s.dict["First"], -1)
	if first < 0 || first > len(data) {
		return nil, errSyntax
	}
	p := &pack{data: data}
	l := &lexer{f: f, src: data[:first]}
	for n := f.int(s.dict["N"], 0); n > 0; n-- {
		l.skip()
		num, ok1 := l.digits()
		l.skip()
		at, ok2 := l.digits()
		if !ok1 || !ok2 || at > len(data)-first {
			break
		}
		if err := f.node(); err != nil {
			return nil, err
		}
		p.numbers, p.offsets = append(p.numbers, num), append(p.offsets, first+at)
	}
	total := len(data)
	for _, q := range f.packs {
		total += len(q.data)
	}
	if total > maxPacked {
		clear(f.packs)
	}
	f.packs[num] = p
	return p, nil
}
