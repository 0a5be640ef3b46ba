package kit

import (
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// Calendar shows a month, Monday first, and lets a day be chosen: arrows move by days and weeks, Page Up and Down by months,
// with Home the month's first day and with End its last; Enter chooses; T goes to today.
type Calendar struct {
	stop
	OnPick func(field.Day)
	day    field.Day // the day in hand
	today  field.Day
}

// NewCalendar returns a calendar with a day in hand; the zero Day and days that are not exact begin near today.
func NewCalendar(h *Host, day field.Day) *Calendar {
	today := h.Context().Today
	c := &Calendar{stop: stop{host: h}, today: today, day: day}
	switch {
	case day.IsZero() || !day.Valid():
		c.day = today
	case !day.Exact():
		c.day = field.DayOf(day.Time())
	}
	c.day.Half = field.WholeDay
	c.ExtendBaseWidget(c)
	return c
}

// first is the Monday with which the month's sheet begins.
func (c *Calendar) first() field.Day {
	one := field.Day{Year: c.day.Year, Month: c.day.Month, Date: 1}
	return one.Add(-(int(one.Time().Weekday()) + 6) % 7)
}

func (c *Calendar) to(d field.Day) {
	if d.Valid() {
		c.day = d
		c.Refresh()
	}
}

// month returns the same date n months on, or the last one of a shorter month.
func (c *Calendar) month(n int) field.Day {
	first := time.Date(c.day.Year, time.Month(c.day.Month+n), 1, 0, 0, 0, 0, time.UTC)
	d := field.DayOf(first)
	d.Date = min(c.day.Date, field.DayOf(first.AddDate(0, 1, -1)).Date)
	return d
}

// TypedKey moves and chooses.
func (c *Calendar) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		c.to(c.day.Add(-1))
	case fyne.KeyRight:
		c.to(c.day.Add(1))
	case fyne.KeyUp:
		c.to(c.day.Add(-7))
	case fyne.KeyDown:
		c.to(c.day.Add(7))
	case fyne.KeyPageUp:
		c.to(c.month(-1))
	case fyne.KeyPageDown:
		c.to(c.month(1))
	case fyne.KeyHome:
		c.to(c.day.Add(1 - c.day.Date))
	case fyne.KeyEnd:
		c.to(c.month(1).Add(-c.month(1).Date))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.OnPick(c.day)
	default:
		c.stop.TypedKey(ev)
	}
}

// TypedRune goes to today with T.
func (c *Calendar) TypedRune(r rune) {
	if r == 't' || r == 'T' {
		c.to(c.today)
	}
}

const calendarRows = 6

func (c *Calendar) cell() fyne.Size {
	return fyne.NewSize(theme.Size(theme.Text)*2.9, theme.Size(theme.Row))
}

func (c *Calendar) headHigh() float32 { return theme.Size(theme.Control) + 4 }

// Tapped chooses a day, or turns the month from the head.
func (c *Calendar) Tapped(ev *fyne.PointEvent) {
	cell, head := c.cell(), c.headHigh()
	if ev.Position.Y < head {
		switch x := int(ev.Position.X / cell.Width); {
		case x == 0:
			c.to(c.month(-1))
		case x == 6:
			c.to(c.month(1))
		default:
			c.to(c.today)
		}
		return
	}
	row := int((ev.Position.Y-head)/cell.Height) - 1
	col := min(int(ev.Position.X/cell.Width), 6)
	if row >= 0 && row < calendarRows && col >= 0 {
		c.OnPick(c.first().Add(row*7 + col))
	}
}

// MinSize is the sheet's.
func (c *Calendar) MinSize() fyne.Size {
	cell := c.cell()
	return fyne.NewSize(cell.Width*7, c.headHigh()+cell.Height*(calendarRows+1))
}

// CreateRenderer is called by the toolkit.
func (c *Calendar) CreateRenderer() fyne.WidgetRenderer {
	r := &calendarRenderer{c: c}
	r.Refresh()
	return r
}

type calendarRenderer struct {
	c   *Calendar
	all []fyne.CanvasObject
}

func (r *calendarRenderer) Destroy()                     {}
func (r *calendarRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *calendarRenderer) MinSize() fyne.Size           { return r.c.MinSize() }
func (r *calendarRenderer) Layout(fyne.Size)             {}

func (r *calendarRenderer) put(text *canvas.Text, x, y, w, h float32) {
	text.Alignment = fyne.TextAlignCenter
	line := text.TextSize * 1.45
	text.Move(fyne.NewPos(x, y+(h-line)/2))
	text.Resize(fyne.NewSize(w, line))
	r.all = append(r.all, text)
}

func (r *calendarRenderer) icon(name string, x, y float32) {
	i := canvas.NewImageFromResource(theme.Icon(name))
	i.FillMode = canvas.ImageFillContain
	i.Move(fyne.NewPos(x, y))
	i.Resize(fyne.NewSquareSize(16))
	r.all = append(r.all, i)
}

func (r *calendarRenderer) Refresh() {
	c := r.c
	cell, head := c.cell(), c.headHigh()
	r.all = nil
	r.put(Strong(c.host.Book.Day(c.day.Year, c.day.Month, 0)), 0, 0, cell.Width*7, head)
	r.icon("left", (cell.Width-16)/2, (head-16)/2)
	r.icon("right", cell.Width*6+(cell.Width-16)/2, (head-16)/2)
	for i := range 7 {
		r.put(Note(c.host.T("kit.weekday."+strconv.Itoa((i+1)%7))), float32(i)*cell.Width, head, cell.Width, cell.Height)
	}
	day := c.first()
	for i := range 7 * calendarRows {
		r.day(day, float32(i%7)*cell.Width, head+float32(i/7+1)*cell.Height)
		day = day.Add(1)
	}
}

func (r *calendarRenderer) day(day field.Day, x, y float32) {
	c, cell := r.c, r.c.cell()
	if day == c.day || day == c.today {
		box := canvas.NewRectangle(color.Transparent)
		box.CornerRadius = 3
		if day == c.today {
			box.StrokeWidth, box.StrokeColor = 1, theme.Color(theme.Edge)
		}
		if day == c.day {
			box.FillColor = theme.Color(theme.Accent)
		}
		box.Move(fyne.NewPos(x+1, y+1))
		box.Resize(cell.SubtractWidthHeight(2, 2))
		r.all = append(r.all, box)
	}
	text := Word(strconv.Itoa(day.Date))
	switch {
	case day == c.day:
		text.Color = theme.Color(theme.OnRed)
	case day.Month != c.day.Month:
		text.Color = theme.Color("disabled")
	}
	r.put(text, x, y, cell.Width, cell.Height)
}
