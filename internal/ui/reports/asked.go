package reports

import (
	"cmp"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// ask shows the fields that the chosen document needs.
func (s *report) ask() {
	h := s.host
	s.kind.SetValue(s.c.kind)
	s.where.Objects = nil
	if _, t := s.c.about(); t != nil {
		s.askRecord(t)
	} else {
		s.askTime()
	}
	if s.c.kind == string(office.SignInReport) {
		e := kit.NewEntry(h)
		e.SetText(strconv.Itoa(max(s.c.sheets, 1)))
		s.live(e, s.readSheets)
		s.where.Add(kit.Labelled(h.T("forms.sheets"), e))
	}
	if s.c.pictured() {
		s.where.Add(s.two("print.photos", "print.photos.with", "print.photos.without", func(c *choice) *bool { return &c.bare }))
	}
	if s.c.named() {
		key := "reports.names"
		switch s.c.kind {
		case string(office.StatisticsReport):
			key = "print.small"
		case string(office.RotaMonthReport):
			key = "print.counsellors"
		}
		s.where.Add(s.two(key, "reports.masked", "reports.whole", func(c *choice) *bool { return &c.whole }))
	}
	s.where.Refresh()
}

// askMore shows what can only be asked once the document was made: of statistics whose, and whether as they were submitted; of a case
// in full for whom.
func (s *report) askMore() {
	if s.c.kind != string(office.StatisticsReport) {
		s.askConsent()
		return
	}
	if now := s.more; !slices.Equal(now.scopes, s.known.scopes) || now.sent != s.known.sent {
		s.known = now
		s.extra.Objects = nil
		s.askScope()
		if !now.sent.IsZero() {
			s.extra.Add(s.two("print.submitted", "print.submitted.now", "print.submitted.then", func(c *choice) *bool { return &c.submitted }))
		}
		s.extra.Refresh()
	}
}

// askConsent shows for whom a case is printed in full, where she consented to that.
func (s *report) askConsent() {
	h, now := s.host, s.more
	if slices.EqualFunc(now.covers, s.known.covers, func(a, b *centre.Consent) bool { return a.ID == b.ID && a.Rev == b.Rev }) && len(now.covers) > 0 {
		return
	}
	s.known, s.extra.Objects = now, nil
	if len(now.covers) > 0 {
		var options []kit.Option
		for _, k := range now.covers {
			options = append(options, kit.Option{Value: k.ID.String(), Text: k.Recipient, Note: h.T("print.under.given", h.Shown().Day(k.Given), k.Purpose)})
		}
		pick := kit.NewPick(h, options[0].Text, options)
		pick.SetValue(cmp.Or(map[bool]string{true: s.c.consent.String()}[s.c.consent != (field.ID{})], options[0].Value))
		pick.OnEmpty = func() bool { return false }
		pick.OnPick = func(o kit.Option) {
			c := s.c
			c.consent = kit.RecordOf(o)
			s.change(c)
		}
		s.extra.Add(kit.Labelled(h.T("print.under"), pick))
	}
	s.extra.Refresh()
}

func (s *report) askRecord(t *field.Type) {
	h := s.host
	look := kit.Lookup(s.desk)
	if s.c.kind == string(office.ReferralReport) {
		look = slips{s.desk, h}
	}
	record := kit.NewLookPick(h, look, []string{t.Table}, h.T("reports.choose"), false)
	record.OnPick = func(o kit.Option) {
		c := s.c
		c.id, c.consent = kit.RecordOf(o), field.ID{}
		s.change(c)
	}
	if s.c.id != (field.ID{}) {
		record.Set(kit.Option{Value: s.c.id.String(), Text: h.Name(s.c.id)})
		if s.c.kind == string(office.ReferralReport) {
			s.nameSlip(record, s.c.id)
		}
	}
	s.where.Add(kit.Labelled(h.T(t.Table), record))
}

// two is a choice between two ways, off first.
func (s *report) two(label, off, on string, member func(*choice) *bool) fyne.CanvasObject {
	h := s.host
	chips := kit.NewChips(h, true, []kit.Option{{Value: "", Text: h.T(off)}, {Value: "on", Text: h.T(on)}})
	chips.Set(map[bool]string{true: "on"}[*member(&s.c)])
	chips.OnChange = func() {
		c := s.c
		*member(&c) = chips.Values()[0] != ""
		s.change(c)
	}
	return kit.Labelled(h.T(label), chips)
}

// askTime shows which time the document is of.
func (s *report) askTime() {
	h := s.host
	if s.c.kind == string(office.StatisticsReport) {
		s.askSpan()
	}
	if s.c.stepped() {
		s.askStep()
	} else {
		from, to := kit.NewEntry(h), kit.NewEntry(h)
		from.SetText(dayText(h, s.c.from))
		to.SetText(dayText(h, s.c.to))
		s.live(from, s.readDay(func(c *choice, d field.Day) { c.from = d }))
		s.live(to, s.readDay(func(c *choice, d field.Day) { c.to = d }))
		s.where.Add(kit.Labelled(h.T("reports.from"), from))
		s.where.Add(kit.Labelled(h.T("reports.to"), to))
	}
	if s.c.kind == string(office.StatisticsReport) {
		s.askBasis()
	}
}

// askStep shows a week, a month or a span with the ones before and behind it.
func (s *report) askStep() {
	h := s.host
	line, span := kit.NewEntry(h), kit.Hint("")
	fill := func() {
		line.SetText(dayText(h, s.c.from))
		span.SetText(h.T("say.span", h.Shown().Day(s.c.from), h.Shown().Day(s.c.to)))
	}
	fill()
	turn := func(by int) func() {
		return func() {
			s.change(s.c.step(by))
			fill()
		}
	}
	s.live(line, s.readDay(func(c *choice, d field.Day) { *c = c.at(d) }))
	key := map[string]string{string(office.RotaReport): "reports.week", string(office.RotaMonthReport): "print.month"}[s.c.kind]
	if key == "" {
		key = "print.span.day"
	}
	row := container.NewBorder(nil, nil, kit.NewIconButton(h, "left", "", kit.Flat, turn(-1)), kit.NewIconButton(h, "right", "", kit.Flat, turn(1)), line)
	s.where.Add(kit.Labelled(h.T(key), row))
	s.where.Add(span)
}

// dayText is a day as it can be typed again: in English its words are not read.
func dayText(h *kit.Host, d field.Day) string {
	if h.Book.Lang() == say.EN {
		return d.String()
	}
	return h.Shown().Day(d)
}

// ownSpan stands for a time from one day to another.
const ownSpan = "own"

func (s *report) askSpan() {
	h := s.host
	own := kit.Option{Value: ownSpan, Text: h.T("print.span.own")}
	var options []kit.Option
	for _, span := range summary.Spans {
		options = append(options, kit.Option{Value: span, Text: h.T("print.span." + span)})
	}
	pick := kit.NewPick(h, own.Text, append(options, own))
	pick.SetValue(cmp.Or(s.c.span, ownSpan))
	pick.OnPick = func(o kit.Option) {
		c := s.c
		if c.span = o.Value; o.Value == ownSpan {
			c.span = ""
		}
		s.set(c.at(c.from))
		h.Focus(s.kind)
	}
	s.where.Add(kit.Labelled(h.T("print.span"), pick))
}

// askScope shows whose statistics there are.
func (s *report) askScope() {
	h := s.host
	options := []kit.Option{{Value: "all", Text: h.T("print.scope.all")}}
	for _, name := range s.known.scopes {
		text := name
		if name == office.ScopeCentre {
			text = h.T("print.scope.centre")
		}
		options = append(options, kit.Option{Value: name, Text: text})
	}
	scope := kit.NewPick(h, h.T("print.scope.all"), options)
	scope.SetValue(map[bool]string{true: "all", false: s.c.scope}[s.c.scope == office.ScopeAll])
	scope.OnPick = func(o kit.Option) {
		c := s.c
		if c.scope = o.Value; o.Value == "all" {
			c.scope = office.ScopeAll
		}
		s.change(c)
	}
	s.extra.Add(kit.Labelled(h.T("print.scope"), scope))
}

// askBasis shows by which day is counted.
func (s *report) askBasis() {
	h := s.host
	basis := kit.NewChips(h, true, []kit.Option{{Value: summary.BasisRegistered, Text: h.T("print.basis.registered")}, {Value: summary.BasisClosed, Text: h.T("print.basis.closed")}})
	basis.Set(s.c.basis)
	basis.OnChange = func() {
		c := s.c
		c.basis = basis.Values()[0]
		s.change(c)
	}
	s.where.Add(kit.Labelled(h.T("print.basis"), basis))
}

// live has an entry read while it is being typed into, when typing rests; what cannot be read is only complained of when the person
// is done with it.
func (s *report) live(e *kit.Entry, read func(text string, done bool)) {
	e.OnEnter = func() { read(e.Text, true) }
	e.OnBlur = e.OnEnter
	e.OnChanged = func(string) {
		s.typed++
		mine := s.typed
		s.host.After(typingPause, func() {
			if mine == s.typed && e.Has() {
				read(e.Text, false)
			}
		})
	}
}

// readDay takes a day that was typed into a choice. While it is being typed only a whole day counts.
func (s *report) readDay(put func(*choice, field.Day)) func(string, bool) {
	return func(text string, done bool) {
		day, ok := field.ParseDay(text, s.host.Context().Today.Year)
		if !ok || day.IsZero() || !done && !day.Exact() {
			if done {
				s.alarm.SetText(s.host.T("problem.day"))
			}
			return
		}
		s.alarm.SetText("")
		c := s.c
		put(&c, day)
		if c != s.c {
			s.change(c)
		}
	}
}

// readSheets takes how many pages there are to fill in by hand.
func (s *report) readSheets(text string, done bool) {
	n, err := strconv.Atoi(field.Fold(text))
	if err != nil || n < 1 || n > paper.MostSheets {
		if done {
			s.alarm.SetText(s.host.T("forms.pages", paper.MostSheets))
		}
		return
	}
	s.alarm.SetText("")
	if c := s.c; n != max(c.sheets, 1) {
		c.sheets = n
		s.change(c)
	}
}
