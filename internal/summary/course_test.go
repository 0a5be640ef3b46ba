package summary

import (
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// A series of 34 courses and 1,700-odd attendances: what was held is set against it with the qualifier it was planned with; what was
// cancelled or is to come is not, and an event nobody counted is told.
func TestASeriesIsSetAgainstItsPlan(t *testing.T) {
	p := &centre.Programme{Name: "样例", Planned: field.Exactly(34, "期"), People: count(t, "people", "1700多人次")}
	a, b, c, d := held(t, 1, nil, "training", "", "2008-3-1", "people=120人次", "sessions=3期"), held(t, 2, nil, "training", "", "2008-3-2", "people=近百人次"),
		held(t, 3, nil, "training", "", "2008-3-3"), held(t, 4, nil, "training", "", "2008-3-4", "people=500人次", "sessions=9期")
	d.State = "cancelled"
	got := Programme(p, []*centre.Event{a, b, c, d}, name).Course()
	if got.Done.Part.String() != "5期" || got.Done.Base.String() != "34期" || len(got.Done.Rows) != 3 {
		t.Errorf("done %s of %s from %d", got.Done.Part, got.Done.Base, len(got.Done.Rows))
	}
	if got.Planned[1].Count.String() != "1700多人次" || len(got.Attended) != 1 || got.Attended[0].Sum.Count.String() != "近220人次" {
		t.Errorf("planned %s, attended %+v", got.Planned[1].Count, got.Attended)
	}
	if got.Held != 3 || got.Cancelled != 1 || got.Without != 1 {
		t.Errorf("%+v", got)
	}
	if none := Programme(p, nil, name).Course(); none.Done.Part.String() != "0期" || none.Held != 0 {
		t.Errorf("nothing held: %+v", none.Done)
	}
}

// People of several roles are one number of attendances; households stand apart.
func TestWhoCameIsOneNumber(t *testing.T) {
	got := Programme(nil, []*centre.Event{
		held(t, 1, nil, "clinic", "", "2008-3-1", "people=146人次"), held(t, 2, nil, "contest", "", "2008-3-2", "people=86人"),
		held(t, 3, nil, "screening", "", "2008-3-3", "people=近400人"), held(t, 4, nil, "visit", "", "2008-3-4", "people=26户"),
	}, name).Course()
	var said []string
	for _, a := range got.Attended {
		said = append(said, a.Sum.Count.String())
	}
	if s := strings.Join(said, " "); s != "近632人次 26户" {
		t.Error(s)
	}
	if len(got.Attended[0].Rows) != 3 {
		t.Errorf("from %v", got.Attended[0].Rows)
	}
}
