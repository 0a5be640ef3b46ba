package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
)

// GroupItem is one screen of a group.
type GroupItem struct {
	Key   string // permanent name
	Text  string // on its button
	Build func(place any) Screen
	Table string // the records it shows; empty: none

	Inside func() []Option // what else can be gone to on it by name; the screen then has a Find(value string)
}

// Group is an area with several screens, chosen by a row of buttons: Ctrl+1, Ctrl+2 …
type Group struct {
	host    *Host
	items   []GroupItem
	screens []Screen
	places  []any
	at      int
	buttons []*Button
	view    *fyne.Container
	whole   *fyne.Container
}

// GroupPlace is where a person is in a group.
type GroupPlace struct {
	Key    string
	Places map[string]any
}

// NewGroup returns a group; place is what Place of an earlier one gave, or nil. Screens are built when they are first seen, the first
// one too: what screens there are can be asked of a group that nobody looks at.
func NewGroup(h *Host, items []GroupItem, place any) *Group {
	g := &Group{host: h, items: items, screens: make([]Screen, len(items)), places: make([]any, len(items)), view: container.NewStack()}
	row := newFlow()
	for i, it := range items {
		b := NewButton(h, it.Text, Flat, func() { g.Go(i) })
		g.buttons = append(g.buttons, b)
		row.Add(b)
	}
	p, _ := place.(GroupPlace)
	for i, it := range items {
		g.places[i] = p.Places[it.Key]
		if it.Key == p.Key {
			g.at = i
		}
	}
	head := container.NewVBox(&fyne.Container{Layout: inset{8, 3}, Objects: []fyne.CanvasObject{row}}, rule())
	g.whole = container.NewBorder(head, nil, nil, nil, g.view)
	return g
}

// begin shows the screen that the person is at, where none was shown yet.
func (g *Group) begin() {
	if len(g.view.Objects) == 0 {
		g.show()
	}
}

// Pages are the screens, by key, and under each what can be gone to on it by name.
func (g *Group) Pages() (out []Option) {
	for _, it := range g.items {
		out = append(out, Option{Value: it.Key, Text: it.Text})
		if it.Inside == nil {
			continue
		}
		for _, o := range it.Inside() {
			o.Deep = true
			out = append(out, o)
		}
	}
	return out
}

// GoTo shows the screen of that key, and on it what inside names; empty: nothing more.
func (g *Group) GoTo(key, inside string) {
	if g.items[g.at].Key == key {
		g.Shown()
	} else {
		g.Show(key)
	}
	if f, ok := g.screen().(interface{ Find(value string) }); ok && inside != "" && g.items[g.at].Key == key {
		f.Find(inside)
	}
}

func (g *Group) screen() Screen {
	if g.screens[g.at] == nil {
		g.screens[g.at] = g.items[g.at].Build(g.places[g.at])
	}
	return g.screens[g.at]
}

func (g *Group) show() {
	for i, b := range g.buttons {
		b.SetOn(i == g.at)
	}
	g.view.Objects = []fyne.CanvasObject{g.screen().Content()}
	g.view.Refresh()
}

// Go shows screen i.
func (g *Group) Go(i int) {
	g.begin()
	if i == g.at || i < 0 || i >= len(g.items) {
		return
	}
	g.screen().Leave(func() {
		g.at = i
		g.show()
		g.screen().Shown()
	})
}

// Show shows the screen of that key.
func (g *Group) Show(key string) {
	for i, it := range g.items {
		if it.Key == key {
			g.Go(i)
		}
	}
}

// ResumeForm has the screen in view go on with a form that lay over it; false where it has none of that kind.
func (g *Group) ResumeForm(t Typing) bool {
	s, ok := g.screen().(interface{ ResumeForm(Typing) bool })
	return ok && s.ResumeForm(t)
}

// Screen returns the screen in view.
func (g *Group) Screen() Screen { return g.screen() }

// OpenRecord shows a record on the screen that has its table; false when none has.
func (g *Group) OpenRecord(table string, id field.ID) bool {
	for i, it := range g.items {
		if it.Table != table {
			continue
		}
		g.Go(i)
		if i != g.at {
			return true // the person was asked about unsaved typing and stayed
		}
		if r, ok := g.screen().(interface{ Open(field.ID) }); ok {
			r.Open(id)
		}
		return true
	}
	return false
}

// Content is called by the shell.
func (g *Group) Content() fyne.CanvasObject {
	g.begin()
	return g.whole
}

// Shown is called by the shell.
func (g *Group) Shown() {
	g.begin()
	g.screen().Shown()
}

// Leave is called by the shell.
func (g *Group) Leave(then func()) { g.screen().Leave(then) }

// Keys is called by the shell.
func (g *Group) Keys() []Key {
	keys := g.screen().Keys()
	for i := range g.items {
		if i < 9 {
			keys = append(keys, Key{Name: fyne.KeyName(rune('1' + i)), Mod: Ctrl, Do: func() { g.Go(i) }})
		}
	}
	return keys
}

// Place is called by the shell.
func (g *Group) Place() any {
	p := GroupPlace{Key: g.items[g.at].Key, Places: map[string]any{}}
	for i, it := range g.items {
		if g.screens[i] != nil {
			p.Places[it.Key] = g.screens[i].Place()
		} else if g.places[i] != nil {
			p.Places[it.Key] = g.places[i]
		}
	}
	return p
}
