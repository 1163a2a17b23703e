package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/zeebo/xxh3"

	"chachong/internal/source/doc"
	"chachong/internal/source/docx"
	"chachong/internal/source/extract"
	"chachong/internal/source/odt"
	"chachong/internal/source/pack"
	"chachong/internal/source/pdf"
	"chachong/internal/source/rows"
	"chachong/internal/source/rtf"
	"chachong/internal/source/web"
	"chachong/internal/source/worker"
	"chachong/internal/source/zipped"
)

// order is what a worker is asked to do with the bytes of a file.
type order struct {
	Kind     kind
	Name     string // of the file, for its extension
	MaxBytes int64  // of one member
	Columns  rows.Columns
	Path     string   // of the file, as reached: rules are tried on what it and a member give
	Exclude  []string // globs
	Skip     []piece  // members that ended a worker, with what is to be said of them
}

// serve answers one request of a pool: an order in JSON, a line feed, and the bytes.
func serve(request []byte) []byte { return answer(request, worker.Note) }

// answer is serve with told as order.do takes it.
func answer(request []byte, told func(path string)) []byte {
	head := lineEnd(request)
	var o order
	if err := json.Unmarshal(request[:head], &o); err != nil {
		return nil
	}
	reply, err := encodePieces(o.do(request[head:], told))
	if err != nil {
		return nil
	}
	return reply
}

// How many times its size a large file may unpack to, and have of text; Chinese text is
// compressed to a third, the same report over and over to a twentieth.
const (
	unpackTimes = 8
	textTimes   = 100
	leastText   = 8 << 20 // bytes
)

// do reads raw and everything inside it. told, where it is not nil, learns of each member
// before it is read.
func (o *order) do(raw []byte, told func(path string)) []piece {
	d, size := extract.DefaultLimits, int64(len(raw))
	limits := extract.Limits{
		// A large archive of documents with pictures unpacks twice: its members, and theirs.
		Unpack: max(d.Unpack, unpackTimes*size),
		// Whoever compares the texts needs much more memory for them than the worker.
		Text: min(d.Text, max(leastText, textTimes*size)),
	}
	exclude, _ := newPatterns("", o.Exclude) // List has looked at them
	u := unpacker{order: o, budget: extract.NewBudget(limits), told: told, exclude: exclude}
	u.file("", "", o.Name, o.Kind, raw)
	return u.pieces
}

// unpacker reads a file with everything inside it. Readers are pure; what they may use of
// memory and time is bounded by one budget and by the process.
type unpacker struct {
	*order
	budget *extract.Budget
	told   func(path string)
	named  int // bytes of the paths of members

	exclude patterns
	pieces  []piece
}

// file appends the pieces of raw, which is called name and lies at path.
func (u *unpacker) file(at, atB64, name string, k kind, raw []byte) {
	i := len(u.pieces)
	u.pieces = append(u.pieces, piece{Path: at, PathB64: atB64, Bytes: int64(len(raw))})
	u.pieces[i].Found.Digest = digest(raw)
	var what string
	if k == kindText {
		k, what = sniffAll(raw)
	}
	switch {
	case len(raw) == 0:
		u.pieces[i].settle(blank(0))
	case k == kindUnread:
		u.pieces[i].settle(unreadFormat(what))
	case k == kindText:
		u.plain(i, name, raw)
	default:
		u.document(i, name, k, raw)
	}
}

// plain fills piece i from text in some encoding.
func (u *unpacker) plain(i int, name string, raw []byte) {
	d := decode(raw)
	p, k := d.verdict(raw, extension(name))
	if k != kindText {
		u.document(i, name, k, raw)
		return
	}
	if d.isReport() && (p.status == OK || p.status == Partial) {
		p = ownReport()
	}
	t := &u.pieces[i]
	t.settle(p)
	if p.status != OK && p.status != Partial {
		return
	}
	if err := u.budget.Text(len(d.text)); err != nil {
		t.settle(problemIn(err))
		return
	}
	t.Format, t.Encoding = format(name), d.encoding
	t.Found.Declared = declared(name, t.Format)
	u.keep(i, d.text)
}

