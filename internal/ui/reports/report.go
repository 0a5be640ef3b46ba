package reports

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// typingPause is how long typing has to rest before the pages are made anew.
const typingPause = 400 * time.Millisecond

// report is the screen of documents: the choice at the left, the pages at the right.
type report struct {
	back    func() // to where the person came from; nil where she came by the rail
	host    *kit.Host
	desk    Desk
	press   Press
	c       choice
	kind    *kit.Pick
	where   *fyne.Container // record or period, and how
	alarm   *kit.Paragraph
	words   *fyne.Container // what it holds of persons
	acts    []*kit.Button   // what sends it away
	preview *kit.Preview
	whole   *fyne.Container
	extra   *fyne.Container   // what can only be asked once the document was made
	known   more              // what extra was built from
	resume  *kit.PreviewPlace // where the person was before the screen was built anew
	shown   choice            // the document in view
	made                      // what is in view; without pages while another is being made
	folder  string            // where the last file was saved
	asked   int
	typed   int
	cancel  context.CancelFunc
}

// made is a document that was made, with what is to be said of it before it leaves.
type made struct {
	ready    office.Report
	pages    *paper.Pages
	lacks    []paper.Lack
	suspects []paper.Suspect
	names    []office.NameSeen
	more
}

// more is what there is to choose from once the document was made: in statistics, and in a case in full.
type more struct {
	scopes []string          // whose
	sent   field.Day         // when the period was submitted
	covers []*centre.Consent // that a case may be printed in full under
}

// place is where a person is on the screen.
type place struct {
	choice
	view kit.PreviewPlace
}

func newReport(h *kit.Host, o Spec, at place) *report {
	s := &report{host: h, desk: o.Desk, press: o.Press, c: at.choice, cancel: func() {}}
	if s.c.kind == "" {
		s.c.kind = string(office.ProgrammeReport)
	} else if at.view != (kit.PreviewPlace{}) {
		s.resume = &at.view
	}
	s.kind = kit.NewPick(h, h.T("kit.pick.none"), kindOptions(h))
	s.kind.OnPick = func(o kit.Option) {
		if o.Value != "" {
			s.set(choiceOf(o.Value, field.ID{}, h.Context().Today))
		}
	}
	s.alarm, s.words, s.where, s.extra = kit.Alarm(""), container.NewVBox(), container.NewVBox(), container.NewVBox()
	s.preview = kit.NewPreview(h)
	s.preview.OnCopy = s.copyPart
	left := container.NewVBox(kit.Labelled(h.T("reports.kind"), s.kind), s.where, s.extra, s.alarm, kit.Gap(4), s.words)
	side := kit.Scrolled(kit.Wide(theme.Size(theme.Text)*20, kit.Inset(12, 8, left)))
	foot := container.NewVBox(kit.Rule(), kit.Inset(8, 6, s.actions())) // in reach however much there is to choose
	s.whole = container.NewBorder(nil, nil, container.NewBorder(nil, nil, nil, kit.Rule(), container.NewBorder(nil, foot, nil, nil, side)), nil, s.preview)
	s.ask()
	return s
}

// kindOptions are the documents as they are offered.
func kindOptions(h *kit.Host) (out []kit.Option) {
	for _, k := range kinds {
		out = append(out, kit.Option{Value: k, Text: h.T("reports.kind." + k)})
	}
	return out
}

// actions are the ways in which a document leaves the screen.
func (s *report) actions() fyne.CanvasObject {
	h := s.host
	button := func(icon, key string, kind kit.ButtonKind, do func()) *kit.Button {
		b := kit.NewIconButton(h, icon, h.T(key), kind, do)
		b.Disable()
		s.acts = append(s.acts, b)
		return b
	}
	return kit.Flow(
		button("print", "print.print", kit.Main, s.askPrint), button("export", "reports.save", kit.Ordinary, s.askSave),
		button("", "print.open", kit.Ordinary, s.askOpen), button("", "print.copy", kit.Ordinary, s.askCopy), button("lock", "print.protect", kit.Ordinary, s.askProtect),
	)
}

// set shows another document.
func (s *report) set(c choice) {
	s.choose(c)
	s.make()
}

// choose puts another document into the fields; it is made when the screen is shown.
func (s *report) choose(c choice) {
	if c.kind != s.c.kind {
		s.extra.Objects, s.known = nil, more{}
	}
	s.c = c
	s.alarm.SetText("")
	s.ask()
}

