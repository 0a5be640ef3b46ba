package settings

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// HolidayDesk keeps the holidays of years that the program does not come with. It is called off the UI thread.
type HolidayDesk interface {
	HolidayYears() []office.HolidayYear
	SetHolidays(ctx context.Context, y law.Year) (moved int, err error)
	DropHolidays(ctx context.Context, year int) (moved int, err error)
}

// holidays says for which years there is a calendar, and takes in another.
func (s *own) holidays() fyne.CanvasObject {
	h, d := s.host, s.desk
	box := container.NewVBox()
	if !d.May(centre.MaySettings) {
		return box
	}
	years := kit.Prose("")
	var kept []office.HolidayYear
	var show func()
	drop := kit.NewButton(h, h.T("clocks.year.drop"), kit.Flat, func() { s.dropYear(kept, show) })
	show = func() {
		kit.Go(h, func() ([]office.HolidayYear, error) { return d.HolidayYears(), nil }, func(all []office.HolidayYear, _ error) {
			kept = kept[:0]
			var words []string
			for _, y := range all {
				word := strconv.Itoa(y.Year.Year)
				if y.Own {
					kept = append(kept, y)
					word = h.T("clocks.year.own", y.Year.Year)
				}
				words = append(words, word)
			}
			years.SetText(h.T("clocks.year.known", h.Book.List(words...)))
			drop.Hidden = len(kept) == 0
			box.Refresh()
		})
	}
	row := container.NewHBox(kit.NewButton(h, h.T("clocks.year.import"), kit.Ordinary, func() { s.importYear(show) }), drop)
	box.Add(kit.Gap(4))
	box.Add(kit.Labelled(h.T("clocks.year.title"), years))
	box.Add(row)
	box.Add(kit.Hint(h.T("clocks.year.hint")))
	show()
	return box
}

// mostYear is more than the file of a year can have, in bytes.
const mostYear = 1 << 20

// importYear asks for the file of a year, says what is in it, and keeps it when the person agrees.
func (s *own) importYear(after func()) {
	h := s.host
	h.AskPath(kit.PathSpec{
		Title: h.T("clocks.year.import"), Hint: h.T("clocks.year.file"), Act: h.T("clocks.year.read"), Ends: []string{".csv"}, Start: kit.Documents() + "/",
		Done: func(path string) {
			kit.Go(h, func() (law.Year, error) { return readYear(path) }, func(y law.Year, err error) {
				if err != nil {
					h.Trouble(h.T("clocks.year.import"), err, h.T("clocks.year.same"))
					return
				}
				s.agreeYear(y, after)
			})
		},
	})
}

// readYear reads the file of a year. What is wrong in it comes back as field.Problems.
func readYear(path string) (law.Year, error) {
	info, err := os.Stat(path)
	if err != nil {
		return law.Year{}, fmt.Errorf("read year: %w", field.NotFound)
	}
	if info.Size() > mostYear {
		return law.Year{}, field.Problems{}.Add("", "law.problem.holiday.size")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return law.Year{}, fmt.Errorf("read year: %w", field.NotFound)
	}
	y, ps := law.ReadYear(bytes.NewReader(text))
	return y, ps.Err()
}

// agreeYear says what a year holds before it counts: how many days of each type, and that it replaces one.
func (s *own) agreeYear(y law.Year, after func()) {
	h := s.host
	counts := map[law.DayType]int{}
	for _, d := range y.Days {
		counts[d.Type]++
	}
	text := []string{h.T("clocks.year.holds", y.Year, counts[law.Statutory], counts[law.Rest], counts[law.Work])}
	for _, k := range s.desk.HolidayYears() {
		if k.Year.Year == y.Year {
			text = append(text, h.T("clocks.year.replaces", y.Year))
		}
	}
	if counts[law.Rest] == 0 || counts[law.Work] == 0 {
		text = append(text, h.T("clocks.year.half"))
	}
	h.Confirm(h.T("clocks.year.import"), strings.Join(text, "\n"), h.T("clocks.year.keep"), func() {
		s.changeYear(func() (int, error) { return s.desk.SetHolidays(context.Background(), y) }, after)
	})
}

// dropYear takes an imported year away again.
func (s *own) dropYear(kept []office.HolidayYear, after func()) {
	h := s.host
	var options []kit.Option
	for _, y := range kept {
		options = append(options, kit.Option{Value: strconv.Itoa(y.Year.Year), Text: h.T("clocks.year.own", y.Year.Year)})
	}
	h.Choose(h.T("clocks.year.drop"), options, func(o kit.Option) {
		year, err := strconv.Atoi(o.Value)
		if err != nil {
			return // options are made of numbers above
		}
		s.changeYear(func() (int, error) { return s.desk.DropHolidays(context.Background(), year) }, after)
	})
}

func (s *own) changeYear(do func() (int, error), after func()) {
	h := s.host
	kit.Go(h, do, func(moved int, err error) {
		after()
		if err != nil {
			h.Trouble(h.T("clocks.year.title"), err, h.T("clocks.year.same"))
			return
		}
		h.Toast(h.T("clocks.year.changed", moved), nil)
	})
}
