package office

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

var _ = addVerbs(map[string]tryVerb{
	"ExportLines": {centre.MayAudit, func(ctx context.Context, o *Office, _ walk) error {
		if !o.May(centre.MayExport) && o.May(centre.MayAudit) {
			return nil // the second right it needs is tried in TestLeavingTheJournalNeedsTwoRights
		}
		_, err := o.ExportLines(ctx, io.Discard, exchange.CSV, nil, say.For(say.ZH))
		return err
	}},
	"NoteVerified": {}, "Lines": {}, "LinesAbout": {}, "Entry": {}, "EntryAbout": {}, // show less without the right, and refuse nothing
})

// patterns of the places where the program names a verb of the journal.
var verbPlaces = []*regexp.Regexp{
	regexp.MustCompile(`\b(?:perform|manage|performRestricting|performErasing|note|setFrozen|saveKeys)\((?:ctx|c|context\.Background\(\)), "([a-z-]+)"`),
	regexp.MustCompile(`Verb\{Name: "([a-z-]+)"`), regexp.MustCompile(`\b[vV]erb[A-Z]\w*\s*= "([a-z-]+)"`), regexp.MustCompile(`const name = "([a-z-]+)"`),
}

// TestEveryVerbHasWords: whatever the program writes into the journal has a sentence in both languages.
func TestEveryVerbHasWords(t *testing.T) {
	found := map[string]bool{}
	for _, dir := range []string{".", "../store"} {
		names, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range verbPlaces {
				for _, m := range p.FindAllSubmatch(b, -1) {
					found[string(m[1])] = true
				}
			}
		}
	}
	if len(found) < 25 || !found["sign-in"] || !found["undo"] || !found["see"] {
		t.Fatalf("the scan finds only %d verbs: %v", len(found), found)
	}
	for _, lang := range say.Langs() {
		b := say.For(lang)
		for verb := range found {
			if !strings.HasSuffix(verb, "-") && !b.Has("audit.verb."+verb) {
				t.Errorf("%s has no words for %q", lang, verb)
			}
		}
		for _, verb := range []string{"make-case", "change-person", "delete-event", "restore-organisation"} {
			if got := VerbWords(b, verb); got == verb || strings.Contains(got, "{") {
				t.Errorf("%s: %s reads %q", lang, verb, got)
			}
		}
	}
	if got := VerbWords(say.For(say.EN), "of-a-newer-program"); got != "of-a-newer-program" {
		t.Errorf("an unknown verb reads %q", got)
	}
}

