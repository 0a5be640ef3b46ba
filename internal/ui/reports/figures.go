package reports

import (
	"context"
	"io"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// Figures is what the screen of figures needs of the office. It is called off the UI thread.
type Figures interface {
	Statistics(ctx context.Context, r office.Reporting) (*summary.Statistics, error)
	EventFigures(ctx context.Context, r office.Reporting, by string) (*summary.Statistics, error)
	FigureRows(ctx context.Context, ids []field.ID) (all []*office.Behind, locked int, err error)
	ExportFigures(ctx context.Context, out io.Writer, f office.FigureExport) (int, error)
	May(right string) bool
}

// figures is the screen of statistics: one table at a time, in which every figure opens the records it was counted from.
type figures struct {
	host    *kit.Host
	desk    Desk
	ways    kit.Ways
	c       figureChoice
	s       *summary.Statistics // in view; nil while there is none
	scopes  []string
	offered int    // scopes the controls offer
	folder  string // where the last file was saved

	heads  []figureHead // columns of the table in view
	rows   []string     // codes of its rows
	table  *kit.Table
	day    *kit.Entry
	title  *kit.Paragraph
	alarm  *kit.Paragraph
	detail *kit.Paragraph
	notes  *kit.Paragraph
	first  fyne.Focusable  // the control the screen begins with
	place  *fyne.Container // the table
	asked  *fyne.Container // the controls
	whole  *fyne.Container
	enter  bool // the keyboard goes to the table once there is one
	seq    int
	cancel context.CancelFunc
}

func newFigures(h *kit.Host, o Spec, at figureChoice) *figures {
	s := &figures{host: h, desk: o.Desk, ways: o.Ways, c: at, cancel: func() {}}
	if s.c.table == "" {
		s.c = firstFigures(h.Context().Today, o.Desk.May(centre.MayPrint))
	}
	if !o.Desk.May(centre.MayPrint) {
		s.c.masked = true
	}
	s.title, s.alarm, s.detail, s.notes = kit.Prose(""), kit.Alarm(""), kit.Prose(""), kit.Hint("")
	s.place, s.asked = container.NewStack(), container.NewVBox()
	head := container.NewVBox(s.asked, s.title, s.alarm)
	foot := container.NewVBox(kit.Rule(), s.detail, s.notes)
	top, below := kit.Inset(12, 6, head), kit.Inset(12, 6, foot)
	s.whole = container.New(layout.NewBorderLayout(top, below, nil, nil), top, kit.Inset(12, 0, s.place), below) // in the order of the Tab key
	s.ask()
	return s
}

// set counts another table; with again the controls are built anew, because there are others.
func (s *figures) set(c figureChoice, again bool) {
	s.c = c
	if again {
		s.ask()
	}
	s.count()
}

// count counts what is asked for. What was asked for before is stopped, and its answer dropped.
func (s *figures) count() {
	s.seq++
	s.cancel()
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	mine, c := s.seq, s.c
	type found struct {
		s      *summary.Statistics
		scopes []string
	}
	kit.Go(s.host, func() (f found, err error) {
		if c.grouped() {
			f.s, err = s.desk.EventFigures(ctx, c.reporting(), c.by)
		} else {
			f.s, err = s.desk.Statistics(ctx, c.reporting())
		}
		f.scopes = s.desk.Scopes()
		return f, err
	}, func(f found, err error) {
		cancel()
		if mine != s.seq {
			return
		}
		if err != nil {
			s.refused(err)
			return
		}
		s.alarm.SetText("")
		s.s, s.scopes = f.s, f.scopes
		s.show()
	})
}

// refused says why there are no figures: on the screen what the person can mend, in a panel anything else.
func (s *figures) refused(err error) {
	s.s = nil
	s.place.Objects = nil
	s.place.Refresh()
	if ps, ok := kit.ProblemsOf(err); ok {
		s.alarm.SetText(s.host.Problem(ps[0]))
		return
	}
	s.host.Trouble(s.host.T("figures.counting"), err, "")
}

// show puts the table on the screen and the keyboard back where it was in it.
func (s *figures) show() {
	into := s.enter || s.table != nil && s.table.Has()
	s.enter = false
	s.askScope()
	s.lay()
	s.place.Objects = []fyne.CanvasObject{s.table}
	s.place.Refresh()
	s.table.SelectCell(s.cellKey())
	s.table.Select(max(slices.Index(s.rows, s.c.row), 0)) // once it has its height, or it would scroll
	s.title.SetText(s.heading())
	s.notes.SetText(s.noted())
	s.tell()
	if into {
		s.table.Focus()
	}
}

// turn goes to the period before or behind.
func (s *figures) turn(by int) {
	s.set(s.c.step(by), false)
	s.day.SetText(dayText(s.host, s.c.from))
}

// Content is called by the shell.
func (s *figures) Content() fyne.CanvasObject { return s.whole }

// Shown counts anew: the records may have changed since.
func (s *figures) Shown() {
	s.enter = true
	s.host.Focus(s.first)
	s.count()
}

// Leave is called by the shell; nothing can be lost here.
func (s *figures) Leave(then func()) { then() }

// Place is called by the shell.
func (s *figures) Place() any { return s.c }

// Keys is called by the shell.
func (s *figures) Keys() []kit.Key {
	return []kit.Key{
		{Name: fyne.KeyLeft, Mod: kit.Ctrl, Say: "figures.keys.before", Do: func() { s.turn(-1) }},
		{Name: fyne.KeyRight, Mod: kit.Ctrl, Say: "figures.keys.behind", Do: func() { s.turn(1) }},
		{Name: "E", Mod: kit.Ctrl, Say: "figures.keys.export", Do: s.askExport},
		{Name: "P", Mod: kit.Ctrl, Say: "figures.keys.print", Do: s.print},
		{Name: fyne.KeyEscape, Say: "figures.keys.controls", Do: func() { s.host.Focus(s.first) }},
		{Name: fyne.KeyF5, Say: "today.keys.again", Do: s.count},
	}
}

// print shows the book of statistics of the period.
func (s *figures) print() {
	s.ways.Print(string(office.StatisticsReport), field.ID{}, s.c.from)
}
