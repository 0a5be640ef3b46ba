package store

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"cn.halfsky/internal/field"
)

// everyByte is all that lies in a folder, one file after the other.
func everyByte(t *testing.T, dir string) (all []byte) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		all = append(append(all, path...), b...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestDraftIsTheOwnersAlone: a draft comes back to who typed it after closing and opening, is nowhere to be read, and somebody else
// who signs in sees nothing of it and leaves it there.
func TestDraftIsTheOwnersAlone(t *testing.T) {
	o := options()
	s := create(t, o)
	dir := s.dir
	if _, err := s.AddAccount(context.Background(), NewAccount{Name: "同事", Role: "staff", Passphrase: "另一个口令 2009", Spaces: []field.Space{field.Open, field.Cases}}); err != nil {
		t.Fatal(err)
	}
	if text, err := s.Draft(); text != nil || err != nil {
		t.Fatalf("a draft before there is one: %q, %v", text, err)
	}
	typed := []byte("没有写完的一句话，谁也不该看到")
	if err := s.SaveDraft(typed); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	if bytes.Contains(everyByte(t, dir), typed[:12]) {
		t.Error("the draft can be read in the folder")
	}
	theirs := o
	theirs.Account = "同事"
	other, err := Open(dir, "另一个口令 2009", theirs)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := other.Draft(); text != nil || err != nil {
		t.Errorf("somebody else sees a draft: %v", err)
	}
	if err := other.SaveDraft([]byte("别的")); err != nil {
		t.Error(err)
	}
	if err := other.SaveDraft(nil); err != nil {
		t.Error(err)
	}
	shut(t, other)
	o.Account = "某主任"
	s = opened(t, dir, o)
	if text, err := s.Draft(); !bytes.Equal(text, typed) || err != nil {
		t.Errorf("the draft came back as %q, %v", text, err)
	}
	if err := s.SaveDraft(nil); err != nil {
		t.Fatal(err)
	}
	if text, err := s.Draft(); text != nil || err != nil {
		t.Errorf("a removed draft is still there: %v", err)
	}
}

// TestDraftThatIsDamagedOrAnothers: it is said and not shown; the folder is whole all the same.
func TestDraftThatIsDamagedOrAnothers(t *testing.T) {
	s := create(t, options())
	if err := s.SaveDraft([]byte("半句话")); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(s.draftPath())
	if err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2]++
	for name, b := range map[string][]byte{"flipped": flipped, "cut": whole[:len(whole)/2], "empty": {}, "zeros": make([]byte, len(whole))} {
		if err := os.WriteFile(s.draftPath(), b, 0o600); err != nil {
			t.Fatal(err)
		}
		if text, err := s.Draft(); text != nil || !errors.Is(err, field.Damaged) {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	if err := s.SaveDraft([]byte("另一句")); err != nil {
		t.Fatal(err)
	}
	if text, err := s.Draft(); string(text) != "另一句" || err != nil {
		t.Errorf("after damage: %q, %v", text, err)
	}
}

// TestSealedDraftStaysShut: what waits in memory while the folder is closed opens for its owner and tells nothing else.
func TestSealedDraftStaysShut(t *testing.T) {
	o := options()
	s := create(t, o)
	typed := []byte("没有写完的一句话")
	sealed := s.SealDraft(typed)
	if bytes.Contains(sealed, typed[:6]) {
		t.Error("a sealed draft can be read")
	}
	dir := s.dir
	shut(t, s)
	s = opened(t, dir, o)
	if text, err := s.OpenDraft(sealed); !bytes.Equal(text, typed) || err != nil {
		t.Errorf("it came back as %q, %v", text, err)
	}
	other := create(t, o)
	if text, err := other.OpenDraft(sealed); text != nil || !errors.Is(err, field.Damaged) {
		t.Errorf("it opens in another folder: %v", err)
	}
}

// TestDraftGoesWithADiscardedFolder: nothing of a folder that was never finished stays.
func TestDraftGoesWithADiscardedFolder(t *testing.T) {
	s := create(t, options())
	if err := s.SaveDraft([]byte("半句话")); err != nil {
		t.Fatal(err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
}

func BenchmarkSaveDraft(b *testing.B) {
	s := create(b, options())
	text := bytes.Repeat([]byte("没有写完的一句话。"), 100)
	for b.Loop() {
		if err := s.SaveDraft(text); err != nil {
			b.Fatal(err)
		}
	}
}
