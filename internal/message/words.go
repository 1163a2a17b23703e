package message

// words maps the identifiers of a result to what a reader sees.
type words map[string]text

func (w words) in(l Lang, id string) string {
	if t, ok := w[id]; ok {
		return t.in(l)
	}
	return id
}

// Kind returns the word for the kind of a passage.
func (l Lang) Kind(id string) string { return kinds.in(l, id) }

// Status returns the word for what became of an input.
func (l Lang) Status(id string) string { return statuses.in(l, id) }

// Rule returns the words for a limit of the verdict.
func (l Lang) Rule(id string) string { return rules.in(l, id) }

// Cap returns the words for what a cap leaves out.
func (l Lang) Cap(id string) string { return caps.in(l, id) }

// All Chinese kinds are two characters wide, so that they stand in a column.
var kinds = words{
	"verbatim":  {"逐字", "verbatim"},
	"masked":    {"遮字", "masked"},
	"spun":      {"换词", "spun"},
	"reordered": {"调序", "reordered"},
	"light":     {"微调", "light"},
	"edited":    {"改写", "edited"},
}

var statuses = words{
	"ok":      {"已读取", "ok"},
	"partial": {"部分读取", "partial"},
	"skipped": {"略过", "skipped"},
	"error":   {"未能读取", "error"},
}

var rules = words{
	"near-duplicate": {"疑似雷同", "near-duplicate"},
	"total":          {"总文字复制比", "total reuse"},
	"largest-source": {"单篇复制比", "reuse from one source"},
	"passage":        {"单段字数", "length of a passage"},
}

var caps = words{
	"band_anchors":     {"极相似的大批文本内的逐对比对", "pairs among very many alike"},
	"cluster_pairs":    {"大雷同组内的逐对列出", "pairs inside large clusters"},
	"cluster_partners": {"与同一雷同组更多篇的比对", "further members of a cluster"},
	"echoes":           {"同一雷同组内的重复出处", "places repeated in a cluster"},
}
