package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// contents writes out all that a folder holds: every record with its fields, every journal entry. It is the form of
// testdata/format*/content.txt.
func contents(t testing.TB, s *Store) string {
	t.Helper()
	var sb strings.Builder
	f := s.Folder()
	fmt.Fprintf(&sb, "folder %s seq %d\n", f.ID, f.Seq)
	for _, typ := range centre.Types {
		for _, gone := range []bool{false, true} {
			rows, err := s.List(typ, Query{Sort: ByMade, Gone: gone})
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for i := range rows.Len() {
				r, err := s.Get(typ, rows.ID(i))
				if err != nil {
					t.Fatal(err)
				}
				b := r.Base()
				line := fmt.Sprintf("%s %s rev %d gone %t", typ.Table, b.ID, b.Rev, b.Gone != 0)
				for k := range typ.Fields {
					if spec := &typ.Fields[k]; !spec.Empty(r) {
						line += fmt.Sprintf(" %s=%q", spec.Key, spec.Text(r))
					}
				}
				lines = append(lines, line)
			}
			slices.Sort(lines)
			for _, l := range lines {
				fmt.Fprintln(&sb, l)
			}
		}
	}
	err := s.Journal(context.Background(), 1, 0, func(e Entry) error {
		fmt.Fprintf(&sb, "entry %d %s undoes %d reason %q by %s:", e.Seq, e.Verb, e.Undoes, e.Reason, e.Who)
		for i, op := range e.Ops {
			if i == 4 {
				fmt.Fprintf(&sb, " and %d more", len(e.Ops)-4)
				break
			}
			table := ""
			if op.Type != nil {
				table = op.Type.Table
			}
			fmt.Fprintf(&sb, " [%s %s rev %d kind %d %v %s]", table, op.ID, op.Rev, op.Kind, op.Keys, op.Text)
		}
		fmt.Fprintln(&sb)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sb.String()
}

// keptAll compares what a folder holds with what it held, leaving out the entries that opening it added.
func keptAll(t *testing.T, was, is string) {
	t.Helper()
	old, now := strings.Split(strings.TrimSpace(was), "\n")[1:], strings.Split(strings.TrimSpace(is), "\n")[1:]
	if len(now) < len(old) {
		t.Fatalf("%d lines, there were %d", len(now), len(old))
	}
	for i := range old {
		if old[i] != now[i] {
			t.Fatalf("line %d: %q was %q", i+2, now[i], old[i])
		}
	}
	for _, l := range now[len(old):] {
		if !strings.HasPrefix(l, "entry ") {
			t.Errorf("it holds more: %q", l)
		}
	}
}

// oldFolder is a folder as a program of an earlier format left it. Its accounts are named below.
func oldFolder(t *testing.T, format string) (dir, content string, o Options) {
	t.Helper()
	from := filepath.Join("testdata", format)
	b, err := os.ReadFile(filepath.Join(from, "content.txt"))
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(t.TempDir(), "data")
	copyFolder(t, filepath.Join(from, "folder"), dir)
	o = options()
	clock := &wallClock{now: time.Date(2027, 3, 8, 9, 0, 0, 0, time.UTC)} // later than any of them was written
	o.Types, o.Clock = nil, clock.Now
	return dir, string(b), o
}

func formats(t *testing.T) (names []string) {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join("testdata", "format*"))
	if err != nil || len(dirs) != formatVersion {
		t.Fatal(dirs, err)
	}
	for _, d := range dirs {
		names = append(names, filepath.Base(d))
	}
	return names
}

const (
	oldChief, oldChiefWord         = "示例负责人", "format one changed"
	oldOrganiser, oldOrganiserWord = "示例组织员", "organiser 2026"
)

func TestEveryFormatEverWrittenOpensToTheSame(t *testing.T) {
	for _, format := range formats(t) {
		t.Run(format, func(t *testing.T) {
			dir, content, o := oldFolder(t, format)
			look := o
			look.ReadOnly = true
			s, err := Open(dir, oldChiefWord, withAccount(look, oldChief))
			if err != nil {
				t.Fatal(err)
			}
			if got := contents(t, s); got != content {
				keptAll(t, content, got)
				t.Error("looked at only, it holds more than it did")
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			for _, who := range [][2]string{{oldChief, oldChiefWord}, {oldOrganiser, oldOrganiserWord}, {oldChief, oldChiefWord}} {
				s, err := Open(dir, who[1], withAccount(o, who[0]))
				if err != nil {
					t.Fatal(err)
				}
				if len(s.Troubles()) > 0 || s.Folder().Format != formatVersion {
					t.Errorf("%+v, format %d", s.Troubles(), s.Folder().Format)
				}
				sound(t, s)
				if who[0] == oldChief {
					keptAll(t, content, contents(t, s))
				}
				must1(t, s, Verb{Name: "print"}, func(tx *Tx) error { tx.Note(Printed, nil, field.ID{}, ""); return nil })
				sound(t, s)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func formatOf(t *testing.T, dir string) (page []byte) {
	t.Helper()
	edit(t, dir, func(tx *bolt.Tx) error { page = slices.Clone(value(tx, metaBucket, formatKey)); return nil })
	return page
}

func TestFolderIsBackedUpBeforeItsFormatIsRaised(t *testing.T) {
	dir, content, o := oldFolder(t, "format1")
	before, refused := formatOf(t, dir), errors.New("no room")
	o.BeforeMigrate = func(*Store) error { return refused }
	if _, err := Open(dir, oldChiefWord, withAccount(o, oldChief)); !errors.Is(err, refused) {
		t.Fatalf("without a backup: %v", err)
	}
	if !slices.Equal(formatOf(t, dir), before) {
		t.Fatal("the folder was changed")
	}
	backups, calls := t.TempDir(), 0
	o.BeforeMigrate = func(s *Store) error {
		calls++
		_, err := s.Backup(context.Background(), backups, nil)
		return err
	}
	for range 2 {
		s, err := Open(dir, oldChiefWord, withAccount(o, oldChief))
		if err != nil {
			t.Fatal(err)
		}
		if s.head.Signed != 10 || s.Folder().Format != 2 {
			t.Errorf("entries are signed from %d on, format %d", s.head.Signed, s.Folder().Format)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	list, err := Backups(backups)
	if err != nil || len(list) != 1 || calls != 1 || list[0].Seq != 9 {
		t.Fatalf("%d calls, backups %+v, %v", calls, list, err)
	}
	back := filepath.Join(t.TempDir(), "back")
	if err := Restore(context.Background(), RestoreSpec{Path: list[0].Path, Passphrase: oldChiefWord, Account: oldChief, Dir: back}, o, nil); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(formatOf(t, back), before) {
		t.Error("the backup is not of the old format")
	}
	o.BeforeMigrate = nil
	s, err := Open(back, oldChiefWord, withAccount(o, oldChief))
	if err != nil {
		t.Fatal(err)
	}
	keptAll(t, content, contents(t, s))
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestFormatOfANewerProgramThatThisOneMayReadStays: its page says a higher format and this one as the least.
func TestFormatOfANewerProgramThatThisOneMayReadStays(t *testing.T) {
	s := create(t, options())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	page := encodeFormat(s.folder)
	page[9]++
	sum := sha256.Sum256(page[:formatLen-8])
	page = append(page[:formatLen-8], sum[:8]...)
	edit(t, s.dir, func(tx *bolt.Tx) error { return tx.Bucket(metaBucket).Put(formatKey, page) })
	s = openAgain(t, s)
	put(t, s, full(1))
	if s.Folder().Format != formatVersion+1 {
		t.Errorf("format %d", s.Folder().Format)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(formatOf(t, s.dir), page) {
		t.Error("the page was written over")
	}
}

// TestFormatPageCannotTakeSignaturesBack: the page can be written by anybody, what it says must not make a folder of format 2 an old one.
func TestFormatPageCannotTakeSignaturesBack(t *testing.T) {
	s := create(t, options())
	put(t, s, full(1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, s.dir, func(tx *bolt.Tx) error { return tx.Bucket(metaBucket).Put(formatKey, formatPage(s.folder, 1)) })
	s = openAgain(t, s)
	if s.head.Signed != 1 || s.Folder().Format != formatVersion {
		t.Errorf("format %d, entries count as signed from %d on", s.Folder().Format, s.head.Signed)
	}
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(formatOf(t, s.dir), encodeFormat(s.folder)) {
		t.Error("the page still says less")
	}
}

// TestFolderOfFormat2HoldsMoreThanRecords: a setting, a file, a restricted case, a closed account, spaces that were rotated.
func TestFolderOfFormat2HoldsMoreThanRecords(t *testing.T) {
	dir, _, o := oldFolder(t, "format2")
	s, err := Open(dir, oldChiefWord, withAccount(o, oldChief))
	if err != nil {
		t.Fatal(err)
	}
	closing(t, s)
	lock := map[string]int{}
	if ok, err := s.Setting("lock", &lock); !ok || err != nil || lock["minutes"] != 5 {
		t.Errorf("setting: %v, %v", lock, err)
	}
	files := 0
	err = s.Each(context.Background(), centre.AttachmentType, func(r field.Record) error {
		a := r.(*centre.Attachment)
		if a.Blob == "" {
			return nil
		}
		f, err := s.OpenBlob(a.Blob)
		if err != nil {
			return err
		}
		text, err := io.ReadAll(f)
		if files++; string(text) != "示例附件的内容" {
			t.Errorf("the file holds %q", text)
		}
		return errors.Join(err, f.Close())
	})
	if err != nil || files != 1 {
		t.Errorf("%d files, %v", files, err)
	}
	closed, restricted := 0, 0
	for _, a := range s.Accounts() {
		if a.Closed {
			closed++
		}
		if slices.Contains(a.Spaces, "case-one") {
			restricted++
		}
	}
	if _, label, _ := s.ring.Newest(string(field.Cases)); closed != 1 || restricted != 2 || label.Epoch != 2 || len(s.Unsealed()) > 0 {
		t.Errorf("%d closed, %d hold the restricted case, cases are of epoch %d, %v left", closed, restricted, label.Epoch, s.Unsealed())
	}
}
