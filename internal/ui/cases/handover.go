package cases

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// handing is the panel in which the open cases of a desk are given to somebody else 移交, all or some, each with a note.
type handing struct {
	desk  *myDesk
	what  office.HandingOver
	own   []string // numbers of the cases against the organisation the successor comes from
	note  *kit.Entry
	table *kit.Table
	rows  *handRows
	panel *kit.Panel
}

// handOver asks to whom the cases of the desk in view go, then shows them with what the successor will read.
func (s *myDesk) handOver() {
	if s.shown == nil || len(s.shown.Cases) == 0 {
		s.host.Toast(s.host.T("mydesk.empty"), nil)
		return
	}
	s.names("mydesk.handover.to", s.handler, func(to string) {
		all := office.HandingOver{From: s.handler, To: to}
		for _, c := range s.shown.Cases {
			all.Cases = append(all.Cases, c.ID)
		}
		s.openHanding(all)
	})
}

// openHanding shows a handover as far as it was begun, with what has to be known of the successor.
func (s *myDesk) openHanding(what office.HandingOver) {
	p := &handing{desk: s, what: what}
	if p.what.Notes == nil {
		p.what.Notes = map[field.ID]string{}
	}
	kit.Go(s.host, s.area.desk.Homes, func(homes office.Homes, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("same.conflict.reading"), err, "")
			return
		}
		for _, c := range s.shown.Cases {
			if homes.Works(what.To, homes.Cases[c.ID]) {
				p.own = append(p.own, c.Number)
			}
		}
		s.hand = p
		p.open()
	})
}

func (p *handing) open() {
	h := p.desk.host
	p.rows = &handRows{host: h, notes: p.what.Notes}
	for _, c := range p.desk.shown.Cases {
		p.rows.all = append(p.rows.all, handed{c, slices.Contains(p.what.Cases, c.ID)})
	}
	p.note = kit.NewLongEntry(h, 2)
	p.note.SetText(p.what.Note)
	p.note.OnChanged = func(string) { h.Edited() }
	p.table = kit.NewTable(h, []kit.Column{
		{Key: "goes", Title: h.T("mydesk.goes"), Width: 76, Fixed: true, Tone: p.rows.tone},
		{Key: "number", Title: h.T("case.number"), Width: 152, Fixed: true},
		{Key: "matter", Title: h.T("case.matter"), Width: 240, Fixed: true},
		{Key: "note", Title: h.T("handover.note"), Width: 200, Loose: true, Fixed: true},
	})
	p.table.SetRows(p.rows)
	p.table.OnOpen = p.turn
	top := container.NewVBox(kit.Labelled(h.T("mydesk.handover.note"), p.note), kit.Gap(4), kit.Hint(h.T("mydesk.handover.hint")))
	if len(p.own) > 0 {
		top.Add(kit.Alarm(h.T("same.conflict.handover", p.what.To, p.own)))
	}
	body := container.New(layout.NewBorderLayout(top, nil, nil, nil), top, p.table) // in the order of the keyboard
	p.panel = h.Open(kit.PanelSpec{
		Title: h.T("mydesk.handover.title", p.what.From, p.what.To), Width: 900, Height: 560, Body: body, Focus: p.note,
		Keys: []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "mydesk.keys.handover", Do: p.agree}, {Name: "T", Mod: kit.Ctrl, Say: "mydesk.keys.note", Do: p.ask}},
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, p.leave), kit.NewButton(h, h.T("mydesk.handover"), kit.Main, p.agree),
		},
		Escape: p.leave,
	})
}

// handing is the handover as it stands in the panel.
func (p *handing) handing() office.HandingOver {
	what := p.what
	what.Note, what.Cases = field.Tidy(p.note.Text), nil
	for _, c := range p.rows.all {
		if c.goes {
			what.Cases = append(what.Cases, c.ID)
		}
	}
	return what
}

// dirty reports whether something would be lost with the panel.
func (p *handing) dirty() bool {
	what := p.handing()
	return what.Note != "" || len(what.Notes) > 0 || len(what.Cases) < len(p.rows.all)
}

// leave closes the panel, after asking where something would be lost.
func (p *handing) leave() {
	h := p.desk.host
	if !p.dirty() {
		p.shut()
		return
	}
	h.Ask(h.T("kit.leave.title"), h.T("kit.leave.what", h.T("mydesk.handover")), kit.Choice{Text: h.T("kit.leave.discard"), Do: p.shut},
		kit.Choice{Text: h.T("kit.leave.stay"), Kind: kit.Main})
}

// shut takes the panel away; nothing is begun any more.
func (p *handing) shut() {
	p.panel.Close()
	p.desk.host.Edited()
}

