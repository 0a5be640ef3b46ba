package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
)

// call is one command with its flags.
type call struct {
	world
	verb string
	book *say.Book
	rest []string // what is no flag

	data, passFile, user, lang          string
	centre, level                       string
	table, outFile, find, id, name      string
	from, to                            string
	cases                               int
	sample, dryRun, update, json, whole bool
}

func newCall(verb string, w world, b *say.Book) *call { return &call{verb: verb, world: w, book: b} }

// flagsOf says which flags a verb knows.
var flagsOf = map[string][]string{
	"new":    {"data", "passphrase-file", "centre", "user", "level", "sample", "cases"},
	"import": {"data", "passphrase-file", "user", "dry-run", "update", "json", "table"},
	"export": {"data", "passphrase-file", "user", "table", "out", "find", "private"},
	"list":   {"data", "passphrase-file", "user", "find", "json"},
	"report": {"data", "passphrase-file", "user", "id", "name", "from", "to", "out", "json", "private"},
	"check":  {"data", "passphrase-file", "user", "json"},
	"bench":  {"cases", "json"},
}

// parse reads flags wherever they stand among the other words.
func (c *call) parse(args []string) error {
	fs := flag.NewFlagSet(c.verb, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	texts := map[string]*string{
		"data": &c.data, "passphrase-file": &c.passFile, "user": &c.user, "centre": &c.centre, "level": &c.level, "table": &c.table,
		"out": &c.outFile, "find": &c.find, "id": &c.id, "name": &c.name, "from": &c.from, "to": &c.to,
	}
	bools := map[string]*bool{"sample": &c.sample, "dry-run": &c.dryRun, "update": &c.update, "json": &c.json, "private": &c.whole}
	for _, f := range flagsOf[c.verb] {
		switch {
		case texts[f] != nil:
			fs.StringVar(texts[f], f, "", "")
		case bools[f] != nil:
			fs.BoolVar(bools[f], f, false, "")
		case f == "cases":
			fs.IntVar(&c.cases, f, 0, "")
		}
	}
	fs.StringVar(&c.lang, "lang", "", "")
	for {
		if err := fs.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return usage("ctl.help")
			}
			return usage("ctl.flag", strings.Join(args, " "))
		}
		args = fs.Args()
		if len(args) == 0 {
			return nil
		}
		c.rest, args = append(c.rest, args[0]), args[1:]
	}
}

// langOf finds --lang before anything is parsed, so that mistakes are told in the right language too.
func langOf(w world, args []string) say.Lang {
	for i, a := range args {
		a = strings.TrimLeft(a, "-")
		if l, ok := strings.CutPrefix(a, "lang="); ok {
			return say.Match(l)
		}
		if a == "lang" && i+1 < len(args) {
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
	given := map[string]string{"data": c.data, "passphrase-file": c.passFile, "centre": c.centre, "user": c.user, "out": c.outFile, "table": c.table}
	for _, f := range flags {
		if given[f] == "" {
			return usage("ctl.need", "--"+f)
		}
	}
	return nil
}

// passphrase reads the passphrase: the first line of the file, or of standard input for "-".
func (c *call) passphrase() (string, error) {
	in := c.in
	if c.passFile != "-" {
		f, err := os.Open(c.passFile)
		if err != nil {
			return "", usage("ctl.passfile", c.passFile)
		}
		defer func() { _ = f.Close() }() // only read
		in = f
	}
	line, err := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read passphrase: %w", err)
	}
	line = strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), "\r\n")
	if line == "" {
		return "", usage("ctl.nopass")
	}
	return line, nil
}

// open opens the folder that the flags name.
func (c *call) open() (*office.Office, error) {
	if err := c.need("data", "passphrase-file"); err != nil {
		return nil, err
	}
	pass, err := c.passphrase()
	if err != nil {
		return nil, err
	}
	return office.Open(c.data, pass, c.options())
}

func (c *call) options() office.Options {
	return office.Options{Now: c.now, Anchor: office.AnchorFolder(), Account: c.user}
}

// with opens the folder, does f and closes it; the first error is told.
func (c *call) with(f func(o *office.Office) error) error {
	o, err := c.open()
	if err != nil {
		return err
	}
	err = f(o)
	if closing := o.Close(); err == nil {
		err = closing
	}
	return err
}

func (c *call) printf(format string, args ...any) error {
	if _, err := fmt.Fprintf(c.out, format, args...); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

func (c *call) printJSON(v any) error {
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

// writeFile replaces the file in one step: temporary file, sync, rename.
func writeFile(name string, write func(w io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".halfsky-*")
	if err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	buf := bufio.NewWriter(f)
	if err := write(buf); err != nil {
		return err
	}
	if err := buf.Flush(); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync file: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("close file: %w", err)
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return fmt.Errorf("rename file: %w", err)
	}
	return nil
}

// day reads a date given with a flag.
func (c *call) day(flagName, text string) (field.Day, error) {
	d, ok := field.ParseDay(text, c.now().Year())
	if !ok {
		return d, usage("ctl.day", flagName, text)
	}
	return d, nil
}
