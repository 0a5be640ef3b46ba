package printer

import (
	"slices"
	"strings"
	"testing"
)

const listing = `printer Office is idle.  enabled since Mon 23 Nov 2026 09:00:00
printer Old disabled since Mon 23 Nov 2026 09:00:00 -
	Paused
printer 三楼 now printing 三楼-12.  enabled since Mon 23 Nov 2026 09:00:00
system default destination: Office/draft
`

func TestPrintersAreRead(t *testing.T) {
	want := []Printer{{Name: "Office", Default: true}, {Name: "Old", Stopped: true}, {Name: "三楼"}}
	if got := parseStatus(listing); !slices.Equal(got, want) {
		t.Errorf("read %+v", got)
	}
	for _, text := range []string{"", "no system default destination\n", "打印机 三楼 目前空闲。\n", "printer -rf is idle\nprinter  is idle\n"} {
		if got := parseStatus(text); len(got) > 0 {
			t.Errorf("%q has printers %+v", text, got)
		}
	}
}

// FuzzStatus: whatever is said, every name can be given to lp and stands once, and one printer at most is the default.
func FuzzStatus(f *testing.F) {
	f.Add(listing)
	f.Add("printer a\nprinter a\nsystem default destination: a\n")
	f.Fuzz(func(t *testing.T, text string) {
		seen, chosen := map[string]bool{}, 0
		for _, p := range parseStatus(text) {
			if seen[p.Name] || !usable(p.Name) || !strings.Contains(text, p.Name) {
				t.Fatalf("%q twice or not usable", p.Name)
			}
			seen[p.Name] = true
			if p.Default {
				chosen++
			}
		}
		if chosen > 1 {
			t.Fatal("two defaults")
		}
	})
}
