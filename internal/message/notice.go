package message

import "fmt"

// Notice is a message on standard error.
type Notice uint8

// What the program says on standard error. A % stands for an argument.
const (
	NoticePlain            Notice = iota // %: an error as it is
	NoticeUsage                          // %: wrong usage
	NoticeInternal                       // %: a fault of the program
	NoticeNothing                        // nothing to check
	NoticeHint                           // hint: %
	HintUsage                            // see --help
	HintDash                             // names that begin with -
	HintNothing                          // name files or folders
	HintReport                           // report the fault
	HintOutput                           // choose another place
	HintSplits                           // where splits files come from
	HintDict                             // what a dictionary looks like
	HintRoster                           // what a roster looks like
	HintReview                           // where review files come from
	NoticeUnfitMarks                     // % marks fit nothing of the result
	NoticeUnknownID                      // % names nothing of the result
	IDThere                              // there are %
	IDNone                               // there is nothing to explain
	IDPassages                           // passages %
	IDClusters                           // clusters %
	IDPairs                              // pairs such as %
	IDSubmissions                        // submissions such as %
	NoticeWhichHalf                      // % holds % submissions
	NoticeNoHalf                         // % holds none
	NoticeNoOrdinal                      // % has no submission %, the last is %
	HintWhichHalf                        // write such as %
	NoticeChoice                         // % letters, lines % to %
	NoticeMoreHalves                     // and % more
	NoticeIncomplete                     // % inputs were not read, or not in full
	NoticeUnread                         // %: %
	NoticeMoreUnread                     // and % more
	NoticeFindings                       // % findings over the limits
	NoticeInterrupt                      // interrupted
	ArgsCommand                          // what the program takes
	ArgsPaths                            // what check takes
	ArgsHalves                           // what diff takes
	ArgsFile                             // what split and extract take
	ArgsGate                             // what gate takes
	HintTimeout                          // what to do when the time is up
	HintAlone                            // what to compare one submission with
	HintBaseline                         // where a baseline comes from
	NoticeAddedOnPass                    // % submissions were added to the archive
	NoticeAccepted                       // the baseline was written: % entries added, % removed
	NoticeArchiveInterrupt               // interrupted; % submissions were added
	NoticeArchiveSoFar                   // % submissions were added before
	StageUnpack
	StagePrepare
	StageVerify
	StageAlign
	StageReport

	// Of settings.

	NoticeSettings // found file % sets %
	NoticeCreated  // % was written
	HintSettings   // how settings are written
	HintOrigin     // % comes from %
	HintCreated    // where else to write settings
	ArgsConfigShow // what config show takes
	ArgsConfigInit // what config init takes

	notices // how many there are
)

// Notice returns the text of n, with its %-verbs filled from args.
func (l Lang) Notice(n Notice, args ...any) string {
	return fmt.Sprintf(noticeTexts[n].in(l), args...)
}

// NoticeCount returns the text of n for count things, see Count.
func (l Lang) NoticeCount(n Notice, count int, args ...any) string {
	return counted(noticeTexts[n].in(l), count, args...)
}

