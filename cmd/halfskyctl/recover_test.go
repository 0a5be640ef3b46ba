package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var (
	codeGroup = regexp.MustCompile(`[0-9A-HJKMNP-TV-Z]{12}`)
	proofed   = regexp.MustCompile(`校验码[0-9a-f]+`) // may hold twelve figures in a row
)

// sheet makes a recovery sheet and copies its codes off the PDF, a line of twelve characters after another.
func (d *desk) sheet(file string, more ...string) []string {
	d.t.Helper()
	d.do(exitDone, append([]string{"recovery-sheet", "--out", d.path(file)}, more...)...)
	lines := codeGroup.FindAllString(proofed.ReplaceAllString(pdfText(d.t, d.read(file)), ""), -1)
	if len(lines) != 4 && len(lines) != 18 {
		d.t.Fatalf("%d lines of code", len(lines))
	}
	return lines
}

// TestAForgottenPassphraseIsNotTheEnd: a sheet is made, tried, and gives a new passphrase.
func TestAForgottenPassphraseIsNotTheEnd(t *testing.T) {
	d := made(t)
	d.do(exitDone, "import", "--table", "organisation", d.file("单位.csv", "单位名称\n样例厂\n"))
	for _, split := range []bool{false, true} {
		var more []string
		if split {
			more = []string{"--split", "--replace"}
		}
		lines := d.sheet("sheet.pdf", more...)
		code := d.file("code.txt", strings.ToLower(strings.Join(lines, "\r\n")))
		if split {
			code = d.file("code.txt", strings.Join(lines[:6], "\n")+"\n\n"+strings.Join(lines[12:], "\n"))
		}
		drilled := d.run("drill", "--data", d.path("data"), "--code-file", code)
		if drilled.code != exitDone {
			t.Fatalf("drill: exit %d, %s", drilled.code, drilled.err)
		}
		contains(t, drilled.out, "个案", "帮扶", "没有改动")
		got := one(t, d.run("drill", "--data", d.path("data"), "--code-file", code, "--json").out)
		if got["split"] != split || got["lacks"] != 0.0 || len(got["opens"].([]any)) != 3 {
			t.Errorf("the drill says %v", got)
		}
		d.pass = d.file("new.txt", "a lilac by the gate, "+strings.Repeat("2027 ", 1+len(more))+"!\n")
		recovered := d.run("recover", "--data", d.path("data"), "--code-file", code, "--user", "值班员", "--passphrase-file", d.pass, "--lang", "en")
		if recovered.code != exitDone || !strings.Contains(recovered.out, "--replace") {
			t.Fatalf("recover: exit %d, %s%s", recovered.code, recovered.out, recovered.err)
		}
		contains(t, d.do(exitDone, "list", "organisation").out, "样例厂")
	}
	d.pass = d.path("pass.txt")
	d.do(exitPassphrase, "list", "organisation")
}

