package office

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cn.halfsky/assets"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
)

// fontDesk is a computer with a note of its own and font files beside it.
type fontDesk struct{ note, good, other string }

func newFontDesk(t *testing.T) fontDesk {
	t.Helper()
	dir := t.TempDir()
	d := fontDesk{filepath.Join(dir, "config", "fonts.json"), filepath.Join(dir, "fang.ttf"), filepath.Join(dir, "other.otf")}
	for path, data := range map[string][]byte{d.good: assets.PaperHei, d.other: assets.ScreenRegular} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		if err := paper.SetOwnFaces(paper.OwnFaces{}); err != nil {
			t.Error(err)
		}
	})
	return d
}

// sit is an office at this computer as far as its fonts go.
func (d fontDesk) sit() *Office { return &Office{fonts: ownFonts{note: d.note}} }

func titleFace(t *testing.T) string {
	t.Helper()
	doc := paper.New(paper.Options{})
	doc.Title("样例")
	p, err := doc.Layout()
	if err != nil {
		t.Fatal(err)
	}
	return p.Sheets[0].Items[0].(paper.Run).Face()
}

func TestOwnFontIsKeptOnThisComputer(t *testing.T) {
	d := newFontDesk(t)
	if err := d.sit().SetOwnFont(t.Context(), SongFont, d.good); err != nil {
		t.Fatal(err)
	}
	again := d.sit() // the program starts again
	again.useOwnFonts()
	if got := titleFace(t); !strings.HasPrefix(got, "NotoSansSC") {
		t.Errorf("the title is drawn in %s", got)
	}
	fonts := again.OwnFonts()
	if len(fonts) != 2 || fonts[0].Path != "" || fonts[1].Kind != SongFont || fonts[1].Path != d.good || fonts[1].Info.Glyphs == 0 || fonts[1].Trouble != nil {
		t.Errorf("%+v", fonts)
	}
	if err := again.SetOwnFont(t.Context(), SongFont, ""); err != nil {
		t.Fatal(err)
	}
	d.sit().useOwnFonts()
	if got := titleFace(t); !strings.HasPrefix(got, "NotoSerifSC-Bold") {
		t.Errorf("given back, the title is drawn in %s", got)
	}
}

func TestOwnFontThatIsGoneOrChangedFallsBack(t *testing.T) {
	for name, c := range map[string]struct {
		harm func(d fontDesk) error
		code field.Code
	}{
		"gone":    {func(d fontDesk) error { return os.Remove(d.good) }, FontGone},
		"folder":  {func(d fontDesk) error { return errors.Join(os.Remove(d.good), os.Mkdir(d.good, 0o700)) }, FontGone},
		"changed": {func(d fontDesk) error { return os.WriteFile(d.good, bytes.Clone(assets.PaperSong), 0o600) }, FontChanged},
	} {
		d := newFontDesk(t)
		if err := d.sit().SetOwnFont(t.Context(), SongFont, d.good); err != nil {
			t.Fatal(err)
		}
		if err := c.harm(d); err != nil {
			t.Fatal(err)
		}
		if f := d.sit().OwnFonts()[1]; !errors.Is(f.Trouble, c.code) || f.Path != d.good {
			t.Errorf("%s: %+v", name, f)
		}
		if got := titleFace(t); !strings.HasPrefix(got, "NotoSerifSC-Bold") {
			t.Errorf("%s: the title is drawn in %s", name, got)
		}
	}
}

func TestOwnFontIsRefusedInWords(t *testing.T) {
	d := newFontDesk(t)
	o := d.sit()
	if err := o.SetOwnFont(t.Context(), FangFont, d.good); err != nil {
		t.Fatal(err)
	}
	for path, code := range map[string]field.Code{d.other: paper.FaceKind, d.other + ".none": FontGone, filepath.Dir(d.good): FontGone} {
		err := o.SetOwnFont(t.Context(), FangFont, path)
		if !errors.Is(err, code) {
			t.Errorf("got %v, want %s", err, code)
		}
		if err != nil && strings.Contains(err.Error(), filepath.Base(path)) {
			t.Error("the error tells where her files lie")
		}
	}
	if err := o.SetOwnFont(t.Context(), "masthead", d.good); !errors.Is(err, field.NotFound) {
		t.Errorf("a kind that is none: %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := o.SetOwnFont(stopped, FangFont, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if got := o.OwnFonts()[0].Path; got != d.good {
		t.Error("what was refused changed what was there")
	}
	if err := os.WriteFile(d.note, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if f := d.sit().OwnFonts()[0]; f.Path != "" || f.Trouble != nil {
		t.Errorf("a damaged note: %+v", f)
	}
}
