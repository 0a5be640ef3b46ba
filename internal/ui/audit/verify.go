package audit

import (
	"context"
	"io"
	"path/filepath"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// check proves the journal and every record, and says what it found.
func (s *screen) check() {
	h := s.host
	var rep store.Report
	h.Long(kit.Job{
		Say: "audit.checking",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			rep, err = s.desk.Check(ctx, tick)
			return err
		},
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T("audit.checking"), err, "")
				return
			}
			s.report(rep)
		},
	})
}

// report tells an older folder that was put back apart from damage: nothing of it is broken, and yet something is missing.
func (s *screen) report(rep store.Report) {
	h := s.host
	box := container.NewVBox()
	if rep.Sound() {
		box.Add(kit.Prose(h.T("audit.check.sound", rep.Entries, rep.Records)))
	}
	bad := false
	for _, t := range rep.Troubles {
		if t.Kind == store.OlderFolder {
			box.Add(kit.Alarm(h.T("audit.check.older")))
			continue
		}
		if !bad {
			bad = true
			box.Add(kit.Alarm(h.T("audit.check.bad")))
		}
		box.Add(kit.Prose(h.T("trouble." + string(t.Kind))))
		box.Add(kit.Hint(h.T("trouble." + string(t.Kind) + ".hint")))
	}
	if rep.Locked > 0 {
		box.Add(kit.Hint(h.T("audit.check.locked", rep.Locked)))
	}
	var p *kit.Panel
	p = h.Open(kit.PanelSpec{Title: h.T("audit.check.title"), Body: box, Width: 520,
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.close"), kit.Main, func() { p.Close() })}})
}

// export writes the lines that are shown to a file.
func (s *screen) export() {
	h := s.host
	line := kit.NewEntry(h)
	line.SetText(filepath.Join(kit.Documents(), kit.FileName(h.T("audit.title"), ".xlsx")))
	var p *kit.Panel
	write := func() {
		path := kit.TidyPath(line.Text)
		form, ok := exchange.FormOf(filepath.Ext(path))
		if !ok || form == exchange.JSON {
			form = exchange.XLSX
			path += ".xlsx"
		}
		h.MayReplace(path, func() {
			p.Close()
			s.write(path, form)
		})
	}
	line.OnEnter = write
	p = h.Open(kit.PanelSpec{Title: h.T("audit.exporting"), Width: 640, Focus: line,
		Body: container.NewVBox(kit.Prose(h.T("audit.count.found", len(s.rows.lines))), kit.Labelled(h.T("reports.path"), line), kit.Hint(h.T("audit.export.hint"))),
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() }), kit.NewButton(h, h.T("audit.export.act"), kit.Main, write),
		}})
}

func (s *screen) write(path string, form exchange.Form) {
	h, n := s.host, 0
	seqs := make([]uint64, len(s.rows.lines))
	for i, l := range s.rows.lines {
		seqs[i] = l.Seq
	}
	h.Long(kit.Job{
		Say: "audit.exporting",
		Do: func(ctx context.Context, _ kit.Tick) error {
			return kit.ReplaceFile(path, func(out io.Writer) (err error) {
				n, err = s.desk.ExportLines(ctx, out, form, seqs)
				return err
			})
		},
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T("audit.exporting"), err, "")
				return
			}
			h.Toast(h.T("audit.exported", n), nil)
			s.read()
		},
	})
}
