package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/picture"
	"cn.halfsky/internal/store"
)

// AttachMost is the size of the largest file that can be attached, bytes.
const AttachMost = 200 << 20

const verbAttach = "attach"

// Attaching says how a file becomes an attachment.
type Attaching struct {
	Title        string // empty: the name of the file without its ending
	KeepOriginal bool   // keep the file of a picture as it came, with all it says of place, time and device
}

// Attach keeps a file with the record it belongs to. Of a picture a copy is kept that is upright, large enough to print on a page and
// says nothing of place, time and device; every other file is kept as it is. The file it was read from stays where it is. What the
// person can mend (too large, empty, a picture that cannot be read) comes back as field.Problems.
func (o *Office) Attach(ctx context.Context, owner field.Record, path string, a Attaching) (*centre.Attachment, store.Change, error) {
	if err := o.allow(ctx, centre.MayWrite, verbAttach); err != nil {
		return nil, store.Change{}, err
	}
	in, err := takeIn(ctx, path, a.KeepOriginal)
	if err != nil {
		return nil, store.Change{}, fmt.Errorf("attach: %w", err)
	}
	defer func() { _ = in.file.Close() }() // it was only read
	r := o.New(centre.AttachmentType).(*centre.Attachment)
	in.describe(r)
	r.Owner, r.Title = owner.Base().ID, field.Tidy(a.Title)
	if r.Title == "" {
		r.Title = field.Tidy(strings.TrimSuffix(r.Name, filepath.Ext(r.Name)))
	}
	files, err := o.sealFiles(ctx, r, in)
	begun := false
	defer func() {
		for _, f := range files {
			if !begun { // else the transaction has them
				f.Discard()
			}
		}
	}()
	if err != nil {
		return nil, store.Change{}, fmt.Errorf("attach: %w", err)
	}
	change, err := o.perform(ctx, verbAttach, func(v *verb) error {
		begun = true
		for _, f := range files {
			v.Keep(f)
		}
		return v.put(r)
	})
	if err != nil {
		return nil, change, err
	}
	return r, change, nil
}

// incoming is a file that is to be attached.
type incoming struct {
	file    *os.File
	name    string
	size    int64
	media   string
	picture *picture.Picture // nil: no picture, or one that is kept unread
	copy    []byte           // of a picture
	keep    bool             // its file too
}

// takeIn opens a file and makes the copy of a picture.
func takeIn(ctx context.Context, path string, keep bool) (_ *incoming, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unread(err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, unread(err)
	}
	in := &incoming{file: f, name: info.Name(), size: info.Size(), keep: keep}
	switch {
	case !info.Mode().IsRegular():
		return nil, field.Problems{{Field: "file", Say: "attach.nofile"}}
	case in.size == 0:
		return nil, field.Problems{{Field: "file", Say: "attach.nothing"}}
	case in.size > AttachMost:
		return nil, field.Problems{{Field: "file", Say: "attach.large", Args: []string{fmt.Sprint(AttachMost >> 20)}}}
	}
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, unread(err)
	}
	in.media = mediaOf(in.name, head[:n])
	if strings.HasPrefix(in.media, "image/") {
		return in, in.readPicture(ctx)
	}
	return in, nil
}

// unread is a file that cannot be read. Its path is not in the error.
func unread(err error) error {
	return errors.Join(field.Problems{{Field: "file", Say: "attach.unread"}}, nameless(err))
}

// readPicture makes the copy for print. A picture that cannot be read is kept only when the person wants it as it is.
func (in *incoming) readPicture(ctx context.Context) error {
	all := make([]byte, in.size)
	if _, err := in.file.ReadAt(all, 0); err != nil {
		return unread(err)
	}
	p, err := picture.Open(all)
	if err == nil {
		err = in.copyPicture(ctx, p)
	}
	switch {
	case err == nil:
		in.picture, in.media = p, p.Media
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("copy picture: %w", field.Cancelled)
	case in.keep:
		return nil
	}
	for is, say := range map[error]string{picture.ErrHEIC: "attach.heic", picture.ErrTooBig: "attach.pixels"} {
		if errors.Is(err, is) {
			return field.Problems{{Field: "file", Say: say}}
		}
	}
	return field.Problems{{Field: "file", Say: "attach.picture"}}
}

func (in *incoming) copyPicture(ctx context.Context, p *picture.Picture) error {
	img, err := p.Copy(ctx, picture.PrintSide)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := picture.Write(&out, img); err != nil {
		return err
	}
	in.copy = out.Bytes()
	return nil
}

// describe fills in what the file says of itself.
func (in *incoming) describe(a *centre.Attachment) {
	a.Name, a.Media, a.Size = in.name, in.media, in.size
	if in.picture == nil {
		return
	}
	a.Original = field.No
	if in.keep {
		a.Original = field.Yes
	}
	a.Width, a.Height, a.Taken = int64(in.picture.Width), int64(in.picture.Height), in.picture.Taken
	if !in.keep {
		w, h := picture.Fit(in.picture.Width, in.picture.Height, picture.PrintSide)
		a.Media, a.Width, a.Height, a.Size = "image/jpeg", int64(w), int64(h), int64(len(in.copy))
		a.Name = strings.TrimSuffix(a.Name, filepath.Ext(a.Name)) + ".jpg"
	}
}

// sealFiles seals what is kept of the file and refers to it. Others may save meanwhile.
func (o *Office) sealFiles(ctx context.Context, a *centre.Attachment, in *incoming) (files []*store.Sealed, err error) {
	seal := func(ref *string, from io.Reader) (size int64, err error) {
		f, err := o.store.SealBlob(from)
		if err != nil {
			return 0, err
		}
		files, *ref = append(files, f), f.Ref()
		return f.Size(), nil
	}
	if in.picture != nil && !in.keep {
		_, err = seal(&a.Blob, bytes.NewReader(in.copy))
		return files, err
	}
	if _, err := in.file.Seek(0, io.SeekStart); err != nil {
		return nil, unread(err)
	}
	size, err := seal(&a.Blob, stoppable{ctx, in.file})
	switch {
	case err != nil:
		return files, nameless(err)
	case size != in.size:
		return files, field.Problems{{Field: "file", Say: "attach.changing"}}
	}
	if in.picture != nil {
		_, err = seal(&a.Print, bytes.NewReader(in.copy))
	}
	return files, err
}

// stoppable ends a reading when the person stops it.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s stoppable) Read(b []byte) (int, error) {
	if s.ctx.Err() != nil {
		return 0, field.Cancelled
	}
	return s.r.Read(b)
}
