package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"cn.halfsky/internal/field"
)

// wounded is a closed folder of some hundred records with edits, deletions and free pages, to be copied and damaged.
func wounded(t testing.TB) (dir string, o Options, ids []field.ID) {
	t.Helper()
	o = options()
	s, err := Create(filepath.Join(t.TempDir(), "data"), Founder{Name: "某主任", Passphrase: secret}, o)
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(11, 11))
	var all []*matter
	for range 12 {
		var rs []field.Record
		for range 30 {
			m := random(rnd, len(all))
			all = append(all, m)
			rs = append(rs, m)
		}
		put(t, s, rs...)
	}
	for range 60 {
		m := all[rnd.IntN(len(all))]
		m.Facts = random(rnd, 0).Facts[:300+3*rnd.IntN(100)]
		put(t, s, m)
	}
	must1(t, s, Verb{}, func(tx *Tx) error { return tx.Delete(all[3]) })
	for _, m := range all {
		ids = append(ids, m.ID)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return s.dir, o, ids
}

// outcome is what happened to a damaged folder.
type outcome struct {
	opened bool
	named  bool // refused with a code, or opened with a trouble, or Check finds one
	lost   int  // records that are not there and were not named
}

// examine opens a damaged folder and uses all of it. Whatever happens, nothing may crash, and what is missing must be named.
func examine(t testing.TB, dir string, o Options, ids []field.ID) (out outcome) {
	t.Helper()
	s, err := Open(dir, secret, o)
	if err != nil {
		if !errors.Is(err, field.Damaged) && !errors.Is(err, field.Newer) {
			t.Errorf("refused without saying that it is damaged: %v", err)
		}
		return outcome{named: true}
	}
	out.opened = true
	if _, err := s.List(matterType, Query{Find: "工作", Sort: "client"}); err != nil { // waits for all of the memory
		t.Errorf("list: %v", err)
	}
	r, err := s.Check(context.Background(), nil)
	if err != nil && !errors.Is(err, field.Damaged) {
		t.Errorf("check: %v", err)
	}
	out.named = !r.Sound() || err != nil || len(s.Troubles()) > 0
	for _, id := range ids {
		if _, err := s.Get(matterType, id); err != nil {
			out.lost++
			if errors.Is(err, field.Damaged) {
				out.named = true
			}
		}
	}
	for _, id := range ids[:5] {
		if _, err := s.History(matterType, id); err != nil && !errors.Is(err, field.Damaged) && !errors.Is(err, field.NotFound) {
			t.Errorf("history: %v", err)
		}
	}
	if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Put(full(1)) }); err != nil && !errors.Is(err, field.Damaged) {
		t.Errorf("write: %v", err)
	}
	if err := s.Close(); err != nil && !errors.Is(err, field.Damaged) {
		t.Errorf("close: %v", err)
	}
	return out
}

// damages are the ways a file goes wrong.
var damages = map[string]func(t testing.TB, path string, rnd *rand.Rand){
	"truncated": func(t testing.TB, path string, rnd *rand.Rand) {
		if err := os.Truncate(path, rnd.Int64N(sizeOf(t, path))); err != nil {
			t.Fatal(err)
		}
	},
	"bit flipped": func(t testing.TB, path string, rnd *rand.Rand) {
		flip(t, path, rnd.Int64N(sizeOf(t, path)), 1<<rnd.IntN(8))
	},
	"page header changed": func(t testing.TB, path string, rnd *rand.Rand) {
		pages := max(sizeOf(t, path)/pageSize, 1)
		at := min(rnd.Int64N(pages)*pageSize+rnd.Int64N(64), sizeOf(t, path)-1)
		flip(t, path, at, 1<<rnd.IntN(8))
	},
	"page zeroed":   func(t testing.TB, path string, rnd *rand.Rand) { overwrite(t, path, rnd, pageSize, nil) },
	"sector zeroed": func(t testing.TB, path string, rnd *rand.Rand) { overwrite(t, path, rnd, 512, nil) },
	"page of garbage": func(t testing.TB, path string, rnd *rand.Rand) {
		b := make([]byte, pageSize)
		for i := range b {
			b[i] = byte(rnd.Uint32())
		}
		overwrite(t, path, rnd, pageSize, b)
	},
	"page copied over another": func(t testing.TB, path string, rnd *rand.Rand) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		n := max(len(b)/pageSize, 1)
		from := b[rnd.IntN(n)*pageSize:]
		overwrite(t, path, rnd, pageSize, from[:min(len(from), pageSize)])
	},
}

