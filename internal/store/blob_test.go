package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"cn.halfsky/internal/field"
)

// paper is a record with an attached file.
type paper struct {
	field.Meta
	Name string
	File string
}

var paperType = &field.Type{
	Table: "paper", Code: 902, Schema: 1, Space: field.Cases, Title: []string{"name"},
	New: func() field.Record { return new(paper) },
	Fields: []field.Spec{
		field.Text("name", func(p *paper) *string { return &p.Name }, field.Required, field.In(field.InList|field.InSearch)),
		field.Blob("file", func(p *paper) *string { return &p.File }),
	},
}

func (p *paper) Type() *field.Type     { return paperType }
func (p *paper) Check() field.Problems { return paperType.Check(p) }

func withPapers() Options {
	o := options()
	o.Types = []*field.Type{matterType, firmType, paperType}
	return o
}

// bytesOf are n bytes that do not repeat.
func bytesOf(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{byte(n)}).Read(b) // never fails
	return b
}

// attach saves a paper with a file.
func attach(t testing.TB, s *Store, text []byte) *paper {
	t.Helper()
	p := &paper{Name: "示例材料"}
	_, err := s.Update(context.Background(), Verb{Name: "attach"}, func(tx *Tx) (err error) {
		var size int64
		if p.File, size, err = tx.PutBlob(bytes.NewReader(text)); err == nil && size != int64(len(text)) {
			t.Errorf("%d bytes were saved of %d", size, len(text))
		}
		return errors.Join(err, tx.Put(p))
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func readAll(s *Store, ref string) ([]byte, error) {
	b, err := s.OpenBlob(ref)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(b)
	return text, errors.Join(err, b.Close())
}

func fileOf(t testing.TB, s *Store, p *paper) string {
	t.Helper()
	b, err := readBlobRef(p.File)
	if err != nil {
		t.Fatal(err)
	}
	return s.blobPath(b.name)
}

func filesIn(t testing.TB, s *Store) (files []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(s.dir, blobDir, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestAttachedFileComesBackAndNothingOfItCanBeRead(t *testing.T) {
	s := create(t, withPapers())
	text := bytes.Repeat([]byte("一份不能让人看见的证明。"), 20000)
	p, empty := attach(t, s, text), attach(t, s, nil)
	for range 2 {
		if got, err := readAll(s, p.File); err != nil || !bytes.Equal(got, text) {
			t.Fatalf("%d bytes of %d: %v", len(got), len(text), err)
		}
		if got, err := readAll(s, get[*paper](t, s, empty.ID).File); err != nil || len(got) != 0 {
			t.Fatalf("an empty file: %d bytes, %v", len(got), err)
		}
		s = reopen(t, s)
	}
	files, err := s.Blobs()
	if err != nil || len(files) != 2 {
		t.Fatalf("listed: %v, %v", files, err)
	}
	for _, f := range files {
		info, err := os.Stat(filepath.Join(s.dir, f.Name))
		if err != nil || info.Size() != f.Size || info.Mode().Perm() != 0o600 {
			t.Errorf("a file listed with %d bytes: %v", f.Size, err)
		}
		sealed, err := os.ReadFile(filepath.Join(s.dir, f.Name))
		if err != nil || bytes.Contains(sealed, []byte("证明")) {
			t.Errorf("the text can be read in the folder: %v", err)
		}
	}
	b, err := s.OpenBlob(p.File)
	if err != nil || b.Size() != int64(len(text)) {
		t.Fatal(err)
	}
	end := make([]byte, 10)
	if n, err := b.ReadAt(end, b.Size()-4); n != 4 || err != io.EOF || !bytes.Equal(end[:4], text[len(text)-4:]) {
		t.Errorf("the end of the file: %d bytes, %v", n, err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
}

func TestLengthOfAnAttachedFileTellsLittle(t *testing.T) {
	s := create(t, withPapers())
	a, b := attach(t, s, bytesOf(20_001)), attach(t, s, bytesOf(29_999))
	if sizeOf(t, fileOf(t, s, a)) != sizeOf(t, fileOf(t, s, b)) {
		t.Error("files of like length are told apart by it")
	}
}

func TestUpdateThatFailsLeavesNoFile(t *testing.T) {
	s := create(t, withPapers())
	attach(t, s, []byte("this one stays"))
	stop, cancel := context.WithCancel(context.Background())
	cases := map[string]func(tx *Tx) error{
		"the verb fails": func(tx *Tx) error { return io.ErrUnexpectedEOF },
		"the record does not pass": func(tx *Tx) error {
			ref, _, err := tx.PutBlob(strings.NewReader("x"))
			return errors.Join(err, tx.Put(&paper{File: ref}))
		},
		"no record keeps it": func(tx *Tx) error { return tx.Put(&paper{Name: "without"}) },
		"cancelled": func(tx *Tx) error {
			ref, _, err := tx.PutBlob(strings.NewReader("x"))
			cancel()
			return errors.Join(err, tx.Put(&paper{Name: "x", File: ref}))
		},
		"what is read fails": func(tx *Tx) error {
			_, _, err := tx.PutBlob(io.MultiReader(bytes.NewReader(bytesOf(200_000)), brokenReader{}))
			if !errors.Is(err, errBroken) || errors.Is(err, field.ReadOnly) {
				t.Errorf("a source that fails: %v", err)
			}
			return err
		},
	}
	for name, do := range cases {
		ctx := context.Background()
		if name == "cancelled" {
			ctx = stop
		}
		_, err := s.Update(ctx, Verb{Name: "attach"}, func(tx *Tx) error {
			_, _, err := tx.PutBlob(strings.NewReader("y"))
			return errors.Join(err, do(tx))
		})
		if (err == nil) != (name == "no record keeps it") {
			t.Errorf("%s: %v", name, err)
		}
		if files := filesIn(t, s); len(files) != 1 {
			t.Errorf("%s: %d files", name, len(files))
		}
	}
}

var errBroken = errors.New("broken")

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errBroken }

// fullAfter is a disk that is full after so many bytes.
type fullAfter struct {
	io.Writer
	left int
}

func (f *fullAfter) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, syscall.ENOSPC
	}
	return f.Writer.Write(b)
}

func TestSealedFileHoldsUpNobodyAndGoesUnlessItIsKept(t *testing.T) {
	s := create(t, withPapers())
	slow, done := io.Pipe()
	sealed := make(chan *Sealed)
	go func() {
		b, err := s.SealBlob(slow)
		if err != nil {
			t.Error(err)
		}
		sealed <- b
	}()
	if _, err := done.Write([]byte("the first half, ")); err != nil {
		t.Fatal(err)
	}
	put(t, s, full(1)) // while the file comes
	if _, err := done.Write([]byte("the second")); err != nil {
		t.Fatal(err)
	}
	if err := done.Close(); err != nil {
		t.Fatal(err)
	}
	b := <-sealed
	if r, err := s.Check(context.Background(), nil); err != nil || r.Loose != 1 {
		t.Errorf("before it is kept: %+v, %v", r, err)
	}
	p := &paper{Name: "示例", File: b.Ref()}
	if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { tx.Keep(b); return tx.Put(p) }); err != nil {
		t.Fatal(err)
	}
	if got, err := readAll(s, p.File); err != nil || string(got) != "the first half, the second" || b.Size() != int64(len(got)) {
		t.Errorf("%q, %v", got, err)
	}
	other, err := s.SealBlob(strings.NewReader("nobody keeps it"))
	if err != nil {
		t.Fatal(err)
	}
	other.Discard()
	if files := filesIn(t, s); len(files) != 1 {
		t.Errorf("%d files", len(files))
	}
}

func TestAttachingToAFullDiskOrAFolderThatIsGone(t *testing.T) {
	s := create(t, withPapers())
	one := attach(t, s, bytesOf(1000))
	try := func() error {
		_, err := s.Update(context.Background(), Verb{Name: "attach"}, func(tx *Tx) error {
			ref, _, err := tx.PutBlob(bytes.NewReader(bytesOf(300_000)))
			if err != nil {
				return err
			}
			return tx.Put(&paper{Name: "示例", File: ref})
		})
		return err
	}
	s.blobDisk = func(w io.Writer) io.Writer { return &fullAfter{w, 150_000} }
	if err := try(); !errors.Is(err, field.NoSpace) || len(filesIn(t, s)) != 1 {
		t.Errorf("a full disk: %v, %d files", err, len(filesIn(t, s)))
	}
	s.blobDisk = nil
	s.beforeWrite = func() error { return syscall.EIO }
	if err := try(); err == nil || len(filesIn(t, s)) != 1 {
		t.Errorf("a save that fails: %v, %d files", err, len(filesIn(t, s)))
	}
	s.beforeWrite = nil
	if err := os.Rename(s.dir, s.dir+" away"); err != nil {
		t.Fatal(err)
	}
	if err := try(); !errors.Is(err, field.NoFolder) {
		t.Errorf("attaching to a folder that is gone: %v", err)
	}
	if _, err := s.OpenBlob(one.File); !errors.Is(err, field.NoFolder) {
		t.Errorf("opening from a folder that is gone: %v", err)
	}
	if err := os.Rename(s.dir+" away", s.dir); err != nil {
		t.Fatal(err)
	}
	if err := try(); err != nil {
		t.Errorf("after it came back: %v", err)
	}
}

func TestDamagedAttachedFilesAreNamed(t *testing.T) {
	base := create(t, withPapers())
	text := bytesOf(200_000)
	p, other := attach(t, base, text), attach(t, base, bytesOf(200_000)[:199_999])
	at, beside := fileOf(t, base, p), fileOf(t, base, other)
	whole, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	twin, err := os.ReadFile(beside)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"missing":         nil,
		"empty":           {},
		"truncated":       whole[:len(whole)-1],
		"cut at a chunk":  whole[:1+65552],
		"first byte":      append([]byte{0}, whole[1:]...),
		"bit in a chunk":  flipped(whole, 70_000),
		"bit in the last": flipped(whole, len(whole)-3),
		"another file":    twin,
		"longer":          append(bytes.Clone(whole), 0),
	} {
		if err := os.Remove(at); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if b != nil {
			if err := os.WriteFile(at, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got, err := readAll(base, p.File)
		if !errors.Is(err, field.Damaged) || !bytes.HasPrefix(text, got) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
		r, err := base.Check(context.Background(), nil)
		if err != nil || !slices.Equal(r.Troubles, []Trouble{{Kind: BlobDamaged, Table: "paper", ID: p.ID}}) || r.Files != 1 {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
	if err := os.WriteFile(at, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	sound(t, base)
}

func flipped(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 4
	return b
}

func TestFileOfALockedRecordIsKeptAndMissed(t *testing.T) {
	o := withPapers()
	s := create(t, o)
	p := attach(t, s, []byte("only for those who have the key"))
	if _, err := s.AddAccount(context.Background(), NewAccount{Name: "示例组织员", Passphrase: "events only", Role: "organiser", Spaces: []field.Space{field.Open}}); err != nil {
		t.Fatal(err)
	}
	path := fileOf(t, s, p)
	ago(t, path, 48*time.Hour, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o.Account = "示例组织员"
	theirs, err := Open(s.dir, "events only", o)
	if err != nil {
		t.Fatal(err)
	}
	theirs.warming.Wait()
	sound(t, theirs)
	if err := os.Remove(path); err != nil {
		t.Fatalf("the file of a record that is locked was removed: %v", err)
	}
	r, err := theirs.Check(context.Background(), nil)
	if err != nil || !slices.Equal(r.Troubles, []Trouble{{Kind: BlobDamaged}}) {
		t.Errorf("the file of a locked record is missing: %+v, %v", r, err)
	}
	if err := theirs.Close(); err != nil {
		t.Error(err)
	}
}

// ago makes a file that much older than the store's clock.
func ago(t testing.TB, path string, by time.Duration, s *Store) {
	t.Helper()
	then := s.o.Clock().Add(-by)
	if err := os.Chtimes(path, then, then); err != nil {
		t.Fatal(err)
	}
}

func TestWhatACutOffSaveLeftIsFoundAndRemovedLater(t *testing.T) {
	s := create(t, withPapers())
	p := attach(t, s, []byte("kept"))
	left, err := os.ReadFile(fileOf(t, s, p))
	if err != nil {
		t.Fatal(err)
	}
	leave := func(name string, old time.Duration) string {
		path := s.blobPath(name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, left, 0o600)); err != nil {
			t.Fatal(err)
		}
		ago(t, path, old, s)
		return path
	}
	fresh, old := leave(strings.Repeat("0a", blobNameLen), time.Hour), leave(strings.Repeat("0b", blobNameLen), 25*time.Hour)
	alien := filepath.Join(filepath.Dir(old), "readme.txt")
	if err := os.Rename(leave(strings.Repeat("0c", blobNameLen), 25*time.Hour), filepath.Join(s.dir, "elsewhere")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(alien, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	ago(t, alien, 25*time.Hour, s)
	ago(t, fileOf(t, s, p), 25*time.Hour, s)
	if r, err := s.Check(context.Background(), nil); err != nil || r.Loose != 2 || !r.Sound() {
		t.Errorf("check: %+v, %v", r, err)
	}
	s = reopen(t, s)
	s.warming.Wait()
	for path, there := range map[string]bool{fresh: true, old: false, alien: true, fileOf(t, s, p): true} {
		if _, err := os.Stat(path); (err == nil) != there {
			t.Errorf("%s: there is %v", filepath.Base(path), err)
		}
	}
}

func TestFilesStayWhileAnOlderDataFileIsThere(t *testing.T) {
	o := withPapers()
	o.Anchor = t.TempDir()
	s := create(t, o)
	put(t, s, full(1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	older, err := os.ReadFile(filepath.Join(s.dir, dataFile))
	if err != nil {
		t.Fatal(err)
	}
	s = openAgain(t, s)
	p := attach(t, s, []byte("of the newer state"))
	path := fileOf(t, s, p)
	ago(t, path, 48*time.Hour, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, dataFile), older, 0o600); err != nil {
		t.Fatal(err)
	}
	back, err := Open(s.dir, secret, s.o)
	if err != nil {
		t.Fatal(err)
	}
	back.warming.Wait()
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the file of the newer state was removed: %v", err)
	}
	if err := back.Close(); err != nil {
		t.Error(err)
	}
}

func TestErasedRecordTakesItsFileAlong(t *testing.T) {
	s := create(t, withPapers())
	p, stays := attach(t, s, []byte("to be erased")), attach(t, s, []byte("stays"))
	fail := errors.New("not this time")
	for _, want := range []error{fail, nil} {
		_, err := s.Update(context.Background(), Verb{Name: "erase"}, func(tx *Tx) error {
			tx.dropBlobs(p)
			p.File = ""
			return errors.Join(tx.Put(p), want)
		})
		if !errors.Is(err, want) || len(filesIn(t, s)) != map[bool]int{true: 1, false: 2}[want == nil] {
			t.Fatalf("%v: %d files", err, len(filesIn(t, s)))
		}
		if want != nil {
			p = get[*paper](t, s, p.ID)
		}
	}
	if files, err := s.Blobs(); err != nil || len(files) != 1 || filesIn(t, s)[0] != fileOf(t, s, stays) {
		t.Errorf("listed: %v, %v", files, err)
	}
}

// TestFileSealedByWhoKeptItsKeyIsRefused: the key of a file stays what it was when the keys of its space change.
func TestFileSealedByWhoKeptItsKeyIsRefused(t *testing.T) {
	s := create(t, withPapers())
	text, other := bytesOf(100_000), bytes.Repeat([]byte("x"), 100_000)
	p := attach(t, s, text)
	b, err := readBlobRef(p.File)
	if err != nil {
		t.Fatal(err)
	}
	put := func(text []byte) {
		t.Helper()
		var sealed bytes.Buffer
		again := b
		if _, err := again.seal(&sealed, bytes.NewReader(text), s.folder); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(fileOf(t, s, p), sealed.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(other)
	if got, err := readAll(s, p.File); !errors.Is(err, field.Damaged) || len(got) > 0 {
		t.Errorf("%d bytes are read, %v", len(got), err)
	}
	if r, err := s.Check(context.Background(), nil); err != nil || len(r.Troubles) != 1 || r.Troubles[0].Kind != BlobDamaged || r.Troubles[0].ID != p.ID {
		t.Errorf("check: %+v, %v", r.Troubles, err)
	}
	put(text)
	if got, err := readAll(s, p.File); err != nil || !bytes.Equal(got, text) {
		t.Errorf("the file as it was: %v", err)
	}
}

// FuzzReadBlobRef: a reference is refused with a code or comes back as it was written.
func FuzzReadBlobRef(f *testing.F) {
	f.Add(blobRef{name: strings.Repeat("0f", blobNameLen), size: 12345}.String())
	f.Add("2.abc")
	f.Add("1...")
	f.Add("1." + strings.Repeat("0f", blobNameLen) + "..-1.")
	f.Fuzz(func(t *testing.T, ref string) {
		b, err := readBlobRef(ref)
		if err != nil {
			if !errors.Is(err, field.Damaged) && !errors.Is(err, field.Newer) {
				t.Error(err)
			}
			return
		}
		again, err := readBlobRef(b.String())
		if err != nil || again != b {
			t.Errorf("%+v comes back as %+v: %v", b.size, again.size, err)
		}
	})
}

func BenchmarkAttachFile(b *testing.B) {
	s := create(b, withPapers())
	text := bytesOf(10 << 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		attach(b, s, text)
	}
}

func BenchmarkReadAttachedFile(b *testing.B) {
	s := create(b, withPapers())
	text := bytesOf(10 << 20)
	p := attach(b, s, text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		f, err := s.OpenBlob(p.File)
		if err != nil {
			b.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, f); err != nil || n != int64(len(text)) {
			b.Fatal(n, err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
