package settings

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/ui/kit"
)

// SmallDesk decides below which number published tables withhold a figure about people. It is called off the UI thread.
type SmallDesk interface {
	SmallNumber() int
	SetSmallNumber(ctx context.Context, least int) error
}

// smallChoices are the thresholds that are offered; the command of the office takes others too.
var smallChoices = []int{2, 3, 5, 10}

// small is the choice of the threshold, for who may decide such things.
func (s *own) small() fyne.CanvasObject {
	h, d := s.host, s.desk
	box := container.NewVBox()
	if !d.May(centre.MaySettings) {
		return box
	}
	var options []kit.Option
	for _, n := range smallChoices {
		options = append(options, kit.Option{Value: strconv.Itoa(n), Text: h.T("stat.small.below", n)})
	}
	c := kit.NewChips(h, true, options)
	show := func() {
		kit.Go(h, func() (int, error) { return d.SmallNumber(), nil }, func(n int, _ error) { c.Set(strconv.Itoa(n)) })
	}
	c.OnChange = func() {
		n, err := strconv.Atoi(c.Values()[0])
		if err != nil {
			return // options are made of numbers above
		}
		kit.Go(h, func() (struct{}, error) { return struct{}{}, d.SetSmallNumber(context.Background(), n) }, func(_ struct{}, err error) {
			if err != nil {
				show()
				h.Trouble(h.T("stat.small.title"), err, "")
				return
			}
			h.Toast(h.T("stat.small.saved", n), nil)
		})
	}
	show()
	box.Add(kit.Gap(4))
	box.Add(kit.Labelled(h.T("stat.small.title"), c))
	box.Add(kit.Hint(h.T("stat.small.hint")))
	return box
}
