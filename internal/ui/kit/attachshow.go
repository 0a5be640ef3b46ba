package kit

import (
	"context"
	"errors"
	"image"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// textShown is the most of a text file that is put on the screen, in characters.
const textShown = 20000

// viewer is the panel that shows the files of a record, one at a time. What it shows is decoded in memory; no file is written.
type viewer struct {
	*files
	at      int
	panel   *Panel
	title   *Paragraph
	count   *canvas.Text
	sizes   *fyne.Container // the buttons that change the size of a picture
	picture *pictureView
	text    *Paragraph
	page    *keyScroll
	asked   int
	reading bool
	over    bool
	cancel  context.CancelFunc
	lent    []func() error
}

// show opens the viewer at a file.
func (f *files) show(i int) {
	h := f.host
	v := &viewer{files: f, at: i, title: Prose(""), count: Note(""), picture: newPictureView(h), text: Prose(""), cancel: func() {}}
	v.picture.onTurn = v.turn
	v.page = newKeyScroll(h, &fyne.Container{Layout: inset{14, 12}, Objects: []fyne.CanvasObject{v.text}})
	v.page.onKey = v.turnPage
	button := func(text string, do func()) *Button {
		b := NewButton(h, text, Flat, do)
		b.skip = true
		return b
	}
	turn := func(icon string, by int) *Button {
		b := NewIconButton(h, icon, "", Flat, func() { v.turn(by) })
		b.skip = true
		return b
	}
	v.sizes = container.NewHBox(button("－", func() { v.picture.enlarge(-1) }), button("＋", func() { v.picture.enlarge(1) }), button(h.T("attach.fit"), func() { v.picture.enlarge(-len(enlargings)) }))
	bar := container.NewBorder(nil, nil, container.NewHBox(turn("left", -1), container.NewCenter(v.count), turn("right", 1)), v.sizes, container.NewVBox(layout.NewSpacer(), v.title, layout.NewSpacer()))
	v.panel = h.Open(PanelSpec{
		Body:  container.NewBorder(container.NewVBox(bar, gap(4)), nil, nil, nil, container.NewStack(v.picture, v.page)),
		Width: 1280, Height: 700, Focus: v.picture, Escape: v.close, Buttons: v.buttons(),
		Keys: []Key{
			{Name: fyne.KeyPageDown, Say: "attach.keys.next", Do: func() { v.turn(1) }}, {Name: fyne.KeyPageUp, Say: "attach.keys.before", Do: func() { v.turn(-1) }},
			{Name: fyne.KeyRight, Do: func() { v.turn(1) }}, {Name: fyne.KeyLeft, Do: func() { v.turn(-1) }},
			{Name: "S", Mod: Ctrl, Say: "attach.keys.save", Do: v.save}, {Name: fyne.KeyF2, Say: "kit.keys.edit", Do: v.edit},
		},
	})
	v.load()
}

func (v *viewer) buttons() []*Button {
	h := v.host
	var out []*Button
	if !v.closed() {
		out = append(out, NewButton(h, h.T("kit.delete"), Flat, v.remove), NewButton(h, h.T("attach.describe"), Flat, v.edit))
	}
	return append(out, NewButton(h, h.T("attach.open"), Ordinary, v.lend), NewButton(h, h.T("attach.save"), Ordinary, v.save), NewButton(h, h.T("kit.close"), Main, v.close))
}

// close ends what is under way and takes back what was lent to other programs.
func (v *viewer) close() {
	v.cancel()
	v.asked++
	v.over = true
	v.panel.Close()
	v.takeBack()
}

// takeBack removes what was lent. What another program still holds goes when the folder is closed.
func (v *viewer) takeBack() {
	lent, h := v.lent, v.host
	v.lent = nil
	if len(lent) == 0 {
		return
	}
	Go(h, func() (struct{}, error) {
		var err error
		for _, back := range lent {
			err = errors.Join(err, back())
		}
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		if err != nil {
			h.Toast(h.T("attach.lent.held"), nil)
		}
	})
}

// turnPage turns to another file from a page of text.
func (v *viewer) turnPage(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyRight:
		v.turn(1)
	case fyne.KeyLeft:
		v.turn(-1)
	default:
		return false
	}
	return true
}

func (v *viewer) turn(by int) {
	if to := min(max(v.at+by, 0), len(v.all)-1); to != v.at {
		v.at = to
		v.load()
	}
}

func (v *viewer) file() *centre.Attachment { return v.all[v.at] }

