package today

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

var monday = field.Day{Year: 2026, Month: 11, Date: 23}

// box is a desk with records in memory. It knows the conditions that the screen uses.
type box struct {
	records  map[string][]field.Record
	duties   []rota.Duty
	troubles []store.Trouble
	unset    []office.ClockLine
	ends     map[field.ID]field.Moment // of clocks of hours
}

// UnstartedCases is called by the screen.
func (b *box) UnstartedCases() ([]office.ClockLine, error) { return b.unset, nil }

func (b *box) put(r field.Record) field.ID {
	r.Base().ID, r.Base().Rev = uuid.New(), 1
	if b.records == nil {
		b.records = map[string][]field.Record{}
	}
	b.records[r.Type().Table] = append(b.records[r.Type().Table], r)
	return r.Base().ID
}

type found1 []field.Record

func (f found1) Len() int              { return len(f) }
func (f found1) ID(i int) field.ID     { return f[i].Base().ID }
func (f found1) At(i int) field.Record { return f[i] }

func (b *box) Find(t *field.Type, q kit.Query) (kit.Found, error) {
	var out found1
	for _, r := range b.records[t.Table] {
		fits := true
		for _, c := range q.Where {
			fits = fits && meets(t.Field(c.Key), r, c)
		}
		if fits {
			out = append(out, r)
		}
	}
	return out, nil
}

func meets(s *field.Spec, r field.Record, c store.Cond) bool {
	switch c.Op {
	case store.AnyOf:
		return slices.Contains(c.Values, s.Text(r))
	case store.Blank:
		return s.Empty(r)
	case store.Between:
		day := *s.Pointer(r).(*field.Day)
		from, _ := field.ParseDay(c.Values[0], 0)
		to, _ := field.ParseDay(c.Values[1], 0)
		return day.Within(from, to)
	}
	return false
}

func (b *box) Get(t *field.Type, id field.ID) (field.Record, error) {
	for _, r := range b.records[t.Table] {
		if r.Base().ID == id {
			return r, nil
		}
	}
	return nil, field.NotFound
}

func (b *box) Duties(from, to field.Day) ([]rota.Duty, error) { return b.duties, nil }
func (b *box) Troubles() []store.Trouble                      { return b.troubles }
func (b *box) ClockMoments(id field.ID, _ string) law.Moments {
	return law.Moments{By: b.ends[id]}
}

