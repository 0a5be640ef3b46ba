package vault

import (
	"bytes"
	"crypto/sha256"
	"testing"
)

// refit puts a right checksum behind a frame, so that the fuzzer gets past it.
func refit(body []byte) []byte {
	sum := sha256.Sum256(body)
	return append(bytes.Clone(body), sum[:sumLen]...)
}

func FuzzDecodeSlot(f *testing.F) {
	s, _, err := NewSlot(ID{1}, ID{2}, ForPerson, "n", "p", cheap)
	if err != nil {
		f.Fatal(err)
	}
	good, err := s.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good[:len(good)-sumLen])
	f.Fuzz(func(t *testing.T, body []byte) {
		if s, err := DecodeSlot(refit(body)); err == nil {
			if s.Cost.check() != nil || len(s.Salt) != saltLen {
				t.Fatal("a slot that cannot be opened was accepted")
			}
			again, err := s.Encode()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := DecodeSlot(again); err != nil {
				t.Fatalf("an accepted slot does not come back: %v", err)
			}
		}
	})
}

func FuzzDecodeKey(f *testing.F) {
	_, a, err := NewSlot(ID{1}, ID{2}, ForPerson, "n", "p", cheap)
	if err != nil {
		f.Fatal(err)
	}
	k, err := NewRing(ID{1}).NewKey(a, 1, Label{Space: "open", Epoch: 1})
	if err != nil {
		f.Fatal(err)
	}
	good, err := k.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good[:len(good)-sumLen])
	f.Fuzz(func(t *testing.T, body []byte) {
		k, err := DecodeKey(refit(body))
		if err != nil {
			return
		}
		again, err := k.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := DecodeKey(again); err != nil {
			t.Fatalf("an accepted key does not come back: %v", err)
		}
		if _, err := a.Ring([]*Key{k}); err == nil && k.GrantedTo(a.ID) && k.Folder == (ID{1}) && !bytes.Equal(again, good) && k.No != 1 {
			t.Fatal("a made-up key opened")
		}
	})
}

func FuzzDecodeBundle(f *testing.F) {
	s, a, err := NewSlot(ID{1}, ID{2}, ForPerson, "n", "p", cheap)
	if err != nil {
		f.Fatal(err)
	}
	k, err := NewRing(ID{1}).NewKey(a, 1, Label{Space: "open", Epoch: 1})
	if err != nil {
		f.Fatal(err)
	}
	good, err := (&Bundle{Slots: []*Slot{s}, Keys: []*Key{k}}).Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Fuzz(func(t *testing.T, b []byte) {
		out, err := DecodeBundle(b)
		if out == nil {
			t.Fatal("nothing returned")
		}
		if err == nil {
			if _, err := out.Encode(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzReadHeader(f *testing.F) {
	_, a, err := NewSlot(ID{1}, ID{2}, ForPerson, "n", "p", cheap)
	if err != nil {
		f.Fatal(err)
	}
	r := NewRing(ID{1})
	if _, err := r.NewKey(a, 1, Label{Space: "open", Epoch: 1}); err != nil {
		f.Fatal(err)
	}
	good, err := r.Seal(nil, Records, 1, 1, []byte("p"), []byte("text"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, _, err := r.Open(nil, Records, []byte("p"), b); err == nil && !bytes.Equal(b, good) {
			t.Fatal("a forged value opened")
		}
	})
}
