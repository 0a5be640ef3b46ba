package settings

import (
	"context"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// tellSheets says which recovery sheets there are; none is told quietly, for it is nothing that has happened yet.
func (s *safety) tellSheets() {
	h := s.host
	s.sheets.Objects = nil
	if len(s.known.sheets) == 0 {
		s.sheets.Add(kit.Alarm(h.T("safety.sheet.none")))
	}
	for _, r := range s.known.sheets {
		s.sheets.Add(kit.Word(h.T("safety.sheet.is", r.Number, h.T(formOf(r.Split)), h.Shown().Moment(r.Made))))
		if r.Drilled == 0 {
			s.sheets.Add(kit.Hint(h.T("safety.sheet.undrilled")))
		} else {
			s.sheets.Add(kit.Hint(h.T("safety.sheet.drilled", h.Shown().Moment(r.Drilled))))
		}
		if r.Lacks > 0 {
			s.sheets.Add(kit.Hint(h.T("safety.sheet.lacks", r.Lacks)))
			if s.desk.May(centre.MayAccounts) {
				s.sheets.Add(kit.Flow(kit.NewButton(h, h.T("safety.sheet.extend"), kit.Ordinary, s.extend)))
			}
		}
	}
}

func formOf(split bool) string {
	if split {
		return "safety.sheet.split"
	}
	return "safety.sheet.whole"
}

// askSheet asks which sheet is wanted and where it goes, makes it and never shows it again.
func (s *safety) askSheet() {
	s.host.AskSheet(s.desk, len(s.known.sheets) > 0, s.read)
}

// extend gives the sheets what this person can open and they cannot.
func (s *safety) extend() {
	h := s.host
	given := 0
	h.Long(kit.Job{
		Say: "safety.sheet.extend",
		Do: func(ctx context.Context, _ kit.Tick) (err error) {
			given, err = s.desk.ExtendRecovery(ctx)
			return err
		},
		Done: func(err error) {
			s.read()
			if err != nil {
				h.Trouble(h.T("safety.sheet.extend"), err, "")
				return
			}
			h.Toast(h.T("safety.sheet.extended", given), nil)
		},
	})
}

// askDrill has a sheet typed, says whether it opens the folder and changes nothing.
func (s *safety) askDrill() {
	h := s.host
	code := kit.NewCodes(h)
	var p *kit.Panel
	drill := func() {
		var sheet office.RecoverySheet
		h.Long(kit.Job{
			Say: "safety.sheet.drilling",
			Do: func(ctx context.Context, _ kit.Tick) (err error) {
				sheet, err = s.desk.Drill(ctx, code.Codes()...)
				return err
			},
			Done: func(err error) {
				if ps, bad := kit.ProblemsOf(err); bad {
					code.Blame(ps)
					return
				}
				p.Close()
				if err != nil {
					h.Trouble(h.T("safety.sheet.drilling"), err, "")
					return
				}
				s.read()
				h.Ask(h.T("safety.sheet.drill"), h.T("safety.sheet.opened", sheet.Number, opens(h, sheet.Spaces)), kit.Choice{Text: h.T("kit.close"), Kind: kit.Main})
			},
		})
	}
	p = h.Open(kit.PanelSpec{
		Title: h.T("safety.sheet.drill"), Width: 560, Focus: code.First(), Body: container.NewVBox(kit.Prose(h.T("safety.sheet.drill.what")), code.Box),
		Keys: []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "safety.sheet.drill", Do: drill}},
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() }), kit.NewButton(h, h.T("safety.sheet.drill.act"), kit.Main, drill),
		},
	})
}
