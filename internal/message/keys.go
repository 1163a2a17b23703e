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
	TemplateCount        // % submissions whose only shared text is template
	ClearCount           // % submissions without reuse
	UnreadCount          // % inputs not checked or not read in full
	Incomplete           // the run missed something
	NothingToCompare     // no submission at all
	FolderOmitted        // the folder that names leave out: %
	SuffixOmitted        // the ending that names leave out: %
	OrdinalOmitted       // names leave out #1
	StandardInput        // the name of -

	// The sections of a report.

	SectionSubmissions
	SectionOverLimit
	SectionClusters
	SectionFamilies
	SectionPassages
	SectionReplacements
	SectionLedger  // of inputs not read in full
	SectionRemarks // on inputs, where all were read in full
	SectionCaps
	SectionNext

	// Columns of the text tables.

	ColReuse
	ColTemplate
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
	ByAlignment   // why a cluster is one: by alignment
	ByContainment // by containment
	FamilyLine    // % submissions
	TemplateMark  // before a passage that is template
	LetterCount   // % letters
	Line          // line %
	Lines         // lines %-%
	MoreClear     // % submissions without reuse are not listed
	MoreRows      // % further submissions
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
	CapNote       // what caps leave alone

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
	ConclusionTemplate
	ConclusionClear
	ConclusionUnread

	// Explanations.

	SideA            // the first of two
	SideB            // the second
	ExplainedNear    // near-duplicates by %
	ExplainedFar     // no near-duplicates
	ExplainedEqual   // the letters are equal
	ExplainedStand   // % has the letters of %, which was looked at
	InCluster        // in cluster %
	NotListed        // not in the pairs of the result
	NotListedCap     // nor is this pair, for a cap
	ReorderedEdits   // why a passage shows no edits
	ExplainTests     // section: rules and figures
	ExplainWhy       // section: why a passage
	ExplainCounts    // section: how the figures are counted
	ExplainNominated // section: why the two were compared
	ExplainSpared    // section: why they were not
	ExplainPassages  // section: % passages
	ExplainSeeds     // section: % seeds
	ExplainEdits     // section: % edits
	ExplainEdges     // section: pairs that make the cluster
	ExplainLoose     // section: pairs that do not
	AtLeast          // at least %
	Passed           // passed
	Missed           // missed by %
	Decided          // and decided
	LengthRule       // what the length % is for
	CountLetters     // letters % and %
	CountGrams       // grams % and %, common %, union %
	CountContained   // containment of A % and of B %
	CountAligned     // adjusted containment of A % and of B %
	CountMasks       // % masks, counted from %
	CountReplaced    // % different replacements, counted from %
	CountSlight      // slight differences count
	CountedIn        // counted
	CountedOut       // not counted
	NominatedMinHash // estimate %, wanted %; bands equal % of %
	NominatedSimHash // estimate %, wanted %
	NominatedSeeds   // seeds % and %, wanted %
	NominatedRare    // common seeds %, rare %, wanted %; most clusters %, most submissions %
	NominatedCrowd   // a crowd is more than %
	NominatedCapped  // left out at a cap
	NominatedByGroup // by others of their clusters
	RarestSeeds      // the rarest of them
	SeedFrequency    // % in % clusters, % submissions
	NotAligned       // not aligned
	WhereExact       // %, characters %-%, bytes %-%
	KeyLine          // key %
	SameKey          // the same letters: %
	SimilarityLine   // similarity %: matched letters of both sides
	KindRule         // kind % because %
	TemplateYes      // template: %
	TemplateNo       // no template: %
	TemplateSeeds    // % of % seeds in % clusters at least, % wanted
	SeedsNote        // how seeds make evidence
	StatuteNote      // measured by whole articles
	BeforeNote       // figures before trimming
	ColPlace
	ColLettersOf
	ColClusters
	ColSubmissions
	ColWeight
	ColGrams
	ColStock
	EdgeCount  // % pairs
	MoreSeeds  // % more
	MoreEdits  // % more
	MoreEdges  // % more
	Glossary   // what the words mean
	NextReason // why a cluster is one

	// What split and extract print.

	OutlineJunk // % page marks cut out
	OutlineNone // no submission
	DroppedHead // left out when folding: %
	DroppedInvisible
	DroppedSpaces
	DroppedPageMarks

	// Between things.

	Comma     // between items of a list
	Clause    // between parts of a sentence
	Semicolon // between sentences
	Colon     // before what explains
	Aside     // an addition: %

	keys // how many there are
)
