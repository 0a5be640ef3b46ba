package summary

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Signing is what a sign-in list comes to: numbers, and nobody.
type Signing struct {
	Listed     int64 // lines of the list
	Registered int64 // said before that they would come
	Present    int64 // came, walk-ins too
	WalkIn     int64 // came without having registered
}

// SigningOf counts the lines of a sign-in list. Deleted ones do not count.
func SigningOf(list []*centre.Attendee) (s Signing) {
	for _, a := range list {
		if a.Gone != 0 {
			continue
		}
		s.Listed++
		walked := a.WalkIn == field.Yes
		switch {
		case !walked:
			s.Registered++
		case a.Present != 0:
			s.WalkIn++
		}
		if a.Present != 0 {
			s.Present++
		}
	}
	return s
}

// Absent is how many registered and did not come.
func (s Signing) Absent() int64 { return s.Registered - (s.Present - s.WalkIn) }
