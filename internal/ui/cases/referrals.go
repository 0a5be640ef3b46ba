package cases

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// referrals is the list of all referrals: those that wait for an answer by when it is due, those whose answer is overdue, those that are
// settled. Enter opens the case.
type referrals struct {
	area  *area
	which *kit.Chips
	table *kit.Table
	count *canvas.Text
	overview
}

// What the list is narrowed to.
const (
	referralsOpen    = "open"
	referralsLate    = "late"
	referralsSettled = "settled"
	referralsAll     = "all"
)

// referralsPlace is where a person is in the list.
type referralsPlace struct {
	Which string
	At    field.ID
}

// buildReferrals returns the list.
func (a *area) buildReferrals(place any) kit.Screen {
	h := a.host
	s := &referrals{area: a, count: kit.Note("")}
	var options []kit.Option
	for _, w := range []string{referralsOpen, referralsLate, referralsSettled, referralsAll} {
		options = append(options, kit.Option{Value: w, Text: h.T("referring.list." + w)})
	}
	s.which = kit.NewChips(h, true, options)
	s.which.Set(referralsOpen)
	s.which.OnChange = s.Shown
	tone := func(rows kit.Rows, i int) kit.Tone {
		return referralTone(kit.RecordAt(rows, i).(*centre.Referral), h.Context().Today)
	}
	words := h.Shown()
	column := func(key string, width float32, loose bool) kit.Column {
		return kit.Column{Key: key, Title: words.Label(centre.ReferralType, centre.ReferralType.Field(key)), Width: width, Loose: loose, Fixed: true}
	}
	state, due := column("state", 80, false), column("replyby", 150, false)
	state.Tone, due.Tone = tone, tone
	s.table = kit.NewTable(h, []kit.Column{state, due, column("to", 190, true), column("purpose", 190, true), column("case", 150, false), column("sent", 150, false)})
	s.table.OnOpen = func(int) { s.openCase() }
	s.table.SetEmpty(h.T("referral.empty"), "", nil)
	head := container.NewBorder(nil, nil, nil, kit.Inset(6, 8, s.count), s.which)
	s.whole = container.NewBorder(kit.Inset(8, 6, container.NewVBox(head, kit.Hint(h.T("referring.list.how")))), nil, nil, nil, s.table)
	s.first, s.read = s.table, func() { s.readAt(field.ID{}) }
	if p, ok := place.(referralsPlace); ok {
		s.which.Set(p.Which)
		s.readAt(p.At)
	}
	return s
}

// query is what the list shows.
func (s *referrals) query() kit.Query {
	open := store.Where("state", centre.ReferralSent, centre.ReferralReceived)
	switch s.which.Values()[0] {
	case referralsOpen:
		return kit.Query{Where: []store.Cond{open}, Sort: "replyby"}
	case referralsLate:
		yesterday := s.area.host.Context().Today.Add(-1)
		return kit.Query{Where: []store.Cond{open, {Key: "replyby", Op: store.Between, Values: []string{"", yesterday.String()}}}, Sort: "replyby"}
	case referralsSettled:
		return kit.Query{Where: []store.Cond{store.Where("state", centre.ReferralReturned, centre.ReferralDone, centre.ReferralWithdrawn)}, Sort: "sent", Desc: true}
	}
	return kit.Query{Sort: "sent", Desc: true}
}

// readAt reads the list anew and keeps the line in hand, or takes one in hand.
func (s *referrals) readAt(at field.ID) {
	h, q := s.area.host, s.query()
	readFor(&s.overview, h, "kit.list.loading", func() (kit.Found, error) { return s.area.desk.Find(centre.ReferralType, q) }, func(found kit.Found) {
		s.table.SetRows(kit.ShowRows(h, centre.ReferralType, found))
		if s.count.Text = h.T("kit.count", found.Len()); at != (field.ID{}) {
			s.table.SelectID(at)
		}
		if s.table.Selected() < 0 {
			s.table.Select(0)
		}
		s.whole.Refresh()
	})
}

// inHand is the referral of the line in hand, as the list has it; nil where there is none.
func (s *referrals) inHand() *centre.Referral {
	if i := s.table.Selected(); i >= 0 {
		return kit.RecordAt(s.table.Rows(), i).(*centre.Referral)
	}
	return nil
}

func (s *referrals) openCase() {
	if r := s.inHand(); r != nil {
		s.area.ways.Open([]string{"case"}, r.Case)
	}
}

// act shows the referral in hand with what can be taken down of it.
func (s *referrals) act() {
	r := s.inHand()
	if r == nil {
		return
	}
	s.area.openReferral(r.ID, func(_ field.Record, _ uint64, said string) {
		s.area.host.Toast(said, nil)
		s.read()
	})
}

// Keys is called by the shell.
func (s *referrals) Keys() []kit.Key {
	return []kit.Key{
		{Name: "J", Mod: kit.Ctrl, Say: "referring.keys.act", Do: s.act},
		{Name: fyne.KeyF5, Say: "today.keys.again", Do: s.Shown},
		{Name: "E", Mod: kit.Ctrl, Say: "kit.keys.export", Do: func() { s.area.ways.Export(centre.ReferralType, s.query()) }},
	}
}

// Place is called by the shell.
func (s *referrals) Place() any {
	return referralsPlace{Which: s.which.Values()[0], At: s.table.SelectedID()}
}
