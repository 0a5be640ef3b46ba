package main

import (
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
)

// TestWrongPassphrasesAreTold: who opens the folder next is told how many there were, once, on the side of the messages and not of the
// output; and while one has to wait, that is said.
func TestWrongPassphrasesAreTold(t *testing.T) {
	d := newDesk(t)
	made := d.run("new", "--data", d.path("data"), "--centre", "样例中心", "--user", "值班员", "--passphrase-file", d.pass)
	if made.code != exitDone {
		t.Fatal(made.err)
	}
	wrong := d.file("wrong.txt", "another passphrase 1\n")
	var waited []time.Duration
	cheap := d.w.options
	d.w.options = func(o office.Options) office.Options {
		o = cheap(o)
		o.Wait = func(d time.Duration) { waited = append(waited, d) }
		return o
	}
	for range 4 {
		if got := d.run("list", "case", "--data", d.path("data"), "--passphrase-file", wrong); got.code != exitPassphrase {
			t.Fatalf("exit %d: %s", got.code, got.err)
		}
	}
	want := strings.SplitN(say.For(say.ZH).T("lock.tries", 4, "时"), "时", 2)[1]
	got := d.run("list", "case", "--data", d.path("data"), "--passphrase-file", d.pass)
	if got.code != exitDone || !strings.Contains(got.err, want) || strings.Contains(got.out, want) {
		t.Errorf("exit %d, %q, want %q", got.code, got.err, want)
	}
	if len(waited) != 2 {
		t.Errorf("waited %v", waited)
	}
	if got := d.run("list", "case", "--data", d.path("data"), "--passphrase-file", d.pass); strings.Contains(got.err, want) {
		t.Errorf("told again: %q", got.err)
	}
}
