package cases

import (
	"encoding/json"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// deskPlace is whose desk is in view, with the handover that was begun there.
type deskPlace struct {
	Handler string
	Handing *office.HandingOver `json:",omitempty"`
}

// Plain returns the place as it is kept over a lock.
func (p deskPlace) Plain() kit.PlainPlace {
	out, err := json.Marshal(p)
	if err != nil {
		return nil // plain data always fits
	}
	return out
}

// Holds says whether a handover was begun and not made.
func (p deskPlace) Holds() bool { return p.Handing != nil }

// Place is called by the shell.
func (s *myDesk) Place() any {
	p := deskPlace{Handler: s.handler, Handing: s.begun}
	if s.hand != nil && s.hand.panel.Shown() && s.hand.dirty() {
		what := s.hand.handing()
		p.Handing = &what
	}
	return p
}

// resume goes back to a place.
func (s *myDesk) resume(place any) {
	p, _ := place.(deskPlace)
	if b, ok := place.(kit.PlainPlace); ok && json.Unmarshal(b, &p) != nil {
		p = deskPlace{} // another version of the program wrote it
	}
	s.handler, s.begun = p.Handler, p.Handing
}
