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

与以前的篇目比对（--archive 档案库）：本次各篇相互比对，并与库中各篇比对；库中各篇彼此
不比，也不列入各篇的表，只作为来源出现，篇名前标明〔库 年度 单位〕。
  --owner、--owner-from  本次各篇是哪个单位的：写明，或取文件夹、文件的名称
  --year                 是哪一年度的
  --roster               报送名单（表格）：各文件按名单归到单位，并列出没有交的单位。列名：单位、
                         文件（路径、文件名或通配符）、年度、简称；没有文件列的，看文件名和
                         所在文件夹的名称里有没有单位或简称。没有对上的，按 --owner 等处理
  --same-owner           与库中本单位旧稿相同的怎样处理：separate 另计，列出而不计入限值，
                         另给“去本单位”的比例；ignore 不比；count 照计
不计入限值的还有
  --baseline             已接受清单里的：以前复核过、同意保留的相同之处，照样列出并标明
  --template             与公共文本（通知、表格、法规）相同的：标为模板，也不计入总复制比

退出码
  0    全部检查完毕，没有达到限值的（未给 --fail-on 时不设限值）
  1    达到或超过 --fail-on 的限值
  2    用法错误，拆分文件、词典或复核文件不适用，没有可检查的内容，档案库不在或版本不符
  3    不完整：有文件未能读取或只读了一部分
  5    档案库损坏或正被占用
  6    报告写不出去
  130  被中断（143：被终止）`,
			`Compares all submissions in the given files, folders and globs, and lists clusters,
reused passages and the inputs that could not be read.

With --archive they are compared with the earlier submissions that it holds, too. Those are
not compared with each other and have no row of their own: they are sources, marked
[archive YEAR OWNER] in front of their names.
  --owner, --owner-from  who handed the new ones in: said, or the name of folder or file
  --year                 of which year they are
  --roster               a table of owners, to whom files are assigned, and who of them has
                         not handed in. Columns: owner, file (path, name or pattern), year,
                         alias; without a file, an owner's name or alias in the name of the
                         file or of its folder. Whom it does not tell, --owner and the like do
  --same-owner           what the archive has of the same owner: separate (listed, counted
                         for no limit, ratios without it), ignore (not compared), count
Nor is counted for a limit
  --baseline             what was reviewed and accepted before; it is listed and marked
  --template             what stands in official text (notices, forms, laws): template,
                         which total reuse leaves out as well

Exit status
  0    everything checked, nothing over the limits (no limits without --fail-on)
  1    over the limits of --fail-on
  2    wrong usage, a splits, dictionary or review file that does not fit, nothing to check,
       an archive that is missing or of another version
  3    incomplete: an input could not be read, or not in full
  5    the archive is damaged or busy
  6    a report could not be written
  130  interrupted (143: terminated)`,
		},
		example: text{
			`  chachong check 2024年度总结/
  chachong check 总结/ -f html=报告.html -f xlsx=汇总.xlsx
  chachong check 总结/ --fail-on near-duplicate,total=0.3
  chachong check 总结/ --review 复核.json --redact -f html=报告.html
  chachong check 总结/ --archive 总结库 --owner-from folder --year 2024
  chachong check 总结/ --splits 拆分.json
  chachong check 总结/ --explain 甲县=乙县
  find . -name '*.txt' -print0 | chachong check --files-from - -0`,
			`  chachong check reports-2024/
  chachong check reports/ -f html=report.html -f xlsx=summary.xlsx
  chachong check reports/ --fail-on near-duplicate,total=0.3
  chachong check reports/ --review review.json --redact -f html=report.html
  chachong check reports/ --archive archive --owner-from folder --year 2024
  chachong check reports/ --splits splits.json
  chachong check reports/ --explain a.txt=b.txt
  find . -name '*.txt' -print0 | chachong check --files-from - -0`,
		},
	},
	"gate": {
		short: text{"把关：新文件与档案库、相互之间比对，通过或不通过", "pass or fail new documents against an archive and each other"},
		long: text{
			`把新文件与档案库里以前的篇目、与这次给的其他文件比对，达到限值就不通过。- 为标准输入。
