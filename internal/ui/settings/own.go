package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// own is the screen of what everybody sets for herself: look, passphrase, what goes in and out.
type own struct {
	host  *kit.Host
	desk  Desk
	ways  kit.Ways
	looks Looks
	lang  *kit.Chips
	fonts *fonts
	years *years
	whole fyne.CanvasObject
}

func newOwn(h *kit.Host, desk Desk, ways kit.Ways, looks Looks) *own {
	s := &own{host: h, desk: desk, ways: ways, looks: looks, fonts: newFonts(h, desk), years: &years{host: h, desk: desk}}
	s.whole = column(s.look(), s.mine(), s.fonts.part(), s.data())
	s.fonts.page = s.whole
	return s
}

// ownNames are the words on it that are looked for.
func ownNames(desk Desk) []string {
	names := []string{"settings.lang", "settings.size", "settings.contrast", "settings.passphrase", "lock.after", "print.fonts"}
	if desk.May(centre.MaySettings) {
		names = append(names, "settings.centre", "stat.small.title", "riskcheck.hours.high", "clocks.year.title", "clocks.notice")
	}
	if desk.May(centre.MayImport) {
		names = append(names, "settings.import")
	}
	return names
}

// look is language, size and contrast; each takes effect at once.
func (s *own) look() fyne.CanvasObject {
	h := s.host
	var langs []kit.Option
	for _, l := range say.Langs() {
		langs = append(langs, kit.Option{Value: string(l), Text: h.T("say.lang." + string(l))})
	}
	s.lang = kit.NewChips(h, true, langs)
	s.lang.Set(string(s.looks.Lang))
	s.lang.OnChange = func() { s.looks.SetLang(say.Lang(s.lang.Values()[0])) }
	size := s.two("settings.size.plain", "settings.size.large", s.looks.Look.Large, func(on bool) {
		s.looks.Look.Large = on
		s.looks.SetLook(s.looks.Look)
	})
	contrast := s.two("settings.contrast.plain", "settings.contrast.high", s.looks.Look.Contrast, func(on bool) {
		s.looks.Look.Contrast = on
		s.looks.SetLook(s.looks.Look)
	})
	return part(h.T("settings.look"), kit.Labelled(h.T("settings.lang"), s.lang), kit.Labelled(h.T("settings.size"), size), kit.Labelled(h.T("settings.contrast"), contrast))
}

// two is a choice between off and on.
func (s *own) two(off, on string, now bool, set func(bool)) *kit.Chips {
	c := kit.NewChips(s.host, true, []kit.Option{{Value: "", Text: s.host.T(off)}, {Value: "on", Text: s.host.T(on)}})
	c.Set(map[bool]string{true: "on"}[now])
	c.OnChange = func() { set(c.Values()[0] != "") }
	return c
}

// mine is what belongs to the person and the centre.
func (s *own) mine() fyne.CanvasObject {
	h := s.host
	row := kit.Flow(kit.NewIconButton(h, "lock", h.T("settings.passphrase"), kit.Ordinary, s.askPassphrase))
	if s.desk.May(centre.MaySettings) {
		row.Add(kit.NewButton(h, h.T("settings.centre"), kit.Ordinary, s.editCentre))
	}
	return part(h.T("settings.mine"), row, s.lockTime(), s.small(), s.risks(), s.years.part())
}

func (s *own) editCentre() {
	h := s.host
	kit.Go(h, s.desk.Centre, func(c *centre.Centre, err error) {
		if err != nil {
			h.Trouble(h.T("settings.centre"), err, "")
			return
		}
		save := func(ctx context.Context, r field.Record, tick kit.Tick) (uint64, error) {
			return s.desk.SaveCentre(ctx, r.(*centre.Centre), tick)
		}
		h.ShowForm(h.T("settings.centre"), c, kit.FormSpec{Long: &kit.LongSave{Say: "clocks.counting", Do: save}, Saved: func(field.Record, uint64) {
			h.Toast(h.T("kit.saved", h.T("centre")), nil)
		}})
	})
}

// data is what goes in and out.
func (s *own) data() fyne.CanvasObject {
	h := s.host
	row := kit.Flow()
	if s.desk.May(centre.MayImport) {
		row.Add(kit.NewButton(h, h.T("settings.import"), kit.Ordinary, s.ways.Import))
	}
	if s.desk.May(centre.MayExport) {
		row.Add(kit.Wide(theme.Size(theme.Text)*16, s.tables()))
	}
	hint := "settings.data.hint"
	if len(row.Objects) == 0 {
		hint = "settings.data.denied"
	}
	return part(h.T("settings.data"), row, kit.Hint(h.T(hint)))
}

// tables chooses what is exported.
func (s *own) tables() *kit.Pick {
	h := s.host
	var options []kit.Option
	for _, t := range centre.Types {
		if t != centre.CentreType {
			options = append(options, kit.Option{Value: t.Table, Text: h.T(t.Table + ".list")})
		}
	}
	table := kit.NewPick(h, h.T("settings.table"), options)
	table.OnPick = func(o kit.Option) {
		if t := centre.TypeOf(o.Value); t != nil {
			s.ways.Export(t, kit.Query{})
		}
	}
	return table
}

// askPassphrase changes the passphrase of the person who is signed in.
func (s *own) askPassphrase() {
	h := s.host
	old := kit.NewPassphraseEntry(h)
	n := h.AskPass()
	var p *kit.Panel
	change := func() {
		pass, ok := n.Typed(s.desk.CheckPassphrase)
		if !ok {
			return
		}
		h.Long(kit.Job{
			Say: "settings.changing",
			Do:  func(ctx context.Context, _ kit.Tick) error { return s.desk.ChangePassphrase(ctx, old.Text, pass) },
			Done: func(err error) {
				if err != nil {
					what, _ := h.Explain(err)
					n.Alarm.SetText(what)
					h.Focus(old)
					return
				}
				p.Close()
				h.Toast(h.T("settings.changed"), nil)
			},
		})
	}
	old.OnEnter = func() { h.Focus(n.Fresh) }
	n.Again.OnEnter = change
	p = h.Open(kit.PanelSpec{
		Title: h.T("settings.passphrase"), Width: 460, Height: 400, Focus: old,
		Body: container.NewVBox(kit.Labelled(h.T("settings.pass.old"), old), n.Box, n.Alarm),
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() }), kit.NewButton(h, h.T("settings.passphrase"), kit.Main, change),
		},
	})
}

// Content is called by the shell.
func (s *own) Content() fyne.CanvasObject { return s.whole }

// Shown is called by the shell.
func (s *own) Shown() {
	s.fonts.read()
	s.host.Focus(s.lang)
}

// Find brings the keyboard to what has that name.
func (s *own) Find(name string) {
	kit.FocusNamed(s.host, s.whole, name)
	if name == s.host.T("print.fonts") {
		s.fonts.sought = true
	}
}

// Leave is called by the shell; nothing can be lost here.
func (s *own) Leave(then func()) { then() }

// Keys is called by the shell.
func (s *own) Keys() []kit.Key {
	return []kit.Key{
		{Name: "I", Mod: kit.Ctrl, Say: "events.keys.import", Do: s.ways.Import},
		{Name: "Z", Mod: kit.Ctrl, Say: "clocks.keys.undo", Do: s.years.takeBack},
	}
}

// Place is called by the shell.
func (s *own) Place() any { return nil }
