package theme_test

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"cn.halfsky/internal/ui/early"
	"cn.halfsky/internal/ui/theme"
)

func drawn(t *testing.T, text string, style fyne.TextStyle) []byte {
	t.Helper()
	word := canvas.NewText(text, theme.Color(theme.Ink))
	word.TextStyle, word.TextSize = style, 32
	w := test.NewWindow(word)
	defer w.Close()
	var out bytes.Buffer
	if err := png.Encode(&out, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestNoBoxes guards against names that show as boxes: the tests run without system fonts, as on a bare machine.
func TestNoBoxes(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}, {Italic: true}} {
		box := drawn(t, "\U000E0FFF", style)
		if bytes.Equal(box, drawn(t, "女", style)) {
			t.Fatalf("%+v: the box cannot be told from a character", style)
		}
		for _, r := range "女职工維權中心𠮷𬭸𫖯\U00031350㐂龘䶮鿿ǎü〇㎡℃①●→" {
			if bytes.Equal(box, drawn(t, string(r), style)) {
				t.Errorf("%+v: %c (%U) shows as a box", style, r, r)
			}
		}
	}
}

// TestTexturesAreShort guards the order of initialisation: the environment is read once, before any line of main.
func TestTexturesAreShort(t *testing.T) {
	if os.Getenv("FYNE_CACHE") == "" {
		t.Fatal("FYNE_CACHE is not set")
	}
	run := exec.Command(os.Args[0], "-test.run=^$")
	run.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("run test binary: %v", err)
	}
	ours := strings.Index(string(trace), "init cn.halfsky/internal/ui/early ")
	theirs := strings.Index(string(trace), "init fyne.io/fyne/v2/internal/cache ")
	if ours < 0 || theirs < 0 || ours > theirs {
		t.Errorf("initialised at %d, the toolkit's cache at %d", ours, theirs)
	}
	if d, err := time.ParseDuration(early.Textures); err != nil || d <= 10*time.Second || d > 20*time.Second {
		t.Errorf("textures live %s; ten seconds or less keep the processor busy, a minute fills the memory", early.Textures)
	}
}

func luminance(c interface{ RGBA() (r, g, b, a uint32) }) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

// TestContrast holds text to WCAG 2.2: 4.5 to 1 ordinarily, 7 to 1 under high contrast.
func TestContrast(t *testing.T) {
	for _, look := range []theme.Look{{}, {Contrast: true}} {
		th, want := theme.New(look), 4.5
		if look.Contrast {
			want = 7
		}
		for _, pair := range [][2]fyne.ThemeColorName{
			{theme.Ink, theme.Paper}, {theme.Ink, theme.Rail}, {theme.Ink, theme.Chosen}, {theme.Ink, theme.Under}, {theme.Ink, theme.Head},
			{theme.Faint, theme.Paper}, {theme.Faint, theme.Rail}, {theme.Faint, theme.Sheet}, {theme.Faint, theme.Chosen}, {theme.Faint, theme.Head},
			{theme.Accent, theme.Paper}, {theme.Accent, theme.SoftRed}, {theme.OnRed, theme.Accent}, {theme.Good, theme.SoftGood},
			{theme.Warn, theme.SoftWarn}, {theme.Warn, theme.Paper}, {theme.Ink, theme.SoftGrey}, {theme.Ink, fynetheme.ColorNameButton},
		} {
			a, b := luminance(th.Color(pair[0], 0)), luminance(th.Color(pair[1], 0))
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < want {
				t.Errorf("%+v: %s on %s has contrast %.2f, wants %.1f", look, pair[0], pair[1], ratio, want)
			}
		}
	}
}

// TestLarge checks that large type is larger everywhere it is read.
func TestLarge(t *testing.T) {
	plain, large := theme.New(theme.Look{}), theme.New(theme.Look{Large: true})
	for _, name := range []fyne.ThemeSizeName{theme.Text, theme.Small, theme.Title, theme.Heading, theme.Row, theme.Control} {
		if large.Size(name) < plain.Size(name)*1.2 {
			t.Errorf("%s is %v, plain %v", name, large.Size(name), plain.Size(name))
		}
	}
}

// TestIcons checks that the icon of every area draws something in the colour asked for.
func TestIcons(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	seen := map[string]string{}
	for name, icon := range theme.Icons() {
		picture := canvas.NewImageFromResource(icon)
		w := test.NewWindow(picture)
		w.SetPadded(false)
		w.Resize(fyne.NewSize(48, 48))
		shot := w.Canvas().Capture()
		w.Close()
		ink := inked(shot)
		if ink < 60 || ink > 48*48*6/10 {
			t.Errorf("icon %s covers %d of %d pixels", name, ink, 48*48)
		}
		var out bytes.Buffer
		if err := png.Encode(&out, shot); err != nil {
			t.Fatal(err)
		}
		if other := seen[out.String()]; other != "" {
			t.Errorf("icons %s and %s look the same", name, other)
		}
		seen[out.String()] = name
	}
}

func inked(shot image.Image) int {
	paper, n := shot.At(0, 0), 0
	for y := range shot.Bounds().Dy() {
		for x := range shot.Bounds().Dx() {
			if shot.At(x, y) != paper {
				n++
			}
		}
	}
	return n
}
