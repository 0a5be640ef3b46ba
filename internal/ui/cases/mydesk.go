package cases

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Bench is what the counsellor's desk needs of the office. It is called off the UI thread.
type Bench interface {
	Me() store.AccountInfo
	Workbench(handler string) (*office.Workbench, error)
	Workloads() ([]office.Workload, error)
	Handlers() ([]string, error) // whom cases can be given to
	HandOver(h office.HandingOver) (office.HandedOver, uint64, error)
	Flag(f office.Flagging) (uint64, error)
	AnswerFlag(id field.ID, answer string) (uint64, error)
}

// myDesk is the screen of one handler 我的工作台: her open cases at the left, what runs out, who comes and what others ask at the right.
type myDesk struct {
	*area
	handler string // whose desk it is
	shown   *office.Workbench
	who     *canvas.Text
	count   *canvas.Text
	cases   *kit.Table
	due     *kit.Table
	hand    *handing            // the handover that was opened last; nil: none
	begun   *office.HandingOver // one to go on with, once the desk is read; nil: none
	overview
}

// dayWidth is how wide a column of days is at ordinary type.
const dayWidth = 116

func (a *area) buildDesk(place any) kit.Screen {
	h := a.host
	s := &myDesk{area: a, count: kit.Note("")}
	s.resume(place)
	s.who = kit.Heading("")
	s.cases = kit.NewTable(h, []kit.Column{
		{Key: "number", Title: h.T("case.number"), Width: 152, Fixed: true},
		{Key: "matter", Title: h.T("case.matter"), Width: 120, Loose: true, Fixed: true},
		{Key: "risk", Title: h.T("mydesk.risk"), Width: 104, Fixed: true, Tone: s.riskOf},
		{Key: "state", Title: h.T("case.state"), Width: 124, Fixed: true},
		{Key: "next", Title: h.T("mydesk.next"), Width: dayWidth, Fixed: true, Tone: s.nextOf},
		{Key: "last", Title: h.T("mydesk.last"), Width: dayWidth, Fixed: true},
	})
	s.due = kit.NewTable(h, []kit.Column{
		{Key: "kind", Title: h.T("today.kind"), Width: 84, Fixed: true, Tone: dueTone},
		{Key: "what", Title: h.T("today.what"), Width: 130, Loose: true, Fixed: true},
		{Key: "when", Title: h.T("today.when"), Width: dayWidth + 8, Fixed: true},
	})
	s.cases.SetEmpty(h.T("mydesk.empty"), "", nil)
	s.due.SetEmpty(h.T("mydesk.due.empty"), "", nil)
	s.cases.OnOpen = func(i int) { a.ways.Open([]string{"case"}, s.shown.Cases[i].ID) }
	s.due.OnOpen = func(i int) {
		d := s.due.Rows().(*dueRows).all[i]
		a.ways.Open([]string{d.table}, d.of)
	}
	s.whole, s.first, s.read = s.lay(), s.cases, s.readDesk
	return s
}

func (s *myDesk) lay() *fyne.Container {
	h := s.host
	bar := container.NewHBox(s.who, kit.Inset(6, 8, s.count))
	acts := container.NewHBox(kit.NewButton(h, h.T("mydesk.whose"), kit.Flat, s.choose),
		kit.NewButton(h, h.T("mydesk.loads"), kit.Flat, s.loads), kit.NewButton(h, h.T("mydesk.handover"), kit.Flat, s.handOver))
	left := container.NewBorder(kit.Inset(8, 2, kit.Title(h.T("mydesk.cases"))), nil, nil, nil, s.cases)
	right := container.NewBorder(kit.Inset(8, 2, kit.Title(h.T("mydesk.due"))), nil, nil, nil, s.due)
	return container.NewBorder(kit.Inset(12, 4, container.NewBorder(nil, nil, nil, acts, bar)), nil, nil, nil, kit.Beside(0.58, left, right))
}

// Keys is called by the shell.
func (s *myDesk) Keys() []kit.Key {
	return []kit.Key{
		{Name: fyne.KeyF5, Say: "today.keys.again", Do: s.read},
		{Name: "T", Mod: kit.Ctrl, Say: "mydesk.keys.whose", Do: s.choose},
		{Name: "D", Mod: kit.Ctrl, Say: "mydesk.keys.loads", Do: s.loads},
		{Name: "M", Mod: kit.Ctrl, Say: "mydesk.keys.handover", Do: s.handOver},
		{Name: "J", Mod: kit.Ctrl, Say: "mydesk.keys.answer", Do: s.answer},
	}
}

