package bench

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/fake"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/vault"
)

var rows = flag.Int("rows", 20_000, "cases that are edited and searched")

var caseType = new(centre.Case).Type()

// row is a case as a plain table holds it. The peers are given it ready made; ours encodes, seals and journals inside its time.
type row struct {
	id   []byte
	body []byte // JSON
	text string // what is searched
}

func rowOf(b *testing.B, c *centre.Case) row {
	body, err := json.Marshal(c)
	if err != nil {
		b.Fatal(err)
	}
	var text []string
	for _, s := range caseType.With(field.InSearch) {
		if s.Kind == field.TextKind || s.Kind == field.LongKind {
			text = append(text, s.Text(c))
		}
	}
	id := c.ID
	return row{id[:], body, strings.Join(text, "\n")}
}

// ours makes a data folder.
func ours(b *testing.B) *store.Store {
	b.Helper()
	o := store.Options{Clock: time.Now, Cost: &vault.Cost{Time: 1, Memory: 64, Lanes: 1}, Ballast: -1}
	s, err := store.Create(filepath.Join(b.TempDir(), "data"), store.Founder{Name: "样本主任", Passphrase: "样本口令 2008"}, o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

// bare makes a bbolt file without anything around it.
func bare(b *testing.B) *store.Bare {
	b.Helper()
	file, err := store.NewBare(filepath.Join(b.TempDir(), "bare.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := file.Close(); err != nil {
			b.Error(err)
		}
	})
	return file
}

// sqlite makes an SQLite file that is as durable as ours: every commit is on the disk. It keeps a journal too.
func sqlite(b *testing.B) *sql.DB {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "peer.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	for _, make := range []string{
		"CREATE TABLE record (id BLOB PRIMARY KEY, body BLOB NOT NULL, text TEXT NOT NULL)",
		"CREATE TABLE journal (seq INTEGER PRIMARY KEY, id BLOB NOT NULL, body BLOB NOT NULL)",
	} {
		if _, err := db.Exec(make); err != nil {
			b.Fatal(err)
		}
	}
	return db
}

// within runs statements in one durable transaction.
func within(db *sql.DB, do func(tx *sql.Tx) error) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func saveOurs(s *store.Store, cases []*centre.Case) error {
	_, err := s.Update(context.Background(), store.Verb{Name: "import"}, func(tx *store.Tx) error {
		for _, c := range cases {
			if err := tx.Put(c); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func saveBare(file *store.Bare, rows []row) error {
	bodies := make([][]byte, len(rows))
	for i, r := range rows {
		bodies[i] = r.body
	}
	return file.Add(bodies...)
}

func saveSQLite(db *sql.DB, rows []row) error {
	return within(db, func(tx *sql.Tx) (err error) {
		record, err := tx.Prepare("INSERT INTO record VALUES (?, ?, ?)")
		if err != nil {
			return err
		}
		journal, err := tx.Prepare("INSERT INTO journal (id, body) VALUES (?, ?)")
		if err != nil {
			return err
		}
		for _, r := range rows {
			if _, err := record.Exec(r.id, r.body, r.text); err != nil {
				return err
			}
			if _, err := journal.Exec(r.id, r.body); err != nil {
				return err
			}
		}
		return nil
	})
}

// thousand makes so many cases and their rows.
func thousand(b *testing.B, m *fake.Maker) ([]*centre.Case, []row) {
	cases, all := make([]*centre.Case, 1000), make([]row, 1000)
	for i := range cases {
		cases[i] = m.Case()
		all[i] = rowOf(b, cases[i])
	}
	return cases, all
}

var today = field.Day{Year: 2026, Month: 3, Date: 8}

// filled gives each of the three -rows cases.
func filled(b *testing.B) (*store.Store, *store.Bare, *sql.DB, []row) {
	s, file, db, m := ours(b), bare(b), sqlite(b), fake.New(8, today)
	var all []row
	for len(all) < *rows {
		cases, some := thousand(b, m)
		if err := errors.Join(saveOurs(s, cases), saveBare(file, some), saveSQLite(db, some)); err != nil {
			b.Fatal(err)
		}
		all = append(all, some...)
	}
	return s, file, db, all
}

// BenchmarkEdit changes one field of one case, on the disk when it returns. Ours also keeps who changed what, sealed and chained.
func BenchmarkEdit(b *testing.B) {
	s, file, db, all := filled(b)
	turn := 0
	next := func() { turn = (turn + 7919) % len(all) } // a prime: walks over all in no order of the disk's
	race(b,
		hand{"ours", next, func() error {
			_, err := s.Update(context.Background(), store.Verb{Name: "edit"}, func(tx *store.Tx) error {
				c, err := store.As[*centre.Case](tx.Get(caseType, field.ID(all[turn].id)))
				if err != nil {
					return err
				}
				c.Request += "。"
				return tx.Put(c)
			})
			return err
		}},
		hand{"bbolt", nil, func() error { return file.Replace(uint64(turn)+1, all[turn].body) }},
		hand{"sqlite", nil, func() error {
			return within(db, func(tx *sql.Tx) error {
				var old []byte
				if err := tx.QueryRow("SELECT body FROM record WHERE id = ?", all[turn].id).Scan(&old); err != nil {
					return err
				}
				if _, err := tx.Exec("UPDATE record SET body = ? WHERE id = ?", all[turn].body, all[turn].id); err != nil {
					return err
				}
				_, err := tx.Exec("INSERT INTO journal (id, body) VALUES (?, ?)", all[turn].id, old)
				return err
			})
		}},
	)
}

// BenchmarkImport saves 1,000 new cases in one transaction.
func BenchmarkImport(b *testing.B) {
	s, file, db, m := ours(b), bare(b), sqlite(b), fake.New(8, today)
	var cases []*centre.Case
	var all []row
	race(b,
		hand{"ours", func() { cases, all = thousand(b, m) }, func() error { return saveOurs(s, cases) }},
		hand{"bbolt", nil, func() error { return saveBare(file, all) }},
		hand{"sqlite", nil, func() error { return saveSQLite(db, all) }},
	)
}

// BenchmarkSearch finds words of two and more characters anywhere in a case, in turns so that no answer is kept from the last time.
func BenchmarkSearch(b *testing.B) {
	s, _, db, _ := filled(b)
	words := []string{"工资", "生育津贴", "产假", "劳动合同", "示例市"}
	turn, found := 0, 0
	race(b,
		hand{"ours", func() { turn = (turn + 1) % len(words) }, func() error {
			list, err := s.List(caseType, store.Query{Find: words[turn]})
			if err == nil {
				found = list.Len()
			}
			return err
		}},
		hand{"sqlite", nil, func() (err error) {
			list, err := db.Query("SELECT id FROM record WHERE text LIKE ?", "%"+words[turn]+"%")
			if err != nil {
				return err
			}
			n := 0
			for ; list.Next(); n++ {
				var id sql.RawBytes
				if err := list.Scan(&id); err != nil {
					return errors.Join(err, list.Close())
				}
			}
			if n != found {
				b.Errorf("%s: found %d, ours %d", words[turn], n, found)
			}
			return list.Err()
		}},
	)
}
