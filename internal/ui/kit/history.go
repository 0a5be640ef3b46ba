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

// KindWords says what an operation did.
func KindWords(h *Host, k store.Kind) string {
	if key := kindSay[k]; key != "" {
		return h.T(key)
	}
	return h.T("kit.history.other")
}

// HistoryLine is one thing that happened to a record: when, who, what, and the fields that changed with it.
type HistoryLine struct {
	Seq             uint64 // of the journal
	When, Who, What string
	Reason          string
	Changes         []string
	Save            bool // it changed the record, and so can be undone
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
			line := HistoryLine{Seq: e.Seq, When: words.Moment(e.At), Who: e.Who, What: KindWords(h, op.Kind), Reason: e.Reason, Save: op.Kind <= store.Restored}
			if line.Who == "" {
				line.Who = h.T("kit.history.unknown")
			}
			if op.Moved {
				line.Changes = append(line.Changes, h.T(movedSay(op)))
			}
			if op.Kind == store.Changed {
				line.Changes = append(line.Changes, changesOf(h, t, op)...)
			}
			if s := t.Field(op.Text); op.Kind == store.Seen && s != nil {
				line.Changes = []string{words.Label(t, s)}
			}
			out = append(out, line)
		}
	}
	return out
}

// movedSay is what a change of space means to people.
func movedSay(op store.Op) string {
	if op.To == "" {
		return "audit.entry.moved.out"
	}
	return "audit.entry.moved.in"
}

// cutOff reports whether the oldest part of a history was erased for good: nothing begins but with being made.
func cutOff(entries []store.Entry) bool {
	if len(entries) == 0 {
		return false
	}
	for _, op := range entries[len(entries)-1].Ops {
		if op.Kind == store.Made {
			return false
		}
	}
	return true
}

func changesOf(h *Host, t *field.Type, op store.Op) []string {
	words := h.Shown()
	var out []string
	for _, key := range op.Keys {
		if s := t.Field(key); s != nil && !s.Has(field.IsBlob) {
			out = append(out, h.T("kit.history.from", words.Label(t, s), h.maskedValue(s, op.Old), h.maskedValue(s, op.New)))
		}
	}
	return out
}

// ShowHistory opens a panel with everything that happened to a record, the newest first. Where the past can undo, each save can be
// taken back; undone, which may be nil, is told.
func (h *Host) ShowHistory(past Past, t *field.Type, id field.ID, undone func()) {
	Go(h, func() ([]store.Entry, error) { return past.History(t, id) }, func(entries []store.Entry, err error) {
		if err != nil {
			h.Trouble(h.T("kit.history.loading"), err, "")
			return
		}
		box := container.NewVBox()
		var p *Panel
		undoer, can := past.(Undoer)
		for _, line := range HistoryLines(h, t, id, entries) {
			var undo func()
			if can && line.Save {
				undo = func() {
					p.Close()
					h.ShowUndo(undoer, line.Seq, undone)
				}
			}
			box.Add(historyBlock(h, line, undo))
		}
		switch {
		case len(box.Objects) == 0:
			box.Add(Prose(h.T("kit.history.empty")))
		case cutOff(entries):
			box.Add(Hint(h.T("audit.history.erased")))
		}
		scroll := newKeyScroll(h, box)
		follow(scroll.scroll, box)
		p = h.Open(PanelSpec{Title: h.T("kit.history.title"), Body: scroll, Width: 620, Height: 540, Focus: scroll,
			Buttons: []*Button{NewButton(h, h.T("kit.close"), Main, func() { p.Close() })}})
	})
}

func historyBlock(h *Host, line HistoryLine, undo func()) fyne.CanvasObject {
	head := container.NewHBox(Strong(line.What), Note(h.T("kit.history.line", line.When, line.Who)))
	if undo != nil {
		head.Add(NewIconButton(h, "undo", h.T("audit.undo.this"), Flat, undo))
	}
	box := container.NewVBox(head)
	for _, c := range line.Changes {
		box.Add(Prose(c))
	}
	if line.Reason != "" {
		box.Add(Hint(h.T("kit.history.reason", line.Reason)))
	}
	box.Add(rule())
	return box
}
