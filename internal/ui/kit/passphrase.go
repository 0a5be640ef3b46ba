package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewPass asks for a new passphrase twice and shows how strong it is.
type NewPass struct {
	Box          *fyne.Container
	Fresh, Again *Entry
	Alarm        *Paragraph // what is wrong; it is put where the caller wants it
	host         *Host
}

// AskPass returns the two lines, empty. Enter goes from the first to the second; the second's is the caller's.
func (h *Host) AskPass() *NewPass {
	n := &NewPass{host: h, Fresh: NewPassphraseEntry(h), Again: NewPassphraseEntry(h), Alarm: Alarm("")}
	strength := NewStrength(h)
	n.Fresh.OnChanged = strength.Judge
	n.Fresh.OnEnter = func() { h.Focus(n.Again) }
	n.Box = container.NewVBox(Labelled(h.T("settings.pass.new"), n.Fresh), strength.Row, Labelled(h.T("start.again"), n.Again))
	return n
}

// Typed returns the passphrase, or says what is wrong with it and takes the keyboard there. check gives field.Problems.
func (n *NewPass) Typed(check func(string) error) (string, bool) {
	n.Alarm.SetText("")
	if ps, bad := ProblemsOf(check(n.Fresh.Text)); bad {
		n.Alarm.SetText(n.host.Problem(ps[0]))
		n.host.Focus(n.Fresh)
		return "", false
	}
	if n.Fresh.Text != n.Again.Text {
		n.Alarm.SetText(n.host.T("start.again.differs"))
		n.Again.SetText("")
		n.host.Focus(n.Again)
		return "", false
	}
	return n.Fresh.Text, true
}
