package summary

import (
	"cmp"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// AidRecords are what a ledger of aid is made from.
type AidRecords struct {
	Entries  []*centre.Aid
	Files    []*centre.Hardship
	Pairings []*centre.Pairing
	Persons  []*centre.Person // those of the files and helpers
	Names    Names            // of helping organisations
}

// AidSummary is the ledger of what was given between two days. Only what was given is in a sum; what is planned, approved,
// refused or came back stands in the list and counts nowhere.
type AidSummary struct {
	From, To field.Day
	Masked   bool
	Lines    []AidLine
	Total    AidSum
	ByKind   []AidSum
	ByFunds  []AidSum
	ByHelper []AidSum // by who helps in the pairing: Key is her id, the zero id for what the centre gave itself
	Apart    int      // lines that are in no sum
}

// AidLine is one entry of the ledger.
type AidLine struct {
	ID       field.ID
	Date     field.Day
	File     string // number of the hardship file
	Name     string // of the worker whose household it is
	Helper   string // of the pairing; empty for the centre itself
	Kind     string
	Cash     field.Fen
	Goods    string
	Value    field.Fen
	Funds    string
	By       string
	Receiver string
	State    string
	Hushed   bool // whose it is is left out: see HushedAid
	Somebody bool // the helper is a person, whose name is as personal as any
}

// AidSum is what was given under one heading.
type AidSum struct {
	Key        string // code of the kind or the funds, id of the helper
	Name       string // of the helper
	Cash       field.Fen
	Value      field.Fen // of goods
	Rows       []field.ID
	Households []field.ID // each once
}

// Worth is cash and goods together.
func (s AidSum) Worth() field.Fen { return s.Cash + s.Value }

// Aid makes the ledger of the entries between from and to, both included, by date; an empty bound is open. When masked, names of
// persons are.
func Aid(r AidRecords, from, to field.Day, masked bool) AidSummary {
	return newAidBook(r, masked).summary(from, to)
}

func (b aidBook) summary(from, to field.Day) AidSummary {
	s := AidSummary{From: from, To: to, Masked: b.masked}
	for _, a := range inPeriod(b.Entries, from, to) {
		line := b.line(a)
		s.Lines = append(s.Lines, line)
		if a.State != "given" {
			s.Apart++
			continue
		}
		add(&s.Total, a)
		add(under(&s.ByKind, a.Kind), a)
		add(under(&s.ByFunds, a.Funds), a)
		sum := under(&s.ByHelper, b.helperID(a).String())
		sum.Name = line.Helper
		add(sum, a)
	}
	return s
}

func inPeriod(entries []*centre.Aid, from, to field.Day) []*centre.Aid {
	var out []*centre.Aid
	for _, a := range entries {
		if a.Date.Within(from, to) {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b *centre.Aid) int { return cmp.Compare(a.Date.String(), b.Date.String()) })
	return out
}

func byID[R field.Record](rs []R) map[field.ID]R {
	m := make(map[field.ID]R, len(rs))
	for _, r := range rs {
		m[r.Base().ID] = r
	}
	return m
}

// aidBook finds what an entry refers to.
type aidBook struct {
	AidRecords
	masked   bool
	alone    bool // of one household, who knows what it was given
	files    map[field.ID]*centre.Hardship
	pairings map[field.ID]*centre.Pairing
	persons  map[field.ID]*centre.Person
}

func newAidBook(r AidRecords, masked bool) aidBook {
	return aidBook{AidRecords: r, masked: masked, files: byID(r.Files), pairings: byID(r.Pairings), persons: byID(r.Persons)}
}

// household is the number of a hardship file and the name of its worker.
func (b aidBook) household(id field.ID) (file, name string) {
	if f := b.files[id]; f != nil {
		file = f.Number
		if p := b.persons[f.Person]; p != nil {
			name = b.person(p.Name)
		}
	}
	return file, name
}

func (b aidBook) line(a *centre.Aid) AidLine {
	l := AidLine{
		ID: a.ID, Date: a.Date, Kind: a.Kind, Cash: a.Cash, Goods: a.Goods, Value: a.Value, Funds: a.Funds, By: a.By, State: a.State,
		Receiver: b.receiver(a.Receiver),
	}
	l.File, l.Name = b.household(a.Hardship)
	if p := b.pairings[a.Pairing]; p != nil {
		l.Helper, l.Somebody = b.helper(p.Helper), b.persons[p.Helper] != nil
	}
	if l.Hushed = HushedAid(a) && !b.alone; l.Hushed {
		l.File, l.Name, l.Receiver = hidden, "", ""
	}
	return l
}

// Receipt is one entry as its receipt shows it. It is one household's own paper, so it says what the help was for.
func Receipt(r AidRecords, a *centre.Aid, masked bool) AidLine {
	b := newAidBook(r, masked)
	b.alone = true
	return b.line(a)
}

// JSON returns the entry's figures as plain data, money in fen, without anybody's name.
func (l AidLine) JSON() map[string]any {
	return map[string]any{
		"report": "receipt", "id": l.ID.String(), "file": l.File, "date": l.Date.String(), "kind": l.Kind, "state": l.State, "figures": []any{},
		"money": []any{money("cash", l.Cash, l.ID), money("goods", l.Value, l.ID), money("worth", l.Cash+l.Value, l.ID)},
	}
}

// HushedAid reports whether aid, or a pairing, is of psychological care: a list of many households says that it was given and never to
// whom, whether it is masked or not.
func HushedAid(r field.Record) bool {
	switch r := r.(type) {
	case *centre.Aid:
		return r.Kind == "mental"
	case *centre.Pairing:
		return r.Kind == "mental"
	}
	return false
}

func (b aidBook) helperID(a *centre.Aid) field.ID {
	if p := b.pairings[a.Pairing]; p != nil {
		return p.Helper
	}
	return field.ID{}
}

// helper is the name of an organisation, or of a person, who is masked like any other.
func (b aidBook) helper(id field.ID) string {
	if p := b.persons[id]; p != nil {
		return b.person(p.Name)
	}
	return b.Names.of(id)
}

// receiver is who signed; 本人签收 and 家属代收 name nobody.
func (b aidBook) receiver(text string) string {
	if strings.HasPrefix(text, "本人") || strings.HasPrefix(text, "家属") {
		return text
	}
	return b.person(text)
}

func (b aidBook) person(name string) string {
	if b.masked {
		return centre.MaskName(name)
	}
	return name
}

// under returns the sum with that key, made when there is none.
func under(sums *[]AidSum, key string) *AidSum {
	for i := range *sums {
		if (*sums)[i].Key == key {
			return &(*sums)[i]
		}
	}
	*sums = append(*sums, AidSum{Key: key})
	return &(*sums)[len(*sums)-1]
}

func add(s *AidSum, a *centre.Aid) {
	s.Cash += a.Cash
	s.Value += a.Value
	s.Rows = append(s.Rows, a.ID)
	if !slices.Contains(s.Households, a.Hardship) {
		s.Households = append(s.Households, a.Hardship)
	}
}

// JSON returns the ledger's figures as plain data, money in fen, without names of persons or helpers.
func (s AidSummary) JSON() map[string]any {
	return map[string]any{
		"report": "aid", "from": s.From.String(), "to": s.To.String(), "entries": len(s.Lines), "apart": s.Apart,
		"total": s.Total.json(), "kinds": each(s.ByKind, AidSum.json), "funds": each(s.ByFunds, AidSum.json),
		"figures": []any{
			Figure{Key: "times", Role: "times", Count: field.Exactly(int64(len(s.Total.Rows)), "次"), Rows: s.Total.Rows}.JSON(),
			Figure{Key: "households", Role: "households", Count: field.Exactly(int64(len(s.Total.Households)), "户"), Rows: s.Total.Households}.JSON(),
		},
	}
}

func (s AidSum) json() map[string]any {
	return map[string]any{
		"key": s.Key, "cash": int64(s.Cash), "goods": int64(s.Value), "total": int64(s.Worth()),
		"rows": ids(s.Rows), "households": len(s.Households),
	}
}
