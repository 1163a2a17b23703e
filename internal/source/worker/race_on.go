//go:build race

package worker

// raceDetector says that the race detector maps its own memory, several times that of the
// program: the kernel cannot hold a limit of the program's.
const raceDetector = true
