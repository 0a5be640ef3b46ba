package today

import (
	"strings"

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
	kit.Homer
	LogEnquiry(e office.Enquiry) (id field.ID, seq uint64, err error)
	Undo(seq uint64) error
	Callers(typed string, most int) ([]kit.Hit, error)            // earlier callers by name, pinyin, initials or telephone
	SamePersons(p office.Sought) ([]office.Same, error)           // who may be known already
	EarlierOf(person field.ID) (n int, last field.Day, err error) // how often she came
}

// Quick is the quick log: four fields, saved with Enter, and below them what may be added. What was typed stays when the strip is
// closed, until it is saved.
type Quick struct {
	log   Logger
	saved func()            // told after an enquiry was saved
	open  func(id field.ID) // shows a case
	kept  Draft
	strip *strip // while it is open
}

// Draft is what was typed into the quick log and not saved, as plain data.
type Draft struct {
	Channel, Matter, What            string
	Who                              kit.Option // a person, or a name under no value; pseudonym: the name is one
	Unit                             kit.Option // an organisation, or its name under no value
	Phone                            string
	Next                             string // as office.Enquiry has it
	Answer, Handler, Reason, Day, To string
	ToName, Agreed                   string
	Half, HalfIn                     string // what is no choice yet, and the field it was being typed into
	Open                             bool   // the strip was on the screen
}

// pseudonym is the value of a name that is one.
const pseudonym = "pseudonym"

// empty reports whether nothing would be lost.
func (d Draft) empty() bool {
	return d.Matter == "" && d.What == "" && d.Who.Text == "" && d.Unit.Text == "" && d.Phone == "" && d.Answer == "" && d.Reason == "" && d.Half == ""
}

// Draft returns what was typed and not saved; false when nothing would be lost.
func (q *Quick) Draft() (Draft, bool) {
	if q.strip != nil {
		q.strip.keep()
	}
	d := q.kept
	d.Open = q.strip != nil
	return d, !d.empty()
}

// Resume puts back what Draft returned, and the strip where it was open.
func (q *Quick) Resume(h *kit.Host, d Draft) {
	q.kept = d
	if d.Open {
		q.Open(h)
	}
}

// Use has enquiries taken down by log from now on; saved is told of each, and open shows a case.
func (q *Quick) Use(log Logger, saved func(), open func(id field.ID)) {
	q.log, q.saved, q.open = log, saved, open
}

// strip is the open quick log.
type strip struct {
	*Quick
	host    *kit.Host
	panel   *kit.Panel
	channel *kit.Pick
	matter  *kit.Pick
	person  *kit.Pick
	what    *kit.Entry
	next    *nextPart
	unit    *kit.Pick
	phone   *kit.Entry
	known   *knownPart
	danger  *kit.Paragraph
	alarm   *kit.Paragraph
	homes   office.Homes
	saving  bool
}

// Open shows the strip below the top bar.
func (q *Quick) Open(h *kit.Host) {
	if q.strip != nil && q.strip.panel.Shown() {
		return
	}
	s := &strip{Quick: q, host: h, alarm: kit.Alarm(""), danger: kit.Alarm("")}
	s.alarm.Hide()
	s.danger.Hide()
	s.fields()
	s.recall()
	three := func(objects ...fyne.CanvasObject) fyne.CanvasObject {
		return container.NewGridWithColumns(3, objects...)
	}
	body := container.NewVBox(
		s.alarm,
		three(kit.Labelled(h.T("case.channel"), s.channel), kit.Labelled(h.T("case.matter"), s.matter), kit.Labelled(h.T("today.quick.who"), s.person)),
		kit.Gap(2), kit.Labelled(h.T("today.quick.what"), s.what), s.danger,
		kit.Beside(1.0/3, kit.Labelled(h.T("quick.next"), s.next.pick), s.next.box),
		three(kit.Labelled(h.T("quick.unit"), s.unit), kit.Labelled(h.T("quick.phone"), s.phone), kit.Gap(1)),
		s.known.box, kit.Hint(h.T("quick.hint")),
	)
	s.panel = h.Open(kit.PanelSpec{
		Title: h.T("today.quick.title"), Body: body, Width: 900, Top: true, Focus: s.first(), Escape: s.close,
		Keys: []kit.Key{
			{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: s.save},
			{Name: fyne.KeyF4, Say: "quick.keys.same", Do: s.known.take},
			{Name: fyne.KeyF7, Say: "quick.keys.open", Do: func() { s.log1(true) }},
		},
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, s.close), kit.NewButton(h, h.T("today.quick.save"), kit.Main, s.save),
		},
	})
	q.strip = s
	if p := s.picks()[s.kept.HalfIn]; p != nil {
		p.Retype(s.kept.Half)
	}
	s.readHomes()
	s.warn()
	s.known.look()
}