// keep packs the text of piece i.
func (u *unpacker) keep(i int, text string) {
	t := &u.pieces[i]
	text, t.Found.Reversed = forward(text)
	t.packed = packText(text)
	t.Size, t.Packed = len(text), len(t.packed)
}

// document fills piece i by the reader of its format, and appends its members.
func (u *unpacker) document(i int, name string, k kind, raw []byte) {
	d, err := u.read(k, raw)
	if err != nil {
		u.pieces[i].settle(problemIn(err))
		return
	}
	t := &u.pieces[i]
	t.settle(unseen(d, warned(d.Warning)))
	if n := unreadSource(name, k, raw, d); n > 0 && t.Status == OK {
		t.settle(problem{
			status: Partial, code: extract.CodePartial, reason: fmt.Sprintf("not named as what it is, and %d characters of it are code that was not read", n),
			hint: "give it the ending of its format, or save its text as .txt (UTF-8)",
		})
	}
	t.Format, t.Encoding = d.Format, d.Encoding
	f := &t.Found
	f.Declared, f.Pages, f.Hidden, f.Pictures, f.Info = declared(name, d.Format), d.Pages, d.Hidden, d.Pictures, d.Info
	if d.Members == nil {
		if n := strings.Count(d.Text, "\n"); n > mostParagraphs {
			t.settle(problemIn(extract.Errorf(extract.CodeLimitCount, "divide it", "holds more paragraphs than the limit of %d", mostParagraphs)))
			return
		}
		u.keep(i, d.Text)
		return
	}
	t.Container = true
	u.members(i, d.Members)
	u.pieces[i].account(u.pieces[i+1:])
}

// mostParagraphs is how many paragraphs a document may have that is no plain text: some
// thousand pages. In a format that compresses, a small file can have any number.
const mostParagraphs = 100_000

// account settles a container by what became of the pieces below it: what is missing in it
// must show on it.
func (t *piece) account(below []piece) {
	read, lost := 0, 0
	var first *piece
	for k := range below {
		switch b := &below[k]; {
		case b.Excluded:
		case b.Status == OK:
			read++
		default:
			lost++
			if first == nil {
				first = b
			}
		}
	}
	switch {
	case lost == 0 || t.Status != OK:
	case read == 0:
		t.settle(problem{status: first.Status, code: first.Code, reason: first.Reason, hint: first.Hint})
		if t.Status == Partial {
			t.Status = Error
		}
	default:
		t.settle(problem{
			status: Partial, code: extract.CodePartial,
			reason: fmt.Sprintf("%d of %d entries were not read or not in full: %s", lost, read+lost, first.Reason),
			hint:   "they are listed by their own names",
		})
	}
}

// members appends the pieces of what the container, piece i holds.
func (u *unpacker) members(i int, members []extract.Member) {
	below := u.pieces[i].Path
	if below != "" {
		below += MemberSep
	}
	if err := u.budget.Enter(); err != nil {
		u.pieces[i].settle(problemIn(err))
		return
	}
	defer u.budget.Leave()
	for k := range members {
		m := &members[k]
		at := below + m.Name
		if u.named += len(at); u.named > mostNames {
			u.pieces = u.pieces[:i+1]
			u.pieces[i].settle(problemIn(extract.Errorf(extract.CodeLimitCount, "unpack it and hand in the files",
				"the names of its entries have more than %d MiB in all", mostNames>>20)))
			return
		}
		if u.skipped(at) {
			m.Raw = nil
			continue
		}
		if full, _ := shown(u.Path + MemberSep + at); u.exclude.match(full, at, false) {
			u.pieces = append(u.pieces, piece{Path: at, PathB64: m.NameB64, Bytes: int64(len(m.Raw))})
			u.pieces[len(u.pieces)-1].settle(excluded("matches an --exclude pattern"))
			m.Raw = nil
			continue
		}
		if u.told != nil {
			u.told(at)
		}
		switch {
		case m.Problem != nil:
			u.pieces = append(u.pieces, piece{Path: at, PathB64: m.NameB64})
			u.pieces[len(u.pieces)-1].settle(problemIn(m.Problem))
		case m.Row != nil:
			u.row(at, m.Row)
		case litterPath(m.Name) != "" && !holdsReport(m.Raw):
			u.pieces = append(u.pieces, piece{Path: at, PathB64: m.NameB64, Bytes: int64(len(m.Raw))})
			u.pieces[len(u.pieces)-1].settle(litter(litterPath(m.Name)))
		case int64(len(m.Raw)) > u.MaxBytes:
			u.pieces = append(u.pieces, piece{Path: at, PathB64: m.NameB64, Bytes: int64(len(m.Raw))})
			u.pieces[len(u.pieces)-1].settle(tooLarge(u.MaxBytes))
		default:
			u.file(at, m.NameB64, m.Name, kindText, m.Raw)
		}
		m.Raw = nil
	}
}

