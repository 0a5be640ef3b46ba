package office

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/say"
)

// clockIn saves a case with one clock so many days from today.
func clockIn(t *testing.T, of *Office, days int, with ...func(*centre.Deadline)) *centre.Case {
	t.Helper()
	c := clockCase(t, of, "1502")
	d := &centre.Deadline{Case: c.ID, Rule: "SUE", Trigger: of.Today().Add(days - 15), Computed: of.Today().Add(days)}
	for _, w := range with {
		w(d)
	}
	savedIn(t, of, d)
	return c
}

// TestAllClocksStandByUrgency: high risk first, then over, then by how soon; both edges of every group.
func TestAllClocksStandByUrgency(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	for _, days := range []int{31, 30, 8, 7, 4, 3, 0, -1} {
		clockIn(t, of, days)
	}
	high := clockCase(t, of, "1502", func(c *centre.Case) { c.Risk = "high" })
	savedIn(t, of, &centre.Deadline{Case: high.ID, Rule: "SUE", Trigger: of.Today(), Computed: of.Today().Add(30)})
	savedIn(t, of, &centre.Deadline{Case: high.ID, Rule: "APPEAL_JUDG", Trigger: of.Today(), Computed: of.Today().Add(31)})
	clockIn(t, of, 5, func(d *centre.Deadline) { d.Done = of.Today() })
	clockIn(t, of, 5, func(d *centre.Deadline) { d.Withdrawn, d.Why = of.Today(), "gone" })
	clockIn(t, of, 5, func(d *centre.Deadline) { d.Computed, d.Paused = field.Day{}, of.Today().Add(-9) })
	all, err := of.AllClocks(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range all {
		got = append(got, fmt.Sprintf("%s %d", l.Group, l.Left))
	}
	want := []string{"high 30", "over -1", "three 0", "three 3", "week 4", "week 7", "month 8", "month 30", "later 31", "later 31", "still 0"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if all, err = of.AllClocks(t.Context(), true); err != nil || all[len(all)-1].Group != ClocksDone {
		t.Error("what was met is not in the list that asks for it", err)
	}
}

// TestWhatIsOverIsNotOverdue: a protection that is over, and a wait after which something is possible, stand behind what runs, are not
// late on a desk, are in no calendar, and do not keep a case from being closed; on their last day they still stand among the others.
func TestWhatIsOverIsNotOverdue(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "1502", func(c *centre.Case) { c.Risk, c.Handler = "high", of.Me().Name })
	today := of.Today()
	for _, d := range []*centre.Deadline{
		{Rule: "DISMISS_BAR", Computed: today.Add(-1)}, {Rule: "MED_15", Computed: today.Add(-2)}, {Rule: "PREG_7M", Computed: today},
		{Rule: "SUE", Computed: today.Add(-3)}, {Rule: "APPEAL_JUDG", Computed: today.Add(-4), Withdrawn: today, Why: unneeded},
	} {
		d.Case, d.Trigger = c.ID, today.Add(-20)
		savedIn(t, of, d)
	}
	all, err := of.AllClocks(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range all {
		got = append(got, fmt.Sprintf("%s %s", l.Group, l.Rule))
	}
	if want := []string{"high SUE", "high PREG_7M", "ended MED_15", "ended DISMISS_BAR"}; !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	w, err := of.Workbench(of.Me().Name)
	if err != nil || len(w.Clocks) != 2 || w.Clocks[0].Rule != "SUE" && w.Clocks[1].Rule != "SUE" {
		t.Errorf("on the desk %+v %v", w.Clocks, err)
	}
	var out bytes.Buffer
	if n, err := of.ExportClocks(t.Context(), &out, "", say.For(say.ZH)); err != nil || n != 2 || strings.Contains(out.String(), law.Find("MED_15").Name(say.For(say.ZH))) {
		t.Errorf("%d are in the calendar, %v", n, err)
	}
	left, err := of.clocksLeft(c.ID)
	if err != nil || len(left) != 2 {
		t.Errorf("open before the end: %+v %v", left, err)
	}
}

// TestOfTwoRulesInConflictTheLaterIsActedOn: both are kept with the case, one stands in the list.
func TestOfTwoRulesInConflictTheLaterIsActedOn(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0106")
	for what, day := range map[string]string{"contract_expiry": "2026-12-31", "leave_first": "2026-11-10", "birth": "2026-11-12"} {
		keyDate(t, of, c, what, day)
	}
	if got := kept(t, of, c); !strings.Contains(got, "CONTRACT_EXT_NURSE 2027-11-12") || !strings.Contains(got, "CONTRACT_EXT_ML") {
		t.Errorf("kept %q", got)
	}
	all, err := of.AllClocks(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all {
		if l.Rule == "CONTRACT_EXT_ML" {
			t.Error("the earlier of the two stands in the list")
		}
	}
}

// parsed reads a calendar file as RFC 5545 has it: lines end with CR LF and have 75 octets at most, a line that begins with a space
// goes on with the one before.
func parsed(t *testing.T, text string) (events []map[string]string) {
	t.Helper()
	if !strings.HasSuffix(text, "\r\n") || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\n") {
		t.Fatal("a line does not end with CR LF")
	}
	var lines []string
	for _, l := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(l) > 75 {
			t.Errorf("a line of %d octets", len(l))
		}
		if rest, more := strings.CutPrefix(l, " "); more {
			lines[len(lines)-1] += rest
			continue
		}
		lines = append(lines, l)
	}
	var now map[string]string
	inside := "" // of an alarm
	for _, l := range lines {
		name, value, ok := strings.Cut(l, ":")
		switch {
		case l == "BEGIN:VALARM":
			inside = "ALARM-"
		case l == "END:VALARM":
			inside = ""
		case !ok:
			t.Errorf("no property: %q", l)
		case l == "BEGIN:VEVENT":
			now = map[string]string{}
		case l == "END:VEVENT":
			events, now = append(events, now), nil
		case now != nil:
			now[inside+name] = value
		}
	}
	if lines[0] != "BEGIN:VCALENDAR" || lines[1] != "VERSION:2.0" || lines[len(lines)-1] != "END:VCALENDAR" {
		t.Errorf("no calendar: %q … %q", lines[0], lines[len(lines)-1])
	}
	return events
}

// TestTheCalendarFileNamesNobody: whole days, the same UID every time, case number and rule and no names; what stands still is no event.
func TestTheCalendarFileNamesNobody(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	p := &centre.Person{Name: "示例某甲"}
	savedIn(t, of, p)
	c := clockCase(t, of, "0507", func(c *centre.Case) { c.Person, c.Handler = p.ID, "示例指导员" })
	keyDate(t, of, c, "award_received", "2026-11-20")
	keyDate(t, of, clockCase(t, of, "0105", func(c *centre.Case) { c.Handler = "别人" }), "award_received", "2026-11-23")
	clockIn(t, of, 5, func(d *centre.Deadline) { d.Computed, d.Paused = field.Day{}, of.Today().Add(-9) })
	export := func(handler string, lang say.Lang) []map[string]string {
		var out bytes.Buffer
		n, err := of.ExportClocks(t.Context(), &out, handler, say.For(lang))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "某甲") || strings.Contains(out.String(), "指导员") {
			t.Error("the calendar names somebody")
		}
		events := parsed(t, out.String())
		if len(events) != n {
			t.Errorf("%d events, %d told", len(events), n)
		}
		return events
	}
	all, hers := export("", say.ZH), export("示例指导员", say.EN)
	if len(all) != 2 || len(hers) != 1 {
		t.Fatalf("%d of all, %d of hers", len(all), len(hers))
	}
	e := all[0]
	if e["DTSTART;VALUE=DATE"] != "20261207" || e["DTEND;VALUE=DATE"] != "20261208" { // the 5th of December is a Saturday
		t.Errorf("%v", e)
	}
	if !strings.HasPrefix(e["SUMMARY"], c.Number+" ") || e["UID"] != hers[0]["UID"] || e["UID"] == all[1]["UID"] || len(e["DTSTAMP"]) != 16 {
		t.Errorf("%v", e)
	}
	if e["ALARM-ACTION"] != "DISPLAY" || e["ALARM-TRIGGER"] != "-P2DT15H" || e["ALARM-DESCRIPTION"] != e["SUMMARY"] {
		t.Errorf("alarm %v", e)
	}
	if !strings.Contains(e["DESCRIPTION"], `\n`) {
		t.Errorf("basis %q", e["DESCRIPTION"])
	}
}

