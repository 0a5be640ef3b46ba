package main

import (
	"strings"
	"testing"
)

// TestStatisticsOfTheSample: the book is made in both languages, its figures come out with their keys, a period stays as it was
// submitted, and what is asked wrongly is told.
func TestStatisticsOfTheSample(t *testing.T) {
	d := made(t, "--sample")
	for _, lang := range []string{"zh", "en"} {
		file := "s-" + lang + ".pdf"
		got := one(t, d.do(exitDone, "report", "statistics", "--span", "year", "--from", "2026-01-01", "--out", d.path(file), "--lang", lang, "--json").out)
		if got["report"] != "statistics" || got["masked"] != true || len(got["scopes"].([]any)) < 4 {
			t.Errorf("%s: %v of %v scopes, masked %v", file, got["report"], got["scopes"], got["masked"])
		}
		if text := pdfText(t, d.read(file)); len(text) < 2000 {
			t.Errorf("%s holds only %d characters", file, len(text))
		}
	}
	whole := one(t, d.do(exitDone, "report", "statistics", "--span", "year", "--from", "2026-01-01", "--private", "--json").out)
	if whole["masked"] != false {
		t.Error("the internal figures are masked")
	}
	contains(t, d.do(exitProblems, "report", "statistics", "--span", "month", "--from", "2026-03-01", "--submitted", "--json").err, "报送")
	d.do(exitDone, "report", "statistics", "--span", "month", "--from", "2026-03-01", "--submit", "--out", d.path("sent.pdf"))
	d.do(exitDone, "report", "statistics", "--span", "month", "--from", "2026-03-01", "--submitted", "--out", d.path("again.pdf"))
	if text := pdfText(t, d.read("again.pdf")); !strings.Contains(text, "报送") {
		t.Error("what was submitted does not say so")
	}
	contains(t, d.do(exitUsage, "report", "statistics", "--span", "week", "--json").err, "quarter")
	contains(t, d.do(exitUsage, "report", "statistics", "--basis", "mood", "--json").err, "closed")
	contains(t, d.do(exitUsage, "report", "aid", "--span", "month", "--json").err, "statistics")
	contains(t, d.do(exitProblems, "report", "statistics", "--scope", "没有这个站", "--json").err, "站")
}
