package office

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// TestEveryKindIsPrintedFromTheSample: each kind of document can be made from the sample in both languages; printing one writes one entry that
// says what it was and which personal fields it held; the kinds that are public hold none, and masked, no document has the full name of
// anybody who asked for help.
func TestEveryKindIsPrintedFromTheSample(t *testing.T) {
	of, _, _ := testOffice(t, Founding{Sample: true})
	for _, k := range append(slices.Clone(ReportKinds), SubjectReport) {
		for _, lang := range say.Langs() {
			rep, ok := anyReport(t, of, k, lang)
			if !ok {
				t.Errorf("the sample has nothing to print a %s of", k)
				continue
			}
			if public := slices.Contains(publicKinds, k); rep.Document.Public != public || public && len(rep.Document.Personal) > 0 {
				t.Errorf("%s: public %v, personal %v", k, rep.Document.Public, rep.Document.Personal)
			}
			before := of.Folder().Seq
			if err := of.Printed(t.Context(), rep); err != nil {
				t.Fatalf("%s: %v", k, err)
			}
			printedOnce(t, of, rep, before)
			pages, err := rep.Document.Layout()
			if err != nil {
				t.Fatal(err)
			}
			seen, err := of.NamesIn(t.Context(), pages)
			if err != nil {
				t.Fatal(err)
			}
			if k != SubjectReport && len(seen) > 0 && !pseudonyms(t, of, seen) {
				t.Errorf("%s in %s has %d full names", k, lang, len(seen))
			}
			if n := len(rep.Document.Suspects(pages)); n > 0 {
				t.Errorf("%s in %s has %d numbers that look like somebody's", k, lang, n)
			}
		}
	}
}

// anyReport is the report of the first record that has one.
func anyReport(t *testing.T, of *Office, k ReportKind, lang say.Lang) (Report, bool) {
	t.Helper()
	ids := []field.ID{{}}
	if typ := k.Table(); typ != nil {
		hits, err := of.FindFor(k, "")
		if err != nil {
			t.Fatal(err)
		}
		ids = nil
		for _, h := range hits {
			ids = append(ids, h.ID)
		}
	}
	for _, id := range ids {
		rep, err := of.Report(t.Context(), Reporting{Kind: k, ID: id, Book: say.For(lang)})
		if errors.Is(err, field.NotFound) || errors.Is(err, field.Locked) || problem(err, "problem.safetyplan.none") {
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", k, err)
		}
		return rep, true
	}
	return Report{}, false
}

// printedOnce looks for one entry since, about the record, with the kind and every personal field.
func printedOnce(t *testing.T, of *Office, rep Report, before uint64) {
	t.Helper()
	entries := 0
	err := of.store.Journal(t.Context(), before+1, 0, func(e store.Entry) error {
		entries++
		text, about := "", field.ID{}
		for _, op := range e.Ops {
			text += op.Text + " "
			about = op.ID
		}
		words := strings.Fields(text)
		for _, want := range rep.Document.Personal {
			if rep.Subject == nil && !slices.Contains(words, want) {
				t.Errorf("%s: the journal does not name %s: %q", rep.Kind, want, text)
			}
		}
		if rep.Subject == nil && !slices.Contains(words, string(rep.Kind)) || rep.Kind.Table() != nil && about == (field.ID{}) {
			t.Errorf("%s is noted as %q", rep.Kind, text)
		}
		return nil
	})
	if err != nil || entries != 1 {
		t.Errorf("%s: %d entries, %v", rep.Kind, entries, err)
	}
}

// pseudonyms reports that all names seen are of people who gave none (某女士): such a name may stand anywhere.
func pseudonyms(t *testing.T, of *Office, seen []NameSeen) bool {
	t.Helper()
	for _, s := range seen {
		r, err := of.Get(s.Type, s.ID)
		if err != nil {
			t.Fatal(err)
		}
		if p, ok := r.(*centre.Person); !ok || p.Pseudonym != field.Yes {
			return false
		}
	}
	return true
}

// TestAPublicDocumentNamesNoPersonByReference: an event that refers to a person where a body should stand prints no name.
func TestAPublicDocumentNamesNoPersonByReference(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	p := of.New(centre.PersonType).(*centre.Person)
	p.Name = "欧阳样例"
	save(t, of, p)
	e := of.New(centre.EventType).(*centre.Event)
	e.Name, e.Kind, e.State, e.Hosts = "样例讲座", "lecture", "held", []field.ID{p.ID}
	if of.Name(p.ID) != p.Name || of.publicName(p.ID) != "" {
		t.Fatalf("a person is called %q, and in public %q", of.Name(p.ID), of.publicName(p.ID))
	}
	if _, err := of.Save(t.Context(), e); err != nil {
		t.Skip("such an event cannot be saved") // then it cannot be printed either
	}
	if _, text := reported(t, of, Reporting{Kind: EventReport, ID: e.ID}); strings.Contains(text, p.Name) {
		t.Error("the report of an event names a person")
	}
}
