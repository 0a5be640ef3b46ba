package office

import (
	"context"
	"errors"
	"sync"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// seenWhole are the persons whose identity number a document showed whole while this account is signed in.
type seenWhole struct {
	sync.Mutex
	ids map[field.ID]bool
}

// first reports whether a person is seen for the first time.
func (s *seenWhole) first(id field.ID) bool {
	s.Lock()
	defer s.Unlock()
	if s.ids[id] {
		return false
	}
	if s.ids == nil {
		s.ids = map[field.ID]bool{}
	}
	s.ids[id] = true
	return true
}

// noteWhole writes into the journal that a document about one person shows her identity number whole: whoever looks at its pages sees it,
// printed or not. It is noted once for each person while the account is signed in, for pages are made anew at every touch. A folder that
// is only looked at keeps no journal.
func (o *Office) noteWhole(ctx context.Context, r Report, p *centre.Person) error {
	if !r.Whole || p == nil || p.ResidentID == "" || !o.seen.first(p.ID) {
		return nil
	}
	err := o.note(ctx, "see", store.Seen, about{centre.PersonType, p.ID}, "residentid")
	if errors.Is(err, field.ReadOnly) {
		return nil
	}
	return err
}
