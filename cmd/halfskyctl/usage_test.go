package main

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestHelpInBothLanguages(t *testing.T) {
	d := newDesk(t)
	for _, lang := range []string{"zh", "en"} {
		all := d.run("help", "--lang", lang)
		if all.code != exitDone || all.err != "" {
			t.Errorf("help: exit %d, %q", all.code, all.err)
		}
		for _, v := range verbs {
			contains(t, all.out, "halfskyctl "+v.name)
			for _, args := range [][]string{{v.name, "--help"}, {v.name, "-h"}, {"help", v.name}} {
				got := d.run(append(args, "--lang", lang)...)
				if got.code != exitDone || !strings.Contains(got.out, "halfskyctl "+v.name) || got.err != "" {
					t.Errorf("%v: exit %d, %q, %q", args, got.code, got.out, got.err)
				}
			}
			for _, f := range v.flags { // the help names every flag there is
				contains(t, d.run("help", v.name, "--lang", lang).out+all.out, "--"+f)
			}
		}
	}
	for _, args := range [][]string{{"--lang", "en", "help", "new"}, {"--lang=en", "new", "--help"}} {
		if got := d.run(args...); got.code != exitDone || !strings.Contains(got.out, "Usage: halfskyctl new") {
			t.Errorf("%v: exit %d, %q", args, got.code, got.out+got.err)
		}
	}
	if got := d.run(); got.code != exitUsage || got.out != "" || !strings.Contains(got.err, "halfskyctl new") {
		t.Errorf("nothing at all: exit %d, %q", got.code, got.err)
	}
}

func TestMistakesInTheCommandLine(t *testing.T) {
	d := newDesk(t)
	table := d.file("ledger.csv", "单位名称\n样例厂\n")
	picture := d.path("x.pdf")
	for _, c := range []struct{ want, args string }{
		{"poem", "poem"},
		{"--data", "check"},
		{"--passphrase-file", "check --data D"},
		{"--centre", "new --data D --user U --passphrase-file P"},
		{"--user", "new --data D --centre C --user   --passphrase-file P"},
		{"--sample", "new --data D --centre C --user U --passphrase-file P --cases 5"},
		{"--cases", "new --data D --centre C --user U --passphrase-file P --sample --cases -5"},
		{"--cases", "bench --cases -1"},
		{"level", "new --data D --centre C --user U --passphrase-file P --level town"},
		{"stray", "new --data D --centre C --user U --passphrase-file P stray"},
		{"--frobnicate", "check --data D --passphrase-file P --frobnicate"},
		{"--cases", "new --data D --cases many"},
		{"--out", "export --data D --passphrase-file P --out"},
		{"--json", "check --data D --passphrase-file P --json=perhaps"},
		{"fr", "check --data D --passphrase-file P --lang fr"},
		{"none.txt", "check --data D --passphrase-file none.txt"},
		{"", "import --data D --passphrase-file P"},
		{"", "import --data D --passphrase-file P " + table + " " + table},
		{"gone.xlsx", "import --data D --passphrase-file P gone.xlsx"},
		{"poems", "import --data D --passphrase-file P --table poems " + table},
		{"", "list --data D --passphrase-file P"},
		{"event", "list poems --data D --passphrase-file P"},
		{"more", "list event more --data D --passphrase-file P"},
		{"--table", "export --data D --passphrase-file P --out x.csv"},
		{"--out", "export --data D --passphrase-file P --table event"},
		{"x.doc", "export --data D --passphrase-file P --table event --out x.doc"},
		{"none/x.csv", "export --data D --passphrase-file P --table event --out none/x.csv"},
		{"programme", "report --data D --passphrase-file P"},
		{"programme", "report poem --data D --passphrase-file P --out " + picture},
		{"--out", "report programme --data D --passphrase-file P"},
		{"x.txt", "report programme --data D --passphrase-file P --out x.txt"},
		{"yesterday", "report rota --data D --passphrase-file P --from yesterday --out " + picture},
		{"2008", "report aid --data D --passphrase-file P --from 2008-03-08 --to 2008-03-01 --out " + picture},
		{"--id", "report case --data D --passphrase-file P --id 1 --name 2 --out " + picture},
		{"nonsense", "report case --data D --passphrase-file P --id nonsense --out " + picture},
		{"--from", "report rota --data D --passphrase-file P --name 2 --out " + picture},
		{"--name", "report event --data D --passphrase-file P --from 2008-03-08 --out " + picture},
		{"--name", "report programme --data D --passphrase-file P --name 三八 --from 2008-03-08 --out " + picture},
	} {
		args := strings.Split(c.args, " ")
		for i, a := range args {
			switch a {
			case "P":
				args[i] = d.pass
			case "D":
				args[i] = d.path("data")
			}
		}
		zh, en := d.run(append(args, "--lang=zh")...), d.run(append(args, "--lang=en")...)
		if strings.HasSuffix(c.args, "--lang fr") {
			zh, en = d.run(args...), d.run(args...)
		}
		for lang, got := range map[string]told{"zh": zh, "en": en} {
			if got.code != exitUsage || got.out != "" || !strings.Contains(got.err, c.want) {
				t.Errorf("%s in %s: exit %d\n%s%s", c.args, lang, got.code, got.out, got.err)
			}
		}
		if !han(zh.err) {
			t.Errorf("%s: no Chinese in %q", c.args, zh.err)
		}
		if first, _, _ := strings.Cut(en.err, "\n"); han(first) && !strings.Contains(c.args, "三八") && !strings.Contains(c.args, "lang fr") {
			t.Errorf("%s: Chinese in %q", c.args, en.err)
		}
	}
	if left, _ := filepath.Glob(d.path("data*")); len(left) > 0 {
		t.Errorf("a mistake made %q", left)
	}
}

