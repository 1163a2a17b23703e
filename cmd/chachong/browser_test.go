package main

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a tab may take for one step. On a machine at rest none takes a
// second.
const patience = 30 * time.Second

// browser starts Chromium for the rest of t. Where there is none, t is skipped, but in CI
// it fails: there the page has to be seen.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := os.Getenv("CHACHONG_CHROMIUM")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no Chromium: install it, or name it in CHACHONG_CHROMIUM")
		}
		t.Skip("no Chromium: install it, or name it in CHACHONG_CHROMIUM, to test the HTML report")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.DisableGPU)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return ctx
}

// tab is a page that is looked at.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	problems []string // what no page of ours may do
}

// watch runs before the page: it notes what the policy of the page forbade, and keeps what
// is offered for download.
const watch = `
	window.forbidden = [];
	addEventListener('securitypolicyviolation', (e) => forbidden.push(e.violatedDirective + ' ' + e.blockedURI));
	const make = URL.createObjectURL;
	URL.createObjectURL = (blob) => { blob.text().then((text) => { window.offered = text; }); return make.call(URL, blob); };
`

// open opens a file in a tab of its own and waits until its first view is there. When the
// test ends, everything that the page should not have done is an error.
func open(t *testing.T, parent context.Context, file string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext()) // with no choice or mark of another test
	p := &tab{t: t, ctx: ctx}
	t.Cleanup(func() {
		if list := js[[]string](p, "window.forbidden"); len(list) > 0 {
			t.Errorf("the policy of the page forbade %q", list)
		}
		cancel()
		for _, s := range p.problems {
			t.Error(s)
		}
	})
	abs, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}).String()
	if err := chromedp.Listen(ctx, func(ev any) { p.note(ev, address) }); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watch}); err != nil {
		t.Fatal(err)
	}
	p.size(1440, 900)
	p.do(chromedp.Navigate(address))
	p.wait("document.body.dataset.ready === 'true'")
	return p
}

// note keeps what the browser says of p if it is wrong.
func (p *tab) note(ev any, address string) {
	var problem string
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		problem = "exception: " + ev.ExceptionDetails.Text
		if ev.ExceptionDetails.Exception != nil {
			problem += " " + ev.ExceptionDetails.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		problem = "the page writes to the console"
	case *log.EventEntryAdded:
		problem = "browser log: " + ev.Entry.Text
	case *page.EventJavascriptDialogOpening:
		problem = "dialog: " + ev.Message
		go chromedp.Call(p.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
	case *network.EventRequestWillBeSent:
		to := ev.Request.URL
		if to == address || strings.HasPrefix(to, address+"#") || strings.HasPrefix(to, "data:") || strings.HasPrefix(to, "blob:") {
			return
		}
		problem = "request: " + to
	default:
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = append(p.problems, problem)
}

// do runs steps, within the patience of the test.
func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("browser: %v", err)
	}
}

// js returns the value of an expression in the page.
func js[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// await returns the number that a promise in the page comes to.
func await(p *tab, expression string) float64 {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[float64](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// wait waits until an expression is true.
func (p *tab) wait(expression string) {
	p.t.Helper()
	for start := time.Now(); !js[bool](p, "Boolean("+expression+")"); {
		if time.Since(start) > patience {
			p.t.Fatalf("%s did not become true; the page shows %.300q", expression, js[string](p, "document.body.innerText"))
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// visit shows the view at an address such as "#/s/3".
func (p *tab) visit(hash string) {
	p.t.Helper()
	name, _, _ := strings.Cut(strings.TrimPrefix(hash, "#/"), "/")
	js[string](p, "location.hash = '"+hash+"'")
	p.shows(name)
	p.wait(current + " === '" + hash + "'")
}

// current is the address of the view that is shown: that of the window changes first.
const current = "('#/' + [cc.current().name, ...cc.current().params].join('/'))"

// shows waits until a view is shown.
func (p *tab) shows(name string) {
	p.t.Helper()
	p.wait("document.body.dataset.view === '" + name + "'")
}

// text returns what the view says.
func (p *tab) text() string {
	p.t.Helper()
	return js[string](p, "document.getElementById('view').innerText")
}

// press types keys one after the other.
func (p *tab) press(keys ...string) {
	p.t.Helper()
	for _, k := range keys {
		p.do(chromedp.KeyEvent(k))
	}
}

// size sets the size of the window in CSS pixels.
func (p *tab) size(width, height int64) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(width, height))
}

// speak sets the language of the page: zh or en.
func (p *tab) speak(lang string) {
	p.t.Helper()
	js[bool](p, "cc.setLang('"+lang+"'), true")
}
