package vault

import (
	"bytes"
	"errors"
	"testing"
	"time"
)

var (
	cheap    = Cost{Time: 1, Memory: 64, Lanes: 1}
	testHome = ID{1, 2, 3}
)

func newAccountOf(t *testing.T, id byte, passphrase string) (*Slot, *Account) {
	t.Helper()
	s, a, err := NewSlot(testHome, ID{id}, ForPerson, "某人", passphrase, cheap)
	if err != nil {
		t.Fatal(err)
	}
	return s, a
}

func reread(t *testing.T, s *Slot) *Slot {
	t.Helper()
	b, err := s.Encode()
	if err != nil {
		t.Fatal(err)
	}
	out, err := DecodeSlot(b)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestPassphraseOpensItsSlotHoweverItIsTyped(t *testing.T) {
	s, _ := newAccountOf(t, 1, "半边天 2008 é")
	s = reread(t, s)
	for _, p := range []string{"半边天 2008 é", "半边天\u3000２００８ é", "半边天 2008 e\u0301"} {
		if _, err := s.Unlock(p); err != nil {
			t.Errorf("%q: %v", p, err)
		}
	}
	for _, p := range []string{"", "半边天 2008 e", "半边天 2008 É", "半边天 2008 é "} {
		if _, err := s.Unlock(p); !errors.Is(err, ErrPassphrase) {
			t.Errorf("%q: %v, want wrong passphrase", p, err)
		}
	}
}

func TestEveryDamagedBitOfASlotIsToldFromAWrongPassphrase(t *testing.T) {
	s, _ := newAccountOf(t, 1, "right")
	good, err := s.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1 << (i % 8)
		if _, err := DecodeSlot(bad); !errors.Is(err, ErrDamaged) {
			t.Fatalf("byte %d: %v, want damaged", i, err)
		}
	}
	for n := range good {
		if _, err := DecodeSlot(good[:n]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut to %d: %v, want damaged", n, err)
		}
	}
}

func TestNewerSlotIsToldFromADamagedOne(t *testing.T) {
	newer := refit(append([]byte{frameFormat + 1}, "whatever comes"...))
	if _, err := DecodeSlot(newer); !errors.Is(err, ErrNewer) {
		t.Fatalf("slot: %v", err)
	}
	if _, err := DecodeKey(newer); !errors.Is(err, ErrNewer) {
		t.Fatalf("key: %v", err)
	}
}

func TestSlotPutTogetherFromTwoDoesNotOpen(t *testing.T) {
	mine, _ := newAccountOf(t, 1, "mine")
	hers, _ := newAccountOf(t, 2, "hers")
	mixed := *hers
	mixed.Sealed, mixed.Salt = mine.Sealed, mine.Salt // her public key, opened by my passphrase
	if _, err := mixed.Unlock("mine"); !errors.Is(err, ErrPassphrase) {
		t.Fatalf("mixed slot: %v", err)
	}
}

func TestClosedAccountDoesNotOpen(t *testing.T) {
	s, _ := newAccountOf(t, 1, "p")
	s.Close()
	if _, err := reread(t, s).Unlock("p"); !errors.Is(err, ErrNoKey) {
		t.Fatalf("closed account: %v", err)
	}
}

func TestDerivingFollowsRFC9106(t *testing.T) {
	// The library has its own vectors; this guards our order of the arguments.
	if bytes.Equal(derive("p", make([]byte, 16), Cost{1, 64, 2}), derive("p", make([]byte, 16), Cost{2, 64, 1})) {
		t.Fatal("passes and lanes are mixed up")
	}
}

func TestMadeUpCostsAreRefused(t *testing.T) {
	for _, c := range []Cost{{}, {1, 1 << 31, 1}, {1 << 30, 64, 1}, {1, 64, 255}, {1, 4, 1}, {33, 512 << 10, 4}} {
		s, _ := newAccountOf(t, 1, "p")
		s.Cost = c
		b, err := s.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := DecodeSlot(b); !errors.Is(err, ErrDamaged) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestCalibrationNeverGoesBelowTheFloorAndStopsAtTheTop(t *testing.T) {
	at := func(took time.Duration) func() time.Time { // a clock that says that one try took so long
		now := time.Unix(0, 0)
		return func() time.Time { now = now.Add(took); return now }
	}
	if c := Calibrate(700*time.Millisecond, at(10*time.Second)); c != Floor {
		t.Errorf("slow machine: %+v", c)
	}
	if c := Calibrate(700*time.Millisecond, at(150*time.Millisecond)); c.Below(Floor) || c.Memory != 256<<10 || c.Time != 3 {
		t.Errorf("usual machine: %+v", c)
	}
	c := Calibrate(time.Hour, at(time.Millisecond))
	if c.Memory != topCalibrated || c.check() != nil {
		t.Errorf("very fast machine: %+v", c)
	}
}

func TestSignInNamesAreNotReadable(t *testing.T) {
	s, _ := newAccountOf(t, 1, "p")
	b, err := s.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, []byte("某人")) {
		t.Fatal("the sign-in name stands in the slot")
	}
	if !s.Named("某人") || !s.Named(" 某 人 ") || s.Named("别人") {
		t.Fatal("the sign-in name is not found again")
	}
}
