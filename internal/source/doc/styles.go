package doc

// Kinds of styles, [MS-DOC] 2.9.260, and how long a chain of styles that are based on
// each other may be: Word allows eleven.
const (
	styleParagraph = 1
	styleCharacter = 2
	noStyle        = 0x0FFF
	maxBase        = 16
)

// style is what a style sets itself.
type style struct {
	base  uint16
	props props // of its paragraphs and characters
}

// styles are the styles of a document by their number.
type styles []style

// readStyles reads the style sheet, [MS-DOC] 2.9.272. What cannot be read sets nothing.
func readStyles(raw []byte) styles {
	if len(raw) < 6 {
		return nil
	}
	head := int(le.Uint16(raw))
	count, fixed := int(le.Uint16(raw[2:])), int(le.Uint16(raw[4:]))
	raw = raw[min(2+head, len(raw)):]
	var all styles
	for range count {
		if len(raw) < 2 {
			break
		}
		n := int(le.Uint16(raw))
		raw = raw[2:]
		if n > len(raw) {
			break
		}
		all = append(all, readStyle(raw[:n], fixed))
		raw = raw[min(n+n&1, len(raw)):]
	}
	return all
}

// readStyle reads a Std, [MS-DOC] 2.9.258: a part of fixed bytes, the name, the lists.
func readStyle(raw []byte, fixed int) style {
	s := style{base: noStyle}
	if len(raw) < fixed+2 || fixed < 6 {
		return s
	}
	kind, lists := le.Uint16(raw[2:])&0xF, int(le.Uint16(raw[4:])&0xF)
	s.base = le.Uint16(raw[2:]) >> 4
	if kind != styleParagraph && kind != styleCharacter {
		return s
	}
	name := 2 + 2*int(le.Uint16(raw[fixed:])) + 2
	raw = raw[min(fixed+name, len(raw)):]
	for i := range lists {
		if len(raw) < 2 {
			break
		}
		n := int(le.Uint16(raw))
		raw = raw[2:]
		if n > len(raw) {
			break
		}
		list := raw[:n]
		if kind == styleParagraph && i == 0 {
			list = list[min(2, n):] // its number
		}
		s.props.change(list)
		raw = raw[min(n+n&1, len(raw)):]
	}
	return s
}

// of returns all that style number n sets, by itself and by the styles under it.
func (all styles) of(n uint16) props {
	var chain []props
	for range maxBase {
		if int(n) >= len(all) {
			break
		}
		chain = append(chain, all[n].props)
		n = all[n].base
	}
	var sum props
	for i := len(chain) - 1; i >= 0; i-- {
		sum = chain[i].over(sum)
	}
	return sum
}
