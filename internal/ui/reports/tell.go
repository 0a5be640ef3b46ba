package reports

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// mostSaid is how many places of one kind are listed before the rest is only counted.
const mostSaid = 5

// tell says at the left what the document holds that has to be known before it leaves.
func (s *report) tell() {
	s.words.Objects = []fyne.CanvasObject{kit.Prose(s.personal())}
	for _, w := range s.warnings() {
		s.words.Add(kit.Alarm(w))
	}
	s.words.Refresh()
}

// personal says which personal fields the document holds, before it leaves the screen.
func (s *report) personal() string {
	h := s.host
	var labels []string
	for _, name := range s.ready.Document.Personal {
		table, key, _ := strings.Cut(name, ".")
		if t := centre.TypeOf(table); t != nil && t.Field(key) != nil {
			labels = append(labels, h.Shown().Label(t, t.Field(key)))
		}
	}
	switch {
	case s.ready.Subject != nil:
		return s.beware(*s.ready.Subject)
	case s.ready.Document.Public:
		return h.T("print.public")
	case len(labels) == 0:
		return h.T("reports.personal.none")
	case s.ready.Whole:
		return h.T("reports.personal.whole", labels)
	}
	return h.T("reports.personal.masked", labels)
}

// warnings are what somebody should look at on the pages: what the office says, numbers and names in a public document, characters
// that no font has.
func (s *report) warnings() []string {
	h := s.host
	out := append([]string{}, s.ready.Warnings...)
	if s.ready.Ground == office.ByReason {
		out = append(out, h.T("print.reason.needed"))
	}
	var places []string
	for _, x := range s.suspects {
		places = append(places, h.T("print.place", x.Page, x.Around))
	}
	out = append(out, s.listed("print.suspects", places)...)
	places = nil
	for _, x := range s.names {
		places = append(places, h.T("print.place", x.Page, x.Around))
	}
	out = append(out, s.listed("print.names", places)...)
	places = nil
	for _, x := range s.lacks {
		places = append(places, h.T("print.lack", string(x.Rune), x.Page, x.Around))
	}
	return append(out, s.listed("print.lacks", places)...)
}

// listed is one warning with the places it is about.
func (s *report) listed(key string, places []string) []string {
	n := len(places)
	if n == 0 {
		return nil
	}
	if n > mostSaid {
		places = append(places[:mostSaid:mostSaid], s.host.T("print.more", n-mostSaid))
	}
	return []string{s.host.T(key, n) + "\n" + strings.Join(places, "\n")}
}

// gate is what stands in every panel through which a document leaves: what it holds, what to look at, and a line for the reason where
// one is needed.
type gate struct {
	box    *fyne.Container
	reason *kit.Entry // nil where none is needed
	alarm  *kit.Paragraph
}

func (s *report) gate() *gate {
	g := &gate{box: container.NewVBox(kit.Prose(s.personal())), alarm: kit.Alarm("")}
	for _, w := range s.warnings() {
		g.box.Add(kit.Alarm(w))
	}
	if s.ready.Ground == office.ByReason {
		g.reason = kit.NewEntry(s.host)
		g.box.Add(kit.Labelled(s.host.T("print.reason"), g.reason))
	}
	g.box.Add(g.alarm)
	return g
}

// open says whether the document may go, and puts the reason into it.
func (s *report) open(g *gate, rep *office.Report) bool {
	if g.reason == nil {
		return true
	}
	rep.Reason = strings.TrimSpace(g.reason.Text)
	if rep.Reason == "" {
		g.alarm.SetText(s.host.T("problem.whole.reason"))
		s.host.Focus(g.reason)
		return false
	}
	return true
}

// quiet says whether the document can leave without a panel: it holds nobody and there is nothing to look at.
func (s *report) quiet() bool {
	return s.ready.Subject == nil && len(s.ready.Document.Personal) == 0 && len(s.warnings()) == 0
}
