package events

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// programmes is the screen of programmes: their list, and one of them as a board of cards in its place.
type programmes struct {
	*kit.Records
	area  *area
	board *board // nil: the list is in view
	view  *fyne.Container
}

// programmesPlace is where a person is among programmes.
type programmesPlace struct {
	list  any
	board *boardPlace
}

func newProgrammes(a *area, place any) *programmes {
	p, _ := place.(programmesPlace)
	s := &programmes{Records: a.programmeRecords(p.list), area: a, view: container.NewStack()}
	a.screen = s
	if p.board != nil {
		s.board = newBoard(a, *p.board)
	}
	s.show()
	return s
}

func (s *programmes) show() {
	s.view.Objects = []fyne.CanvasObject{s.Records.Content()}
	if s.board != nil {
		s.view.Objects = []fyne.CanvasObject{s.board.content()}
	}
	s.view.Refresh()
}

// Open shows a programme as a board.
func (s *programmes) Open(id field.ID) {
	s.Leave(func() {
		p := boardPlace{Programme: id}
		if s.board != nil {
			p.By, p.Month = s.board.by, s.board.inMonth
		}
		s.board = newBoard(s.area, p)
		s.show()
		s.board.shown()
	})
}

// page leaves the board for the programme's own page.
func (s *programmes) page() {
	id := s.board.place.Programme
	s.board = nil
	s.show()
	s.Records.Shown()
	s.Records.Open(id)
}

// list leaves the board for the list.
func (s *programmes) list() {
	s.List().Table.SelectID(s.board.place.Programme)
	s.board = nil
	s.show()
	s.Records.Shown()
}

// Content is called by the group.
func (s *programmes) Content() fyne.CanvasObject { return s.view }

// Shown is called by the group.
func (s *programmes) Shown() {
	if s.board != nil {
		s.board.shown()
		return
	}
	s.Records.Shown()
}

// Leave is called by the group; a board holds nothing that could be lost.
func (s *programmes) Leave(then func()) {
	if s.board != nil {
		then()
		return
	}
	s.Records.Leave(then)
}

// Keys is called by the group.
func (s *programmes) Keys() []kit.Key {
	if s.board != nil {
		return s.board.keys()
	}
	keys := s.Records.Keys()
	if p, ok := s.Records.Place().(kit.RecordsPlace); ok && p.Open == (field.ID{}) {
		keys = append(keys, kit.Key{Name: keyAnother, Mod: kit.Ctrl, Say: "board.keys.copy", Do: s.copy})
	}
	return keys
}

// copy begins the programme in hand again in another year.
func (s *programmes) copy() {
	a, h := s.area, s.area.host
	id := s.List().Table.SelectedID()
	if id == (field.ID{}) {
		return
	}
	kit.Go(h, func() (field.Record, error) { return a.desk.Get(centre.ProgrammeType, id) }, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.loading"), err, "")
			return
		}
		a.copyYear(r.(*centre.Programme))
	})
}

// Place is called by the group.
func (s *programmes) Place() any {
	p := programmesPlace{list: s.Records.Place()}
	if s.board != nil {
		at := s.board.where()
		p.board = &at
	}
	return p
}

// happenings is the screen of events. One that was opened from a board leads back to it.
type happenings struct {
	*kit.Records
	area *area
}

// Keys puts the way back to the board first while an event that it opened is in view and not being edited.
func (s *happenings) Keys() []kit.Key {
	keys := s.Records.Keys()
	if !s.area.fromBoard {
		return keys
	}
	if p, ok := s.Records.Place().(kit.RecordsPlace); !ok || p.Typing != nil || p.Open == (field.ID{}) {
		return keys
	}
	return append([]kit.Key{{Name: fyne.KeyEscape, Say: "board.keys.back", Do: s.back}}, keys...)
}

func (s *happenings) back() {
	s.area.fromBoard = false
	s.area.group.Show("programme")
}

// Leave is called by the group.
func (s *happenings) Leave(then func()) {
	s.Records.Leave(func() {
		s.area.fromBoard = false
		then()
	})
}
