package assets_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
	"golang.org/x/text/encoding/simplifiedchinese"

	"cn.halfsky/assets"
)

// gb2312 returns every character of the national basic set.
func gb2312(t *testing.T) []rune {
	t.Helper()
	var out []rune
	for row := byte(0xB0); row <= 0xF7; row++ {
		for cell := byte(0xA1); cell <= 0xFE; cell++ {
			if row == 0xD7 && cell > 0xF9 {
				continue
			}
			s, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{row, cell})
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, []rune(string(s))...)
		}
	}
	return out
}

func TestScreenFacesShowEveryName(t *testing.T) {
	basic := gb2312(t)
	if len(basic) != 6763 {
		t.Fatalf("GB 2312 has %d characters here", len(basic))
	}
	for name, data := range map[string][]byte{"regular": assets.ScreenRegular, "bold": assets.ScreenBold} {
		face, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range append(basic, []rune("𠮷𬭸𫖯㛃喆堃旻昇珺ǎǖ①￥“”‘’—…·〔〕●")...) {
			gid, ok := face.NominalGlyph(r)
			if !ok {
				t.Errorf("%s has no %c (U+%04X)", name, r, r)
				continue
			}
			outline, ok := face.GlyphData(gid).(font.GlyphOutline)
			if !ok || len(outline.Segments) == 0 {
				t.Errorf("%s draws nothing for %c (U+%04X)", name, r, r)
			}
		}
	}
}

func TestEveryFontHasItsLicence(t *testing.T) {
	files, err := os.ReadDir("fonts")
	if err != nil {
		t.Fatal(err)
	}
	seen, size := 0, int64(0)
	for _, f := range files {
		name := f.Name()
		if !strings.Contains(name, ".ttf") && !strings.Contains(name, ".otf") {
			continue
		}
		seen++
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
		family, _, _ := strings.Cut(name, "-")
		text, err := os.ReadFile(filepath.Join("fonts", family+".LICENSE.txt"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !bytes.Contains(text, []byte("Copyright")) || !bytes.Contains(bytes.ToUpper(text), []byte("LICENSE")) {
			t.Errorf("%s: the licence is not a licence", name)
		}
	}
	if seen == 0 {
		t.Error("no fonts")
	}
	if size > 30<<20 {
		t.Errorf("the fonts take %d MB", size>>20)
	}
}
