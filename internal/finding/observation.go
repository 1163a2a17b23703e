package finding

// Kind of an Observation.
type ObservationKind string

// What can be observed beside the figures. None of them is a fault in itself: white text may
// be left over from a form, a shared author may be the secretary who typed for all.
const (
	HiddenText     ObservationKind = "hidden_text"          // in the file, but not to be seen: Text, Why
	Invisible      ObservationKind = "invisible_characters" // zero-width, soft hyphens, tags, fillers
	LookAlikes     ObservationKind = "look_alikes"          // radicals, Cyrillic or Greek letters in place of others
	SpacedHan      ObservationKind = "spaced_han"           // blanks between the characters of words
	Reversed       ObservationKind = "reversed_text"        // stored backwards under a direction override
	TextAsPictures ObservationKind = "text_as_pictures"     // pictures where text is to be expected
	Extension      ObservationKind = "extension"            // the name says another format (Name) than the bytes
	SameFile       ObservationKind = "same_file"            // byte for byte another input (Others)
	SamePicture    ObservationKind = "same_picture"         // a picture that other inputs (Others) hold too
	SameInfo       ObservationKind = "same_info"            // author, last editor or company (Why) named in inputs of other owners
	LeftoverName   ObservationKind = "leftover_name"        // a sentence (Range, Text) names another place or school (Name) than the submission's (Own)
	LeftoverYear   ObservationKind = "leftover_year"        // likewise another year
)

// Observation is something that a reviewer should know of an input, beside the ratios. It
// changes no figure and no verdict.
type Observation struct {
	ID         string          `json:"id"` // o1, o2, …
	Kind       ObservationKind `json:"kind"`
	Path       string          `json:"path"`                 // of the input
	Submission string          `json:"submission,omitempty"` // where it is of one
	Count      int             `json:"count"`                // characters, pictures, mentions: what Kind counts; at least 1
	Letters    int32           `json:"letters,omitempty"`    // of the submission, where Count is a share of it
	Range      *Range          `json:"range,omitempty"`      // where: the sentence, or the first place
	Text       string          `json:"text,omitempty"`       // what is hidden, the sentence, the first row, or the signs; in one line
	Name       string          `json:"name,omitempty"`
	Own        string          `json:"own,omitempty"`
	Why        string          `json:"why,omitempty"`    // hidden_text: hidden, color, tiny, …; same_info: author, last_editor, company
	Others     []string        `json:"others,omitempty"` // paths of other inputs, at most ObservedOthers
	Strong     bool            `json:"strong,omitempty"` // leftover: it stands in a reused passage
}

// Bounds of what an observation quotes and lists.
const (
	ObservedText   = 400 // code points
	ObservedOthers = 20
)

// ObservedGap stands between hidden texts of different places in one Observation.
const ObservedGap = " … "
