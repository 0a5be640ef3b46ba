package store

// Subscribe has f told of every Change, in order, after it is saved and visible. f must not write and must return soon. The
// function returned ends it.
func (s *Store) Subscribe(f func(Change)) (stop func()) {
	s.telling.Lock()
	defer s.telling.Unlock()
	n := s.nextSub
	s.nextSub++
	s.subs[n] = f
	return func() {
		s.telling.Lock()
		defer s.telling.Unlock()
		delete(s.subs, n)
	}
}

// publish tells the subscribers. The caller holds s.write, so changes are told in their order.
func (s *Store) publish(c Change) {
	s.telling.Lock()
	defer s.telling.Unlock()
	for n := range s.nextSub {
		if f := s.subs[n]; f != nil {
			f(c)
		}
	}
}
