package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"cn.halfsky/internal/field"
)

// namedError fails when an error is none that a person can be told of.
func namedError(t *testing.T, err error) {
	t.Helper()
	if err != nil && !errors.Is(err, field.Damaged) && !errors.Is(err, field.Newer) {
		t.Fatalf("%v", err)
	}
}

func FuzzBackupHead(f *testing.F) {
	good := &backupHead{format: backupFormat, least: backupFormat, folder: field.ID{1}, seq: 7, made: 1772960400000, number: 2, length: 9000, bundle: 500,
		verified: 1772960400001}
	f.Add(good.encode())
	f.Add(good.encode()[:backupMarkAt])
	f.Add([]byte(backupMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
		h, err := decodeBackupHead(b)
		namedError(t, err)
		if err == nil && !bytes.Equal(h.encode(), b[:backupHeadLen]) {
			t.Fatal("read is not what was written")
		}
	})
}

func FuzzManifest(f *testing.F) {
	m := &manifest{Folder: field.ID{1}, Made: 1, Seq: 2, Chain: make([]byte, chainLen), Desk: 3, Format: 1, Size: 8192, Sum: make([]byte, 32),
		Blobs: []manifestBlob{{Name: "00112233445566778899aabbccddeeff", Size: 5, Sum: make([]byte, 32)}}}
	good, err := m.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good[:len(good)-manifestLenLen])
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := decodeManifest(b)
		namedError(t, err)
		if err != nil {
			return
		}
		for _, x := range m.Blobs {
			if path := backupBlobPath("backup", m.Folder, x.Name); !filepath.IsLocal(path) || len(x.Name) != 32 {
				t.Fatalf("a name leads to %q", path)
			}
		}
		end, err := m.encode()
		if err != nil {
			t.Fatal(err)
		}
		whole := append(append(make([]byte, m.Size%100), m.Sum...), end...)
		back, err := readManifest(bytes.NewReader(whole), int64(len(whole)))
		namedError(t, err)
		if err == nil && back.Size != m.Size%100 {
			t.Fatal("a manifest that does not fit was taken")
		}
	})
}

// FuzzBackup opens whole backups, as a restore would: what is changed anywhere in one is named.
func FuzzBackup(f *testing.F) {
	s := create(f, options())
	put(f, s, full(1))
	whole, err := os.ReadFile(backUp(f, s, filepath.Join(f.TempDir(), "backup")).Path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(0), []byte{1})
	f.Add(uint32(backupHeadLen), []byte("HSKEYS"))
	f.Add(uint32(len(whole)-40), bytes.Repeat([]byte{7}, 100))
	f.Fuzz(func(t *testing.T, at uint32, with []byte) {
		n := int(at) % (len(whole) + 1)
		b := append(append(bytes.Clone(whole[:n]), with...), whole[min(n+len(with), len(whole)):]...)
		err := damagedAt(b, s)
		namedError(t, err)
		if err == nil && !bytes.Equal(b, whole) {
			t.Fatalf("changed at %d, and nobody noticed", n)
		}
	})
}
