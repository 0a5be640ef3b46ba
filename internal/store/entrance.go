package store

import (
	"time"

	"cn.halfsky/internal/vault"
)

// Entrance is what can be told of a folder before anybody signs in.
type Entrance struct {
	People int           // accounts of people that can sign in; 0 where it cannot be told
	Sheets int           // recovery sheets that open it
	Wait   time.Duration // how long the next passphrase has to wait on this computer
}

// LookAt says what stands at the entrance of a folder. Of o it takes Clock and Anchor. What cannot be read is told of as nothing:
// Open says what is wrong.
func LookAt(dir string, o Options) (e Entrance) {
	b, err := readBundle(dir)
	if err != nil {
		return e
	}
	for _, s := range b.Slots {
		switch {
		case len(s.Sealed) == 0:
		case s.Use == vault.ForRecovery:
			e.Sheets++
		default:
			e.People++
		}
	}
	e.Wait = newTries(o.Anchor, b.Folder).read().delay(o.Clock())
	return e
}
