package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
)

// TestFromTheLedgerToThePrintedSummary is what the program was made for, from end to end: a new folder, the ledger of 2008 in, its
// figures out.
func TestFromTheLedgerToThePrintedSummary(t *testing.T) {
	path := ledger(t)
	d := made(t)

	dry := d.do(exitDone, "import", "--dry-run", path)
	contains(t, dry.out, "第19行", "200多人", "张家港市总工会", "没有写入任何内容")
	if got := d.do(exitDone, "list", "event", "--json"); got.out != "" {
		t.Errorf("a dry run saved: %s", got.out)
	}
	plan := one(t, d.do(exitDone, "import", "--dry-run", "--json", path).out)
	if rows := plan["rows"].(map[string]any); rows["new"] != 16.0 || rows["refused"] != 0.0 {
		t.Errorf("the plan counts %v", rows)
	}

	d.do(exitDone, "import", path)
	again := one(t, d.do(exitDone, "import", "--json", path).out)
	if rows := again["rows"].(map[string]any); rows["new"] != 0.0 || rows["change"] != 0.0 || rows["same"] != 16.0 {
		t.Errorf("the same file again counts %v", rows)
	}
	contains(t, d.do(exitDone, "import", "--lang", "en", path).out, "0 rows made, 0 changed, 16 already there")

	out := d.path("三八.pdf")
	report := one(t, d.do(exitDone, "report", "programme", "--out", out, "--json").out)
	figuresOf2008(t, d, report)
	text := pdfText(t, d.read("三八.pdf"))
	for _, want := range []string{"49家", "796个", "347人", "19家", "32家", "200多人", "18家", "43.6%"} {
		contains(t, text, want)
	}
	// the six counsellors of one city and the six experts of another are two groups
	contains(t, text, "6名指导员", "6位")
	if strings.Contains(text, "12名") || strings.Contains(text, "12位") {
		t.Error("the two groups of six were added up")
	}
	checked := one(t, d.do(exitDone, "check", "--json").out)
	readings := objects(t, d.do(exitDone, "list", "reading", "--json").out)
	if len(readings) != 11 { // the figures of the ledger, each kept with how it is known
		t.Errorf("%d readings", len(readings))
	}
	if checked["sound"] != true || checked["records"] != float64(31+len(readings)) || len(checked["troubles"].([]any)) != 0 {
		t.Errorf("check says %v", checked)
	}
}

// figuresOf2008 looks for the figures of March 2008, each with the event it came from.
func figuresOf2008(t *testing.T, d *desk, report map[string]any) {
	t.Helper()
	events := map[string]map[string]any{}
	for _, e := range objects(t, d.do(exitDone, "list", "event", "--json").out) {
		events[e["id"].(string)] = e
	}
	type figure struct {
		name, key, qualifier, unit string
		value                      float64
	}
	left := []figure{
		{"女职工招聘会", "units", "", "家", 49}, {"女职工招聘会", "posts", "", "个", 796}, {"女职工招聘会", "intents", "", "人", 347},
		{"女职工风采板报联展", "units", "", "家", 19}, {"市级机关趣味体育比赛", "units", "", "家", 32},
		{"市级机关趣味体育比赛", "people", "多", "人", 200}, {"市级机关趣味体育比赛", "awarded", "", "家", 18},
		{"女职工维权中心现场服务", "experts", "", "名", 6}, {"太仓市女职工维权指导中心揭牌", "experts", "", "位", 6},
	}
	for _, f := range report["figures"].([]any) {
		f := f.(map[string]any)
		rows := f["rows"].([]any)
		if len(rows) != 1 || events[rows[0].(string)] == nil {
			t.Fatalf("the figure %v does not name the event it came from", f)
		}
		if label := f["label"].(string); !han(label) {
			t.Errorf("the label %q is no word", label)
		}
		e, count := events[rows[0].(string)], f["count"].(map[string]any)
		left = slices.DeleteFunc(left, func(w figure) bool {
			return w.name == e["name"] && w.key == f["key"] && w.value == count["value"] && w.qualifier == count["qualifier"] && w.unit == count["unit"] &&
				count["known"] == "declared"
		})
	}
	for _, f := range left {
		t.Errorf("the report lacks %v", f)
	}
}

func TestCountsInJSONAreAsTheIssueSays(t *testing.T) {
	path := ledger(t)
	d := made(t)
	d.do(exitDone, "import", path)
	listed := d.do(exitDone, "list", "event", "--json", "--find", "趣味体育").out
	contains(t, listed, `"people":{"value":200,"qualifier":"多","unit":"人","known":"declared"}`, `"experts":null`, `"date":"2008-03-06pm"`)
	if strings.Count(listed, "\n") != 1 {
		t.Errorf("not one object a line: %s", listed)
	}
}

