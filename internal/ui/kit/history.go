package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// kindSay names what an entry of the journal did.
var kindSay = map[store.Kind]string{
	store.Made: "kit.history.made", store.Changed: "kit.history.changed", store.Deleted: "kit.history.deleted",
	store.Restored: "kit.history.restored", store.Seen: "kit.history.seen", store.Printed: "kit.history.printed",
	store.Exported: "kit.history.exported", store.Imported: "kit.history.imported",
}

// HistoryLine is one thing that happened to a record: when, who, what, and the fields that changed with it.
type HistoryLine struct {
	When, Who, What string
	Reason          string
	Changes         []string
}

// HistoryLines puts the journal of one record into words. Masked fields are named, not shown.
func HistoryLines(h *Host, t *field.Type, id field.ID, entries []store.Entry) []HistoryLine {
	words := h.Shown()
	var out []HistoryLine
	for _, e := range entries {
		for _, op := range e.Ops {
			if op.ID != id {
				continue
			}
			line := HistoryLine{When: words.Moment(e.At), Who: e.Who, What: h.T("kit.history.other"), Reason: e.Reason}
			if line.Who == "" {
				line.Who = h.T("kit.history.unknown")
			}
			if key := kindSay[op.Kind]; key != "" {
				line.What = h.T(key)
			}
			if op.Kind == store.Changed {
				line.Changes = changesOf(h, t, op)
			}
			if s := t.Field(op.Text); op.Kind == store.Seen && s != nil {
				line.Changes = []string{words.Label(t, s)}
			}
			out = append(out, line)
		}
	}
	return out
}

func changesOf(h *Host, t *field.Type, op store.Op) []string {
	words := h.Shown()
	value := func(s *field.Spec, r field.Record) string {
		switch {
		case r == nil || s.Empty(r):
			return h.T("kit.history.nothing")
		case s.Has(field.IsMasked):
			return MaskText
		}
		return words.Field(s, r)
	}
	var out []string
	for _, key := range op.Keys {
		if s := t.Field(key); s != nil && !s.Has(field.IsBlob) {
			out = append(out, h.T("kit.history.from", words.Label(t, s), value(s, op.Old), value(s, op.New)))
		}
	}
	return out
}

// ShowHistory opens a panel with everything that happened to a record, the newest first.
func (h *Host) ShowHistory(past Past, t *field.Type, id field.ID) {
	Go(h, func() ([]store.Entry, error) { return past.History(t, id) }, func(entries []store.Entry, err error) {
		if err != nil {
			h.Trouble(h.T("kit.history.loading"), err, "")
			return
		}
		box := container.NewVBox()
		for _, line := range HistoryLines(h, t, id, entries) {
			box.Add(historyBlock(h, line))
		}
		if len(box.Objects) == 0 {
			box.Add(Prose(h.T("kit.history.empty")))
		}
		scroll := newKeyScroll(h, box)
		var p *Panel
		p = h.Open(PanelSpec{Title: h.T("kit.history.title"), Body: scroll, Width: 620, Height: 540, Focus: scroll,
			Buttons: []*Button{NewButton(h, h.T("kit.close"), Main, func() { p.Close() })}})
	})
}

func historyBlock(h *Host, line HistoryLine) fyne.CanvasObject {
	box := container.NewVBox(
		container.NewHBox(Strong(line.What), Note(h.T("kit.history.line", line.When, line.Who))))
	for _, c := range line.Changes {
		box.Add(Prose(c))
	}
	if line.Reason != "" {
		box.Add(Hint(h.T("kit.history.reason", line.Reason)))
	}
	box.Add(rule())
	return box
}
