package detect

import (
	"sync"

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
	sketch    Sketch
}

// workspace is the memory in which one worker prepares or describes one document after the
// other.
// Nothing of it outlives a document.
type workspace struct {
	folder   text.Folder
	letters  token.Letters
	seeds    align.SeedScratch
	keys     []uint64
	found    []uint32
	words    []uint64
	shingles []uint64
}

// workspaces are those that no worker holds.
var workspaces = sync.Pool{New: func() any { return new(workspace) }}

// NewPreparer returns a preparer that segments as opt says. The error is that of the
// dictionary.
func NewPreparer(opt Options) (*Preparer, error) {
	seg, err := segment.Load(segment.Options{Engine: opt.Segmenter, Words: opt.Words})
	return &Preparer{segmenter: seg, sketch: opt.Sketch}, err
}

// Prepare returns what is kept of a document: pure, for a given text always the same.
func (p *Preparer) Prepare(path, owner, src string) *corpus.Document {
	return p.prepare(Input{Path: path, Owner: owner}, src)
}

// prepare is Prepare for an input whose submissions may be set.
func (p *Preparer) prepare(in Input, src string) *corpus.Document {
	ws := workspaces.Get().(*workspace)
	defer workspaces.Put(ws)
	return outline(in.Path, in.Owner, src, in.parts, ws, func(s *corpus.Submission, n *text.Norm, lo, hi int) {
		ws.identify(s)
		p.sign(s, n, lo, hi, ws)
	})
}

// identify sets the hash and the seeds of s, whose letters are in ws.
func (ws *workspace) identify(s *corpus.Submission) {
	s.Hash = ws.letters.Hash()
	ws.keys = align.AppendSeedPlaces(ws.keys[:0], ws.letters, &ws.seeds)
	s.Seeds, s.Places = make([]uint32, len(ws.keys)), make([]int32, len(ws.keys))
	for k, key := range ws.keys {
		s.Seeds[k], s.Places[k] = uint32(key>>32), int32(uint32(key))
	}
}

// sign sets the signature of s, whose words are in the folded bytes [lo, hi) of n.
func (p *Preparer) sign(s *corpus.Submission, n *text.Norm, lo, hi int, ws *workspace) {
	ws.words = p.segmenter.AppendHashes(ws.words[:0], n, lo, hi)
	ws.shingles = sketch.AppendShingles(ws.shingles[:0], ws.words, shingleLen)
	if p.sketch == SimHash {
		s.SimHash, s.Signed = sketch.SimHash(ws.shingles), len(ws.shingles) > 0
	} else {
		s.Signature = sketch.MinHash(ws.shingles)
		s.Signed = s.Signature != nil
	}
}

// outline returns a document with its submissions as spans only: those given, or, where
// none is, those that it finds. It calls each with every submission, which it may
// complete: its letters are in ws, its folded bytes in [lo, hi).
func outline(
	path, owner, src string, given []split.Part, ws *workspace,
	each func(s *corpus.Submission, n *text.Norm, lo, hi int),
) *corpus.Document {
	d := &corpus.Document{Path: path, Owner: owner, Junk: split.Junk(src)}
	n := ws.folder.Fold(src, d.Junk)
	parts := given
	if parts == nil {
		parts = split.Parts(n)
	}
	d.Outside = split.Outside(n, parts)
	layOut(d, n, src, parts, ws, each)
	return d
}

// layOut sets the submissions of d, whose text is src and n folded, to parts, and calls each
// as outline does.
func layOut(
	d *corpus.Document, n *text.Norm, src string, parts []split.Part, ws *workspace,
	each func(s *corpus.Submission, n *text.Norm, lo, hi int),
) {
	d.Submissions = make([]corpus.Submission, len(parts))
	lines := text.NewLines(src)
	for i, part := range parts {
		lo, hi := n.Find(part.Body)
		ws.letters = token.AppendLetters(ws.letters.Reset(), n, lo, hi)
		s := &d.Submissions[i]
		*s = corpus.Submission{
			Ordinal: i + 1, Title: part.Title, Heading: part.Heading, Body: part.Body,
			Paragraphs: part.Paragraphs, Letters: int32(ws.letters.Len()),
			Runes: [2]int32{lines.Rune(part.Body.Lo), lines.Rune(part.Body.Hi)},
			Lines: [2]int32{lines.Line(part.Body.Lo), lines.Line(max(part.Body.Lo, part.Body.Hi-1))},
		}
		each(s, n, lo, hi)
	}
}
