package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/office"
)

const (
	testPass = "carnation 1910 march"
	childEnv = "HALFSKYCTL_CHILD"
)

// TestMain runs the tests, or, as a child that a test started, the program itself with cheap keys.
func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		w := system()
		w.options = office.Options.Cheap
		os.Exit(command(w, os.Args[1:]))
	}
	os.Exit(m.Run())
}

// told is what a command answered.
type told struct {
	code     int
	out, err string
}

// desk is a place to run commands at: a folder for files, a clock that stands, cheap keys.
type desk struct {
	t    *testing.T
	dir  string
	pass string // path of the passphrase file
	w    world
	ctx  context.Context
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir(), ctx: t.Context()}
	anchor := filepath.Join(d.dir, "anchor")
	now := time.Date(2026, 11, 23, 9, 30, 0, 0, time.FixedZone("CST", 8*3600))
	d.w = world{
		in: strings.NewReader(""), env: func(string) string { return "" }, now: func() time.Time { now = now.Add(time.Millisecond); return now },
		options: func(o office.Options) office.Options {
			o.Anchor, o.Zone, o.Wait, o.Fonts = anchor, now.Location(), func(time.Duration) {}, ""
			return o.Cheap()
		},
	}
	d.pass = d.file("pass.txt", testPass+"\n")
	return d
}

// path is a name in the desk's folder.
func (d *desk) path(name string) string { return filepath.Join(d.dir, name) }

// file writes a file.
func (d *desk) file(name, body string) string {
	d.t.Helper()
	if err := os.WriteFile(d.path(name), []byte(body), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return d.path(name)
}

func (d *desk) read(name string) string {
	d.t.Helper()
	b, err := os.ReadFile(d.path(name))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(b)
}

// run runs a command as it stands.
func (d *desk) run(args ...string) told {
	d.t.Helper()
	var out, err bytes.Buffer
	w := d.w
	w.out, w.err = &out, &err
	got := told{code: run(d.ctx, w, args)}
	got.out, got.err = out.String(), err.String()
	if strings.Contains(got.out+got.err, "⟦") {
		d.t.Errorf("%s: a sentence is missing:\n%s%s", strings.Join(args, " "), got.out, got.err)
	}
	return got
}

// folder is the flags that name the desk's data folder.
func (d *desk) folder() []string {
	return []string{"--data", d.path("data"), "--passphrase-file", d.pass}
}

// do runs a verb on the data folder and ends the test when it does not return the code.
func (d *desk) do(code int, args ...string) told {
	d.t.Helper()
	got := d.run(append(slices.Clone(args), d.folder()...)...)
	if got.code != code {
		d.t.Fatalf("%s: exit %d, want %d\n%s%s", strings.Join(args, " "), got.code, code, got.out, got.err)
	}
	return got
}

// made is a desk with a data folder.
func made(t *testing.T, more ...string) *desk {
	t.Helper()
	d := newDesk(t)
	d.do(exitDone, append([]string{"new", "--centre", "样例市女职工维权中心", "--user", "值班员"}, more...)...)
	return d
}

// ledger finds the ledger of 2008 beside the project.
func ledger(t *testing.T) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "input", "三八活动统计表-2008.xlsx")
	if _, err := os.Stat(path); err != nil {
		t.Skip("the ledger of 2008 does not lie beside the project")
	}
	return path
}

// objects reads JSON, one object a line.
func objects(t *testing.T, text string) []map[string]any {
	t.Helper()
	var out []map[string]any
	dec := json.NewDecoder(strings.NewReader(text))
	for dec.More() {
		var o map[string]any
		if err := dec.Decode(&o); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		out = append(out, o)
	}
	return out
}

// one reads JSON that is one object.
func one(t *testing.T, text string) map[string]any {
	t.Helper()
	all := objects(t, text)
	if len(all) != 1 {
		t.Fatalf("%d objects, want one: %s", len(all), text)
	}
	return all[0]
}

// contains fails for each piece that the text does not hold.
func contains(t *testing.T, text string, pieces ...string) {
	t.Helper()
	for _, p := range pieces {
		if !strings.Contains(text, p) {
			t.Errorf("%q is missing in:\n%s", p, text)
		}
	}
}
