package paper

import (
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// subjectSheet is what is held about the woman of docCase, one record of hers deleted, with a line of who looked.
func subjectSheet(t testing.TB, lang say.Lang) SubjectSheet {
	r := docCase(t)
	all := func(*field.Spec) bool { return true }
	s := SubjectSheet{Person: r.Person, Parts: []SubjectPart{{Record: r.Person, Keep: all}, {Record: r.Case, Keep: all}}}
	for i, st := range r.Steps {
		s.Parts = append(s.Parts, SubjectPart{Record: st, Under: true, Deleted: i == 1, Keep: func(f *field.Spec) bool { return f.Key != "by" }})
	}
	b := say.For(lang)
	s.Lines = []SubjectLine{{At: field.MomentOf(sampleDate), Who: "甲老师", What: b.T("subject.seen"), About: b.T("subject.field", b.T("person"), b.T("person.phone"))}}
	return s
}
