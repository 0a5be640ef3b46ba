package store

import (
	"context"
	"errors"
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// TestExchangedPublicKeyIsGrantedNothing is about an organiser with a changed program: she can write the list of slots and head anew, and
// puts a public key of her own into the slot of another account, which a new key of a space, or a new space, would be granted to.
func TestExchangedPublicKeyIsGrantedNothing(t *testing.T) {
	for what, c := range map[string]struct{ recovery, stripped bool }{
		"a recovery sheet":                       {recovery: true},
		"a recovery sheet, its grants taken out": {recovery: true, stripped: true},
		"a person":                               {},
	} {
		t.Run(what, func(t *testing.T) {
			tm := newTeam(t)
			id := tm.staff
			if c.recovery {
				update(t, tm.s, func(tx *Tx) error {
					a, err := tx.AddAccount(NewAccount{Name: "示例纸", Recovery: true, Passphrase: "sheet", Spaces: []field.Space{field.Open, field.Cases}})
					id = a.ID
					return err
				})
			}
			s := tm.as(t, "示例组织员", tm.org)
			hers, _, err := vault.NewSlot(s.folder, id, s.keyring.slot(id).Use, "示例", "hers", cheap)
			if err != nil {
				t.Fatal(err)
			}
			hers.Card = s.keyring.slot(id).Card
			update(t, s, func(tx *Tx) error {
				w := tx.keyWork()
				for _, k := range w.grantedTo(id) {
					if _, holds := s.ring.Label(k.No); c.stripped || holds {
						k = k.Clone()
						k.Revoke(id)
						w.setKey(k)
					}
				}
				w.setSlot(hers)
				tx.Note(Noted, nil, field.ID{}, "")
				return tx.Grant(id, field.Open)
			})
			s = tm.as(t, "某主任", secret)
			update(t, s, func(tx *Tx) error { return tx.NewSpace("case-1", tm.chief) })
			if !c.stripped {
				if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Grant(id, "case-1") }); !errors.Is(err, field.Damaged) {
					t.Errorf("granted by hand: %v", err)
				}
			}
			if err := s.Rotate(context.Background(), []field.Space{field.Cases}, nil); err != nil {
				t.Fatal(err)
			}
			a, err := s.keyring.slot(id).Unlock("hers")
			if err != nil {
				t.Fatal(err)
			}
			for _, k := range s.keyring.Keys {
				if label, _ := s.ring.Label(k.No); a.Opens(k) && label.Space != string(field.Open) {
					t.Errorf("she opens %s, epoch %d", label.Space, label.Epoch)
				}
			}
			if !kinds(s)[KeysForeign] {
				t.Errorf("it is not told: %+v", s.Troubles())
			}
		})
	}
}
