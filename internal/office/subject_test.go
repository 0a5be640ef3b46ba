package office

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/fake"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// tagged fills every free text of a record with words that stand nowhere else.
func tagged[R field.Record](r R, tag string) R {
	t := r.Type()
	for i := range t.Fields {
		f := &t.Fields[i]
		if p, ok := f.Pointer(r).(*string); ok && f.Rule == nil && f.Vocab == nil && !f.Has(field.IsBlob) {
			*p = fmt.Sprintf("%s%02d", tag, i)
		}
	}
	return r
}

// household is one woman of a test with everything there can be about her.
type household struct {
	woman   *centre.Person
	records []field.Record // about her, in an order in which they can be saved
	member  *centre.Member // of her household; somebody else
	file    *centre.Hardship
	pairing *centre.Pairing
	c       *centre.Case
}

func newHousehold(m *fake.Maker, tag string, c *centre.Counsellor, o *centre.Organisation) *household {
	h := &household{woman: tagged(m.Person(), tag+"人")}
	h.woman.ResidentID = map[string]string{"甲": "11010519491231002X", "乙": "440524188001010014"}[tag]
	h.woman.Unit = o.ID
	h.c = tagged(m.Case(func(r *centre.Case) { r.Person, r.Adverse = h.woman.ID, o.ID }), tag+"案")
	step := tagged(m.Step(func(r *centre.Step) { r.Case = h.c.ID }), tag+"步")
	consent := tagged(m.Consent(func(r *centre.Consent) { r.Case, r.Person = h.c.ID, h.woman.ID }), tag+"同")
	h.file = tagged(m.Hardship(func(r *centre.Hardship) { r.Person = h.woman.ID }), tag+"困")
	h.member = tagged(m.Member(func(r *centre.Member) { r.Hardship = h.file.ID }), tag+"家")
	h.member.Name = "示例家人" + tag
	h.pairing = tagged(m.Pairing(func(r *centre.Pairing) { r.Hardship, r.Helper = h.file.ID, o.ID }), tag+"结")
	h.records = []field.Record{
		h.woman, h.c, step, consent,
		tagged(m.Referral(func(r *centre.Referral) { r.Case, r.To, r.Consent = h.c.ID, o.ID, consent.ID }), tag+"转"),
		tagged(m.Deadline(func(r *centre.Deadline) { r.Case = h.c.ID }), tag+"期"),
		tagged(m.Appointment(func(r *centre.Appointment) { r.Person, r.Case, r.Counsellor = h.woman.ID, h.c.ID, c.ID }), tag+"约"),
		h.file, h.pairing,
		tagged(m.Aid(func(r *centre.Aid) { r.Hardship, r.Pairing = h.file.ID, h.pairing.ID }), tag+"帮"),
		tagged(m.Visit(func(r *centre.Visit) { r.Pairing = h.pairing.ID }), tag+"访"),
		tagged(m.Attachment(func(r *centre.Attachment) { r.Owner = step.ID }), tag+"附"),
	}
	return h
}

// subjectText is the paper of a subject as a reader searches it, and its JSON.
func subjectText(t *testing.T, s Subject) (printed, data string) {
	t.Helper()
	pages, err := s.Document.Layout()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := s.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	var any map[string]any
	if err := json.Unmarshal(out.Bytes(), &any); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(pages.Plain(), "⟦") {
		t.Errorf("texts without words:\n%s", pages.Plain())
	}
	return squashed(pages.Plain()), out.String()
}

func squashed(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\u00a0\u3000\f", r) {
			return -1
		}
		return r
	}, s)
}

