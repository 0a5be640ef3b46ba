package reports

import (
	"context"
	"errors"
	"io"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/printer"
	"cn.halfsky/internal/ui/kit"
)

// printing is the panel in which a document goes to a printer.
type printing struct {
	*report
	rep    office.Report
	gate   *gate
	panel  *kit.Panel
	all    []printer.Printer
	pick   *kit.Pick
	sides  *kit.Chips
	pages  *kit.Entry
	copies *kit.Entry
	alarm  *kit.Paragraph
	print  *kit.Button
	body   *fyne.Container
}

// askPrint asks for printer, sides, pages and copies.
func (s *report) askPrint() {
	if s.made.pages == nil {
		return
	}
	h := s.host
	p := &printing{report: s, rep: s.ready, gate: s.gate(), alarm: kit.Alarm(""), body: container.NewVBox(kit.Prose(h.T("print.looking")))}
	p.print = kit.NewIconButton(h, "print", h.T("kit.print"), kit.Main, p.agree)
	cancel := kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.panel.Close() })
	p.print.Disable()
	p.panel = h.Open(kit.PanelSpec{
		Title: h.T("print.title", h.T("reports.kind."+s.c.kind)), Width: 560, Focus: cancel,
		Body:    container.NewVBox(p.gate.box, p.body, p.alarm),
		Buttons: []*kit.Button{cancel, p.print}, Keys: []kit.Key{{Name: "P", Mod: kit.Ctrl, Do: p.agree}},
	})
	p.look()
}

// look asks the system for its printers.
func (p *printing) look() {
	kit.Go(p.host, func() ([]printer.Printer, error) { return p.press.Printers(context.Background()) }, func(all []printer.Printer, err error) {
		p.all = all
		p.body.Objects = nil
		if err != nil || len(all) == 0 {
			p.none(err)
		} else {
			p.choose()
		}
		p.again()
	})
}

// again gives the panel the height of what is in it now.
func (p *printing) again() {
	p.body.Refresh()
	p.panel.Refit()
}

// none says what to do where nothing can print, and offers the other ways.
func (p *printing) none(err error) {
	h := p.host
	text := h.T("print.none")
	if err != nil {
		what, next := h.Explain(err)
		text = what + "\n" + next
	}
	instead := func(key string, do func()) *kit.Button {
		return kit.NewButton(h, h.T(key), kit.Ordinary, func() {
			p.panel.Close()
			do()
		})
	}
	save := instead("reports.save", p.askSave)
	again := kit.NewButton(h, h.T("print.look.again"), kit.Ordinary, p.look)
	p.body.Objects = []fyne.CanvasObject{kit.Prose(text), kit.Gap(4), kit.Flow(save, instead("print.open", p.askOpen), again)}
	p.print.Disable()
	h.Focus(save)
}

// choose shows the printers, with the one that was used last or else the system's own.
func (p *printing) choose() {
	h, last := p.host, p.press.Last()
	var options []kit.Option
	chosen, known := 0, false
	for i, x := range p.all {
		o := kit.Option{Value: x.Name, Text: x.Name}
		switch {
		case x.Stopped:
			o.Note = h.T("print.stopped")
		case x.Default:
			o.Note = h.T("print.default")
		}
		options = append(options, o)
		if x.Name == last.Printer || x.Default && !known {
			chosen, known = i, known || x.Name == last.Printer
		}
	}
	p.pick = kit.NewPick(h, h.T("print.printer"), options)
	p.pick.Set(options[chosen])
	fields := []fyne.CanvasObject{kit.Labelled(h.T("print.printer"), p.pick)}
	if p.press.Chooses() {
		fields = append(fields, p.options(last)...)
	} else {
		fields = append(fields, kit.Hint(h.T("print.plain")))
	}
	p.body.Objects = fields
	p.print.Enable()
	if p.gate.reason != nil {
		h.Focus(p.gate.reason)
		return
	}
	h.Focus(p.print)
}

