package policy_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"chachong/internal/detect"
	"chachong/internal/finding"
	"chachong/internal/policy"
)

// Paragraphs of invented reports.
const (
	shared = "今年三月起，工会在清河路校区试办了职工午间互助角，由十二名青年教师轮流值守，先后为九十六人次代交了医保材料，替外出听课的同事照看班级四十一节，还把闲置的三间储藏室改成了缝补间、理发间和母婴间。到年底，互助角登记的求助有二百一十七件，当天办结的占八成以上。\n"
	grown  = "互助角的账目每月张榜一次，由三名退休教师逐笔核对，全年收到捐款四千六百元，支出三千九百元，余下的转入下一年度，用来添置两张折叠床和一台热水器，采购单与发票都存放在传达室，谁都可以翻看。\n"
	first  = "石桥镇中心小学工会把读书会办到了渡口，船工和教师同坐一条船，上半年共读完七本书，写下读后感一百三十篇，其中十九篇登在镇里的墙报上。秋收时节，大家又帮三户孤寡老人抢收了六亩晚稻，没有收一分工钱。\n"
	second = "望云中学工会今年只抓两件事：一是请校医给全校职工量血压、建档案，查出高危者二十三人，逐个约谈并陪同复诊；二是修好了漏雨多年的单身宿舍，换瓦四千片，重新布线三百米，赶在雨季之前全部完工。\n"
	third  = "松岭幼儿园的女工委员会牵头做了一本菜谱，收录本地土菜五十八道，每道都由食堂师傅试做三遍才定稿，印了两百册分送给家长，义卖所得全部买成了棉鞋，送给山那边教学点的孩子们过冬。\n"
	fourth = "本学期末增补说明：排练厅的地板已经换新，合唱队每周五下午恢复训练，愿意参加的同事请到二楼办公室报名。\n"
)

func runOf(t *testing.T, texts map[string]string) *finding.Result {
	t.Helper()
	var in []detect.Input
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text := texts[name]
		in = append(in, detect.Input{Path: name, Read: func() detect.Reading {
			return detect.Reading{Text: text, Status: "ok", Format: "txt", Encoding: "utf-8", Bytes: int64(len(text))}
		}})
	}
	r, err := detect.Run(context.Background(), in, detect.Options{Samples: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What a run finds in texts and was accepted stays accepted while the texts are the same in
// substance, and does not speak for others.
func TestBaselineOfRun(t *testing.T) {
	lim := policy.Limits{Passage: 60}
	b, added, _ := policy.NewBaseline(runOf(t, map[string]string{"石桥.txt": first + shared, "望云.txt": shared + second}), lim, nil)
	if added != 1 {
		t.Fatalf("NewBaseline = %+v, %d added, want the paragraph that both have", b, added)
	}
	for _, tt := range []struct {
		name  string
		texts map[string]string
		want  string // "submission other" of the findings
		stale int
	}{
		{"the same", map[string]string{"石桥.txt": first + shared, "望云.txt": shared + second}, "", 0},
		{"renamed", map[string]string{"一.txt": shared + second, "二.txt": first + shared}, "", 0},
		{"edited elsewhere", map[string]string{"石桥.txt": first + shared + fourth, "望云.txt": shared + second}, "", 0},
		{"other punctuation", map[string]string{"石桥.txt": strings.ReplaceAll(first+shared, "，", ", "), "望云.txt": shared + second}, "", 0},
		{"the first words cut", map[string]string{"石桥.txt": first + strings.TrimPrefix(shared, "今年三月起，"), "望云.txt": shared + second}, "", 0},
		{"grown by a paragraph", map[string]string{"石桥.txt": first + shared + grown, "望云.txt": shared + grown + second}, "望云 石桥", 1},
		{"in a new one", map[string]string{"石桥.txt": first + shared, "望云.txt": shared + second, "松岭.txt": shared + third}, "望云 松岭,松岭 石桥", 0},
		{"in another one", map[string]string{"石桥.txt": first + shared, "望云.txt": second, "松岭.txt": third + shared}, "松岭 石桥", 1},
	} {
		r := runOf(t, tt.texts)
		stale := policy.Accept(r, b)
		var got []string
		for _, f := range policy.Judge(r, lim, false).Findings {
			names := []string{strings.TrimSuffix(f.Submission, ".txt#1"), strings.TrimSuffix(f.Other, ".txt#1")}
			slices.Sort(names)
			got = append(got, strings.Join(names, " "))
		}
		slices.Sort(got)
		if s := strings.Join(got, ","); s != tt.want || len(stale.Passages) != tt.stale {
			t.Errorf("%s: findings = %q, %d stale, want %q, %d", tt.name, s, len(stale.Passages), tt.want, tt.stale)
		}
	}
}
