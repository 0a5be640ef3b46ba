package ui

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/aid"
	"cn.halfsky/internal/ui/audit"
	"cn.halfsky/internal/ui/cases"
	"cn.halfsky/internal/ui/events"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/registry"
	"cn.halfsky/internal/ui/reports"
	"cn.halfsky/internal/ui/rota"
	"cn.halfsky/internal/ui/settings"
	"cn.halfsky/internal/ui/today"
	"cn.halfsky/internal/ui/transfer"
)

// areas fits every area to the open office.
func (p *Program) areas() []Area {
	d, ways := p.desk, p.ways()
	return []Area{
		{Key: "today", Build: func(h *kit.Host, _ any) kit.Screen {
			return today.New(h, d, ways, func() { p.quick.Open(h) })
		}},
		{Key: "cases", Tables: cases.Tables, Paged: true, Build: func(h *kit.Host, place any) kit.Screen { return cases.New(h, d, ways, place) }},
		{Key: "rota", Tables: rota.Tables, Paged: true, Build: func(h *kit.Host, place any) kit.Screen { return rota.New(h, d, ways, place) }},
		{Key: "events", Tables: events.Tables, Paged: true, Build: func(h *kit.Host, place any) kit.Screen { return events.New(h, d, ways, place) }},
		{Key: "aid", Tables: aid.Tables, Paged: true, Build: func(h *kit.Host, place any) kit.Screen { return aid.New(h, d, ways, place) }},
		{Key: "reports", Tables: reports.Tables, Paged: true, Build: func(h *kit.Host, place any) kit.Screen {
			return reports.New(h, reports.Spec{Desk: d, Press: p.press(), Ways: ways, Place: place})
		}},
		{Key: "registry", Tables: registry.Tables, Paged: true, Build: func(h *kit.Host, place any) kit.Screen { return registry.New(h, d, ways, place) }},
		{Key: "settings", Paged: true, Build: func(h *kit.Host, place any) kit.Screen {
			return settings.New(h, settings.Spec{Desk: d, Ways: ways, Looks: p.looks(), Place: place, Restore: p.restore})
		}},
		{Key: "audit", Build: func(h *kit.Host, _ any) kit.Screen { return audit.New(h, d, ways) }},
	}
}

// ways lead from any area to the others.
func (p *Program) ways() kit.Ways {
	return kit.Ways{
		Open:  p.openRecord,
		Print: p.print,
		Export: func(t *field.Type, q kit.Query) {
			transfer.Export(p.host, p.desk, t, q)
		},
		Act:    p.act,
		Import: func() { transfer.Start(p.host, p.desk, p.imported) },
		Into: func(r field.Record) {
			t := r.Type()
			again := func(*field.Type) { p.openRecord([]string{t.Table}, r.Base().ID) }
			transfer.StartFor(p.host, p.desk, transfer.Into{Of: t, ID: r.Base().ID, Name: t.TitleOf(r)}, again)
		},
	}
}

// act does a verb of the area of events to one of them: counting people, asking employers whom they hired.
func (p *Program) act(verb string, id field.ID) {
	s := p.shell
	for i, a := range s.o.Areas {
		if a.Key == "events" {
			s.goThen(i, func() {
				if screen, ok := s.screen().(interface{ Act(string, field.ID) }); ok {
					screen.Act(verb, id)
				}
			})
		}
	}
}

// openRecord shows a record in its area; where it may be of several tables, the one that has it.
func (p *Program) openRecord(tables []string, id field.ID) {
	d := p.desk
	kit.Go(p.host, func() (string, error) {
		for _, name := range tables {
			t := centre.TypeOf(name)
			if t == nil {
				continue
			}
			if _, err := d.Get(t, id); err == nil {
				return name, nil
			}
		}
		return "", field.NotFound
	}, func(table string, err error) {
		if err != nil {
			p.host.Trouble(p.host.T("kit.record.loading"), err, "")
			return
		}
		p.shell.Open(table, id)
	})
}

// print shows the pages of a document in the area of reports; Escape there leads back to where the person came from.
func (p *Program) print(kind string, id field.ID, day field.Day) {
	s := p.shell
	var back func()
	if from := s.At(); from != "reports" {
		back = func() { s.GoTo(from) }
	}
	for i, a := range s.o.Areas {
		if a.Key == "reports" {
			s.goThen(i, func() {
				screen := s.screen().(*reports.Area)
				screen.Print(kind, id, day, back)
				screen.Shown()
			})
		}
	}
}

// imported shows what was brought in.
func (p *Program) imported(t *field.Type) {
	for i, a := range p.shell.o.Areas {
		for _, table := range a.Tables {
			if table == t.Table {
				p.shell.Go(i)
				return
			}
		}
	}
	p.shell.screen().Shown()
}
