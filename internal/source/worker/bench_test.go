package worker

import (
	"bytes"
	"fmt"
	"sync"
	"testing"
)

// BenchmarkStart starts a worker and ends it.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		p, err := start()
		if err != nil {
			b.Fatal(err)
		}
		p.end()
	}
}

// BenchmarkDo sends requests of a size, which come back, to a pool that runs.
func BenchmarkDo(b *testing.B) {
	for _, size := range []int{1 << 10, 10 << 20} {
		for _, parallel := range []int{1, 2} {
			b.Run(fmt.Sprintf("bytes=%d/parallel=%d", size, parallel), func(b *testing.B) {
				p := newPool(b, parallel)
				request := [][]byte{[]byte("echo "), bytes.Repeat([]byte("x"), size)}
				b.SetBytes(int64(size * parallel))
				for b.Loop() {
					var all sync.WaitGroup
					for range parallel {
						all.Go(func() {
							if _, err := p.Do(b.Context(), request, Limits{}); err != nil {
								b.Error(err)
							}
						})
					}
					all.Wait()
				}
			})
		}
	}
}
