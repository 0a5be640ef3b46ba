package events

import (
	"slices"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// The keys of an event, on a board and on its page.
const (
	keyGroup   = fyne.KeyF4
	keyMonth   = fyne.KeyF7
	keyHeld    = fyne.KeyF8
	keyTasks   = fyne.KeyF9
	keyCancel  = fyne.KeyF10
	keyPlan    = fyne.KeyF11
	keyTaking  = fyne.KeyF12
	keyAnother = fyne.KeyY // with Ctrl: the next year
)

// actions are the buttons of a board.
func (b *board) actions() []kit.Action {
	h := b.area.host
	return []kit.Action{
		{Icon: "add", Text: h.T("events.new"), Kind: kit.Main, Do: b.begin, Key: kit.Key{Name: "T", Mod: kit.Ctrl, Say: "events.keys.new"}},
		{Icon: "chart", Text: h.T("board.by", h.T("board.by."+b.by)), Kind: kit.Flat, Do: b.regroup, Key: kit.Key{Name: keyGroup, Say: "board.keys.group"}},
		{Icon: "rota", Text: h.T("board.month"), Kind: kit.Flat, Do: b.turn, Key: kit.Key{Name: keyMonth, Say: "board.keys.month"}},
		{Icon: "history", Text: h.T("board.copy"), Kind: kit.Flat, Do: func() { b.area.copyYear(b.data.programme) }, Key: kit.Key{Name: keyAnother, Mod: kit.Ctrl, Say: "board.keys.copy"}},
		{Icon: "reports", Text: h.T("board.page"), Kind: kit.Flat, Do: b.area.screen.page, Key: kit.Key{Name: "O", Mod: kit.Ctrl, Say: "board.keys.page"}},
		{Icon: "print", Text: h.T("kit.print"), Kind: kit.Flat, Do: func() { b.area.ways.Print("programme", b.place.Programme, field.Day{}) }, Key: kit.Key{Name: "P", Mod: kit.Ctrl, Say: "kit.keys.print"}},
	}
}

// keys are what works on the board: its buttons, and the verbs of the card in hand.
func (b *board) keys() []kit.Key {
	var keys []kit.Key
	for _, x := range b.actions() {
		k := x.Key
		k.Do = x.Do
		keys = append(keys, k)
	}
	a := b.area
	with := func(do func(*centre.Event)) func() {
		return func() {
			if e := b.event(b.cards.ID()); e != nil && !b.inMonth {
				do(e)
			}
		}
	}
	return append(keys,
		kit.Key{Name: fyne.KeyReturn, Say: "board.keys.open", Do: func() {}},
		kit.Key{Name: fyne.KeyF2, Say: "board.keys.edit", Do: with(b.edit)},
		kit.Key{Name: keyHeld, Say: "board.keys.held", Do: with(func(e *centre.Event) { a.hold(e, b.done) })},
		kit.Key{Name: keyTasks, Say: "board.keys.tasks", Do: with(func(e *centre.Event) { a.checkList(e, b.read) })},
		kit.Key{Name: keyCancel, Say: "board.keys.cancel", Do: with(func(e *centre.Event) { a.cancel(e, b.done) })},
		kit.Key{Name: keyPlan, Say: "board.keys.plan", Do: with(func(e *centre.Event) { a.plan(e, b.done) })},
		kit.Key{Name: keyTaking, Say: "board.keys.taking", Do: with(func(e *centre.Event) { a.addTaking(e, b.done) })},
		kit.Key{Name: "Z", Mod: kit.Ctrl, Say: "kit.keys.undo", Do: func() { b.undo(b.last) }},
		kit.Key{Name: fyne.KeyF5, Say: "today.keys.again", Do: b.read},
		kit.Key{Name: fyne.KeyEscape, Say: "kit.keys.back", Do: a.screen.list},
	)
}

// regroup groups the cards by the next thing there is.
func (b *board) regroup() {
	b.by = groupings[(slices.Index(groupings, b.by)+1)%len(groupings)]
	if b.data.programme != nil {
		b.paint()
	}
	b.focus()
}

// turn changes between cards and month.
func (b *board) turn() {
	b.inMonth = !b.inMonth
	if b.data.programme != nil {
		b.paint()
	}
	b.focus()
}

// done tells of a change and shows the board anew.
func (b *board) done(seq uint64, text string) {
	b.last = seq
	b.area.host.Toast(text, func() { b.undo(seq) })
	b.read()
}

// undo takes a change back; 0 says that there is none.
func (b *board) undo(seq uint64) {
	a, h := b.area, b.area.host
	if seq == 0 {
		h.Toast(h.T("kit.undo.none"), nil)
		return
	}
	kit.Go(h, func() (struct{}, error) { return struct{}{}, a.desk.Undo(seq) }, func(_ struct{}, err error) {
		if err != nil {
			h.Trouble(h.T("kit.undoing"), err, h.T("kit.kept.record"))
			return
		}
		b.last = 0
		h.Toast(h.T("kit.undone"), nil)
		b.read()
	})
}

// edit edits an event in a panel over the board.
func (b *board) edit(e *centre.Event) {
	o := kit.FormSpec{}
	b.area.form(e, &o)
	h := b.area.host
	h.FormPanel(b.area.desk, e, o, func(_ field.Record, seq uint64) { b.done(seq, h.T("kit.saved", h.T("event"))) })
}

// begin plans a new event with the hosts and the theme of the programme.
func (b *board) begin() {
	if b.data.programme != nil {
		b.area.newEvent(b.data.programme, b.newDay(), func(e *centre.Event, seq uint64, text string) {
			b.place.Event = e.ID
			b.done(seq, text)
		})
	}
}

// newDay is the day a new event is probably on: the one in hand in the month.
func (b *board) newDay() field.Day {
	if b.inMonth {
		return b.month.Day()
	}
	return field.Day{}
}

// items are the events on a day of the month, or, without a date, those some time in it.
func (b *board) items(day field.Day) []kit.MonthItem {
	var out []kit.MonthItem
	for _, e := range b.on(day) {
		text := e.Name
		if e.State == "cancelled" {
			text = b.area.host.T("board.month.cancelled", e.Name)
		}
		out = append(out, kit.MonthItem{Text: text, Tone: stateTone(e)})
	}
	return out
}

// on are the events of a day, or, without a date, those of the month that have none.
func (b *board) on(day field.Day) []*centre.Event {
	var out []*centre.Event
	for _, e := range b.data.events {
		d := e.Date
		d.Half = field.WholeDay
		if d == day && d.Month > 0 {
			out = append(out, e)
		}
	}
	return out
}

// pickDay opens the event of a day, lets one of several be chosen, and begins one where there is none.
func (b *board) pickDay(day field.Day) {
	h := b.area.host
	all := b.on(day)
	switch len(all) {
	case 0:
		b.begin()
		return
	case 1:
		b.open(all[0].ID)
		return
	}
	var options []kit.Option
	for _, e := range all {
		options = append(options, kit.Option{Value: e.ID.String(), Text: e.Name, Note: joined(h, h.Shown().Code(centre.EventKind, e.Kind), b.area.names(e.Hosts))})
	}
	h.Choose(h.Shown().Day(day), options, func(o kit.Option) { b.open(kit.RecordOf(o)) })
}
