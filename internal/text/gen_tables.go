//go:build ignore

// Gen_tables writes tables.go, the fold tables of package text.
//
// It needs the programs and data of the Debian packages opencc (opencc_dict and
// the dictionaries) and unicode-data; everything else comes from Go's own
// Unicode tables and golang.org/x/text.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"
)

const (
	pageBits = 5        // runes a page: 1<<pageBits; pages of 32, 64, 128 take 76, 82, 91 KB
	tableEnd = 0x30000  // no rune from here on has a table entry
	maxRune  = 0x10FFFF // last code point
)

// Values of the table that are no runes; fold.go has the same list.
const (
	codeDrop   = 0xD800
	codeSpace  = 0xD801
	codeLine   = 0xD802
	codeMark   = 0xD803 // a mark: nothing on Han and on Latin, else itself
	codePhrase = 0xD804 // + index into phraseSets
	codeAlike  = 0xD860 // + index into alikes
	codeMore   = 0xD880 // + index into foldMore
	codeEnd    = 0xE000
)

// kept holds what stays although a compatibility form exists: numerals that
// splitting reads and dots that come in pairs.
func kept(r rune) bool {
	switch {
	case r >= 0x2460 && r <= 0x24FF, // circled, parenthesised, full stop
		r >= 0x2776 && r <= 0x2793,                             // dingbat numerals
		r >= 0x3220 && r <= 0x3229,                             // parenthesised ideographs one to ten
		r >= 0x3280 && r <= 0x3289,                             // circled ideographs one to ten
		r >= 0x3248 && r <= 0x325F, r >= 0x32B1 && r <= 0x32BF, // circled 10 to 80
		r >= 0x1F100 && r <= 0x1F10C,                                                                // digit with comma or full stop
		r >= 0x2150 && r <= 0x2182, r >= 0x2185 && r <= 0x2188, r >= 0xBC && r <= 0xBE, r == 0x2189, // fractions, Roman numerals
		r == 0xB2, r == 0xB3, r == 0xB9, r >= 0x2070 && r <= 0x2079, r >= 0x2080 && r <= 0x2089, // raised and lowered digits
		r == '…', r == '‥':
		return true
	}
	return false
}

// lookAlikes is the hand-written part: groups of a target and the runes that
// are taken for it.
var lookAlikes = []string{
	// Cyrillic, both cases by the shape of the capital.
	"aАа", "bВв", "cСс", "eЕе", "hНнҺһ", "iІі", "jЈј", "kКк", "mМм", "oОо", "pРр", "sЅѕ", "tТт", "xХх", "yУуҮү", "dԀԁ", "qԚԛ", "wԜԝ",
	// Greek capitals, and the small letters that look Latin.
	"aΑα", "bΒ", "eΕ", "zΖ", "hΗ", "iΙι", "kΚκ", "mΜ", "nΝ", "oΟο", "pΡρ", "tΤ", "yΥ", "xΧ", "vν", "iı",
	// Marks.
	"-‐‑‒–−˗⁃", "—―─━", "~〜∼", "“〝„‟", "”〞〟", "‘‚‛ʻʽ", "’ʼ", "·･・‧∙⋅•", "*∗⁎✱", "…⋯",
	"×✕✖╳⨯", "□☐◻▢⬜", "■◼⬛█", "○◯⭕⚪⚬◦",
	// Letters that only phonetics, Cherokee, Armenian and Coptic know beside Latin.
	"aɑᴀꭺᎪⲀⲁ", "bʙᏴ", "cᴄᏟⲤⲥ", "dᴅᎠ", "eᴇᎬ", "gɡɢᏀ", "hʜᎻⲎ", "iɪᎥⲒ", "jᴊᎫ", "kᴋᏦⲔ", "lʟᏞ", "mᴍᎷⲘ", "nɴⲚ", "oᴏօՕⲞⲟ",
	"pᴘᏢⲢⲣ", "rʀᎡ", "sꜱՏᏚ", "tᴛᎢⲦ", "uᴜս", "vᴠᏙ", "wᴡᎳ", "xⲬⲭ", "yʏⲨ", "zᴢᏃ",
}

