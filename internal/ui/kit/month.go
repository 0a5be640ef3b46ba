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

type monthRenderer struct {
	m    *Month
	all  []fyne.CanvasObject
	size fyne.Size // it was drawn for
}

func (r *monthRenderer) Destroy()                     {}
func (r *monthRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *monthRenderer) MinSize() fyne.Size           { return r.m.MinSize() }

// Layout draws anew for another size only.
func (r *monthRenderer) Layout(size fyne.Size) {
	if size != r.size {
		r.size = size
		r.Refresh()
	}
}

func (r *monthRenderer) put(words string, size float32, ink fyne.ThemeColorName, bold bool, at fyne.Position, room float32) {
	t := canvas.NewText(rulerFor(size, bold).cut(words, room), theme.Color(ink))
	t.TextSize, t.TextStyle.Bold = size, bold
	t.Move(at)
	t.Resize(fyne.NewSize(room, lineHigh(size)))
	r.all = append(r.all, t)
}

// Refresh draws the month.
func (r *monthRenderer) Refresh() {
	m, size := r.m, r.m.Size()
	r.all = nil
	if size.Width <= 0 {
		return
	}
	f := m.frame(size)
	r.put(m.host.Book.Day(m.day.Year, m.day.Month, 0), theme.Size(theme.Title), theme.Ink, true, fyne.NewPos(8, 4), size.Width-16)
	for i := range 7 {
		r.put(m.host.T("kit.weekday."+strconv.Itoa((i+1)%7)), theme.Size(theme.Small), theme.Faint, false, fyne.NewPos(float32(i)*f.cell.Width+8, f.head+4), f.cell.Width)
	}
	day := m.first()
	for i := range m.weeks() * 7 {
		r.cell(day, fyne.NewPos(float32(i%7)*f.cell.Width, f.head+f.names+float32(i/7)*f.cell.Height), f.cell)
		day = day.Add(1)
	}
	if f.foot > 0 {
		at := fyne.NewPos(0, f.head+f.names+f.cell.Height*float32(m.weeks())+3)
		r.loose(field.Day{Year: m.day.Year, Month: m.day.Month}, at, fyne.NewSize(size.Width, f.foot-6))
	}
	canvas.Refresh(m)
}

// box draws the ground of a day, or of what stands below the weeks.
func (r *monthRenderer) box(day field.Day, at fyne.Position, size fyne.Size) {
	m := r.m
	box := canvas.NewRectangle(theme.Color(theme.Sheet))
	box.StrokeWidth, box.StrokeColor, box.CornerRadius = 1, theme.Color(theme.Line), 2
	if day.Month != m.day.Month {
		box.FillColor, box.StrokeWidth = color.Transparent, 0
	}
	if day == m.day {
		box.StrokeColor, box.StrokeWidth = theme.Color(theme.Edge), 2
		if m.focused {
			box.StrokeColor, box.StrokeWidth, box.FillColor = theme.Color(theme.Accent), 3, theme.Color(theme.Chosen)
		}
	}
	box.Move(at.AddXY(1, 1))
	box.Resize(size.SubtractWidthHeight(2, 2))
	r.all = append(r.all, box)
}

// cell draws a day.
func (r *monthRenderer) cell(day field.Day, at fyne.Position, size fyne.Size) {
	m := r.m
	r.box(day, at, size)
	small := theme.Size(theme.Small)
	ink := theme.Ink
	switch {
	case day == m.today:
		ink = theme.Accent
	case day.Month != m.day.Month:
		ink = "disabled"
	}
	r.put(strconv.Itoa(day.Date), small, ink, day == m.today, at.AddXY(8, 4), small*2)
	r.items(m.items(day), at.AddXY(8+small*2, 4), size.SubtractWidthHeight(14+small*2, 6))
}

// loose draws what is some time in the month, side by side.
func (r *monthRenderer) loose(month field.Day, at fyne.Position, size fyne.Size) {
	r.box(month, at, size)
	small := theme.Size(theme.Small)
	var names []string
	for _, it := range r.m.items(month) {
		names = append(names, it.Text)
	}
	at = at.AddXY(8, 4)
	r.put(r.m.host.T("kit.month.loose", len(names)), small, theme.Ink, true, at, size.Width-16)
	for _, line := range atMost(rulerFor(small, false), r.m.host.Book.List(names...), size.Width-16) {
		at.Y += lineHigh(small)
		r.put(line, small, theme.Ink, false, at, size.Width-16)
	}
}

// items draws what is on a day, as much as there is room for, and how much more there is.
func (r *monthRenderer) items(all []MonthItem, at fyne.Position, room fyne.Size) {
	small := theme.Size(theme.Small)
	lines := max(int(room.Height/lineHigh(small)), 1)
	for i, it := range all {
		if i == lines-1 && len(all) > lines {
			r.put(r.m.host.T("kit.month.more", len(all)-i), small, theme.Faint, false, at, room.Width)
			return
		}
		r.put(it.Text, small, it.Tone.ink(), false, at, room.Width)
		at.Y += lineHigh(small)
	}
}
