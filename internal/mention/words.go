package mention

import "strings"

// stop reports whether the character c stands in front of names and in few of them.
func stop(c string) bool {
	switch c {
	case "在", "由", "向", "对", "与", "和", "及", "同", "跟", "往", "到", "赴", "为", "是", "被", "把", "将", "从",
		"于", "以", "让", "使", "请", "经", "据", "按", "给", "替", "至", "距", "即", "的", "了", "着", "过", "得", "等",
		"并", "也", "都", "又", "再", "还", "就", "则", "而", "或", "且", "但", "因", "我", "你", "他", "她", "它", "们",
		"这", "那", "该", "各", "每", "某", "本", "此", "全", "其", "之", "称", "叫", "个", "名", "位", "年", "月", "日", "号",
		"令", "受", "获", "所", "入", "读", "凡", "任", "比", "离", "致", "要", "会", "去", "有":
		return true
	}
	return false
}

// left reports whether the two characters w are a word that stands in front of names and is
// none itself.
func left(w string) bool {
	switch w {
	case "组织", "全体", "带领", "带动", "推动", "推进", "支持", "帮助", "关于", "通过", "根据", "按照", "结合", "参加",
		"参观", "走进", "来到", "前往", "位于", "来自", "围绕", "立足", "代表", "促进", "加强", "服务", "建设", "创建", "配合",
		"协助", "指导", "引导", "开展", "举办", "召开", "选派", "推荐", "邀请", "联合", "慰问", "走访", "深入", "覆盖", "打造",
		"实现", "形成", "成为", "确保", "保障", "做好", "落实", "贯彻", "执行", "发挥", "展示", "弘扬", "充分", "现场", "同志",
		"主席", "书记", "校长", "局长", "老师", "教师", "干部", "职工", "会员", "代表队", "学习", "考察", "交流", "对口",
		"结对", "帮扶", "支援", "援助", "友好", "邻近", "附近", "周边", "当选", "被评", "荣获", "获得", "获评", "评为", "授予",
		"表彰", "下发", "印发", "转发", "制定", "出台", "完善", "修订", "提出", "需要", "符合", "适合", "面向", "针对", "依托",
		"借助", "利用", "争取", "得到", "受到", "接受", "迎接", "安排", "选择", "进入", "离开", "返回", "支教", "送教", "任教",
		"热爱", "宣传", "介绍", "讲述", "反映", "体现", "代替", "取代", "包括", "涉及", "以及", "还有", "其中", "就是", "作为",
		"民族", "附件", "街区", "中共", "共青", "时任", "现任", "我们", "他们", "今年", "去年", "明年", "本年", "年度", "上述", "下属", "所属", "所辖",
		"城区", "城镇", "农村", "乡村", "山区", "基层", "广大", "部分", "许多", "不少", "多个", "若干", "所有", "一些", "几个",
		"各级", "各类", "各种", "各地", "全国", "全省", "全市", "全县", "全区", "全镇", "全校", "国家", "中国", "我国", "我省",
		"我市", "我县", "我区", "我镇", "我校", "本市", "本县", "本区", "本镇", "本校", "优秀", "先进", "示范", "重点", "试点",
		"贫困", "特色", "文明", "平安", "规模", "兄弟", "友邻", "相关", "有关", "其他", "其它", "普通", "初等", "高等", "义务", "民办",
		"公办", "私立", "公立", "直属", "附属", "薄弱", "优质", "一般", "现代", "当地", "外地", "本地", "异地", "偏远", "边远",
		"农业", "工业", "经济", "人口", "教育", "体育", "旅游", "生态", "卫生", "园林", "森林", "花园", "宜居", "历史", "沿海",
		"内陆", "中心", "大型", "中型", "小型", "新型", "老年", "开放", "家长", "党团", "职业", "技术", "技工", "业余", "成人",
		"特殊", "专门", "综合", "师范", "医科", "理工", "电视", "广播", "培训", "驾驶", "武术", "体校", "主要", "乡镇", "村级":
		return true
	}
	return false
}

// common reports whether what ends at end in a word of kind k, which begins at byte kind of
// s, is for certain no name.
func common(s string, kind, end int, k Kind) bool {
	if !isHan(s, kind-han) || !isHan(s, kind-2*han) {
		return true // no name has one character
	}
	if left(s[kind-2*han : kind]) {
		return true
	}
	before, after := s[kind-han:kind], ""
	if isHan(s, end) {
		after = s[end : end+han]
	}
	switch s[kind:end] {
	case "县":
		return strings.Contains("全各该本外邻市区县委一二三四五六七八九十级副州省跨出返离两个大强穷小名首贫郡我", before) || strings.HasPrefix(s[end:], "级") || strings.HasPrefix(s[end:], "以上") || before == "古" && after == "城" || strings.HasPrefix(s[end:], "、市")
	case "市":
		return strings.Contains("都上入超级辖报交治市誉城容一二两三四五六七八九十几副夜股楼门开闭集早菜书花车房面街灯罢逛收撤退牛熊救各全该本省县区州小多跨外我", before) ||
			after != "" && strings.Contains("场值容井面级", after)
	case "区":
		return strings.Contains("地城划宅能目社园校小片辖库灾景学考赛牧老特郊专军厂营禁街各全该本战农发范验居活务护贸税险盲误雷时治政市县省分个两我化", before) ||
			after != "" && strings.Contains("域别分间", after)
	case "镇":
		return strings.Contains("乡城各我全本该村集古重小建强冰个两特县区市报容圩", before) || after != "" && strings.Contains("静定压痛", after)
	case "乡":
		return strings.Contains("城下返家老故同水各我全本该侨离回思梦个两镇县区市报跨入还", before) || after != "" && strings.Contains("镇村亲土愁下里音贤", after)
	case "街道":
		return strings.Contains("各我全本该个市区县镇乡跨告", before)
	case "省":
		return strings.Contains("节反各我全外本该跨邻入出自级副上下", before) || after != "" && strings.Contains("略时力心悟钱", after)
	case "旗":
		return strings.Contains("国党团红锦彩队军举升校各全战", before)
	}
	return false
}

// office reports whether what follows the name of a district begins as one of its offices.
func office(after string) bool {
	for _, w := range [...]string{"教育", "区委", "委", "政府", "人民", "总工会", "第", "实验", "中心", "工会", "文化", "体育", "财政"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}
