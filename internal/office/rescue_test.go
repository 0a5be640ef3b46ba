package office

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

func TestDamagedFolderIsDiagnosedAndRescued(t *testing.T) {
	const pass = "抢救口令 2026 三月"
	options := Options{Zone: time.UTC, Computer: "示例电脑"}.Cheap()
	o, err := Create(t.Context(), filepath.Join(t.TempDir(), "data"), Founding{Centre: "示例中心", User: "示例负责人", Passphrase: pass}, options)
	if err != nil {
		t.Fatal(err)
	}
	unit := centre.OrganisationType.New().(*centre.Organisation)
	unit.Name, unit.Kind = "示例工厂", centre.OrganisationKind.Codes[0].Code
	if _, err := o.Save(t.Context(), unit); err != nil {
		t.Fatal(err)
	}
	made, err := o.Backup(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := o.Folder().Dir
	broken := filepath.Join(t.TempDir(), "data")
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{dir: broken, BackupFolder(dir): BackupFolder(broken)} {
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	data := filepath.Join(broken, "store.db")
	b, err := os.ReadFile(data)
	if err != nil {
		t.Fatal(err)
	}
	clear(b[:2*8192]) // both headers
	if err := os.WriteFile(data, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(broken, pass, options); !errors.Is(err, field.Damaged) {
		t.Fatalf("opened: %v", err)
	}
	d := Diagnose(broken)
	if d.Code != field.Damaged || !d.Rescue || !d.HasBackup || d.Backup.Seq != made.Seq || d.Backup.Folder != made.Folder {
		t.Errorf("%+v", d)
	}
	to := filepath.Join(t.TempDir(), "new")
	rep, err := Rescue(t.Context(), broken, pass, to, options, nil)
	if err != nil || !rep.Whole() || rep.To != to {
		t.Fatalf("%+v, %v", rep, err)
	}
	back, err := Open(to, pass, options)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := back.store.Count(centre.OrganisationType, store.Query{Find: "示例工厂"}); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	if back.Me().Role != RoleInCharge {
		t.Errorf("%+v", back.Me())
	}
	if err := back.Close(); err != nil {
		t.Fatal(err)
	}
	if d := Diagnose(to); d.Code != "" || d.HasBackup && d.Backup.Folder != rep.Folder {
		t.Errorf("the new one: %+v", d)
	}
}
