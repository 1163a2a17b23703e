//go:build !darwin

package measure

// rssUnit is the number of bytes in the unit of Rusage.Maxrss.
const rssUnit = 1024
