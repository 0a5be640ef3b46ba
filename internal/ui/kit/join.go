package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// Joiner makes one record of two that are the same person, body or case. It is called off the UI thread.
type Joiner interface {
	PlanJoin(t *field.Type, keep, drop field.ID) (office.JoinPlan, error)
	JoinRecords(j office.Joining) (seq uint64, err error)
	JoinedInto(t *field.Type, id field.ID) ([]field.Record, error)
}

// AskJoin asks for the record that is the same as r, and then which of their fields to keep. done gets the record that stayed.
func (h *Host) AskJoin(j Joiner, lookup Lookup, r field.Record, done func(kept field.Record, seq uint64)) {
	t, id := r.Type(), r.Base().ID
	find := LookFor(h, lookup, []string{t.Table})
	h.OpenFinder(h.T("same.join.ask", titleOf(h, r)), func(typed string, show func([]Option)) {
		find(typed, func(all []Option) {
			show(slices.DeleteFunc(all, func(o Option) bool { return RecordOf(o) == id }))
		})
	}, func(o Option) { h.ShowJoin(j, JoinPair{t, id, RecordOf(o)}, done) })
}

// JoinPair is two records that may be one, and which of them stays.
type JoinPair struct {
	Type       *field.Type
	Keep, Drop field.ID
}

// joinPanel shows two records side by side.
type joinPanel struct {
	host  *Host
	from  Joiner
	pair  JoinPair
	plan  office.JoinPlan
	take  map[string]bool // fields that the kept one takes over
	panel *Panel
	table *Table
	done  func(field.Record, uint64)
	busy  bool
}

// ShowJoin shows two records in two columns, where they differ, and joins them as the person chooses. done may be nil.
func (h *Host) ShowJoin(j Joiner, pair JoinPair, done func(kept field.Record, seq uint64)) {
	p := &joinPanel{host: h, from: j, pair: pair, done: done}
	p.read(p.open)
}

// read works out what joining would do.
func (p *joinPanel) read(then func()) {
	Go(p.host, func() (office.JoinPlan, error) { return p.from.PlanJoin(p.pair.Type, p.pair.Keep, p.pair.Drop) }, func(plan office.JoinPlan, err error) {
		if err != nil {
			p.trouble(err)
			return
		}
		p.plan, p.take = plan, map[string]bool{}
		for _, key := range plan.Take {
			p.take[key] = true
		}
		then()
	})
}

func (p *joinPanel) trouble(err error) {
	h := p.host
	if ps, ok := ProblemsOf(err); ok {
		h.Ask(h.T("same.join.cannot"), h.Problem(ps[0]), Choice{Text: h.T("kit.close"), Kind: Main})
		return
	}
	h.Trouble(h.T("same.join.doing"), err, h.T("kit.kept.record"))
}

func (p *joinPanel) open() {
	h := p.host
	p.table = NewTable(h, []Column{
		{Key: "field", Title: h.T("same.join.field"), Width: 170, Fixed: true},
		{Key: "keep", Title: h.T("same.join.keep"), Width: 240, Loose: true, Fixed: true, Tone: p.tone(false)},
		{Key: "drop", Title: h.T("same.join.drop"), Width: 240, Loose: true, Fixed: true, Tone: p.tone(true)},
	})
	p.table.SetEmpty(h.T("same.join.alike"), "", nil)
	p.table.SetRows(&joinRows{p})
	p.table.OnOpen = p.choose
	head := container.NewVBox(Prose(h.T("same.join.what."+p.pair.Type.Table, titleOf(h, p.plan.Keep), titleOf(h, p.plan.Drop), p.plan.Moves)), Hint(h.T("same.join.hint")), gap(4))
	p.panel = h.Open(PanelSpec{
		Title: h.T("same.join.title." + p.pair.Type.Table), Body: container.NewBorder(head, nil, nil, nil, p.table), Width: 860, Height: 560, Focus: p.focus(),
		Keys: []Key{
			{Name: "S", Mod: Ctrl, Say: "same.keys.join", Do: p.join},
			{Name: fyne.KeyF4, Say: "same.keys.swap", Do: p.swap},
		},
		Buttons: []*Button{
			NewButton(h, h.T("kit.cancel"), Ordinary, func() { p.panel.Close() }), NewButton(h, h.T("same.join.swap"), Ordinary, p.swap),
			NewButton(h, h.T("same.join.act"), Main, p.join),
		},
	})
	p.table.Select(0)
}

