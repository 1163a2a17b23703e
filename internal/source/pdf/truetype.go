package pdf

import "unicode"

// sfnt is an embedded TrueType or OpenType font; only its character map is read.
type sfnt []byte

func (s sfnt) u16(at int) int {
	if at < 0 || at+2 > len(s) {
		return 0
	}
	return int(s[at])<<8 | int(s[at+1])
}

func (s sfnt) u32(at int) int { return s.u16(at)<<16 | s.u16(at+2) }

// subtables returns the offsets of the subtables of "cmap" by platform and encoding.
func (s sfnt) subtables() map[[2]int]int {
	out := map[[2]int]int{}
	for i := range min(s.u16(4), 64) {
		at := 12 + 16*i
		if at+16 > len(s) || string(s[at:at+4]) != "cmap" {
			continue
		}
		table := s.u32(at + 8)
		if table <= 0 || table >= len(s) {
			continue
		}
		for j := range min(s.u16(table+2), 32) {
			r := table + 4 + 8*j
			if sub := table + s.u32(r+4); sub > 0 && sub < len(s) {
				out[[2]int{s.u16(r), s.u16(r + 2)}] = sub
			}
		}
	}
	return out
}

// glyphs calls yield with the pairs of code and glyph of a subtable, at most maxMapped.
func (s sfnt) glyphs(at int, yield func(code, glyph int)) {
	left := maxMapped
	pair := func(code, glyph int) {
		if left--; left >= 0 && glyph != 0 {
			yield(code, glyph)
		}
	}
	switch s.u16(at) {
	case 0:
		for c := range 256 {
			if at+6+c < len(s) {
				pair(c, int(s[at+6+c]))
			}
		}
	case 4:
		n := s.u16(at+6) / 2
		end, start := at+14, at+16+2*n
		delta, offset := start+2*n, start+4*n
		for i := 0; i < n && left > 0; i++ {
			d, o := s.u16(delta+2*i), s.u16(offset+2*i)
			for c := s.u16(start + 2*i); c <= s.u16(end+2*i) && c != 0xffff && left > 0; c++ {
				g := c
				if o != 0 {
					if g = s.u16(offset + 2*i + o + 2*(c-s.u16(start+2*i))); g == 0 {
						left--
						continue
					}
				}
				pair(c, (g+d)&0xffff)
			}
		}
	case 6:
		for i := 0; i < s.u16(at+8) && left > 0; i++ {
			pair(s.u16(at+6)+i, s.u16(at+10+2*i))
		}
	case 12:
		for i := 0; i < s.u32(at+12) && left > 0 && at+28+12*i <= len(s); i++ {
			g := at + 16 + 12*i
			first, last := s.u32(g), s.u32(g+4)
			if last > unicode.MaxRune {
				return
			}
			for c := first; c <= last && left > 0; c++ {
				pair(c, s.u32(g+8)+c-first)
			}
		}
	}
}

// runes returns the characters of the glyphs of the font. Of several the ideograph wins
// over a radical that looks alike, then the smaller one.
func (s sfnt) runes() map[int]rune {
	subs := s.subtables()
	for _, id := range [][2]int{{3, 10}, {0, 6}, {0, 4}, {3, 1}, {0, 3}, {0, 2}, {0, 1}, {0, 0}} {
		at, ok := subs[id]
		if !ok {
			continue
		}
		out := map[int]rune{}
		s.glyphs(at, func(code, glyph int) {
			r := rune(code)
			old, ok := out[glyph]
			if !ok || plainer(r) && !plainer(old) {
				out[glyph] = r
			}
		})
		return out
	}
	return nil
}

func plainer(r rune) bool { return r < 0x2e80 || r >= 0x3000 && r < 0xe000 }

// codes returns the glyphs of the one-byte codes of a symbolic font (ISO 32000-1
// 9.6.6.4).
func (s sfnt) codes() map[int]int {
	subs := s.subtables()
	out := map[int]int{}
	if at, ok := subs[[2]int{3, 0}]; ok {
		s.glyphs(at, func(code, glyph int) { out[code&0xff] = glyph })
	} else if at, ok := subs[[2]int{1, 0}]; ok {
		s.glyphs(at, func(code, glyph int) { out[code] = glyph })
	}
	return out
}
