package cases

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
)

func host(t *testing.T) *kit.Host {
	t.Helper()
	test.NewTempApp(t)
	return kit.NewHost(test.NewTempWindow(t, nil), say.For(say.ZH), func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) })
}

// TestANewCaseAsksForWhatCanBeKnown: what is hidden exists, and nothing that must be filled is hidden.
func TestANewCaseAsksForWhatCanBeKnown(t *testing.T) {
	o := kit.FormSpec{}
	(&area{}).form(centre.CaseType.New(), &o)
	if len(o.Hide) != len(later) {
		t.Fatalf("hides %v", o.Hide)
	}
	for _, key := range o.Hide {
		if s := centre.CaseType.Field(key); s == nil || s.Required {
			t.Errorf("%s is hidden", key)
		}
	}
	saved := &centre.Case{}
	saved.Rev = 1
	o = kit.FormSpec{}
	(&area{}).form(saved, &o)
	if len(o.Hide) != 0 {
		t.Errorf("a saved case hides %v", o.Hide)
	}
	for key := range o.Titles {
		if centre.CaseType.Field(key) == nil {
			t.Errorf("a title stands at %s, which is no field", key)
		}
	}
}

// TestRulesOfTheRegion: a centre in Jiangsu is offered its rules and the national ones, another only the national ones.
func TestRulesOfTheRegion(t *testing.T) {
	h := host(t)
	count := func(region string) (national, own int) {
		for _, o := range ruleOptions(h, law.RegionOf(region)) {
			switch r := law.Find(o.Value); r.Region {
			case "CN":
				national++
			case "CN-" + region:
				own++
			default:
				t.Errorf("%s is offered in %s", o.Value, region)
			}
		}
		return national, own
	}
	national, own := count("JS")
	if national == 0 || own == 0 {
		t.Errorf("Jiangsu: %d national, %d of its own", national, own)
	}
	if n, own := count("CN"); n != national || own != 0 {
		t.Errorf("elsewhere: %d national, %d regional", n, own)
	}
}

// TestClocksSayHowLong: over, today, soon, far and done are told apart by words and tone.
func TestClocksSayHowLong(t *testing.T) {
	day := field.Day{Year: 2026, Month: 11, Date: 23}
	rows := &clockRows{host: host(t)}
	for _, d := range []*centre.Deadline{
		{Rule: "SUE", Computed: day.Add(-2)}, {Rule: "SUE", Computed: day}, {Rule: "SUE", Computed: day.Add(soon)}, {Rule: "SUE", Computed: day.Add(90)},
		{Rule: "SUE", Computed: day.Add(-9), Done: day.Add(-10)}, {Rule: "SUE", Computed: day.Add(-9), Override: day.Add(90), Reason: "x"}, {Rule: "NEWER_RULE", Computed: day},
		{Rule: "ARB_LIM", Paused: day.Add(-9)}, {Rule: "SUE", Computed: day.Add(-9), Withdrawn: day, Why: "gone"},
	} {
		rows.all = append(rows.all, office.CaseClock{Kept: d, Clock: law.Clock{Limitation: law.Limitation{Due: law.Due{Rule: law.Find(d.Rule)}}}})
	}
	want := []kit.Tone{kit.Late, kit.Warn, kit.Warn, kit.Plain, kit.Grey, kit.Plain, kit.Warn, kit.Grey, kit.Grey}
	for i, w := range want {
		if got := rows.tone(i); got != w {
			t.Errorf("line %d has tone %d, want %d (%s)", i, got, w, rows.Text(i, "state"))
		}
	}
	if rows.Text(7, "due") != "" || rows.Text(7, "state") != rows.host.T("clocks.still") || rows.Text(8, "due") != "" {
		t.Error("what stands still or was withdrawn is shown as due")
	}
	if rows.Text(6, "name") != "NEWER_RULE" || rows.Text(0, "name") == "SUE" {
		t.Errorf("names %q, %q", rows.Text(0, "name"), rows.Text(6, "name"))
	}
}

// TestHoursAreSaidOnTheirLastDay: until when today, and how many hours have begun since; done, how many hours late that was. What no longer
// counts says whether somebody put it aside.
func TestHoursAreSaidOnTheirLastDay(t *testing.T) {
	h := host(t)
	today, now := h.Context().Today, field.MomentOf(h.Now())
	const hour = 60 * 60 * 1000
	runs := &centre.Deadline{Rule: "PO_DECIDE", Computed: today}
	done := &centre.Deadline{Rule: "PO_DECIDE", Computed: today, Done: today}
	for _, c := range []struct {
		d    *centre.Deadline
		m    law.Moments
		want string
		tone kit.Tone
	}{
		{runs, law.Moments{By: now + hour}, h.T("cases.clock.today.by", (now + hour).In(law.China).Format("15:04")), kit.Warn},
		{runs, law.Moments{By: now - hour - 1}, h.T("cases.clock.over.hours", 2), kit.Late},
		{runs, law.Moments{}, h.T("cases.clock.today"), kit.Warn},
		{done, law.Moments{By: now - hour, Met: now}, h.T("cases.clock.late.hours", 1), kit.Warn},
		{done, law.Moments{By: now, Met: now}, h.T("cases.clock.done", shortDay(h, today)), kit.Grey},
		{&centre.Deadline{Rule: "SUE", Computed: today, Withdrawn: today, Why: unneeded}, law.Moments{}, h.T("clocks.unneeded"), kit.Grey},
		{&centre.Deadline{Rule: "SUE", Computed: today, Withdrawn: today, Why: "gone"}, law.Moments{}, h.T("clocks.withdrawn"), kit.Grey},
	} {
		k := office.CaseClock{Kept: c.d, Moments: c.m}
		k.Rule = law.Find(c.d.Rule)
		rows := &clockRows{host: h, all: []office.CaseClock{k}}
		if got := rows.Text(0, "state"); got != c.want || rows.tone(0) != c.tone {
			t.Errorf("%+v says %q in tone %d, want %q in %d", c.m, got, rows.tone(0), c.want, c.tone)
		}
	}
}
