package office

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// allRecords is what every record of the folder holds, deleted ones too, by table and id.
func allRecords(t *testing.T, of *Office) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, tp := range centre.Types {
		for _, gone := range []bool{false, true} {
			rows, err := of.List(tp, store.Query{Gone: gone})
			if err != nil {
				t.Fatal(err)
			}
			for i := range rows.Len() {
				r, err := of.Get(tp, rows.ID(i))
				if errors.Is(err, field.Locked) {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				text := fmt.Sprint(gone, r.Base().Space)
				for k := range tp.Fields {
					text += fmt.Sprintf("|%s=%v", tp.Fields[k].Key, tp.Fields[k].Raw(r))
				}
				out[tp.Table+" "+rows.ID(i).String()] = text
			}
		}
	}
	return out
}

// pairsOf returns some pairs of live records of a table.
func pairsOf(t *testing.T, of *Office, tp *field.Type, random *rand.Rand, n int) (out [][2]field.ID) {
	t.Helper()
	rows, err := of.List(tp, store.Query{})
	if err != nil || rows.Len() < 2 {
		t.Fatalf("%d %s, %v", rows.Len(), tp.Table, err)
	}
	for range n {
		order := random.Perm(rows.Len())
		out = append(out, [2]field.ID{rows.ID(order[0]), rows.ID(order[1])})
	}
	return out
}

