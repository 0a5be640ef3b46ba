package reports

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// Newsroom is what putting a bulletin together needs of the office. It is called off the UI thread.
type Newsroom interface {
	Candidates(ctx context.Context) ([]office.Candidate, error)
	DraftArticle(issue field.ID, section string, from []field.ID, b *say.Book) (*centre.Article, uint64, error)
	ProofIssue(ctx context.Context, issue field.ID, b *say.Book) (office.Proofs, error)
	RefreshArticle(id field.ID, b *say.Book) (uint64, error)
	MendArticle(id field.ID, m office.Mending) (uint64, error)
	MoveArticle(id field.ID, m office.Moving) (uint64, error)
	PublishIssue(issue field.ID, why string) (uint64, error)
	Editions(issue field.ID) ([]*centre.Edition, error)
	Distribution(issue field.ID) ([]summary.Addressee, error)
	SetDistribution(issue field.ID, rows []summary.Addressee) (uint64, error)
}

// newsroom is where an issue is put together: what can be told at the left, what the issue tells in the middle with the proof-reader's
// remarks below, its pages at the right.
type newsroom struct {
	host    *kit.Host
	desk    Desk
	ways    kit.Ways
	issue   field.ID
	panel   *kit.Panel
	left    *kit.Table
	middle  *kit.Table
	remarks *kit.Table
	preview *kit.Preview
	alarm   *kit.Paragraph
	cands   []office.Candidate
	marked  map[field.ID]bool // candidates to be told together
	fresh   field.ID          // the article just made, to be in hand once it is read
	proofs  office.Proofs
	rep     office.Report // the issue as it would be printed now
	pages   *paper.Pages
	notes   []remark
	last    uint64
	asked   int
	over    func()
}

// openNewsroom opens the newsroom of an issue; over is told when it is left.
func openNewsroom(h *kit.Host, desk Desk, ways kit.Ways, i *centre.Issue, over func()) *newsroom {
	s := &newsroom{host: h, desk: desk, ways: ways, issue: i.ID, marked: map[field.ID]bool{}, alarm: kit.Alarm(""), over: over}
	s.left = kit.NewTable(h, []kit.Column{
		{Key: "mark", Title: "", Width: 24, Fixed: true}, {Key: "day", Title: h.T("event.date"), Width: 92, Fixed: true},
		{Key: "name", Title: h.T("newsroom.candidate"), Width: 180, Loose: true, Fixed: true, Tone: func(_ kit.Rows, i int) kit.Tone { return s.toldTone(i) }},
	})
	s.left.SetEmpty(h.T("newsroom.candidates.empty"), "", nil)
	s.left.OnOpen = func(int) { s.tell("news") }
	s.middle = kit.NewTable(h, []kit.Column{
		{Key: "section", Title: h.T("article.section"), Width: 76, Fixed: true},
		{Key: "text", Title: h.T("newsroom.item"), Width: 180, Loose: true, Fixed: true},
		{Key: "remarks", Title: h.T("newsroom.remarks"), Width: 60, Fixed: true, Right: true, Tone: func(_ kit.Rows, i int) kit.Tone { return s.remarkTone(i) }},
	})
	s.middle.SetEmpty(h.T("newsroom.items.empty"), "", nil)
	s.middle.OnOpen = func(int) { s.edit() }
	s.middle.OnSelect = func(int) { s.showRemarks() }
	s.remarks = kit.NewTable(h, []kit.Column{
		{Key: "what", Title: h.T("newsroom.remark"), Width: 120, Fixed: true}, {Key: "where", Title: h.T("newsroom.where"), Width: 150, Loose: true, Fixed: true},
		{Key: "fix", Title: h.T("newsroom.fix"), Width: 110, Fixed: true},
	})
	s.remarks.SetEmpty(h.T("newsroom.clean"), "", nil)
	s.remarks.OnOpen = func(int) { s.mend() }
	s.preview = kit.NewPreview(h)
	s.open(i)
	return s
}

