package kit

import "fyne.io/fyne/v2"

// Screen is what an area shows. When the language or the look changes it is built anew and given the Place of the old one.
type Screen interface {
	Content() fyne.CanvasObject
	Shown()            // it came into view: the keyboard goes where work begins, and what may have changed is read again
	Leave(then func()) // does then at once, or after the person decided about what she did not save
	Keys() []Key       // the keys that work here, in the order F1 lists them
	Place() any        // where the person is: the list, the open record, unsaved typing
}

// Action is a button of a screen, perhaps with a key.
type Action struct {
	Icon string
	Text string
	Kind ButtonKind
	Do   func()
	Key  Key // its Do is set from the action's; the zero Key for none
}

func (a Action) button(h *Host) *Button {
	return NewIconButton(h, a.Icon, a.Text, a.Kind, a.Do)
}

// keysOf returns the keys of actions.
func keysOf(actions []Action) []Key {
	var keys []Key
	for _, a := range actions {
		if a.Key.Name != "" {
			k := a.Key
			k.Do = a.Do
			keys = append(keys, k)
		}
	}
	return keys
}
