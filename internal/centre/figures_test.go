package centre

import (
	"slices"
	"testing"

	"cn.halfsky/internal/field"
)

func TestFiguresOfEveryKindAreFields(t *testing.T) {
	for kind := range figuresOfKind {
		if EventKind.Term(kind) == nil {
			t.Errorf("no kind %s", kind)
		}
		own := FiguresOf(kind)
		for _, key := range own {
			if EventType.Field(key) == nil || key != "media" && key != "amount" && !slices.Contains(CountFields, key) {
				t.Errorf("%s: no figure %s", kind, key)
			}
		}
		for _, key := range MustCount(kind) {
			if !slices.Contains(CountFields, key) || !slices.Contains(own, key) {
				t.Errorf("%s must count %s, which is none of its own", kind, key)
			}
		}
	}
	if got := FiguresOf("other"); len(got) != len(CountFields)+1 || len(MustCount("other")) != 0 {
		t.Errorf("other: %v", got)
	}
}

func TestWhatAnEventHoldsIsNeverSenseless(t *testing.T) {
	e := &Event{Kind: "inspection", Posts: field.Exactly(3, "个")}
	got := e.SenselessFigures()
	if !slices.Contains(got, "intents") || !slices.Contains(got, "amount") || slices.Contains(got, "posts") || slices.Contains(got, "settled") {
		t.Errorf("an inspection hides %v", got)
	}
}

func TestPutRightIsNeverAboveFound(t *testing.T) {
	for _, c := range []struct {
		found, settled string
		ok             bool
	}{
		{"9个", "9个", true}, {"9个", "10个", false}, {"9个", "10多个", false}, {"近10个", "11个", false},
		{"10多个", "12个", true}, {"9个", "近10个", true}, {"", "3个", true}, {"多个", "3个", true},
	} {
		e := &Event{Name: "样例", Kind: "inspection"}
		for key, text := range map[string]string{"problems": c.found, "settled": c.settled} {
			if p := EventType.Field(key).Set(e, text, field.Context{}); p != nil {
				t.Fatal(p.Say)
			}
		}
		if ps := e.Check(); len(ps) == 0 != c.ok {
			t.Errorf("%s found, %s put right: %v", c.found, c.settled, ps)
		}
	}
}

// TestNotCountedIsNoZero: what an event that was held should have and nobody counted is said to be so; a zero that somebody counted is one.
func TestNotCountedIsNoZero(t *testing.T) {
	e := &Event{Kind: "lecture", State: "held"}
	if !e.NotCounted("people") || e.NotCounted("posts") {
		t.Error("a lecture of which nobody counted the people")
	}
	e.People = field.Count{HasValue: true}
	if e.NotCounted("people") {
		t.Error("a zero that somebody counted is not counted")
	}
	if e = (&Event{Kind: "lecture", State: "planned"}); e.NotCounted("people") {
		t.Error("an event to come should have been counted")
	}
}
