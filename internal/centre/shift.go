package centre

import (
	"regexp"

	"cn.halfsky/internal/field"
)

// ShiftState says what became of a shift.
var ShiftState = field.Words("shiftstate", "planned", "served", "absent", "substituted")

// Weekday are the days of a weekly template, Monday first as offices count.
var Weekday = field.Words("weekday", "1", "2", "3", "4", "5", "6", "7")

// Shift is one duty 值班 of counsellors at a place on a day.
type Shift struct {
	field.Meta
	Place       string
	Event       field.ID // when the duty is at an event
	Date        field.Day
	From        string // time of day, 09:00
	To          string
	Counsellors []field.ID
	Capacity    int64 // appointments that fit
	State       string
	Substitute  field.ID
	Received    field.Count // people received
	Note        string
}

// ShiftType describes shifts.
var ShiftType = &field.Type{
	Table: "shift", Code: 33, Schema: 1, Space: field.Open, Title: []string{"date", "place"},
	New: func() field.Record { return &Shift{State: "planned", From: "09:00", To: "11:30"} },
	Fields: []field.Spec{
		field.Date("date", func(s *Shift) *field.Day { return &s.Date }, field.Required, field.In(field.InList), field.Also("值班日期")),
		field.Text("from", func(s *Shift) *string { return &s.From }, field.Required, field.Ruled(ClockTime), field.In(field.InList), field.Also("开始")),
		field.Text("to", func(s *Shift) *string { return &s.To }, field.Required, field.Ruled(ClockTime), field.In(field.InList), field.Also("结束")),
		field.Text("place", func(s *Shift) *string { return &s.Place }, field.Required, field.Max(60), field.In(field.InList|field.InSearch|field.InFilter)),
		field.Ref("event", []string{"event"}, func(s *Shift) *field.ID { return &s.Event }),
		field.Refs("counsellors", []string{"counsellor"}, func(s *Shift) *[]field.ID { return &s.Counsellors }, field.In(field.InList|field.InFilter), field.Also("值班人员")),
		field.Number("capacity", func(s *Shift) *int64 { return &s.Capacity }),
		field.Choice("state", ShiftState, func(s *Shift) *string { return &s.State }, field.In(field.InList|field.InFilter)),
		field.Ref("substitute", []string{"counsellor"}, func(s *Shift) *field.ID { return &s.Substitute }),
		field.Counted("received", "人次", func(s *Shift) *field.Count { return &s.Received }, field.In(field.InList)),
		field.Long("note", func(s *Shift) *string { return &s.Note }, field.In(field.InSearch)),
	},
}

// Type returns ShiftType.
func (s *Shift) Type() *field.Type { return ShiftType }

// Check returns what has to be mended.
func (s *Shift) Check() field.Problems {
	ps := ShiftType.Check(s)
	if !s.Date.IsZero() && !s.Date.Exact() {
		ps = ps.Add("date", "problem.exactday")
	}
	return append(ps, clockOrder(s.From, s.To)...)
}

func clockOrder(from, to string) field.Problems {
	if from != "" && to != "" && to <= from {
		return field.Problems{{Field: "to", Say: "problem.clockorder"}}
	}
	return nil
}

var clockForm = regexp.MustCompile(`^(\d{1,2})[:.时点](\d{2})?分?$`)

// ClockTime is the rule for a time of day: 9:00, 9点, 13.30 become 09:00, 09:00, 13:30.
func ClockTime(text string) (kept, problem string) {
	m := clockForm.FindStringSubmatch(field.Fold(text))
	if m == nil {
		return text, "problem.clock"
	}
	h, min := m[1], m[2]
	if len(h) == 1 {
		h = "0" + h
	}
	if min == "" {
		min = "00"
	}
	if h > "23" || min > "59" {
		return text, "problem.clock"
	}
	return h + ":" + min, ""
}
