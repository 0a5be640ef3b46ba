package store

import (
	"testing"

	"cn.halfsky/internal/field"
)

// TestTheEntranceTellsHowManyAndHowLong: people and sheets are counted without a passphrase, closed accounts are not, and wrong
// passphrases make the next one wait.
func TestTheEntranceTellsHowManyAndHowLong(t *testing.T) {
	given := options()
	given.Anchor = t.TempDir()
	s := create(t, given)
	o, dir := s.o, s.dir
	if e := LookAt(dir, o); e.People != 1 || e.Sheets != 0 || e.Wait != 0 {
		t.Fatalf("of a new folder: %+v", e)
	}
	for _, a := range []NewAccount{
		{Name: "示例甲", Role: "staff", Passphrase: "snow on 12 plum trees"}, {Name: "sheet", Role: "recovery", Passphrase: "rain on 12 plum trees", Recovery: true, Spaces: []field.Space{field.Open}},
	} {
		if _, err := s.AddAccount(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if e := LookAt(dir, o); e.People != 2 || e.Sheets != 1 {
		t.Errorf("of two people and a sheet: %+v", e)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if _, err := Open(dir, "not the passphrase", o); err == nil {
			t.Fatal("opened")
		}
	}
	if e := LookAt(dir, o); e.Wait <= 0 && o.Anchor != "" {
		t.Errorf("after five wrong ones: %+v", e)
	}
	if e := LookAt(t.TempDir(), o); e != (Entrance{}) {
		t.Errorf("of an empty place: %+v", e)
	}
}
