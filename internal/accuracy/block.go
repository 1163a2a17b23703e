package accuracy

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Figure is one number of a row.
type Figure struct {
	Name  string // of its column
	Value float64
	Count bool // a whole number, written without decimals
}

// Row is what one measure says of a set.
type Row struct {
	Name    string
	Figures []Figure
}

// Block is all that is measured of a set.
type Block struct {
	Set  string
	Size string // files and letters
	Rows []Row
}

func ratio(name string, value float64) Figure { return Figure{Name: name, Value: value} }

func count(name string, n int) Figure { return Figure{Name: name, Value: float64(n), Count: true} }

func (f Figure) String() string {
	if f.Count {
		return strconv.FormatFloat(f.Value, 'f', 0, 64)
	}
	return strconv.FormatFloat(f.Value, 'f', 4, 64)
}

// blockMark starts the first line of a block.
const blockMark = "== "

const (
	nameWidth   = 28 // columns for the name of a row
	figureWidth = 11 // columns for a figure, as many as the longest column name needs
)

// String returns the block as text: its name, then its rows in aligned columns, with the
// names of the columns where others stand above them.
func (b *Block) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s%s: %s\n", blockMark, b.Set, b.Size)
	head := ""
	for _, r := range b.Rows {
		names, values := "", ""
		for _, f := range r.Figures {
			width := max(figureWidth, utf8.RuneCountInString(f.Name)+2)
			names += fmt.Sprintf("%*s", width, f.Name)
			values += fmt.Sprintf("%*s", width, f)
		}
		if !strings.HasPrefix(head, names) {
			head = names
			fmt.Fprintf(&out, "%-*s%s\n", nameWidth, "", names)
		}
		fmt.Fprintf(&out, "%s%s\n", pad(r.Name, nameWidth), values)
	}
	return out.String()
}

// pad returns name with spaces behind it up to width columns; a sign of Chinese takes two.
func pad(name string, width int) string {
	for _, c := range name {
		width--
		if c >= firstWide {
			width--
		}
	}
	return name + strings.Repeat(" ", max(1, width))
}

// firstWide is the first of the code points that take two columns, as far as names of
// rows go: from the radicals on.
const firstWide = 0x2E80

// ParseBlocks returns the blocks of a text that Golden wrote, by name of set, and their
// names in order.
func ParseBlocks(golden string) (blocks map[string]string, names []string) {
	blocks = map[string]string{}
	for i, part := range strings.Split("\n"+golden, "\n"+blockMark) {
		if name, _, ok := strings.Cut(part, ":"); i > 0 && ok {
			blocks[name] = blockMark + strings.TrimRight(part, "\n") + "\n"
			names = append(names, name)
		}
	}
	return blocks, names
}

// Golden returns blocks in order below the legend.
func Golden(blocks []string) string {
	return legend + "\n" + strings.Join(blocks, "\n")
}

// Differences returns the rows of two blocks that differ, as pairs of lines: want, got. A
// row that only one of them has stands against an empty line.
func Differences(want, got string) [][2]string {
	wanted := map[string]string{} // line by the name of its row
	for line := range strings.Lines(want) {
		wanted[rowName(line)] = strings.TrimRight(line, "\n")
	}
	var out [][2]string
	seen := map[string]bool{}
	for line := range strings.Lines(got) {
		name, line := rowName(line), strings.TrimRight(line, "\n")
		seen[name] = true
		if w := wanted[name]; w != line && name != "" {
			out = append(out, [2]string{w, line})
		}
	}
	for line := range strings.Lines(want) {
		if name := rowName(line); !seen[name] {
			out = append(out, [2]string{strings.TrimRight(line, "\n"), ""})
		}
	}
	if len(out) == 0 && want != got {
		out = append(out, [2]string{want, got}) // the order of rows, or names of columns
	}
	return out
}

// rowName returns what identifies a line of a block: the name of its row, without figures;
// "" for names of columns.
func rowName(line string) string {
	if strings.HasPrefix(line, blockMark) {
		return blockMark
	}
	name, _, _ := strings.Cut(strings.TrimLeft(line, " "), "  ")
	if strings.HasPrefix(line, strings.Repeat(" ", nameWidth)) {
		return ""
	}
	return strings.TrimSpace(name)
}

const legend = `# What the program finds on texts of known truth. Made by: make accuracy
#
# Figures are in [0,1] or counts. Places are code points. Template passages count as not
# reported.
#
# boundaries   true, found: submissions. f1: both edges within 2 code points of the truth;
#              exact: no code point off. split: files of one submission found as several.
#              Below it, the kinds of files where f1 is under 1
# whole        files of one submission each; split: those found as several
# clusters     of submissions. pair-p, -r, -f1: precision, recall, F1 of pairs in one
#              cluster; rand: adjusted Rand index; b3-p, -r, -f1: B-cubed
# strangers    passages: reported; between: those between submissions of different true
#              clusters that no true passage explains; share: of those reported
# copies       found: in a near-duplicate pair or a cluster with the original; covered: share
#              of its letters in passages with the original, mean; kinds: of noise; perfect:
#              those found in full and covered >= 0.9995. Below it, the other kinds
# passages     plagdet (macro), recall, precision, gran(ularity); micro: plagdet over code
#              points; +template: plagdet if template passages counted; cases: true
#              passages; found: reported ones. Then by kind of case. A row of another name
#              judges the passages between some of the files only
# forbidden    formulae: places that everybody writes alike; reported: as a passage
# pairs        files by exact likeness of their 5-letter grams (J resemblance, C containment)
#              against the pairs listed
# quiet        texts that share nothing: near(-duplicates) and passages reported, and
#              passages for a million letters
# honesty      greatest difference between a figure reported and the same figure computed
#              anew: resemblance and containment of pairs, total reuse of submissions
# below target a figure that misses what has to be reached, with the reason where it is known
`
