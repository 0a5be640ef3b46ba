package bench

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite"
)

// pageLen is how many rows a screen shows.
const pageLen = 50

// driver is one way to use SQLite from Go. The second, which wraps the C library, is there where a C compiler is (sqlite_cgo_test.go).
type driver struct{ name, pragmas string }

var drivers = []driver{{"sqlite", "?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"}}

// peer is an SQLite file that is as durable as ours: every commit is on the disk. It keeps a journal too, and nothing is sealed.
type peer struct {
	name string
	db   *sql.DB
}

func sqlites(b *testing.B) (all []*peer) {
	b.Helper()
	for _, d := range drivers {
		db, err := sql.Open(d.name, "file:"+filepath.Join(b.TempDir(), "peer.db")+d.pragmas)
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
			"CREATE TABLE record (id BLOB PRIMARY KEY, body BLOB NOT NULL, text TEXT NOT NULL, received INTEGER, channel TEXT, risk TEXT, state TEXT)",
			"CREATE TABLE journal (seq INTEGER PRIMARY KEY, id BLOB NOT NULL, body BLOB NOT NULL)",
		} {
			if _, err := db.Exec(make); err != nil {
				b.Fatal(err)
			}
		}
		all = append(all, &peer{d.name, db})
	}
	return all
}

// within runs statements in one durable transaction.
func (p *peer) within(do func(tx *sql.Tx) error) error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func (p *peer) save(rows []row) error {
	return p.within(func(tx *sql.Tx) (err error) {
		record, err := tx.Prepare("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)")
		if err != nil {
			return err
		}
		journal, err := tx.Prepare("INSERT INTO journal (id, body) VALUES (?, ?)")
		if err != nil {
			return err
		}
		for _, r := range rows {
			if _, err := record.Exec(r.id, r.body, r.text, r.received, r.channel, r.risk, r.state); err != nil {
				return err
			}
			if _, err := journal.Exec(r.id, r.body); err != nil {
				return err
			}
		}
		return nil
	})
}

func (p *peer) edit(r row) error {
	return p.within(func(tx *sql.Tx) error {
		var old []byte
		if err := tx.QueryRow("SELECT body FROM record WHERE id = ?", r.id).Scan(&old); err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE record SET body = ? WHERE id = ?", r.body, r.id); err != nil {
			return err
		}
		_, err := tx.Exec("INSERT INTO journal (id, body) VALUES (?, ?)", r.id, old)
		return err
	})
}

func (p *peer) count(query string, args ...any) (n int, err error) {
	return n, p.db.QueryRow(query, args...).Scan(&n)
}

func (p *peer) sorted() error {
	list, err := p.db.Query("SELECT id, received, channel, risk, state FROM record ORDER BY received DESC LIMIT ?", pageLen)
	if err != nil {
		return err
	}
	for list.Next() {
		var id, received, channel, risk, state sql.RawBytes
		if err := list.Scan(&id, &received, &channel, &risk, &state); err != nil {
			return errors.Join(err, list.Close())
		}
	}
	return list.Err()
}
