package worker

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	Main(serveTest)
	if os.Getenv("WORKER_TEST_PARENT") != "" {
		parent()
		return
	}
	os.Exit(m.Run())
}

// kept is what requests leave behind in their process.
var kept [][]byte

// serveTest does what the first word of a request says.
func serveTest(request []byte) []byte {
	word, rest, _ := bytes.Cut(request, []byte(" "))
	switch string(word) {
	case "echo":
		return rest
	case "length":
		return fmt.Append(nil, len(rest))
	case "pid":
		return fmt.Append(nil, os.Getpid())
	case "where":
		dir, _ := os.Getwd()
		return []byte(dir + "\n" + strings.Join(os.Environ(), "\n"))
	case "available":
		return fmt.Append(nil, Available())
	case "print":
		fmt.Println("a library talks")
		return []byte("printed")
	case "panic":
		panic(string(rest))
	case "exit":
		os.Exit(3)
	case "loop":
		for n := 0; ; n++ {
			kept = kept[:0]
		}
	case "notes": // so many notes, with so many milliseconds of work behind each
		var n, ms int
		fmt.Sscan(string(rest), &n, &ms)
		for i := range n {
			Note(fmt.Sprint(i))
			for end := cpuTime() + time.Duration(ms)*time.Millisecond; cpuTime() < end; {
				kept = kept[:0]
			}
		}
		return []byte("done")
	case "sleep":
		time.Sleep(time.Hour)
	case "many":
		for {
			b := make([]byte, 10000)
			for i := 0; i < len(b); i += 512 {
				b[i] = 1
			}
			kept = append(kept, b)
		}
	case "one":
		b := make([]byte, 8<<30)
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		return b[:1]
	case "garbage":
		// What dies young costs nothing but collections.
		for range 100 {
			b := make([]byte, 20<<20)
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
		}
		return []byte("done")
	case "hold":
		n, _ := strconv.Atoi(string(rest))
		b := make([]byte, n)
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		time.Sleep(3 * gaugePeriod)
		return fmt.Append(nil, b[len(b)-1])
	case "keep":
		kept = append(kept, nil)
		return nil
	case "if-kept":
		if kept != nil {
			panic("left over")
		}
		return []byte("clean")
	case "stack":
		return fmt.Append(nil, deep(1))
	case "fatal":
		m := map[int]int{}
		for range 4 {
			go func() {
				for i := 0; ; i++ {
					m[i%10]++
				}
			}()
		}
		time.Sleep(time.Hour)
	case "write":
		os.NewFile(1, "stdout").Write([]byte(strings.Repeat("this is no reply", 10)))
		return nil
	case "silence":
		os.NewFile(1, "stdout").Close()
		time.Sleep(time.Hour)
	case "lie":
		b := binary.LittleEndian.AppendUint64([]byte(magic), 1)
		os.NewFile(1, "stdout").Write(append(b, bytes.Repeat([]byte{0xff}, 100)...))
		return nil
	case "huge":
		return make([]byte, maxReply+1)
	case "file":
		f, err := os.CreateTemp("/tmp", "worker-test-*")
		if err != nil {
			return []byte(err.Error())
		}
		defer os.Remove(f.Name())
		_, err = f.Write([]byte("x"))
		return fmt.Append(nil, err)
	case "open":
		var files []*os.File
		for {
			f, err := os.Open("/")
			if err != nil {
				return fmt.Append(nil, len(files))
			}
			files = append(files, f)
		}
	}
	return nil
}

func deep(n int) int {
	if n == 0 {
		return 0
	}
	return deep(n+1) + n
}

// ask sends a request to p and returns the reply as text.
func ask(t *testing.T, p *Pool, request string, l Limits) (string, error) {
	t.Helper()
	reply, err := p.Do(t.Context(), [][]byte{[]byte(request)}, l)
	return string(reply), err
}

// newPool returns a pool that ends with the test.
func newPool(t testing.TB, size int) *Pool {
	p := NewPool(size)
	t.Cleanup(p.Close)
	return p
}

