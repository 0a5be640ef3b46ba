package office

import (
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// decisions are what the office decides at a save: numbers, sums that follow from other fields, the state that follows from a step.
var decisions = map[string]func(*verb, field.Record) error{
	"centre":     func(v *verb, r field.Record) error { return v.onlyCentre(r.(*centre.Centre)) },
	"role":       func(v *verb, r field.Record) error { return v.fitRole(r.(*centre.Role)) },
	"case":       func(v *verb, r field.Record) error { return v.prepareCase(r.(*centre.Case)) },
	"step":       func(v *verb, r field.Record) error { return v.doStep(r.(*centre.Step)) },
	"act":        func(v *verb, r field.Record) error { return v.takeAct(r.(*centre.Act)) },
	"event":      func(v *verb, r field.Record) error { return v.moveTasks(r.(*centre.Event)) },
	"riskcheck":  func(v *verb, r field.Record) error { return v.onlySecond(r.(*centre.RiskCheck)) },
	"referral":   func(v *verb, r field.Record) error { return v.keepSent(r.(*centre.Referral)) },
	"attachment": func(v *verb, r field.Record) error { return v.placeAttachment(r.(*centre.Attachment)) },
	"article":    func(v *verb, r field.Record) error { edited(v, r.(*centre.Article)); return nil },
	"tally":      func(v *verb, r field.Record) error { return v.grow(r.(*centre.Tally)) },
	"attendee":   func(v *verb, r field.Record) error { return v.onList(r.(*centre.Attendee)) },
	"hardship":   func(v *verb, r field.Record) error { return v.completeFile(r.(*centre.Hardship)) },
}

// deskNumbers bounds the desk letters in case numbers to three, so that a number can be read over the telephone. Two desks of one
// station share letters once in twelve thousand; the merge of their data would then say so.
const deskNumbers = 23 * 23 * 23

// placePart puts what belongs to a case into the space of that case: a new step of a restricted case is for those who may open it.
func (v *verb) placePart(r field.Record) error {
	owner := r.Type().Owner()
	if r.Type() == centre.AppointmentType {
		owner = centre.AppointmentType.Field("case")
	}
	if owner == nil || r.Type().Space != centre.CaseType.Space || !slices.Equal(owner.Tables, []string{centre.CaseType.Table}) {
		return nil
	}
	id := *owner.Pointer(r).(*field.ID)
	if id == (field.ID{}) {
		return nil
	}
	c, err := v.Get(centre.CaseType, id)
	if errors.Is(err, field.NotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("place part: %w", err)
	}
	fill(v, &r.Base().Space, c.Base().Space)
	return nil
}

// numberCase gives a new case its number: station code, year, desk, running number, check letter.
func (v *verb) numberCase(c *centre.Case) error {
	if c.Number != "" {
		return nil
	}
	own, err := v.office.ownCentre(v.Tx)
	if err != nil {
		return fmt.Errorf("number case: %w", err)
	}
	year := v.office.Today().Year
	if c.Received != 0 {
		year = c.Received.In(v.office.zone).Year()
	}
	running := v.Next(fmt.Sprintf("case-%d", year))
	fill(v, &c.Number, centre.CaseNumber(own.Code, year, v.office.store.Folder().Desk%deskNumbers, running))
	return nil
}

// completeFile numbers a new hardship file and works out the income per head, unless somebody wrote another figure there.
func (v *verb) completeFile(h *centre.Hardship) error {
	if h.Number == "" {
		year := v.office.Today().Year
		running := v.Next(fmt.Sprintf("hardship-%d", year))
		fill(v, &h.Number, centre.CaseNumber("K", year, v.office.store.Folder().Desk%deskNumbers, running))
	}
	worked := h.PerHead()
	if h.Members <= 0 || h.Income == 0 || worked == h.Monthly {
		return nil
	}
	if h.Monthly != 0 {
		if h.Rev == 0 {
			return nil
		}
		before, err := store.As[*centre.Hardship](v.Get(centre.HardshipType, h.ID))
		if err != nil {
			return fmt.Errorf("complete file: %w", err)
		}
		if h.Monthly != before.PerHead() {
			return nil
		}
	}
	fill(v, &h.Monthly, worked)
	return nil
}

// edited says of an article whether a person changed the text that the program worded.
func edited(v *verb, a *centre.Article) {
	is := field.No
	if a.Body != a.Drafted {
		is = field.Yes
	}
	fill(v, &a.Edited, is)
}
