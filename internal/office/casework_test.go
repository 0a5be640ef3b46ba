package office

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/fake"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// pair are two people at one computer: one closes the folder, the other opens it.
type pair struct {
	*testing.T
	dir string
	o   Options
	of  *Office
}

const second = "示例副主任"

// newPair makes a folder with a second person in charge, the first signed in.
func newPair(t *testing.T, role string) *pair {
	t.Helper()
	of, dir, o := looseOffice(t)
	r := roleNamed(t, of, role)
	if _, err := of.store.AddAccount(t.Context(), store.NewAccount{Name: second, Role: r.Key, Passphrase: testPass + "2", Spaces: r.Opens()}); err != nil {
		t.Fatal(err)
	}
	p := &pair{T: t, dir: dir, o: o, of: of}
	t.Cleanup(func() {
		if err := p.of.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// as signs in as the first or the second.
func (p *pair) as(name string) {
	p.Helper()
	if err := p.of.Close(); err != nil {
		p.Fatal(err)
	}
	o, pass := p.o, testPass
	if o.Account = name; name == second {
		pass += "2"
	}
	of, err := Open(p.dir, pass, o)
	if err != nil {
		p.Fatal(err)
	}
	p.of = of
}

func (p *pair) newCase() field.ID {
	p.Helper()
	c := p.of.New(centre.CaseType).(*centre.Case)
	c.Channel, c.Matter = "visit", "0201"
	p.must(p.of.Save(p.Context(), c))
	return c.ID
}

func (p *pair) must(c store.Change, err error) uint64 {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
	return c.Seq
}

func (p *pair) step(id field.ID, service string, money field.Fen) (*centre.Step, uint64) {
	p.Helper()
	r, err := p.of.NewPart(centre.StepType, id)
	if err != nil {
		p.Fatal(err)
	}
	s := r.(*centre.Step)
	s.Service, s.What, s.Money = service, "示例办理", money
	return s, p.must(p.of.Save(p.Context(), s))
}

func (p *pair) get(id field.ID) *centre.Case {
	p.Helper()
	c, err := store.As[*centre.Case](p.of.Get(centre.CaseType, id))
	if err != nil {
		p.Fatal(err)
	}
	return c
}

// stands checks where a case stands, and that its decisions and steps say the same.
func (p *pair) stands(id field.ID, want string) {
	p.Helper()
	k, err := readCourse(p.of.store, id)
	if err != nil {
		p.Fatal(err)
	}
	if c := p.get(id); c.State != want || k.state() != want || c.Highest != centre.HighestService(k.steps) {
		p.Fatalf("the case is %s, its course says %s, want %s; highest %s", c.State, k.state(), want, c.Highest)
	}
}

func hasProblem(t *testing.T, err error, say string) {
	t.Helper()
	var ps field.Problems
	if !errors.As(err, &ps) || !slices.ContainsFunc(ps, func(p field.Problem) bool { return p.Say == say }) {
		t.Errorf("error %v, want %s", err, say)
	}
}

// TestTwoPeopleCloseACase takes a case from registering to the archive and back, with two accounts on one computer.
func TestTwoPeopleCloseACase(t *testing.T) {
	p := newPair(t, centre.RoleInCharge)
	ctx := t.Context()
	id := p.newCase()
	p.stands(id, "registered")
	p.must(p.of.AcceptCase(ctx, id))
	p.stands(id, "accepted")
	p.step(id, "advice", 0)
	p.must(p.of.SetCaseAside(ctx, id, "等工资单"))
	p.stands(id, "pending")
	p.must(p.of.AcceptCase(ctx, id))
	p.stands(id, "underway")
	p.step(id, "mediate-before", 300_00)
	p.step(id, "arbitration", 200_00)
	p.stands(id, "arbitrating")
	known, err := p.of.Closable(id)
	if err != nil || known.Highest != "arbitration" || known.Recovered != 500_00 || known.Paid != 500_00 || slices.Contains(known.Outcomes, "judgment-won") || !slices.Contains(known.Outcomes, "award-part") {
		t.Fatalf("%+v, %v", known, err)
	}
	_, err = p.of.ProposeClosing(ctx, id, Closing{Outcome: "judgment-won"})
	hasProblem(t, err, "problem.case.outcome.steps")
	_, err = p.of.ApproveClosing(ctx, id)
	hasProblem(t, err, "problem.case.state")
	end := Closing{Outcome: "award-part", Claimed: 900_00, Awarded: 600_00, Paid: 500_00, Happy: "satisfied", Lesson: "保存工资单", CallBack: p.of.Today().Add(20)}
	p.must(p.of.ProposeClosing(ctx, id, end))
	p.stands(id, "closing")
	_, err = p.of.ApproveClosing(ctx, id)
	hasProblem(t, err, "problem.closing.self")
	p.as(second)
	p.must(p.of.RejectClosing(ctx, id, "到账未核实"))
	p.stands(id, "arbitrating")
	if c := p.get(id); c.Outcome != "" || c.Proposed != "" || !c.CallBack.IsZero() {
		t.Errorf("sent back with outcome %q proposed by %q, to be called on %v", c.Outcome, c.Proposed, c.CallBack)
	}
	p.as("值班员")
	if known, err := p.of.Closable(id); err != nil || known.Outcome != "award-part" || known.CallBack != end.CallBack || known.Lesson != end.Lesson {
		t.Errorf("what was proposed is not at hand: %+v, %v", known, err)
	}
	end.CallBack = field.Day{}
	p.must(p.of.ProposeClosing(ctx, id, end))
	p.as(second)
	p.must(p.of.ApproveClosing(ctx, id))
	p.stands(id, "closed")
	c := p.get(id)
	if c.Proposed != "值班员" || c.Approved != second || c.Closed != p.of.Today() || c.CallBack != p.of.Today().Add(centre.CallBackAfter("award-part")) || c.Paid != 500_00 || c.Lesson == "" {
		t.Errorf("closed as %+v", c)
	}
	p.must(p.of.RecordCallBack(ctx, id, "没人接", "", p.of.Today().Add(9)))
	p.stands(id, "closed")
	if got := p.get(id).CallBack; got != p.of.Today().Add(9) {
		t.Errorf("call back on %v", got)
	}
	p.must(p.of.RecordCallBack(ctx, id, "已补发", "fairly", field.Day{}))
	p.stands(id, "callback")
	p.must(p.of.ArchiveCase(ctx, id))
	p.stands(id, "archived")
	p.must(p.of.ReopenCase(ctx, id, "单位又停发"))
	p.stands(id, "reopened")
	if c := p.get(id); !c.Closed.IsZero() || c.Outcome != "" || c.Approved != "" {
		t.Errorf("reopened with %+v", c)
	}
	if known, err := p.of.Closable(id); err != nil || known.Outcome != "" || !known.CallBack.IsZero() {
		t.Errorf("reopened, it is to end as before: %+v, %v", known, err)
	}
	acts, err := p.of.Parts(centre.ActType, id)
	if err != nil || len(acts) != 11 {
		t.Errorf("%d decisions are kept, %v", len(acts), err)
	}
	p.step(id, "negotiate", 0)
	p.stands(id, "underway")
}

// TestWhatIsOpenIsSaidBeforeTheEnd: deadlines, referrals, risk checks nobody else has seen, promised next steps, and that nothing was done.
func TestWhatIsOpenIsSaidBeforeTheEnd(t *testing.T) {
	p := newPair(t, centre.RoleStaff)
	id := p.newCase()
	said := func() (out []string) {
		known, err := p.of.Closable(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range known.Open {
			out = append(out, o.What)
		}
		return out
	}
	if got := said(); !slices.Equal(got, []string{OpenNoStep}) {
		t.Errorf("of a case without a step: %v", got)
	}
	s, _ := p.step(id, "advice", 0)
	if got := said(); got != nil {
		t.Errorf("of a case with one step: %v", got)
	}
	s.Next = "回电"
	p.must(p.of.Save(t.Context(), s))
	p.must(p.of.store.Update(t.Context(), store.Verb{Name: "x"}, func(tx *store.Tx) error {
		m, d := fake.New(1, p.of.Today()), p.of.Today()
		for _, r := range []field.Record{
			m.RiskCheck(func(k *centre.RiskCheck) { k.Case, k.Due, k.Seen = id, 1, 0 }),
			m.Deadline(func(x *centre.Deadline) { x.Case, x.Trigger, x.Computed = id, d, d.Add(9) }),
			m.Referral(func(x *centre.Referral) { x.Case, x.State = id, "sent" }),
		} {
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	}))
	if got := said(); !slices.Equal(got, []string{OpenRisk, OpenClocks, OpenReferrals, OpenNext}) {
		t.Errorf("says %v", got)
	}
}

// TestClocksLeftAreNamedBySoonest: what runs out first comes first; a limit that stands still has no day, and is not what runs out first.
func TestClocksLeftAreNamedBySoonest(t *testing.T) {
	p := newPair(t, centre.RoleStaff)
	id, d := p.newCase(), p.of.Today()
	for _, days := range []int{0, 40, 9} {
		x := &centre.Deadline{Case: id, Rule: "SUE", Trigger: d, Computed: d.Add(days)}
		if days == 0 {
			x.Computed, x.Paused = field.Day{}, d
		}
		p.must(p.of.Save(t.Context(), x))
	}
	known, err := p.of.Closable(id)
	if err != nil {
		t.Fatal(err)
	}
	var got []field.Day
	for _, x := range known.Clocks {
		got = append(got, x.Due())
	}
	if want := []field.Day{d.Add(9), d.Add(40), {}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestWhoMayNotApproveDoesNot: staff cannot approve, and where nobody else may, the program says what to do.
func TestWhoMayNotApproveDoesNot(t *testing.T) {
	p := newPair(t, centre.RoleStaff)
	id := p.newCase()
	p.step(id, "advice", 0)
	p.must(p.of.ProposeClosing(t.Context(), id, Closing{Outcome: "advised"}))
	_, err := p.of.ApproveClosing(t.Context(), id)
	hasProblem(t, err, "problem.closing.alone")
	p.as(second)
	if _, err := p.of.ApproveClosing(t.Context(), id); !errors.Is(err, field.Denied) {
		t.Errorf("staff approved: %v", err)
	}
	if _, err := p.of.Save(t.Context(), &centre.Act{Case: id, What: centre.Approved}); !errors.Is(err, field.Denied) {
		t.Errorf("staff approved by saving: %v", err)
	}
	p.stands(id, "closing")
}

// TestAnApprovalIsNotUndoneByWhoeverProposed: it takes the right to approve.
func TestAnApprovalIsNotUndoneByWhoeverProposed(t *testing.T) {
	p := newPair(t, centre.RoleStaff)
	first := p.of.Me().Name
	p.as(second)
	id := p.proposed()
	p.as(first)
	seq := p.must(p.of.ApproveClosing(t.Context(), id))
	p.as(second)
	if _, err := p.of.Undo(t.Context(), seq); !errors.Is(err, field.Denied) {
		t.Errorf("undone by staff: %v", err)
	}
	p.stands(id, "closed")
	p.as(first)
	p.must(p.of.Undo(t.Context(), seq))
	p.stands(id, "closing")
}

// TestTheStateFollowsWhenAStepGoes: deleting, restoring, editing and undoing steps leave the case where the others say.
func TestTheStateFollowsWhenAStepGoes(t *testing.T) {
	p := newPair(t, centre.RoleStaff)
	ctx := t.Context()
	id := p.newCase()
	_, first := p.step(id, "mediate-before", 0)
	p.step(id, "advice", 0)
	s, _ := p.step(id, "litigation", 0)
	p.stands(id, "suing")
	p.must(p.of.Delete(ctx, s))
	p.stands(id, "mediating")
	p.must(p.of.Restore(ctx, s))
	p.stands(id, "suing")
	s.Service = "negotiate"
	last := p.must(p.of.Save(ctx, s))
	p.stands(id, "mediating")
	p.must(p.of.Undo(ctx, last))
	p.stands(id, "suing")
	other := p.newCase()
	moved, err := store.As[*centre.Step](p.of.Get(centre.StepType, s.ID))
	if err != nil {
		t.Fatal(err)
	}
	moved.Case = other
	p.must(p.of.Save(ctx, moved))
	p.stands(id, "mediating")
	p.stands(other, "suing")
	if _, err := p.of.Undo(ctx, first); err == nil {
		p.stands(id, "underway")
	}
	a, err := p.of.Parts(centre.ActType, id)
	if err != nil || len(a) != 0 {
		t.Errorf("%d decisions, %v", len(a), err)
	}
}

// TestUndoneWorkBehindLaterWork: of two steps the first is undone; the case stands where the second alone would have brought it.
func TestUndoneWorkBehindLaterWork(t *testing.T) {
	p := newPair(t, centre.RoleStaff)
	id := p.newCase()
	_, first := p.step(id, "negotiate", 0)
	p.step(id, "negotiate", 0)
	p.must(p.of.Undo(t.Context(), first))
	p.stands(id, "underway")
}

// TestWhatALedgerSaysStands: a case that came with a state keeps it, goes on from there, and says so in its course.
func TestWhatALedgerSaysStands(t *testing.T) {
	p := newPair(t, centre.RoleInCharge)
	ctx := t.Context()
	c := p.of.New(centre.CaseType).(*centre.Case)
	c.Channel, c.Matter, c.State, c.Outcome = "visit", "0201", "closed", "settled"
	p.must(p.of.Save(ctx, c))
	p.stands(c.ID, "closed")
	p.step(c.ID, "litigation", 0)
	p.stands(c.ID, "closed")
	p.must(p.of.ReopenCase(ctx, c.ID, "又有新情况"))
	p.stands(c.ID, "reopened")
	old := p.newCase()
	p.must(p.of.store.Update(ctx, store.Verb{Name: "move-case"}, func(tx *store.Tx) error { // as an older program did
		c := p.get(old)
		c.State = "arbitrating"
		return tx.Put(c)
	}))
	p.step(old, "advice", 0)
	p.stands(old, "arbitrating")
	p.must(p.of.ProposeClosing(ctx, old, Closing{Outcome: "award-won"}))
	p.stands(old, "closing")
}

// TestDecisionsStay: a decision is neither edited nor deleted, and an enquiry alone is closed by answering.
func TestDecisionsStay(t *testing.T) {
	p := newPair(t, centre.RoleStaff)
	ctx := t.Context()
	id := p.newCase()
	seq := p.must(p.of.AcceptCase(ctx, id))
	acts, err := partsOf[*centre.Act](p.of, centre.ActType, id)
	if err != nil || len(acts) != 1 || acts[0].By != "值班员" || acts[0].At == 0 {
		t.Fatalf("%+v, %v", acts, err)
	}
	acts[0].What = centre.Refused
	acts[0].Reason = "…"
	_, err = p.of.Save(ctx, acts[0])
	hasProblem(t, err, "problem.act.stays")
	_, err = p.of.Delete(ctx, acts[0])
	hasProblem(t, err, "problem.act.stays")
	_, err = p.of.AnswerEnquiry(ctx, id, "advised")
	hasProblem(t, err, "problem.case.file")
	p.must(p.of.Undo(ctx, seq))
	p.stands(id, "registered")
	e, _, err := p.of.LogEnquiry(ctx, Enquiry{Channel: "call", Matter: "0105", What: "产假几天"})
	if err != nil {
		t.Fatal(err)
	}
	p.step(e.ID, "arbitration", 0)
	_, err = p.of.AnswerEnquiry(ctx, e.ID, "award-won") // alone, and without a proposal
	hasProblem(t, err, "problem.case.outcome.answer")
	p.must(p.of.AnswerEnquiry(ctx, e.ID, "advised"))
	p.stands(e.ID, "closed")
	if c := p.get(e.ID); c.Closed != p.of.Today() || c.Approved != "" {
		t.Errorf("answered as %+v", c)
	}
}

// TestAnOlderFolderHasTheRight: the person in charge of a folder whose roles were saved before there was the right may approve.
func TestAnOlderFolderHasTheRight(t *testing.T) {
	p := newPair(t, centre.RoleInCharge)
	r := roleNamed(t, p.of, centre.RoleInCharge)
	p.must(p.of.store.Update(t.Context(), store.Verb{Name: "x"}, func(tx *store.Tx) error { return tx.Delete(r) }))
	old := &centre.Role{Key: centre.RoleInCharge, Spaces: r.Spaces, Rights: r.Rights}
	p.must(p.of.store.Update(t.Context(), store.Verb{Name: "x"}, func(tx *store.Tx) error { return tx.Put(old) }))
	if !p.of.May(centre.MayApprove) {
		t.Error("the person in charge may not approve")
	}
}

// TestRandomVerbsNeverContradict does random things to cases in a folder; after each, the case and its course say the same.
func TestRandomVerbsNeverContradict(t *testing.T) {
	p := newPair(t, centre.RoleInCharge)
	p.as(second)
	r := rand.New(rand.NewPCG(3, 8))
	ctx := context.Background()
	id := p.newCase()
	var seqs []uint64
	for range 150 {
		did := p.random(ctx, r, id)
		if did != 0 {
			seqs = append(seqs, did)
		}
		if r.IntN(5) == 0 && len(seqs) > 0 {
			_, _ = p.of.Undo(ctx, seqs[len(seqs)-1]) // what cannot be undone changes nothing
			seqs = seqs[:len(seqs)-1]
		}
		k, err := readCourse(p.of.store, id)
		if err != nil {
			t.Fatal(err)
		}
		if c := p.get(id); c.State != k.state() || len(centre.Decisions(c.State)) == 0 {
			t.Fatalf("the case is %s, its course says %s", c.State, k.state())
		}
	}
}

func (p *pair) random(ctx context.Context, r *rand.Rand, id field.ID) uint64 {
	services, whats := centre.Service.Offered(), centre.Decision.Offered()
	if r.IntN(2) == 0 {
		_, seq := p.step(id, services[r.IntN(len(services))], 0)
		return seq
	}
	a := &centre.Act{Case: id, What: whats[1+r.IntN(len(whats)-1)], Reason: "示例", Outcome: "advised", CallBack: p.of.Today()}
	c, _ := p.of.Save(ctx, a) // most are refused where the case stands
	return c.Seq
}
