package main

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"chachong/internal/config"
	"chachong/internal/detect"
	"chachong/internal/message"
	"chachong/internal/policy"
	"chachong/internal/report"
)

// explainFormats are the formats of an explanation.
var explainFormats = []string{"text", "json"}

// explain writes the explanations of res in the place of its report. Limits are not
// looked at: who asks why does not ask whether.
func (a *app) explain(res *detect.Result, outputs []config.Output, allowUnreadable bool) error {
	res.Verdict = policy.Judge(res, policy.Limits{}, allowUnreadable)
	err := a.writeAll(outputs, func(w io.Writer, o config.Output) error {
		if o.Format == "json" {
			return report.ExplanationJSON(w, res)
		}
		return report.ExplanationText(w, res, a.textOptions(o.File == ""))
	})
	if err != nil {
		return err
	}
	a.summarise(res)
	return a.conclude(res.Verdict.ExitCode)
}

// unknownID says which ids there are.
func (a *app) unknownID(e *detect.UnknownID) error {
	var ids []string
	if e.Passages > 0 {
		ids = append(ids, a.lang.Notice(message.IDPassages, upTo("p", e.Passages)))
	}
	if e.Clusters > 0 {
		ids = append(ids, a.lang.Notice(message.IDClusters, upTo("cluster:", e.Clusters)))
	}
	if len(e.Near) > 1 {
		ids = append(ids, a.lang.Notice(message.IDPairs, e.Near[0]+"="+e.Near[1]))
	}
	if len(e.Near) > 0 {
		ids = append(ids, a.lang.Notice(message.IDSubmissions, strings.Join(e.Near, ", ")))
	}
	hint := a.lang.Notice(message.IDNone)
	if len(ids) > 0 {
		hint = a.lang.Notice(message.IDThere, strings.Join(ids, a.lang.Text(message.Semicolon)))
	}
	return &failure{code: policy.ExitUsage, err: errors.New(a.lang.Notice(message.NoticeUnknownID, e.ID)), hint: hint}
}

// upTo names the ids with that prefix from 1 to n.
func upTo(prefix string, n int) string {
	if n == 1 {
		return prefix + "1"
	}
	return prefix + "1 … " + prefix + strconv.Itoa(n)
}
