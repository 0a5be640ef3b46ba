package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/ui/kit"
)

// TestNoScreenTakesAKeyOfTheShell: search, quick log, lock, language, help and the areas are under the same keys wherever a person is,
// in lists, in records and in the ways a record is shown.
func TestNoScreenTakesAKeyOfTheShell(t *testing.T) {
	b := sampled(t)
	shell := map[chord]string{}
	for _, k := range b.shell.keys() {
		shell[chord{k.Name, k.Mod}] = k.Say
	}
	for _, must := range []chord{
		{"G", kit.Ctrl}, {"K", kit.Ctrl}, {"N", kit.Ctrl}, {"L", kit.Ctrl}, {fyne.KeyF1, 0}, {fyne.KeyF6, 0}, {"1", fyne.KeyModifierAlt}, {"9", fyne.KeyModifierAlt},
	} {
		if _, ok := shell[must]; !ok {
			t.Errorf("the shell has no %v", must)
		}
	}
	taken := func(where string, k int) {
		keys := b.shell.screen().Keys()
		if len(b.window.Canvas().Overlays().List()) > 0 {
			keys = b.host.Keys() // of the panel on top
		}
		for _, key := range keys {
			if say, ok := shell[chord{key.Name, key.Mod}]; ok {
				t.Errorf("%s, tab %d: %v is %s, and the shell's %s", where, k+1, chord{key.Name, key.Mod}, key.Say, say)
			}
		}
	}
	for i, a := range b.shell.o.Areas {
		b.shell.Go(i)
		g, grouped := b.shell.screen().(interface{ Go(int) })
		for k := range 9 {
			if k > 0 && !grouped {
				break
			}
			if grouped {
				g.Go(k)
			}
			b.settle()
			taken(a.Key, k)
			b.keys("Home", "Return")
			b.settle()
			taken(a.Key+" opened", k)
			for len(b.window.Canvas().Overlays().List()) > 0 {
				b.keys("Escape")
			}
			taken(a.Key+" record", k)
			b.keys("Escape", "Escape")
		}
	}
}

// chord is a key with what is held.
type chord struct {
	name fyne.KeyName
	mod  fyne.KeyModifier
}
