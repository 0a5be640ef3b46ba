// Command check runs every gate of the project in one go, on any system: format, vet, staticcheck, errcheck, known
// vulnerabilities, the house rules, all tests, builds for other systems and the build of the window.
//
//	go run ./cmd/check              everything a change has to pass
//	go run ./cmd/check -quick       format, vet, house rules and tests as far as something changed
//	go run ./cmd/check -full        also with the race detector, each fuzz target for 30 s, another zone and locale
//	go run ./cmd/check -torture     harms, kills and fills: -seconds 60, -seed 1
//	go run ./cmd/check -setup run   what the window needs on this machine (make run, make test and .ci/run use it)
//	go run ./cmd/check -build       both programs into bin
//
// Each gate prints one line with its time; what a failing gate printed follows it. The last line is "N passed, N failed" and
// counts tests. The exit code is 0 only when every gate passed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := command(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// command reads the flags and does what they ask for; it returns the exit code.
func command(ctx context.Context, args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(errs)
	full := flags.Bool("full", false, "also race detector, fuzzing, another time zone and locale")
	quick := flags.Bool("quick", false, "only format, vet, house rules and tests of what changed")
	setup := flags.String("setup", "", "look for what the window needs and put it in: run, test or ci")
	build := flags.Bool("build", false, "build both programs into bin")
	torture := flags.Bool("torture", false, "harm copies of a data folder, kill processes that save, fill disks")
	seconds := flags.Int("seconds", 60, "with -torture: how long")
	seed := flags.Uint64("seed", 1, "with -torture: where the chance begins")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil, flags.NArg() > 0, *full && *quick, *seconds < 1:
		tell(errs, "usage: check [-quick | -full | -torture [-seconds N] [-seed N] | -setup run|test|ci | -build]\n")
		return 2
	}
	if *setup != "" {
		return setUp(ctx, *setup, newMachine(out))
	}
	level := normal
	switch {
	case *quick:
		level = quickly
	case *full:
		level = fully
	}
	top, err := projectTop()
	if err != nil {
		tell(errs, "check: %v\n", err)
		return 2
	}
	b := &bench{top: top, out: out, ci: os.Getenv("CI") == "true", level: level}
	switch {
	case *build:
		return b.build(ctx)
	case *torture:
		return b.tortureCommand(ctx, *seconds, *seed)
	}
	return b.runAll(ctx, gates())
}

// tell prints to a stream of the terminal; a terminal that is gone has no one left to tell.
func tell(w io.Writer, format string, args ...any) {
	if _, err := fmt.Fprintf(w, format, args...); err != nil {
		os.Exit(7)
	}
}

// level says how much is looked at.
type level int

const (
	quickly level = iota
	normal
	fully
)

// state is how a gate ended.
type state string

const (
	passed  state = "ok"
	failed  state = "FAILED"
	leftOut state = "left out"
)

// verdict is the end of a gate: its state, why it was left out, and what it printed when it failed.
type verdict struct {
	state  state
	reason string
	output string
}

// gate is one thing to look at.
type gate struct {
	name string
	from level // the lowest level that runs it
	run  func(context.Context, *bench) verdict
}

// bench is one run of the gates.
type bench struct {
	top   string // the project's folder
	out   io.Writer
	ci    bool // the machine was set up for this: nothing may be left out for lack of a compiler
	level level
	count tally
}

// runAll runs the gates of the level, prints what they say and returns the exit code.
func (b *bench) runAll(ctx context.Context, all []gate) int {
	ends := map[state][]string{}
	for _, g := range all {
		if g.from > b.level {
			continue
		}
		start := time.Now()
		v := g.run(ctx, b)
		if ctx.Err() != nil && v.state != passed {
			v = verdict{state: failed, reason: "interrupted"}
		}
		b.report(g.name, v, time.Since(start))
		ends[v.state] = append(ends[v.state], g.name)
		if ctx.Err() != nil {
			break
		}
	}
	if names := b.count.skipped; len(names) > 0 {
		tell(b.out, "skipped tests: %s\n", strings.Join(names, ", "))
	}
	tell(b.out, "gates: %d ok", len(ends[passed]))
	if names := ends[leftOut]; names != nil {
		tell(b.out, ", left out: %s", strings.Join(names, ", "))
	}
	if names := ends[failed]; names != nil {
		tell(b.out, ", FAILED: %s", strings.Join(names, ", "))
	}
	tell(b.out, "\n%d passed, %d failed\n", b.count.passed, b.count.failed)
	if ends[failed] != nil {
		return 1
	}
	return 0
}

func (b *bench) report(name string, v verdict, took time.Duration) {
	tell(b.out, "%-14s %-8s %7.1f s", name, v.state, took.Seconds())
	if v.reason != "" {
		tell(b.out, "   %s", v.reason)
	}
	tell(b.out, "\n")
	if v.state == failed && strings.TrimSpace(v.output) != "" {
		tell(b.out, "%s\n", indent(v.output))
	}
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    ")
}

// tool runs a program in the project's folder with extra environment, and gives back all it printed.
func (b *bench) tool(ctx context.Context, env []string, name string, args ...string) (string, error) {
	c := b.ready(ctx, env, name, args...)
	out, err := c.CombinedOutput()
	return string(out), err
}

// ready makes a command that is killed with ctx and does not wait for grandchildren that hold its output.
func (b *bench) ready(ctx context.Context, env []string, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir = b.top
	c.Env = append(os.Environ(), env...)
	c.WaitDelay = 5 * time.Second
	return c
}

// judged turns the end of a tool into a verdict.
func judged(output string, err error) verdict {
	if err != nil {
		return verdict{state: failed, output: output + "\n" + err.Error()}
	}
	return verdict{state: passed}
}
