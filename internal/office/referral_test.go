package office

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// unsent is a case with a consent for the centre for legal aid, and a referral there that is not sent.
func unsent(t *testing.T, of *Office) (*centre.Case, *centre.Consent, *centre.Referral) {
	t.Helper()
	c, k, sent := referred(t, of)
	if _, err := of.WithdrawReferral(t.Context(), sent.ID, "样例"); err != nil {
		t.Fatal(err)
	}
	x := part[*centre.Referral](t, of, centre.ReferralType, c.ID)
	x.To, x.Purpose = sent.To, "样例事由"
	return c, k, x
}

func send(t *testing.T, of *Office, x *centre.Referral) {
	t.Helper()
	if _, err := of.SendReferral(t.Context(), x, ""); err != nil {
		t.Fatal(err)
	}
}

// TestAReferralGoesOutUnderAConsent: the newest that reaches the body is taken, a step says so, and the record says who sent it, under
// which number, and by when an answer is asked for: Today tells of what is overdue.
func TestAReferralGoesOutUnderAConsent(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c, k, x := unsent(t, of)
	send(t, of, x)
	if x.Consent != k.ID || x.State != centre.ReferralSent || x.Sent != of.Today() || x.Number != c.Number || !strings.Contains(x.Origin, "样例市") || x.Override != "" {
		t.Errorf("sent %+v", x)
	}
	if by := of.Today().Add(30); x.ReplyBy != by || x.Overdue(by) || !x.Overdue(by.Add(1)) {
		t.Errorf("to be answered by %s", x.ReplyBy)
	}
	r, err := of.OpenCase(c.ID)
	if err != nil || len(r.Steps) != 1 || r.Steps[0].Service != "referral" || r.Steps[0].What != x.Purpose {
		t.Errorf("steps %+v, %v", r.Steps, err)
	}
	e, err := of.Entry(of.Folder().Seq)
	if err != nil || e.Verb != verbSendReferral {
		t.Errorf("the journal has %+v, %v", e, err)
	}
}

// TestAConsentIsAskedForWhenItIsUsed: not begun, run out, withdrawn, for another body, for another use, or of nobody, it lets nothing out;
// neither by the verb nor by a plain save.
func TestAConsentIsAskedForWhenItIsUsed(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	_, k, x := unsent(t, of)
	other := of.New(centre.PersonType).(*centre.Person)
	other.Name = "司徒另样"
	save(t, of, other)
	for cover, spoil := range map[summary.Cover]func(*centre.Consent){
		summary.Ended:     func(k *centre.Consent) { k.Given, k.Expires = of.Today().Add(-30), of.Today().Add(-1) },
		"withdrawn":       func(k *centre.Consent) { k.Withdrawn = of.Today() },
		"early":           func(k *centre.Consent) { k.Given = of.Today().Add(1) },
		summary.Elsewhere: func(k *centre.Consent) { k.Recipient = "示例医院" },
		summary.OtherUse:  func(k *centre.Consent) { k.Uses = []string{centre.UsePrint, "publicity"} },
		summary.Missing:   func(k *centre.Consent) { k.Person = other.ID },
	} {
		bad := centre.ConsentType.Copy(k).(*centre.Consent)
		spoil(bad)
		save(t, of, bad)
		want := "problem.referral.cover." + string(cover)
		if cover == "withdrawn" || cover == "early" {
			want = "problem.referral.cover.ended"
		}
		try := centre.ReferralType.Copy(x).(*centre.Referral)
		try.Consent = k.ID
		before := of.Folder().Seq
		_, err := of.SendReferral(t.Context(), try, "")
		refused(t, err, want)
		_, err = of.Save(t.Context(), try)
		refused(t, err, want)
		try.Consent = field.ID{}
		_, err = of.SendReferral(t.Context(), try, "")
		refused(t, err, "problem.referral.cover.missing")
		if of.Folder().Seq != before || try.Rev != 0 || try.Override != "" {
			t.Errorf("%s: something was saved", cover)
		}
		again, err := store.As[*centre.Consent](of.Get(centre.ConsentType, k.ID))
		if err != nil {
			t.Fatal(err)
		}
		k.Rev, k.Stamps = again.Rev, again.Stamps
		save(t, of, k)
	}
	k.Expires = of.Today() // its last day counts
	save(t, of, k)
	send(t, of, x)
}

