package events

import (
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// amount words a count that stands behind its label: Posts offered: 121, but People helped: 26 households.
func amount(h *kit.Host, c field.Count) string {
	if draft.PlainUnit(c.Unit) {
		return draft.Amount(h.Book, c)
	}
	return h.Shown().Count(c)
}
