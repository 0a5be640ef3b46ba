package kit

import "time"

// Ago puts how long ago something was into words: minutes, hours, from two days on days.
func (h *Host) Ago(d time.Duration) string {
	switch {
	case d < time.Minute:
		return h.T("safety.age.now")
	case d < time.Hour:
		return h.T("safety.age.minutes", int(d/time.Minute))
	case d < 48*time.Hour:
		return h.T("safety.age.hours", int(d/time.Hour))
	}
	return h.T("safety.age.days", int(d/(24*time.Hour)))
}