// change makes the document in another way.
func (s *report) change(c choice) {
	s.c = c
	s.make()
}

// make gathers the document and lays it out. What was asked for before is stopped, and its answer dropped; until the new pages are there
// the old ones stay in view, but nothing can be sent away.
func (s *report) make() {
	s.asked++
	s.cancel()
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	mine, h, c := s.asked, s.host, s.c
	s.pages = nil
	s.enable(false)
	if !c.ready() {
		s.tellNothing(h.T("reports.none"))
		return
	}
	s.preview.SetUpdating(true)
	in := c.reporting(h.Book)
	kit.Go(h, func() (made, error) { return s.gather(ctx, c, in) }, func(m made, err error) {
		cancel()
		if mine != s.asked {
			return
		}
		if err != nil {
			s.refused(err)
			return
		}
		s.show(c, m)
	})
}

// gather is called off the UI thread.
func (s *report) gather(ctx context.Context, c choice, in office.Reporting) (m made, err error) {
	if m.ready, err = s.desk.Report(ctx, in); err != nil {
		return m, err
	}
	if m.pages, err = m.ready.Document.Layout(); err != nil {
		return m, err
	}
	m.lacks = m.pages.Lacks()
	if m.ready.Document.Public {
		m.suspects = m.ready.Document.Suspects(m.pages)
		if m.names, err = s.desk.NamesIn(ctx, m.pages); err != nil {
			return m, err
		}
	}
	m.covers = m.ready.Covers
	if c.kind == string(office.StatisticsReport) {
		m.scopes = s.desk.Scopes()
		in.Submitted = false
		m.sent = s.desk.SubmittedOn(in)
	}
	return m, nil
}

// show puts a document that was made on the screen.
func (s *report) show(c choice, m made) {
	again := s.shown.same(c) && s.preview.Page() > 0
	s.made, s.shown = m, c
	if again {
		s.preview.Renew(m.pages)
	} else {
		s.preview.SetPages(m.pages, "")
	}
	if s.resume != nil {
		s.preview.Resume(*s.resume)
		s.resume = nil
	}
	s.enable(true)
	s.alarm.SetText("")
	s.tell()
	s.askMore()
}

// refused says why there is no document: at the left what the person can mend, in a panel anything else.
func (s *report) refused(err error) {
	h := s.host
	s.tellNothing("")
	if ps, ok := kit.ProblemsOf(err); ok {
		s.alarm.SetText(h.Problem(ps[0]))
		return
	}
	h.Trouble(h.T("reports.making"), err, "")
}

func (s *report) tellNothing(note string) {
	s.made, s.shown = made{more: s.more}, choice{}
	s.words.Objects = nil
	s.words.Refresh()
	s.preview.SetPages(nil, note)
}

func (s *report) enable(on bool) {
	for _, b := range s.acts {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// Content is called by the shell.
func (s *report) Content() fyne.CanvasObject { return s.whole }

// Shown reads the document anew: its figures may have changed since.
func (s *report) Shown() {
	s.make()
	if s.c.ready() {
		s.host.Focus(s.preview)
		return
	}
	s.host.Focus(s.kind)
}

// Leave is called by the shell; nothing can be lost here.
func (s *report) Leave(then func()) {
	s.back = nil
	then()
}

// Place is called by the shell.
func (s *report) Place() any {
	p := place{choice: s.c}
	if s.preview.Page() > 0 {
		p.view = s.preview.Place()
	}
	return p
}

// Keys is called by the shell.
func (s *report) Keys() []kit.Key {
	var keys []kit.Key
	if back := s.back; back != nil {
		keys = append(keys, kit.Key{Name: fyne.KeyEscape, Say: "kit.back", Do: back})
	}
	return append(append(keys,
		kit.Key{Name: "P", Mod: kit.Ctrl, Say: "print.keys.print", Do: s.askPrint},
		kit.Key{Name: "S", Mod: kit.Ctrl, Say: "reports.keys.save", Do: s.askSave},
		kit.Key{Name: "O", Mod: kit.Ctrl, Say: "print.keys.open", Do: s.askOpen},
		kit.Key{Name: "C", Mod: kit.Ctrl | fyne.KeyModifierShift, Say: "print.keys.copy", Do: s.askCopy},
		kit.Key{Name: "E", Mod: kit.Ctrl, Say: "print.keys.protect", Do: s.askProtect},
		kit.Key{Name: fyne.KeyF5, Say: "today.keys.again", Do: s.make},
	), s.preview.Keys()...)
}
