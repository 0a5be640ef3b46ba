package paper

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"cn.halfsky/internal/field"
)

func protected(t *testing.T, p Protection) []byte {
	t.Helper()
	file, err := mustLayout(t, sample()).PDF()
	if err != nil {
		t.Fatal(err)
	}
	before := bytes.Clone(file)
	out, err := Protect(file, p)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, before) {
		t.Error("the copy that is not protected was changed")
	}
	return out
}

// opens reports whether a password opens a file, by a strict reader.
func opens(file []byte, password string) error {
	conf := model.NewAESConfiguration(password, "", 256)
	conf.ValidationMode = model.ValidationStrict
	return api.Validate(bytes.NewReader(file), conf)
}

func TestProtectedCopyOpensWithItsPasswordOnly(t *testing.T) {
	for _, password := range []string{"样例口令三八节", "Abc-123_x", "𠮷祥如意2026"} {
		file := protected(t, Protection{Password: password, Print: true})
		if err := opens(file, password); err != nil {
			t.Errorf("%s does not open it: %v", password, err)
		}
		for _, wrong := range []string{"", "x", password + "1"} {
			if opens(file, wrong) == nil {
				t.Errorf("%q opens what %s protects", wrong, password)
			}
		}
		said := strings.Join(strings.Fields(string(file)), "")
		for _, want := range []string{"%PDF-2.0", "/R6", "/V5", "/AESV3"} {
			if !strings.Contains(said, want) {
				t.Errorf("the file does not say %s", want)
			}
		}
		if bytes.Contains(file, []byte("/AESV2")) || bytes.Contains(file, []byte("样例")) {
			t.Error("something weaker is in it")
		}
	}
}

func TestProtectionRefusesInWords(t *testing.T) {
	for password, code := range map[string]field.Code{
		"": NoPassword, "两个 字": UnfitPassword, "a\x00b": UnfitPassword, "\xff": UnfitPassword, strings.Repeat("样", 43): UnfitPassword, "😀": UnfitPassword,
	} {
		if _, err := Protect([]byte("%PDF-1.7\n"), Protection{Password: password}); !errors.Is(err, code) {
			t.Errorf("%q: got %v, want %s", password, err, code)
		}
	}
	for _, file := range []string{"", "样例", "%PDF-1.7\nno file"} {
		if out, err := Protect([]byte(file), Protection{Password: "样例口令"}); err == nil || out != nil {
			t.Errorf("%q is protected", file)
		}
	}
}

func TestQpdfReadsProtectedCopies(t *testing.T) {
	tool, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed; pdfcpu has opened the copies")
	}
	for _, p := range []Protection{{"样例口令三八节", true, false}, {"样例口令", false, true}, {"样例口令", true, true}, {"样例口令", false, false}} {
		path := filepath.Join(t.TempDir(), "protected.pdf")
		if err := os.WriteFile(path, protected(t, p), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(tool, "--check", "--password="+p.Password, path).CombinedOutput(); err != nil {
			t.Errorf("qpdf: %v\n%s", err, out)
		}
		if err := exec.Command(tool, "--check", "--password=falsch", path).Run(); err == nil {
			t.Error("a wrong password opens it")
		}
		said, err := exec.Command(tool, "--show-encryption", "--password="+p.Password, path).Output()
		if err != nil {
			t.Fatal(err)
		}
		for line, want := range map[string]bool{"R = 6": true, "stream encryption method: AESv3": true, "print high resolution: allowed": p.Print,
			"extract for any purpose: allowed": p.Copy, "extract for accessibility: allowed": true, "modify anything: allowed": false} {
			if strings.Contains(string(said), line) != want {
				t.Errorf("print %v, copy %v: %q is %v\n%s", p.Print, p.Copy, line, !want, said)
			}
		}
	}
}

func TestPopplerReadsProtectedText(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	const password = "样例口令三八节"
	path := filepath.Join(t.TempDir(), "protected.pdf")
	if err := os.WriteFile(path, protected(t, Protection{password, true, true}), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-enc", "UTF-8", "-upw", password, path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	holds(t, "pdftotext", string(out), mustLayout(t, sample()).Plain())
}