func TestReportsOfTheSample(t *testing.T) {
	d := made(t, "--sample")
	first := func(table string) string {
		return objects(t, d.do(exitDone, "list", table, "--json").out)[0]["id"].(string)
	}
	for name, args := range map[string][]string{
		"programme": {"--name", "2008年“三八”"},
		"case":      {"--id", first("case")},
		"event":     {"--name", "女职工招聘会"},
		"rota":      nil,
		"aid":       {"--from", "2026-01-01", "--to", "2026-12-31"},
	} {
		for _, lang := range []string{"zh", "en"} {
			file := fmt.Sprintf("%s-%s.pdf", name, lang)
			args := append([]string{"report", name, "--out", d.path(file), "--lang", lang}, args...)
			contains(t, d.do(exitDone, args...).out, file)
			if text := pdfText(t, d.read(file)); len(text) < 100 {
				t.Errorf("%s holds only %q", file, text)
			}
			got := one(t, d.do(exitDone, append(args, "--json")...).out)
			if got["report"] != name || len(got["figures"].([]any)) == 0 {
				t.Errorf("%s: figures %v", file, got["figures"])
			}
			for _, f := range got["figures"].([]any) {
				if rows, ok := f.(map[string]any)["rows"].([]any); !ok {
					t.Errorf("%s: a figure without rows: %v", file, f)
				} else if strings.HasPrefix(f.(map[string]any)["label"].(string), "summary.") {
					t.Errorf("%s: a key for a label: %v, rows %v", file, f, rows)
				}
			}
		}
	}
}

// Printing and exporting leave a trace; a case is masked unless somebody asks for more.
func TestPersonalDataIsMaskedUnlessAskedFor(t *testing.T) {
	d := made(t, "--sample")
	var name, phone string
	var of []map[string]any
	for _, p := range objects(t, d.do(exitDone, "list", "person", "--json", "--private", "--reason", "样例：核对").out) {
		name, phone = p["name"].(string), p["phone"].(string)
		if centre.MaskName(name) == name { // a pseudonym
			continue
		}
		if of = objects(t, d.do(exitDone, "list", "case", "--json", "--find", name).out); len(of) > 0 {
			break
		}
	}
	if len(of) == 0 {
		t.Fatal("no case of anybody by name")
	}
	id := of[0]["id"].(string)
	d.do(exitDone, "report", "case", "--id", id, "--out", d.path("masked.pdf"))
	file := objects(t, d.do(exitDone, "list", "hardship", "--json").out)[0]["id"].(string)
	got := d.do(exitProblems, "report", "hardship", "--id", file, "--out", d.path("whole.pdf"), "--private")
	if _, err := os.Stat(d.path("whole.pdf")); err == nil || !strings.Contains(got.err, "--reason") {
		t.Errorf("a sheet in full without a reason: %s", got.err)
	}
	d.do(exitDone, "report", "case", "--id", id, "--out", d.path("whole.pdf"), "--private", "--reason", "样例：仲裁开庭")
	if strings.Contains(pdfText(t, d.read("masked.pdf")), name) {
		t.Error("the masked sheet holds the name")
	}
	if !strings.Contains(pdfText(t, d.read("whole.pdf")), name) {
		t.Error("the whole sheet lacks the name")
	}
	for _, args := range [][]string{{"list", "person"}, {"list", "person", "--json"}} {
		if got := d.do(exitDone, args...); strings.Contains(got.out, phone) || !strings.Contains(got.out, name) {
			t.Errorf("%v shows the telephone, or not the name", args)
		}
	}
	if got := d.do(exitDone, "list", "person", "--private", "--reason", "样例：核对"); !strings.Contains(got.out, phone) {
		t.Error("with --private the telephone is hidden still")
	}
	if got := d.do(exitDone, "export", "--table", "person", "--out", d.path("p.csv")); strings.Contains(d.read("p.csv"), name) || got.err == "" {
		t.Error("an export without --private holds names, or does not say what it left out")
	}
}

func TestWhatIsExportedComesBack(t *testing.T) {
	path := ledger(t)
	d := made(t)
	d.do(exitDone, "import", path)
	before := d.do(exitDone, "list", "event", "--json").out
	for _, ending := range []string{"xlsx", "csv", "json"} {
		file := d.path("活动." + ending)
		contains(t, d.do(exitDone, "export", "--table", "event", "--out", file).out, "16")
		// the same folder has it all
		rows := one(t, d.do(exitDone, "import", "--json", file).out)["rows"].(map[string]any)
		if rows["same"] != 16.0 || rows["new"] != 0.0 || rows["change"] != 0.0 {
			t.Errorf("%s into its own folder: %v", ending, rows)
		}
		// another folder gets the same records
		other := made(t)
		for _, table := range []string{"organisation", "programme", "event"} {
			part := other.path(table + "." + ending)
			d.do(exitDone, "export", "--table", table, "--out", part)
			other.do(exitDone, "import", "--table", table, part)
		}
		if after := other.do(exitDone, "list", "event", "--json").out; after != before {
			t.Errorf("%s: the events of another folder differ:\n%s\n%s", ending, before, after)
		}
	}
	if got := d.do(exitDone, "list", "event", "--json").out; got != before {
		t.Error("exporting and importing changed the folder")
	}
}

