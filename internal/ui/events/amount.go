package events

import (
	"strings"

	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// plainUnits are the measure words of things that a label names already: English has none for them.
const plainUnits = "个件份"

// amount words a count that stands behind its label: Posts offered: 121, but People helped: 26 households.
func amount(h *kit.Host, c field.Count) string {
	if c.Unit != "" && strings.Contains(plainUnits, c.Unit) {
		return draft.Amount(h.Book, c)
	}
	return h.Shown().Count(c)
}
