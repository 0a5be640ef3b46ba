package today

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Promoter makes a case file of an enquiry, and takes that back. It is called off the UI thread.
type Promoter interface {
	Promote(id field.ID) (seq uint64, err error)
	Undo(seq uint64) error
}

// logged is the list of what was logged today, the newest first. It names nobody: the screen stands where people pass.
type logged struct {
	screen *screen
	table  *kit.Table
	title  *kit.Paragraph
}

func newLogged(s *screen) *logged {
	h := s.host
	l := &logged{screen: s, title: kit.Prose(h.T("quick.today", 0)).Strong()}
	l.table = kit.NewTable(h, []kit.Column{
		{Key: "at", Title: h.T("today.time"), Width: 70, Fixed: true},
		{Key: "matter", Title: h.T("case.matter"), Width: 130, Loose: true, Fixed: true},
		{Key: "state", Title: h.T("case.state"), Width: 110, Fixed: true, Tone: func(rows kit.Rows, i int) kit.Tone { return rows.(*loggedRows).tone(i) }},
	})
	l.table.SetEmpty(h.T("quick.today.empty"), "", nil)
	l.table.OnOpen = func(i int) { s.ways.Open([]string{"case"}, l.table.Rows().ID(i)) }
	return l
}

func (l *logged) object() fyne.CanvasObject {
	return container.NewBorder(kit.Inset(8, 2, l.title), nil, nil, nil, l.table)
}

// enquiriesOf finds the cases received on a day, as far as this account may know of them.
func (s *screen) enquiriesOf(day field.Day) (kit.Found, error) {
	zone := s.host.Context().Zone
	begin := func(d field.Day) field.Moment {
		return field.MomentOf(time.Date(d.Year, time.Month(d.Month), d.Date, 0, 0, 0, 0, zone))
	}
	from, to := begin(day), begin(day.Add(1))
	return s.desk.Find(centre.CaseType, kit.Query{Sort: "received", Desc: true, Where: []store.Cond{
		{Key: "received", Op: store.Between, Values: []string{from.String(), (to - 1).String()}},
	}})
}

func (l *logged) show(found kit.Found) {
	l.table.SetRows(&loggedRows{found: found, host: l.screen.host})
	if l.table.Selected() < 0 && found.Len() > 0 {
		l.table.Select(0)
	}
	l.title.SetText(l.screen.host.T("quick.today", found.Len()))
}

// promote makes a case file of the enquiry in hand.
func (l *logged) promote() {
	h, s, rows := l.screen.host, l.screen, l.table.Rows()
	i := l.table.Selected()
	if rows == nil || i < 0 || i >= rows.Len() || rows.(*loggedRows).at(i).Enquiry != field.Yes {
		h.Toast(h.T("quick.today.none"), nil)
		return
	}
	id := rows.ID(i)
	kit.Go(h, func() (uint64, error) { return s.desk.Promote(id) }, func(seq uint64, err error) {
		if err != nil {
			h.Trouble(h.T("cases.changing"), err, h.T("kit.kept.record"))
			return
		}
		h.Toast(h.T("cases.promoted"), func() { l.undo(seq) })
		s.Shown()
	})
}

func (l *logged) undo(seq uint64) {
	h := l.screen.host
	kit.Go(h, func() (struct{}, error) { return struct{}{}, l.screen.desk.Undo(seq) }, func(_ struct{}, err error) {
		if err != nil {
			h.Trouble(h.T("kit.undoing"), err, h.T("kit.kept.record"))
			return
		}
		h.Toast(h.T("kit.undone"), nil)
		l.screen.Shown()
	})
}

// loggedRows shows enquiries in a table.
type loggedRows struct {
	found kit.Found
	host  *kit.Host
}

func (r *loggedRows) at(i int) *centre.Case { return r.found.At(i).(*centre.Case) }

func (r *loggedRows) tone(i int) kit.Tone {
	switch c := r.at(i); {
	case c.Risk == "high":
		return kit.Late
	case !c.Open():
		return kit.Grey
	case c.State == "registered":
		return kit.Warn
	}
	return kit.Plain
}

// Len is called by the table.
func (r *loggedRows) Len() int { return r.found.Len() }

// ID is called by the table.
func (r *loggedRows) ID(i int) field.ID { return r.found.ID(i) }

// Text is called by the table.
func (r *loggedRows) Text(i int, key string) string {
	c, words := r.at(i), r.host.Shown()
	switch key {
	case "at":
		at := c.Received.In(words.Zone)
		return words.Book.Clock(at.Hour(), at.Minute())
	case "matter":
		return words.Path(centre.Matter, c.Matter)
	}
	return words.Code(centre.CaseState, c.State)
}
