package events

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// boardPlace is where a person is on a board.
type boardPlace struct {
	Programme field.ID
	By        string   // what the cards are grouped by
	Month     bool     // the month is in view, not the cards
	Event     field.ID // the card in hand
	Day       field.Day
}

// groupings are what cards can be grouped by, in the order the key goes through them.
var groupings = []string{"host", "kind", "day", "state"}

// boardData is what a board shows, as it was read.
type boardData struct {
	programme *centre.Programme
	events    []*centre.Event
	tasks     map[field.ID][]*centre.Task // by event
}

// board shows a programme: what it set out to do beside what was held, and its events as cards or on the sheet of a month.
type board struct {
	area    *area
	place   boardPlace
	by      string
	inMonth bool
	data    boardData
	sum     summary.ProgrammeSummary
	cards   *kit.Cards
	month   *kit.Month
	empty   *kit.Paragraph
	title   *kit.Paragraph
	facts   *kit.Paragraph
	course  *kit.Paragraph
	group   *kit.Button
	view    *fyne.Container
	whole   *fyne.Container
	last    uint64 // the newest change made here, for Ctrl+Z
	asked   int
}

func newBoard(a *area, place boardPlace) *board {
	b := &board{area: a, place: place, by: place.By, inMonth: place.Month}
	if b.by == "" {
		b.by = groupings[0]
	}
	h := a.host
	b.cards = kit.NewCards(h)
	b.cards.OnOpen = b.open
	b.month = kit.NewMonth(h, place.Day, b.items)
	b.month.OnPick = b.pickDay
	b.title, b.facts, b.course, b.empty = kit.Prose(""), kit.Hint(""), kit.Prose(""), kit.Hint("")
	b.title.Strong()
	b.view = container.NewStack(b.cards)
	if b.inMonth {
		b.view.Objects = []fyne.CanvasObject{b.month}
	}
	b.lay()
	return b
}

func (b *board) lay() {
	h := b.area.host
	row := kit.Flow(kit.NewIconButton(h, "left", h.T("programme.list"), kit.Flat, b.area.screen.list))
	for _, x := range b.actions() {
		button := kit.NewIconButton(h, x.Icon, x.Text, x.Kind, x.Do)
		if x.Key.Name == keyGroup {
			b.group = button
		}
		row.Add(button)
	}
	head := container.NewVBox(row, b.title, b.facts, b.course)
	b.whole = container.NewBorder(container.NewVBox(kit.Inset(10, 6, head), kit.Rule()), nil, nil, nil, b.view)
}

func (b *board) content() fyne.CanvasObject { return b.whole }

// where is where the person is.
func (b *board) where() boardPlace {
	return boardPlace{Programme: b.place.Programme, By: b.by, Month: b.inMonth, Event: b.cards.ID(), Day: b.month.Day()}
}

// shown reads everything and gives the keyboard to cards or month.
func (b *board) shown() {
	b.read()
	b.focus()
}

func (b *board) focus() {
	if b.inMonth {
		b.month.Focus()
		return
	}
	b.cards.Focus()
}

func (b *board) read() {
	b.asked++
	mine, a, h := b.asked, b.area, b.area.host
	kit.Go(h, func() (boardData, error) { return a.readBoard(b.place.Programme) }, func(d boardData, err error) {
		if mine != b.asked {
			return
		}
		if err != nil {
			h.Trouble(h.T("kit.list.loading"), err, "")
			return
		}
		if d.programme.Gone != 0 {
			a.screen.list()
			return
		}
		b.data, b.sum = d, summary.Programme(d.programme, d.events, h.Name)
		b.paint()
		if b.place.Event != (field.ID{}) { // taken in hand once, when it is there
			b.cards.Select(b.place.Event)
			b.place.Event = field.ID{}
		}
	})
}

