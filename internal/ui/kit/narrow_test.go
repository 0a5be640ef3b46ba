package kit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
)

// TestNarrowFilters: in a narrow list the filters take one line, those that are set stay, and a button shows all.
func TestNarrowFilters(t *testing.T) {
	b := newBench(t)
	l := NewList(b.host, ListSpec{Type: centre.CaseType, Source: newShelf(), Columns: []string{"number", "received"}})
	l.o.Open = nil
	b.put(l)
	l.Reload()
	b.host.Window.Resize(fyne.NewSize(420, 500))
	visible := func() (keys []string) {
		for _, s := range l.filters.order {
			if l.filters.picks[s.Key].Visible() {
				keys = append(keys, s.Key)
			}
		}
		return keys
	}
	all := len(l.filters.order)
	if n := len(visible()); n == 0 || n == all {
		t.Fatalf("%d of %d filters in a narrow list", n, all)
	}
	last := l.filters.order[all-1].Key
	if slices.Contains(visible(), last) {
		t.Fatalf("%s has room", last)
	}
	b.press(b.host.T("kit.filter.more"))
	if len(visible()) != all {
		t.Error("the button does not show all filters")
	}
	p := l.filters.picks[last]
	b.host.Focus(p)
	b.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	b.press(b.host.T("kit.filter.less"))
	if v := visible(); !slices.Contains(v, last) || len(v) == all {
		t.Errorf("after setting %s these are seen: %v", last, v)
	}
	b.host.Window.Resize(fyne.NewSize(2400, 500))
	if len(visible()) != all || b.seen(b.host.T("kit.filter.more")) {
		t.Error("with room for all some are hidden")
	}
}

// TestActionBarKeepsTheMainAction: what finds no room is in a menu and works from there.
func TestActionBarKeepsTheMainAction(t *testing.T) {
	b := newBench(t)
	var did []string
	var actions []Action
	for _, name := range []string{"记一步", "算期限", "历史", "打印", "修改"} {
		actions = append(actions, Action{Text: name, Kind: Flat, Do: func() { did = append(did, name) }})
	}
	bar := newActionBar(b.host, actions)
	b.put(byHand(bar))
	bar.Resize(fyne.NewSize(220, 40))
	b.want("记一步", "修改", b.host.T("kit.more"))
	b.wantNot("打印")
	b.press(b.host.T("kit.more"))
	b.want("打印")
	b.wantNot("修改")
	b.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // the last one
	if len(did) != 1 || did[0] != "打印" {
		t.Errorf("did %v", did)
	}
	bar.Resize(fyne.NewSize(900, 40))
	b.want("打印")
	b.wantNot(b.host.T("kit.more"))
}
