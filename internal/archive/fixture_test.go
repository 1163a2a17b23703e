package archive

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chachong/internal/corpus"
	"chachong/internal/text"
	"github.com/zeebo/xxh3"
)

var versions = corpus.Versions{Folding: "f1", Seeds: "s1", Segmenter: "w1", Dictionary: "d1"}

// underRace says that the race detector watches, which makes SQLite 50 times as slow.
var underRace bool

// fewer returns n, or a small share of it where time is short.
func fewer(n int) int {
	if underRace || testing.Short() {
		return max(1, n/30)
	}
	return n
}

// words are what texts of the tests consist of.
var words = strings.Fields(`今年以来 我镇 认真 组织 开展 教研 活动 青河 小学 云台 乡 工会 全体 教师 学习 文件 精神
	深入 班级 走访 家庭 完成 任务 登记 台账 整改 问题 三项 制度 落实 到位 培训 骨干 四十二 人次 图书室 新增 册
	安全 巡查 食堂 卫生 操场 维修 经费 使用 公开 透明 民主 评议 职工 困难 慰问 送温暖 座谈 建议 采纳 下一步
	计划 继续 加强 管理 提高 质量 课堂 观摩 比赛 获奖 学生 成绩 稳步 上升 家长 满意 白石 中心校 明湖 片区`)

// writeText returns a text of about so many letters.
func writeText(r *rand.Rand, letters int) string {
	var b strings.Builder
	for n, sinceStop := 0, 0; n < letters; {
		w := words[r.IntN(len(words))]
		b.WriteString(w)
		n += len(w) / 3
		if sinceStop++; sinceStop == 9 {
			b.WriteString("。\n")
			sinceStop = 0
		} else if sinceStop%4 == 0 {
			b.WriteString("，")
		}
	}
	return b.String()
}

// recordOfText returns a record whose figures are made of the text in the simplest way.
func recordOfText(name, body, owner string, year int) corpus.Record {
	r := corpus.Record{Name: name, Ordinal: 1, Title: "标题 " + name, Owner: owner, Year: year, Text: body}
	return remakeText(r)
}

// remakeText makes the figures of a record again: grams of five letters hashed, the first of
// each gram its place, labels from the smallest seeds.
func remakeText(r corpus.Record) corpus.Record {
	runes := []rune(r.Text)
	r.Letters = int32(len(runes))
	h := xxh3.HashString128(r.Text)
	r.Hash = [2]uint64{h.Hi, h.Lo}
	places := map[uint32]int32{}
	for i := 0; i+5 <= len(runes); i++ {
		s := uint32(xxh3.HashString(string(runes[i : i+5])))
		if _, ok := places[s]; !ok {
			places[s] = int32(i)
		}
	}
	r.Seeds, r.Places = nil, nil
	for s := range places {
		r.Seeds = append(r.Seeds, s)
	}
	slices.Sort(r.Seeds)
	for _, s := range r.Seeds {
		r.Places = append(r.Places, places[s])
	}
	for i := range r.Labels {
		if len(r.Seeds) > i {
			r.Labels[i] = r.Seeds[i]
		}
	}
	r.Junk, r.Paragraphs = nil, nil
	if n := int32(len(r.Text)); n > 30 {
		r.Junk = []text.Span{{Lo: 3, Hi: 6}}
		r.Paragraphs = []text.Span{{Lo: 0, Hi: 12}, {Lo: 15, Hi: n}}
	}
	return r
}

// someRecords returns n records of different owners, years and texts; every seventh repeats an
// earlier text for another owner, every eleventh has no owner.
func someRecords(seed uint64, n, letters int) []corpus.Record {
	r := rand.New(rand.NewPCG(seed, 1))
	recs := make([]corpus.Record, n)
	for i := range recs {
		body := writeText(r, letters)
		if i%7 == 6 {
			body = recs[i-6].Text
		}
		owner := fmt.Sprintf("单位%d", r.IntN(n/3+1))
		if i%11 == 10 {
			owner = ""
		}
		recs[i] = recordOfText(fmt.Sprintf("%d/材料%d.txt", seed, i), body, owner, 2020+r.IntN(5))
	}
	return recs
}

// newArchive makes an archive with records in it and returns its folder.
func newArchive(t testing.TB, opt Options, recs ...corpus.Record) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "库")
	opt.Versions = versions
	if err := Init(dir, opt); err != nil {
		t.Fatal(err)
	}
	if len(recs) > 0 {
		addAll(t, dir, recs)
	}
	return dir
}

// writerOf returns a writer, which the caller closes.
func writerOf(t testing.TB, dir string) *Writer {
	t.Helper()
	w, err := Lock(context.Background(), dir, versions, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func closeOf(t testing.TB, c interface{ Close() error }) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

func addAll(t testing.TB, dir string, batches ...[]corpus.Record) {
	t.Helper()
	w := writerOf(t, dir)
	defer closeOf(t, w)
	for _, b := range batches {
		if _, err := w.Add(b); err != nil {
			t.Fatal(err)
		}
	}
}

func snapshotOf(t testing.TB, dir string) *Snapshot {
	t.Helper()
	s, err := Open(dir, versions)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// state is all that an archive says, times apart.
type state struct {
	Size    int
	Entries []Entry
	Records []corpus.Record
	Labels  []corpus.Labels
	Owners  []uint64
	Holders map[uint32][]int32
	Equal   [][]int32
}

// stateOf reads everything out of an archive.
func stateOf(t testing.TB, dir string, asked []corpus.Record) state {
	t.Helper()
	s := snapshotOf(t, dir)
	defer closeOf(t, s)
	st, err := readState(s, asked)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func readState(s *Snapshot, asked []corpus.Record) (state, error) {
	st := state{Size: s.Size(), Holders: map[uint32][]int32{}}
	var numbers []int32
	for e, err := range s.List(context.Background(), Filter{}) {
		if err != nil {
			return st, err
		}
		e.Added = time.Time{}
		st.Entries = append(st.Entries, e)
		numbers = append(numbers, e.Number)
	}
	var err error
	if st.Records, err = s.Records(numbers); err != nil {
		return st, err
	}
	if st.Labels, err = s.Labels(numbers); err != nil {
		return st, err
	}
	if st.Owners, err = s.Owners(numbers); err != nil {
		return st, err
	}
	var seeds []uint32
	for _, r := range asked {
		seeds = append(seeds, corpus.Sample(r.Seeds)...)
		eq, err := s.Equal(r.Hash)
		if err != nil {
			return st, err
		}
		st.Equal = append(st.Equal, append([]int32(nil), eq...))
	}
	slices.Sort(seeds)
	seeds = slices.Compact(seeds)
	err = s.Holders(seeds, func(k int, numbers []int32) { st.Holders[seeds[k]] = slices.Clone(numbers) })
	return st, err
}

// clean fails the test where Verify finds anything.
func clean(t testing.TB, dir string) {
	t.Helper()
	problems, err := Verify(context.Background(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("Verify: %+v", p)
	}
}
