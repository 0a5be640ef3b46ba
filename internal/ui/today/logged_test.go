package today

import (
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
)

// Promote makes a case file of an enquiry.
func (b *box) Promote(id field.ID) (uint64, error) {
	for _, r := range b.records["case"] {
		if r.Base().ID == id {
			r.(*centre.Case).Enquiry = field.No
			return 1, nil
		}
	}
	return 0, field.NotFound
}

// Undo takes nothing back.
func (b *box) Undo(uint64) error { return nil }

// TestWhatWasLoggedNamesNobody: time, matter and state stand in the list, and nothing of what was told or of who told it.
func TestWhatWasLoggedNamesNobody(t *testing.T) {
	b := &box{}
	id := b.newCase("0201", "high", "registered")
	r, err := b.Get(centre.CaseType, id)
	if err != nil {
		t.Fatal(err)
	}
	c := r.(*centre.Case)
	c.Facts, c.Person = "样本的话", b.put(&centre.Person{Name: "样本"})
	rows := &loggedRows{found: found1{c}, host: &kit.Host{Book: say.For(say.ZH), Now: func() time.Time { return time.UnixMilli(0).UTC() }}}
	if rows.Len() != 1 || rows.ID(0) != id || rows.tone(0) != kit.Late {
		t.Errorf("%d rows", rows.Len())
	}
	words := rows.host.Shown()
	for key, want := range map[string]string{"matter": words.Path(centre.Matter, "0201"), "state": words.Code(centre.CaseState, "registered"), "at": "00:00", "facts": words.Code(centre.CaseState, "registered")} {
		if got := rows.Text(0, key); got != want {
			t.Errorf("%s reads %q", key, got)
		}
	}
}

// TestTheColoursOfWhatWasLogged: what nobody took up yet stands out, what is done is grey.
func TestTheColoursOfWhatWasLogged(t *testing.T) {
	for state, want := range map[string]kit.Tone{"registered": kit.Warn, "accepted": kit.Plain, "closed": kit.Grey} {
		rows := &loggedRows{found: found1{&centre.Case{State: state}}}
		if got := rows.tone(0); got != want {
			t.Errorf("%s has tone %v", state, got)
		}
	}
}

// TestADraftWithAnyWordInItIsKept: whatever part of the strip was filled.
func TestADraftWithAnyWordInItIsKept(t *testing.T) {
	for what, d := range map[string]Draft{
		"matter": {Matter: "0201"}, "what": {What: "样本"}, "who": {Who: kit.Option{Text: "样本"}}, "unit": {Unit: kit.Option{Text: "样本"}},
		"phone": {Phone: "1"}, "answer": {Answer: "样本"}, "reason": {Reason: "样本"},
	} {
		q := &Quick{kept: d}
		if got, holds := q.Draft(); !holds || got.Open {
			t.Errorf("%s alone is lost", what)
		}
	}
	if _, holds := (&Quick{kept: Draft{Channel: "visit", Next: office.HoldNext}}).Draft(); holds {
		t.Error("a strip with nothing in it holds something")
	}
}
