package main

import (
	"strings"
	"testing"
)

// TestAccountsAreLookedAfter: somebody comes, changes her role, forgets her passphrase and goes; each time her passphrase opens what
// it should.
func TestAccountsAreLookedAfter(t *testing.T) {
	d := made(t)
	d.do(exitDone, "import", "--table", "organisation", d.file("单位.csv", "单位名称\n样例厂\n"))
	first := d.file("first.txt", "snow on 12 plum trees\n")
	contains(t, d.do(exitDone, "accounts", "add", "--name", "示例志愿者", "--role", "咨询员", "--new-passphrase-file", first).out, "示例志愿者")
	contains(t, d.do(exitDone, "accounts").out, "示例志愿者\t咨询员", "值班员\t负责人")
	hers := func(code int, pass string, args ...string) told {
		t.Helper()
		got := d.run(append(args, "--data", d.path("data"), "--user", "示例志愿者", "--passphrase-file", pass)...)
		if got.code != code {
			t.Fatalf("%v: exit %d, want %d: %s", args, got.code, code, got.err)
		}
		return got
	}
	hers(exitDone, first, "list", "case")
	contains(t, hers(exitOther, first, "accounts", "rotate").err, "角色")
	d.do(exitDone, "accounts", "role", "--name", "示例志愿者", "--role", "organiser")
	again := d.file("again.txt", "rain over 12 plum trees\n")
	d.do(exitDone, "accounts", "reset", "--name", "示例志愿者", "--new-passphrase-file", again)
	hers(exitPassphrase, first, "list", "organisation")
	contains(t, hers(exitDone, again, "list", "organisation").out, "样例厂")
	d.do(exitDone, "accounts", "rotate")
	d.do(exitDone, "accounts", "close", "--name", "示例志愿者")
	hers(exitPassphrase, again, "list", "organisation")
	got := one(t, strings.SplitAfter(d.do(exitDone, "accounts", "--json").out, "\n")[1])
	if got["name"] != "示例志愿者" || got["closed"] != true || len(got["opens"].([]any)) != 0 {
		t.Errorf("a closed account is listed as %v", got)
	}
	contains(t, d.do(exitDone, "accounts", "roles").out, "auditor\t审计", "readonly\t只读")
}

// TestMistakesWithAccounts are named, and change nothing.
func TestMistakesWithAccounts(t *testing.T) {
	d := made(t)
	good, weak := d.file("good.txt", "snow on 12 plum trees\n"), d.file("weak.txt", "1234567890\n")
	d.do(exitUsage, "accounts", "dance")
	d.do(exitUsage, "accounts", "add", "--name", "示例甲")
	contains(t, d.do(exitProblems, "accounts", "add", "--name", "示例甲", "--role", "皇帝", "--new-passphrase-file", good).err, "角色")
	contains(t, d.do(exitProblems, "accounts", "add", "--name", "示例甲", "--role", "staff", "--new-passphrase-file", weak).err, "容易被猜到")
	contains(t, d.do(exitProblems, "accounts", "close", "--name", "示例甲").err, "没有")
	contains(t, d.do(exitProblems, "accounts", "close", "--name", "值班员").err, "自己")
	contains(t, d.do(exitProblems, "accounts", "role", "--name", "值班员", "--role", "staff").err, "最后一位")
	if n := strings.Count(d.do(exitDone, "accounts").out, "\n"); n != 1 {
		t.Errorf("%d accounts", n)
	}
}
