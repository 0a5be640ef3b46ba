package office

import (
	"context"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Home is a counsellor in office today and the organisation she comes from.
type Home struct {
	ID   field.ID
	Name string
	Unit field.ID
}

// Homes is what has to be known where work is given to counsellors who come from an organisation of their own: it may be the adverse
// unit of the matter 利益冲突.
type Homes struct {
	Counsellors []Home
	Cases       map[field.ID]field.ID // case → the unit it is against: those against one of these organisations that the asker can open
	Sued        map[field.ID]bool     // organisations an open case stands against that everybody with the key of the cases may be told of
}

// Homes returns where the counsellors in office come from, as far as the asker's keys open the cases against those organisations. Of a
// restricted case she learns something only where she names the case herself. Code: Cancelled.
func (o *Office) Homes(ctx context.Context) (Homes, error) {
	h := Homes{Cases: map[field.ID]field.ID{}, Sued: map[field.ID]bool{}}
	all, err := o.inOffice(store.Query{})
	if err != nil {
		return h, fmt.Errorf("read counsellors: %w", err)
	}
	asked := map[field.ID]bool{{}: true}
	for _, c := range all {
		if ctx.Err() != nil {
			return h, fmt.Errorf("read counsellors: %w", field.Cancelled)
		}
		h.Counsellors = append(h.Counsellors, Home{c.ID, c.Name, c.Home})
		if asked[c.Home] {
			continue
		}
		asked[c.Home] = true
		against, err := o.against([]field.ID{c.Home})
		if err != nil {
			return h, fmt.Errorf("read cases against own organisations: %w", err)
		}
		for _, x := range against {
			h.Cases[x.ID] = c.Home
			h.Sued[c.Home] = h.Sued[c.Home] || toldOf(x)
		}
	}
	return h, nil
}

// Works reports whether a handler, as the cases name her, is a counsellor who comes from the unit.
func (h Homes) Works(handler string, unit field.ID) bool {
	for _, c := range h.Counsellors {
		if c.Name == handler && c.Unit == unit && unit != (field.ID{}) {
			return true
		}
	}
	return false
}

// Against reports whether a case is against the organisation a counsellor comes from. Of a case the asker cannot open it says no.
func (h Homes) Against(counsellor, of field.ID) bool {
	unit, known := h.Cases[of]
	return known && unit == h.unitOf(counsellor)
}

// Entangled returns the organisation a counsellor comes from when an open case stands against it.
func (h Homes) Entangled(counsellor field.ID) (field.ID, bool) {
	unit := h.unitOf(counsellor)
	return unit, h.Sued[unit]
}

func (h Homes) unitOf(counsellor field.ID) field.ID {
	for _, c := range h.Counsellors {
		if c.ID == counsellor {
			return c.Unit
		}
	}
	return field.ID{}
}

// inOffice are the counsellors that serve today.
func (o *Office) inOffice(q store.Query) ([]*centre.Counsellor, error) {
	rows, err := o.store.List(centre.CounsellorType, q)
	if err != nil {
		return nil, err
	}
	var out []*centre.Counsellor
	for i := range rows.Len() {
		c, err := store.As[*centre.Counsellor](o.store.Get(centre.CounsellorType, rows.ID(i)))
		if err != nil {
			return nil, err
		}
		if c.Serves(o.Today()) {
			out = append(out, c)
		}
	}
	return out, nil
}
