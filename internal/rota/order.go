package rota

import (
	"bytes"
	"cmp"

	"cn.halfsky/internal/field"
)

func compareIDs(a, b field.ID) int { return bytes.Compare(a[:], b[:]) }

func compareDays(a, b field.Day) int { return cmp.Compare(a.String(), b.String()) }

func compareSpans(a, b Span) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) }

func compareDuties(a, b Duty) int {
	return cmp.Or(compareDays(a.Date, b.Date), compareSpans(a.Span, b.Span), cmp.Compare(a.Place, b.Place),
		compareIDs(a.Shift, b.Shift), compareIDs(a.Template, b.Template))
}
