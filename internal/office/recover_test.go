package office

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/vault"
)

const newPass = "a lilac by the gate, 2027"

var codeLine = regexp.MustCompile(`(?m)^[0-9A-HJKMNP-TV-Z]{12}$`)

// codesOf reads the codes off a sheet as a person does who holds the paper.
func codesOf(t *testing.T, made RecoveryMade) (codes []string) {
	t.Helper()
	pages, err := made.Document.Layout()
	if err != nil {
		t.Fatal(err)
	}
	lines := codeLine.FindAllString(pages.Plain(), -1)
	each := len(lines) / len(pages.Sheets)
	for part := range slices.Chunk(lines, each) {
		codes = append(codes, strings.Join(part, "\n"))
	}
	return codes
}

func makeSheet(t *testing.T, of *Office, split, replace bool) (RecoveryMade, []string) {
	t.Helper()
	made, err := of.MakeRecovery(t.Context(), RecoveryMaking{Split: split, Replace: replace, Book: say.For(say.ZH)})
	if err != nil {
		t.Fatal(err)
	}
	return made, codesOf(t, made)
}

// mended is the sentence of the one problem err is.
func mended(t *testing.T, err error) field.Problem {
	t.Helper()
	var ps field.Problems
	if !errors.As(err, &ps) || len(ps) != 1 {
		t.Fatalf("%v is not one problem", err)
	}
	for _, l := range say.Langs() {
		if !say.For(l).Has(ps[0].Say) {
			t.Errorf("%s: no sentence %s", l, ps[0].Say)
		}
	}
	return ps[0]
}

