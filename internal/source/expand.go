package source

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"chachong/internal/source/extract"
)

// Expand reads those inputs of list that can hold several documents, archives and workbooks,
// and returns the list with what they hold behind each: members as z.zip!/n.txt, rows as
// s.xlsx!/Sheet!12. The container stays in the list, with what became of it, and has no text
// of its own. progress may be nil; it is called from one goroutine at a time. The error is
// that of ctx.
func Expand(ctx context.Context, list []*Input, jobs int, progress func(done, all int)) ([]*Input, error) {
	var todo []*Input
	for _, in := range list {
		if !in.settled && in.several() {
			todo = append(todo, in)
		}
	}
	if len(todo) == 0 {
		return list, ctx.Err()
	}
	var done atomic.Int64
	ticks := make(chan struct{}, 1)
	ticks <- struct{}{}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, jobs))
	for _, in := range todo {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			in.Read() // what came of it stands in the entry
			n := int(done.Add(1))
			if progress != nil {
				select {
				case <-ticks:
					progress(n, len(todo))
					ticks <- struct{}{}
				default: // somebody tells it
				}
			}
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	out := make([]*Input, 0, len(list))
	for _, in := range list {
		out = append(out, in.expanded()...)
	}
	distinct(out)
	return out, nil
}

// several reports whether the input can hold several documents, by its first bytes.
func (in *Input) several() bool {
	var head [8]byte
	n := 0
	if in.isStdin {
		raw, p := in.loadStdin()
		if p.status != "" {
			return false // it will be said when it is read
		}
		n = copy(head[:], raw)
	} else {
		f, err := openFile(in.name)
		if err != nil {
			return false
		}
		defer f.Close()
		if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
			return false
		}
		n, _ = io.ReadFull(f, head[:])
	}
	for _, begin := range []string{"PK", "Rar!", "7z\xbc\xaf", "MZ"} {
		if bytes.HasPrefix(head[:n], []byte(begin)) {
			return true
		}
	}
	return false
}

// expanded returns the input with what it holds, or what of it was asked for.
func (in *Input) expanded() []*Input {
	if len(in.inner) == 0 {
		return append([]*Input{in}, in.members...)
	}
	if in.settled && in.Status != OK && in.Status != Partial {
		return []*Input{in}
	}
	var out []*Input
	wanted := slices.Sorted(slices.Values(in.inner))
	for _, inner := range slices.Compact(wanted) {
		path := in.Path + MemberSep + inner
		n := len(out)
		for _, m := range in.members {
			if m.Path == path || strings.HasPrefix(m.Path, path+"/") || strings.HasPrefix(m.Path, path+MemberSep) {
				out = append(out, m)
			}
		}
		if len(out) == n {
			missing := &Input{settled: true}
			missing.Path = path
			missing.settle(problem{
				status: Error, code: CodeNotFound, reason: "the archive holds nothing of that name",
				hint: "check the path",
			})
			out = append(out, missing)
		}
	}
	return out
}

// MemberSep is extract.MemberSep, for who takes paths of inputs apart.
const MemberSep = extract.MemberSep

// memberOf returns the file and the member that an argument names, where there is no file of
// all of the name.
func memberOf(name string) (file, member string, ok bool) {
	for at := 0; ; {
		i := strings.Index(name[at:], MemberSep)
		if i <= 0 {
			return "", "", false
		}
		at += i
		if regular(name[:at]) {
			return name[:at], name[at+len(MemberSep):], name[at+len(MemberSep):] != ""
		}
		at += len(MemberSep)
	}
}
