package settings

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// HolidayDesk keeps the holidays of years that the program does not come with. It is called off the UI thread.
type HolidayDesk interface {
	HolidayYears() []office.HolidayYear
	ReadHolidays(ctx context.Context, path string) (law.Year, error)
	Foresee(ctx context.Context, y law.Year, tick kit.Tick) (office.Moves, error) // a year without days: that it is dropped
	SetHolidays(ctx context.Context, y law.Year, tick kit.Tick) (office.Moves, error)
	DropHolidays(ctx context.Context, year int, tick kit.Tick) (office.Moves, error)
}

// years says for which years there is a calendar, and takes in another: from a file, or typed.
type years struct {
	host  *kit.Host
	desk  Desk
	known []office.HolidayYear
	text  *kit.Paragraph
	drop  *kit.Button
	box   *fyne.Container
	undo  func() // takes the last change back; nil: there is none
}

func (s *years) part() fyne.CanvasObject {
	h := s.host
	s.box = container.NewVBox()
	if !s.desk.May(centre.MaySettings) {
		return s.box
	}
	s.text = kit.Prose("")
	s.drop = kit.NewButton(h, h.T("clocks.year.drop"), kit.Flat, s.chooseDrop)
	row := kit.Flow(kit.NewButton(h, h.T("clocks.notice"), kit.Ordinary, s.typeNotice), kit.NewButton(h, h.T("clocks.year.import"), kit.Ordinary, s.importYear), s.drop)
	s.box.Add(kit.Gap(4))
	s.box.Add(kit.Labelled(h.T("clocks.year.title"), s.text))
	s.box.Add(row)
	s.box.Add(kit.Hint(h.T("clocks.year.hint")))
	s.show()
	return s.box
}

// show reads which years there are.
func (s *years) show() {
	h := s.host
	kit.Go(h, func() ([]office.HolidayYear, error) { return s.desk.HolidayYears(), nil }, func(all []office.HolidayYear, _ error) {
		s.known = all
		var words []string
		s.drop.Hidden = true
		for _, y := range all {
			word := strconv.Itoa(y.Year.Year)
			if y.Own {
				s.drop.Hidden = false
				word = h.T("clocks.year.own", word)
			}
			words = append(words, word)
		}
		s.text.SetText(h.T("clocks.year.known", h.Book.List(words...)))
		s.box.Refresh()
	})
}

// of returns what is known of a year, or nil.
func (s *years) of(year int) *office.HolidayYear {
	for i := range s.known {
		if s.known[i].Year.Year == year {
			return &s.known[i]
		}
	}
	return nil
}

// importYear asks for the file of a year.
func (s *years) importYear() {
	h := s.host
	h.AskPath(kit.PathSpec{
		Title: h.T("clocks.year.import"), Hint: h.T("clocks.year.file"), Act: h.T("clocks.year.read"), Ends: []string{".xlsx", ".csv"}, Start: kit.Documents() + "/",
		Done: func(path string) {
			kit.Go(h, func() (law.Year, error) { return s.desk.ReadHolidays(context.Background(), path) }, func(y law.Year, err error) {
				if err != nil {
					h.Trouble(h.T("clocks.year.import"), err, h.T("clocks.year.same"))
					return
				}
				s.agree(y, func() {})
			})
		},
	})
}

// chooseDrop takes an imported year away again.
func (s *years) chooseDrop() {
	h := s.host
	var options []kit.Option
	for _, y := range s.known {
		if y.Own {
			options = append(options, kit.Option{Value: strconv.Itoa(y.Year.Year), Text: h.T("clocks.year.own", strconv.Itoa(y.Year.Year))})
		}
	}
	h.Choose(h.T("clocks.year.drop"), options, func(o kit.Option) {
		year, err := strconv.Atoi(o.Value)
		if err != nil {
			return // options are made of numbers above
		}
		s.agree(law.Year{Year: year}, func() {})
	})
}

