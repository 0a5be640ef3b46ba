package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRescueOnTheCommandLine(t *testing.T) {
	d := made(t, "--sample")
	data := filepath.Join("data", "store.db")
	whole := d.read(data)
	want := d.run(append([]string{"list", "organisation", "--json"}, d.folder()...)...)
	d.file(data, strings.Repeat("\x00", 2*8192)+whole[2*8192:])
	damaged := d.folder()
	rescue := func(to string, more ...string) told {
		return d.run(append(append([]string{"rescue", "--to", d.path(to)}, damaged...), more...)...)
	}
	if got := d.run(append([]string{"check"}, damaged...)...); got.code != exitDamaged {
		t.Fatalf("exit %d, %s", got.code, got.err)
	}
	got := rescue("new", "--json")
	if got.code != exitDone || one(t, got.out)["whole"] != true || one(t, got.out)["saved"].(float64) < 20 {
		t.Fatalf("exit %d, %s, %s", got.code, got.out, got.err)
	}
	again := []string{"--data", d.path("new"), "--passphrase-file", d.pass}
	if got := d.run(append([]string{"check"}, again...)...); got.code != exitDone {
		t.Errorf("exit %d, %s", got.code, got.err)
	}
	if got := d.run(append([]string{"list", "organisation", "--json"}, again...)...); len(got.out) == 0 || len(got.out) != len(want.out) {
		t.Errorf("%q, was %q", got.out, want.out)
	}
	if got := rescue("new"); got.code != exitOther || !strings.Contains(got.err, "已经有文件") {
		t.Errorf("onto a folder: exit %d, %s", got.code, got.err)
	}
	d.file(data, whole[:len(whole)/2])
	if got := rescue("half"); got.code != exitDamaged || !strings.Contains(got.out, "条记录救到") || !strings.Contains(got.err, "没有全部救出") {
		t.Errorf("half of it: exit %d, %s, %s", got.code, got.out, got.err)
	}
	d.file(data, "")
	if err := os.Remove(d.path(filepath.Join("data", "keys.slot"))); err != nil {
		t.Fatal(err)
	}
	if got := rescue("none"); got.code != exitDamaged || !strings.Contains(got.err, "找不到能用的密钥") {
		t.Errorf("no keys: exit %d, %s", got.code, got.err)
	}
	if _, err := os.Stat(d.path("none")); err == nil {
		t.Error("something is left")
	}
}

func TestQuickCheckLooksAtTheNewestOnly(t *testing.T) {
	d := made(t, "--sample")
	got := d.do(exitDone, "check", "--quick")
	contains(t, got.out, "没有逐条打开记录")
	if one(t, d.do(exitDone, "check", "--quick", "--json").out)["records"].(float64) != 0 {
		t.Error("it opened records")
	}
}
