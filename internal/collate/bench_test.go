package collate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// babble returns about n letters of sentences that repeat nothing, made from seed.
func babble(seed uint64, n int) []string {
	const stock = "春夏秋冬山水田园村镇街巷桥路灯井学校师生书报车船米面油盐工农商医兵法财税林牧渔访问走看听说读写算画修建种收运送帮扶教练查改评议"
	letters := []rune(stock)
	rng := rand.New(rand.NewPCG(seed, 1))
	var out []string
	for n > 0 {
		var s strings.Builder
		length := 12 + rng.IntN(40)
		for k := range length {
			if k > 0 && k%13 == 0 {
				s.WriteString("，")
			}
			s.WriteRune(letters[rng.IntN(len(letters))])
		}
		s.WriteString("。")
		if rng.IntN(5) == 0 {
			s.WriteString("\n")
		}
		out = append(out, s.String())
		n -= length
	}
	return out
}

// altered returns sentences with some edited, some moved, some left out and some new.
func altered(of []string, seed uint64) []string {
	rng := rand.New(rand.NewPCG(seed, 2))
	out := slices.Clone(of)
	for k := range out {
		switch r := []rune(out[k]); rng.IntN(20) {
		case 0, 1, 2:
			out[k] = string(r[:4]) + "振兴" + string(r[6:])
		case 3:
			out[k] = ""
		case 4:
			out[k] += "新添了一句别处没有的话，说的是年底的安排。"
		case 5:
			other := rng.IntN(len(out))
			out[k], out[other] = out[other], out[k]
		}
	}
	return out
}

// hostile are pairs of texts that no person would hand in.
func hostile() map[string][2]string {
	many := strings.Repeat("加强管理。", 100_000)
	lines := strings.Repeat("加强管理\n", 100_000)
	long := strings.Join(babble(1, 350_000), "")
	bare := strings.NewReplacer("，", "", "。", "", "\n", "").Replace(long)
	shuffled := babble(1, 350_000)
	rand.New(rand.NewPCG(3, 3)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	backward := babble(1, 350_000)
	slices.Reverse(backward)
	var counted, alike strings.Builder
	for k := range 40_000 {
		fmt.Fprintf(&counted, "第%d项工作已经完成。", k)
		fmt.Fprintf(&alike, "第%d件工作均已完成。", k)
	}
	words := make([]string, 100_000)
	for k := range words {
		words[k] = string([]rune("加强管理认真学习努力工作")[k%9:k%9+3]) + "。"
	}
	return map[string][2]string{
		"equal sentences":       {many, many + "完。"},
		"equal sentences, few":  {many, strings.Repeat("加强管理。", 300)},
		"equal lines":           {lines, "首\n" + lines},
		"periodic":              {strings.Join(words, ""), "始。" + strings.Join(words[3:], "")},
		"no marks":              {bare, bare[:300_000] + "多" + bare[300_000:]},
		"no marks against some": {bare, long},
		"one letter":            {strings.Repeat("的", 350_000), strings.Repeat("的", 340_000)},
		"shuffled":              {long, strings.Join(shuffled, "")},
		"backward":              {long, strings.Join(backward, "")},
		"numbered alike":        {counted.String(), alike.String()},
		"unrelated":             {long, strings.Join(babble(2, 350_000), "")},
		"altered":               {long, strings.Join(altered(babble(1, 350_000), 5), "")},
		"other marks":           {long, strings.NewReplacer("，", ",", "。", "！").Replace(long)},
		"all edited":            {long, strings.ReplaceAll(long, "，", "都是")},
		"masks":                 {strings.Repeat("*", 500_000), strings.Repeat("*", 400_000) + "。"},
		"line ends":             {strings.Repeat("\n", 500_000) + "完", strings.Repeat("。", 300_000)},
	}
}

// Hostile texts of a megabyte take about as long as any.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("texts of a megabyte")
	}
	pairs := hostile()
	names := make([]string, 0, len(pairs))
	for name := range pairs {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		a, b := side(pairs[name][0]), side(pairs[name][1])
		start := time.Now()
		rows, stat := Rows(a, b, nil, Ignore{})
		took := time.Since(start)
		start = time.Now()
		Stack([]Side{*a, *b})
		t.Logf("%s: %d rows, %d moves, %v, stack %v", name, len(rows), stat.Moves, took.Round(time.Millisecond), time.Since(start).Round(time.Millisecond))
		if took > 20*time.Second { // some 3 s on an idle machine
			t.Errorf("Rows of %s took %v", name, took)
		}
	}
}

func BenchmarkRows(b *testing.B) {
	for _, n := range []int{3_000, 350_000} {
		text := babble(1, n)
		for _, c := range []struct {
			name string
			with []string
		}{{"same", text}, {"altered", altered(text, 5)}, {"unrelated", babble(2, n)}} {
			b.Run(fmt.Sprintf("%d/%s", n, c.name), func(b *testing.B) {
				x, y := side(strings.Join(text, "")), side(strings.Join(c.with, ""))
				b.SetBytes(int64(len(x.Source) + len(y.Source)))
				b.ReportAllocs()
				for b.Loop() {
					Rows(x, y, nil, Ignore{})
				}
			})
		}
	}
}