// turn leaves the case in hand out, or takes it in again.
func (p *handing) turn(i int) {
	p.rows.all[i].goes = !p.rows.all[i].goes
	p.table.SetRows(p.rows)
	p.desk.host.Edited()
}

// ask takes a note on the case in hand.
func (p *handing) ask() {
	i := p.table.Selected()
	if i < 0 {
		return
	}
	h, c := p.desk.host, p.rows.all[i].BenchCase
	h.AskText(c.Number, h.T("handover.note"), h.T("kit.save"), func(text string) {
		p.what.Notes[c.ID] = text
		p.table.SetRows(p.rows)
		p.table.Focus()
		h.Edited()
	})
}

// agree hands over what was not left out.
func (p *handing) agree() {
	h, s := p.desk.host, p.desk
	what := p.handing()
	if len(what.Cases) == 0 {
		h.Toast(h.T("mydesk.handover.none"), nil)
		return
	}
	type came struct {
		done office.HandedOver
		seq  uint64
	}
	kit.Go(h, func() (c came, err error) {
		c.done, c.seq, err = s.desk.HandOver(what)
		return c, err
	}, func(c came, err error) {
		if ps, ok := kit.ProblemsOf(err); ok {
			h.Toast(h.Problem(ps[0]), nil)
			return
		}
		if err != nil {
			h.Trouble(h.T("mydesk.handing"), err, h.T("kit.kept.form"))
			return
		}
		p.shut()
		s.read()
		p.tell(c.done, c.seq)
	})
}

// tell says what went and what stayed, with a way back.
func (p *handing) tell(done office.HandedOver, seq uint64) {
	h, s := p.desk.host, p.desk
	text := h.T("mydesk.handed", done.Cases, p.what.To, done.Appointments)
	for _, x := range done.Stay {
		text += "\n" + h.T("mydesk.stays."+x.Why, x.Number)
	}
	var panel *kit.Panel
	undo := kit.NewIconButton(h, "undo", h.T("mydesk.handover.undo"), kit.Ordinary, func() {
		panel.Close()
		kit.Go(h, func() (struct{}, error) { return struct{}{}, s.desk.Undo(seq) }, func(_ struct{}, err error) {
			if err != nil {
				h.Trouble(h.T("kit.undoing"), err, h.T("kit.kept.record"))
				return
			}
			h.Toast(h.T("kit.undone"), nil)
			s.read()
		})
	})
	panel = h.Open(kit.PanelSpec{Title: h.T("mydesk.handover"), Width: 520, Body: kit.Prose(text),
		Buttons: []*kit.Button{undo, kit.NewButton(h, h.T("kit.close"), kit.Main, func() { panel.Close() })}})
}

// handed is one case of a handover.
type handed struct {
	office.BenchCase
	goes bool
}

// handRows shows which cases go, with the note on each.
type handRows struct {
	host  *kit.Host
	all   []handed
	notes map[field.ID]string
}

// Len is called by the table.
func (r *handRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *handRows) ID(i int) field.ID { return r.all[i].ID }

// Text is called by the table.
func (r *handRows) Text(i int, key string) string {
	c, h := r.all[i], r.host
	switch key {
	case "goes":
		if c.goes {
			return h.T("mydesk.goes.yes")
		}
		return h.T("mydesk.goes.no")
	case "number":
		return c.Number
	case "matter":
		return h.Shown().Path(centre.Matter, c.Matter)
	}
	return r.notes[c.ID]
}

func (r *handRows) tone(_ kit.Rows, i int) kit.Tone {
	if r.all[i].goes {
		return kit.Plain
	}
	return kit.Grey
}

// passedOn says on the page of a case from whom it came, with what she left to know, the newest handover first.
func (a *area) passedOn(c *centre.Case) fyne.CanvasObject {
	h, box := a.host, container.NewVBox()
	box.Hide()
	q := kit.Query{Where: []store.Cond{store.Where("case", c.ID.String())}, Sort: "at", Desc: true}
	kit.Go(h, func() ([]*centre.Handover, error) {
		return kit.OpenAll[*centre.Handover](a.desk, centre.HandoverType, q)
	}, func(all []*centre.Handover, err error) {
		if err != nil {
			h.Trouble(h.T("mydesk.reading"), err, "")
			return
		}
		for _, x := range all {
			said := h.T("mydesk.passed", h.Shown().Moment(x.At), x.From, x.To)
			if x.Note != "" {
				said = h.T("mydesk.passed.note", said, x.Note)
			}
			box.Add(kit.Prose(said))
		}
		box.Hidden = len(all) == 0
		box.Refresh()
	})
	return box
}