没有读到、没有查完的一律不算通过：文件读不了、没有内容、档案库不在或损坏，都不会以 0 退出。

默认限值：任何一对疑似雷同；总复制比 20%；一段 200 字。用 --limits 改。
与公共文本（--template）相同的、多家共有的套话、本单位旧稿（--same-owner）、已接受清单
（--baseline）里的，都另行列出，不计入限值。

已接受清单按内容记录，不记行号和文件名：改动别处、改文件名都不影响；同一段文字出现在另一篇里
仍算新的。先看报告，再用 --update-baseline 接受这次列出的，清单随仓库一起保存。

通过的文件不会自动收入档案库；要收入，加 --add-on-pass。

退出码
  0    全部检查完毕，没有达到限值的
  1    达到或超过限值
  2    用法或配置错误，没有可检查的内容，只有一篇而没有档案库，档案库不在或版本不符
  3    不完整：有文件未能读取或只读了一部分
  4    超过时限
  5    档案库损坏或正被占用
  6    报告或档案库写不进去
  130  被中断（143：被终止）`,
			`Compares new documents with the earlier submissions of an archive and with each other,
and fails when they are over a limit. - is standard input. What was not read or not checked
did not pass: a file that cannot be read, nothing to check, an archive that is missing or
damaged never ends with 0.

Limits by default: any near-duplicate; total reuse 20 %; a passage of 200 letters. Change
them with --limits. Official text (--template), phrases that many share, an owner's own
earlier work (--same-owner) and what a baseline accepts (--baseline) are told apart and
count for no limit.

A baseline goes by content, not by lines and file names: edits elsewhere and new names
change nothing, and a copy of an accepted passage in another submission is new. Read the
report, then accept what it lists with --update-baseline, and keep the file with the
documents.

Nothing is added to the archive unless --add-on-pass is given.

