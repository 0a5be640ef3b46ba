package settings

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// RetentionDesk says what has been kept long enough, and takes it away.
type RetentionDesk interface {
	Due(ctx context.Context) ([]office.Due, error)
	Keepings() ([]centre.Keeping, error)
	KeepFor(ctx context.Context, table, class string, years int) error
	Freeze(ctx context.Context, t office.Target, reason string) error
	Unfreeze(ctx context.Context, t office.Target) error
	Erase(ctx context.Context, ts []office.Target, tick kit.Tick) (office.Erased, error)
	Anonymise(ctx context.Context, ts []office.Target, tick kit.Tick) (office.Erased, error)
}

// retention is the screen of what is due, and of how long what is kept.
type retention struct {
	host     *kit.Host
	desk     Desk
	due      []office.Due
	keepings []centre.Keeping
	table    *kit.Table
	rules    *kit.Table
	none     *kit.Paragraph
	whole    fyne.CanvasObject
}

func newRetention(h *kit.Host, desk Desk) *retention {
	s := &retention{host: h, desk: desk, none: kit.Prose(h.T("keep.none"))}
	s.table = kit.NewFlatTable(h, []kit.Column{
		{Key: "name", Title: h.T("keep.record"), Width: 210, Loose: true, Fixed: true},
		{Key: "class", Title: h.T("keep.class"), Width: 190, Loose: true, Fixed: true},
		{Key: "until", Title: h.T("keep.until"), Width: 150, Fixed: true},
		{Key: "do", Title: h.T("keep.then"), Width: 200, Loose: true, Fixed: true},
	})
	s.table.OnOpen = func(i int) { s.decide(s.due[i]) }
	s.rules = kit.NewFlatTable(h, []kit.Column{
		{Key: "class", Title: h.T("keep.class"), Width: 210, Loose: true, Fixed: true},
		{Key: "years", Title: h.T("keep.years"), Width: 90, Fixed: true},
		{Key: "do", Title: h.T("keep.then"), Width: 190, Loose: true, Fixed: true},
		{Key: "source", Title: h.T("keep.source"), Width: 300, Loose: true, Fixed: true},
	})
	s.rules.OnOpen = func(i int) { s.askYears(s.keepings[i]) }
	s.whole = column(
		part(h.T("keep.due"), kit.Hint(h.T("keep.due.hint")), s.none, s.table),
		part(h.T("keep.rules"), kit.Hint(h.T("keep.rules.hint")), s.rules))
	return s
}

// read reads what is due. It looks at every record that could be, so it may take a while.
func (s *retention) read() {
	h := s.host
	var due []office.Due
	var keepings []centre.Keeping
	h.Long(kit.Job{
		Say: "keep.looking",
		Do: func(ctx context.Context, _ kit.Tick) (err error) {
			if keepings, err = s.desk.Keepings(); err == nil {
				due, err = s.desk.Due(ctx)
			}
			return err
		},
		Done: func(err error) {
			h.Trouble(h.T("keep.looking"), err, "")
			s.due, s.keepings = due, keepings
			s.table.SetRows(&dueRows{h, due})
			s.rules.SetRows(&keepingRows{h, keepings})
			s.none.Hidden, s.table.Hidden = len(due) > 0, len(due) == 0
			s.whole.Refresh()
			focus := s.table
			if len(due) == 0 {
				focus = s.rules
			}
			if focus.Selected() < 0 && focus.Len() > 0 {
				focus.Select(0)
			}
			focus.Focus()
		},
	})
}

// decide says what can be done with a record whose time is over.
func (s *retention) decide(d office.Due) {
	h := s.host
	body := container.NewVBox(kit.Prose(h.T("keep.decide", classWords(h, d.Class), h.Shown().Day(d.Since), h.Shown().Day(d.Until))))
	var p *kit.Panel
	var buttons []*kit.Button
	add := func(text string, kind kit.ButtonKind, do func()) {
		buttons = append(buttons, kit.NewButton(h, text, kind, func() {
			p.Close()
			if do != nil {
				do()
			}
		}))
	}
	add(h.T("kit.cancel"), kit.Ordinary, nil)
	switch {
	case !s.desk.May(centre.MayErase):
		body.Add(kit.Hint(h.T("code.denied")))
	case d.Frozen:
		body.Add(kit.Alarm(h.T("retention.frozen")))
		add(h.T("keep.unfreeze"), kit.Main, func() {
			s.do("keep.unfreeze", func(ctx context.Context) error { return s.desk.Unfreeze(ctx, d.Target) })
		})
	default:
		body.Add(kit.Alarm(h.T("keep.warn." + d.Do)))
		body.Add(kit.Hint(h.T("keep.warn.backups")))
		if d.Type.Field("frozen") != nil {
			add(h.T("keep.freeze"), kit.Ordinary, func() { s.askFreeze(d) })
		}
		add(h.T("retention.do."+d.Do), kit.Main, func() { s.take(d) })
	}
	p = h.Open(kit.PanelSpec{Title: s.nameOf(d), Body: body, Width: 540, Buttons: buttons, Focus: buttons[0]})
}

