package paper

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"cn.halfsky/internal/say"
)

// recoverySheet is a sheet of invented codes; with shares every character of the alphabet stands in it.
func recoverySheet(shares int) RecoverySheet {
	s := RecoverySheet{ID: "7K3F", Proof: "A1B2-C3D4", Need: 2}
	const all = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	lines := func(n, from int) (out []string) {
		for i := range n {
			line := ""
			for j := range 12 {
				line += string(all[(from+12*i+5*j)%len(all)])
			}
			out = append(out, line)
		}
		return out
	}
	if shares == 0 {
		s.Codes = []RecoveryCode{{Lines: lines(4, 3)}}
	}
	for i := range shares {
		s.Codes = append(s.Codes, RecoveryCode{Share: i + 1, Lines: lines(6, 7*i)})
	}
	return s
}

func TestRecoverySheetIsOnePageForEachCode(t *testing.T) {
	for _, lang := range say.Langs() {
		for _, shares := range []int{0, 3} {
			in := docSetting(lang)
			in.Centre = strings.Repeat("样例市总工会女职工维权中心", 2) // a long name must not push anything over the page
			s := recoverySheet(shares)
			d := RecoveryDoc(s, in)
			p, _ := checked(t, d.Doc)
			if len(p.Sheets) != len(s.Codes) || len(p.Missing) > 0 {
				t.Errorf("%s: %d codes on %d pages, without a face %q", lang, len(s.Codes), len(p.Sheets), string(p.Missing))
			}
			if len(d.Personal) > 0 {
				t.Errorf("%s: personal fields %v", lang, d.Personal)
			}
		}
	}
}

// TestRecoveryCodeCopiesOutOfTheFile reads the code back as a person would get it who marks it in a reader.
func TestRecoveryCodeCopiesOutOfTheFile(t *testing.T) {
	for _, shares := range []int{0, 3} {
		s := recoverySheet(shares)
		_, file := checked(t, RecoveryDoc(s, docSetting(say.ZH)).Doc)
		pages := readPDF(t, file)
		tool, err := exec.LookPath("pdftotext")
		if err == nil {
			path := filepath.Join(t.TempDir(), "sheet.pdf")
			if err := os.WriteFile(path, file, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(tool, "-enc", "UTF-8", path, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			pages = append(pages, strings.Split(string(out), "\f")...)
		}
		for i, page := range pages {
			if page == "" {
				continue
			}
			at := squash(page)
			for n, line := range s.Codes[i%len(s.Codes)].Lines {
				found := strings.Index(at, line)
				if found < 0 {
					t.Fatalf("page %d: line %d is not there whole and in its order", i, n+1)
				}
				at = at[found:]
			}
		}
	}
}
