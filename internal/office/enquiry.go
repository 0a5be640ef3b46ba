package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Enquiry is what the quick log asks 快速登记: four things, of which who may stay empty, and what may be added to them.
type Enquiry struct {
	Channel   string   // code of centre.Channel
	Matter    string   // code of centre.Matter
	Who       string   // a name or a pseudonym; empty: anonymous
	Pseudonym bool     // Who is a 化名
	Person    field.ID // an earlier caller, instead of Who
	What      string

	Phone  string   // added to what is known of her
	Called string   // what somebody is called who gives a telephone number and no name
	Unit   field.ID // her employer
	Named  string   // the employer's name, instead of Unit: found by it, or made

	Next    string      // AnswerNext, AcceptNext, HoldNext, ReferNext; empty: it is logged and waits
	Answer  string      // answered: in a line
	Handler string      // accepted: who handles it; empty: who logs it
	Reason  string      // put on hold: why
	Day     field.Day   // put on hold: when to go on
	To      field.ID    // referred: to whom
	Agreed  field.YesNo // referred: did she agree
	Purpose string      // referred: what for, as the consent says it
}

// What the quick log does with an enquiry besides keeping it. say has quick.next.<next>.
const (
	AnswerNext = "answer" // 当场答复: answered and closed
	AcceptNext = "accept" // 受理: a case file
	HoldNext   = "hold"   // 暂存
	ReferNext  = "refer"  // 转介: a case file that keeps to whom, with her consent when she gave it
)

// verbOf are the verbs of the quick log by what comes next.
var verbOf = map[string]string{"": "log-enquiry", AnswerNext: "answer-enquiry", AcceptNext: "accept-enquiry", HoldNext: "hold-enquiry", ReferNext: "refer-enquiry"}

