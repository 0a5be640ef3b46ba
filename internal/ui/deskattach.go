package ui

import (
	"context"
	"image"
	"io"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

var _ kit.Filer = (*desk)(nil)

// Attachments returns the files of a record.
func (d *desk) Attachments(owner field.ID) ([]*centre.Attachment, error) {
	all, err := d.office.Attachments(owner)
	return all, d.told(err)
}

// AttachedSize is how many attached files the folder holds, and their size on the disk in bytes.
func (d *desk) AttachedSize() (int, int64, error) {
	n, size, err := d.office.AttachedSize()
	return n, size, d.told(err)
}

// Attach keeps a file with a record.
func (d *desk) Attach(c context.Context, owner field.Record, path string, a office.Attaching) (uint64, error) {
	_, change, err := d.office.Attach(c, owner, path, a)
	return change.Seq, d.told(err)
}

// Picture returns the picture of an attachment.
func (d *desk) Picture(c context.Context, id field.ID) (image.Image, error) {
	img, err := d.office.Picture(c, id)
	return img, d.told(err)
}

// Text returns the words of an attachment.
func (d *desk) Text(c context.Context, id field.ID) (string, error) {
	text, err := d.office.Text(c, id)
	return text, d.told(err)
}

// SaveAttachment writes the file of an attachment out.
func (d *desk) SaveAttachment(c context.Context, id field.ID, original bool, out io.Writer) error {
	return d.told(d.office.SaveAttachment(c, id, original, out))
}

// LendAttachment writes the file of an attachment out for another program to show.
func (d *desk) LendAttachment(c context.Context, id field.ID) (string, func() error, error) {
	path, back, err := d.office.LendAttachment(c, id)
	return path, back, d.told(err)
}
