package detect

import (
	"encoding/binary"

	"github.com/zeebo/xxh3"

	"chachong/internal/align"
	"chachong/internal/corpus"
	"chachong/internal/segment"
	"chachong/internal/sketch"
	"chachong/internal/split"
	"chachong/internal/text"
	"chachong/internal/token"
)

// shingleLen is the number of words of a shingle. Two words separate true from
// unrelated sentences as well as four letters do, with half the features; longer ones
// lose spun and masked sentences.
const shingleLen = 2

// Preparer prepares documents. Safe for concurrent use.
type Preparer struct {
	segmenter *segment.Segmenter
}

// NewPreparer returns a preparer. The error is that of the dictionary.
func NewPreparer() (*Preparer, error) {
	seg, err := segment.Load()
	return &Preparer{segmenter: seg}, err
}

// Prepare returns what is kept of a document: pure, for a given text always the same.
func (p *Preparer) Prepare(path, owner, src string) *corpus.Document {
	return p.prepare(Input{Path: path, Owner: owner}, src)
}

// prepare is Prepare for an input whose submissions may be set.
func (p *Preparer) prepare(in Input, src string) *corpus.Document {
	var words token.Seq
	var hashes []uint64
	d, _ := outline(in.Path, in.Owner, src, in.parts, func(s *corpus.Submission, n *text.Norm, letters token.Letters) {
		s.Hash = hashLetters(letters)
		s.Seeds = align.NewText(src, letters).Seeds()

		lo, hi := n.Find(s.Body)
		words = p.segmenter.Append(token.Seq{Hash: words.Hash[:0], Span: words.Span[:0]}, n, lo, hi)
		hashes = hashes[:0]
		for _, h := range words.Hash {
			if token.IsWord(h) {
				hashes = append(hashes, h)
			}
		}
		shingles := sketch.AppendShingles(nil, hashes, shingleLen)
		s.SimHash = sketch.SimHash(shingles)
		s.Signature = sketch.MinHash(sketch.Set(shingles))
	})
	return d
}

// outline returns a document with its submissions as spans only, and its folded text:
// those given, or, where none is, those that it finds. It calls each with every
// submission, which it may complete.
func outline(path, owner, src string, given []split.Part, each func(*corpus.Submission, *text.Norm, token.Letters)) (*corpus.Document, *text.Norm) {
	d := &corpus.Document{Path: path, Owner: owner, Junk: split.Junk(src)}
	n := text.Fold(src, d.Junk)
	parts := given
	if parts == nil {
		parts = split.Parts(n)
	}
	d.Outside = split.Outside(n, parts)
	d.Submissions = make([]corpus.Submission, len(parts))
	lines := text.NewLines(src)
	for i, part := range parts {
		lo, hi := n.Find(part.Body)
		letters := token.LettersOf(n, lo, hi)
		s := &d.Submissions[i]
		*s = corpus.Submission{
			Ordinal: i + 1, Title: part.Title, Heading: part.Heading, Body: part.Body,
			Paragraphs: part.Paragraphs, Letters: int32(letters.Len()),
			Runes: [2]int32{lines.Rune(part.Body.Lo), lines.Rune(part.Body.Hi)},
			Lines: [2]int32{lines.Line(part.Body.Lo), lines.Line(max(part.Body.Lo, part.Body.Hi-1))},
		}
		each(s, n, letters)
	}
	return d, n
}

// hashLetters returns a hash of the letters and of where masks stand between them.
func hashLetters(l token.Letters) [2]uint64 {
	buf := make([]byte, 0, 5*l.Len())
	for i, c := range l.Code {
		buf = binary.LittleEndian.AppendUint32(buf, uint32(c))
		buf = append(buf, byte(l.Mark[i]&(token.MaskBefore|token.MaskLetter)))
	}
	h := xxh3.Hash128(buf)
	return [2]uint64{h.Hi, h.Lo}
}
