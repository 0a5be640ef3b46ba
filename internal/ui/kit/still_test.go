package kit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestLayingOutAgainDrawsNothingNew guards the processor of a computer on which the program is open all day: a widget that makes
// new pictures at every layout has the window painted without end.
func TestLayingOutAgainDrawsNothingNew(t *testing.T) {
	h := newBench(t).host
	options := []Option{{Value: "a", Text: "来访"}, {Value: "b", Text: "来电"}}
	chips := NewChips(h, false, options)
	chips.Set("a")
	for name, w := range map[string]fyne.Widget{
		"rail":     NewRail(h, []RailItem{{Icon: "cases", Text: "个案"}, {Icon: "rota", Text: "排班"}}, func(int) {}),
		"chips":    chips,
		"calendar": NewCalendar(h, h.Context().Today),
		"button":   NewIconButton(h, "add", "新建", Main, func() {}),
		"pick":     NewPick(h, "", options),
	} {
		r := test.WidgetRenderer(w)
		size := r.MinSize().Max(fyne.NewSize(200, 40))
		w.Resize(size)
		r.Layout(size)
		before := slices.Clone(r.Objects())
		r.Layout(size)
		if !slices.Equal(before, r.Objects()) {
			t.Errorf("%s drew itself anew for the same size", name)
		}
	}
}
