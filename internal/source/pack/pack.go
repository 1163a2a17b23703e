// Package pack reads archives: the members of a zip, RAR or 7z file, each with its bytes
// or with the reason why it has none. What the bytes are is not asked here.
//
// Everything is read from memory to memory. A member's name is for showing and nothing is
// ever written under it, so that "../" in it is odd and harmless.
package pack

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"chachong/internal/source/extract"
)

// MaxMember is the largest member that is unpacked, in bytes: as large as a file of the
// user's may be where he says nothing else. A larger one is a member with a Problem.
const MaxMember = 64 << 20

// maxMemory bounds what a decoder may ask for before it has produced anything, in bytes.
// RAR's and 7z's strongest usual settings want a dictionary of 64 MiB.
const maxMemory = 128 << 20

// hintUnpack is for archives that other programs can read.
const hintUnpack = "unpack it and hand in the files"

// Read returns the members of the archive raw, which is of that kind: "zip", "rar" or "7z".
// They stand in the order of the archive; folders are left out, and so is nothing else.
// Each member is charged to b as an entry (in a zip while its directory is opened, there
// with folders as well) and each byte as it is produced.
//
// A member that cannot be unpacked has a Problem, the others their bytes. An archive whose
// list of members cannot be read at all is an error, one that breaks off behind some of
// them has a Warning that says so.
func Read(raw []byte, kind string, b *extract.Budget) (*extract.Document, error) {
	l := &list{doc: &extract.Document{Format: kind}, budget: b, taken: map[string]int{}}
	var err error
	switch kind {
	case "zip":
		err = l.zip(raw)
	case "rar":
		err = guard(func() error { return l.rar(raw) })
	case "7z":
		err = guard(func() error { return l.seven(raw) })
	default:
		err = extract.Errorf(extract.CodeFormat, hintUnpack, "an archive of the kind %q, which is not read", kind)
	}
	var p *extract.Problem
	switch {
	case errors.As(err, &p) && p.Code == extract.CodeLimitCount:
		return nil, p // what came before is no smaller part of a flood
	case err != nil && len(l.doc.Members) == 0:
		return nil, problem(err)
	case err != nil:
		l.doc.Warning = &extract.Problem{
			Code: extract.CodePartial, Hint: problem(err).Hint, Partial: true,
			Reason: fmt.Sprintf("the archive can be read up to its member %d: %s", len(l.doc.Members), problem(err).Reason),
		}
	case len(l.doc.Members) == 0:
		return nil, extract.Errorf(extract.CodeEmpty, "", "an empty archive: no document in it")
	}
	return l.doc, nil
}

// list gathers the members of one archive.
type list struct {
	doc    *extract.Document
	budget *extract.Budget
	taken  map[string]int // names that are used, with the number to try next
}

// add appends a member under a name that no other has.
func (l *list) add(name, b64 string, raw []byte, err error) {
	m := extract.Member{Name: l.unique(name), NameB64: b64, Raw: raw}
	switch {
	case err != nil:
		m.Raw, m.Problem = nil, problem(err)
	case m.Raw == nil:
		m.Raw = []byte{}
	}
	l.doc.Members = append(l.doc.Members, m)
}

// read returns all of one member. Bytes are charged by r or by whoever made it.
func read(r io.Reader) ([]byte, error) {
	var buf bytes.Buffer
	n, err := buf.ReadFrom(io.LimitReader(r, MaxMember+1))
	switch {
	case err != nil:
		return nil, err
	case n > MaxMember:
		return nil, extract.Errorf(extract.CodeLimitUnpack, extract.HintLimit,
			"too large: one file of more than the limit of %d MiB", MaxMember>>20)
	}
	return buf.Bytes(), nil
}

// guard returns what f returns, and damage where it panics: decoders of other people are
// given bytes that are made to break them.
func guard(f func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = errDamaged
		}
	}()
	return f()
}

// errDamaged is damage of no better known kind.
var errDamaged = errors.New("damaged")

// problem returns err as one of the ledger: itself where it is one, else damage.
func problem(err error) *extract.Problem {
	var p *extract.Problem
	if errors.As(err, &p) {
		return p
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return cutOff()
	}
	return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: the packed data are not valid")
}

func cutOff() *extract.Problem {
	return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: the archive ends in the middle")
}

func badChecksum() *extract.Problem {
	return extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "damaged: the checksum of the unpacked data is wrong")
}

func encrypted() *extract.Problem {
	return extract.Errorf(extract.CodePassword, extract.HintPassword, "encrypted: a password is needed")
}

func oneVolume() *extract.Problem {
	return extract.Errorf(extract.CodeFormat, hintUnpack, "one volume of several: the archive goes on in other files")
}

func link() *extract.Problem {
	return extract.Errorf(extract.CodeFormat, "", "a link to another file, without a text of its own")
}

func tooMuchMemory(bytes uint64) *extract.Problem {
	return extract.Errorf(extract.CodeLimitMemory, hintUnpack,
		"needs %d MiB of memory to unpack, more than the limit of %d MiB", bytes>>20, maxMemory>>20)
}
