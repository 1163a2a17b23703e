package message

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// chinese returns the Chinese of a reason or hint of the ledger with the names and
// numbers it carries, and whether phrases knows it.
func chinese(s string) (string, bool) {
	for _, p := range phrases {
		if parts, ok := match(p.en, s); ok {
			return fill(p.zh, parts), true
		}
	}
	return "", false
}

// match returns what stands in s for the wildcards of pattern: for % anything as it is,
// for @ the Chinese of a phrase. Each takes as little as it can, but a quoted name whole.
func match(pattern, s string) (parts []string, ok bool) {
	for {
		i := strings.IndexAny(pattern, "%@")
		if i < 0 {
			return parts, pattern == s
		}
		rest, ok := strings.CutPrefix(s, pattern[:i])
		if !ok {
			return nil, false
		}
		wildcard, tail := pattern[i], pattern[i+1:]
		literal := tail
		if next := strings.IndexAny(tail, "%@"); next >= 0 {
			literal = tail[:next]
		}
		n := len(rest)
		if literal != "" {
			quoted, _ := strconv.QuotedPrefix(rest)
			at := strings.Index(rest[len(quoted):], literal)
			if at < 0 {
				return nil, false
			}
			n = len(quoted) + at
		}
		part := rest[:n]
		if wildcard == '@' {
			if part, ok = chinese(part); !ok {
				return nil, false
			}
		}
		parts = append(parts, part)
		pattern, s = tail, rest[n:]
	}
}