// variants holds the Han characters that have a plain form which both simplified
// and traditional text prefer, and that OpenCC leaves alone: the plain form and
// those taken for it.
var variants = []string{
	"夫伕", "你妳", "侄姪", "它牠", "坑阬", "照炤", "抵牴", "专耑", "斤觔", "仿倣", "兹玆", "圭珪", "炮砲", "乃迺", "咱偺喒",
	"衔啣", "啖啗噉", "勖勗", "球毬", "效傚", "背揹", "堤隄", "剿勦", "构搆", "暖煖", "盘槃", "狸貍", "昵暱", "菱蔆", "捻撚", "眯瞇",
	"焊銲釬", "袅嬝", "强彊", "瞭暸", "磷燐", "焰燄", "箬篛", "浚濬", "模糢", "剩賸", "棹櫂", "翻繙", "枪鎗", "馈餽", "藤籐",
	"炉鑪", "溪谿", "殷慇", "豆荳", "淫婬", "野埜", "扼搤", "捍扞", "考攷", "丘坵", "拿拏挐", "移迻", "咳欬", "仙僊", "遁遯", "雁鴈",
	"喧諠", "幡旛", "耀燿", "欢懽", "帆颿", "粗麤觕", "麻痲", "并幷", "算筭", "管筦", "款欵", "妙玅", "幕幙", "搬搫", "只祇",
	"钟锺", "余馀", "戏戯", "颖頴颕",
}

// alikes holds signs of other scripts that are drawn as a Han character, each in
// front of it, ー first. They fold only among Han: noise.go has the rule. Hangul
// letters stand here as their compatibility forms fold, for no syllable is spelled
// with one.
const alikes = "ー一ロ口エ工ニ二ハ八カ力タ夕ト卜チ千オ才ヌ又ミ三ㄧ一ㄦ儿ㄚ丫ㄠ幺ㄖ日ㄕ尸ㄌ力ㄋ乃ㄝ也ㄏ厂\u1106口\u1173一"

// keptAuthor holds the words in which 著 (to write, notable) is no spelling of 着.
// Traditional text writes the verb ending 着 as 著 behind any verb, so that 着 is the
// rule and only words that can hardly arise from verb and ending are listed.
const keptAuthor = "编著 专著 原著 论著 译著 土著 卓著 遗著 拙著 撰著 昭著 彰著 名著 巨著 显著 著录 著述 著作 著名 著称 著者 著书立说"

// keptBorrowed holds the words in which 藉 is no spelling of 借. Traditional text writes
// 藉 for "by means of" in front of any verb, simplified text uses it in these alone.
const keptBorrowed = "慰藉 狼藉 蕴藉 酝藉 枕藉 藉藉"

// turned holds the characters that fold to another one outside of the words listed.
var turned = map[rune]struct {
	plain rune
	kept  string
}{'著': {'着', keptAuthor}, '藉': {'借', keptBorrowed}}

// answered holds words with 覆 for 复 that OpenCC's phrases lack and official letters
// use, then one that would be torn by them.
const answered = "批覆 批复 覆核 复核 覆查 复查 覆議 复议 颠覆議 颠覆议 颠覆查 颠覆查"

// modern holds the words of OpenCC's phrases that may change a character of
// GB2312 which simplified text uses as it stands (覆盖, 狼藉, 瞭望, 彷徨).
const modern = "回覆 答覆 反覆 反反覆覆 重覆 函覆 覆信 覆電 覆命 " +
	"瞭解 明瞭 瞭如 瞭若指掌 瞭然 傢俱 彷彿 沈沒 沈積 沈船 沈默 牴觸 牴牾"

// misleading holds the phrases of OpenCC that stand more often for something
// else in administrative prose (乾紅辣椒, 徵調, 改變徵收, 么么).
const misleading = "乾紅 乾圖 乾斷 乾象 乾造 乾道 乾宅 徵調 徵聲 徵音 徵弦 徵絃 流徵 變徵 么麼 么麽"

// alwaysPlain holds the characters whose phrases are names and classical words
// that cut through ordinary text (关於戏剧).
const alwaysPlain = "於鉅"

// plainGB lists the GB2312 characters that the conversion to simplified may change
// although GB2312 has them: they are traditional forms of frequent words and
// next to unused in simplified text.
const plainGB = "乾於後徵夥摺甯菸麽麴醣捱吒"

