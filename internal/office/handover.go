package office

import (
	"context"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// HandingOver says whose open cases go to whom 移交.
type HandingOver struct {
	From  string              // who has them, as the cases name her
	To    string              // who gets them: an account that opens cases, or a counsellor
	Cases []field.ID          // which; empty: all her open ones
	Note  string              // what the successor has to know of every one
	Notes map[field.ID]string // and of one
}

// HandedOver is what came of it.
type HandedOver struct {
	Cases        int
	Appointments int // booked times of these cases from today on that went to the successor
	Stay         []Staying
}

// Staying is a restricted case that stayed with who had it.
type Staying struct {
	Number string
	Why    string // StaysLocked or StaysUnnamed; say has mydesk.stays.<why>
}

// Why a case stays.
const (
	StaysLocked  = "locked"  // whoever hands over cannot open it
	StaysUnnamed = "unnamed" // the successor could not open it
)

// Handlers returns the names cases can be given to: of the people who open cases, then of counsellors in office today without an account.
func (o *Office) Handlers() ([]string, error) {
	var out []string
	for _, a := range o.Nameable() {
		out = append(out, a.Name)
	}
	all, err := o.inOffice(store.Query{Sort: "name"})
	if err != nil {
		return nil, fmt.Errorf("list handlers: %w", err)
	}
	for _, c := range all {
		if !slices.Contains(out, c.Name) {
			out = append(out, c.Name)
		}
	}
	return out, nil
}

// HandOver gives open cases of one handler to another, with a note on each, in one change that one undo takes back. Their booked
// appointments and standing supervision flags go along. Restricted cases that the doer or the successor cannot open stay, and are told.
// Whoever hands over what is not hers needs centre.MayApprove. Problems: to.
func (o *Office) HandOver(ctx context.Context, h HandingOver) (HandedOver, store.Change, error) {
	var out HandedOver
	c, err := o.perform(ctx, "hand-over", func(v *verb) error {
		out = HandedOver{}
		if err := v.mayHandOver(h); err != nil {
			return err
		}
		p := passing{verb: v, HandingOver: h, out: &out}
		if err := p.successor(); err != nil {
			return err
		}
		return p.all()
	})
	return out, c, err
}

func (v *verb) mayHandOver(h HandingOver) error {
	o := v.office
	if h.From != o.Me().Name {
		if err := o.need(centre.MayApprove); err != nil {
			return err
		}
	}
	known, err := o.Handlers()
	switch {
	case err != nil:
		return err
	case h.To == "":
		return field.Problems{{Field: "to", Say: "problem.required"}}
	case h.To == h.From:
		return field.Problems{{Field: "to", Say: "mydesk.need.other"}}
	case !slices.Contains(known, h.To):
		return field.Problems{{Field: "to", Say: "mydesk.need.known"}}
	}
	return nil
}

// passing is cases on their way.
type passing struct {
	*verb
	HandingOver
	spaces     []field.Space // restricted ones the successor opens
	counsellor field.ID      // of the successor, where she is one
	out        *HandedOver
}

// successor learns what the successor can open, and whether she is a counsellor with appointments.
func (p *passing) successor() error {
	for _, a := range p.office.Nameable() {
		if a.Name == p.To {
			p.spaces = a.Spaces
		}
	}
	rows, err := p.List(centre.CounsellorType, store.Query{})
	if err != nil {
		return err
	}
	for i := range rows.Len() {
		if rows.At(i).(*centre.Counsellor).Name == p.To {
			p.counsellor = rows.ID(i)
		}
	}
	return nil
}

// openStates are the states of cases that need somebody.
func openStates() (out []string) {
	for _, t := range centre.CaseState.Codes {
		if (&centre.Case{State: t.Code}).Open() {
			out = append(out, t.Code)
		}
	}
	return out
}

func (p *passing) all() error {
	rows, err := p.List(centre.CaseType, store.Query{Sort: "number", Where: []store.Cond{store.Where("state", openStates()...), store.Where("handler", p.From)}})
	if err != nil {
		return err
	}
	for i := range rows.Len() {
		if len(p.Cases) > 0 && !slices.Contains(p.Cases, rows.ID(i)) {
			continue
		}
		number := rows.Text(i, "number")
		if rows.Faced(i) {
			p.out.Stay = append(p.out.Stay, Staying{number, StaysLocked})
			continue
		}
		c, err := store.As[*centre.Case](p.Get(centre.CaseType, rows.ID(i)))
		if err != nil {
			return err
		}
		if c.Space != "" && !slices.Contains(p.spaces, c.Space) {
			p.out.Stay = append(p.out.Stay, Staying{number, StaysUnnamed})
			continue
		}
		if err := p.one(c); err != nil {
			return err
		}
	}
	return nil
}

// one hands over a case with what goes along.
func (p *passing) one(c *centre.Case) error {
	o := p.office
	c.Handler = p.To
	if err := p.put(c); err != nil {
		return err
	}
	note := p.Note
	if own := p.Notes[c.ID]; own != "" && note != "" {
		note = own + "\n" + note
	} else if own != "" {
		note = own
	}
	done := &centre.Handover{Case: c.ID, At: field.MomentOf(o.now()), From: p.From, To: p.To, By: o.Me().Name, Note: note}
	if err := p.put(done); err != nil {
		return err
	}
	p.out.Cases++
	if err := p.flags(c.ID); err != nil {
		return err
	}
	return p.appointments(c.ID)
}

// flags readdresses what waits for who had the case.
func (p *passing) flags(of field.ID) error {
	all, err := opened(p.Tx, centre.SupervisionType, store.Query{Where: []store.Cond{store.Where("case", of.String())}})
	if err != nil {
		return err
	}
	for _, r := range all {
		if s := r.(*centre.Supervision); s.Stands() && s.To == p.From {
			s.To = p.To
			if err := p.put(s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *passing) appointments(of field.ID) error {
	if p.counsellor == (field.ID{}) {
		return nil
	}
	from := store.Cond{Key: "date", Op: store.Between, Values: []string{p.office.Today().String(), ""}}
	all, err := opened(p.Tx, centre.AppointmentType, store.Query{Where: []store.Cond{store.Where("case", of.String()), store.Where("state", "booked"), from}})
	if err != nil {
		return err
	}
	for _, r := range all {
		a := r.(*centre.Appointment)
		a.Counsellor = p.counsellor
		if err := p.put(a); err != nil {
			return err
		}
		p.out.Appointments++
	}
	return nil
}
