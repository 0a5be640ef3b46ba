package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/field"
)

// ruin overwrites pages of a data file for which pick is true, headers too, with garbage, and returns how many.
func ruin(t testing.TB, path string, pick func(id int64, flags uint16) bool) (n int) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(8, 8))
	for id := range int64(len(b) / pageSize) {
		page := b[id*pageSize : (id+1)*pageSize]
		if binary.LittleEndian.Uint64(page) != uint64(id) || !pick(id, binary.LittleEndian.Uint16(page[8:])) {
			continue
		}
		for i := range page {
			page[i] = byte(rnd.Uint32())
		}
		n++
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return n
}

// rescueTo rescues a folder and opens what came of it.
func rescueTo(t testing.TB, dir string, o Options) (*Store, Rescued) {
	t.Helper()
	to := filepath.Join(t.TempDir(), "rescued")
	before := everyFile(t, dir)
	found, err := Rescue(context.Background(), RescueSpec{Dir: dir, Passphrase: secret, To: to}, o)
	if err != nil {
		t.Fatal(err)
	}
	sameFiles(t, before, everyFile(t, dir))
	s, err := Open(to, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, s)
	return s, found
}

func TestRescueBringsBackWhatOpens(t *testing.T) {
	dir, o, ids := wounded(t)
	want := map[field.ID]*matter{}
	s, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		want[id] = get[*matter](t, s, id)
	}
	erased := ids[9]
	must1(t, s, Verb{}, func(tx *Tx) error { return tx.Erase(matterType, erased) })
	delete(want, erased)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	isBranch := func(_ int64, flags uint16) bool { return flags == branchFlag }
	leaves := 0
	for what, c := range map[string]struct {
		harm  func(t testing.TB, dir string)
		whole bool // nothing may be lost
	}{
		"nothing": {func(testing.TB, string) {}, true},
		"headers gone": {func(t testing.TB, dir string) {
			ruin(t, filepath.Join(dir, dataFile), func(id int64, _ uint16) bool { return id < 2 })
		}, true},
		"branches gone": {func(t testing.TB, dir string) { ruin(t, filepath.Join(dir, dataFile), isBranch) }, true},
		"free list gone": {func(t testing.TB, dir string) {
			ruin(t, filepath.Join(dir, dataFile), func(_ int64, f uint16) bool { return f == freelistFlag })
		}, true},
		"key copy gone": {func(t testing.TB, dir string) {
			ruin(t, filepath.Join(dir, dataFile), isBranch)
			if err := os.Remove(filepath.Join(dir, keysFile)); err != nil {
				t.Fatal(err)
			}
		}, true},
		"some leaves gone": {func(t testing.TB, dir string) {
			ruin(t, filepath.Join(dir, dataFile), func(id int64, f uint16) bool { leaves++; return f == branchFlag || f == leafFlag && id%7 == 3 })
		}, false},
		"half of the file gone": {func(t testing.TB, dir string) {
			path := filepath.Join(dir, dataFile)
			if err := os.Truncate(path, sizeOf(t, path)/2); err != nil {
				t.Fatal(err)
			}
		}, false},
	} {
		t.Run(what, func(t *testing.T) {
			to := filepath.Join(t.TempDir(), "data")
			copyFolder(t, dir, to)
			c.harm(t, to)
			s, found := rescueTo(t, to, o)
			if len(s.Troubles()) > 0 || found.Folder != s.folder || found.Slots != 1 {
				t.Errorf("%+v, %+v", found, s.Troubles())
			}
			if found.Saved+found.Lost < len(want) && found.Counted || c.whole && (found.Saved != len(want) || found.Lost > 0) || found.Saved == 0 {
				t.Errorf("%d records were there: %+v", len(want), found)
			}
			here := 0
			for id, was := range want {
				m, err := As[*matter](s.Get(matterType, id))
				if errors.Is(err, field.NotFound) && !c.whole {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				here++
				if c.whole && (m.Facts != was.Facts || m.Number != was.Number || m.Made != was.Made || m.MadeBy != was.MadeBy || (m.Gone != 0) != (was.Gone != 0)) {
					t.Errorf("%s came back otherwise: %+v", id, m.Meta)
				}
			}
			if _, err := s.Get(matterType, erased); err == nil && !c.whole {
				here++ // the journal that tells of it is gone
			} else if !errors.Is(err, field.NotFound) {
				t.Errorf("what was erased for good: %v", err)
			}
			if here != found.Saved {
				t.Errorf("%d there, %d told", here, found.Saved)
			}
			put(t, s, full(1))
		})
	}
	if leaves == 0 {
		t.Error("no leaf was ruined")
	}
}

