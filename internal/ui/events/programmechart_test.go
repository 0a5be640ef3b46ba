package events

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// The figure that most events have is drawn, in the order of their days and in the words they were counted in; an event of
// another kind of people is not compared with them.
func TestEventsOfAProgrammeAreCompared(t *testing.T) {
	test.NewTempApp(t)
	h := kit.NewHost(test.NewTempWindow(t, nil), say.For(say.ZH), time.Now)
	event := func(id byte, day, kind, people string) *centre.Event {
		e := &centre.Event{Name: fmt.Sprintf("样例%d", id), Kind: kind, State: "held"}
		e.ID = field.ID{id}
		e.Date, _ = field.ParseDay(day, 2026)
		e.People, _ = field.ParseCount(people, "人")
		return e
	}
	s := summary.Programme(nil, []*centre.Event{
		event(1, "2026-03-08", "lecture", "200多人"), event(2, "2026-03-06", "lecture", "45人"), event(3, "2026-03-07", "lecture", "多人"),
		event(4, "2026-03-05", "jobfair", ""),
	}, h.Name)
	p, events := compared(h, s)
	if got := strings.Join(p.Labels, "，"); got != "3月6日 样例2，3月7日 样例3，3月8日 样例1" {
		t.Errorf("events %s", got)
	}
	if got := strings.Join(p.Series[0].Texts, "，"); got != "45人，多人，200多人" {
		t.Errorf("figures %s", got)
	}
	if v := p.Series[0].Values; v[0] != 45 || !math.IsNaN(v[1]) || v[2] != 200 {
		t.Errorf("marks %v", v)
	}
	if len(events) != 3 || events[0] != (field.ID{2}) {
		t.Errorf("bars stand for %v", events)
	}
	kinds, rows := byKind(h, s)
	if got := strings.Join(kinds.Labels, "，"); got != h.Shown().Code(centre.EventKind, "lecture")+"，"+h.Shown().Code(centre.EventKind, "jobfair") || kinds.Series[0].Values[0] != 3 || len(rows[0]) != 3 || rows[1][0] != (field.ID{4}) {
		t.Errorf("kinds %s: %v", got, rows)
	}
	if p, events := compared(h, summary.Programme(nil, nil, h.Name)); len(events) != 0 || len(p.Labels) != 0 {
		t.Error("a programme without events is compared")
	}
}
