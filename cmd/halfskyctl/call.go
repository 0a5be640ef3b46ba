package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// call is one command with its flags.
type call struct {
	world
	verb *verb // nil when it is none of ours
	book *say.Book
	rest []string // what is no flag

	shown                                                    bool // a line of progress stands on err
	data, passFile, codeFile, user, lang                     string
	centre, level                                            string
	table, outFile, find, id, name                           string
	from, to                                                 string
	cases                                                    int
	sample, dryRun, update, json, personal, inPlace, partial bool
	split, replace, quick, pictures                          bool
	because                                                  string
	role, newFile                                            string
	all                                                      string // folder for one document of each kind
	pages                                                    int
	span, scope, basis                                       string // of statistics
	submit, submitted                                        bool
}

// parse reads flags wherever they stand among the other words; after -- nothing is a flag.
func (c *call) parse(args []string) error {
	fs := c.flags()
	var names []string
	if i := slices.Index(args, "--"); i >= 0 {
		args, names = args[:i], args[i+1:]
	}
	for {
		if err := fs.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return errHelp
			}
			return c.flagMistake(err)
		}
		if args = fs.Args(); len(args) == 0 {
			break
		}
		c.rest, args = append(c.rest, args[0]), args[1:]
	}
	c.rest = append(c.rest, names...)
	switch l := strings.ToLower(c.lang); {
	case l == both && c.all != "":
	case l != "" && l != string(say.ZH) && l != string(say.EN):
		return usage("ctl.lang", c.lang)
	case c.cases < 0:
		return usage("ctl.cases")
	}
	return nil
}

// flagMistake puts what the flag package says into our words.
func (c *call) flagMistake(err error) error {
	text := err.Error()
	dashed := func(name string) string { return "--" + strings.TrimLeft(name, "-") }
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: "); ok {
		return usage("ctl.flag", dashed(name))
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: "); ok {
		return usage("ctl.flagvalue", dashed(name))
	}
	if _, about, ok := strings.Cut(text, " for -"); ok { // a yes or no flag with a value
		name, _, _ := strings.Cut(about, ":")
		return usage("ctl.flagbool", dashed(name))
	}
	if strings.Contains(text, "for flag -cases") {
		return usage("ctl.cases")
	}
	if strings.Contains(text, "for flag -pages") {
		return usage("forms.pages", paper.MostSheets)
	}
	return usage("ctl.flag", text)
}

