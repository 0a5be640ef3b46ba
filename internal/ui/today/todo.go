package today

import (
	"cmp"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Where a line stands among the things to do. What runs out comes by its day within its rank.
const (
	rankTrouble = -100000
	rankHigh    = -50000
	rankDay     = 0
	rankClosing = 1
	rankLong    = rankDay + soon + 1 // over so long that what runs out now comes first
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

// openCases learns which cases still need somebody, and which of them are at high risk.
func (g *gatherer) openCases() error {
	var states []string
	for _, t := range centre.CaseState.Codes {
		if (&centre.Case{State: t.Code}).Open() {
			states = append(states, t.Code)
		}
	}
	var err error
	if g.open, err = g.ids(store.Where("state", states...)); err != nil {
		return err
	}
	g.high, err = g.ids(store.Where("state", states...), store.Where("risk", "high"))
	return err
}

// ids returns the cases that meet the conditions.
func (g *gatherer) ids(where ...store.Cond) (map[field.ID]bool, error) {
	rows, err := g.desk.Find(centre.CaseType, kit.Query{Where: where})
	if err != nil {
		return nil, err
	}
	out := make(map[field.ID]bool, rows.Len())
	for i := range rows.Len() {
		out[rows.ID(i)] = true
	}
	return out, nil
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

// label names a case without naming anybody: the screen stands where people pass. what is what is said of it.
func (g *gatherer) label(id field.ID, what string) (string, error) {
	r, err := g.desk.Get(centre.CaseType, id)
	if err != nil {
		return "", err
	}
	c := r.(*centre.Case)
	return g.t("today.case", c.Number, g.words.Path(centre.Matter, c.Matter), what), nil
}

// clock is something of a case that runs out.
type clock struct {
	id, of field.ID
	day    field.Day
	rule   string // of a statutory one
}

// urgent keeps the clocks of open cases that run out soon: those at high risk first, then by day.
func (g *gatherer) urgent(all []clock) []clock {
	last := g.today.Add(soon)
	all = slices.DeleteFunc(all, func(c clock) bool { return !g.open[c.of] || c.day.IsZero() || last.Before(c.day) })
	slices.SortStableFunc(all, func(a, b clock) int {
		if g.high[a.of] != g.high[b.of] {
			if g.high[a.of] {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.day.String(), b.day.String())
	})
	return all
}

// promised adds something that was to be done on a day and that no law counts: long over, it stands at the end.
func (g *gatherer) promised(l Line, d field.Day, high bool) {
	g.until(l, d, high)
	if g.left(d) < -back {
		added := &g.out.todo[len(g.out.todo)-1]
		added.rank += rankLong - (rankDay + g.left(d))
	}
}

// steps are the next steps somebody promised and did not take.
func (g *gatherer) steps() error {
	rows, err := g.desk.Find(centre.StepType, kit.Query{Where: []store.Cond{g.before("nextdue", g.today.Add(soon))}})
	if err != nil {
		return err
	}
	var all []clock
	promises := map[field.ID]*centre.Step{}
	for i := range rows.Len() {
		s := rows.At(i).(*centre.Step)
		all, promises[s.ID] = append(all, clock{id: s.ID, of: s.Case, day: s.NextDue}), s
	}
	all = g.urgent(all)
	last, err := g.lastSteps(all)
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b clock) int { // those long over last, so that they crowd nobody out
		return cmp.Compare(g.longOver(a), g.longOver(b))
	})
	lines := 0
	for _, c := range all {
		if lines == most {
			break
		}
		if p := promises[c.id]; !p.Owed(g.today, g.dayOf(p.At), last[c.of]) {
			continue
		}
		r, err := g.desk.Get(centre.StepType, c.id)
		if err != nil {
			return err
		}
		s := r.(*centre.Step)
		if s.Done == field.Yes {
			continue
		}
		lines++
		next := s.Next
		if next == "" {
			next = g.words.Code(centre.Service, s.Service)
		}
		what, err := g.label(c.of, next)
		if err != nil {
			return err
		}
		g.promised(Line{Kind: g.t("today.step"), What: what, Table: "case", ID: c.of}, c.day, g.high[c.of])
	}
	return nil
}

// longOver is 1 for what is over so long that it stands at the end, else 0.
func (g *gatherer) longOver(c clock) int {
	if g.left(c.day) < -back && !g.high[c.of] {
		return 1
	}
	return 0
}

// lastSteps returns the days on which something was done last in the cases where something is long over.
func (g *gatherer) lastSteps(all []clock) (map[field.ID]field.Day, error) {
	last := map[field.ID]field.Day{}
	var ids []string
	for _, c := range all {
		if g.left(c.day) < -back {
			ids = append(ids, c.of.String())
		}
	}
	if len(ids) == 0 {
		return last, nil
	}
	rows, err := g.desk.Find(centre.StepType, kit.Query{Where: []store.Cond{store.Where("case", ids...)}})
	if err != nil {
		return nil, err
	}
	for i := range rows.Len() {
		s := rows.At(i).(*centre.Step)
		if day := g.dayOf(s.At); last[s.Case].Before(day) {
			last[s.Case] = day
		}
	}
	return last, nil
}

// dayOf is the day of a moment, where the centre is; none for none.
func (g *gatherer) dayOf(m field.Moment) field.Day {
	if m == 0 {
		return field.Day{}
	}
	return field.DayOf(m.In(g.words.Zone))
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
		g.promised(Line{Kind: g.t("today.visit"), What: g.pairing(p), Table: "pairing", ID: p.ID}, due, false)
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
		g.promised(Line{Kind: g.words.Book.T("aid"), What: what, Table: "aid", ID: a.ID}, a.Date, false)
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
		g.promised(Line{Kind: g.t("today.review"), What: g.t("today.file", x.Number), Table: "hardship", ID: x.ID}, x.Review, false)
	}
	return nil
}