func han(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 0x4e00 && r <= 0x9fff })
}

func TestTheLanguageComesFromTheFlagThenTheSystem(t *testing.T) {
	d := newDesk(t)
	lang := func(env map[string]string, args ...string) string {
		d.w.env = func(name string) string { return env[name] }
		if han(d.run(args...).err) {
			return "zh"
		}
		return "en"
	}
	for _, c := range []struct {
		want string
		env  map[string]string
		args []string
	}{
		{"zh", nil, []string{"check"}},
		{"en", nil, []string{"check", "--lang", "en"}},
		{"en", nil, []string{"--lang=en"}},
		{"en", nil, []string{"--lang", "en", "check"}},
		{"en", nil, []string{"-lang=en", "check", "--data", "x"}},
		{"en", nil, []string{"check", "-lang=en"}},
		{"en", map[string]string{"LANG": "en_GB.UTF-8"}, []string{"check"}},
		{"zh", map[string]string{"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, []string{"check"}},
		{"zh", map[string]string{"LANG": "en_GB.UTF-8"}, []string{"check", "--lang", "zh"}},
		{"zh", map[string]string{"LANG": "C.UTF-8"}, []string{"check"}},
		{"zh", nil, []string{"check", "--user", "lang", "en"}}, // a word is no flag
	} {
		if got := lang(c.env, c.args...); got != c.want {
			t.Errorf("%v %v: %s, want %s", c.env, c.args, got, c.want)
		}
	}
}

func TestFlagsMayStandAnywhere(t *testing.T) {
	d := made(t)
	table := d.file("-单位.csv", "单位名称\n样例厂\n")
	pass := []string{"--passphrase-file", d.pass}
	for _, args := range [][]string{
		{"import", table, "--data", d.path("data"), pass[0], pass[1], "--table", "organisation"},
		{"import", "--data=" + d.path("data"), table, "-table=organisation", pass[0] + "=" + pass[1]},
		{"import", "--data", d.path("data"), pass[0], pass[1], "--table", "单位", "--", table},
		{"list", "--json", "organisation", "--find", "样例", pass[0], pass[1], "--data", d.path("data"), "--lang", "en"},
	} {
		if got := d.run(args...); got.code != exitDone {
			t.Errorf("%q: exit %d, %s", args, got.code, got.err)
		}
	}
}

// utf16File is what Windows writes where people ask for Unicode.
func utf16File(text string, big bool) string {
	var out []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return string(out)
}

func TestPassphraseFilesAsPeopleHaveThem(t *testing.T) {
	d := made(t)
	for name, c := range map[string]struct {
		body string
		code int
	}{
		"plain":         {testPass, exitDone},
		"line end":      {testPass + "\n", exitDone},
		"windows":       {testPass + "\r\n", exitDone},
		"mark":          {"\ufeff" + testPass + "\r\n", exitDone},
		"utf-16":        {utf16File(testPass+"\r\n", false), exitDone},
		"utf-16 big":    {utf16File(testPass, true), exitDone},
		"more lines":    {testPass + "\nand a note\n", exitDone},
		"full width":    {"ｃａｒｎａｔｉｏｎ　１９１０　ｍａｒｃｈ\n", exitDone}, // an input method gives these
		"space behind":  {testPass + " \n", exitPassphrase},
		"another":       {"carnation 1911 march\n", exitPassphrase},
		"empty":         {"", exitUsage},
		"empty line":    {"\n" + testPass, exitUsage},
		"spaces":        {"   \n", exitUsage},
		"gbk":           {"\xbf\xb5\xc4\xcb\xdc\xb0 1910 march\n", exitUsage},
		"zero":          {"a\x00b carnation\n", exitUsage},
		"far too long":  {strings.Repeat("x", 10_000), exitPassphrase},
		"only the mark": {"\ufeff", exitUsage},
	} {
		file := d.file("other.txt", c.body)
		got := d.run("check", "--data", d.path("data"), "--passphrase-file", file)
		if got.code != c.code {
			t.Errorf("%s: exit %d, want %d: %s", name, got.code, c.code, got.err)
		}
		d.w.in = strings.NewReader(c.body)
		if got := d.run("check", "--data", d.path("data"), "--passphrase-file", "-"); got.code != c.code {
			t.Errorf("%s from standard input: exit %d, want %d: %s", name, got.code, c.code, got.err)
		}
		if strings.Contains(got.err, "carnation") {
			t.Errorf("%s: the passphrase is told: %s", name, got.err)
		}
		if name == "space behind" && !strings.Contains(got.err, "空格") {
			t.Errorf("%s: nothing said about the space: %s", name, got.err)
		}
	}
	if got := d.run("check", "--data", d.path("data"), "--passphrase-file", d.dir); got.code != exitUsage {
		t.Errorf("a folder for the passphrase file: exit %d, %s", got.code, got.err)
	}
}

func TestANewPassphraseMustStand(t *testing.T) {
	d := newDesk(t)
	for body, want := range map[string]int{"short": exitProblems, "aaaaaaaaaaaaaaaa": exitProblems, "": exitUsage, testPass + " ": exitUsage, "三八妇女节快乐一九一零": exitDone} {
		d.pass = d.file("new.txt", body)
		got := d.run(append([]string{"new", "--centre", "样例中心", "--user", "甲"}, d.folder()...)...)
		if got.code != want {
			t.Errorf("%q: exit %d, want %d: %s", body, got.code, want, got.err)
		}
		if want == exitProblems && !strings.Contains(got.err, "--passphrase-file") {
			t.Errorf("%q: the flag is not named: %s", body, got.err)
		}
	}
}

func TestAPersonWhoTypesIsAsked(t *testing.T) {
	d := made(t)
	d.w.in, d.w.typed = strings.NewReader(testPass+"\n"), true
	got := d.run("check", "--data", d.path("data"), "--passphrase-file", "-")
	if got.code != exitDone || !strings.Contains(got.err, "口令") {
		t.Errorf("exit %d, %q", got.code, got.err)
	}
}
