package finding

import (
	"math"
	"strconv"
)

// ExplanationSchema names the version of an explanation's JSON.
const ExplanationSchema = "chachong/explanation/v1"

// Explanation says why a pair, a passage or a cluster was reported, in figures that can
// be counted again by hand. One of Pair, Passage and Cluster is there.
type Explanation struct {
	ID      string          `json:"id"` // as it was asked for
	Pair    *PairReasons    `json:"pair,omitempty"`
	Passage *PassageReasons `json:"passage,omitempty"`
	Cluster *ClusterReasons `json:"cluster,omitempty"`
}

// Figure is a number that JSON shows with at most four decimals.
type Figure float64

// MarshalJSON returns f as a number.
func (f Figure) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, math.Round(float64(f)*1e4)/1e4, 'f', -1, 64), nil
}

// Fraction is Num/Den; Value is 0 where Den is 0.
type Fraction struct {
	Num   int    `json:"num"`
	Den   int    `json:"den"`
	Value Figure `json:"value"`
}

// Test holds a figure against what a rule wants: at least Limit.
type Test struct {
	Rule   string    `json:"rule"` // resemblance, containment, alignment, length; evidence, grams, matched, density, solid
	Of     *Fraction `json:"of,omitempty"`
	Value  Figure    `json:"value"`
	Limit  Figure    `json:"limit"`
	Asked  bool      `json:"asked"` // for this one; evidence spares some
	Passed bool      `json:"passed"`
}

// PairReasons is why two submissions are near-duplicates or not.
type PairReasons struct {
	A             string        `json:"a"`
	B             string        `json:"b"`
	StandA        string        `json:"stand_a,omitempty"` // an earlier submission with the same letters, looked at in the place of A
	StandB        string        `json:"stand_b,omitempty"`
	Equal         bool          `json:"equal"` // the bodies are equal letter by letter: nothing to find out
	NearDuplicate bool          `json:"near_duplicate"`
	By            string        `json:"by"`     // resemblance, containment, alignment
	Listed        bool          `json:"listed"` // in pairs of the result
	Capped        bool          `json:"capped"` // left out by a cap, not for its figures
	Cluster       int           `json:"cluster,omitempty"`
	LettersA      int32         `json:"letters_a"`
	LettersB      int32         `json:"letters_b"`
	GramsA        int           `json:"grams_a"` // distinct
	GramsB        int           `json:"grams_b"`
	Common        int           `json:"grams_common"`
	Union         int           `json:"grams_union"`
	Resemblance   Fraction      `json:"resemblance"`
	ContainmentA  Fraction      `json:"containment_a"`
	ContainmentB  Fraction      `json:"containment_b"`
	Tests         []Test        `json:"tests"`
	Aligned       *Aligned      `json:"aligned,omitempty"` // where the two were aligned
	Nomination    Nomination    `json:"nomination"`
	Passages      []PassageLine `json:"passages"`
}

// Aligned is what alignment adds to a pair.
type Aligned struct {
	A                 Fraction      `json:"a"` // grams by place that lie in matched letters, of all
	B                 Fraction      `json:"b"`
	Masks             int           `json:"masks"` // that stand for letters of the other side
	MasksLimit        int           `json:"masks_limit"`
	Replaced          int           `json:"replaced"` // places of learnt replacements
	Replacements      []Replacement `json:"replacements"`
	ReplacementsLimit int           `json:"replacements_limit"`
	Spun              bool          `json:"spun"`   // the replacements count as matched
	Slight            bool          `json:"slight"` // so do single letters that stand for others and figures for figures, as nearly all differences do
}

