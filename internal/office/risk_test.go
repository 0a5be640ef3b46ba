package office

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// moved is a team whose clock a test can move.
func moved(t *testing.T) (f *team, move func(time.Duration)) {
	t.Helper()
	f = newTeam(t)
	var by atomic.Int64
	was := f.options.Now
	f.options.Now = func() time.Time { return was().Add(time.Duration(by.Load())) }
	return f, func(d time.Duration) { by.Add(int64(d)) }
}

// harassed logs an anonymous case of harassment.
func harassed(t *testing.T, of *Office) *centre.Case {
	t.Helper()
	c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0604", What: "样例经过"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// checkRisk makes a check of that level, by answers that suggest it.
func checkRisk(t *testing.T, of *Office, id field.ID, level string) *centre.RiskCheck {
	t.Helper()
	in := Checking{Case: id, Kind: centre.RiskHarassment, Level: level}
	for _, q := range centre.QuestionsOf(in.Kind) {
		alarms := level == centre.RiskHigh && q.Level == centre.RiskHigh || level == centre.RiskMiddle && q.Code == "h-meet"
		if alarms == (q.Alarms == centre.AnswerYes) {
			in.Yes = append(in.Yes, q.Code)
		} else {
			in.No = append(in.No, q.Code)
		}
	}
	k, _, err := of.CheckRisk(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if k.Suggested != level {
		t.Fatalf("the answers suggest %s, not %s", k.Suggested, level)
	}
	return k
}

func riskOf(t *testing.T, of *Office, id field.ID) RiskState {
	t.Helper()
	s, err := of.RiskState(id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAHighRiskIsSeenByASecondPerson: two hours by the clock, never by whoever made it, whatever she is called; then it is done.
func TestAHighRiskIsSeenByASecondPerson(t *testing.T) {
	f, move := moved(t)
	f.add("示例同事", centre.RoleStaff)
	f.add("示例只读", centre.RoleReadOnly)
	of := f.as("值班员")
	c := harassed(t, of)
	if s := riskOf(t, of, c.ID); !slices.Equal(s.Due, []string{centre.RiskHarassment}) {
		t.Fatalf("checks due %v", s.Due)
	}
	k := checkRisk(t, of, c.ID, centre.RiskHigh)
	if got := time.Duration(k.Due-k.At) * time.Millisecond; got != 2*time.Hour || k.By != "值班员" {
		t.Errorf("to be seen in %v, by %q", got, k.By)
	}
	s := riskOf(t, of, c.ID)
	if !s.Own || s.Late || len(s.Due) != 0 || !slices.Equal(s.Seconds, []string{"示例同事"}) {
		t.Errorf("the checker sees %+v", s)
	}
	_, err := of.SeeRisk(t.Context(), k.ID)
	refused(t, err, "problem.riskcheck.self")
	move(2*time.Hour + time.Minute)
	of = f.as("示例同事")
	if all, err := of.RiskWaiting(); err != nil || len(all) != 1 || all[0].Own || !all[0].Late || all[0].Check.Case != c.ID {
		t.Fatalf("she is shown %+v, %v", all, err)
	}
	if _, err := of.SeeRisk(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	if s = riskOf(t, of, c.ID); s.Waiting != nil || s.Checks[0].SeenBy != "示例同事" || s.Checks[0].Seen == 0 {
		t.Errorf("afterwards %+v", s)
	}
	e, err := of.Entry(of.Folder().Seq)
	if err != nil || e.Verb != verbSeeRisk || e.Who != "示例同事" {
		t.Errorf("the journal has %+v, %v", e, err)
	}
	_, err = of.SeeRisk(t.Context(), k.ID)
	refused(t, err, "problem.riskcheck.seen")
}

// TestBothEdgesOfTheTime: not late in its last second, late after it; and late where the clock stands before the check, because nobody
// knows then how long it has waited.
func TestBothEdgesOfTheTime(t *testing.T) {
	k := &centre.RiskCheck{At: 10_000_000, Due: 17_200_000}
	for now, late := range map[field.Moment]bool{k.At: false, k.Due: false, k.Due + 1: true, k.At - 60_000: false, k.At - 3_600_000: true} {
		if k.Late(now) != late {
			t.Errorf("at %d: late %v", now, !late)
		}
	}
	f, move := moved(t)
	f.add("示例同事", centre.RoleStaff)
	of := f.as("值班员")
	c := harassed(t, of)
	checkRisk(t, of, c.ID, centre.RiskMiddle)
	if s := riskOf(t, of, c.ID); s.Late || time.Duration(s.Waiting.Due-s.Waiting.At)*time.Millisecond != 24*time.Hour {
		t.Errorf("a middle risk: %+v", s)
	}
	move(-3 * time.Hour)
	if s := riskOf(t, of, c.ID); !s.Late {
		t.Error("with the clock put back the time seems to be there still")
	}
}

// TestARaisedRiskAsksAgain, one that stays as it was seen does not, and what the first wait was for is done by whoever looks anew.
func TestARaisedRiskAsksAgain(t *testing.T) {
	f, _ := moved(t)
	f.add("示例同事", centre.RoleStaff)
	of := f.as("值班员")
	c := harassed(t, of)
	first := checkRisk(t, of, c.ID, centre.RiskMiddle)
	of = f.as("示例同事")
	if _, err := of.SeeRisk(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	if k := checkRisk(t, of, c.ID, centre.RiskMiddle); k.Due != 0 {
		t.Error("what was seen before has to be seen again")
	}
	second := checkRisk(t, of, c.ID, centre.RiskHigh)
	if second.Due == 0 {
		t.Fatal("the raised risk asks nobody")
	}
	of = f.as("值班员")
	checkRisk(t, of, c.ID, centre.RiskHigh)
	s := riskOf(t, of, c.ID)
	i := slices.IndexFunc(s.Checks, func(k *centre.RiskCheck) bool { return k.ID == second.ID })
	if s.Checks[i].SeenBy != "值班员" || !s.Own {
		t.Errorf("the check of the other: seen by %q, own %v", s.Checks[i].SeenBy, s.Own)
	}
	if got, err := store.As[*centre.Case](of.Get(centre.CaseType, c.ID)); err != nil || got.Risk != centre.RiskHigh {
		t.Errorf("the case is at %q, %v", got.Risk, err)
	}
}

// TestLoweringNeedsAReason: less than the high that the answers suggest asks for one, and for the second person in the time of a high
// one; by hand no level is lowered that a check found, but one is raised, and then asks for a check.
func TestLoweringNeedsAReason(t *testing.T) {
	f, _ := moved(t)
	of := f.as("值班员")
	c := harassed(t, of)
	in := Checking{Case: c.ID, Kind: centre.RiskHarassment, Yes: []string{"h-force"}, Level: centre.RiskLow}
	_, _, err := of.CheckRisk(t.Context(), in)
	refused(t, err, "problem.riskcheck.reason")
	in.Reason = "样例：已离开那个单位"
	k, _, err := of.CheckRisk(t.Context(), in)
	if err != nil || time.Duration(k.Due-k.At)*time.Millisecond != 2*time.Hour {
		t.Fatalf("%+v, %v", k, err)
	}
	for _, bad := range []Checking{{Case: c.ID, Level: centre.RiskLow}, {Case: c.ID, Kind: centre.RiskViolence}, {Case: c.ID, Kind: centre.RiskViolence, Level: "dire"}} {
		if _, _, err := of.CheckRisk(t.Context(), bad); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
	checkRisk(t, of, c.ID, centre.RiskMiddle)
	c, err = store.As[*centre.Case](of.Get(centre.CaseType, c.ID))
	if err != nil {
		t.Fatal(err)
	}
	c.Risk = centre.RiskLow
	_, err = of.Save(t.Context(), c)
	refused(t, err, "problem.risk.bycheck")
	c.Risk = centre.RiskHigh
	save(t, of, c)
	if s := riskOf(t, of, c.ID); !slices.Equal(s.Due, []string{centre.RiskHarassment}) {
		t.Errorf("raised by hand it asks for %v", s.Due)
	}
}

// TestARestrictedCaseWaitsForTheNamed: checks and plan lie where the case does, and only the named are shown them.
func TestARestrictedCaseWaitsForTheNamed(t *testing.T) {
	f, _ := moved(t)
	second := f.add("示例同事", centre.RoleStaff)
	f.add("示例别人", centre.RoleStaff)
	of := f.as("值班员")
	c := harassed(t, of)
	if _, err := of.Restrict(t.Context(), c.ID, []field.ID{of.Me().ID, second}); err != nil {
		t.Fatal(err)
	}
	k := checkRisk(t, of, c.ID, centre.RiskHigh)
	p := part[*centre.SafetyPlan](t, of, centre.SafetyPlanType, c.ID)
	p.Place, p.Next, p.Way = "示例亲戚家", field.MomentOf(testNow), "样例"
	save(t, of, p)
	if !Restricted(k) || !Restricted(p) {
		t.Error("a check or a plan lies in the open")
	}
	if s := riskOf(t, of, c.ID); !slices.Equal(s.Seconds, []string{"示例同事"}) || s.Plan == nil {
		t.Errorf("%+v", s)
	}
	of = f.as("示例别人")
	if all, err := of.RiskWaiting(); err != nil || len(all) != 0 {
		t.Errorf("another is shown %d checks, %v", len(all), err)
	}
	if _, err := of.SeeRisk(t.Context(), k.ID); !errors.Is(err, field.Locked) {
		t.Errorf("another sees it: %v", err)
	}
	of = f.as("示例同事")
	if _, err := of.SeeRisk(t.Context(), k.ID); err != nil {
		t.Error(err)
	}
}

// TestWhoNeedsACheckIsFound by matter, by words and by a mark somebody made; not once it was made, and not of a closed case.
func TestWhoNeedsACheckIsFound(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	log := func(matter, what string) *centre.Case {
		c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: matter, What: what})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	log("0201", "请打我电话，工资拖欠三个月")
	byWord := log("0105", "被辞退后说\n不想 活了")
	byMatter := log("1104", "样例经过")
	byHand := log("0502", "样例经过")
	byHand.Risk = centre.RiskHigh
	save(t, of, byHand)
	want := map[field.ID]string{byWord.ID: centre.RiskSelfHarm, byMatter.ID: centre.RiskViolence, byHand.ID: ""}
	all, err := of.RiskLacking()
	if err != nil || len(all) != len(want) {
		t.Fatalf("%d found, %v", len(all), err)
	}
	for _, l := range all {
		if kind, ok := want[l.Case.ID]; !ok || !slices.Equal(l.Kinds, []string{kind}) {
			t.Errorf("%s asks for %q", l.Case.Matter, l.Kinds)
		}
	}
	if _, _, err := of.CheckRisk(t.Context(), Checking{Case: byMatter.ID, Kind: centre.RiskViolence, Level: centre.RiskMiddle}); err != nil {
		t.Fatal(err)
	}
	if all, err = of.RiskLacking(); err != nil || len(all) != len(want)-1 {
		t.Errorf("%d found, %v", len(all), err)
	}
}

// TestRiskHoursAreSettable within reason, by whoever may change settings.
func TestRiskHoursAreSettable(t *testing.T) {
	f, _ := moved(t)
	f.add("示例同事", centre.RoleStaff)
	of := f.as("值班员")
	for _, bad := range []RiskHours{{0, 4}, {5, 4}, {1, MostRiskHours + 1}} {
		refused(t, of.SetRiskHours(t.Context(), bad), "problem.risk.hours")
	}
	if err := of.SetRiskHours(t.Context(), RiskHours{1, 8}); err != nil {
		t.Fatal(err)
	}
	c := harassed(t, of)
	if k := checkRisk(t, of, c.ID, centre.RiskHigh); time.Duration(k.Due-k.At)*time.Millisecond != time.Hour {
		t.Errorf("due after %d", k.Due-k.At)
	}
	if err := f.as("示例同事").SetRiskHours(context.Background(), RiskHours{2, 2}); !errors.Is(err, field.Denied) {
		t.Errorf("%v", err)
	}
	if h := f.RiskHours(); h != (RiskHours{1, 8}) {
		t.Errorf("%+v", h)
	}
}

// TestNoNameInWhatIsToldOfARisk: the journal says what was done and to which record, never what was answered.
func TestNoNameInWhatIsToldOfARisk(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := harassed(t, of)
	checkRisk(t, of, c.ID, centre.RiskHigh)
	_, err := of.SeeRisk(t.Context(), riskOf(t, of, c.ID).Waiting.ID)
	if err == nil || strings.Contains(err.Error(), "值班员") {
		t.Errorf("%v", err)
	}
	if s := riskOf(t, of, c.ID); len(s.Seconds) != 0 || !s.Own {
		t.Errorf("a centre of one has %v as second person", s.Seconds)
	}
}
