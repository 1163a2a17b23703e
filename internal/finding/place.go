package finding

import (
	"path"
	"strings"
)

// Unread is what people are told of an input that was skipped and is no litter: an empty file,
// a scan, a link that leads outside. It stands in no result.
const Unread Status = "unread"

// Told returns the status of an input as people are told it: Unread where nothing was got out
// of what was handed in, and Skipped only for what was left out on purpose.
func (in *Input) Told() Status {
	if in.Status == Skipped && !in.Excluded {
		return Unread
	}
	return in.Status
}

// Paragraphs returns the submissions, by id, and the inputs, by path, whose lines are the
// paragraphs of a document: people who open it see no lines that could be counted.
func (r *Result) Paragraphs() map[string]bool {
	in := make(map[string]bool)
	for i := range r.Inputs {
		if byParagraph(r.Inputs[i].Format) {
			in[r.Inputs[i].Path] = true
		}
	}
	for i := range r.Submissions {
		s := &r.Submissions[i]
		if in[s.Path] || s.Archived && byParagraph(formatOf(s.Path)) {
			in[s.ID] = true
		}
	}
	return in
}

// byParagraph reports whether the lines of a text that was extracted from that format are its
// paragraphs.
func byParagraph(format string) bool {
	switch format {
	case "docx", "doc", "wps", "odt", "rtf", "html", "mht", "pdf", "xlsx":
		return true
	}
	return false
}

// formatOf returns the format that the name of an archived file tells, the archive keeping no
// other word of it. A row of a workbook is called BOOK.xlsx!/SHEET!NUMBER.
func formatOf(name string) string {
	if strings.Contains(strings.ToLower(name), ".xlsx!/") {
		return "xlsx"
	}
	switch ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")); ext {
	case "htm", "xhtml":
		return "html"
	case "mhtml":
		return "mht"
	default:
		return ext
	}
}
