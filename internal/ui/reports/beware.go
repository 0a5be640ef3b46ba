package reports

import (
	"slices"
	"strings"

	"cn.halfsky/internal/office"
)

// beware is what whoever hands a person what is held about her has to know, and what stands on no paper.
func (s *report) beware(about office.Subject) string {
	h := s.host
	lines := []string{h.T("subject.screen.whole")}
	if len(about.Review) > 0 {
		var where []string
		for _, t := range about.Review {
			if text := h.T("subject.field", h.T(t.Type.Table), h.Shown().Label(t.Type, t.Type.Field(t.Key))); !slices.Contains(where, text) {
				where = append(where, text)
			}
		}
		lines = append(lines, h.T("subject.screen.review", len(about.Review), where))
	}
	if len(about.Mentions) > 0 {
		var where []string
		for _, t := range about.Mentions {
			where = append(where, strings.TrimSpace(h.T(t.Type.Table)+" "+h.Name(t.ID)))
		}
		lines = append(lines, h.T("subject.screen.mentions", len(about.Mentions), where))
	}
	if about.Shut > 0 {
		lines = append(lines, h.T("subject.ctl.shut", about.Shut))
	}
	if len(about.Closed) > 0 {
		var names []string
		for _, sp := range about.Closed {
			names = append(names, h.T("space."+string(sp)))
		}
		lines = append(lines, h.T("subject.ctl.closed", names))
	}
	if about.Damaged > 0 {
		lines = append(lines, h.T("subject.ctl.damaged", about.Damaged))
	}
	return strings.Join(lines, "\n")
}