// flags returns the flags that the verb knows.
func (c *call) flags() *flag.FlagSet {
	fs := flag.NewFlagSet(c.verb.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	texts := map[string]*string{
		"data": &c.data, "passphrase-file": &c.passFile, "user": &c.user, "centre": &c.centre, "level": &c.level, "table": &c.table,
		"out": &c.outFile, "find": &c.find, "id": &c.id, "name": &c.name, "from": &c.from, "to": &c.to,
		"code-file": &c.codeFile, "reason": &c.because, "span": &c.span, "scope": &c.scope, "basis": &c.basis, "all": &c.all, "role": &c.role, "new-passphrase-file": &c.newFile,
	}
	bools := map[string]*bool{"sample": &c.sample, "dry-run": &c.dryRun, "update": &c.update, "json": &c.json, "private": &c.personal, "in-place": &c.inPlace, "partial": &c.partial, "split": &c.split, "replace": &c.replace, "quick": &c.quick, "submit": &c.submit, "pictures": &c.pictures, "submitted": &c.submitted}
	for _, f := range c.verb.flags {
		switch {
		case texts[f] != nil:
			fs.StringVar(texts[f], f, "", "")
		case bools[f] != nil:
			fs.BoolVar(bools[f], f, false, "")
		case f == "pages":
			fs.IntVar(&c.pages, f, 0, "")
		default:
			fs.IntVar(&c.cases, f, 0, "")
		}
	}
	fs.StringVar(&c.lang, "lang", "", "")
	return fs
}

// langOf finds --lang before anything is parsed, so that mistakes are told in the right language too.
func langOf(w world, args []string) say.Lang {
	for i, a := range args {
		word, dashed := strings.CutPrefix(strings.TrimPrefix(a, "-"), "-")
		if !dashed && !strings.HasPrefix(a, "-") {
			continue
		}
		if l, ok := strings.CutPrefix(word, "lang="); ok {
			return say.Match(l)
		}
		if word == "lang" && i+1 < len(args) {
			return say.Match(args[i+1])
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := w.env(name); v != "" {
			return say.Match(v)
		}
	}
	return say.ZH
}

// need makes sure that the flags are given.
func (c *call) need(flags ...string) error {
	given := map[string]string{"data": c.data, "passphrase-file": c.passFile, "centre": c.centre, "user": c.user, "out": c.outFile, "table": c.table, "from": c.from, "to": c.to, "code-file": c.codeFile, "id": c.id, "name": c.name, "role": c.role, "new-passphrase-file": c.newFile}
	for _, f := range flags {
		if strings.TrimSpace(given[f]) == "" {
			return usage("ctl.need", "--"+f)
		}
	}
	return nil
}

// alone makes sure that nothing but flags was given.
func (c *call) alone() error {
	if len(c.rest) > 0 {
		return usage("ctl.stray", strings.Join(c.rest, " "))
	}
	return nil
}

// with opens the folder that the flags name, does f and closes it. What was noticed about the folder is told, whatever f does.
func (c *call) with(f func(o *office.Office) error) error {
	if err := c.need("data", "passphrase-file"); err != nil {
		return err
	}
	pass, err := c.passphrase()
	if err != nil {
		return err
	}
	options := c.options("ctl.progress.open")
	options.Account = c.user
	o, err := office.Open(c.data, pass, options)
	if err != nil {
		if errors.Is(err, field.Passphrase) && strings.TrimSpace(pass) != pass {
			c.complain(c.book.T("ctl.passspace"), "")
		}
		return err
	}
	c.tellTries(o)
	err = f(o)
	c.tellTroubles(o.Troubles())
	c.close(o)
	return err
}

// close closes the folder. What a verb did is saved by then: what goes wrong now is told and changes nothing.
func (c *call) close(o *office.Office) {
	if err := o.Close(); err != nil {
		c.complain(c.book.T("ctl.closing", c.reason(err)), "")
	}
}

// options are how folders are opened and made; progress is told under the key.
func (c *call) options(key string) office.Options {
	o := office.Options{Now: c.now, Anchor: office.AnchorFolder(), Fonts: office.FontsNote(), Progress: c.progress(key), Wait: c.wait}
	if c.world.options != nil {
		o = c.world.options(o)
	}
	return o
}

// quiet are troubles that mend themselves and cost nothing: only check tells them.
var quiet = []store.TroubleKind{store.CacheUnusable, store.AnchorFailed}

// tellTroubles says on standard error what was noticed about the folder.
func (c *call) tellTroubles(ts []store.Trouble) {
	told := map[store.TroubleKind]bool{}
	for _, t := range ts {
		if c.verb.name != "check" && slices.Contains(quiet, t.Kind) || told[t.Kind] {
			continue
		}
		told[t.Kind] = true
		c.complain(c.book.T("ctl.noticed", c.book.T("trouble."+string(t.Kind))), c.book.T("trouble."+string(t.Kind)+".hint"))
	}
}

func (c *call) printf(format string, args ...any) error {
	c.clearProgress()
	if _, err := fmt.Fprintf(c.out, format, args...); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

func (c *call) printJSON(v any) error {
	c.clearProgress()
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

// day reads a date given with a flag; none is the zero day.
func (c *call) day(flagName, text string) (field.Day, error) {
	if text == "" {
		return field.Day{}, nil
	}
	d, ok := field.ParseDay(text, c.now().Year())
	if !ok {
		return d, usage("ctl.day", flagName, text)
	}
	return d, nil
}