// mostNames bounds the paths of all that is in a file: every report names a member some times.
const mostNames = 4 << 20 // bytes

// skipped appends what is to be said of a member that ended a worker before.
func (u *unpacker) skipped(at string) bool {
	for _, s := range u.Skip {
		if s.Path == at {
			u.pieces = append(u.pieces, s)
			return true
		}
	}
	return false
}

// row appends the submission of a row.
func (u *unpacker) row(at string, row *extract.Row) {
	text := row.Text
	if row.Title != "" && !strings.HasPrefix(text, row.Title) {
		text = row.Title + "\n" + text
	}
	u.pieces = append(u.pieces, piece{Path: at, Owner: row.Owner, Format: "xlsx", Bytes: int64(len(text))})
	t := &u.pieces[len(u.pieces)-1]
	if strings.IndexFunc(text, visible) < 0 {
		t.settle(blank(int64(len(text))))
		return
	}
	t.settle(problem{status: OK})
	u.keep(len(u.pieces)-1, text)
}

// holdsReport reports whether a member that is called like litter holds a text to compare all
// the same: a name is quickly given.
func holdsReport(raw []byte) bool {
	const report = 200 // Han characters
	switch k, _ := sniffAll(raw); k {
	case kindUnread:
		return false
	case kindOLE: // Thumbs.db is one too
		return bytes.Contains(raw, []byte("W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00"))
	case kindText:
		d := decode(raw)
		if p, _ := d.verdict(raw, ""); p.status != OK && p.status != Partial {
			return false
		}
		return hanIn(d.text) >= report
	}
	return true
}

// litterPath says what left a member of that name behind, "" where it is none.
func litterPath(name string) string {
	for dir, rest, more := strings.Cut(name, "/"); more; dir, rest, more = strings.Cut(rest, "/") {
		if why := litterFolder(dir); why != "" {
			return why
		}
	}
	return litterFile(path.Base(name))
}

// read calls the reader of a kind. A fault of the reader is one of the file's: it ends
// nothing else.
func (u *unpacker) read(k kind, raw []byte) (d *extract.Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, err = nil, extract.Errorf(extract.CodeWorker, hintWorker, "internal fault while it was read: %v", r)
		}
	}()
	switch k {
	case kindPDF:
		return pdf.Read(raw, u.budget)
	case kindOLE:
		return doc.Read(raw, u.budget)
	case kindRTF:
		return rtf.Read(raw, u.budget)
	case kindHTML, kindMHT:
		return web.Read(raw, u.budget, decodeDeclared)
	case kindRAR, kind7z:
		return pack.Read(raw, string(k), u.budget)
	case kindZip:
		return u.zip(raw)
	}
	return nil, fmt.Errorf("no reader for %q", k)
}

