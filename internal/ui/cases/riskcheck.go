package cases

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// beginCheck asks which risk to check, unless only one check is needed, and opens it.
func (a *area) beginCheck(c *centre.Case) {
	a.withRisk(c, func(s office.RiskState) {
		if len(s.Due) == 1 && s.Due[0] != "" {
			a.openCheck(c, begun{Kind: s.Due[0]})
			return
		}
		words := a.host.Shown()
		var first, rest []kit.Option
		for _, t := range centre.RiskKind.Codes {
			o := kit.Option{Value: t.Code, Text: words.Code(centre.RiskKind, t.Code)}
			if slices.Contains(s.Due, t.Code) {
				first = append(first, o)
			} else {
				rest = append(rest, o)
			}
		}
		a.host.Choose(a.host.T("riskcheck.which"), append(first, rest...), func(o kit.Option) { a.openCheck(c, begun{Kind: o.Value}) })
	})
}

// asking is the panel of one risk check: the questions, answered by a key each, what the answers suggest, and what the counsellor
// decides.
type asking struct {
	area    *area
	of      *centre.Case
	rows    *answers
	table   *kit.Table
	suggest *kit.Paragraph
	level   *kit.Chips
	chose   bool // she decided on a level herself
	reason  *kit.Entry
	reasons *fyne.Container
	note    *kit.Entry
	alarm   *kit.Paragraph
	panel   *kit.Panel
	busy    bool
}

// openCheck opens the questions of a kind, with what was answered before.
func (a *area) openCheck(c *centre.Case, was begun) {
	h, kind := a.host, was.Kind
	if was.Given == nil {
		was.Given = map[string]string{}
	}
	k := &asking{area: a, of: c, chose: was.Level != "", rows: &answers{host: h, kind: kind, all: centre.QuestionsOf(kind), given: was.Given}}
	a.check = k
	k.table = kit.NewFlatTable(h, []kit.Column{
		{Key: "question", Title: h.T("riskcheck.question"), Width: 480, Loose: true, Fixed: true},
		{Key: "answer", Title: h.T("riskcheck.answer"), Width: 110, Fixed: true, Tone: k.rows.tone},
	})
	k.table.SetRows(k.rows)
	k.table.Select(k.rows.next())
	k.table.OnType = k.typed
	k.table.OnOpen = func(i int) { k.answer(i, "") }
	k.suggest, k.alarm = kit.Prose(""), kit.Alarm("")
	k.alarm.Hide()
	var options []kit.Option
	for _, t := range centre.Risk.Codes {
		options = append(options, kit.Option{Value: t.Code, Text: h.Shown().Code(centre.Risk, t.Code)})
	}
	k.level = kit.NewChips(h, true, options)
	k.level.OnChange = func() { k.chose = true; k.show() }
	if k.chose {
		k.level.Set(was.Level)
	}
	k.reason, k.note = kit.NewEntry(h), kit.NewEntry(h)
	k.reason.SetText(was.Reason)
	k.note.SetText(was.Note)
	for _, e := range []*kit.Entry{k.reason, k.note} {
		e.OnEnter = k.save
		e.OnChanged = func(string) { h.Edited() }
	}
	k.reasons = container.NewVBox(kit.Labelled(h.T("riskcheck.reason"), k.reason))
	body := container.NewVBox(kit.Hint(h.T("riskcheck.how")), k.table, kit.Gap(4), k.suggest,
		kit.Labelled(h.T("riskcheck.level"), k.level), k.reasons, kit.Labelled(h.T("riskcheck.note"), k.note), k.alarm, kit.Hint(h.T("riskcheck.numbers")))
	k.panel = h.Open(kit.PanelSpec{
		Title: h.T("riskcheck.of", h.Shown().Code(centre.RiskKind, kind)), Body: kit.Scrolled(body), Width: 880, Height: 690,
		Keys: []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: k.save}},
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { k.leave() }),
			kit.NewButton(h, h.T("riskcheck.save"), kit.Main, k.save)},
		Escape: k.leave,
	})
	k.show()
	k.table.Focus()
}

// typed answers the question in hand and goes to the next: 1 yes, 2 no, 3 not known.
func (k *asking) typed(r rune) {
	answer, ok := map[rune]string{'1': centre.AnswerYes, 'y': centre.AnswerYes, 'Y': centre.AnswerYes, '2': centre.AnswerNo, 'n': centre.AnswerNo, 'N': centre.AnswerNo,
		'3': unknown, '0': unknown, '?': unknown, '？': unknown}[r]
	if !ok {
		return
	}
	i := k.table.Selected()
	k.answer(i, answer)
	if i+1 < k.rows.Len() {
		k.table.Select(i + 1)
	}
}

