package paper

import (
	"strconv"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/summary"
)

// RotaMonthDoc is a month of duty, landscape, for the wall: a sheet for each place, a box for each day with the hours and who is there,
// days of rest on pale ground.
func RotaMonthDoc(s summary.RotaMonth, in Setting) Document {
	month := s.From
	month.Date = 0
	title := func(place string) string {
		return in.Book.T("sheets.month.title", centre.Shown{Book: in.Book}.Day(month), place)
	}
	if len(s.Places) == 0 {
		c := in.compose(title(""), true)
		c.Para(c.t("sheets.month.none"))
		return c.document()
	}
	c := in.compose(title(s.Places[0].Place), true)
	for i, p := range s.Places {
		if i > 0 {
			c.NewPage()
			c.Title(title(p.Place))
		}
		from := len(c.blocks) - 1 // the title
		m := monthGrid{before: c.blocks[from:]}
		for day := range 7 {
			m.weekdays = append(m.weekdays, in.Book.WeekdayShort(p.Weeks[0][day].Day.Time().Weekday()))
		}
		for _, week := range p.Weeks {
			m.weeks = append(m.weeks, c.week(week))
		}
		m.notes = c.monthNotes(s, p)
		c.add(m)
	}
	return c.document()
}

// week words the days of a week: the date with what kind of day it is, and who is there.
func (c *composer) week(days [7]summary.RotaDay) (w monthWeek) {
	for i, d := range days {
		if d.Out {
			continue
		}
		w.dates[i], w.rests[i] = strconv.Itoa(d.Day.Date), d.Rests()
		if word := c.dayWord(d); word != "" {
			w.dates[i] += "　" + word
		}
		var lines []string
		for _, duty := range d.Duties {
			lines = append(lines, duty.From+"–"+duty.To, c.duty(duty.Duty, false))
		}
		w.duties[i] = strings.Join(lines, "\n")
	}
	return w
}

// dayWord says what kind of day it is: the holiday by its name, 休, 班; nothing for a plain working day.
func (c *composer) dayWord(d summary.RotaDay) string {
	name := d.Holiday
	if key := "law.holiday." + name; c.Book.Has(key) {
		name = c.t(key)
	}
	switch {
	case d.Moved:
		return c.t("sheets.month.work")
	case d.Type == law.Statutory && name != "":
		return name
	case d.Rests():
		return c.t("sheets.month.rest")
	}
	return ""
}

func (c *composer) monthNotes(s summary.RotaMonth, p summary.RotaPlace) []string {
	legend := c.t("sheets.month.legend")
	if !s.Known {
		legend = c.t("sheets.month.unknown", strconv.Itoa(s.From.Year))
	}
	out := []string{legend}
	if len(p.Unmanned) > 0 {
		days := make([]string, 0, len(p.Unmanned))
		for _, d := range p.Unmanned {
			days = append(days, c.Book.Day(0, d.Month, d.Date))
		}
		out = append(out, c.t("doc.rota.unmanned", days))
	}
	if p.Received.Parts > 0 {
		out = append(out, c.t("sheets.month.received", draft.Amount(c.Book, p.Received.Count)))
	}
	switch {
	case s.Whole:
		out = append(out, c.t("sheets.month.internal"))
	case p.Masked:
		out = append(out, c.t("sheets.month.masked"))
	}
	return out
}

// monthGrid is the calendar of a month: weeks down, days across. It takes the largest type that keeps the sheet on one page.
type monthGrid struct {
	before   []block // what stands above it on the page
	weekdays []string
	weeks    []monthWeek
	notes    []string
}

// monthWeek is one week of a monthGrid; a day without a date is none of the month.
type monthWeek struct {
	dates, duties [7]string
	rests         [7]bool
}

// monthSizes are the sizes of type a month is tried in, pt.
var monthSizes = []float64{sizeSmallFour, sizeFive, sizeSmallFive, 8, 7}

func (b monthGrid) strips(l *layout) (out []strip) {
	var notes []strip
	for _, text := range b.notes {
		notes = append(notes, note{text}.strips(l)...)
	}
	room := l.high - l.heightOf(b.before)
	if len(notes) > 0 {
		room -= stacked(notes).height + notes[0].before + roomBelow
	}
	for _, size := range monthSizes {
		out = b.grid(l, size, room)
		if stacked(out).height <= room+0.001 {
			break
		}
	}
	return append(spaced(out), notes...)
}

// grid sets the weeks in one size; where there is room to spare the weeks share it.
func (b monthGrid) grid(l *layout, size, room float64) []strip {
	f := ruled{size: size}
	for range b.weekdays {
		f.widths = append(f.widths, l.wide/float64(len(b.weekdays)))
		f.aligns, f.fonts = append(f.aligns, alignLeft), append(f.fonts, Song)
	}
	head := l.row(f.heads(), b.weekdays)
	dates := f.bold()
	high := stacked(head).height
	for _, w := range b.weeks {
		high += stacked(l.row(dates, w.dates[:])).height + stacked(l.row(f, w.duties[:])).height
	}
	spare := max(room-high, 0) / float64(len(b.weeks))
	out := head
	for i := range out {
		out[i].keep = true
	}
	for _, w := range b.weeks {
		date := l.row(dates, w.dates[:])
		for i := range date {
			date[i].keep = true
		}
		who := l.row(f, w.duties[:])
		if len(who) == 1 { // else it is higher than a page, and nothing is to spare
			roomy := f
			roomy.low = who[0].height + spare
			who = l.row(roomy, w.duties[:])
		}
		out = append(out, w.ground(f, date)...)
		out = append(out, w.ground(f, who)...)
	}
	for i := len(head); i < len(out); i++ {
		if len(head) == 1 {
			out[i].head = &head[0]
		}
	}
	return out
}

// ground puts pale ground under the days of rest.
func (w monthWeek) ground(f ruled, strips []strip) []strip {
	for i := range strips {
		var boxes []Item
		x := 0.0
		for day, rests := range w.rests {
			if rests {
				boxes = append(boxes, Box{X: round(x), W: f.widths[day], H: strips[i].height, Fill: Pale})
			}
			x += f.widths[day]
		}
		strips[i].items = append(boxes, strips[i].items...)
	}
	return strips
}