Exit status
  0    everything checked, nothing over the limits
  1    over the limits
  2    wrong usage or configuration, nothing to check, one submission and no archive, an
       archive that is missing or of another version
  3    incomplete: an input could not be read, or not in full
  4    the time limit is over
  5    the archive is damaged or busy
  6    a report or the archive could not be written
  130  interrupted (143: terminated)`,
		},
		example: text{
			`  chachong gate 新总结.txt --archive 总结库
  chachong gate 上传/*.txt --archive 总结库 --owner 青溪县 --year 2024 -f html=报告.html
  cat 稿件.txt | chachong gate - --name 稿件.txt --archive 总结库 --redact-sources
  chachong gate 文稿/ --baseline .chachong-baseline.json -f sarif=查重.sarif
  chachong gate 文稿/ --baseline .chachong-baseline.json --update-baseline`,
			`  chachong gate new.txt --archive earlier
  chachong gate upload/*.txt --archive earlier --owner Qingxi --year 2024 -f html=report.html
  cat draft.txt | chachong gate - --name draft.txt --archive earlier --redact-sources
  chachong gate docs/ --baseline .chachong-baseline.json -f sarif=reuse.sarif
  chachong gate docs/ --baseline .chachong-baseline.json --update-baseline`,
		},
	},
	"archive": {
		short: text{"档案库：保存以前的篇目，供以后比对", "earlier submissions, kept to compare new ones with"},
		long: text{
			`档案库是一个文件夹，保存以前收到的篇目；check 和 gate 用 --archive 把新文件与它比对。
文件仅本人可读（0600，文件夹 0700），不加密。`,
			`An archive is a folder that holds earlier submissions; check and gate compare new documents
with it by --archive. Its files can be read by their owner alone (0600, the folder 0700);
they are not encrypted.`,
		},
		example: text{
			`  chachong archive init 总结库
  chachong archive add 总结库 2023年/ --owner-from folder --year 2023
  chachong gate 新总结.txt --archive 总结库`,
			`  chachong archive init earlier
  chachong archive add earlier 2023/ --owner-from folder --year 2023
  chachong gate new.txt --archive earlier`,
		},
	},
	"archive init": {
		short: text{"建立档案库", "make an archive"},
		long: text{
			`在不存在的或空的文件夹里建立档案库。

--no-text 不保存原文，只存比对用的特征：能查出哪些篇目相同、占多少，但显示不了对方的文字；
程序更新后也不能重新整理，要用原来的文件另建。

退出码：0 已建立，2 用法有误或该处已有内容，6 写不进去`,
			`Makes an archive in a folder that is new or empty.

With --no-text it keeps no texts, only what comparison needs: it says which submissions
share how much, but cannot show the other's text, and cannot be rebuilt for a later version
of the program, only made anew from the files.

Exit status: 0 made, 2 wrong usage or something is there already, 6 not written`,
		},
		example: text{"  chachong archive init 总结库", "  chachong archive init earlier"},
	},
	"archive add": {
		short: text{"收入篇目", "add submissions"},
		long: text{
			`把所给文件、文件夹里的各篇收入档案库。费用只与新收入的多少有关。

重复执行无妨：正文、单位、年份都相同的不再收入（不知单位的，看正文、年份、文件和篇次）。
正文相同而单位、年份或名称不同的照样收入，并列出与哪几号相同。
--supersede：该单位该年份的旧稿全部删除，只留这次给的（不论名称），并列出删除了哪些；须同时
给出 --year 和 --owner（或 --owner-from），单位不明的不动。一个单位分几次交的，不要用它。

分批写入（每批至多 1,000 篇），写入磁盘后才报告；中断、断电都不影响已报告的，再执行一次
即可继续。几个程序可以同时收入，轮流写入，每次等一批；--supersede 则占用到结束。别的程序
占用超过 --wait 时以 5 退出。

-f json 每篇一行，写入磁盘后才输出：编号、篇名、added（新收入）或 present（已有）、文字相同的
其他编号；最后一行是汇总。

退出码
  0    全部收入
  2    用法有误，没有可收入的内容，档案库不在或版本不符
  3    有文件未能读取或只读了一部分（其余已收入；--allow-unreadable 时为 0）
  5    档案库损坏或正被占用
  6    档案库或输出写不进去
  130  被中断（143：被终止），已报告的都已保存`,
			`Adds the submissions of the given files and folders. It costs what is new, not what is
there.

To run it again does no harm: what has the same body, owner and year is not added again
(where the owner is not known: the same body, year, file and ordinal). The same body of
another owner, year or name is added, and reported with the numbers of the others.
With --supersede only what is given stays of an owner and year: all earlier ones are removed,
whatever their names, and listed. It needs --year and --owner or --owner-from; where the owner
is not known nothing is removed. Not for owners who hand in one by one.

Submissions are written in transactions of 1,000 at most and reported once they are on the
disk: neither an interrupt nor a power cut takes back what was reported, and to run it again
goes on from there. Several processes can add at a time; they take turns, each for one
transaction, or with --supersede to the end. Where others hold the lock for longer than
--wait the exit status is 5.

-f json writes a line for each submission once it is on the disk: its number and id, whether
it was added or present, the numbers of others with the same text; and a summary at the end.

Exit status
  0    everything added
  2    wrong usage, nothing to add, an archive that is missing or of another version
  3    an input could not be read, or not in full (the others were added; with
       --allow-unreadable 0)
  5    the archive is damaged or busy
  6    the archive or the output could not be written
  130  interrupted (143: terminated); what was reported stays`,
		},
		example: text{
			`  chachong archive add 总结库 2023年/ --owner-from folder --year 2023
  chachong archive add 总结库 补交/青溪县.txt --owner 青溪县 --year 2023 --supersede
  find . -name '*.txt' -print0 | chachong archive add 总结库 --files-from - -0 -f json`,
			`  chachong archive add earlier 2023/ --owner-from folder --year 2023
  chachong archive add earlier late/Qingxi.txt --owner Qingxi --year 2023 --supersede
  find . -name '*.txt' -print0 | chachong archive add earlier --files-from - -0 -f json`,
		},
	},
	"archive list": {
		short: text{"列出篇目", "what is in an archive"},
		long: text{
			`列出档案库里的篇目：编号、年份、单位、字数、收入日期、标题、收入时的路径。
--owner、--year、--name 只列符合的：单位、路径或标题中含有所给文字即可，--name 也可写通配符，
如 '*.txt'（对全路径、文件夹名、文件名或标题）。

退出码：0 已列出，2 用法有误、档案库不在或版本不符，5 档案库损坏，6 输出写不出去`,
			`Lists submissions: number, year, owner, letters, when they were added, title, and their path
when they were. --owner, --year and --name list only those that fit: a part of the owner, and
of the path or title is enough; --name may be a glob such as '*.txt' (of the whole path, the
name of a folder or file in it, or the title).

Exit status: 0 listed, 2 wrong usage or an archive that is missing or of another version,
5 damaged, 6 output not written`,
		},
		example: text{
			`  chachong archive list 总结库 --owner 青溪县
  chachong archive list 总结库 --year 2023 -f csv=2023.csv`,
			`  chachong archive list earlier --owner Qingxi
  chachong archive list earlier --year 2023 -f csv=2023.csv`,
		},
	},
	"archive remove": {
		short: text{"删除篇目", "remove submissions"},
		long: text{
			`按编号删除，或删除符合 --owner、--year、--name 的全部篇目（须完全相同，不像 list 那样只看
其中一部分；--name 为路径或文件名，也可写通配符）。原文从文件中抹去，不留痕迹；
编号不再使用。按条件删除须加 --yes，否则只说明有多少篇。--dry-run 只列出，不删除。

退出码：0 已删除，2 用法有误、没有符合的、未加 --yes，或档案库不在、版本不符，5 档案库损坏
或正被占用，6 写不进去`,
			`Removes submissions by number, or all that fit --owner, --year and --name, which are exact
here, not parts as with list; --name is a path, a file name, or a glob of either. Their texts are
erased from the files; their numbers are not used again. What is not named by number needs
--yes, else it is only counted. --dry-run lists and removes nothing.

Exit status: 0 removed, 2 wrong usage, nothing that fits, no --yes, or an archive that is
missing or of another version, 5 damaged or busy, 6 not written`,
		},
		example: text{
			`  chachong archive remove 总结库 17 20-25
  chachong archive remove 总结库 --owner 青溪县 --year 2023 --yes`,
			`  chachong archive remove earlier 17 20-25
  chachong archive remove earlier --owner Qingxi --year 2023 --yes`,
		},
	},
	"archive verify": {
		short: text{"检验档案库是否完好", "check that an archive is sound"},
		long: text{
			`把档案库的每一篇、每一处索引都读一遍，核对校验值，指出损坏在哪个文件、哪一篇。
损坏时给出办法：索引（.seg 文件）损坏或丢失，用 archive rebuild 由原文重做；个别篇目损坏，从备份
恢复，或用 archive remove 删除后重新收入；数据库本身损坏，从备份恢复。

退出码：0 完好，2 用法有误或档案库不在，5 有损坏或正被占用`,
			`Reads everything that an archive holds against its checksums, and says in which file and
which submission something is wrong, and what to do: where the index (.seg files) is damaged
or gone, archive rebuild makes it anew of the texts; single submissions are restored from a
copy, or removed and added again; a damaged database is restored from a copy.

Exit status: 0 sound, 2 wrong usage or no archive there, 5 damaged or busy`,
		},
		example: text{"  chachong archive verify 总结库", "  chachong archive verify earlier"},
	},
	"archive stats": {
		short: text{"档案库的大小", "how large an archive is"},
		long: text{
			`档案库里有多少篇、多少单位、哪些年份，占多少空间，按哪个版本整理。

退出码：0 正常，2 用法有误、档案库不在或版本不符，5 档案库损坏，6 输出写不出去`,
			`Submissions, owners, years, space on disk and versions of an archive.

Exit status: 0 done, 2 wrong usage or an archive that is missing or of another version,
5 damaged, 6 output not written`,
		},
		example: text{"  chachong archive stats 总结库", "  chachong archive stats earlier"},
	},
	"archive rebuild": {
		short: text{"按本版程序重新整理", "make an archive anew for this version"},
		long: text{
			`程序更新后，折叠、分词或词典的版本可能与档案库不同，不同版本不能混用。rebuild 用保存的原文
重新计算各篇的特征和索引，编号、单位、年份不变；索引（.seg 文件）损坏或丢失时也用它重做。中途
停下，档案库保持原样。不存原文的库不能重新整理，要另建。

退出码：0 已整理，2 用法有误、档案库不在或不存原文，5 档案库损坏或正被占用，6 写不进去`,
			`A later version of the program may fold or segment texts in another way or know other words,
and versions are never mixed. rebuild makes all figures and the index again from the texts,
also where the index (.seg files) is damaged or gone; numbers, owners and years stay. If it is stopped the archive is as it was. An archive without texts has to be
made anew.

Exit status: 0 rebuilt, 2 wrong usage, no archive there or one without texts, 5 damaged or
busy, 6 not written`,
		},
		example: text{"  chachong archive rebuild 总结库", "  chachong archive rebuild earlier"},
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
	"config": {
		short: text{"查看各项设置从何而来，生成设置文件", "every setting and where it came from"},
		long: text{
			`命令行的选项可以写进设置文件 .chachong.yaml，不必每次都写。

从当前文件夹逐级向上找 .chachong.yaml（或 .chachong.yml），到含有 .git 的文件夹为止。找到的
文件让哪些设置生效，运行时会说明（--quiet 除外）；属于其他用户的文件不会被采用。用 --config 文件
或环境变量 CHACHONG_CONFIG 直接指定；--config none 不用设置文件。

优先次序：命令行、环境变量、设置文件、默认。环境变量名为 CHACHONG_ 加选项名，如
CHACHONG_ARCHIVE、CHACHONG_MAX_FILE_SIZE；空的等于没有；列表每行一项，或写在一行、用逗号分隔。
认不得的设置和环境变量都会报错，并以 2 退出：写错的限值不能悄悄失效。

只能在命令行给出：--update-baseline、--add-on-pass、--explain、--files-from、--null、--name。
找到的设置文件只能让报告写在它所在的文件夹之内。

把关的限值写在随文稿一起交来的设置文件里，就等于由交稿的人来定。要由审核方定，请用
--config 指定自己的文件，或在命令行给出 --limits。`,
			`Flags can be written into a file of settings, .chachong.yaml, once and for all.

.chachong.yaml (or .chachong.yml) is looked for in the working directory and upwards, to the
folder that holds .git. A run says which settings a file gave that was found so (but for
--quiet); a file of another user is refused. --config FILE or the variable CHACHONG_CONFIG
names one; --config none goes without.

The command line wins, then the environment, the file, the default. Variables are CHACHONG_
and the name of the flag: CHACHONG_ARCHIVE, CHACHONG_MAX_FILE_SIZE. An empty one is none. A
list has an item a line or, on one line, commas. Settings and variables that nobody knows
are errors and end with 2: a misspelt limit must not be passed over.

The command line alone takes --update-baseline, --add-on-pass, --explain, --files-from,
--null and --name. A file that was found lets reports be written beneath its folder only.

Limits in a file that comes with the texts are set by whoever hands them in. Where the
reviewers set them, name their file with --config or give --limits on the command line.`,
		},
		example: text{
			`  chachong config init
  chachong config show
  chachong config show gate -f json`,
			`  chachong config init
  chachong config show
  chachong config show gate -f json`,
		},
	},
	"config show": {
		short: text{"列出各项设置的值和来源", "every setting, its value and where it came from"},
		long: text{
			`列出一个命令的各项设置、它们的值，以及值从何而来：命令行、环境变量、设置文件第几行、默认。
不写命令时列出 check 和 gate 的。

退出码：0 正常，2 设置有误，6 输出写不出去`,
			`Lists the settings of a command, by default of check and gate: the value of each, and
where it came from: command line, environment variable, line of a file, default.

Exit status: 0 done, 2 settings that are wrong, 6 output not written`,
		},
		example: text{
			"  chachong config show\n  chachong config show archive add",
			"  chachong config show\n  chachong config show archive add",
		},
	},
	"config init": {
		short: text{"生成设置文件，各项为默认值", "write a file of settings, each at its default"},
		long: text{
			`在当前文件夹（或 --config 指定处）写一份 .chachong.yaml：每一项设置都有说明，都是默认值，
都加了 #；去掉 # 再改。已有的文件不会被覆盖。

退出码：0 正常，2 文件已存在，6 写不出去`,
			`Writes .chachong.yaml into the working directory, or where --config says: every setting
with what it means, at its default, behind a #; take that off to change it. What exists is
not overwritten.

Exit status: 0 done, 2 the file exists, 6 not written`,
		},
		example: text{"  chachong config init", "  chachong config init"},
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
	"fail-on":          {"`限值`，达到则退出码为 1：near-duplicate、total=0.2、with-template=0.4、largest-source=0.3、passage=200，逗号分隔；default 即 near-duplicate,total=0.2,passage=200", "`limits` that give exit status 1: near-duplicate, total=0.2, with-template=0.4, largest-source=0.3, passage=200, comma-separated; default is near-duplicate,total=0.2,passage=200"},
	"jobs":             {"并行`数`（0：每个处理器一个）；不影响结果", "`number` of workers (0: one a processor); does not change the result"},
	"include":          {"文件夹里只读名称符合的文件（`通配符`，可重复）", "in folders, read only files that match (`glob`, repeatable)"},
	"exclude":          {"略过名称或路径符合的文件（`通配符`，可重复）", "leave out files whose name or path matches (`glob`, repeatable)"},
	"files-from":       {"从`文件`读取待查文件清单，每行一个（-：标准输入）", "read the list of inputs from a `file`, one a line (-: standard input)"},
	"splits":           {"按改好的拆分`文件`划分各篇（由 split -f json=文件 生成，可重复）", "divide documents as a corrected splits `file` says (made by split -f json=FILE, repeatable)"},
	"review":           {"按复核`文件`里的标记判断（由网页报告导出，可重复，后给的为准）；标为不属雷同的不计入限值", "heed the marks of a review `file` (exported by the HTML report, repeatable, the last wins); what is marked as no copy counts for no limit"},
	"archive":          {"与档案库（`文件夹`，由 archive init 建立）里以前的篇目比对", "compare with the earlier submissions of an archive, a `folder` made by archive init"},
	"owner":            {"交来这些文件的`单位`", "the `owner`: who handed in these files"},
	"year":             {"这些文件是哪一`年`的", "the `year` they are of"},
	"no-text":          {"不保存原文，只存比对用的特征", "keep no texts, only what comparison needs"},
	"supersede":        {"同一单位该年份的旧稿全部删除，只留这次给的（须有 --year 和单位）", "remove all earlier submissions of the same owner and year (needs --year and an owner)"},
	"wait":             {"档案库被占用时等待的`时间`", "`how long` to wait while others write to the archive"},
	"held-owner":       {"只要这个`单位`的", "those of this `owner`"},
	"held-year":        {"只要这一`年`的", "those of this `year`"},
	"held-name":        {"只要收入时的路径或文件名与此相同或符合此`通配符`的", "those whose path or file name, when they were added, is this or fits this `glob`"},
	"held-owner-part":  {"只要`单位`中含有此文字的", "those whose `owner` has this in it"},
	"held-name-part":   {"只要路径或标题中含有此文字，或符合此`通配符`的", "those whose path or title has this in it, or fits this `glob`"},
	"format-list":      {"输出`格式`：text、json、csv；可重复，格式=文件 则写入文件", "`FORMAT`: text, json or csv; repeatable, FORMAT=FILE writes a file"},
	"yes":              {"确认删除", "remove without being asked again"},
	"dry-run":          {"只列出要删除的，不删除", "list what would be removed, and remove nothing"},
	"quiet-verify":     {"没有问题时不输出，也不显示进度", "say nothing where nothing is wrong, no progress"},
	"owner-from":       {"从`何处`得知单位：folder（所在文件夹的名称）、file（文件名）", "`what` tells the owner: folder (the name of the folder a file lies in), file (its name)"},
	"roster":           {"报送名单`文件`（.xlsx、.csv，有单位列）：各文件归到单位，并列出没有交的", "`file` (.xlsx, .csv) of owners and what they hand in: whose each input is, and who is missing"},
	"text-column":      {"Excel 表一行一篇时正文所在的`列`：表头文字，或字母如 C；不设则自动识别", "`column` of the texts in a sheet with a report a row: its heading, or its letter such as C; unset: found"},
	"owner-column":     {"这种表里单位所在的`列`", "`column` of the owners in such a sheet"},
	"same-owner":       {"与本单位旧稿相同的`处理`：separate（另计，不计入限值）、ignore（不比）、count（照计）", "what an owner's `own` earlier work is: separate (counted apart, not held against limits), ignore (not compared), count (like anybody's)"},
	"baseline":         {"已接受清单`文件`：其中的相同之处不再计入限值", "`file` of what was accepted: it counts for no limit"},
	"template":         {"公共文本`文件`（通知、表格、法规等），其中的文字不算重复（可重复）", "`file` of official text (notices, forms, laws), which is no reuse (repeatable)"},
	"format-gate":      {"输出`格式`：text、json、md、sarif、junit、github、html、xlsx、csv；可重复，格式=文件 则写入文件", "`FORMAT`: text, json, md, sarif, junit, github, html, xlsx or csv; repeatable, FORMAT=FILE writes a file"},
	"limits":           {"`限值`，达到则不通过：near-duplicate、total=0.2、with-template=0.4、largest-source=0.3、passage=200，逗号分隔；default 即 near-duplicate,total=0.2,passage=200", "`limits` from which nothing passes: near-duplicate, total=0.2, with-template=0.4, largest-source=0.3, passage=200, comma-separated; default is near-duplicate,total=0.2,passage=200"},
	"update-baseline":  {"把这次达到限值的相同之处写入已接受清单", "accept what is over the limits: write it to the baseline"},
	"redact-sources":   {"只告诉作者自己的哪些句子要改，不显示他人的文字和名称", "tell authors which of their sentences to rewrite, and nothing of other people's text and names"},
	"add-on-pass":      {"通过后收入档案库（默认从不收入）", "add what passes to the archive (never without this)"},
	"timeout":          {"`时限`，如 30s；超时则退出码为 4（0：不限）", "time `limit` such as 30s, exit status 4 beyond it (0: none)"},
	"name":             {"标准输入在报告中的`名称`", "what standard input is `called` in reports"},
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
	"config":           {"设置`文件`（none：不用）；不给则从当前文件夹向上找 .chachong.yaml", "`file` of settings (none: without); unset: .chachong.yaml here or above"},
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
