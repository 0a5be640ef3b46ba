package office

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/fake"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// somewhere stands for what a camera writes of place and device.
const somewhere = "GPSLatitude 31.3"

// photoFile writes a photo whose camera was held on its side: 300 × 200 in the file, red on the left.
func photoFile(t *testing.T, name string) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for i := 0; i < len(img.Pix); i += 4 {
		c := color.RGBA{255, 0, 0, 255}
		if i/4%300 > 150 {
			c = color.RGBA{0, 0, 255, 255}
		}
		img.SetRGBA(i/4%300, i/4/300, c)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00" + somewhere
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(exif)+2))...)
	out = append(append(out, exif...), b.Bytes()[2:]...)
	return written(t, name, out)
}

func written(t *testing.T, name string, body []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// saved saves records and returns the first.
func saved[R field.Record](t *testing.T, of *Office, r R, more ...field.Record) R {
	t.Helper()
	r.Base().ID = field.ID{}
	if _, err := of.Save(t.Context(), append([]field.Record{r}, more...)...); err != nil {
		t.Fatal(err)
	}
	return r
}

func anEvent(t *testing.T, of *Office) *centre.Event {
	t.Helper()
	return saved(t, of, fake.New(1, of.Today()).Event(func(e *centre.Event) { e.Programme = field.ID{} }))
}

func aCase(t *testing.T, of *Office) *centre.Case {
	t.Helper()
	c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0201", What: "示例"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func attached(t *testing.T, of *Office, owner field.Record, path string, a Attaching) *centre.Attachment {
	t.Helper()
	r, _, err := of.Attach(t.Context(), owner, path, a)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func contents(t *testing.T, of *Office, a *centre.Attachment) []byte {
	t.Helper()
	f, _, err := of.OpenAttachment(t.Context(), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	return b
}

func savedOut(t *testing.T, of *Office, a *centre.Attachment, original bool) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := of.SaveAttachment(t.Context(), a.ID, original, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestPhotoIsKeptUprightAndWithoutWhatItSaysOfPlace(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	e, path := anEvent(t, of), photoFile(t, "示例照片.JPG")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	plain := attached(t, of, e, path, Attaching{})
	whole := attached(t, of, e, path, Attaching{Title: "带原图", KeepOriginal: true})
	if plain.Title != "示例照片" || plain.Name != "示例照片.jpg" || plain.Original != field.No || plain.Print != "" || plain.Width != 200 || plain.Height != 300 ||
		plain.Size != int64(len(contents(t, of, plain))) || !plain.IsPicture() {
		t.Errorf("kept as %+v", plain)
	}
	if whole.Title != "带原图" || whole.Name != "示例照片.JPG" || whole.Original != field.Yes || whole.Print == "" || whole.Size != int64(len(raw)) {
		t.Errorf("with its original, kept as %+v", whole)
	}
	for name, b := range map[string][]byte{"seen": contents(t, of, plain), "seen beside its original": contents(t, of, whole), "saved": savedOut(t, of, whole, false)} {
		if bytes.Contains(b, []byte(somewhere)) || len(b) == 0 {
			t.Errorf("the copy that is %s says where it was taken, or is empty", name)
		}
	}
	if !bytes.Equal(savedOut(t, of, whole, true), raw) {
		t.Error("the original is another file")
	}
	img, err := of.Picture(t.Context(), whole.ID)
	if err != nil || img.Bounds() != image.Rect(0, 0, 200, 300) {
		t.Fatalf("picture %v, %v", img, err)
	}
	if r, _, b, _ := img.At(100, 20).RGBA(); r < b { // the left side of the file is the top to the eye
		t.Error("the picture lies on its side")
	}
	list, err := of.Attachments(e.ID)
	if err != nil || len(list) != 2 || list[0].ID != plain.ID {
		t.Errorf("listed %v, %v", list, err)
	}
	if n, size, err := of.AttachedSize(); err != nil || n != 3 || size < int64(len(raw)) {
		t.Errorf("%d files of %d bytes, %v", n, size, err)
	}
	if left, err := os.ReadFile(path); err != nil || !bytes.Equal(left, raw) {
		t.Error("the file it came from was changed")
	}
}

func TestOtherFilesAreKeptAsTheyAre(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	e := anEvent(t, of)
	pdf := []byte("%PDF-1.7\nan agreement")
	for name, c := range map[string]struct {
		body  []byte
		media string
		text  string
	}{
		"协议.pdf": {pdf, "application/pdf", ""}, "协议.txt": {pdf, "application/pdf", ""}, "说明.txt": {[]byte("说明：在门口签到。"), "text/plain", "说明：在门口签到。"},
		"旧说明.txt": {[]byte("\xcb\xb5\xc3\xf7\xca\xbe\xc0\xfd"), "text/plain", "说明示例"}, "未知.xyz": {[]byte{0, 1, 2}, "application/octet-stream", ""},
	} {
		a := attached(t, of, e, written(t, name, c.body), Attaching{})
		if a.Media != c.media || a.Name != name || a.Original != field.NotAsked || a.Size != int64(len(c.body)) || !bytes.Equal(contents(t, of, a), c.body) {
			t.Errorf("%s is kept as %+v", name, a)
		}
		text, err := of.Text(t.Context(), a.ID)
		var ps field.Problems
		if text != c.text || a.IsText() != (err == nil) || err != nil && !errors.As(err, &ps) {
			t.Errorf("%s reads %q, %v", name, text, err)
		}
	}
}

func TestFilesThatCannotBeAttachedAreRefusedInWords(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	e := anEvent(t, of)
	large := written(t, "large.bin", []byte("x"))
	if err := os.Truncate(large, AttachMost+1); err != nil {
		t.Fatal(err)
	}
	heic := written(t, "photo.jpg", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"))
	broken := written(t, "broken.png", []byte("\x89PNG\r\n\x1a\n and no more"))
	for path, say := range map[string]string{
		written(t, "empty.txt", nil): "attach.nothing", large: "attach.large", t.TempDir(): "attach.nofile", filepath.Join(t.TempDir(), "示例某人.pdf"): "attach.unread",
		heic: "attach.heic", broken: "attach.picture", written(t, "words.jpg", []byte("words")): "attach.picture",
	} {
		_, _, err := of.Attach(t.Context(), e, path, Attaching{})
		var ps field.Problems
		if !errors.As(err, &ps) || ps[0].Say != say {
			t.Errorf("%s: %v", say, err)
		}
		if err != nil && strings.Contains(err.Error(), "某人") {
			t.Error("the error names the file")
		}
	}
	for _, path := range []string{heic, broken} {
		if a := attached(t, of, e, path, Attaching{KeepOriginal: true}); a.IsPicture() || a.Blob == "" {
			t.Errorf("kept unread as %+v", a)
		}
	}
	stop, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := of.Attach(stop, e, photoFile(t, "a.jpg"), Attaching{}); !errors.Is(err, field.Cancelled) {
		t.Errorf("stopped: %v", err)
	}
	if n, _, err := of.AttachedSize(); n != 2 || err != nil {
		t.Errorf("%d files are left, %v", n, err)
	}
}

func TestAttachmentLiesInTheSpaceOfItsOwner(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	path := written(t, "a.txt", []byte("words"))
	c := aCase(t, of)
	step := of.New(centre.StepType).(*centre.Step)
	step.Case, step.Service, step.What = c.ID, "consult", "示例"
	saved(t, of, step)
	h := saved(t, of, fake.New(1, of.Today()).Hardship(func(h *centre.Hardship) { h.Number = "" }))
	for _, x := range []struct {
		owner field.Record
		space field.Space
	}{{c, ""}, {step, ""}, {anEvent(t, of), field.Open}, {h, field.Aid}} {
		a := attached(t, of, x.owner, path, Attaching{})
		if a.Space != x.space {
			t.Errorf("a file of a %s lies in %q", x.owner.Type().Table, a.Space)
		}
	}
	nobody := of.New(centre.AttachmentType).(*centre.Attachment)
	nobody.Owner, nobody.Title = field.ID{1}, "示例"
	if _, err := of.Save(t.Context(), nobody); !errors.Is(err, field.NotFound) || nobody.Space != "" {
		t.Errorf("of nothing: %v", err)
	}
}

func TestFilesOfARestrictedCaseAreForThoseNamedOnIt(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c, path := aCase(t, of), written(t, "a.txt", []byte("words"))
	before := attached(t, of, c, path, Attaching{})
	if _, err := of.Restrict(t.Context(), c.ID, []field.ID{of.Me().ID}); err != nil {
		t.Fatal(err)
	}
	now, err := of.Get(centre.CaseType, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	after := attached(t, of, now, path, Attaching{})
	moved, err := of.Get(centre.AttachmentType, before.ID)
	if err != nil {
		t.Fatal(err)
	}
	if space := now.Base().Space; space == "" || after.Space != space || moved.Base().Space != space {
		t.Errorf("the case lies in %q, its files in %q and %q", space, moved.Base().Space, after.Space)
	}
	if string(contents(t, of, before)) != "words" || string(contents(t, of, after)) != "words" {
		t.Error("the files do not open")
	}
}

func TestErasedCaseTakesItsFilesFromTheDisk(t *testing.T) {
	of, dir, _ := testOffice(t, Founding{})
	c, path := aCase(t, of), written(t, "a.txt", []byte("words"))
	attached(t, of, c, path, Attaching{})
	stays := attached(t, of, anEvent(t, of), path, Attaching{})
	if _, err := of.Delete(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if _, err := of.store.Update(t.Context(), store.Verb{Name: "erase"}, func(tx *store.Tx) error {
		rows, err := tx.List(centre.AttachmentType, store.Query{Gone: true})
		if err != nil || rows.Len() != 1 {
			t.Errorf("%d deleted files, %v", rows.Len(), err)
		}
		return tx.Erase(centre.AttachmentType, rows.ID(0))
	}); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "blobs", "*", "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
	if string(contents(t, of, stays)) != "words" {
		t.Error("the other file is gone")
	}
}

func TestAttachmentsGoAndComeBackWithTheirOwner(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := aCase(t, of)
	a := attached(t, of, c, written(t, "a.txt", []byte("words")), Attaching{})
	if _, err := of.Delete(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if list, err := of.Attachments(c.ID); err != nil || len(list) != 0 {
		t.Errorf("after the case went: %v, %v", list, err)
	}
	if _, _, err := of.OpenAttachment(t.Context(), a.ID); !errors.Is(err, field.NotFound) {
		t.Errorf("a deleted file opens: %v", err)
	}
	gone, err := of.Get(centre.CaseType, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Restore(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	if string(contents(t, of, a)) != "words" {
		t.Error("the file did not come back")
	}
}

func TestJournalHasWhoLookedAtAFileAndTookItOut(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	a := attached(t, of, aCase(t, of), written(t, "a.txt", []byte("words")), Attaching{})
	kinds := func() (out []store.Kind) {
		if err := of.store.Journal(t.Context(), 1, of.Folder().Seq, func(e store.Entry) error {
			for _, op := range e.Ops {
				if op.ID == a.ID {
					out = append(out, op.Kind)
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return out
	}
	contents(t, of, a)
	savedOut(t, of, a, false)
	path, back, err := of.LendAttachment(t.Context(), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := kinds(); !slices.Equal(got, []store.Kind{store.Made, store.Seen, store.Exported, store.Exported}) {
		t.Errorf("the journal has %v", got)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "words" || filepath.Base(path) != "halfsky.txt" {
		t.Errorf("lent %s: %v", filepath.Base(path), err)
	}
	if err := back(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("given back, and still there: %v", err)
	}
}

func TestLentFilesGoWhenTheFolderIsClosedAndOpened(t *testing.T) {
	o, dir := testOptions(t), filepath.Join(t.TempDir(), "data")
	o.Lend = t.TempDir()
	of, err := Create(t.Context(), dir, Founding{Centre: "样例", User: "值班员", Passphrase: testPass}, o)
	if err != nil {
		t.Fatal(err)
	}
	a := attached(t, of, anEvent(t, of), written(t, "合同.docx", []byte("words")), Attaching{})
	path, _, err := of.LendAttachment(t.Context(), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	for at := path; at != o.Lend; at = filepath.Dir(at) {
		if info, err := os.Stat(at); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others can enter: %v, %v", info.Mode(), err)
		}
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("a lent file is there after closing")
	}
	left := filepath.Join(filepath.Dir(filepath.Dir(path)), "of a crash", "halfsky.docx")
	if err := errors.Join(os.MkdirAll(filepath.Dir(left), 0o700), os.WriteFile(left, []byte("words"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if of, err = Open(dir, testPass, o); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !errors.Is(err, os.ErrNotExist) {
		t.Error("a file that a crash left is there after opening")
	}
	if err := of.Close(); err != nil {
		t.Error(err)
	}
}

func TestDamagedFileOfAnAttachmentIsNamed(t *testing.T) {
	of, dir, _ := testOffice(t, Founding{})
	a := attached(t, of, anEvent(t, of), photoFile(t, "a.jpg"), Attaching{})
	files, err := of.store.Blobs()
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	path := filepath.Join(dir, files[0].Name)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(bytes.Clone(whole[:len(whole)-1]), whole[len(whole)-1]^1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := of.Picture(t.Context(), a.ID); !errors.Is(err, field.Damaged) {
		t.Errorf("a damaged file: %v", err)
	}
	rep, err := of.Check(t.Context(), nil)
	if err != nil || !slices.Contains(rep.Troubles, store.Trouble{Kind: store.BlobDamaged, Table: "attachment", ID: a.ID}) {
		t.Errorf("check: %+v, %v", rep.Troubles, err)
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
}
