package kit

import (
	"time"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// MonthItem is something on a day of a month's sheet.
type MonthItem struct {
	Text string
	Tone Tone
}

// Month is a month as a sheet of days, Monday first, with what is on them; below it what is some time in the month. The arrows go by
// days and weeks, Page Up and Down by months, Home and End to the first and last day, T to today; Enter picks the day, and below the
// last week the month itself, as a Day without a date.
type Month struct {
	stop
	OnPick func(field.Day)
	day    field.Day // in hand; without a date: what stands below the weeks
	today  field.Day
	items  func(field.Day) []MonthItem
}

// NewMonth returns the sheet of the month of a day; items tells what is on a day, or, without a date, some time in its month.
func NewMonth(h *Host, day field.Day, items func(field.Day) []MonthItem) *Month {
	m := &Month{stop: stop{host: h}, today: h.Context().Today, items: items}
	m.day = m.today
	if day.Valid() && day.Month > 0 {
		m.day = field.Day{Year: day.Year, Month: day.Month, Date: max(day.Date, 1)}
	}
	m.ExtendBaseWidget(m)
	return m
}

// Day returns the day in hand.
func (m *Month) Day() field.Day { return m.day }

// SetDay takes a day in hand; one without a date is the first of its month.
func (m *Month) SetDay(day field.Day) {
	day.Half = field.WholeDay
	if day.Month > 0 {
		m.to(field.Day{Year: day.Year, Month: day.Month, Date: max(day.Date, 1)})
	}
}

// Focus brings the keyboard here.
func (m *Month) Focus() { m.host.Focus(m) }

func (m *Month) first() field.Day {
	one := field.Day{Year: m.day.Year, Month: m.day.Month, Date: 1}
	return one.Add(-(int(one.Time().Weekday()) + 6) % 7)
}

// last is the last day of the month.
func (m *Month) last() field.Day {
	return field.DayOf(time.Date(m.day.Year, time.Month(m.day.Month)+1, 0, 0, 0, 0, 0, time.UTC))
}

// weeks is how many lines of days the month takes.
func (m *Month) weeks() int {
	return (int(m.last().Time().Sub(m.first().Time()).Hours())/24)/7 + 1
}

func (m *Month) to(d field.Day) {
	if d.Valid() {
		m.day = d
		m.Refresh()
	}
}

// turn goes so many months on.
func (m *Month) turn(n int) {
	d := field.DayOf(time.Date(m.day.Year, time.Month(m.day.Month+n), 1, 0, 0, 0, 0, time.UTC))
	end := field.DayOf(d.Time().AddDate(0, 1, -1)).Date
	d.Date = min(m.day.Date, end)
	m.to(d)
}

// TypedKey moves and picks.
func (m *Month) TypedKey(ev *fyne.KeyEvent) {
	loose := m.day.Date == 0
	switch ev.Name {
	case fyne.KeyPageUp:
		m.turn(-1)
	case fyne.KeyPageDown:
		m.turn(1)
	case fyne.KeyHome:
		m.to(field.Day{Year: m.day.Year, Month: m.day.Month, Date: 1})
	case fyne.KeyEnd, fyne.KeyUp, fyne.KeyLeft:
		switch {
		case loose || ev.Name == fyne.KeyEnd:
			m.to(m.last())
		case ev.Name == fyne.KeyUp:
			m.to(m.day.Add(-7))
		default:
			m.to(m.day.Add(-1))
		}
	case fyne.KeyDown:
		m.down(loose)
	case fyne.KeyRight:
		if !loose {
			m.to(m.day.Add(1))
		}
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.OnPick(m.day)
	default:
		m.stop.TypedKey(ev)
	}
}

// down goes to the next week, from the last one to what stands below it where there is something.
func (m *Month) down(loose bool) {
	month := field.Day{Year: m.day.Year, Month: m.day.Month}
	switch next := m.day.Add(7); {
	case loose:
	case next.Month != m.day.Month && len(m.items(month)) > 0:
		m.to(month)
	default:
		m.to(next)
	}
}

// TypedRune goes to today with T.
func (m *Month) TypedRune(r rune) {
	if r == 't' || r == 'T' {
		m.to(m.today)
	}
}

// monthFrame is where the parts of the sheet stand.
type monthFrame struct {
	head, names, foot float32
	cell              fyne.Size
}

func (m *Month) frame(size fyne.Size) monthFrame {
	f := monthFrame{head: theme.Size(theme.Control), names: theme.Size(theme.Row)}
	if len(m.items(field.Day{Year: m.day.Year, Month: m.day.Month})) > 0 {
		f.foot = lineHigh(theme.Size(theme.Small))*(1+cardLines) + 16
	}
	f.cell = fyne.NewSize(size.Width/7, max((size.Height-f.head-f.names-f.foot)/float32(m.weeks()), 20))
	return f
}

// Tapped takes the day under the pointer in hand and picks it when it is; the head turns the month.
func (m *Month) Tapped(ev *fyne.PointEvent) {
	m.host.Focus(m)
	f, size := m.frame(m.Size()), m.Size()
	if y := ev.Position.Y; y < f.head {
		m.turn(map[bool]int{true: -1, false: 1}[ev.Position.X < size.Width/2])
		return
	}
	row, col := int((ev.Position.Y-f.head-f.names)/f.cell.Height), min(int(ev.Position.X/f.cell.Width), 6)
	day := m.first().Add(row*7 + col)
	if row >= m.weeks() {
		day = field.Day{Year: m.day.Year, Month: m.day.Month}
	}
	if row < 0 || row >= m.weeks() && f.foot == 0 {
		return
	}
	if day == m.day {
		m.OnPick(day)
		return
	}
	m.to(day)
}

// MinSize lets the sheet be small.
func (m *Month) MinSize() fyne.Size {
	return fyne.NewSize(theme.Size(theme.Text)*30, theme.Size(theme.Text)*20)
}

// CreateRenderer is called by the toolkit.
func (m *Month) CreateRenderer() fyne.WidgetRenderer {
	r := &monthRenderer{m: m}
	r.Refresh()
	return r
}
