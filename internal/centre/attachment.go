package centre

import (
	"strings"

	"cn.halfsky/internal/field"
)

// Attachment is a file that belongs to a record 附件: a photo of an event, a scan of a contract, a receipt of aid. It lies in the
// space of that record. The files themselves are sealed beside the data; Blob and Print say which they are and open them.
type Attachment struct {
	field.Meta
	Owner    field.ID
	Title    string
	Name     string // of the file as it came
	Media    string // media type, RFC 6838
	Size     int64  // of the file kept, bytes
	Width    int64  // of a picture, pixels
	Height   int64
	Taken    field.Day
	About    string
	Original field.YesNo // a picture's file is kept as it came, with all it says of place, time and device
	Blob     string      // the file kept: of a picture without its original, the copy for print
	Print    string      // the copy for print, where the original is kept
}

// attached are the tables whose records may have files.
var attached = []string{
	"case", "step", "consent", "referral", "person", "programme", "event", "award", "hardship", "aid", "visit", "organisation", "document",
	"issue", "article",
}

// AttachmentType describes attachments.
var AttachmentType = &field.Type{
	Table: "attachment", Code: 65, Schema: 1, Space: field.Cases, Title: []string{"title"},
	New: func() field.Record { return &Attachment{} },
	Fields: []field.Spec{
		field.Ref("owner", attached, func(a *Attachment) *field.ID { return &a.Owner }, field.Owner, field.Required, field.In(field.InFilter|field.IsPrivate)),
		field.Text("title", func(a *Attachment) *string { return &a.Title }, field.Required, field.In(field.InList|field.InSearch|field.IsPrivate)),
		field.Text("name", func(a *Attachment) *string { return &a.Name }, field.Fact, field.Max(255), field.In(field.InList|field.InSearch|field.IsPrivate)),
		field.Text("media", func(a *Attachment) *string { return &a.Media }, field.Fact, field.Max(100), field.In(field.InList)),
		field.Number("size", func(a *Attachment) *int64 { return &a.Size }, field.Fact, field.In(field.InList)),
		field.Number("width", func(a *Attachment) *int64 { return &a.Width }, field.Fact, field.In(field.InList)),
		field.Number("height", func(a *Attachment) *int64 { return &a.Height }, field.Fact, field.In(field.InList)),
		field.Date("taken", func(a *Attachment) *field.Day { return &a.Taken }, field.In(field.InList)),
		field.Long("about", func(a *Attachment) *string { return &a.About }, field.In(field.InSearch|field.IsPrivate)),
		field.Asked("original", func(a *Attachment) *field.YesNo { return &a.Original }, field.Fact, field.In(field.InList)),
		field.Blob("blob", func(a *Attachment) *string { return &a.Blob }),
		field.Blob("print", func(a *Attachment) *string { return &a.Print }),
	},
}

// Type returns AttachmentType.
func (a *Attachment) Type() *field.Type { return AttachmentType }

// Check returns what has to be mended.
func (a *Attachment) Check() field.Problems { return AttachmentType.Check(a) }

// IsPicture reports whether the program can show it as a picture: those are kept as JPEG or PNG besides their original.
func (a *Attachment) IsPicture() bool { return strings.HasPrefix(a.Media, "image/") && a.Width > 0 }

// IsText reports whether the program can show it as text.
func (a *Attachment) IsText() bool { return strings.HasPrefix(a.Media, "text/") }

// Shown is the file to look at and to print: of a picture the copy that says nothing of place, time and device.
func (a *Attachment) Shown() string {
	if a.Print != "" {
		return a.Print
	}
	return a.Blob
}