func TestReplies(t *testing.T) {
	p := newPool(t, 1)
	for _, c := range []struct{ request, want string }{
		{"echo ", ""},
		{"echo 你好", "你好"},
		{"echo \x00\xff\n", "\x00\xff\n"},
		{"length " + strings.Repeat("x", 10<<20), strconv.Itoa(10 << 20)},
		{"echo " + strings.Repeat("长", 3<<20), strings.Repeat("长", 3<<20)},
		{"available", "false"},
		{"print", "printed"},
		{"garbage", "done"},
	} {
		got, err := ask(t, p, c.request, Limits{})
		if err != nil || got != c.want {
			t.Errorf("Do(%.20q) = %.40q, %v, want %.40q", c.request, got, err, c.want)
		}
	}
	got, err := p.Do(t.Context(), [][]byte{[]byte("echo a"), nil, []byte("bc"), []byte("d")}, Limits{})
	if err != nil || string(got) != "abcd" {
		t.Errorf("Do(parts) = %q, %v, want abcd", got, err)
	}
}

func TestFailures(t *testing.T) {
	p := newPool(t, 1)
	fatal := "fatal error: concurrent map"
	if raceDetector {
		fatal = "exit status" // it speaks first
	}
	small := Limits{Memory: 128 << 20, CPU: 10 * time.Second, Wall: 60 * time.Second}
	for _, c := range []struct {
		request string
		limits  Limits
		want    Kind
		detail  string
	}{
		{"panic at the disco", small, Crash, "panic: at the disco (worker_test.go:"},
		{"panic \x1b[31m\u202e" + strings.Repeat("红", 300), small, Crash, "红"},
		{"panic out of memory", small, Crash, "out of memory"},
		{"exit", small, Crash, "exit status 3"},
		{"loop", Limits{CPU: time.Second}, Time, "processor time"},
		{"sleep", Limits{Wall: 300 * time.Millisecond}, Time, "300ms"},
		{"many", small, Memory, ""},
		{"one", small, Memory, ""},
		{"stack", small, Crash, "stack"},
		{"fatal", small, Crash, fatal},
		{"write", small, Crash, "no reply"},
		{"lie", small, Crash, "no reply"},
		{"silence", small, Crash, ""},
		{"huge", Limits{}, Crash, "134217729 bytes"},
	} {
		begin := time.Now()
		reply, err := ask(t, p, c.request, c.limits)
		var f *Failure
		if !errors.As(err, &f) || f.Kind != c.want || !strings.Contains(f.Detail, c.detail) {
			t.Errorf("Do(%.20q) = %.20q, %v, want %s with %q", c.request, reply, err, c.want, c.detail)
			continue
		}
		if f.Detail != printable(f.Detail) {
			t.Errorf("Do(%.20q): detail %q is not printable", c.request, f.Detail)
		}
		t.Logf("%-12.12s %8v %v", c.request, time.Since(begin).Round(time.Millisecond), f)
		if got, err := ask(t, p, "echo on", Limits{}); got != "on" || err != nil {
			t.Errorf("after %.20q: Do(echo) = %q, %v, want on", c.request, got, err)
		}
	}
}

// TestMemory holds what a request may use: more than half of its limit, never much more
// than all of it.
// The processor time begins anew with each note, but not without end.
func TestNotes(t *testing.T) {
	p := NewPool(1)
	defer p.Close()
	for _, c := range []struct {
		request string
		cpu     time.Duration
		want    string
	}{
		{"notes 40 10", 200 * time.Millisecond, "done"},
		{"notes 2 1000", 50 * time.Millisecond, "time 0"},
		{"notes 1000000 10", 80 * time.Millisecond, "time "}, // nobody is to blame alone
	} {
		reply, err := p.Do(t.Context(), [][]byte{[]byte(c.request)}, Limits{CPU: c.cpu})
		got := string(reply)
		var f *Failure
		if errors.As(err, &f) {
			got = f.Kind.String() + " " + f.Note
		}
		if got != c.want {
			t.Errorf("Do(%s) with %v of processor time = %q, %v, want %q", c.request, c.cpu, got, err, c.want)
		}
	}
}

func TestMemory(t *testing.T) {
	p := newPool(t, 1)
	limits := Limits{Memory: 512 << 20}
	if got, err := ask(t, p, fmt.Sprint("hold ", 400<<20), limits); err != nil {
		t.Errorf("Do(hold 400 MB) = %q, %v, want a reply", got, err)
	}
	_, err := ask(t, p, fmt.Sprint("hold ", 600<<20), limits)
	var f *Failure
	if !errors.As(err, &f) || f.Kind != Memory {
		t.Errorf("Do(hold 600 MB) = %v, want memory", err)
	}
}

