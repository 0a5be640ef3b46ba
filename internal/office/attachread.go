package office

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/picture"
	"cn.halfsky/internal/store"
)

// textMost is the length of the longest text that is shown, bytes; a longer one is saved and read elsewhere.
const textMost = 2 << 20

// Attachments returns the files that belong to a record, in the order they came.
func (o *Office) Attachments(owner field.ID) ([]*centre.Attachment, error) {
	return partsOf[*centre.Attachment](o, centre.AttachmentType, owner)
}

// AttachedSize is how many attached files the folder holds and how much room they take on the disk, bytes.
func (o *Office) AttachedSize() (files int, size int64, err error) {
	all, err := o.store.Blobs()
	for _, f := range all {
		size += f.Size
	}
	return len(all), size, err
}

// OpenAttachment opens the file of an attachment to look at it: of a picture the copy that says nothing of place, time and device.
// The journal has that it was looked at. The caller closes it. Codes: NotFound; Damaged where the file is damaged or missing.
func (o *Office) OpenAttachment(ctx context.Context, id field.ID) (io.ReadCloser, *centre.Attachment, error) {
	a, err := o.attachment(id)
	if err != nil {
		return nil, nil, fmt.Errorf("open attachment: %w", err)
	}
	b, err := o.open(a.Shown())
	if err != nil {
		return nil, nil, err
	}
	err = o.note(ctx, "see-attachment", store.Seen, about{a.Type(), a.ID}, "blob")
	if err != nil && !o.store.ReadOnly() { // a folder that cannot be written is there to look at
		return nil, nil, errors.Join(err, b.Close())
	}
	return b, a, nil
}

func (o *Office) attachment(id field.ID) (*centre.Attachment, error) {
	return live[*centre.Attachment](o, centre.AttachmentType, id)
}

func (o *Office) open(ref string) (*store.Blob, error) {
	if ref == "" {
		return nil, field.Problems{{Field: "file", Say: "attach.absent"}}
	}
	b, err := o.store.OpenBlob(ref)
	if err != nil {
		return nil, fmt.Errorf("open attachment: %w", err)
	}
	return b, nil
}

// Picture returns the picture of an attachment to look at, its longest side at most picture.PrintSide pixels. The journal has that it
// was looked at.
func (o *Office) Picture(ctx context.Context, id field.ID) (image.Image, error) {
	file, err := o.readAttachment(ctx, id, AttachMost)
	if err != nil {
		return nil, err
	}
	p, err := picture.Open(file)
	if err != nil {
		return nil, fmt.Errorf("show picture: %w: %w", err, field.Damaged)
	}
	img, err := p.Copy(ctx, picture.PrintSide)
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("show picture: %w", field.Cancelled)
	case err != nil:
		return nil, fmt.Errorf("show picture: %w: %w", err, field.Damaged)
	}
	return img, nil
}

// Text returns the words of an attached text file, in whichever encoding it came. The journal has that it was looked at.
func (o *Office) Text(ctx context.Context, id field.ID) (string, error) {
	a, err := o.attachment(id)
	if err != nil {
		return "", fmt.Errorf("show text: %w", err)
	}
	if !a.IsText() {
		return "", field.Problems{{Field: "file", Say: "attach.letters"}}
	}
	file, err := o.readAttachment(ctx, id, textMost)
	if err != nil {
		return "", err
	}
	text, err := exchange.Text(file)
	if err != nil {
		return "", field.Problems{{Field: "file", Say: "attach.letters"}}
	}
	return text, nil
}

func (o *Office) readAttachment(ctx context.Context, id field.ID, most int64) (_ []byte, err error) {
	f, _, err := o.OpenAttachment(ctx, id)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	all, err := io.ReadAll(io.LimitReader(stoppable{ctx, f}, most+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read attachment: %w", err)
	case int64(len(all)) > most:
		return nil, field.Problems{{Field: "file", Say: "attach.long"}}
	}
	return all, nil
}

// SaveAttachment writes the file of an attachment out of the folder, where it is no longer sealed; original takes the file of a picture
// as it came, where that was kept. The journal has it before the first byte is written.
func (o *Office) SaveAttachment(ctx context.Context, id field.ID, original bool, out io.Writer) (err error) {
	if err := o.allow(ctx, centre.MayExport, "save-attachment"); err != nil {
		return err
	}
	a, err := o.attachment(id)
	if err != nil {
		return fmt.Errorf("save attachment: %w", err)
	}
	ref, what := a.Shown(), "file"
	if original {
		ref, what = a.Blob, "original"
	}
	b, err := o.open(ref)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if err := o.note(ctx, "save-attachment", store.Exported, about{a.Type(), a.ID}, what); err != nil {
		return err
	}
	if _, err := io.Copy(out, stoppable{ctx, b}); err != nil {
		return fmt.Errorf("save attachment: %w", nameless(err))
	}
	return nil
}
