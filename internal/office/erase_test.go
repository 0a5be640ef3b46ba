package office

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"unicode/utf16"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// standing holds what the statistics say of cases.
func standing(t *testing.T, of *Office, id field.ID) map[string]any {
	t.Helper()
	figures, _ := reported(t, of, Reporting{Kind: CaseReport, ID: id, Whole: true})
	out := map[string]any{"report": figures}
	for _, key := range []string{"matter", "channel", "state", "outcome", "risk", "enquiry"} {
		tally, err := of.Tally(centre.CaseType, key, store.Query{})
		if err != nil {
			t.Fatal(err)
		}
		out[key] = tally
	}
	for _, key := range []string{"sex", "ageband", "employment", "period"} {
		tally, err := of.Tally(centre.PersonType, key, store.Query{})
		if err != nil {
			t.Fatal(err)
		}
		out["person "+key] = tally
	}
	services, err := of.Tally(centre.StepType, "service", store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	out["service"] = services
	return out
}

func TestAnonymisedCaseGivesTheSameFigures(t *testing.T) {
	of, dir, _ := testOffice(t, Founding{})
	c := ended(t, of, "示例甲", of.Today())
	path := filepath.Join(t.TempDir(), "示例.txt")
	if err := os.WriteFile(path, []byte("附件的内容"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := of.Attach(t.Context(), c, path, Attaching{}); err != nil {
		t.Fatal(err)
	}
	before := standing(t, of, c.ID)
	done, err := of.Anonymise(t.Context(), []Target{{centre.CaseType, c.ID}}, nil)
	if err != nil || done.Change.Seq == 0 || done.Records < 4 {
		t.Fatalf("%+v, %v", done, err)
	}
	if after := standing(t, of, c.ID); !reflect.DeepEqual(before, after) {
		t.Errorf("figures before\n%v\nand after\n%v", before, after)
	}
	r, err := of.OpenCase(c.ID)
	if err != nil {
		t.Fatal(err)
	}
	p := r.Person
	if r.Case.Facts != "" || r.Case.Number != c.Number || r.Case.Anonymised != of.Today() || r.Steps[0].What == "谈过的内容" || p.Name == "示例甲" || p.Phone != "" || p.Address != "" || p.Birth != (field.Day{Year: 1990}) || p.Sex != "female" {
		t.Errorf("case %+v, step %+v, person %+v", r.Case, r.Steps[0], p)
	}
	if files, _, err := of.AttachedSize(); err != nil || files != 0 {
		t.Errorf("%d files are there still, %v", files, err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "blobs", "*", "*")); err != nil || len(left) > 0 {
		t.Errorf("%d files are on the disk still, %v", len(left), err)
	}
	for _, target := range []Target{{centre.CaseType, c.ID}, {centre.PersonType, p.ID}, {centre.StepType, r.Steps[0].ID}} {
		h, err := of.History(target.Type, target.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range h {
			for _, op := range e.Ops {
				if len(op.Keys) > 0 {
					t.Errorf("the history of %s tells of %v", target.Type.Table, op.Keys)
				}
			}
		}
	}
	if _, err := of.Undo(t.Context(), done.Change.Seq); err == nil {
		t.Error("it can be undone")
	}
}

func TestPersonOthersNeedStaysWhoSheIs(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := ended(t, of, "示例甲", of.Today())
	other, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0105", Person: c.Person, What: "另一件"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Anonymise(t.Context(), []Target{{centre.CaseType, c.ID}}, nil); err != nil {
		t.Fatal(err)
	}
	was, err := of.OpenCase(c.ID)
	if err != nil {
		t.Fatal(err)
	}
	is, err := of.OpenCase(other.ID)
	if err != nil {
		t.Fatal(err)
	}
	if is.Person.Name != "示例甲" || was.Person.ID == is.Person.ID || was.Person.Name == "示例甲" || was.Person.Birth.Year != 1990 {
		t.Errorf("one has %+v, the other %+v", was.Person, is.Person)
	}
	if _, err := of.Erase(t.Context(), []Target{{centre.CaseType, c.ID}, {centre.CaseType, other.ID}}, nil); err != nil {
		t.Fatal(err)
	}
	if n, err := of.Count(centre.PersonType, store.Query{}); err != nil || n != 0 {
		t.Errorf("%d persons are left, %v", n, err)
	}
}

func TestErasedCaseIsNowhere(t *testing.T) {
	of, dir, o := testOffice(t, Founding{})
	c := ended(t, of, "示例抹去者", of.Today())
	stays := ended(t, of, "示例留下者", of.Today())
	if _, err := of.Backup(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	done, err := of.Erase(t.Context(), []Target{{centre.CaseType, c.ID}}, nil)
	if err != nil || done.Records != 4 { // the case, its step and the entry of its answer, and who asked
		t.Fatalf("%+v, %v", done, err)
	}
	if len(done.Holding) != 1 {
		t.Errorf("%d backups are said to hold it", len(done.Holding))
	}
	for _, target := range []Target{{centre.CaseType, c.ID}, {centre.PersonType, c.Person}} {
		if _, err := of.Get(target.Type, target.ID); !errors.Is(err, field.NotFound) {
			t.Errorf("%s: %v", target.Type.Table, err)
		}
	}
	for _, part := range []*field.Type{centre.StepType, centre.ActType} {
		if n, err := of.Count(part, store.Query{}); err != nil || n != 1 {
			t.Errorf("%d of %s are left, %v", n, part.Table, err)
		}
	}
	made, err := of.Backup(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, old := range done.Holding {
		if old.Path == made.Path {
			t.Error("the backup made afterwards is said to hold it")
		}
	}
	again := filepath.Join(t.TempDir(), "again")
	if err := store.Restore(t.Context(), store.RestoreSpec{Path: made.Path, Passphrase: testPass, Dir: again}, o.store(), nil); err != nil {
		t.Fatal(err)
	}
	for _, place := range []string{dir, again, filepath.Dir(made.Path)} {
		nowhere(t, place, "示例抹去者", c.Number)
	}
	o.Anchor = ""
	restored, err := Open(again, testPass, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := restored.Get(centre.CaseType, c.ID); !errors.Is(err, field.NotFound) {
		t.Errorf("in the restored folder: %v", err)
	}
	if _, err := restored.Get(centre.CaseType, stays.ID); err != nil {
		t.Error(err)
	}
	told := 0
	err = restored.store.Journal(context.Background(), 1, 0, func(e store.Entry) error {
		for _, op := range e.Ops {
			if op.ID == c.ID && op.Kind == store.Erased {
				told++
			} else if op.ID == c.ID || op.ID == c.Person {
				if op.Kind != store.Erased {
					t.Errorf("entry %d tells of it", e.Seq)
				}
			}
		}
		return nil
	})
	if err != nil || told != 1 {
		t.Errorf("the journal says %d times that it was erased, %v", told, err)
	}
	if err := restored.Close(); err != nil {
		t.Error(err)
	}
}

// nowhere fails when a word stands in a file below the folder, as it is typed or in 2-byte units.
func nowhere(t *testing.T, dir string, words ...string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, w := range words {
			var units []byte
			for _, u := range utf16.Encode([]rune(w)) {
				units = append(units, byte(u), byte(u>>8))
			}
			if bytes.Contains(b, []byte(w)) || bytes.Contains(b, units) {
				t.Errorf("%s holds an erased word", d.Name())
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestErasingAHardshipFileTakesAllThatIsAboutIt(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	p := of.New(centre.PersonType).(*centre.Person)
	p.Name = "示例甲"
	org := of.New(centre.OrganisationType).(*centre.Organisation)
	org.Name, org.Kind = "示例单位", centre.OrganisationKind.Codes[0].Code
	save(t, of, p, org)
	h := of.New(centre.HardshipType).(*centre.Hardship)
	h.Person, h.Class, h.Cause = p.ID, "deep", centre.Cause.Codes[0].Code
	save(t, of, h)
	pair := of.New(centre.PairingType).(*centre.Pairing)
	pair.Hardship, pair.Helper, pair.Kind, pair.From, pair.State = h.ID, org.ID, centre.PairingKind.Codes[0].Code, of.Today(), centre.PairingState.Codes[0].Code
	save(t, of, pair)
	v, err := of.NewPart(centre.VisitType, pair.ID)
	if err != nil {
		t.Fatal(err)
	}
	visit := v.(*centre.Visit)
	visit.Date, visit.Who, visit.Note = of.Today(), "示例丙", "走访的话"
	save(t, of, visit)
	if _, err := of.Erase(t.Context(), []Target{{centre.VisitType, visit.ID}}, nil); !problem(err, "retention.part") {
		t.Errorf("erasing a part: %v", err)
	}
	if _, err := of.Erase(t.Context(), []Target{{centre.OrganisationType, org.ID}}, nil); !problem(err, "retention.used") {
		t.Errorf("erasing what others need: %v", err)
	}
	if _, err := of.Anonymise(t.Context(), []Target{{centre.OrganisationType, org.ID}}, nil); !problem(err, "retention.cannot.anonymise") {
		t.Errorf("anonymising an organisation: %v", err)
	}
	done, err := of.Erase(t.Context(), []Target{{centre.HardshipType, h.ID}}, nil)
	if err != nil || done.Records != 4 {
		t.Fatalf("%+v, %v", done, err)
	}
	for _, typ := range []*field.Type{centre.HardshipType, centre.PairingType, centre.VisitType, centre.PersonType} {
		if n, err := of.Count(typ, store.Query{}); err != nil || n != 0 {
			t.Errorf("%d of %s are left, %v", n, typ.Table, err)
		}
	}
}
