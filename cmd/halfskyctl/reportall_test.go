package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/office"
)

// TestOneOfEachKind: --all makes each kind of document there is in both languages from the sample, every one journaled, none naming
// anybody in full, and overwrites nothing.
func TestOneOfEachKind(t *testing.T) {
	d := made(t, "--sample")
	dir := d.path("all")
	got := d.do(exitDone, "report", "--all", dir, "--json")
	kinds := map[string]int{}
	for _, f := range objects(t, got.out) {
		kinds[f["report"].(string)]++
		text := pdfText(t, d.read(filepath.Join("all", f["file"].(string))))
		if f["pages"].(float64) < 1 || len(text) < 100 {
			t.Errorf("%s has %v pages and the text %q", f["file"], f["pages"], text)
		}
		for _, name := range fullNames(t, d) {
			if strings.Contains(text, name) {
				t.Errorf("%s names somebody in full", f["file"])
			}
		}
	}
	for _, k := range office.ReportKinds {
		if n := kinds[string(k)]; n < 2 || k == office.EventReport && n < 6 {
			t.Errorf("%d files of %s", n, k)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		kind, _, _ := strings.Cut(strings.TrimSuffix(e.Name(), ".pdf"), "-")
		if !slices.Contains(office.ReportKinds, office.ReportKind(kind)) || len(e.Name()) > 30 {
			t.Errorf("a file is called %s", e.Name())
		}
	}
	printed := 0
	for _, l := range objects(t, d.do(exitDone, "report", "audit", "--json", "--out", d.path("audit.pdf")).out) {
		printed = int(l["entries"].(float64))
	}
	if printed < len(entries) {
		t.Errorf("%d files, %d entries in the journal", len(entries), printed)
	}
	contains(t, got.err, "个人信息", "姓名")
	contains(t, d.do(exitUsage, "report", "--all", dir).err, "空文件夹")
	if again, err := os.ReadDir(dir); err != nil || len(again) != len(entries) {
		t.Errorf("%d files became %d: %v", len(entries), len(again), err)
	}
}

// fullNames are the names of people of the sample, without those that are no names (某女士, 某大姐).
func fullNames(t *testing.T, d *desk) (names []string) {
	t.Helper()
	for _, p := range objects(t, d.do(exitDone, "list", "person", "--json").out) {
		if name := p["name"].(string); len([]rune(name)) > 2 && p["pseudonym"] != true {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		t.Fatal("the sample has nobody")
	}
	return names
}

// TestAllInOneLanguageAndOfAnEmptyFolder: --lang names one language; what no record is there for is said, and the exit code is that of
// problems.
func TestAllInOneLanguageAndOfAnEmptyFolder(t *testing.T) {
	d := made(t)
	got := d.do(exitProblems, "report", "--all", d.path("en"), "--lang", "en")
	contains(t, got.err, "no record", "case", "pairing")
	contains(t, got.out, "rota-en.pdf")
	for _, e := range []string{"rota-zh.pdf", "case-en.pdf"} {
		if _, err := os.Stat(filepath.Join(d.path("en"), e)); err == nil {
			t.Errorf("%s was made", e)
		}
	}
	d.do(exitProblems, "report", "--all", d.path("both"), "--lang", "both")
	if _, err := os.Stat(filepath.Join(d.path("both"), "rota-zh.pdf")); err != nil {
		t.Error(err)
	}
	contains(t, d.do(exitUsage, "report", "case", "--all", d.path("x")).err, "--all")
	contains(t, d.do(exitUsage, "report", "--all", d.path("x"), "--private").err, "--private")
	d.do(exitUsage, "report", "case", "--lang", "both", "--out", d.path("x.pdf"))
	if got := d.run("report", "--all", d.path("no/such")); got.code != exitOther {
		t.Errorf("a folder in no folder: exit %d, %s", got.code, got.err)
	}
}

// TestADocumentTellsWhatOfItIsPersonal before it leaves, by the labels of its fields, and of a public one the pages to look at again; it
// repeats neither number nor name.
func TestADocumentTellsWhatOfItIsPersonal(t *testing.T) {
	d := made(t)
	ledger := d.file("events.csv", "活动名称,类型,活动日期,备注\n示例讲座,讲座,2026-03-06,请联系示例小花13800005678\n")
	d.do(exitDone, "import", "--table", "event", ledger)
	people := d.file("people.csv", "姓名\n示例小花\n")
	d.do(exitDone, "import", "--table", "person", people)
	for lang, want := range map[string][]string{"zh": {"手机号码", "姓名", "第 1 页"}, "en": {"mobile number", "page 1"}} {
		got := d.do(exitDone, "report", "event", "--out", d.path("e.pdf"), "--lang", lang)
		contains(t, got.err, want...)
		if strings.Contains(got.err+got.out, "13800005678") || strings.Contains(got.err+got.out, "小花") {
			t.Errorf("it repeats what it warns of: %s", got.err)
		}
	}
}
