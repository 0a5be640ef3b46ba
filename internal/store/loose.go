package store

import "cn.halfsky/internal/field"

// Loose returns the spaces somebody lost a key of, and that got no new one since: what is saved there she can still read if she kept
// hers. Rotate for them ends that.
func (s *Store) Loose() (out []field.Space) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for sp, e := range s.head.Epochs {
		if e.Loose {
			out = append(out, field.Space(sp))
		}
	}
	return out
}
