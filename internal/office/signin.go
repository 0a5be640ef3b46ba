package office

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// The verbs of coming and going.
const (
	verbSignIn  = "sign-in"
	verbSignOut = "sign-out"
)

// signing is what is known of how somebody came in.
type signing struct {
	noted  bool        // the journal says so, and will have to say when it ends
	failed store.Tries // before that
}

// signIn writes into the journal that somebody opened the folder, and how many passphrases did not open it before. A folder that
// cannot be written is open to look at all the same.
func (o *Office) signIn() error {
	o.came.failed = o.store.Tries()
	_, err := o.perform(context.Background(), verbSignIn, func(v *verb) error {
		v.Note(store.SignedIn, nil, field.ID{}, "")
		if o.came.failed.Count > 0 {
			v.Note(store.Refused, nil, field.ID{}, triesText(o.came.failed))
		}
		return nil
	})
	if errors.Is(err, field.ReadOnly) || errors.Is(err, field.NoSpace) {
		return nil
	}
	if err != nil {
		return err
	}
	o.came.noted = true
	return o.store.ForgetTries()
}

// signOut writes into the journal that the folder was closed. Where that is not possible any more, closing goes on: what is missing
// then is a line that nothing depends on.
func (o *Office) signOut() {
	if !o.came.noted {
		return
	}
	o.came.noted = false
	_, _ = o.perform(context.Background(), verbSignOut, func(v *verb) error {
		v.Note(store.SignedOut, nil, field.ID{}, "")
		return nil
	})
}

// FailedTries are the passphrases that did not open the folder on this computer before this signing in.
func (o *Office) FailedTries() store.Tries { return o.came.failed }

// TryWait is how long the next passphrase typed on this computer has to wait after those that did not fit.
func (o *Office) TryWait() time.Duration { return o.store.TryWait() }

// triesText is how the journal keeps tries: how many, and when the first was.
func triesText(t store.Tries) string { return strconv.Itoa(t.Count) + " " + t.First.String() }

// ReadTries reads what the journal keeps of tries: how many there were since when.
func ReadTries(text string) (n int, since field.Moment, ok bool) {
	count, first, _ := strings.Cut(text, " ")
	n, err := strconv.Atoi(count)
	if err != nil || n < 1 {
		return 0, 0, false
	}
	since, ok = field.ParseMoment(first, 0, time.UTC)
	return n, since, ok
}
