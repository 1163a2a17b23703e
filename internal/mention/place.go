package mention

import (
	"strings"

	"chachong/internal/text"
)

// Lengths of names before the word for their kind, in characters.
const (
	longestKnown = 8 // of places.txt, but for a few
	longestName  = 4 // of a name that is not known
	likelyName   = 2 // of most names
)

// place notes the name that the character at byte i ends, whose word for its kind begins at
// byte kind.
func (f *finder) place(i, kind int, k Kind) {
	s, end := f.s, i+han
	if common(s, kind, end, k) {
		return
	}
	wider := f.behind(kind)
	if wider != nil {
		return // 市 of 云岭县市, 区 of 云岭市区
	}
	low := 0
	if m := f.last(); m != nil && int(m.At.Hi) <= kind {
		low = int(m.At.Hi)
	}
	if f.known(low, kind, end, k) {
		return
	}
	if strings.HasSuffix(s[:kind], "城") && k == City {
		return // 中小城市
	}
	from, firm := edge(s, max(low, kind-(longestName+1)*han), kind)
	if kind-low == likelyName*han && !stop(s[low:low+han]) && f.behind(low) != nil {
		from = low
	}
	chain := from == low && f.behind(low) != nil
	from, stripped := strip(s, from, kind)
	firm, chain = firm || stripped || chain, chain && !stripped
	n := (kind - from) / han
	if n == 0 && f.held(low, kind) { // 周至县
		from, n, firm = kind-likelyName*han, likelyName, false
	}
	if n < likelyName || !chain && ordinary(s[kind-likelyName*han:kind]) {
		return
	}
	m := Mention{At: text.Span{Lo: int32(from), Hi: int32(end)}, From: int32(from), Kind: k, Chain: chain}
	m.Sure = firm && n <= longestName
	if n > longestName || !firm {
		m.At.Lo, m.Sure = int32(kind-likelyName*han), false
	}
	if at := int(m.At.Lo); !chain && stop(s[at:at+han]) {
		return
	}
	if !m.Chain && kind == i && needy(s, i) {
		return
	}
	f.add(m)
}

// needy reports whether the word for a kind at byte i ends more words than names, so that a
// name is to be known or to stand behind another one, if it is not of an office.
func needy(s string, i int) bool {
	switch s[i : i+han] {
	case "旗", "盟", "村", "省":
		return true
	case "区":
		return !office(s[i+han:])
	}
	return false
}

// held reports whether the two characters before byte kind of s are a name of which the
// second one stands in front of other names: a mark or a stop is before them, and low.
func (f *finder) held(low, kind int) bool {
	at := kind - likelyName*han
	if at < low || !isHan(f.s, at) || stop(f.s[at:at+han]) || strings.Contains("省市州县区镇乡村", f.s[at:at+han]) {
		return false
	}
	return !isHan(f.s, at-han) || stop(f.s[at-han:at])
}

// known notes the longest known name of s[low:end], if any.
func (f *finder) known(low, kind, end int, k Kind) bool {
	s := f.s
	lo := kind
	for n := 0; n < longestKnown && lo-han >= low && isHan(s, lo-han); n++ {
		lo -= han
	}
	for ; lo <= kind-2*han || end-lo > 3*han && lo < kind; lo += han {
		if !known(s[lo:end]) {
			continue
		}
		if name := s[lo:end]; strings.HasSuffix(name, "城市") || strings.HasSuffix(name, "市区") {
			if _, firm := edge(s, lo-han, lo); !firm && lo > low {
				return false // 海城市 of 沿海城市
			}
		}
		f.add(Mention{
			At: text.Span{Lo: int32(lo), Hi: int32(end)}, From: int32(lo), Kind: k, Sure: true, Known: true,
			Chain: lo == low && f.behind(low) != nil,
		})
		return true
	}
	return false
}

// isHan reports whether a common Han character stands at byte at of s.
func isHan(s string, at int) bool {
	return at >= 0 && at+han <= len(s) && s[at] >= 0xE4 && s[at] <= 0xE9 && s[at+1]&0xC0 == 0x80 && s[at+2]&0xC0 == 0x80
}

// edge returns where the characters begin that stand before byte hi of s and could be of
// one name, low or behind it, and whether what is before them cannot be of it.
func edge(s string, low, hi int) (from int, firm bool) {
	for from = hi; from-han >= low && isHan(s, from-han); from -= han {
		if stop(s[from-han : from]) {
			return from, true
		}
	}
	return from, !isHan(s, from-han) || from-han >= 0 && stop(s[from-han:from])
}

// strip returns from moved behind the last word that stands in front of names, where two
// characters stay before hi.
func strip(s string, from, hi int) (int, bool) {
	for at := hi - 4*han; at >= from; at -= han {
		if ordinary(s[at : at+2*han]) {
			return at + 2*han, true
		}
	}
	return from, false
}
