package kit

import (
	"strings"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
)

// TypedShortcut takes a pasted word and gives the other shortcuts to the screen.
func (p *Pick) TypedShortcut(s fyne.Shortcut) {
	if s, ok := s.(*fyne.ShortcutPaste); ok {
		p.paste(s.Clipboard.Content())
		return
	}
	p.stop.TypedShortcut(s)
}

// paste chooses what a pasted word means. Where it means no option, or several, they are opened, narrowed by it.
func (p *Pick) paste(text string) {
	word := field.Tidy(strings.Map(field.Clean, text))
	if word == "" || p.off || p.popup.open() {
		return
	}
	p.asked++
	mine, typed := p.asked, word
	if p.known {
		typed = "" // a word may name what typing part of it would not find: the broader one before it
	}
	p.options(typed, func(found []Option) {
		if mine != p.asked || p.popup.open() {
			return
		}
		if o, ok := named(found, word, p.part); ok && !p.several {
			p.choose(o)
			return
		}
		p.openWith(word)
	})
}

// named returns the one option that a word names: by its code, its text with or without the broader one before it, or another word for
// it, the broader one where there are two. With loose a part of these will do, or its pinyin, where it fits one option alone.
func named(found []Option, word string, loose bool) (Option, bool) {
	var exact, near []Option
	broader := ""
	for _, o := range found {
		if o.New {
			continue
		}
		if !o.Deep {
			broader = o.Text
		}
		if o.isNamed(broader, word) {
			exact = append(exact, o)
		} else if _, ok := o.meant(word); ok {
			near = append(near, o)
		}
	}
	if len(exact) == 0 && loose {
		exact = near
	}
	if broad := alone(exact, func(o Option) bool { return !o.Deep }); broad != nil {
		return *broad, true
	}
	if one := alone(exact, func(Option) bool { return true }); one != nil {
		return *one, true
	}
	return Option{}, false
}

// isNamed says whether a word is one of an option's names. broader is the text of the one it stands under.
func (o Option) isNamed(broader, word string) bool {
	names := append([]string{o.Value, o.Text}, o.Also...)
	if o.Deep {
		names = append(names, broader+o.Text, broader+"/"+o.Text, o.path)
	}
	for _, n := range names {
		if field.Fold(n) == field.Fold(word) {
			return true
		}
	}
	return false
}

// alone returns the one option that is so; nil where there is none, or several.
func alone(all []Option, is func(Option) bool) (one *Option) {
	for i := range all {
		if is(all[i]) {
			if one != nil {
				return nil
			}
			one = &all[i]
		}
	}
	return one
}
