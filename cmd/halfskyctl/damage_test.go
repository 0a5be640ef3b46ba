package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/office"
)

// sayings are what the person reads first for each exit code, in both languages.
func sayings(t *testing.T, d *desk, code int, zh, en string, args ...string) {
	t.Helper()
	for lang, want := range map[string]string{"zh": zh, "en": en} {
		got := d.run(append(slices.Clone(args), "--lang", lang)...)
		if got.code != code || !strings.HasPrefix(got.err, want) {
			t.Errorf("%v: exit %d, want %d; it says %q, want %q", args[:1], got.code, code, got.err, want)
		}
		if strings.Count(got.err, "\n") < 2 {
			t.Errorf("%v: no word on what to do: %q", args[:1], got.err)
		}
	}
}

// everyVerb is a command of each verb that opens a folder.
func everyVerb(d *desk) [][]string {
	table := d.file("单位.csv", "单位名称\n样例厂\n")
	return [][]string{
		{"check"}, {"list", "event"}, {"import", "--table", "organisation", table}, {"export", "--table", "event", "--out", d.path("x.csv")},
		{"report", "rota", "--out", d.path("x.pdf")},
	}
}

func TestTroubleWithAFolderHasItsCodeAndSentence(t *testing.T) {
	d := made(t)
	folder := d.folder()
	wrong := []string{"--data", d.path("data"), "--passphrase-file", d.file("wrong.txt", "not the passphrase")}
	none := []string{"--data", d.path("none"), "--passphrase-file", d.pass}
	o, err := office.Open(d.path("data"), testPass, d.w.options(office.Options{Now: d.w.now}))
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range everyVerb(d)[:2] { // each waits a second
		sayings(t, d, exitInUse, "这个资料夹正被另一个程序打开", "Another program has this data folder open", append(verb, folder...)...)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	for _, verb := range everyVerb(d) {
		sayings(t, d, exitPassphrase, "口令不对", "The passphrase is wrong", append(verb, wrong...)...)
		sayings(t, d, exitOther, "这里没有半边天的资料夹", "There is no HalfSky data folder here", append(verb, none...)...)
	}
	sayings(t, d, exitPassphrase, "口令不对", "The passphrase is wrong", append([]string{"check", "--user", "无此人"}, folder...)...)
	sayings(t, d, exitOther, "这里已经有文件", "There are files here already", append([]string{"new", "--centre", "中心", "--user", "甲"}, folder...)...)
	for _, name := range []string{"x.csv", "x.pdf", "none"} {
		if _, err := os.Stat(d.path(name)); err == nil {
			t.Errorf("%s was made all the same", name)
		}
	}
	d.do(exitDone, "check", "--user", "值班员")
}

func TestANewerFolderIsLeftAlone(t *testing.T) {
	d := made(t)
	store := filepath.Join("data", "store.db")
	body := []byte(d.read(store))
	found := 0
	for at := bytes.Index(body, []byte("HALFSKY\x00")); at >= 0; {
		page := body[at : at+36]
		page[9], page[11] = 9, 9 // format, and the least a reader must know
		sum := sha256.Sum256(page[:28])
		copy(page[28:], sum[:8])
		found++
		next := bytes.Index(body[at+8:], []byte("HALFSKY\x00"))
		if next < 0 {
			break
		}
		at += 8 + next
	}
	if found == 0 {
		t.Fatal("no format page")
	}
	d.file(store, string(body))
	for _, verb := range everyVerb(d) {
		sayings(t, d, exitNewer, "这个资料夹是由更新版本", "This data folder was made by a newer version", append(verb, d.folder()...)...)
	}
	if d.read(store) != string(body) {
		t.Error("the file was changed")
	}
}

func TestDamageIsToldAndNeverACrash(t *testing.T) {
	d := made(t, "--sample")
	store, keys := filepath.Join("data", "store.db"), filepath.Join("data", "keys.slot")
	whole, slots := d.read(store), d.read(keys)
	zeros := strings.Repeat("\x00", 8192)
	for name, body := range map[string]string{
		"empty": "", "short": whole[:100], "one page": whole[:8192], "four pages": whole[:4*8192], "half": whole[:len(whole)/2],
		"garbage": strings.Repeat("no data file at all\n", 5000), "zeros": strings.Repeat("\x00", len(whole)),
		"no headers": strings.Repeat(zeros, 2) + whole[2*8192:], "moved by a page": whole[:4*8192] + whole[5*8192:] + whole[4*8192:5*8192], // all of them: any two alone may hold nothing
	} {
		d.file(store, body)
		got := d.run(append([]string{"check"}, d.folder()...)...)
		if got.code != exitDamaged || !strings.Contains(got.err, "损坏") && !strings.Contains(got.err, "不符") {
			t.Errorf("%s: exit %d, %s", name, got.code, got.err)
		}
	}
	for _, code := range []int{exitDone, exitDamaged} { // the keys stand in the data file too, unless that is gone
		for name, body := range map[string]string{"none": "-", "empty": "", "garbage": "no keys", "half": slots[:len(slots)/2]} {
			if d.file(store, whole); code == exitDamaged {
				d.file(store, "")
			}
			if err := os.RemoveAll(d.path("anchor")); err != nil { // it notes that the folder was newer a trial ago
				t.Fatal(err)
			}
			if d.file(keys, body); body == "-" {
				if err := os.Remove(d.path(keys)); err != nil {
					t.Fatal(err)
				}
			}
			got := d.run(append([]string{"check"}, d.folder()...)...)
			if got.code != code || got.err == "" {
				t.Errorf("keys %s: exit %d, want %d: %s", name, got.code, code, got.err)
			}
			if code == exitDone && d.read(keys) == body {
				t.Errorf("keys %s: not mended", name)
			}
		}
	}
}

// A flipped bit anywhere is found, or lies where nothing is kept: then everything is still there.
func TestFlippedBitsLoseNothingInSilence(t *testing.T) {
	d := made(t, "--sample")
	store := filepath.Join("data", "store.db")
	whole := d.read(store)
	tables := []string{"case", "person", "event", "aid", "step"}
	listed := func() (all string) {
		for _, table := range tables {
			got := d.run(append([]string{"list", table, "--json", "--private", "--reason", "样例：核对"}, d.folder()...)...)
			all += fmt.Sprint(got.code) + got.out
		}
		return all
	}
	d.file(store, whole)
	want := listed()
	rnd := rand.New(rand.NewPCG(3, 8))
	codes := map[int]int{}
	trials := 120
	if testing.Short() {
		trials = 20
	}
	for range trials {
		at := rnd.IntN(len(whole))
		body := []byte(whole)
		body[at] ^= 1 << rnd.IntN(8)
		d.file(store, string(body))
		got := d.run(append([]string{"check"}, d.folder()...)...)
		codes[got.code]++
		switch got.code {
		case exitDamaged, exitNewer:
			if got.err == "" {
				t.Errorf("byte %d: nothing said", at)
			}
		case exitDone:
			d.file(store, string(body))
			if listed() != want {
				t.Errorf("byte %d: check finds nothing, and the records differ", at)
			}
		default:
			t.Errorf("byte %d: exit %d: %s", at, got.code, got.err)
		}
	}
	if codes[exitDamaged] == 0 {
		t.Errorf("no flip was found: %v", codes)
	}
}

func TestOutputIsWholeOrNotThere(t *testing.T) {
	d := made(t, "--sample")
	old := d.file("x.pdf", "what was there")
	d.do(exitProblems, "report", "event", "--name", "没有这个活动", "--out", old)
	if d.read("x.pdf") != "what was there" {
		t.Error("a report that failed changed the file")
	}
	d.do(exitDone, "report", "rota", "--out", old)
	if !strings.HasPrefix(d.read("x.pdf"), "%PDF") {
		t.Error("the file was not replaced")
	}
	if err := os.Mkdir(d.path("folder.csv"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{d.path("none/x.csv"), d.path("folder.csv"), filepath.Join(old, "x.csv")} {
		d.do(exitUsage, "export", "--table", "event", "--out", out)
	}
	if left, _ := filepath.Glob(d.path(".halfsky-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	// nothing was noted of exports that never began
	if checked := d.do(exitDone, "check", "--json"); one(t, checked.out)["sound"] != true {
		t.Error(checked.out)
	}
}

func TestAFileThatIsNoLedgerSaysWhatItIs(t *testing.T) {
	d := made(t)
	for name, body := range map[string]string{
		"a.xlsx": "%PDF-1.4 no table", "b.xlsx": "", "c.csv": "\x89PNG\r\n\x1a\n", "d.xlsx": "PK\x03\x04 torn", "e.csv": "一段话，没有表头。\n", "f.xls": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
	} {
		file := d.file(name, body)
		for _, lang := range []string{"zh", "en"} {
			got := d.do(exitProblems, "import", "--lang", lang, file)
			if got.err == "" || han(got.err) != (lang == "zh") {
				t.Errorf("%s in %s: %q", name, lang, got.err)
			}
		}
	}
}

func TestRowsThatCannotBeTakenAreListed(t *testing.T) {
	d := made(t)
	file := d.file("人员.csv", "姓名,身份证号码\n样例甲,11010519491231002X\n,440524188001010014\n")
	got := d.do(exitProblems, "import", "--table", "person", "--dry-run", file)
	contains(t, got.out, "第3行", "试运行")
	got = d.do(exitProblems, "import", "--table", "person", file)
	contains(t, got.out, "第3行", "新建 1 行", "1 行不能导入")
	if strings.Contains(got.out+got.err, "440524") {
		t.Errorf("an identity number is told: %s", got.out+got.err)
	}
	if n := len(objects(t, d.do(exitDone, "list", "person", "--json").out)); n != 1 {
		t.Errorf("%d persons", n)
	}
	changed := d.file("改.csv", "单位名称,备注\n样例厂,旧\n")
	d.do(exitDone, "import", "--table", "organisation", changed)
	d.file("改.csv", "单位名称,备注\n样例厂,新\n")
	contains(t, d.do(exitDone, "import", "--table", "organisation", changed).out, "--update")
	contains(t, d.do(exitDone, "import", "--table", "organisation", "--update", changed).out, "更新 1 行")
	contains(t, d.do(exitDone, "list", "organisation", "--json").out, "新")
}
