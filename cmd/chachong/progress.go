package main

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"

	"chachong/internal/detect"
	"chachong/internal/message"
)

// progress shows how far a run is, on a terminal's standard error only. It never shows
// names: they are untrusted.
type progress struct {
	app   *app
	shown bool
	stage detect.Stage
	bar   *progressbar.ProgressBar
}

// progressDelay is how long a stage may last before a bar appears: short runs stay quiet.
const progressDelay = 300 * time.Millisecond

func (a *app) newProgress(quiet bool) *progress {
	return &progress{
		app:   a,
		shown: !quiet && isTerminal(a.std.err) && os.Getenv("TERM") != "dumb" && os.Getenv("CI") == "",
	}
}

var stages = map[detect.Stage]message.Notice{
	detect.Unpacking: message.StageUnpack,
	detect.Preparing: message.StagePrepare,
	detect.Verifying: message.StageVerify,
	detect.Aligning:  message.StageAlign,
	detect.Reporting: message.StageReport,
}

func (p *progress) show(stage detect.Stage, done, all int) {
	if !p.shown {
		return
	}
	if p.bar == nil || stage != p.stage {
		p.finish()
		p.stage = stage
		p.bar = progressbar.NewOptions(all,
			progressbar.OptionSetWriter(p.app.std.err),
			progressbar.OptionSetDescription(p.app.lang.Notice(stages[stage])),
			progressbar.OptionSetWidth(24),
			progressbar.OptionShowCount(),
			progressbar.OptionThrottle(progressDelay),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetPredictTime(false),
		)
	}
	p.bar.Set(done)
}

func (p *progress) finish() {
	if p.bar != nil {
		p.bar.Clear()
		p.bar = nil
	}
}
