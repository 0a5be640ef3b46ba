package kit

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/field"
)

// patience is how long something may take before the person is told about it.
const patience = 500 * time.Millisecond

// Go runs do off the UI thread and then done on it: the one way in which a screen waits for something. A panic in do comes
// back as an error, so that what was typed is not lost with it.
func Go[T any](h *Host, do func() (T, error), done func(T, error)) {
	h.start()
	h.run(func() {
		v, err := caught(do)
		fyne.Do(func() {
			h.finish()
			done(v, err)
		})
	})
}

func (h *Host) run(work func()) {
	if h.Run != nil {
		h.Run(work)
		return
	}
	go work()
}

func (h *Host) start() {
	if h.busy++; h.busy == 1 && h.onBusy != nil {
		h.onBusy(true)
	}
}

func (h *Host) finish() {
	if h.busy--; h.busy == 0 && h.onBusy != nil {
		h.onBusy(false)
	}
}

// SetOnBusy sets what is told when work begins and when all of it is over; the status line listens.
func (h *Host) SetOnBusy(f func(bool)) { h.onBusy = f }

// Fault is trouble that is ours: something that was never meant to happen.
type Fault struct {
	what  string
	stack []byte
}

func (f *Fault) Error() string { return "fault: " + f.what }

// Stack returns where it happened. It holds no values of records.
func (f *Fault) Stack() []byte { return f.stack }

func caught[T any](do func() (T, error)) (v T, err error) {
	defer func() {
		if p := recover(); p != nil {
			what := fmt.Sprintf("%T", p) // a panic's text may hold what someone typed
			var re interface{ RuntimeError() }
			if e, ok := p.(error); ok && errors.As(e, &re) {
				what = e.Error()
			}
			err = &Fault{what, debug.Stack()}
		}
	}()
	return do()
}

// Tick tells how far a long work is: done of total, total 0 when it is not known. It may be called from any goroutine and as
// often as one likes.
type Tick func(done, total int)

// Job is something that may take long.
type Job struct {
	Say  string // say key of what is being done, for the panel
	Do   func(context.Context, Tick) error
	Done func(error) // on the UI thread; field.Cancelled when the person stopped it
}

// Long runs a job off the UI thread. From half a second on a panel shows how far it is and lets the person stop it; stopping
// ends the context, and what the job had begun is for the job to undo.
func (h *Host) Long(job Job) {
	ctx, cancel := context.WithCancel(context.Background())
	p := &progress{host: h, say: job.Say, cancel: cancel}
	h.after(patience, p.show)
	Go(h, func() (struct{}, error) {
		err := job.Do(ctx, p.tick)
		if ctx.Err() != nil && err != nil {
			err = fmt.Errorf("stop work: %w", field.Cancelled)
		}
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		cancel()
		p.close()
		job.Done(err)
	})
}

type progress struct {
	host    *Host
	say     string
	cancel  func()
	done    atomic.Int64
	total   atomic.Int64
	asked   atomic.Bool // a repaint is on its way
	over    bool
	stopped bool
	panel   *Panel
	bar     *widget.ProgressBar
	count   *Paragraph
	stop    *Button
}

func (p *progress) tick(done, total int) {
	p.done.Store(int64(done))
	p.total.Store(int64(total))
	if p.asked.CompareAndSwap(false, true) {
		p.host.after(50*time.Millisecond, func() {
			p.asked.Store(false)
			p.paint()
		})
	}
}

func (p *progress) show() {
	if p.over {
		return
	}
	h := p.host
	p.bar, p.count = widget.NewProgressBar(), Hint("")
	p.bar.TextFormatter = func() string { return "" }
	p.stop = NewButton(h, h.T("kit.cancel"), Ordinary, p.ask)
	p.panel = h.Open(PanelSpec{
		Title: h.T(p.say), Body: container.NewVBox(p.bar, p.count), Buttons: []*Button{p.stop}, Focus: p.stop, Escape: p.ask, Width: 420, work: true,
	})
	p.paint()
}

func (p *progress) ask() {
	p.stopped = true
	p.stop.Disable()
	p.cancel()
	p.paint()
}

func (p *progress) paint() {
	if p.over || p.panel == nil {
		return
	}
	done, total := p.done.Load(), p.total.Load()
	switch {
	case p.stopped:
		p.count.SetText(p.host.T("kit.progress.stopping"))
	case total > 0:
		p.bar.SetValue(float64(done) / float64(total))
		p.count.SetText(p.host.T("kit.progress.of", done, total))
	case done > 0:
		p.count.SetText(p.host.T("kit.progress.count", done))
	default:
		p.count.SetText(p.host.T("kit.progress.begin"))
	}
}

func (p *progress) close() {
	p.over = true
	if p.panel != nil {
		p.panel.Close()
	}
}
