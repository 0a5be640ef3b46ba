// Package settings is the area in which the look of the screens, the passphrase and the data folder are looked after.
package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// Desk is what the area needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Keeper
	Centre() (*centre.Centre, error)
	ChangePassphrase(ctx context.Context, old, new string) error
	CheckPassphrase(pass string) error // field.Problems when it is no good
	Check(ctx context.Context, tick kit.Tick) (store.Report, error)
	About() (store.FolderInfo, store.AccountInfo)
}

// Looks is how the screens look, and what changes that.
type Looks struct {
	Lang    say.Lang
	Look    theme.Look
	SetLang func(say.Lang)
	SetLook func(theme.Look)
	Version string
}

// screen is the open area.
type screen struct {
	host  *kit.Host
	desk  Desk
	ways  kit.Ways
	looks Looks
	lang  *kit.Chips
	about *fyne.Container
	whole fyne.CanvasObject
}

// New returns the area.
func New(h *kit.Host, desk Desk, ways kit.Ways, looks Looks) kit.Screen {
	s := &screen{host: h, desk: desk, ways: ways, looks: looks, about: container.NewVBox()}
	body := container.NewVBox()
	for _, part := range []fyne.CanvasObject{s.look(), s.own(), s.data(), s.folder()} {
		body.Add(part)
		body.Add(kit.Gap(14))
	}
	s.whole = kit.Scrolled(kit.Inset(24, 14, container.New(&narrow{}, body)))
	return s
}

func (s *screen) part(key string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	box := container.NewVBox(kit.Title(s.host.T(key)), kit.Rule(), kit.Gap(2))
	for _, o := range objects {
		box.Add(o)
	}
	return box
}

// look is language, size and contrast; each takes effect at once.
func (s *screen) look() fyne.CanvasObject {
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
	return s.part("settings.look", kit.Labelled(h.T("settings.lang"), s.lang), kit.Labelled(h.T("settings.size"), size), kit.Labelled(h.T("settings.contrast"), contrast))
}

// two is a choice between off and on.
func (s *screen) two(off, on string, now bool, set func(bool)) *kit.Chips {
	c := kit.NewChips(s.host, true, []kit.Option{{Value: "", Text: s.host.T(off)}, {Value: "on", Text: s.host.T(on)}})
	c.Set(map[bool]string{true: "on"}[now])
	c.OnChange = func() { set(c.Values()[0] != "") }
	return c
}

// own is what belongs to the person and the centre.
func (s *screen) own() fyne.CanvasObject {
	h := s.host
	return s.part("settings.own", kit.Flow(
		kit.NewButton(h, h.T("settings.centre"), kit.Ordinary, s.editCentre),
		kit.NewIconButton(h, "lock", h.T("settings.passphrase"), kit.Ordinary, s.askPassphrase)))
}

func (s *screen) editCentre() {
	h := s.host
	kit.Go(h, s.desk.Centre, func(c *centre.Centre, err error) {
		if err != nil {
			h.Trouble(h.T("settings.centre"), err, "")
			return
		}
		h.ShowForm(h.T("settings.centre"), c, kit.FormSpec{Save: s.desk.Save, Saved: func(field.Record, uint64) {
			h.Toast(h.T("kit.saved", h.T("centre")), nil)
		}})
	})
}

// data is what goes in and out.
func (s *screen) data() fyne.CanvasObject {
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
	return s.part("settings.data",
		kit.Flow(kit.NewButton(h, h.T("settings.import"), kit.Ordinary, s.ways.Import), kit.Wide(theme.Size(theme.Text)*16, table)), kit.Hint(h.T("settings.data.hint")))
}

// folder is the data folder: where it is, which state it is in, and its check.
func (s *screen) folder() fyne.CanvasObject {
	h := s.host
	return s.part("settings.folder", s.about, kit.Gap(4), kit.Flow(kit.NewButton(h, h.T("settings.check"), kit.Ordinary, s.check)), kit.Hint(h.T("settings.check.hint")))
}

// Content is called by the shell.
func (s *screen) Content() fyne.CanvasObject { return s.whole }

// Shown reads anew what is said about the folder.
func (s *screen) Shown() {
	h := s.host
	type said struct {
		folder store.FolderInfo
		me     store.AccountInfo
	}
	kit.Go(h, func() (said, error) {
		f, me := s.desk.About()
		return said{f, me}, nil
	}, func(a said, _ error) { s.tell(a.folder, a.me) })
	h.Focus(s.lang)
}

func (s *screen) tell(f store.FolderInfo, me store.AccountInfo) {
	h := s.host
	lines := kit.Pairs()
	for _, l := range [][2]string{
		{"settings.about.dir", f.Dir}, {"settings.about.user", me.Name}, {"settings.about.made", h.Shown().Moment(f.Made)},
		{"settings.about.seq", h.Book.Number(int64(f.Seq))}, {"settings.about.proof", f.Proof}, {"settings.about.size", h.T("settings.mb", int(f.Size+(1<<20)-1)>>20)},
		{"settings.about.version", s.looks.Version},
	} {
		if l[1] != "" {
			lines.Add(kit.Note(h.T(l[0])))
			lines.Add(kit.Word(l[1]))
		}
	}
	s.about.Objects = []fyne.CanvasObject{lines}
	s.about.Refresh()
}

// Leave is called by the shell; nothing can be lost here.
func (s *screen) Leave(then func()) { then() }

// Keys is called by the shell.
func (s *screen) Keys() []kit.Key {
	return []kit.Key{{Name: "I", Mod: kit.Ctrl, Say: "events.keys.import", Do: s.ways.Import}}
}

// Place is called by the shell.
func (s *screen) Place() any { return nil }

// narrow keeps running text at a width that can be read.
type narrow struct{}

// Layout is called by the toolkit.
func (narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(min(size.Width, theme.Size(theme.Measure)*1.2), size.Height))
	}
}

// MinSize is called by the toolkit.
func (narrow) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
