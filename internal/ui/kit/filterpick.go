package kit

import "cn.halfsky/internal/field"

// NewFilterPick returns a field that narrows a list: quiet while nothing is chosen.
func NewFilterPick(h *Host, label string, options func(typed string, show func([]Option))) *Pick {
	p := newPick(h, h.T("kit.all"), options)
	p.prefix, p.quietBox, p.wide = h.T("kit.filter", label), true, 240
	return p
}

// NewAskPick returns a field whose options an area gives for what was typed. empty is what it shows while nothing is chosen.
func NewAskPick(h *Host, empty string, options func(typed string, show func([]Option))) *Pick {
	return newPick(h, empty, options)
}

// Chosen returns the chosen option; the zero Option for none.
func (p *Pick) Chosen() Option { return p.chosen }

// Matching returns the options that fit what was typed.
func Matching(all []Option, typed string) []Option { return matching(all, typed) }

// LookFor finds records of the tables by name, for the options of a field.
func LookFor(h *Host, lookup Lookup, tables []string) func(typed string, show func([]Option)) {
	return lookFor(h, lookup, false, &field.Spec{Kind: field.RefKind, Tables: tables})
}
