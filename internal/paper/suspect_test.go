package paper

import (
	"fmt"
	"strings"
	"testing"
)

// TestNumbersInAPublicDocumentAreSeen: however a number is written, on whichever page; figures, dates and hotlines are none.
func TestNumbersInAPublicDocumentAreSeen(t *testing.T) {
	look := func(public bool, text string) string {
		t.Helper()
		d := Document{Doc: New(Options{}), Public: public}
		d.Para("第一页")
		d.NewPage()
		d.Table(Table{Columns: []Column{{Title: "13800"}, {Title: "005678"}}, Rows: [][]string{{"x", text}}})
		var out []string
		for _, s := range d.Suspects(mustLayout(t, d.Doc)) {
			if s.Page != 2 {
				t.Errorf("%q is said to be on page %d", text, s.Page)
			}
			out = append(out, fmt.Sprintf("%s %s", s.What, s.Around))
		}
		return strings.Join(out, "/")
	}
	for text, want := range map[string]string{
		"电话13800005678。":             "mobile 电话13800005678。",
		"１３８ ０００-05678":              "mobile １３８ ０００-05678",
		"110105194912310029":         "residentid 110105194912310029",
		"号11010519491231002x止":       "residentid 号11010519491231002x止",
		"110105 19491231 002X":       "residentid 110105 19491231 002X",
		"12351、0512-65221234":        "",
		"2008年3月8日，1,380,000,567.8元": "",
		"13800005678901":             "",
		"YLZX-2026-0007":             "",
		"12800005678":                "",
	} {
		if got := look(true, text); got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
		if got := look(false, text); got != "" {
			t.Errorf("a document for inside is asked about %q: %q", text, got)
		}
	}
}