func main() {
	log.SetFlags(0)
	unicodeDir := flag.String("unicode", "/usr/share/unicode", "folder of EquivalentUnifiedIdeograph.txt")
	openccDir := flag.String("opencc", "/usr/share/opencc", "folder of the .ocd2 dictionaries")
	flag.Parse()

	han := hanTable(*openccDir)
	radicals := radicalTable(filepath.Join(*unicodeDir, "EquivalentUnifiedIdeograph.txt"))
	signs := map[rune]rune{}
	for _, group := range lookAlikes {
		runes := []rune(group)
		for _, r := range runes[1:] {
			signs[r] = runes[0]
		}
	}
	for _, group := range variants {
		runes := []rune(group)
		for _, r := range runes[1:] {
			signs[r] = runes[0]
		}
	}
	table := map[rune]string{}
	for r := rune(0x80); r <= maxRune; r++ {
		if to := foldRune(r, signs, radicals, han); to != string(r) {
			table[r] = to
		}
	}
	for r, to := range table {
		for _, c := range to {
			if again, ok := table[c]; ok && again != string(c) {
				log.Fatalf("%U %c folds to %q, which folds to %q", r, r, to, again)
			}
		}
	}
	// plain holds what the runes are before they are simplified: the characters
	// that the phrase rules look at.
	plain := map[rune]string{}
	for r := range table {
		plain[r] = foldRune(r, signs, radicals, nil)
	}
	phrases := append(usable(pairs(*openccDir, "TSPhrases")), ownPhrases()...)
	write(table, plain, phraseRules(table, phrases))
}

// foldRune applies the steps to r until nothing changes.
func foldRune(r rune, signs, radicals, han map[rune]rune) string {
	out := string(r)
	for range 8 {
		next := ""
		for _, c := range out {
			next += step(c, signs, radicals, han)
		}
		if next == out {
			return out
		}
		out = next
	}
	log.Fatalf("%U does not settle", r)
	return ""
}

func step(r rune, signs, radicals, han map[rune]rune) string {
	switch {
	case r == '\n' || r == '\t':
		return string(r)
	case r == 0x85 || r == 0x2028 || r == 0x2029:
		return "\n"
	case unicode.Is(unicode.Zs, r) || r == 0x2800:
		return " "
	case invisible(r):
		return ""
	case kept(r):
		return string(r)
	}
	if to, ok := signs[r]; ok {
		return string(to)
	}
	if d, ok := digit(r); ok {
		return string(d)
	}
	if to, ok := radicals[r]; ok {
		return string(to)
	}
	if to, ok := han[r]; ok {
		return string(to)
	}
	if to, ok := enclosed(r); ok {
		return string(to)
	}
	if base, ok := baseLetter(r); ok {
		return string(unicode.ToLower(base))
	}
	if to := norm.NFKC.String(string(r)); to != string(r) && !strings.Contains(to, " ") && !ligature(r, to) {
		return to
	}
	return string(unicode.ToLower(r))
}

// digit returns the ASCII digit that the decimal digit r of another script stands for.
// Unicode keeps the ten digits of a script in order, from a multiple of the ranges
// of class Nd.
func digit(r rune) (rune, bool) {
	if r < 0x80 || !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	lo := r
	for unicode.Is(unicode.Nd, lo-1) {
		lo--
	}
	return '0' + (r-lo)%10, true
}

// enclosed returns the letter in a square or a black sign, which has no
// compatibility form.
func enclosed(r rune) (rune, bool) {
	for _, lo := range []rune{0x1F150, 0x1F170} {
		if lo <= r && r < lo+26 {
			return 'a' + r - lo, true
		}
	}
	return 0, false
}

// invisible reports whether r leaves no trace of its own on the page: controls,
// Default_Ignorable_Code_Point, annotation marks, and marks that sit on the
// letter in front.
func invisible(r rune) bool {
	switch {
	case r < 0x20 || r >= 0x7F && r < 0xA0:
		return true
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r) || r >= 0x13430 && r <= 0x1345F:
		return false
	case unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector):
		return true
	}
	return attached(r)
}

// attached reports whether r is a combining mark of no script, or one that its
// script can do without: Cyrillic titlo, Hebrew and Arabic points, tones of Han.
// Tone marks that stand alone (ˇ ˋ) count with them, for Unicode calls them letters.
func attached(r rune) bool {
	switch {
	case r >= 0x300 && r <= 0x36F, r >= 0x1AB0 && r <= 0x1AFF, r >= 0x1DC0 && r <= 0x1DFF,
		r >= 0x20D0 && r <= 0x20FF, r >= 0xFE20 && r <= 0xFE2F,
		r >= 0x483 && r <= 0x489, r >= 0x302A && r <= 0x302D,
		r >= 0x2B9 && r <= 0x2DF, r >= 0x2E5 && r <= 0x2FF, r >= 0xA700 && r <= 0xA721:
		return true
	}
	return combining(r) && unicode.In(r, unicode.Cyrillic, unicode.Hebrew, unicode.Arabic) ||
		combining(r) && r >= 0x64B && r <= 0x670
}

