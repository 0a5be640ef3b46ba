package cases

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// supervising is the action that asks somebody to look at a case 督导.
func (a *area) supervising(c *centre.Case) kit.Action {
	return kit.Action{Text: a.host.T("supervise.act"), Kind: kit.Flat, Do: func() { a.raise(c) },
		Key: kit.Key{Name: "J", Mod: kit.Ctrl | fyne.KeyModifierShift, Say: "supervise.keys"}}
}

// raise asks who shall look, and why.
func (a *area) raise(c *centre.Case) {
	h := a.host
	kit.Go(h, a.desk.Handlers, func(all []string, err error) {
		if err != nil {
			h.Trouble(h.T("mydesk.reading"), err, "")
			return
		}
		options := []kit.Option{{Text: h.T("supervise.incharge")}}
		for _, n := range all {
			if n != a.desk.Me().Name {
				options = append(options, kit.Option{Value: n, Text: n})
			}
		}
		h.Choose(h.T("supervise.who"), options, func(o kit.Option) {
			h.AskText(h.T("supervise.act"), h.T("supervision.reason"), h.T("supervise.send"), func(reason string) {
				to := o.Text
				a.change(c, h.T("supervise.sent", to), func() (uint64, error) {
					return a.desk.Flag(office.Flagging{Case: c.ID, To: o.Value, Reason: reason})
				})
			})
		})
	})
}

// flags shows on the page of a case who asked whom to look at it and was not answered yet.
func (a *area) flags(c *centre.Case) fyne.CanvasObject {
	h, box := a.host, container.NewVBox()
	box.Hide()
	q := kit.Query{Where: []store.Cond{store.Where("case", c.ID.String()), {Key: "settled", Op: store.Blank}}, Sort: "raised"}
	kit.Go(h, func() ([]*centre.Supervision, error) {
		return kit.OpenAll[*centre.Supervision](a.desk, centre.SupervisionType, q)
	}, func(all []*centre.Supervision, err error) {
		if err != nil {
			h.Trouble(h.T("mydesk.reading"), err, "")
			return
		}
		for _, f := range all {
			to := f.To
			if to == "" {
				to = h.T("supervise.incharge")
			}
			again := func() { a.cases.Open(c.ID) }
			box.Add(container.NewBorder(nil, nil, nil, kit.NewButton(h, h.T("supervise.answer"), kit.Flat, func() { a.answerFlag(f, again) }),
				kit.Alarm(h.T("supervise.stands", f.By, to, f.Reason))))
		}
		box.Hidden = len(all) == 0
		box.Refresh()
	})
	return box
}

// answerFlag takes the answer to a flag.
func (a *area) answerFlag(f *centre.Supervision, then func()) {
	h := a.host
	h.AskText(h.T("supervise.answer"), h.T("supervise.asked", f.By, f.Reason), h.T("kit.save"), func(text string) {
		kit.Go(h, func() (uint64, error) { return a.desk.AnswerFlag(f.ID, text) }, func(_ uint64, err error) {
			if err != nil {
				h.Trouble(h.T("supervise.answering"), err, "")
				return
			}
			h.Toast(h.T("supervise.answered"), nil)
			then()
		})
	})
}
