package today

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// Logger takes enquiries down. It is called off the UI thread.
type Logger interface {
	kit.Lookup
	LogEnquiry(e office.Enquiry) (id field.ID, seq uint64, err error)
	Undo(seq uint64) error
}

// Quick is the quick log: four fields, saved with Enter. What was typed stays when the strip is closed, until it is saved.
type Quick struct {
	log   Logger
	saved func() // told after an enquiry was saved
	kept  office.Enquiry
	who   kit.Option
	strip *strip // while it is open
}

// Draft is what was typed into the quick log and not saved, as plain data.
type Draft struct {
	Channel, Matter, What string
	Who                   kit.Option
	Open                  bool // the strip was on the screen
}

// Draft returns what was typed and not saved; false when nothing would be lost.
func (q *Quick) Draft() (Draft, bool) {
	if q.strip != nil {
		q.strip.keep()
	}
	d := Draft{Channel: q.kept.Channel, Matter: q.kept.Matter, What: q.kept.What, Who: q.who, Open: q.strip != nil}
	return d, d.Matter != "" || d.What != "" || d.Who.Text != ""
}

// Resume puts back what Draft returned, and the strip where it was open.
func (q *Quick) Resume(h *kit.Host, d Draft) {
	q.kept, q.who = office.Enquiry{Channel: d.Channel, Matter: d.Matter, What: d.What}, d.Who
	if d.Open {
		q.Open(h)
	}
}

// Use has enquiries taken down by log from now on; saved is told of each.
func (q *Quick) Use(log Logger, saved func()) { q.log, q.saved = log, saved }

// strip is the open quick log.
type strip struct {
	*Quick
	host    *kit.Host
	panel   *kit.Panel
	channel *kit.Pick
	matter  *kit.Pick
	person  *kit.Pick
	what    *kit.Entry
	alarm   *kit.Paragraph
	saving  bool
}

// Open shows the strip below the top bar.
func (q *Quick) Open(h *kit.Host) {
	s := &strip{Quick: q, host: h, alarm: kit.Alarm("")}
	s.alarm.Hide()
	s.fields()
	s.recall()
	top := container.NewGridWithColumns(3,
		kit.Labelled(h.T("case.channel"), s.channel), kit.Labelled(h.T("case.matter"), s.matter), kit.Labelled(h.T("today.quick.who"), s.person))
	body := container.NewVBox(s.alarm, top, kit.Gap(2), kit.Labelled(h.T("today.quick.what"), s.what), kit.Hint(h.T("today.quick.hint")))
	s.panel = h.Open(kit.PanelSpec{
		Title: h.T("today.quick.title"), Body: body, Width: 860, Top: true, Focus: s.first(), Escape: s.close,
		Keys: []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: s.save}},
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, s.close), kit.NewButton(h, h.T("today.quick.save"), kit.Main, s.save),
		},
	})
	q.strip = s
}

func (s *strip) fields() {
	h := s.host
	s.channel = kit.NewVocabPick(h, h.T("kit.pick.none"), centre.Channel)
	s.matter = kit.NewVocabPick(h, h.T("kit.pick.none"), centre.Matter)
	s.person = kit.NewLookPick(h, s.log, []string{"person"}, h.T("today.quick.anonymous"), true)
	s.what = kit.NewLongEntry(h, 3)
	s.channel.OnPick = func(kit.Option) { h.Edited(); h.Focus(s.matter) }
	s.matter.OnPick = func(kit.Option) { h.Edited(); h.Focus(s.person) }
	s.what.OnChanged = func(string) { h.Edited() }
	s.person.OnPick = func(o kit.Option) {
		if o.New {
			o = kit.Option{Text: s.person.Typed()}
		}
		s.who = o
		s.person.Set(o)
		h.Edited()
		h.Focus(s.what)
	}
	s.what.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter {
			s.save()
			return true
		}
		return false
	}
}

// recall puts back what was typed and not saved.
func (s *strip) recall() {
	if s.kept.Channel == "" {
		s.kept.Channel = "visit"
	}
	s.channel.SetValue(s.kept.Channel)
	if s.kept.Matter != "" {
		s.matter.SetValue(s.kept.Matter)
	}
	s.person.Set(s.who)
	s.what.SetText(s.kept.What)
}

// first is where typing goes on: the first field that is empty.
func (s *strip) first() fyne.Focusable {
	switch {
	case s.kept.Matter == "" && s.kept.What == "":
		return s.channel
	case s.kept.Matter == "":
		return s.matter
	}
	return s.what
}

func (s *strip) keep() {
	s.kept = office.Enquiry{Channel: s.channel.Value(), Matter: s.matter.Value(), What: field.Tidy(s.what.Text)}
}

func (s *strip) close() {
	s.keep()
	s.shut()
}

// shut takes the strip away.
func (s *strip) shut() {
	s.strip = nil
	s.panel.Close()
	s.host.Edited()
}

// save takes the enquiry down. What cannot be saved stays in the strip.
func (s *strip) save() {
	if s.saving {
		return
	}
	s.keep()
	h, e := s.host, s.kept
	if id := kit.RecordOf(s.who); id != (field.ID{}) {
		e.Person = id
	} else {
		e.Who = s.who.Text
	}
	if e.Matter == "" {
		s.blame(field.Problems{{Field: "matter", Say: "problem.required"}})
		return
	}
	s.saving = true
	type logged struct {
		id  field.ID
		seq uint64
	}
	kit.Go(h, func() (logged, error) {
		id, seq, err := s.log.LogEnquiry(e)
		return logged{id, seq}, err
	}, func(l logged, err error) {
		s.saving = false
		if ps, ok := kit.ProblemsOf(err); ok {
			s.blame(ps)
			return
		}
		if err != nil {
			h.Trouble(h.T("today.quick.saving"), err, h.T("kit.kept.form"))
			return
		}
		s.kept, s.who = office.Enquiry{}, kit.Option{}
		s.shut()
		h.Toast(h.T("today.quick.saved", h.Name(l.id)), func() { s.undo(l.seq) })
		s.saved()
	})
}

func (s *strip) undo(seq uint64) {
	h := s.host
	kit.Go(h, func() (struct{}, error) { return struct{}{}, s.log.Undo(seq) }, func(_ struct{}, err error) {
		if err != nil {
			h.Trouble(h.T("kit.undoing"), err, h.T("kit.kept.record"))
			return
		}
		h.Toast(h.T("kit.undone"), nil)
		s.saved()
	})
}

// blame says what has to be mended and takes the keyboard there.
func (s *strip) blame(ps field.Problems) {
	h, p := s.host, ps[0]
	label := h.T("today.quick.what")
	at := fyne.Focusable(s.what)
	switch p.Field {
	case "matter":
		label, at = h.T("case.matter"), s.matter
	case "channel":
		label, at = h.T("case.channel"), s.channel
	case "who":
		label, at = h.T("today.quick.who"), s.person
	}
	s.alarm.SetText(h.T("kit.problem.at", label, h.Problem(p)))
	s.alarm.Show()
	h.Focus(at)
}
