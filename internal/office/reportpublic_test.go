package office

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// eventReported is the report of an event with its photos.
func eventReported(t *testing.T, of *Office, e *centre.Event) Report {
	t.Helper()
	r, err := of.Report(t.Context(), Reporting{Kind: EventReport, ID: e.ID, Pictures: true, Book: say.For(say.ZH)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestPhotosArePrintedWhenChosenAndJournaledOnce prints an event with photos: not unless asked; without a line for each look; with one
// line that says how many left; whoever prints is told that they may show people.
func TestPhotosArePrintedWhenChosenAndJournaledOnce(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	e := anEvent(t, of)
	attached(t, of, e, photoFile(t, "DSC_0815.JPG"), Attaching{})
	attached(t, of, e, photoFile(t, "b.jpg"), Attaching{Title: "讲座现场", KeepOriginal: true})
	attached(t, of, e, written(t, "说明.txt", []byte("说明")), Attaching{})
	since := of.Folder().Seq
	plain, err := of.Report(t.Context(), Reporting{Kind: EventReport, ID: e.ID, Book: say.For(say.ZH)})
	if err != nil || plain.Document.Photos != 0 || len(plain.Warnings) != 0 {
		t.Errorf("unasked: %d photos, %v, %v", plain.Document.Photos, plain.Warnings, err)
	}
	r := eventReported(t, of, e)
	pages, err := r.Document.Layout()
	if err != nil {
		t.Fatal(err)
	}
	text := squeeze(pages.Plain())
	if r.Document.Photos != 2 || !strings.Contains(text, "讲座现场") || strings.Contains(text, "DSC") {
		t.Errorf("%d photos in %s", r.Document.Photos, text)
	}
	if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], "2张") {
		t.Errorf("warned of %v", r.Warnings)
	}
	if file, err := pages.PDF(); err != nil || strings.Contains(string(file), somewhere) {
		t.Errorf("the file says where a photo was taken, or %v", err)
	}
	if lines := entries(t, of, since); len(lines) != 0 {
		t.Errorf("looking at the preview left %d lines", len(lines))
	}
	if err := of.Printed(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	lines := entries(t, of, since)
	if len(lines) != 1 || len(lines[0].Ops) != 1 || lines[0].Ops[0].Kind != store.Printed || !strings.Contains(lines[0].Ops[0].Text, "photos=2") {
		t.Errorf("the print stands in the journal as %+v", lines)
	}
}

// TestPhotoThatCannotBeReadDoesNotStopTheReport damages the file of one of two photos.
func TestPhotoThatCannotBeReadDoesNotStopTheReport(t *testing.T) {
	of, dir, _ := testOffice(t, Founding{})
	e := anEvent(t, of)
	broken := attached(t, of, e, photoFile(t, "a.jpg"), Attaching{Title: "坏的"})
	attached(t, of, e, photoFile(t, "b.jpg"), Attaching{Title: "好的"})
	restore := spoil(t, dir, of, broken)
	defer restore()
	r := eventReported(t, of, e)
	if r.Document.Photos != 1 || len(r.Warnings) != 2 || !strings.Contains(r.Warnings[1], "无法读出") {
		t.Errorf("%d photos, warned of %v", r.Document.Photos, r.Warnings)
	}
}

// spoil takes the file of an attachment away; what it returns puts it back.
func spoil(t *testing.T, dir string, of *Office, a *centre.Attachment) (restore func()) {
	t.Helper()
	before := map[string]bool{}
	blobs, err := of.store.Blobs()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range blobs {
		before[b.Name] = true
	}
	for name := range before {
		path := filepath.Join(dir, filepath.FromSlash(name))
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		f, _, err := of.OpenAttachment(t.Context(), a.ID)
		if err != nil {
			return func() {
				if err := os.WriteFile(path, raw, 0o600); err != nil {
					t.Error(err)
				}
			}
		}
		_ = f.Close()
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("no file belongs to the attachment")
	return nil
}

// TestMorePhotosThanADocumentHoldsAreTold attaches more photos than the summary of a programme shows of one event.
func TestMorePhotosThanADocumentHoldsAreTold(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	p := saved(t, of, &centre.Programme{Name: "示例系列", Year: 2026})
	e := anEvent(t, of)
	e.Programme = p.ID
	save(t, of, e)
	for range photosOfEach + 1 {
		attached(t, of, e, photoFile(t, "a.jpg"), Attaching{})
	}
	r, err := of.Report(t.Context(), Reporting{Kind: ProgrammeReport, ID: p.ID, Pictures: true, Book: say.For(say.ZH)})
	if err != nil || r.Document.Photos != photosOfEach || len(r.Warnings) != 2 || !strings.Contains(r.Warnings[1], "另有1张") {
		t.Errorf("%d photos, warned of %v, %v", r.Document.Photos, r.Warnings, err)
	}
	pages, err := r.Document.Layout()
	if err != nil || !strings.Contains(squeeze(pages.Plain()), squeeze(e.Name)) {
		t.Errorf("a photo without a title does not stand under the name of its event, %v", err)
	}
}

// TestTheSampleHasAnIssueThatWasPublishedAsItIs: the edition of the sample says what its records say.
func TestTheSampleHasAnIssueThatWasPublishedAsItIs(t *testing.T) {
	of := statFolder(t)
	rows, err := of.List(centre.EditionType, store.Query{})
	if err != nil || rows.Len() != 1 {
		t.Fatalf("%d editions, %v", rows.Len(), err)
	}
	e, err := live[*centre.Edition](of, centre.EditionType, rows.ID(0))
	if err != nil {
		t.Fatal(err)
	}
	if s, changed, err := of.PublishedIssue(e.Issue); err != nil || changed || len(s.News) == 0 {
		t.Errorf("the issue reads %+v, changed %v, %v", s, changed, err)
	}
}

// TestThePublicDocumentsOfTheSample prints the bulletin, the programme and every event of the sample.
func TestThePublicDocumentsOfTheSample(t *testing.T) {
	of := statFolder(t)
	for kind, typ := range map[ReportKind]*field.Type{BulletinReport: centre.IssueType, ProgrammeReport: centre.ProgrammeType, EventReport: centre.EventType} {
		rows, err := of.List(typ, store.Query{Sort: store.ByMade})
		if err != nil || rows.Len() == 0 {
			t.Fatalf("%s: %v", kind, err)
		}
		for i := range rows.Len() {
			r, err := of.Report(t.Context(), Reporting{Kind: kind, ID: rows.ID(i), Book: say.For(say.Langs()[i%2])})
			if err != nil {
				t.Fatal(err)
			}
			pages, err := r.Document.Layout()
			if err != nil || strings.Contains(pages.Plain(), "⟦") || len(pages.Missing) > 0 || !r.Document.Public {
				t.Errorf("%s %d: %v", kind, i, err)
			}
		}
	}
}