// TestJoiningAndUndoingLeavesEveryRecordAsItWas joins pairs of the sample with fields chosen at random: afterwards nothing that lives
// points to the record put aside, and undoing puts every record of the folder back exactly.
func TestJoiningAndUndoingLeavesEveryRecordAsItWas(t *testing.T) {
	of, _, _ := testOffice(t, Founding{Sample: true})
	before := allRecords(t, of)
	moved := 0
	for _, tp := range joinable {
		random := rand.New(rand.NewPCG(19, 1908))
		for _, pair := range pairsOf(t, of, tp, random, 12) {
			plan, err := of.PlanJoin(tp, pair[0], pair[1])
			if problem(err, "same.join.spaces") {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			j := Joining{Type: tp, Keep: pair[0], Drop: pair[1]}
			for _, key := range plan.Differ {
				if random.IntN(2) == 0 {
					j.Take = append(j.Take, key)
				}
			}
			c, err := of.JoinRecords(t.Context(), j)
			var ps field.Problems
			if errors.As(err, &ps) { // fields that do not go together, such as an end before its beginning
				if now := allRecords(t, of); !maps.Equal(now, before) {
					t.Fatalf("%s: a joining that failed changed something", tp.Table)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			if left, err := movesTo(of.store, j); err != nil || len(left) > 0 {
				t.Fatalf("%s: %d records still point to the one put aside, %v", tp.Table, len(left), err)
			}
			moved += plan.Moves
			checkJoined(t, of, j, plan)
			if _, err := of.Undo(t.Context(), c.Seq); err != nil {
				t.Fatal(err)
			}
			now := allRecords(t, of)
			for id, text := range before {
				if now[id] != text {
					t.Fatalf("%s: after undoing, %s is\n%s\nand was\n%s", tp.Table, id, now[id], text)
				}
			}
			for id, text := range now {
				if before[id] == "" && !strings.HasPrefix(text, "true") {
					t.Fatalf("%s: after undoing, %s is there and was not", tp.Table, id)
				}
			}
			before = now // what the joining made is among the deleted
		}
	}
	if moved < 20 {
		t.Errorf("only %d records were moved: the sample proves little", moved)
	}
}

// checkJoined looks at both records after joining.
func checkJoined(t *testing.T, of *Office, j Joining, plan JoinPlan) {
	t.Helper()
	keep, err := of.Get(j.Type, j.Keep)
	if err != nil || keep.Base().Gone != 0 {
		t.Fatalf("%s: the kept one: %v", j.Type.Table, err)
	}
	for _, key := range plan.Differ {
		f, from := j.Type.Field(key), plan.Keep
		if slices.Contains(j.Take, key) {
			from = plan.Drop
		}
		if f.Kind == field.RefKind || f.Kind == field.RefsKind {
			continue // what pointed to either of the two is cleared
		}
		if !f.Equal(keep, from) {
			t.Errorf("%s.%s is not what was chosen", j.Type.Table, key)
		}
	}
	drop, err := of.Get(j.Type, j.Drop)
	if err != nil || joinedInto(drop) != j.Keep || (drop.Base().Gone == 0) != (j.Type == centre.CaseType) {
		t.Errorf("%s: the other one: %v", j.Type.Table, err)
	}
	if c, ok := drop.(*centre.Case); ok && c.State != "duplicate" {
		t.Errorf("the other case is %s", c.State)
	}
	for _, id := range []field.ID{j.Keep, j.Drop} {
		if h, err := of.History(j.Type, id); err != nil || len(h) < 2 || h[0].Verb != "join-"+j.Type.Table {
			t.Errorf("%s: its history has %d entries, %v", j.Type.Table, len(h), err)
		}
	}
	if all, err := of.JoinedInto(j.Type, j.Keep); err != nil || len(all) != 1 || all[0].Base().ID != j.Drop {
		t.Errorf("%s: joined into it are %d, %v", j.Type.Table, len(all), err)
	}
}

// TestPartsAndFilesOfADuplicateCaseMove: steps, consents, appointments and attached files are in the kept case, and can be opened there.
func TestPartsAndFilesOfADuplicateCaseMove(t *testing.T) {
	s := newSensitive(t)
	if _, err := s.f.JoinRecords(t.Context(), Joining{Type: centre.CaseType, Keep: s.other.ID, Drop: s.c.ID, Take: []string{"person"}}); err != nil {
		t.Fatal(err)
	}
	r, err := s.f.OpenCase(s.other.ID)
	if err != nil || len(r.Steps) != 1 || len(r.Consents) != 1 || r.Person == nil || r.Person.ID != s.person.ID {
		t.Fatalf("the kept case has %d steps, %v", len(r.Steps), err)
	}
	files, err := s.f.Parts(centre.AttachmentType, s.other.ID)
	if err != nil || len(files) != 1 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	if a := s.get(centre.AppointmentType, s.appointment.ID).(*centre.Appointment); a.Case != s.other.ID {
		t.Error("the appointment stayed with the duplicate")
	}
}

// TestJoiningKeepsRestrictedAndOpenApart: a restricted case, or a person restricted with hers, is joined with nothing that lies in the
// open; two that are restricted apart neither.
func TestJoiningKeepsRestrictedAndOpenApart(t *testing.T) {
	s := newSensitive(t)
	known := personOf(t, s.f.Office, func(p *centre.Person) { p.Name = "示例甲" })
	s.restrict(s.f.Me().ID)
	for _, j := range []Joining{
		{Type: centre.CaseType, Keep: s.other.ID, Drop: s.c.ID}, {Type: centre.CaseType, Keep: s.c.ID, Drop: s.other.ID},
		{Type: centre.PersonType, Keep: known.ID, Drop: s.person.ID}, {Type: centre.PersonType, Keep: s.person.ID, Drop: known.ID},
	} {
		if _, err := s.f.JoinRecords(t.Context(), j); !problem(err, "same.join.spaces") {
			t.Errorf("%s: %v", j.Type.Table, err)
		}
	}
	s.f.as("示例同事")
	if _, err := s.f.JoinRecords(t.Context(), Joining{Type: centre.CaseType, Keep: s.other.ID, Drop: s.c.ID}); !errors.Is(err, field.Locked) {
		t.Errorf("by whoever cannot open it: %v", err)
	}
}

// TestAnEmployerOfARestrictedCaseIsJoined: the case that is shut still names its adverse unit and leads to the kept record; when it was
// opened by somebody named before, it moves.
func TestAnEmployerOfARestrictedCaseIsJoined(t *testing.T) {
	s := newSensitive(t)
	keep, drop := unitOf(t, s.f.Office, "示例制衣厂"), unitOf(t, s.f.Office, "示例制衣")
	s.c.Adverse = drop.ID
	keepAll(t, s.f.Office, s.c)
	s.restrict(s.f.Me().ID)
	s.f.as("示例同事")
	c, err := s.f.JoinRecords(t.Context(), Joining{Type: centre.OrganisationType, Keep: keep.ID, Drop: drop.ID})
	if err != nil {
		t.Fatal(err)
	}
	s.f.as("值班员")
	if got := s.get(centre.CaseType, s.c.ID).(*centre.Case); got.Adverse != drop.ID {
		t.Error("what could not be opened was changed")
	}
	if r := s.get(centre.OrganisationType, drop.ID); joinedInto(r) != keep.ID || s.f.Name(drop.ID) != drop.Name {
		t.Error("the case that is shut leads nowhere")
	}
	if _, err := s.f.Undo(t.Context(), c.Seq); err != nil {
		t.Fatal(err)
	}
	if _, err := s.f.JoinRecords(t.Context(), Joining{Type: centre.OrganisationType, Keep: keep.ID, Drop: drop.ID}); err != nil {
		t.Fatal(err)
	}
	if got := s.get(centre.CaseType, s.c.ID).(*centre.Case); got.Adverse != keep.ID || !Restricted(got) {
		t.Error("the case of who is named on it did not move, or lies in the open")
	}
}

func TestJoiningIsRefusedWithASentence(t *testing.T) {
	s := newSensitive(t)
	a, b, c := unitOf(t, s.f.Office, "示例甲厂"), unitOf(t, s.f.Office, "示例乙厂"), unitOf(t, s.f.Office, "示例丙厂")
	join := func(keep, drop field.ID) error {
		_, err := s.f.JoinRecords(t.Context(), Joining{Type: centre.OrganisationType, Keep: keep, Drop: drop})
		return err
	}
	if err := join(a.ID, a.ID); !problem(err, "same.join.itself") {
		t.Errorf("with itself: %v", err)
	}
	if err := join(a.ID, b.ID); err != nil {
		t.Fatal(err)
	}
	if err := join(c.ID, b.ID); !errors.Is(err, field.NotFound) {
		t.Errorf("one that was put aside: %v", err)
	}
	s.f.as("示例咨询员") // opens no aid
	if err := join(a.ID, c.ID); !problem(err, "same.join.keys") {
		t.Errorf("without all keys: %v", err)
	}
	s.f.as("值班员")
	cases := Joining{Type: centre.CaseType, Keep: s.c.ID, Drop: s.other.ID}
	if _, err := s.f.JoinRecords(t.Context(), cases); err != nil {
		t.Fatal(err)
	}
	cases.Keep, cases.Drop = cases.Drop, cases.Keep
	if _, err := s.f.JoinRecords(t.Context(), cases); !problem(err, "same.join.already") {
		t.Errorf("a duplicate once more: %v", err)
	}
}

// TestABodyDoesNotBecomeAPartOfItself: one that was entered as a part of its own double, and hosts that are named twice.
func TestABodyDoesNotBecomeAPartOfItself(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	keep, drop := unitOf(t, of, "示例总厂"), unitOf(t, of, "示例总厂（旧）")
	keep.Parent, drop.Parent, drop.Successor = drop.ID, keep.ID, keep.ID
	e := of.New(centre.EventType).(*centre.Event)
	e.Name, e.Kind, e.Hosts = "示例讲座", "lecture", []field.ID{drop.ID, keep.ID}
	keepAll(t, of, keep, drop, e)
	if _, err := of.JoinRecords(t.Context(), Joining{Type: centre.OrganisationType, Keep: keep.ID, Drop: drop.ID, Take: []string{"parent", "successor"}}); err != nil {
		t.Fatal(err)
	}
	got, err := store.As[*centre.Organisation](of.Get(centre.OrganisationType, keep.ID))
	if err != nil || got.Parent != (field.ID{}) || got.Successor != (field.ID{}) {
		t.Errorf("parent %v, successor %v, %v", got.Parent, got.Successor, err)
	}
	held, err := store.As[*centre.Event](of.Get(centre.EventType, e.ID))
	if err != nil || !slices.Equal(held.Hosts, []field.ID{keep.ID}) {
		t.Errorf("hosts %v, %v", held.Hosts, err)
	}
}

// TestUndoOfAJoiningSaysWhatWasChangedSince: the field that was moved and changed again stands against it; another field does not.
func TestUndoOfAJoiningSaysWhatWasChangedSince(t *testing.T) {
	s := newSensitive(t)
	known := personOf(t, s.f.Office, func(p *centre.Person) { p.Name = "示例甲" })
	j := Joining{Type: centre.PersonType, Keep: known.ID, Drop: s.person.ID}
	for _, change := range []struct {
		what  string
		do    func(*centre.Case)
		clash bool
	}{
		{"another field", func(c *centre.Case) { c.Note = "后来的话" }, false},
		{"the field that was moved", func(c *centre.Case) { c.Person = field.ID{} }, true},
	} {
		done, err := s.f.JoinRecords(t.Context(), j)
		if err != nil {
			t.Fatal(err)
		}
		c := s.get(centre.CaseType, s.c.ID).(*centre.Case)
		change.do(c)
		keepAll(t, s.f.Office, c)
		var clash *store.ClashError
		if _, err := s.f.Undo(t.Context(), done.Seq); errors.As(err, &clash) != change.clash || !change.clash && err != nil {
			t.Errorf("%s: %v", change.what, err)
		}
	}
}
