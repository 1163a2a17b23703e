package detect

// pool hands out the scratch memory of workers, one piece to each.
type pool[T any] chan T

// newPool returns a pool of n pieces, made by one.
func newPool[T any](n int, one func() T) pool[T] {
	p := make(pool[T], n)
	for range n {
		p <- one()
	}
	return p
}

// take waits for a piece.
func (p pool[T]) take() T { return <-p }

// put gives it back.
func (p pool[T]) put(t T) { p <- t }
