package message

// Key names a text of the catalogue. A % in a comment below stands for an argument.
type Key uint8

// The headline of a report.
const (
	Headline         Key = iota
	FileCount            // % files
	SubmissionCount      // % submissions
	NearCount            // % submissions that are near-duplicates
	ClusterCount         // % clusters
	ReviewCount          // % submissions over a limit
	SharedCount          // % submissions that share passages
	ClearCount           // % submissions without reuse
	UnreadCount          // % inputs not read in full
	Incomplete           // the run missed something
	NothingToCompare     // no submission at all
	FolderOmitted        // the folder that names leave out: %

	// The sections of a report.

	SectionSubmissions
	SectionOverLimit
	SectionClusters
	SectionFamilies
	SectionPassages
	SectionReplacements
	SectionLedger
	SectionCaps
	SectionNext

	// Columns of the text tables.

	ColReuse
	ColCluster
	ColLetters
	ColSubmission
	ColSource
	ColTitle
	ColLines
	ColOrdinal
	ColOpening

	// Lines of the text report.

	ClusterMark   // the cluster %
	ClusterLine   // % members, lowest resemblance %
	FamilyLine    // % submissions
	LetterCount   // % letters
	Line          // line %
	Lines         // lines %-%
	MoreClear     // % submissions without reuse are not listed
	MoreMembers   // % further members
	MoreClusters  // % further clusters
	MoreFamilies  // % further families
	MorePassages  // % further passages
	MorePairs     // % further pairs with replacements
	MoreFindings  // % further findings
	MoreNames     // % further names
	MoreWords     // % further replaced words
	ByteCount     // % bytes
	InputCount    // % inputs
	HintLine      // hint: %
	ExcludedCount // % inputs left out on purpose
	FindingLimit  // limit %
	NearValue     // resemblance %
	CapLine       // limit %, left out %

	// What to do next.

	ArgPath
	ArgFile
	FileCSV
	FileJSON
	NextCSV
	NextJSON
	NextSplit
	NextUnread
	NextAllow

	// The CSV header, in the order of its columns.

	CSVFile
	CSVOrdinal
	CSVOwner
	CSVTitle
	CSVLetters
	CSVTotal
	CSVWithTemplate
	CSVLargest
	CSVSource
	CSVCluster
	CSVPassages
	CSVConclusion
	CSVStatus
	CSVReason

	// Conclusions on a submission.

	ConclusionNear
	ConclusionReview
	ConclusionShared
	ConclusionClear
	ConclusionUnread

	// What split and extract print.

	OutlineJunk // % page marks cut out
	OutlineNone // no submission
	DroppedHead // left out when folding: %
	DroppedInvisible
	DroppedSpaces
	DroppedPageMarks

	// Between things.

	Comma  // between items of a list
	Clause // between parts of a sentence
	Colon  // before what explains
	Aside  // an addition: %

	keys // how many there are
)
