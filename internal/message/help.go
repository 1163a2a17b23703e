package message

// Command is what the help says about one command.
type Command struct {
	Short   string // one line
	Long    string // with the exit status
	Example string
}

// Command returns the help of the command with that name; "chachong" is the program.
func (l Lang) Command(name string) Command {
	c := commands[name]
	return Command{Short: c.short.in(l), Long: c.long.in(l), Example: c.example.in(l)}
}

// Flag returns what the help says about the flag with that name.
func (l Lang) Flag(name string) string { return flags[name].in(l) }

// Usage returns the template by which cobra prints the help of a command.
func (l Lang) Usage() string { return usage.in(l) }

var commands = map[string]struct{ short, long, example text }{
	"chachong": {
		short: text{"工作总结查重：找出雷同的报告与重复使用的段落", "near-duplicate and text-reuse detector for Chinese work summaries"},
		long: text{
			`chachong 检查一批工作总结：哪些篇目相互雷同，哪些段落重复使用，哪些文件没能读取。
一个文件里可以有多篇（汇编）。全部在本机完成，不联网。结论只说“需复核”，由人来判断。`,
			`chachong checks a folder of work summaries: which are near-duplicates, which paragraphs
were reused, which inputs could not be read. A file may hold several submissions.
Nothing leaves the machine. A result says "needs review"; people decide.`,
		},
		example: text{
			`  chachong check 总结/
  chachong check 总结/ -f csv=结果.csv
  chachong diff 甲.txt 汇编.txt#3
  chachong split 汇编.txt`,
			`  chachong check reports/
  chachong check reports/ -f csv=result.csv
  chachong diff a.txt compilation.txt#3
  chachong split compilation.txt`,
		},
	},
	"check": {
		short: text{"检查文件夹：所有篇目两两比对", "check a folder: all submissions against each other"},
		long: text{
			`比对所给文件、文件夹、通配符里的全部篇目，列出雷同组、重复段落和未能读取的文件。

退出码
  0    全部检查完毕，没有超过上限（未给 --fail-on 时不设上限）
  1    超过 --fail-on 的上限
  2    用法错误，拆分文件、词典或复核文件不适用，或没有可检查的内容
  3    不完整：有文件未能读取或只读了一部分
  6    报告写不出去
  130  被中断（143：被终止）`,
			`Compares all submissions in the given files, folders and globs, and lists clusters,
reused passages and the inputs that could not be read.

Exit status
  0    everything checked, nothing over the limits (no limits without --fail-on)
  1    over the limits of --fail-on
  2    wrong usage, a splits, dictionary or review file that does not fit, or nothing to check
  3    incomplete: an input could not be read, or not in full
  6    a report could not be written
  130  interrupted (143: terminated)`,
		},
		example: text{
			`  chachong check 2024年度总结/
  chachong check 总结/ -f html=报告.html -f xlsx=汇总.xlsx
  chachong check 总结/ --fail-on near-duplicate,total=0.3
  chachong check 总结/ --review 复核.json --redact -f html=报告.html
  chachong check 总结/ --splits 拆分.json
  chachong check 总结/ --explain 甲县=乙县
  find . -name '*.txt' -print0 | chachong check --files-from - -0`,
			`  chachong check reports-2024/
  chachong check reports/ -f html=report.html -f xlsx=summary.xlsx
  chachong check reports/ --fail-on near-duplicate,total=0.3
  chachong check reports/ --review review.json --redact -f html=report.html
  chachong check reports/ --splits splits.json
  chachong check reports/ --explain a.txt=b.txt
  find . -name '*.txt' -print0 | chachong check --files-from - -0`,
		},
	},
	"diff": {
		short: text{"对照两篇，看改了哪些字词", "two submissions side by side"},
		long: text{
			`把两篇对照着列出：相同的文字折起，改动的字词在句中标出，挪动的段落标明挪到了哪里。
每一篇写成文件，或汇编里的一篇：汇编.txt#3（篇号同 check、split 所列）；- 为标准输入。
只比正文：汇编里各篇的题目和网站的页眉页脚不比，单独一篇开头的标题行属于正文。繁简、全角
半角和看不见的字符不算不同。在终端上左右两栏，写入文件或管道时上下对照。
这里只有两篇，没有别的篇目可以说明哪些是大家都写的话，所以对齐的段落和还原后的比例可能与
check 略有出入。

退出码
  0    已对照，不论有无不同
  1    给了 --exit-code，而且除 --ignore 所列之外还有不同
  2    用法错误、没有写明是哪一篇、拆分文件不适用
  3    不完整：有文件未能读取或只读了一部分（与 1 同时出现时为 1）
  6    输出写不出去
  130  被中断（143：被终止）`,
			`Lays two submissions side by side: equal text is folded, changed words are marked inside
their sentences, and paragraphs that moved are shown as moved. Each of the two is a file, or
a submission in a compilation: all.txt#3, numbered as in check and split; - is standard
input. Bodies are compared: not the headings of a compilation nor the head and foot of a
site, but the title above a single report. Traditional and full-width forms and invisible
characters make no difference. On a terminal there are two columns, in a file or a pipe one
text below the other. With two submissions alone nothing says what everybody writes:
passages and adjusted figures may differ a little from check.

Exit status
  0    compared, whether or not the two differ
  1    they differ in more than --ignore names, and --exit-code was given
  2    wrong usage, no word on which submission, or a splits file that does not fit
  3    incomplete: an input could not be read, or not in full (1 wins over 3)
  6    a report could not be written
  130  interrupted (143: terminated)`,
		},
		example: text{
			`  chachong diff 去年.txt 今年.txt
  chachong diff 汇编.txt#1 汇编.txt#3
  chachong diff 甲.txt 乙.txt --ignore punct,number,space
  chachong diff 甲.txt 乙.txt -f html=对照.html
  chachong diff 甲.txt 乙.txt --stat --exit-code`,
			`  chachong diff last-year.txt this-year.txt
  chachong diff all.txt#1 all.txt#3
  chachong diff a.txt b.txt --ignore punct,number,space
  chachong diff a.txt b.txt -f html=diff.html
  chachong diff a.txt b.txt --stat --exit-code`,
		},
	},
	"split": {
		short: text{"列出一个文件里的各篇", "the submissions found in a file"},
		long: text{
			`列出文件里的各篇：标题、字数、行号、开头。check 按同样的方法拆分汇编文件。

拆得不对时，用 -f json=拆分.json 存下来改好，再交给 check --splits 拆分.json。
  每篇占一行。不要的篇删去整行，漏掉的篇照样加一行，标题随意改。
  改起止位置，只改 range 里的一种：line（行号，从 1 起，含首尾）、rune（字符序号，从 0 起，
  不含末尾）或 byte。与 as_found 对不上的就是您改的；as_found、sha256 和 path 请勿改动。
  新加的一篇只写 {"title": "标题", "range": {"line": [5, 20]}} 即可。各篇须按先后排列，不得重叠。
  原文改动过，拆分文件就不再适用，check 会说明并以 2 退出。

退出码：0 正常，2 用法错误或没有内容，3 未能读取或只读了一部分，6 输出写不出去`,
			`Lists the submissions in a file: title, letters, lines, opening. check splits
compilations the same way.

Where it is wrong, save it with -f json=splits.json, correct it, and hand it to
check --splits splits.json. Each submission has a line: delete it, add one, change its
title. To move an edge edit one member of its range: line (from 1, both named), rune
(code points from 0, half-open) or byte. What does not fit as_found is your correction;
leave as_found, sha256 and path as they are. For a new submission
{"title": "Title", "range": {"line": [5, 20]}} is enough. Submissions stand in order and
do not overlap. When the text has changed since, check says so and ends with 2.

Exit status: 0 done, 2 wrong usage or nothing in it, 3 not read or not in full, 6 output not written`,
		},
		example: text{
			"  chachong split 汇编.txt\n  chachong split 汇编.txt -f json=拆分.json",
			"  chachong split compilation.txt\n  chachong split compilation.txt -f json=splits.json",
		},
	},
	"extract": {
		short: text{"显示读到的文字", "the text as read"},
		long: text{
			`把文件按读到的样子输出为 UTF-8 文本；格式、编码、比对前去掉了什么，写在标准错误上（-f json 则写在结果里）。

退出码：0 正常，2 用法错误或没有内容，3 未能读取或只读了一部分，6 输出写不出去`,
			`Prints the text of a file as it was read, in UTF-8. Format, encoding, and what is
folded away before comparison go to standard error (with -f json, into the result).

Exit status: 0 done, 2 wrong usage or nothing in it, 3 not read or not in full, 6 output not written`,
		},
		example: text{"  chachong extract 报告.txt", "  chachong extract report.txt"},
	},
}