func TestMistakesWithRecoverySheets(t *testing.T) {
	d := made(t)
	lines := d.sheet("sheet.pdf")
	good := d.file("good.txt", strings.Join(lines, "\n"))
	turned := []byte(lines[2])
	for i := range turned[1:] {
		if turned[i] != turned[i+1] {
			turned[i], turned[i+1] = turned[i+1], turned[i]
			break
		}
	}
	wrong := d.file("wrong.txt", strings.Join([]string{lines[0], lines[1], string(turned), lines[3]}, "\n"))
	data := []string{"--data", d.path("data")}
	for _, c := range []struct {
		code int
		want string
		args []string
	}{
		{exitProblems, "第3行", append([]string{"drill", "--code-file", wrong}, data...)},
		{exitProblems, "第3行", append([]string{"recover", "--code-file", wrong, "--user", "值班员", "--passphrase-file", d.file("p.txt", "a lilac by the gate")}, data...)},
		{exitProblems, "没有这个账户", append([]string{"recover", "--code-file", good, "--user", "无此人", "--passphrase-file", d.path("p.txt")}, data...)},
		{exitProblems, "10", append([]string{"recover", "--code-file", good, "--user", "值班员", "--passphrase-file", d.file("short.txt", "short")}, data...)},
		{exitUsage, "空格", append([]string{"recover", "--code-file", good, "--user", "值班员", "--passphrase-file", d.file("space.txt", "a lilac by the gate ")}, data...)},
		{exitUsage, "--code-file", append([]string{"drill"}, data...)},
		{exitUsage, "--user", append([]string{"recover", "--code-file", good, "--passphrase-file", d.pass}, data...)},
		{exitUsage, "none.txt", append([]string{"drill", "--code-file", "none.txt"}, data...)},
		{exitUsage, "UTF-8", append([]string{"drill", "--code-file", d.file("gbk.txt", "\xbb\xd6\xb8\xb4")}, data...)},
		{exitProblems, "还没有输入", append([]string{"drill", "--code-file", d.file("empty.txt", "\n")}, data...)},
		{exitProblems, "编号", append([]string{"recovery-sheet", "--out", d.path("second.pdf")}, d.folder()...)},
		{exitUsage, "x.txt", append([]string{"recovery-sheet", "--out", "x.txt"}, d.folder()...)},
		{exitUsage, "--out", append([]string{"recovery-sheet"}, d.folder()...)},
		{exitOther, "资料夹", []string{"drill", "--data", d.path("nothing"), "--code-file", good}},
	} {
		got := d.run(c.args...)
		if got.code != c.code || !strings.Contains(got.err, c.want) || got.out != "" {
			t.Errorf("%v: exit %d, want %d and %q:\n%s%s", c.args, got.code, c.code, c.want, got.out, got.err)
		}
		for _, line := range lines {
			if strings.Contains(got.out+got.err, line) {
				t.Errorf("%v tells the code", c.args)
			}
		}
	}
	if _, err := os.Stat(d.path("second.pdf")); err == nil {
		t.Error("a sheet was written that opens nothing")
	}
	other := made(t)
	other.sheet("sheet.pdf")
	if got := other.run("drill", "--data", other.path("data"), "--code-file", good); got.code != exitProblems || !strings.Contains(got.err, "别的资料夹") {
		t.Errorf("the sheet of another folder: exit %d, %s", got.code, got.err)
	}
	d.w.in = strings.NewReader(strings.Join(lines, " "))
	if got := d.run("drill", "--data", d.path("data"), "--code-file", "-"); got.code != exitDone {
		t.Errorf("from standard input: exit %d, %s", got.code, got.err)
	}
}

// TestABackupAndASheetAreEnough: the computer is gone and so is every passphrase.
func TestABackupAndASheetAreEnough(t *testing.T) {
	d := made(t)
	d.do(exitDone, "import", "--table", "organisation", d.file("单位.csv", "单位名称\n样例厂\n"))
	code := d.file("code.txt", strings.Join(d.sheet("sheet.pdf"), "\n"))
	path := one(t, d.do(exitDone, "backup", "--json").out)["path"].(string)
	if err := os.RemoveAll(d.path("data")); err != nil {
		t.Fatal(err)
	}
	if got := d.run("verify", "--from", path, "--code-file", code); got.code != exitDone {
		t.Fatalf("verify: exit %d, %s", got.code, got.err)
	}
	if got := d.run("verify", "--from", path, "--code-file", d.file("short.txt", "R")); got.code != exitProblems {
		t.Errorf("verify by a mistyped sheet: exit %d, %s", got.code, got.err)
	}
	if got := d.run("restore", "--from", path, "--to", d.path("data")); got.code != exitUsage || !strings.Contains(got.err, "--passphrase-file") {
		t.Errorf("restore by nothing: exit %d, %s", got.code, got.err)
	}
	if got := d.run("restore", "--from", path, "--to", d.path("data"), "--code-file", code); got.code != exitDone {
		t.Fatalf("restore: exit %d, %s", got.code, got.err)
	}
	d.pass = d.file("new.txt", "a lilac by the gate, 2027\n")
	if got := d.run("recover", "--data", d.path("data"), "--code-file", code, "--user", "值班员", "--passphrase-file", d.pass); got.code != exitDone {
		t.Fatalf("recover: exit %d, %s", got.code, got.err)
	}
	contains(t, d.do(exitDone, "list", "organisation").out, "样例厂")
}
