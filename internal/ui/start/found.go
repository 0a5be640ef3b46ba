package start

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// founding is the form that a new data folder begins with.
type founding struct {
	screen *Screen
	centre *kit.Entry
	level  *kit.Chips
	parent *kit.Entry
	person *kit.Entry
	pass   *kit.Entry
	again  *kit.Entry
	place  *kit.PathLine
	lines  map[string]*line
}

// found is the view of the form.
func (s *Screen) found() fyne.CanvasObject {
	h := s.host
	f := &founding{screen: s, centre: kit.NewEntry(h), parent: kit.NewEntry(h), person: kit.NewEntry(h), pass: kit.NewPassphraseEntry(h), again: kit.NewPassphraseEntry(h)}
	f.level = kit.NewChips(h, true, []kit.Option{{Value: "centre", Text: h.T("level.centre")}, {Value: "station", Text: h.T("level.station")}})
	if s.typed.dir == "" {
		s.typed.dir = filepath.Join(kit.Documents(), h.T("start.folder"))
	}
	f.place = kit.NewPathLine(h, s.typed.dir, kit.PathSpec{Title: h.T("start.place"), Hint: h.T("start.place.hint"), Act: h.T("start.place.act")})
	f.recall()
	strength := kit.NewStrength(h)
	f.pass.OnChanged = strength.Judge
	f.lines = map[string]*line{
		"centre": newLine(h.T("start.centre"), f.centre, f.centre), "parent": newLine(h.T("start.parent"), f.parent, f.parent),
		"user": newLine(h.T("start.person"), f.person, f.person), "passphrase": newLine(h.T("start.pass.new"), f.pass, f.pass),
		"again": newLine(h.T("start.again"), f.again, f.again), "place": newLine(h.T("start.place"), f.place.Container, f.place.Line),
	}
	f.lines["parent"].box.Hidden = f.level.Values()[0] != "station"
	f.level.OnChange = func() {
		s.typed.level = f.level.Values()[0]
		f.lines["parent"].box.Hidden = s.typed.level != "station"
		s.whole.Refresh()
	}
	f.chain(f.centre, f.person, f.pass, f.again, f.place.Line)
	f.parent.OnEnter = func() { h.Focus(f.person) }
	f.place.Line.OnEnter = f.make
	s.first, s.enter, s.back = f.centre, f.make, func() { s.show(s.welcome) }
	box := container.NewVBox(kit.Heading(h.T("start.new")), f.lines["centre"].box, kit.Labelled(h.T("start.level"), f.level), f.lines["parent"].box, f.lines["user"].box,
		f.lines["passphrase"].box, strength.Row, f.lines["again"].box, kit.Hint(h.T("start.pass.hint")), f.lines["place"].box, kit.Gap(6),
		container.NewHBox(kit.NewButton(h, h.T("start.new.act"), kit.Main, f.make), kit.NewButton(h, h.T("kit.back"), kit.Flat, s.back)))
	return box
}

// recall puts back what was typed before the language changed, and keeps what is typed from now on.
func (f *founding) recall() {
	t := &f.screen.typed
	f.level.Set(t.level)
	for e, text := range map[*kit.Entry]*string{f.centre: &t.centre, f.parent: &t.parent, f.person: &t.person, f.place.Line: &t.dir} {
		e.SetText(*text)
		e.OnChanged = func(now string) { *text = now }
	}
}

// chain has Enter go from line to line.
func (f *founding) chain(entries ...*kit.Entry) {
	for i, e := range entries[:len(entries)-1] {
		e.OnEnter = func() { f.screen.host.Focus(entries[i+1]) }
	}
}

// check says what has to be mended, at its line.
func (f *founding) check() bool {
	h := f.screen.host
	bad := map[string]string{}
	if field.Tidy(f.centre.Text) == "" {
		bad["centre"] = h.T("problem.required")
	}
	if field.Tidy(f.person.Text) == "" {
		bad["user"] = h.T("problem.required")
	}
	if ps, no := kit.ProblemsOf(f.screen.o.Door.CheckPassphrase(f.pass.Text)); no {
		bad["passphrase"] = h.Problem(ps[0])
	} else if f.pass.Text != f.again.Text {
		bad["again"] = h.T("start.again.differs")
	}
	if f.place.Path() == "" {
		bad["place"] = h.T("problem.required")
	}
	return f.blame(bad)
}

// blame shows what has to be mended and takes the keyboard to the first of it; true when there is nothing.
func (f *founding) blame(bad map[string]string) bool {
	first := true
	for _, key := range []string{"centre", "parent", "user", "passphrase", "again", "place"} {
		f.lines[key].blame(bad[key])
		if bad[key] != "" && first {
			first = false
			f.screen.host.Focus(f.lines[key].focus)
		}
	}
	f.screen.whole.Refresh()
	return first
}

// make makes the folder.
func (f *founding) make() {
	if !f.check() {
		return
	}
	parent := ""
	if f.level.Values()[0] == "station" {
		parent = field.Tidy(f.parent.Text)
	}
	f.screen.create(f.place.Path(), office.Founding{
		Centre: field.Tidy(f.centre.Text), Level: f.level.Values()[0], Parent: parent, User: field.Tidy(f.person.Text), Passphrase: f.pass.Text,
	}, f.failed)
}

func (f *founding) failed(err error) {
	h := f.screen.host
	if ps, ok := kit.ProblemsOf(err); ok {
		bad := map[string]string{}
		for _, p := range ps {
			bad[p.Field] = h.Problem(p)
		}
		f.blame(bad)
		return
	}
	if errors.Is(err, field.Exists) {
		f.blame(map[string]string{"place": h.T("code.exists") + h.T("code.exists.hint")})
		return
	}
	h.Trouble(h.T("start.making"), err, h.T("kit.kept.form"))
}

// create makes a folder and opens it.
func (s *Screen) create(dir string, f office.Founding, failed func(error)) {
	s.host.Long(kit.Job{
		Say: "start.making",
		Do:  func(ctx context.Context, tick kit.Tick) error { return s.o.Door.Create(ctx, dir, f, tick) },
		Done: func(err error) {
			if err != nil {
				failed(err)
				return
			}
			s.o.Opened()
		},
	})
}
