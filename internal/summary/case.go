package summary

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// CaseRecords are one case and what belongs to it.
type CaseRecords struct {
	Case      *centre.Case
	Person    *centre.Person // nil: anonymous
	Steps     []*centre.Step
	Referrals []*centre.Referral
	Consents  []*centre.Consent
}

// CaseSummary is one case as its sheet shows it. The records are copies, so that a masked one cannot be saved by mistake for
// the real one.
type CaseSummary struct {
	CaseRecords
	Masked    bool
	Sensitive bool     // harassment, violence, psychology, or kept under restriction: not for the public, 不公开
	Withheld  []string // keys of the case's own fields that were taken out because it is sensitive
	Minutes   int64    // spent, over all steps
	Recovered field.Fen
	Minuted   []field.ID      // steps that say how long they took
	Paying    []field.ID      // steps that brought money
	Under     *centre.Consent // under which a sheet in full is printed; nil: masked, or for a reason that stands in the journal
}

// Case gathers a case with its steps in the order of time. When masked, what identifies the person is hidden in her record
// and wherever her name, number, telephone or address stands in a text; of a sensitive case what happened is taken out as well.
func Case(r CaseRecords, masked bool) CaseSummary {
	s := CaseSummary{
		CaseRecords: r.copy(), Masked: masked,
		Sensitive: centre.Sensitive(r.Case.Matter) || r.Case.Secrecy != "" && r.Case.Secrecy != "normal",
	}
	slices.SortStableFunc(s.Steps, func(a, b *centre.Step) int { return int(min(max(int64(a.At-b.At), -1), 1)) })
	for _, st := range s.Steps {
		if st.Minutes > 0 {
			s.Minutes += st.Minutes
			s.Minuted = append(s.Minuted, st.ID)
		}
		if st.Money > 0 {
			s.Recovered += st.Money
			s.Paying = append(s.Paying, st.ID)
		}
	}
	if masked {
		s.mask()
	}
	return s
}

func (r CaseRecords) copy() CaseRecords {
	c := CaseRecords{Case: copyOf(r.Case), Steps: copies(r.Steps), Referrals: copies(r.Referrals), Consents: copies(r.Consents)}
	if r.Person != nil {
		c.Person = copyOf(r.Person)
	}
	return c
}

func copyOf[R field.Record](r R) R { return r.Type().Copy(r).(R) }

func copies[R field.Record](rs []R) []R {
	out := make([]R, 0, len(rs))
	for _, r := range rs {
		out = append(out, copyOf(r))
	}
	return out
}

// told are the fields of a case that tell what happened; a masked sheet of a sensitive case goes without them.
var told = []string{"request", "facts", "callnote", "lesson", "note"}

func (s *CaseSummary) mask() {
	hide := s.hider()
	if s.Person != nil {
		MaskPerson(s.Person)
	}
	if s.Sensitive {
		s.withhold()
	}
	eachText(s.Case, hide)
	for _, st := range s.Steps {
		eachText(st, hide)
	}
	for _, r := range s.Referrals {
		eachText(r, hide)
	}
	for _, c := range s.Consents {
		eachText(c, hide)
	}
	if s.Person != nil {
		s.Person.Note = hide.Replace(s.Person.Note)
	}
}

// withhold takes out what happened and where: the second level of the matter, the adverse unit, the texts of the case, of its
// steps and referrals.
func (s *CaseSummary) withhold() {
	for _, key := range told {
		if p := centre.CaseType.Field(key).Pointer(s.Case).(*string); *p != "" {
			*p = ""
			s.Withheld = append(s.Withheld, key)
		}
	}
	if s.Case.Adverse != (field.ID{}) {
		s.Case.Adverse = field.ID{}
		s.Withheld = append(s.Withheld, "adverse")
	}
	if len(s.Case.Matter) > 2 {
		s.Case.Matter = s.Case.Matter[:2]
	}
	for _, st := range s.Steps {
		st.What, st.Result, st.Next = "", "", ""
	}
	for _, r := range s.Referrals {
		r.Purpose, r.Reply = "", ""
	}
	if s.Person != nil {
		s.Person.Name, s.Person.Note = hidden, ""
	}
}

// Figures returns the case's figures: steps, minutes and money, each with the steps it came from.
func (s CaseSummary) Figures() []Figure {
	var steps []field.ID
	for _, st := range s.Steps {
		steps = append(steps, st.ID)
	}
	out := []Figure{{Key: "steps", Role: "steps", Count: field.Exactly(int64(len(steps)), "次"), Rows: steps}}
	if len(s.Minuted) > 0 {
		out = append(out, Figure{Key: "minutes", Role: "minutes", Count: field.Exactly(s.Minutes, "分钟"), Rows: s.Minuted})
	}
	return out
}

// JSON returns the case's figures as plain data. It names nobody: of the person it says only whether there is one.
func (s CaseSummary) JSON() map[string]any {
	c := s.Case
	return map[string]any{
		"report": "case", "id": c.ID.String(), "number": c.Number, "state": c.State, "matter": c.Matter, "sensitive": s.Sensitive,
		"anonymous": s.Person == nil, "figures": each(s.Figures(), Figure.JSON),
		"money": []any{
			money("claimed", c.Claimed, c.ID), money("awarded", c.Awarded, c.ID), money("paid", c.Paid, c.ID),
			money("recovered", s.Recovered, s.Paying...),
		},
	}
}

// money is an amount in fen with the rows it came from.
func money(key string, fen field.Fen, rows ...field.ID) map[string]any {
	return map[string]any{"key": key, "label": "summary.money." + key, "fen": int64(fen), "rows": ids(rows)}
}