// readBoard reads a programme with its events and their check lists. It runs off the UI thread.
func (a *area) readBoard(id field.ID) (boardData, error) {
	d := boardData{tasks: map[field.ID][]*centre.Task{}}
	r, err := a.desk.Get(centre.ProgrammeType, id)
	if err != nil {
		return d, err
	}
	d.programme = r.(*centre.Programme)
	if d.events, err = a.desk.Events(id); err != nil || len(d.events) == 0 {
		return d, err
	}
	ids := make([]string, len(d.events))
	for i, e := range d.events {
		ids[i] = e.ID.String()
	}
	tasks, err := kit.OpenAll[*centre.Task](a.desk, centre.TaskType, kit.Query{Where: []store.Cond{store.Where("event", ids...)}, Sort: store.ByMade})
	for _, t := range tasks {
		d.tasks[t.Event] = append(d.tasks[t.Event], t)
	}
	return d, err
}

// paint shows what was read.
func (b *board) paint() {
	h := b.area.host
	p := b.data.programme
	b.title.SetText(p.Name)
	b.facts.SetText(b.aboutProgramme())
	b.course.SetText(courseWords(h, b.sum.Course()))
	if b.group != nil {
		b.group.SetText(h.T("board.by", h.T("board.by."+b.by)))
	}
	b.cards.Set(b.groups())
	b.facts.Hidden, b.course.Hidden = b.inMonth, b.inMonth // the month needs the room
	switch {
	case b.inMonth:
		if b.place.Day.IsZero() && len(b.data.events) > 0 {
			b.place.Day = b.firstDay()
			b.month.SetDay(b.place.Day)
		}
		b.month.Refresh()
		b.view.Objects = []fyne.CanvasObject{kit.Inset(10, 4, b.month)}
	case len(b.data.events) == 0:
		b.empty.SetText(h.T("board.empty"))
		b.view.Objects = []fyne.CanvasObject{b.cards, kit.Inset(16, 16, b.empty)}
	default:
		b.view.Objects = []fyne.CanvasObject{b.cards}
	}
	b.whole.Refresh()
}

// aboutProgramme is theme, hosts and time in one line.
func (b *board) aboutProgramme() string {
	h, p := b.area.host, b.data.programme
	var parts []string
	if p.Theme != "" {
		parts = append(parts, p.Theme)
	}
	if hosts := b.area.names(p.Hosts); hosts != "" {
		parts = append(parts, hosts)
	}
	switch from, to := h.Shown().Day(b.sum.From), h.Shown().Day(b.sum.To); {
	case from != "" && to != "" && from != to:
		parts = append(parts, h.T("board.span", from, to))
	case from != "":
		parts = append(parts, from)
	case p.Year > 0:
		parts = append(parts, strconv.FormatInt(p.Year, 10))
	}
	if p.Note != "" {
		parts = append(parts, p.Note)
	}
	text := ""
	for i, x := range parts {
		if i > 0 {
			text += h.T("board.sep")
		}
		text += x
	}
	return text
}

// names are organisations in words.
func (a *area) names(ids []field.ID) string {
	var out []string
	for _, id := range ids {
		if name := a.host.Name(id); name != "" {
			out = append(out, name)
		}
	}
	return a.host.Book.List(out...)
}

// firstDay is the day of the first event to come, else of the first event, for the month to begin with.
func (b *board) firstDay() field.Day {
	var first, next field.Day
	today := b.area.host.Context().Today
	for _, e := range b.data.events {
		d := e.Date
		if d.Month == 0 {
			continue
		}
		d.Half = field.WholeDay
		if first.IsZero() || d.Exact() && !first.Exact() || d.Exact() == first.Exact() && d.Before(first) {
			first = d
		}
		if d.Exact() && !d.Before(today) && (next.IsZero() || d.Before(next)) {
			next = d
		}
	}
	if !next.IsZero() {
		return next
	}
	return first
}

// event is the event of an id; nil for none.
func (b *board) event(id field.ID) *centre.Event {
	for _, e := range b.data.events {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// open shows an event on its own page, from which Escape leads back here.
func (b *board) open(id field.ID) {
	a := b.area
	a.group.Show("event")
	a.events.Open(id)
	a.fromBoard = true
}