// fill returns zh with parts in the place of %1, %2 …, a blank between Han and Latin.
func fill(zh string, parts []string) string {
	var b strings.Builder
	add := func(s string) {
		before, _ := utf8.DecodeLastRuneInString(b.String())
		after, _ := utf8.DecodeRuneInString(s)
		if unicode.Is(unicode.Han, before) && latin(after) || latin(before) && unicode.Is(unicode.Han, after) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	for {
		before, after, ok := strings.Cut(zh, "%")
		add(before)
		if !ok {
			return b.String()
		}
		add(parts[after[0]-'1'])
		zh = after[1:]
	}
}

func latin(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// phrases are the reasons and hints that packages source and detect write, with the
// wildcards of match. The first that fits counts: what is more general comes later.
var phrases = []text{
	{"超过时限", "the time limit is over"},
	{"只有一篇，又没有档案库，无从比对", "one submission and no archive: there is nothing to compare it with"},
	{"update-baseline：请用 --baseline 指定文件", "update-baseline: say which file with baseline"},
	{"update-baseline：不能与 --redact 同用，遮去之后的文字不是要接受的文字", "update-baseline: redact leaves other texts than those that are to be accepted"},
	{"redact-sources：html、xlsx 会显示来源；可用 text、md、json、csv、sarif、junit、github", "redact-sources: html and xlsx show sources; there are text, md, json, csv, sarif, junit, github"},
	{"%1 号：原文与登记的特征不符", "submission %: the text is not that of its figures"},
	{"archive：名称为空；不与档案库比对就不要写这一项", "archive: the name is empty; leave it out to compare with no archive"},
	{"add-on-pass：请用 --archive 指定档案库", "add-on-pass: say which archive"},
	{"timeout %1：应为时长，如 30s", "timeout %: want a duration such as 30s"},
	{"same-owner %1：应为 separate、ignore 或 count", "same-owner %: want separate, ignore or count"},
	{"owner-from %1：应为 folder 或 file", "owner-from %: want folder or file"},
	{"owner 与 owner-from 只能用一个", "owner and owner-from: give one of them"},
	{"年份 %1：应为 %2 到 %3，如 2024；不知道则为 0", "year %: want % to %, or 0 where it is not known"},
	{"%2 为 %1：应为年份，如 2024", "invalid argument % for % flag: want a year such as 2024"},
	{"--supersede 须同时给出 --year 和 --owner（或 --owner-from）：取代的是该单位该年份的旧稿", "supersede: needs year, and owner or owner-from: it replaces what an owner handed in before of that year"},
	{"baseline %1：是这次运行的输出文件", "baseline %: is an output of this run"},
	{"公共文本：%1", "template: @"},
	// Where settings stand, in front of what is wrong with them.
	{"%1 第 %2 行第 %3 列：%4", "read %: line %, column %: @"},
	{"%1 第 %2 行第 %3 列：%4", "read %: line %, column %: %"},
	{"读取 %1：%2", "read %: @"},
	{"环境变量 %1：%2", "environment variable %: @"},

	// What an input is.
	{"空文件（0 字节）", "empty: 0 bytes"},
	{"没有可见的文字", "empty: holds no visible character"},
	{"名称像文档的空文件夹", "an empty folder that is named like a document"},
	{"除页码标记和网站文字外没有正文", "no text besides marks and site boilerplate"},
	{"%1 字不属于任何一篇，未作比对", "% letters stand in no submission and were not compared"},
	{"档案库中另有 %1 篇与它有相同文字，没有比对", "shares text with % more submissions of the archive than are compared"},
	{"请分成几份再查", "divide it, and check the parts"},
	{"文件夹里没有文件", "the folder holds no file"},
	{"没有这个文件或文件夹", "no such file or folder"},
	{"没有符合通配符的文件", "no file matches the pattern"},
	{"没有读取权限", "no permission to read it"},
	{"没有读取该文件夹的权限", "no permission to read the folder"},
	{"超过 %1 MiB 的大小上限", "too large: over the limit of % MiB"},
	{"超过 %1 字节的大小上限", "too large: over the limit of % bytes"},
	{"读取期间文件被改动", "changed while reading"},
	{"比对期间文件被改动", "changed while it was being compared"},
	{"二进制内容，按任何编码都不是文字", "binary: not text in any encoding"},
	{"按已知编码都读不成文字（试过 %1）", "no known encoding reads as text (tried %)"},
	{"文字中夹有 %1 个空字节", "% NUL bytes in the text"},
	{"文字中夹有 %1 个空字节", "% NUL byte in the text"},
	{"处理时出现内部错误：%1", "internal fault: %"},

	// Encodings: a list of notes.
	{"编码 %1：%2", "encoding %: @"},
	{"%1；%2", "@; @"},
	{"混用了编码，共 %2 行，其中 %1 行不是 UTF-8，按 %3 读取", "mixed encodings: % of % lines are not UTF-8 and were read as %"},
	{"%1 个字节无法解码，已用替换符代替", "% bytes replaced"},
	{"%1 个字节无法解码，已用替换符代替", "% byte replaced"},
	{"%1 个字符无法解码，已用替换符代替", "% characters replaced"},
	{"%1 个字符无法解码，已用替换符代替", "% character replaced"},
	{"末尾的字符不完整，已略去", "cut in the middle of a character"},

	// Rules, litter, reports of ours.
	{"符合 --exclude 规则", "matches an --exclude pattern"},
	{"文件夹符合 --exclude 规则", "the folder matches an --exclude pattern"},
	{"不符合 --include 规则", "matches no --include pattern"},
	{"本次检查要写入的报告", "a report that this run writes"},
	{"chachong 写出的报告", "a report of chachong"},
	{"%1，不是文档", "@, no document"},
	{"Windows 自用的文件", "a file that Windows keeps for itself"},
	{"macOS 自用的文件", "a file that macOS keeps for itself"},
	{"文档打开时的锁文件", "the lock of an open document"},
	{"macOS 的影子文件", "a shadow file of macOS"},
	{"Word 的临时文件", "a temporary file of Word"},
	{"编辑器自留的副本", "a copy that an editor keeps for itself"},
	{"版本管理的文件夹", "a folder of version control"},
	{"编辑器设置的文件夹", "a folder of settings of an editor"},
	{"程序下载内容的文件夹", "a folder of files that programs fetched"},
	{"已删除文件的文件夹", "a folder of deleted files"},
	{"Windows 自用的文件夹", "a folder that Windows keeps for itself"},
	{"macOS 自用的文件夹", "a folder that macOS keeps for itself"},
	{"macOS 影子文件的文件夹", "a folder with shadow files of macOS"},

	// Links and special files.
	{"硬链接，与 %1 是同一文件，后者已读取", "a hard link: the same file as %, which is read"},
	{"硬链接，与 %1 是同一文件", "a hard link: the same file as %"},
	{"符号链接，所指的文件不存在", "a symbolic link to a file that does not exist"},
	{"符号链接，指向链接自身所在的文件夹", "a symbolic link to a folder that holds the link"},
	{"循环的符号链接，指回自身", "a symbolic link that leads back to itself"},
	{"符号链接，指向文件夹之外", "a symbolic link that leads outside the folder"},
	{"符号链接，所指的 %1 已读取", "a symbolic link to %, which is read"},
	{"符号链接，指向%1，不是普通文件", "a symbolic link to @, not a regular file"},
	{"符号链接，指向 %1：%2", "a symbolic link to %: @"},
	{"符号链接：%1", "a symbolic link: @"},
	{"不是普通文件", "not a regular file"},
	{"%1，不是普通文件", "@, not a regular file"},
	{"文件夹", "a folder"},
	{"命名管道 (FIFO)", "a named pipe"},
	{"套接字", "a socket"},
	{"设备", "a device"},
	{"特殊文件", "a special file"},

	// Errors of the system.
	{"系统读取出错：%1", "cannot be read: @"},
	{"系统读取出错：%1", "cannot be read: %"},
	{"输入输出错误", "input/output error"},
	{"文件名太长", "file name too long"},
	{"这是文件夹", "is a directory"},
	{"打开的文件太多", "too many open files"},
	{"网络文件已失效", "stale NFS file handle"},
	{"连接超时", "connection timed out"},
	{"没有标准输入", "there is no standard input"},

	// Formats.
	{"这是%1，本版本读取 .txt 和 .md", "this is @; this version reads .txt and .md"},
	{"程序", "a program (%)"},
	{"有密码的 Office 文档", "a password-protected Office document"},
	{"前面接有其他内容的压缩包", "an archive behind something else"},
	{"PDF 文件", "a PDF file"},
	{"RTF 文件", "a rich text file"},
	{"图片", "a picture"},
	{"压缩包", "an archive"},
	{"压缩文件", "a compressed file"},
	{"数据库", "a database"},
	{"音频文件", "a sound file"},
	{"音频或视频文件", "a sound or video file"},
	{"视频或图片文件", "a video or picture file"},
	{"Word 文档", "a Word document"},
	{"Excel 工作簿", "an Excel workbook"},
	{"PowerPoint 演示文稿", "a PowerPoint presentation"},
	{"OpenDocument 文件", "an OpenDocument file"},
	{"电子书", "an electronic book"},
	{"OFD 文档", "an OFD document"},
	{"Office 文档", "an Office document"},
	{"网页", "a web page"},
	{"网页归档", "a web archive"},
	{"XML 文件", "an XML file"},
	{"%1 (%2)", "@ (%)"},

	// Wrong usage.
	{"应给 %1 个参数，给了 %2 个", "accepts % arg(s), received %"},
	{"至少应给 %1 个参数，给了 %2 个", "requires at least % arg(s), only received %"},
	{"没有 %1 这个选项", "unknown flag: %"},
	{"没有 %1 这个选项（见 %2）", "unknown shorthand flag: % in %"},
	{"选项 %1 后面没有值", "flag needs an argument: %"},
	{"没有 %1 这个命令", "unknown command % for %"},
	{"没有 %1 这种格式，可用 %2", "unknown format %; there are %"},
	{"%1 的 = 后面没有文件名", "format %: no file behind ="},
	{"两种格式都要写入 %1", "two formats want to write to %"},
	{"%1 和 %2 都要写到标准输出，请给其中一个文件名：%3=文件", "formats % and % both want standard output; give one of them a file: %=FILE"},
	{"应给一个文件，不是文件夹", "want one file, not a folder"},
	{"标准输入只能是两篇中的一篇", "standard input can be only one of the two"},
	{"参数为空", "an argument is empty"},
	{"%1 既是输入又是输出", "% is both an input and an output"},
	{"%1 的 # 后面应是篇号，从 1 起", "%: want the number of a submission behind #, from 1"},
	{"%1 指的是一篇，而 --whole 不分篇", "% names a submission, and --whole leaves documents undivided"},
	{"%1 已存在，看来不是 %2 报告，不覆盖", "% exists and does not look like a report in %: not overwritten"},

	{"限值 %1 应为大于 0、不超过 1 的比例", "limit %: want a ratio above 0 and at most 1, or 100%"},
	{"限值 %1 应为比例，如 0.2", "limit %: want a ratio such as 0.2 or 20%"},
	{"限值 %1 应为大于 0 的字数", "limit %: want a number of letters above 0"},
	{"限值 %1 不带值", "limit %: takes no value"},
	{"没有 %1 这种限值，可用 %2", "limit %: unknown limit; there are %"},

	// Reports that cannot be written.
	{"无法写入 %1：%2", "write %: @"},
	{"没有这个文件或文件夹", "no such file or directory"},
	{"没有权限", "permission denied"},
	{"没有权限", "operation not permitted"},
	{"磁盘已满", "no space left on device"},
	{"文件系统只读", "read-only file system"},
	{"上级不是文件夹", "not a directory"},
	{"--ignore 没有 %1 这一类，可用 %2", "ignore %: want some of %"},
	{"--unified 与 --columns 只能选一个", "unified and columns: want one of them"},
	{"--whole 与 --splits 只能选一个", "whole and splits: want one of them"},
	{"--width 为 %1，应为 %2 至 %3，或 0", "width %: want % to %, or 0"},
	{"--max-file-size 应为 1 至 %1 MiB", "max-file-size: want 1 to % MiB"},
	{"--jobs 为 %1，应为 %2 至 %3", "jobs %: want % to %"},
	{"--sketch 为 %1，应为 minhash 或 simhash", "sketch %: want minhash or simhash"},
	{"--segmenter 为 %1，应为 fast 或 gse", "segmenter %: want fast or gse"},

	// Archives.
	{"请写明要删除哪些篇目：编号，或 --owner、--year、--name", "nothing says which submissions to remove"},
	{"%1 应为编号，或 12-15 这样的一段", "%: want the number of a submission, or a range such as 12-15"},
	{"数据文件 archive.db：%1", "archive.db: @"},
	{"索引文件 %1.seg：%2", "%.seg: @"},
	{"%1 号 %2：%3", "submission % %: @"},
	{"%1 号：%2", "submission %: @"},
	{"数据库结构已损坏，SQLite 错误码", "SQLite says: database disk image is malformed"},
	{"不是数据库文件，SQLite 错误码", "SQLite says: file is not a database"},
	{"读取出错，SQLite 错误码", "SQLite says: disk I/O error"},
	{"数据库无法读取（SQLite：%1）", "SQLite says: %"},
	{"数据库的页面有损坏（SQLite：%1）", "SQLite's check says: %"},
	{"预写日志 archive.db-wal：%1", "archive.db-wal: @"},
	{"计数文件 generation：%1", "generation: @"},
	{"缺少已经写入的内容", "writes are missing"},
	{"文件缺失", "is missing"},
	{"与校验值不符", "does not fit its checksum"},
	{"登记内容与校验值不符", "its row does not fit its checksum"},
	{"占了 %1 号的位置", "stands in the row of %"},
	{"排在 %1 号之后，次序不对", "stands behind %"},
	{"登记内容无法读取", "its row cannot be read"},
	{"登记内容缺失", "its row is missing"},
	{"原文与校验值不符", "its text does not fit its checksum"},
	{"原文无法读取：%1", "its text cannot be read: %"},
	{"已删除，却还留有内容", "holds something though it is removed"},
	{"新收篇目的特征无法读取", "its recent sample cannot be read"},
	{"新收篇目的特征与校验值不符", "its recent sample does not fit its checksum"},
	{"新收篇目的特征与目录不一致", "the recent samples are not those that the manifest names"},
	{"目录缺失", "holds no manifest"},
	{"目录无法读取", "the manifest cannot be read"},
	{"目录与校验值不符", "the manifest does not fit its checksum"},
	{"实有 %1 篇，目录记为 %2 篇", "holds % submissions, where the manifest says %"},
	{"目录所列的索引文件不存在", "the manifest names a file that is not there"},
	{"第 %1 块无法读取", "block % cannot be read"},
	{"第 %1 块与校验值不符", "block % does not fit its checksum"},
	{"索引与校验值不符", "its index does not fit its checksum"},
	{"文件被截断，或结尾不属于这个文件", "is cut off, or its end is not that of the segment"},
	{"文件被截断", "is cut off"},
	{"文件是空的", "is empty"},
	{"索引次序不对", "its postings do not ascend"},
	{"索引实有 %1 条，结尾记为 %2 条", "holds % postings, where its end says %"},
	{"索引中的篇目与结尾所记不符", "its members are not those that its end says"},
	{"索引的键与篇目不符", "its keys are not those of its members"},
	{"索引与登记内容不符", "its labels or keys are not those of its row"},
	{"索引与原文不符", "its postings are not those of its text"},
	{"索引里出现 %1 次，应为 1 次", "stands in % segments or recent samples, not in 1"},

	// Dictionaries.
	{"词典 %1 第 %2 行：%3", "dictionary %, line %: @"},
	{"词典 %1：%2", "dictionary %: @"},
	{"应为：词 词频 词性（词性可省）", "want a word, its frequency and, if known, its part of speech"},
	{"词频 %1 不是数", "frequency %: want a number"},
	{"词频为 %1，应为 %2 至 %3", "frequency %: want % to %"},
	{"%1 里没有文字", "word % has no text"},
	{"词长超过 %1 字节", "word longer than % bytes"},
	{"%1 里有空白或标点，不会成词", "word % holds a mark that ends every word"},
	{"词太多，或不同的字太多", "too many words, or too many different characters"},

	// Baseline files.
	{"已接受清单 %1 第 %2 行第 %3 列：%4", "baseline %, line %, column %: @"},
	{"已接受清单 %1 第 %2 行：%3", "baseline %, line %: @"},
	{"已接受清单 %1：%2", "baseline %: @"},
	{"是 UTF-16，请另存为 UTF-8，或用 gate --update-baseline 重新生成", "is UTF-16; save it as UTF-8, or let chachong gate --update-baseline write it"},
	{"pairs 应为列表 [...]", "pairs: want a list [...]"},
	{"passages 应为列表 [...]", "passages: want a list [...]"},
	{"%1 应为 32 位十六进制键", "%: want 32 hexadecimal digits"},
	{"%1 应为大于 0 的字数", "%: want a number of letters above 0"},
	{"%1 应为从小到大、不重复的数", "%: want ascending values"},
	{"%1 应为每个数 8 位十六进制", "%: want 8 hexadecimal digits a value"},
	{"%1 的数多于 %2 个", "% has more than % values"},
	{"%1 这一篇：名称为“档案库!/编号”的，archived 才是 true，也必须是 true", `submission %: "archived" is true where the name is ARCHIVE!/NUMBER, and nowhere else`},
	{"%1 这一篇出现两次", "submission % stands twice"},
	{"%1 这一篇不在 submissions 之中", "submission % is not in the list of submissions"},
	{"a 与 b 是同一篇", `"a" and "b" are the same`},
	{"同一对出现两次", "the same pair stands twice"},
	{"同一段落出现两次", "the same passage stands twice"},

	// Review files.
	{"复核文件 %1 第 %2 行第 %3 列：%4", "review %, line %, column %: @"},
	{"复核文件 %1 第 %2 行：%3", "review %, line %: @"},
	{"复核文件 %1：%2", "review %: @"},
	{"是 UTF-16，请另存为 UTF-8，或从网页报告重新导出", "is UTF-16; save it as UTF-8, or export it from the report again"},
	{"marks 应为列表 [...]", "marks: want a list [...]"},
	{"结尾之后还有内容", "something stands behind the end"},
	{"%1 应为两个 32 位十六进制键，以 + 相连，小的在前", "%: want two keys of 32 hexadecimal digits joined by +, the smaller first"},
	{"%1 为 %2，应为其中之一：%3", "% is %: want one of %"},
	{"%1 超过 %2 字", "% is longer than % characters"},
	{"格式 %1 请写入文件：%2", "format %: give it a file: %"},
	{"html-texts %1：应为 full、matched 或 none", "html-texts %: want full, matched or none"},

	// Sources that are not to be shown.
	{"隐去来源（redact-sources）：%1", "redact-sources: @"},
	{"新稿来自多个单位，同一份报告会让一个单位看到另一个单位的文字，请按单位分别检查", "new submissions of several owners: each would see what the others wrote"},

	// Splits files.
	{"拆分文件 %1 第 %2 行第 %3 列：%4", "splits %, line %, column %: @"},
	{"拆分文件 %1 第 %2 行，第 %3 篇：%4", "splits %, line %: submission %: @"},
	{"拆分文件 %1 第 %2 行，文件 %3 在 %4 中也有拆分", "splits %, line %: document % is corrected twice, see @"},
	{"拆分文件 %1 第 %2 行，文件 %3：%4", "splits %, line %: document %: @"},
	{"拆分文件 %1 第 %2 行：%3", "splits %, line %: @"},
	{"拆分文件 %1 第 %2 行", "splits %, line %"},
	{"拆分文件 %1：%2", "splits %: @"},
	{"原文在拆分之后有改动：当时 %1 行，现在 %2 行", "the text has changed since it was split: % lines then, % now"},
	{"原文在拆分之后有改动", "the text has changed since it was split"},
	{"待查文件中既没有这个路径，也没有这篇文字", "no input has this path or this text"},
	{"空文件", "empty"},
	{"是 UTF-16，请另存为 UTF-8，或用 chachong split -f json=文件 生成", "is UTF-16; save it as UTF-8, or let chachong split -f json=FILE write it"},
	{"不是 UTF-8", "is not UTF-8"},
	{"大于 %1 MiB", "larger than % MiB"},
	{"也是本次的输出文件", "is an output of this run"},
	{"不是有效的 JSON，到中途就断了", "no valid JSON: it ends in the middle"},
	{"不是有效的 JSON（%1）", "no valid JSON: %"},
	{"schema 为 %1，应为 %2", "schema %: want %"},
	{"缺少 %1", "% is missing"},
	{"一篇也没有；不查某个文件请用 --exclude", "no submission is left; to leave a document out use --exclude"},
	{"%1 应为一串文字", "%: want a text"},
	{"%1 应为两个整数", "%: want two whole numbers"},
	{"%1 应为整数", "%: want a whole number"},
	{"%1 应为 64 位十六进制数", "%: want 64 hexadecimal digits"},
	{"submissions 应为列表 [...]", "submissions: want a list [...]"},
	{"此处应为 {...}", "want an object {...}"},
	{"%1 应为首行和末行，从 1 数起", "%: want the first and the last line, counted from 1"},
	{"%1 应为起点和终点，从 0 数起", "%: want where it begins and where it ends, counted from 0"},
	{"不认识 %1 这一项", "unknown member %"},
	{"%1 这一项出现两次", "% stands twice"},
	{"range 里要有 line、rune 或 byte", `"range" needs "line", "rune" or "byte"`},
	{"%1 超出原文；请恢复原样，或整项删去", "% lies outside the text; leave it as it was, or out"},
	{"止于第 %1 行，在起点之前", "ends on line %, in front of where it begins"},
	{"起于第 %1 行，而前一篇止于第 %2 行，两篇重叠或次序颠倒", "begins on line %, before the one in front of it ends on line %"},
	{"其中没有文字", "holds no letter"},
	{"%1 落在一个字符中间", "% stands inside a character"},
	{"%1 与 %2 指的不是一处；请只留一项", "% and % are two places; leave only one of them"},
	{"%1 超出范围：原文只有 %2", "%: the text has %"},

	// Settings.
	{"环境变量 %1 不是任何命令的设置；要写的是不是 %2？", "environment variable % names no setting; did you mean %?"},
	{"环境变量 %1 不是任何命令的设置", "environment variable % names no setting"},
	{"没有 %1 这一项设置；要写的是不是 %2？", "unknown key %; did you mean %?"},
	{"没有 %1 这一项设置", "unknown key %"},
	{"%1 只能在命令行给出", "% is given on the command line only"},
	{"%1 只能在命令行给出", "% is taken from the command line only"},
	{"%1 须写在 %2 之下", "% has to stand below %"},
	{"%2 没有 %1 这一项设置", "% is no setting of %"},
	{"没有 %1 的设置，可用 %2", "no settings for %; there are %"},
	{"%1 的值：%2", "value of %: @"},
	{"应为 true 或 false", "want true or false"},
	{"%1 应为 true 或 false", "%: want true or false"},
	{"应为整数", "want a whole number"},
	{"应为时长，如 30s、2m", "want a duration such as 30s or 2m"},
	{"应为 MiB 数，或写作 \"64 MiB\"", `want a number of MiB, or a size such as "64 MiB"`},
	{"应为文字，请加引号", "want a text; put it in quotes"},
	{"应为一行文字", "want a text of one line"},
	{"应为列表，如 [甲, 乙]", "want a list of texts such as [a, b]"},
	{"应为限值，如 {near-duplicate: true, total: 0.2}", "want limits such as {near-duplicate: true, total: 0.2}"},
	{"一项限值也没有", "no limit is left"},
	{"没有写；请写上，或在行首加 #", "no value; give one, or put # in front of the line"},
	{"语言 %1 不是 zh、en、auto 之一", "language % is none of zh, en, auto"},
	{"应为“名称: 值”，冒号后有空格", `want "key: value", with a space behind the colon`},
	{"以 * 开头的文字要加引号，如 \"*.bak\"", `a text that begins with * needs quotes: "*.bak"`},
	{"以 %1 开头的文字要加引号", "a text that begins with % needs quotes"},
	{"设置里用不到 %1，请只写名称和值", "% has no place in settings; write plain keys and values"},
	{"--- 之后的请删去，一份就够", "one document is enough; leave out what follows ---"},
	{"层次太深", "nested too deep"},
	{"超过 %1 个词和符号", "more than % words and marks"},
	{"行首有制表符，请用空格缩进", "a tab in front; indent with spaces"},
	{"冒号是全角的，请写成 \":\" 加一个空格", `a full-width colon; write ":" and a space`},
	{"不是有效的 YAML（%1）", "no valid YAML: %"},
	{"不是 UTF-8，请另存为 UTF-8", "is not UTF-8; save it as UTF-8"},
	{"大于 %1 KiB", "larger than % KiB"},
	{"旁边还有 %1，只能有一个，请删去一个", "beside it stands %, and only one can count; remove one of them"},
	{"属于其他用户；请用 --config 指定它，或用 --config=none 不用它", "belongs to another user; name it with --config, or go without by --config none"},
	{"从当前文件夹向上找到的设置文件，只能让报告写在它所在的文件夹之内；请在命令行写明报告，或用 --config 指定该文件", "a file of settings that was found lets reports be written beneath its own folder only; name the report on the command line, or the file with --config"},
	{"已存在，不覆盖", "exists; not overwritten"},

	// What to do.
	{"请检查路径", "check the path"},
	{"请复制到本机磁盘后重试", "copy it to a local disk and try again"},
	{"请给运行检查的用户读取权限", "give the user who runs the check permission to read it"},
	{"程序的输出可用管道送入 -（标准输入）", "to check what a program writes, pipe it into - (standard input)"},
	{"请移出该文件夹，或用 --exclude 略过", "move it out of the folder, or leave it out with --exclude"},
	{"请删除该链接", "remove the link"},
	{"请修复或删除该链接", "repair or remove the link"},
	{"要读取所指的内容，请直接指定其路径", "to read what it leads to, name that as an argument of its own"},
	{"请用 --max-file-size 放宽，或拆分文件", "raise --max-file-size, or split the file"},
	{"请在文件不再变动后重新检查", "run again when nothing writes to it"},
	{"请在文件不再变动后重新检查", "run again when nobody writes to the file"},
	{"请确认交来的文件是否正确", "check that the right file was handed in"},
	{"请确认文件夹是否正确", "check that the right folder was named"},
	{"请将文字另存为 .txt (UTF-8) 后重新提交", "save its text as .txt (UTF-8) and hand that in"},
	{"请将文字另存为 .txt (UTF-8) 后重新提交", "hand in the text as .txt (UTF-8)"},
	{"请另存为 UTF-8 后重新提交", "save it as UTF-8"},
	{"请用原来的程序另存为 UTF-8 后重新提交", "save it as UTF-8 again from the program that wrote it"},
	{"请连同该文件报告此问题；其余文件已检查", "please report it with the file; the others were checked"},
	{"可用 chachong extract 查看读到的文字", "look at it with: chachong extract FILE"},
	{"可用 chachong split 查看各篇的范围", "look at what was found with: chachong split FILE"},
}
