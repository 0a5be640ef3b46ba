package office

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// series is an office with the programme of 2008: a host that was merged into another in 2012, and three events.
func series(t *testing.T) (*Office, *centre.Programme, map[string]*centre.Event) {
	t.Helper()
	of, _, _ := testOffice(t, Founding{})
	later := of.New(centre.OrganisationType).(*centre.Organisation)
	later.Name, later.Kind = "样例后区总工会", "union"
	host := of.New(centre.OrganisationType).(*centre.Organisation)
	host.Name, host.Kind, host.To = "样例前区总工会", "union", field.Day{Year: 2012, Month: 9}
	p := of.New(centre.ProgrammeType).(*centre.Programme)
	p.Name, p.Year, p.Source = "2008年“三八”活动", 2008, "样例来源"
	p.Planned = field.Exactly(34, "期")
	p.From, p.To = field.Day{Year: 2008, Month: 3}, field.Day{Year: 2008, Month: 3}
	save := func(rs ...field.Record) {
		t.Helper()
		if _, err := of.Save(t.Context(), rs...); err != nil {
			t.Fatal(err)
		}
	}
	save(later)
	host.Successor = later.ID
	save(host)
	p.Hosts = []field.ID{host.ID}
	save(p)
	all := map[string]*centre.Event{}
	for _, x := range [][3]string{{"2008年趣味体育比赛", "sport", "2008-03-06pm"}, {"广场义诊", "clinic", "2008-03"}, {"讲座", "lecture", "2008-03-10"}} {
		e := of.New(centre.EventType).(*centre.Event)
		e.Name, e.Kind, e.Programme, e.Hosts, e.State, e.People = x[0], x[1], p.ID, []field.ID{host.ID}, "held", field.Exactly(200, "人")
		e.Date, _ = field.ParseDay(x[2], 0)
		save(e)
		all[e.Kind] = e
	}
	return of, p, all
}

// only keeps the error of a verb.
func only(_ store.Change, err error) error { return err }

// problemOf is what the person is told to mend.
func problemOf(err error) string {
	var ps field.Problems
	if errors.As(err, &ps) {
		return ps[0].Say
	}
	return ""
}

func tasks(t *testing.T, of *Office, event field.ID) map[string]string {
	t.Helper()
	rs, err := of.Parts(centre.TaskType, event)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, r := range rs {
		out[r.(*centre.Task).What] = r.(*centre.Task).Due.String()
	}
	return out
}

func TestEveryTaskOfTheCheckListsHasWords(t *testing.T) {
	all, err := builtInChecks()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range say.Langs() {
		b := say.For(lang)
		for _, l := range all {
			if !b.Has("board.task." + l.Word) {
				t.Errorf("%s: no words for %s", lang, l.Word)
			}
		}
		for _, k := range centre.EventKind.Codes {
			said := map[string]bool{}
			for _, l := range centre.CheckListFor(all, k.Code) {
				what := b.T("board.task." + l.Word)
				if said[what] || len([]rune(what)) > centre.TaskType.Field("what").Max {
					t.Errorf("%s, %s: %s", lang, k.Code, what)
				}
				said[what] = true
			}
		}
	}
}

