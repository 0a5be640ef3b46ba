package today

import (
	"errors"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Where a line stands among the things to do. What runs out comes by its day within its rank.
const (
	rankTrouble = -100000
	rankHigh    = -50000
	rankDay     = 0
	rankClosing = 10000
)

// until adds something with a day: the later the day, the lower it stands; the cases at high risk above all.
func (g *gatherer) until(l Line, d field.Day, high bool) {
	l.When, l.Tone = g.remains(d)
	l.rank = rankDay + g.left(d)
	if high {
		l.rank += rankHigh
		l.What = g.t("today.high", l.What)
	}
	if g.left(d) < 0 {
		g.out.late++
	}
	g.out.todo = append(g.out.todo, l)
}

// risky learns which cases are at high risk.
func (g *gatherer) risky() error {
	g.high = map[field.ID]bool{}
	rows, err := g.desk.Find(centre.CaseType, kit.Query{Where: []store.Cond{store.Where("risk", "high")}})
	if err != nil {
		return err
	}
	for i := range rows.Len() {
		g.high[rows.ID(i)] = true
	}
	return nil
}

// troubles tells what was noticed about the folder itself.
func (g *gatherer) troubles() error {
	for _, t := range g.desk.Troubles() {
		g.out.todo = append(g.out.todo, Line{
			Kind: g.t("today.trouble"), What: g.t("trouble." + string(t.Kind)), When: g.t("trouble." + string(t.Kind) + ".hint"), Tone: kit.Late, rank: rankTrouble,
		})
	}
	return nil
}

func (g *gatherer) before(key string, last field.Day) store.Cond {
	return store.Cond{Key: key, Op: store.Between, Values: []string{"", last.String()}}
}

// caseOf opens a case that still needs somebody; nil when it does not, or is not for this account.
func (g *gatherer) caseOf(id field.ID) (*centre.Case, error) {
	r, err := g.desk.Get(centre.CaseType, id)
	switch {
	case errors.Is(err, field.NotFound) || errors.Is(err, field.Locked):
		return nil, nil
	case err != nil:
		return nil, err
	}
	c := r.(*centre.Case)
	if c.Gone != 0 || !c.Open() {
		return nil, nil
	}
	return c, nil
}

// label names a case without naming anybody: the screen stands where people pass.
func (g *gatherer) label(c *centre.Case, what string) string {
	return g.t("today.case", c.Number, g.words.Path(centre.Matter, c.Matter), what)
}

// deadlines are the clocks that run out, or did.
func (g *gatherer) deadlines() error {
	last := g.today.Add(soon)
	seen := map[field.ID]bool{}
	for _, key := range []string{"override", "computed"} {
		all, err := found[*centre.Deadline](g, centre.DeadlineType, kit.Query{Where: []store.Cond{{Key: "done", Op: store.Blank}, g.before(key, last)}, Sort: key, Desc: true})
		if err != nil {
			return err
		}
		for _, d := range all {
			if seen[d.ID] || d.Due().IsZero() || last.Before(d.Due()) {
				continue
			}
			seen[d.ID] = true
			c, err := g.caseOf(d.Case)
			if err != nil {
				return err
			}
			if c == nil {
				continue
			}
			name := d.Rule
			if r := law.Find(d.Rule); r != nil {
				name = r.Name(g.words.Book)
			}
			g.until(Line{Kind: g.words.Book.T("deadline"), What: g.label(c, name), Table: "case", ID: c.ID}, d.Due(), g.high[c.ID])
		}
	}
	return nil
}

// steps are the next steps somebody promised.
func (g *gatherer) steps() error {
	span := store.Cond{Key: "nextdue", Op: store.Between, Values: []string{g.today.Add(-back).String(), g.today.Add(soon).String()}}
	all, err := found[*centre.Step](g, centre.StepType, kit.Query{Where: []store.Cond{span}, Sort: "nextdue", Desc: true})
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.Done == field.Yes {
			continue
		}
		c, err := g.caseOf(s.Case)
		if err != nil {
			return err
		}
		if c == nil {
			continue
		}
		next := s.Next
		if next == "" {
			next = g.words.Code(centre.Service, s.Service)
		}
		g.until(Line{Kind: g.t("today.step"), What: g.label(c, next), Table: "case", ID: c.ID}, s.NextDue, g.high[c.ID])
	}
	return nil
}

