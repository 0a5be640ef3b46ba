package centre

import "cn.halfsky/internal/field"

// Referral is a case passed on to another body 转介.
type Referral struct {
	field.Meta
	Case    field.ID
	To      field.ID
	Purpose string
	Consent field.ID
	Sent    field.Day
	State   string
	ReplyBy field.Day
	Replied field.Day
	Reply   string // what came back, or the reason for a return
	By      string
}

// ReferralType describes referrals.
var ReferralType = &field.Type{
	Table: "referral", Code: 43, Schema: 1, Space: field.Cases, Title: []string{"purpose"},
	New: func() field.Record { return &Referral{State: "sent"} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(r *Referral) *field.ID { return &r.Case }, field.Owner, field.Required),
		field.Ref("to", []string{"organisation"}, func(r *Referral) *field.ID { return &r.To }, field.Required, field.In(field.InList|field.InFilter)),
		field.Text("purpose", func(r *Referral) *string { return &r.Purpose }, field.Required, field.In(field.InList|field.IsPrivate)),
		field.Ref("consent", []string{"consent"}, func(r *Referral) *field.ID { return &r.Consent }),
		field.Date("sent", func(r *Referral) *field.Day { return &r.Sent }, field.Required, field.In(field.InList)),
		field.Choice("state", ReferralState, func(r *Referral) *string { return &r.State }, field.Required, field.In(field.InList|field.InFilter)),
		field.Date("replyby", func(r *Referral) *field.Day { return &r.ReplyBy }, field.In(field.InList)),
		field.Date("replied", func(r *Referral) *field.Day { return &r.Replied }),
		field.Text("reply", func(r *Referral) *string { return &r.Reply }, field.In(field.IsPrivate)),
		field.Text("by", func(r *Referral) *string { return &r.By }, field.Max(50)),
	},
}

// Type returns ReferralType.
func (r *Referral) Type() *field.Type { return ReferralType }

// Check returns what has to be mended.
func (r *Referral) Check() field.Problems {
	ps := append(ReferralType.Check(r), inOrder("replied", r.Sent, r.Replied)...)
	if r.State == "returned" && r.Reply == "" {
		ps = ps.Add("reply", "problem.referral.reason")
	}
	return ps
}