var noticeTexts = [notices]text{
	ArgsGate:               {"文件...|-", "FILE...|-"},
	HintTimeout:            {"放宽 --timeout，或少查一些文件；没有查完，不能算通过", "raise --timeout or check fewer files; what was not checked did not pass"},
	HintAlone:              {"用 --archive 给出档案库，或一次给出多篇", "name an archive with --archive, or give several submissions at once"},
	HintBaseline:           {"已接受清单由 gate --baseline 文件 --update-baseline 生成", "a baseline is made by gate --baseline FILE --update-baseline"},
	NoticeAddedOnPass:      {"已收入档案库 %d 篇", "%d submission was added to the archive|%d submissions were added to the archive"},
	NoticeAccepted:         {"已接受清单已更新：新增 %d 项，移除 %d 项", "the baseline was updated: %d added, %d removed"},
	NoticePlain:            {"%v", "%v"},
	NoticeUsage:            {"用法有误：%v", "%v"},
	NoticeInternal:         {"程序内部错误：%v", "internal fault: %v"},
	NoticeNothing:          {"没有可检查的内容", "nothing to check"},
	NoticeHint:             {"建议：%s", "hint: %s"},
	HintUsage:              {"用 --help 查看用法", "see --help"},
	HintDash:               {"以 - 开头的文件名，请写成 ./-名称，或在前面加 --", "write a name that begins with - as ./-name, or put -- in front"},
	HintNothing:            {"请给出含有报告的文件或文件夹：Word、WPS、PDF、网页、文本、压缩包", "name files or folders that hold reports: Word, WPS, PDF, web pages, text, archives"},
	HintReport:             {"这是程序的缺陷，请连同以下内容报告", "this is a fault of the program: please report it with what follows"},
	HintOutput:             {"请换一个可写、有空间的位置", "choose a place that can be written and has room"},
	HintReview:             {"复核文件由网页报告导出（-f html=报告.html），用 --review 复核.json 交回", "a review file is exported by the HTML report (-f html=report.html); hand it back with --review review.json"},
	NoticeUnfitMarks:       {"有 %d 项复核标记不在这次结果之中", "%d review mark fits nothing of this result|%d review marks fit nothing of this result"},
	NoticeUnknownID:        {"--explain %q 不是这次结果中的段落、一对或一组", "--explain %q names no passage, pair or cluster of this result"},
	IDThere:                {"可用的有 %s", "there are %s"},
	IDNone:                 {"这次结果中没有可以说明的内容", "this result holds nothing to explain"},
	IDPassages:             {"段落 %s", "passages %s"},
	IDClusters:             {"组 %s", "clusters %s"},
	IDPairs:                {"一对，如 %q", "pairs such as %q"},
	IDSubmissions:          {"篇名，如 %s", "submissions such as %s"},
	HintRoster:             {"报送名单是 .xlsx 或 .csv 表格，表头须有 单位（或 学校、姓名），可有 文件、年度、简称", "a roster is a table (.xlsx or .csv) with the heading owner and, if known, file, year and alias"},
	HintDict:               {"词典每行一个词：词 词频 词性，词性可省，存为 UTF-8，如：校务公开 100 n", "a dictionary has a word a line: WORD FREQUENCY PART-OF-SPEECH, the last may be left out, in UTF-8, such as: 校务公开 100 n"},
	HintSplits:             {"拆分文件由 chachong split 文件 -f json=拆分.json 生成，改好后用 --splits 拆分.json 交回", "a splits file is made by: chachong split FILE -f json=splits.json; correct it and hand it back with --splits splits.json"},
	NoticeWhichHalf:        {"%q 里有 %d 篇，请写明是哪一篇", "%q holds %d submissions; say which"},
	NoticeNoHalf:           {"%q 里没有可对照的篇目", "%q holds no submission"},
	NoticeNoOrdinal:        {"%q 没有第 %d 篇，最后一篇是第 %d 篇", "%q has no submission %d, the last is %d"},
	HintWhichHalf:          {"写成 %s 这样；要整个文件对照，请加 --whole", "write it as %s; for all of the file add --whole"},
	NoticeChoice:           {"%d 字，第 %d–%d 行", "%d letters, lines %d–%d"},
	NoticeMoreHalves:       {"……另有 %d 篇", "… and %d more"},
	NoticeIncomplete:       {"检查不完整：%d 个文件未检查或未完整读取", "incomplete: %d file was not checked or not read in full|incomplete: %d files were not checked or not read in full"},
	NoticeUnread:           {"%s：%s", "%s: %s"},
	NoticeMoreUnread:       {"……另有 %d 个", "… and %d more"},
	NoticeFindings:         {"%d 项达到或超过限值", "%d finding over the limits|%d findings over the limits"},
	NoticeInterrupt:        {"已中断，没有写出结果", "interrupted; no result was written"},
	ArgsCommand:            {"命令 [选项]", "COMMAND [flags]"},
	ArgsPaths:              {"路径... [选项]", "PATH... [flags]"},
	ArgsHalves:             {"甲 乙 [选项]", "A B [flags]"},
	ArgsFile:               {"文件 [选项]", "FILE [flags]"},
	NoticeArchiveInterrupt: {"已中断：已收入 %d 篇，都已保存；再执行一次即可继续", "interrupted; %d submission was added and stays; run it again to go on|interrupted; %d submissions were added and stay; run it again to go on"},
	NoticeArchiveSoFar:     {"出错之前已收入 %d 篇，都已保存", "%d submission was added before, and stays|%d submissions were added before, and stay"},
	StageUnpack:            {"打开文档", "opening"},
	StagePrepare:           {"读取", "reading"},
	StageVerify:            {"核对", "verifying"},
	StageAlign:             {"比对段落", "aligning"},
	StageReport:            {"整理结果", "reporting"},

	NoticeSettings: {"%q 中的设置生效：%s", "settings from %q: %s"},
	NoticeCreated:  {"已写入 %q，其中各项都是默认值；去掉行首的 # 再改", "wrote %q, every setting at its default; take off the # and change it"},
	HintSettings:   {"写法见 chachong config init 生成的文件；--config none 不用设置文件", "see what chachong config init writes; --config none goes without a file of settings"},
	HintOrigin:     {"%s 取自%s", "%s comes from %s"},
	HintCreated:    {"请直接修改该文件，或用 --config 文件 写到别处", "change that file, or write another one with --config FILE"},
	ArgsConfigShow: {"[命令] [选项]", "[COMMAND] [flags]"},
	ArgsConfigInit: {"[选项]", "[flags]"},
}