func TestTheLedgerFindsTheSampleThere(t *testing.T) {
	path := ledger(t)
	d := made(t, "--sample")
	before := d.do(exitDone, "list", "event", "--json").out
	rows := one(t, d.do(exitDone, "import", "--json", path).out)["rows"].(map[string]any)
	if rows["same"] != 16.0 || rows["new"] != 0.0 || rows["change"] != 0.0 {
		t.Errorf("the ledger into the sample: %v", rows)
	}
	if after := d.do(exitDone, "list", "event", "--json").out; after != before {
		t.Error("importing it changed the sample")
	}
}

func TestFindingByPinyinInitials(t *testing.T) {
	d := made(t)
	d.do(exitDone, "import", "--table", "organisation", d.file("单位.csv", "单位名称\n样例重工集团\n曾氏绣品厂\n"))
	for find, want := range map[string]string{"ylzg": "样例重工集团", "zsxp": "曾氏绣品厂", "绣品": "曾氏绣品厂", "YLZG": "样例重工集团", "ｙｌｚｇ": "样例重工集团"} {
		got := objects(t, d.do(exitDone, "list", "organisation", "--json", "--find", find).out)
		if len(got) != 1 || got[0]["name"] != want {
			t.Errorf("%s finds %v, want %s", find, got, want)
		}
	}
	if got := d.do(exitDone, "list", "organisation", "--find", "无此单位"); !strings.Contains(got.err, "没有") {
		t.Errorf("finding nothing says %q", got.err)
	}
}

func TestListingForPeople(t *testing.T) {
	d := made(t)
	d.do(exitDone, "import", "--table", "organisation", d.file("单位.csv", "单位名称,备注\n样例重工集团,\"两行\n备注\"\n"))
	lines := strings.Split(strings.TrimSpace(d.do(exitDone, "list", "organisation", "--lang", "en").out), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "Name\t") || !strings.HasSuffix(lines[0], "\tid") {
		t.Fatalf("%q", lines)
	}
	if a, b := strings.Count(lines[0], "\t"), strings.Count(lines[1], "\t"); a != b {
		t.Errorf("%d headings, %d cells", a, b)
	}
}

func TestARecordIsChosenOrAskedFor(t *testing.T) {
	d := made(t, "--sample")
	out := d.path("x.pdf")
	got := d.do(exitProblems, "report", "programme", "--out", out)
	contains(t, got.err, "--name", "2008年“三八”国际妇女节活动")
	got = d.do(exitProblems, "report", "programme", "--name", "2008", "--out", out)
	contains(t, got.err, "--id", "2008年吴中区工会干部培训")
	got = d.do(exitProblems, "report", "event", "--name", "没有这个活动", "--out", out, "--lang", "en")
	contains(t, got.err, "list event")
	d.do(exitProblems, "report", "case", "--id", "00000000-0000-4000-8000-000000000000", "--out", out)
	d.do(exitDone, "report", "programme", "--name", "2008年吴中区工会干部培训", "--out", out)
	if left, _ := filepath.Glob(d.path(".halfsky-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestNamesOfEveryKind(t *testing.T) {
	d := newDesk(t)
	odd := d.path("ａ 夹“一”#1 é𠮷")
	for name, centre := range map[string]string{"半角 '\"$(x)": "样例＆中心〔一〕𠮷", "全角　ＡＢＣ": "  样例中心 "} {
		data := filepath.Join(odd, name)
		args := []string{"--data", data, "--passphrase-file", d.pass}
		if got := d.run(append([]string{"new", "--centre", centre, "--user", "王　五·阿里木"}, args...)...); got.code != exitDone {
			t.Fatalf("%s: exit %d, %s", name, got.code, got.err)
		}
		file := filepath.Join(odd, "台账 "+name+".csv")
		if err := os.WriteFile(file, []byte("单位名称\n"+centre+"厂\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := d.run(append([]string{"import", "--table", "单位", file}, args...)...); got.code != exitDone {
			t.Fatalf("%s: exit %d, %s", name, got.code, got.err)
		}
		pdf := filepath.Join(odd, name+".PDF")
		if got := d.run(append([]string{"report", "rota", "--out", pdf}, args...)...); got.code != exitDone {
			t.Fatalf("%s: exit %d, %s", name, got.code, got.err)
		}
		listed := one(t, d.run(append([]string{"list", "centre", "--json"}, args...)...).out)
		if got, want := listed["name"].(string), strings.TrimSpace(centre); got != want {
			t.Errorf("the centre is called %q, want %q", got, want)
		}
	}
}
