package extract

import "io"

// Limits bound what one file of the user's may make a reader do, everything inside it
// included. Zero fields stand for the defaults of DefaultLimits.
type Limits struct {
	Text    int64 // bytes of text produced
	Unpack  int64 // bytes really unpacked
	Entries int   // members of containers
	Depth   int   // containers inside containers
	Nesting int   // open elements, groups or arrays inside each other
}

// DefaultLimits are those of a user who sets none.
var DefaultLimits = Limits{Text: 64 << 20, Unpack: 256 << 20, Entries: 10000, Depth: 3, Nesting: 256}

// Budget counts against Limits. One budget serves one file and all that is inside it. Not
// safe for concurrent use.
type Budget struct {
	limits  Limits
	text    int64
	unpack  int64
	entries int
	depth   int
}

// NewBudget returns a fresh budget.
func NewBudget(l Limits) *Budget {
	d := DefaultLimits
	if l.Text > 0 {
		d.Text = l.Text
	}
	if l.Unpack > 0 {
		d.Unpack = l.Unpack
	}
	if l.Entries > 0 {
		d.Entries = l.Entries
	}
	if l.Depth > 0 {
		d.Depth = l.Depth
	}
	if l.Nesting > 0 {
		d.Nesting = l.Nesting
	}
	return &Budget{limits: d}
}

// Nesting returns how deep elements may stand inside each other.
func (b *Budget) Nesting() int { return b.limits.Nesting }

// Text charges n bytes of text produced.
func (b *Budget) Text(n int) error {
	if b.text += int64(n); b.text > b.limits.Text {
		return Errorf(CodeLimitText, HintLimit, "more text than the limit of %d MiB", b.limits.Text>>20)
	}
	return nil
}

// Unpack charges n bytes unpacked.
func (b *Budget) Unpack(n int) error {
	if b.unpack += int64(n); b.unpack > b.limits.Unpack {
		return Errorf(CodeLimitUnpack, HintLimit, "too large: unpacks to more than the limit of %d MiB", b.limits.Unpack>>20)
	}
	return nil
}

// Entry charges one member of a container.
func (b *Budget) Entry() error {
	if b.entries++; b.entries > b.limits.Entries {
		return Errorf(CodeLimitCount, "divide it", "holds more entries than the limit of %d", b.limits.Entries)
	}
	return nil
}

// Enter goes one container deeper; Leave goes back.
func (b *Budget) Enter() error {
	if b.depth++; b.depth > b.limits.Depth {
		return Errorf(CodeLimitDepth, "unpack the inner archives and hand in their files",
			"archives nested deeper than the limit of %d", b.limits.Depth)
	}
	return nil
}

// Leave undoes Enter.
func (b *Budget) Leave() { b.depth-- }

// Reader returns r, whose bytes are charged as unpacked. Its error is that of Unpack where
// the budget ends.
func (b *Budget) Reader(r io.Reader) io.Reader { return &charged{r, b} }

type charged struct {
	r io.Reader
	b *Budget
}

func (c *charged) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if over := c.b.Unpack(n); over != nil {
		return n, over
	}
	return n, err
}