// Nomination is why two submissions were compared, or why they were not.
type Nomination struct {
	Compared  bool         `json:"compared"`
	By        []string     `json:"by"`         // what is enough for it: sketch, seeds, passages; none where others of their clusters brought them together
	Sketch    string       `json:"sketch"`     // minhash, simhash
	Estimate  Fraction     `json:"estimate"`   // equal values of the signatures, or equal bits
	Least     Figure       `json:"least"`      // estimate from which the sketch nominates
	Bands     Fraction     `json:"bands"`      // equal bands; none for simhash
	BandRows  int          `json:"band_rows"`  // values of a band
	SeedsA    Fraction     `json:"seeds_a"`    // the rarest seeds of A, how many of them B holds
	SeedsB    Fraction     `json:"seeds_b"`    // those of B in A
	SeedShare Figure       `json:"seed_share"` // from which they nominate
	Common    int          `json:"common"`     // seeds that both hold
	Rare      int          `json:"rare"`       // those of them that can nominate a pair for alignment
	RareLimit int          `json:"rare_limit"` // so many of which in one place do
	Clusters  int          `json:"clusters"`   // most clusters of a seed that is rare
	Holders   int          `json:"holders"`    // most submissions
	Rarest    []SharedSeed `json:"rarest"`     // some of the rarest, by frequency and place

	OfCrowd      bool `json:"of_crowd"`      // they share but the text of a crowd, and are alike by less than half: neither sketch nor seeds nominate
	CrowdHolders int  `json:"crowd_holders"` // more submissions than that are a crowd
}

// SharedSeed is a seed that two submissions share.
type SharedSeed struct {
	Letters     string `json:"letters"` // folded
	Clusters    int32  `json:"clusters"`
	Submissions int32  `json:"submissions"`
}

// PassageLine names a passage of a pair.
type PassageLine struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Letters  int32  `json:"letters"`
	Template bool   `json:"template"`
	A        Range  `json:"a"`
	B        Range  `json:"b"`
}

// PassageReasons is why two ranges are a passage.
type PassageReasons struct {
	Passage
	SameKey       []string      `json:"same_key"` // other passages with the same letters
	ExcerptB      string        `json:"-"`
	Equal         bool          `json:"equal"` // the bodies are equal letter by letter: nothing was aligned
	NearDuplicate bool          `json:"near_duplicate"`
	Statutes      bool          `json:"statutes"` // measured by whole articles
	LettersA      int32         `json:"letters_a"`
	LettersB      int32         `json:"letters_b"`
	Matched       Fraction      `json:"matched"` // letters of both sides
	Tests         []Test        `json:"tests"`
	KindLimit     Figure        `json:"kind_limit"` // of similarity, or of different replacements; 0 where the kind has none
	Masks         int           `json:"masks"`
	Replacements  []Replacement `json:"replacements"` // learnt ones, with their places in the passage
	Template      TemplateTest  `json:"template_test"`
	StockWeight   Figure        `json:"stock_weight"`
	Seeds         []PassageSeed `json:"seeds"`
	Edits         []EditedText  `json:"edits"`
}

// TemplateTest is why a passage is template or not.
type TemplateTest struct {
	Template bool     `json:"template"`
	Crowd    int      `json:"crowd"`  // clusters from which a seed is common
	Common   Fraction `json:"common"` // seeds of the passage in so many clusters
	Limit    Figure   `json:"limit"`
	Reason   string   `json:"reason"` // seeds, near-duplicate, one-cluster, grams, family, rare
}

// PassageSeed is a seed of a passage with the grams that take its weight.
type PassageSeed struct {
	Letters     string `json:"letters"`
	Range       Range  `json:"range"` // in A
	Clusters    int32  `json:"clusters"`
	Submissions int32  `json:"submissions"`
	Weight      Figure `json:"weight"`
	Grams       int32  `json:"grams"`
	Stock       int32  `json:"stock"` // of stock phrases, which weigh StockWeight of it
}

// EditedText is an edit with its texts.
type EditedText struct {
	Edit
	From string `json:"from"`
	To   string `json:"to"`
}

// ClusterReasons is why submissions are a cluster.
type ClusterReasons struct {
	Cluster
	Edges []Edge `json:"edges"` // near-duplicate pairs that join, strongest first
	Loose []Edge `json:"loose"` // near-duplicate pairs inside it that do not
}

// Edge is a near-duplicate pair of a cluster.
type Edge struct {
	A     string `json:"a"`
	B     string `json:"b"`
	By    string `json:"by"`
	Value Figure `json:"value"` // of the figure that By names
}
