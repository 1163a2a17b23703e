package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"chachong/internal/finding"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/safe"
)

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// What code scanning takes of an upload: a file with more results is refused as a whole.
const (
	sarifResults = 25_000
	sarifRelated = 100 // places of a source that are shown; 1,000 are taken
)

// The rules, by their stable ids. A number is never given to another rule.
var sarifRules = []struct{ id, rule, name string }{
	{"CC001", nearDuplicate, "NearDuplicate"},
	{"CC002", "total", "TotalReuse"},
	{"CC003", "largest-source", "LargestSource"},
	{"CC004", longPassage, "Passage"},
	{"CC005", "unread", "UnreadInput"},
	{"CC006", "with-template", "ReuseWithTemplate"},
}

// SARIF writes r as a log of SARIF 2.1.0 for code scanning, most severe first:
//
//   - error: each limit that a new submission is over, each passage over its limit, each
//     input that was not read or not in full (warning where the settings allow that);
//   - warning: the shorter passages of submissions over a limit, which are to be rewritten;
//   - note: what a baseline accepted, suppressed; what was noticed beside the figures, by rules
//     of its own.
//
// An input that was not read is a result, which code scanning shows and fails on, and a
// notification of the tool as well; executionSuccessful is then false unless it is allowed.
// Columns and characters count code points of the text as decoded; columns and characters
// are given where the result holds the texts, lines always. What is no file of the
// repository, such as standard input and the archive, is a logical location.
//
// partialFingerprints are chachongPassage/v1, made of the folded passage on both sides and
// nothing around it, and chachongSubmission/v1, made of rule and ids; an
// observation has chachongObservation/v1.
func SARIF(w io.Writer, r *finding.Result, opt GateOptions) error {
	p := newPrinter(io.Discard, opt.Options)
	p.numbers = true
	p.shorten(r)
	s := &sarif{printer: p, gate: newGate(r), raw: make(map[string]string)}
	for i := range r.Inputs {
		if name, err := base64.StdEncoding.DecodeString(r.Inputs[i].PathB64); err == nil && len(name) > 0 {
			s.raw[r.Inputs[i].Path] = string(name)
		}
	}
	log := sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{s.run()}}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(log); err != nil {
		return fmt.Errorf("encode SARIF: %w", err)
	}
	out := newPrinter(w, opt.Options)
	writeEscaped(out.Writer, b.Bytes())
	return out.done()
}

type sarif struct {
	*printer
	*gate
	raw map[string]string // names of inputs that are not UTF-8, by their path
}

