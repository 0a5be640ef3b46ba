package vault

import (
	"bytes"
	"errors"
	"testing"
)

func TestPaperOpensOnlyForItsAccountAndPlace(t *testing.T) {
	slot, a := newAccountOf(t, 1, "p")
	_, other := newAccountOf(t, 2, "p")
	text := []byte("写到一半")
	sealed := a.Seal("draft", text)
	if bytes.Contains(sealed, text) || (len(sealed)-1-nonceLen-TagLen)%paperStep != 0 {
		t.Fatalf("%d bytes tell of the text", len(sealed))
	}
	again, err := reread(t, slot).Unlock("p")
	if err != nil {
		t.Fatal(err)
	}
	if back, err := again.Open("draft", sealed); err != nil || !bytes.Equal(back, text) {
		t.Fatalf("%q, %v", back, err)
	}
	if _, err := a.Open("else", sealed); !errors.Is(err, ErrDamaged) {
		t.Errorf("another place: %v", err)
	}
	if _, err := other.Open("draft", sealed); !errors.Is(err, ErrDamaged) {
		t.Errorf("another account: %v", err)
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		if _, err := a.Open("draft", bad); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
			t.Fatalf("byte %d changed: %v", i, err)
		}
	}
	for n := range sealed {
		if _, err := a.Open("draft", sealed[:n]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut to %d: %v", n, err)
		}
	}
}

func TestSignatureIsOfOneAccountAndOneMessage(t *testing.T) {
	slot, a := newAccountOf(t, 1, "p")
	_, other := newAccountOf(t, 2, "p")
	sig := a.Sign([]byte("m"))
	again, err := reread(t, slot).Unlock("p")
	if err != nil {
		t.Fatal(err)
	}
	if !Verify(again.Verifier(), []byte("m"), sig) {
		t.Error("the account's own signature is refused")
	}
	if Verify(a.Verifier(), []byte("n"), sig) || Verify(other.Verifier(), []byte("m"), sig) || Verify(nil, []byte("m"), sig) || Verify(a.Verifier(), []byte("m"), nil) {
		t.Error("a signature of something else is taken")
	}
	next, fresh, err := slot.Renewed("q", cheap)
	if err != nil || bytes.Equal(fresh.Verifier(), a.Verifier()) || bytes.Equal(next.Public, slot.Public) || !next.Named("某人") {
		t.Errorf("a new key pair signs like the old one, or the name is lost: %v", err)
	}
}

// TestOldSlotOpensNothingGrantedLater is about somebody who kept a copy of the slots and knows the passphrase of that time.
func TestOldSlotOpensNothingGrantedLater(t *testing.T) {
	old, a := newAccountOf(t, 1, "old")
	r, keys := newRing(t, a, "all", "cases")
	next, fresh, err := old.Renewed("new", cheap)
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range keys {
		keys[i] = k.Clone()
		if err := r.Keep(keys[i], fresh); err != nil {
			t.Fatal(err)
		}
		if len(keys[i].Grants) != 1 || bytes.Equal(keys[i].Grants[0].Sealed, k.Grants[0].Sealed) {
			t.Fatal("the grant is still the old one")
		}
	}
	more, err := r.NewKey(fresh, 3, Label{Space: "cases", Epoch: 2})
	if err != nil {
		t.Fatal(err)
	}
	keys = append(keys, more)
	was, err := old.Unlock("old")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		if ring, err := was.Ring([]*Key{k}); !errors.Is(err, ErrDamaged) {
			t.Errorf("key %d opens by the old slot: %v, %v", k.No, ring, err)
		}
	}
	now, err := next.Unlock("new")
	if err != nil {
		t.Fatal(err)
	}
	if ring, err := now.Ring(keys); err != nil || len(ring.Spaces()) != 2 {
		t.Errorf("the new slot: %v", err)
	}
}

func TestRetiredKeysVouchAndOpenNothing(t *testing.T) {
	_, a := newAccountOf(t, 1, "p")
	r, _ := newRing(t, a, "all", "cases")
	old, err := r.Seal(nil, Records, 2, 1, nil, []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	backup, err := r.Seal(nil, Backups, 2, 1, nil, []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	next, err := r.NewKey(a, 3, Label{Space: "cases", Epoch: 2})
	if err != nil {
		t.Fatal(err)
	}
	r.Retire("cases", 2)
	if _, _, err := r.Open(nil, Records, nil, old); !errors.Is(err, ErrDamaged) {
		t.Errorf("a record under a retired key: %v", err)
	}
	if _, _, err := r.Open(nil, Backups, nil, backup); err != nil {
		t.Errorf("a backup under a retired key: %v", err)
	}
	if no, _, ok := r.Newest("cases"); !ok || no != 3 {
		t.Errorf("newest is %d", no)
	}
	c := r.Clone()
	c.Drop(3)
	if no, _, _ := c.Newest("cases"); no != 2 {
		t.Errorf("without it the newest is %d", no)
	}
	if _, ok := r.Label(3); !ok {
		t.Error("dropping from the clone dropped from the ring")
	}
	if err := r.Add(a, next); err != nil {
		t.Errorf("its successor is vouched for no more: %v", err)
	}
	r.Become(c)
	if _, ok := r.Label(3); ok {
		t.Error("the ring did not become the clone")
	}
}

func FuzzPaper(f *testing.F) {
	_, a, err := NewSlot(ID{1}, ID{2}, ForPerson, "n", "p", cheap)
	if err != nil {
		f.Fatal(err)
	}
	good := a.Seal("draft", []byte("text"))
	f.Add(good)
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := a.Open("draft", b); err == nil && !bytes.Equal(b, good) {
			t.Fatal("a forged paper opened")
		}
	})
}
