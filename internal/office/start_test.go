package office

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/fake"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

func founding() Founding {
	return Founding{Centre: "样例市女职工维权中心", User: "值班员", Passphrase: testPass}
}

func TestCreateRefusesWhatCannotStand(t *testing.T) {
	o := testOptions(t)
	for name, f := range map[string]Founding{
		"centre":     {User: "甲", Passphrase: testPass},
		"user":       {Centre: "中心", User: "　 ", Passphrase: testPass},
		"passphrase": {Centre: "中心", User: "甲", Passphrase: "short"},
		"same":       {Centre: "中心", User: "甲", Passphrase: "aaaaaaaaaaaaaaaa"},
		"long":       {Centre: strings.Repeat("长", 61), User: "甲", Passphrase: testPass},
	} {
		dir := filepath.Join(t.TempDir(), "data")
		_, err := Create(t.Context(), dir, f, o)
		var ps field.Problems
		if !errors.As(err, &ps) {
			t.Errorf("%s: error %v, want problems", name, err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: something was made all the same", name)
		}
	}
}

// names lists what lies in a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestCreateThatFailsLeavesThePlaceAsItWas(t *testing.T) {
	o := testOptions(t)
	o.Progress = nil
	ctx, cancel := context.WithCancel(t.Context())
	f := founding()
	f.Sample, f.Cases = true, 3000
	o.Progress = func(done, total int) {
		if total == f.Cases && done > 500 {
			cancel()
		}
	}
	t.Run("in folders that were not there", func(t *testing.T) {
		top := t.TempDir()
		if _, err := Create(ctx, filepath.Join(top, "一", "二", "data"), f, o); !errors.Is(err, field.Cancelled) {
			t.Fatalf("error %v, want cancelled", err)
		}
		if got := names(t, top); len(got) > 0 {
			t.Errorf("left behind: %q", got)
		}
	})
	t.Run("in a folder of the person's own", func(t *testing.T) {
		dir := t.TempDir()
		if _, err := Create(ctx, dir, f, o); !errors.Is(err, field.Cancelled) {
			t.Fatalf("error %v, want cancelled", err)
		}
		if got := names(t, dir); len(got) > 0 {
			t.Errorf("left behind: %q", got)
		}
	})
	if notes, _ := filepath.Glob(filepath.Join(o.Anchor, "anchor-*")); len(notes) > 0 { // what tells computers apart stays
		t.Errorf("%d notes of folders that are gone", len(notes))
	}
}

func TestCreateTouchesNothingOfSomebodyElses(t *testing.T) {
	dir, o := t.TempDir(), testOptions(t)
	letter := filepath.Join(dir, "信.txt")
	if err := os.WriteFile(letter, []byte("别动"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(t.Context(), dir, founding(), o); !errors.Is(err, field.Exists) {
		t.Fatalf("error %v, want exists", err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"信.txt"}) {
		t.Errorf("the folder holds %q", got)
	}
}

// cutOff leaves a folder whose making was cut off after part of the sample.
func cutOff(t *testing.T, dir string, o Options) {
	t.Helper()
	s, err := store.Create(dir, store.Founder{Name: "值班员", Passphrase: testPass, Role: RoleInCharge}, o.filled().store())
	if err != nil {
		t.Fatal(err)
	}
	of := start(s, o.filled())
	if err := of.saveSample(t.Context(), fake.New(1, of.Today()).Sample()); err != nil {
		t.Fatal(err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAFolderThatWasNotFinishedSaysSoAndIsMadeAnew(t *testing.T) {
	dir, o := filepath.Join(t.TempDir(), "data"), testOptions(t)
	cutOff(t, dir, o)
	if _, err := Open(dir, testPass, o); !errors.Is(err, field.Unfinished) {
		t.Fatalf("opening: %v, want unfinished", err)
	}
	f := founding()
	f.Passphrase = "another one entirely"
	if _, err := Create(t.Context(), dir, f, o); !errors.Is(err, field.Exists) {
		t.Errorf("somebody with another passphrase: %v, want exists", err)
	}
	of, err := Create(t.Context(), dir, founding(), o)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := of.Count(centre.EventType, store.Query{}); n != 0 || err != nil {
		t.Errorf("the new folder holds %d events of the old one, %v", n, err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	if of, err = Open(dir, testPass, o); err != nil {
		t.Fatal(err)
	}
	if rep, err := of.Check(t.Context(), nil); err != nil || !rep.Sound() {
		t.Errorf("%+v, %v", rep, err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
}

// A folder with work in it is never taken for an unfinished one, whatever became of its centre's record.
func TestAFolderWithWorkIsNeverUnfinished(t *testing.T) {
	dir, o := filepath.Join(t.TempDir(), "data"), testOptions(t)
	cutOff(t, dir, o)
	s, err := store.Open(dir, testPass, o.filled().store())
	if err != nil {
		t.Fatal(err)
	}
	org := centre.OrganisationType.New().(*centre.Organisation)
	org.Name, org.Kind = "样例纺织厂", "employer"
	_, err = s.Update(t.Context(), store.Verb{Name: "make-organisation"}, func(tx *store.Tx) error { return tx.Put(org) })
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(t.Context(), dir, founding(), o); !errors.Is(err, field.Exists) {
		t.Fatalf("making a folder there: %v, want exists", err)
	}
	of, err := Open(dir, testPass, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Get(centre.OrganisationType, org.ID); err != nil {
		t.Errorf("the work is gone: %v", err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTheSampleComesWithItsFolder(t *testing.T) {
	f := founding()
	f.Sample, f.Cases = true, 50
	of, _, _ := testOffice(t, f)
	own, err := of.Centre()
	if err != nil || own.Name != "样例市女职工维权中心" {
		t.Errorf("the centre is %v, %v", own, err)
	}
	cases, err := of.Count(centre.CaseType, store.Query{})
	if err != nil || cases <= 50 {
		t.Errorf("%d cases, %v", cases, err)
	}
	// what the desk numbers from now on does not repeat a number of the sample
	c := enquiry(t, of)
	if rows, err := of.List(centre.CaseType, store.Query{Find: c.Number}); err != nil || rows.Len() != 1 {
		t.Errorf("%d cases are numbered %s, %v", rows.Len(), c.Number, err)
	}
}