// readDesk shows the desk as it is now.
func (s *myDesk) readDesk() {
	h := s.host
	if s.handler == "" {
		s.handler = s.desk.Me().Name
	}
	readFor(&s.overview, h, "mydesk.reading", func() (*office.Workbench, error) { return s.desk.Workbench(s.handler) }, func(w *office.Workbench) {
		s.shown = w
		s.cases.SetRows(&benchRows{host: h, all: w.Cases})
		s.due.SetRows(s.dues(w))
		s.tell(w)
		s.whole.Refresh()
		if s.begun != nil {
			s.openHanding(*s.begun)
			s.begun = nil
		}
	})
}

// choose asks whose desk to look at.
func (s *myDesk) choose() {
	s.names("mydesk.whose", "", func(name string) { s.look(name) })
}

// look shows a desk.
func (s *myDesk) look(handler string) {
	s.handler = handler
	s.read()
	s.cases.Focus()
}

// names asks for one of those who have cases or can be given some, but one.
func (a *area) names(prompt, but string, done func(name string)) {
	h := a.host
	kit.Go(h, a.desk.Handlers, func(all []string, err error) {
		if err != nil {
			h.Trouble(h.T("mydesk.reading"), err, "")
			return
		}
		var options []kit.Option
		for _, n := range all {
			if n != but {
				options = append(options, kit.Option{Value: n, Text: n})
			}
		}
		h.Choose(h.T(prompt), options, func(o kit.Option) { done(o.Value) })
	})
}

// tell says in one line how much there is.
func (s *myDesk) tell(w *office.Workbench) {
	h := s.host
	high, late, today, now := 0, 0, h.Context().Today, field.MomentOf(h.Now())
	for _, c := range w.Cases {
		if c.Risk == "high" {
			high++
		}
	}
	for _, k := range w.Clocks {
		if k.Over(today, now) {
			late++
		}
	}
	s.who.Text = h.T("mydesk.of", s.handler)
	if s.handler == s.desk.Me().Name {
		s.who.Text = h.T("mydesk.title")
	}
	s.count.Text = h.T("mydesk.count", len(w.Cases), high, late, len(w.Appointments), len(w.Flags))
}

// loads shows how much everybody has in hand; Enter shows that desk.
func (s *myDesk) loads() {
	h := s.host
	kit.Go(h, s.desk.Workloads, func(all []office.Workload, err error) {
		if err != nil {
			h.Trouble(h.T("mydesk.reading"), err, "")
			return
		}
		number := func(key string, width float32) kit.Column {
			return kit.Column{Key: key, Title: h.T("mydesk.load." + key), Width: width, Right: true, Fixed: true}
		}
		table := kit.NewTable(h, []kit.Column{
			{Key: "handler", Title: h.T("case.handler"), Width: 150, Loose: true, Fixed: true},
			number("open", 80), number("high", 80), number("late", 80), number("soon", 100), number("flags", 80),
		})
		table.SetEmpty(h.T("mydesk.empty"), "", nil)
		table.SetRows(&loadRows{host: h, all: all})
		var p *kit.Panel
		table.OnOpen = func(i int) {
			p.Close()
			s.look(all[i].Handler)
		}
		p = h.Open(kit.PanelSpec{Title: h.T("mydesk.loads"), Width: 720, Height: 460, Body: container.NewBorder(nil, kit.Hint(h.T("mydesk.loads.hint")), nil, nil, table),
			Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.close"), kit.Main, func() { p.Close() })}})
		table.Focus()
	})
}

// answer answers the flag in hand.
func (s *myDesk) answer() {
	rows, ok := s.due.Rows().(*dueRows)
	i := s.due.Selected()
	if !ok || i < 0 || rows.all[i].flag == nil {
		s.host.Toast(s.host.T("mydesk.answer.none"), nil)
		return
	}
	s.answerFlag(rows.all[i].flag, s.read)
}

// riskOf colours the risk of a case.
func (s *myDesk) riskOf(rows kit.Rows, i int) kit.Tone {
	return riskTone(&centre.Case{Risk: rows.(*benchRows).all[i].Risk})
}

// nextOf colours what runs out next.
func (s *myDesk) nextOf(rows kit.Rows, i int) kit.Tone {
	return dayTone(s.host, rows.(*benchRows).all[i].Next)
}
