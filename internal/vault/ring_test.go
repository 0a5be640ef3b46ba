package vault

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
)

func newRing(t *testing.T, a *Account, spaces ...string) (*Ring, []*Key) {
	t.Helper()
	r := NewRing(testHome)
	var keys []*Key
	for i, s := range spaces {
		k, err := r.NewKey(a, uint32(i+1), Label{Space: s, Epoch: 1})
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, k)
	}
	return r, keys
}

func TestGrantsOpenWhatTheyShouldAndNothingElse(t *testing.T) {
	chief, a := newAccountOf(t, 1, "chief")
	organiser, _ := newAccountOf(t, 2, "organiser")
	r, keys := newRing(t, a, "open", "cases")
	if err := r.Grant(keys[0], organiser); err != nil {
		t.Fatal(err)
	}
	secret, err := r.Seal(nil, Records, 2, 1, []byte("place"), []byte("a case"))
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range keys { // as they come back from the folder
		b, err := k.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if keys[i], err = DecodeKey(b); err != nil {
			t.Fatal(err)
		}
	}

	o, err := reread(t, organiser).Unlock("organiser")
	if err != nil {
		t.Fatal(err)
	}
	hers, err := o.Ring(keys)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(hers.Spaces(), []string{"open"}) {
		t.Fatalf("the organiser holds %v", hers.Spaces())
	}
	if _, _, err := hers.Open(nil, Records, []byte("place"), secret); !errors.Is(err, ErrNoKey) {
		t.Fatalf("the organiser opens a case: %v", err)
	}
	if err := hers.Grant(keys[1], organiser); !errors.Is(err, ErrNoKey) {
		t.Fatalf("the organiser grants herself cases: %v", err)
	}

	c, err := reread(t, chief).Unlock("chief")
	if err != nil {
		t.Fatal(err)
	}
	his, err := c.Ring(keys)
	if err != nil {
		t.Fatal(err)
	}
	text, schema, err := his.Open(nil, Records, []byte("place"), secret)
	if err != nil || string(text) != "a case" || schema != 1 {
		t.Fatalf("the chief reads %q, %d, %v", text, schema, err)
	}
	keys[0].Revoke(organiser.ID)
	if keys[0].GrantedTo(organiser.ID) || !keys[0].GrantedTo(chief.ID) {
		t.Fatal("revoking took the wrong grant")
	}
}

func TestGrantMovedToAnotherKeyOrFolderDoesNotOpen(t *testing.T) {
	_, a := newAccountOf(t, 1, "p")
	_, keys := newRing(t, a, "open", "cases")
	moved := *keys[1]
	moved.Grants = keys[0].Grants
	if _, err := a.Ring([]*Key{&moved}); !errors.Is(err, ErrDamaged) {
		t.Errorf("moved grant: %v", err)
	}
	relabelled := *keys[1]
	relabelled.Label = keys[0].Label
	if _, err := a.Ring([]*Key{&relabelled}); !errors.Is(err, ErrDamaged) {
		t.Errorf("moved label: %v", err)
	}
	elsewhere := *keys[0]
	elsewhere.Folder = ID{9}
	if r, err := a.Ring([]*Key{&elsewhere}); err != nil || len(r.Spaces()) != 0 {
		t.Errorf("key of another folder: %v", err)
	}
}

func TestKeySlippedInFromOutsideIsRefused(t *testing.T) {
	slot, a := newAccountOf(t, 1, "p")
	_, keys := newRing(t, a, "all", "cases")
	for what, made := range map[string]struct {
		first string
		label Label
		by    uint32
	}{
		"next epoch":    {"cases", Label{Space: "cases", Epoch: 2}, 2},
		"by the first":  {"cases", Label{Space: "cases", Epoch: 2}, 1},
		"another space": {"all", Label{Space: "aid", Epoch: 1}, 1},
		"same epoch":    {"all", Label{Space: "cases", Epoch: 1}, 1},
		"of the folder": {"all", Label{Space: "all", Epoch: 2}, 1},
	} {
		stranger, b := newAccountOf(t, 9, "q") // who knows nothing but what stands in the folder
		theirs := NewRing(testHome)
		if _, err := theirs.NewKey(b, 1, Label{Space: made.first, Epoch: 1}); err != nil {
			t.Fatal(err)
		}
		k, err := theirs.NewKey(b, 5, made.label)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		k.By = made.by
		if err := theirs.Grant(k, slot); err != nil {
			t.Fatal(err)
		}
		k.Revoke(stranger.ID)
		if r, err := a.Ring(append(slices.Clone(keys), k)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, %v", what, r, err)
		}
		k.By, k.Proof = 0, nil
		if r, err := a.Ring(append(slices.Clone(keys), k)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s, without a proof: %v, %v", what, r, err)
		}
	}
}

