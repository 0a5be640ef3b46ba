package office

import (
	"fmt"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// drafts fill a new record with what the office knows already, before the person types.
var drafts = map[string]func(*Office, field.Record){
	"case": func(o *Office, r field.Record) {
		c := r.(*centre.Case)
		c.Received, c.Receiver, c.Handler = field.MomentOf(o.now().Truncate(time.Minute)), o.Me().Name, o.Me().Name
		if own, err := o.Centre(); err == nil {
			c.Station = own.Name
		}
	},
	"step": func(o *Office, r field.Record) {
		s := r.(*centre.Step)
		s.At, s.By = field.MomentOf(o.now().Truncate(time.Minute)), o.Me().Name
	},
	"consent": func(o *Office, r field.Record) { r.(*centre.Consent).Given = o.Today() },
	"referral": func(o *Office, r field.Record) {
		r.(*centre.Referral).Sent, r.(*centre.Referral).By = o.Today(), o.Me().Name
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
	"issue": func(o *Office, r field.Record) { r.(*centre.Issue).Date = o.Today() },
}

func (o *Office) place() string {
	own, err := o.Centre()
	if err != nil {
		return ""
	}
	return own.Name
}

// settling is what the office decides at a save: numbers, sums that follow from other fields, the state that follows from a step.
var settling = map[string]func(*Office, *store.Tx, field.Record) error{
	"case": func(o *Office, tx *store.Tx, r field.Record) error { return o.numberCase(tx, r.(*centre.Case)) },
	"step": func(o *Office, tx *store.Tx, r field.Record) error { return o.moveCase(tx, r.(*centre.Step)) },
	"hardship": func(o *Office, tx *store.Tx, r field.Record) error {
		h := r.(*centre.Hardship)
		if h.Members > 0 && h.Income > 0 {
			h.Monthly = h.PerHead()
		}
		if h.Number == "" {
			h.Number = fmt.Sprintf("K%d-%04d", o.Today().Year, tx.Next(fmt.Sprintf("hardship-%d", o.Today().Year)))
		}
		return nil
	},
}

// deskNumbers bounds the desk letters in case numbers to three, so that a number can be read over the telephone. Two desks of one
// station share letters once in twelve thousand; the merge of their data would then say so.
const deskNumbers = 23 * 23 * 23

// numberCase gives a new case its number: station code, year, desk, running number, check letter.
func (o *Office) numberCase(tx *store.Tx, c *centre.Case) error {
	if c.Number != "" {
		return nil
	}
	own := o.own.Load() // do has read it; nothing but tx may be read here
	if own == nil {
		return fmt.Errorf("number case: read centre: %w", field.NotFound)
	}
	year := o.Today().Year
	if c.Received != 0 {
		year = c.Received.In(o.zone).Year()
	}
	c.Number = centre.CaseNumber(own.Code, year, o.store.Folder().Desk%deskNumbers, tx.Next(fmt.Sprintf("case-%d", year)))
	return nil
}

// moveCase puts the case of a new step into the state that the step implies.
func (o *Office) moveCase(tx *store.Tx, s *centre.Step) error {
	if s.Rev != 0 {
		return nil
	}
	c, err := store.As[*centre.Case](tx.Get(centre.CaseType, s.Case))
	if err != nil {
		return fmt.Errorf("move case: %w", err)
	}
	state := centre.StateAfter(c.State, s.Service)
	if state == c.State {
		return nil
	}
	c.State = state
	return tx.Put(c)
}

// Centre returns the centre's own record. Code: field.NotFound.
func (o *Office) Centre() (*centre.Centre, error) {
	if c := o.own.Load(); c != nil {
		return centre.CentreType.Copy(c).(*centre.Centre), nil
	}
	rows, err := o.store.List(centre.CentreType, store.Query{Sort: store.ByMade, Limit: 1})
	if err != nil {
		return nil, fmt.Errorf("read centre: %w", err)
	}
	if rows.Len() == 0 {
		return nil, fmt.Errorf("read centre: %w", field.NotFound)
	}
	c, err := store.As[*centre.Centre](o.store.Get(centre.CentreType, rows.ID(0)))
	if err != nil {
		return nil, fmt.Errorf("read centre: %w", err)
	}
	o.own.Store(centre.CentreType.Copy(c).(*centre.Centre))
	return c, nil
}