// combining reports whether r sits on the letter in front.
func combining(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me) }

// ligature reports whether r is an Arabic ligature of several letters; those are
// hundreds and the table has no room for them.
func ligature(r rune, to string) bool {
	return r >= 0xFB50 && r <= 0xFDFF && utf8.RuneCountInString(to) > 1
}

// baseLetter returns the letter under the marks of r, so that é is e whether it
// is written with one rune or two.
func baseLetter(r rune) (rune, bool) {
	parts := []rune(norm.NFD.String(string(r)))
	if len(parts) < 2 || !unicode.IsLetter(parts[0]) {
		return 0, false
	}
	for _, p := range parts[1:] {
		if !attached(p) {
			return 0, false
		}
	}
	return parts[0], true
}

// hanTable returns the conversion to simplified characters of the mainland.
func hanTable(dir string) map[rune]rune {
	t := map[rune]rune{}
	for _, p := range pairs(dir, "TSCharacters") {
		from, to := p.single()
		if from != to && (!inGB2312(from) || strings.ContainsRune(plainGB, from)) {
			t[from] = to
		}
	}
	for _, name := range []string{"HKVariantsRev", "TWVariantsRev", "JPShinjitaiCharacters", "JPVariantsRev"} {
		for _, p := range pairs(dir, name) {
			from, to := p.single()
			if _, ok := t[from]; ok || inGB2312(from) || isResult(t, from) {
				continue
			}
			if simple, ok := t[to]; ok {
				to = simple
			}
			if from != to {
				t[from] = to
			}
		}
	}
	for from, to := range t {
		if to > 0xFFFF && from > 0xFFFF {
			delete(t, from) // in no text, and the table has no room for them
		}
	}
	return t
}

// isResult reports whether some character is already converted into r.
func isResult(t map[rune]rune, r rune) bool {
	for _, to := range t {
		if to == r {
			return true
		}
	}
	return false
}

func inGB2312(r rune) bool {
	b, err := simplifiedchinese.HZGB2312.NewEncoder().String(string(r))
	return err == nil && len(b) > 1
}

func radicalTable(name string) map[rune]rune {
	t := map[rune]rune{}
	for _, line := range lines(name) {
		line, _, _ = strings.Cut(line, "#")
		from, to, ok := strings.Cut(line, ";")
		if !ok {
			continue
		}
		lo, hi, isRange := strings.Cut(strings.TrimSpace(from), "..")
		if !isRange {
			hi = lo
		}
		for r := hex(lo); r <= hex(hi); r++ {
			if r >= 0x2E80 && r <= 0x2FDF || r >= 0x31C0 && r <= 0x31EF { // radicals, strokes
				t[r] = hex(strings.TrimSpace(to))
			}
		}
	}
	return t
}

func hex(s string) rune {
	v, err := strconv.ParseInt(s, 16, 32)
	if err != nil {
		log.Fatal(err)
	}
	return rune(v)
}

// pair is one entry of an OpenCC dictionary with its first, preferred result.
type pair struct{ from, to string }

func (p pair) single() (from, to rune) {
	from, _ = utf8.DecodeRuneInString(p.from)
	to, _ = utf8.DecodeRuneInString(p.to)
	return from, to
}

func pairs(dir, name string) []pair {
	tmp, err := os.MkdirTemp("", "fold")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(tmp)
	out := filepath.Join(tmp, name)
	cmd := exec.Command("opencc_dict", "-f", "ocd2", "-t", "text", "-i", filepath.Join(dir, name+".ocd2"), "-o", out)
	if msg, err := cmd.CombinedOutput(); err != nil {
		log.Fatalf("%v: %s", err, msg)
	}
	var ps []pair
	for _, line := range lines(out) {
		if from, to, ok := strings.Cut(line, "\t"); ok {
			to, _, _ = strings.Cut(to, " ")
			to = strings.NewReplacer("锺", "钟", "麽", "么").Replace(to) // two forms of one character
			ps = append(ps, pair{from, to})
		}
	}
	slices.SortFunc(ps, func(a, b pair) int { return strings.Compare(a.from, b.from) })
	return ps
}