// load reads the file in hand and shows it.
func (v *viewer) load() {
	v.cancel()
	ctx, cancel := context.WithCancel(context.Background())
	v.cancel = cancel
	v.asked++
	mine, a, h := v.asked, v.file(), v.host
	v.title.SetText(h.T("attach.line", a.Title, fileKind(h, a), sizeText(h, a.Size)))
	v.count.Text = h.T("attach.count", v.at+1, len(v.all))
	v.count.Refresh()
	v.sizes.Hidden = !a.IsPicture()
	v.sizes.Refresh()
	v.tell("")
	h.after(patience, func() {
		if mine == v.asked && v.reading {
			v.tell(h.T("kit.progress.begin"))
		}
	})
	v.reading = a.IsPicture() || a.IsText()
	switch {
	case a.IsPicture():
		Go(h, func() (image.Image, error) { return v.filer.Picture(ctx, a.ID) }, func(img image.Image, err error) {
			if mine == v.asked && v.sound(err) {
				v.picture.set(img, "")
			}
		})
	case a.IsText():
		Go(h, func() (string, error) { return v.filer.Text(ctx, a.ID) }, func(text string, err error) {
			if mine == v.asked && v.sound(err) {
				v.text.SetText(firstOf(h, text))
				v.only(v.page, v.picture)
			}
		})
	default:
		v.tell(h.T("attach.unshown"))
	}
}

// firstOf is as much of a text as is shown.
func firstOf(h *Host, text string) string {
	if utf8.RuneCountInString(text) <= textShown {
		return text
	}
	return string([]rune(text)[:textShown]) + "\n\n" + h.T("attach.cut")
}

// sound shows in the place of the file why it cannot be shown.
func (v *viewer) sound(err error) bool {
	v.reading = false
	if err == nil {
		return true
	}
	what, next := v.host.Explain(err)
	v.tell(what + "\n" + next)
	return false
}

// tell shows words in place of the file.
func (v *viewer) tell(text string) {
	v.picture.set(nil, text)
	v.only(v.picture, v.page)
}

// place is one of the two places of a viewer.
type place interface {
	fyne.CanvasObject
	fyne.Focusable
}

// only shows one place; it has the keyboard, unless another panel has it.
func (v *viewer) only(one, other place) {
	other.Hide()
	one.Show()
	h := v.host
	if n := len(h.layers); v.panel != nil && n > 0 && h.layers[n-1] == v.panel.layer {
		h.Focus(one)
	}
}

// edit changes what is said of the file.
func (v *viewer) edit() {
	if v.closed() {
		return
	}
	a := centre.AttachmentType.Copy(v.file())
	v.host.FormPanel(v.keeper, a, FormSpec{Hide: []string{centre.AttachmentType.Owner().Key}}, func(r field.Record, seq uint64) {
		v.close()
		v.changed(seq, v.host.T("kit.saved", v.host.T("attachment")))
	})
}

// remove puts the file aside after saying so.
func (v *viewer) remove() {
	a, h := v.file(), v.host
	h.Confirm(h.T("kit.delete.title", h.T("attachment"), a.Title), h.T("kit.delete.what"), h.T("kit.delete"), func() {
		Go(h, func() (uint64, error) { return v.keeper.Delete(a) }, func(seq uint64, err error) {
			if err != nil {
				h.Trouble(h.T("kit.deleting", h.T("attachment")), err, h.T("kit.kept.record"))
				return
			}
			v.close()
			v.changed(seq, h.T("kit.deleted", h.T("attachment"), a.Title))
		})
	})
}

// lend has another program show the file, after the person was told what that means.
func (v *viewer) lend() {
	a, h := v.file(), v.host
	h.Confirm(h.T("attach.lend.title", a.Title), h.T("attach.lend.what"), h.T("attach.lend"), func() {
		var back func() error
		Go(h, func() (path string, err error) {
			path, back, err = v.filer.LendAttachment(context.Background(), a.ID)
			return path, err
		}, func(path string, err error) {
			if err != nil {
				h.Trouble(h.T("attach.lending"), err, "")
				return
			}
			v.lent = append(v.lent, back)
			if v.over {
				v.takeBack() // nobody waits for it any more
				return
			}
			if bad := fyne.CurrentApp().OpenURL(fileURL(path)); bad != nil {
				h.Ask(h.T("kit.trouble.title", h.T("attach.lending")), h.T("attach.noprogram"), Choice{Text: h.T("kit.close"), Kind: Main, Do: v.takeBack})
			}
		})
	})
}

// fileURL is the address of a file: on Windows its path begins with a letter and gets a slash before it.
func fileURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return &url.URL{Scheme: "file", Path: path}
}
