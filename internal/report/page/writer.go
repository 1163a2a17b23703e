package page

import (
	"bufio"
	"encoding/json"
)

// writer writes JSON that may stand in a script element: encoding/json spells < > and &
// as escapes, so that no text can end the element or open a comment.
type writer struct {
	out  *bufio.Writer
	rest bool // a member or element stands in front
	err  error
}

// object writes an object whose members members writes.
func (w *writer) object(members func()) {
	w.out.WriteByte('{')
	w.rest = false
	members()
	w.out.WriteByte('}')
}

// key writes a comma where there has to be one, and the name of a member.
func (w *writer) key(name string) {
	if w.rest {
		w.out.WriteString(",\n")
	}
	w.rest = true
	w.out.WriteByte('"')
	w.out.WriteString(name)
	w.out.WriteString(`":`)
}

func (w *writer) value(v any) {
	b, err := json.Marshal(v)
	if err != nil && w.err == nil {
		w.err = err
	}
	w.out.Write(b)
}

// member writes a member of an object.
func (w *writer) member(name string, v any) {
	w.key(name)
	w.value(v)
}

// list writes a member that is a list of n elements, a line each.
func (w *writer) list(name string, n int, element func(i int) any) {
	w.key(name)
	w.out.WriteByte('[')
	for i := range n {
		if i > 0 {
			w.out.WriteByte(',')
		}
		w.out.WriteByte('\n')
		w.value(element(i))
	}
	w.out.WriteByte(']')
}