func TestAPlannedEventHasItsCheckList(t *testing.T) {
	of, p, all := series(t)
	b := say.For(say.ZH)
	e := of.New(centre.EventType).(*centre.Event)
	e.Name, e.Kind, e.Programme, e.Date, e.State = "义诊", "clinic", p.ID, of.Today().Add(40), "held"
	c, err := of.PlanEvent(t.Context(), e, b)
	if err != nil {
		t.Fatal(err)
	}
	got := tasks(t, of, e.ID)
	if want := e.Date.Add(-21).String(); e.State != "planned" || got[b.T("board.task.doctors")] != want || len(got) < 6 {
		t.Errorf("%s: %v", e.State, got)
	}
	e.Date = e.Date.Add(7) // what is to do moves with the event; what is done does not
	rs, err := of.Parts(centre.TaskType, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	done := rs[0].(*centre.Task)
	if _, err := of.TickTask(t.Context(), done.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := of.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	moved := tasks(t, of, e.ID)
	for what, due := range got {
		d, _ := field.ParseDay(due, 0)
		if want := d.Add(7).String(); what != done.What && moved[what] != want || what == done.What && moved[what] != due {
			t.Errorf("%s was due %s and is due %s", what, due, moved[what])
		}
	}
	if _, err := of.Undo(t.Context(), c.Seq); err == nil {
		t.Error("the making was undone although the event was changed since")
	}
	over := all["lecture"]
	if _, err := of.PlanEvent(t.Context(), over, b); err != nil || len(tasks(t, of, over.ID)) > 0 {
		t.Errorf("an event that is over got a list: %v", err)
	}
}

func TestACheckListIsAddedOnceAndTakesItsDaysLater(t *testing.T) {
	of, p, all := series(t)
	b := say.For(say.ZH)
	e := of.New(centre.EventType).(*centre.Event)
	e.Name, e.Kind, e.Programme, e.Date = "讲座", "lecture", p.ID, field.Day{}
	if _, err := of.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		_, err := of.AddTasks(t.Context(), e.ID, field.ID{}, b)
		if i == 1 && problemOf(err) != "board.tasks.all" || i == 0 && err != nil {
			t.Errorf("added for the %d. time: %v", i+1, err)
		}
	}
	got := tasks(t, of, e.ID)
	if got[b.T("board.task.teacher")] != "" {
		t.Errorf("an event without a day has %v", got)
	}
	e.Date = field.Day{Year: 2030, Month: 5, Date: 20}
	if _, err := of.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	if _, err := of.AddTasks(t.Context(), e.ID, field.ID{}, b); err != nil {
		t.Fatal(err)
	}
	if again := tasks(t, of, e.ID); len(again) != len(got) || again[b.T("board.task.teacher")] != "2030-04-29" {
		t.Errorf("with its day: %v", again)
	}
	own := of.New(centre.TaskType).(*centre.Task)
	own.Event, own.What, own.Who, own.Due = e.ID, "借投影仪", "示例经办人", e.Date.Add(-4)
	if _, err := of.Save(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	if _, err := of.AddTasks(t.Context(), all["lecture"].ID, e.ID, b); err != nil {
		t.Fatal(err)
	}
	if like := tasks(t, of, all["lecture"].ID); like["借投影仪"] != "2008-03-06" || len(like) != len(got)+1 {
		t.Errorf("as at the other: %v", like)
	}
}

func TestCancellingNeedsAReasonAndIsUndone(t *testing.T) {
	of, _, all := series(t)
	e := all["sport"]
	if _, err := of.CancelEvent(t.Context(), e.ID, " "); problemOf(err) != "problem.required" {
		t.Errorf("without a reason: %v", err)
	}
	c, err := of.CancelEvent(t.Context(), e.ID, "大雨")
	if err != nil {
		t.Fatal(err)
	}
	now := func() *centre.Event {
		t.Helper()
		r, err := store.As[*centre.Event](of.Get(centre.EventType, e.ID))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if x := now(); x.State != "cancelled" || x.Why != "大雨" || x.People.Value != 200 {
		t.Errorf("%s %q %s", x.State, x.Why, x.People)
	}
	if _, err := of.Undo(t.Context(), c.Seq); err != nil || now().State != "held" || now().Why != "" {
		t.Errorf("undone: %v, %+v", err, now())
	}
	if _, err := of.HoldEvent(t.Context(), e.ID); problemOf(err) != "board.state.same" {
		t.Errorf("held twice: %v", err)
	}
}

func TestAProgrammeIsBegunAgainInAnotherYear(t *testing.T) {
	of, p, all := series(t)
	if _, err := of.CancelEvent(t.Context(), all["lecture"].ID, "改期"); err != nil {
		t.Fatal(err)
	}
	if _, err := of.AddTasks(t.Context(), all["sport"].ID, field.ID{}, say.For(say.ZH)); err != nil {
		t.Fatal(err)
	}
	id, change, err := of.CopyProgramme(t.Context(), p.ID, Copying{Weekday: true})
	if err != nil {
		t.Fatal(err)
	}
	n, err := store.As[*centre.Programme](of.Get(centre.ProgrammeType, id))
	if err != nil || n.Name != "2009年“三八”活动" || n.Year != 2009 || n.From.String() != "2009-03" || !n.Planned.IsZero() || n.Source != "" {
		t.Fatalf("%+v, %v", n, err)
	}
	rs, err := opened(of.store, centre.EventType, store.Query{Where: []store.Cond{store.Where("programme", id.String())}, Sort: store.ByMade})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rs {
		e := r.(*centre.Event)
		got = append(got, fmt.Sprint(e.Name, " ", e.Date, " ", e.State, " ", e.People.IsZero(), " ", e.Hosts[0] == p.Hosts[0]))
	}
	if s := strings.Join(got, "; "); s != "2009年趣味体育比赛 2009-03-05pm planned true true; 广场义诊 2009-03 planned true true" {
		t.Error(s)
	}
	if list := tasks(t, of, rs[0].Base().ID); list[say.For(say.ZH).T("board.task.rules")] != "2009-02-26" {
		t.Errorf("the copied check list: %v", list)
	}
	if _, _, err := of.CopyProgramme(t.Context(), p.ID, Copying{}); problemOf(err) != "board.copy.there" {
		t.Errorf("copied twice: %v", err)
	}
	id, _, err = of.CopyProgramme(t.Context(), p.ID, Copying{Year: 2013})
	if err != nil {
		t.Fatal(err)
	}
	n, _ = store.As[*centre.Programme](of.Get(centre.ProgrammeType, id))
	if name := of.Name(n.Hosts[0]); name != "样例后区总工会" {
		t.Errorf("hosted by %s after the merger", name)
	}
	if _, err := of.Undo(t.Context(), change.Seq); err != nil {
		t.Fatal(err)
	}
	left, err := All[*centre.Programme](t.Context(), of, centre.ProgrammeType)
	if err != nil || slices.ContainsFunc(left, func(p *centre.Programme) bool { return p.Year == 2009 }) {
		t.Errorf("one undo left the programme there: %v", err)
	}
	none := of.New(centre.ProgrammeType).(*centre.Programme)
	none.Name, none.Year = "样例系列", 0
	if _, err := of.Save(t.Context(), none); err != nil {
		t.Fatal(err)
	}
	if _, _, err := of.CopyProgramme(t.Context(), none.ID, Copying{}); problemOf(err) != "board.copy.noyear" {
		t.Errorf("a programme of no year: %v", err)
	}
}