// TestOnlyWhoIsInChargeOverrules: others are refused, which stands in the journal; her reason stands in the referral, in the journal and,
// as a fact, on the slip, which names the person then.
func TestOnlyWhoIsInChargeOverrules(t *testing.T) {
	f := newTeam(t)
	f.add("示例工作人员", centre.RoleStaff)
	_, k, x := unsent(t, f.Office)
	if _, err := f.WithdrawConsent(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	_, err := f.WithdrawConsent(t.Context(), k.ID)
	refused(t, err, "problem.consent.withdrawn")
	of := f.as("示例工作人员")
	before := of.Folder().Seq
	if _, err := of.SendReferral(t.Context(), x, "样例理由"); !errors.Is(err, field.Denied) || x.Override != "" {
		t.Fatalf("staff overrule: %v, %q", err, x.Override)
	}
	wasRefused(t, of, before, "overruling")
	x.Override, x.Consent = "样例理由", field.ID{} // forged in the form
	if _, err := of.Save(t.Context(), x); !errors.Is(err, field.Denied) {
		t.Errorf("a forged reason: %v", err)
	}
	x.Override = ""
	of = f.as("值班员")
	if _, err := of.SendReferral(t.Context(), x, " 样例：当事人昏迷，须立即就医 "); err != nil {
		t.Fatal(err)
	}
	e, err := of.Entry(of.Folder().Seq)
	if err != nil || e.Reason != "样例：当事人昏迷，须立即就医" || x.Override != e.Reason || x.Allowed != "值班员" {
		t.Errorf("the journal has %+v, the referral %+v, %v", e, x, err)
	}
	figures, text := reported(t, of, Reporting{Kind: ReferralReport, ID: x.ID, Whole: true})
	if figures["cover"] != "overruled" || !strings.Contains(text, "司徒样例") || !strings.Contains(text, "值班员") || strings.Contains(text, "昏迷") {
		t.Errorf("%v\n%s", figures, text)
	}
	if noted := printed(t, of, Reporting{Kind: ReferralReport, ID: x.ID, Whole: true}); !strings.HasSuffix(noted, " by-override whole") {
		t.Errorf("noted %q", noted)
	}
}

// TestAnAnonymousCaseIsReferredWithoutIdentity, and so is a named one where she wants it: the slip has the number and nothing of her.
func TestAnAnonymousCaseIsReferredWithoutIdentity(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	_, _, x := unsent(t, of)
	x.Nameless = field.Yes
	send(t, of, x)
	c := harassed(t, of)
	y := part[*centre.Referral](t, of, centre.ReferralType, c.ID)
	y.To, y.Purpose = x.To, "样例事由"
	send(t, of, y)
	if y.Nameless != field.Yes || y.Consent != (field.ID{}) {
		t.Errorf("sent %+v", y)
	}
	for _, r := range []*centre.Referral{x, y} {
		figures, text := reported(t, of, Reporting{Kind: ReferralReport, ID: r.ID, Whole: true})
		if figures["cover"] != "nameless" || strings.Contains(text, "司徒") || strings.Contains(text, "样例事由") || !strings.Contains(text, r.Number) {
			t.Errorf("%v\n%s", figures, text)
		}
	}
}

// TestReferralsGoOneStepAtATime: every pair of states, by the verbs and by a plain save.
func TestReferralsGoOneStepAtATime(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	_, _, first := unsent(t, of)
	ctx := t.Context()
	verbs := map[string]func(field.ID) error{
		centre.ReferralReceived: func(id field.ID) error { _, err := of.AcceptReferral(ctx, id); return err },
		centre.ReferralReturned: func(id field.ID) error {
			_, err := of.ReturnReferral(ctx, id, "样例：不属受理范围")
			return err
		},
		centre.ReferralDone: func(id field.ID) error { _, err := of.FinishReferral(ctx, id, "样例：已受理"); return err },
		centre.ReferralWithdrawn: func(id field.ID) error {
			_, err := of.WithdrawReferral(ctx, id, "样例：当事人不愿")
			return err
		},
	}
	ways := map[string][]string{
		centre.ReferralSent: nil, centre.ReferralReceived: {"received"}, centre.ReferralReturned: {"returned"}, centre.ReferralDone: {"received", "done"}, centre.ReferralWithdrawn: {"withdrawn"},
	}
	for from, way := range ways {
		for to, verb := range verbs {
			x := centre.ReferralType.Copy(first).(*centre.Referral)
			send(t, of, x)
			for _, step := range way {
				if err := verbs[step](x.ID); err != nil {
					t.Fatalf("to %s: %v", step, err)
				}
			}
			x, err := store.As[*centre.Referral](of.Get(centre.ReferralType, x.ID))
			if err != nil {
				t.Fatal(err)
			}
			allowed := slices.Contains(x.Next(), to)
			if !allowed {
				y := centre.ReferralType.Copy(x).(*centre.Referral)
				if y.State, y.Reply = to, "样例"; to != from {
					_, err = of.Save(ctx, y)
					refused(t, err, "problem.referral.state")
				}
			}
			if err := verb(x.ID); (err == nil) != (allowed || to == from) {
				t.Errorf("from %s to %s: %v, allowed %v", from, to, err, allowed)
			}
			if from == centre.ReferralSent && to == centre.ReferralReturned {
				x, err = store.As[*centre.Referral](of.Get(centre.ReferralType, x.ID))
				if err != nil || x.Reply == "" || x.Replied != of.Today() || x.Waits() {
					t.Errorf("returned: %+v, %v", x, err)
				}
			}
		}
	}
	x := centre.ReferralType.Copy(first).(*centre.Referral)
	send(t, of, x)
	_, err := of.ReturnReferral(ctx, x.ID, "  ")
	refused(t, err, "problem.referral.reply")
	elsewhere := of.New(centre.OrganisationType).(*centre.Organisation)
	elsewhere.Name, elsewhere.Kind = "示例医院", "hospital"
	save(t, of, elsewhere)
	x.To = elsewhere.ID
	_, err = of.Save(ctx, x)
	refused(t, err, "problem.referral.sent")
	_, err = of.SendReferral(ctx, x, "")
	refused(t, err, "problem.referral.sent")
}

// TestPagesLaidOutBeforeAWithdrawalStayInside: what a document rests on is asked for again when it leaves.
func TestPagesLaidOutBeforeAWithdrawalStayInside(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c, k, x := referred(t, of)
	var laid []Report
	for _, r := range []Reporting{{Kind: CaseReport, ID: c.ID, Whole: true}, {Kind: ReferralReport, ID: x.ID, Whole: true}} {
		r.Book = wholeCase(t, of, c.ID, "").Book
		rep, err := of.Report(t.Context(), r)
		if err != nil || rep.Ground != ByConsent {
			t.Fatalf("%q, %v", rep.Ground, err)
		}
		laid = append(laid, rep)
	}
	if _, err := of.WithdrawConsent(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	for _, rep := range laid {
		refused(t, of.Printed(t.Context(), rep), "problem.whole.ended")
	}
}

// TestWhenAReplyIsOverdue: the day after the reply was due it is overdue, on the day itself it is not.
func TestWhenAReplyIsOverdue(t *testing.T) {
	on := field.Day{Year: 2026, Month: 3, Date: 8}
	x := &centre.Referral{State: centre.ReferralReceived, ReplyBy: on}
	if x.Overdue(on) || !x.Overdue(on.Add(1)) {
		t.Error("the edge lies elsewhere")
	}
	x.State = centre.ReferralDone
	if x.Overdue(on.Add(1)) {
		t.Error("a settled referral is overdue")
	}
}
