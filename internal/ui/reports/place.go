package reports

import (
	"encoding/json"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// plainPlace is a place as it is kept over a lock. What was asked for in full is masked again afterwards: its reason was given before.
type plainPlace struct {
	Kind               string
	ID                 field.ID
	From, To           field.Day
	Sheets             int
	Bare, Submitted    bool
	Span, Scope, Basis string
	View               kit.PreviewPlace
}

// Plain is asked for when the screen is locked.
func (p place) Plain() kit.PlainPlace {
	b, err := json.Marshal(plainPlace{p.kind, p.id, p.from, p.to, p.sheets, p.bare, p.submitted, p.span, p.scope, p.basis, p.view})
	if err != nil {
		return nil // plain data always fits
	}
	return b
}

// placeOf reads where the person was; the zero place for anything else.
func placeOf(at any) place {
	if p, ok := at.(place); ok {
		return p
	}
	b, ok := at.(kit.PlainPlace)
	var p plainPlace
	if !ok || json.Unmarshal(b, &p) != nil {
		return place{}
	}
	c := choice{kind: p.Kind, id: p.ID, from: p.From, to: p.To, sheets: p.Sheets, bare: p.Bare, span: p.Span, scope: p.Scope, basis: p.Basis, submitted: p.Submitted}
	return place{choice: c, view: p.View}
}