// refit gives the strip the size of what is in it now.
func (s *strip) refit() {
	if s.panel != nil {
		s.panel.Refit()
	}
}

func (s *strip) fields() {
	h := s.host
	s.channel = kit.NewVocabPick(h, h.T("kit.pick.none"), centre.Channel)
	s.matter = kit.NewVocabPick(h, h.T("kit.pick.none"), centre.Matter)
	s.person = kit.NewAskPick(h, h.T("today.quick.anonymous"), s.callers())
	s.unit = kit.NewLookPick(h, s.log, []string{"organisation"}, h.T("kit.pick.none"), true)
	s.what, s.phone = kit.NewLongEntry(h, 3), kit.NewEntry(h)
	s.next, s.known = newNextPart(s), newKnownPart(s)
	s.channel.OnPick = func(o kit.Option) { h.Edited(); s.onward(o, s.matter) }
	s.matter.OnPick = func(o kit.Option) { s.edited(); s.onward(o, s.person) }
	s.what.OnChanged = func(string) { s.edited() }
	s.person.OnPick = s.tookPerson
	s.unit.OnPick = s.tookUnit
	s.phone.OnChanged = func(string) { h.Edited(); s.known.soon() }
	s.phone.OnEnter = s.save
	s.what.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter {
			s.save()
			return true
		}
		return false
	}
}

// onward goes on to the next field once something is chosen. Whoever emptied a field is about to choose again.
func (s *strip) onward(o kit.Option, next fyne.Focusable) {
	if o.Value != "" || o.Text != "" {
		s.host.Focus(next)
	}
}

func (s *strip) edited() {
	s.host.Edited()
	s.warn()
}

// warn says that what is told, or the matter, asks for a risk check, and that whoever is to handle it comes from the adverse unit.
func (s *strip) warn() {
	var lines []string
	if sign := s.sign(); sign != "" {
		lines = append(lines, sign)
	}
	handler := field.Tidy(s.next.handler.Text)
	if s.next.value() == office.AcceptNext && s.homes.Works(handler, kit.RecordOf(s.kept.Unit)) {
		lines = append(lines, s.host.T("same.conflict.handler", handler))
	}
	text := strings.Join(lines, "\n")
	if s.danger.Text() == text {
		return
	}
	s.danger.SetText(text)
	s.danger.Hidden = text == ""
	s.refit()
}

// sign is what asks for a risk check; empty when nothing does.
func (s *strip) sign() string {
	signs := centre.RiskSigns(&centre.Case{Matter: s.matter.Value(), Facts: s.what.Text})
	if len(signs) == 0 {
		return ""
	}
	kind := s.host.Shown().Code(centre.RiskKind, signs[0].Kind)
	if signs[0].Word == "" {
		return s.host.T("quick.danger.matter", kind)
	}
	return s.host.T("quick.danger.word", signs[0].Word, kind)
}

// readHomes learns where the counsellors come from.
func (s *strip) readHomes() {
	kit.Go(s.host, s.log.Homes, func(homes office.Homes, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("same.conflict.reading"), err, "")
			return
		}
		s.homes = homes
		s.warn()
	})
}

// tookUnit takes an employer that was found, or the name of a new one.
func (s *strip) tookUnit(o kit.Option) {
	if o.New {
		o = kit.Option{Text: s.unit.Typed()}
		s.unit.Set(o)
	}
	s.kept.Unit = o
	s.edited()
	s.known.look()
	s.onward(o, s.phone)
}

// recall puts back what was typed and not saved.
func (s *strip) recall() {
	if s.kept.Channel == "" {
		s.kept.Channel = "visit"
	}
	d := s.kept
	s.channel.SetValue(d.Channel)
	if d.Matter != "" {
		s.matter.SetValue(d.Matter)
	}
	s.person.Set(s.shownName(d.Who))
	s.unit.Set(d.Unit)
	s.phone.SetText(d.Phone)
	s.what.SetText(d.What)
	s.next.recall(d)
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

// keep takes what stands in the fields; who and unit are kept as they are chosen.
func (s *strip) keep() {
	s.kept.Channel, s.kept.Matter = s.channel.Value(), s.matter.Value()
	s.kept.What, s.kept.Phone = field.Tidy(s.what.Text), field.Tidy(s.phone.Text)
	s.next.keep(&s.kept)
	s.kept.Half, s.kept.HalfIn = "", ""
	for key, p := range s.picks() {
		if half := p.Half(); half != "" { // only one of them is open at a time
			s.kept.Half, s.kept.HalfIn = half, key
		}
	}
}

// picks are the fields that choose among options, by the names that drafts know them under.
func (s *strip) picks() map[string]*kit.Pick {
	return map[string]*kit.Pick{
		"channel": s.channel, "matter": s.matter, "who": s.person, "unit": s.unit, "next": s.next.pick, "to": s.next.to, "agreed": s.next.agreed,
	}
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
