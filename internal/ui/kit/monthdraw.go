package kit

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

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
