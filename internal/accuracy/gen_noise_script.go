package accuracy

import (
	"math/rand/v2"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// scriptNoise writes letters in another script or with signs that look the same, and reads
// some of them wrong.
var scriptNoise = []noise{
	{"traditional", func(_ *rand.Rand, t string) string { return toTraditional(t) }},
	{"traditional-half", func(r *rand.Rand, t string) string {
		return eachLetter(r, t, 0.5, func(c rune) string { return toTraditional(string(c)) })
	}},
	{"radicals", lookAlikes(1)},
	{"radicals-half", lookAlikes(0.5)},
	{"ascii-forms", asciiForms},
	{"ocr-1", misread(0.01)},
	{"ocr-3", misread(0.03)},
	{"ocr-5", misread(0.05)},
	{"ocr-10", misread(0.1)},
	{"letters-lost-1", func(r *rand.Rand, t string) string { return eachLetter(r, t, 0.01, func(rune) string { return "" }) }},
	{"letters-lost-3", func(r *rand.Rand, t string) string { return eachLetter(r, t, 0.03, func(rune) string { return "" }) }},
	{"letters-doubled-1", func(r *rand.Rand, t string) string {
		return eachLetter(r, t, 0.01, func(c rune) string { return string(c) + string(c) })
	}},
	{"letters-doubled-3", func(r *rand.Rand, t string) string {
		return eachLetter(r, t, 0.03, func(c rune) string { return string(c) + string(c) })
	}},
}

// simplified and traditional are the same characters in the two scripts, one for one. Where
// a simplified character stands for several, it is the more frequent one.
const (
	simplified = "" +
		"爱碍奥坝罢摆败颁办帮绑报备贝笔币毕闭边编变辩标别宾补财参蚕仓层产长尝偿厂场车彻尘衬称惩迟冲虫筹处触传创纯从丛窜达带单担胆" +
		"当党档导灯敌递点电调订东动冻独读断队对吨夺额恶尔发罚阀饭范访纺飞费奋丰风锋妇复负盖干赶刚纲钢个给巩贡沟构购够顾关观馆惯广" +
		"规归轨柜贵锅国过汉号贺红后护户华划话坏欢环还换会汇获货机积极击级计记际继绩夹价驾间坚艰监检减简见舰渐践将奖讲胶较阶节结紧" +
		"尽进惊经静镜纠举剧据绝觉军开课垦恳宽矿扩览蓝劳乐类离礼里历励丽连联练粮凉两辆疗邻临灵岭领刘龙楼录陆虑绿乱轮论罗马买麦满贸" +
		"门们梦弥灭庙亩难内拟酿鸟农浓欧盘赔频贫凭评扑铺谱齐骑启气迁签谦钱强桥窃亲轻倾请庆穷区驱权劝确让扰热认荣软洒伞丧扫杀设审声" +
		"胜师湿诗时识实势适释饰书术树双谁税顺说丝饲苏诉肃虽随岁孙损缩锁态坛谈汤讨腾题体条铁厅听统头图涂团湾弯万网为围伟卫稳问务误" +
		"习戏细虾吓县现线献乡详响项协写谢兴绣许续选学寻训压严盐阳养样业叶页医仪义艺忆议异译阴银饮应营拥优忧邮鱼与语预园员圆远愿约" +
		"阅云运杂载暂赞责则择泽闸战张账针镇阵争证郑织职执纸质钟种众昼猪筑专转庄装壮状资总组钻济这来于决须数亿础验没采无台挥视试几" +
		"销错贯维显纪余输旧库届亚顿险属仅综贷灾测岗违竞扬跃册储药涨儿缓么却骤终松谋栏绕潜亏块键径兰脱债宁抢赛纳废宪顶卖游鲜趋黄贴" +
		"挂闲残迈鹭剥怀俭拨润厉胁侨温摊洁苍枣舍炼脑邓画墙脸宝辅渔搁闻鉴涧劲谓驿谊袭挤夸枫锡诚峡烟缆滥锦岚芦贪胀贩莲栈坞铜遗毁帜鸣" +
		"龄桩虚兑横绪码阔纱骗隐牵缝荡诊腊鹊鹤岛洼霁贿缘陈剂蚀缴诸舆晓屿悬丢纷赖壳圣摇饱尧讯赠盗并"
	traditional = "" +
		"愛礙奧壩罷擺敗頒辦幫綁報備貝筆幣畢閉邊編變辯標別賓補財參蠶倉層產長嘗償廠場車徹塵襯稱懲遲沖蟲籌處觸傳創純從叢竄達帶單擔膽" +
		"當黨檔導燈敵遞點電調訂東動凍獨讀斷隊對噸奪額惡爾發罰閥飯範訪紡飛費奮豐風鋒婦復負蓋幹趕剛綱鋼個給鞏貢溝構購夠顧關觀館慣廣" +
		"規歸軌櫃貴鍋國過漢號賀紅後護戶華劃話壞歡環還換會匯獲貨機積極擊級計記際繼績夾價駕間堅艱監檢減簡見艦漸踐將獎講膠較階節結緊" +
		"盡進驚經靜鏡糾舉劇據絕覺軍開課墾懇寬礦擴覽藍勞樂類離禮裡歷勵麗連聯練糧涼兩輛療鄰臨靈嶺領劉龍樓錄陸慮綠亂輪論羅馬買麥滿貿" +
		"門們夢彌滅廟畝難內擬釀鳥農濃歐盤賠頻貧憑評撲鋪譜齊騎啟氣遷簽謙錢強橋竊親輕傾請慶窮區驅權勸確讓擾熱認榮軟灑傘喪掃殺設審聲" +
		"勝師濕詩時識實勢適釋飾書術樹雙誰稅順說絲飼蘇訴肅雖隨歲孫損縮鎖態壇談湯討騰題體條鐵廳聽統頭圖塗團灣彎萬網為圍偉衛穩問務誤" +
		"習戲細蝦嚇縣現線獻鄉詳響項協寫謝興繡許續選學尋訓壓嚴鹽陽養樣業葉頁醫儀義藝憶議異譯陰銀飲應營擁優憂郵魚與語預園員圓遠願約" +
		"閱雲運雜載暫贊責則擇澤閘戰張賬針鎮陣爭證鄭織職執紙質鐘種眾晝豬築專轉莊裝壯狀資總組鑽濟這來於決須數億礎驗沒採無臺揮視試幾" +
		"銷錯貫維顯紀餘輸舊庫屆亞頓險屬僅綜貸災測崗違競揚躍冊儲藥漲兒緩麼卻驟終鬆謀欄繞潛虧塊鍵徑蘭脫債寧搶賽納廢憲頂賣遊鮮趨黃貼" +
		"掛閒殘邁鷺剝懷儉撥潤厲脅僑溫攤潔蒼棗捨煉腦鄧畫牆臉寶輔漁擱聞鑑澗勁謂驛誼襲擠誇楓錫誠峽煙纜濫錦嵐蘆貪脹販蓮棧塢銅遺毀幟鳴" +
		"齡樁虛兌橫緒碼闊紗騙隱牽縫蕩診臘鵲鶴島窪霽賄緣陳劑蝕繳諸輿曉嶼懸丟紛賴殼聖搖飽堯訊贈盜並"
)

// toTraditional writes text in traditional characters, one by one.
func toTraditional(text string) string {
	to := []rune(traditional)
	table := map[rune]rune{}
	for i, c := range []rune(simplified) {
		table[c] = to[i]
	}
	return strings.Map(func(c rune) rune {
		if t, ok := table[c]; ok {
			return t
		}
		return c
	}, text)
}

// radicals are the radicals of U+2E80 to U+2EFF that no normal form leads back to their
// characters, and the characters.
var radicals = []string{
	"⺠民", "⺟母", "⻁虎", "⻄西", "⻅见", "⻆角", "⻉贝", "⻋车", "⻑長", "⻓长", "⻔门", "⻘青", "⻙韦", "⻚页", "⻛风", "⻜飞", "⻢马",
	"⻣骨", "⻤鬼", "⻥鱼", "⻦鸟", "⻧卤", "⻨麦", "⻩黄", "⻬齐", "⻮齿", "⻰龙", "⻳龟", "⻝食", "⻟食",
}

// lookAlikes writes a share of the characters, [0,1], as radicals or compatibility
// ideographs that look the same.
func lookAlikes(rate float64) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		table := map[rune][]rune{}
		for _, pair := range radicals {
			p := []rune(pair)
			table[p[1]] = append(table[p[1]], p[0])
		}
		for _, block := range [][2]rune{{0x2F00, 0x2FD5}, {0xF900, 0xFAD9}} {
			for c := block[0]; c <= block[1]; c++ {
				if plain := []rune(norm.NFKC.String(string(c))); len(plain) == 1 && plain[0] != c {
					table[plain[0]] = append(table[plain[0]], c)
				}
			}
		}
		return strings.Map(func(c rune) rune {
			if forms := table[c]; len(forms) > 0 && r.Float64() < rate {
				return pick(r, forms)
			}
			return c
		}, text)
	}
}

