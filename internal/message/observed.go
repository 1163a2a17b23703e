package message

import "strings"

// Noticed is an observation of a result as far as it is put into words. What comes from
// strangers in it has to be fit for where it is shown.
type Noticed struct {
	Kind, Why string
	Count     int
	Name, Own string
	Others    []string // names of other inputs
	Strong    bool
}

// ObservedKind names a kind of observation.
func (l Lang) ObservedKind(kind string) string { return observed.in(l, kind) }

// HiddenBy names what hides a text, or the field of a document's information.
func (l Lang) HiddenBy(why string) string { return reasonsOfObserved.in(l, why) }

// Noticed says what was noticed, without naming the kind and without quoting.
func (l Lang) Noticed(n *Noticed) string {
	var said []string
	switch n.Kind {
	case "hidden_text":
		said = append(said, l.HiddenBy(n.Why), l.Count(LetterCount, n.Count))
	case "leftover_name", "leftover_year":
		if n.Name != "" {
			said = append(said, l.Text(ObservedName, n.Name))
		}
		if n.Own != "" {
			said = append(said, l.Text(ObservedOwn, n.Own))
		}
		if n.Strong {
			said = append(said, l.Text(ObservedStrong))
		}
		if n.Count > 1 {
			said = append(said, l.Count(ObservedTimes, n.Count))
		}
	case "extension":
		said = append(said, l.Text(ObservedExtension, n.Name))
	case "same_info":
		said = append(said, l.HiddenBy(n.Why)+l.Text(Colon)+n.Name)
	case "same_file":
		said = append(said, l.Count(ObservedEqual, n.Count))
	case "same_picture", "text_as_pictures":
		said = append(said, l.Count(ObservedPictures, n.Count))
	case "reversed_text":
		said = append(said, l.Count(LetterCount, n.Count))
	default:
		said = append(said, l.Count(ObservedPlaces, n.Count))
	}
	out := strings.Join(said, l.Text(Clause))
	if len(n.Others) > 0 {
		out += l.Text(Semicolon) + l.Text(ObservedWith, strings.Join(n.Others, l.Text(Comma)))
	}
	return out
}

var observed = words{
	"hidden_text":          {"隐藏文字", "hidden text"},
	"invisible_characters": {"不可见字符", "invisible characters"},
	"look_alikes":          {"形近字代替", "look-alike characters"},
	"spaced_han":           {"字间空格", "blanks inside words"},
	"reversed_text":        {"倒序存放的文字", "text stored backwards"},
	"text_as_pictures":     {"以图片代替文字", "pictures of text"},
	"extension":            {"扩展名与内容不符", "name and content differ"},
	"same_file":            {"相同文件", "same file"},
	"same_picture":         {"相同图片", "same pictures"},
	"same_info":            {"相同的文档信息", "same document information"},
	"leftover_name":        {"提到其他名称", "names another"},
	"leftover_year":        {"提到其他年份", "names another year"},
}

// What hides a text, and the fields that documents have in common.
var reasonsOfObserved = words{
	"hidden":      {"属性隐藏", "by a property"},
	"color":       {"与底色同色", "page-coloured"},
	"tiny":        {"字号过小", "too small to read"},
	"off-page":    {"在页面之外", "outside the page"},
	"invisible":   {"不着墨", "without ink"},
	"covered":     {"被遮盖", "covered"},
	"deleted":     {"修订中已删除", "tracked deletion"},
	"author":      {"作者", "author"},
	"last_editor": {"最后编辑者", "last editor"},
	"company":     {"文档单位", "company"},
}