// unknown is what is neither yes nor no.
const unknown = "unknown"

// answer notes an answer; without one the question goes on to the next of the three.
func (k *asking) answer(i int, answer string) {
	if i < 0 || i >= len(k.rows.all) {
		return
	}
	code := k.rows.all[i].Code
	if answer == "" {
		answer = map[string]string{"": centre.AnswerYes, unknown: centre.AnswerYes, centre.AnswerYes: centre.AnswerNo, centre.AnswerNo: unknown}[k.rows.given[code]]
	}
	k.rows.given[code] = answer
	k.show()
}

// show brings the suggestion up to date, and the level with it until she chose one herself.
func (k *asking) show() {
	h := k.area.host
	yes, no := k.rows.split()
	s := centre.Suggest(k.rows.kind, yes, no)
	k.suggest.SetText(h.T("riskcheck.suggest", h.Shown().Code(centre.Risk, s.Level), k.area.why(s)))
	if !k.chose {
		k.level.Set(s.Level)
	}
	k.reasons.Hidden = s.Level != centre.RiskHigh || slices.Equal(k.level.Values(), []string{centre.RiskHigh})
	k.table.Refresh()
	k.panel.Refit()
	h.Edited()
}

// leave closes the panel; what was answered is not thrown away unasked.
func (k *asking) leave() {
	h := k.area.host
	if k.begun().empty() {
		k.shut()
		return
	}
	h.Ask(h.T("riskcheck.leave"), h.T("riskcheck.leave.what"), kit.Choice{Text: h.T("kit.leave.stay")},
		kit.Choice{Text: h.T("kit.leave.discard"), Do: k.shut}, kit.Choice{Text: h.T("riskcheck.save"), Kind: kit.Main, Do: k.save})
}

// shut takes the panel away; nothing is begun any more.
func (k *asking) shut() {
	k.panel.Close()
	k.area.host.Edited()
}

func (k *asking) save() {
	if k.busy {
		return
	}
	a, h := k.area, k.area.host
	in := office.Checking{Case: k.of.ID, Kind: k.rows.kind, Reason: k.reason.Text, Note: k.note.Text}
	in.Yes, in.No = k.rows.split()
	if v := k.level.Values(); len(v) == 1 {
		in.Level = v[0]
	}
	k.busy = true
	kit.Go(h, func() (uint64, error) { return a.desk.CheckRisk(in) }, func(seq uint64, err error) {
		k.busy = false
		if ps, mend := kit.ProblemsOf(err); mend {
			k.alarm.SetText(h.Problem(ps[0]))
			k.alarm.Show()
			if ps[0].Field == "reason" {
				h.Focus(k.reason)
			}
			k.panel.Refit()
			return
		}
		if err != nil {
			h.Trouble(h.T("riskcheck.saving"), err, h.T("kit.kept.form"))
			return
		}
		k.shut()
		a.cases.Done(k.of, seq, h.T("kit.saved", h.T("riskcheck")))
	})
}

// answers are the questions of a check with what was answered.
type answers struct {
	host  *kit.Host
	kind  string
	all   []centre.Question
	given map[string]string
}

// next is the first question that has no answer yet, or the last one.
func (r *answers) next() int {
	i := slices.IndexFunc(r.all, func(q centre.Question) bool { return r.given[q.Code] == "" })
	if i < 0 {
		return len(r.all) - 1
	}
	return i
}

// Len is called by the table.
func (r *answers) Len() int { return len(r.all) }

// ID is called by the table; a question is no record.
func (r *answers) ID(i int) field.ID { return field.ID{byte(i + 1)} }

// Text is called by the table.
func (r *answers) Text(i int, key string) string {
	q := r.all[i]
	if key == "question" {
		return r.host.T("riskcheck.numbered", i+1, r.host.Shown().Code(centre.RiskQuestion, q.Code))
	}
	if given := r.given[q.Code]; given != "" {
		return r.host.T("riskcheck.answer." + given)
	}
	return r.host.T("riskcheck.answer.none")
}

// tone marks the answers that count.
func (r *answers) tone(_ kit.Rows, i int) kit.Tone {
	q := r.all[i]
	switch given := r.given[q.Code]; {
	case given == "" || given == unknown:
		return kit.Grey
	case given != q.Alarms:
		return kit.Good
	case q.Level == centre.RiskHigh:
		return kit.Late
	}
	return kit.Warn
}

// split returns what was answered with yes, and what with no.
func (r *answers) split() (yes, no []string) {
	for _, q := range r.all {
		switch r.given[q.Code] {
		case centre.AnswerYes:
			yes = append(yes, q.Code)
		case centre.AnswerNo:
			no = append(no, q.Code)
		}
	}
	return yes, no
}
