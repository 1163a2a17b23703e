package page

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"strings"
	"sync"
)

// scripts and styles are the files of the page's script and style in the order in which
// they are joined: core.js makes what the views register with, start.js begins.
var (
	scripts = []string{
		"core.js",
		"archive.js",
		"route.js",
		"shell.js",
		"marks.js",
		"observed.js",
		"text.js",
		"standing.js",
		"filter.js",
		"table.js",
		"overview.js",
		"pairs.js",
		"submission.js",
		"rows.js",
		"pair.js",
		"review.js",
		"keys.js",
		"print.js",
		"help.js",
		"feed.js",
		"drawings.js",
		"clusters.js",
		"families.js",
		"replacements.js",
		"ledger.js",
		"start.js",
	}
	styles = []string{
		"base.css",
		"shell.css",
		"overview.css",
		"submission.css",
		"text.css",
		"clusters.css",
		"lists.css",
		"print.css",
	}
)

//go:embed src page.html
var files embed.FS

// script and style return the one script and the one style of a page.
var (
	script = sync.OnceValue(func() asset { return join(scripts) })
	style  = sync.OnceValue(func() asset { return join(styles) })
)

// asset is a text that stands in the page, and what the page's policy calls it.
type asset struct {
	text string
	hash string // "sha256-" and the hash of text in base64
}

func join(names []string) asset {
	var b strings.Builder
	for _, name := range names {
		src, err := files.ReadFile("src/" + name)
		if err != nil {
			panic(err) // the embedded files are those of the lists
		}
		b.Write(src)
	}
	sum := sha256.Sum256([]byte(b.String()))
	return asset{b.String(), "sha256-" + base64.StdEncoding.EncodeToString(sum[:])}
}
