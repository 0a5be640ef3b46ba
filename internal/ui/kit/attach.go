package kit

import (
	"context"
	"fmt"
	"image"
	"io"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// Filer keeps files with records. It is called off the UI thread. A Keeper that is one too has files on its pages.
type Filer interface {
	Attachments(owner field.ID) ([]*centre.Attachment, error)
	Attach(ctx context.Context, owner field.Record, path string, a office.Attaching) (seq uint64, err error)
	Picture(ctx context.Context, id field.ID) (image.Image, error)
	Text(ctx context.Context, id field.ID) (string, error)
	SaveAttachment(ctx context.Context, id field.ID, original bool, out io.Writer) error
	LendAttachment(ctx context.Context, id field.ID) (path string, back func() error, err error)
}

// files are those of one record, as its page shows them.
type files struct {
	host    *Host
	keeper  Keeper
	filer   Filer
	owner   field.Record
	changed func(seq uint64, text string) // seq 0: there is no one change to take back
	all     []*centre.Attachment
	table   *Table
	total   *Paragraph
}

// mayHave reports whether records of the type have files.
func mayHave(t *field.Type) bool {
	return slices.Contains(centre.AttachmentType.Owner().Tables, t.Table)
}

// files are those of the record that is shown; nil where it has none.
func (d *recordSide) files(r field.Record) *files {
	s := d.screen
	filer, ok := s.o.Keeper.(Filer)
	if !ok || !mayHave(r.Type()) {
		return nil
	}
	return &files{host: s.host, keeper: s.o.Keeper, filer: filer, owner: r, changed: func(seq uint64, text string) {
		if seq == 0 {
			s.host.Toast(text, nil)
		} else {
			s.saved(r, seq, text)
		}
		s.again()
	}}
}

// closed reports whether nothing may be changed.
func (f *files) closed() bool { return f.owner.Base().ReadOnly || f.owner.Base().Gone != 0 }

// action begins to attach a file.
func (f *files) action() []Action {
	if f == nil || f.closed() {
		return nil
	}
	return []Action{{Text: f.host.T("attach.act"), Kind: Flat, Key: Key{Name: "U", Mod: Ctrl, Say: "attach.keys.add"}, Do: f.begin}}
}

// files puts the files of the record below its parts.
func (p *Page) files() {
	f := p.o.files
	if f == nil {
		return
	}
	p.box.Add(gap(6))
	for _, o := range f.section(func(o fyne.CanvasObject) { p.bring(o) }) {
		p.box.Add(o)
	}
	p.parts[centre.AttachmentType.Table] = f.table
	f.read(func() {
		p.box.Refresh()
		p.scroll.Refresh()
	})
}

// section is the heading, the table and the sum; bring has something be seen that gets the keyboard.
func (f *files) section(bring func(fyne.CanvasObject)) []fyne.CanvasObject {
	h := f.host
	head := container.NewHBox(Title(h.T("attachment.list")))
	if !f.closed() {
		add := NewIconButton(h, "add", h.T("kit.add"), Flat, f.begin)
		add.setOnFocus(func() { bring(add) })
		head.Add(add)
	}
	f.table = NewFlatTable(h, []Column{
		{Key: "title", Title: h.T("attachment.title"), Width: 220, Loose: true, Fixed: true},
		{Key: "kind", Title: h.T("attach.kind"), Width: 130, Fixed: true},
		{Key: "size", Title: h.T("attach.size"), Width: 90, Fixed: true},
		{Key: "taken", Title: h.T("attachment.taken"), Width: 130, Fixed: true},
	})
	f.table.body.(*flatBody).setOnFocus(func() { bring(f.table) })
	f.table.OnOpen = func(i int) { f.show(i) }
	f.table.Hide()
	f.total = Hint("")
	return []fyne.CanvasObject{head, f.table, f.total}
}

// read fills the section, now or anew.
func (f *files) read(then func()) {
	h := f.host
	Go(h, func() ([]*centre.Attachment, error) { return f.filer.Attachments(f.owner.Base().ID) }, func(all []*centre.Attachment, err error) {
		if err != nil {
			h.Trouble(h.T("attach.reading"), err, "")
			return
		}
		f.fill(all)
		then()
	})
}

func (f *files) fill(all []*centre.Attachment) {
	f.all = all
	f.table.Hidden = len(all) == 0
	f.table.SetRows(&fileRows{f})
	if len(all) == 0 {
		f.total.SetText(f.host.T("kit.part.empty"))
		return
	}
	var size int64
	for _, a := range all {
		size += a.Size
	}
	f.total.SetText(f.host.T("attach.total", len(all), sizeText(f.host, size)))
}

// fileRows puts files into lines.
type fileRows struct{ *files }

// Len is called by the table.
func (r *fileRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *fileRows) ID(i int) field.ID { return r.all[i].ID }

// Text is called by the table.
func (r *fileRows) Text(i int, key string) string {
	a := r.all[i]
	switch key {
	case "title":
		return a.Title
	case "kind":
		return fileKind(r.host, a)
	case "size":
		return sizeText(r.host, a.Size)
	}
	return r.host.Shown().Day(a.Taken)
}

// fileKind is what a file is, in words.
func fileKind(h *Host, a *centre.Attachment) string {
	family, form, _ := strings.Cut(a.Media, "/")
	switch {
	case a.IsPicture() && a.Original == field.Yes:
		return h.T("attach.kind.original")
	case a.IsPicture():
		return h.T("attach.kind.picture")
	case a.IsText():
		return h.T("attach.kind.text")
	case form == "pdf" || form == "ofd":
		return strings.ToUpper(form)
	case family == "audio":
		return h.T("attach.kind.sound")
	case family == "video":
		return h.T("attach.kind.film")
	case strings.Contains(form, "sheet") || strings.Contains(form, "excel"):
		return h.T("attach.kind.table")
	case strings.Contains(form, "word") || strings.Contains(form, "document"):
		return h.T("attach.kind.document")
	}
	return h.T("attach.kind.other")
}

// sizeText is a length in bytes as people say it.
func sizeText(h *Host, size int64) string {
	const kb, mb = 1 << 10, 1 << 20
	if size >= mb {
		return h.T("attach.mb", fmt.Sprintf("%.1f", float64(size)/mb))
	}
	return h.T("attach.kb", (size+kb-1)/kb)
}
