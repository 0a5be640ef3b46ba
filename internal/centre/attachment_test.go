package centre

import (
	"strings"
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// TestKeysToFilesAreNeverShown: a field that opens a file has no use but that, and reads as nothing.
func TestKeysToFilesAreNeverShown(t *testing.T) {
	const secret = "1.name.key.5"
	found := 0
	for _, typ := range Types {
		for _, f := range typ.With(field.IsBlob) {
			found++
			r := typ.New()
			if err := f.Put(r, secret); err != nil {
				t.Fatal(err)
			}
			for _, lang := range say.Langs() {
				if text := (Shown{Book: say.For(lang)}).Field(f, r); text != "" {
					t.Errorf("%s.%s reads %q", typ.Table, f.Key, text)
				}
			}
			if f.Uses != field.IsBlob || strings.Contains(typ.TitleOf(r), secret) {
				t.Errorf("%s.%s is shown somewhere", typ.Table, f.Key)
			}
		}
	}
	if found == 0 {
		t.Error("no record has a file")
	}
}

func TestAPictureIsShownByItsCopy(t *testing.T) {
	a := &Attachment{Media: "image/jpeg", Width: 10, Blob: "original", Print: "copy"}
	if a.Shown() != "copy" || !a.IsPicture() || a.IsText() {
		t.Errorf("shown is %s", a.Shown())
	}
	a.Print = ""
	if a.Shown() != "original" {
		t.Errorf("without a copy shown is %s", a.Shown())
	}
	if unread := (&Attachment{Media: "image/heic"}); unread.IsPicture() || !(&Attachment{Media: "text/csv"}).IsText() {
		t.Error("a picture that cannot be read is shown as one, or a text is not")
	}
}
