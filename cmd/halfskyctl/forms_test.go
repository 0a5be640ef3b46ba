package main

import (
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
)

// TestFormsOfTheSample: each sheet that people sign, send or fill in is made from the sample in both languages, reads back, and names
// nobody in full unless asked.
func TestFormsOfTheSample(t *testing.T) {
	d := made(t, "--sample")
	first := func(table string) string {
		return objects(t, d.do(exitDone, "list", table, "--json").out)[0]["id"].(string)
	}
	var names []string
	for _, p := range objects(t, d.do(exitDone, "list", "person", "--json").out) {
		if name := p["name"].(string); centre.MaskName(name) != name && len([]rune(name)) > 2 {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		t.Fatal("the sample has nobody")
	}
	for kind, args := range map[string][]string{
		"referral": {"--id", first("referral")}, "consent": nil, "signin": {"--name", "女职工招聘会", "--pages", "3"},
		"hardship": {"--id", first("hardship")}, "pairing": {"--id", first("pairing")}, "pairings": {"--from", "2026-01-01"}, "audit": nil,
	} {
		for _, lang := range []string{"zh", "en"} {
			file := kind + "-" + lang + ".pdf"
			got := one(t, d.do(exitDone, append([]string{"report", kind, "--out", d.path(file), "--lang", lang, "--json"}, args...)...).out)
			if got["report"] != kind {
				t.Errorf("%s says it is %v", file, got["report"])
			}
			text := pdfText(t, d.read(file))
			if len(text) < 100 {
				t.Errorf("%s holds only %q", file, text)
			}
			for _, name := range names {
				if strings.Contains(text, name) {
					t.Errorf("%s names somebody in full", file)
				}
			}
		}
	}
	d.do(exitDone, "report", "consent", "--id", first("case"), "--out", d.path("numbered.pdf"))
	contains(t, d.do(exitUsage, "report", "signin", "--pages", "51", "--out", d.path("x.pdf")).err, "50")
	contains(t, d.do(exitUsage, "report", "signin", "--pages", "many", "--out", d.path("x.pdf")).err, "50")
	contains(t, d.do(exitUsage, "report", "hardship", "--from", "2026-01-01", "--out", d.path("x.pdf")).err, "--id")
}
