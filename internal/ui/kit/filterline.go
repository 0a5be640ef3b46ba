package kit

import (
	"fyne.io/fyne/v2"
)

// filterLine shows filters in one line: those that narrow the list, and of the others as many as there is room for. A button shows
// all of them. The number of records stands behind, and what else may be meant by what was typed.
type filterLine struct {
	picks  []*Pick
	clear  *Button
	more   *Button
	count  fyne.CanvasObject
	offer  *Button
	open   bool
	chosen func(*Pick) bool
	flow   flow
	box    *fyne.Container
}

func newFilterLine(h *Host, f *filters, count fyne.CanvasObject, offer *Button) *filterLine {
	l := &filterLine{clear: f.clear, count: count, offer: offer, flow: flow{gap: 6}}
	l.chosen = func(p *Pick) bool { return p.Value() != "" }
	l.more = NewIconButton(h, "down", h.T("kit.filter.more"), Flat, nil)
	l.more.tap = func() {
		l.open = !l.open
		l.more.icon = map[bool]string{true: "up", false: "down"}[l.open]
		l.more.SetText(h.T(map[bool]string{true: "kit.filter.less", false: "kit.filter.more"}[l.open]))
		f.tell()
	}
	l.box = &fyne.Container{Layout: l}
	for _, s := range f.order {
		l.picks = append(l.picks, f.picks[s.Key])
		l.box.Add(f.picks[s.Key])
	}
	l.box.Add(l.more)
	l.box.Add(l.clear)
	l.box.Add(count)
	l.box.Add(offer)
	return l
}

// share decides which filters are seen at a width.
func (l *filterLine) share(width float32) {
	room := width - l.count.MinSize().Width - l.flow.gap
	for _, b := range []*Button{l.clear, l.offer} {
		if b.Visible() {
			room -= b.MinSize().Width + l.flow.gap
		}
	}
	var all float32
	for _, p := range l.picks {
		p.Hidden = false
		all += p.MinSize().Width + l.flow.gap
	}
	l.more.Hidden = all <= room
	if l.more.Hidden || l.open {
		return
	}
	room -= l.more.MinSize().Width + l.flow.gap
	for _, chosen := range []bool{true, false} {
		for _, p := range l.picks {
			if l.chosen(p) != chosen {
				continue
			}
			room -= p.MinSize().Width + l.flow.gap
			p.Hidden = room < 0 && !chosen
		}
	}
}

// Layout is called by the toolkit.
func (l *filterLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.share(size.Width)
	l.flow.Layout(objects, size)
}

// MinSize is the height at the width last given.
func (l *filterLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if l.flow.wide > 0 {
		l.share(l.flow.wide)
	}
	return l.flow.MinSize(objects)
}
