package kit

import (
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
)

func TestAMonthGoesByKeyboard(t *testing.T) {
	b := newBench(t)
	march := field.Day{Year: 2008, Month: 3}
	on := map[field.Day][]MonthItem{march: {{Text: "广场义诊"}, {Text: "联展"}}, {Year: 2008, Month: 3, Date: 6}: {{Text: "比赛", Tone: Warn}}}
	m := NewMonth(b.host, march, func(d field.Day) []MonthItem { return on[d] })
	b.put(m)
	m.Focus()
	picked := field.Day{}
	m.OnPick = func(d field.Day) { picked = d }
	for i, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyRight, "2008-03-02"}, {fyne.KeyDown, "2008-03-09"}, {fyne.KeyUp, "2008-03-02"}, {fyne.KeyEnd, "2008-03-31"}, {fyne.KeyDown, "2008-03"},
		{fyne.KeyDown, "2008-03"}, {fyne.KeyRight, "2008-03"}, {fyne.KeyUp, "2008-03-31"}, {fyne.KeyPageUp, "2008-02-29"}, {fyne.KeyDown, "2008-03-07"},
		{fyne.KeyHome, "2008-03-01"}, {fyne.KeyLeft, "2008-02-29"}, {fyne.KeyPageDown, "2008-03-29"}, {fyne.KeyPageDown, "2008-04-29"}, {fyne.KeyDown, "2008-05-06"},
	} {
		b.keys(step.key)
		if got := m.Day().String(); got != step.want {
			t.Fatalf("step %d, %s: on %s, want %s", i+1, step.key, got, step.want)
		}
	}
	m.SetDay(march)
	b.keys(fyne.KeyEnd, fyne.KeyDown, fyne.KeyReturn)
	if picked != march {
		t.Errorf("picked %s", picked)
	}
	m.SetDay(field.Day{Year: 2008, Month: 3, Date: 6, Half: field.Afternoon})
	b.keys(fyne.KeyReturn)
	if picked.String() != "2008-03-06" {
		t.Errorf("picked %s", picked)
	}
	b.want("比赛", b.host.T("kit.month.loose", 2), "广场义诊、联展")
}

// Every month has all its days on the sheet.
func TestAMonthHasAllItsDays(t *testing.T) {
	b := newBench(t)
	m := NewMonth(b.host, field.Day{Year: 2026, Month: 1}, func(field.Day) []MonthItem { return nil })
	b.put(m)
	for year := 2007; year < 2010; year++ {
		for month := 1; month <= 12; month++ {
			m.SetDay(field.Day{Year: year, Month: month})
			first, last := m.first(), m.first().Add(m.weeks()*7-1)
			if one := m.Day(); one.Before(first) || last.Before(m.last()) || m.weeks() > 6 || first.Time().Weekday() != 1 {
				t.Errorf("%d-%d: %s to %s", year, month, first, last)
			}
		}
	}
}
