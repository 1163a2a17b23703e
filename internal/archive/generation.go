package archive

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/zeebo/xxh3"
)

// The file generation says how many transactions the archive has acknowledged:
//
//	8 bytes "ccgen\x00\x00\x01"
//	uint64  changes of the manifest
//	uint64  XXH3 of all before it
//
// SQLite takes a log up to the first frame that does not fit its checksum, and says nothing of
// what stood behind it: so that the manifest, which counts its transactions, may come out older
// than it was. This file, which is written after each transaction and before the call returns,
// tells. A manifest that is ahead of it is what a kill between both leaves.
//
// It is overwritten in place: 24 bytes of one sector are on a disk as a whole or not at all.
const (
	generationName = "generation"
	generationSize = 8 + 8 + 8
	generationMark = "ccgen\x00\x00\x01"
)

// A reader may come upon a writer who is overwriting the file: it then reads again.
const (
	generationTries = 5
	generationDelay = 2 * time.Millisecond
)

// readGeneration returns how many transactions the archive in the folder dir has acknowledged.
func readGeneration(dir string) (changes uint64, err error) {
	for try := 1; ; try++ {
		var ok bool
		if changes, ok, err = readGenerationOnce(dir); ok || err != nil {
			return changes, err
		}
		if try == generationTries {
			return 0, damaged("%s: does not fit its checksum", generationName)
		}
		time.Sleep(generationDelay)
	}
}

// readGenerationOnce is readGeneration of what the file holds, which may not be sound.
func readGenerationOnce(dir string) (changes uint64, ok bool, err error) {
	f, err := os.Open(filepath.Join(dir, generationName))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, false, damaged("%s: is missing", generationName)
	}
	if err != nil {
		return 0, false, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, generationSize+1))
	if err != nil {
		return 0, false, err
	}
	if len(b) != generationSize || string(b[:8]) != generationMark || xxh3.Hash(b[:16]) != order.Uint64(b[16:]) {
		return 0, false, nil
	}
	return order.Uint64(b[8:]), true, nil
}

// writeGeneration makes it durable that the archive has acknowledged so many transactions.
func writeGeneration(dir string, changes uint64) error {
	name := filepath.Join(dir, generationName)
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	made := errors.Is(err, fs.ErrNotExist)
	if made {
		f, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	}
	if err != nil {
		return err
	}
	b := append(make([]byte, 0, generationSize), generationMark...)
	b = order.AppendUint64(b, changes)
	b = order.AppendUint64(b, xxh3.Hash(b))
	if _, err = f.WriteAt(b, 0); err == nil {
		err = f.Truncate(generationSize) // of a damaged one
	}
	if err == nil {
		err = f.Sync()
	}
	if err = closeAll(err, f.Close); err != nil || !made {
		return err
	}
	if err := makePrivate(name, 0o600); err != nil {
		return err
	}
	return syncDir(dir)
}

// behind returns a *DamagedError where m is older than a generation that was acknowledged
// before m was read.
func (m *manifest) behind(generation uint64) error {
	if m.changes >= generation {
		return nil
	}
	return damaged("%s: writes are missing", walName)
}
