package settings

import (
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
)

// riskHours stands for the setting.
type riskHours struct {
	risk   office.RiskHours
	unable bool
}

func (r *riskHours) RiskHours() office.RiskHours { return r.risk }

func (r *riskHours) SetRiskHours(h office.RiskHours) error {
	if r.unable {
		return field.Denied
	}
	r.risk = h
	return nil
}

// TestRiskHoursAreChosen by keyboard, each for itself; where they may not be changed the choice goes back to what holds.
func TestRiskHoursAreChosen(t *testing.T) {
	d := &desk{riskHours: riskHours{risk: office.RiskHours{High: 2, Middle: 24}}}
	_, h := show(t, d, Looks{Lang: say.ZH}, "own")
	h.Window.SetContent((&own{host: h, desk: d}).risks())
	c := h.Window.Canvas()
	c.FocusNext()
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeySpace} {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
	want := office.RiskHours{High: 4, Middle: 24}
	if d.risk != want {
		t.Fatalf("the hours are %+v, want %+v", d.risk, want)
	}
	d.unable = true
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if d.risk != want || len(c.Overlays().List()) != 1 {
		t.Errorf("refused, the hours are %+v", d.risk)
	}
}
