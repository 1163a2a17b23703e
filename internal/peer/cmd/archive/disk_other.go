//go:build !linux

package main

import (
	"fmt"
	"io"
)

// disk needs disks of a chosen size, which are made as Linux does.
func disk(_ *bench, _ options, out io.Writer) error {
	fmt.Fprintln(out, "\nfull and read-only disks: left out, Linux only")
	return nil
}
