package policy

import (
	"strings"
	"unicode"
)

// mentioned returns the owner with the longest name in s, -1 where several have it. found
// is false where s has none.
func (r *Roster) mentioned(s string) (owner int, found bool) {
	w := writtenOf(s)
	for _, n := range r.lengths {
		owner = -1
		for i := 0; i+n <= len(w.letters); i++ {
			owners := r.named[string(w.letters[i:i+n])]
			if owners == nil || !w.alone(i, i+n) {
				continue
			}
			if len(owners) > 1 || found && owner != owners[0] {
				return -1, true
			}
			owner, found = owners[0], true
		}
		if found {
			return owner, true
		}
	}
	return -1, false
}

// written is a text in which names are looked for.
type written struct {
	letters []rune // as foldName leaves them
	before  []gap  // what stood in front of each of them; one more for the end
}

// gap is what stands between two letters.
type gap uint8

const (
	noGap  gap = iota
	spaced     // spaces only
	parted     // any other sign, or the end of the text
)

func writtenOf(s string) written {
	var w written
	g := parted
	for _, r := range halfWidth(s) {
		switch {
		case isNameLetter(r):
			w.letters, w.before = append(w.letters, unicode.ToLower(r)), append(w.before, g)
			g = noGap
		case unicode.IsSpace(r):
			g = max(g, spaced)
		default:
			g = parted
		}
	}
	w.before = append(w.before, parted)
	return w
}

// longHan is from how many Han a name is told from others by itself, so that a place or words
// of a title may stand in front of it: 一中 and 实小 end the names of many schools.
const longHan = 4

// alone reports whether the name letters[lo:hi] stands by itself and is no piece of another:
// 一中 is none in 十一中 or 第一中心小学, Lin none in Linda, 3 none in 13, and a single
// character is a name only where it is all there is. It errs towards no: a file that nobody
// owns is told, one that the wrong school owns is not.
func (w written) alone(lo, hi int) bool {
	name := w.letters[lo:hi]
	if len(name) == 1 && len(w.letters) > 1 {
		return false
	}
	han := 0
	for i, r := range name {
		if isHan(r) {
			han++
		}
		if i > 0 && len(name) < longHan && w.before[lo+i] == parted && isHan(r) && isHan(name[i-1]) {
			return false // 一、中期检查
		}
	}
	return w.begins(lo, name, han >= longHan) && w.ends(hi, name)
}

// begins reports whether a name can begin at lo, in the midst of what stands in front of it.
func (w written) begins(lo int, name []rune, long bool) bool {
	if lo == 0 {
		return true
	}
	front := string(w.letters[max(0, lo-longestWord):lo])
	inTown := endsInOne(front, townsBefore[:])
	if inTown && long && beginsWithOne(string(name), commonNames[:]) {
		return false // each town has its own 中心小学
	}
	if w.before[lo] != noGap {
		return true
	}
	last, first := w.letters[lo-1], name[0]
	if isNumeral(last) && isNumeral(first) || isLatin(last) && isLatin(first) {
		return false
	}
	if !isHan(last) || !isHan(first) {
		return true
	}
	if last == '年' {
		return lo > 1 && isNumeral(w.letters[lo-2])
	}
	return endsInOne(front, timesBefore[:]) ||
		long && (inTown || endsInOne(front, countiesBefore[:]) || endsInOne(front, titlesBefore[:]))
}

// ends reports whether the name that ends at hi is whole there.
func (w written) ends(hi int, name []rune) bool {
	if hi == len(w.letters) {
		return true
	}
	last, next := name[len(name)-1], w.letters[hi]
	rest := w.han(hi)
	if w.before[hi] != noGap {
		return !beginsWithOne(rest, partsBehind[:]) // 某中学（附属小学）
	}
	if isNumeral(last) && isNumeral(next) || isLatin(last) && isLatin(next) {
		return false
	}
	if !isHan(last) || !isHan(next) {
		return true
	}
	if endsInOne(rest, institutions[:]) {
		return false // 某中学附属小学, 某镇安全教育基地
	}
	return isPeriod(string(w.letters[hi:min(len(w.letters), hi+longestWord)])) || followsName(rest, wordsBehind[:]) ||
		isPlace(string(name)) && followsName(rest, officesBehind[:])
}

// han returns the Han from letter lo up to a gap or another letter.
func (w written) han(lo int) string {
	hi := lo
	for hi < len(w.letters) && isHan(w.letters[hi]) && (hi == lo || w.before[hi] == noGap) {
		hi++
	}
	return string(w.letters[lo:hi])
}