func (b *box) look(t *testing.T) findings {
	t.Helper()
	g := &gatherer{desk: b, words: centre.Shown{Book: say.For(say.ZH), Zone: time.UTC, Name: func(field.ID) string { return "样本" }}, today: monday, now: monday.Time().Add(9*time.Hour + 30*time.Minute)}
	f, err := g.gather()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (b *box) newCase(matter, risk, state string) field.ID {
	return b.put(&centre.Case{Number: "维2026-AA-0001-B", Matter: matter, Risk: risk, State: state})
}

// TestHighRiskComesFirst: a clock of a case at high risk stands above clocks that ran out earlier.
func TestHighRiskComesFirst(t *testing.T) {
	b := &box{}
	calm, high := b.newCase("0201", "low", "underway"), b.newCase("0502", "high", "underway")
	b.put(&centre.Deadline{Case: calm, Rule: "ARB_LIM", Computed: monday.Add(-30)})
	b.put(&centre.Deadline{Case: high, Rule: "SUE", Computed: monday.Add(2)})
	f := b.look(t)
	if len(f.todo) != 2 || f.todo[0].ID != high || f.todo[1].ID != calm {
		t.Fatalf("got %+v", f.todo)
	}
	if f.late != 1 || f.todo[1].Tone != kit.Late || !strings.Contains(f.todo[1].When, "30") {
		t.Errorf("late %d, %+v", f.late, f.todo[1])
	}
}

// TestWhatIsDoneOrFarIsLeftOut, and what belongs to a closed case too; an overridden day counts, not the computed one.
func TestWhatIsDoneOrFarIsLeftOut(t *testing.T) {
	b := &box{}
	open, closed := b.newCase("0201", "", "underway"), b.newCase("0201", "", "closed")
	b.put(&centre.Deadline{Case: open, Rule: "SUE", Computed: monday.Add(-1), Done: monday.Add(-2)})
	b.put(&centre.Deadline{Case: open, Rule: "SUE", Computed: monday.Add(40)})
	b.put(&centre.Deadline{Case: closed, Rule: "SUE", Computed: monday})
	b.put(&centre.Deadline{Case: open, Rule: "SUE", Computed: monday, Override: monday.Add(60), Reason: "x"})
	b.put(&centre.Step{Case: open, Service: "advice", NextDue: monday, Done: field.Yes})
	if f := b.look(t); len(f.todo) != 0 {
		t.Errorf("got %+v", f.todo)
	}
	b.put(&centre.Deadline{Case: open, Rule: "SUE", Computed: monday.Add(60), Override: monday.Add(1), Reason: "x"})
	if f := b.look(t); len(f.todo) != 1 || f.todo[0].Tone != kit.Warn {
		t.Errorf("got %+v", f.todo)
	}
}

// TestOldPapersDoNotHideWhatIsDue: hundreds of clocks of closed cases leave room for the one of an open case.
func TestOldPapersDoNotHideWhatIsDue(t *testing.T) {
	b := &box{}
	closed, open := b.newCase("0201", "", "archived"), b.newCase("0201", "", "underway")
	for i := range most + 50 {
		b.put(&centre.Deadline{Case: closed, Rule: "SUE", Computed: monday.Add(-i)})
		b.put(&centre.Step{Case: closed, Service: "advice", NextDue: monday})
	}
	b.put(&centre.Deadline{Case: open, Rule: "SUE", Computed: monday.Add(-400)})
	b.put(&centre.Step{Case: open, Service: "advice", NextDue: monday})
	if f := b.look(t); len(f.todo) != 2 || f.late != 1 {
		t.Errorf("%d lines, %d late", len(f.todo), f.late)
	}
}

// TestWhatWasPromisedLongAgoIsNotLost: it stands at the end, unless something was done in the case since.
func TestWhatWasPromisedLongAgoIsNotLost(t *testing.T) {
	b := &box{}
	idle, moving := b.newCase("0201", "", "underway"), b.newCase("0201", "", "underway")
	at := func(days int) field.Moment { return field.MomentOf(monday.Add(days).Time()) }
	for _, id := range []field.ID{idle, moving} {
		b.put(&centre.Step{Case: id, At: at(-250), Service: "advice", Next: "再谈", NextDue: monday.Add(-200)})
	}
	same := b.newCase("0201", "", "underway") // promised for the day it was made, and nothing since
	b.put(&centre.Step{Case: same, At: at(-100), Service: "advice", Next: "回电", NextDue: monday.Add(-100)})
	b.put(&centre.Step{Case: moving, At: at(-100), Service: "advice", Next: "催办", NextDue: monday.Add(3)})
	f := b.look(t)
	if len(f.todo) != 3 || f.todo[0].ID != moving || f.todo[1].ID != idle || f.todo[2].ID != same || f.late != 2 {
		t.Errorf("%d late of %+v", f.late, f.todo)
	}
}

// TestNoNameOfAClient: the screen stands where people pass.
func TestNoNameOfAClient(t *testing.T) {
	b := &box{}
	id := b.newCase("0601", "", "closing")
	r, _ := b.Get(centre.CaseType, id)
	r.(*centre.Case).Person = b.put(&centre.Person{Name: "样本"})
	b.put(&centre.Step{Case: id, Service: "advice", Next: "再谈", NextDue: monday})
	f := b.look(t)
	for _, l := range append(f.todo, f.now...) {
		if strings.Contains(l.What, "样本") {
			t.Errorf("names the client: %q", l.What)
		}
	}
	if len(f.todo) != 1 { // the proposal is for those who may approve
		t.Errorf("got %+v", f.todo)
	}
}

func TestVisitDue(t *testing.T) {
	p := &centre.Pairing{From: monday, VisitDays: 30}
	for _, c := range []struct {
		name string
		p    *centre.Pairing
		last *centre.Visit
		want field.Day
	}{
		{"never seen", p, nil, monday.Add(30)},
		{"seen", p, &centre.Visit{Date: monday.Add(10)}, monday.Add(40)},
		{"the visit set a day", p, &centre.Visit{Date: monday.Add(10), Next: monday.Add(12)}, monday.Add(12)},
		{"nothing agreed", &centre.Pairing{From: monday}, nil, field.Day{}},
		{"only a month known", &centre.Pairing{From: field.Day{Year: 2026, Month: 3}, VisitDays: 30}, nil, field.Day{}},
	} {
		if got := VisitDue(c.p, c.last); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestAnEmptyDutyStandsOut: a shift whose only counsellor is away says that nobody is there.
func TestAnEmptyDutyStandsOut(t *testing.T) {
	b := &box{duties: []rota.Duty{
		{Place: "一楼", Date: monday, Span: rota.Span{From: 540, To: 690}, Shift: uuid.New(), People: []rota.Presence{{Who: uuid.New()}}},
		{Place: "二楼", Date: monday, Span: rota.Span{From: 540, To: 690}, Template: uuid.New(), People: []rota.Presence{{Who: uuid.New(), There: []rota.Span{{From: 540, To: 690}}}}},
	}}
	f := b.look(t)
	if len(f.now) != 2 || f.now[0].Tone != kit.Late || f.now[1].Tone == kit.Late || f.now[1].Table != "template" {
		t.Errorf("got %+v", f.now)
	}
}

// TestPastAppointmentsWarn: one of this morning that nobody noted as kept stands out; tomorrow's says so.
func TestPastAppointmentsWarn(t *testing.T) {
	b := &box{}
	b.put(&centre.Appointment{Date: monday, From: "09:00", State: "booked"})
	b.put(&centre.Appointment{Date: monday, From: "14:00", State: "booked"})
	b.put(&centre.Appointment{Date: monday.Add(1), From: "08:00", State: "booked"})
	b.put(&centre.Appointment{Date: monday, From: "10:00", State: "cancelled"})
	f := b.look(t)
	if len(f.now) != 3 {
		t.Fatalf("got %+v", f.now)
	}
	tones := map[string]kit.Tone{}
	for _, l := range f.now {
		tones[l.When] = l.Tone
	}
	if tones["09:00"] != kit.Warn || tones["14:00"] != kit.Good || tones["明天 08:00"] != kit.Good {
		t.Errorf("tones %v", tones)
	}
}
