package office

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

var secondPerson = Second{Name: second, Passphrase: testPass + "2"}

// proposed is a case whose end the first person proposed.
func (p *pair) proposed() field.ID {
	p.Helper()
	id := p.newCase()
	p.step(id, "advice", 0)
	p.must(p.of.ProposeClosing(p.Context(), id, Closing{Outcome: "advised"}))
	return id
}

// TestASecondPersonApprovesOnTheSpot: in her name, by her rights, signed with her key, while the first stays signed in.
func TestASecondPersonApprovesOnTheSpot(t *testing.T) {
	p := newPair(t, centre.RoleInCharge)
	id := p.proposed()
	if a, err := p.of.Approval(id); err != nil || !a.Own || !slices.Equal(a.Others, []string{second}) {
		t.Fatalf("it waits for %+v, %v", a, err)
	}
	p.must(p.of.RejectBeside(t.Context(), id, "到账未核实", secondPerson))
	p.stands(id, "underway")
	p.must(p.of.ProposeClosing(t.Context(), id, Closing{Outcome: "advised"}))
	seq := p.must(p.of.ApproveBeside(t.Context(), id, secondPerson))
	p.stands(id, "closed")
	if c := p.get(id); c.Proposed != "值班员" || c.Approved != second {
		t.Errorf("proposed by %q, approved by %q", c.Proposed, c.Approved)
	}
	e, err := p.of.Entry(seq)
	if err != nil || e.Who != second || e.Verb != "decide-approved" {
		t.Errorf("the journal has %+v, %v", e, err)
	}
	for lang, want := range map[say.Lang]string{say.ZH: "在值班员的登录中当场操作", say.EN: "on the spot, while 值班员 was signed in"} {
		b := say.For(lang)
		if about := p.of.EntryAbout(b, e); !strings.Contains(about, want) || !strings.Contains(about, b.T("decision.approved")) || lang == say.ZH && strings.Contains(about, "approved") {
			t.Errorf("the journal says %q", about)
		}
	}
	acts, err := p.of.Parts(centre.ActType, id)
	if err != nil {
		t.Fatal(err)
	}
	last := acts[len(acts)-1].(*centre.Act)
	if last.By != second || last.Account == p.of.Me().ID.String() || last.MadeBy.String() != last.Account {
		t.Errorf("the decision is %+v", last)
	}
	if got := p.of.Me().Name; got != "值班员" {
		t.Errorf("signed in is %q", got)
	}
	p.must(p.of.RecordCallBack(t.Context(), id, "已补发", "", field.Day{}))
	if e, err := p.of.Entry(p.of.Folder().Seq); err != nil || e.Who != "值班员" {
		t.Errorf("afterwards writes %q, %v", e.Who, err)
	}
	if rep, err := p.of.Check(t.Context(), nil); err != nil || !rep.Sound() {
		t.Errorf("the folder is %+v, %v", rep.Troubles, err)
	}
}

// TestAccountsAreComparedOnTheSpotToo: neither the proposer at the screen of another, nor the one signed in, nor a wrong passphrase.
func TestAccountsAreComparedOnTheSpotToo(t *testing.T) {
	p := newPair(t, centre.RoleInCharge)
	p.as(second)
	id := p.proposed()
	p.as("值班员")
	if a, err := p.of.Approval(id); err != nil || a.Own || len(a.Others) != 0 {
		t.Errorf("it waits for %+v, %v", a, err)
	}
	_, err := p.of.ApproveBeside(t.Context(), id, secondPerson)
	hasProblem(t, err, "problem.closing.self")
	_, err = p.of.ApproveBeside(t.Context(), id, Second{Name: "值班员", Passphrase: testPass})
	hasProblem(t, err, "guest.self")
	_, err = p.of.ApproveBeside(t.Context(), id, Second{Name: second, Passphrase: testPass})
	if !errors.Is(err, field.Passphrase) {
		t.Errorf("a wrong passphrase: %v", err)
	}
	p.stands(id, "closing")
	p.must(p.of.ApproveClosing(t.Context(), id))
}

