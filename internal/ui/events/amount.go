package events

import (
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// amount words a count that stands behind the label of a figure: Posts offered: 121, Employers: 6, but People helped: 26 households.
func amount(h *kit.Host, c field.Count) string { return h.Shown().Figure(c) }
