package reports

import (
	"context"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// report is the screen of documents: the choice at the left, the pages at the right.
type report struct {
	host    *kit.Host
	desk    Desk
	c       choice
	kind    *kit.Pick
	record  *kit.Pick
	from    *kit.Entry
	to      *kit.Entry
	sheets  *kit.Entry
	mask    *kit.Chips
	words   *kit.Paragraph // what it holds of persons
	alarm   *kit.Paragraph
	save    *kit.Button
	where   *fyne.Container // record or period
	preview *kit.Preview
	whole   *fyne.Container
	ready   office.Report
	pages   *paper.Pages
	folder  string // where the last file was saved
	asked   int
}

func newReport(h *kit.Host, desk Desk, c choice) *report {
	s := &report{host: h, desk: desk, c: c}
	if s.c.kind == "" {
		s.c.kind = kinds[0]
	}
	var options []kit.Option
	for _, k := range kinds {
		options = append(options, kit.Option{Value: k, Text: h.T("reports.kind." + k)})
	}
	s.kind = kit.NewPick(h, h.T("kit.pick.none"), options)
	s.kind.OnPick = func(o kit.Option) {
		if o.Value != "" {
			s.set(choiceOf(o.Value, field.ID{}, h.Context().Today))
		}
	}
	s.from, s.to = s.dayEntry(&s.c.from), s.dayEntry(&s.c.to)
	s.sheets = s.sheetsEntry()
	s.mask = kit.NewChips(h, true, []kit.Option{{Value: "", Text: h.T("reports.masked")}, {Value: "whole", Text: h.T("reports.whole")}})
	s.mask.OnChange = func() {
		s.c.whole = s.mask.Values()[0] != ""
		s.make()
	}
	s.words, s.alarm = kit.Hint(""), kit.Alarm("")
	s.save = kit.NewIconButton(h, "export", h.T("reports.save"), kit.Main, s.askSave)
	s.where = container.NewVBox()
	s.preview = kit.NewPreview(h)
	left := container.NewVBox(kit.Labelled(h.T("reports.kind"), s.kind), s.where, s.alarm, kit.Gap(4), s.words, kit.Gap(8), s.save, kit.Hint(h.T("reports.hint")))
	side := kit.Wide(theme.Size(theme.Text)*21, kit.Inset(14, 10, left))
	s.whole = container.NewBorder(nil, nil, container.NewBorder(nil, nil, nil, kit.Rule(), kit.Scrolled(side)), nil, s.preview)
	s.ask()
	return s
}

// dayEntry is a line for a day of the period.
func (s *report) dayEntry(d *field.Day) *kit.Entry {
	e := kit.NewEntry(s.host)
	read := func() {
		day, ok := field.ParseDay(e.Text, s.host.Context().Today.Year)
		if !ok {
			s.alarm.SetText(s.host.T("problem.day"))
			return
		}
		s.alarm.SetText("")
		if day != *d {
			*d = day
			s.make()
		}
	}
	e.OnEnter, e.OnBlur = read, read
	return e
}

// sheetsEntry is a line for how many pages there are to fill in by hand.
func (s *report) sheetsEntry() *kit.Entry {
	e := kit.NewEntry(s.host)
	read := func() {
		n, err := strconv.Atoi(field.Fold(e.Text))
		if err != nil || n < 1 || n > paper.MostSheets {
			s.alarm.SetText(s.host.T("forms.pages", paper.MostSheets))
			return
		}
		s.alarm.SetText("")
		if n != s.c.sheets {
			s.c.sheets = n
			s.make()
		}
	}
	e.OnEnter, e.OnBlur = read, read
	return e
}

// set shows another document.
func (s *report) set(c choice) {
	s.c = c
	s.ask()
	s.make()
}

// ask shows the fields that the chosen document needs.
func (s *report) ask() {
	h := s.host
	s.kind.SetValue(s.c.kind)
	s.where.Objects = nil
	if _, t := s.c.about(); t != nil {
		s.record = kit.NewLookPick(h, s.desk, []string{t.Table}, h.T("reports.choose"), false)
		s.record.OnPick = func(o kit.Option) {
			s.c.id = kit.RecordOf(o)
			s.make()
		}
		if s.c.id != (field.ID{}) {
			s.record.Set(kit.Option{Value: s.c.id.String(), Text: h.Name(s.c.id)})
		}
		s.where.Add(kit.Labelled(h.T(t.Table), s.record))
	} else {
		s.from.SetText(h.Shown().Day(s.c.from))
		s.to.SetText(h.Shown().Day(s.c.to))
		if s.c.kind == string(office.RotaReport) {
			s.where.Add(kit.Labelled(h.T("reports.week"), s.from))
		} else {
			s.where.Add(kit.Labelled(h.T("reports.from"), s.from))
			s.where.Add(kit.Labelled(h.T("reports.to"), s.to))
		}
	}
	if s.c.kind == string(office.SignInReport) {
		s.sheets.SetText(strconv.Itoa(max(s.c.sheets, 1)))
		s.where.Add(kit.Labelled(h.T("forms.sheets"), s.sheets))
	}
	if s.c.named() {
		value := ""
		if s.c.whole {
			value = "whole"
		}
		s.mask.Set(value)
		s.where.Add(kit.Labelled(h.T("reports.names"), s.mask))
	}
	s.where.Refresh()
}

// make gathers the document and lays it out. An answer that comes after the next question is dropped.
func (s *report) make() {
	s.asked++
	mine, h := s.asked, s.host
	s.pages = nil
	s.save.Disable()
	s.words.SetText("")
	if !s.c.ready() {
		s.preview.SetPages(nil, h.T("reports.none"))
		return
	}
	type made struct {
		rep   office.Report
		pages *paper.Pages
	}
	in := s.c.reporting(h.Book)
	kit.Go(h, func() (made, error) {
		rep, err := s.desk.Report(context.Background(), in)
		if err != nil {
			return made{}, err
		}
		pages, err := rep.Document.Layout()
		return made{rep, pages}, err
	}, func(m made, err error) {
		if mine != s.asked {
			return
		}
		if err != nil {
			s.preview.SetPages(nil, "")
			h.Trouble(h.T("reports.making"), err, "")
			return
		}
		s.ready, s.pages = m.rep, m.pages
		s.save.Enable()
		s.words.SetText(s.personal())
		s.preview.SetPages(m.pages, "")
		s.whole.Refresh()
	})
}

// personal says which personal fields the document holds, before it leaves the screen.
func (s *report) personal() string {
	h := s.host
	var labels []string
	for _, name := range s.ready.Document.Personal {
		table, key, _ := strings.Cut(name, ".")
		if t := centre.TypeOf(table); t != nil && t.Field(key) != nil {
			labels = append(labels, h.Shown().Label(t, t.Field(key)))
		}
	}
	switch {
	case s.ready.Subject != nil:
		return s.beware(*s.ready.Subject)
	case len(labels) == 0:
		return h.T("reports.personal.none")
	case s.ready.Whole:
		return h.T("reports.personal.whole", labels)
	}
	return h.T("reports.personal.masked", labels)
}

// name is what the file is called when the person does not say: never by anything personal.
func (s *report) name() string {
	h := s.host
	kind := h.T("reports.kind." + s.c.kind)
	_, t := s.c.about()
	switch {
	case t == nil:
		return kit.FileName(h.T("reports.file", kind, s.c.from.String()), ".pdf")
	case s.ready.Subject != nil || s.ready.Title == "":
		return kit.FileName(h.T("reports.file", kind, h.Context().Today.String()), ".pdf")
	}
	return kit.FileName(h.T("reports.file", kind, s.ready.Title), ".pdf")
}

// askSave asks where the file goes.
func (s *report) askSave() {
	if s.pages == nil {
		return
	}
	h := s.host
	if s.folder == "" {
		s.folder = kit.Documents()
	}
	line := kit.NewEntry(h)
	line.SetText(filepath.Join(s.folder, s.name()))
	alarm := kit.Alarm("")
	var p *kit.Panel
	save := func() {
		path := kit.TidyPath(line.Text)
		if path == "" {
			return
		}
		if !strings.EqualFold(filepath.Ext(path), ".pdf") {
			path += ".pdf"
		}
		h.MayReplace(path, func() {
			p.Close()
			s.write(path)
		})
	}
	line.OnEnter = save
	p = h.Open(kit.PanelSpec{
		Title: h.T("reports.save"), Width: 720, Focus: line,
		Body: container.NewVBox(kit.Prose(s.personal()), kit.Gap(4), kit.Labelled(h.T("reports.path"), line), alarm),
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() }), kit.NewButton(h, h.T("reports.save"), kit.Main, save),
		},
	})
}

