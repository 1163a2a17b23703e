package report

import (
	"io"
	"path"
	"strings"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/safe"
)

// shortening is what the names in a report leave out, so that there is room for what
// tells them apart. The report says once what that is.
type shortening struct {
	folder string         // of every path; ends in "/" or is ""
	suffix string         // the extension that most submissions have, or ""
	single map[string]int // submissions of each document, nil where "#1" stays

	held    map[string]heldName // of archived submissions, by id; nil where there are none
	numbers bool                // their marks always tell their numbers
}

// shorten chooses what names leave out: nothing where the longest of them takes a
// quarter of a line at most; then the folder, and then, if that is not enough, the
// extension and the "#1" of documents with one submission.
func (p *printer) shorten(r *finding.Result) {
	p.paragraphs = r.Paragraphs()
	p.nameArchived(r)
	const long = 4
	widest := 0
	for i := range r.Inputs {
		widest = max(widest, safe.Width(safe.Line(r.Inputs[i].Path)))
	}
	if widest > p.width/long {
		p.folder = sharedFolder(r.Inputs)
	}
	widest = 0
	for i := range r.Submissions {
		widest = max(widest, safe.Width(p.name(r.Submissions[i].ID)))
	}
	if widest > p.width/long {
		p.suffix = commonSuffix(r.Submissions)
		p.single = make(map[string]int, len(r.Inputs))
		for i := range r.Submissions {
			p.single[r.Submissions[i].Path]++
		}
	}
}

// sharedFolder returns the folder that all paths begin with, standard input apart.
func sharedFolder(inputs []finding.Input) string {
	folder, first := "", true
	for i := range inputs {
		path := inputs[i].Path
		if path == stdin {
			continue
		}
		if first {
			folder, first = path, false
		}
		n := 0
		for n < min(len(folder), len(path)) && folder[n] == path[n] {
			n++
		}
		folder = folder[:strings.LastIndexByte(folder[:n], '/')+1]
	}
	if folder == "/" {
		return ""
	}
	return folder
}

// commonSuffix returns the extension that most submissions have, or "" where a document
// without any would be taken for one that has it. Standard input has no name to shorten.
func commonSuffix(submissions []finding.Submission) string {
	count := make(map[string]int)
	most := ""
	for i := range submissions {
		name := submissions[i].Path
		if name == stdin || isRow(name) {
			continue
		}
		ext := path.Ext(name)
		if ext == "" || ext == path.Base(name) {
			return ""
		}
		count[ext]++
		if n := count[ext] - count[most]; n > 0 || n == 0 && ext < most {
			most = ext
		}
	}
	return most
}

const stdin = "-" // the path of standard input

// isRow reports whether a path is that of a row of a workbook, BOOK!/SHEET!ROW: it has no
// extension and is taken for no document.
func isRow(name string) bool {
	at := strings.LastIndex(name, "!/")
	return at >= 0 && strings.Contains(name[at+len("!/"):], "!")
}

// path returns the path of an input as shown.
func (p *printer) path(path string) string {
	if path == stdin {
		return p.Text(message.StandardInput)
	}
	return safe.Line(strings.TrimPrefix(path, p.folder))
}

func (p *printer) paths(paths []string) []string {
	out := make([]string, len(paths))
	for i, path := range paths {
		out[i] = p.path(path)
	}
	return out
}

// name returns the id of a submission as shown.
func (p *printer) name(id string) string {
	if h, ok := p.held[id]; ok {
		return h.mark + p.heldAs(h)
	}
	at := strings.LastIndexByte(id, '#')
	if at < 0 {
		return p.path(id)
	}
	path, ordinal := id[:at], id[at:]
	if p.single[path] == 1 && ordinal == "#1" {
		ordinal = ""
	}
	if path == stdin {
		return p.path(path) + ordinal
	}
	if !isRow(path) {
		path = strings.TrimSuffix(path, p.suffix)
	}
	return p.path(path) + safe.Line(ordinal)
}

func (p *printer) names(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = p.name(id)
	}
	return out
}

// omitted says what names leave out.
func (p *printer) omitted() {
	if p.folder != "" {
		around := safe.Width(p.Text(message.FolderOmitted, ""))
		p.line(p.Text(message.FolderOmitted, middle(safe.Line(p.folder), p.width-around)))
	}
	p.flow(0, p.Text(message.Clause), p.omittedFromNames())
}

// omittedFromNames says what names of submissions leave out, beside the folder.
func (p *printer) omittedFromNames() []string {
	var said []string
	if p.suffix != "" {
		said = append(said, p.Text(message.SuffixOmitted, safe.Cut(safe.Line(p.suffix), labelWidth)))
	}
	for _, n := range p.single {
		if n == 1 {
			said = append(said, p.Text(message.OrdinalOmitted))
			break
		}
	}
	return said
}

// SharedFolder returns the folder that all paths of r begin with, "" where they share none
// or that is the root. It ends in "/".
func SharedFolder(r *finding.Result) string { return sharedFolder(r.Inputs) }

// ShortNames returns what the text report calls a submission, given its id: without the
// folder, the extension and the #1 that all have, where names are long, archived ones with
// a mark in front. The names are fit for a terminal.
func ShortNames(r *finding.Result, l message.Lang) func(id string) string {
	p := newPrinter(io.Discard, Options{Lang: l})
	p.shorten(r)
	return p.name
}
