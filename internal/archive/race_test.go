//go:build race

package archive

func init() { underRace = true }
