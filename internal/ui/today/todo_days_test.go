package today

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/theme"
)

// TestDaysFitTheirColumn: what is said of a day is never cut, in either language, also of one of last year.
func TestDaysFitTheirColumn(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	const margins = 16
	for _, lang := range say.Langs() {
		g := &gatherer{words: centre.Shown{Book: say.For(lang)}, today: monday}
		for month := 1; month <= 12; month++ {
			for _, year := range []int{monday.Year - 1, monday.Year, monday.Year + 1} {
				text, _ := g.remains(field.Day{Year: year, Month: month, Date: 28})
				if w := fyne.MeasureText(text, theme.Size(theme.Text), fyne.TextStyle{}).Width; w > whenWidth-margins {
					t.Errorf("%q is %.0f wide, and there are %d", text, w, whenWidth-margins)
				}
			}
		}
	}
}

// TestACaseIsKnownByWhatIsNeverCut: the number that tells which case is meant begins its line in both languages.
func TestACaseIsKnownByWhatIsNeverCut(t *testing.T) {
	for _, lang := range say.Langs() {
		book := say.For(lang)
		if got := book.T("today.case", "示2026-AA-0001-B", "matter", "what"); !strings.HasPrefix(got, "示2026-AA-0001-B") {
			t.Errorf("a line is %q", got)
		}
	}
}

// TestWhatNoLawCountsStandsAtTheEndOnceItIsLongOver: before that it stands by its day, and a statutory limit always does.
func TestWhatNoLawCountsStandsAtTheEndOnceItIsLongOver(t *testing.T) {
	b := &box{}
	c := b.newCase("0201", "", "underway")
	b.put(&centre.Deadline{Case: c, Rule: "WI_EMPLOYER", Computed: monday.Add(-300)})
	b.put(&centre.Deadline{Case: c, Rule: "SUE", Computed: monday.Add(soon)})
	b.put(&centre.Hardship{Number: "K1", State: "approved", Review: monday.Add(-back - 1)})
	b.put(&centre.Aid{Kind: "study", State: "planned", Date: monday.Add(-back - 40)})
	b.put(&centre.Hardship{Number: "K2", State: "approved", Review: monday.Add(-back)})
	f := b.look(t)
	var got []string
	for _, l := range f.todo {
		got = append(got, l.When)
	}
	want := []string{"1月27日，已过 300 天", "9月24日，已过 60 天", "11月30日，还有 7 天", "8月15日，已过 100 天", "9月23日，已过 61 天"}
	if !slices.Equal(got, want) || f.late != 4 {
		t.Errorf("%d late, %q, want %q", f.late, got, want)
	}
}
