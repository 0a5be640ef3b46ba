package centre

import "cn.halfsky/internal/field"

// PairingKind is what a pairing is for.
var PairingKind = field.Words("pairingkind", "living", "school", "medical", "work", "mental")

// PairingState says where a pairing stands.
var PairingState = field.Words("pairingstate", "active", "paused", "ended")

// Often is how often something is promised.
var Often = field.Words("often", "once", "month", "quarter", "halfyear", "year")

// Pairing ties a helper to a hardship file 结对帮扶. The helper is an organisation, a team with an honour, or a person.
type Pairing struct {
	field.Meta
	Helper    field.ID
	Hardship  field.ID
	Kind      string
	From      field.Day
	To        field.Day
	Promise   string
	Amount    field.Fen // promised each time
	Often     string
	VisitDays int64 // a visit is due every so many days
	Review    field.Day
	State     string
	EndWhy    string
	Successor field.ID
	Note      string
}

// PairingType describes pairings.
var PairingType = &field.Type{
	Table: "pairing", Code: 52, Schema: 1, Space: field.Aid, Title: []string{"kind", "from"},
	New: func() field.Record { return &Pairing{State: "active"} },
	Fields: []field.Spec{
		field.Ref("helper", []string{"organisation", "person"}, func(p *Pairing) *field.ID { return &p.Helper }, field.Required, field.In(field.InList|field.InFilter), field.Also("帮扶单位", "结对单位")),
		field.Ref("hardship", []string{"hardship"}, func(p *Pairing) *field.ID { return &p.Hardship }, field.Required, field.In(field.InList|field.InFilter|field.IsPrivate)),
		field.Choice("kind", PairingKind, func(p *Pairing) *string { return &p.Kind }, field.Required, field.In(field.InList|field.InFilter)),
		field.Date("from", func(p *Pairing) *field.Day { return &p.From }, field.Required, field.In(field.InList)),
		field.Date("to", func(p *Pairing) *field.Day { return &p.To }, field.In(field.InList)),
		field.Text("promise", func(p *Pairing) *string { return &p.Promise }, field.In(field.InList|field.InSearch)),
		field.Money("amount", func(p *Pairing) *field.Fen { return &p.Amount }, field.In(field.InList)),
		field.Choice("often", Often, func(p *Pairing) *string { return &p.Often }),
		field.Number("visitdays", func(p *Pairing) *int64 { return &p.VisitDays }),
		field.Date("review", func(p *Pairing) *field.Day { return &p.Review }),
		field.Choice("state", PairingState, func(p *Pairing) *string { return &p.State }, field.Required, field.In(field.InList|field.InFilter)),
		field.Text("endwhy", func(p *Pairing) *string { return &p.EndWhy }),
		field.Ref("successor", []string{"pairing"}, func(p *Pairing) *field.ID { return &p.Successor }),
		field.Long("note", func(p *Pairing) *string { return &p.Note }, field.In(field.InSearch|field.IsPrivate)),
	},
}

// Type returns PairingType.
func (p *Pairing) Type() *field.Type { return PairingType }

// Check returns what has to be mended.
func (p *Pairing) Check() field.Problems {
	ps := append(PairingType.Check(p), inOrder("to", p.From, p.To)...)
	if p.State == "ended" && p.EndWhy == "" {
		ps = ps.Add("endwhy", "problem.pairing.ended")
	}
	return ps
}
