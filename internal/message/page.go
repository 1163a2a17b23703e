package message

// Page returns the texts of the HTML report by the names that its script knows, with the
// words for kinds, states, rules and classes among them: "kind_spun", "status_ok",
// "rule_total", "class_mask", "by_alignment". The script fills their %s and %d.
func (l Lang) Page() map[string]string {
	out := make(map[string]string, len(pageShell)+len(pageViews))
	for _, block := range []words{pageShell, pageViews, pageArchive, pageObserved} {
		for k, t := range block {
			out[k] = t.in(l)
		}
	}
	for prefix, table := range pageWords {
		for id, t := range table {
			out[prefix+id] = t.in(l)
		}
	}
	return out
}

// pageWords are the words for the identifiers of a result, by what the page puts before
// these.
var pageWords = map[string]words{
	"by_":       tests,
	"class_":    classes,
	"kind_":     kinds,
	"observed_": observed,
	"rule_":     rules,
	"status_":   statuses,
}
