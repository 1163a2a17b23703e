package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
)

// Number tells reports of different content apart: ten hexadecimal digits made of what
// was handed in, under what names, and what was found. Reports of one result share it;
// time, language and options of printing do not change it.
func (r *Result) Number() string {
	const digits = 10
	h := sha256.New()
	for i := range r.Submissions {
		s := &r.Submissions[i]
		put(h, s.Key, s.ID)
	}
	for i := range r.Pairs {
		p := &r.Pairs[i]
		put(h, p.A, p.B, p.By)
	}
	for i := range r.Passages {
		p := &r.Passages[i]
		put(h, p.A.Submission, p.B.Submission, p.ReviewKey(), p.Kind)
	}
	return hex.EncodeToString(h.Sum(nil))[:digits]
}

// put adds strings to h so that it matters where one ends.
func put(h hash.Hash, list ...string) {
	for _, s := range list {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
}
