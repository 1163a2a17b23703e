// Package page prints a result as one HTML file that needs nothing else: no network, no
// server, no second file. It holds the data once, as JSON, and a script that lays it out;
// what was found, aligned and counted is the result's.
//
// Everything that comes from strangers, texts, names and titles, stands in the data only,
// in JSON that cannot end its element, and reaches the reader as text nodes. A policy in
// the page lets no script run but ours, by its hash, and fetches nothing.
package page

import (
	"bufio"
	"html/template"
	"io"
	"sync"
	"time"

	"chachong/internal/finding"
	"chachong/internal/message"
)

// How much of the submissions' texts a page holds.
const (
	Full    = "full"    // all of it
	Matched = "matched" // what lies in passages, and a little around them
	None    = "none"    // nothing, excerpts and replaced words included
)

// maxTexts is the size in bytes of all texts up to which a page holds them in full when it
// is not told what to do: a page of twice that is slow to open and hard to send.
const maxTexts = 24 << 20

// Options say how a result is shown.
type Options struct {
	Lang  message.Lang // the language that the page opens in; it can be switched
	Texts string       // Full, Matched, None; "" is Full up to 24 MiB, then Matched
	Made  time.Time    // printed as it stands; the zero time is not

	// Name shortens the id of a submission; nil leaves it as it is.
	Name func(id string) string
	// Rest are the marks that fit nothing of the result: a page passes them on, as they are,
	// to whoever exports its marks.
	Rest []Mark
	// Diff says that the result is that of two submissions which somebody wants to see
	// side by side.
	Diff bool
}

// Mark is a mark of a review file.
type Mark struct {
	Kind string       `json:"kind"` // pair, passage
	Key  string       `json:"key"`
	Mark finding.Mark `json:"mark"`
	Note string       `json:"note"`
	A    string       `json:"a"` // what the two were called, for people
	B    string       `json:"b"`
}

// HTML writes the page of res. The same result and options give the same bytes.
func HTML(w io.Writer, res *finding.Result, opt Options) error {
	m := newModel(res, opt)
	out := bufio.NewWriter(w)
	if err := shell().ExecuteTemplate(out, "head", m.head()); err != nil {
		return err
	}
	out.WriteString(`<script type="application/json" id="data">`)
	if err := m.write(out); err != nil {
		return err
	}
	out.WriteString("</script>\n")
	if err := shell().ExecuteTemplate(out, "foot", m.foot()); err != nil {
		return err
	}
	return out.Flush()
}

// shell is what stands around the data.
var shell = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(files, "page.html"))
})

// head is what the shell says in front of the data.
type head struct {
	HTMLLang, Texts, Policy, Title, Version string
	Style                                   template.CSS
	NoScript                                []said
}

type said struct{ Lang, Text string }

// foot is what stands behind it.
type foot struct {
	Graph, Matrix template.HTML // of our own making, names escaped
	Script        template.JS
}

// htmlLang is the language as HTML has it.
func htmlLang(l message.Lang) string {
	if l == message.En {
		return "en"
	}
	return "zh-CN"
}

func (m *model) head() head {
	const noScript = "no_script"
	h := head{
		HTMLLang: htmlLang(m.opt.Lang),
		Texts:    m.texts,
		Policy:   policy(),
		Title:    m.strings[m.opt.Lang]["page_title"] + " " + m.number,
		Version:  visibleLine(m.res.Run.Version),
		Style:    template.CSS(style().text),
	}
	for _, l := range languages {
		h.NoScript = append(h.NoScript, said{htmlLang(l), m.strings[l][noScript]})
	}
	return h
}

func (m *model) foot() foot {
	return foot{Graph: m.graph(), Matrix: m.matrix(), Script: template.JS(script().text)}
}

// policy lets the page do nothing but run its script and be styled.
func policy() string {
	return "default-src 'none'; script-src '" + script().hash + "'; style-src '" + style().hash +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
}

// languages are those the page holds.
var languages = [...]message.Lang{message.Zh, message.En}