func (s *newsroom) open(i *centre.Issue) {
	h := s.host
	button := func(key string, kind kit.ButtonKind, do func()) *kit.Button {
		return kit.NewButton(h, h.T(key), kind, do)
	}
	tell := container.NewHBox(button("newsroom.news", kit.Ordinary, func() { s.tell("news") }), button("newsroom.brief", kit.Ordinary, func() { s.tell("brief") }))
	order := container.NewHBox(button("newsroom.up", kit.Ordinary, func() { s.move(-1) }), button("newsroom.down", kit.Ordinary, func() { s.move(1) }),
		button("newsroom.own", kit.Ordinary, s.write), button("newsroom.refresh", kit.Ordinary, s.refresh))
	left := container.NewBorder(kit.Title(h.T("newsroom.candidates")), tell, nil, nil, s.left)
	middle := container.NewBorder(kit.Title(h.T("newsroom.issue")), nil, nil, nil, container.New(&shareDown{first: 0.58},
		container.NewBorder(nil, order, nil, nil, s.middle), s.remarks))
	s.panel = h.Open(kit.PanelSpec{
		Full: true, Title: h.T("newsroom.title", i.Masthead, i.Number),
		Body:  container.NewBorder(kit.Hint(h.T("newsroom.hint")), s.alarm, nil, nil, container.New(&shareAcross{[]float32{0.3, 0.36, 0.34}}, left, middle, s.preview)),
		Focus: nil, Escape: s.leave, Keys: s.keys(),
		Buttons: []*kit.Button{
			button("newsroom.facts.button", kit.Flat, s.figuresOf), button("newsroom.to.button", kit.Flat, s.distribution), button("newsroom.export.button", kit.Flat, s.exportFigures),
			button("newsroom.copy.button", kit.Flat, s.copyAll), button("newsroom.leave", kit.Ordinary, s.leave), button("kit.print", kit.Ordinary, s.print), button("newsroom.publish", kit.Main, s.publish),
		},
	})
	s.left.Focus()
	s.read()
}

func (s *newsroom) keys() []kit.Key {
	key := func(name fyne.KeyName, say string, do func()) kit.Key {
		return kit.Key{Name: name, Mod: kit.Ctrl, Say: say, Do: do}
	}
	return []kit.Key{
		key(fyne.KeyReturn, "newsroom.brief", func() { s.tell("brief") }), key(fyne.KeyUp, "newsroom.up", func() { s.move(-1) }), key(fyne.KeyDown, "newsroom.down", func() { s.move(1) }),
		key(fyne.KeyLeft, "newsroom.other", s.other), key(fyne.KeyRight, "newsroom.other", s.other), key(fyne.KeyDelete, "kit.keys.delete", s.remove),
		key("N", "newsroom.own", s.write), key("S", "newsroom.publish", s.publish), key("P", "kit.keys.print", s.print), key("E", "newsroom.export", s.exportFigures), key("Z", "kit.keys.undo", s.undo),
		{Name: "C", Mod: kit.Ctrl | fyne.KeyModifierShift, Say: "print.keys.copy", Do: s.copyAll},
		key("V", "newsroom.keys.paste", func() { s.pasted(fyne.CurrentApp().Clipboard().Content()) }),
		{Name: fyne.KeyF6, Say: "newsroom.keys.pane", Do: s.nextPane}, {Name: fyne.KeyF3, Say: "newsroom.facts", Do: s.figuresOf}, {Name: fyne.KeyF4, Say: "newsroom.to", Do: s.distribution},
		{Name: fyne.KeyInsert, Say: "newsroom.mark", Do: s.mark}, {Name: fyne.KeyF5, Say: "newsroom.refresh", Do: s.refresh},
	}
}

