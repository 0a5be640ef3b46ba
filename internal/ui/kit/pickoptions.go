package kit

// SetOptions has the field choose among other options; what is chosen stays.
func (p *Pick) SetOptions(options []Option) {
	p.options = func(typed string, show func([]Option)) { show(matching(options, typed)) }
}

// Fits says whether a text is meant by what was typed: by its characters, its pinyin or the initials of it. Nothing typed means all.
func Fits(text, typed string) bool { return typed == "" || fits(text, typed) }
