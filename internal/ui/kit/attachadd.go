package kit

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/office"
)

// attaching is the panel that asks how the files chosen are to be kept.
type attaching struct {
	files *files
	paths []string
	names *Paragraph
	title *Entry
	named fyne.CanvasObject
	keep  *Chips
	panel *Panel
}

// begin asks for a file, then shows the panel.
func (f *files) begin() {
	a := &attaching{files: f}
	a.ask(Documents())
}

// anyFile has AskPath show every file.
const anyFile = "*"

func (a *attaching) ask(start string) {
	h := a.files.host
	h.AskPath(PathSpec{Title: h.T("attach.choose"), Hint: h.T("attach.choose.hint"), Start: start, Ends: []string{anyFile}, Act: h.T("attach.take"), Done: a.take})
}

// take adds a file that was chosen.
func (a *attaching) take(path string) {
	if !slices.Contains(a.paths, path) {
		a.paths = append(a.paths, path)
	}
	if a.panel == nil {
		a.open()
	}
	var names []string
	for _, p := range a.paths {
		names = append(names, filepath.Base(p))
	}
	a.names.SetText(strings.Join(names, "\n"))
	a.named.Show()
	if len(a.paths) > 1 { // each keeps its name
		a.named.Hide()
	}
}

func (a *attaching) open() {
	h := a.files.host
	a.names, a.title = Prose(""), NewEntry(h)
	a.title.OnEnter = a.agree
	a.keep = NewChips(h, true, []Option{{Value: "", Text: h.T("attach.keep.no")}, {Value: "keep", Text: h.T("attach.keep.yes")}})
	a.keep.Set("")
	a.named = Labelled(h.T("attach.title"), a.title)
	more := NewIconButton(h, "add", h.T("attach.more"), Flat, func() { a.ask(filepath.Dir(a.paths[len(a.paths)-1])) })
	body := container.NewVBox(a.names, container.NewHBox(more), gap(4), a.named, Labelled(h.T("attach.keep"), a.keep), Hint(h.T("attach.keep.hint")), Hint(h.T("attach.sealed.hint")))
	a.panel = h.Open(PanelSpec{
		Title: h.T("attach.adding"), Width: 620, Body: body, Focus: a.title,
		Keys:    []Key{{Name: "S", Mod: Ctrl, Say: "attach.keys.add", Do: a.agree}},
		Buttons: []*Button{NewButton(h, h.T("kit.cancel"), Ordinary, func() { a.panel.Close() }), NewButton(h, h.T("attach.add"), Main, a.agree)},
	})
}

// agree attaches the files one after the other. What was attached before one that fails stays.
func (a *attaching) agree() {
	f, h := a.files, a.files.host
	how := office.Attaching{KeepOriginal: a.keep.Values()[0] != ""}
	if len(a.paths) == 1 {
		how.Title = a.title.Text
	}
	a.panel.Close()
	var seq uint64
	added := 0
	h.Long(Job{
		Say: "attach.adding",
		Do: func(ctx context.Context, tick Tick) (err error) {
			for i, path := range a.paths {
				tick(i, len(a.paths))
				if seq, err = f.filer.Attach(ctx, f.owner, path, how); err != nil {
					return err
				}
				added++
			}
			return nil
		},
		Done: func(err error) {
			if added != 1 {
				seq = 0
			}
			if added > 0 {
				f.changed(seq, h.T("attach.added", added))
			}
			if err != nil {
				kept := h.T("attach.kept")
				if len(a.paths) > 1 {
					kept = h.T("attach.kept.some", filepath.Base(a.paths[added]), added)
				}
				h.Trouble(h.T("attach.adding"), err, kept)
			}
		},
	})
}
