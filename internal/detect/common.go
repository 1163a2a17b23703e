package detect

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chachong/internal/finding"
	"chachong/internal/source/extract"
)

const (
	// pictureLeast is the number of bytes under which a picture is a bullet or a rule.
	pictureLeast = 2 << 10
	// letterheadShare of the inputs, and at least letterheadLeast, hold what is no
	// submitter's own picture: the head of an office, the mark of a company.
	letterheadShare = 0.2
	letterheadLeast = 3
)

// sameFiles tells which inputs are the same bytes, once for each set of them. Of containers
// that are, it does not tell the same of their members.
func (c *comparison) sameFiles(at map[string]int, tell func(i int, o finding.Observation)) {
	var g groups[[16]byte]
	for i := range c.notes {
		if d := c.notes[i].digest; d != [16]byte{} {
			g.add(d, i)
		}
	}
	for _, set := range g.sets {
		if len(set) > 1 && !c.sameContainers(at, set) {
			tell(set[0], c.shared(finding.SameFile, set, len(set)))
		}
	}
}

// sameContainers reports whether the inputs of set are members of containers that are the
// same bytes, each of another.
func (c *comparison) sameContainers(at map[string]int, set []int) bool {
	var all []int
	for _, i := range set {
		path := c.loader.inputs[i].Path
		outer, ok := at[path[:max(0, strings.LastIndex(path, extract.MemberSep))]]
		if !ok || slices.Contains(all, outer) {
			return false
		}
		all = append(all, outer)
	}
	return len(c.differing(all)) == 1
}

// samePictures tells which inputs have pictures in common, once for each set of inputs; the
// count is that of the pictures.
func (c *comparison) samePictures(tell func(i int, o finding.Observation)) {
	var g groups[[16]byte]
	for i := range c.notes {
		for _, p := range c.notes[i].pictures {
			if p.Bytes >= pictureLeast {
				g.add(p.Hash, i)
			}
		}
	}
	most := max(letterheadLeast, int(letterheadShare*float64(len(c.notes))))
	var sets groups[string]
	for k, set := range g.sets {
		if len(set) <= most {
			if set = c.differing(set); c.severalOwners(set) {
				sets.add(fmt.Sprint(set), k)
			}
		}
	}
	for _, pictures := range sets.sets {
		set := c.differing(g.sets[pictures[0]])
		tell(set[0], c.shared(finding.SamePicture, set, len(pictures)))
	}
}

// sameInfo tells which inputs of different owners name the same author, last editor or
// company.
func (c *comparison) sameInfo(tell func(i int, o finding.Observation)) {
	type field struct{ why, value string }
	var g groups[field]
	for i := range c.notes {
		info := &c.notes[i].info
		for _, f := range []field{{"author", info.Author}, {"last_editor", info.LastEditor}, {"company", info.Company}} {
			f.value = strings.ToLower(strings.Join(strings.Fields(f.value), " "))
			if !generic(f.value) {
				g.add(f, i)
			}
		}
	}
	for k, set := range g.sets {
		if set = c.differing(set); !c.severalOwners(set) {
			continue
		}
		o := c.shared(finding.SameInfo, set, len(set))
		o.Why = g.keys[k].why
		info := &c.notes[set[0]].info
		switch o.Why {
		case "author":
			o.Name = info.Author
		case "last_editor":
			o.Name = info.LastEditor
		default:
			o.Name = info.Company
		}
		o.Name = quoted(o.Name)
		tell(set[0], o)
	}
}

// shared returns an observation of the inputs of set, two or more, told of the first.
func (c *comparison) shared(kind finding.ObservationKind, set []int, count int) finding.Observation {
	o := finding.Observation{Kind: kind, Path: c.loader.inputs[set[0]].Path, Count: count}
	for _, i := range set[1:min(len(set), 1+finding.ObservedOthers)] {
		o.Others = append(o.Others, c.loader.inputs[i].Path)
	}
	return o
}

