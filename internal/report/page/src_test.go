package page

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chachong/internal/message"
)

// source returns the files of the script with that suffix by name.
func source(t *testing.T, suffix string) map[string]string {
	t.Helper()
	list, err := fs.Glob(files, "src/*"+suffix)
	if err != nil || len(list) == 0 {
		t.Fatalf("no files src/*%s: %v", suffix, err)
	}
	out := make(map[string]string)
	for _, name := range list {
		b, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimPrefix(name, "src/")] = string(b)
	}
	return out
}

func TestEveryFileIsListed(t *testing.T) {
	for suffix, list := range map[string][]string{".js": scripts, ".css": styles} {
		src := source(t, suffix)
		for _, name := range list {
			if _, ok := src[name]; !ok {
				t.Errorf("src/%s is listed, but not there", name)
			}
		}
		for name := range src {
			if n := strings.Count("\n"+strings.Join(list, "\n")+"\n", "\n"+name+"\n"); n != 1 {
				t.Errorf("src/%s is listed %d times, want once", name, n)
			}
		}
	}
	if scripts[0] != "core.js" || scripts[len(scripts)-1] != "start.js" {
		t.Errorf("scripts = %v, want core.js first and start.js last", scripts)
	}
}

// Text from strangers never becomes markup or code, and nothing is fetched.
func TestScriptMakesNoMarkup(t *testing.T) {
	bad := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|\bFunction\(|setHTML|createContextualFragment|DOMParser|srcdoc|javascript:|\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|\bimport\(|</script|<!--|setTimeout\(['"` + "`" + `]`)
	address := regexp.MustCompile(`(?i:(https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^'"\s)]*)|\burl\([^#)][^)]*\)|@import`)
	const svg = "http://www.w3.org/2000/svg"
	for _, suffix := range []string{".js", ".css"} {
		for name, src := range source(t, suffix) {
			for _, found := range bad.FindAllString(src, -1) {
				t.Errorf("src/%s holds %q", name, found)
			}
			for _, found := range address.FindAllString(src, -1) {
				if found != svg {
					t.Errorf("src/%s holds the address %q", name, found)
				}
			}
		}
	}
}

// The page has to open in the browsers of offices, which are years old: nothing that came
// after Chromium 88 may be needed. What only makes it nicer is not in this list.
func TestOldBrowsers(t *testing.T) {
	young := map[string]*regexp.Regexp{
		".js":  regexp.MustCompile(`\.at\(|\|\|=|&&=|\?\?=|hasOwn\(|\.toSorted|\.toReversed|\.findLast|structuredClone|Object\.groupBy|Promise\.any|:has\(`),
		".css": regexp.MustCompile(`color-mix|:has\(|@layer|@container|@scope|\d[dsl]vh\b|subgrid|light-dark\(|(?m)^\s*&`),
	}
	for suffix, pattern := range young {
		for name, src := range source(t, suffix) {
			for _, found := range pattern.FindAllString(src, -1) {
				t.Errorf("src/%s needs a young browser: %q", name, found)
			}
		}
	}
}

// Every text that the script asks for is there in both languages, and every text is asked
// for. A key is t('key'), or begins like t('key_' + …), or stands as a string.
func TestStrings(t *testing.T) {
	call := regexp.MustCompile(`\bt\(\s*'([^']*)'\s*(\+)?`)
	conditional := regexp.MustCompile(`\bt\([^()']*(?:\([^()]*\))?[^()']*\?\s*'([^']+)'\s*:\s*'([^']+)'`)
	all := ""
	for _, src := range source(t, ".js") {
		all += src
	}
	words := map[message.Lang]map[string]string{message.Zh: message.Zh.Page(), message.En: message.En.Page()}
	for l, list := range words {
		for key, text := range list {
			if text == "" {
				t.Errorf("the text of %q in %v is empty", key, l)
			}
		}
	}
	zh := words[message.Zh]
	var prefixes []string
	for _, m := range call.FindAllStringSubmatch(all, -1) {
		key, joined := m[1], m[2] != ""
		if joined {
			prefixes = append(prefixes, key)
			if !slices.ContainsFunc(keys(zh), func(k string) bool { return strings.HasPrefix(k, key) }) {
				t.Errorf("no text begins with %q", key)
			}
		} else if _, ok := zh[key]; !ok {
			t.Errorf("the text %q is not there", key)
		}
	}
	for _, m := range conditional.FindAllStringSubmatch(all, -1) {
		for _, key := range m[1:] {
			if _, ok := zh[key]; !ok && !slices.Contains(prefixes, key) {
				t.Errorf("the text %q is not there", key)
			}
		}
	}
	inPage := []string{"no_script", "page_title"} // said by the template
	for _, key := range keys(zh) {
		used := strings.Contains(all, "'"+key+"'") || slices.Contains(inPage, key) ||
			slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) })
		if !used {
			t.Errorf("the text %q is never used", key)
		}
	}
}

func keys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
