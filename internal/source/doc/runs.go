package doc

import "sort"

// Pages of properties, [MS-DOC] 2.9.33 and 2.9.176: 512 bytes of the text stream, the last
// of them the number of runs.
const (
	pageSize  = 512
	pageMask  = 0x3FFFFF // of a page number
	paraEntry = 13       // bytes of a BxPap
)

// runs finds the property list of a character or paragraph by its place in the text
// stream. It keeps the run that it found last.
type runs struct {
	text     []byte
	pages    plc // PlcBteChpx or PlcBtePapx
	paras    bool
	from, to uint32 // the run that was found last, half-open
	list     []byte
}

// find returns the list for the byte at in the text stream, nil where there is none, and
// whether it is that of the call before.
func (r *runs) find(at uint32) (list []byte, same bool) {
	if at >= r.from && at < r.to {
		return r.list, true
	}
	r.from, r.to, r.list = at, at+1, nil
	i := sort.Search(r.pages.n, func(i int) bool { return r.pages.place(i+1) > at })
	if i == r.pages.n || r.pages.place(i) > at {
		return nil, false
	}
	from := int64(le.Uint32(r.pages.entry(i))&pageMask) * pageSize
	if from+pageSize > int64(len(r.text)) {
		return nil, false
	}
	page := r.text[from : from+pageSize]
	n, size := int(page[pageSize-1]), 1
	if r.paras {
		size = paraEntry
	}
	if 4*(n+1)+size*n > pageSize-1 {
		return nil, false
	}
	k := sort.Search(n, func(k int) bool { return le.Uint32(page[4*(k+1):]) > at })
	if k == n || le.Uint32(page[4*k:]) > at {
		return nil, false
	}
	r.from, r.to = le.Uint32(page[4*k:]), le.Uint32(page[4*(k+1):])
	r.list = listAt(page, 2*int(page[4*(n+1)+size*k]), r.paras)
	return r.list, false
}

// listAt returns the list that stands at a place of a page: behind its size, which counts
// words for paragraphs.
func listAt(page []byte, at int, paras bool) []byte {
	if at == 0 || at >= pageSize-1 {
		return nil
	}
	n := int(page[at])
	at++
	switch {
	case paras && n == 0:
		n = 2 * int(page[at])
		at++
	case paras:
		n = 2*n - 1
	}
	if at >= pageSize-1 {
		return nil
	}
	return page[at:min(at+n, pageSize-1)]
}
