//go:build race

package accuracy

func init() { underRace = true }
