package reports

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// askExport asks where the table goes, as it is shown.
func (s *figures) askExport() {
	if s.s == nil {
		return
	}
	h := s.host
	if s.folder == "" {
		s.folder = kit.Documents()
	}
	name := kit.FileName(h.T("reports.file", h.T("stat.table."+s.c.table), s.s.Period.From.String()), ".xlsx")
	var notes []fyne.CanvasObject
	if s.c.small() && !s.s.Masked {
		notes = append(notes, kit.Alarm(h.T("stat.internal.note")))
	}
	askWorkbook(h, h.T("figures.export"), filepath.Join(s.folder, name), s.write, notes...)
}

// askWorkbook asks where a workbook of figures goes, below what has to be said first, and saves it there.
func askWorkbook(h *kit.Host, title, proposed string, write func(path string), notes ...fyne.CanvasObject) {
	line := kit.NewPathLine(h, proposed, kit.PathSpec{Title: h.T("reports.path"), Act: h.T("print.path.take"), Ends: []string{".xlsx"}})
	body := container.NewVBox(append(notes, kit.Labelled(h.T("reports.path"), line.Container))...)
	var panel *kit.Panel
	save := func() {
		path := kit.TidyPath(line.Line.Text)
		if path == "" {
			return
		}
		if filepath.Ext(path) != ".xlsx" {
			path += ".xlsx"
		}
		h.MayReplace(path, func() {
			panel.Close()
			write(path)
		})
	}
	line.Line.OnEnter = save
	panel = h.Open(kit.PanelSpec{
		Title: title, Width: 720, Body: body, Focus: line.Line, Keys: []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.export", Do: save}},
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { panel.Close() }), kit.NewButton(h, h.T("kit.export"), kit.Main, save)},
	})
}

func (s *figures) write(path string) {
	s.folder = filepath.Dir(path)
	writeFigures(s.host, s.desk, s.sheet(), path)
}

// sheet is the table as it is shown: its lines, and below them which figures these are and how they were counted.
func (s *figures) sheet() office.FigureExport {
	h := s.host
	f := office.FigureExport{What: s.c.table, Internal: s.c.small() && !s.s.Masked}
	f.Listing = exchange.Listing{Name: h.T("stat.table." + s.c.table), Form: exchange.XLSX, Numbers: true, Headings: []string{h.T("stat.rows." + s.view().Key)}, Widths: []float64{28}}
	for _, x := range s.heads {
		title := s.headTitle(x)
		if x.change || s.c.columns == columnsCompare {
			title = h.T("figures.head.full", s.headTitle(figureHead{measure: x.measure}), h.T(map[bool]string{true: "stat.change", false: "stat.when." + x.when.Key()}[x.change]))
		}
		f.Headings, f.Widths = append(f.Headings, title), append(f.Widths, 16)
	}
	rows := figureRows{s}
	for i := range s.rows {
		line := []string{rows.Text(i, "")}
		for _, x := range s.heads {
			line = append(line, rows.Text(i, x.key))
		}
		f.Rows = append(f.Rows, line)
	}
	below := []string{s.heading(), s.noted()}
	if f.Internal {
		below = append(below, h.T("stat.internal.note"))
	}
	for _, text := range below {
		f.Rows = append(f.Rows, append([]string{text}, make([]string, len(s.heads))...))
	}
	return f
}
