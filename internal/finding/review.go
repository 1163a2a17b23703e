package finding

import "slices"

// ReviewSchema names the version of the file of a reviewer's marks.
const ReviewSchema = "chachong/review/v1"

// Mark is what a reviewer decided about a pair or a passage.
type Mark string

// The marks there are. A note may stand without a mark.
const (
	Unmarked  Mark = ""
	Confirmed Mark = "confirmed"  // it is the same work
	NotCopy   Mark = "not-a-copy" // it is not: it counts for no limit
	Talk      Mark = "talk"       // to be talked over
)

// Marks are the marks that say something, in the order in which they are offered.
var Marks = []Mark{Confirmed, NotCopy, Talk}

// Review is a reviewer's mark on a pair or a passage.
type Review struct {
	Mark Mark   `json:"mark"`
	Note string `json:"note"`
}

// PairKey returns the key by which marks on the pair of a and b are found again: what
// the two say, wherever they stand and whichever comes first.
func PairKey(a, b *Submission) string { return bothKeys(a.Key, b.Key) }

// ReviewKey returns the key by which marks on p are found again, likewise.
func (p *Passage) ReviewKey() string { return bothKeys(p.Key, p.KeyB) }

func bothKeys(a, b string) string {
	keys := []string{a, b}
	slices.Sort(keys)
	return keys[0] + "+" + keys[1]
}

// NotCopied reports whether r says that it is no copy; r may be nil.
func (r *Review) NotCopied() bool { return r != nil && r.Mark == NotCopy }