func TestRescueTellsWhatItCannotDo(t *testing.T) {
	dir, o, _ := wounded(t)
	to := filepath.Join(t.TempDir(), "to")
	try := func(dir, pass string) error {
		_, err := Rescue(context.Background(), RescueSpec{Dir: dir, Passphrase: pass, To: to}, o)
		if _, there := os.Stat(to); there == nil {
			t.Errorf("%v, and something is left at the new place", err)
		}
		return err
	}
	o.Anchor = t.TempDir()
	waited := time.Duration(0)
	o.Wait = func(d time.Duration) { waited += d }
	for range 5 {
		if err := try(dir, "nicht das Richtige"); !errors.Is(err, field.Passphrase) {
			t.Errorf("wrong passphrase: %v", err)
		}
	}
	if waited == 0 {
		t.Error("guessing costs no time")
	}
	if err := try(filepath.Join(dir, "none"), secret); !errors.Is(err, field.NoFolder) {
		t.Errorf("no folder: %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	o.Progress = func(done, total int) {
		if done > 0 && total < 1000 {
			stop()
		}
	}
	if _, err := Rescue(ctx, RescueSpec{Dir: dir, Passphrase: secret, To: to}, o); !errors.Is(err, field.Cancelled) {
		t.Errorf("stopped: %v", err)
	}
	if _, err := os.Stat(to); err == nil {
		t.Error("stopped, and something is left")
	}
	o.Progress = nil
	if _, err := Rescue(context.Background(), RescueSpec{Dir: dir, Passphrase: secret, To: dir}, o); !errors.Is(err, field.Exists) {
		t.Errorf("onto itself: %v", err)
	}
	empty := filepath.Join(t.TempDir(), "data")
	copyFolder(t, dir, empty)
	ruin(t, filepath.Join(empty, dataFile), func(int64, uint16) bool { return true })
	if err := try(empty, secret); !errors.Is(err, field.Damaged) {
		t.Errorf("keys and no record: %v", err)
	}
	for _, f := range []string{dataFile, keysFile} {
		ruin(t, filepath.Join(dir, f), func(int64, uint16) bool { return true })
	}
	if err := os.WriteFile(filepath.Join(dir, keysFile), []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := try(dir, secret); !errors.Is(err, field.Damaged) {
		t.Errorf("no keys anywhere: %v", err)
	}
}

// TestRescueOfEveryFormat breaks the headers of folders as earlier programs left them.
func TestRescueOfEveryFormat(t *testing.T) {
	for _, format := range formats(t) {
		dir, content, o := oldFolder(t, format)
		ruin(t, filepath.Join(dir, dataFile), func(id int64, _ uint16) bool { return id < 2 })
		to := filepath.Join(t.TempDir(), "rescued")
		found, err := Rescue(context.Background(), RescueSpec{Dir: dir, Passphrase: oldChiefWord, To: to}, withAccount(o, oldChief))
		if err != nil || !found.Counted || found.Lost > 0 || found.Slots < 2 {
			t.Fatalf("%s: %+v, %v", format, found, err)
		}
		for _, who := range [][2]string{{oldChief, oldChiefWord}, {oldOrganiser, oldOrganiserWord}} {
			s, err := Open(to, who[1], withAccount(o, who[0]))
			if err != nil {
				t.Fatal(err)
			}
			sound(t, s)
			if len(s.Troubles()) > 0 || s.Folder().Format != formatVersion {
				t.Errorf("%s: %+v, format %d", format, s.Troubles(), s.Folder().Format)
			}
			if who[0] == oldChief && recordLines(contents(t, s)) != recordLines(content) {
				t.Errorf("%s: the records came back otherwise", format)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// recordLines are the lines about records, without their revisions.
func recordLines(content string) string {
	var out []string
	for line := range strings.Lines(content) {
		if !strings.HasPrefix(line, "entry ") && !strings.HasPrefix(line, "folder ") {
			front, rest, _ := strings.Cut(line, " rev ")
			_, rest, _ = strings.Cut(rest, " ")
			out = append(out, front+" "+rest)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "")
}

// TestRescueByAColleague leaves behind what she holds no key for, and only that.
func TestRescueByAColleague(t *testing.T) {
	s, m, open := restricted(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ruin(t, filepath.Join(s.dir, dataFile), func(_ int64, flags uint16) bool { return flags == freelistFlag })
	rescue := func(name, pass string) (Rescued, string) {
		t.Helper()
		to := filepath.Join(t.TempDir(), "rescued")
		found, err := Rescue(context.Background(), RescueSpec{Dir: s.dir, Passphrase: pass, To: to}, withAccount(s.o, name))
		if err != nil {
			t.Fatal(err)
		}
		return found, to
	}
	found, to := rescue("某同事", "同事的口令 2008")
	if found.Saved != 1 || found.Locked != 1 || found.Lost != 0 || found.Slots != 2 {
		t.Errorf("%+v", found)
	}
	c, err := Open(to, "同事的口令 2008", withAccount(s.o, "某同事"))
	if err != nil {
		t.Fatal(err)
	}
	closing(t, c)
	if _, err := c.Get(matterType, open.ID); err != nil {
		t.Error(err)
	}
	if _, err := c.Get(matterType, m.ID); !errors.Is(err, field.NotFound) {
		t.Errorf("the restricted one: %v", err)
	}
	found, to = rescue("某主任", secret)
	if found.Saved != 2 || found.Locked != 0 || found.Lost != 0 {
		t.Errorf("%+v", found)
	}
	c, err = Open(to, "同事的口令 2008", withAccount(s.o, "某同事"))
	if err != nil {
		t.Fatal(err)
	}
	closing(t, c)
	onlyFace(t, c, m, open)
}

func TestRescueBringsAttachedFiles(t *testing.T) {
	o := withPapers()
	s := create(t, o)
	text := bytesOf(70_000)
	whole, gone := attach(t, s, text), attach(t, s, bytesOf(500))
	if err := os.Remove(fileOf(t, s, gone)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ruin(t, filepath.Join(s.dir, dataFile), func(id int64, _ uint16) bool { return id < 2 })
	to := filepath.Join(t.TempDir(), "rescued")
	found, err := Rescue(context.Background(), RescueSpec{Dir: s.dir, Passphrase: secret, To: to}, o)
	if err != nil || found.Files != 1 || found.NoFiles != 1 || found.Saved != 2 {
		t.Fatalf("%+v, %v", found, err)
	}
	n, err := Open(to, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := readAll(n, get[*paper](t, n, whole.ID).File); err != nil || !bytes.Equal(back, text) {
		t.Errorf("%d bytes, %v", len(back), err)
	}
	r, err := n.Check(context.Background(), nil)
	if err != nil || len(r.Troubles) != 1 || r.Troubles[0].Kind != BlobDamaged {
		t.Errorf("%+v, %v", r.Troubles, err)
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
}
