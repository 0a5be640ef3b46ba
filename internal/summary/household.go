package summary

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// HouseholdRecords are a hardship file and what belongs to it.
type HouseholdRecords struct {
	File    *centre.Hardship
	Person  *centre.Person // nil: she cannot be opened here, or was taken out
	Members []*centre.Member
	Aid     []*centre.Aid
}

// Household is a hardship file as its sheet shows it. The records are copies, so that a masked one cannot be saved by mistake for the
// real one.
type Household struct {
	File    *centre.Hardship
	Person  *centre.Person
	Members []*centre.Member
	Masked  bool
	Given   AidSum   // what was given so far
	ByKind  []AidSum // by kind, in the order it began
	Apart   int      // entries that were not given, and are in no sum
}

// HouseholdOf gathers the file of one household. When masked, what identifies the worker and her family is hidden in their records and
// wherever it stands in a text, and so are where they work, learn and what they suffer from.
func HouseholdOf(r HouseholdRecords, masked bool) Household {
	h := Household{File: copyOf(r.File), Members: copies(r.Members), Masked: masked}
	if r.Person != nil {
		h.Person = copyOf(r.Person)
	}
	for _, a := range inPeriod(r.Aid, field.Day{}, field.Day{}) {
		if a.State != "given" {
			h.Apart++
			continue
		}
		add(&h.Given, a)
		add(under(&h.ByKind, a.Kind), a)
	}
	if masked {
		h.mask()
	}
	return h
}

func (h *Household) mask() {
	var names []string
	for _, m := range h.Members {
		names = append(names, m.Name)
	}
	hide := hiderOf(h.Person, names...)
	eachText(h.File, hide)
	if h.Person != nil {
		MaskPerson(h.Person)
		h.Person.Note = hide.Replace(h.Person.Note)
	}
	for _, m := range h.Members {
		maskMember(m, hide)
	}
}

// maskMember hides who a member of a household is.
func maskMember(m *centre.Member, hide hider) {
	m.Name, m.ResidentID, m.Birth = centre.MaskName(m.Name), centre.MaskID(m.ResidentID), field.Day{Year: m.Birth.Year}
	for _, text := range []*string{&m.Work, &m.Health} {
		if *text != "" {
			*text = hidden
		}
	}
	m.Note = hide.Replace(m.Note)
}

// JSON returns the figures of the file as plain data, money in fen, without anybody's name.
func (h Household) JSON() map[string]any {
	var members []field.ID
	for _, m := range h.Members {
		members = append(members, m.ID)
	}
	return map[string]any{
		"report": "hardship", "id": h.File.ID.String(), "number": h.File.Number, "class": h.File.Class, "state": h.File.State, "apart": h.Apart,
		"given": h.Given.json(), "kinds": each(h.ByKind, AidSum.json),
		"figures": []any{
			Figure{Key: "members", Role: "members", Count: field.Exactly(int64(len(members)), "人"), Rows: slices.Clone(members)}.JSON(),
			Figure{Key: "times", Role: "times", Count: field.Exactly(int64(len(h.Given.Rows)), "次"), Rows: h.Given.Rows}.JSON(),
		},
	}
}
