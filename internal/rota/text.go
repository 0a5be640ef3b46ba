package rota

import (
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// Text says the trouble in a sentence. name gives a counsellor's name.
func (t Trouble) Text(b *say.Book, name func(field.ID) string) string {
	from, to := t.Span.Clocks()
	when := b.T("rota.when", b.Day(t.Date.Year, t.Date.Month, t.Date.Date), from, to)
	place := func(p string) string {
		if p == "" {
			return b.T("rota.noplace")
		}
		return p
	}
	switch t.Kind {
	case Gap:
		return b.T("rota.trouble.gap", when, place(t.Place))
	case Over:
		return b.T("rota.trouble.over", when, place(t.Place), t.Count, t.Limit)
	case Overlap:
		if t.Place == t.Other {
			return b.T("rota.trouble.double", when, name(t.Who), place(t.Place))
		}
		return b.T("rota.trouble.overlap", when, name(t.Who), place(t.Place), place(t.Other))
	case Away:
		return b.T("rota.trouble.away", when, name(t.Who), place(t.Place))
	case Twice:
		return b.T("rota.trouble.twice", when, name(t.Who))
	case Unkept:
		return b.T("rota.trouble.unkept", when, name(t.Who))
	}
	return b.T("rota.trouble.outside", when, name(t.Who))
}
