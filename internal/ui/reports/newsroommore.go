package reports

import (
	"context"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// factRows are the figures an article states.
type factRows struct {
	h     *kit.Host
	facts []draft.Fact
}

// Len is called by the table.
func (r factRows) Len() int { return len(r.facts) }

// ID is called by the table: figures have no name, their place tells them apart.
func (r factRows) ID(i int) field.ID { return field.ID{0: 1, 14: byte(i >> 8), 15: byte(i)} }

// Text is called by the table.
func (r factRows) Text(i int, key string) string {
	f := r.facts[i]
	switch key {
	case "what":
		return r.h.T(f.Label)
	case "figure":
		return draft.Amount(r.h.Book, f.Count)
	}
	return strings.Join(r.names(i), r.h.T("newsroom.names"))
}

// names are the records a figure rests on, some of many.
func (r factRows) names(i int) (out []string) {
	const most = 4
	ids := r.facts[i].Records()
	for n, id := range ids {
		if n == most {
			return append(out, r.h.T("newsroom.more", len(ids)-most))
		}
		out = append(out, r.h.Name(id))
	}
	return out
}

// figuresOf lists the figures of the article in hand with the records they came from; Enter goes to the first of those.
func (s *newsroom) figuresOf() {
	h, a := s.host, s.article()
	if a == nil {
		return
	}
	facts := draft.ReadFacts(a.Facts)
	if len(facts) == 0 {
		h.Toast(h.T("newsroom.facts.none"), nil)
		return
	}
	rows := factRows{h, facts}
	table := kit.NewTable(h, []kit.Column{
		{Key: "figure", Title: h.T("newsroom.facts.figure"), Width: 130, Fixed: true}, {Key: "what", Title: h.T("newsroom.facts.what"), Width: 200, Loose: true, Fixed: true},
		{Key: "from", Title: h.T("newsroom.facts.from"), Width: 320, Loose: true, Fixed: true},
	})
	var panel *kit.Panel
	table.OnOpen = func(i int) {
		ids := facts[i].Records()
		if len(ids) == 0 {
			return
		}
		panel.Close()
		s.panel.Close()
		s.over()
		s.ways.Open([]string{centre.EventType.Table, centre.IndicatorType.Table, centre.AwardType.Table, centre.ProgrammeType.Table}, ids[0])
	}
	table.SetRows(rows)
	panel = h.Open(kit.PanelSpec{
		Title: h.T("newsroom.facts"), Width: 860, Height: 440, Body: container.NewBorder(nil, kit.Hint(h.T("newsroom.facts.hint")), nil, nil, table),
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.close"), kit.Ordinary, func() { panel.Close() })},
	})
	table.Focus()
}

// nextPane takes the keyboard from the candidates to the articles, from there to the remarks, and back.
func (s *newsroom) nextPane() {
	switch {
	case s.left.Has():
		s.middle.Focus()
	case s.middle.Has() && s.remarks.Len() > 0:
		s.remarks.Focus()
	default:
		s.left.Focus()
	}
}

// pasted makes an article of the person's own of a text from outside.
func (s *newsroom) pasted(text string) {
	if heading, body := cutHeading(text); body != "" {
		s.begin(func(a *centre.Article) { a.Heading, a.Body = heading, body })
	}
}

// cutHeading cuts a text into heading and body: its first line is the heading where it is short and ends no sentence.
func cutHeading(text string) (heading, body string) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	const longest = 40 // characters
	first, rest, more := strings.Cut(text, "\n")
	if more && len([]rune(first)) <= longest && !strings.ContainsAny(first, "。；！？") {
		return strings.TrimSpace(first), strings.TrimSpace(rest)
	}
	return "", text
}

// distribution edits the rows 本期印发 as lines of text.
func (s *newsroom) distribution() {
	h := s.host
	kit.Go(h, func() ([]summary.Addressee, error) { return s.desk.Distribution(s.issue) }, func(rows []summary.Addressee, err error) {
		if err != nil {
			h.Trouble(h.T("newsroom.reading"), err, "")
			return
		}
		s.editDistribution(rows)
	})
}

