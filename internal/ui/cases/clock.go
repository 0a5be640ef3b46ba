package cases

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// clock is the panel in which a deadline is computed: a rule, the day it counts from, and whatever else the rule asks for. The day
// shows at once, with what it rests on.
type clock struct {
	area   *area
	of     *centre.Case
	dates  []*centre.Milestone // of the case: what they say is filled in
	events []law.Event         // what the steps of the case did to a limitation
	panel  *kit.Panel
	rule   *kit.Pick
	asks   *fyne.Container
	values map[law.Need]*kit.Entry
	facts  *kit.Chips
	day    *canvas.Text
	lack   *kit.Paragraph // what is missing
	basis  *kit.Paragraph
	due    law.Due
	ok     bool
}

// openClock computes a deadline for a case.
func (a *area) openClock(c *centre.Case) {
	q := kit.Query{Where: []store.Cond{store.Where("case", c.ID.String())}, Sort: store.ByMade}
	kit.Go(a.host, func() (*clock, error) {
		k := &clock{area: a, of: c}
		var err error
		if k.events, err = eventsOf(a.desk, q); err == nil {
			k.dates, err = kit.OpenAll[*centre.Milestone](a.desk, centre.MilestoneType, q)
		}
		return k, err
	}, func(k *clock, err error) {
		if err != nil {
			a.host.Trouble(a.host.T("cases.clock.reading"), err, "")
			return
		}
		k.open()
	})
}

func eventsOf(src kit.Source, q kit.Query) ([]law.Event, error) {
	steps, err := kit.OpenAll[*centre.Step](src, centre.StepType, q)
	if err != nil {
		return nil, err
	}
	return law.Events(steps), nil
}

func (k *clock) open() {
	h := k.area.host
	k.rule = kit.NewPick(h, h.T("cases.clock.choose"), ruleOptions(h, k.area.desk.Region()))
	k.rule.OnPick = func(kit.Option) { k.ask() }
	k.asks, k.day, k.lack, k.basis = container.NewVBox(), kit.Title(""), kit.Prose(""), kit.Hint("")
	save := kit.NewButton(h, h.T("cases.clock.keep"), kit.Main, k.save)
	k.panel = h.Open(kit.PanelSpec{
		Title: h.T("cases.clock.title"), Width: 640, Height: 460, Focus: k.rule,
		Body: container.NewVBox(
			kit.Labelled(h.T("cases.clock.rule"), k.rule), k.asks, kit.Gap(4), kit.Rule(), k.day, k.lack, k.basis, kit.Hint(h.T("cases.clock.reminder"))),
		Keys:    []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: k.save}},
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { k.panel.Close() }), save},
	})
}

// ruleOptions are the rules that are law in the region, the region's own before the national ones of the same topic.
func ruleOptions(h *kit.Host, region string) []kit.Option {
	var out []kit.Option
	for _, r := range law.Rules() {
		if r.Applies(region) {
			out = append(out, kit.Option{Value: r.ID, Text: r.Name(h.Book), Note: h.T("law.group." + r.Group)})
		}
	}
	return out
}

// ask shows the fields that the chosen rule needs.
func (k *clock) ask() {
	h := k.area.host
	k.asks.Objects, k.values, k.facts = nil, map[law.Need]*kit.Entry{}, nil
	r := law.Find(k.rule.Value())
	if r == nil {
		k.compute()
		return
	}
	for _, n := range r.Needs() {
		if n == law.NeedFacts {
			k.facts = kit.NewChips(h, false, []kit.Option{{Value: string(r.ExtraWhen), Text: h.T("law.fact." + string(r.ExtraWhen))}})
			k.facts.OnChange = k.compute
			k.asks.Add(k.facts)
			continue
		}
		e := kit.NewEntry(h)
		e.OnChanged = func(string) { k.compute() }
		e.OnEnter = k.save
		label := h.T("law.need." + string(n))
		if n == law.NeedTrigger {
			label = h.T("law.trigger." + r.Trigger)
		}
		e.SetText(k.known(r, n))
		k.values[n] = e
		k.asks.Add(kit.Labelled(label, e))
	}
	k.asks.Refresh()
	k.compute()
	h.Focus(k.values[law.NeedTrigger])
}