// LogEnquiry saves an enquiry as a case, with a new person where a name was given and a new employer where a new one was named, and
// does with it what comes next, all in one change. It returns the case. field.Problems name the fields of the quick log: channel, matter,
// who, phone, unit, answer, reason, day, to, agreed.
func (o *Office) LogEnquiry(ctx context.Context, e Enquiry) (*centre.Case, store.Change, error) {
	if ps := e.check(); len(ps) > 0 {
		return nil, store.Change{}, fmt.Errorf("log enquiry: %w", ps)
	}
	c := o.New(centre.CaseType).(*centre.Case)
	c.Channel, c.Matter, c.Facts, c.Enquiry = e.Channel, e.Matter, e.What, field.Yes
	if e.Next == AcceptNext || e.Next == ReferNext {
		c.Enquiry = field.No
	}
	if e.Next == ReferNext {
		c.ReferTo = e.To
	}
	if e.Next == AcceptNext && e.Handler != "" {
		c.Handler = e.Handler
	}
	if centre.Sensitive(e.Matter) {
		c.Secrecy = "sensitive"
	}
	change, err := o.perform(ctx, verbOf[e.Next], func(v *verb) error {
		l := &logging{verb: v, Enquiry: e, c: c}
		for _, do := range []func() error{l.unit, l.person, l.place, l.next} {
			if err := do(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, change, err
	}
	return c, change, nil
}

// check returns what comes next still needs.
func (e Enquiry) check() (ps field.Problems) {
	need := func(key string, missing bool) {
		if missing {
			ps = ps.Add(key, "problem.required")
		}
	}
	need("matter", e.Matter == "")
	need("channel", e.Channel == "")
	switch e.Next {
	case AnswerNext:
		need("answer", field.Tidy(e.Answer) == "")
	case HoldNext:
		need("reason", field.Tidy(e.Reason) == "")
		need("day", e.Day.IsZero())
	case ReferNext:
		need("to", e.To == field.ID{})
		need("agreed", e.Agreed == field.NotAsked)
	}
	return ps
}

// logging is an enquiry while it is taken down.
type logging struct {
	*verb
	Enquiry
	c      *centre.Case
	caller *centre.Person // nil: anonymous
}

// unit finds the employer by its name, or makes it.
func (l *logging) unit() error {
	name := field.Tidy(l.Named)
	if l.Unit != (field.ID{}) || name == "" {
		return nil
	}
	id, n, err := unitOfName(l.Tx, name)
	switch {
	case err != nil:
		return err
	case n > 1:
		return field.Problems{{Field: "unit", Say: "lines.several"}}
	case n == 1:
		l.Unit = id
		return nil
	}
	u := l.office.New(centre.OrganisationType).(*centre.Organisation)
	u.Kind = "employer"
	if bad := centre.OrganisationType.Field("name").Set(u, name, l.office.Context()); bad != nil {
		return field.Problems{{Field: "unit", Say: bad.Say, Args: bad.Args}}
	}
	if err := l.put(u); err != nil {
		return err
	}
	l.Unit = u.ID
	return nil
}

// unitOfName returns an organisation of that name or short name, and how many have it.
func unitOfName(from reader, name string) (id field.ID, n int, err error) {
	key := field.Fold(name)
	rows, err := from.List(centre.OrganisationType, store.Query{Find: name})
	if err != nil {
		return id, 0, fmt.Errorf("find unit: %w", err)
	}
	for i := range rows.Len() {
		if u := rows.At(i).(*centre.Organisation); field.Fold(u.Name) == key || field.Fold(u.Short) == key {
			id, n = u.ID, n+1
		}
	}
	return id, n, nil
}

// person finds the earlier caller, or makes a new one of what she called herself; what she says of herself is added to what is known.
func (l *logging) person() error {
	if l.Person != (field.ID{}) {
		p, err := store.As[*centre.Person](l.Get(centre.PersonType, l.Person))
		if err != nil {
			return err
		}
		l.caller = p
	} else if err := l.newCaller(); err != nil || l.caller == nil {
		return err
	}
	if err := l.addPhone(); err != nil {
		return err
	}
	if l.caller.Unit == (field.ID{}) && l.caller.UnitText == "" {
		l.caller.Unit = l.Unit
	}
	if err := l.put(l.caller); err != nil {
		return err
	}
	l.c.Person = l.caller.ID
	return nil
}

// newCaller makes a person of a name, or of a telephone number alone.
func (l *logging) newCaller() error {
	who, pseudonym := field.Tidy(l.Who), l.Pseudonym
	if who == "" && field.Tidy(l.Phone) != "" {
		who, pseudonym = l.Called, true
	}
	if who == "" {
		return nil
	}
	p := l.office.New(centre.PersonType).(*centre.Person)
	if bad := centre.PersonType.Field("name").Set(p, who, l.office.Context()); bad != nil {
		return field.Problems{{Field: "who", Say: bad.Say, Args: bad.Args}}
	}
	if pseudonym {
		p.Pseudonym = field.Yes
	}
	l.caller = p
	return nil
}

// addPhone adds a telephone number to those that are known.
func (l *logging) addPhone() error {
	if field.Tidy(l.Phone) == "" {
		return nil
	}
	kept, bad := centre.Phone(field.Tidy(l.Phone))
	if bad != "" {
		return field.Problems{{Field: "phone", Say: bad}}
	}
	all := strings.Split(l.caller.Phone, "、")
	if l.caller.Phone == "" {
		all = nil
	}
	for _, number := range strings.Split(kept, "、") {
		if !slices.Contains(all, number) {
			all = append(all, number)
		}
	}
	l.caller.Phone = strings.Join(all, "、")
	return nil
}

// place saves the case. Her employer is the adverse unit where the matter is one of work; where it is not, and nobody is named whose
// employer it could be, it is kept there all the same.
func (l *logging) place() error {
	if l.Unit != (field.ID{}) && (centre.OfWork(l.Matter) || l.caller == nil) {
		l.c.Adverse = l.Unit
	}
	return l.put(l.c)
}

// next does with the saved case what was chosen.
func (l *logging) next() error {
	switch l.Next {
	case AnswerNext:
		return l.answer()
	case HoldNext:
		return l.hold()
	case ReferNext:
		return l.refer()
	case AcceptNext:
		return l.decideNew(&centre.Act{What: centre.Accepted})
	}
	return nil
}

// answer notes what she was told, and closes the enquiry.
func (l *logging) answer() error {
	if err := l.step("advice", l.Answer, field.Day{}); err != nil {
		return err
	}
	return l.decideNew(&centre.Act{What: centre.Answered, Outcome: "advised"})
}

// hold notes why it waits and when to go on: the day comes up on the screen of that day.
func (l *logging) hold() error {
	if err := l.step("other", l.Reason, l.Day); err != nil {
		return err
	}
	return l.decideNew(&centre.Act{What: centre.SetAside, Reason: field.Tidy(l.Reason)})
}

// step saves what was done with the enquiry; due is when to go on.
func (l *logging) step(service, what string, due field.Day) error {
	r, err := l.office.NewPart(centre.StepType, l.c.ID)
	if err != nil {
		return err
	}
	s := r.(*centre.Step)
	s.Service, s.What, s.NextDue = service, field.Tidy(what), due
	if !due.IsZero() {
		s.Next = s.What
	}
	return l.put(s)
}

// refer notes her consent, when she gave it; the referral itself is written on its own form, which asks for what the other body may
// know.
func (l *logging) refer() error {
	if l.Agreed != field.Yes {
		return nil
	}
	to, err := store.As[*centre.Organisation](l.Get(centre.OrganisationType, l.To))
	if err != nil {
		return err
	}
	r, err := l.office.NewPart(centre.ConsentType, l.c.ID)
	if err != nil {
		return err
	}
	n := r.(*centre.Consent)
	n.Person, n.Purpose, n.Recipient, n.Way, n.Uses = l.c.Person, l.Purpose, to.Name, "spoken", []string{centre.UseReferral}
	return l.put(n)
}

// decideNew takes a decision in the case that was just saved.
func (l *logging) decideNew(a *centre.Act) error {
	a.Case = l.c.ID
	if err := l.put(a); err != nil {
		return err
	}
	c, err := store.As[*centre.Case](l.Get(centre.CaseType, l.c.ID))
	if err != nil {
		return err
	}
	*l.c = *c
	return nil
}