// differing returns set with one of those inputs that are the same bytes: what these have
// in common says nothing more.
func (c *comparison) differing(set []int) []int {
	seen := make(map[[16]byte]bool, len(set))
	var out []int
	for _, i := range set {
		if d := c.notes[i].digest; d == [16]byte{} || !seen[d] {
			seen[d] = true
			out = append(out, i)
		}
	}
	return out
}

// severalOwners reports whether two inputs of set are not known to be of one owner.
func (c *comparison) severalOwners(set []int) bool {
	return slices.ContainsFunc(set, func(i int) bool {
		owner := c.loader.inputs[i].Owner
		return len(set) > 1 && (owner == "" || owner != c.loader.inputs[set[0]].Owner)
	})
}

// sameFile reports whether submissions a and b are the same place of the same bytes.
func (c *comparison) sameFile(a, b int32) bool {
	if c.old(a) || c.old(b) || c.doc[a] == c.doc[b] || c.subs[a].Ordinal != c.subs[b].Ordinal {
		return false
	}
	d := c.notes[c.doc[a]].digest
	return d != [16]byte{} && d == c.notes[c.doc[b]].digest
}

// groups are ascending lists of inputs by what they have in common, in the order in which
// that is first met.
type groups[K comparable] struct {
	keys []K
	sets [][]int
	at   map[K]int
}

// add puts i, not smaller than any before, into the list of key, once.
func (g *groups[K]) add(key K, i int) {
	if g.at == nil {
		g.at = make(map[K]int)
	}
	k, ok := g.at[key]
	if !ok {
		k = len(g.keys)
		g.at[key] = k
		g.keys, g.sets = append(g.keys, key), append(g.sets, nil)
	}
	if set := g.sets[k]; len(set) == 0 || set[len(set)-1] != i {
		g.sets[k] = append(set, i)
	}
}

// generic reports whether a name in lower case is one that programs, machines and their
// sellers put into files, or too short to tell anybody.
func generic(name string) bool {
	switch strings.Trim(name, ".,;:!?()<>[]{}\"'`~@#$%^&*-_=+/\\| ") {
	case "administrator", "admin", "administrators", "user", "users", "guest", "owner", "test", "root", "home", "office",
		"unknown", "default", "none", "null", "nobody", "author", "somebody", "anonymous", "new", "pc", "my", "me",
		"microsoft", "microsoft office user", "microsoft corporation", "microsoft china", "ms", "msft", "windows", "windows user",
		"wps", "wps office", "wps_office", "kingsoft", "kingsoft office", "lenovo", "lenovo user", "hp", "hewlett-packard", "dell",
		"apple", "asus", "acer", "huawei", "xiaomi", "founder", "thinkpad", "samsung", "sony", "toshiba", "ibm", "china", "p r c",
		"python-docx", "openpyxl", "apache poi", "docx4j", "pandoc", "libreoffice", "openoffice", "openoffice.org", "aspose", "chromium",
		"user name", "your name", "company", "organization", "sky123.org",
		"用户", "微软用户", "微软", "微软中国", "微软公司", "中国", "管理员", "系统管理员", "超级管理员", "作者", "未知", "匿名", "公司", "单位",
		"电脑", "我的电脑", "办公", "办公室", "联想", "联想用户", "联想(中国)", "惠普", "戴尔", "华为", "金山", "番茄花园", "雨林木风", "深度", "深度技术",
		"windows 用户", "windows用户", "microsoft 帐户", "microsoft 用户", "microsoft office 用户", "wps 用户", "wps用户", "office 用户":
		return true
	}
	for _, prefix := range []string{"user-", "pc-", "desktop-", "laptop-", "win-", "admin-", "administrator-", "ms-user", "lenovo-", "microsoft word"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, name)
	first, size := utf8.DecodeRuneInString(letters)
	return strings.Trim(letters[size:], string(first)) == "" // none, one, or one repeated
}