// latinPlain and latinAlike are ASCII letters and Cyrillic or Greek letters that look so.
const (
	latinPlain = "aceopxyijsABEHIKMNOPTXYZC"
	latinAlike = "асеорхуіјѕАВЕНІКМΝОРТХΥΖС"
)

// asciiForms writes ASCII digits as mathematical or full-width digits, ASCII letters as
// look-alikes of other alphabets and the Chinese zero as a ring.
func asciiForms(r *rand.Rand, text string) string {
	alike := []rune(latinAlike)
	zero := pick(r, []rune{'０', 0x1D7CE, 0x1D7E2, 0x1D7F6})
	return strings.Map(func(c rune) rune {
		if i := strings.IndexRune(latinPlain, c); i >= 0 {
			return alike[i]
		}
		switch {
		case '0' <= c && c <= '9':
			return zero + c - '0'
		case c == '〇':
			return '○'
		}
		return c
	}, text)
}

// frequent are common characters, as a reading machine puts them for others.
const frequent = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三" +
	"之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间" +
	"样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革" +
	"位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理" +
	"府研质信四北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万"

// misread puts another character for a share of the letters, [0,1].
func misread(rate float64) func(*rand.Rand, string) string {
	others := []rune(frequent)
	return func(r *rand.Rand, text string) string {
		return eachLetter(r, text, rate, func(c rune) string {
			for {
				if o := pick(r, others); o != c {
					return string(o)
				}
			}
		})
	}
}
