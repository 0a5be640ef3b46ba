package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// OpenFinder opens a line to type into, with what was found below it: search over everything. find is asked after every pause in
// typing and shows its answer; choose gets what the person takes.
func (h *Host) OpenFinder(prompt string, find func(typed string, show func([]Option)), choose func(Option)) {
	var p *Panel
	entry := NewEntry(h)
	entry.Hint(prompt)
	entry.acceptTab = true // the list takes no keys of its own
	list := newOptionList(func(o Option) {
		p.Close()
		choose(o)
	})
	asked, answered := 0, 0
	take, taking := func() {}, false // Enter was pressed while the answer is on its way
	ask := func(typed string) {
		asked++
		taking = false
		mine := asked
		h.after(lookPause, func() {
			if mine != asked {
				return
			}
			find(typed, func(found []Option) {
				if mine == asked {
					list.set(found)
					list.sayNone(len(found) == 0 && field.Tidy(typed) != "")
					if answered = mine; taking {
						take()
					}
				}
			})
		})
	}
	entry.OnChanged = ask
	take = func() {
		if taking = answered != asked; taking {
			return
		}
		if o, ok := list.current(); ok {
			list.choose(o)
		}
	}
	entry.OnEnter = take
	entry.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyDown:
			list.move(1)
		case fyne.KeyUp:
			list.move(-1)
		case fyne.KeyTab:
		case fyne.KeyPageDown:
			list.move(10)
		case fyne.KeyPageUp:
			list.move(-10)
		default:
			return false
		}
		return true
	}
	body := container.NewBorder(entry, nil, nil, nil, list.orNone(h.T("kit.pick.nothing")))
	p = h.Open(PanelSpec{Body: body, Focus: entry, Width: 640, Height: theme.Size(theme.Row)*12 + 80, Top: true})
	ask("")
}