func TestConfined(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("limits of Unix")
	}
	t.Setenv("CHACHONG_SECRET", "x")
	p := newPool(t, 1)
	if got, err := ask(t, p, "where", Limits{}); got != "/\nGOMAXPROCS=2" || err != nil {
		t.Errorf("Do(where) = %q, %v, want / and GOMAXPROCS alone", got, err)
	}
	got, err := ask(t, p, "open", Limits{})
	if n, _ := strconv.Atoi(got); n == 0 || n > 32 || err != nil {
		t.Errorf("Do(open) = %s, %v, want at most 32", got, err)
	}
	got, err = ask(t, newPool(t, 1), "file", Limits{})
	if err == nil && got == "<nil>" {
		t.Error("a worker could write a file")
	}
}

// TestLeftOver has a request fail for what another left behind, which is not its fault.
func TestLeftOver(t *testing.T) {
	p := newPool(t, 1)
	ask(t, p, "keep", Limits{})
	if got, err := ask(t, p, "if-kept", Limits{}); got != "clean" || err != nil {
		t.Errorf("Do(if-kept) = %q, %v, want clean", got, err)
	}
}

func TestReplaced(t *testing.T) {
	p := newPool(t, 1)
	pid := func() string {
		got, err := ask(t, p, "pid", Limits{Requests: 3})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	var pids []string
	for range 7 {
		pids = append(pids, pid())
	}
	if pids[0] != pids[2] || pids[2] == pids[3] || pids[3] != pids[5] || pids[5] == pids[6] {
		t.Errorf("processes %v, want a new one after every third", pids)
	}
	was := pid()
	if _, err := ask(t, p, fmt.Sprint("hold ", maxKept+10<<20), Limits{}); err != nil {
		t.Fatal(err)
	}
	if now := pid(); now == was {
		t.Error("a process that had used much memory was kept")
	}
}

func TestKilledFromOutside(t *testing.T) {
	p := newPool(t, 1)
	got, err := ask(t, p, "pid", Limits{})
	if err != nil {
		t.Fatal(err)
	}
	pid, _ := strconv.Atoi(got)
	proc, _ := os.FindProcess(pid)
	proc.Kill()
	if got, err := ask(t, p, "echo again", Limits{}); got != "again" || err != nil {
		t.Errorf("after a kill: Do(echo) = %q, %v, want again", got, err)
	}
	got, _ = ask(t, p, "pid", Limits{})
	pid, _ = strconv.Atoi(got)
	proc, _ = os.FindProcess(pid)
	time.AfterFunc(200*time.Millisecond, func() { proc.Kill() })
	_, err = ask(t, p, "sleep", Limits{Wall: time.Second})
	var f *Failure
	if !errors.As(err, &f) || f.Kind != Time { // killed, tried again alone, too slow
		t.Errorf("killed while it served: %v, want time", err)
	}
}

func TestCancelled(t *testing.T) {
	p := newPool(t, 1)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := p.Do(ctx, [][]byte{[]byte("sleep")}, Limits{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Do with a deadline = %v, want %v", err, context.DeadlineExceeded)
	}
	if _, err := p.Do(ctx, [][]byte{[]byte("echo")}, Limits{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Do after the deadline = %v, want %v", err, context.DeadlineExceeded)
	}
	// One that waits for its turn.
	busy, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := p.Do(busy, [][]byte{[]byte("sleep")}, Limits{})
		done <- err
	}()
	time.Sleep(50 * time.Millisecond)
	waits, end := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer end()
	if _, err := p.Do(waits, [][]byte{[]byte("echo")}, Limits{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Do while busy = %v, want %v", err, context.DeadlineExceeded)
	}
	stop()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("Do given up = %v, want %v", err, context.Canceled)
	}
	if got, err := ask(t, p, "echo on", Limits{}); got != "on" || err != nil {
		t.Errorf("after that: Do(echo) = %q, %v, want on", got, err)
	}
}

func TestClose(t *testing.T) {
	p := NewPool(2)
	got, err := ask(t, p, "pid", Limits{})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		_, err := p.Do(t.Context(), [][]byte{[]byte("sleep")}, Limits{})
		done <- err
	}()
	time.Sleep(50 * time.Millisecond)
	p.Close()
	p.Close()
	if err := <-done; !errors.Is(err, ErrClosed) {
		t.Errorf("Do during Close = %v, want %v", err, ErrClosed)
	}
	if _, err := ask(t, p, "echo", Limits{}); !errors.Is(err, ErrClosed) {
		t.Errorf("Do after Close = %v, want %v", err, ErrClosed)
	}
	if alive(got) {
		t.Errorf("process %s lives after Close", got)
	}
}

// alive reports whether a process runs, on Linux; elsewhere it is false.
func alive(pid string) bool {
	stat, err := os.ReadFile("/proc/" + pid + "/stat")
	return err == nil && !bytes.Contains(stat, []byte(") Z "))
}

// parent is a program that has a worker that waits and one that is busy, and says their
// numbers.
func parent() {
	ctx := context.Background()
	for _, then := range []string{"", "loop"} {
		p := NewPool(1)
		pid, err := p.Do(ctx, [][]byte{[]byte("pid")}, Limits{})
		if err != nil {
			fmt.Println(err)
		}
		if then != "" {
			go p.Do(ctx, [][]byte{[]byte(then)}, Limits{CPU: time.Hour, Wall: time.Hour})
		}
		fmt.Printf("%s\n", pid)
	}
	time.Sleep(time.Hour)
}

// gone reports whether a process ends within a time that is long for a slow day.
func gone(pid string) bool {
	for range 1000 {
		if !alive(pid) {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

func TestCallerKilled(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "WORKER_TEST_PARENT=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var idle, busy string
	_, err = fmt.Fscan(out, &idle, &busy)
	cmd.Process.Kill()
	cmd.Wait()
	if err != nil {
		t.Fatal(err)
	}
	for _, pid := range []string{idle, busy} {
		if !gone(pid) {
			t.Errorf("worker %s lives without its caller", pid)
		}
	}
}

// TestEndOfInput ends a busy worker by the end of its input alone, which is all that there
// is where the kernel does not kill it.
func TestEndOfInput(t *testing.T) {
	p, err := start()
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan *Failure)
	go func() {
		_, failure := p.serve([][]byte{[]byte("loop")}, Limits{Memory: 1 << 30, CPU: time.Hour})
		served <- failure
	}()
	time.Sleep(100 * time.Millisecond)
	p.in.Close()
	select {
	case <-p.gone:
	case <-time.After(10 * time.Second):
		t.Error("a busy worker lives without its input")
		p.kill(&Failure{Kind: Time})
	}
	if failure := <-served; failure == nil {
		t.Error("serve returned a reply")
	}
}

func TestConcurrent(t *testing.T) {
	p := newPool(t, 2)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for n := range 20 {
				want := fmt.Sprint(i, n)
				if n%7 == 6 {
					var f *Failure
					if _, err := ask(t, p, "exit", Limits{}); !errors.As(err, &f) || f.Kind != Crash {
						t.Errorf("Do(exit) = %v, want crash", err)
					}
				}
				if got, err := ask(t, p, "echo "+want, Limits{}); got != want || err != nil {
					t.Errorf("Do(echo %s) = %q, %v", want, got, err)
				}
			}
		})
	}
	all.Wait()
}

func TestNoLeak(t *testing.T) {
	descriptors := func() int {
		d, _ := os.ReadDir("/proc/self/fd")
		return len(d)
	}
	p := NewPool(1)
	ask(t, p, "echo", Limits{})
	p.Close()
	fds, routines := descriptors(), runtime.NumGoroutine()
	p = NewPool(1)
	for i := range 500 {
		request := "echo x"
		if i%50 == 49 {
			request = "exit"
		}
		ask(t, p, request, Limits{Requests: 100})
	}
	p.Close()
	for wait := 0; runtime.NumGoroutine() > routines && wait < 100; wait++ {
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > routines {
		t.Errorf("%d goroutines after 500 requests, %d before", n, routines)
	}
	if n := descriptors(); n > fds {
		t.Errorf("%d file descriptors after 500 requests, %d before", n, fds)
	}
}