// nameOf is what a record is called, or its table where it has no name any more.
func (s *retention) nameOf(d office.Due) string { return dueName(s.host, d) }

func dueName(h *kit.Host, d office.Due) string {
	if h.Name != nil {
		if name := h.Name(d.ID); name != "" {
			return name
		}
	}
	return h.T(d.Type.Table)
}

// askFreeze asks why a record is kept beyond its time.
func (s *retention) askFreeze(d office.Due) {
	h := s.host
	h.AskText(h.T("keep.freeze"), h.T("keep.freeze.why"), h.T("keep.freeze"), func(reason string) {
		s.do("keep.freeze", func(ctx context.Context) error { return s.desk.Freeze(ctx, d.Target, reason) })
	})
}

func (s *retention) do(say string, do func(context.Context) error) {
	h := s.host
	h.Long(kit.Job{Say: say, Do: func(ctx context.Context, _ kit.Tick) error { return do(ctx) }, Done: func(err error) {
		h.Trouble(h.T(say), err, "")
		s.read()
	}})
}

// take anonymises or erases a record and says where it still is.
func (s *retention) take(d office.Due) {
	h := s.host
	var e office.Erased
	say := "retention.do." + d.Do
	h.Long(kit.Job{
		Say: say,
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			ts := []office.Target{d.Target}
			if d.Do == centre.Anonymise {
				e, err = s.desk.Anonymise(ctx, ts, tick)
			} else {
				e, err = s.desk.Erase(ctx, ts, tick)
			}
			return err
		},
		Done: func(err error) {
			s.read()
			if err != nil {
				h.Trouble(h.T(say), err, "")
				return
			}
			text := h.T("keep.taken", e.Records)
			if n := len(e.Holding); n > 0 {
				text += "\n" + h.T("keep.holding", n)
			}
			if len(e.Unseen) > 0 {
				text += "\n" + h.T("keep.unseen", strings.Join(e.Unseen, "\n"))
			}
			h.Ask(h.T(say), text, kit.Choice{Text: h.T("kit.close"), Kind: kit.Main})
		},
	})
}

// askYears says why a class is kept as long as it is, and asks for how long it shall be.
func (s *retention) askYears(k centre.Keeping) {
	h := s.host
	e, alarm := kit.NewEntry(h), kit.Alarm("")
	body := container.NewVBox(kit.Prose(h.T("keep.basis", h.T("retention.source."+k.Source))))
	if k.Do != "" && k.Years > 0 {
		body.Add(kit.Prose(h.T("keep.thereafter", h.T("retention.do."+k.Do))))
	}
	var p *kit.Panel
	buttons := []*kit.Button{kit.NewButton(h, h.T("kit.close"), kit.Ordinary, func() { p.Close() })}
	var focus fyne.Focusable = buttons[0]
	if len(k.From) == 0 || !s.desk.May(centre.MaySettings) {
		body.Add(kit.Hint(h.T("keep.fixed"))) // kept for good by the program's rules, or not hers to decide
	} else {
		save := func() {
			years, err := strconv.Atoi(field.Tidy(e.Text))
			if err != nil || years < 0 {
				alarm.SetText(h.T("retention.years"))
				h.Focus(e)
				return
			}
			p.Close()
			s.do("keep.rules", func(ctx context.Context) error { return s.desk.KeepFor(ctx, k.Table, k.Class, years) })
		}
		e.SetText(strconv.Itoa(k.Years))
		e.OnEnter = save
		focus = e
		body.Add(kit.Labelled(h.T("keep.ask"), e))
		body.Add(alarm)
		buttons = append(buttons, kit.NewButton(h, h.T("kit.save"), kit.Main, save))
	}
	p = h.Open(kit.PanelSpec{Title: classWords(h, k.Class), Body: body, Width: 520, Buttons: buttons, Focus: focus})
}

func classWords(h *kit.Host, class string) string { return h.T("retention.class." + class) }

// Content is called by the shell.
func (s *retention) Content() fyne.CanvasObject { return s.whole }

// Shown reads anew.
func (s *retention) Shown() { s.read() }

// Leave is called by the shell; nothing can be lost here.
func (s *retention) Leave(then func()) { then() }

// Keys is called by the shell.
func (s *retention) Keys() []kit.Key {
	return []kit.Key{{Name: fyne.KeyF5, Say: "today.keys.again", Do: s.read}}
}

// Place is called by the shell.
func (s *retention) Place() any { return nil }
