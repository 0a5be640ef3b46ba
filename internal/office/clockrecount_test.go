package office

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
)

// renamed gives the centre another name.
func renamed(ctx context.Context, o *Office, _ walk) error {
	own, err := o.Centre()
	if err != nil {
		return err
	}
	own.Name += "改"
	_, err = o.SaveCentre(ctx, own, nil)
	return err
}

// madeUp is a year in which every day from 12 to 24 April is off.
func madeUp(t testing.TB, year int) law.Year {
	t.Helper()
	y := law.Year{Year: year, Days: map[field.Day]law.Holiday{}}
	for i := range 13 {
		y.Days[field.Day{Year: year, Month: 4, Date: 12}.Add(i)] = law.Holiday{Type: law.Statutory}
	}
	return y
}

// TestAYearStoppedHalfWayChangesNothing: neither the calendar nor a clock nor the journal, whenever it is stopped.
func TestAYearStoppedHalfWayChangesNothing(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	var all []*centre.Case
	for range 3 {
		c := clockCase(t, of, "0507")
		keyDate(t, of, c, "award_received", "2027-03-27")
		all = append(all, c)
	}
	ctx, stop := context.WithCancel(t.Context())
	seq := of.Folder().Seq
	if _, err := of.SetHolidays(ctx, madeUp(t, 2027), func(done, total int) {
		if done != 3 || total != 3 {
			t.Errorf("%d of %d", done, total)
		}
		stop()
	}); !errors.Is(err, field.Cancelled) {
		t.Fatal(err)
	}
	for _, c := range all {
		want(t, of, c, "SUE 2027-04-11")
	}
	if _, known := of.Calendar().YearOf(2027); known || of.Folder().Seq != seq {
		t.Error("the year was kept, or something was noted")
	}
	if _, err := of.SetHolidays(t.Context(), madeUp(t, 2027), nil); err != nil {
		t.Fatal(err)
	}
	if of.Folder().Seq != seq+1 {
		t.Errorf("%d entries for one year", of.Folder().Seq-seq)
	}
	for _, c := range all {
		want(t, of, c, "SUE 2027-04-26")
	}
}

// TestAYearDecidesAlsoWhetherWhatWasMetWasLate: 28 March and 15 days is Sunday 12 April 2026, or the 27th where the 12th to the 24th are
// off. Nobody has to mind that it moved.
func TestAYearDecidesAlsoWhetherWhatWasMetWasLate(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0507")
	keyDate(t, of, c, "award_received", "2026-03-28")
	keyDate(t, of, c, "suit_filed", "2026-04-20")
	want(t, of, c, "SUE 2026-04-13 done")
	m, err := of.SetHolidays(t.Context(), madeUp(t, 2026), nil)
	if err != nil || m.Clocks != 0 {
		t.Errorf("%+v %v", m, err)
	}
	want(t, of, c, "SUE 2026-04-27 done")
}

// TestAYearOfNoConcernIsNotLookedAt: a year is asked of the cases whose time touches it or the year beside it.
func TestAYearOfNoConcernIsNotLookedAt(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0507")
	keyDate(t, of, c, "award_received", "2026-03-28")
	for year, cases := range map[int]int{2024: 0, 2025: 1, 2026: 1, 2027: 1, 2028: 0} {
		if m, err := of.Foresee(t.Context(), madeUp(t, year), nil); err != nil || m.Cases != cases {
			t.Errorf("%d: %+v %v", year, m, err)
		}
	}
	effect(t, of, c, "2026-04-01", "suspends") // of what stands still nobody knows how long
	keyDate(t, of, c, "knew", "2026-03-28")
	if m, err := of.Foresee(t.Context(), madeUp(t, 2030), nil); err != nil || m.Cases != 1 {
		t.Errorf("%+v %v", m, err)
	}
}

// TestAYearMakesCountableWhatWasNot: three working days before a hearing in 2027 are known once the year is.
func TestAYearMakesCountableWhatWasNot(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0105")
	keyDate(t, of, c, "knew", "2026-11-02")
	keyDate(t, of, c, "hearing", "2027-03-11") // a Thursday
	want(t, of, c, "ARB_LIM 2027-11-02")
	lone := clockCase(t, of, "0105") // has no other clock
	keyDate(t, of, lone, "hearing", "2027-03-11")
	want(t, of, lone, "")
	m, err := of.SetHolidays(t.Context(), madeUp(t, 2027), nil)
	if err != nil || m.New != 2 {
		t.Fatal(m, err)
	}
	want(t, of, c, "ARB_LIM 2027-11-02, ARB_POSTPONE 2027-03-08")
	if m, err = of.DropHolidays(t.Context(), 2027, nil); err != nil || m.Stopped != 2 {
		t.Fatal(m, err)
	}
	want(t, of, c, "ARB_LIM 2027-11-02, ARB_POSTPONE 2027-03-08 withdrawn:lacks")
	if m, err = of.SetHolidays(t.Context(), madeUp(t, 2027), nil); err != nil || m.New != 2 {
		t.Fatal(m, err)
	}
	want(t, of, c, "ARB_LIM 2027-11-02, ARB_POSTPONE 2027-03-08")
	want(t, of, lone, "ARB_POSTPONE 2027-03-08")
}

// TestAnotherRegionStoppedHalfWayChangesNothing, and counts all cases in one entry with the centre's own record when it is not stopped.
func TestAnotherRegionStoppedHalfWayChangesNothing(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0503")
	keyDate(t, of, c, "leave_first", "2026-01-10")
	was := "ML_BASE 2026-04-17, ML_EXT_JS 2026-06-18"
	want(t, of, c, was)
	own, err := of.Centre()
	if err != nil {
		t.Fatal(err)
	}
	own.Region = "CN"
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := of.SaveCentre(ctx, own, nil); !errors.Is(err, field.Cancelled) {
		t.Fatal(err)
	}
	want(t, of, c, was)
	told := 0
	change, err := of.SaveCentre(t.Context(), own, func(done, total int) { told = done })
	if err != nil || told != 1 || len(change.Touched) != 2 {
		t.Fatal(change.Touched, told, err)
	}
	want(t, of, c, "ML_BASE 2026-04-17, ML_EXT_JS 2026-06-18 withdrawn:gone")
}

