package kit

import (
	"context"
	"errors"

	"cn.halfsky/internal/field"
)

// Save reads what was typed, shows what has to be mended, or saves. What cannot be saved stays on the screen.
func (f *Form) Save() { f.SaveThen(nil) }

// SaveThen saves and then does something, if it was saved.
func (f *Form) SaveThen(then func()) {
	if f.saving || f.o.Locked || f.o.Save == nil && f.o.Long == nil {
		return
	}
	ps := f.settle()
	for _, p := range f.draft.Check() {
		if !names(ps, p.Field) {
			ps = append(ps, p)
		}
	}
	if len(ps) > 0 {
		f.Blame(ps)
		return
	}
	f.Blame(nil)
	f.saving = true
	sent := f.typ.Copy(f.draft)
	shot := f.typ.Copy(f.draft)
	f.send(sent, func(seq uint64, err error) {
		f.saving = false
		if err != nil {
			f.failed(err)
			return
		}
		f.saved(sent, shot)
		if f.o.Saved != nil {
			f.o.Saved(sent, seq)
		}
		if then != nil {
			then()
		}
	})
}

// send saves off the UI thread.
func (f *Form) send(r field.Record, done func(uint64, error)) {
	if l := f.o.Long; l != nil {
		var seq uint64
		f.host.Long(Job{
			Say:  l.Say,
			Do:   func(ctx context.Context, tick Tick) (err error) { seq, err = l.Do(ctx, r, tick); return err },
			Done: func(err error) { done(seq, err) },
		})
		return
	}
	Go(f.host, func() (uint64, error) { return f.o.Save(r) }, done)
}

// saved takes over the saved record. What was typed while it was being saved stays in the draft.
func (f *Form) saved(now, shot field.Record) {
	late := f.typ.Changed(shot, f.draft)
	kept := f.typ.Copy(f.draft)
	f.orig, f.draft = f.typ.Copy(now), f.typ.Copy(now)
	for _, key := range late {
		s := f.typ.Field(key)
		if err := s.Put(f.draft, s.Raw(kept)); err != nil {
			continue // its own value always fits
		}
	}
	for _, l := range f.lines {
		if !l.unread {
			l.control.show(f.draft)
		}
	}
	f.touch()
}

func (f *Form) failed(err error) {
	var ps field.Problems
	if errors.As(err, &ps) {
		f.Blame(ps)
		return
	}
	f.host.Trouble(f.host.T("kit.saving", f.host.T(f.typ.Table)), err, f.host.T("kit.kept.form"))
}

func names(ps field.Problems, key string) bool {
	for _, p := range ps {
		if p.Field == key {
			return true
		}
	}
	return false
}

// Blame shows problems at their fields and takes the keyboard to the first one; a problem of the record as a whole, or of a field
// that is not shown, stands above the form. Without problems it clears all.
func (f *Form) Blame(ps field.Problems) {
	said := map[string]string{}
	whole := ""
	for _, p := range ps {
		text := f.host.Problem(p)
		if f.typ.Field(p.Field) == nil || !f.shows(p.Field) {
			if s := f.typ.Field(p.Field); s != nil {
				text = f.host.T("kit.problem.at", f.host.Shown().Label(f.typ, s), text)
			}
			if whole != "" {
				whole += "\n"
			}
			whole += text
		} else if said[p.Field] == "" {
			said[p.Field] = text
		}
	}
	f.alarm.SetText(whole)
	f.alarm.Hidden = whole == ""
	first := ""
	for _, l := range f.lines {
		l.blame(said[l.spec.Key])
		if first == "" && said[l.spec.Key] != "" {
			first = l.spec.Key
		}
	}
	f.body.Refresh()
	switch {
	case first != "":
		f.Focus(first)
	case whole != "":
		f.scroll.ScrollToTop()
	}
}

func (f *Form) shows(key string) bool {
	for _, l := range f.lines {
		if l.spec.Key == key {
			return true
		}
	}
	return false
}

// Leave does something that takes the form away: at once when nothing would be lost, or else after asking, naming what was
// edited. Escape keeps editing.
func (f *Form) Leave(then func()) {
	_ = f.settle() // what cannot be read counts as edited
	if !f.dirty {
		then()
		return
	}
	h := f.host
	h.Ask(h.T("kit.leave.title"), h.T("kit.leave.what", f.Changed()),
		Choice{Text: h.T("kit.leave.stay")},
		Choice{Text: h.T("kit.leave.discard"), Do: func() { f.Discard(); then() }},
		Choice{Text: h.T("kit.leave.save"), Kind: Main, Do: func() { f.SaveThen(then) }})
}

// Discard puts the record back as it was last saved.
func (f *Form) Discard() {
	f.draft = f.typ.Copy(f.orig)
	f.Blame(nil)
	f.showAll()
	f.touch()
}