// TestASubjectIsAllOfOneWomanAndNothingOfAnother: two women who know each other, each with everything.
func TestASubjectIsAllOfOneWomanAndNothingOfAnother(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	m := fake.New(5, of.Today())
	unit, counsellor := m.Organisation(), tagged(m.Counsellor(), "咨")
	her, other := newHousehold(m, "甲", counsellor, unit), newHousehold(m, "乙", counsellor, unit)
	helped := tagged(m.Pairing(func(r *centre.Pairing) { r.Hardship, r.Helper = other.file.ID, her.woman.ID }), "助")
	kinOfOther := tagged(m.Member(func(r *centre.Member) { r.Hardship, r.ResidentID = other.file.ID, her.woman.ResidentID }), "亲")
	helpedBack := tagged(m.Pairing(func(r *centre.Pairing) { r.Hardship, r.Helper = her.file.ID, other.woman.ID }), "回")
	witness := tagged(m.Consent(func(r *centre.Consent) { r.Case, r.Person = other.c.ID, her.woman.ID }), "证")
	namesake := m.Event(func(e *centre.Event) { e.Note = "主持人" + her.woman.Name })
	for _, rs := range [][]field.Record{
		{unit, counsellor}, her.records, other.records, {her.member, other.member}, {helped, kinOfOther, helpedBack, witness, namesake},
	} {
		for _, r := range rs {
			if _, err := of.store.Update(t.Context(), store.Verb{Name: "test"}, func(tx *store.Tx) error { return tx.Put(r) }); err != nil {
				t.Fatalf("%s: %v", r.Type().Table, err)
			}
		}
	}
	gone := her.records[6] // the appointment
	if _, err := of.Delete(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	for _, p := range []*centre.Person{her.woman, other.woman} {
		if err := of.Saw(t.Context(), p, "phone"); err != nil {
			t.Fatal(err)
		}
	}
	for _, lang := range say.Langs() {
		b := say.For(lang)
		s, err := of.Subject(t.Context(), her.woman.ID, b)
		if err != nil {
			t.Fatal(err)
		}
		text, data := subjectText(t, s)
		shown := append(slices.Clone(her.records), kinOfOther, helpedBack, witness)
		w := centre.Shown{Book: b, Zone: of.zone, Name: func(field.ID) string { return "" }}
		for _, r := range shown {
			tp := r.Type()
			for i := range tp.Fields {
				f := &tp.Fields[i]
				if f.Has(field.IsBlob) || f.Empty(r) {
					continue
				}
				if want := squashed(w.Field(f, r)); !strings.Contains(text, want) {
					t.Errorf("%s: no %s.%s %q", lang, tp.Table, f.Key, want)
				}
				if p, ok := f.Pointer(r).(*string); ok && !strings.Contains(data, *p) {
					t.Errorf("the data has no %s.%s", tp.Table, f.Key)
				}
			}
		}
		if !strings.Contains(text, helped.Promise) || !strings.Contains(data, helped.Promise) {
			t.Error("what she promised as a helper is missing")
		}
		hidden := []string{helped.Note, counsellor.Name, counsellor.Phone, counsellor.Note, her.member.Name, her.member.Work, her.member.Health, her.member.Note}
		hidden = append(hidden, other.member.Name)
		for _, r := range other.records {
			tp := r.Type()
			for i := range tp.Fields {
				f := &tp.Fields[i]
				if p, ok := f.Pointer(r).(*string); ok && f.Vocab == nil && (f.Has(field.IsPrivate|field.IsMasked) || r != field.Record(other.woman)) && !strings.Contains(f.Key, "from") && f.Key != "to" {
					hidden = append(hidden, *p)
				}
			}
		}
		for _, secret := range hidden {
			if secret != "" && (strings.Contains(text, squashed(secret)) || strings.Contains(data, secret)) {
				t.Errorf("%s: somebody else's %q is shown", lang, secret)
			}
		}
		for _, r := range append(slices.Clone(other.records), counsellor) {
			if strings.Contains(data, r.Base().ID.String()) {
				t.Errorf("the data refers to somebody else's %s", r.Type().Table)
			}
		}
		if strings.Contains(data, `"blob"`) {
			t.Error("the data has the key of a file")
		}
		if n := strings.Count(text, squashed(b.T("subject.field", b.T("person"), b.T("person.phone")))); n != 1 {
			t.Errorf("%s: %d lines of who looked at a telephone", lang, n)
		}
		if !slices.ContainsFunc(s.Sheet.Parts, func(p paper.SubjectPart) bool { return p.Record.Base().ID == gone.Base().ID && p.Deleted }) {
			t.Error("what was deleted and not erased is missing")
		}
		if len(s.Mentions) != 1 || s.Mentions[0].ID != namesake.ID || s.Shut != 0 || len(s.Closed) != 0 || s.Damaged != 0 {
			t.Errorf("mentions %v, shut %d, closed %v, damaged %d", s.Mentions, s.Shut, s.Closed, s.Damaged)
		}
		if !slices.Contains(s.Review, SubjectText{centre.CaseType, her.c.ID, "facts"}) {
			t.Error("the facts of the case are not among what is to be read first")
		}
	}
}

func TestASubjectIsNotedAndNeedsKeysAndRights(t *testing.T) {
	of, dir, o := recoverable(t)
	c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0201", Who: "示例当事人", What: "三个月没有发工资"})
	if err != nil {
		t.Fatal(err)
	}
	b := say.For(say.ZH)
	s, err := of.Subject(t.Context(), c.Person, b)
	if err != nil {
		t.Fatal(err)
	}
	if err := of.SubjectLeaves(t.Context(), s, "pdf", "本人查询"); err != nil {
		t.Fatal(err)
	}
	again, err := of.Subject(t.Context(), c.Person, b)
	if err != nil {
		t.Fatal(err)
	}
	if last := again.Sheet.Lines[len(again.Sheet.Lines)-1]; last.What != b.T("subject.exported") || last.Who != "值班员" || len(again.Sheet.Lines) != len(s.Sheet.Lines)+1 {
		t.Errorf("the last line is %+v", last)
	}
	reason := ""
	if err := of.store.Journal(t.Context(), of.Folder().Seq, 0, func(e store.Entry) error { reason = e.Reason; return nil }); err != nil || reason != "本人查询" {
		t.Errorf("reason %q, %v", reason, err)
	}
	rep, err := of.Report(t.Context(), Reporting{Kind: SubjectReport, ID: c.Person, Book: b})
	if err != nil || rep.Subject == nil || rep.Title != again.Title {
		t.Fatalf("as a document: %+v, %v", rep.Subject, err)
	}
	if err := of.Printed(t.Context(), rep); err != nil {
		t.Fatal(err)
	}
	for _, tp := range []*field.Type{centre.PersonType, centre.EventType} { // she stands in the one and not in the other
		if err := of.NoteExport(t.Context(), Exporting{Type: tp, Form: exchange.XLSX}); err != nil {
			t.Fatal(err)
		}
	}
	after, err := of.Subject(t.Context(), c.Person, b)
	if err != nil || len(after.Sheet.Lines) != len(again.Sheet.Lines)+2 {
		t.Fatalf("the printing and the export of the whole table are not noted: %+v, %v", after.Sheet.Lines, err)
	}
	if last := after.Sheet.Lines[len(after.Sheet.Lines)-1]; last.About != b.T("subject.table", b.T("person")) {
		t.Errorf("the last line is %+v", last)
	}
	if _, err := of.Subject(t.Context(), c.ID, b); !errors.Is(err, field.NotFound) {
		t.Errorf("no such person: %v", err)
	}
	for name, a := range map[string]store.NewAccount{
		"组织员": {Role: centre.RoleOrganiser, Spaces: []field.Space{field.Open}},
		"咨询员": {Role: centre.RoleCounsellor, Spaces: []field.Space{field.Open, field.Cases}},
	} {
		a.Name, a.Passphrase = name, newPass
		if _, err := of.store.AddAccount(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	hidden, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0601", Person: c.Person, What: "只有值班员知道"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Restrict(t.Context(), hidden.ID, []field.ID{of.Me().ID}); err != nil {
		t.Fatal(err)
	}
	if s, err := of.Subject(t.Context(), c.Person, b); err != nil || s.Shut != 0 || !strings.Contains(fmt.Sprint(s.Review), hidden.ID.String()) {
		t.Errorf("whoever is named on the case: %+v, %v", s, err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	for name, check := range map[string]func(*Office){
		"组织员": func(of *Office) {
			if _, err := of.Subject(t.Context(), c.Person, b); !errors.Is(err, field.Locked) {
				t.Errorf("an organiser: %v", err)
			}
		},
		"咨询员": func(of *Office) {
			s, err := of.Subject(t.Context(), c.Person, b)
			if err != nil || !slices.Equal(s.Closed, []field.Space{field.Aid}) || s.Shut != 1 {
				t.Errorf("a counsellor: closed %v, shut %d, %v", s.Closed, s.Shut, err)
			}
			if text, data := subjectText(t, s); strings.Contains(text, "只有值班员") || strings.Contains(data, hidden.ID.String()) {
				t.Error("a restricted case is shown to who is not named on it")
			}
			if err := of.SubjectLeaves(t.Context(), s, "pdf", ""); !errors.Is(err, field.Denied) {
				t.Errorf("a counsellor may not export: %v", err)
			}
		},
	} {
		o := o
		o.Account = name
		of, err := Open(dir, newPass, o)
		if err != nil {
			t.Fatal(err)
		}
		check(of)
		if err := of.Close(); err != nil {
			t.Fatal(err)
		}
	}
	sound(t, dir, o)
}

// TestSubjectsOfTheSample: whoever there is in the sample, the sheet is made and lacks no words.
func TestSubjectsOfTheSample(t *testing.T) {
	of, _, _ := testOffice(t, Founding{Sample: true})
	people, err := All[*centre.Person](t.Context(), of, centre.PersonType)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range people[:min(len(people), 12)] {
		s, err := of.Subject(t.Context(), p.ID, say.For(say.Langs()[i%2]))
		if err != nil {
			t.Fatal(err)
		}
		text, _ := subjectText(t, s)
		for _, q := range people {
			if q.ID != p.ID && q.Phone != "" && q.Phone != p.Phone && strings.Contains(text, q.Phone) {
				t.Error("a telephone of somebody else")
			}
		}
	}
}
