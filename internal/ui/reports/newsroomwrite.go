package reports

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// mark chooses a candidate to be told together with others.
func (s *newsroom) mark() {
	if i := s.left.Selected(); i >= 0 {
		id := s.cands[i].ID
		s.marked[id] = !s.marked[id]
		s.left.SetRows(candidateRows{s})
		s.left.Select(min(i+1, len(s.cands)-1))
	}
}

// tell words an article or short item from the candidates that are marked, or from the one in hand.
func (s *newsroom) tell(section string) {
	var from []field.ID
	for _, c := range s.cands {
		if s.marked[c.ID] {
			from = append(from, c.ID)
		}
	}
	if i := s.left.Selected(); len(from) == 0 && i >= 0 {
		from = []field.ID{s.cands[i].ID}
	}
	if len(from) == 0 {
		return
	}
	b := s.host.Book
	var seq uint64
	kit.Go(s.host, func() (a *centre.Article, err error) {
		a, seq, err = s.desk.DraftArticle(s.issue, section, from, b)
		return a, err
	}, func(a *centre.Article, err error) {
		if err == nil {
			clear(s.marked)
			s.fresh = a.ID
		}
		s.done(seq, err)
	})
}

// article is the one in hand in the middle; nil for none.
func (s *newsroom) article() *centre.Article {
	if i := s.middle.Selected(); i >= 0 && i < len(s.proofs.Readings) {
		return s.proofs.Readings[i].Article
	}
	return nil
}

func (s *newsroom) move(by int) {
	if a := s.article(); a != nil {
		s.change(func() (uint64, error) { return s.desk.MoveArticle(a.ID, office.Moving{By: by}) })
	}
}

// other puts the article in hand into the other section.
func (s *newsroom) other() {
	a := s.article()
	if a == nil {
		return
	}
	to := "brief"
	if a.Section == "brief" {
		to = "news"
	}
	b := s.host.Book
	s.change(func() (uint64, error) { return s.desk.MoveArticle(a.ID, office.Moving{Section: to, Book: b}) })
}

func (s *newsroom) remove() {
	if a := s.article(); a != nil {
		s.change(func() (uint64, error) { return s.desk.Delete(a) })
	}
}

// refresh words the article in hand anew, where its figures changed and nobody edited it.
func (s *newsroom) refresh() {
	if a := s.article(); a != nil {
		b := s.host.Book
		s.change(func() (uint64, error) { return s.desk.RefreshArticle(a.ID, b) })
	}
}

func (s *newsroom) undo() {
	if seq := s.last; seq > 0 {
		s.last = 0
		s.change(func() (uint64, error) { return 0, s.desk.Undo(seq) })
	}
}

// edit opens the article in hand.
func (s *newsroom) edit() {
	a := s.article()
	if a == nil {
		return
	}
	kit.Go(s.host, func() (field.Record, error) { return s.desk.Get(centre.ArticleType, a.ID) }, func(r field.Record, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("kit.record.loading"), err, "")
			return
		}
		s.form(r)
	})
}

// write begins an article of the person's own, such as a text somebody sent in.
func (s *newsroom) write() { s.begin(func(*centre.Article) {}) }

// begin opens the form of an article that is not saved yet, filled in part.
func (s *newsroom) begin(fill func(*centre.Article)) {
	kit.Go(s.host, func() (field.Record, error) { return s.desk.New(centre.ArticleType, s.issue) }, func(r field.Record, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("newsroom.changing"), err, "")
			return
		}
		a := r.(*centre.Article)
		for _, x := range s.proofs.Readings {
			if x.Article.Section == a.Section {
				a.Place = max(a.Place, x.Article.Place)
			}
		}
		a.Place++
		fill(a)
		s.form(a)
	})
}

func (s *newsroom) form(r field.Record) {
	s.host.FormPanel(s.desk, r, kit.FormSpec{Hide: []string{"issue", "place", "sources"}}, func(r field.Record, seq uint64) {
		s.fresh = r.Base().ID // its remarks are wanted next
		s.done(seq, nil)
	})
}
