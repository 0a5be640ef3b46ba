package kit

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// cabinet is a shelf that keeps files too.
type cabinet struct {
	*shelf
	how     office.Attaching
	looked  []string
	lent    string
	refuse  string // the file that cannot be attached
	pending []context.Context
}

func (c *cabinet) Attachments(owner field.ID) (out []*centre.Attachment, err error) {
	for _, r := range c.records {
		if a, ok := r.(*centre.Attachment); ok && a.Owner == owner && a.Gone == 0 {
			out = append(out, a)
		}
	}
	return out, nil
}

func (c *cabinet) Attach(_ context.Context, owner field.Record, path string, a office.Attaching) (uint64, error) {
	name := filepath.Base(path)
	if name == c.refuse {
		return 0, field.Problems{{Field: "file", Say: "attach.heic"}}
	}
	c.how = a
	return c.Save(file(owner.Base().ID, name, "image/jpeg"))
}

func (c *cabinet) Picture(ctx context.Context, id field.ID) (image.Image, error) {
	c.looked = append(c.looked, c.name(id))
	c.pending = append(c.pending, ctx)
	img := image.NewRGBA(image.Rect(0, 0, 2480, 1240))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{200, 20, 20, 255}), image.Point{}, draw.Src)
	return img, nil
}

func (c *cabinet) Text(_ context.Context, id field.ID) (string, error) {
	c.looked = append(c.looked, c.name(id))
	if c.name(id) == "坏.txt" {
		return "", fmt.Errorf("read: %w", field.Damaged)
	}
	return "在门口签到", nil
}

func (c *cabinet) SaveAttachment(_ context.Context, id field.ID, original bool, out io.Writer) error {
	_, err := fmt.Fprintf(out, "%s %v", c.name(id), original)
	return err
}

func (c *cabinet) LendAttachment(_ context.Context, id field.ID) (string, func() error, error) {
	c.lent = c.name(id)
	return "halfsky.jpg", func() error { c.lent = ""; return nil }, nil
}

var _ Filer = (*cabinet)(nil)

func file(owner field.ID, title, media string) *centre.Attachment {
	return &centre.Attachment{Owner: owner, Title: title, Name: title, Media: media, Size: 3 << 20, Width: 2480, Height: 1240, Original: field.Yes, Blob: "b", Print: "p"}
}

func mb(h *Host, n int64) string { return sizeText(h, n<<20) }

// eventWithFiles shows an event with a picture, a text, a damaged text and a file of another kind.
func eventWithFiles(t *testing.T) (*bench, *cabinet, *Records) {
	b := newBench(t)
	c := &cabinet{shelf: newShelf(event("义诊一"))}
	owner := c.records[0].Base().ID
	for _, f := range []*centre.Attachment{file(owner, "合影.jpg", "image/jpeg"), file(owner, "说明.txt", "text/plain"), file(owner, "坏.txt", "text/plain"), file(owner, "合同.docx", "application/msword")} {
		if _, err := c.Save(f); err != nil {
			t.Fatal(err)
		}
	}
	b.host.Name = c.name
	s := NewRecords(b.host, RecordsSpec{Type: centre.EventType, Keeper: c}, nil)
	b.put(s.Content())
	b.host.SetScreenKeys(s.Keys)
	s.Shown()
	b.keys(fyne.KeyReturn)
	return b, c, s
}

