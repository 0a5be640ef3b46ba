package events

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// bare is an area without a desk, on 23 November 2026; records are named by the number that is their id.
func bare(t *testing.T, lang say.Lang) *area {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1366, 768))
	h := kit.NewHost(w, say.For(lang), func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) })
	h.Run = func(work func()) { work() }
	h.Later = func(time.Duration, func()) {}
	h.Name = func(id field.ID) string {
		if id == (field.ID{}) {
			return ""
		}
		return fmt.Sprintf("单位%d", id[15])
	}
	a := &area{host: h}
	a.screen = &programmes{area: a}
	return a
}

func tell(t *testing.T, e *centre.Event, key, text string) {
	t.Helper()
	if p := centre.EventType.Field(key).Set(e, text, field.Context{}); p != nil {
		t.Fatal(p.Say)
	}
}

func happening(id byte, kind, state, day string, hosts ...byte) *centre.Event {
	e := &centre.Event{Kind: kind, State: state, Name: fmt.Sprintf("活动%d", id)}
	e.ID = field.ID{15: id}
	for _, h := range hosts {
		e.Hosts = append(e.Hosts, field.ID{15: h})
	}
	e.Date, _ = field.ParseDay(day, 0)
	return e
}

func TestCardsAreGroupedAndSpeakOfWhatIsThere(t *testing.T) {
	a := bare(t, say.ZH)
	b := newBoard(a, boardPlace{})
	check := happening(1, "inspection", "held", "2026-11-02", 90)
	for key, text := range map[string]string{"units": "12家", "problems": "9个", "settled": "7个", "covered": "2350人"} {
		tell(t, check, key, text)
	}
	off := happening(4, "visit", "cancelled", "2026-11-01", 92, 90)
	off.Why = "大雨"
	b.data = boardData{programme: &centre.Programme{Name: "样例"}, events: []*centre.Event{
		check, happening(2, "lecture", "held", "2026-11", 91), happening(3, "lecture", "planned", "2026-12-03", 91), off,
		happening(5, "lecture", "planned", "2026-11-23"), happening(6, "lecture", "planned", "2026-11-20"),
	}}
	overdue, _ := field.ParseDay("2026-11-20", 0)
	b.data.tasks = map[field.ID][]*centre.Task{{15: 3}: {{What: "甲", Done: 1}, {What: "乙", Due: overdue}, {What: "丙"}}, {15: 4}: {{What: "丁", Due: overdue}}}
	b.sum = summary.Programme(b.data.programme, b.data.events, a.host.Name)
	b.paint()
	var got []string
	texts := map[byte]kit.Card{}
	for _, g := range b.cards.Groups() {
		var ids []string
		for _, c := range g.Cards {
			ids = append(ids, fmt.Sprint(c.ID[15]))
			texts[c.ID[15]] = c
		}
		got = append(got, g.Title+" "+strings.Join(ids, ","))
	}
	if s := strings.Join(got, "; "); s != "单位92、单位90 4; 单位90 1; 主办单位未登记 6,5; 单位91 2,3" {
		t.Errorf("groups %s", s)
	}
	for id, want := range map[byte]string{
		1: "受检单位12家、涉及女职工2350人、发现问题9个、已整改7个、整改率77.8%", 2: a.host.T("draft.notcounted"), 3: a.host.T("board.in", 10), 4: a.host.T("board.why", "大雨"),
		5: a.host.T("board.today"), 6: a.host.T("board.past"),
	} {
		if texts[id].Text != want || texts[id].Faint == (id == 1) {
			t.Errorf("card %d: %q, want %q", id, texts[id].Text, want)
		}
	}
	if c := texts[3]; c.Done != 1 || c.Of != 3 || !c.Late || c.List != a.host.T("board.tasks.late", 1, 3, 1) {
		t.Errorf("check list: %+v", c)
	}
	if texts[4].Late {
		t.Error("a cancelled event has something overdue")
	}
	for range 2 {
		b.regroup()
	}
	if g := b.cards.Groups(); len(g) != 6 || !strings.HasPrefix(g[0].Title, "2026年11月1日") || g[5].Cards[0].ID != (field.ID{15: 3}) {
		t.Errorf("by day: %+v", g)
	}
}

func TestASeriesShowsPlannedAgainstHeld(t *testing.T) {
	for lang, want := range map[say.Lang][]string{say.ZH: {"计划34期", "已办4期", "11.8%", "1700多人次", "120人次", "另有 1 项未清点"}, say.EN: {"34", "held 4", "11.8", "1700", "120", "1 more not counted"}} {
		a := bare(t, lang)
		p := &centre.Programme{Planned: field.Exactly(34, "期")}
		p.People, _ = field.ParseCount("1700多人次", "人次")
		x, y := happening(1, "training", "held", "2026-11-02"), happening(2, "training", "held", "2026-11-03")
		tell(t, x, "people", "120人次")
		tell(t, x, "sessions", "3期")
		off := happening(3, "training", "cancelled", "2026-11-04")
		tell(t, off, "people", "999人次")
		text := courseWords(a.host, summary.Programme(p, []*centre.Event{x, y, off}, a.host.Name).Course())
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q does not say %q", lang, text, w)
			}
		}
		if strings.Contains(text, "999") {
			t.Errorf("what was cancelled counts: %s", text)
		}
	}
}

func TestFormsFollowTheKindAndHideNothingThatIsThere(t *testing.T) {
	for _, c := range []struct{ kind, first, hidden, label string }{
		{"inspection", "units", "intents", "summary.role.inspected"}, {"jobfair", "units", "settled", "summary.role.employers"}, {"lecture", "people", "letters", ""},
		{"publicity", "media", "posts", ""}, {"visit", "people", "exhibits", ""}, {"commendation", "awarded", "posts", ""},
	} {
		f := fitOf(&centre.Event{Kind: c.kind})
		if f.First[0] != c.first || !slices.Contains(f.Hide, c.hidden) || f.Labels["units"] != c.label {
			t.Errorf("%s: %+v", c.kind, f)
		}
	}
	e := &centre.Event{Kind: "lecture", Letters: field.Exactly(2, "份")}
	if f := fitOf(e); slices.Contains(f.Hide, "letters") {
		t.Error("a figure that was written down is hidden")
	}
	if f := fitOf(&centre.Event{Kind: "other"}); len(f.Hide) != 0 {
		t.Errorf("a kind without figures of its own hides %v", f.Hide)
	}
}

func TestNamesAreTakenAsPeopleWriteThem(t *testing.T) {
	got := namesIn("甲厂、乙厂，丙厂\n丁 厂;戊厂；甲厂\n\n")
	if s := strings.Join(got, "|"); s != "甲厂|乙厂|丙厂|丁 厂|戊厂" {
		t.Error(s)
	}
	h := bare(t, say.ZH).host
	lines := byRole(h, []*centre.Participation{
		{Organisation: field.ID{15: 1}, Role: "winner"}, {Organisation: field.ID{15: 2}, Role: "exhibitor", People: field.Exactly(8, "人")}, {Organisation: field.ID{15: 3}, Role: "winner"},
	})
	want := []string{
		h.T("board.taking.role", h.Shown().Code(centre.Part, "exhibitor"), 1, []string{"单位2（8人）"}), h.T("board.taking.role", h.Shown().Code(centre.Part, "winner"), 2, []string{"单位1", "单位3"}),
	}
	if !slices.Equal(lines, want) {
		t.Errorf("%q", lines)
	}
}
