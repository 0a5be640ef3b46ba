package ui

import (
	"context"
	"io"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// CaseClocks returns the clocks of a case.
func (d *desk) CaseClocks(id field.ID) (office.CaseClocks, error) {
	all, err := d.office.CaseClocks(id)
	return all, d.told(err)
}

// UnstartedCases lists the limits of the signed-in person's cases that nothing starts yet.
func (d *desk) UnstartedCases() ([]office.ClockLine, error) {
	all, err := d.office.UnstartedCases(d.office.Me().Name)
	return all, d.told(err)
}

// AskClock keeps a clock with a case.
func (d *desk) AskClock(of field.ID, a office.Asking) (uint64, error) {
	_, c, err := d.office.AskClock(ctx(), of, a)
	return d.seq(c, err)
}

// TakeClock keeps a clock that CaseClocks offered.
func (d *desk) TakeClock(of field.ID, rule string, milestone field.ID) (uint64, error) {
	return d.seq(d.office.TakeClock(ctx(), of, rule, milestone))
}

// MeetClock notes when what a clock is for was done.
func (d *desk) MeetClock(id field.ID, day field.Day) (uint64, error) {
	return d.seq(d.office.MeetClock(ctx(), id, day))
}

// DropClock puts a clock aside, or takes it up again.
func (d *desk) DropClock(id field.ID, reason string, back bool) (uint64, error) {
	return d.seq(d.office.DropClock(ctx(), id, reason, back))
}

// OverrideClock decides another day for a clock.
func (d *desk) OverrideClock(id field.ID, day field.Day, reason string) (uint64, error) {
	return d.seq(d.office.OverrideClock(ctx(), id, day, reason))
}

// AllClocks lists the clocks of all open cases.
func (d *desk) AllClocks(c context.Context, done bool) ([]office.ClockLine, error) {
	all, err := d.office.AllClocks(c, done)
	return all, d.told(err)
}

// ClockMoments are when a clock of that rule ends and was met, where the rule counts hours.
func (d *desk) ClockMoments(id field.ID, rule string) law.Moments {
	return d.office.ClockMoments(id, rule)
}

// ExportClocks writes the clocks that run as a calendar file.
func (d *desk) ExportClocks(c context.Context, out io.Writer, handler string) (int, error) {
	n, err := d.office.ExportClocks(c, out, handler, d.book())
	return n, d.told(err)
}

// PrintClocks writes the pages of the list of all clocks.
func (d *desk) PrintClocks(c context.Context, out io.Writer, w office.ClockWish) error {
	return d.told(d.office.PrintClocks(c, out, w, d.book()))
}

// PrintCount writes the pages of something that was counted without a case.
func (d *desk) PrintCount(c context.Context, out io.Writer, a law.Answer) error {
	return d.told(d.office.PrintCount(c, out, a, d.book()))
}

// Calendar is what days are counted with.
func (d *desk) Calendar() law.Calendar { return d.office.Calendar() }

// HolidayYears returns the years there is data for.
func (d *desk) HolidayYears() []office.HolidayYear { return d.office.HolidayYears() }

// ReadHolidays reads the year of a table file.
func (d *desk) ReadHolidays(c context.Context, path string) (law.Year, error) {
	y, err := d.office.ReadHolidays(c, path)
	return y, d.told(err)
}

// Foresee says what another arrangement of a year would do to the clocks.
func (d *desk) Foresee(c context.Context, y law.Year, tick kit.Tick) (office.Moves, error) {
	m, err := d.office.Foresee(c, y, store.Progress(tick))
	return m, d.told(err)
}

// SetHolidays keeps the arrangement of a year.
func (d *desk) SetHolidays(c context.Context, y law.Year, tick kit.Tick) (office.Moves, error) {
	m, err := d.office.SetHolidays(c, y, store.Progress(tick))
	return m, d.told(err)
}

// DropHolidays takes an imported year away.
func (d *desk) DropHolidays(c context.Context, year int, tick kit.Tick) (office.Moves, error) {
	m, err := d.office.DropHolidays(c, year, store.Progress(tick))
	return m, d.told(err)
}

// SaveCentre saves the centre's own record.
func (d *desk) SaveCentre(c context.Context, own *centre.Centre, tick kit.Tick) (uint64, error) {
	return d.seq(d.office.SaveCentre(c, own, store.Progress(tick)))
}
