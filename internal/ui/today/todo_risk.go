package today

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Guard tells which dangers wait for somebody.
type Guard interface {
	RiskWaiting() ([]office.RiskWait, error)
	RiskLacking() ([]office.RiskLack, error)
}

// Where dangers stand: above everything else but trouble with the folder itself.
const (
	rankRiskSee  = -90000 // a second person is waited for
	rankRiskNone = -80000 // nobody checked
	rankContact  = -70000 // somebody in danger expects to be called
)

// risks are the checks that a second person has to see, and the cases that nobody checked.
func (g *gatherer) risks() error {
	waiting, err := g.desk.RiskWaiting()
	if err != nil {
		return err
	}
	for i, w := range waiting {
		k, key := w.Check, "riskcheck.today.see"
		if w.Own {
			key = "riskcheck.today.own"
		}
		what, err := g.label(k.Case, g.t(key, g.words.Code(centre.RiskKind, k.Kind), g.words.Code(centre.Risk, k.Level)))
		if err != nil {
			return err
		}
		l := Line{Kind: g.t("riskcheck.today"), What: what, When: g.t("riskcheck.today.until", g.hour(k.Due)), Tone: kit.Warn, Table: "case", ID: k.Case, rank: rankRiskSee + i}
		if w.Late {
			l.When, l.Tone, l.rank = g.t("riskcheck.today.late", g.hour(k.Due)), kit.Late, l.rank-len(waiting)
			g.out.late++
		}
		if k.Level == centre.RiskHigh {
			l.Tone = kit.Late
		}
		g.out.todo = append(g.out.todo, l)
	}
	return g.unchecked()
}

// unchecked are the open cases with a sign of danger that nobody checked.
func (g *gatherer) unchecked() error {
	lacking, err := g.desk.RiskLacking()
	if err != nil {
		return err
	}
	for i, x := range lacking[:min(len(lacking), most)] {
		var kinds []string
		for _, kind := range x.Kinds {
			if kind != "" {
				kinds = append(kinds, g.words.Code(centre.RiskKind, kind))
			}
		}
		what := g.t("riskcheck.today.any")
		if len(kinds) > 0 {
			what = g.t("riskcheck.today.kinds", g.words.Book.List(kinds...))
		}
		if what, err = g.label(x.Case.ID, what); err != nil {
			return err
		}
		rank := rankRiskNone + i
		if x.Case.Risk == centre.RiskHigh {
			rank -= most
		}
		g.out.todo = append(g.out.todo, Line{Kind: g.t("riskcheck.today"), What: what, When: g.t("riskcheck.today.now"), Tone: kit.Late, Table: "case", ID: x.Case.ID, rank: rank})
	}
	return nil
}

// contacts are the calls that safety plans promise, up to tomorrow: of each case by the plan that holds.
func (g *gatherer) contacts() error {
	rows, err := g.desk.Find(centre.SafetyPlanType, kit.Query{Sort: store.ByMade})
	if err != nil {
		return err
	}
	holds := map[field.ID]field.ID{}
	for i := range rows.Len() {
		holds[rows.At(i).(*centre.SafetyPlan).Case] = rows.ID(i)
	}
	for i := range rows.Len() {
		p := rows.At(i).(*centre.SafetyPlan)
		day := field.DayOf(p.Next.In(g.words.Zone))
		if p.Next == 0 || holds[p.Case] != p.ID || !g.open[p.Case] || g.today.Add(1).Before(day) {
			continue
		}
		what, err := g.label(p.Case, g.t("riskcheck.today.contact"))
		if err != nil {
			return err
		}
		l := Line{Kind: g.t("safetyplan"), What: what, When: g.hour(p.Next), Tone: kit.Warn, Table: "case", ID: p.Case, rank: rankContact + g.left(day)}
		if g.left(day) < 0 {
			l.Tone = kit.Late
			g.out.late++
		}
		g.out.todo = append(g.out.todo, l)
	}
	return nil
}

// hour is a moment as shortly as it can be said: its hour, and its day where that is another than today.
func (g *gatherer) hour(m field.Moment) string {
	at := m.In(g.words.Zone)
	clock := g.words.Book.Clock(at.Hour(), at.Minute())
	if day := field.DayOf(at); day != g.today {
		return g.words.Book.DayShort(0, day.Month, day.Date) + " " + clock
	}
	return clock
}
