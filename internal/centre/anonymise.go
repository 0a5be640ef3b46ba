package centre

import (
	"slices"

	"cn.halfsky/internal/field"
)

// What stands in a field that must be filled once what it held is taken away.
const (
	nobody  = "某某" // a name
	nothing = "—"
)

// staysWritten are the texts that an anonymised record keeps: numbers of files, places, and who of the centre did the work. Every other
// text goes, so that a text field that is added later goes too until it is written here.
var staysWritten = map[string][]string{
	"case": {"number", "receiver", "handler", "station", "proposed", "approved"}, "step": {"by"}, "act": {"by", "account"}, "referral": {"by", "allowed", "origin", "number"}, "deadline": {"rule"},
	"riskcheck": {"by", "seenby"}, "safetyplan": {"by"},
	"handover": {"from", "to", "by"}, "supervision": {"by", "to", "answerer"},
	"appointment": {"from", "to", "place"}, "hardship": {"number", "station"}, "aid": {"by", "goods"}, "counsellor": {"name", "station"},
}

// loosened are the references that an anonymised record does not keep: with what stays they could tell who somebody is.
var loosened = map[string][]string{"person": {"unit"}, "appointment": {"person"}}

// Strip takes out of r what tells who it is about, and reports whether anything did: names, telephone and identity numbers, addresses
// and everything written freely. Of private dates the year stays. Choices, counts, amounts and the days of the work stay, so that the
// statistics do. Attached files are no records to be stripped: they go as a whole.
func Strip(r field.Record) (changed bool) {
	t := r.Type()
	before := t.Copy(r)
	for i := range t.Fields {
		f := &t.Fields[i]
		switch p := f.Pointer(r).(type) {
		case *string:
			if f.Vocab == nil && !slices.Contains(staysWritten[t.Table], f.Key) {
				*p = emptied(f, *p)
			}
		case *field.Day:
			if f.Has(field.IsPrivate) {
				*p = field.Day{Year: p.Year}
			}
		case *field.ID:
			if slices.Contains(loosened[t.Table], f.Key) {
				*p = field.ID{}
			}
		}
	}
	changed = len(t.Changed(before, r)) > 0 || len(r.Base().Extra) > 0
	r.Base().Extra = nil // of a newer program: nobody here knows what it says
	return changed
}

// emptied is what is left of a text.
func emptied(f *field.Spec, text string) string {
	switch {
	case text == "" || !f.Required:
		return ""
	case f.Rule != nil:
		return nobody
	}
	return nothing
}