// read reads everything anew: candidates, articles with what there is to say of them, pages. An answer that comes after the next
// question is dropped.
func (s *newsroom) read() {
	s.asked++
	mine, b := s.asked, s.host.Book
	type found struct {
		cands  []office.Candidate
		proofs office.Proofs
		rep    office.Report
		pages  *paper.Pages
	}
	kit.Go(s.host, func() (found, error) {
		var f found
		var err error
		if f.cands, err = s.desk.Candidates(context.Background()); err != nil {
			return f, err
		}
		if f.proofs, err = s.desk.ProofIssue(context.Background(), s.issue, b); err != nil {
			return f, err
		}
		f.rep, err = s.desk.Report(context.Background(), office.Reporting{Kind: office.BulletinReport, ID: s.issue, Now: true, Book: b})
		if err == nil {
			f.pages, err = f.rep.Document.Layout()
		}
		return f, err
	}, func(f found, err error) {
		if mine != s.asked {
			return
		}
		if err != nil {
			s.host.Trouble(s.host.T("newsroom.reading"), err, "")
			return
		}
		s.cands, s.proofs, s.rep, s.pages = f.cands, f.proofs, f.rep, f.pages
		s.left.SetRows(candidateRows{s})
		if s.left.Selected() < 0 && len(s.cands) > 0 {
			s.left.Select(0)
		}
		s.middle.SetRows(itemRows{s})
		if s.fresh != (field.ID{}) {
			s.middle.SelectID(s.fresh)
			s.fresh = field.ID{}
		}
		s.preview.Renew(f.pages)
		s.showRemarks()
		s.showAlarm()
	})
}

// showAlarm says what is wrong with the number of the issue.
func (s *newsroom) showAlarm() {
	text := ""
	for _, p := range s.proofs.Issue {
		text += s.host.Problem(p) + " "
	}
	s.alarm.SetText(text)
	s.alarm.Hidden = text == ""
}

// done takes the answer of a verb: what it changed is read again, what went wrong is told.
func (s *newsroom) done(seq uint64, err error) {
	if err != nil {
		s.host.Trouble(s.host.T("newsroom.changing"), err, s.host.T("newsroom.kept"))
		return
	}
	if seq > 0 {
		s.last = seq
	}
	s.read()
}

// change runs a verb.
func (s *newsroom) change(do func() (uint64, error)) { kit.Go(s.host, do, s.done) }

// publish freezes the issue. A correction of a published one needs a word why.
func (s *newsroom) publish() {
	h := s.host
	kit.Go(h, func() ([]*centre.Edition, error) { return s.desk.Editions(s.issue) }, func(es []*centre.Edition, err error) {
		if err != nil {
			h.Trouble(h.T("newsroom.publishing"), err, "")
			return
		}
		act := func(why string) {
			kit.Go(h, func() (uint64, error) { return s.desk.PublishIssue(s.issue, why) }, func(seq uint64, err error) {
				if err != nil {
					h.Trouble(h.T("newsroom.publishing"), err, h.T("newsroom.kept"))
					return
				}
				s.done(seq, nil)
				h.Ask(h.T("newsroom.published", len(es)+1), h.T("newsroom.published.hint"), kit.Choice{Text: h.T("kit.close")}, kit.Choice{Text: h.T("kit.print"), Kind: kit.Main, Do: s.print})
			})
		}
		if len(es) > 0 {
			h.AskText(h.T("newsroom.publish"), h.T("newsroom.why", es[len(es)-1].Version), h.T("newsroom.publish"), act)
			return
		}
		h.Confirm(h.T("newsroom.publish"), s.before(), h.T("newsroom.publish"), func() { act("") })
	})
}

// before is what to know before an issue is published.
func (s *newsroom) before() string {
	left := 0
	for i := range s.proofs.Readings {
		left += s.count(i)
	}
	if left += len(s.proofs.Issue); left > 0 {
		return s.host.T("newsroom.ask.open", left)
	}
	return s.host.T("newsroom.ask")
}

func (s *newsroom) print() {
	s.panel.Close()
	s.over()
	s.ways.Print(string(office.BulletinReport), s.issue, field.Day{})
}

func (s *newsroom) leave() {
	s.panel.Close()
	s.over()
}
