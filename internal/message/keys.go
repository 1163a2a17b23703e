package message

// Key names a text of the catalogue. A % in a comment below stands for an argument.
type Key uint16

// The headline of a report.
const (
	Headline          Key = iota
	FileCount             // % files
	SubmissionCount       // % submissions
	NearCount             // % submissions that are near-duplicates
	ClusterCount          // % clusters
	ClustersEqual         // of all of them: files that are the same bytes
	ClustersEqualSome     // of % of them
	ClustersOwner         // of all of them: one owner's own
	ClustersOwnerSome     // of % of them
	ReviewCount           // % submissions over a limit
	SharedCount           // % submissions that share passages
	TemplateCount         // % submissions whose only shared text is template
	ClearCount            // % submissions without reuse
	UnreadCount           // % inputs not checked or not read in full
	Incomplete            // the run missed something
	NothingToCompare      // no submission at all
	OnlyOne               // one submission, and none to compare it with
	FolderOmitted         // the folder that names leave out: %
	SuffixOmitted         // the ending that names leave out: %
	OrdinalOmitted        // names leave out #1
	StandardInput         // the name of -

	// The sections of a report.

	SectionSubmissions
	SectionOverLimit
	SectionClusters
	SectionFamilies
	SectionPassages
	PassagesTitle // where there are no clusters, or theirs are among them
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

	ClusterMark    // the cluster %
	ClusterCleared // every near-duplicate pair of a cluster is marked as no copy
	ClusterLine    // % members, lowest resemblance %
	LongestPassage // passage %, kind %, letters %
	ByAlignment    // why a cluster is one: by alignment
	ByContainment  // by containment
	FamilyLine     // % submissions
	TemplateMark   // before a passage that is template
	LetterCount    // % letters
	Line           // line %
	Lines          // lines %-%
	MoreClear      // % submissions without reuse are not listed
	MoreRows       // % further submissions
	MoreMembers    // % further members
	MoreClusters   // % further clusters
	MoreFamilies   // % further families
	MorePassages   // % further passages
	MorePairs      // % further pairs with replacements
	MoreInputs     // % further inputs
	MoreNames      // % further names
	MoreWords      // % further replaced words
	ByteCount      // % bytes
	InputCount     // % inputs
	HintLine       // hint: %
	ExcludedCount  // % inputs left out on purpose
	OverCount      // % findings of a rule
	WorstValue     // the worst of them: %
	FindingLimit   // limit %
	NearValue      // resemblance %
	CapNote        // what caps leave alone

	// What to do next.

	ArgPath
	ArgFile
	FileReport // without its extension
	NextDiff
	NextHTML
	NextXLSX
	NextPassage
	FileXLSX
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

	// Two submissions side by side.

	DiffHeadline    // of a comment
	DiffTitle       // a title: %
	DiffContained   // containment of A in B % and of B in A %
	DiffAligned     // adjusted containment of A % and of B %
	DiffWords       // % changes of words
	DiffMasks       // % masks
	DiffNumbers     // % list numbers
	DiffPuncts      // % changes of punctuation
	DiffSpaces      // % changes of white space
	DiffMoves       // % stretches moved
	DiffOnlyA       // % letters in A only
	DiffOnlyB       // % letters in B only
	DiffSame        // % letters the same
	DiffEqual       // there is no difference
	DiffEqualFolded // nor in words, but in how they are written
	DiffEqualBut    // none but those left out
	DiffIgnored     // left out: %
	DiffFolded      // % letters the same, not shown
	DiffMove        // move %: from % in A to % in B
	DiffMoved       // move %: the text of A at %, % letters
	DiffPara        // paragraph %
	DiffParas       // paragraphs %-%
	DiffSignSame    // what = says
	DiffSignChanged // what ~ says
	DiffSignOnlyA   // what < says
	DiffSignOnlyB   // what > says
	DiffSignMoved   // what the sign of a move says
	DiffMoveSign    // the sign of move %
	DiffMarkWord    // what the mark of a word says
	DiffMarkMask
	DiffMarkNumber
	DiffMarkPunct
	DiffMarkSpace
	DiffMarkFaint   // numbers, punctuation and white space in one mark
	DiffPlaces      // what a place such as A12 says
	DiffPlacesPara  // likewise, where that is a paragraph
	DiffStatLetters // section: letters
	DiffStatEdits   // section: differences
	DiffStatSame    // letters the same, row of a table
	DiffStatChanged // letters changed
	DiffStatOnlyA   // letters in A only
	DiffStatOnlyB   // letters in B only
	DiffStatMoved   // letters moved
	DiffStatMoves   // stretches moved
	DiffCut         // % letters of this row left out
	DiffLeftOut     // % rows with differences left out
	DiffRows        // section: % rows with differences
	DiffNear        // near-duplicates by %
	DiffFar         // no near-duplicates
	ColParagraph

	// A workbook and the marks of reviewers.

	TabRun // the sheets
	TabSubmissions
	TabPairs
	TabPassages
	TabLedger
	TabCut  // % rows did not fit, % do
	ColName // the short name of a submission
	ColResemblance
	ColSubmissionCount // of a file
	ColInA             // containment of A in B
	ColInB
	ColSharedLetters
	ColBy
	ColID
	ColLinesA
	ColLinesB
	ColKind
	ColSimilarity
	ColIsTemplate
	ColFamily
	ColExcerpt
	ColMark
	ColNote
	ColCode
	ColHint
	ColFormat
	ColEncoding
	ColBytes
	Yes
	No
	RunVersion
	RunNumber // of the report
	RunMarks  // what reviewers said
	RunFolder // that paths leave out
	RunVerdict
	RunLimits
	RunOptions
	RunNoLimits
	RunFindings // % findings over the limits
	RunClean    // no finding
	RunRatios   // what the ratios are

	// Earlier submissions, of an archive.

	AgainstArchive   // compared with % submissions of the archive
	InArchive        // % of the archive
	NearArchive      // % of them with submissions of the archive
	ClusterOfArchive // % members, % of the archive, lowest resemblance %
	HeldNumber       // number % of the archive
	HeldMark         // in front of a name: what is known of it, each behind a blank
	OwnWork          // an owner's own earlier work
	Accepted         // by a baseline
	ApartNote        // they count for no limit
	ApartCount       // % submissions of which nothing else is left
	ConclusionApart
	NearPairs     // % near-duplicate pairs
	NearOwn       // all that makes a cluster is own earlier work
	NearAccepted  // or accepted
	NearApart     // or both, or marked as no copy
	ColWithoutOwn // column of text and of CSV
	ColFromArchive
	ColFromOwner
	ColFromYear
	ColHeldB // of the second of two submissions
	ColOwnerB
	ColYearB
	ColOwn
	ColOwnPassages
	ColAccepted
	ColAcceptedPassages
	ColEstimated  // figures are estimates
	Estimated     // figures are estimates, as the archive keeps no text
	EstimatedRun  // so are all against the archive
	EstimatedKind // kind % of an estimated similarity %
	EstimatedBy   // how a passage with a text that the archive does not keep is estimated
	RunArchive
	RunCompared  // % brought together with new ones
	RunSameOwner // of an owner's own earlier work
	RunWithoutOwn
	ArgArchive

	// What a gate says.

	GatePass        // passed
	GateFail        // not passed
	GateIncomplete  // nobody can say: not all was read
	GateNew         // % new submissions
	GateAmong       // compared with each other
	GateAmongHeld   // compared with each other and with % of the archive
	GateOver        // % of them over a limit
	GateNone        // none of them over a limit
	GateAllowed     // what was not read does not change the outcome
	GateUnread      // % inputs stay unchecked: loud
	GateTimes       // % of them
	GateApart       // listed, and counted for no limit
	GateTemplate    // % passages of template
	GateOwn         // % passages of own earlier work
	GateAccepted    // % passages accepted
	GateRewrite     // which sentences to rewrite, sources not being shown
	GateMoreCases   // % further submissions over a limit
	GateCleared     // % findings that own work, marks or a baseline took away
	GateMorePlaces  // % further passages
	GateMoreLines   // % further sentences, and how to list them
	GateMorePlain   // % further sentences do not fit
	GateMoreCleared // % further ones
	GateMarked      // a reviewer's mark took it away
	GateStale       // section: % entries of the baseline that fit nothing
	GateStaleNear   // such an entry is a near-duplicate pair
	GateMoreStale   // % further entries
	GateSource      // the name of hidden source %
	GateTitle       // a title: %
	GateReading     // what is tested of a file: that it was read
	GateCut         // % results left out at a limit of %
	GateAnnotations // % annotations left out
	GateNothing     // nothing was checked
	NextGateHTML
	NextRewrite // all that an author has to rewrite
	FileRewrite
	NextAccept
	FileBaseline

	// Settings.

	OriginFile        // file %, line %
	OriginEnvironment // variable %
	OriginFlag
	OriginDefault
	ConfigNoFile
	ConfigFound   // file % was found
	ConfigNamed   // file % was named
	ConfigHead    // what stands above all settings
	ConfigSection // what stands above those of command %

	// Commands about an archive.

	ArgsArchive        // what most commands about an archive take
	ArgsArchiveAdd     // what archive add takes
	ArgsArchiveRemove  // what archive remove takes
	ArchiveMade        // made the archive %
	ArchiveMadeNoText  // made it, to keep no texts
	ArchiveNextAdd     // how to fill %
	ArchiveAdded       // % submissions added
	ArchivePresent     // % were there
	ArchiveSuperseded  // % removed
	ArchiveNumbers     // the numbers of those added: %
	ArchiveRepeated    // % stand twice in what was given
	ArchiveRepeats     // % of them, which follow
	ArchiveRepeatRow   // %: the same as %
	ArchiveReplaced    // % removed, which follow
	ArchiveUnreplaced  // nothing was there to remove
	ArchiveSame        // % have the text of others
	ArchiveSameRow     // % number %: the same as %
	ArchiveSameMore    // and % others
	ArchiveMore        // % further submissions
	ArchiveMoreInputs  // % further inputs
	ArchiveNotRead     // % inputs not read, or not in full
	ArchiveNumber      // number %
	ArchiveNumberOf    // number %, which is %
	ArchiveSound       // nothing wrong was found
	ArchiveProblems    // % things are damaged
	ArchiveRebuilt     // % submissions made again
	ArchiveNothing     // nothing to add
	ArchiveOfYear      // of the year %
	ArchiveNone        // nothing there that is meant
	ArchiveEmpty       // nothing there
	ArchiveNoNumber    // nothing has number %
	ArchiveRemoved     // % removed
	ArchiveWouldRemove // % would be removed
	ArchiveUnconfirmed // % would be removed, but nobody said yes
	ArchiveHeld        // a reader kept the log from being emptied
	ArchiveMissing     // no archive in %
	ArchiveExists      // % holds something
	ArchiveNoText      // % keeps no texts
	ArchiveNewer       // % is of a newer program
	ArchiveVersion     // % is of another version
	ArchiveBusy        // another writes to %
	ArchiveDamaged     // % is damaged
	ArchiveDamagedAt   // % is damaged: %
	ArchiveUnwritten   // % could not be written: %
	ArchiveUnread      // % could not be read: %
	ArchivePrivate     // % is for another user
	HintArchivePrivate // as that user, or with permission
	HintArchiveInit    // make % first
	HintArchivePath    // something else is there: check the path
	HintArchivePlace   // choose a place that can be written
	HintArchiveSearch  // how list looks for owners and names
	HintArchiveExists  // choose a new folder
	HintArchiveAnew    // make a new one
	HintArchiveNewer   // update the program
	HintArchiveRebuild // rebuild %
	HintArchiveBusy    // wait
	HintDamaged        // what to do about damage of %
	HintReindex        // what to do where the index of % is damaged
	HintDamagedOnes    // what to do where of % submissions % are damaged
	HintRestore        // what to do where the database of % is damaged
	HintArchiveWrite   // make room, or give permission
	HintArchiveRead    // give permission
	HintArchiveList    // see what % holds
	HintArchiveYes     // confirm
	HintArchiveHeld    // run it again
	ColNumber
	ColYear
	ColAdded       // when it was added
	ArchiveNoYear  // of unknown year
	ArchiveTexts   // texts are kept
	ArchiveNoTexts // they are not
	StatsHead      // the archive %
	StatsSubmissions
	StatsOwners
	StatsYears
	StatsLetters
	StatsTexts
	StatsBytes
	StatsBytesOf // %, of which % texts and % postings
	StatsVersions
	StatsVersionsOf // % % % %

	// What was noticed beside the figures, and who handed in.

	SectionObserved
	ObservedName      // names %
	ObservedOwn       // the submission's own is %
	ObservedStrong    // in a passage that another has too
	ObservedTimes     // % times
	ObservedExtension // the name ends in %
	ObservedEqual     // % are equal byte for byte
	ObservedPictures  // % pictures
	ObservedPlaces    // % places
	ObservedWith      // in common with %
	MoreMembersOf     // % further inputs
	Quoted            // a text that is quoted: %
	MoreObserved      // before the kinds of % further ones
	MoreObservedMD    // % further ones
	SectionRoster
	RosterLine       // % on it, % handed in, % did not
	RosterLineUnread // % on it, % handed in, % of them without a text, % did not
	RosterMissing    // before those who did not
	RosterUnread     // before those who handed in what gave no text
	RosterUnlisted   // before the % files that fit nobody
	Para             // paragraph %
	Paras            // paragraphs %-%
	PagePara         // page %, paragraph %
	PageParas        // page %, paragraphs %-%
	PagesParas       // pages %-%, paragraphs %-%
	EqualFile        // two are the same bytes
	ClusterEqual     // % of a cluster are the same bytes
	TabObserved
	TabRoster         // who handed in what
	ColRosterState    // whether an owner handed in
	RosterStateRead   // he did
	RosterStateUnread // nothing of which a text could be read
	RosterStateNone   // he did not
	TabContainer      // the members of an archive follow
	TabPage           // pages %, paragraphs %
	ColObserved
	ColObservedWhat
	ColObservedText
	ColObservedPlace
	ExtractPages      // % pages
	ExtractPictures   // % pictures
	ExtractHidden     // % hidden texts, not compared
	ExtractMoreHidden // % further ones
	ExtractInfo       // before what the file says of itself
	ExtractAuthor     // the author: %
	ExtractLastEditor // the last editor: %
	ExtractCompany    // the company: %
	ExtractCreated    // made %
	ExtractModified   // changed %
	ExtractWith       // the program: %
	ExtractTitled     // the title: %

	// Between things.

	Comma     // between items of a list
	Clause    // between parts of a sentence
	Semicolon // between sentences
	Colon     // before what explains
	Aside     // an addition: %
	Bracket   // a remark in front: %

	keys // how many there are
)
