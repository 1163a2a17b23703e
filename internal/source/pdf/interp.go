package pdf

import "math"

// state is the graphics state as far as text needs it (ISO 32000-1 8.4, 9.3).
type state struct {
	ctm    matrix
	clip   box
	fill   color
	stroke color
	spaces [2]colorSpace // of filling and stroking
	tiles  [2]*stream    // tiling patterns of filling and stroking
	base   matrix        // from pattern space to the page, but for the matrix of the pattern
	alphas [2]float64    // of filling and stroking
	blend  bool          // other than Normal: what is below shines through
	masked bool          // by a soft mask or a transfer function: colours are not as named
	ragged bool          // the clip is no rectangle: only its bounds are known
	dashed bool
	capped bool // strokes end behind their last point

	font          *font
	size          float64
	chars, words  float64 // Tc, Tw
	stretch       float64 // Tz / 100
	leading, rise float64
	mode          int
	lineWidth     float64
}

// maxSaved bounds the stack of graphics states. What is saved beyond is the same state.
const maxSaved = 512

// interp runs the content of one page.
type interp struct {
	f    *file
	doc  *reader
	page *page

	state
	saved   []state
	over    int // q beyond maxSaved
	tm, tlm matrix
	marks   []mark
	floor   int   // of marks: those that the form being drawn did not open
	drawing []ref // forms that are being drawn

	path     []box // rectangles of the path
	sub      []point
	bounds   box  // of the whole path
	odd      bool // it holds more than rectangles
	clipping bool
}

type point struct{ x, y float64 }

func emptyBox() box { return box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)} }

// run interprets content with the given resources. Its errors are limits.
func (in *interp) run(content []byte, resources dict) error {
	l := &lexer{f: in.f, src: content, content: true}
	var args []any
	for {
		o, err := l.object()
		if err != nil {
			if fatal(err) {
				return err
			}
			if l.skip(); l.pos >= len(l.src) {
				in.page.short = in.page.short || len(l.src) > 0 && l.depth != 0 || err != errEnd
				if a, ok := o.(array); ok && len(a) > 0 {
					in.page.short = true
				}
				return in.f.limit
			}
			args = args[:0]
			continue
		}
		k, ok := o.(keyword)
		if !ok {
			if len(args) < 64 {
				args = append(args, o)
			}
			continue
		}
		if k == "BI" {
			err = in.inlineImage(l)
		} else {
			err = in.operator(string(k), args, resources)
		}
		if err != nil {
			return err
		}
		args = args[:0]
	}
}

// nums returns the last n operands as numbers.
func nums(args []any, n int) ([6]float64, bool) {
	var v [6]float64
	if len(args) < n {
		return v, false
	}
	for i, a := range args[len(args)-n:] {
		x, ok := number(a)
		if !ok {
			return v, false
		}
		v[i] = min(max(x, -1e9), 1e9)
	}
	return v, true
}

func (in *interp) operator(op string, args []any, resources dict) error {
	switch op {
	case "q":
		if len(in.saved) < maxSaved {
			in.saved = append(in.saved, in.state)
		} else {
			in.over++
		}
	case "Q":
		if in.over > 0 {
			in.over--
		} else if n := len(in.saved); n > 0 {
			in.state, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		if v, ok := nums(args, 6); ok {
			in.ctm = matrix(v).mul(in.ctm)
		}
	case "gs":
		in.graphicsState(args, resources)
	case "w":
		if v, ok := nums(args, 1); ok {
			in.lineWidth = v[0]
		}
	case "J":
		if v, ok := nums(args, 1); ok {
			in.capped = v[0] != 0
		}
	case "d":
		if len(args) > 0 {
			a, _ := args[0].(array)
			in.dashed = len(a) > 0
		}
	case "Do":
		return in.draw(args, resources)
	case "BMC", "BDC":
		in.begin(op, args, resources)
	case "EMC":
		return in.end()
	case "g", "rg", "k", "sc", "scn":
		if op == "g" || op == "rg" || op == "k" {
			in.spaces[0] = byCount
		}
		in.fill = colorOf(args, in.spaces[0])
		in.tiles[0] = in.pattern(args, resources)
	case "G", "RG", "K", "SC", "SCN":
		if op == "G" || op == "RG" || op == "K" {
			in.spaces[1] = byCount
		}
		in.stroke = colorOf(args, in.spaces[1])
		in.tiles[1] = in.pattern(args, resources)
	case "cs":
		if len(args) > 0 {
			in.spaces[0] = in.f.colorSpace(args[len(args)-1], resources)
			in.fill, in.tiles[0] = black, nil
		}
	case "CS":
		if len(args) > 0 {
			in.spaces[1] = in.f.colorSpace(args[len(args)-1], resources)
			in.stroke, in.tiles[1] = black, nil
		}
	case "m", "l", "c", "v", "y", "h", "re":
		in.pathTo(op, args)
	case "W", "W*":
		in.clipping = true
	case "f", "F", "f*", "b", "b*", "B", "B*", "s", "S", "n":
		in.paintPath(op, resources)
	case "sh":
		if in.alphas[0] >= inkless {
			in.addPaint(paint{box: in.clip.cut(in.page.box)})
		}
	default:
		return in.textOperator(op, args, resources)
	}
	return nil
}

func (in *interp) graphicsState(args []any, resources dict) {
	if len(args) == 0 {
		return
	}
	n, _ := args[0].(name)
	d := in.f.dict(in.f.dict(resources["ExtGState"])[n])
	for i, key := range [...]name{"ca", "CA"} {
		if v, ok := in.f.float(d[key]); ok {
			in.alphas[i] = v
		}
	}
	if v, ok := in.f.float(d["LW"]); ok {
		in.lineWidth = v
	}
	if v, ok := in.f.float(d["LC"]); ok {
		in.capped = v != 0
	}
	if a := in.f.array(d["D"]); len(a) > 0 {
		in.dashed = len(in.f.array(a[0])) > 0
	}
	// A name says that there is none: None, Identity, Default.
	for _, key := range [...]name{"SMask", "TR", "TR2"} {
		if o := in.f.resolve(d[key]); o != nil {
			_, none := o.(name)
			in.masked = !none || in.masked && key != "SMask"
		}
	}
	switch b := in.f.resolve(d["BM"]).(type) {
	case name:
		in.blend = b != "Normal" && b != "Compatible"
	case array:
		in.blend = len(b) > 0 && in.f.nameOf(b[0]) != "Normal"
	}
	if a := in.f.array(d["Font"]); len(a) == 2 {
		if ft, err := in.doc.font(a[0]); err == nil && ft != nil {
			in.font = ft
			in.size, _ = in.f.float(a[1])
		}
	}
}
