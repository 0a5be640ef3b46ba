package centre

import "cn.halfsky/internal/field"

// Part is what an organisation does at an event 参与身份.
var Part = field.Words("role", "host", "cohost", "exhibitor", "contestant", "recruiter", "clinic", "winner", "guest")

// Participation is one organisation's part in an event.
type Participation struct {
	field.Meta
	Event        field.ID
	Organisation field.ID
	Role         string
	People       field.Count
	Note         string
}

// ParticipationType describes participations.
var ParticipationType = &field.Type{
	Table: "participation", Code: 22, Schema: 1, Space: field.Open, Title: []string{"role"},
	New: func() field.Record { return &Participation{} },
	Fields: []field.Spec{
		field.Ref("event", []string{"event"}, func(p *Participation) *field.ID { return &p.Event }, field.Owner, field.Required),
		field.Ref("organisation", []string{"organisation"}, func(p *Participation) *field.ID { return &p.Organisation }, field.Required, field.In(field.InList|field.InFilter),
			field.Also("单位", "单位名称", "参加单位")),
		field.Choice("role", Part, func(p *Participation) *string { return &p.Role }, field.Required, field.In(field.InList|field.InFilter), field.Also("身份", "角色")),
		field.Counted("people", "人", func(p *Participation) *field.Count { return &p.People }, field.In(field.InList), field.Also("参加人数")),
		field.Text("note", func(p *Participation) *string { return &p.Note }, field.In(field.InList)),
	},
}

// Type returns ParticipationType.
func (p *Participation) Type() *field.Type { return ParticipationType }

// Check returns what has to be mended.
func (p *Participation) Check() field.Problems { return ParticipationType.Check(p) }
