package detect

import "chachong/internal/corpus"

// Archive is a collection of earlier submissions. All that it says is about one moment, and
// it may be asked from any goroutine. Its errors end a run: what could not be asked was not
// checked.
type Archive interface {
	// Size returns the number of submissions.
	Size() int

	// Holders calls each with every submission that holds a seed, seed by seed: k is the
	// index of the seed, numbers ascend and are valid during the call. The seeds ascend and
	// are of the sample, see corpus.Sample; a seed that nobody holds is passed over.
	Holders(seeds []uint32, each func(k int, numbers []int32)) error

	// Labels returns the labels of submissions, in the order of the numbers.
	Labels(numbers []int32) ([]corpus.Labels, error)

	// Owners returns the keys of the owners of submissions, see corpus.OwnerKey, in the order
	// of the numbers.
	Owners(numbers []int32) ([]uint64, error)

	// Equal returns the submissions whose bodies have that hash, ascending.
	Equal(hash [2]uint64) ([]int32, error)

	// Records returns submissions, in the order of the numbers. Of an archive without texts
	// they have seeds and places and no Text.
	Records(numbers []int32) ([]corpus.Record, error)
}
