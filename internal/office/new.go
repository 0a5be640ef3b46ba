package office

import (
	"fmt"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// New returns an empty record with what the office fills in by itself: today's date, the signed-in person's station.
func (o *Office) New(t *field.Type) field.Record {
	r := t.New()
	if fill := drafts[t.Table]; fill != nil {
		fill(o, r)
	}
	return r
}

// NewPart returns an empty record that is a part of owner: a step of a case, a line of a job fair.
func (o *Office) NewPart(t *field.Type, owner field.ID) (field.Record, error) {
	s := t.Owner()
	if s == nil {
		return nil, fmt.Errorf("new part: %s is a part of nothing", t.Table)
	}
	r := o.New(t)
	if err := s.Put(r, owner.String()); err != nil {
		return nil, fmt.Errorf("new part: %w", err)
	}
	return r, nil
}

// replyDays is after how many days a body that a case was referred to is proposed to answer: without a day nobody would be told that the
// answer is overdue.
const replyDays = 30

// drafts fill a new record with what the office knows already, before the person types.
var drafts = map[string]func(*Office, field.Record){
	"case": func(o *Office, r field.Record) {
		c := r.(*centre.Case)
		c.Received, c.Receiver, c.Handler = field.MomentOf(o.now().Truncate(time.Minute)), o.Me().Name, o.Me().Name
		c.Station = o.place()
	},
	"step": func(o *Office, r field.Record) {
		s := r.(*centre.Step)
		s.At, s.By = field.MomentOf(o.now().Truncate(time.Minute)), o.Me().Name
	},
	"safetyplan": func(o *Office, r field.Record) {
		r.(*centre.SafetyPlan).Made, r.(*centre.SafetyPlan).By = o.Today(), o.Me().Name
	},
	"consent": func(o *Office, r field.Record) { r.(*centre.Consent).Given = o.Today() },
	"referral": func(o *Office, r field.Record) {
		s := r.(*centre.Referral)
		s.Sent, s.ReplyBy, s.By = o.Today(), o.Today().Add(replyDays), o.Me().Name
	},
	"shift": func(o *Office, r field.Record) {
		r.(*centre.Shift).Date, r.(*centre.Shift).Place = o.Today(), o.place()
	},
	"template": func(o *Office, r field.Record) { r.(*centre.Template).Place = o.place() },
	"appointment": func(o *Office, r field.Record) {
		r.(*centre.Appointment).Date, r.(*centre.Appointment).Place = o.Today(), o.place()
	},
	"programme": func(o *Office, r field.Record) { r.(*centre.Programme).Year = int64(o.Today().Year) },
	"event":     func(o *Office, r field.Record) { r.(*centre.Event).Date = o.Today() },
	"pairing":   func(o *Office, r field.Record) { r.(*centre.Pairing).From = o.Today() },
	"aid":       func(o *Office, r field.Record) { r.(*centre.Aid).Date, r.(*centre.Aid).By = o.Today(), o.Me().Name },
	"visit": func(o *Office, r field.Record) {
		r.(*centre.Visit).Date, r.(*centre.Visit).Who = o.Today(), o.Me().Name
	},
	"attendee": func(o *Office, r field.Record) { r.(*centre.Attendee).Registered = field.MomentOf(o.now()) },
	"reading": func(o *Office, r field.Record) {
		r.(*centre.Reading).By, r.(*centre.Reading).At = o.Me().Name, field.MomentOf(o.now())
	},
	"issue": func(o *Office, r field.Record) { r.(*centre.Issue).Date = o.Today() },
}

// place is where work happens unless the person says another place. A draft is only a proposal: without the centre's record it
// stays empty.
func (o *Office) place() string {
	own, err := o.Centre()
	if err != nil {
		return ""
	}
	return own.Name
}
