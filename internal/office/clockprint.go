package office

import (
	"context"
	"fmt"
	"io"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// PrintCount writes the pages of something that was counted without a case. Codes: field.Denied.
func (o *Office) PrintCount(ctx context.Context, out io.Writer, a law.Answer, b *say.Book) error {
	return o.printClocks(ctx, out, b, func(in paper.Setting) (paper.Document, error) { return paper.CalculationDoc(a, in), nil })
}

// ClocksReport is the list of the clocks of open cases that end from From to To, an empty bound being open, with the limits that nothing
// starts yet.
const ClocksReport ReportKind = "clocks"

// ClockWish says which clocks are wanted; empty members take all.
type ClockWish struct {
	Handler, Rule string
	Group         ClockGroup
	From, To      field.Day // when they end; what has no end is taken in any case
}

// Wants reports whether a clock is one of those.
func (w ClockWish) Wants(l *ClockLine) bool {
	switch {
	case w.Handler != "" && w.Handler != l.Handler, w.Rule != "" && w.Rule != l.Rule, w.Group != "" && w.Group != l.Group:
		return false
	case l.Due.IsZero():
		return true
	}
	return !l.Due.Before(w.From) && (w.To.IsZero() || !w.To.Before(l.Due))
}

// PrintClocks writes the pages of the list of all clocks, as far as it is wanted. It names cases by number and nobody but handlers.
// Codes: field.Denied, Cancelled.
func (o *Office) PrintClocks(ctx context.Context, out io.Writer, w ClockWish, b *say.Book) error {
	return o.printClocks(ctx, out, b, func(in paper.Setting) (paper.Document, error) {
		all, err := o.wanted(ctx, w)
		return o.clocksDoc(w, all, in), err
	})
}

// wanted are the lines of the list that somebody wishes to see.
func (o *Office) wanted(ctx context.Context, w ClockWish) ([]ClockLine, error) {
	all, err := o.AllClocks(ctx, w.Group == ClocksDone)
	return slices.DeleteFunc(all, func(l ClockLine) bool { return !w.Wants(&l) }), err
}

func (o *Office) clocksDoc(w ClockWish, all []ClockLine, in paper.Setting) paper.Document {
	s := paper.ClockSheet{Of: w.Handler}
	for i := range all {
		s.Lines = append(s.Lines, o.clockRow(in.Book, &all[i]))
	}
	return paper.ClocksDoc(s, in)
}

// clocksReport gathers the list of clocks. It names cases by number and nobody but handlers.
func (o *Office) clocksReport(ctx context.Context, out *Report, in paper.Setting) error {
	w := ClockWish{From: out.From, To: out.To}
	all, err := o.wanted(ctx, w)
	if err != nil {
		return err
	}
	lines := make([]map[string]any, 0, len(all))
	for _, l := range all {
		line := map[string]any{"case": l.Case.String(), "number": l.Number, "rule": l.Rule, "group": string(l.Group), "handler": l.Handler, "high": l.High}
		if !l.Due.IsZero() {
			line["due"], line["left"] = l.Due.String(), l.Left
		}
		lines = append(lines, line)
	}
	out.Title, out.Document = o.Today().String(), o.clocksDoc(w, all, in)
	out.Figures = map[string]any{"report": string(ClocksReport), "from": w.From.String(), "to": w.To.String(), "clocks": lines}
	return nil
}

func (o *Office) clockRow(b *say.Book, l *ClockLine) paper.ClockRow {
	words := o.Words(b)
	row := paper.ClockRow{Group: b.T("clocks.group." + string(l.Group)), Rule: l.Rule, Number: l.Number, Handler: l.Handler}
	if r := law.Find(l.Rule); r != nil {
		row.Rule = r.Name(b)
	}
	switch {
	case l.Group == ClocksStill:
		row.State = b.T("clocks.still")
		return row
	case l.Group == ClocksUnset:
		row.State = b.T("clocks.unset.state")
		return row
	case l.Group == ClocksDone && l.Late().N > 0:
		row.State = l.Late().In(b, "cases.clock.late")
	case l.Group == ClocksDone:
		row.State = b.T("cases.clock.done", words.Day(l.Done))
	case l.Group == ClocksEnded:
		row.State = b.T("cases.clock.ended", -l.Left)
	case l.Left < 0:
		row.State = b.T("cases.clock.over", -l.Left)
	case l.Over > 0:
		row.State = b.T("cases.clock.over.hours", l.Over)
	case l.Left == 0 && l.Moments.By != 0:
		row.State = b.T("cases.clock.today.by", l.Moments.By.In(law.China).Format("15:04"))
	case l.Left == 0:
		row.State = b.T("cases.clock.today")
	default:
		row.State = b.T("cases.clock.left", l.Left)
	}
	row.Due = words.Day(l.Due)
	return row
}

func (o *Office) printClocks(ctx context.Context, out io.Writer, b *say.Book, make func(paper.Setting) (paper.Document, error)) error {
	const name = "print"
	if err := o.allow(ctx, centre.MayPrint, name); err != nil {
		return err
	}
	o.useOwnFonts()
	in := paper.Setting{Book: b, Date: o.Now(), Zone: o.zone}
	if own, err := o.Centre(); err == nil {
		in.Centre = own.Name
	}
	doc, err := make(in)
	if err != nil {
		return fmt.Errorf("print clocks: %w", err)
	}
	pages, err := doc.Layout()
	if err != nil {
		return fmt.Errorf("print clocks: %w", err)
	}
	if err := paper.Write(out, pages); err != nil {
		return fmt.Errorf("print clocks: %w", err)
	}
	return o.note(ctx, name, store.Printed, about{t: centre.DeadlineType, id: field.ID{}}, "")
}
