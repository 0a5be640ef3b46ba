package store

import (
	"bytes"
	"errors"
	"io"
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

// BenchmarkBackup compares a backup of the large folder (about 100 MB with -rows 40000) with a copy of the file by the system: both to the disk and synced. Read back, which
// a plain copy is not, stands apart.
func BenchmarkBackup(b *testing.B) {
	s := openBig(b)
	defer closeBig(b, s)
	dir := b.TempDir()
	size := s.Folder().Size
	b.Run("plain-copy", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			plainCopy(b, filepath.Join(s.dir, dataFile), filepath.Join(dir, "copy"))
		}
	})
	b.Run("plain-copy-read-back", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			to := filepath.Join(dir, "copy")
			plainCopy(b, filepath.Join(s.dir, dataFile), to)
			if _, err := sumOfFile(to, size, func(int64) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("written", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			k := &backing{s: s, ctx: b.Context(), dir: dir, tell: func(int, int) {}}
			if err := k.look(); err != nil {
				b.Fatal(err)
			}
			f, err := k.write()
			if err != nil {
				b.Fatal(err)
			}
			if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("written-and-proved", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			i, err := s.Backup(b.Context(), dir, nil)
			if err != nil || i.Verified == 0 {
				b.Fatalf("%+v, %v", i, err)
			}
		}
	})
}

func plainCopy(b *testing.B, from, to string) {
	b.Helper()
	src, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	dst, err := os.Create(to + newSuffix)
	if err != nil {
		b.Fatal(err)
	}
	_, err = io.Copy(dst, src)
	err = errors.Join(err, dst.Sync(), dst.Close(), src.Close(), os.Rename(to+newSuffix, to), syncDir(filepath.Dir(to)))
	if err != nil {
		b.Fatal(err)
	}
}
