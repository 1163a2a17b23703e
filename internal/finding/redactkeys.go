package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
)

// A key is a hash of letters without salt: whoever knows the letters around a number and
// some of its digits could try all the others until the key fits. So keys of text that is
// masked are made of the masked text.

// body is the text of a submission before and after it was masked.
type body struct {
	at           int32 // of its first byte in the document
	text, masked string
}

// bodies masks the texts of r and their keys.
func (m *masking) bodies(r *Result) {
	for i := range r.Submissions {
		s := &r.Submissions[i]
		b := &body{at: s.Range.Byte[0], text: s.Text, masked: m.mask(s.Text)}
		m.body[s.ID] = b
		s.Text = b.masked
		s.Key = b.key(s.Key, Range{Byte: [2]int32{b.at, b.at + int32(len(s.Text))}})
	}
}

// of returns the stretch r of the text before and after masking. It is not ok where the
// text is not there.
func (b *body) of(r Range) (text, masked string, ok bool) {
	if b == nil || b.text == "" {
		return "", "", false
	}
	lo, hi := r.Byte[0]-b.at, r.Byte[1]-b.at
	if lo < 0 || lo > hi || int(hi) > len(b.text) {
		return "", "", false
	}
	return b.text[lo:hi], b.masked[lo:hi], true
}

// key returns what may be shown of the key of stretch r: all of it where nothing is masked,
// "" where nobody can tell.
func (b *body) key(key string, r Range) string {
	text, masked, ok := b.of(r)
	switch {
	case !ok:
		return ""
	case key == "" || text == masked:
		return key
	}
	const length = 16 // bytes, as of any key
	sum := sha256.Sum256([]byte(strings.Map(keyed, masked)))
	return hex.EncodeToString(sum[:length])
}

// keyed leaves out what no key depends on: white space, punctuation, what cannot be seen.
// Signs stay, those that hide a digit among them.
func keyed(r rune) rune {
	switch {
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsSymbol(r), r == '*', r == '＊':
		return r
	}
	return -1
}

// beginning masks s, the beginning of stretch r in one line, as the text is masked there:
// what makes a number one may stand outside. What was cut off s counts, too.
func (m *masking) beginning(s, id string, r Range) string {
	text, masked, ok := m.body[id].of(r)
	if !ok {
		return m.cut(s)
	}
	from, to := []rune(text), []rune(masked)
	out := []rune(s)
	if len(from) != len(to) {
		return m.cut(s)
	}
	at := 0
	for i, c := range out {
		if unicode.IsSpace(c) {
			continue
		}
		for at < len(from) && unicode.IsSpace(from[at]) {
			at++
		}
		if at == len(from) || from[at] != c {
			break // the ellipsis
		}
		out[i] = to[at]
		at++
	}
	return m.cut(string(out))
}

// keys returns the keys by which marks on pairs and passages of r are found, of each pair
// and passage at the same place whatever was masked in between.
func keys(r *Result) []string {
	at := make(map[string]*Submission, len(r.Submissions))
	for i := range r.Submissions {
		at[r.Submissions[i].ID] = &r.Submissions[i]
	}
	var all []string
	pair := func(a, b string) {
		if x, y := at[a], at[b]; x != nil && y != nil {
			all = append(all, PairKey(x, y))
		} else {
			all = append(all, "")
		}
	}
	for i := range r.Pairs {
		pair(r.Pairs[i].A, r.Pairs[i].B)
	}
	for i := range r.Passages {
		p := &r.Passages[i]
		pair(p.A.Submission, p.B.Submission)
		all = append(all, p.ReviewKey())
	}
	return all
}

// renamed returns what each key of before that changed became; usually one, but one text
// may be masked in different ways in different places.
func renamed(before, after []string) map[string][]string {
	became := make(map[string][]string)
	for i, key := range before {
		if key != after[i] && !slices.Contains(became[key], after[i]) {
			became[key] = append(became[key], after[i])
		}
	}
	for i, key := range before {
		if _, ok := became[key]; ok && key == after[i] && !slices.Contains(became[key], key) {
			became[key] = append(became[key], key) // elsewhere it stayed
		}
	}
	return became
}