// focus is the table where there is something to choose, else the button that joins.
func (p *joinPanel) focus() fyne.Focusable {
	if len(p.plan.Differ) == 0 {
		return nil
	}
	return p.table.body.(fyne.Focusable)
}

// tone marks the value that stays.
func (p *joinPanel) tone(drop bool) func(Rows, int) Tone {
	return func(_ Rows, i int) Tone {
		if p.take[p.plan.Differ[i]] == drop {
			return Good
		}
		return Grey
	}
}

// choose takes the value of the other column.
func (p *joinPanel) choose(i int) {
	if i < 0 || i >= len(p.plan.Differ) {
		return
	}
	key := p.plan.Differ[i]
	p.take[key] = !p.take[key]
	p.table.SetRows(&joinRows{p})
	p.table.Select(min(i+1, len(p.plan.Differ)-1))
}

// swap keeps the other record instead.
func (p *joinPanel) swap() {
	p.pair.Keep, p.pair.Drop = p.pair.Drop, p.pair.Keep
	p.read(func() {
		p.panel.Close()
		p.open()
	})
}

func (p *joinPanel) join() {
	if p.busy {
		return
	}
	j := office.Joining{Type: p.pair.Type, Keep: p.pair.Keep, Drop: p.pair.Drop}
	for _, key := range p.plan.Differ {
		if p.take[key] {
			j.Take = append(j.Take, key)
		}
	}
	p.busy = true
	Go(p.host, func() (uint64, error) { return p.from.JoinRecords(j) }, func(seq uint64, err error) {
		p.busy = false
		if err != nil {
			p.trouble(err)
			return
		}
		p.panel.Close()
		if p.done != nil {
			p.done(p.plan.Keep, seq)
		}
	})
}

// joinRows are the fields two records differ in.
type joinRows struct{ p *joinPanel }

// Len is called by the table.
func (r *joinRows) Len() int { return len(r.p.plan.Differ) }

// ID is called by the table.
func (r *joinRows) ID(i int) field.ID { return field.ID{} }

// Text is called by the table.
func (r *joinRows) Text(i int, key string) string {
	p := r.p
	f := p.pair.Type.Field(p.plan.Differ[i])
	taken := p.take[f.Key]
	switch key {
	case "keep":
		return p.value(f, p.plan.Keep, !taken)
	case "drop":
		return p.value(f, p.plan.Drop, taken)
	}
	return p.host.Shown().Label(p.pair.Type, f)
}

// value is a value in words, marked where it stays. What is masked shows as it would be printed: the end of a number tells which it is.
func (p *joinPanel) value(f *field.Spec, r field.Record, stays bool) string {
	text := p.host.T("kit.history.nothing")
	if !f.Empty(r) {
		text = p.host.Shown().Field(f, r)
		if f.Has(field.IsMasked) {
			text = p.host.T("same.join.ends", lastOf(f.Text(r)))
		}
	}
	if stays {
		return "✓ " + text
	}
	return text
}

// lastOf is the end of a number that people tell numbers apart by.
func lastOf(number string) string {
	r := []rune(number)
	return string(r[max(0, len(r)-4):])
}

// JoinedNote lists the records that were joined into one, each opened with Enter: their histories are a part of its own.
func JoinedNote(h *Host, j Joiner, r field.Record, open func(field.ID)) fyne.CanvasObject {
	box := container.NewVBox()
	box.Hide()
	Go(h, func() ([]field.Record, error) { return j.JoinedInto(r.Type(), r.Base().ID) }, func(all []field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("same.join.reading"), err, "")
			return
		}
		for _, was := range all {
			box.Add(container.NewHBox(NewButton(h, h.T("same.joined", titleOf(h, was), h.Shown().Moment(was.Base().Changed)), Flat, func() { open(was.Base().ID) })))
		}
		box.Hidden = len(all) == 0
		box.Refresh()
	})
	return box
}