// followsName reports whether s begins with one of words that makes no other name by what
// comes next, as 教学点 and 工会幼儿园 do.
func followsName(s string, words []string) bool {
	for _, word := range words {
		if after, ok := strings.CutPrefix(s, word); ok {
			return !beginsWithOne(after, institutions[:]) && !beginsWithOne(after, rooms[:])
		}
	}
	return false
}

func isPlace(name string) bool {
	return endsInOne(name, countiesBefore[:]) || endsInOne(name, townsBefore[:])
}

// isPeriod reports whether s begins with a period by number: 第一学期, 二〇二三年.
func isPeriod(s string) bool {
	rest, numbered := strings.CutPrefix(s, "第")
	after := strings.TrimLeftFunc(rest, isNumeral)
	if after == rest {
		return false
	}
	if numbered {
		return beginsWithOne(after, []string{"学期", "季度", "学年"})
	}
	const yearDigits = 4
	return len([]rune(rest))-len([]rune(after)) == yearDigits && beginsWithOne(after, []string{"年", "学年"})
}

// longestWord is at least how many letters the longest word in front of a name has, and the
// longest period behind one.
const longestWord = 8

// The words that tell where a name begins and ends in a title or the name of a file. The lists
// are closed: what is not on them may be a piece of a name.
var (
	// timesBefore stand in front of any name.
	timesBefore = [...]string{"年度", "学年", "学期"}
	// titlesBefore stand in front of names of longHan.
	titlesBefore = [...]string{
		"总结", "报告", "汇报", "材料", "计划", "方案", "情况", "关于", "上报", "报送", "附件", "的",
		"教育局", "教体局", "教育体育局",
	}
	countiesBefore = [...]string{"省", "市", "县", "区", "州", "旗"}
	townsBefore    = [...]string{"镇", "乡", "街道"}
	// commonNames begin names that many places have one of.
	commonNames = [...]string{"第", "中心", "实验", "初级", "高级", "九年", "职业", "希望", "民族", "机关", "特殊", "教师"}

	// wordsBehind follow a name. None begins with another.
	wordsBehind = [...]string{
		"工作", "总结", "小结", "年度", "年终", "年底", "年末", "全年", "本年", "上半年", "下半年", "上学期", "下学期",
		"本学期", "学期", "学年", "春季", "秋季",
		"工会", "分工会", "教代会", "共青团", "党支部", "党总支", "党委", "党建", "支部", "团委", "团支部", "少先队", "妇委会",
		"关于", "报告", "汇报", "材料", "上报", "报送", "申报", "自查", "自评", "述职", "述廉", "计划", "方案",
		"的", "情况", "办学", "创建", "先进", "典型", "事迹", "简报", "汇总", "台账", "年报", "落实", "开展", "考核", "评估", "督导",
		"教学", "教育工作", "教育教学", "教育总结", "教务", "教研", "教科研", "德育", "师德", "安全",
		"学校工作", "学校总结", "个人", "教职工", "全体", "班主任", "校长", "书记", "老师", "同志", "教师",
		"初稿", "定稿", "终稿", "最终", "修改", "正式", "盖章", "扫描", "电子版", "附件", "副本",
	}
	// officesBehind follow the name of a county or a town.
	officesBehind = [...]string{
		"教育局", "教体局", "教育体育局", "教育和体育局", "教育工会", "总工会", "教育系统",
	}
	// institutions make another name of a word in front of them.
	institutions = [...]string{
		"小学", "中学", "学校", "学院", "大学", "幼儿园", "附小", "附中", "分校", "职校", "技校", "党校", "中心", "基地",
	}
	// rooms do so too, right behind it: 教学点, but not 工作要点.
	rooms = [...]string{"点", "室", "所", "站", "进修", "培训", "研究", "服务"}
	// partsBehind are units of their own beside a name, with a sign between.
	partsBehind = [...]string{
		"附属", "附小", "附中", "附幼", "分校", "分园", "校区", "东校区", "西校区", "南校区", "北校区",
		"小学", "中学", "幼儿园", "教学点", "中心小学", "中心幼儿园",
	}
)

func beginsWithOne(s string, words []string) bool {
	for _, word := range words {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}

func endsInOne(s string, words []string) bool {
	for _, word := range words {
		if strings.HasSuffix(s, word) {
			return true
		}
	}
	return false
}

func isNumeral(r rune) bool {
	return r >= '0' && r <= '9' || strings.ContainsRune("〇零一二三四五六七八九十百", r)
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// isNameLetter reports whether owners are compared by r, see foldName.
func isNameLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '〇'
}
