//go:build ignore

// Gen_places writes the words that package mention knows, from gse's dictionary of simplified
// Chinese: places.txt, its place words that end in the word for what they are; and words.txt,
// its common words of two characters that are no nouns, which stand in front of names.
package main

import (
	"log"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-ego/gse"
)

// kinds are the words that end the names kept.
var kinds = []string{"县", "市", "区", "旗", "省", "盟", "镇", "乡", "自治州"}

// common are ends of words that name no place of their own, or parts of the world.
var common = []string{
	"地区", "景区", "特区", "老区", "山区", "城区", "湖区", "苏区", "教区", "郊区", "军区", "灾区", "林业区",
	"城市", "上市", "入市", "都市", "联盟", "加盟", "城镇", "乡镇", "重镇", "古镇", "山镇", "藩镇", "三镇",
	"下乡", "山乡", "水乡", "家乡", "故乡", "锦旗", "太阳旗", "半旗", "三角旗",
	"东北区", "远东区", "黑人区", "中立区", "半区", "时区", "经济区", "开发区", "自治区", "行政区", "禁区", "中心镇", "心区",
}

func main() {
	seg := gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		log.Fatal(err)
	}
	var names, words []string
	for _, tok := range seg.Dict.Tokens {
		if tok.Pos() == "ns" && kept(tok.Text()) {
			names = append(names, tok.Text())
		}
		if ordinary(tok.Text(), tok.Pos(), tok.Freq()) {
			words = append(words, tok.Text())
		}
	}
	write("places.txt", names)
	write("words.txt", words)
}

// write writes list to a file, a word a line, ascending, each once.
func write(name string, list []string) {
	slices.Sort(list)
	list = slices.Compact(list)
	if err := os.WriteFile(name, []byte(strings.Join(list, "\n")+"\n"), 0o666); err != nil {
		log.Fatal(err)
	}
}

// commonFreq is the frequency in the dictionary from which a word counts as common. Below
// it stand the words that are rarer than what they are part of by chance.
const commonFreq = 50

// ordinary reports whether w is a common word of two Han characters that is no noun, and so
// hardly the name of a place.
func ordinary(w, pos string, freq float64) bool {
	rs := []rune(w)
	if len(rs) != 2 || freq < commonFreq || pos == "" || !unicode.Is(unicode.Han, rs[0]) || !unicode.Is(unicode.Han, rs[1]) {
		return false
	}
	switch pos[0] {
	case 'v', 'a', 'd', 'p', 'c', 'r', 'm', 'f', 'b', 'q', 'u':
		return true
	}
	return false
}

// kept reports whether w is a name of two letters or more before the word for its kind.
func kept(w string) bool {
	for _, r := range w {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	for _, end := range common {
		if strings.HasSuffix(w, end) {
			return false
		}
	}
	if at := strings.IndexRune(w, '省'); at >= 0 && at < len(w)-len("省") {
		return false // a county behind its province
	}
	for _, k := range kinds {
		if core, ok := strings.CutSuffix(w, k); ok && utf8.RuneCountInString(core) >= 2 && core != "自治" {
			return true
		}
	}
	return false
}