var flags = map[string]text{
	"format":           {"输出`格式`：text、html、xlsx、csv、json、md；可重复，格式=文件 则写入文件", "`FORMAT`: text, html, xlsx, csv, json or md; repeatable, FORMAT=FILE writes a file"},
	"format-one":       {"输出`格式`：text、json", "`FORMAT`: text or json"},
	"format-diff":      {"输出`格式`：text、json、md、html；可重复，格式=文件 则写入文件", "`FORMAT`: text, json, md or html; repeatable, FORMAT=FILE writes a file"},
	"ignore":           {"略去这些`类别`的改动：punct（标点）、number（编号）、mask（遮字）、space（空白），逗号分隔", "leave out changes of these `classes`: punct, number, mask, space, comma-separated"},
	"stat":             {"只列数字", "figures only"},
	"width":            {"文字的`列数`，汉字占两列（0：按终端）", "`columns` of the text (0: those of the terminal)"},
	"context":          {"改动前后各保留几`句`相同的文字（-1：全部）", "equal `sentences` kept on either side of a change (-1: all)"},
	"unified":          {"上下对照，在终端上也如此", "one text below the other, on a terminal too"},
	"columns":          {"左右两栏，写入文件或管道时也如此", "two columns, in a file or a pipe too"},
	"whole":            {"不分篇，整个文件对照", "do not divide files into submissions"},
	"exit-code":        {"有不同则退出码为 1", "exit status 1 where the two differ"},
	"allow-partial":    {"文件只读了一部分时退出码仍为 0", "an input that was not read in full does not change the exit status"},
	"json":             {"同 -f json", "the same as -f json"},
	"lang":             {"报告和消息的`语言`：zh、en、auto（按系统区域，未设为中文）", "`language` of reports and messages: zh, en, auto (the locale; Chinese where unset)"},
	"fail-on":          {"`上限`，超过则退出码为 1：near-duplicate、total=0.2、with-template=0.4、largest-source=0.3、passage=200，逗号分隔；default 即 near-duplicate,total=0.2,passage=200", "`limits` that give exit status 1: near-duplicate, total=0.2, with-template=0.4, largest-source=0.3, passage=200, comma-separated; default is near-duplicate,total=0.2,passage=200"},
	"jobs":             {"并行`数`（0：每个处理器一个）；不影响结果", "`number` of workers (0: one a processor); does not change the result"},
	"include":          {"文件夹里只读名称符合的文件（`通配符`，可重复）", "in folders, read only files that match (`glob`, repeatable)"},
	"exclude":          {"略过名称或路径符合的文件（`通配符`，可重复）", "leave out files whose name or path matches (`glob`, repeatable)"},
	"files-from":       {"从`文件`读取待查文件清单，每行一个（-：标准输入）", "read the list of inputs from a `file`, one a line (-: standard input)"},
	"splits":           {"按改好的拆分`文件`划分各篇（由 split -f json=文件 生成，可重复）", "divide documents as a corrected splits `file` says (made by split -f json=FILE, repeatable)"},
	"review":           {"按复核`文件`里的标记判断（由网页报告导出，可重复，后给的为准）；标为不属雷同的不计入上限", "heed the marks of a review `file` (exported by the HTML report, repeatable, the last wins); what is marked as no copy counts for no limit"},
	"redact":           {"在所有输出中遮去身份证号、电话号码、账号的中间几位", "mask the middle of ID, telephone and account numbers in every output"},
	"html-texts":       {"网页报告收录原文的`范围`：full、matched（只收相同段落及其前后）、none；不设则按总量决定", "`part` of the texts that the HTML report holds: full, matched (passages and what is around them), none; unset: as their size allows"},
	"explain":          {"不出报告，说明为什么列出某一`项`：段落 p12、组 组2、一对 甲.txt#1=乙.txt#2（可重复）", "in place of the report say why an `id` is in it: a passage p12, a cluster C2, a pair a.txt#1=b.txt#2 (repeatable)"},
	"null":             {"清单以空字节分隔", "the list is separated by NUL bytes"},
	"max-file-size":    {"单个文件的大小上限（`MiB`）", "largest file read (`MiB`)"},
	"allow-unreadable": {"有文件未能读取时退出码仍为 0", "inputs that could not be read do not change the exit status"},
	"sketch":           {"查找候选的`指纹`：minhash、simhash（较弱，供对照）", "`signature` that finds candidates: minhash, simhash (weaker, to compare)"},
	"segmenter":        {"`分词器`：fast、gse（原库，较慢，供对照）；结果相同", "what cuts text into `words`: fast, gse (the library, slower, to compare); same result"},
	"dict":             {"补充词典`文件`，gse 格式，每行：词 词频 词性（可重复，同一个词以先给的为准）", "`file` of more words in gse's format, WORD FREQUENCY PART-OF-SPEECH a line (repeatable, the first wins)"},
	"edits":            {"在 JSON 里列出每个重复段落内部的改动", "list the edits inside each passage in JSON"},
	"quiet":            {"标准输出不写文字报告，也不显示进度", "no text report on standard output, no progress"},
	"help":             {"显示帮助", "show this help"},
	"version":          {"显示版本", "show the version"},
}

var usage = text{
	zh: `用法：
  {{if .Runnable}}{{.UseLine}}{{else}}{{.CommandPath}} 命令{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

示例：
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{flags .LocalFlags "（默认 %）"}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{flags .InheritedFlags "（默认 %）"}}{{end}}{{if .HasAvailableSubCommands}}

每个命令的说明：{{.CommandPath}} 命令 --help{{end}}
`,
	en: `Usage:
  {{if .Runnable}}{{.UseLine}}{{else}}{{.CommandPath}} COMMAND{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{flags .LocalFlags " (default %)"}}{{end}}{{if .HasAvailableInheritedFlags}}

Global flags:
{{flags .InheritedFlags " (default %)"}}{{end}}{{if .HasAvailableSubCommands}}

More about a command: {{.CommandPath}} COMMAND --help{{end}}
`,
}
