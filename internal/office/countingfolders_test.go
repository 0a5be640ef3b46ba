package office

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// carried writes the records of a table that belong to one event to a file, as the counter does.
func carried(t *testing.T, of *Office, typ *field.Type, where store.Cond, form exchange.Form) string {
	t.Helper()
	var out bytes.Buffer
	if _, err := of.Export(t.Context(), &out, Exporting{Type: typ, Form: form, Where: []store.Cond{where}, Book: say.For(say.ZH)}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "counts."+string(form))
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// takenIn brings a file in, as somebody does who says yes to what is offered.
func takenIn(t *testing.T, of *Office, path string, in Importing) {
	t.Helper()
	plan, err := of.PlanImport(t.Context(), path, in)
	if err != nil {
		t.Fatal(err)
	}
	if n := plan.Counts()[exchange.Barred]; n > 0 {
		t.Fatalf("%d rows were refused", n)
	}
	if _, err := of.Import(t.Context(), plan, nil); err != nil {
		t.Fatal(err)
	}
}

// TestTwoFoldersAtOneEventAddUp: two laptops with folders of their own count at one event, and write what they have to files now and then.
// The files are taken in by the other in any order, some twice, old ones late, .xlsx and .csv: both come to the same sum, which says how
// much came from which laptop, and neither ever loses a tap of its own.
func TestTwoFoldersAtOneEventAddUp(t *testing.T) {
	var of [2]*Office
	of[0], _, _ = testOffice(t, Founding{})
	of[1], _, _ = testOffice(t, Founding{})
	e := of[0].New(centre.EventType).(*centre.Event)
	e.Name, e.Kind = "广场义诊", "clinic"
	putAll(t, of[0], e)
	takenIn(t, of[1], carried(t, of[0], centre.EventType, store.Where("kind", "clinic"), exchange.XLSX), Importing{Type: centre.EventType})
	event := e.ID
	if of[0].Device() == of[1].Device() {
		t.Fatal("both laptops have one name")
	}
	dice := rand.New(rand.NewPCG(20080308, 6))
	counted := [2]int64{}
	var files [2][]string
	for range 4 {
		for i, o := range of {
			n := 1 + dice.Int64N(9)
			taps := []Tap{{Desk: "东门", By: n}, {Desk: "西门", Class: "儿童", By: 2}, {Desk: "东门", By: -1}}
			if _, err := o.CountTaps(t.Context(), event, taps...); err != nil {
				t.Fatal(err)
			}
			counted[i] += n + 1
			form := []exchange.Form{exchange.XLSX, exchange.CSV}[dice.IntN(2)]
			files[i] = append(files[i], carried(t, o, centre.TallyType, store.Where("event", event.String()), form))
		}
	}
	for i, o := range of {
		all := append(append([]string{}, files[1-i]...), files[1-i]...)
		dice.Shuffle(len(all), func(a, b int) { all[a], all[b] = all[b], all[a] })
		for _, path := range all {
			takenIn(t, o, path, Importing{Owner: event, Of: centre.EventType})
		}
	}
	for i, o := range of {
		c := countingOf(t, o, event)
		if c.Total != counted[0]+counted[1] || c.Devices != 2 {
			t.Errorf("laptop %d comes to %d by %d laptops, %d and %d were counted", i, c.Total, c.Devices, counted[0], counted[1])
		}
		for _, l := range c.Laptops {
			for k := range of {
				if l.Name == of[k].Device() && l.Total != counted[k] {
					t.Errorf("laptop %d says %d of laptop %d, which counted %d", i, l.Total, k, counted[k])
				}
			}
		}
	}
	if _, err := of[1].CountTaps(t.Context(), event, Tap{Desk: "东门", By: -counted[1]}); err == nil {
		t.Error("a laptop took back what the other counted")
	}
}

// TestATallyNeverSaysLess: an older version that is saved over a newer one changes nothing.
func TestATallyNeverSaysLess(t *testing.T) {
	of, event, _ := countedEvent(t)
	if _, err := of.CountTaps(t.Context(), event, Tap{By: 9}, Tap{By: -2}); err != nil {
		t.Fatal(err)
	}
	all, err := of.Tallies(event)
	if err != nil {
		t.Fatal(err)
	}
	all[0].Plus, all[0].Minus = 4, 1
	putAll(t, of, all[0])
	if c := countingOf(t, of, event); c.Total != 7 || c.Laptops[0] != (summary.CountedLine{Name: of.Device(), Total: 7}) {
		t.Errorf("it says %+v", c)
	}
}