// write notes the print in the journal and writes the file; without the note there is no file.
func (s *report) write(path string) {
	h, rep, pages := s.host, s.ready, s.pages
	h.Long(kit.Job{
		Say: "reports.saving",
		Do: func(_ context.Context, tick kit.Tick) error {
			tick(0, len(pages.Sheets))
			if err := s.desk.Printed(rep); err != nil {
				return err
			}
			return kit.ReplaceFile(path, func(out io.Writer) error { return paper.Write(out, pages) })
		},
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T("reports.saving"), err, h.T("reports.kept"))
				return
			}
			s.folder = filepath.Dir(path)
			h.Toast(h.T("reports.saved", path), nil)
		},
	})
}

// Content is called by the shell.
func (s *report) Content() fyne.CanvasObject { return s.whole }

// Shown reads the document anew: its figures may have changed since.
func (s *report) Shown() {
	s.make()
	if s.c.ready() {
		s.host.Focus(s.preview)
		return
	}
	s.host.Focus(s.kind)
}

// Leave is called by the shell; nothing can be lost here.
func (s *report) Leave(then func()) { then() }

// Place is called by the shell.
func (s *report) Place() any { return s.c }

// Keys is called by the shell.
func (s *report) Keys() []kit.Key {
	return []kit.Key{
		{Name: "S", Mod: kit.Ctrl, Say: "reports.keys.save", Do: s.askSave},
		{Name: "P", Mod: kit.Ctrl, Say: "reports.keys.save", Do: s.askSave},
		{Name: fyne.KeyPageDown, Say: "reports.keys.page", Do: func() { s.preview.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) }},
		{Name: fyne.KeyF5, Say: "today.keys.again", Do: s.make},
	}
}
