// Package extracttest checks in tests that readers of documents keep the promises of
// package extract.
package extracttest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"chachong/internal/source/extract"
)

// Check returns what d, read within l, breaks of the promises: text that is valid UTF-8,
// some of it and no more than l allows, and offsets in it that ascend.
func Check(d *extract.Document, l extract.Limits) error {
	if !utf8.ValidString(d.Text) || strings.TrimSpace(d.Text) == "" || int64(len(d.Text)) > l.Text {
		return fmt.Errorf("text of %d bytes, want valid UTF-8, some, at most %d", len(d.Text), l.Text)
	}
	last := int32(0)
	for i, at := range d.Pages {
		if at < last || int(at) > len(d.Text) {
			return fmt.Errorf("pages[%d] at %d behind %d of %d", i, at, last, len(d.Text))
		}
		last = at
	}
	if err := hidden(d); err != nil {
		return err
	}
	for _, s := range []string{d.Info.Title, d.Info.Author, d.Info.LastEditor, d.Info.Company, d.Info.Application} {
		if !utf8.ValidString(s) {
			return fmt.Errorf("info = %+q, want valid UTF-8", d.Info)
		}
	}
	for _, a := range d.Asides {
		if !utf8.ValidString(a.Text) {
			return fmt.Errorf("aside = %+q, want valid UTF-8", a)
		}
	}
	return nil
}

// hidden returns what the hidden texts of d break.
func hidden(d *extract.Document) error {
	last := int32(0)
	for i, h := range d.Hidden {
		if h.At < last || int(h.At) > len(d.Text) || !utf8.ValidString(h.Text) || h.Text == "" || len(h.Text) > extract.MaxHidden {
			return fmt.Errorf("hidden[%d] at %d behind %d of %d, %d bytes", i, h.At, last, len(d.Text), len(h.Text))
		}
		if int(h.At) < len(d.Text) && !utf8.RuneStart(d.Text[h.At]) {
			return fmt.Errorf("hidden[%d] at %d, inside a character", i, h.At)
		}
		last = h.At
	}
	if len(d.Hidden) > extract.MaxHiddens {
		return fmt.Errorf("%d hidden texts, want at most %d", len(d.Hidden), extract.MaxHiddens)
	}
	return nil
}
