package office

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
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

// SetHolidays keeps the arrangement of a year in the folder, in place of the one the program comes with, and counts the clocks of all
// open cases anew. Codes: field.Denied; field.Problems when the year cannot be complete.
func (o *Office) SetHolidays(ctx context.Context, y law.Year) (moved int, err error) {
	return o.changeYears(ctx, func(kept map[int][]byte) error {
		text := y.CSV()
		if _, ps := law.ReadYear(bytes.NewReader(text)); len(ps) > 0 {
			return ps
		}
		kept[y.Year] = text
		return nil
	})
}

// DropHolidays takes an imported year away; the one the program came with, if any, counts again. Codes: field.Denied, NotFound.
func (o *Office) DropHolidays(ctx context.Context, year int) (moved int, err error) {
	return o.changeYears(ctx, func(kept map[int][]byte) error {
		if kept[year] == nil {
			return fmt.Errorf("drop year %s: %w", strconv.Itoa(year), field.NotFound)
		}
		delete(kept, year)
		return nil
	})
}

func (o *Office) changeYears(ctx context.Context, change func(map[int][]byte) error) (int, error) {
	if err := o.allow(ctx, centre.MaySettings, verbSetHolidays); err != nil {
		return 0, err
	}
	_, err := o.perform(ctx, verbSetHolidays, func(v *verb) error {
		kept, _ := o.keptYears() // what cannot be read any more is replaced
		if err := change(kept); err != nil {
			return err
		}
		return v.SetSetting(holidaySetting, kept)
	})
	if err != nil {
		return 0, err
	}
	o.years.mu.Lock()
	o.years.cal = nil
	o.years.mu.Unlock()
	return o.RecountClocks(ctx)
}