func lines(name string) []string {
	data, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

// ownPhrases returns the words of this file.
func ownPhrases() []pair {
	var ps []pair
	for _, c := range slices.Sorted(maps.Keys(turned)) {
		for _, w := range strings.Fields(turned[c].kept) {
			ps = append(ps, pair{w, w})
		}
	}
	words := strings.Fields(answered)
	for i := 0; i < len(words); i += 2 {
		ps = append(ps, pair{words[i], words[i+1]})
	}
	return ps
}

// usable returns the phrases that turn every character into one, of three bytes
// as the character itself, and that do ordinary text no harm.
func usable(phrases []pair) []pair {
	return slices.DeleteFunc(phrases, func(p pair) bool {
		from, to := []rune(p.from), []rune(p.to)
		if len(from) != len(to) || len(p.from) != 3*len(from) || len(p.to) != 3*len(to) {
			return true
		}
		if strings.ContainsAny(p.from, alwaysPlain) || slices.Contains(strings.Fields(misleading), p.from) {
			return true
		}
		for i, r := range from {
			if r != to[i] && inGB2312(r) && !strings.ContainsRune(plainGB, r) {
				return !slices.Contains(strings.Fields(modern), p.from)
			}
		}
		return false
	})
}

// rule says: in the folded word, the character at byte At, where the source has
// From, is To.
type rule struct {
	from, to rune
	word     string
	at       int
}

// phraseRules reduces the phrases to the characters that come out otherwise
// than by the table: shorter phrases first, and none that follows from those.
func phraseRules(table map[rune]string, phrases []pair) []rule {
	base := func(r rune) rune {
		if t, ok := turned[r]; ok {
			return t.plain
		}
		if to, ok := table[r]; ok {
			c, _ := utf8.DecodeRuneInString(to)
			return c
		}
		return r
	}
	fold := func(s string) []rune {
		runes := []rune(s)
		for i, r := range runes {
			runes[i] = base(r)
		}
		return runes
	}
	slices.SortStableFunc(phrases, func(a, b pair) int { return len(a.from) - len(b.from) })
	var rules []rule
	apply := func(s string) []rune {
		src, out := []rune(s), fold(s)
		plain := slices.Clone(out)
		for i, r := range src {
			best := 0
			for _, ru := range rules {
				k := i - utf8.RuneCountInString(ru.word[:ru.at])
				w := []rune(ru.word)
				if ru.from == r && k >= 0 && k+len(w) <= len(plain) && len(w) > best && slices.Equal(plain[k:k+len(w)], w) {
					best = len(w)
					out[i] = ru.to
				}
			}
		}
		return out
	}
	add := func(p pair) {
		got, want := apply(p.from), []rune(p.to)
		word := fold(p.from)
		for i, r := range []rune(p.from) {
			if got[i] != want[i] {
				rules = append(rules, rule{r, want[i], string(word), len(string(word[:i]))})
			}
		}
	}
	for _, p := range phrases {
		add(p)
		add(pair{p.to, p.to}) // folding the result again must not undo it
	}
	for _, p := range phrases {
		if got := string(apply(p.to)); got != p.to {
			log.Fatalf("%s becomes %s, which folds to %s", p.from, p.to, got)
		}
	}
	return rules
}

func write(table, plain map[rune]string, rules []rule) {
	// The characters with rules, in order; each gets a code of its own.
	set := map[rune][]rule{}
	for _, r := range rules {
		set[r.from] = append(set[r.from], r)
	}
	chars := slices.Sorted(maps.Keys(set))
	moreSet := map[string]bool{}
	values := make([]uint16, tableEnd)
	var far []rune
	for r, to := range table {
		if r >= tableEnd {
			far = append(far, r)
			if to != "" {
				log.Fatalf("%U folds to %q", r, to)
			}
			continue
		}
		if c, size := utf8.DecodeRuneInString(to); to != "" && (size != len(to) || c > 0xFFFF) {
			moreSet[to] = true
		}
	}
	slices.Sort(far)
	more := slices.Sorted(maps.Keys(moreSet))
	alike := []rune(alikes)
	if codeMore+len(more) > codeEnd || codePhrase+len(chars) > codeAlike || codeAlike+len(alike)/2 > codeMore {
		log.Fatalf("no room: %d strings, %d characters with rules", len(more), len(chars))
	}
	for r, to := range table {
		if r >= tableEnd {
			continue
		}
		c, size := utf8.DecodeRuneInString(to)
		switch {
		case to == "":
			values[r] = codeDrop
		case to == " ":
			values[r] = codeSpace
		case to == "\n":
			values[r] = codeLine
		case size == len(to) && c <= 0xFFFF:
			values[r] = uint16(c)
		default:
			i, _ := slices.BinarySearch(more, to)
			values[r] = uint16(codeMore + i)
		}
	}
	for r := range rune(tableEnd) {
		for i := 0; i < len(alike); i += 2 {
			if table[r] == string(alike[i]) || r == alike[i] {
				values[r] = uint16(codeAlike + i/2)
			}
		}
		if _, ok := table[r]; !ok && combining(r) {
			values[r] = codeMark
		}
		// The character itself, another form of it, or one that is simplified to it.
		for i, c := range chars {
			if r == c || plain[r] == string(c) || table[r] == string(c) {
				values[r] = uint16(codePhrase + i)
			}
		}
	}

	const page = 1 << pageBits
	pages := map[[page]uint16]int{{}: 0}
	data := make([]uint16, page)
	index := make([]uint16, 0, tableEnd/page)
	for lo := 0; lo < tableEnd; lo += page {
		p := [page]uint16(values[lo : lo+page])
		n, ok := pages[p]
		if !ok {
			n = len(pages)
			pages[p] = n
			data = append(data, p[:]...)
		}
		index = append(index, uint16(n))
	}
	log.Printf("%d entries, %d pages, %d strings, %d rules on %d characters, %d bytes; far %U to %U (%d)",
		len(table), len(pages), len(more), len(rules), len(chars), 2*len(data)+2*len(index), far[0], far[len(far)-1], len(far))

	var b bytes.Buffer
	fmt.Fprintf(&b, "// Code generated by gen_tables.go from OpenCC and Unicode data; DO NOT EDIT.\n\npackage text\n\n")
	fmt.Fprintf(&b, "// pageBits is the number of low bits of a rune that count inside a page.\nconst pageBits = %d\n\n", pageBits)
	fmt.Fprintf(&b, "// tableEnd is the first rune behind the tables.\nconst tableEnd = %#x\n\n", tableEnd)
	numbers(&b, "foldPage maps the high bits of a rune to its page in foldValue.", "foldPage", index)
	numbers(&b, "foldValue holds the folded rune, 0 for the rune itself, or a code.", "foldValue", data)
	fmt.Fprintf(&b, "// foldMore holds what a rune folds to where it is more than one rune or beyond U+FFFF.\nvar foldMore = [...]string{\n")
	for _, s := range more {
		fmt.Fprintf(&b, "%+q,\n", s)
	}
	fmt.Fprintf(&b, "}\n\n// alikes holds the signs of other scripts that fold to Han among Han.\nvar alikes = [...]alike{\n")
	for i := 0; i < len(alike); i += 2 {
		fmt.Fprintf(&b, "{%+q, %q},\n", alike[i], alike[i+1])
	}
	fmt.Fprintf(&b, "}\n\n// phraseSets holds the rules of each character that depends on the word it stands in,\n// longest word first.\nvar phraseSets = [...]phraseSet{\n")
	for _, c := range chars {
		to, ok := table[c]
		if t, is := turned[c]; is {
			to = string(t.plain)
		} else if !ok {
			to = string(c)
		}
		fmt.Fprintf(&b, "{%q, %q, []phraseRule{\n", string(c), to)
		slices.SortStableFunc(set[c], func(x, y rule) int { return len(y.word) - len(x.word) })
		for _, r := range set[c] {
			fmt.Fprintf(&b, "{%q, %d, %q},\n", r.word, r.at, string(r.to))
		}
		fmt.Fprintf(&b, "}},\n")
	}
	fmt.Fprintf(&b, "}\n")
	src, err := format.Source(b.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("tables.go", src, 0o644); err != nil {
		log.Fatal(err)
	}
}

func numbers(b *bytes.Buffer, doc, name string, values []uint16) {
	fmt.Fprintf(b, "// %s\nvar %s = [...]uint16{", doc, name)
	w := bufio.NewWriter(b)
	for i, v := range values {
		if i%32 == 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%#x,", v)
	}
	w.Flush()
	fmt.Fprintf(b, "\n}\n\n")
}
