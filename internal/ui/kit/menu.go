package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// menu is a list of things to do that hangs below a control. The arrows move in it, Enter does.
type menu struct {
	stop
	list *optionList
}

// openMenu shows actions below owner, so far right of its edge.
func (h *Host) openMenu(owner fyne.Focusable, right float32, actions []Action) {
	var p *popup
	m := &menu{stop: stop{host: h}}
	m.list = newOptionList(func(o Option) {
		p.close()
		if i, err := strconv.Atoi(o.Value); err == nil {
			actions[i].Do()
		}
	})
	wide := float32(0)
	var options []Option
	for i, a := range actions {
		o := Option{Value: strconv.Itoa(i), Text: a.Text}
		if a.Key.Name != "" {
			o.Note = h.KeyName(a.Key)
		}
		options = append(options, o)
		wide = max(wide, rulerFor(theme.Size(theme.Text), false).width(o.Text)+rulerFor(theme.Size(theme.Small), false).width(o.Note))
	}
	m.ExtendBaseWidget(m)
	p = h.dropBelow(owner, m, popupSize(wide+56, len(actions), false), m)
	p.shift(right)
	m.list.set(options)
}

// TypedKey moves and does.
func (m *menu) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyDown:
		m.list.move(1)
	case fyne.KeyUp:
		m.list.move(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if o, ok := m.list.current(); ok {
			m.list.choose(o)
		}
	default:
		m.stop.TypedKey(ev)
	}
}

// CreateRenderer is called by the toolkit.
func (m *menu) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.list) }
