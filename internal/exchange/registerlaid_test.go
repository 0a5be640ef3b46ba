package exchange

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/say"
)

// dateHabits are how offices write a day with a time of day.
var dateHabits = []string{"2006-01-02 15:04", "2006年1月2日 15:04", "2006.1.2 15:04", "2006/1/2 15:04", "2006年1月2日15时04分"}

// relaid lays a register out as another office might: a title and a unit over it, headings over two rows, the columns in another order,
// rows left empty, the headings again on a second page, another way of writing dates, a sum below.
func relaid(t *testing.T, written []byte, r *rand.Rand) []byte {
	t.Helper()
	in, err := excelize.OpenReader(bytes.NewReader(written))
	must(t, err)
	rows, err := in.GetRows(in.GetSheetName(0))
	must(t, err)
	heads := rows[0]
	order := r.Perm(len(heads))
	put := func(row []string) []any {
		out := make([]any, len(order))
		for i, from := range order {
			if from >= len(row) {
				continue
			}
			out[i] = row[from]
			if heads[from] == say.For(say.ZH).T("exchange.register.received") {
				if at, err := time.Parse(dateHabits[0], row[from]); err == nil {
					out[i] = at.Format(dateHabits[r.IntN(len(dateHabits))])
				}
			}
		}
		return out
	}
	return book(t, func(f *excelize.File, s string) {
		at := 0
		line := func(cells []any) {
			at++
			cell, err := excelize.CoordinatesToCellName(1, at)
			must(t, err, f.SetSheetRow(s, cell, &cells))
		}
		across := func(row int) {
			to, err := excelize.CoordinatesToCellName(len(order), row)
			from, err2 := excelize.CoordinatesToCellName(1, row)
			must(t, err, err2, f.MergeCell(s, from, to))
		}
		line([]any{"2026年女职工维权服务台账"})
		across(at)
		line([]any{"填报单位：示例镇工会"})
		line(put(heads))
		line(nil)
		for col := range order {
			from, err := excelize.CoordinatesToCellName(col+1, at-1)
			to, err2 := excelize.CoordinatesToCellName(col+1, at)
			must(t, err, err2, f.MergeCell(s, from, to))
		}
		for i, row := range rows[1:] {
			if r.IntN(3) == 0 {
				line(nil)
			}
			if i == 3 {
				line(put(heads))
			}
			line(put(row))
		}
		line([]any{"合计", "5件"})
	})
}

// TestARegisterComesBackHoweverItIsLaidOut: into an empty folder as the same cases, each once, and as nothing new where it came from.
func TestARegisterComesBackHoweverItIsLaidOut(t *testing.T) {
	data := officeFolder()
	written := registerOf(t, data, Writing{Form: XLSX, Book: say.For(say.ZH), Private: true})
	was := all[*centre.Case](data)
	for seed := range uint64(12) {
		f := mustRead(t, "台账.xlsx", relaid(t, written, rand.New(rand.NewPCG(seed, 2026))))
		p := mustPlan(t, f, newFolder(), Context{Zone: beijing, NewID: counter()})
		accounted(t, f, p)
		if n := p.Counts(); n[New] != len(was) || p.Type != centre.CaseType {
			t.Fatalf("seed %d: %v as %s, %s", seed, n, p.Type.Table, firstTrouble(p))
		}
		into := newFolder()
		into.save(t, p)
		is := all[*centre.Case](into)
		for i, c := range is {
			at := slices.IndexFunc(was, func(w *centre.Case) bool { return w.Number == c.Number })
			if at < 0 {
				t.Fatalf("seed %d: case %d is none of those written", seed, i+1)
			}
			for _, key := range []string{"received", "channel", "matter", "facts", "request", "state", "outcome", "handler", "closed", "paid", "satisfaction", "heads", "group", "secrecy"} {
				if s := centre.CaseType.Field(key); !s.Equal(was[at], c) {
					t.Errorf("seed %d: %s of %s was %q, is %q", seed, key, c.Number, s.Text(was[at]), s.Text(c))
				}
			}
			if nameIn(data, was[at].Person) != nameIn(into, c.Person) || nameIn(data, was[at].Adverse) != nameIn(into, c.Adverse) {
				t.Errorf("seed %d: %s is about somebody else", seed, c.Number)
			}
		}
		for where, from := range map[string]*folder{"where it came from": data, "the second time": into} {
			if n := mustPlan(t, f, from, Context{Zone: beijing}).Counts(); n[Same] != len(was) || n[New] != 0 {
				t.Errorf("seed %d: %s: %v", seed, where, n)
			}
		}
	}
}
