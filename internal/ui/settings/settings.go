// Package settings is the area in which the look of the screens, people and their rights, the data folder, its backups and its
// recovery sheets are looked after.
package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// Desk is what the area needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Keeper
	Locker
	PeopleDesk
	SafetyDesk
	RetentionDesk
	FontDesk
	SmallDesk
	HolidayDesk
	RiskDesk
	May(right string) bool // of the person who is signed in; may be asked anywhere
	Centre() (*centre.Centre, error)
	SaveCentre(ctx context.Context, c *centre.Centre, tick kit.Tick) (seq uint64, err error)
	ChangePassphrase(ctx context.Context, old, new string) error
	CheckPassphrase(pass string) error // field.Problems when it is no good
}

// PeopleDesk looks after accounts and roles.
type PeopleDesk interface {
	People() ([]office.Person, error)
	Roles() ([]*centre.Role, error)
	AddPerson(ctx context.Context, n office.NewPerson) error
	RenamePerson(ctx context.Context, id field.ID, name string) error
	SetRole(ctx context.Context, id field.ID, role string, tick kit.Tick) error
	ClosePerson(ctx context.Context, id field.ID, tick kit.Tick) error
	ResetPerson(ctx context.Context, id field.ID, pass string) (lost []field.Space, err error)
	Unsealed() int // values that wait to be sealed anew
	RotateKeys(ctx context.Context, tick kit.Tick) error
}

// Looks is how the screens look, and what changes that.
type Looks struct {
	Lang    say.Lang
	Look    theme.Look
	SetLang func(say.Lang)
	SetLook func(theme.Look)
	Version string
}

// Spec says what the area is made of.
type Spec struct {
	Desk  Desk
	Ways  kit.Ways
	Looks Looks
	More  []kit.GroupItem // screens of others that belong here
	// Restore closes the folder and leads to where a backup is chosen.
	Restore func()
	Place   any // what Place of an earlier one gave, or nil
}

// New returns the area.
func New(h *kit.Host, o Spec) *kit.Group {
	items := []kit.GroupItem{
		{Key: "own", Text: h.T("settings.own"), Build: func(any) kit.Screen { return newOwn(h, o.Desk, o.Ways, o.Looks) }, Inside: named(h, ownNames(o.Desk))},
		{Key: "people", Text: h.T("people.title"), Build: func(any) kit.Screen { return newPeople(h, o.Desk) }, Inside: named(h, peopleNames(o.Desk))},
		{Key: "safety", Text: h.T("safety.title"), Build: func(any) kit.Screen { return newSafety(h, o) }, Inside: named(h, safetyNames(o.Desk))},
	}
	if o.Desk.May(centre.MayErase) || o.Desk.May(centre.MaySettings) {
		items = append(items, kit.GroupItem{Key: "retention", Text: h.T("keep.title"), Build: func(any) kit.Screen { return newRetention(h, o.Desk) }})
	}
	return kit.NewGroup(h, append(items, o.More...), o.Place)
}

// named are the titles, labels and buttons of a screen by which search finds it; Find of the screen leads to each.
func named(h *kit.Host, says []string) func() []kit.Option {
	return func() (out []kit.Option) {
		for _, s := range says {
			out = append(out, kit.Option{Value: h.T(s), Text: h.T(s)})
		}
		return out
	}
}

// part is one part of a screen under its title.
func part(title string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	box := container.NewVBox(kit.Title(title), kit.Rule(), kit.Gap(2))
	for _, o := range objects {
		box.Add(o)
	}
	return box
}

// column lays parts below each other on a page that scrolls.
func column(parts ...fyne.CanvasObject) fyne.CanvasObject {
	body := container.NewVBox()
	for _, p := range parts {
		body.Add(p)
		body.Add(kit.Gap(14))
	}
	return kit.Scrolled(kit.Inset(24, 14, container.New(&narrow{}, body)))
}

// narrow keeps running text at a width that can be read.
type narrow struct{}

// Layout is called by the toolkit.
func (narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(min(size.Width, theme.Size(theme.Measure)*1.4), size.Height))
	}
}

// MinSize is called by the toolkit.
func (narrow) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// tellReport shows what a check found.
func tellReport(h *kit.Host, title string, rep store.Report) {
	body := container.NewVBox(kit.Prose(h.T("settings.checked", rep.Records, rep.Entries)))
	if rep.Sound() {
		body.Add(kit.Prose(h.T("settings.sound")))
	}
	for _, t := range rep.Troubles {
		body.Add(kit.Alarm(h.T("trouble." + string(t.Kind))))
		body.Add(kit.Hint(h.T("trouble." + string(t.Kind) + ".hint")))
	}
	var p *kit.Panel
	p = h.Open(kit.PanelSpec{Title: title, Body: body, Width: 480,
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.close"), kit.Main, func() { p.Close() })}})
}
