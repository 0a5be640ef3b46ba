package reports

import (
	"slices"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// period is the document of the events of a time, whatever programme they belong to.
const period = "period"

// kinds are the documents in the order they are offered: what is published, work with people, aid, the office itself.
var kinds = []string{
	string(office.BulletinReport), string(office.StatisticsReport), string(office.ProgrammeReport), period, string(office.EventReport), string(office.SignInReport), string(office.EmployerReport),
	string(office.CaseReport), string(office.ConsentReport), string(office.ReferralReport), string(office.SafetyPlanReport), string(office.ClocksReport), string(office.RotaReport), string(office.RotaMonthReport),
	string(office.AidReport), string(office.HardshipReport), string(office.PairingReport), string(office.ReceiptReport), string(office.PairingsReport),
	string(office.AuditReport), string(office.SubjectReport),
}

// choice is what the person chose to print. It never changes while it is in use elsewhere.
type choice struct {
	kind      string
	id        field.ID
	from, to  field.Day
	whole     bool // personal data in full
	sheets    int  // pages of a sheet to fill in by hand
	bare      bool // without photos
	span      string
	scope     string
	basis     string
	submitted bool     // as it was submitted
	consent   field.ID // of a case in full: under which; zero: the newest
}

// choiceOf chooses a document of a record, or of the time that holds a day.
func choiceOf(kind string, id field.ID, day field.Day) choice {
	c := choice{kind: kind, id: id}
	if kind == string(office.StatisticsReport) {
		c.span, c.basis = summary.SpanMonth, summary.BasisRegistered
	}
	if !day.IsZero() {
		c.from, c.to = timeOf(kind, day)
	}
	return c
}

// timeOf is the time a document covers when nothing else is said: the week or month of a rota, the month before of statistics, which
// are made of what is over, thirty days to come of clocks, the month so far of the journal, the year so far of everything else.
func timeOf(kind string, day field.Day) (from, to field.Day) {
	switch kind {
	case string(office.RotaReport):
		from = rota.Monday(day)
		return from, from.Add(6)
	case string(office.RotaMonthReport):
		p := summary.PeriodOf(summary.SpanMonth, day)
		return p.From, p.To
	case string(office.ClocksReport): // what is over, and what ends soon
		return field.Day{Year: day.Year - 1, Month: 1, Date: 1}, day.Add(30)
	case string(office.AuditReport):
		return field.Day{Year: day.Year, Month: day.Month, Date: 1}, day
	case string(office.StatisticsReport):
		p := summary.PeriodOf(summary.SpanMonth, summary.PeriodOf(summary.SpanMonth, day).From.Add(-1))
		return p.From, p.To
	}
	return field.Day{Year: day.Year, Month: 1, Date: 1}, day
}

// step goes so many weeks, months or spans on.
func (c choice) step(by int) choice {
	span := c.span
	switch c.kind {
	case string(office.RotaReport):
		c.from, c.to = c.from.Add(7*by), c.to.Add(7*by)
		return c
	case string(office.RotaMonthReport):
		span = summary.SpanMonth
	}
	p := summary.PeriodOf(span, c.from)
	for ; by > 0; by-- {
		p = summary.PeriodOf(span, p.To.Add(1))
	}
	for ; by < 0; by++ {
		p = summary.PeriodOf(span, p.From.Add(-1))
	}
	c.from, c.to = p.From, p.To
	return c
}

// at is the choice of the week, month or span that holds a day.
func (c choice) at(day field.Day) choice {
	switch {
	case c.kind == string(office.RotaReport):
		c.from = rota.Monday(day)
		c.to = c.from.Add(6)
	case c.kind == string(office.RotaMonthReport):
		p := summary.PeriodOf(summary.SpanMonth, day)
		c.from, c.to = p.From, p.To
	case c.span != "":
		p := summary.PeriodOf(c.span, day)
		c.from, c.to = p.From, p.To
	}
	return c
}

// stepped says whether the time is chosen whole: a week, a month, a span.
func (c choice) stepped() bool {
	return c.kind == string(office.RotaReport) || c.kind == string(office.RotaMonthReport) || c.kind == string(office.StatisticsReport) && c.span != ""
}

// about returns the kind of document and the table of the record it is about; nil for a time.
func (c choice) about() (office.ReportKind, *field.Type) {
	if c.kind == period {
		return office.ProgrammeReport, nil
	}
	k := office.ReportKind(c.kind)
	return k, k.Table()
}

// named says whether the document can hold what tells of single persons, so that it can be masked or not.
func (c choice) named() bool {
	return slices.Contains([]string{
		string(office.CaseReport), string(office.AidReport), string(office.ReferralReport), string(office.HardshipReport), string(office.PairingReport),
		string(office.ReceiptReport), string(office.PairingsReport), string(office.AuditReport), string(office.RotaMonthReport), string(office.StatisticsReport),
	}, c.kind)
}

// pictured says whether photos can stand in the document.
func (c choice) pictured() bool {
	return slices.Contains([]string{string(office.ProgrammeReport), period, string(office.EventReport)}, c.kind)
}

// ready says whether enough is chosen.
func (c choice) ready() bool {
	if k, t := c.about(); t != nil && !k.Blank() {
		return c.id != (field.ID{})
	}
	return c.kind != ""
}

// same says whether it is the same document made in another way, so that the person keeps her place in it.
func (c choice) same(other choice) bool { return c.kind == other.kind && c.id == other.id }

func (c choice) reporting(b *say.Book) office.Reporting {
	k, _ := c.about()
	return office.Reporting{
		Kind: k, ID: c.id, From: c.from, To: c.to, Whole: c.whole && c.named(), Sheets: c.sheets, Pictures: c.pictured() && !c.bare, Book: b,
		Span: c.span, Scope: c.scope, Basis: c.basis, Submitted: c.submitted, Consent: c.consent,
	}
}
