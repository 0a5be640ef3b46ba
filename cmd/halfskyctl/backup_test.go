package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// newestBackup is the newest backup in a folder of the desk.
func (d *desk) newestBackup(dir string) string {
	d.t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*.hsbak"))
	if err != nil || len(all) == 0 {
		d.t.Fatalf("no backup in %s: %v", dir, err)
	}
	return all[len(all)-1]
}

func (d *desk) withPass(args ...string) told {
	return d.run(append(args, "--passphrase-file", d.pass)...)
}

// TestFromBackupToTheSameFolder is what has to work on the worst day of a centre: the folder is gone, and a backup brings it back.
func TestFromBackupToTheSameFolder(t *testing.T) {
	d := made(t, "--sample")
	tables := map[string]string{}
	for _, table := range []string{"case", "person", "organisation", "event", "aid", "step"} {
		tables[table] = d.do(exitDone, "list", table, "--json", "--private", "--reason", "样例：核对").out
	}
	backup := one(t, d.do(exitDone, "backup", "--json").out)
	path := backup["path"].(string)
	if path != d.newestBackup(d.path("data-backup")) || backup["verified"] == nil || backup["bytes"].(float64) < 100_000 {
		t.Errorf("backup says %v", backup)
	}
	verified := d.withPass("verify", "--from", path)
	if verified.code != exitDone {
		t.Fatalf("verify: %+v", verified)
	}
	contains(t, verified.out, "演练成功", "没有发现问题")
	was := one(t, d.withPass("verify", "--from", path, "--json").out)
	if was["sound"] != true || was["records"].(float64) < 100 || was["entry"] != backup["entry"] {
		t.Errorf("verify says %v", was)
	}
	if err := os.RemoveAll(d.path("data")); err != nil {
		t.Fatal(err)
	}
	restored := d.withPass("restore", "--from", path, "--to", d.path("data"))
	if restored.code != exitDone || !strings.Contains(restored.out, d.path("data")) {
		t.Fatalf("restore: %+v", restored)
	}
	first := d.do(exitDone, "check", "--json")
	contains(t, first.err, "从备份恢复")
	if strings.Contains(first.err, "旧副本") {
		t.Errorf("a restored folder frightens: %s", first.err)
	}
	if checked := one(t, first.out); checked["sound"] != true || checked["records"] != was["records"] {
		t.Errorf("check says %v, verify said %v", checked, was)
	}
	for table, want := range tables {
		if got := d.do(exitDone, "list", table, "--json", "--private", "--reason", "样例：核对"); got.out != want || got.err != "" {
			t.Errorf("%s: %q\n%s\nwant\n%s", table, got.err, got.out, want)
		}
	}
}

func TestRestoreInPlaceAndItsRefusals(t *testing.T) {
	d := made(t)
	to := d.path("备份盘")
	contains(t, d.do(exitDone, "backup", "--to", to).out, "已备份并读回核对", to)
	path := d.newestBackup(to)
	d.do(exitDone, "import", "--table", "organisation", d.file("单位.csv", "单位名称\n示例后来厂\n"))
	for _, c := range []struct {
		want int
		say  string
		args []string
	}{
		{exitOther, "--in-place", []string{"restore", "--from", path, "--to", d.path("data")}},
		{exitOther, "不存在", []string{"restore", "--from", path, "--to", d.path("none"), "--in-place"}},
		{exitUsage, "--to", []string{"restore", "--from", path}},
		{exitUsage, "--from", []string{"verify"}},
		{exitUsage, "gone.hsbak", []string{"verify", "--from", d.path("gone.hsbak")}},
		{exitUsage, d.dir, []string{"restore", "--from", d.dir, "--to", d.path("new")}},
		{exitDamaged, "备份已损坏", []string{"verify", "--from", d.pass}},
		{exitUsage, "stray", []string{"verify", "--from", path, "stray"}},
	} {
		if got := d.withPass(c.args...); got.code != c.want || !strings.Contains(got.err, c.say) {
			t.Errorf("%v: exit %d, %s", c.args[:2], got.code, got.err)
		}
	}
	if got := d.do(exitDone, "list", "organisation", "--find", "示例后来厂").out; !strings.Contains(got, "示例后来厂") {
		t.Errorf("a refused restore took something: %s", got)
	}
	if got := d.withPass("restore", "--from", path, "--to", d.path("data"), "--in-place", "--lang", "en"); got.code != exitDone {
		t.Fatalf("in place: %+v", got)
	}
	if got := d.do(exitDone, "list", "organisation").out; strings.Contains(got, "示例后来厂") {
		t.Errorf("the folder is the one of before: %s", got)
	}
	before, err := filepath.Glob(d.path("data.before-*"))
	if err != nil || len(before) != 1 {
		t.Fatalf("%q, %v", before, err)
	}
	kept := d.withPass("list", "organisation", "--data", before[0])
	contains(t, kept.out, "示例后来厂")
}

func TestDamagedBackupsNewerOnesAndWrongPassphrases(t *testing.T) {
	d := made(t)
	d.do(exitDone, "backup")
	path := d.newestBackup(d.path("data-backup"))
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wrong := d.file("wrong.txt", "carnation 1911 march\n")
	for what, c := range map[string]struct {
		want   int
		pass   string
		change func([]byte) []byte
	}{
		"cut off":          {exitDamaged, d.pass, func(b []byte) []byte { return b[:len(b)-1] }},
		"one bit":          {exitDamaged, d.pass, func(b []byte) []byte { b[len(b)/2] ^= 4; return b }},
		"newer":            {exitNewer, d.pass, func(b []byte) []byte { b[9], b[11] = 9, 9; return b }},
		"wrong passphrase": {exitPassphrase, wrong, func(b []byte) []byte { return b }},
	} {
		file := d.file("broken.hsbak", string(c.change(slices.Clone(b))))
		for _, verb := range [][]string{{"verify"}, {"restore", "--to", d.path("new")}} {
			args := append(verb, "--from", file, "--passphrase-file", c.pass)
			zh, en := d.run(args...), d.run(append(args, "--lang", "en")...)
			if zh.code != c.want || en.code != c.want || zh.out != "" || !han(zh.err) || !strings.Contains(en.err, "backup") {
				t.Errorf("%s, %s: %+v %+v", what, verb[0], zh, en)
			}
		}
	}
	if _, err := os.Stat(d.path("new")); err == nil {
		t.Error("a restore that failed left a folder")
	}
}

func TestBackupsOfOneHourAndAPlaceThatIsNone(t *testing.T) {
	d := made(t)
	for n := range 3 {
		d.do(exitDone, "import", "--table", "organisation", d.file("单位.csv", fmt.Sprintf("单位名称\n示例%d厂\n", n)))
		d.do(exitDone, "backup")
	}
	all, err := filepath.Glob(d.path("data-backup/*.hsbak"))
	if err != nil || len(all) != 1 {
		t.Errorf("of one hour %q are kept, %v", all, err)
	}
	blocked := d.file("no-folder", "")
	got := d.do(exitOther, "backup", "--to", filepath.Join(blocked, "x"))
	if got.out != "" || got.err == "" {
		t.Errorf("%+v", got)
	}
}
