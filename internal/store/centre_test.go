package store

import (
	"reflect"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/fake"
	"cn.halfsky/internal/field"
)

// TestEveryRecordOfACentreComesBack saves the whole sample, of every table, and compares records, columns and titles.
func TestEveryRecordOfACentreComesBack(t *testing.T) {
	o := options()
	o.Types = nil // those of the program
	s := create(t, o)
	all := fake.New(20080306, field.Day{Year: 2026, Month: 3, Date: 8}).Sample()
	put(t, s, all...)
	for range 2 {
		seen := map[string]int{}
		for _, r := range all {
			typ := r.Type()
			back, err := s.Get(typ, r.Base().ID)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(back, r) {
				t.Fatalf("%s came back as\n%+v\nwas\n%+v", typ.Table, back, r)
			}
			if title, ok := s.Title(typ.Table, r.Base().ID); !ok || title != typ.TitleOf(r) {
				t.Errorf("%s: title %q, record says %q", typ.Table, title, typ.TitleOf(r))
			}
			seen[typ.Table]++
		}
		for _, typ := range centre.Types {
			showColumns(t, s, typ, seen[typ.Table])
		}
		s = reopen(t, s)
	}
}

func showColumns(t *testing.T, s *Store, typ *field.Type, want int) {
	t.Helper()
	rows, err := s.List(typ, Query{})
	if err != nil || rows.Len() != want {
		t.Fatalf("%s: %d rows, want %d (%v)", typ.Table, rows.Len(), want, err)
	}
	for i := range rows.Len() {
		rec, err := s.Get(typ, rows.ID(i))
		if err != nil {
			t.Fatal(err)
		}
		at := rows.At(i)
		for _, spec := range columnFields(typ) {
			if got := spec.Text(at); got != spec.Text(rec) || rows.Text(i, spec.Key) != got {
				t.Errorf("%s.%s: %q, record has %q", typ.Table, spec.Key, got, spec.Text(rec))
			}
		}
	}
	for _, spec := range columnFields(typ) {
		if _, err := s.List(typ, Query{Sort: spec.Key, Desc: true}); err != nil {
			t.Errorf("%s does not sort by %s: %v", typ.Table, spec.Key, err)
		}
		for _, op := range []CondOp{Filled, Blank} {
			if _, err := s.Count(typ, Query{Where: []Cond{{Key: spec.Key, Op: op}}}); err != nil {
				t.Errorf("%s does not filter by %s: %v", typ.Table, spec.Key, err)
			}
		}
	}
}

func TestCaseIsFoundByItsClient(t *testing.T) {
	o := options()
	o.Types = nil
	s := create(t, o)
	m := fake.New(1, field.Day{Year: 2026, Month: 3, Date: 8})
	p := m.Person(func(p *centre.Person) { p.Name = "曾示例" })
	c := m.Case(func(c *centre.Case) { c.Person = p.ID })
	put(t, s, p, c, m.Case())
	for _, find := range []string{"曾示例", "zengshili", "zsl", "示例"} {
		rows, err := s.List(centre.CaseType, Query{Find: find})
		if err != nil || rows.Len() == 0 || rows.Index(c.ID) < 0 {
			t.Errorf("%s: %d rows, %v", find, rows.Len(), err)
		}
	}
	p.Name = "另一人"
	put(t, s, p)
	rows, err := s.List(centre.CaseType, Query{Find: "zengshili"})
	if err != nil || rows.Len() != 0 {
		t.Errorf("by the old name: %d rows, %v", rows.Len(), err)
	}
}
