package exchange

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// ledger reads the Women's Day ledger of 2008, which lies beside the project.
func ledger(t testing.TB) []byte {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if data, err := os.ReadFile(filepath.Join(dir, "shared", "input", "三八活动统计表-2008.xlsx")); err == nil {
			return data
		}
		if dir == filepath.Dir(dir) {
			t.Skip("the ledger does not lie beside the project")
		}
	}
}

var today = field.Day{Year: 2026, Month: 11, Date: 22}

// folder is what a data folder holds, in memory.
type folder struct {
	records map[field.ID]field.Record
	order   []field.ID
}

func newFolder(rs ...field.Record) *folder {
	f := &folder{records: map[field.ID]field.Record{}}
	for _, r := range rs {
		f.put(r)
	}
	return f
}

func (f *folder) put(r field.Record) {
	id := r.Base().ID
	if _, ok := f.records[id]; !ok {
		f.order = append(f.order, id)
	}
	f.records[id] = r.Type().Copy(r)
}

func (f *folder) Each(_ context.Context, t *field.Type, visit func(field.Record) error) error {
	for _, id := range f.order {
		if r := f.records[id]; r.Type() == t && r.Base().Gone == 0 {
			if err := visit(t.Copy(r)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *folder) Get(t *field.Type, id field.ID) (field.Record, error) {
	if r := f.records[id]; r != nil && r.Type() == t {
		return t.Copy(r), nil
	}
	return nil, fmt.Errorf("get %s: %w", t.Table, field.NotFound)
}

// save saves what the plan says, as the office does, and fails on a record that refers to one that is not there.
func (f *folder) save(t testing.TB, p *Plan) int {
	t.Helper()
	writes := p.Records()
	for _, w := range writes {
		if ps := w.Record.Check(); ps != nil {
			t.Fatalf("a record of the plan cannot be saved: %v", ps)
		}
		if w.Record.Base().ID == (field.ID{}) {
			id := field.ID{1, byte(len(f.order) >> 16), byte(len(f.order) >> 8), byte(len(f.order))}
			w.Record.Base().ID = id
		}
		if _, there := f.records[w.Record.Base().ID]; there == w.New {
			t.Fatalf("%s: new is %v, but there is %v", w.Record.Type().Table, w.New, there)
		}
		f.put(w.Record)
	}
	for _, w := range writes {
		for _, id := range references(w.Record) {
			if id != (field.ID{}) && f.records[id] == nil {
				t.Fatalf("a %s refers to a record that is not saved", w.Record.Type().Table)
			}
		}
	}
	return len(writes)
}

func mustRead(t testing.TB, name string, data []byte) *File {
	t.Helper()
	f, err := Read(context.Background(), name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func mustPlan(t testing.TB, f *File, look Lookup, in Context) *Plan {
	t.Helper()
	in.Today = today
	p, err := MakePlan(context.Background(), f, look, in)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLedgerOf2008(t *testing.T) {
	f := mustRead(t, "三八活动统计表-2008.xlsx", ledger(t))
	data := newFolder()
	p := mustPlan(t, f, data, Context{})
	if n := p.Counts(); n[New] != 16 || len(n) != 1 {
		t.Fatalf("16 new events expected, got %v", n)
	}
	accounted(t, f, p)
	for r := range p.rows() {
		if len(r.Remarks) > 0 {
			t.Errorf("row %d: every cell of the ledger fits a field, yet %v", r.Number, r.Remarks)
		}
	}
	if got := data.save(t, p); got != 1+7+16 {
		t.Errorf("%d records saved; a programme, 7 hosts and 16 events expected", got)
	}
	figures(t, data)
	series := all[*centre.Programme](data)[0]
	if series.Name != "2008年“三八”国际妇女节活动" || series.Year != 2008 || series.Source != "工会信息（2008年3月）" {
		t.Errorf("the programme is %q, %d, %q", series.Name, series.Year, series.Source)
	}
	for _, e := range all[*centre.Event](data) {
		if e.Programme != series.ID || e.Source != series.Source || e.State != "held" || e.Kind == "other" || len(e.Hosts) == 0 {
			t.Errorf("%s: kind %s, state %s, %d hosts, source %q", e.Name, e.Kind, e.State, len(e.Hosts), e.Source)
		}
	}
}

// figures checks the figures that the 2008 summary prints.
func figures(t *testing.T, data *folder) {
	t.Helper()
	var got []string
	for _, e := range all[*centre.Event](data) {
		for _, key := range centre.CountFields {
			if n := *centre.EventType.Field(key).Pointer(e).(*field.Count); !n.IsZero() {
				if n.Known != field.ByDeclare {
					t.Errorf("%s: %s is known %q, a ledger declares", e.Name, key, n.Known)
				}
				got = append(got, fmt.Sprintf("%s %s %s", e.Kind, key, n))
			}
		}
	}
	want := []string{
		"clinic experts 多名", "advice experts 6名", "exhibition units 19家", "jobfair units 49家", "jobfair posts 796个", "jobfair intents 347人",
		"commendation awarded 一批", "opening experts 6位", "sport units 32家", "sport people 200多人", "sport awarded 18家",
	}
	if !slices.Equal(got, want) {
		t.Errorf("figures\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// accounted fails when a cell that holds something has no fate, has two, or has one that is not true.
func accounted(t testing.TB, f *File, p *Plan) {
	t.Helper()
	left := map[string]int{}
	for _, s := range f.Sheets {
		for _, r := range s.Rows {
			for col, c := range r.Cells {
				if c.own() {
					left[s.Name+"!"+cellName(col, r.Number)]++
				}
			}
		}
	}
	rows := map[string]*RowPlan{}
	for _, s := range p.Sheets {
		for i := range s.Rows {
			for col := range s.Columns {
				rows[s.Name+"!"+cellName(col, s.Rows[i].Number)] = &s.Rows[i]
			}
		}
	}
	for e := range p.Account() {
		at := e.Sheet + "!" + e.Cell
		left[at]--
		row := rows[at]
		switch e.Fate {
		case Used:
			if row != nil && row.Record != nil && row.Record.Type().Field(e.Field) != nil && row.Record.Type().Field(e.Field).Empty(row.Record) {
				t.Errorf("%s: said to be in %s, which is empty", at, e.Field)
			}
		case Noted:
			if row != nil && row.Record != nil && row.Action != LeftOut && e.Say != "exchange.case.masked" && !field.AsAbove(e.Text) && !strings.Contains(field.Fold(row.Record.Type().Field("note").Text(row.Record)), field.Fold(field.Tidy(e.Text))) {
				t.Errorf("%s: said to be in the note, which does not hold it", at)
			}
		case Ignored, Lacking:
			if e.Say == "" && (row == nil || len(row.Remarks) == 0) {
				t.Errorf("%s: %s without a reason", at, e.Fate)
			}
		default:
			t.Errorf("%s: no fate", at)
		}
		for _, b := range []*say.Book{say.For(say.ZH), say.For(say.EN)} {
			if e.Say != "" && !b.Has(e.Say) {
				t.Errorf("%s: no sentence %s", at, e.Say)
			}
		}
	}
	for at, n := range left {
		if n != 0 {
			t.Errorf("%s: accounted for %d times", at, 1-n)
		}
	}
}

// all returns the live records of one type in the order they were saved.
func all[R field.Record](f *folder) []R {
	var out []R
	for _, id := range f.order {
		if r, ok := f.records[id].(R); ok && r.Base().Gone == 0 {
			out = append(out, r)
		}
	}
	return out
}
