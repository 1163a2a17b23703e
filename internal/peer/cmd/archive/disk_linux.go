package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"chachong/internal/peer/measure"
)

// Exit codes of the program that say that an archive cannot be written.
const (
	exitBusy    = 5
	exitUnwrote = 6
)

// Free space of the full disks, in KiB beyond what the archive takes: from none to what
// most of the further reports need.
var free = []int64{0, 16, 64, 256, 1024, 2048}

// disk adds to an archive on disks that run full and on one that is read-only. It needs
// the right to mount, and is left out where that is missing.
func disk(b *bench, o options, out io.Writer) error {
	mount := filepath.Join(b.dir, "disk", "mount")
	if err := os.MkdirAll(mount, 0o700); err != nil {
		return err
	}
	err := syscall.Mount("tmpfs", mount, "tmpfs", 0, "size=64m")
	if errors.Is(err, fs.ErrPermission) {
		fmt.Fprintln(out, "\nfull and read-only disks: left out, no right to mount")
		return nil
	}
	if err != nil {
		return err
	}
	defer syscall.Unmount(mount, 0)
	s, err := b.newSet(filepath.Join(mount, "set"), o.seed)
	if err != nil {
		return err
	}
	var wrong []error
	var rows [][]string
	for _, kib := range free {
		row, err := b.fill(s, mount, kib)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%d KiB free: %w", kib, err))
			continue
		}
		rows = append(rows, row)
	}
	row, err := b.readOnly(s, mount)
	if err != nil {
		wrong = append(wrong, fmt.Errorf("read-only: %w", err))
	} else {
		rows = append(rows, row)
	}
	measure.Table(out, fmt.Sprintf("add of %d to %d submissions on a disk that does not take them", moreReports, baseReports),
		"disk|exit code|acknowledged|of them held|old ones held|after a repeated add with space|message", rows)
	return errors.Join(wrong...)
}

// fill adds to an archive on a disk with so much space left, and once more with enough.
func (b *bench) fill(s *set, mount string, kib int64) ([]string, error) {
	dir := filepath.Join(s.dir, "full")
	if err := s.fresh(dir); err != nil {
		return nil, err
	}
	var st syscall.Statfs_t
	if err := syscall.Statfs(mount, &st); err != nil {
		return nil, err
	}
	used := (int64(st.Blocks) - int64(st.Bfree)) * st.Bsize
	if err := resize(mount, fmt.Sprint(used+kib<<10)); err != nil {
		return nil, err
	}
	a, err := b.ask(dir, s.args()...)
	if err != nil {
		return nil, err
	}
	if a.code != exitBusy && a.code != exitUnwrote {
		return nil, a.unexpected(exitUnwrote, s.args())
	}
	acks := acknowledged(a.out)
	if err := b.sound(dir, slices.Concat(s.before, acks)); err != nil {
		return nil, err
	}
	if err := resize(mount, "64m"); err != nil {
		return nil, err
	}
	if err := b.repeat(dir, s); err != nil {
		return nil, err
	}
	return []string{
		fmt.Sprintf("%d KiB free", kib), fmt.Sprint(a.code), fmt.Sprint(len(acks)), fmt.Sprint(len(acks)),
		fmt.Sprintf("%d of %d", len(s.before), len(s.before)), "as undisturbed", a.complaint(),
	}, nil
}

// resize sets the size of a mounted tmpfs.
func resize(mount, size string) error {
	return syscall.Mount("tmpfs", mount, "tmpfs", syscall.MS_REMOUNT, "size="+size)
}

// readOnly adds to an archive on a read-only disk, from which it can be read and verified,
// and of which not a byte changes.
func (b *bench) readOnly(s *set, mount string) ([]string, error) {
	dir := filepath.Join(s.dir, "readonly")
	if err := s.fresh(dir); err != nil {
		return nil, err
	}
	before, err := digest(dir)
	if err != nil {
		return nil, err
	}
	if err := syscall.Mount("tmpfs", mount, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		return nil, err
	}
	defer syscall.Mount("tmpfs", mount, "tmpfs", syscall.MS_REMOUNT, "size=64m")
	a, err := b.ask(dir, s.args()...)
	if err != nil {
		return nil, err
	}
	if a.code != exitBusy && a.code != exitUnwrote {
		return nil, a.unexpected(exitUnwrote, s.args())
	}
	if err := b.sound(dir, s.before); err != nil {
		return nil, err
	}
	copied := filepath.Join(s.dir, "first", batchName(0), "unit000000", "r000001.txt")
	args := []string{"gate", copied, "--archive", archiveName, "-f", "json"}
	if g, err := b.ask(dir, args...); err != nil || g.code != 1 {
		return nil, errors.Join(err, g.unexpected(1, args))
	}
	after, err := digest(dir)
	if err != nil {
		return nil, err
	}
	if after != before {
		return nil, errors.New("the archive has changed")
	}
	return []string{
		"read-only", fmt.Sprint(a.code), fmt.Sprint(len(acknowledged(a.out))), "-",
		fmt.Sprintf("%d of %d", len(s.before), len(s.before)), "-", a.complaint(),
	}, nil
}

// digest returns a hash of the names and bytes below a folder.
func digest(dir string) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, path))
		fmt.Fprintf(h, "%q %d\n", path, len(text))
		h.Write(text)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}