func (s *sarif) run() sarifRun {
	run := sarifRun{
		Tool:       sarifTool{Driver: sarifDriver{Name: "chachong", Version: s.Run.Version, Language: s.Lang.String(), Rules: s.rules()}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
		Properties: map[string]any{"verdict": s.Verdict.ExitCode, "incomplete": s.Verdict.Incomplete},
	}
	// a run that stopped at its limits has done its work
	inv := sarifInvocation{ExitCode: s.Verdict.ExitCode, ExecutionSuccessful: s.outcome() == passed || s.outcome() == failed && !s.Verdict.Incomplete}
	for i := range s.Inputs {
		in := &s.Inputs[i]
		if policy.Unread(in) {
			result := s.unreadResult(in)
			run.Results = append(run.Results, result)
			inv.Notifications = append(inv.Notifications, sarifNotification{Level: result.Level, Message: result.Message, Locations: result.Locations})
		}
		if physical := s.artifact(in.Path); physical != nil && !in.Excluded && !strings.Contains(in.Path, "!/") {
			run.Artifacts = append(run.Artifacts, sarifArtifact{Location: *physical, Length: in.Bytes, Encoding: in.Encoding})
		}
	}
	if s.fresh == 0 {
		inv.ExecutionSuccessful = false
		inv.Notifications = append(inv.Notifications, sarifNotification{Level: "error", Message: sarifMessage{Text: s.Text(message.GateNothing)}})
	}
	for _, c := range s.cases {
		run.Results = append(run.Results, s.caseResults(c)...)
	}
	for i := range s.Passages {
		if q := &s.Passages[i]; q.Accepted && !q.Template && !q.Own {
			p := place{Passage: q, side: q.A, source: q.B, key: q.Key, keyOf: q.KeyB, letters: q.Letters}
			result := s.passageResult(&p, "note")
			result.Suppressions = []sarifSuppression{{Kind: "external"}}
			run.Results = append(run.Results, result)
		}
	}
	run.Results = append(run.Results, s.observedResults()...)
	levels := []string{"error", "warning", "note"}
	slices.SortStableFunc(run.Results, func(a, b sarifResult) int {
		return cmp.Compare(slices.Index(levels, a.Level), slices.Index(levels, b.Level))
	})
	if cut := len(run.Results) - sarifResults; cut > 0 {
		run.Results = run.Results[:sarifResults]
		inv.Notifications = append(inv.Notifications, sarifNotification{Level: "warning", Message: sarifMessage{Text: s.Text(message.GateCut, cut, sarifResults)}})
	}
	run.Invocations = []sarifInvocation{inv}
	return run
}

func (s *sarif) rules() []sarifRule {
	var rules []sarifRule
	for _, x := range sarifRules {
		title, help := sarifMessage{Text: s.RuleTitle(x.rule)}, sarifMessage{Text: s.RuleHelp(x.rule)}
		rules = append(rules, sarifRule{ID: x.id, Name: x.name, Short: title, Full: help, Help: help, Default: map[string]any{"level": "error"}})
	}
	return append(rules, s.observedRules()...)
}

// result returns one of a rule. Rules that a newer policy may add are told as the total.
func (s *sarif) result(rule, level string) sarifResult {
	at := 1
	for i, x := range sarifRules {
		if x.rule == rule {
			at = i
		}
	}
	return sarifResult{RuleID: sarifRules[at].id, RuleIndex: at, Level: level}
}

func (s *sarif) unreadResult(in *finding.Input) sarifResult {
	level := "error"
	if s.outcome() == passed {
		level = "warning"
	}
	r := s.result("unread", level)
	said := s.Status(string(in.Told())) + s.Text(message.Colon) + s.Reason(in.Code, in.Reason)
	if hint := s.Hint(in.Code, in.Hint); hint != "" {
		said += s.Text(message.Semicolon) + s.Text(message.HintLine, hint)
	}
	r.Message = sarifMessage{Text: sarifText(said)}
	r.Locations = []sarifLocation{s.location(in.Path, in.Path, &sarifRegion{StartLine: 1, EndLine: 1})}
	r.Fingerprints = map[string]string{"chachongSubmission/v1": fingerprint("unread", in.Path)}
	return r
}

// caseResults returns what counts against a submission over a limit.
func (s *sarif) caseResults(c *gateCase) []sarifResult {
	if len(c.limits) == 0 {
		return nil
	}
	var out []sarifResult
	for i := range c.limits {
		if l := &c.limits[i]; l.rule != longPassage {
			out = append(out, s.limitResult(c, l))
		}
	}
	for i := range c.places {
		p := &c.places[i]
		switch {
		case !p.over:
			out = append(out, s.passageResult(p, "warning"))
		case p.side == p.A || !s.isFresh(p.A.Submission): // one of two new ones speaks for both
			out = append(out, s.passageResult(p, "error"))
		}
	}
	return out
}

func (s *sarif) isFresh(id string) bool {
	i, ok := s.at[id]
	return ok && i < s.fresh
}

func (s *sarif) limitResult(c *gateCase, l *passedLimit) sarifResult {
	r := s.result(l.rule, "error")
	said := s.Rule(l.rule) + s.Text(message.Colon) + s.value(l.rule, l.value)
	if limit := s.limitOf(l); limit != "" {
		said += s.Text(message.Aside, limit)
	}
	if l.n > 1 {
		said += s.Text(message.Clause) + s.Text(message.GateTimes, l.n)
	}
	if l.estimated {
		said += s.Text(message.Aside, s.Text(message.Estimated))
	}
	md := safe.Markdown(said)
	said = sarifText(said)
	r.Locations = []sarifLocation{s.submission(c.ID)}
	if l.other != "" {
		r.Related = append(r.Related, s.related(1, s.sourceName(s.gate, l.other), s.submission(l.other)))
		said += s.Text(message.Clause) + fmt.Sprintf("[%s](1)", sarifText(s.sourceName(s.gate, l.other)))
		md += s.Text(message.Clause) + fmt.Sprintf("[%s](1)", safe.Markdown(s.sourceName(s.gate, l.other)))
	} else {
		for i := range c.places[:min(len(c.places), sarifRelated)] {
			p := &c.places[i]
			where := s.lines(c.ID, p.side.Range) + strings.TrimRight(between, " ") + " " + s.sourcePlace(s.gate, p)
			r.Related = append(r.Related, s.related(i+1, where, s.stretch(p.side)))
		}
	}
	r.Message = sarifMessage{Text: said, Markdown: md}
	r.Fingerprints = map[string]string{"chachongSubmission/v1": fingerprint(l.rule, c.ID, l.other)}
	r.Properties = map[string]any{"ratio": ratio(l.value), "limit": ratio(l.limit), "letters": c.Letters}
	return r
}

func (s *sarif) passageResult(p *place, level string) sarifResult {
	r := s.result(longPassage, level)
	said := s.Rule("passage") + s.Text(message.Colon) + s.Count(message.LetterCount, int(p.letters)) + s.Text(message.Clause) + s.Kind(p.Kind) + between
	where := s.sourcePlace(s.gate, p)
	r.Message = sarifMessage{
		Text:     sarifText(said) + fmt.Sprintf("[%s](1)", sarifText(where)),
		Markdown: safe.Markdown(said) + " " + fmt.Sprintf("[%s](1)", safe.Markdown(where)),
	}
	r.Locations = []sarifLocation{s.stretch(p.side)}
	r.Related = []sarifLocation{s.related(1, where, s.stretch(p.source))}
	r.Fingerprints = map[string]string{"chachongPassage/v1": p.key + "+" + p.keyOf}
	r.Properties = map[string]any{"letters": p.letters, "kind": p.Kind, "similarity": ratio(p.Similarity)}
	return r
}

// fingerprint returns a fingerprint of strings.
func fingerprint(list ...string) string {
	const length = 16 // bytes, as of any key
	h := sha256.Sum256([]byte(strings.Join(list, "\x00")))
	return hex.EncodeToString(h[:length])
}

// related gives a location an id and says what stands there.
func (s *sarif) related(id int, said string, at sarifLocation) sarifLocation {
	at.ID, at.Message = &id, &sarifMessage{Text: sarifText(said)}
	return at
}

// submission returns the place of a whole submission, stretch that of a passage.
func (s *sarif) submission(id string) sarifLocation {
	if i, ok := s.at[id]; ok {
		return s.stretch(finding.Side{Submission: id, Range: s.Submissions[i].Range})
	}
	return s.location("", id, nil)
}

func (s *sarif) stretch(side finding.Side) sarifLocation {
	i, ok := s.at[side.Submission]
	if !ok || i >= s.fresh {
		return s.location("", side.Submission, nil)
	}
	sub := &s.Submissions[i]
	return s.location(sub.Path, sub.ID, region(sub, side.Range))
}

// location returns a place in the input path, which is "" for what is no input, and its id.
// What stands inside of another file has no lines of its own.
func (s *sarif) location(path, id string, at *sarifRegion) sarifLocation {
	l := sarifLocation{Logical: []sarifLogical{{Name: s.name(id), Full: strings.ToValidUTF8(id, "\uFFFD"), Kind: "resource"}}}
	if artifact := s.artifact(path); artifact != nil {
		if strings.Contains(path, "!/") {
			at = nil
		}
		l.Physical = &sarifPhysical{Artifact: *artifact, Region: at}
	}
	return l
}

// artifact returns where the file of an input is; nil for standard input and what is none.
func (s *sarif) artifact(p string) *sarifArtifactLocation {
	if p == stdin || p == "" {
		return nil
	}
	if raw, ok := s.raw[p]; ok {
		p = raw
	}
	file, _, _ := strings.Cut(p, "!/")
	if path.IsAbs(file) {
		return &sarifArtifactLocation{URI: (&url.URL{Scheme: "file", Path: path.Clean(file)}).String()}
	}
	return &sarifArtifactLocation{URI: (&url.URL{Path: path.Clean(file)}).String(), BaseID: "%SRCROOT%"}
}

// region returns a range of the document of s: its lines, and its columns and characters
// where the result holds the text in front of it back to the beginning of a line.
func region(s *finding.Submission, r finding.Range) *sarifRegion {
	if r.Line[0] < 1 {
		return nil
	}
	at := &sarifRegion{StartLine: r.Line[0], EndLine: max(r.Line[0], r.Line[1])}
	start, okStart := column(s, r.Byte[0])
	end, okEnd := column(s, r.Byte[1])
	if okStart && okEnd && r.Rune[0] <= r.Rune[1] {
		length := r.Rune[1] - r.Rune[0]
		at.StartColumn, at.EndColumn, at.CharOffset, at.CharLength = start, end, &r.Rune[0], &length
	}
	return at
}

// column returns the column, from 1, of a byte of the document. It is not known on the first
// line of the body, which may begin in the middle of it, unless that is the first of all.
func column(s *finding.Submission, at int32) (int32, bool) {
	front, ok := s.Stretch(finding.Range{Byte: [2]int32{s.Range.Byte[0], at}})
	if !ok {
		return 0, false
	}
	if i := strings.LastIndexAny(front, "\r\n"); i >= 0 {
		return int32(utf8.RuneCountInString(front[i+1:])) + 1, true
	}
	if s.Range.Line[0] == 1 {
		return s.Range.Rune[0] + int32(utf8.RuneCountInString(front)) + 1, true
	}
	return 0, false
}

// sarifText returns a stranger's words as plain text of a message: on one line, with what
// SARIF takes for links and placeholders in their full-width forms.
func sarifText(s string) string { return sarifSigns.Replace(safe.Line(s)) }

var sarifSigns = strings.NewReplacer(`\`, "＼", "[", "［", "]", "］", "{", "｛", "}", "｝")
