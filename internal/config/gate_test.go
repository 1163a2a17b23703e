package config

import (
	"testing"
	"time"
)

func TestValidateGate(t *testing.T) {
	check := Check{MaxFileSize: 1, Sketch: "minhash", Segmenter: "fast", SameOwner: "separate"}
	with := func(change func(*Gate)) Gate {
		g := Gate{Check: check}
		change(&g)
		return g
	}
	for _, tt := range []struct {
		g  Gate
		ok bool
	}{
		{with(func(*Gate) {}), true},
		{with(func(g *Gate) { g.Timeout = time.Second }), true},
		{with(func(g *Gate) { g.Timeout = -time.Second }), false},
		{with(func(g *Gate) { g.UpdateBaseline = true }), false},
		{with(func(g *Gate) { g.UpdateBaseline, g.Baseline = true, "a.json" }), true},
		{with(func(g *Gate) { g.UpdateBaseline, g.Baseline, g.Redact = true, "a.json", true }), false},
		{with(func(g *Gate) { g.AddOnPass = true }), false},
		{with(func(g *Gate) { g.AddOnPass, g.Archive = true, "a" }), true},
		{with(func(g *Gate) { g.Sketch = "md5" }), false},
	} {
		if err := tt.g.Validate(); (err == nil) != tt.ok {
			t.Errorf("Validate(%+v) = %v, want ok %v", tt.g, err, tt.ok)
		}
	}
}
