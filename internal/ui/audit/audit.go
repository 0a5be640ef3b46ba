// Package audit is the area of the journal: who did what and when, what it changed, undoing it, and the proof that nothing is missing.
package audit

import (
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Desk is what the area needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Keeper
	kit.Undoer
	Lines(ctx context.Context, seq uint64, most int) (lines []store.Line, next uint64, err error)
	LinesAbout(ctx context.Context, t *field.Type, id field.ID, tick kit.Tick) (map[uint64]bool, error)
	Entry(seq uint64) (store.Entry, error)
	EntryAbout(e store.Entry) string
	ExportLines(ctx context.Context, out io.Writer, form exchange.Form, seqs []uint64) (int, error)
	Check(ctx context.Context, tick kit.Tick) (store.Report, error)
	May(right string) bool
}

// How many entries are read at a time: few first, so that they stand on the screen at once.
const (
	firstPage = 2_000
	nextPage  = 20_000
)

// screen is the open area.
type screen struct {
	host  *kit.Host
	desk  Desk
	ways  kit.Ways
	all   []store.Line // the newest first, as far as they were read
	more  bool         // there are more to read
	turn  int          // counts readings; what comes of an older one is dropped
	rows  *rows
	table *kit.Table
	count *canvas.Text
	only  narrowing
	picks filters
	whole fyne.CanvasObject
}

// New returns the area.
func New(h *kit.Host, desk Desk, ways kit.Ways) kit.Screen {
	s := &screen{host: h, desk: desk, ways: ways, count: kit.Note("")}
	s.rows = &rows{screen: s, about: map[uint64]string{}, asked: map[uint64]bool{}}
	s.table = kit.NewTable(h, []kit.Column{
		{Key: "at", Title: h.T("audit.col.at"), Width: 190, Fixed: true}, {Key: "who", Title: h.T("audit.col.who"), Width: 120, Fixed: true},
		{Key: "verb", Title: h.T("audit.col.verb"), Width: 220, Fixed: true, Tone: s.rows.tone},
		{Key: "about", Title: h.T("audit.col.about"), Width: 320, Fixed: true, Loose: true}, {Key: "seq", Title: h.T("audit.col.seq"), Width: 80, Fixed: true, Right: true},
	})
	s.table.OnOpen = func(i int) { s.open(s.rows.lines[i].Seq) }
	s.table.SetEmpty(h.T("audit.empty"), h.T("audit.clear"), s.clear)
	head := container.NewVBox(container.NewBorder(nil, nil, nil, s.buttons(), kit.Inset(0, 6, s.count)), s.filters())
	if !desk.May(centre.MayAudit) {
		head.Add(kit.Hint(h.T("audit.own")))
	}
	s.whole = container.NewBorder(kit.Inset(8, 6, head), nil, nil, nil, s.table)
	return s
}

func (s *screen) buttons() fyne.CanvasObject {
	h := s.host
	row := container.NewHBox(kit.NewIconButton(h, "check", h.T("audit.check"), kit.Ordinary, s.check))
	if s.desk.May(centre.MayAudit) {
		row.Add(kit.NewIconButton(h, "print", h.T("kit.print"), kit.Ordinary, s.print))
	}
	if s.desk.May(centre.MayAudit) && s.desk.May(centre.MayExport) {
		row.Add(kit.NewIconButton(h, "export", h.T("audit.export"), kit.Ordinary, s.export))
	}
	return row
}

// Content is called by the shell.
func (s *screen) Content() fyne.CanvasObject { return s.whole }

// Shown reads the journal anew: something may have been done since.
func (s *screen) Shown() {
	s.read()
	s.table.Focus()
}

// Leave is called by the shell; nothing can be lost here.
func (s *screen) Leave(then func()) { then() }

// Place is called by the shell.
func (s *screen) Place() any { return nil }

// Keys is called by the shell.
func (s *screen) Keys() []kit.Key {
	keys := []kit.Key{
		{Name: "Z", Mod: kit.Ctrl, Say: "audit.keys.undo", Do: s.undo}, {Name: "D", Mod: kit.Ctrl, Say: "audit.keys.check", Do: s.check},
	}
	if s.desk.May(centre.MayAudit) {
		keys = append(keys, kit.Key{Name: "P", Mod: kit.Ctrl, Say: "kit.keys.print", Do: s.print})
	}
	if s.desk.May(centre.MayAudit) && s.desk.May(centre.MayExport) {
		keys = append(keys, kit.Key{Name: "E", Mod: kit.Ctrl, Say: "audit.keys.export", Do: s.export})
	}
	return keys
}

// print shows the pages of an extract.
func (s *screen) print() { s.ways.Print("audit", field.ID{}, s.host.Context().Today) }

// read reads all entries from the newest on, page by page.
func (s *screen) read() {
	s.turn++
	s.all = nil
	s.page(s.turn, 0, firstPage)
}

func (s *screen) page(turn int, from uint64, most int) {
	type page struct {
		lines []store.Line
		next  uint64
	}
	kit.Go(s.host, func() (page, error) {
		lines, next, err := s.desk.Lines(context.Background(), from, most)
		return page{lines, next}, err
	}, func(p page, err error) {
		if turn != s.turn {
			return
		}
		if err != nil {
			s.host.Trouble(s.host.T("audit.loading"), err, "")
			return
		}
		first := len(s.all) == 0
		s.all, s.more = append(s.all, p.lines...), p.next > 0
		s.show(p.lines, first)
		if s.more {
			s.page(turn, p.next, nextPage)
		}
	})
}

// show puts lines that were read below those that are shown, as far as they fit; anew shows only them.
func (s *screen) show(lines []store.Line, anew bool) {
	if anew {
		s.rows.lines = nil
		s.picks.people(lines)
	} else {
		s.picks.people(s.all)
	}
	for _, l := range lines {
		if s.only.fits(l) {
			s.rows.lines = append(s.rows.lines, l)
		}
	}
	s.table.SetRows(s.rows)
	h := s.host
	switch {
	case s.more:
		s.count.Text = h.T("audit.count.more", len(s.all))
	case s.only.nothing():
		s.count.Text = h.T("audit.count", len(s.rows.lines))
	default:
		s.count.Text = h.T("audit.count.found", len(s.rows.lines))
	}
	s.count.Refresh()
}

// again shows what fits of all that was read.
func (s *screen) again() { s.show(s.all, true) }

// undo takes the entry in hand back, after showing what that would do.
func (s *screen) undo() {
	if i := s.table.Selected(); i >= 0 && i < len(s.rows.lines) {
		s.host.ShowUndo(s.desk, s.rows.lines[i].Seq, s.read)
	}
}
