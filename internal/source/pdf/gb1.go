package pdf

import (
	"golang.org/x/text/encoding/simplifiedchinese"
)

// gb1Rows are the first CIDs of the rows of GB 2312 in Adobe-GB1 (Adobe Technical Note
// 5079), each with the GB 2312 code of its first character and their number. The Han of
// rows 0xB0 to 0xF7 follow from CID 939 without a gap but the five free places at the end
// of row 0xD7.
var gb1Rows = [...]struct{ cid, code, n int }{
	{96, 0xa1a1, 94},
	{190, 0xa2b1, 50},
	{240, 0xa2e5, 10},
	{250, 0xa2f1, 12},
	{262, 0xa3a1, 94},
	{356, 0xa4a1, 83},
	{439, 0xa5a1, 86},
	{525, 0xa6a1, 24},
	{549, 0xa6c1, 24},
	{573, 0xa6e0, 12},
	{585, 0xa6ee, 5},
	{590, 0xa6f4, 2},
	{592, 0xa7a1, 33},
	{625, 0xa7d1, 33},
	{658, 0xa8a1, 26},
	{684, 0xa8c5, 37},
	{721, 0xa9a4, 76},
}

const (
	gb1Half   = 814 // half-width ASCII
	gb1Han    = 939
	gb1Level2 = gb1Han + 3755 // 0xD8A1
	gb1End    = gb1Level2 + 3008
)

// gb1Text returns the character of a CID of Adobe-GB1 where it is one of GB 2312 or of
// ASCII, else "".
func gb1Text(cid int) string {
	switch {
	case 1 <= cid && cid <= 95:
		return string(rune(cid + 0x1f))
	case gb1Half <= cid && cid < gb1Half+95:
		return string(rune(cid - gb1Half + 0x20))
	case gb1Han <= cid && cid < gb1Level2:
		return gbText(0xb0a1 + (cid-gb1Han)/94<<8 + (cid-gb1Han)%94)
	case gb1Level2 <= cid && cid < gb1End:
		return gbText(0xd8a1 + (cid-gb1Level2)/94<<8 + (cid-gb1Level2)%94)
	}
	for _, r := range gb1Rows {
		if r.cid <= cid && cid < r.cid+r.n {
			return gbText(r.code + cid - r.cid)
		}
	}
	return ""
}

func gbText(code int) string {
	s, err := simplifiedchinese.GBK.NewDecoder().String(string([]byte{byte(code >> 8), byte(code)}))
	if err != nil {
		return ""
	}
	return s
}
