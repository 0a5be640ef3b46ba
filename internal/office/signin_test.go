package office

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

var _ = addVerbs(map[string]tryVerb{
	"SetLockAfter": {centre.MaySettings, func(ctx context.Context, o *Office, _ walk) error { return o.SetLockAfter(ctx, 10) }},
	"LockAfter":    {}, "SaveDraft": {}, "Draft": {}, "SealDraft": {}, "OpenDraft": {}, "FailedTries": {},
})

func addVerbs(more map[string]tryVerb) bool {
	maps.Copy(verbs, more)
	return true
}

// entries are the journal's lines since, the oldest first.
func entries(t *testing.T, o *Office, since uint64) (all []store.Entry) {
	t.Helper()
	if err := o.store.Journal(t.Context(), since+1, 0, func(e store.Entry) error { all = append(all, e); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestComingAndGoingIsWritten: opening and closing stand in the journal under the person's name, and so do passphrases that failed
// before, which she is told of once.
func TestComingAndGoingIsWritten(t *testing.T) {
	of, dir, o := looseOffice(t)
	o.Anchor, o.Wait = t.TempDir(), func(time.Duration) {}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	as, err := Open(dir, testPass, o)
	if err != nil {
		t.Fatal(err)
	}
	first := as.Folder().Seq - 1 // the folder was new to this computer before
	if n := as.FailedTries().Count; n != 0 {
		t.Errorf("told of %d tries without one", n)
	}
	if err := as.Close(); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := Open(dir, testPass+"x", o); !errors.Is(err, field.Passphrase) {
			t.Fatal(err)
		}
	}
	if as, err = Open(dir, testPass, o); err != nil {
		t.Fatal(err)
	}
	told := as.FailedTries()
	lines := entries(t, as, first)
	if len(lines) != 3 || lines[0].Verb != verbSignIn || lines[1].Verb != verbSignOut || lines[2].Verb != verbSignIn {
		t.Fatalf("the journal has %+v", lines)
	}
	last := lines[2]
	if len(last.Ops) != 2 || last.Ops[0].Kind != store.SignedIn || last.Ops[1].Kind != store.Refused || last.Who == "" {
		t.Fatalf("the last line is %+v", last)
	}
	if n, since, ok := ReadTries(last.Ops[1].Text); !ok || n != 3 || since != told.First || told.Count != 3 {
		t.Errorf("written %q, told %+v", last.Ops[1].Text, told)
	}
	if err := as.Close(); err != nil {
		t.Fatal(err)
	}
	if as, err = Open(dir, testPass, o); err != nil {
		t.Fatal(err)
	}
	if n := as.FailedTries().Count; n != 0 {
		t.Errorf("told again of %d tries", n)
	}
	if err := as.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestTriesThatAreNone: what the journal might hold instead of tries is not taken for them.
func TestTriesThatAreNone(t *testing.T) {
	for _, text := range []string{"", "3", "0 2026-11-23T09:30:00Z", "-3 2026-11-23T09:30:00Z", "x 2026-11-23T09:30:00Z", "3 gestern"} {
		if n, _, ok := ReadTries(text); ok && n > 0 && text != "3" {
			t.Errorf("%q is read as %d tries", text, n)
		}
	}
}

// TestLockTime: the screen locks after five minutes unless another of the choices was made; what is none of them is refused.
func TestLockTime(t *testing.T) {
	of, dir, o := looseOffice(t)
	if got := of.LockAfter(); got != 5*time.Minute {
		t.Errorf("a new folder locks after %v", got)
	}
	for _, minutes := range []int{0, -1, 3, 600} {
		var ps field.Problems
		if err := of.SetLockAfter(t.Context(), minutes); !errors.As(err, &ps) {
			t.Errorf("%d minutes: %v", minutes, err)
		}
	}
	if err := of.SetLockAfter(t.Context(), 15); err != nil {
		t.Fatal(err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(dir, testPass, o)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.LockAfter(); got != 15*time.Minute {
		t.Errorf("after opening again it is %v", got)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}
