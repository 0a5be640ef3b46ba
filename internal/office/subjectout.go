package office

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// SubjectLeaves notes in the journal that what is held about a person is handed out, in which form (pdf, json) and why; whoever writes it
// to a file or prints it calls this before the first byte. Code: Denied.
func (o *Office) SubjectLeaves(ctx context.Context, s Subject, form, reason string) error {
	if err := o.allow(ctx, centre.MayExport, "subject"); err != nil {
		return err
	}
	_, err := o.store.Update(ctx, store.Verb{Name: "subject", Reason: reason}, func(tx *store.Tx) error {
		tx.Note(store.Exported, centre.PersonType, s.Sheet.Person.ID, "subject "+form)
		return nil
	})
	if err != nil {
		return fmt.Errorf("note subject: %w", err)
	}
	return nil
}

// subjectFile is what is written of a Subject as JSON.
type subjectFile struct {
	Person  field.ID        `json:"person"`
	Records []subjectRecord `json:"records"`
	Journal []subjectDeed   `json:"journal"`
}

type subjectRecord struct {
	Table   string          `json:"table"`
	Deleted bool            `json:"deleted,omitempty"`
	Fields  json.RawMessage `json:"fields"`
}

type subjectDeed struct {
	At    string `json:"at"`
	Who   string `json:"who"`
	What  string `json:"what"`
	About string `json:"about"`
}

// WriteJSON writes the records by their permanent keys, as an export does, without references to other persons, and what was done with
// them in the language of the paper.
func (s Subject) WriteJSON(out io.Writer) error {
	file := subjectFile{Person: s.Sheet.Person.ID, Records: []subjectRecord{}, Journal: []subjectDeed{}}
	for _, p := range s.Sheet.Parts {
		file.Records = append(file.Records, subjectRecord{p.Record.Type().Table, p.Deleted, exchange.ObjectPart(p.Record, func(f *field.Spec) bool {
			return p.Keep(f) && !s.refersToOthers(p.Record, f)
		})})
	}
	for _, l := range s.Sheet.Lines {
		file.Journal = append(file.Journal, subjectDeed{l.At.In(s.zone).Format(time.RFC3339), l.Who, l.What, l.About})
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(file); err != nil {
		return fmt.Errorf("write subject: %w", err)
	}
	return nil
}

// refersToOthers reports whether a field names a person who is not the subject, or a record about one.
func (s Subject) refersToOthers(r field.Record, f *field.Spec) bool {
	switch p := f.Pointer(r).(type) {
	case *field.ID:
		return *p != (field.ID{}) && s.third(*p)
	case *[]field.ID:
		for _, id := range *p {
			if s.third(id) {
				return true
			}
		}
	}
	return false
}