// zip reads what is a zip file on the outside.
func (u *unpacker) zip(raw []byte) (*extract.Document, error) {
	a, err := zipped.Open(raw, extract.NewBudget(extract.Limits{}))
	if err != nil {
		return nil, err
	}
	mime := ""
	if f := a.Find("mimetype"); f != nil {
		if b, err := f.ReadAll(sniffHead); err == nil {
			mime = string(b)
		}
	}
	has := func(prefix string) bool {
		for _, f := range a.Files {
			if strings.HasPrefix(strings.ToLower(f.Name), prefix) {
				return true
			}
		}
		return false
	}
	const opendocument = "application/vnd.oasis.opendocument."
	office := a.Find("[Content_Types].xml") != nil
	kinds := 0
	for _, is := range []bool{strings.HasPrefix(mime, opendocument), office && has("word/"), office && has("xl/"), office && has("ppt/")} {
		if is {
			kinds++
		}
	}
	switch {
	case kinds > 1: // what a reader shows depends on the reader
		return nil, extract.Errorf(extract.CodeDamaged, extract.HintDamaged, "a document in two formats at once: it shows another text in another program")
	case strings.HasPrefix(mime, opendocument):
		return odt.Read(raw, u.budget)
	case strings.HasPrefix(mime, "application/epub"):
		return nil, unread("an electronic book (.epub)")
	case a.Find("OFD.xml") != nil:
		return nil, unread("an OFD document (.ofd)")
	case !office:
		return pack.Read(raw, string(kindZip), u.budget)
	case has("xl/"):
		d, err := rows.Read(raw, u.budget, u.Columns)
		return beside(a, d, err)
	case has("ppt/"):
		return nil, unread("a PowerPoint presentation (.pptx)")
	}
	d, err := docx.Read(raw, u.budget)
	return beside(a, d, err)
}

// beside adds to d, a document of the archive a, a warning of files that are none of its parts:
// who unpacks it finds them.
func beside(a *zipped.Archive, d *extract.Document, err error) (*extract.Document, error) {
	if err != nil || d.Warning != nil && d.Warning.Partial {
		return d, err
	}
	n, first := 0, ""
	for _, f := range a.Files {
		dir, _, inside := strings.Cut(strings.ToLower(f.Name), "/")
		if inside && (dir == "word" || dir == "xl") || !documents[extension(f.Name)] {
			continue
		}
		if n++; n == 1 {
			first = f.Name
		}
	}
	if n > 0 {
		d.Warning = extract.Errorf(extract.CodePartial, "hand these files in by themselves",
			"holds %d files besides the document, which were not read, such as %q", n, first)
		d.Warning.Partial = true
	}
	return d, nil
}

// unread is unreadFormat as the error of a reader.
func unread(what string) error {
	p := unreadFormat(what)
	return extract.Errorf(p.code, p.hint, "%s", p.reason)
}

// problemIn returns the line of the ledger for what a reader says.
func problemIn(err error) problem {
	var e *extract.Problem
	if !errors.As(err, &e) {
		return problem{status: Error, code: extract.CodeWorker, reason: "internal fault while it was read: " + err.Error(), hint: hintWorker}
	}
	p := problem{status: Error, code: e.Code, reason: e.Reason, hint: e.Hint}
	if strings.HasPrefix(e.Code, "W_") {
		p.status = Skipped
	}
	if p.hint == "" {
		p.hint = hintOf(e.Code)
	}
	return p
}

// hintOf returns what to do about a problem whose reader says no more than its code.
func hintOf(code string) string {
	switch code {
	case extract.CodePassword:
		return extract.HintPassword
	case extract.CodeEmpty:
		return "check that the right file was handed in"
	case extract.CodeDamaged, extract.CodeDTD:
		return extract.HintDamaged
	}
	return extract.HintLimit
}

// warned returns the line of the ledger of a document that was read.
func warned(w *extract.Problem) problem {
	p := problem{status: OK}
	if w != nil {
		p.code, p.reason, p.hint = w.Code, w.Reason, w.Hint
		if w.Partial {
			p.status = Partial
		}
	}
	return p
}

const hintWorker = "please report it with the file; the others were checked"

// digest identifies bytes. It tells a copy of a file from a copied text; nobody has to be
// kept from making two files alike to it.
func digest(raw []byte) [16]byte { return xxh3.Hash128(raw).Bytes() }