// known is what the key dates of the case say already, as it would be typed.
func (k *clock) known(r *law.Rule, n law.Need) string {
	what := map[law.Need]string{law.NeedTrigger: r.Trigger, law.NeedBirth: "birth", law.NeedExpected: "expected"}[n]
	for _, m := range slices.Backward(k.dates) {
		if m.What == what {
			return k.area.host.Shown().Day(m.Day)
		}
	}
	return ""
}

// inputs reads what was typed; a value that cannot be read counts as not known, and the result says what is missing.
func (k *clock) inputs() (trigger field.Day, in law.Inputs) {
	ctx := k.area.host.Context()
	day := func(n law.Need) field.Day {
		e := k.values[n]
		if e == nil {
			return field.Day{}
		}
		d, _ := field.ParseDay(e.Text, ctx.Today.Year)
		return d
	}
	number := func(n law.Need) int {
		e := k.values[n]
		if e == nil {
			return 0
		}
		v, _ := strconv.Atoi(field.Fold(e.Text))
		return v
	}
	in = law.Inputs{Birth: day(law.NeedBirth), Expected: day(law.NeedExpected), LeaveEnd: day(law.NeedLeaveEnd),
		Weeks: number(law.NeedWeeks), Children: number(law.NeedChildren), Amount: number(law.NeedAmount)}
	if e := k.values[law.NeedAt]; e != nil {
		in.At, _ = field.ParseMoment(e.Text, ctx.Today.Year, ctx.Zone)
	}
	if k.facts != nil {
		for _, f := range k.facts.Values() {
			in.Facts = append(in.Facts, law.Fact(f))
		}
	}
	return day(law.NeedTrigger), in
}

// compute shows the day, or what is still missing.
func (k *clock) compute() {
	h := k.area.host
	k.ok = false
	r := law.Find(k.rule.Value())
	if r == nil {
		k.show("", "", "")
		return
	}
	trigger, in := k.inputs()
	var ps field.Problems
	if stops := slices.ContainsFunc(k.events, func(e law.Event) bool { return r.Takes(e.Effect) }); stops {
		var l law.Limitation
		l, ps = law.Limit(r, trigger, k.events, in, k.area.desk.Calendar())
		k.due = l.Due
	} else {
		k.due, ps = law.Compute(r, trigger, in, k.area.desk.Calendar())
	}
	lines := []string{h.T("cases.clock.basis", r.Basis(h.Book))}
	if more := r.More(h.Book); more != "" {
		lines = append(lines, more)
	}
	if ps != nil {
		k.show("", k.missing(ps[0]), strings.Join(lines, "\n"))
		return
	}
	for _, n := range k.due.Notes {
		lines = append(lines, n.Text(h.Book))
	}
	when := k.due.When(h.Book)
	if when == "" {
		when = h.T("cases.clock.still")
	}
	k.ok = true
	k.show(when, "", strings.Join(lines, "\n"))
}

// missing says what kept the day from being computed, by the name of the field.
func (k *clock) missing(p field.Problem) string {
	h := k.area.host
	text := h.Problem(p)
	switch n := law.Need(p.Field); {
	case k.values[n] != nil && n == law.NeedTrigger:
		return h.T("kit.problem.at", h.T("law.trigger."+law.Find(k.rule.Value()).Trigger), text)
	case k.values[n] != nil:
		return h.T("kit.problem.at", h.T("law.need."+p.Field), text)
	}
	return text
}

func (k *clock) show(day, lack, basis string) {
	k.day.Text, k.day.Hidden = day, day == ""
	k.day.Refresh()
	k.lack.SetText(lack)
	k.lack.Hidden = lack == ""
	k.basis.SetText(basis)
	k.asks.Refresh()
}

// save keeps the clock with the case; what it counts from becomes a key date.
func (k *clock) save() {
	if !k.ok {
		return
	}
	a, h := k.area, k.area.host
	trigger, in := k.inputs()
	ask := office.Asking{Rule: k.due.Rule.ID, Trigger: trigger, Inputs: in}
	kit.Go(h, func() (uint64, error) { return a.desk.AskClock(k.of.ID, ask) }, func(seq uint64, err error) {
		if err != nil {
			h.Trouble(h.T("cases.clock.keeping"), err, h.T("kit.kept.form"))
			return
		}
		k.panel.Close()
		a.cases.Done(k.of, seq, h.T("kit.saved", h.T("deadline")))
	})
}
