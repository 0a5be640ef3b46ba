package settings

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/ui/kit"
)

// Locker decides when the screen locks itself. It is called off the UI thread.
type Locker interface {
	LockChoices() []int // minutes
	LockAfter() time.Duration
	SetLockAfter(ctx context.Context, minutes int) error
}

// lockTime is the choice of how long nobody has to be at the screen before it locks itself.
func (s *own) lockTime() fyne.CanvasObject {
	h, l := s.host, s.desk
	var options []kit.Option
	for _, m := range l.LockChoices() {
		options = append(options, kit.Option{Value: strconv.Itoa(m), Text: h.T("lock.minutes", m)})
	}
	c := kit.NewChips(h, true, options)
	show := func() { c.Set(strconv.Itoa(int(l.LockAfter() / time.Minute))) }
	show()
	c.OnChange = func() {
		minutes, err := strconv.Atoi(c.Values()[0])
		if err != nil {
			return // options are made of numbers above
		}
		kit.Go(h, func() (struct{}, error) { return struct{}{}, l.SetLockAfter(context.Background(), minutes) }, func(_ struct{}, err error) {
			if err != nil {
				show()
				h.Trouble(h.T("lock.after"), err, "")
				return
			}
			h.Toast(h.T("lock.after.saved", minutes), nil)
		})
	}
	return container.NewVBox(kit.Gap(4), kit.Labelled(h.T("lock.after"), c), kit.Hint(h.T("lock.after.hint")))
}
