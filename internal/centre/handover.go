package centre

import "cn.halfsky/internal/field"

// Handover is a case passed from one handler to another within the centre 移交: who had it, who has it now, and what the successor
// has to know.
type Handover struct {
	field.Meta
	Case field.ID
	At   field.Moment
	From string
	To   string
	By   string
	Note string
}

// HandoverType describes handovers.
var HandoverType = &field.Type{
	Table: "handover", Code: 35, Schema: 1, Space: field.Cases, Title: []string{"to"},
	New: func() field.Record { return &Handover{} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(h *Handover) *field.ID { return &h.Case }, field.Owner, field.Required, field.Fact),
		field.Time("at", func(h *Handover) *field.Moment { return &h.At }, field.Required, field.Fact, field.In(field.InList)),
		field.Text("from", func(h *Handover) *string { return &h.From }, field.Max(50), field.Fact, field.In(field.InList)),
		field.Text("to", func(h *Handover) *string { return &h.To }, field.Required, field.Max(50), field.Fact, field.In(field.InList)),
		field.Text("by", func(h *Handover) *string { return &h.By }, field.Max(50), field.Fact, field.In(field.InList)),
		field.Long("note", func(h *Handover) *string { return &h.Note }, field.In(field.InList|field.IsPrivate)),
	},
}

// Type returns HandoverType.
func (h *Handover) Type() *field.Type { return HandoverType }

// Check returns what has to be mended.
func (h *Handover) Check() field.Problems { return HandoverType.Check(h) }
