package bench

import (
	"context"
	"encoding/json"
	"flag"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
	id                   []byte
	body                 []byte // JSON
	text                 string // what is searched
	received             int64
	channel, risk, state string
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
	return row{id[:], body, strings.Join(text, "\n"), int64(c.Received), c.Channel, c.Risk, c.State}
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
func filled(b *testing.B) (*store.Store, *store.Bare, []*peer, []row) {
	s, file, peers, m := ours(b), bare(b), sqlites(b), fake.New(8, today)
	var all []row
	for len(all) < *rows {
		cases, some := thousand(b, m)
		if err := saveOurs(s, cases); err != nil {
			b.Fatal(err)
		}
		if err := saveBare(file, some); err != nil {
			b.Fatal(err)
		}
		for _, p := range peers {
			if err := p.save(some); err != nil {
				b.Fatal(err)
			}
		}
		all = append(all, some...)
	}
	return s, file, peers, all
}

// BenchmarkEdit changes one field of one case, on the disk when it returns. Ours also keeps who changed what, sealed and chained.
func BenchmarkEdit(b *testing.B) {
	s, file, peers, all := filled(b)
	turn := 0
	next := func() { turn = (turn + 7919) % len(all) } // a prime: walks over all in no order of the disk's
	hands := []hand{
		{"ours", next, func() error {
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
		{"bbolt", nil, func() error { return file.Replace(uint64(turn)+1, all[turn].body) }},
	}
	for _, p := range peers {
		hands = append(hands, hand{p.name, nil, func() error { return p.edit(all[turn]) }})
	}
	race(b, hands...)
}

// BenchmarkImport saves 1,000 new cases in one transaction.
func BenchmarkImport(b *testing.B) {
	s, file, peers, m := ours(b), bare(b), sqlites(b), fake.New(8, today)
	var cases []*centre.Case
	var all []row
	hands := []hand{
		{"ours", func() { cases, all = thousand(b, m) }, func() error { return saveOurs(s, cases) }},
		{"bbolt", nil, func() error { return saveBare(file, all) }},
	}
	for _, p := range peers {
		hands = append(hands, hand{p.name, nil, func() error { return p.save(all) }})
	}
	race(b, hands...)
}

// BenchmarkSearch finds words of two and more characters anywhere in a case, in turns so that no answer is kept from the last time.
func BenchmarkSearch(b *testing.B) {
	s, _, peers, _ := filled(b)
	words := []string{"工资", "生育津贴", "产假", "劳动合同", "示例市"}
	turn, found := 0, 0
	hands := []hand{{"ours", func() { turn = (turn + 1) % len(words) }, func() error {
		list, err := s.List(caseType, store.Query{Find: words[turn]})
		if err == nil {
			found = list.Len()
		}
		return err
	}}}
	for _, p := range peers {
		hands = append(hands, hand{p.name, nil, func() error {
			n, err := p.count("SELECT count(*) FROM record WHERE text LIKE ?", "%"+words[turn]+"%")
			if err == nil && n != found {
				b.Errorf("%s: found %d, ours %d", words[turn], n, found)
			}
			return err
		}})
	}
	race(b, hands...)
}

// BenchmarkSort orders all cases by the moment they came in and shows a page of them; SQLite has no index for it.
func BenchmarkSort(b *testing.B) {
	s, _, peers, _ := filled(b)
	hands := []hand{{"ours", nil, func() error {
		list, err := s.List(caseType, store.Query{Sort: "received", Desc: true})
		for i := 0; err == nil && i < min(pageLen, list.Len()); i++ {
			_ = list.At(i)
		}
		return err
	}}}
	for _, p := range peers {
		hands = append(hands, hand{p.name, nil, p.sorted})
	}
	race(b, hands...)
}

// BenchmarkFilter counts the cases that meet three conditions.
func BenchmarkFilter(b *testing.B) {
	s, _, peers, _ := filled(b)
	found := 0
	hands := []hand{{"ours", nil, func() (err error) {
		found, err = s.Count(caseType, store.Query{Where: []store.Cond{
			store.Where("channel", "call"), store.Where("risk", "high"), store.Where("state", "registered", "accepted"),
		}})
		return err
	}}}
	for _, p := range peers {
		hands = append(hands, hand{p.name, nil, func() error {
			n, err := p.count("SELECT count(*) FROM record WHERE channel = 'call' AND risk = 'high' AND state IN ('registered', 'accepted')")
			if err == nil && n != found {
				b.Errorf("found %d, ours %d", n, found)
			}
			return err
		}})
	}
	race(b, hands...)
}
