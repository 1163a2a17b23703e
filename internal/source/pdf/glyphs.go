package pdf

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// The names of the glyphs of ASCII and Latin-1 in the order of their code points, "-"
// where a code point has none, from the Adobe Glyph List for New Fonts.
const (
	asciiNames = `space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright
asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon
less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash
bracketright asciicircum underscore grave a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft
bar braceright asciitilde`
	latinNames = `nbspace exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine
guillemotleft logicalnot softhyphen registered macron degree plusminus twosuperior threesuperior acute mu
paragraph periodcentered cedilla onesuperior ordmasculine guillemotright onequarter onehalf threequarters
questiondown Agrave Aacute Acircumflex Atilde Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex
Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde Ograve Oacute Ocircumflex Otilde Odieresis
multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls agrave aacute acircumflex
atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex idieresis
eth ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis
yacute thorn ydieresis`
	// otherNames are pairs of a name and its text.
	otherNames = `quoteleft ‘ quoteright ’ quotedblleft “ quotedblright ” quotesinglbase ‚ quotedblbase „
guilsinglleft ‹ guilsinglright › endash – emdash — bullet • ellipsis … dagger † daggerdbl ‡ perthousand ‰
trademark ™ Euro € florin ƒ fraction ⁄ minus − fi fi fl fl ff ff ffi ffi ffl ffl dotlessi ı Lslash Ł
lslash ł OE Œ oe œ Scaron Š scaron š Zcaron Ž zcaron ž Ydieresis Ÿ circumflex ˆ tilde ˜ caron ˇ breve ˘
dotaccent ˙ ring ˚ ogonek ˛ hungarumlaut ˝ sfthyphen - lessequal ≤ greaterequal ≥ notequal ≠ infinity ∞
partialdiff ∂ summation ∑ product ∏ pi π integral ∫ Omega Ω radical √ approxequal ≈ Delta Δ lozenge ◊
alpha α beta β gamma γ delta δ epsilon ε lambda λ sigma σ theta θ phi φ omega ω arrowright → arrowleft ←
arrowup ↑ arrowdown ↓ square □ filledbox ■ circle ○ blackcircle ● triangle ▲ star ★ checkmark ✓ nonbreakingspace -`
)

var glyphNames = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for i, n := range strings.Fields(asciiNames) {
		m[n] = string(rune(' ' + i))
	}
	for i, n := range strings.Fields(latinNames) {
		m[n] = string(rune(0xa0 + i))
	}
	other := strings.Fields(otherNames)
	for i := 0; i+1 < len(other); i += 2 {
		m[other[i]] = other[i+1]
	}
	m["nonbreakingspace"], m["nbspace"] = "\u00a0", "\u00a0"
	return m
})

// glyphText returns the text of the glyph of that name ("Adobe Glyph List Specification",
// section 2); "" where the name says nothing.
func glyphText(n string) string {
	n, _, _ = strings.Cut(n, ".")
	if !strings.Contains(n, "_") {
		return component(n)
	}
	var b strings.Builder
	for part := range strings.SplitSeq(n, "_") {
		b.WriteString(component(part))
	}
	return b.String()
}

func component(n string) string {
	if s, ok := glyphNames()[n]; ok {
		return s
	}
	if hex, ok := strings.CutPrefix(n, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 && len(hex) <= 32 {
		var b strings.Builder
		for ; len(hex) >= 4; hex = hex[4:] {
			b.WriteString(codePoint(hex[:4]))
		}
		return b.String()
	}
	if hex, ok := strings.CutPrefix(n, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		return codePoint(hex)
	}
	return ""
}

func codePoint(hex string) string {
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || v > utf8.MaxRune || !utf8.ValidRune(rune(v)) {
		return ""
	}
	return string(rune(v))
}

// baseEncoding returns the text of the codes of a named encoding (ISO 32000-1 annex D).
// The upper half of StandardEncoding holds only what Western text uses.
func baseEncoding(n name) (t [256]string) {
	for c := ' '; c < 0x7f; c++ {
		t[c] = string(c)
	}
	cm := charmap.Windows1252
	switch n {
	case "MacRomanEncoding":
		cm = charmap.Macintosh
	case "WinAnsiEncoding":
	default:
		t['\''], t['`'] = "’", "‘"
		for c, r := range map[byte]string{
			0xa1: "¡", 0xa2: "¢", 0xa3: "£", 0xa4: "⁄", 0xa5: "¥", 0xa6: "ƒ", 0xa7: "§", 0xa9: "'", 0xaa: "“",
			0xab: "«", 0xac: "‹", 0xad: "›", 0xae: "fi", 0xaf: "fl", 0xb1: "–", 0xb2: "†", 0xb3: "‡", 0xb4: "·",
			0xb6: "¶", 0xb7: "•", 0xb8: "‚", 0xb9: "„", 0xba: "”", 0xbb: "»", 0xbc: "…", 0xbd: "‰", 0xbf: "¿",
			0xd0: "—", 0xe1: "Æ", 0xe3: "ª", 0xe8: "Ł", 0xe9: "Ø", 0xea: "Œ", 0xeb: "º", 0xf1: "æ", 0xf5: "ı",
			0xf8: "ł", 0xf9: "ø", 0xfa: "œ", 0xfb: "ß",
		} {
			t[c] = r
		}
		return t
	}
	for c := 0x80; c < 0x100; c++ {
		if r := cm.DecodeByte(byte(c)); r != utf8.RuneError && (r < 0x80 || r > 0x9f) {
			t[c] = string(r)
		}
	}
	return t
}
