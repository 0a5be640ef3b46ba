// Command halfskyctl runs the verbs of the program without a screen: new, import, export, list, report, check, backup, verify, restore,
// recovery-sheet, drill, recover, subject and bench.
//
// It is pure Go, calls the same office as the window and leaves the same traces in the journal. Passphrases come from a file or
// from standard input, never from an argument, where other people on the computer could read them.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"cn.halfsky/internal/office"
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

func main() { os.Exit(command(system(), os.Args[1:])) }

// command runs a command that Ctrl-C stops where nothing is left half done; a second Ctrl-C ends the program at once.
func command(w world, args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return run(ctx, w, args)
}

// system is the world as it is.
func system() world {
	w := world{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, now: time.Now}
	w.typed, w.watched = terminal(os.Stdin), terminal(os.Stderr)
	return w
}

func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// world is what a command sees of its surroundings; tests bring their own.
type world struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
	now      func() time.Time
	typed    bool // a person types what comes in
	watched  bool // a person looks at err while the command runs
	// options adjusts how folders are opened and made; nil leaves it as it is.
	options func(office.Options) office.Options
}

// verb is one command.
type verb struct {
	name  string
	flags []string // besides --lang and --help
	run   func(ctx context.Context, c *call) error
}

var verbs = []verb{
	{"new", []string{"data", "passphrase-file", "centre", "user", "level", "sample", "cases"}, runNew},
	{"import", []string{"data", "passphrase-file", "user", "dry-run", "update", "json", "table"}, runImport},
	{"export", []string{"data", "passphrase-file", "user", "table", "out", "find", "private", "reason"}, runExport},
	{"list", []string{"data", "passphrase-file", "user", "find", "json", "private", "reason"}, runList},
	{"report", []string{"data", "passphrase-file", "user", "id", "name", "from", "to", "out", "pages", "json", "private", "pictures", "reason", "all", "span", "scope", "basis", "submit", "submitted"}, runReport},
	{"check", []string{"data", "passphrase-file", "user", "quick", "json"}, runCheck},
	{"backup", []string{"data", "passphrase-file", "user", "to", "json"}, runBackup},
	{"verify", []string{"from", "passphrase-file", "code-file", "user", "json"}, runVerify},
	{"restore", []string{"from", "to", "passphrase-file", "code-file", "user", "in-place", "partial", "json"}, runRestore},
	{"rescue", []string{"data", "to", "passphrase-file", "user", "json"}, runRescue},
	{"recovery-sheet", []string{"data", "passphrase-file", "user", "out", "split", "replace"}, runRecoverySheet},
	{"drill", []string{"data", "code-file", "json"}, runDrill},
	{"recover", []string{"data", "code-file", "user", "passphrase-file"}, runRecover},
	{"subject", []string{"data", "passphrase-file", "user", "id", "out", "reason"}, runSubject},
	{"accounts", []string{"data", "passphrase-file", "user", "name", "role", "new-passphrase-file", "json"}, runAccounts},
	{"bench", []string{"cases", "json"}, runBench},
}

// verbOf returns the command of that name, or nil.
func verbOf(name string) *verb {
	i := slices.IndexFunc(verbs, func(v verb) bool { return v.name == name })
	if i < 0 {
		return nil
	}
	return &verbs[i]
}

// run does one command and returns its exit code.
func run(ctx context.Context, w world, args []string) int {
	c := &call{world: w, book: say.For(langOf(w, args))}
	args = languageLast(args)
	if len(args) == 0 {
		c.complain(c.book.T("ctl.usage"), "")
		return exitUsage
	}
	if slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		return c.help(args[1:])
	}
	v := verbOf(args[0])
	if v == nil {
		return c.fail(usage("ctl.noverb", args[0]))
	}
	c.verb = v
	err := c.parse(args[1:])
	if err == nil {
		err = v.run(ctx, c)
	}
	if err != nil {
		return c.fail(err)
	}
	return exitDone
}

// languageLast moves --lang behind the command when it stands in front.
func languageLast(args []string) []string {
	n := 0
	switch {
	case len(args) > 1 && (args[0] == "--lang" || args[0] == "-lang"):
		n = 2
	case len(args) > 0 && (strings.HasPrefix(args[0], "--lang=") || strings.HasPrefix(args[0], "-lang=")):
		n = 1
	}
	if n == len(args) {
		return nil
	}
	return slices.Concat(args[n:], args[:n])
}

// help prints how a command is written, or all of them.
func (c *call) help(about []string) int {
	key := "ctl.usage"
	for _, a := range about {
		if verbOf(a) != nil {
			key = "ctl.usage." + a
		}
	}
	if _, err := fmt.Fprintln(c.out, c.book.T(key)); err != nil {
		return exitOther
	}
	return exitDone
}
