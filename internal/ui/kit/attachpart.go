package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
)

// filesOf are the files of a record that is edited in a panel: a part has no page of its own, and its form has a button that shows
// them. Nil where it has none.
func (h *Host) filesOf(k Keeper, r field.Record) *files {
	filer, ok := k.(Filer)
	if !ok || !mayHave(r.Type()) || r.Base().Rev == 0 {
		return nil
	}
	return &files{host: h, keeper: k, filer: filer, owner: r}
}

// button shows the files in a panel of their own.
func (f *files) button() []*Button {
	if f == nil {
		return nil
	}
	return []*Button{NewButton(f.host, f.host.T("attach.files"), Flat, f.list)}
}

// list shows the files in a panel, where more can be attached.
func (f *files) list() {
	h := f.host
	box := container.NewVBox()
	page := newKeyScroll(h, &fyne.Container{Layout: inset{10, 8}, Objects: []fyne.CanvasObject{box}})
	for _, o := range f.section(func(o fyne.CanvasObject) { page.bring(o) }) {
		box.Add(o)
	}
	again := func() {
		box.Refresh()
		page.scroll.Refresh()
	}
	f.changed = func(seq uint64, text string) {
		f.read(again)
		if seq == 0 {
			h.Toast(text, nil)
			return
		}
		h.Toast(text, func() {
			Go(h, func() (struct{}, error) { return struct{}{}, f.keeper.Undo(seq) }, func(_ struct{}, err error) {
				h.Trouble(h.T("kit.undoing"), err, h.T("kit.kept.record"))
				f.read(again)
			})
		})
	}
	var p *Panel
	p = h.Open(PanelSpec{
		Title: titleOf(h, f.owner), Body: page, Width: 720, Height: 420, Focus: page, Keys: f.keys(),
		Buttons: []*Button{NewButton(h, h.T("kit.close"), Main, func() { p.Close() })},
	})
	f.read(again)
}

// keys are those of the panel.
func (f *files) keys() (keys []Key) {
	for _, a := range f.action() {
		a.Key.Do = a.Do
		keys = append(keys, a.Key)
	}
	return keys
}