// TestCalendarTextIsEscapedAndFoldedBetweenCharacters of any length.
func TestCalendarTextIsEscapedAndFoldedBetweenCharacters(t *testing.T) {
	if got := escaped("a,b;c\\d\ne"); got != `a\,b\;c\\d\ne` {
		t.Errorf("escaped %q", got)
	}
	for n := range 120 {
		var c calendarFile
		text := strings.Repeat("a", n) + strings.Repeat("期限𠮷", 40)
		c.line("SUMMARY", text)
		var lines []string
		for _, l := range strings.Split(strings.TrimSuffix(c.text.String(), "\r\n"), "\r\n ") {
			if len(l) > 74+1 || !strings.Contains(text, strings.TrimPrefix(l, "SUMMARY:")) {
				t.Fatalf("line of %d octets: %q", len(l), l)
			}
			lines = append(lines, l)
		}
		if strings.Join(lines, "") != "SUMMARY:"+text {
			t.Fatalf("%d: the text is not whole", n)
		}
	}
}

// TestTheListOfClocksIsADocument: the clocks that end in a time, both its days among them, and in any case those without an end; by number
// and handler only.
func TestTheListOfClocksIsADocument(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	for _, days := range []int{-1, 0, 7, 8} {
		clockIn(t, of, days)
	}
	unset := clockCase(t, of, "0507", func(c *centre.Case) { c.State = "accepted" })
	figures, text := reported(t, of, Reporting{Kind: ClocksReport, From: of.Today(), To: of.Today().Add(7)})
	var got []string
	for _, l := range figures["clocks"].([]any) {
		l := l.(map[string]any)
		got = append(got, fmt.Sprintf("%v %v", l["group"], l["due"]))
	}
	want := []string{"three " + of.Today().String(), "week " + of.Today().Add(7).String(), "unset <nil>"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if !strings.Contains(text, unset.Number) || !strings.Contains(text, say.For(say.ZH).T("clocks.unset.state")) {
		t.Errorf("the pages:\n%s", text)
	}
	if figures, _ = reported(t, of, Reporting{Kind: ClocksReport}); len(figures["clocks"].([]any)) != 5 {
		t.Errorf("without a time it has %d lines", len(figures["clocks"].([]any)))
	}
}
