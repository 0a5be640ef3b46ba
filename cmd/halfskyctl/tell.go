package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/field"
)

// usageError is a mistake in the command line; its sentence comes from say.
type usageError struct {
	key  string
	args []any
}

func (e usageError) Error() string { return "usage: " + e.key }

func usage(key string, args ...any) error { return usageError{key, args} }

// errProblems says that the input has problems that were listed already.
var errProblems = errors.New("the input has problems")

// errHelp says that help was asked for.
var errHelp = errors.New("help")

// toldError is trouble the person was told of already; only its exit code is left.
type toldError struct{ exit int }

func (toldError) Error() string { return "told" }

// fail tells the person what went wrong and what to do, and returns the exit code.
func (c *call) fail(err error) int {
	var u usageError
	var ps field.Problems
	var told toldError
	var out *outError
	switch {
	case errors.Is(err, errHelp):
		return c.help([]string{c.verb.name})
	case errors.As(err, &u):
		c.complain(c.book.T(u.key, u.args...), c.usageHint(u.key))
		return exitUsage
	case errors.As(err, &told):
		return told.exit
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.As(err, &ps):
		c.tellProblems(ps)
		return exitProblems
	case errors.As(err, &out):
		c.complain(c.book.T("ctl.out", out.name, c.reason(out.err)), c.book.T("ctl.out.hint"))
		return exitOther
	}
	for _, k := range exits {
		if errors.Is(err, k.code) {
			c.complain(c.own("ctl.code."+string(k.code), "code."+string(k.code)), c.own("ctl.hint."+string(k.code), "code."+string(k.code)+".hint"))
			return k.exit
		}
	}
	c.complain(c.book.T("code.fault"), c.book.T("code.fault.hint"))
	c.complain("  "+err.Error(), "")
	return exitOther
}

// tellProblems lists what has to be mended, each with the flag or the field it is about.
func (c *call) tellProblems(ps field.Problems) {
	for _, p := range ps {
		sentence := c.book.T(p.Say, anys(p.Args)...)
		switch {
		case p.Field == "":
			c.complain(sentence, "")
		case c.verb.name == "new", p.Field == "reason" && slices.Contains(c.verb.flags, "reason"):
			c.complain(c.book.T("ctl.problem", "--"+flagOf(p.Field), sentence), "")
		default:
			c.complain(c.book.T("ctl.problem", p.Field, sentence), "")
		}
	}
}

// flagOf is the flag of a member of a founding.
func flagOf(member string) string {
	if member == "passphrase" {
		return "passphrase-file"
	}
	return member
}

var exits = []struct {
	code field.Code
	exit int
}{
	{field.Passphrase, exitPassphrase}, {field.Damaged, exitDamaged}, {field.InUse, exitInUse}, {field.Newer, exitNewer},
	{field.NoFolder, exitOther}, {field.Exists, exitOther}, {field.Unfinished, exitOther}, {field.NoSpace, exitOther},
	{field.ReadOnly, exitOther}, {field.NotFound, exitProblems}, {field.Locked, exitOther}, {field.Denied, exitOther}, {field.Clash, exitOther},
	{field.Cancelled, exitOther},
}

// own is the command line's sentence where it has one. Those of the program speak of the screen.
func (c *call) own(key, general string) string {
	if c.book.Has(key) {
		return c.book.T(key)
	}
	return c.book.T(general)
}

// usageHint says what to do about a mistake in the command line: what is particular to it, or how the command is written.
func (c *call) usageHint(key string) string {
	if c.book.Has(key + ".hint") {
		return c.book.T(key + ".hint")
	}
	if c.verb == nil {
		return c.book.T("ctl.usage.all")
	}
	line, _, _ := strings.Cut(c.book.T("ctl.usage."+c.verb.name), "\n")
	return line
}

// reason says in a few words why something failed.
func (c *call) reason(err error) string {
	for _, r := range reasons {
		for _, is := range r.is {
			if errors.Is(err, is) {
				return c.book.T(r.say)
			}
		}
	}
	return err.Error()
}

func (c *call) complain(sentence, hint string) {
	c.clearProgress()
	if hint != "" {
		sentence += "\n" + hint
	}
	// Nothing is left to do when standard error itself cannot be written.
	_, _ = fmt.Fprintln(c.err, sentence)
}

func anys(ss []string) []any {
	out := make([]any, len(ss))
	for i, s := range ss {
		out[i] = s
	}
	return out
}