func sizeOf(t testing.TB, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func overwrite(t testing.TB, path string, rnd *rand.Rand, step int64, with []byte) {
	t.Helper()
	size := sizeOf(t, path)
	at := rnd.Int64N(max(size/step, 1)) * step
	n := min(step, size-at)
	if with == nil {
		with = make([]byte, n)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(with[:min(int64(len(with)), n)], at); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestDamagedFilesAreNamedAndNeverCrash(t *testing.T) {
	dir, o, ids := wounded(t)
	trials := 5
	if testing.Short() {
		trials = 2
	}
	for _, file := range []string{dataFile, keysFile, filepath.Join(cacheDir, "cases"+columnKind), filepath.Join(cacheDir, "cases"+textKind)} {
		for what, damage := range damages {
			t.Run(file+" "+what, func(t *testing.T) {
				rnd := rand.New(rand.NewPCG(uint64(len(file)), uint64(len(what))))
				for range trials {
					to := filepath.Join(t.TempDir(), "data")
					copyFolder(t, dir, to)
					damage(t, filepath.Join(to, file), rnd)
					same := sameBytes(t, filepath.Join(dir, file), filepath.Join(to, file))
					out := examine(t, to, o, ids)
					if out.lost > 0 && !out.named {
						t.Errorf("%d records are gone and nothing says so", out.lost)
					}
					if file != dataFile && (!out.opened || out.lost > 0 || !same && !out.named) {
						t.Errorf("a damaged %s: %+v", file, out)
					}
				}
			})
		}
	}
}

func sameBytes(t testing.TB, a, b string) bool {
	t.Helper()
	x, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(x, y)
}

func TestMissingFilesAreNamed(t *testing.T) {
	dir, o, ids := wounded(t)
	for _, c := range []struct {
		remove string
		code   field.Code
		kind   TroubleKind
	}{{dataFile, field.Damaged, ""}, {keysFile, "", KeysRepaired}, {cacheDir, "", ""}} {
		to := filepath.Join(t.TempDir(), "data")
		copyFolder(t, dir, to)
		if err := os.RemoveAll(filepath.Join(to, c.remove)); err != nil {
			t.Fatal(err)
		}
		s, err := Open(to, secret, o)
		if c.code != "" {
			if !errors.Is(err, c.code) {
				t.Errorf("without %s: %v", c.remove, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("without %s: %v", c.remove, err)
		}
		if tr := s.Troubles(); c.kind != "" && (len(tr) != 1 || tr[0].Kind != c.kind) || c.kind == "" && len(tr) > 0 {
			t.Errorf("without %s: %+v", c.remove, tr)
		}
		if n, err := s.Count(matterType, Query{}); err != nil || n != len(ids)-1 {
			t.Errorf("without %s: %d records, %v", c.remove, n, err)
		}
		again := reopen(t, s)
		if len(again.Troubles()) > 0 {
			t.Errorf("without %s, second opening: %+v", c.remove, again.Troubles())
		}
	}
	if _, err := Open(filepath.Join(t.TempDir(), "nothing"), secret, o); !errors.Is(err, field.NoFolder) {
		t.Errorf("no folder: %v", err)
	}
}

// TestShapeFindsWhatWouldMisleadBbolt changes exactly the fields bbolt trusts.
func TestShapeFindsWhatWouldMisleadBbolt(t *testing.T) {
	dir, _, _ := wounded(t)
	path := filepath.Join(dir, dataFile)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sh, err := checkShape(bytes.NewReader(good), int64(len(good)), pageSize, true)
	if err != nil || sh.bad > 0 || !sh.metas[0] || !sh.metas[1] {
		t.Fatalf("a whole file: %+v, %v", sh, err)
	}
	find := func(use byte) int64 {
		for id := range sh.use {
			if sh.use[id] == use && (use != usedFreelist || pageCount(good[id*pageSize:]) > 2) {
				return int64(id) * pageSize
			}
		}
		t.Fatalf("the file has no page of use %d", use)
		return 0
	}
	branch, freelist := find(usedBranch), find(usedFreelist)
	le := binary.LittleEndian
	for what, change := range map[string]func(b []byte){
		"a branch that points to itself":      func(b []byte) { le.PutUint64(b[branch+pageHead+8:], uint64(branch/pageSize)) },
		"a branch that points to the headers": func(b []byte) { le.PutUint64(b[branch+pageHead+8:], 1) },
		"a branch that points beyond the end": func(b []byte) { le.PutUint64(b[branch+pageHead+8:], 1<<40) },
		"two branches to one leaf": func(b []byte) {
			copy(b[branch+pageHead+8:branch+pageHead+16], b[branch+pageHead+branchElem+8:])
		},
		"a branch key outside its page": func(b []byte) { le.PutUint32(b[branch+pageHead:], 1<<30) },
		"an empty branch":               func(b []byte) { le.PutUint16(b[branch+10:], 0) },
		"a branch that is endless":      func(b []byte) { le.PutUint32(b[branch+12:], 1<<31) },
		"a free page that is in use":    func(b []byte) { le.PutUint64(b[freelist+pageHead:], uint64(branch/pageSize)) },
		"a free page twice":             func(b []byte) { copy(b[freelist+pageHead:freelist+pageHead+8], b[freelist+pageHead+8:]) },
		"a free page that is a header":  func(b []byte) { le.PutUint64(b[freelist+pageHead:], 0) },
		"a list of free pages too long": func(b []byte) {
			le.PutUint16(b[freelist+10:], 0xFFFF)
			le.PutUint64(b[freelist+pageHead:], 1<<60)
		},
		"a page that calls itself other": func(b []byte) { b[branch] ^= 1 },
	} {
		bad := bytes.Clone(good)
		change(bad)
		if _, err := checkShape(bytes.NewReader(bad), int64(len(bad)), pageSize, false); !errors.Is(err, field.Damaged) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func FuzzShape(f *testing.F) {
	dir, _, _ := wounded(f)
	good, err := os.ReadFile(filepath.Join(dir, dataFile))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(pageSize*2), uint64(1<<63), true)
	f.Add(uint32(40), uint64(3), false)
	f.Fuzz(func(t *testing.T, at uint32, value uint64, contents bool) {
		b := bytes.Clone(good)
		n := int(at) % (len(b) - 8)
		binary.LittleEndian.PutUint64(b[n:], value)
		sh, err := checkShape(bytes.NewReader(b), int64(len(b)), pageSize, contents)
		if err != nil && !errors.Is(err, field.Damaged) {
			t.Fatal(err)
		}
		if err == nil && sh.pages > uint64(len(b)/pageSize) {
			t.Fatal("more pages than there are")
		}
	})
}
