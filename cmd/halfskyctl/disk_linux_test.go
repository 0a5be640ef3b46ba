package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// smallDisk mounts a disk of so many bytes. Only root can; elsewhere the test is left out.
func smallDisk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill leaves so many bytes free.
func fill(t *testing.T, dir string, free uint64) {
	t.Helper()
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		t.Fatal(err)
	}
	have := fs.Bavail * uint64(fs.Bsize)
	if have <= free {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, "filled"), make([]byte, have-free), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAFullDisk(t *testing.T) {
	d := newDesk(t)
	disk := smallDisk(t, "size=16m")
	at := func(args ...string) told {
		return d.run(append(args, "--data", filepath.Join(disk, "data"), "--passphrase-file", d.pass)...)
	}
	create := []string{"new", "--centre", "样例中心", "--user", "甲"}
	for _, free := range []uint64{0, 4 << 10, 40 << 10, 100 << 10} {
		fill(t, disk, free)
		got := at(append(create, "--sample")...)
		if got.code != exitOther || !strings.Contains(got.err, "磁盘已满") || strings.Contains(got.err, "屏幕") {
			t.Errorf("with %d bytes free: exit %d, %s", free, got.code, got.err)
		}
		if _, err := os.Stat(filepath.Join(disk, "data")); err == nil {
			t.Errorf("with %d bytes free something was left behind", free)
		}
		if err := os.Remove(filepath.Join(disk, "filled")); err != nil {
			t.Fatal(err)
		}
	}
	if got := at(create...); got.code != exitDone {
		t.Fatalf("exit %d, %s", got.code, got.err)
	}
	got := at("import", "--table", "organisation", manyUnits(d, 80_000))
	if got.code != exitOther || !strings.Contains(got.err, "已完整保存") || !strings.Contains(got.err, "磁盘已满") {
		t.Errorf("importing: exit %d, %s", got.code, got.err)
	}
	fill(t, disk, 0)
	if got := at("export", "--table", "organisation", "--out", filepath.Join(disk, "x.csv")); got.code != exitOther || !strings.Contains(got.err, "磁盘已满") {
		t.Errorf("exporting: exit %d, %s", got.code, got.err)
	}
	for _, verb := range [][]string{{"check"}, {"list", "organisation"}} { // what is there can be looked at all the same
		if got := at(verb...); got.code != exitDone {
			t.Errorf("%s on a full disk: exit %d, %s", verb[0], got.code, got.err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(disk, ".halfsky-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestADiskThatCannotBeWritten(t *testing.T) {
	d := newDesk(t)
	disk := smallDisk(t, "size=16m")
	folder := []string{"--data", filepath.Join(disk, "data"), "--passphrase-file", d.pass}
	if got := d.run(append([]string{"new", "--centre", "样例中心", "--user", "甲"}, folder...)...); got.code != exitDone {
		t.Fatalf("exit %d, %s", got.code, got.err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=16m"); err != nil {
		t.Fatal(err)
	}
	for _, verb := range everyVerb(d) { // what is there can be looked at; whatever has to leave a trace is refused
		code := exitOther
		if verb[0] == "check" || verb[0] == "list" {
			code = exitDone
		}
		for lang, want := range map[string][]string{"zh": {"只能查看", "这个资料夹不能写入"}, "en": {"to look at only", "This folder cannot be written to"}} {
			got := d.run(slices.Concat(verb, folder, []string{"--lang", lang})...)
			if got.code != code || !strings.Contains(got.err, want[0]) || code == exitOther && !strings.Contains(got.err, want[1]) {
				t.Errorf("%s: exit %d, want %d; it says %q", verb[0], got.code, code, got.err)
			}
		}
	}
	sayings(t, d, exitOther, "这个资料夹不能写入", "This folder cannot be written to", "new", "--centre", "中心", "--user", "甲", "--data", filepath.Join(disk, "other"), "--passphrase-file", d.pass)
	d.do(exitDone, "new", "--centre", "样例中心", "--user", "甲")
	if got := d.run(append([]string{"report", "rota", "--out", filepath.Join(disk, "x.pdf")}, d.folder()...)...); got.code != exitOther || !strings.Contains(got.err, "没有写入权限") {
		t.Errorf("exit %d, %s", got.code, got.err)
	}
}
