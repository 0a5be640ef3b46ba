package main

import (
	"os"
	"strings"
	"testing"
)

func TestWhatIsHeldAboutOnePerson(t *testing.T) {
	d := made(t, "--sample")
	people := objects(t, d.do(exitDone, "list", "person", "--json", "--private", "--reason", "样例：核对").out)
	her, id := people[0], people[0]["id"].(string)
	got := d.do(exitDone, "subject", "--id", id, "--out", d.path("her.pdf"))
	contains(t, got.out, "her.pdf")
	text := pdfText(t, d.read("her.pdf"))
	contains(t, text, her["name"].(string), "个人信息保护法", "查看、导出和修改的记录")
	for _, other := range people[1:] {
		if phone, ok := other["phone"].(string); ok && phone != "" && phone != her["phone"] && strings.Contains(text, phone) {
			t.Error("somebody else's telephone is on the paper")
		}
	}
	d.do(exitDone, "subject", "--id", id, "--out", d.path("her.json"), "--reason", "来函查询")
	file := one(t, d.read("her.json"))
	records, deeds := file["records"].([]any), file["journal"].([]any)
	if records[0].(map[string]any)["fields"].(map[string]any)["name"] != her["name"] {
		t.Error("the first record is not her own")
	}
	if last := deeds[len(deeds)-1].(map[string]any); last["what"] != "导出" || last["who"] != "值班员" {
		t.Errorf("the export before is not in the file: %v", last)
	}
	for want, args := range map[string][]string{
		"--id":      {"subject", "--out", d.path("x.pdf")},
		"--out":     {"subject", "--id", id},
		"x.xlsx":    {"subject", "--id", id, "--out", d.path("x.xlsx")},
		"编号":        {"subject", "--id", "nobody", "--out", d.path("x.pdf")},
		"none/x.pd": {"subject", "--id", id, "--out", d.path("none/x.pdf")},
	} {
		contains(t, d.do(exitUsage, args...).err, want)
	}
	d.do(exitProblems, "subject", "--id", "00000000-0000-4000-8000-000000000000", "--out", d.path("x.pdf"))
	if _, err := os.Stat(d.path("x.pdf")); err == nil {
		t.Error("a file about nobody was written")
	}
}
