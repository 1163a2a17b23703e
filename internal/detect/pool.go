package detect

// pool hands out the scratch memory of workers, one piece to each.
type pool[T any] chan T

// newPool returns a pool of n pieces.
func newPool[T any](n int, make1 func() T) pool[T] {
	p := make(pool[T], n)
	for range n {
		p <- make1()
	}
	return p
}

func (p pool[T]) take() T { return <-p }
func (p pool[T]) put(t T) { p <- t }
