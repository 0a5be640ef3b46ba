package office

import (
	"context"
	"errors"
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

const (
	backupEvery = time.Hour
	// backupLook is how often it is looked whether a backup is due: a timer of an hour does not run while the computer sleeps.
	backupLook = 5 * time.Minute
)

// Keep makes backups while the folder is open: in each place the first soon after opening where there is none, then every hour when
// something was changed. It returns when ctx ends or the folder is closed: Close stops it, and a backup under way, and waits for it. What
// goes wrong stands in BackupState, and is tried again some minutes later.
func (o *Office) Keep(ctx context.Context) {
	ctx, done := o.keeping(ctx)
	defer done()
	for ctx.Err() == nil {
		if due := o.behind(backupEvery); len(due) > 0 {
			_, _ = o.backUp(ctx, due, nil) // BackupState tells
		}
		select {
		case <-ctx.Done():
		case <-o.after(backupLook):
		}
	}
}

// keeping makes Keep end with the folder.
func (o *Office) keeping(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	b := &o.backups
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		cancel()
		return ctx, cancel
	}
	b.keepers.Add(1)
	b.stops = append(b.stops, cancel)
	return ctx, func() { cancel(); b.keepers.Done() }
}

// stopKeeping ends every Keep.
func (o *Office) stopKeeping() {
	b := &o.backups
	b.mu.Lock()
	b.closed = true
	for _, stop := range b.stops {
		stop()
	}
	b.mu.Unlock()
	b.keepers.Wait()
}

// behind are the places that are there, lack something that was changed, and whose newest backup is so old, by a clock that may have
// been set back. A folder that is only looked at changes nowhere, and has none.
func (o *Office) behind(age time.Duration) (due []BackupPlace) {
	if o.store.ReadOnly() {
		return nil
	}
	for _, place := range o.BackupState().Places {
		last := place.newest // one that is not proved too: the next would be as it is, until something is changed
		is := o.now().Sub(last.Made.In(time.UTC))
		if !place.Missing && (last.Path == "" || (is >= age || is < 0) && o.changedSince(last.Seq)) {
			due = append(due, place)
		}
	}
	return due
}

// BackupBeforeClose makes a backup in those places that are there and lack something that was changed, and reports whether there were
// any. It is meant to be called before Close, with the screen saying so while it takes longer than nothing.
func (o *Office) BackupBeforeClose(ctx context.Context, p store.Progress) (bool, error) {
	due := o.behind(0)
	if len(due) == 0 {
		return false, nil
	}
	if _, err := o.backUp(ctx, due, p); err != nil {
		return false, err
	}
	return true, nil
}

// WatchBackups has f told whenever a backup begins or ends and when the places change; the function returned ends it.
func (o *Office) WatchBackups(f func()) (stop func()) {
	b := &o.backups
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.watchers == nil {
		b.watchers = map[int]func(){}
	}
	n := b.next
	b.next++
	b.watchers[n] = f
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.watchers, n)
	}
}

func (o *Office) backupRuns(yes bool) {
	o.backups.mu.Lock()
	o.backups.running = yes
	o.backups.mu.Unlock()
	o.tellBackups()
}

// backupFailed keeps what went wrong in a place. That it is missing is seen by looking, and that somebody stopped it is nothing wrong.
func (o *Office) backupFailed(dir string, err error) {
	if errors.Is(err, field.NoFolder) || errors.Is(err, field.Cancelled) {
		err = nil
	}
	o.backups.mu.Lock()
	defer o.backups.mu.Unlock()
	if o.backups.failed == nil {
		o.backups.failed = map[string]error{}
	}
	o.backups.failed[dir] = err
}

func (o *Office) tellBackups() {
	var all []func()
	o.backups.mu.Lock()
	for _, f := range o.backups.watchers {
		all = append(all, f)
	}
	o.backups.mu.Unlock()
	for _, f := range all {
		f()
	}
}