func TestPageListsFilesAndShowsThem(t *testing.T) {
	b, c, s := eventWithFiles(t)
	h := b.host
	b.want(h.T("attachment.list"), "合影.jpg", h.T("attach.kind.original"), mb(h, 3), h.T("attach.total", 4, mb(h, 12)), h.T("attach.kind.document"))
	if s.side.parts() != 4 {
		t.Errorf("deleting says that %d parts go along", s.side.parts())
	}
	s.side.page.parts["attachment"].OnOpen(0)
	b.want(h.T("attach.count", 1, 4), h.T("attach.line", "合影.jpg", h.T("attach.kind.original"), mb(h, 3)))
	view, ok := h.Window.Canvas().Focused().(*pictureView)
	if !ok || view.image.Image == nil {
		t.Fatalf("the keyboard is at %T, or no picture is shown", h.Window.Canvas().Focused())
	}
	if w := view.image.Image.Bounds().Dx(); w > 1366 {
		t.Errorf("%d pixels are painted where fewer are seen", w)
	}
	fit := view.size()
	b.typing("+")
	if grown := view.size(); grown.Width < fit.Width*1.4 || view.image.Size() != grown {
		t.Errorf("plus makes %v of %v", grown, fit)
	}
	at := view.scroll.Offset
	b.keys(fyne.KeyRight) // moves the picture, for it is larger than its place
	if view.scroll.Offset.X <= at.X {
		t.Error("an arrow does not move a large picture")
	}
	b.typing("0")
	if view.size() != fit {
		t.Error("0 does not fit it again")
	}
	b.keys(fyne.KeyRight)
	b.want(h.T("attach.count", 2, 4), "在门口签到")
	b.wantNot(h.T("attach.fit"))
	if c.pending[0].Err() == nil {
		t.Error("what the first file began was not stopped")
	}
	b.keys(fyne.KeyRight)
	b.want(h.T("attach.count", 3, 4), h.T("code.damaged"))
	b.keys(fyne.KeyPageDown)
	b.want(h.T("attach.count", 4, 4), h.T("attach.unshown"))
	b.keys(fyne.KeyPageDown) // the last stays
	b.keys(fyne.KeyPageUp, fyne.KeyLeft, fyne.KeyLeft)
	b.want(h.T("attach.count", 1, 4))
	if got := strings.Join(c.looked, " "); got != "合影.jpg 说明.txt 坏.txt 坏.txt 说明.txt 合影.jpg" {
		t.Errorf("looked at %s", got)
	}
	b.keys(fyne.KeyEscape)
	if h.Window.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not close the viewer")
	}
}

