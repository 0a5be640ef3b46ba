// Command halfskyctl runs the verbs of the program without a screen: new, import, export, list, report, check and bench.
//
// It is pure Go, calls the same office as the window and leaves the same traces in the journal. Passphrases come from a file or
// from standard input, never from an argument, where other people on the computer could read them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// Exit codes, as the README lists them.
const (
	exitDone       = 0
	exitProblems   = 1 // the input has problems; they are listed
	exitUsage      = 2
	exitPassphrase = 3
	exitDamaged    = 4
	exitInUse      = 5
	exitNewer      = 6
	exitOther      = 7
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	w := world{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, now: time.Now}
	os.Exit(run(ctx, w, os.Args[1:]))
}

// world is what a command sees of its surroundings; tests bring their own.
type world struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
	now      func() time.Time
}

// verb is one command.
type verb struct {
	name string
	run  func(ctx context.Context, c *call) error
}

var verbs = []verb{
	{"new", runNew}, {"import", runImport}, {"export", runExport}, {"list", runList},
	{"report", runReport}, {"check", runCheck}, {"bench", runBench},
}

// run does one command and returns its exit code.
func run(ctx context.Context, w world, args []string) int {
	book := say.For(langOf(w, args))
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		out := w.out
		code := exitDone
		if len(args) == 0 {
			out, code = w.err, exitUsage
		}
		if _, err := fmt.Fprintln(out, book.T("ctl.usage")); err != nil {
			return exitOther
		}
		return code
	}
	for _, v := range verbs {
		if v.name != args[0] {
			continue
		}
		c := newCall(v.name, w, book)
		if err := c.parse(args[1:]); err != nil {
			return c.fail(err)
		}
		if err := v.run(ctx, c); err != nil {
			return c.fail(err)
		}
		return exitDone
	}
	return newCall(args[0], w, book).fail(usage("ctl.noverb", args[0]))
}

// usageError is a mistake in the command line; its sentence comes from say.
type usageError struct {
	key  string
	args []any
}

func (e usageError) Error() string { return "usage: " + e.key }

func usage(key string, args ...any) error { return usageError{key, args} }

// errProblems says that the input has problems that were listed already.
var errProblems = errors.New("the input has problems")

// fail tells the person what went wrong and what to do, and returns the exit code.
func (c *call) fail(err error) int {
	var u usageError
	var ps field.Problems
	switch {
	case errors.As(err, &u):
		c.complain(c.book.T(u.key, u.args...), c.book.T("ctl.usage."+c.helpFor()))
		return exitUsage
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.As(err, &ps):
		c.complain(c.book.T("code.problems"), "")
		for _, p := range ps {
			c.complain("  "+p.Field+": "+c.book.T(p.Say, anys(p.Args)...), "")
		}
		return exitProblems
	}
	for _, k := range exits {
		if errors.Is(err, k.code) {
			c.complain(c.book.T("code."+string(k.code)), c.book.T("code."+string(k.code)+".hint"))
			return k.exit
		}
	}
	c.complain(c.book.T("code.fault"), c.book.T("code.fault.hint"))
	c.complain("  "+err.Error(), "")
	return exitOther
}

var exits = []struct {
	code field.Code
	exit int
}{
	{field.Passphrase, exitPassphrase}, {field.Damaged, exitDamaged}, {field.InUse, exitInUse}, {field.Newer, exitNewer},
	{field.NoFolder, exitOther}, {field.Exists, exitOther}, {field.NoSpace, exitOther}, {field.ReadOnly, exitOther},
	{field.NotFound, exitProblems}, {field.Locked, exitOther}, {field.Clash, exitOther}, {field.Cancelled, exitOther},
}

func (c *call) complain(sentence, hint string) {
	if hint != "" {
		sentence += "\n" + hint
	}
	// Nothing is left to do when standard error itself cannot be written.
	_, _ = fmt.Fprintln(c.err, sentence)
}

func (c *call) helpFor() string {
	for _, v := range verbs {
		if v.name == c.verb {
			return v.name
		}
	}
	return "all"
}

func anys(ss []string) []any {
	out := make([]any, len(ss))
	for i, s := range ss {
		out[i] = s
	}
	return out
}
