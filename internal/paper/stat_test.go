package paper

import (
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// docStat are the records of two years of a centre and three stations, one of which has nothing yet.
func docStat(t testing.TB) summary.StatRecords {
	d := func(text string) field.Day {
		x, ok := field.ParseDay(text, 0)
		if !ok {
			t.Fatalf("%s is no day", text)
		}
		return x
	}
	stations := []string{"", "示例镇维权站", "样板街道维权站"}
	r := summary.StatRecords{Own: "样例女职工维权中心", Stations: append(stations[1:], "试行乡维权站"), Hosts: docName, Transfers: map[field.ID]bool{docID(2003): true}}
	channels, services := centre.Channel.Offered(), centre.Service.Offered()
	states, outcomes := strings.Fields("closed underway closed archived withdrawn closed"), strings.Fields("settled advised unmediated mediated withdrawn corrected")
	for i := range 240 {
		c := summary.StatCase{
			ID: docID(2000 + i), Received: d("2025-01-06").Add(i * 3), Channel: channels[i*i%len(channels)], Matter: centre.Matter.Codes[i*7%len(centre.Matter.Codes)].Code,
			State: states[i%6], Outcome: outcomes[i%6], Station: stations[i%5%3], Person: docID(5000 + i%200), Happy: "satisfied",
		}
		if i%20 == 7 {
			c.Group, c.Heads = true, field.Exactly(12, "人")
		}
		if i%9 == 0 {
			c.Person = field.ID{}
		}
		r.Cases = append(r.Cases, c)
		r.Steps = append(r.Steps, summary.StatStep{ID: docID(8000 + i), Case: c.ID, At: c.Received.Add(1), Service: services[i*3%len(services)], Money: field.Fen(i % 3 * 1234_56)})
	}
	for i, kind := range strings.Fields("jobfair lecture lecture inspection clinic training jobfair inspection") {
		r.Events = append(r.Events, docRecord(t, &centre.Event{State: "held"}, 900+i, "kind="+kind, "name=示例活动"+string(rune('甲'+i)), "date="+d("2026-01-20").Add(-45*i).String(),
			"people=200多人", "units=12家", "posts=100个", "intents=40人", "problems=9个", "settled=7个", "covered=2350人"))
	}
	for i := range 8 {
		r.Files = append(r.Files, summary.StatFile{ID: docID(3000 + i), Approved: d("2025-02-01").Add(50 * i), State: "approved", Members: 3, Station: stations[i%3]})
		r.Aid = append(r.Aid, summary.StatAid{ID: docID(3100 + i), File: docID(3000 + i), Date: d("2026-01-10").Add(i), Kind: "living", Worth: 1500_50})
		r.Shifts = append(r.Shifts, summary.StatShift{ID: docID(3200 + i), Date: d("2026-01-12").Add(7 * i), State: "served", Minutes: 150, Received: field.Exactly(4, "人次")})
	}
	r.Counsellors = []summary.StatCounsellor{{ID: docID(3300)}, {ID: docID(3301), Station: stations[1]}}
	r.Network = []summary.StatStation{{ID: docID(3400), From: d("2024-01-01"), Opened: d("2024-03-06")}, {ID: docID(3401), Name: stations[1], From: d("2025-06-01")}, {ID: docID(3402), Name: "试行乡维权站"}}
	return r
}

// statRow prints the first quarter of 2026, with small numbers withheld or for inside.
func statRow(least int) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		r := docStat(w.t)
		w.bend(&r)
		w.rename(&r)
		return StatisticsDoc(statisticsOf(w.t, r, least), in)
	}
}

// rename puts the world's text behind the names of stations, wherever they stand.
func (w *world) rename(r *summary.StatRecords) {
	text, ok := w.textAt(spot{"stat", "station"})
	if !ok {
		return
	}
	name := func(s *string) {
		if *s != "" {
			*s += text
		}
	}
	for i := range r.Stations {
		name(&r.Stations[i])
	}
	for i := range r.Cases {
		name(&r.Cases[i].Station)
	}
	for i := range r.Files {
		name(&r.Files[i].Station)
	}
	for i := range r.Counsellors {
		name(&r.Counsellors[i].Station)
	}
	for i := range r.Network {
		name(&r.Network[i].Name)
	}
}

func statisticsOf(t testing.TB, r summary.StatRecords, least int) *summary.Statistics {
	s, err := summary.StatisticsOf(r, summary.StatAsk{
		Period: summary.Period{From: field.Day{Year: 2026, Month: 1, Date: 1}, To: field.Day{Year: 2026, Month: 3, Date: 31}}, Basis: summary.BasisRegistered, Least: least,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestInternalStatisticsSayThatTheyAre(t *testing.T) {
	for _, lang := range say.Langs() {
		in := docSetting(lang)
		p, err := StatisticsDoc(statisticsOf(t, docStat(t), 0), in).Layout()
		if err != nil || !strings.Contains(p.Plain(), in.Book.T("stat.internal")) || strings.Contains(p.Plain(), in.Book.T("stat.note.hidden", 3)[:12]) {
			t.Errorf("%s: the internal book does not say so, or withholds: %v", lang, err)
		}
	}
}

func TestSubmittedStatisticsSayWhatChanged(t *testing.T) {
	r := docStat(t)
	kept, err := statisticsOf(t, r, 3).Freeze()
	if err != nil {
		t.Fatal(err)
	}
	then, err := summary.Thaw(kept)
	if err != nil {
		t.Fatal(err)
	}
	then.Submitted = field.Day{Year: 2026, Month: 4, Date: 2}
	in := docSetting(say.ZH)
	text := func() string {
		p, err := StatisticsDoc(then, in).Layout()
		if err != nil {
			t.Fatal(err)
		}
		return p.Plain()
	}
	if !strings.Contains(text(), "相同") {
		t.Error("nothing has changed, and the book does not say so")
	}
	r.Events = append(r.Events, docRecord(t, &centre.Event{State: "held"}, 990, "kind=lecture", "name=补登", "date=2026-02-02", "people=30人"))
	if then.Changes = statisticsOf(t, r, 3).ChangedSince(then); len(then.Changes) == 0 {
		t.Fatal("an event more is no change")
	}
	if !strings.Contains(text(), in.Book.T("stat.head.changes")) || !strings.Contains(text(), "讲座") {
		t.Error("the book does not say what changed")
	}
}

func BenchmarkStatisticsBook(b *testing.B) {
	s, in := statisticsOf(b, docStat(b), 3), docSetting(say.ZH)
	for b.Loop() {
		if _, err := StatisticsDoc(s, in).Layout(); err != nil {
			b.Fatal(err)
		}
	}
}
