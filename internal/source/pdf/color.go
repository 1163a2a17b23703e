package pdf

// color is a fill colour; not known for patterns, shadings and indexed colours.
type color struct {
	r, g, b float32
	known   bool
}

var (
	black = color{known: true}
	white = color{1, 1, 1, true}
)

// near reports whether text of colour c cannot be told from d: by less than some 5 % in
// each part, which is 12 of 255.
func (c color) near(d color) bool {
	const indistinct = 0.05
	close := func(x, y float32) bool { return x-y < indistinct && y-x < indistinct }
	return c.known && d.known && close(c.r, d.r) && close(c.g, d.g) && close(c.b, d.b)
}

// colorSpace is a colour space as far as hiding needs it.
type colorSpace uint8

const (
	byCount colorSpace = iota // by the number of operands: gray, RGB, CMYK
	lab
	opaque // its colours are not known: what no ink looks like is up to a function
)

// colorSpace reads the space that is named by o (ISO 32000-1 8.6).
func (f *file) colorSpace(o any, resources dict) colorSpace {
	n := f.nameOf(o)
	switch n {
	case "DeviceGray", "DeviceRGB", "DeviceCMYK", "G", "RGB", "CMYK":
		return byCount
	case "Pattern":
		return opaque
	}
	if n != "" {
		o = f.dict(resources["ColorSpace"])[n]
	}
	a := f.array(o)
	if len(a) == 0 {
		return byCount
	}
	switch f.nameOf(a[0]) {
	case "Lab":
		return lab
	case "Indexed", "Pattern", "Separation", "DeviceN":
		return opaque
	}
	return byCount
}

// colorOf returns the colour that the operands of g, rg, k, sc or scn name.
func colorOf(args []any, space colorSpace) color {
	var v []float32
	for _, a := range args {
		x, ok := number(a)
		if !ok {
			return color{}
		}
		v = append(v, float32(min(max(x, -200), 200)))
	}
	unit := func(x float32) float32 { return min(max(x, 0), 1) }
	switch {
	case space == opaque || len(v) == 0:
	case space == lab:
		if len(v) == 3 && v[0] > 97 && v[1]*v[1] < 9 && v[2]*v[2] < 9 {
			return white
		}
	case len(v) == 1:
		g := unit(v[0])
		return color{g, g, g, true}
	case len(v) == 3:
		return color{unit(v[0]), unit(v[1]), unit(v[2]), true}
	case len(v) == 4:
		k := 1 - unit(v[3])
		return color{k * (1 - unit(v[0])), k * (1 - unit(v[1])), k * (1 - unit(v[2])), true}
	}
	return color{}
}
