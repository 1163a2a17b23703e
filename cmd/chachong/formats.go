package main

import (
	"fmt"
	"io"
	"slices"
	"time"

	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/report"
	"chachong/internal/report/page"
	"chachong/internal/report/sheet"
)

// checkFormats are the formats of chachong check.
var checkFormats = []string{"text", "html", "xlsx", "csv", "json", "md"}

// fileFormats are those that a terminal cannot show.
var fileFormats = []string{"html", "xlsx"}

// showable refuses a report that would fill the terminal with what nobody can read.
func (a *app) showable(outputs []config.Output) error {
	for _, o := range outputs {
		if o.File == "" && slices.Contains(fileFormats, o.Format) && isTerminal(a.std.out) {
			name := a.lang.Text(message.FileReport) + "." + o.Format
			return a.usage(fmt.Errorf("format %q: give it a file: -f %s=%s", o.Format, o.Format, name))
		}
	}
	return nil
}

// How much a page lays side by side. Of testdata/reports, 1,000 letters each, a pair takes
// 1.5 kB of the page and a family stacked 1 kB: these are a few megabytes, which a browser
// opens at once. Nobody looks at more pairs, and those that are left out have their
// passages still.
const (
	shownPairs    = 2000
	shownFamilies = 500
)

// show returns what a result has to hold for outputs.
func show(outputs []config.Output, texts string) detect.Show {
	if !slices.ContainsFunc(outputs, func(o config.Output) bool { return o.Format == "html" }) {
		return detect.Show{}
	}
	return detect.Show{Texts: texts != page.None, Pairs: shownPairs, Families: shownFamilies}
}

// print writes res to w as o says, text as opt says. A page passes on the marks that fit
// nothing of it.
func (a *app) print(w io.Writer, res *finding.Result, o config.Output, cfg *config.Check, unfit []page.Mark, opt report.Options) error {
	switch o.Format {
	case "json":
		return report.JSON(w, res)
	case "csv":
		return report.CSV(w, res, a.lang)
	case "md":
		return report.Markdown(w, res, report.Options{Lang: a.lang})
	case "xlsx":
		return sheet.XLSX(w, res, sheet.Options{
			Lang: a.lang, Name: report.ShortNames(res, a.lang), Folder: report.SharedFolder(res),
		})
	case "html":
		return page.HTML(w, res, page.Options{
			Lang: a.lang, Texts: cfg.HTMLTexts, Made: time.Now(), Name: report.BareNames(res, a.lang), Rest: unfit,
		})
	}
	return report.Text(w, res, opt)
}
