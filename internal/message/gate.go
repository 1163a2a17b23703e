package message

// RuleTitle returns what a list of rules calls a limit, or that a file was not read.
func (l Lang) RuleTitle(id string) string { return ruleTitles.in(l, id) }

// RuleHelp says what a limit is about and what to do where it is passed, "" for a rule that
// this package does not know.
func (l Lang) RuleHelp(id string) string {
	if _, ok := ruleHelps[id]; !ok {
		return ""
	}
	return ruleHelps.in(l, id)
}

var ruleTitles = words{
	"near-duplicate": {"与另一篇疑似雷同", "Near-duplicate of another submission"},
	"total":          {"总复制比超出限值", "Total reuse over the limit"},
	"largest-source": {"单篇复制比超出限值", "Reuse from one source over the limit"},
	"with-template":  {"含模板复制比超出限值", "Reuse with template over the limit"},
	"passage":        {"相同段落", "Passage that stands elsewhere"},
	"unread":         {"文件未检查或未完整读取", "File not checked or not read in full"},
}

var ruleHelps = words{
	"near-duplicate": {
		"全篇与另一篇基本相同（相似度、包含度或还原换词遮字后的包含度达到要求）。请对照两篇复核；确属允许的，记入已接受清单。",
		"The submission is nearly the same as another one, by resemblance, by containment, or once replaced and masked words are undone. Review the two side by side; accept it with a baseline where that is in order.",
	},
	"total": {
		"与其他篇目相同的段落（公共文本、本单位旧稿、已接受的除外）占全篇字数的比例达到限值。请改写所列段落，或注明出处后由复核人接受。",
		"The share of letters in passages that stand in other submissions reaches the limit; template, own earlier work and what was accepted are left out. Rewrite the passages listed, or have them accepted.",
	},
	"largest-source": {
		"与同一篇来源相同的段落占全篇字数的比例达到限值。",
		"The share of letters in passages that stand in one other submission reaches the limit.",
	},
	"with-template": {
		"连同公共文本（模板）在内，与其他篇目相同的段落占全篇字数的比例达到限值。",
		"The share of letters in passages that stand in other submissions, template among them, reaches the limit.",
	},
	"passage": {
		"一段文字与另一篇相同，或只有遮字、换词、调序等改动。长度达到限值的须复核；较短的一并列出，供改写时参考。",
		"A stretch of text stands in another submission, as it is or with words masked, replaced or moved. Long ones are to be reviewed; shorter ones are listed to show where to rewrite.",
	},
	"unread": {
		"文件没有读取，或没有完整读取，其中的雷同无法发现，因此不能算通过。请按提示转存后重新检查。",
		"The file was not read, or not in full. What it holds was not compared, so this is no pass. Save it as the hint says and check again.",
	},
}