func TestNewestEpochSealsAndOlderOnesStillOpen(t *testing.T) {
	_, a := newAccountOf(t, 1, "p")
	r, keys := newRing(t, a, "open")
	old, err := r.Seal(nil, Records, 1, 1, nil, []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	next, err := r.NewKey(a, 7, Label{Space: "open", Epoch: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, order := range [][]*Key{{keys[0], next}, {next, keys[0]}} {
		r, err := a.Ring(order)
		if err != nil {
			t.Fatal(err)
		}
		if no, l, ok := r.Newest("open"); no != 7 || l.Epoch != 2 || !ok {
			t.Errorf("newest is key %d of epoch %d", no, l.Epoch)
		}
		if _, _, err := r.Open(nil, Records, nil, old); err != nil {
			t.Errorf("old epoch: %v", err)
		}
	}
}

func TestSealedValueOpensOnlyWhereItWasSealed(t *testing.T) {
	_, a := newAccountOf(t, 1, "p")
	r, _ := newRing(t, a, "open", "cases")
	sealed, err := r.Seal(nil, Records, 1, 3, []byte("here"), []byte("text"))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := r.Open(nil, Records, []byte("there"), sealed); !errors.Is(err, ErrDamaged) {
		t.Errorf("other place: %v", err)
	}
	if _, _, err := r.Open(nil, Journal, []byte("here"), sealed); !errors.Is(err, ErrDamaged) {
		t.Errorf("other purpose: %v", err)
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1 << (i % 8)
		_, _, err := r.Open(nil, Records, []byte("here"), bad)
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) && !errors.Is(err, ErrNoKey) {
			t.Fatalf("byte %d changed: %v", i, err)
		}
	}
	again, err := r.Seal(nil, Records, 1, 3, []byte("here"), []byte("text"))
	if err != nil || bytes.Equal(again, sealed) {
		t.Fatalf("the same text seals to the same bytes (%v)", err)
	}
}

// TestLengthsTellLittle: the lengths of ten thousand texts seal to some dozens, none more than an eighth (and 64 bytes) longer.
func TestLengthsTellLittle(t *testing.T) {
	_, a := newAccountOf(t, 1, "p")
	r, _ := newRing(t, a, "open")
	lengths := map[int]bool{}
	for n := range 10_000 {
		text := bytes.Repeat([]byte{0x80, 0}, n)[:n]
		sealed, err := r.Seal(nil, Records, 1, 1, nil, text)
		if err != nil {
			t.Fatal(err)
		}
		padded := len(sealed) - Overhead
		if padded <= n || padded > n+64+n/8 || padded%64 != 0 {
			t.Fatalf("%d bytes seal to %d", n, padded)
		}
		lengths[padded] = true
		back, _, err := r.Open([]byte("front"), Records, nil, sealed)
		if err != nil || !bytes.Equal(back, append([]byte("front"), text...)) {
			t.Fatalf("%d bytes do not come back: %v", n, err)
		}
	}
	if len(lengths) > 80 {
		t.Errorf("%d lengths can be told apart", len(lengths))
	}
}

func TestForgottenKeysOpenNothing(t *testing.T) {
	_, a := newAccountOf(t, 1, "p")
	r, _ := newRing(t, a, "open")
	sealed, err := r.Seal(nil, Records, 1, 1, nil, []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	r.Forget()
	if _, _, err := r.Open(nil, Records, nil, sealed); !errors.Is(err, ErrNoKey) {
		t.Fatalf("after Forget: %v", err)
	}
}

func TestPurposesGiveDifferentKeys(t *testing.T) {
	_, a := newAccountOf(t, 1, "p")
	r, _ := newRing(t, a, "open", "cases")
	seen := map[string]bool{}
	for no := uint32(1); no <= 2; no++ {
		for p := range purposes {
			for _, w := range []string{"a", "b"} {
				k, err := r.Derive(no, p, w)
				if err != nil || len(k) != 32 || seen[string(k)] {
					t.Fatalf("key %d purpose %d %s: repeated or %v", no, p, w, err)
				}
				seen[string(k)] = true
			}
		}
	}
}

func stream(t *testing.T, r *Ring, n int) (text, sealed []byte) {
	t.Helper()
	text = make([]byte, n)
	rnd := rand.New(rand.NewPCG(1, uint64(n)))
	for i := range text {
		text[i] = byte(rnd.Uint32())
	}
	var b bytes.Buffer
	w, err := r.NewWriter(&b, Backups, 1, []byte("p"))
	if err != nil {
		t.Fatal(err)
	}
	for rest := text; len(rest) > 0; {
		k := min(len(rest), 1+rnd.IntN(100_000))
		if _, err := w.Write(rest[:k]); err != nil {
			t.Fatal(err)
		}
		rest = rest[k:]
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return text, b.Bytes()
}

func unstream(r *Ring, sealed []byte, place string) ([]byte, error) {
	whole, wholeErr := r.ReadStream(bytes.NewReader(sealed), int64(len(sealed)), Backups, []byte(place))
	rd, err := r.NewReader(bytes.NewReader(sealed), Backups, []byte(place))
	if err != nil {
		return nil, errors.Join(err, wholeErr)
	}
	text, err := io.ReadAll(rd)
	if err == nil && (wholeErr != nil || !bytes.Equal(whole, text)) || err != nil && wholeErr == nil {
		return nil, errors.New("the two ways of reading disagree")
	}
	return text, err
}

// endless goes on with zeros behind its end, as a file does that was made longer.
type endless struct{ *bytes.Reader }

func (e endless) ReadAt(b []byte, at int64) (int, error) {
	clear(b)
	if at < e.Size() {
		_, _ = e.Reader.ReadAt(b, at) // what is behind the end stays zero
	}
	return len(b), nil
}

func TestMadeUpLengthOfAStreamTakesNoMemory(t *testing.T) {
	_, a := newAccountOf(t, 1, "p")
	r, _ := newRing(t, a, "open")
	_, sealed := stream(t, r, 10)
	for _, size := range []int64{1 << 20, 1 << 45, 1 << 61} {
		if _, err := r.ReadStream(endless{bytes.NewReader(sealed)}, size, Backups, []byte("p")); !errors.Is(err, ErrDamaged) {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
}

func TestStreamsComeBackWholeOrNotAtAll(t *testing.T) {
	_, a := newAccountOf(t, 1, "p")
	r, _ := newRing(t, a, "open")
	for _, n := range []int{0, 1, chunkLen - 1, chunkLen, chunkLen + 1, 3 * chunkLen, 3*chunkLen + 7} {
		text, sealed := stream(t, r, n)
		back, err := unstream(r, sealed, "p")
		if err != nil || !bytes.Equal(back, text) {
			t.Fatalf("%d bytes: %v", n, err)
		}
		if _, err := unstream(r, sealed, "q"); !errors.Is(err, ErrDamaged) {
			t.Errorf("%d bytes in another place: %v", n, err)
		}
		for cut := 1; cut < len(sealed); cut += 1 + len(sealed)/50 {
			if _, err := unstream(r, sealed[:len(sealed)-cut], "p"); !errors.Is(err, ErrDamaged) {
				t.Fatalf("%d bytes less %d: %v", n, cut, err)
			}
		}
		for at := streamHeader; at < len(sealed); at += 1 + len(sealed)/50 {
			bad := bytes.Clone(sealed)
			bad[at] ^= 1
			if _, err := unstream(r, bad, "p"); !errors.Is(err, ErrDamaged) {
				t.Fatalf("%d bytes, byte %d changed: %v", n, at, err)
			}
		}
	}
	_, sealed := stream(t, r, 3*chunkLen)
	const step = chunkLen + TagLen
	swapped := bytes.Clone(sealed)
	copy(swapped[streamHeader:], sealed[streamHeader+step:streamHeader+2*step])
	copy(swapped[streamHeader+step:], sealed[streamHeader:streamHeader+step])
	if _, err := unstream(r, swapped, "p"); !errors.Is(err, ErrDamaged) {
		t.Errorf("chunks exchanged: %v", err)
	}
	if _, err := unstream(r, sealed[:streamHeader+step], "p"); !errors.Is(err, ErrDamaged) {
		t.Errorf("cut between chunks: %v", err)
	}
	if _, err := unstream(r, append(bytes.Clone(sealed), 0), "p"); !errors.Is(err, ErrDamaged) {
		t.Errorf("lengthened: %v", err)
	}
}

func TestBundleKeepsWhatIsWhole(t *testing.T) {
	s1, a := newAccountOf(t, 1, "p")
	s2, _ := newAccountOf(t, 2, "q")
	r, keys := newRing(t, a, "open", "cases")
	if err := r.Grant(keys[0], s2); err != nil {
		t.Fatal(err)
	}
	whole := &Bundle{Folder: testHome, Generation: 5, Slots: []*Slot{s1, s2}, Keys: keys}
	b, err := whole.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, err := DecodeBundle(b)
	if err != nil || back.Generation != 5 || back.Folder != testHome || len(back.Slots) != 2 || len(back.Keys) != 2 {
		t.Fatalf("whole bundle: %+v, %v", back, err)
	}
	if _, err := a.Ring(back.Keys); err != nil {
		t.Fatal(err)
	}
	for n := range b {
		if _, err := DecodeBundle(b[:n]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut to %d: %v", n, err)
		}
	}
	for i := range b {
		bad := bytes.Clone(b)
		bad[i] ^= 0x40
		if back, err := DecodeBundle(bad); err == nil {
			t.Fatalf("byte %d changed: not noticed", i)
		} else if i > bundleHeader+1000 && i < len(b)-40 && errors.Is(err, ErrDamaged) && len(back.Slots) == 0 {
			t.Fatalf("byte %d changed: the first slot is lost too", i)
		}
	}
}
