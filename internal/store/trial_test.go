package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cn.halfsky/internal/field"
)

// TestTrialProvesAnAccountAndChangesNothing: which passphrases open, which spaces they open, and that nobody is signed in by it.
func TestTrialProvesAnAccountAndChangesNothing(t *testing.T) {
	s := create(t, options())
	put(t, s, full(1))
	a, err := s.AddAccount(t.Context(), NewAccount{Name: "recovery 7K3F", Passphrase: "lots of digits", Recovery: true, Spaces: []field.Space{field.Open, field.Cases}})
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(s.dir, dataFile))
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Trial(a.Name, "lots of digits")
	if err != nil || got.ID != a.ID || !got.Recovery || !slices.Equal(got.Spaces, []field.Space{field.Cases, field.Open}) {
		t.Errorf("%+v, %v", got, err)
	}
	for name, pass := range map[string]string{a.Name: "lots of digit", "recovery 0000": "lots of digits", s.Me().Name: "lots of digits"} {
		if _, err := s.Trial(name, pass); !errors.Is(err, field.Passphrase) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after, err := os.ReadFile(filepath.Join(s.dir, dataFile)); err != nil || !slices.Equal(before, after) || s.Me().ID == a.ID {
		t.Errorf("something was changed, %v", err)
	}
	if err := s.Rotate(t.Context(), []field.Space{field.Cases}, nil); err != nil {
		t.Fatal(err)
	}
	if got, err = s.Trial(a.Name, "lots of digits"); err != nil || len(got.Spaces) != 2 {
		t.Errorf("after a new key: %+v, %v", got, err)
	}
	if _, err := s.Update(t.Context(), Verb{Name: "test"}, func(tx *Tx) error { return tx.CloseAccount(a.ID) }); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Trial(a.Name, "lots of digits"); !errors.Is(err, field.Passphrase) {
		t.Errorf("a closed account: %v", err)
	}
	sound(t, s)
}
