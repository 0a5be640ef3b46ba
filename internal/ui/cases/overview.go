package cases

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/ui/kit"
)

// overview is the frame of a screen that shows what many cases have together: it is read anew whenever it comes into view, and nothing
// can be lost on it.
type overview struct {
	whole *fyne.Container
	first *kit.Table // where the keyboard goes
	read  func()     // reads it anew
	asked int
}

// Content is called by the shell.
func (o *overview) Content() fyne.CanvasObject { return o.whole }

// Shown reads the screen anew.
func (o *overview) Shown() {
	o.read()
	o.first.Focus()
}

// Leave is called by the shell.
func (o *overview) Leave(then func()) { then() }

// readFor reads for an overview and shows what came. Of readings that overtake each other the newest counts. trouble is the key of what
// to say was being done when it fails.
func readFor[T any](o *overview, h *kit.Host, trouble string, do func() (T, error), show func(T)) {
	o.asked++
	mine := o.asked
	kit.Go(h, do, func(found T, err error) {
		switch {
		case mine != o.asked:
		case err != nil:
			h.Trouble(h.T(trouble), err, "")
		default:
			show(found)
		}
	})
}
