package settings

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// RiskDesk decides within how many hours a second person has to see a risk check. It is called off the UI thread.
type RiskDesk interface {
	RiskHours() office.RiskHours
	SetRiskHours(h office.RiskHours) error
}

// The hours that are offered; the verb of the office takes others too, and those that hold are offered with them.
var (
	highHours   = []int{1, 2, 4, 8}
	middleHours = []int{8, 24, 48, 72}
)

// risks are the choices of the hours, for who may decide such things.
func (s *own) risks() fyne.CanvasObject {
	h, d := s.host, s.desk
	box := container.NewVBox()
	if !d.May(centre.MaySettings) {
		return box
	}
	high, middle := s.hours(highHours), s.hours(middleHours)
	show := func(now office.RiskHours) {
		high.Set(strconv.Itoa(now.High))
		middle.Set(strconv.Itoa(now.Middle))
	}
	read := func() {
		kit.Go(h, func() (office.RiskHours, error) { return d.RiskHours(), nil }, func(now office.RiskHours, _ error) { show(now) })
	}
	change := func() {
		var next office.RiskHours
		var bad [2]error
		next.High, bad[0] = strconv.Atoi(high.Values()[0])
		next.Middle, bad[1] = strconv.Atoi(middle.Values()[0])
		if slices.ContainsFunc(bad[:], func(err error) bool { return err != nil }) {
			return // options are made of numbers above
		}
		kit.Go(h, func() (struct{}, error) { return struct{}{}, d.SetRiskHours(next) }, func(_ struct{}, err error) {
			if err != nil {
				read()
				h.Trouble(h.T("riskcheck.hours"), err, "")
				return
			}
			h.Toast(h.T("riskcheck.hours.saved", next.High, next.Middle), nil)
		})
	}
	high.OnChange, middle.OnChange = change, change
	read()
	box.Add(kit.Gap(4))
	box.Add(kit.Labelled(h.T("riskcheck.hours.high"), high))
	box.Add(kit.Labelled(h.T("riskcheck.hours.middle"), middle))
	box.Add(kit.Hint(h.T("riskcheck.hours.hint")))
	return box
}

// hours are chips of so many hours.
func (s *own) hours(of []int) *kit.Chips {
	var options []kit.Option
	for _, n := range of {
		options = append(options, kit.Option{Value: strconv.Itoa(n), Text: s.host.T("riskcheck.hours.of", n)})
	}
	return kit.NewChips(s.host, true, options)
}
