package kit

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
)

// SheetMaker makes recovery sheets.
type SheetMaker interface {
	MakeRecovery(ctx context.Context, m office.RecoveryMaking) (office.RecoveryMade, error)
}

// AskSheet asks which recovery sheet is wanted and where it is saved, and makes it. replace says that there is one, which becomes void.
// after is called when it is over, made or not.
func (h *Host) AskSheet(desk SheetMaker, replace bool, after func()) {
	form := NewChips(h, true, []Option{{Value: "", Text: h.T("safety.sheet.whole")}, {Value: "split", Text: h.T("safety.sheet.split")}})
	form.Set("")
	line := NewPathLine(h, filepath.Join(Documents(), h.T("safety.sheet.file")+".pdf"), PathSpec{Title: h.T("safety.sheet.where"), Act: h.T("start.place.act")})
	var p *Panel
	leave := func() {
		p.Close()
		after()
	}
	body := container.NewVBox(Prose(h.T("safety.sheet.what")))
	if replace {
		body.Add(Alarm(h.T("safety.sheet.void")))
	}
	body.Add(Labelled(h.T("safety.sheet.form"), form))
	body.Add(Hint(h.T("safety.sheet.form.hint")))
	body.Add(Labelled(h.T("safety.sheet.where"), line.Container))
	make := func() {
		path, split := line.Path(), form.Values()[0] != ""
		if path == "" {
			h.Focus(line.Line)
			return
		}
		if !strings.EqualFold(filepath.Ext(path), ".pdf") {
			path += ".pdf"
		}
		h.MayReplace(path, func() {
			p.Close()
			h.makeSheet(desk, path, office.RecoveryMaking{Split: split, Replace: replace, Book: h.Book}, after)
		})
	}
	line.Line.OnEnter = make
	p = h.Open(PanelSpec{
		Title: h.T("safety.sheet.make"), Width: 640, Body: body, Focus: form, Escape: leave,
		Keys: []Key{{Name: "S", Mod: Ctrl, Say: "kit.keys.save", Do: make}},
		Buttons: []*Button{
			NewButton(h, h.T("kit.cancel"), Ordinary, leave), NewButton(h, h.T("safety.sheet.make.act"), Main, make),
		},
	})
}

// makeSheet makes the sheet and saves its pages before it counts.
func (h *Host) makeSheet(desk SheetMaker, path string, m office.RecoveryMaking, after func()) {
	m.Print = func(doc paper.Document) error {
		pages, err := doc.Layout()
		if err != nil {
			return err
		}
		return ReplaceFile(path, func(out io.Writer) error { return paper.Write(out, pages) })
	}
	var made office.RecoveryMade
	h.Long(Job{
		Say: "safety.sheet.making",
		Do: func(ctx context.Context, _ Tick) (err error) {
			made, err = desk.MakeRecovery(ctx, m)
			return err
		},
		Done: func(err error) {
			after()
			if err != nil {
				h.Trouble(h.T("safety.sheet.making"), err, h.T("safety.sheet.kept"))
				return
			}
			text := h.T("safety.sheet.made", made.Number, path)
			if len(made.Void) > 0 {
				text += " " + h.T("safety.sheet.voided", strings.Join(made.Void, " "))
			}
			h.Ask(h.T("safety.sheet.done"), text, Choice{Text: h.T("kit.close"), Kind: Main})
		},
	})
}