// TestEveryActLeavesItsLine lists the acts that change no record and must stand in the journal all the same: which kind, about which
// record or table, with what.
func TestEveryActLeavesItsLine(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	p := of.New(centre.PersonType).(*centre.Person)
	p.Name, p.Phone = "示例甲", "13800000000"
	if _, err := of.Save(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	book := say.For(say.ZH)
	for name, c := range map[string]struct {
		do    func() error
		kind  store.Kind
		table string
		id    field.ID
		text  string
	}{
		"view":  {func() error { return of.Saw(t.Context(), p, "phone") }, store.Seen, "person", p.ID, "phone"},
		"print": {func() error { return of.Printed(t.Context(), Report{Reporting: Reporting{Kind: CaseReport, ID: p.ID}}) }, store.Printed, "case", p.ID, ""},
		"export": {func() error {
			_, err := of.Export(t.Context(), io.Discard, Exporting{Type: centre.PersonType, Form: exchange.CSV, Private: true, Reason: "样例：移交上级", Book: book})
			return err
		}, store.Exported, "person", field.ID{}, "csv private"},
		"import": {func() error {
			_, err := of.Import(t.Context(), plan(t, of, units(t, 1)), nil)
			return err
		}, store.Imported, "organisation", field.ID{}, ""},
		"journal": {func() error {
			_, err := of.ExportLines(t.Context(), io.Discard, exchange.XLSX, []uint64{1}, book)
			return err
		}, store.Exported, "", field.ID{}, "xlsx"},
		"check":  {func() error { _, err := of.Check(t.Context(), nil); return err }, store.Noted, "", field.ID{}, ""},
		"backup": {func() error { _, err := of.BackupTo(t.Context(), t.TempDir(), nil); return err }, store.Noted, "", field.ID{}, ""},
		"drill":  {func() error { return of.NoteVerified(t.Context()) }, store.Noted, "", field.ID{}, ""},
		"subject": {func() error {
			s, err := of.Subject(t.Context(), p.ID, book)
			if err != nil {
				return err
			}
			return of.SubjectLeaves(t.Context(), s, "pdf", "本人要求")
		}, store.Exported, "person", p.ID, "subject pdf"},
	} {
		before := of.Folder().Seq
		if err := c.do(); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		ok := false
		for _, e := range entries(t, of, before) {
			for _, op := range e.Ops {
				table := ""
				if op.Type != nil {
					table = op.Type.Table
				}
				ok = ok || op.Kind == c.kind && table == c.table && op.ID == c.id && strings.HasPrefix(op.Text, c.text) && e.Who == of.Me().Name
			}
		}
		if !ok {
			t.Errorf("%s left %+v", name, entries(t, of, before))
		}
	}
}

// TestLinesGoBackwards: pages of lines hold every entry once, the newest first, and those about a record are found.
func TestLinesGoBackwards(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	p := of.New(centre.PersonType).(*centre.Person)
	p.Name = "示例甲"
	c, err := of.Save(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if err := of.Saw(t.Context(), p, "phone"); err != nil {
		t.Fatal(err)
	}
	var seqs []uint64
	for next := uint64(0); ; {
		var lines []store.Line
		lines, next, err = of.Lines(t.Context(), next, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			seqs = append(seqs, l.Seq)
		}
		if next == 0 {
			break
		}
	}
	if uint64(len(seqs)) != of.Folder().Seq {
		t.Fatalf("%d of %d lines: %v", len(seqs), of.Folder().Seq, seqs)
	}
	for i, seq := range seqs {
		if seq != of.Folder().Seq-uint64(i) {
			t.Fatalf("the order is %v", seqs)
		}
	}
	about, err := of.LinesAbout(t.Context(), centre.PersonType, p.ID, nil)
	if err != nil || len(about) != 2 || !about[c.Seq] || !about[c.Seq+1] {
		t.Errorf("about the record: %v, %v", about, err)
	}
	e, err := of.Entry(c.Seq + 1)
	if err != nil {
		t.Fatal(err)
	}
	if text := of.EntryAbout(say.For(say.ZH), e); !strings.Contains(text, "示例甲") || !strings.Contains(text, say.For(say.ZH).T("person.phone")) {
		t.Errorf("the view reads %q", text)
	}
	var out bytes.Buffer
	if n, err := of.ExportLines(t.Context(), &out, exchange.CSV, seqs, say.For(say.ZH)); n != len(seqs) || err != nil || !strings.Contains(out.String(), "示例甲") {
		t.Errorf("%d exported, %v", n, err)
	}
}

// TestWithoutTheRightOneSeesHerOwn: a colleague without the right to audit lists her own entries alone, reads of others' only what
// touches records she can open, and takes nothing out.
func TestWithoutTheRightOneSeesHerOwn(t *testing.T) {
	of, dir, o := looseOffice(t)
	p := of.New(centre.PersonType).(*centre.Person)
	p.Name = "示例甲"
	c, err := of.Save(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.AddPerson(t.Context(), NewPerson{Name: "示例组织员", Role: centre.RoleOrganiser, Passphrase: testPass + "2"}); err != nil {
		t.Fatal(err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	o.Account = "示例组织员"
	as, err := Open(dir, testPass+"2", o)
	if err != nil {
		t.Fatal(err)
	}
	lines, _, err := as.Lines(t.Context(), 0, 1000)
	if err != nil || len(lines) == 0 {
		t.Fatal(lines, err)
	}
	for _, l := range lines {
		if l.Account != as.Me().ID {
			t.Errorf("she sees entry %d of somebody else", l.Seq)
		}
	}
	if _, err := as.Entry(c.Seq); !errors.Is(err, field.Denied) {
		t.Errorf("she reads what somebody did to a case: %v", err)
	}
	if about, err := as.LinesAbout(t.Context(), centre.PersonType, p.ID, nil); err != nil || len(about) != 0 {
		t.Errorf("she is told %v of a record she cannot open, %v", about, err)
	}
	if _, err := as.ExportLines(t.Context(), io.Discard, exchange.CSV, nil, say.For(say.ZH)); !errors.Is(err, field.Denied) {
		t.Errorf("she takes the journal out: %v", err)
	}
	if err := as.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestLeavingTheJournalNeedsTwoRights: who may audit but not export reads and takes nothing out.
func TestLeavingTheJournalNeedsTwoRights(t *testing.T) {
	of, dir, o := looseOffice(t)
	var without string
	for _, r := range centre.BuiltInRoles() {
		if r.May(centre.MayAudit) && !r.May(centre.MayExport) {
			without = r.Key
		}
	}
	if without == "" {
		t.Skip("no role may audit without exporting")
	}
	if _, err := of.AddPerson(t.Context(), NewPerson{Name: "示例审计员", Role: without, Passphrase: testPass + "2"}); err != nil {
		t.Fatal(err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	o.Account = "示例审计员"
	as, err := Open(dir, testPass+"2", o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := as.ExportLines(t.Context(), io.Discard, exchange.CSV, nil, say.For(say.ZH)); !errors.Is(err, field.Denied) {
		t.Errorf("%v", err)
	}
	if err := as.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestTheJournalNamesNothingByItsCode: decisions, risk checks, deadlines, key dates, readings and aid are named in words, in both
// languages.
func TestTheJournalNamesNothingByItsCode(t *testing.T) {
	of, _, _ := testOffice(t, Founding{Sample: true})
	for _, typ := range []*field.Type{centre.ActType, centre.RiskCheckType, centre.DeadlineType, centre.MilestoneType, centre.ReadingType, centre.AidType, centre.PairingType, centre.RoleType} {
		rows, err := of.List(typ, store.Query{})
		if err != nil || rows.Len() == 0 {
			t.Fatalf("%s: %d rows, %v", typ.Table, rows.Len(), err)
		}
		for _, lang := range say.Langs() {
			b := say.For(lang)
			name := of.NameIn(b, rows.ID(0))
			if raw := of.Name(rows.ID(0)); name == "" || name == raw {
				t.Errorf("%s is named %q", typ.Table, name)
			}
			if about := of.EntryAbout(b, store.Entry{Ops: []store.Op{{Type: typ, ID: rows.ID(0)}}}); !strings.Contains(about, name) {
				t.Errorf("%s: the journal says %q, not %q", typ.Table, about, name)
			}
		}
	}
}