// TestAYearIsReadFromEitherForm: a workbook whose second sheet holds the year under a title, with dates as Excel keeps them, and the same
// as text in the encoding of Chinese Windows.
func TestAYearIsReadFromEitherForm(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	dir := t.TempDir()
	book := excelize.NewFile()
	if _, err := book.NewSheet("安排"); err != nil {
		t.Fatal(err)
	}
	rows := [][]any{{"2027年放假安排"}, {"日期", "类别", "名称"}, {time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), "法定", "元旦"}, {"2027-1-2", "放假", "元旦"}, {"1月3日", "上班", "元旦"}}
	for i, row := range rows {
		if err := book.SetSheetRow("安排", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	short, err := book.NewStyle(&excelize.Style{NumFmt: 14})
	if err == nil {
		err = book.SetCellStyle("安排", "A3", "A3", short)
	}
	if err != nil {
		t.Fatal(err)
	}
	xlsx := filepath.Join(dir, "y.xlsx")
	if err := book.SaveAs(xlsx); err != nil {
		t.Fatal(err)
	}
	if _, err := of.ReadHolidays(t.Context(), xlsx); !problem(err, "law.problem.holiday.date") {
		t.Errorf("a date without its year is read: %v", err)
	}
	if err := book.SetCellValue("安排", "A5", "2027年1月3日"); err != nil {
		t.Fatal(err)
	}
	if err := book.SaveAs(xlsx); err != nil {
		t.Fatal(err)
	}
	const text = "\xc8\xd5\xc6\xda,\xc0\xe0\xb1\xf0,name\r\n2027/1/1,\xb7\xa8\xb6\xa8,newyear\r\n2027/1/2,\xb7\xc5\xbc\xd9,newyear\r\n2027/1/3,\xc9\xcf\xb0\xe0,newyear\r\n"
	csv := filepath.Join(dir, "y.csv")
	if err := os.WriteFile(csv, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{xlsx, csv} {
		y, err := of.ReadHolidays(t.Context(), path)
		if err != nil || string(y.CSV()) != "date,kind,name,source\n2027-01-01,statutory,newyear,\n2027-01-02,rest,newyear,\n2027-01-03,work,newyear,\n" {
			t.Errorf("%s: %s %v", filepath.Ext(path), y.CSV(), err)
		}
	}
	if _, err := of.ReadHolidays(t.Context(), filepath.Join(dir, "none")); !errors.Is(err, field.NotFound) {
		t.Error(err)
	}
}

// TestAStepThatTakesOnAnEffectStopsTheClock, one that was saved without.
func TestAStepThatTakesOnAnEffectStopsTheClock(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0105")
	keyDate(t, of, c, "knew", "2026-03-03")
	s := effect(t, of, c, "2026-06-10", "")
	want(t, of, c, "ARB_LIM 2027-03-03")
	s.Effect = "interrupts"
	savedIn(t, of, s)
	want(t, of, c, "ARB_LIM 2027-06-10")
	s.Effect = ""
	savedIn(t, of, s)
	want(t, of, c, "ARB_LIM 2027-03-03")
}

// BenchmarkRecount is what a person waits for in a folder with 100,000 cases of five years that each have a key date and its clock:
// looking what a year of holidays moves, taking it, and changing the region.
func BenchmarkRecount(b *testing.B) {
	of := busy(b, 100_000)
	rows, err := of.store.List(centre.CaseType, store.Query{})
	if err != nil {
		b.Fatal(err)
	}
	var some []field.Record
	for i := range rows.Len() {
		m := &centre.Milestone{Case: rows.ID(i), What: "award_received", Day: field.Day{Year: 2026, Month: 1, Date: 1}.Add(i % 500)}
		due, _ := law.Compute(law.Find("SUE"), m.Day, law.Inputs{}, of.Calendar())
		some = append(some, m)
		if len(some) == 1000 || i == rows.Len()-1 {
			if err := of.saveSample(b.Context(), some); err != nil {
				b.Fatal(err)
			}
			for k, r := range some {
				m := r.(*centre.Milestone)
				due, _ = law.Compute(law.Find("SUE"), m.Day, law.Inputs{}, of.Calendar())
				some[k] = &centre.Deadline{Case: m.Case, Rule: "SUE", Trigger: m.Day, Computed: due.Day, Follows: "milestone", Milestone: m.ID}
			}
			if err := of.saveSample(b.Context(), some); err != nil {
				b.Fatal(err)
			}
			some = nil
		}
	}
	b.Run("foresee", func(b *testing.B) {
		for b.Loop() {
			m, err := of.Foresee(b.Context(), madeUp(b, 2027), nil)
			if err != nil || m.Clocks == 0 {
				b.Fatal(m, err)
			}
			b.ReportMetric(float64(m.Clocks), "clocks")
		}
	})
	b.Run("take", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if i%2 == 0 {
				_, err = of.SetHolidays(b.Context(), madeUp(b, 2027), nil)
			} else {
				_, err = of.DropHolidays(b.Context(), 2027, nil)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("region", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			own, err := of.Centre()
			if err != nil {
				b.Fatal(err)
			}
			own.Region = []string{"CN", "JS"}[i%2]
			if _, err := of.Save(b.Context(), own); err != nil {
				b.Fatal(err)
			}
		}
	})
}