// TestHerRightsCountOnTheSpot: that the one signed in may approve helps nobody.
func TestHerRightsCountOnTheSpot(t *testing.T) {
	p := newPair(t, centre.RoleStaff)
	id := p.proposed()
	if a, err := p.of.Approval(id); err != nil || len(a.Others) != 0 {
		t.Errorf("it waits for %+v, %v", a, err)
	}
	if _, err := p.of.ApproveBeside(t.Context(), id, secondPerson); !errors.Is(err, field.Denied) {
		t.Errorf("staff approved: %v", err)
	}
	e, err := p.of.Entry(p.of.Folder().Seq)
	if err != nil || e.Who != second || e.Verb != "decide-approved" || e.Ops[0].Kind != store.Refused {
		t.Errorf("the journal has %+v, %v", e, err)
	}
	p.stands(id, "closing")
}

// TestARestrictedCaseIsApprovedByThoseWhoOpenIt: she cannot approve what she could not read.
func TestARestrictedCaseIsApprovedByThoseWhoOpenIt(t *testing.T) {
	p := newPair(t, centre.RoleInCharge)
	id := p.proposed()
	if _, err := p.of.Restrict(t.Context(), id, []field.ID{p.of.Me().ID}); err != nil {
		t.Fatal(err)
	}
	if a, err := p.of.Approval(id); err != nil || len(a.Others) != 0 {
		t.Errorf("it waits for %+v, %v", a, err)
	}
	if _, err := p.of.ApproveBeside(t.Context(), id, secondPerson); !errors.Is(err, field.Locked) {
		t.Errorf("approved unseen: %v", err)
	}
	p.stands(id, "closing")
}

// TestWrongPassphrasesOnTheSpotStandInTheJournal: as at signing in, with how many there were; then they are forgotten.
func TestWrongPassphrasesOnTheSpotStandInTheJournal(t *testing.T) {
	p := newPair(t, centre.RoleInCharge)
	p.o.Anchor = t.TempDir()
	p.as("值班员")
	id := p.proposed()
	for range 3 {
		if _, err := p.of.ApproveBeside(t.Context(), id, Second{second, "falsch"}); !errors.Is(err, field.Passphrase) {
			t.Fatal(err)
		}
	}
	e, err := p.of.Entry(p.must(p.of.ApproveBeside(t.Context(), id, secondPerson)))
	if about := p.of.EntryAbout(say.For(say.ZH), e); err != nil || !strings.Contains(about, "输错口令3次") {
		t.Errorf("the journal says %q, %v", about, err)
	}
	if n := p.of.store.Tries().Count; n != 0 {
		t.Errorf("%d tries are left", n)
	}
}

// TestARiskCheckIsSeenOnTheSpot: by a second person at the screen of whoever made it, under her own account.
func TestARiskCheckIsSeenOnTheSpot(t *testing.T) {
	f, _ := moved(t)
	f.add("示例同事", centre.RoleStaff)
	of := f.as("值班员")
	c := harassed(t, of)
	k := checkRisk(t, of, c.ID, centre.RiskHigh)
	_, err := of.SeeRiskBeside(t.Context(), k.ID, Second{"值班员", testPass})
	refused(t, err, "guest.self")
	if _, err := of.SeeRiskBeside(t.Context(), k.ID, Second{"示例同事", f.pass("示例同事")}); err != nil {
		t.Fatal(err)
	}
	if s := riskOf(t, of, c.ID); s.Waiting != nil || s.Checks[0].SeenBy != "示例同事" || time.Duration(s.Checks[0].Seen-k.At) < 0 {
		t.Errorf("afterwards %+v", s)
	}
	if e, err := of.Entry(of.Folder().Seq); err != nil || e.Verb != verbSeeRisk || e.Who != "示例同事" {
		t.Errorf("the journal has %+v, %v", e, err)
	}
}