// agree looks what a year would do to the clocks, says so, and keeps it when the person agrees; kept is called then. A year without days
// is dropped.
func (s *years) agree(y law.Year, kept func()) {
	h := s.host
	var m office.Moves
	h.Long(kit.Job{
		Say: "clocks.looking",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			m, err = s.desk.Foresee(ctx, y, tick)
			return err
		},
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T("clocks.year.title"), err, h.T("clocks.year.same"))
				return
			}
			title, act := h.T("clocks.year.take", y.Year), h.T("clocks.year.keep")
			if len(y.Days) == 0 {
				title, act = h.T("clocks.year.drop.title", y.Year), h.T("clocks.year.drop.act")
			}
			h.Confirm(title, strings.Join(append(s.doubts(y), s.tell(m)...), "\n"), act, func() { s.keep(y, kept) })
		},
	})
}

// doubts says what a year holds, what it replaces, and what looks as if something were missing.
func (s *years) doubts(y law.Year) (out []string) {
	h := s.host
	was := s.of(y.Year)
	if len(y.Days) == 0 {
		if was != nil && !was.Clash {
			out = append(out, h.T("clocks.year.drop.none", y.Year))
		}
		return out
	}
	counts := map[law.DayType]int{}
	for _, d := range y.Days {
		counts[d.Type]++
	}
	out = append(out, h.T("clocks.year.holds", y.Year, counts[law.Statutory], counts[law.Rest], counts[law.Work]))
	if was != nil {
		out = append(out, h.T("clocks.year.replaces", y.Year))
	}
	said, least := y.Statutory()
	switch {
	case counts[law.Statutory]+counts[law.Rest] == 0:
		out = append(out, h.T("clocks.year.none"))
	case said < least:
		out = append(out, h.T("clocks.year.few", said, least))
	}
	if said+counts[law.Rest] > 0 && (counts[law.Rest] == 0 || counts[law.Work] == 0) {
		out = append(out, h.T("clocks.year.half"))
	}
	return out
}

// tell says what moves.
func (s *years) tell(m office.Moves) []string {
	h := s.host
	out := []string{h.T("clocks.moves", m.Clocks, m.Earlier)}
	if m.Clocks == 0 {
		out[0] = h.T("clocks.moves.none")
	}
	if m.New > 0 {
		out = append(out, h.T("clocks.moves.new", m.New))
	}
	if m.Stopped > 0 {
		out = append(out, h.T("clocks.moves.stopped", m.Stopped))
	}
	return out
}

// keep keeps a year, or drops one without days, and remembers how to take that back.
func (s *years) keep(y law.Year, kept func()) {
	h := s.host
	before := law.Year{Year: y.Year}
	if was := s.of(y.Year); was != nil && was.Own {
		before = was.Year
	}
	s.change(y, func(m office.Moves) {
		s.undo = func() {
			s.undo = nil
			s.change(before, func(office.Moves) { h.Toast(h.T("clocks.year.undone", y.Year), nil) })
		}
		h.Toast(h.T("clocks.year.changed", m.Clocks), s.undo)
		kept()
	})
}

// change puts a year in force, or takes it away when it has no days.
func (s *years) change(y law.Year, done func(office.Moves)) {
	h := s.host
	var m office.Moves
	h.Long(kit.Job{
		Say: "clocks.counting",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			if len(y.Days) == 0 {
				m, err = s.desk.DropHolidays(ctx, y.Year, tick)
			} else {
				m, err = s.desk.SetHolidays(ctx, y, tick)
			}
			return err
		},
		Done: func(err error) {
			s.show()
			if err != nil {
				h.Trouble(h.T("clocks.year.title"), err, h.T("clocks.year.same"))
				return
			}
			done(m)
		},
	})
}

// takeBack takes the last change of a year back.
func (s *years) takeBack() {
	if s.undo != nil {
		s.undo()
	}
}
