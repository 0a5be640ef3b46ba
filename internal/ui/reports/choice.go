package reports

import (
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/say"
)

// period is the document of the events of a time, whatever programme they belong to.
const period = "period"

// kinds are the documents in the order they are offered.
var kinds = []string{
	string(office.ProgrammeReport), period, string(office.EventReport), string(office.CaseReport), string(office.RotaReport), string(office.AidReport),
	string(office.ReferralReport), string(office.ConsentReport), string(office.SignInReport),
	string(office.HardshipReport), string(office.PairingReport), string(office.PairingsReport), string(office.AuditReport), string(office.SubjectReport),
}

// choice is what the person chose to print. It never changes while it is in use elsewhere.
type choice struct {
	kind     string
	id       field.ID
	from, to field.Day
	whole    bool // personal data in full
	sheets   int  // pages of a sheet to fill in by hand
}

// choiceOf chooses a document of a record, or of the time that holds a day.
func choiceOf(kind string, id field.ID, day field.Day) choice {
	c := choice{kind: kind, id: id}
	if !day.IsZero() {
		c.from, c.to = timeOf(kind, day)
	}
	return c
}

// timeOf is the time a document covers when nothing else is said: the week of a rota, the year so far of everything else.
func timeOf(kind string, day field.Day) (from, to field.Day) {
	if kind == string(office.RotaReport) {
		from = rota.Monday(day)
		return from, from.Add(6)
	}
	return field.Day{Year: day.Year, Month: 1, Date: 1}, day
}

// about returns the kind of document and the table of the record it is about; nil for a time.
func (c choice) about() (office.ReportKind, *field.Type) {
	if c.kind == period {
		return office.ProgrammeReport, nil
	}
	k := office.ReportKind(c.kind)
	return k, k.Table()
}

// named says whether the document can hold personal data, so that it can be masked or not.
func (c choice) named() bool {
	switch office.ReportKind(c.kind) {
	case office.CaseReport, office.AidReport, office.ReferralReport, office.HardshipReport, office.PairingReport, office.PairingsReport, office.AuditReport:
		return true
	}
	return false
}

// ready says whether enough is chosen.
func (c choice) ready() bool {
	if k, t := c.about(); t != nil && !k.Blank() {
		return c.id != (field.ID{})
	}
	return c.kind != ""
}

func (c choice) reporting(b *say.Book) office.Reporting {
	k, _ := c.about()
	return office.Reporting{Kind: k, ID: c.id, From: c.from, To: c.to, Whole: c.whole && c.named(), Sheets: c.sheets, Book: b}
}
