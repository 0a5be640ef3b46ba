package office

import (
	"context"
	"fmt"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/store"
)

// RotaBook gathers what the rota of the days between is worked out from, both included: weekly templates, shifts, absences,
// appointments, counsellors and holidays.
func (o *Office) RotaBook(ctx context.Context, from, to field.Day) (rota.Book, error) {
	b, err := o.rotaBook(ctx, from, to)
	if err != nil {
		return b, fmt.Errorf("gather rota: %w", err)
	}
	return b, nil
}

func (o *Office) rotaBook(ctx context.Context, from, to field.Day) (b rota.Book, err error) {
	b.Closed = o.holiday
	if b.Templates, err = All[*centre.Template](ctx, o, centre.TemplateType); err != nil {
		return b, err
	}
	if b.Absences, err = All[*centre.Absence](ctx, o, centre.AbsenceType); err != nil {
		return b, err
	}
	if b.Counsellors, err = All[*centre.Counsellor](ctx, o, centre.CounsellorType); err != nil {
		return b, err
	}
	days := store.Query{Where: []store.Cond{between(from, to)}, Sort: "date"}
	if b.Shifts, err = listed[*centre.Shift](ctx, o, centre.ShiftType, days); err != nil {
		return b, err
	}
	b.Appointments, err = listed[*centre.Appointment](ctx, o, centre.AppointmentType, days)
	return b, err
}

// holiday reports whether the weekly template does not hold on a day: a holiday of the law, or a weekday moved to be off. Of a year
// without a published arrangement nothing is known and nothing assumed.
func (o *Office) holiday(day field.Day) bool {
	t, known := o.Calendar().Type(day)
	weekend := day.Time().Weekday() == time.Saturday || day.Time().Weekday() == time.Sunday
	return known && (t == law.Statutory || t == law.Rest && !weekend)
}
