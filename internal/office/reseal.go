package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// resealing is the work of sealing anew what was left under older keys: somebody lost a key and the work was stopped, or the computer
// was switched off in the middle of it.
type resealing struct {
	mu   sync.Mutex // guards stop
	stop context.CancelFunc
	done sync.WaitGroup
}

// Unsealed returns how many values of each space still wait to be sealed anew. Where it is empty, nobody who lost a key can open
// anything in the folder with it.
func (o *Office) Unsealed() map[field.Space]int { return o.store.Unsealed() }

// RotateKeys gives every space this account can open a new key and seals all of it anew, with what was left from before. Stopped, the
// new keys stand and the sealing goes on by itself. The file is then written without its free pages, in which the old form still
// lay. Code: Denied.
func (o *Office) RotateKeys(ctx context.Context, tell store.Progress) error {
	if err := o.allow(ctx, centre.MayAccounts, "rotate-keys"); err != nil {
		return fmt.Errorf("rotate keys: %w", err)
	}
	if err := o.resealNow(ctx, o.Me().Spaces, tell); err != nil || ctx.Err() != nil {
		return err
	}
	if err := o.store.Compact(ctx, tell); err != nil && !errors.Is(err, field.Cancelled) {
		return fmt.Errorf("rotate keys: %w", err)
	}
	return nil
}

// resealNow gives spaces new keys and seals what lies in them anew.
func (o *Office) resealNow(ctx context.Context, spaces []field.Space, tell store.Progress) error {
	o.endReseal()
	err := o.store.Rotate(ctx, o.held(spaces), tell)
	if err == nil || errors.Is(err, field.Cancelled) {
		return nil
	}
	return fmt.Errorf("seal anew: %w", err)
}

// held leaves out the spaces this account cannot open: whoever can does them when she signs in.
func (o *Office) held(spaces []field.Space) (out []field.Space) {
	mine := o.Me().Spaces
	for _, sp := range spaces {
		if slices.Contains(mine, sp) {
			out = append(out, sp)
		}
	}
	return out
}

// resealSoon goes on in the background with what is left of the spaces this account can open.
func (o *Office) resealSoon() {
	if o.store.ReadOnly() {
		return
	}
	o.resealing.mu.Lock()
	defer o.resealing.mu.Unlock()
	if o.resealing.stop != nil {
		o.resealing.stop() // it begins anew, with what came to it
	}
	ctx, cancel := context.WithCancel(context.Background())
	o.resealing.stop = cancel
	o.resealing.done.Go(func() {
		_ = o.store.Rotate(ctx, o.held(o.store.Loose()), nil) // what is left then is shown, and gone on with at the next sign-in
	})
}

// endReseal stops the work in the background; what is sealed anew by then stays so.
func (o *Office) endReseal() {
	o.resealing.mu.Lock()
	stop := o.resealing.stop
	o.resealing.stop = nil
	o.resealing.mu.Unlock()
	if stop != nil {
		stop()
	}
	o.resealing.done.Wait()
}
