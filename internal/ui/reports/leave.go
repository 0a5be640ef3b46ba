package reports

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/ui/kit"
)

// name is what the file is called when the person does not say: never by anything personal.
func (s *report) name(extra string) string {
	h := s.host
	kind := h.T("reports.kind."+s.c.kind) + extra
	_, t := s.c.about()
	switch {
	case t == nil:
		return kit.FileName(h.T("reports.file", kind, s.c.from.String()), ".pdf")
	case s.ready.Subject != nil || s.ready.Title == "" || len(s.ready.Document.Personal) > 0 && s.c.kind != string(office.CaseReport):
		return kit.FileName(h.T("reports.file", kind, h.Context().Today.String()), ".pdf")
	}
	return kit.FileName(h.T("reports.file", kind, s.ready.Title), ".pdf")
}

// pathLine asks where a file goes.
func (s *report) pathLine(extra string) *kit.PathLine {
	if s.folder == "" {
		s.folder = kit.Documents()
	}
	h := s.host
	return kit.NewPathLine(h, filepath.Join(s.folder, s.name(extra)), kit.PathSpec{Title: h.T("reports.path"), Act: h.T("print.path.take"), Ends: []string{".pdf"}})
}

// pdfPath is the path in a line, ending as a PDF file does; empty for none.
func pdfPath(line *kit.PathLine) string {
	path := line.Path()
	if path != "" && !strings.EqualFold(filepath.Ext(path), ".pdf") {
		path += ".pdf"
	}
	return path
}

// panel opens a panel through which the document leaves. agree is asked when the person agrees, by the button, by Ctrl+S or by Enter in
// one of the lines, and says whether the panel closes.
func (s *report) panel(spec kit.PanelSpec, act string, agree func(close func()), lines ...*kit.Entry) {
	h := s.host
	var p *kit.Panel
	do := func() { agree(func() { p.Close() }) }
	for _, e := range lines {
		if e != nil {
			e.OnEnter = do
		}
	}
	spec.Keys = append(spec.Keys, kit.Key{Name: "S", Mod: kit.Ctrl, Do: do})
	spec.Buttons = append([]*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() })},
		append(spec.Buttons, kit.NewButton(h, act, kit.Main, do))...)
	p = h.Open(spec)
}

// askSave asks where the file goes.
func (s *report) askSave() {
	if s.pages == nil {
		return
	}
	h, rep, pages, g := s.host, s.ready, s.pages, s.gate()
	line := s.pathLine("")
	save := func(close func()) {
		path := pdfPath(line)
		if path == "" || !s.open(g, &rep) {
			return
		}
		h.MayReplace(path, func() {
			close()
			s.write(rep, path, office.ToFile, func() ([]byte, error) { return pages.PDF() })
		})
	}
	s.panel(kit.PanelSpec{
		Title: h.T("reports.save"), Width: 720, Focus: line.Line, Body: container.NewVBox(g.box, kit.Labelled(h.T("reports.path"), line.Container)),
	}, h.T("reports.save"), save, line.Line, g.reason)
}

// write notes the print in the journal and writes the file; without the note there is no file, and none is half written.
func (s *report) write(rep office.Report, path string, way office.Way, pdf func() ([]byte, error)) {
	h := s.host
	s.leave(rep, way, "reports.saving", func(context.Context) error {
		file, err := pdf()
		if err != nil {
			return err
		}
		return kit.ReplaceFile(path, func(out io.Writer) error {
			_, err := out.Write(file)
			return err
		})
	}, func() {
		s.folder = filepath.Dir(path)
		h.Toast(h.T("reports.saved", path), nil)
	})
}

// leave notes in the journal that a document leaves and how, and then lets it; done is called when it has left.
func (s *report) leave(rep office.Report, way office.Way, saying string, do func(context.Context) error, done func()) {
	h := s.host
	rep.Way = way
	h.Long(kit.Job{
		Say: saying,
		Do: func(ctx context.Context, _ kit.Tick) error {
			if err := s.desk.Printed(rep); err != nil {
				return err
			}
			return do(ctx)
		},
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T(saying), err, h.T("reports.kept"))
				return
			}
			done()
		},
	})
}

// askOpen has the system's program show the document, after saying what that means.
func (s *report) askOpen() {
	if s.pages == nil {
		return
	}
	h, rep, pages, g := s.host, s.ready, s.pages, s.gate()
	g.box.Add(kit.Prose(h.T("print.open.what")))
	s.panel(kit.PanelSpec{Title: h.T("print.open.title"), Width: 560, Body: g.box, Focus: focusOf(g)}, h.T("print.open"), func(close func()) {
		if !s.open(g, &rep) {
			return
		}
		close()
		s.lend(rep, pages, func(path string) error { return kit.OpenOutside(path) }, h.T("print.open.none"))
	}, g.reason)
}

// focusOf is where the keyboard begins in a panel of a gate; nil is its main button.
func focusOf(g *gate) fyne.Focusable {
	if g.reason == nil {
		return nil
	}
	return g.reason
}

// lend writes the document out for another program and shows it there. The file goes when the data folder is closed.
func (s *report) lend(rep office.Report, pages *paper.Pages, show func(path string) error, none string) {
	h := s.host
	rep.Way = office.ToViewer
	type lent struct {
		path string
		back func() error
	}
	kit.Go(h, func() (l lent, err error) {
		l.path, l.back, err = s.desk.LendReport(rep, func(out io.Writer) error { return paper.Write(out, pages) })
		return l, err
	}, func(l lent, err error) {
		if err != nil {
			h.Trouble(h.T("print.opening"), err, h.T("reports.kept"))
			return
		}
		if show(l.path) != nil {
			h.Quietly(l.back, func(error) {})
			h.Ask(h.T("kit.trouble.title", h.T("print.opening")), none, kit.Choice{Text: h.T("kit.close"), Kind: kit.Main})
		}
	})
}

// askCopy copies the text of all pages.
func (s *report) askCopy() {
	if s.pages != nil {
		pages := s.pages
		s.copy(pages.Copy, "print.copied")
	}
}

// copyPart copies what was selected on the pages.
func (s *report) copyPart(text string) {
	if s.pages != nil {
		s.copy(func() string { return text }, "print.copied.part")
	}
}

// copy lets a text leave by the clipboard: at once where it holds nobody, or else after saying what it holds.
func (s *report) copy(text func() string, said string) {
	h, rep := s.host, s.ready
	do := func() {
		var out string
		s.leave(rep, office.ToClipboard, "print.copying", func(context.Context) error {
			out = text()
			return nil
		}, func() {
			h.Copy(out)
			h.Toast(h.T(said), nil)
		})
	}
	if s.quiet() {
		do()
		return
	}
	g := s.gate()
	g.box.Add(kit.Prose(h.T("print.copy.what")))
	s.panel(kit.PanelSpec{Title: h.T("print.copy"), Width: 560, Body: g.box, Focus: focusOf(g)}, h.T("print.copy"), func(close func()) {
		if s.open(g, &rep) {
			close()
			do()
		}
	}, g.reason)
}
