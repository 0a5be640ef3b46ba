package centre

import "cn.halfsky/internal/field"

// Tally is what one device counted at one desk of an event in a quarter of an hour: so many up, so many taken back. Tallies of
// several devices add up in any order, any number of times, because each belongs to one device and only grows.
type Tally struct {
	field.Meta
	Event  field.ID
	Desk   string // entrance, department, advice table
	Class  string // women, men, children or an own class
	Device string // the desk of the data folder that counted, in hex
	At     field.Moment
	Plus   int64
	Minus  int64
}

// TallyType describes tallies.
var TallyType = &field.Type{
	Table: "tally", Code: 26, Schema: 1, Space: field.Open, Title: []string{"desk", "at"},
	New: func() field.Record { return &Tally{} },
	Fields: []field.Spec{
		field.Ref("event", []string{"event"}, func(t *Tally) *field.ID { return &t.Event }, field.Owner, field.Required, field.In(field.InFilter)),
		field.Text("desk", func(t *Tally) *string { return &t.Desk }, field.Max(40), field.In(field.InList|field.InFilter)),
		field.Text("class", func(t *Tally) *string { return &t.Class }, field.Max(20), field.In(field.InList)),
		field.Text("device", func(t *Tally) *string { return &t.Device }, field.Required, field.Max(16)),
		field.Time("at", func(t *Tally) *field.Moment { return &t.At }, field.Required, field.In(field.InList)),
		field.Number("plus", func(t *Tally) *int64 { return &t.Plus }, field.In(field.InList)),
		field.Number("minus", func(t *Tally) *int64 { return &t.Minus }, field.In(field.InList)),
	},
}

// Type returns TallyType.
func (t *Tally) Type() *field.Type { return TallyType }

// Check returns what has to be mended.
func (t *Tally) Check() field.Problems {
	ps := TallyType.Check(t)
	if t.Minus > t.Plus {
		ps = ps.Add("minus", "problem.tally.minus")
	}
	return ps
}
