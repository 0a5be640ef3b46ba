package events

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// enter marks the one in hand, or takes down somebody who is not on the list.
func (s *signIn) enter() {
	if text := field.Tidy(s.line.Text); text != "" && s.asked != s.shown {
		s.take(text, true)
		return
	}
	if !s.settled(s.enter) {
		return
	}
	if len(s.fits()) > 0 {
		s.tick()
		return
	}
	if all := office.ParseArrivals(s.line.Text); len(all) > 0 {
		s.put(all[:1], true)
	}
}

// settled does something at once, or once the list shows what is typed: a quick hand must not mark whoever stood there before.
func (s *signIn) settled(do func()) bool {
	if s.asked == s.shown {
		return true
	}
	s.wish = append(s.wish, do)
	return false
}

// tick marks the one in hand as come. Who is marked already is asked about by a second key.
func (s *signIn) tick() {
	if !s.settled(s.tick) {
		return
	}
	id := s.table.SelectedID()
	if id == (field.ID{}) {
		return
	}
	a := s.rows.At(s.table.Selected()).(*centre.Attendee)
	there := a.Present != 0
	if there && s.again != id {
		s.again = id
		s.tell("attend.already", a.Name, s.clock(a.Present))
		return
	}
	s.again = field.ID{}
	s.clear(id) // at once: the next name is typed while this mark is being saved
	s.set(mark{ids: []field.ID{id}, present: !there}, a.Name)
}

// take marks whom a text finds while the list still shows another: the line is free at once, so that a quick hand goes on with the next
// name. What finds nobody is a walk-in after Enter; after a space it is the beginning of one and goes back into the line.
func (s *signIn) take(text string, walkIn bool) {
	s.clear(field.ID{})
	q := kit.Query{Where: []store.Cond{store.Where("event", s.event.ID.String())}, Sort: store.ByMade, Find: text}
	kit.Go(s.host, func() (*centre.Attendee, error) {
		rows, err := s.desk.Find(centre.AttendeeType, q)
		if err != nil || rows.Len() == 0 {
			return nil, err
		}
		for i := range rows.Len() {
			if a := rows.At(i).(*centre.Attendee); a.Present == 0 {
				a.ID = rows.ID(i)
				return a, nil
			}
		}
		a := rows.At(0).(*centre.Attendee)
		a.ID = rows.ID(0)
		return a, nil
	}, func(a *centre.Attendee, err error) {
		switch all := office.ParseArrivals(text); {
		case err != nil:
			s.host.Trouble(s.host.T("kit.list.loading"), err, text)
		case a == nil && walkIn && len(all) > 0:
			s.put(all[:1], true)
		case a == nil:
			s.nobody = text
			s.line.SetText(text + " " + s.line.Text)
		case a.Present != 0:
			s.already(a, text)
		default:
			s.set(mark{ids: []field.ID{a.ID}, present: true}, a.Name)
		}
	})
}

// already says that somebody is here; where nothing was typed since she is in hand again, and a second space takes the mark away.
func (s *signIn) already(a *centre.Attendee, text string) {
	if s.line.Text == "" {
		s.line.SetText(text)
		s.look(a.ID)
		s.again = a.ID
	}
	s.tell("attend.already", a.Name, s.clock(a.Present))
}

// set saves a mark and shows it.
func (s *signIn) set(m mark, name string) {
	kit.Go(s.host, func() (uint64, error) { return s.desk.MarkPresent(m.present, m.ids...) }, func(_ uint64, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("attend.saving"), err, s.host.T("attend.kept"))
			return
		}
		s.done = append(s.done, m)
		key := "attend.unticked"
		if m.present {
			key = "attend.ticked"
		}
		s.tell(key, name)
		s.look(m.ids[0])
	})
}