func TestFilesAreAttachedFromThePage(t *testing.T) {
	b, c, _ := eventWithFiles(t)
	h := b.host
	dir := t.TempDir()
	var paths []string
	for _, name := range []string{"甲.jpg", "乙.heic"} {
		paths = append(paths, filepath.Join(dir, name))
		if err := os.WriteFile(paths[len(paths)-1], []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	choose := func(path string) {
		e, ok := h.Window.Canvas().Focused().(*Entry)
		if !ok {
			t.Fatalf("no path is asked for: %T", h.Window.Canvas().Focused())
		}
		e.SetText(path)
		b.keys(fyne.KeyReturn)
	}
	b.ctrl("U")
	b.want(h.T("attach.choose.hint"))
	choose(paths[0])
	b.want("甲.jpg", h.T("attach.keep.hint"), h.T("attach.sealed.hint"))
	b.typing("领奖")
	b.press(h.T("attach.add"))
	b.want(h.T("attach.added", 1), "甲.jpg", h.T("attach.total", 5, mb(h, 15)))
	if c.how.Title != "领奖" || c.how.KeepOriginal {
		t.Errorf("attached as %+v", c.how)
	}
	b.press(h.T("kit.undo"))
	b.want(h.T("attach.total", 4, mb(h, 12)))

	c.refuse = "乙.heic"
	b.ctrl("U")
	choose(paths[0])
	b.press(h.T("attach.more"))
	choose(paths[1])
	b.want("甲.jpg", "乙.heic")
	b.wantNot(h.T("attach.title"))
	b.press(h.T("attach.add"))
	b.want(h.T("attach.heic"), h.T("attach.kept.some", "乙.heic", 1))
	b.keys(fyne.KeyEscape)
	b.want(h.T("attach.total", 5, mb(h, 15)))
}

func TestFileIsSavedLentAndPutAsideOnlyAfterAsking(t *testing.T) {
	b, c, s := eventWithFiles(t)
	h := b.host
	s.side.page.parts["attachment"].OnOpen(0)
	to := filepath.Join(t.TempDir(), "out.jpg")
	b.ctrl("S")
	b.want(h.T("attach.save.hint"), h.T("attach.save.original"))
	h.Window.Canvas().Focused().(*Entry).SetText(to)
	b.press(h.T("kit.save"))
	if got, err := os.ReadFile(to); err != nil || string(got) != "合影.jpg false" {
		t.Errorf("saved %q, %v", got, err)
	}
	b.press(h.T("attach.open"))
	b.want(h.T("attach.lend.what"))
	b.keys(fyne.KeyEscape)
	if c.lent != "" {
		t.Error("lent without asking")
	}
	b.press(h.T("attach.open"))
	b.press(h.T("attach.lend"))
	if c.lent != "合影.jpg" {
		t.Error("not lent after asking")
	}
	b.press(h.T("kit.delete"))
	b.want(h.T("kit.delete.title", h.T("attachment"), "合影.jpg"))
	b.keys(fyne.KeyReturn)
	if c.lent != "" {
		t.Error("what was lent was not taken back with the viewer")
	}
	b.want(h.T("attach.total", 3, mb(h, 9)), h.T("kit.deleted", h.T("attachment"), "合影.jpg"))
	b.press(h.T("kit.undo"))
	b.want(h.T("attach.total", 4, mb(h, 12)))
}

func TestDescriptionOfAFileIsChangedInTheViewer(t *testing.T) {
	b, _, s := eventWithFiles(t)
	s.side.page.parts["attachment"].OnOpen(3)
	b.keys(fyne.KeyF2)
	b.want(b.host.T("attachment.about"))
	b.wantNot(b.host.T("attachment.owner"), b.host.T("attachment.blob"), b.host.T("attachment.media"))
	b.typing("正本")
	b.ctrl("S")
	b.want("正本", b.host.T("attach.total", 4, mb(b.host, 12)))
}

func TestPartHasItsFilesBehindAButtonOfItsForm(t *testing.T) {
	b := newBench(t)
	h := b.host
	award := &centre.Award{Name: "优胜奖"}
	c := &cabinet{shelf: newShelf(event("义诊一"), award)}
	award.Event = c.records[0].Base().ID
	if _, err := c.Save(file(award.ID, "奖状.jpg", "image/jpeg")); err != nil {
		t.Fatal(err)
	}
	b.host.Name = c.name
	s := NewRecords(h, RecordsSpec{Type: centre.EventType, Keeper: c}, nil)
	b.put(newStack(s.Content(), h.Toasts()))
	s.Shown()
	b.keys(fyne.KeyReturn)
	s.side.newPart(centre.AwardType)
	b.wantNot(h.T("attach.files")) // before it is saved there is nothing to keep a file with
	b.keys(fyne.KeyEscape)
	s.side.page.parts["award"].OnOpen(0)
	b.press(h.T("attach.files"))
	b.want("奖状.jpg", h.T("attach.total", 1, mb(h, 3)))
	path := filepath.Join(t.TempDir(), "获奖照片.jpg")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.ctrl("U")
	h.Window.Canvas().Focused().(*Entry).SetText(path)
	b.keys(fyne.KeyReturn)
	b.press(h.T("attach.add"))
	b.want("获奖照片.jpg", h.T("attach.total", 2, mb(h, 6)))
	b.keys(fyne.KeyEscape)
	b.want(h.T("attach.files")) // back at the form
}

// BenchmarkPictureToPixels: a picture of an A4 page brought to the pixels of a small screen.
func BenchmarkPictureToPixels(b *testing.B) {
	img := image.NewRGBA(image.Rect(0, 0, 1754, 2480))
	for b.Loop() {
		inPixels(img, 424, 600)
	}
}
