package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// Codes is where a recovery sheet is typed: one code, or two shares. What is mistyped is said at the line as soon as the keyboard
// leaves it.
type Codes struct {
	Box   *fyne.Container
	host  *Host
	lines [2]*Entry
	bad   [2]*Paragraph
}

// NewCodes returns the lines, empty.
func NewCodes(h *Host) *Codes {
	c := &Codes{host: h, Box: container.NewVBox()}
	for i, label := range []string{"safety.code.first", "safety.code.second"} {
		e := NewLongEntry(h, 6) // as many lines as a share has
		c.lines[i], c.bad[i] = e, Alarm("")
		e.OnBlur = func() { c.judge(i) }
		c.Box.Add(Labelled(h.T(label), e))
		c.Box.Add(c.bad[i])
	}
	c.Box.Add(Hint(h.T("safety.code.hint")))
	return c
}

// First is where the keyboard begins.
func (c *Codes) First() fyne.Focusable { return c.lines[0] }

// Codes returns what was typed, empty lines left out.
func (c *Codes) Codes() (out []string) {
	for _, e := range c.lines {
		if field.Tidy(e.Text) != "" {
			out = append(out, e.Text)
		}
	}
	return out
}

func (c *Codes) judge(i int) {
	text := ""
	if field.Tidy(c.lines[i].Text) != "" {
		if ps, bad := ProblemsOf(office.CheckCode(c.lines[i].Text)); bad {
			text = c.host.Problem(ps[0])
		}
	}
	c.bad[i].SetText(text)
}

// Blame says at its line what is wrong with what was typed, and takes the keyboard there.
func (c *Codes) Blame(ps field.Problems) {
	c.bad[0].SetText("")
	c.bad[1].SetText("")
	at := 0
	if ps[0].Field == "code2" {
		at = 1
	}
	c.bad[at].SetText(c.host.Problem(ps[0]))
	c.host.Focus(c.lines[at])
}
