package summary

import (
	"cmp"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// PairingRecords are what the papers about pairings are made from. Aid that came through no pairing may be among the entries; it is in
// no paper about them.
type PairingRecords struct {
	AidRecords
	Visits  []*centre.Visit
	Members []*centre.Member // of the households, so that their names can be hidden
}

// PairingCard is one pairing with all that was given and every visit. The records are copies.
type PairingCard struct {
	Pairing  *centre.Pairing
	Helper   string
	Somebody bool   // the helper is a person
	File     string // number of the hardship file
	Name     string // of the worker; empty when she cannot be opened here
	Aid      AidSummary
	Visits   []*centre.Visit // by date
	Masked   bool
}

// PairingLine is one pairing of the ledger, with what it gave between the ledger's days.
type PairingLine struct {
	ID, HelperID, FileID field.ID
	Helper               string
	Somebody             bool // the helper is a person
	File, Name           string
	Kind, State          string
	From, To             field.Day
	Promise              string
	Amount               field.Fen
	Often                string
	Given                AidSum
	Visits               int
	Visited              field.Day // the last time
}

// PairingLedger are the pairings that were alive on any day between From and To, both included; an empty bound is open.
type PairingLedger struct {
	From, To   field.Day
	Masked     bool
	Lines      []PairingLine // by helper, then by day
	Total      AidSum
	Visits     int
	Active     int        // lines that are neither paused nor ended
	Helpers    []field.ID // each once
	Households []field.ID // each once
}

// CardOf makes the card of one pairing of r. When masked, who is helped is hidden, in texts too; without a worker to compare them with,
// notes are hidden whole.
func CardOf(p *centre.Pairing, r PairingRecords, masked bool) PairingCard {
	r.Entries = slices.DeleteFunc(slices.Clone(r.Entries), func(a *centre.Aid) bool { return a.Pairing != p.ID })
	r.Pairings = []*centre.Pairing{p}
	b := newAidBook(r.AidRecords, masked)
	b.alone = true
	c := PairingCard{Pairing: copyOf(p), Helper: b.helper(p.Helper), Somebody: b.persons[p.Helper] != nil, Masked: masked, Aid: b.summary(field.Day{}, field.Day{})}
	c.File, c.Name = b.household(p.Hardship)
	for _, v := range r.Visits {
		if v.Pairing == p.ID {
			c.Visits = append(c.Visits, copyOf(v))
		}
	}
	slices.SortStableFunc(c.Visits, func(x, y *centre.Visit) int { return cmp.Compare(x.Date.String(), y.Date.String()) })
	if masked {
		texts := []*string{&c.Pairing.Promise, &c.Pairing.EndWhy, &c.Pairing.Note}
		for _, v := range c.Visits {
			texts = append(texts, &v.Note)
		}
		hide, known := r.hiderFor(b, p)
		for _, text := range texts {
			hideIn(text, hide, known)
		}
	}
	return c
}

// Pairings makes the ledger of pairings between two days.
func Pairings(r PairingRecords, from, to field.Day, masked bool) PairingLedger {
	l := PairingLedger{From: from, To: to, Masked: masked}
	b := newAidBook(r.AidRecords, masked)
	for _, p := range r.Pairings {
		if !p.To.IsZero() && !from.IsZero() && p.To.Before(from) || !to.IsZero() && to.Before(p.From) {
			continue
		}
		l.Lines = append(l.Lines, r.line(p, b, l))
	}
	slices.SortStableFunc(l.Lines, func(x, y PairingLine) int {
		return cmp.Or(cmp.Compare(x.Helper, y.Helper), cmp.Compare(x.From.String(), y.From.String()), cmp.Compare(x.File, y.File))
	})
	for _, x := range l.Lines {
		l.Total.Cash += x.Given.Cash
		l.Total.Value += x.Given.Value
		l.Total.Rows = append(l.Total.Rows, x.Given.Rows...)
		l.Visits += x.Visits
		if x.State == "active" {
			l.Active++
		}
		once(&l.Helpers, x.HelperID)
		once(&l.Households, x.FileID)
	}
	return l
}

func once(ids *[]field.ID, id field.ID) {
	if !slices.Contains(*ids, id) {
		*ids = append(*ids, id)
	}
}

// line is one pairing with what it gave between the ledger's days.
func (r PairingRecords) line(p *centre.Pairing, b aidBook, l PairingLedger) PairingLine {
	x := PairingLine{
		ID: p.ID, HelperID: p.Helper, FileID: p.Hardship, Helper: b.helper(p.Helper), Somebody: b.persons[p.Helper] != nil, Kind: p.Kind, State: p.State, From: p.From, To: p.To,
		Promise: p.Promise, Amount: p.Amount, Often: p.Often,
	}
	x.File, x.Name = b.household(p.Hardship)
	if HushedAid(p) {
		x.File, x.Name, x.Promise = hidden, "", ""
	}
	for _, a := range r.Entries {
		if a.Pairing == p.ID && a.State == "given" && a.Date.Within(l.From, l.To) {
			add(&x.Given, a)
		}
	}
	for _, v := range r.Visits {
		if v.Pairing == p.ID && v.Date.Within(l.From, l.To) {
			x.Visits++
			if x.Visited.IsZero() || x.Visited.Before(v.Date) {
				x.Visited = v.Date
			}
		}
	}
	if l.Masked {
		hide, known := r.hiderFor(b, p)
		hideIn(&x.Promise, hide, known)
	}
	return x
}

// hiderFor is the hider of the household a pairing is for; known is false when the worker cannot be opened here.
func (r PairingRecords) hiderFor(b aidBook, p *centre.Pairing) (hide hider, known bool) {
	var names []string
	for _, m := range r.Members {
		if m.Hardship == p.Hardship {
			names = append(names, m.Name)
		}
	}
	var her *centre.Person
	if f := b.files[p.Hardship]; f != nil {
		her = b.persons[f.Person]
	}
	return hiderOf(her, names...), her != nil
}

func hideIn(text *string, hide hider, known bool) {
	switch {
	case known:
		*text = hide.Replace(*text)
	case *text != "":
		*text = hidden
	}
}

// JSON returns the figures of the card as plain data, money in fen, without anybody's name.
func (c PairingCard) JSON() map[string]any {
	m := c.Aid.JSON()
	m["report"], m["id"], m["file"], m["visits"] = "pairing", c.Pairing.ID.String(), c.File, len(c.Visits)
	return m
}

// JSON returns the ledger's figures as plain data, money in fen, without anybody's name.
func (l PairingLedger) JSON() map[string]any {
	var rows []field.ID
	for _, x := range l.Lines {
		rows = append(rows, x.ID)
	}
	return map[string]any{
		"report": "pairings", "from": l.From.String(), "to": l.To.String(), "active": l.Active, "helpers": len(l.Helpers), "visits": l.Visits,
		"total": l.Total.json(),
		"figures": []any{
			Figure{Key: "pairings", Role: "pairings", Count: field.Exactly(int64(len(rows)), "对"), Rows: rows}.JSON(),
			Figure{Key: "households", Role: "households", Count: field.Exactly(int64(len(l.Households)), "户"), Rows: l.Households}.JSON(),
			Figure{Key: "times", Role: "times", Count: field.Exactly(int64(len(l.Total.Rows)), "次"), Rows: l.Total.Rows}.JSON(),
		},
	}
}
