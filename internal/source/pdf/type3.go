package pdf

import (
	"maps"
	"slices"
)

// writes reports whether a glyph of the Type 3 font d shows text of another font
// (ISO 32000-1 9.6.5): one code may then stand for a whole page, and what is seen is not
// what the codes say.
func (f *file) writes(d dict) (bool, error) {
	const most = 1000 // glyphs; a font has 256 codes
	procs := f.dict(d["CharProcs"])
	names := slices.Sorted(maps.Keys(procs))
	for _, n := range names[:min(len(names), most)] {
		s := f.stream(procs[n])
		if s == nil {
			continue
		}
		data, err := f.decode(s)
		if fatal(err) {
			return false, err
		}
		l := &lexer{f: f, src: data, content: true}
		text := false
		for l.pos < len(data) {
			at := l.pos
			o, err := l.object()
			if fatal(err) {
				return false, err
			}
			switch o {
			case keyword("BT"):
				text = true
			case keyword("Tj"), keyword("TJ"), keyword("'"), keyword("\""):
				if text {
					return true, nil
				}
			case keyword("Do"):
				if f.drawsForms(d) {
					return true, nil
				}
			}
			if l.pos == at { // a byte of a bitmap that is no token
				l.pos++
			}
		}
	}
	return false, f.limit
}

// drawsForms reports whether the glyphs of d can draw anything but pictures.
func (f *file) drawsForms(d dict) bool {
	for _, o := range f.dict(f.dict(d["Resources"])["XObject"]) {
		if f.nameOf(f.dict(o)["Subtype"]) != "Image" {
			return true
		}
	}
	return false
}
