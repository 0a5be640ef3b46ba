package events

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// signIn is the full-window sign-in list of one event. The keyboard stays in one line: what is typed there finds people by characters,
// pinyin or initials, the space bar marks the one in hand as come. Every mark is saved at once.
type signIn struct {
	host   *kit.Host
	desk   Desk
	event  *centre.Event
	line   *kit.Entry
	table  *kit.Table
	counts *fyne.Container
	state  *kit.Paragraph
	panel  *kit.Panel
	rows   kit.Found
	all    summary.Signing
	asked  int
	shown  int      // the look that is on the screen
	wish   []func() // keys that came before the look they are about was back
	sought string   // what was looked for last
	nobody string   // what was typed and found nobody: the beginning of a walk-in
	again  field.ID // somebody marked already: a second space takes the mark away
	done   []mark   // of this sitting, the newest last
	print  func()
	over   func()
}

// mark is something done in this sitting that can be undone.
type mark struct {
	ids     []field.ID
	present bool // they were marked; false: their mark was taken away
	made    bool // they were put on the list
}

// signingIn opens the sign-in list of an event; over is told when it is left.
func (a *area) signingIn(e *centre.Event, over func()) *signIn {
	h := a.host
	s := &signIn{host: h, desk: a.desk, event: e, line: kit.NewEntry(h), counts: container.NewGridWithColumns(4), state: kit.Prose(""), over: over,
		print: func() { a.ways.Print("signin", e.ID, field.Day{}) }}
	s.table = kit.NewTable(h, []kit.Column{
		{Key: "state", Title: h.T("attend.state"), Width: 130, Fixed: true, Tone: func(rows kit.Rows, i int) kit.Tone { return rows.(*signRows).tone(i) }},
		{Key: "name", Title: h.T("attendee.name"), Width: 170, Loose: true, Fixed: true},
		{Key: "unit", Title: h.T("attendee.unit"), Width: 300, Loose: true, Fixed: true},
	})
	s.table.OnOpen = func(int) { s.tick() }
	s.table.OnType = func(r rune) {
		if r == ' ' {
			s.tick()
		}
	}
	s.line.SetPlaceHolder(h.T("attend.find"))
	s.line.OnChanged, s.line.OnEnter, s.line.OnKey = s.typed, s.enter, s.key
	s.open()
	s.look(field.ID{})
	return s
}

func (s *signIn) open() {
	h := s.host
	button := func(key string, kind kit.ButtonKind, do func()) *kit.Button {
		return kit.NewButton(h, h.T(key), kind, do)
	}
	head := container.NewVBox(s.counts, s.line, s.state)
	s.panel = h.Open(kit.PanelSpec{
		Full: true, Title: h.T("attend.title", s.event.Name), Focus: s.line, Escape: s.leave,
		Body:    container.NewBorder(head, kit.Hint(h.T("attend.hint")), nil, nil, s.table),
		Buttons: []*kit.Button{button("attend.leave", kit.Ordinary, s.leave), button("attend.sheet", kit.Ordinary, s.sheet), button("attend.add", kit.Ordinary, s.add), button("attend.use", kit.Main, s.use)},
		Keys: []kit.Key{
			{Name: "T", Mod: kit.Ctrl, Say: "attend.add", Do: s.add}, {Name: "S", Mod: kit.Ctrl, Say: "attend.use", Do: s.use},
			{Name: "Z", Mod: kit.Ctrl, Say: "kit.keys.undo", Do: s.undo}, {Name: fyne.KeyF2, Say: "kit.keys.edit", Do: s.edit},
			{Name: fyne.KeyDelete, Mod: kit.Ctrl, Say: "kit.keys.delete", Do: s.remove}, {Name: "P", Mod: kit.Ctrl, Say: "attend.sheet", Do: s.sheet},
		},
	})
}

// found is what a look at the list gave.
type found struct {
	rows kit.Found
	all  summary.Signing
}

// look reads the list: those that fit what is typed, and what the whole comes to. at is who is to be in hand then.
func (s *signIn) look(at field.ID) {
	s.asked++
	mine, text := s.asked, field.Tidy(s.line.Text)
	here := []store.Cond{store.Where("event", s.event.ID.String())}
	kit.Go(s.host, func() (f found, err error) {
		all, err := s.desk.Find(centre.AttendeeType, kit.Query{Where: here, Sort: store.ByMade})
		if err != nil {
			return f, err
		}
		var list []*centre.Attendee
		for i := range all.Len() {
			list = append(list, all.At(i).(*centre.Attendee))
		}
		if f.all, f.rows = summary.SigningOf(list), all; text != "" {
			f.rows, err = s.desk.Find(centre.AttendeeType, kit.Query{Where: here, Sort: store.ByMade, Find: text})
		}
		return f, err
	}, func(f found, err error) {
		if mine != s.asked {
			return
		}
		if err != nil {
			s.shown, s.wish = mine, nil
			s.host.Trouble(s.host.T("kit.list.loading"), err, "")
			return
		}
		s.rows, s.all, s.shown = f.rows, f.all, mine
		s.show(at)
		wish := s.wish
		s.wish = nil
		for _, do := range wish {
			do()
		}
	})
}

