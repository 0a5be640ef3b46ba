package today

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// save takes the enquiry down. What cannot be saved stays in the strip.
func (s *strip) save() { s.log1(false) }

// enquiry is what was typed, as the office takes it.
func (s *strip) enquiry() (office.Enquiry, field.Problems) {
	s.keep()
	h, d := s.host, s.kept
	e := office.Enquiry{Channel: d.Channel, Matter: d.Matter, What: d.What, Phone: d.Phone}
	if e.Person = kit.RecordOf(d.Who); e.Person == (field.ID{}) {
		e.Who, e.Pseudonym = d.Who.Text, d.Who.Value == pseudonym
	}
	if e.Unit = kit.RecordOf(d.Unit); e.Unit == (field.ID{}) {
		e.Named = d.Unit.Text
	}
	if n := len([]rune(d.Phone)); n > 0 {
		e.Called = h.T("quick.called", string([]rune(d.Phone)[max(0, n-4):]))
	}
	ps, _ := s.next.enquiry(&e, d)
	return e, ps
}

// log1 takes one enquiry down; then opens its case where that was asked for, or where what comes next is written there.
func (s *strip) log1(thenOpen bool) {
	if s.saving {
		return
	}
	e, ps := s.enquiry()
	if len(ps) > 0 {
		s.blame(ps)
		return
	}
	s.saving = true
	type logged struct {
		id  field.ID
		seq uint64
	}
	h := s.host
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
		s.kept = Draft{}
		s.shut()
		h.Toast(h.T("quick.saved."+nextWord(e.Next), h.Name(l.id)), func() { s.undo(l.seq) })
		s.saved()
		if thenOpen || e.Next == office.ReferNext {
			s.open(l.id)
		}
	})
}

// nextWord is what comes next, as the words name it.
func nextWord(next string) string {
	if next == "" {
		return logOnly
	}
	return next
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
	case "phone":
		label, at = h.T("quick.phone"), s.phone
	case "unit":
		label, at = h.T("quick.unit"), s.unit
	case "answer", "reason", "day", "to", "agreed":
		var key string
		at, key = s.next.at(p.Field)
		label = h.T(key)
	}
	s.alarm.SetText(h.T("kit.problem.at", label, h.Problem(p)))
	s.alarm.Show()
	s.refit()
	h.Focus(at)
}
