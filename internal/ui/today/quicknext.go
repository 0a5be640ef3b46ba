package today

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// nextPart asks what comes next, and below it what that needs.
type nextPart struct {
	strip   *strip
	pick    *kit.Pick
	box     *fyne.Container
	answer  *kit.Entry
	handler *kit.Entry
	reason  *kit.Entry
	day     *kit.Entry
	to      *kit.Pick
	agreed  *kit.Pick
}

// logOnly is the value of what comes next when nothing does; the office knows it as "".
const logOnly = "log"

// pause is how many days what is put on hold waits unless another day is typed.
const pause = 7

func newNextPart(s *strip) *nextPart {
	h := s.host
	n := &nextPart{strip: s, box: container.NewVBox()}
	var options []kit.Option
	for _, next := range []string{logOnly, office.AnswerNext, office.AcceptNext, office.HoldNext, office.ReferNext} {
		options = append(options, kit.Option{Value: next, Text: h.T("quick.next." + next)})
	}
	n.pick = kit.NewPick(h, options[0].Text, options)
	n.answer, n.handler, n.reason, n.day = kit.NewEntry(h), kit.NewEntry(h), kit.NewEntry(h), kit.NewEntry(h)
	n.handler.Hint(h.T("quick.handler.me"))
	n.to = kit.NewLookPick(h, s.log, []string{"organisation"}, h.T("kit.pick.none"), false)
	n.agreed = kit.NewPick(h, h.T("kit.pick.none"), []kit.Option{{Value: "yes", Text: h.T("quick.agreed.yes")}, {Value: "no", Text: h.T("quick.agreed.no")}})
	for _, e := range []*kit.Entry{n.answer, n.handler, n.reason, n.day} {
		e.OnEnter = s.save
		e.OnChanged = func(string) { s.edited() }
	}
	n.to.OnPick = func(o kit.Option) { h.Edited(); s.onward(o, n.agreed) }
	n.agreed.OnPick = func(o kit.Option) { h.Edited(); s.onward(o, s.unit) }
	n.pick.OnPick = func(o kit.Option) {
		s.edited()
		n.show()
		s.onward(o, n.first())
	}
	return n
}

// value is what comes next, as the office has it.
func (n *nextPart) value() string {
	if v := n.pick.Value(); v != logOnly {
		return v
	}
	return ""
}

// show puts below the field what its choice needs.
func (n *nextPart) show() {
	h := n.strip.host
	label := func(key string, o fyne.CanvasObject) fyne.CanvasObject { return kit.Labelled(h.T(key), o) }
	var row fyne.CanvasObject
	switch n.value() {
	case office.AnswerNext:
		row = label("quick.answer", n.answer)
	case office.AcceptNext:
		row = label("quick.handler", n.handler)
	case office.HoldNext:
		if n.day.Text == "" {
			n.day.SetText(h.Context().Today.Add(pause).String())
		}
		row = container.NewBorder(nil, nil, nil, kit.Wide(200, label("quick.day", n.day)), label("quick.reason", n.reason))
	case office.ReferNext:
		row = container.NewGridWithColumns(2, label("quick.to", n.to), label("quick.agreed", n.agreed))
	}
	n.box.Objects = nil
	if row != nil {
		n.box.Add(row)
	}
	n.box.Refresh()
	n.strip.refit()
}

// first is the first field of what the choice needs.
func (n *nextPart) first() fyne.Focusable {
	switch n.value() {
	case office.AnswerNext:
		return n.answer
	case office.AcceptNext:
		return n.handler
	case office.HoldNext:
		return n.reason
	case office.ReferNext:
		return n.to
	}
	return n.strip.unit
}

// at is the field of a problem, with its label.
func (n *nextPart) at(key string) (at fyne.Focusable, label string) {
	at = map[string]fyne.Focusable{"answer": n.answer, "reason": n.reason, "day": n.day, "to": n.to, "agreed": n.agreed}[key]
	return at, "quick." + key
}

func (n *nextPart) recall(d Draft) {
	if d.Next != "" {
		n.pick.SetValue(d.Next)
	}
	n.answer.SetText(d.Answer)
	n.handler.SetText(d.Handler)
	n.reason.SetText(d.Reason)
	n.day.SetText(d.Day)
	n.to.Set(kit.Option{Value: d.To, Text: d.ToName})
	if d.Agreed != "" {
		n.agreed.SetValue(d.Agreed)
	}
	n.show()
}

func (n *nextPart) keep(d *Draft) {
	d.Next, d.Answer, d.Handler = n.value(), field.Tidy(n.answer.Text), field.Tidy(n.handler.Text)
	d.Reason, d.Day = field.Tidy(n.reason.Text), field.Tidy(n.day.Text)
	d.To, d.ToName, d.Agreed = n.to.Value(), n.to.Chosen().Text, n.agreed.Value()
}

// enquiry puts what was typed into what the office takes; false and the problem where the day cannot be read.
func (n *nextPart) enquiry(e *office.Enquiry, d Draft) (field.Problems, bool) {
	e.Next, e.Answer, e.Handler, e.Reason = d.Next, d.Answer, d.Handler, d.Reason
	e.To = kit.RecordOf(kit.Option{Value: d.To})
	e.Purpose = n.strip.host.T("quick.purpose")
	e.Agreed, _ = field.ParseYesNo(d.Agreed)
	if d.Next != office.HoldNext || d.Day == "" {
		return nil, true
	}
	day, ok := field.ParseDay(d.Day, n.strip.host.Context().Today.Year)
	if !ok || !day.Exact() {
		return field.Problems{{Field: "day", Say: "problem.day"}}, false
	}
	e.Day = day
	return nil, true
}
