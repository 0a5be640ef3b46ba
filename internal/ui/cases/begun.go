package cases

import (
	"encoding/json"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// begun is a risk check as far as it was answered, as plain data.
type begun struct {
	Case         field.ID
	Kind         string
	Given        map[string]string
	Level        string // what she decided on herself; empty: the suggested one
	Reason, Note string
}

// empty reports whether nothing would be lost.
func (b begun) empty() bool {
	return len(b.Given) == 0 && b.Level == "" && b.Reason == "" && b.Note == ""
}

// begun is what was answered so far.
func (k *asking) begun() begun {
	b := begun{Case: k.of.ID, Kind: k.rows.kind, Given: k.rows.given, Reason: field.Tidy(k.reason.Text), Note: field.Tidy(k.note.Text)}
	if v := k.level.Values(); k.chose && len(v) == 1 {
		b.Level = v[0]
	}
	return b
}

// begunCheck is the check that is open and not saved: a woman is being asked, and a lock or a power cut must not lose her answers.
func (a *area) begunCheck() json.RawMessage {
	if a.check == nil || !a.check.panel.Shown() {
		return nil
	}
	b := a.check.begun()
	if b.empty() {
		return nil
	}
	out, err := json.Marshal(b)
	if err != nil {
		return nil // plain data always fits
	}
	return out
}

// resumeCheck goes on with the check that begunCheck gave.
func (a *area) resumeCheck(was json.RawMessage) {
	var b begun
	if json.Unmarshal(was, &b) != nil || centre.RiskKind.Term(b.Kind) == nil {
		return // another version of the program wrote it
	}
	kit.Go(a.host, func() (field.Record, error) { return a.desk.Get(centre.CaseType, b.Case) }, func(r field.Record, err error) {
		if err != nil {
			a.host.Trouble(a.host.T("riskcheck.reading"), err, "")
			return
		}
		a.openCheck(r.(*centre.Case), b)
	})
}

// resumeForm goes on with a key date or a decision that was being typed, in the form it was typed into.
func (a *area) resumeForm(was kit.Typing) bool {
	var of field.ID
	r := was.Record()
	switch r := r.(type) {
	case *centre.Milestone:
		of = r.Case
	case *centre.Act:
		if of = r.Case; len(centre.Asks(r.What)) == 0 {
			return false // nobody typed it, and going on would take it
		}
	default:
		return false
	}
	kit.Go(a.host, func() (field.Record, error) { return a.desk.Get(centre.CaseType, of) }, func(got field.Record, err error) {
		if err != nil {
			a.host.Trouble(a.host.T("lock.restoring"), err, a.host.T("lock.restoring.lost"))
			return
		}
		c := got.(*centre.Case)
		switch r := r.(type) {
		case *centre.Milestone:
			a.askMilestone(c, a.host.T("clocks.milestone.title", c.Number), &centre.Milestone{}, &was)
		case *centre.Act:
			a.takeFrom(c, r.What, &was)
		}
	})
	return true
}