// options are sides, pages and copies.
func (p *printing) options(last Last) []fyne.CanvasObject {
	h := p.host
	p.sides = kit.NewChips(h, true, []kit.Option{
		{Value: printer.OneSided, Text: h.T("print.sides.one")}, {Value: printer.LongEdge, Text: h.T("print.sides.long")}, {Value: printer.ShortEdge, Text: h.T("print.sides.short")},
	})
	p.sides.Set(printer.OneSided)
	if last.Sides == printer.LongEdge || last.Sides == printer.ShortEdge {
		p.sides.Set(last.Sides)
	}
	p.pages, p.copies = kit.NewEntry(h), kit.NewEntry(h)
	p.pages.Hint(h.T("print.pages.hint", len(p.made.pages.Sheets)))
	p.copies.SetText("1")
	p.pages.OnEnter, p.copies.OnEnter = p.agree, p.agree
	p.pages.OnBlur = func() { p.read(false) }
	p.copies.OnBlur = p.pages.OnBlur
	row := container.NewGridWithColumns(2, kit.Labelled(h.T("print.pages"), p.pages), kit.Labelled(h.T("print.copies"), p.copies))
	return []fyne.CanvasObject{kit.Labelled(h.T("print.sides"), p.sides), row, kit.Hint(h.T("print.paper"))}
}

// read reads what is chosen; with blame the keyboard goes to what has to be mended.
func (p *printing) read(blame bool) (printer.Job, bool) {
	h := p.host
	job := printer.Job{Printer: p.pick.Value(), Paper: printer.A4, Copies: 1}
	p.alarm.SetText("")
	if p.sides == nil {
		return job, true
	}
	job.Sides = p.sides.Values()[0]
	bad := func(e *kit.Entry, text string) (printer.Job, bool) {
		p.alarm.SetText(text)
		p.panel.Refit()
		e.SetBad(true)
		if blame {
			h.Focus(e)
		}
		return job, false
	}
	p.pages.SetBad(false)
	p.copies.SetBad(false)
	var err error
	if job.Pages, err = printer.ParsePages(p.pages.Text, len(p.made.pages.Sheets)); err != nil {
		if ps, ok := kit.ProblemsOf(err); ok {
			return bad(p.pages, h.Problem(ps[0]))
		}
	}
	if job.Copies, err = strconv.Atoi(field.Fold(p.copies.Text)); err != nil || job.Copies < 1 || job.Copies > printer.MostCopies {
		return bad(p.copies, h.T("print.copies.bad", printer.MostCopies))
	}
	return job, true
}

// agree prints.
func (p *printing) agree() {
	if p.print.Disabled() || p.pick == nil {
		return
	}
	job, ok := p.read(true)
	if !ok || !p.open(p.gate, &p.rep) {
		return
	}
	p.panel.Close()
	p.press.Keep(Last{Printer: job.Printer, Sides: job.Sides})
	if p.press.NeedsFile() {
		p.rep.Way = office.ToPaper
		p.lendTo(job)
		return
	}
	pages, h := p.made.pages, p.host
	p.leave(p.rep, office.ToPaper, "print.printing", func(ctx context.Context) error {
		var err error
		if job.Data, err = pages.PDF(); err != nil {
			return err
		}
		return p.press.Print(ctx, job)
	}, func() { h.Toast(h.T("print.printed", job.Pages.Count(len(pages.Sheets)), job.Printer), nil) })
}

// lendTo prints where only files can be printed: the file lies there until the data folder is closed, for nobody says when the other
// program has read it.
func (p *printing) lendTo(job printer.Job) {
	pages, h := p.made.pages, p.host
	kit.Go(h, func() (opened bool, err error) {
		path, back, err := p.desk.LendReport(p.rep, func(out io.Writer) error { return paper.Write(out, pages) })
		if err != nil {
			return false, err
		}
		job.Path = path
		if err = p.press.Print(context.Background(), job); errors.Is(err, printer.Opened) {
			return true, nil
		}
		if err != nil {
			err = errors.Join(err, back())
		}
		return false, err
	}, func(opened bool, err error) {
		switch {
		case err != nil:
			h.Trouble(h.T("print.printing"), err, h.T("reports.kept"))
		case opened:
			h.Toast(h.T("code.printopened")+h.T("code.printopened.hint"), nil)
		default:
			h.Toast(h.T("print.printed", len(pages.Sheets), job.Printer), nil)
		}
	})
}