func TestRecoverySheetOpensTheFolderAndGivesANewPassphrase(t *testing.T) {
	for _, split := range []bool{false, true} {
		of, dir, o := recoverable(t)
		c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0201", What: "三个月没有发工资"})
		if err != nil {
			t.Fatal(err)
		}
		made, codes := makeSheet(t, of, split, false)
		if err := of.Close(); err != nil {
			t.Fatal(err)
		}
		if split {
			codes = codes[1:]
		}
		r, err := OpenRecovery(dir, codes, o)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Sheet(); got.Number != made.Number || got.Split != split || got.Made != made.Made {
			t.Errorf("the sheet is %+v", got)
		}
		people := r.People()
		if len(people) != 1 || people[0].Name != "值班员" {
			t.Fatalf("the people are %v", people)
		}
		if p := problemOfReset(t, r, people[0].ID, "short"); p.Field != "passphrase" {
			t.Errorf("a short passphrase: %+v", p)
		}
		again, done, err := r.Reset(t.Context(), people[0].ID, newPass)
		if err != nil || len(done.Lost) > 0 {
			t.Fatalf("%v, lost %v", err, done.Lost)
		}
		if again.Me().Name != "值班员" || len(again.RecoverySheets()) != 1 {
			t.Errorf("signed in is %+v", again.Me())
		}
		if got, err := store.As[*centre.Case](again.Get(centre.CaseType, c.ID)); err != nil || got.Facts != c.Facts {
			t.Errorf("the case after the recovery: %v", err)
		}
		if rep, err := again.Check(t.Context(), nil); err != nil || !rep.Sound() {
			t.Errorf("the folder: %+v, %v", rep.Troubles, err)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir, testPass, o); !errors.Is(err, field.Passphrase) {
			t.Errorf("the forgotten passphrase: %v", err)
		}
		forgotten, _, err := Recover(t.Context(), dir, Recovering{Codes: codes, Account: " 值 班员", Passphrase: newPass + "!"}, o)
		if err != nil {
			t.Fatalf("the sheet a second time: %v", err)
		}
		if err := forgotten.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func problemOfReset(t *testing.T, r *Recovery, id field.ID, pass string) field.Problem {
	t.Helper()
	_, _, err := r.Reset(t.Context(), id, pass)
	return mended(t, err)
}

func TestASheetOpensEveryEpochAndEverySpace(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	made, codes := makeSheet(t, of, false, false)
	for _, sp := range of.Me().Spaces {
		if !slices.Contains(made.Spaces, sp) {
			t.Errorf("the sheet does not open %s", sp)
		}
	}
	if made.Lacks != 0 || made.Drilled != 0 || len(made.Void) != 0 {
		t.Errorf("%+v", made.RecoverySheet)
	}
	if _, err := of.store.Update(t.Context(), store.Verb{Name: "test"}, func(tx *store.Tx) error {
		return tx.NewSpace("case-later", of.Me().ID)
	}); err != nil {
		t.Fatal(err)
	}
	if now := of.RecoverySheets(); !slices.Contains(now[0].Spaces, "case-later") || now[0].Lacks != 0 {
		t.Errorf("a restricted space made later: %+v", now)
	}
	if err := of.RotateKeys(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got, err := of.Drill(t.Context(), codes...); err != nil || !slices.Equal(got.Spaces, of.Me().Spaces) || got.Lacks != 0 {
		t.Errorf("after new keys: %+v, %v", got, err)
	}
}

func TestANewSheetMakesTheOldOneVoid(t *testing.T) {
	of, dir, o := recoverable(t)
	first, old := makeSheet(t, of, false, false)
	_, err := of.MakeRecovery(t.Context(), RecoveryMaking{Book: say.For(say.ZH)})
	if p := mended(t, err); p.Say != "recovery.exists" || p.Args[0] != first.Number {
		t.Errorf("a second sheet: %+v", p)
	}
	full := errors.New("no paper")
	_, err = of.MakeRecovery(t.Context(), RecoveryMaking{Replace: true, Book: say.For(say.ZH), Print: func(paper.Document) error { return full }})
	if _, still := of.Drill(t.Context(), old...); !errors.Is(err, full) || still != nil || len(of.RecoverySheets()) != 1 {
		t.Errorf("a sheet that was not printed: %v, the one before: %v", err, still)
	}
	second, fresh := makeSheet(t, of, true, true)
	if !slices.Equal(second.Void, []string{first.Number}) || second.Number == first.Number {
		t.Errorf("void is %v", second.Void)
	}
	if all := of.RecoverySheets(); len(all) != 1 || all[0].Number != second.Number || !all[0].Split {
		t.Errorf("the sheets are %+v", all)
	}
	if _, err := of.Drill(t.Context(), old...); mended(t, err).Say != "recovery.shut" {
		t.Errorf("the old sheet: %v", err)
	}
	if _, err := of.Drill(t.Context(), fresh[2], fresh[0]); err != nil {
		t.Errorf("the new sheet: %v", err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenRecovery(dir, old, o); mended(t, err).Say != "recovery.shut" {
		t.Errorf("the old sheet, the folder closed: %v", err)
	}
	sound(t, dir, o)
}

// recoverable makes a folder that the test closes and opens as it likes; it is checked whole when the test ends.
func recoverable(t *testing.T) (*Office, string, Options) {
	t.Helper()
	dir, o := filepath.Join(t.TempDir(), "data"), testOptions(t)
	of, err := Create(t.Context(), dir, Founding{Centre: "样例中心", User: "值班员", Passphrase: testPass}, o)
	if err != nil {
		t.Fatal(err)
	}
	return of, dir, o
}

// sound opens a closed folder, checks it whole and closes it.
func sound(t *testing.T, dir string, o Options) {
	t.Helper()
	of, err := Open(dir, testPass, o)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := of.Check(t.Context(), nil)
	if err = errors.Join(err, of.Close()); err != nil || !rep.Sound() {
		t.Errorf("the folder after the test: %+v, %v", rep.Troubles, err)
	}
}

func TestADrillChangesNothingAndIsNoted(t *testing.T) {
	of, dir, o := recoverable(t)
	made, codes := makeSheet(t, of, true, false)
	got, err := of.Drill(t.Context(), codes[0], codes[1])
	if err != nil || got.Number != made.Number || got.Drilled == 0 || got.Lacks != 0 || !slices.Equal(got.Spaces, of.RecoverySheets()[0].Spaces) {
		t.Errorf("%+v, %v", got, err)
	}
	noted := false
	err = of.store.Journal(t.Context(), of.Folder().Seq, 0, func(e store.Entry) error {
		for _, op := range e.Ops {
			noted = noted || e.Verb == "drill-recovery" && op.Text == made.Number
		}
		return nil
	})
	if err != nil || !noted {
		t.Errorf("the drill is not in the journal: %v", err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	before := filesOf(t, dir)
	got, err = DrillFolder(dir, codes[1:], o)
	if err != nil || got.Number != made.Number || got.Drilled == 0 || got.Lacks != 0 {
		t.Errorf("with the folder closed: %+v, %v", got, err)
	}
	for name, body := range filesOf(t, dir) {
		if before[name] != body {
			t.Errorf("the drill changed %s", name)
		}
	}
	other, _, _ := testOffice(t, Founding{})
	_, foreign := makeSheet(t, other, false, false)
	if _, err := DrillFolder(dir, foreign, o); mended(t, err).Say != "recovery.shut" {
		t.Errorf("the sheet of another folder: %v", err)
	}
	if _, err := DrillFolder(t.TempDir(), foreign, o); !errors.Is(err, field.NoFolder) {
		t.Errorf("no folder: %v", err)
	}
	sound(t, dir, o)
}

// filesOf is what stands in the files of a folder.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		out[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWhatIsMistypedIsSaidInBothLanguages(t *testing.T) {
	for _, w := range vault.SheetTroubles {
		for _, l := range say.Langs() {
			key := "recovery.code." + string(w)
			if b := say.For(l); !b.Has(key) || strings.Contains(b.T(key, "2", "3", "4"), "{") {
				t.Errorf("%s: %s", l, key)
			}
		}
	}
	of, dir, o := testOffice(t, Founding{})
	_, codes := makeSheet(t, of, true, false)
	wrong := strings.Replace(codes[1], "\n", "\nU", 1)
	for _, c := range []struct {
		codes []string
		want  field.Problem
	}{
		{[]string{codes[0]}, field.Problem{Field: "code", Say: "recovery.code.more"}},
		{[]string{codes[0], wrong}, field.Problem{Field: "code2", Say: "recovery.code.letter"}},
		{[]string{wrong}, field.Problem{Field: "code", Say: "recovery.code.letter"}},
		{[]string{codes[0], codes[0]}, field.Problem{Field: "code2", Say: "recovery.code.twice"}},
		{nil, field.Problem{Field: "code", Say: "recovery.code.empty"}},
	} {
		_, err := of.Drill(t.Context(), c.codes...)
		if p := mended(t, err); p.Field != c.want.Field || p.Say != c.want.Say {
			t.Errorf("%+v, want %+v", p, c.want)
		}
		if _, err := OpenRecovery(dir, c.codes, o); mended(t, err).Say != c.want.Say {
			t.Errorf("%v, want %+v", err, c.want)
		}
	}
	if err := CheckCode(codes[0]); err != nil {
		t.Errorf("a share by itself: %v", err)
	}
	if p := mended(t, CheckCode(wrong)); p.Field != "code" || p.Args[0] != "2" {
		t.Errorf("%+v", p)
	}
	if got := CodesIn(codes[0] + "\n\n" + codes[2]); len(got) != 2 {
		t.Errorf("%d codes", len(got))
	}
}

func TestOnlyWhoKeepsAccountsMakesASheet(t *testing.T) {
	of, dir, o := recoverable(t)
	_, err := of.store.AddAccount(t.Context(), store.NewAccount{Name: "组织员", Role: centre.RoleOrganiser, Passphrase: newPass, Spaces: []field.Space{field.Open}})
	if err != nil {
		t.Fatal(err)
	}
	_, codes := makeSheet(t, of, false, false)
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	so := o
	so.Account = "组织员"
	other, err := Open(dir, newPass, so)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.MakeRecovery(t.Context(), RecoveryMaking{Replace: true, Book: say.For(say.ZH)}); !errors.Is(err, field.Denied) {
		t.Errorf("an organiser made a sheet: %v", err)
	}
	if _, err := other.Drill(t.Context(), codes...); !errors.Is(err, field.Denied) {
		t.Errorf("an organiser drilled: %v", err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Recover(t.Context(), dir, Recovering{Codes: codes, Account: "无此人", Passphrase: newPass}, o); mended(t, err).Field != "user" {
		t.Errorf("nobody's account: %v", err)
	}
	sound(t, dir, o)
}

// TestASheetLacksWhatItsMakerCouldNotOpen: a restricted case does not open for whoever makes a sheet after it.
func TestASheetLacksWhatItsMakerCouldNotOpen(t *testing.T) {
	of, dir, o := recoverable(t)
	a, err := of.store.AddAccount(t.Context(), store.NewAccount{Name: "咨询员", Role: centre.RoleCounsellor, Passphrase: newPass, Spaces: []field.Space{field.Open, field.Cases}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.store.Update(t.Context(), store.Verb{Name: "test"}, func(tx *store.Tx) error { return tx.NewSpace("case-hers", a.ID) }); err != nil {
		t.Fatal(err)
	}
	made, codes := makeSheet(t, of, false, false)
	if made.Lacks != 1 || slices.Contains(made.Spaces, "case-hers") {
		t.Errorf("%+v", made.RecoverySheet)
	}
	if n, err := of.ExtendRecovery(t.Context()); n != 0 || err != nil {
		t.Errorf("whoever has no key gave %d, %v", n, err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	hers := o
	hers.Account = "咨询员"
	other, err := Open(dir, newPass, hers)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := other.ExtendRecovery(t.Context()); n != 1 || err != nil {
		t.Errorf("whoever has the key gave %d, %v", n, err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := DrillFolder(dir, codes, o); err != nil || got.Lacks != 0 || !slices.Contains(got.Spaces, "case-hers") {
		t.Errorf("%+v, %v", got, err)
	}
	sound(t, dir, o)
}
