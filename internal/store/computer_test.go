package store

import (
	"os"
	"path/filepath"
	"testing"
)

// on opens the folder on the computer whose anchors lie in that folder, gives out one number, and says which desk gave which.
func on(t *testing.T, dir string, o Options, anchor string) (desk uint32, number uint64) {
	t.Helper()
	o.Anchor = anchor
	s, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	must1(t, s, Verb{Name: "number"}, func(tx *Tx) error { number = tx.Next("case"); return nil })
	desk = s.Folder().Desk
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return desk, number
}

// TestEachComputerHasItsDeskOfAFolderThatTravels is about one stick and two computers.
func TestEachComputerHasItsDeskOfAFolderThatTravels(t *testing.T) {
	o := options()
	one, two := t.TempDir(), t.TempDir()
	o.Anchor = one
	s := create(t, o)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	first, n := on(t, s.dir, o, one)
	if n != 1 {
		t.Errorf("number %d", n)
	}
	second, n := on(t, s.dir, o, two)
	if second == first || n != 1 {
		t.Errorf("desk %08x, number %d", second, n)
	}
	for round := uint64(2); round < 4; round++ {
		if desk, n := on(t, s.dir, o, one); desk != first || n != round {
			t.Errorf("the first computer is desk %08x, number %d", desk, n)
		}
		if desk, n := on(t, s.dir, o, two); desk != second || n != round {
			t.Errorf("the second computer is desk %08x, number %d", desk, n)
		}
	}
}

// TestOlderAnchorOrCopyGivesANewDesk: a number that the other copy may have given out is not given out again.
func TestOlderAnchorOrCopyGivesANewDesk(t *testing.T) {
	o := options()
	one, two := t.TempDir(), t.TempDir()
	o.Anchor = one
	s := create(t, o)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	first, _ := on(t, s.dir, o, one)
	stick := filepath.Join(t.TempDir(), "stick")
	copyFolder(t, s.dir, stick)
	on(t, s.dir, o, one) // goes on at home
	second, _ := on(t, stick, o, two)
	third, n := on(t, stick, o, one) // and the stick comes back
	if third == first || third == second || n != 1 {
		t.Errorf("the copy writes as desk %08x, number %d", third, n)
	}
	if again, n := on(t, stick, o, one); again != third || n != 2 {
		t.Errorf("then as %08x, number %d: the youngest desk of a computer counts", again, n)
	}
	if err := os.Remove(filepath.Join(two, computerFile)); err != nil {
		t.Fatal(err)
	}
	if desk, _ := on(t, stick, o, two); desk == second {
		t.Error("a computer that lost its number is taken for the old one")
	}
}

func TestWithoutAnAnchorTheDeskStays(t *testing.T) {
	s := create(t, options())
	put(t, s, full(1))
	desk := s.Folder().Desk
	if s = reopen(t, s); s.Folder().Desk != desk {
		t.Error("it became another desk")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	there, _ := on(t, s.dir, s.o, t.TempDir())
	if now, n := on(t, s.dir, s.o, ""); there == desk || now != there || n != 2 {
		t.Errorf("the desk was %08x, elsewhere %08x, then %08x with number %d", desk, there, now, n)
	}
}
