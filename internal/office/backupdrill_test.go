package office

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// The drill that a centre should do once a year, with a whole sample in it.
func TestRestoreDrillOfTheSample(t *testing.T) {
	c := &ticking{now: time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)}
	options := c.options()
	options.Anchor = filepath.Join(t.TempDir(), "anchor")
	dir := filepath.Join(t.TempDir(), "data")
	o, err := Create(t.Context(), dir, Founding{Centre: "示例中心", User: "示例负责人", Passphrase: backupPass, Sample: true}, options)
	if err != nil {
		t.Fatal(err)
	}
	want := everything(t, o)
	info, err := o.Backup(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	desk := o.Folder().Desk
	saveUnit(t, o, "示例后来厂")
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	rep, err := VerifyBackup(t.Context(), info.Path, backupPass, options, nil)
	if err != nil || !rep.Sound() || rep.Records != len(want) {
		t.Errorf("verify: %+v, %v; %d records", rep, err, len(want))
	}
	err = Restore(t.Context(), store.RestoreSpec{Path: info.Path, Passphrase: backupPass, Dir: dir, InPlace: true}, options, nil)
	if err != nil {
		t.Fatal(err)
	}
	n, err := Open(dir, backupPass, options)
	if err != nil {
		t.Fatal(err)
	}
	got := everything(t, n)
	if len(got) != len(want) {
		t.Errorf("%d records, want %d", len(got), len(want))
	}
	for id, w := range want {
		if got[id] != w {
			t.Errorf("%s: %q, want %q", id, got[id], w)
		}
	}
	if rep, err := n.Check(t.Context(), nil); err != nil || !rep.Sound() {
		t.Errorf("check: %+v, %v", rep, err)
	}
	if n.Folder().Desk == desk {
		t.Error("the restored folder is the same desk as before")
	}
	if ts := n.Troubles(); len(ts) != 1 || ts[0].Kind != store.FolderRestored {
		t.Errorf("told at the first opening: %+v", ts)
	}
	if st := n.BackupState(); !st.Changed {
		t.Errorf("a restored folder needs a backup of its own: %+v", st)
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	if n, err = Open(dir, backupPass, options); err != nil || len(n.Troubles()) > 0 {
		t.Fatalf("at the second opening: %v", err)
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
}

// everything is every record of the folder in words.
func everything(t *testing.T, o *Office) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, typ := range centre.Types {
		err := o.store.Each(t.Context(), typ, func(r field.Record) error {
			text := ""
			for _, f := range typ.Fields {
				text += "|" + f.Text(r)
			}
			out[typ.Table+" "+r.Base().ID.String()] = text
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestBackupOfAFolderThatLacksSomethingIsSaid(t *testing.T) {
	c := &ticking{now: time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)}
	dir := filepath.Join(t.TempDir(), "data")
	o, err := Create(t.Context(), dir, Founding{Centre: "示例中心", User: "示例负责人", Passphrase: backupPass, Sample: true}, c.options())
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "blobs", "*", "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("the sample has no attached file: %v", err)
	}
	if err := os.Rename(files[0], filepath.Join(dir, "aside")); err != nil {
		t.Fatal(err)
	}
	info, err := o.Backup(t.Context(), nil)
	if st := o.BackupState(); err != nil || info.Verified != 0 || !st.Places[0].Unsound || st.Last.Verified != 0 || !st.Changed {
		t.Errorf("%+v, %v; %+v", info, err, st)
	}
	if due := o.behind(0); len(due) > 0 {
		t.Errorf("it would be made over and over: %+v", due)
	}
	if err := os.Rename(filepath.Join(dir, "aside"), files[0]); err != nil {
		t.Fatal(err)
	}
	info, err = o.Backup(t.Context(), nil)
	if st := o.BackupState(); err != nil || info.Verified == 0 || st.Places[0].Unsound || st.Last != info {
		t.Errorf("whole again: %+v, %v; %+v", info, err, st)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
}
