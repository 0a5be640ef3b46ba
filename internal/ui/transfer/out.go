package transfer

import (
	"context"
	"io"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// Writer is what writing out needs of the office. It is called off the UI thread.
type Writer interface {
	Export(ctx context.Context, out io.Writer, e office.Exporting) (int, error)
}

// outgoing is the panel that asks how a list is to be written.
type outgoing struct {
	host    *kit.Host
	desk    Writer
	typ     *field.Type
	query   kit.Query
	form    *kit.Chips
	private *kit.Chips
	reason  *kit.Entry      // why clients are named
	why     *fyne.Container // with its label; shown when it is asked for
	alarm   *kit.Paragraph
	lay     *kit.Chips // how cases are laid out; nil for other tables
	line    *kit.Entry
	panel   *kit.Panel
}

// Export asks where and how the records of a table are to be written, and writes them: all, or those that the words of a query
// and the filters of a query find.
func Export(h *kit.Host, desk Writer, t *field.Type, q kit.Query) {
	e := &outgoing{host: h, desk: desk, typ: t, query: q}
	name := h.T(t.Table + ".list")
	e.line = kit.NewEntry(h)
	e.line.SetText(filepath.Join(kit.Documents(), kit.FileName(name, ".xlsx")))
	e.line.OnEnter = e.write
	e.form = kit.NewChips(h, true, []kit.Option{
		{Value: string(exchange.XLSX), Text: h.T("transfer.form.xlsx")}, {Value: string(exchange.CSV), Text: h.T("transfer.form.csv")}, {Value: string(exchange.JSON), Text: h.T("transfer.form.json")},
	})
	e.form.Set(string(exchange.XLSX))
	e.form.OnChange = e.renamed
	e.private = kit.NewChips(h, true, []kit.Option{{Value: "", Text: h.T("transfer.private.no")}, {Value: "private", Text: h.T("transfer.private.yes")}})
	e.private.Set("")
	e.reason, e.alarm = kit.NewEntry(h), kit.Alarm("")
	e.why = container.NewVBox(kit.Labelled(h.T("transfer.why"), e.reason), e.alarm)
	e.why.Hide()
	e.private.OnChange = e.asksWhy
	e.reason.OnEnter = e.write
	scope := h.T("transfer.all", name)
	if q.Find != "" {
		scope = h.T("transfer.found", name, q.Find)
	}
	body := container.NewVBox(kit.Prose(scope))
	if len(q.Where) > 0 {
		body.Add(kit.Prose(h.T("transfer.filters")))
	}
	body.Add(kit.Gap(4))
	if t == centre.CaseType {
		e.lay = kit.NewChips(h, true, []kit.Option{{Value: "", Text: h.T("transfer.lay.table")}, {Value: "register", Text: h.T("transfer.lay.register")}})
		e.lay.Set("")
		e.lay.OnChange = e.laid
		body.Add(kit.Labelled(h.T("transfer.lay"), e.lay))
		body.Add(kit.Hint(h.T("transfer.lay.hint")))
		body.Add(kit.Gap(4))
	}
	body.Add(kit.Labelled(h.T("transfer.form"), e.form))
	body.Add(kit.Gap(4))
	if len(privateFields(t)) > 0 {
		body.Add(kit.Labelled(h.T("transfer.private"), e.private))
		body.Add(kit.Hint(h.T("transfer.private.hint", e.labels())))
		body.Add(e.why)
	}
	body.Add(kit.Gap(4))
	body.Add(kit.Labelled(h.T("reports.path"), e.line))
	e.panel = h.Open(kit.PanelSpec{
		Title: h.T("transfer.export", name), Width: 720, Body: body, Focus: e.line,
		Keys: []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.export", Do: e.write}},
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { e.panel.Close() }), kit.NewButton(h, h.T("kit.export"), kit.Main, e.write),
		},
	})
}

func privateFields(t *field.Type) (out []*field.Spec) {
	for _, s := range t.With(field.InExport) {
		if s.Has(field.IsPrivate) {
			out = append(out, s)
		}
	}
	return out
}

func (e *outgoing) labels() []string {
	var out []string
	for _, s := range privateFields(e.typ) {
		out = append(out, e.host.Shown().Label(e.typ, s))
	}
	return out
}

// renamed gives the file the ending of the chosen form.
func (e *outgoing) renamed() {
	path := e.line.Text
	e.line.SetText(path[:len(path)-len(filepath.Ext(path))] + "." + e.form.Values()[0])
}

// register reports whether cases are to be written as the register that offices keep.
func (e *outgoing) register() bool { return e.lay != nil && e.lay.Values()[0] != "" }

// laid names the file after what it is. A register is a table: JSON has no columns.
func (e *outgoing) laid() {
	name := e.host.T("case.list")
	if e.register() {
		name = e.host.T("transfer.lay.name")
		if e.form.Values()[0] == string(exchange.JSON) {
			e.form.Set(string(exchange.XLSX))
		}
	}
	e.line.SetText(filepath.Join(filepath.Dir(e.line.Text), kit.FileName(name, "."+e.form.Values()[0])))
}

// asksWhy asks for a reason where clients would be named.
func (e *outgoing) asksWhy() {
	e.why.Hidden = e.private.Values()[0] == "" || !office.NamesClients(e.typ)
	e.alarm.SetText("")
	e.why.Refresh()
}

// write asks before it replaces a file.
func (e *outgoing) write() {
	if e.why.Visible() && field.Tidy(e.reason.Text) == "" {
		e.alarm.SetText(e.host.T("problem.whole.export"))
		e.host.Focus(e.reason)
		return
	}
	path := kit.TidyPath(e.line.Text)
	form, ok := exchange.FormOf(filepath.Ext(path))
	if form == exchange.JSON && e.register() {
		e.host.Ask(e.host.T("transfer.exporting"), e.host.T("transfer.lay.json"), kit.Choice{Text: e.host.T("kit.close")})
		return
	}
	if !ok {
		form = exchange.Form(e.form.Values()[0])
		path += "." + string(form)
	}
	e.host.MayReplace(path, func() {
		e.panel.Close()
		e.save(path, form)
	})
}

func (e *outgoing) save(path string, form exchange.Form) {
	h, private, register := e.host, e.private.Values()[0] != "", e.register()
	n, held := 0, 0
	h.Long(kit.Job{
		Say: "transfer.exporting",
		Do: func(ctx context.Context, tick kit.Tick) error {
			return kit.ReplaceFile(path, func(out io.Writer) (err error) {
				n, err = e.desk.Export(ctx, out, office.Exporting{
					Type: e.typ, Form: form, Find: e.query.Find, Where: e.query.Where, Private: private, Reason: e.reason.Text, Register: register, Book: h.Book,
					Progress: func(done int) { tick(done, 0) }, Withheld: func() { held++ },
				})
				return err
			})
		},
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T("transfer.exporting"), err, h.T("transfer.export.kept"))
				return
			}
			said := h.T("transfer.exported", n, path)
			if held > 0 {
				said += " " + h.T("exchange.withheld", held)
			}
			h.Toast(said, nil)
		},
	})
}
