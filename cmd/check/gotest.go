package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// tally counts tests, subtests included, over all runs.
type tally struct {
	passed, failed int
	skipped        []string
}

// event is one line of go test -json (go doc test2json).
type event struct {
	Action     string
	Package    string
	ImportPath string // of a build
	Test       string
	Output     string
}

// reader follows the lines of go test -json: it counts tests, prints the closing line of each package as it comes, and keeps
// what failing tests and packages printed.
type reader struct {
	out    io.Writer
	count  *tally
	pieces map[string]*strings.Builder // "package test" → output so far
	broken map[string]bool             // packages with a failed test
	fault  strings.Builder
}

func newReader(out io.Writer, count *tally) *reader {
	return &reader{out: out, count: count, pieces: map[string]*strings.Builder{}, broken: map[string]bool{}}
}

// read takes in everything; lines that are no JSON (messages of the go command) are kept as a fault.
func (r *reader) read(in io.Reader) error {
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			r.line(line)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (r *reader) line(line []byte) {
	var e event
	if err := json.Unmarshal(line, &e); err != nil {
		r.fault.Write(line)
		return
	}
	if e.Package == "" {
		e.Package = e.ImportPath
	}
	switch e.Action {
	case "output", "build-output":
		r.printed(e)
	case "pass":
		if e.Test != "" {
			r.count.passed++
		}
		delete(r.pieces, e.key())
	case "skip":
		if e.Test != "" {
			r.count.skipped = append(r.count.skipped, short(e.Package)+"."+e.Test)
		}
		delete(r.pieces, e.key())
	case "build-fail":
		r.keep(e.key())
	case "fail":
		r.failed(e)
	}
}

func (e event) key() string { return e.Package + " " + e.Test }

// short is an import path below the project.
func short(path string) string {
	_, rest, found := strings.Cut(path, "/")
	if !found {
		return path
	}
	return rest
}

// printed keeps a line of output, and shows the one that go test closes a package with.
func (r *reader) printed(e event) {
	if e.Test == "" && (strings.HasPrefix(e.Output, "ok  \t") || strings.HasPrefix(e.Output, "FAIL\t")) {
		tell(r.out, "%s", e.Output)
		return
	}
	if e.Output == "PASS\n" || e.Output == "FAIL\n" {
		return
	}
	p := r.pieces[e.key()]
	if p == nil {
		p = &strings.Builder{}
		r.pieces[e.key()] = p
	}
	p.WriteString(e.Output)
}

// failed counts a failed test. A package that fails without one (it does not compile, it crashed, it ran out of time) counts as
// one, and everything its unfinished tests printed is kept.
func (r *reader) failed(e event) {
	if e.Test != "" {
		r.count.failed++
		tell(r.out, "--- FAIL: %s.%s\n", short(e.Package), e.Test) // at once: a log that is cut off later has the name all the same
		r.broken[e.Package] = true
		r.keep(e.key())
		return
	}
	var open []string
	for key := range r.pieces {
		if strings.HasPrefix(key, e.Package+" ") {
			open = append(open, key)
		}
	}
	slices.Sort(open)
	for _, key := range open {
		r.keep(key)
	}
	if !r.broken[e.Package] {
		r.count.failed++
	}
}

func (r *reader) keep(key string) {
	if p := r.pieces[key]; p != nil {
		r.fault.WriteString(p.String())
		delete(r.pieces, key)
	}
}

// goTest runs go test -json with more arguments, prints the closing lines and counts.
func (b *bench) goTest(ctx context.Context, env []string, args ...string) verdict {
	c := b.ready(ctx, env, "go", append([]string{"test", "-json", "-tags", ciTag}, args...)...)
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.StdoutPipe()
	if err != nil {
		return judged("", err)
	}
	if err := c.Start(); err != nil {
		return judged("", err)
	}
	before := b.count
	r := newReader(b.out, &b.count)
	readErr := r.read(out)
	err = c.Wait()
	if err == nil {
		err = readErr
	}
	v := judged(r.fault.String()+errs.String(), err)
	v.reason = fmt.Sprintf("%d tests", b.count.passed+b.count.failed-before.passed-before.failed)
	return v
}

// packages are all packages of the project but the house rules, which are a gate of their own.
func (b *bench) packages(ctx context.Context) ([]string, error) {
	out, err := b.tool(ctx, pure, "go", "list", "-e", "-tags", ciTag, "./...")
	if err != nil {
		return nil, fmt.Errorf("list packages: %w\n%s", err, out)
	}
	return slices.DeleteFunc(strings.Fields(out), func(p string) bool {
		return strings.HasSuffix(p, strings.TrimPrefix(rulesPkg, "."))
	}), nil
}

// rulesGate never takes a cached result: the rules read files that the go command may not count as their input.
func rulesGate(ctx context.Context, b *bench) verdict {
	return b.goTest(ctx, pure, "-count=1", rulesPkg)
}

// testsGate runs all tests in a random order, which go test prints when one fails; quickly, only those whose result is not known
// already, in the order they stand.
func testsGate(ctx context.Context, b *bench) verdict {
	all, err := b.packages(ctx)
	if err != nil {
		return judged("", err)
	}
	if b.level == quickly {
		return b.goTest(ctx, pure, all...)
	}
	return b.goTest(ctx, pure, append([]string{"-shuffle=on"}, all...)...)
}

// raceGate runs the tests under the race detector, which needs a C compiler on most systems.
func raceGate(ctx context.Context, b *bench) verdict {
	if compiler(ctx, b) == nil && !b.ci {
		return verdict{state: leftOut, reason: "no C compiler"}
	}
	return b.goTest(ctx, []string{"CGO_ENABLED=1"}, "-race", "-timeout=30m", "./...")
}

// elsewhereGate runs the tests once more west of Greenwich and in a Chinese locale.
func elsewhereGate(ctx context.Context, b *bench) verdict {
	env := append([]string{"TZ=America/Los_Angeles", "LANG=zh_CN.UTF-8", "LC_ALL=zh_CN.UTF-8"}, pure...)
	return b.goTest(ctx, env, "-count=1", "./...")
}
