package kit

import (
	"context"
	"io"
	"path/filepath"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
)

// save asks where a copy of the file in hand is to be written, outside the folder.
func (v *viewer) save() {
	a, h := v.file(), v.host
	ending := filepath.Ext(a.Name)
	if a.IsPicture() {
		ending = ".jpg"
	}
	line := NewPathLine(h, filepath.Join(Documents(), FileName(a.Title, ending)), PathSpec{Title: h.T("attach.saving"), Act: h.T("attach.take"), Ends: []string{anyFile}})
	which := NewChips(h, true, []Option{{Value: "", Text: h.T("attach.save.copy")}, {Value: "original", Text: h.T("attach.save.original")}})
	which.Set("")
	which.OnChange = func() {
		path := line.Line.Text
		end := ending
		if which.Values()[0] != "" {
			end = filepath.Ext(a.Name)
		}
		line.Line.SetText(path[:len(path)-len(filepath.Ext(path))] + end)
	}
	body := container.NewVBox(Labelled(h.T("attach.save.to"), line.Container))
	if a.IsPicture() && a.Original == field.Yes {
		body.Add(Labelled(h.T("attach.save.which"), which))
	}
	body.Add(Hint(h.T("attach.save.hint")))
	var p *Panel
	agree := func() {
		path := line.Path()
		if path == "" {
			return
		}
		original := which.Values()[0] != ""
		h.MayReplace(path, func() {
			p.Close()
			v.write(a.ID, original, path)
		})
	}
	line.Line.OnEnter = agree
	p = h.Open(PanelSpec{
		Title: h.T("attach.saving"), Width: 680, Body: body, Focus: line.Line,
		Buttons: []*Button{NewButton(h, h.T("kit.cancel"), Ordinary, func() { p.Close() }), NewButton(h, h.T("kit.save"), Main, agree)},
	})
}

func (v *viewer) write(id field.ID, original bool, path string) {
	h := v.host
	h.Long(Job{
		Say: "attach.saving",
		Do: func(ctx context.Context, _ Tick) error {
			return ReplaceFile(path, func(out io.Writer) error { return v.filer.SaveAttachment(ctx, id, original, out) })
		},
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T("attach.saving"), err, h.T("kit.kept.record"))
				return
			}
			h.Toast(h.T("attach.saved", path), nil)
		},
	})
}