func (s *newsroom) editDistribution(rows []summary.Addressee) {
	h := s.host
	lines := kit.NewLongEntry(h, 12)
	var text []string
	for _, a := range rows {
		line := a.To
		if a.Copies > 0 {
			line = h.T("newsroom.to.line", a.To, strconv.FormatInt(a.Copies, 10))
		}
		text = append(text, line)
	}
	lines.SetText(strings.Join(text, "\n"))
	var panel *kit.Panel
	save := func() {
		panel.Close()
		s.change(func() (uint64, error) { return s.desk.SetDistribution(s.issue, draft.Addressees(lines.Text)) })
	}
	panel = h.Open(kit.PanelSpec{
		Title: h.T("newsroom.to"), Width: 640, Focus: lines, Body: container.NewVBox(kit.Hint(h.T("newsroom.to.hint")), lines),
		Keys:    []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: save}},
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { panel.Close() }), kit.NewButton(h, h.T("kit.save"), kit.Main, save)},
	})
}

// copyAll puts the text of the issue on the clipboard, as its pages have it.
func (s *newsroom) copyAll() {
	if s.pages == nil {
		return
	}
	h, pages, rep := s.host, s.pages, s.rep
	rep.Way = office.ToClipboard
	kit.Go(h, func() (string, error) {
		if err := s.desk.Printed(rep); err != nil {
			return "", err
		}
		return pages.Copy(), nil
	}, func(text string, err error) {
		if err != nil {
			h.Trouble(h.T("print.copying"), err, "")
			return
		}
		h.Copy(text)
		h.Toast(h.T("print.copied"), nil)
	})
}

// exportFigures asks where the figures of the issue go, each once.
func (s *newsroom) exportFigures() {
	h := s.host
	f := s.figureSheet()
	if len(f.Rows) == 0 {
		h.Toast(h.T("newsroom.facts.none"), nil)
		return
	}
	proposed := filepath.Join(kit.Documents(), kit.FileName(f.Name, ".xlsx"))
	askWorkbook(h, h.T("newsroom.export"), proposed, func(path string) { writeFigures(h, s.desk, f, path) })
}

// figureSheet lists the figures of the issue. One that an article and a short item both state stands once, with both.
func (s *newsroom) figureSheet() office.FigureExport {
	h := s.host
	f := office.FigureExport{What: "issue"}
	f.Listing = exchange.Listing{Name: h.T("newsroom.facts"), Form: exchange.XLSX, Numbers: true, Widths: []float64{30, 14, 24, 50}}
	for _, key := range []string{"newsroom.item", "newsroom.facts.figure", "newsroom.facts.what", "newsroom.facts.from"} {
		f.Headings = append(f.Headings, h.T(key))
	}
	at := map[[2]string]int{}
	for i, r := range s.proofs.Readings {
		rows := factRows{h, draft.ReadFacts(r.Article.Facts)}
		title := itemRows{s}.Text(i, "text")
		if r.Article.Heading == "" {
			title = h.T("newsroom.short", title)
		}
		for n, x := range rows.facts {
			key := [2]string{x.Rows, x.Key}
			if had, twice := at[key]; twice {
				f.Rows[had][0] += h.T("newsroom.names") + title
				continue
			}
			at[key] = len(f.Rows)
			f.Rows = append(f.Rows, []string{title, rows.Text(n, "figure"), rows.Text(n, "what"), rows.Text(n, "from")})
		}
	}
	return f
}

// writeFigures writes a table of figures to a file.
func writeFigures(h *kit.Host, desk Figures, f office.FigureExport, path string) {
	h.Long(kit.Job{
		Say: "figures.exporting",
		Do: func(ctx context.Context, _ kit.Tick) error {
			return kit.ReplaceFile(path, func(out io.Writer) error {
				_, err := desk.ExportFigures(ctx, out, f)
				return err
			})
		},
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T("figures.exporting"), err, h.T("transfer.export.kept"))
				return
			}
			h.Toast(h.T("figures.exported", path), nil)
		},
	})
}
