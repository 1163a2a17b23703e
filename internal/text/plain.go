package text

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"
)

// What this file folds is nearly all of any report, one rune to one rune that hangs on
// nothing behind it. It is there for speed: folder.one gives the same for each rune.

// plain appends the fold of the runes from byte i of src on that hang on nothing but
// what stands in front of them, and returns where it has stopped: at hi, or at a rune
// or escape for one. These are the Han and marks of three bytes and most of ASCII.
// f.single is false.
func (f *folder) plain(src string, i, hi int) int {
	dst := slices.Grow(f.dst, hi-i+atOnce) // no rune folds to more bytes here than it has
	k := len(dst)
	dst = dst[:cap(dst)]
	for i < hi {
		if i-k != f.apart {
			f.start(k, i)
		}
		n := copyStaying(dst[k:], src[i:hi])
		if i, k = i+n, k+n; i == hi {
			break
		}
		if c := src[i]; c < utf8.RuneSelf {
			if c == ' ' && endsCommon(dst[:k]) && opensCommon(src[i+1:hi]) {
				i++ // OCR text is full of such spaces
				continue
			}
			if n := copyASCII(dst[k:], src[i:hi]); n > 0 {
				i, k = i+n, k+n
				continue
			}
			if staysPlain(c, dst[:k]) { // so does a whole row of it
				for ; i < hi && src[i] == c; i++ {
					dst[k] = c
					k++
				}
				continue
			}
			switch {
			case c == '%' && (i+1 == hi || src[i+1]|0x20 != 'e'):
				dst[k] = c
				k++
			case c == '\r' && i+1 < hi && src[i+1] == '\n':
			default:
				f.dst = dst[:k]
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(src[i:hi])
		if size != 3 {
			break
		}
		switch v := valueOf(r); {
		case v < utf8.RuneSelf && asciiFold[v] < utf8.RuneSelf:
			dst[k] = byte(v)
			k++
		case v == codeSpace && staysPlain(' ', dst[:k]):
			dst[k] = ' '
			k++
		case v >= 0x800 && v&0xF800 != 0xD800:
			k += utf8.EncodeRune(dst[k:], rune(v))
		default:
			f.dst = dst[:k]
			return i
		}
		i += size
	}
	f.dst = dst[:k]
	return i
}

// atOnce is the number of bytes that copyStaying reads and writes at a time.
const atOnce = 8

// copyStaying copies the runes at the start of src that stay what they are, up to the
// first other one, and returns their length. dst has room for atOnce bytes more than
// src has; those behind the result are scratch.
func copyStaying(dst []byte, src string) int {
	i := 0
	for i+atOnce <= len(src) { // two runes of three bytes
		v := eight(src[i : i+atOnce])
		if v&0xC0C0F0_C0C0F0 != 0x8080E0_8080E0 || stays[v<<6&0x3C0|v>>8&0x3F]&(1<<(v>>16&0x3F)) == 0 {
			break
		}
		binary.LittleEndian.PutUint64(dst[i:i+atOnce], v)
		if stays[v>>18&0x3C0|v>>32&0x3F]&(1<<(v>>40&0x3F)) == 0 {
			return i + 3
		}
		i += 6
	}
	for i+3 <= len(src) {
		c, c1, c2 := src[i], src[i+1], src[i+2]
		if c&0xF0 != 0xE0 || c1&0xC0 != 0x80 || c2&0xC0 != 0x80 || stays[int(c&0xF)<<6|int(c1&0x3F)]&(1<<(c2&0x3F)) == 0 {
			break
		}
		dst[i], dst[i+1], dst[i+2] = c, c1, c2
		i += 3
	}
	return i
}

// copyASCII copies the fold of the ASCII characters at the start of src that fold
// alike everywhere, up to the first other one, and returns their number.
func copyASCII(dst []byte, src string) int {
	dst = dst[:len(src)]
	for i := range dst {
		c := src[i]
		if c >= utf8.RuneSelf || asciiFold[c] >= utf8.RuneSelf {
			return i
		}
		dst[i] = asciiFold[c]
	}
	return len(src)
}

// stays says of each rune of the first plane whether it has three bytes and folds to
// itself, whatever its neighbours are: rune r is bit r%64 of entry r/64, so that its
// third byte counts the bit and the others the entry.
var stays = func() (stays [1 << 16 / 64]uint64) {
	for r := rune(0x800); r < 1<<16; r++ {
		if valueOf(r) == 0 && r&0xF800 != 0xD800 {
			stays[r/64] |= 1 << (r % 64)
		}
	}
	return stays
}()

// staysPlain reports whether the space or sign c surely stays behind dst and need not
// be noted: the space follows an ASCII letter, a line end or another space, the sign
// no Han.
func staysPlain(c byte, dst []byte) bool {
	switch {
	case len(dst) == 0 || asciiFold[c] == asciiSlow:
		return false
	case c != ' ':
		return dst[len(dst)-1] < utf8.RuneSelf
	}
	c = dst[len(dst)-1]
	return 'a' <= c && c <= 'z' || c == ' ' || c == '\n'
}

// common reports whether c and c1 lead runes of U+4E00 to U+9FFF, which are all Han and
// fold to Han.
func common(c, c1 byte) bool { return 0xE5 <= c && c <= 0xE9 || c == 0xE4 && c1 >= 0xB8 }

// endsCommon and opensCommon report whether such a rune is at the end of dst, at the
// start of s.
func endsCommon(dst []byte) bool {
	return len(dst) >= 3 && common(dst[len(dst)-3], dst[len(dst)-2])
}

func opensCommon(s string) bool {
	return len(s) >= 3 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 && common(s[0], s[1])
}

// What asciiFold holds instead of a character.
const (
	asciiSlow  = 0x80 + iota // controls, and what may open an escape
	asciiSpace               // a space
	asciiSign                // stays, and is noise where Han is riddled with it
)

// asciiFold holds the folded form of each ASCII character, or what is to be done
// with it.
var asciiFold = func() (fold [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case c == ' ':
			fold[c] = asciiSpace
		case c < ' ' && c != '\n' || c == 0x7F || c == '&' || c == '%' || c == '\\':
			fold[c] = asciiSlow
		case 'A' <= c && c <= 'Z':
			fold[c] = c + 'a' - 'A'
		case strings.IndexByte("-._|~/'`^+=#@", c) >= 0:
			fold[c] = asciiSign
		default:
			fold[c] = c
		}
	}
	return fold
}()
