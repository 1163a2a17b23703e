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
  chachong split 汇编.txt`,
			`  chachong check reports/
  chachong check reports/ -f csv=result.csv
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
  2    用法错误、拆分文件或词典不适用，或没有可检查的内容
  3    不完整：有文件未能读取或只读了一部分
  6    报告写不出去
  130  被中断（143：被终止）`,
			`Compares all submissions in the given files, folders and globs, and lists clusters,
reused passages and the inputs that could not be read.

Exit status
  0    everything checked, nothing over the limits (no limits without --fail-on)
  1    over the limits of --fail-on
  2    wrong usage, a splits file or dictionary that does not fit, or nothing to check
  3    incomplete: an input could not be read, or not in full
  6    a report could not be written
  130  interrupted (143: terminated)`,
		},
		example: text{
			`  chachong check 2024年度总结/
  chachong check 总结/ -f csv=结果.csv -f json=结果.json
  chachong check 总结/ --fail-on near-duplicate,total=0.3
  chachong check 总结/ --splits 拆分.json
  chachong check 总结/ --explain 甲县=乙县
  find . -name '*.txt' -print0 | chachong check --files-from - -0`,
			`  chachong check reports-2024/
  chachong check reports/ -f csv=result.csv -f json=run.json
  chachong check reports/ --fail-on near-duplicate,total=0.3
  chachong check reports/ --splits splits.json
  chachong check reports/ --explain a.txt=b.txt
  find . -name '*.txt' -print0 | chachong check --files-from - -0`,
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
	"format":           {"输出`格式`：text、json、csv；可重复，格式=文件 则写入文件", "`FORMAT`: text, json or csv; repeatable, FORMAT=FILE writes a file"},
	"format-one":       {"输出`格式`：text、json", "`FORMAT`: text or json"},
	"json":             {"同 -f json", "the same as -f json"},
	"lang":             {"报告和消息的`语言`：zh、en、auto（按系统区域，未设为中文）", "`language` of reports and messages: zh, en, auto (the locale; Chinese where unset)"},
	"fail-on":          {"`上限`，超过则退出码为 1：near-duplicate、total=0.2、with-template=0.4、largest-source=0.3、passage=200，逗号分隔；不带值同 default", "`limits` that give exit status 1: near-duplicate, total=0.2, with-template=0.4, largest-source=0.3, passage=200, comma-separated; without a value: default"},
	"jobs":             {"并行`数`（0：每个处理器一个）；不影响结果", "`number` of workers (0: one a processor); does not change the result"},
	"include":          {"文件夹里只读名称符合的文件（`通配符`，可重复）", "in folders, read only files that match (`glob`, repeatable)"},
	"exclude":          {"略过名称或路径符合的文件（`通配符`，可重复）", "leave out files whose name or path matches (`glob`, repeatable)"},
	"files-from":       {"从`文件`读取待查文件清单，每行一个（-：标准输入）", "read the list of inputs from a `file`, one a line (-: standard input)"},
	"splits":           {"按改好的拆分`文件`划分各篇（由 split --json 生成，可重复）", "divide documents as a corrected splits `file` says (made by split --json, repeatable)"},
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
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

每个命令的说明：{{.CommandPath}} 命令 --help{{end}}
`,
	en: `Usage:
  {{if .Runnable}}{{.UseLine}}{{else}}{{.CommandPath}} COMMAND{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Global flags:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

More about a command: {{.CommandPath}} COMMAND --help{{end}}
`,
}
