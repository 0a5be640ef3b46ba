package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"sync"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
)

const (
	holidaySetting  = "holidays"
	verbSetHolidays = "set-holidays"
)

// ownYears keeps the calendar in memory: the years the program comes with and those that were imported.
type ownYears struct {
	mu  sync.Mutex
	cal *law.Calendar
}

// Calendar returns the calendar that clocks are counted with: the years the program comes with, and before them those that were
// imported into this folder. A year that cannot be read counts as not imported.
func (o *Office) Calendar() law.Calendar {
	o.years.mu.Lock()
	defer o.years.mu.Unlock()
	if o.years.cal == nil {
		cal := law.BuiltIn()
		for _, y := range o.imported() {
			cal = cal.With(y)
		}
		o.years.cal = &cal
	}
	return *o.years.cal
}

// imported returns the years kept in this folder, oldest first.
func (o *Office) imported() []law.Year {
	kept, _ := o.keptYears()
	var out []law.Year
	for _, year := range slices.Sorted(maps.Keys(kept)) {
		if y, ps := law.ReadYear(bytes.NewReader(kept[year])); len(ps) == 0 {
			out = append(out, y)
		}
	}
	return out
}

func (o *Office) keptYears() (map[int][]byte, error) {
	kept := map[int][]byte{}
	if _, err := o.store.Setting(holidaySetting, &kept); err != nil {
		return map[int][]byte{}, err
	}
	return kept, nil
}

// HolidayYear is one year of the calendar.
type HolidayYear struct {
	law.Year
	Own   bool // imported here, not one the program came with
	Clash bool // the program came with this year too
}

// HolidayYears returns the years there is data for, oldest first.
func (o *Office) HolidayYears() []HolidayYear {
	cal, kept := o.Calendar(), map[int]bool{}
	for _, y := range o.imported() {
		kept[y.Year] = true
	}
	var out []HolidayYear
	for _, n := range cal.Years() {
		_, built := law.BuiltIn().YearOf(n)
		y, _ := cal.YearOf(n)
		out = append(out, HolidayYear{Year: y, Own: kept[n], Clash: kept[n] && built})
	}
	return out
}

// ReadHolidays reads the year of a table file, .xlsx or .csv; of several sheets the first that holds one. Codes: field.NotFound,
// Cancelled; field.Problems when the file is no table, or the year cannot be used.
func (o *Office) ReadHolidays(ctx context.Context, path string) (law.Year, error) {
	file, err := readTable(ctx, path)
	if errors.Is(err, fs.ErrNotExist) {
		err = field.NotFound
	}
	if err != nil {
		return law.Year{}, fmt.Errorf("read year: %w", err)
	}
	var first field.Problems
	for _, s := range file.Sheets {
		var rows []law.Row
		for _, r := range s.Rows {
			row := law.Row{Number: r.Number}
			for _, c := range r.Cells {
				row.Cells = append(row.Cells, c.Text)
			}
			rows = append(rows, row)
		}
		y, ps := law.YearOf(rows)
		if len(ps) == 0 {
			return y, nil
		}
		if first == nil || first[0].Say == "law.problem.holiday.head" { // what is wrong in a table of days says more
			first = ps
		}
	}
	return law.Year{}, fmt.Errorf("read year: %w", first)
}

// SetHolidays keeps the arrangement of a year in the folder, in place of the one the program comes with, and counts the clocks anew, all
// in one entry: stopped, or failed, nothing has changed. tell, which may be nil, hears how many cases were looked at. Codes: field.Denied,
// Cancelled; field.Problems for a year without days.
func (o *Office) SetHolidays(ctx context.Context, y law.Year, tell store.Progress) (Moves, error) {
	return o.changeYears(ctx, y.Year, o.calendarWith(y), tell, func(kept map[int][]byte) error {
		text := y.CSV()
		if _, ps := law.ReadYear(bytes.NewReader(text)); len(ps) > 0 {
			return ps
		}
		kept[y.Year] = text
		return nil
	})
}

// DropHolidays takes an imported year away; the one the program came with, if any, counts again. Codes: field.Denied, Cancelled, NotFound.
func (o *Office) DropHolidays(ctx context.Context, year int, tell store.Progress) (Moves, error) {
	return o.changeYears(ctx, year, o.calendarWith(law.Year{Year: year}), tell, func(kept map[int][]byte) error {
		if kept[year] == nil {
			return fmt.Errorf("drop year %s: %w", strconv.Itoa(year), field.NotFound)
		}
		delete(kept, year)
		return nil
	})
}

func (o *Office) changeYears(ctx context.Context, year int, cal law.Calendar, tell store.Progress, change func(map[int][]byte) error) (m Moves, err error) {
	if err := o.allow(ctx, centre.MaySettings, verbSetHolidays); err != nil {
		return m, err
	}
	var changed []field.ID
	for again := true; again; {
		again = false
		seq := o.store.Folder().Seq
		if m, changed, err = o.foresee(ctx, year, cal, tell); err != nil {
			return Moves{}, err
		}
		_, err = o.perform(ctx, verbSetHolidays, func(v *verb) error {
			if again = o.store.Folder().Seq != seq; again {
				return fmt.Errorf("count clocks: %w", field.Clash) // something was saved meanwhile: look again
			}
			kept, _ := o.keptYears() // what cannot be read any more is replaced
			if err := change(kept); err != nil {
				return err
			}
			v.clocks.cal, v.clocks.tell = &cal, tell
			for _, id := range changed {
				v.count(id)
			}
			return v.SetSetting(holidaySetting, kept)
		})
	}
	if err != nil {
		return Moves{}, err
	}
	o.years.mu.Lock()
	o.years.cal = nil
	o.years.mu.Unlock()
	return m, nil
}
