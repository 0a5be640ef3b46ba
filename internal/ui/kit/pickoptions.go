package kit

// SetOptions has the field choose among other options; what is chosen stays.
func (p *Pick) SetOptions(options []Option) {
	p.options = func(typed string, show func([]Option)) { show(matching(options, typed)) }
}
