package web

import (
	"strconv"
	"strings"
)

// colorOf reads a color as CSS writes it (CSS Color 4): names, hexadecimal digits, rgb().
func colorOf(value string) color {
	value = strings.ToLower(strings.TrimSpace(value))
	switch value {
	case "":
		return color{}
	case "transparent":
		return color{state: colorNone}
	case "inherit", "currentcolor", "unset":
		return color{state: colorInherit}
	}
	if hex, ok := strings.CutPrefix(value, "#"); ok {
		return hexColor(hex)
	}
	if args, ok := strings.CutPrefix(value, "rgb"); ok {
		return rgbColor(strings.TrimPrefix(args, "a"))
	}
	if rgb, ok := namedColor(value); ok {
		return known(rgb)
	}
	return color{state: colorUnknown}
}

// attrColor reads a color as attributes of HTML write it: also hexadecimal digits alone.
func attrColor(value string) color {
	c := colorOf(value)
	if value = strings.TrimSpace(value); c.state == colorUnknown && len(value) == 6 {
		return hexColor(strings.ToLower(value))
	}
	return c
}

func known(rgb uint32) color {
	return color{colorKnown, uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb)}
}

// hexColor reads 3, 4, 6 or 8 hexadecimal digits.
func hexColor(hex string) color {
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		return color{state: colorUnknown}
	}
	n := uint32(v)
	switch len(hex) {
	case 4:
		if n&0xf == 0 {
			return color{state: colorNone}
		}
		n >>= 4
		fallthrough
	case 3:
		return known((n>>8&0xf)*0x110000 | (n>>4&0xf)*0x1100 | (n&0xf)*0x11)
	case 8:
		if n&0xff == 0 {
			return color{state: colorNone}
		}
		n >>= 8
		fallthrough
	case 6:
		return known(n)
	}
	return color{state: colorUnknown}
}

// rgbColor reads the arguments of rgb() and rgba(), with commas or without.
func rgbColor(args string) color {
	args = strings.Trim(args, "() ")
	parts := strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(parts) != 3 && len(parts) != 4 {
		return color{state: colorUnknown}
	}
	var v [4]float64
	for i, p := range parts {
		number, percent := strings.CutSuffix(p, "%")
		f, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return color{state: colorUnknown}
		}
		switch {
		case percent && i < 3:
			f *= 2.55
		case percent:
			f /= 100
		}
		v[i] = min(max(f, 0), 255)
	}
	if len(parts) == 4 && v[3] < 0.05 {
		return color{state: colorNone}
	}
	return color{colorKnown, uint8(v[0]), uint8(v[1]), uint8(v[2])}
}

// namedColor returns the color of a name. It knows those that word processors and hands
// write; the others are as good as unknown.
func namedColor(name string) (rgb uint32, ok bool) {
	switch name {
	case "white", "window", "canvas":
		return 0xffffff, true
	case "black", "windowtext", "canvastext":
		return 0x000000, true
	case "red":
		return 0xff0000, true
	case "green":
		return 0x008000, true
	case "lime":
		return 0x00ff00, true
	case "blue":
		return 0x0000ff, true
	case "yellow":
		return 0xffff00, true
	case "aqua", "cyan":
		return 0x00ffff, true
	case "fuchsia", "magenta":
		return 0xff00ff, true
	case "silver":
		return 0xc0c0c0, true
	case "gray", "grey":
		return 0x808080, true
	case "maroon":
		return 0x800000, true
	case "olive":
		return 0x808000, true
	case "purple":
		return 0x800080, true
	case "teal":
		return 0x008080, true
	case "navy":
		return 0x000080, true
	case "orange":
		return 0xffa500, true
	case "snow":
		return 0xfffafa, true
	case "ivory":
		return 0xfffff0, true
	case "ghostwhite":
		return 0xf8f8ff, true
	case "whitesmoke":
		return 0xf5f5f5, true
	case "floralwhite":
		return 0xfffaf0, true
	case "mintcream":
		return 0xf5fffa, true
	case "azure":
		return 0xf0ffff, true
	case "lightgray", "lightgrey":
		return 0xd3d3d3, true
	case "darkgray", "darkgrey":
		return 0xa9a9a9, true
	}
	return 0, false
}
