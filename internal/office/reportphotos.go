package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/picture"
)

// How many photos a document for the public shows.
const (
	photosOfOne  = 12 // an event's report
	photosOfEach = 2  // a programme's summary, of each event
	photosInAll  = 24
)

// photoSide is the longest side of a photo in a document, pixels: over the width of the type area (GB/T 9704-2012, 156 mm) some 230
// dots to the inch.
const photoSide = 1400

// photos reads the photos of events or of a programme for a document, where it is to show any: the copies for print, which say
// nothing of place, time and device. That they are read is not in the journal; that they leave the screen is, see Printed. A photo
// that this account cannot open or whose file is damaged is left out, and whoever prints is told so.
func (o *Office) photos(ctx context.Context, out *Report, most int, owners ...field.ID) (map[field.ID][]paper.Captioned, error) {
	if !out.Pictures {
		return nil, nil
	}
	var chosen []*centre.Attachment
	left := 0
	for _, owner := range owners {
		all, err := o.Attachments(owner)
		if err != nil {
			return nil, err
		}
		n := 0
		for _, a := range all {
			switch {
			case !a.IsPicture():
			case n == most || len(chosen) == photosInAll:
				left++
			default:
				chosen = append(chosen, a)
				n++
			}
		}
	}
	images, err := o.printable(ctx, chosen)
	if err != nil {
		return nil, err
	}
	photos, shown, lost := map[field.ID][]paper.Captioned{}, 0, 0
	for i, a := range chosen {
		if images[i] == nil {
			lost++
			continue
		}
		photos[a.Owner] = append(photos[a.Owner], paper.Captioned{Image: images[i], Caption: captionOf(a)})
		shown++
	}
	for _, w := range []struct {
		key string
		n   int
	}{{"published.photos.people", shown}, {"published.photos.left", left}, {"published.photos.lost", lost}} {
		if w.n > 0 {
			out.Warnings = append(out.Warnings, out.Book.T(w.key, w.n))
		}
	}
	return photos, nil
}

// captionOf is the title that somebody gave a photo. One that is only the name of its file was given by a camera.
func captionOf(a *centre.Attachment) string {
	if a.Title == strings.TrimSuffix(a.Name, filepath.Ext(a.Name)) {
		return ""
	}
	return a.Title
}

// printable opens pictures, as many at a time as the machine works on; nil stands for one that cannot be opened.
func (o *Office) printable(ctx context.Context, chosen []*centre.Attachment) ([]*paper.Image, error) {
	out := make([]*paper.Image, len(chosen))
	lane := make(chan struct{}, max(runtime.GOMAXPROCS(0), 1))
	var wg sync.WaitGroup
	for i, a := range chosen {
		wg.Go(func() {
			lane <- struct{}{}
			defer func() { <-lane }()
			if im, err := o.printCopy(ctx, a); err == nil {
				out[i] = im
			}
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		return nil, fmt.Errorf("read photos: %w", field.Cancelled)
	}
	return out, nil
}

// printCopy reads the copy for print of one picture, made smaller where it is larger than a page needs.
func (o *Office) printCopy(ctx context.Context, a *centre.Attachment) (_ *paper.Image, err error) {
	b, err := o.open(a.Shown())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	file, err := io.ReadAll(io.LimitReader(stoppable{ctx, b}, AttachMost))
	if err != nil {
		return nil, fmt.Errorf("read photo: %w", err)
	}
	p, err := picture.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read photo: %w", err)
	}
	if max(p.Width, p.Height) > photoSide || p.Media != "image/jpeg" {
		img, err := p.Copy(ctx, photoSide)
		if err != nil {
			return nil, fmt.Errorf("read photo: %w", err)
		}
		var small bytes.Buffer
		if err := picture.Write(&small, img); err != nil {
			return nil, fmt.Errorf("read photo: %w", err)
		}
		file = small.Bytes()
	}
	return paper.NewImage(file, captionOf(a))
}
