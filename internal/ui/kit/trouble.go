package kit

import (
	"errors"
	"log"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
)

// Explain puts trouble into words: what happened, and what to do next. Problems are listed by field, codes have their sentence
// and hint in say, and anything else is a fault of ours.
func (h *Host) Explain(err error) (what, next string) {
	var ps field.Problems
	if errors.As(err, &ps) && len(ps) > 0 {
		var lines string
		for i, p := range ps {
			if i > 0 {
				lines += "\n"
			}
			lines += h.Problem(p)
		}
		return lines, h.T("kit.trouble.mend")
	}
	var code field.Code
	if errors.As(err, &code) && h.Book.Has("code."+string(code)) {
		what = h.T("code." + string(code))
		if hint := "code." + string(code) + ".hint"; h.Book.Has(hint) {
			next = h.T(hint)
		}
		return what, next
	}
	return h.T("kit.trouble.fault"), h.T("kit.trouble.fault.hint")
}

// Problem is the sentence of one thing to mend.
func (h *Host) Problem(p field.Problem) string {
	args := make([]any, len(p.Args))
	for i, a := range p.Args {
		args[i] = a
	}
	return h.T(p.Say, args...)
}

// Trouble shows what went wrong while the person was doing something: what happened, what was kept and what to do next. kept may
// be empty. What the person herself stopped is no trouble.
func (h *Host) Trouble(doing string, err error, kept string) {
	if err == nil || errors.Is(err, field.Cancelled) {
		return
	}
	what, next := h.Explain(err)
	var f *Fault
	if errors.As(err, &f) {
		log.Printf("%v\n%s", f, f.Stack()) // names code, never values
	} else {
		log.Printf("%v", err)
	}
	body := container.NewVBox(Prose(what))
	for _, more := range []string{kept, next} {
		if more != "" {
			body.Add(gap(2))
			body.Add(Prose(more))
		}
	}
	var p *Panel
	buttons := []*Button{NewButton(h, h.T("kit.close"), Main, func() { p.Close() })}
	if isFault(err) {
		text := err.Error()
		buttons = append([]*Button{NewButton(h, h.T("kit.trouble.copy"), Ordinary, func() { fyne.CurrentApp().Clipboard().SetContent(text) })}, buttons...)
	}
	p = h.Open(PanelSpec{Title: h.T("kit.trouble.title", doing), Body: body, Buttons: buttons, Width: 480})
}

func isFault(err error) bool {
	var ps field.Problems
	var code field.Code
	return !errors.As(err, &ps) && !errors.As(err, &code)
}
