package message

// Reason returns the reason of an entry of the ledger in l, with its details. In Chinese
// a reason that phrases does not know is what its code says. In English, and for a code
// this package does not know either, it is the reason of the entry itself.
func (l Lang) Reason(code, entry string) string {
	if l != Zh {
		return entry
	}
	if s, ok := chinese(entry); ok {
		return s
	}
	if c, ok := codes[code]; ok {
		return c.reason
	}
	return entry
}

// Hint returns what the entry says should be done about it in l, by the same rule as
// Reason. It is "" where there is nothing to do.
func (l Lang) Hint(code, entry string) string {
	if l != Zh || entry == "" {
		return entry
	}
	if s, ok := chinese(entry); ok {
		return s
	}
	if c, ok := codes[code]; ok {
		return c.hint
	}
	return entry
}

// codes is the Chinese of the ledger without details. The English is written where a code
// is given, in package source and in detect, because JSON holds it whatever the language.
var codes = map[string]struct{ reason, hint string }{
	"E_NOTFOUND":     {"没有这个文件或文件夹", "请检查路径"},
	"E_PERM":         {"没有读取权限", "请给运行检查的用户读取权限"},
	"E_READ":         {"系统读取出错", "请检查磁盘或网络后重试"},
	"E_INTERNAL":     {"处理时出现内部错误", "请连同该文件报告此问题；其余文件已检查"},
	"E_CHANGED":      {"读取期间文件被改动", "请在文件不再变动后重新检查"},
	"E_LIMIT_SIZE":   {"文件超过大小上限", "请用 --max-file-size 放宽，或拆分文件"},
	"E_FORMAT":       {"不读取这种格式", "请将文字另存为 .txt (UTF-8) 后重新提交"},
	"E_BINARY":       {"内容不是文字", "请将文字另存为 .txt (UTF-8) 后重新提交"},
	"E_ENCODING":     {"无法确定文字编码", "请另存为 UTF-8 后重新提交"},
	"E_DAMAGED":      {"文件已损坏或不完整", "请用原来的程序打开并重新保存后提交"},
	"E_PASSWORD":     {"文件有密码", "请去掉密码后重新提交"},
	"E_XML_DTD":      {"文件含有文档类型定义（DTD），不予读取", "请用原来的程序打开并重新保存后提交"},
	"E_LIMIT_TEXT":   {"文字超过上限", "文件若无误，请将文字另存为 .txt (UTF-8) 后提交"},
	"E_LIMIT_UNPACK": {"解压后超过大小上限", "文件若无误，请将文字另存为 .txt (UTF-8) 后提交"},
	"E_LIMIT_COUNT":  {"所含文件或部分的数目超过上限", "请分成几份"},
	"E_LIMIT_DEPTH":  {"层层嵌套超过上限", "请解开里层的压缩包，直接提交其中的文件"},
	"E_LIMIT_TIME":   {"读取用时超过上限", "文件若无误，请将文字另存为 .txt (UTF-8) 后提交"},
	"E_LIMIT_MEMORY": {"读取占用的内存超过上限", "文件若无误，请将文字另存为 .txt (UTF-8) 后提交"},
	"E_WORKER":       {"读取该文件的进程出错", "请连同该文件报告此问题；其余文件已检查"},
	"W_NO_TEXT":      {"没有可用的文字层，可能是扫描件或图片", "请提交文字版，或先作文字识别"},
	"W_OCR_LAYER":    {"文字来自扫描件的识别结果", "请核对原文"},
	"W_PARTIAL":      {"只读出了一部分", "请核对原文件"},
	"W_NOTE":         {"全部读出，有一点需要留意", "请核对原文件"},
	"W_ENCODING":     {"个别字节无法解码，或混用了编码", "请核对原文，必要时另存为 UTF-8 后重新提交"},
	"W_NUL":          {"文字中夹有空字节", "请核对原文"},
	"W_EMPTY":        {"没有可比对的文字", "请确认交来的文件是否正确"},
	"W_HIDDEN":       {"有较多隐藏文字，未作比对", "可用 chachong extract 查看"},
	"W_ASIDE":        {"页眉页脚中有较多文字，未作比对", "可用 chachong extract 查看"},
	"W_OUTSIDE":      {"有文字不属于任何一篇，未作比对", "可用 chachong split 查看各篇的范围"},
	"W_SOURCES":      {"与档案库中很多篇有相同文字，没有全部比对", "请分成几份再查"},
	"W_NOFILES":      {"文件夹里没有文件", "请确认文件夹是否正确"},
	"W_SPECIAL":      {"不是普通文件，或链接指向文件夹之外", "请直接指定要读的文件；程序的输出可用管道送入 -"},
	"I_LITTER":       {"系统或编辑器留下的文件", ""},
	"I_EXCLUDED":     {"按包含、排除规则略过", ""},
	"I_SAME":         {"与另一个文件是同一文件", ""},
	"I_OUTPUT":       {"chachong 写出的报告", "请移出该文件夹，或用 --exclude 略过"},
}
