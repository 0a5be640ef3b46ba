package office

import (
	"errors"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// logs takes an enquiry down in one change.
func logs(t *testing.T, of *Office, e Enquiry) *centre.Case {
	t.Helper()
	before := of.Folder().Seq
	c, _, err := of.LogEnquiry(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	if n := of.Folder().Seq - before; n != 1 {
		t.Errorf("%q took %d changes", e.Next, n)
	}
	return c
}

func callerOf(t *testing.T, of *Office, c *centre.Case) *centre.Person {
	t.Helper()
	p, err := store.As[*centre.Person](of.Get(centre.PersonType, c.Person))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func stepsOf(t *testing.T, of *Office, c *centre.Case) []field.Record {
	t.Helper()
	all, err := of.Parts(centre.StepType, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestWhatComesNextIsOneChange: each outcome of the quick log leaves the case where it belongs, with what was said.
func TestWhatComesNextIsOneChange(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	hospital := unitOf(t, of, "示例医院")
	tomorrow := of.Today().Add(1)
	e := Enquiry{Channel: "call", Matter: "0201", Who: "示例甲", What: "三个月没有发工资"}
	for _, c := range []struct {
		next    string
		with    func(*Enquiry)
		state   string
		enquiry field.YesNo
		steps   int
	}{
		{"", func(*Enquiry) {}, "registered", field.Yes, 0},
		{AnswerNext, func(e *Enquiry) { e.Answer = "可以向劳动监察投诉" }, "closed", field.Yes, 1},
		{AcceptNext, func(e *Enquiry) { e.Handler = "示例承办人" }, "accepted", field.No, 0},
		{HoldNext, func(e *Enquiry) { e.Reason, e.Day = "等她带合同来", tomorrow }, "pending", field.Yes, 1},
		{ReferNext, func(e *Enquiry) { e.To, e.Agreed, e.Purpose = hospital.ID, field.Yes, "转介" }, "registered", field.No, 0},
	} {
		e := e
		e.Next = c.next
		c.with(&e)
		got := logs(t, of, e)
		if got.State != c.state || got.Enquiry != c.enquiry || len(stepsOf(t, of, got)) != c.steps {
			t.Errorf("%q: state %s, enquiry %s, %d steps", c.next, got.State, got.Enquiry, len(stepsOf(t, of, got)))
		}
		switch c.next {
		case AnswerNext:
			if s := stepsOf(t, of, got)[0].(*centre.Step); got.Outcome != "advised" || got.Closed != of.Today() || s.Service != "advice" || s.What != e.Answer {
				t.Errorf("answered: outcome %s, closed %v", got.Outcome, got.Closed)
			}
		case AcceptNext:
			if got.Handler != e.Handler {
				t.Errorf("accepted: handled by %q", got.Handler)
			}
		case HoldNext:
			if s := stepsOf(t, of, got)[0].(*centre.Step); s.NextDue != tomorrow || s.Next != e.Reason {
				t.Errorf("put on hold until %v", s.NextDue)
			}
		case ReferNext:
			r, err := of.OpenCase(got.ID)
			if err != nil || got.ReferTo != hospital.ID || len(r.Consents) != 1 || r.Consents[0].Permits(centre.UsePrint) || !r.Consents[0].Alive(of.Today()) || r.Consents[0].Recipient != hospital.Name || r.Consents[0].Person != got.Person {
				t.Errorf("referred: %d consents, %v", len(r.Consents), err)
			}
		}
	}
}

// TestWhereSheWasToGoIsKept: she did not agree, so there is no consent; the body that was named is known all the same.
func TestWhereSheWasToGoIsKept(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	to := of.New(centre.OrganisationType).(*centre.Organisation)
	to.Name, to.Kind = "示例医院", "hospital"
	if _, err := of.Save(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	c := logs(t, of, Enquiry{Channel: "call", Matter: "0201", What: "样例", Next: ReferNext, To: to.ID, Agreed: field.No})
	r, err := of.OpenCase(c.ID)
	if err != nil || r.Case.ReferTo != to.ID || len(r.Consents) != 0 {
		t.Errorf("to be referred to %v with %d consents, %v", r.Case.ReferTo, len(r.Consents), err)
	}
}

// TestWhatComesNextIsUndoneWhole: the new person, the new employer, the step and the decision go with the case.
func TestWhatComesNextIsUndoneWhole(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	before := allRecords(t, of)
	_, change, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0201", Who: "示例甲", Phone: "13800000001", Named: "示例制衣厂",
		What: "三个月没有发工资", Next: AnswerNext, Answer: "可以投诉"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Undo(t.Context(), change.Seq); err != nil {
		t.Fatal(err)
	}
	for _, tp := range centre.Types {
		n, err := of.Count(tp, store.Query{})
		if err != nil {
			t.Fatal(err)
		}
		had := 0
		for id := range before {
			if len(id) > len(tp.Table) && id[:len(tp.Table)+1] == tp.Table+" " {
				had++
			}
		}
		if n != had {
			t.Errorf("%d %s are left, there were %d", n, tp.Table, had)
		}
	}
}

func TestWhatComesNextAsksForWhatItNeeds(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	for what, c := range map[string]struct {
		e    Enquiry
		want string
	}{
		"no answer":             {Enquiry{Channel: "call", Matter: "0201", Next: AnswerNext}, "answer"},
		"an answer of spaces":   {Enquiry{Channel: "call", Matter: "0201", Next: AnswerNext, Answer: "  "}, "answer"},
		"no reason":             {Enquiry{Channel: "call", Matter: "0201", Next: HoldNext, Day: of.Today()}, "reason"},
		"no day":                {Enquiry{Channel: "call", Matter: "0201", Next: HoldNext, Reason: "等材料"}, "day"},
		"nobody to refer to":    {Enquiry{Channel: "call", Matter: "0201", Next: ReferNext, Agreed: field.No}, "to"},
		"not asked for consent": {Enquiry{Channel: "call", Matter: "0201", Next: ReferNext, To: field.ID{1}}, "agreed"},
		"no matter":             {Enquiry{Channel: "call"}, "matter"},
		"no channel":            {Enquiry{Matter: "0201"}, "channel"},
		"half a telephone":      {Enquiry{Channel: "call", Matter: "0201", Who: "示例甲", Phone: "1380"}, "phone"},
		"a name of signs":       {Enquiry{Channel: "call", Matter: "0201", Who: "！！"}, "who"},
	} {
		_, _, err := of.LogEnquiry(t.Context(), c.e)
		var ps field.Problems
		if !errors.As(err, &ps) || ps[0].Field != c.want {
			t.Errorf("%s: %v", what, err)
		}
	}
	if n, err := of.Count(centre.CaseType, store.Query{}); n != 0 || err != nil {
		t.Errorf("%d cases were saved, %v", n, err)
	}
	if n, err := of.Count(centre.PersonType, store.Query{}); n != 0 || err != nil {
		t.Errorf("%d persons were saved, %v", n, err)
	}
}

// TestAnEmployerIsMatchedOrMade: by its name or short name, once; two of a name are said.
func TestAnEmployerIsMatchedOrMade(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	unit := unitOf(t, of, "示例制衣有限公司")
	unit.Short = "示例制衣"
	keepAll(t, of, unit)
	e := Enquiry{Channel: "call", Matter: "0201", Who: "示例甲", What: "…", Named: " 示例制衣 "}
	c := logs(t, of, e)
	if c.Adverse != unit.ID || callerOf(t, of, c).Unit != unit.ID {
		t.Error("the employer was not found by its short name")
	}
	e.Named = "示例新厂"
	made := logs(t, of, e)
	again := logs(t, of, e)
	if made.Adverse == unit.ID || made.Adverse != again.Adverse {
		t.Error("a new employer was made twice, or not at all")
	}
	other := unitOf(t, of, "示例总厂")
	other.Short = "示例新厂"
	keepAll(t, of, other)
	var ps field.Problems
	if _, _, err := of.LogEnquiry(t.Context(), e); !errors.As(err, &ps) || ps[0].Field != "unit" || ps[0].Say != "lines.several" {
		t.Errorf("two of the name: %v", err)
	}
}

// TestAnEmployerIsNoAdversaryInAFamilyMatter: there it is where she works, and nobody's opponent.
func TestAnEmployerIsNoAdversaryInAFamilyMatter(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	for matter, adverse := range map[string]bool{"0506": true, "0601": true, "1003": true, "1101": false, "1201": false, "1401": false} {
		c := logs(t, of, Enquiry{Channel: "call", Matter: matter, Who: "示例甲", What: "…", Named: "示例制衣厂"})
		if (c.Adverse != field.ID{}) != adverse {
			t.Errorf("matter %s: adverse unit %v", matter, c.Adverse != field.ID{})
		}
		if (callerOf(t, of, c).Unit == field.ID{}) {
			t.Errorf("matter %s: where she works is lost", matter)
		}
	}
	if c := logs(t, of, Enquiry{Channel: "call", Matter: "1101", What: "…", Named: "示例制衣厂"}); (c.Adverse == field.ID{}) {
		t.Error("of somebody without a name it is lost")
	}
}

// TestACallerWithATelephoneOnlyCanBeCalledBack, and what a known caller says is added to what is known, not written over it.
func TestACallerWithATelephoneOnlyCanBeCalledBack(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := logs(t, of, Enquiry{Channel: "call", Matter: "0201", What: "…", Phone: "138 0000 0001", Called: "来电人 0001"})
	p := callerOf(t, of, c)
	if p.Phone != "13800000001" || p.Pseudonym != field.Yes || p.Name == "" {
		t.Errorf("telephone kept: %v, pseudonym %s", p.Phone != "", p.Pseudonym)
	}
	unit := unitOf(t, of, "示例制衣厂")
	p.Unit = unit.ID
	keepAll(t, of, p)
	c = logs(t, of, Enquiry{Channel: "visit", Matter: "0201", What: "…", Person: p.ID, Phone: "0512-65221234", Named: "示例新厂"})
	p = callerOf(t, of, c)
	if p.Phone != "13800000001、0512-65221234" || p.Unit != unit.ID || c.Adverse == unit.ID {
		t.Error("what was known of her was written over, or the new is lost")
	}
	logs(t, of, Enquiry{Channel: "visit", Matter: "0201", What: "…", Person: p.ID, Phone: "13800000001"})
	if got := callerOf(t, of, c); got.Phone != p.Phone {
		t.Error("a number she had already was added again")
	}
	c = logs(t, of, Enquiry{Channel: "call", Matter: "0601", Who: "小禾", Pseudonym: true, What: "…"})
	if p := callerOf(t, of, c); p.Pseudonym != field.Yes || c.Secrecy != "sensitive" {
		t.Error("a pseudonym is not said to be one, or harassment is not sensitive")
	}
}