func (s *signIn) show(at field.ID) {
	h := s.host
	rows := &signRows{host: h, found: s.rows}
	empty := h.T("attendee.empty")
	if s.all.Listed > 0 {
		empty = h.T("attend.nofit")
	}
	s.table.SetEmpty(empty, "", nil)
	s.table.SetRows(rows)
	if s.table.SelectID(at); s.table.Selected() < 0 && rows.Len() > 0 {
		s.table.Select(rows.first())
	}
	s.counts.Objects = nil
	for _, x := range []struct {
		key string
		n   int64
	}{{"attend.registered", s.all.Registered}, {"attend.present", s.all.Present}, {"attend.walkin", s.all.WalkIn}, {"attend.absent", s.all.Absent()}} {
		n := canvas.NewText(h.Book.Number(x.n), theme.Color(theme.Ink))
		n.TextSize, n.TextStyle.Bold, n.Alignment = theme.Size(theme.Heading)*2.2, true, fyne.TextAlignCenter
		word := kit.Word(h.T(x.key))
		word.Alignment = fyne.TextAlignCenter
		s.counts.Add(container.NewVBox(word, n))
	}
	s.counts.Refresh()
}

// typed is told of every change of the line; a space at its end marks the one in hand.
func (s *signIn) typed(text string) {
	if bare := strings.TrimRight(text, " 　"); bare != text && bare != s.nobody {
		s.space(bare)
		return
	}
	s.find(text)
}

// find looks for what is typed, once for each text.
func (s *signIn) find(text string) {
	if text == s.sought {
		return
	}
	s.sought, s.again = text, field.ID{}
	s.look(field.ID{})
}

// space is a space behind what is typed: a mark where that finds somebody, else it parts the name of a walk-in from her unit.
func (s *signIn) space(bare string) {
	if bare != "" && s.asked != s.shown {
		s.take(bare, false)
		return
	}
	if !s.settled(func() { s.space(bare) }) || len(s.fits()) == 0 {
		return
	}
	s.line.SetText(bare)
	s.tick()
}

// fits are the lines that what is typed finds.
func (s *signIn) fits() []field.ID {
	var out []field.ID
	for i := range s.table.Len() {
		out = append(out, s.table.Rows().ID(i))
	}
	return out
}

// key moves the line in hand without leaving what is typed.
func (s *signIn) key(ev *fyne.KeyEvent) bool {
	by := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1, fyne.KeyPageDown: 10, fyne.KeyPageUp: -10}[ev.Name]
	if by == 0 || s.table.Len() == 0 {
		return false
	}
	s.again = field.ID{}
	s.table.Select(min(max(s.table.Selected()+by, 0), s.table.Len()-1))
	return true
}

// clear empties the line for the next one.
func (s *signIn) clear(at field.ID) {
	s.sought = ""
	if s.line.Text != "" {
		s.line.SetText("")
	}
	s.look(at)
	s.host.Focus(s.line)
}

func (s *signIn) tell(key string, args ...any) { s.state.SetText(s.host.T(key, args...)) }

func (s *signIn) clock(m field.Moment) string {
	at := m.In(s.host.Now().Location())
	return s.host.Book.Clock(at.Hour(), at.Minute())
}

// undo takes the last mark or walk-in of this sitting back.
func (s *signIn) undo() {
	if len(s.done) == 0 {
		s.tell("attend.noundo")
		return
	}
	m := s.done[len(s.done)-1]
	s.done = s.done[:len(s.done)-1]
	kit.Go(s.host, func() (struct{}, error) {
		if !m.made {
			_, err := s.desk.MarkPresent(!m.present, m.ids...)
			return struct{}{}, err
		}
		for _, id := range slices.Backward(m.ids) {
			r, err := s.desk.Get(centre.AttendeeType, id)
			if err == nil && r.Base().Gone == 0 {
				_, err = s.desk.Delete(r)
			}
			if err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	}, func(_ struct{}, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("kit.undo"), err, "")
			return
		}
		s.tell("attend.undone")
		s.clear(m.ids[0])
	})
}

// sheet goes to the pages of the sign-in sheet, once the list is kept.
func (s *signIn) sheet() { s.keep(s.print) }

// use makes who signed in the event's figure.
func (s *signIn) use() {
	kit.Go(s.host, func() (uint64, error) { return s.desk.UseSignIn(s.event.ID) }, func(_ uint64, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("attend.using"), err, s.host.T("attend.kept"))
			return
		}
		s.close()
		s.over()
	})
}

// leave closes the list; its numbers stay as readings of the event.
func (s *signIn) leave() { s.keep(s.over) }

func (s *signIn) keep(then func()) {
	if s.all.Listed == 0 {
		s.close()
		then()
		return
	}
	kit.Go(s.host, func() (uint64, error) { return s.desk.KeepSignIn(s.event.ID) }, func(_ uint64, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("attend.saving"), err, s.host.T("attend.kept"))
		}
		s.close()
		then()
	})
}

func (s *signIn) close() { s.panel.Close() }
