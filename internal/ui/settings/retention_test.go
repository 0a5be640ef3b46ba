package settings

import (
	"context"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// keeper has one case that is due, and remembers what was asked of it.
type keeper struct {
	desk
	frozen bool
	asked  []string
}

func (k *keeper) Due(context.Context) ([]office.Due, error) {
	return []office.Due{{Target: office.Target{Type: centre.CaseType, ID: field.ID{7}}, Class: "agreed", Do: centre.Anonymise, Frozen: k.frozen,
		Since: field.Day{Year: 2016, Month: 3, Date: 8}, Until: field.Day{Year: 2021, Month: 3, Date: 8}}}, nil
}

func (k *keeper) Keepings() ([]centre.Keeping, error) {
	return []centre.Keeping{
		{Table: "case", Class: "agreed", Years: 5, From: []string{"closed"}, Do: centre.Anonymise, Source: "house"},
		{Table: "role", Class: "role", Source: "house"},
	}, nil
}

func (k *keeper) KeepFor(_ context.Context, table, class string, years int) error {
	k.asked = append(k.asked, table+"."+class+" "+strings.Repeat("I", years))
	return nil
}

func (k *keeper) Freeze(_ context.Context, _ office.Target, reason string) error {
	k.asked = append(k.asked, "freeze "+reason)
	return nil
}

func (k *keeper) Anonymise(context.Context, []office.Target, kit.Tick) (office.Erased, error) {
	k.asked = append(k.asked, "anonymise")
	return office.Erased{Records: 3, Holding: make([]store.BackupInfo, 2), Unseen: []string{"示例U盘"}}, nil
}

func showRetention(t *testing.T, k *keeper) (*retention, *kit.Host) {
	t.Helper()
	_, h := show(t, &k.desk, Looks{}, "own") // the window and the host
	s := newRetention(h, k)
	h.Window.SetContent(s.Content())
	s.Shown()
	return s, h
}

// TestWhatIsDueIsTakenOnlyAfterAWord: the panel names what becomes of it, Escape changes nothing, and afterwards the backups that still
// hold it are counted.
func TestWhatIsDueIsTakenOnlyAfterAWord(t *testing.T) {
	k := &keeper{}
	_, h := showRetention(t, k)
	press(h, "Return")
	for _, want := range []string{h.T("keep.warn.anonymise")[:30], h.T("retention.class.agreed"), h.T("keep.freeze")} {
		if !strings.Contains(words(h), want) {
			t.Errorf("does not say %q:\n%s", want, words(h))
		}
	}
	press(h, "Return") // the button in hand is the one that changes nothing
	if len(k.asked) > 0 {
		t.Fatalf("did %v", k.asked)
	}
	press(h, "Return", "tab", "tab", "Return")
	if !slices.Equal(k.asked, []string{"anonymise"}) || !strings.Contains(words(h), h.T("keep.holding", 2)[:18]) || !strings.Contains(words(h), "示例U盘") {
		t.Errorf("did %v and says\n%s", k.asked, words(h))
	}
}

// TestAFrozenRecordIsNotTaken: it can only be unfrozen.
func TestAFrozenRecordIsNotTaken(t *testing.T) {
	k := &keeper{frozen: true}
	_, h := showRetention(t, k)
	press(h, "Return")
	if !strings.Contains(words(h), h.T("keep.unfreeze")) || strings.Contains(words(h), h.T("keep.warn.anonymise")[:30]) {
		t.Errorf("says\n%s", words(h))
	}
}

// TestYearsAreNumbers: what is no number is refused, and what is kept for good by rule is not asked for.
func TestYearsAreNumbers(t *testing.T) {
	k := &keeper{}
	s, h := showRetention(t, k)
	s.askYears(s.keepings[0])
	h.Window.Canvas().Focused().(*kit.Entry).SetText("很久")
	press(h, "Return")
	if len(k.asked) > 0 || !strings.Contains(words(h), h.T("retention.years")) {
		t.Fatalf("did %v", k.asked)
	}
	h.Window.Canvas().Focused().(*kit.Entry).SetText("3")
	press(h, "Return")
	if !slices.Equal(k.asked, []string{"case.agreed III"}) {
		t.Errorf("did %v", k.asked)
	}
	s.askYears(s.keepings[1])
	if !strings.Contains(words(h), h.T("keep.fixed")) {
		t.Errorf("says\n%s", words(h))
	}
}