// closures are the cases that wait for somebody to approve their end.
func (g *gatherer) closures() error {
	all, err := found[*centre.Case](g, centre.CaseType, kit.Query{Where: []store.Cond{store.Where("state", "closing")}})
	if err != nil {
		return err
	}
	for _, c := range all {
		what := g.label(c, g.words.Code(centre.Outcome, c.Outcome))
		g.out.todo = append(g.out.todo, Line{Kind: g.t("today.closing"), What: what, When: c.Proposed, Tone: kit.Warn, Table: "case", ID: c.ID, rank: rankClosing})
	}
	return nil
}

// visits are the pairings that somebody should have been to see.
func (g *gatherer) visits() error {
	pairings, err := found[*centre.Pairing](g, centre.PairingType, kit.Query{Where: []store.Cond{store.Where("state", "active")}, Limit: 2000})
	if err != nil || len(pairings) == 0 {
		return err
	}
	last, err := g.lastVisits()
	if err != nil {
		return err
	}
	for _, p := range pairings {
		due := VisitDue(p, last[p.ID])
		if due.IsZero() || g.today.Add(soon).Before(due) {
			continue
		}
		g.until(Line{Kind: g.t("today.visit"), What: g.pairing(p), Table: "pairing", ID: p.ID}, due, false)
	}
	return nil
}

func (g *gatherer) pairing(p *centre.Pairing) string {
	helper := ""
	if g.words.Name != nil {
		helper = g.words.Name(p.Helper)
	}
	return g.t("today.pairing", helper, g.words.Code(centre.PairingKind, p.Kind))
}

// lastVisits returns the newest visit of every pairing.
func (g *gatherer) lastVisits() (map[field.ID]*centre.Visit, error) {
	rows, err := g.desk.Find(centre.VisitType, kit.Query{Sort: "date"})
	if err != nil {
		return nil, err
	}
	out := map[field.ID]*centre.Visit{}
	for i := range rows.Len() {
		v := rows.At(i).(*centre.Visit)
		out[v.Pairing] = v
	}
	return out, nil
}

// VisitDue is the day by which a pairing has to be seen again: the day the last visit set, or so many days after it as the pairing
// says, counted from its beginning when there was none. It is zero where nothing was agreed.
func VisitDue(p *centre.Pairing, last *centre.Visit) field.Day {
	if last != nil && !last.Next.IsZero() {
		return last.Next
	}
	if p.VisitDays == 0 {
		return field.Day{}
	}
	from := p.From
	if last != nil {
		from = last.Date
	}
	if !from.Exact() {
		return field.Day{}
	}
	return from.Add(int(p.VisitDays))
}

// aid is what was promised and not given yet.
func (g *gatherer) aid() error {
	all, err := found[*centre.Aid](g, centre.AidType, kit.Query{Sort: "date",
		Where: []store.Cond{store.Where("state", "planned", "approved"), g.before("date", g.today.Add(soon))}})
	if err != nil {
		return err
	}
	for _, a := range all {
		what := g.t("today.aid", g.words.Code(centre.AidKind, a.Kind), g.words.Code(centre.AidState, a.State))
		g.until(Line{Kind: g.words.Book.T("aid"), What: what, Table: "aid", ID: a.ID}, a.Date, false)
	}
	return nil
}

// reviews are the hardship files whose yearly review is due.
func (g *gatherer) reviews() error {
	all, err := found[*centre.Hardship](g, centre.HardshipType, kit.Query{Sort: "review",
		Where: []store.Cond{store.Where("state", "approved"), g.before("review", g.today.Add(soon))}})
	if err != nil {
		return err
	}
	for _, x := range all {
		g.until(Line{Kind: g.t("today.review"), What: g.t("today.file", x.Number), Table: "hardship", ID: x.ID}, x.Review, false)
	}
	return nil
}
