package today

import (
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

func (b *box) Me() store.AccountInfo { return store.AccountInfo{} }
func (b *box) May(string) bool       { return false }

func (b *box) RiskWaiting() ([]office.RiskWait, error) { return nil, nil }
func (b *box) RiskLacking() ([]office.RiskLack, error) { return nil, nil }

// danger is a desk with checks that wait, and cases that nobody checked.
type danger struct {
	*box
	waiting []office.RiskWait
	lacking []office.RiskLack
}

func (d danger) RiskWaiting() ([]office.RiskWait, error) { return d.waiting, nil }
func (d danger) RiskLacking() ([]office.RiskLack, error) { return d.lacking, nil }

func (d danger) seen(t *testing.T, lang say.Lang) findings {
	t.Helper()
	f, err := (&gatherer{desk: d, words: centre.Shown{Book: say.For(lang), Zone: time.UTC, Name: func(field.ID) string { return "样本" }}, today: monday, now: monday.Time().Add(9*time.Hour + 30*time.Minute)}).gather()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestDangerStandsAboveEverything: the second person is asked before any clock of a case at high risk, one that is late first of all and
// in red; what nobody checked comes next. No line names anybody.
func TestDangerStandsAboveEverything(t *testing.T) {
	b := &box{}
	high, other, bare := b.newCase("0502", "high", "underway"), b.newCase("0604", "middle", "underway"), b.newCase("1104", "", "underway")
	b.put(&centre.Step{Case: high, Service: "advice", Next: "再谈", NextDue: monday.Add(-50)})
	at := field.MomentOf(time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC))
	wait := func(of field.ID, level string, own, late bool) office.RiskWait {
		return office.RiskWait{Check: &centre.RiskCheck{Case: of, Kind: centre.RiskHarassment, Level: level, At: at, Due: at + 1, By: "样本"}, Own: own, Late: late}
	}
	d := danger{b, []office.RiskWait{wait(high, "high", true, false), wait(other, "middle", false, true)}, []office.RiskLack{{Case: &centre.Case{Meta: field.Meta{ID: bare}}, Kinds: []string{centre.RiskViolence}}}}
	for _, lang := range say.Langs() {
		f := d.seen(t, lang)
		if len(f.todo) != 4 || f.todo[0].ID != other || f.todo[1].ID != high || f.todo[2].ID != bare {
			t.Fatalf("%s: %+v", lang, f.todo)
		}
		for i, l := range f.todo[:3] {
			if l.Tone != kit.Late || strings.Contains(l.What, "样本") {
				t.Errorf("%s: line %d is %+v", lang, i, l)
			}
		}
		if f.late != 2 {
			t.Errorf("%s: %d late", lang, f.late)
		}
	}
}

// TestAPromisedCallIsCalledToMind, of the plan that holds and not of the one before; not of a closed case, and not a week ahead.
func TestAPromisedCallIsCalledToMind(t *testing.T) {
	b := &box{}
	one, closed, far := b.newCase("1104", "high", "underway"), b.newCase("1104", "high", "closed"), b.newCase("1104", "high", "underway")
	on := func(days int) field.Moment {
		return field.MomentOf(monday.Add(days).Time().Add(10 * time.Hour))
	}
	b.put(&centre.SafetyPlan{Case: one, Made: monday.Add(-9), Next: on(-8), Way: "样本"})
	b.put(&centre.SafetyPlan{Case: one, Made: monday.Add(-1), Next: on(1), Way: "样本"})
	b.put(&centre.SafetyPlan{Case: closed, Made: monday, Next: on(0), Way: "样本"})
	b.put(&centre.SafetyPlan{Case: far, Made: monday, Next: on(2), Way: "样本"})
	f := danger{box: b}.seen(t, say.ZH)
	if len(f.todo) != 1 || f.todo[0].ID != one || f.todo[0].Tone != kit.Warn || f.late != 0 {
		t.Errorf("%+v", f.todo)
	}
}

// TestOverdueRepliesAreShown, due ones too; settled and far ones are not.
func TestOverdueRepliesAreShown(t *testing.T) {
	b := &box{}
	c := b.newCase("0201", "", "transferred")
	for _, r := range []*centre.Referral{
		{State: centre.ReferralReceived, ReplyBy: monday.Add(-3)}, {State: centre.ReferralSent, ReplyBy: monday.Add(2)},
		{State: centre.ReferralDone, ReplyBy: monday.Add(-3)}, {State: centre.ReferralSent, ReplyBy: monday.Add(30)}, {State: centre.ReferralSent},
	} {
		r.Case = c
		b.put(r)
	}
	f := danger{box: b}.seen(t, say.ZH)
	if len(f.todo) != 2 || f.late != 1 || f.todo[0].Tone != kit.Late || f.todo[1].Tone != kit.Warn {
		t.Errorf("%+v", f.todo)
	}
}
