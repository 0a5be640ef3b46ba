package law

import (
	"bytes"
	"encoding/csv"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cn.halfsky/internal/say"
)

// TestTheTableSaysWhatTheDesignSays compares every rule with the list it was made from, where that is at hand: amount, unit,
// extension, mode, roll, day it is in force, region, confidence, and the number of the article.
func TestTheTableSaysWhatTheDesignSays(t *testing.T) {
	text, err := os.ReadFile("../../../shared/design/deadline_rules.csv")
	if err != nil {
		t.Skip("the list the rules were made from is not here")
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		cell := map[string]string{}
		for i, h := range rows[0] {
			head, _, _ := strings.Cut(h, " ")
			cell[head] = row[i]
		}
		if r := Find(cell["id"]); r == nil {
			t.Errorf("%s is not in the table", cell["id"])
		} else {
			sameRule(t, r, cell)
		}
	}
	if len(rows) != 86 {
		t.Errorf("%d rows", len(rows))
	}
}

var (
	digits  = regexp.MustCompile(`[0-9]+`)
	isoDay  = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`)
	unitOf  = map[string]Unit{"day": Days, "workday*": Workdays, "workday": Workdays, "month": Months, "year": Years, "hour": Hours, "day, excl. 法定休假日": Days}
	unusual = map[string]string{ // rules whose amount or unit the list writes as a sentence, and where it went
		"ML_MULTI": "15 for each further child", "PREG_7M": "a window until the birth", "NURSE_HOUR": "until one year old", "NURSE_NO_OT": "until one year old",
		"DISMISS_BAR": "until one year old", "CONTRACT_EXT_NURSE": "until one year old", "CONTRACT_EXT_ML": "until leave ends", "MENS_JS": "1 to 2",
		"PREG_REST_JS": "as certified", "IWD_HALF": "half a day", "CC_TERM": "the term is CC_TERM_SPAN", "ARB_AWARD_EXT": "45 and 15", "LC_DOUBLE": "from 1 to 12",
	}
)

func sameRule(t *testing.T, r *Rule, cell map[string]string) {
	t.Helper()
	wrong := func(what string, got any, want string) {
		t.Errorf("%s: %s is %v, the list says %q", r.ID, what, got, want)
	}
	if unusual[r.ID] == "" {
		numbers := digits.FindAllString(cell["offset"], -1)
		if len(numbers) == 0 || numbers[0] != strconv.Itoa(r.Amount) {
			wrong("amount", r.Amount, cell["offset"])
		}
		if unitOf[cell["unit"]] != r.Unit {
			wrong("unit", r.Unit, cell["unit"])
		}
		if extra := strings.Contains(cell["offset"], "(+"); extra && (len(numbers) != 2 || numbers[1] != strconv.Itoa(r.Extra)) || extra != (r.Extra > 0) {
			wrong("extension", r.Extra, cell["offset"])
		}
		if strings.HasPrefix(cell["offset"], "≥") != (r.Bound == Least) {
			wrong("bound", r.Bound, cell["offset"])
		}
	}
	if strings.Contains(cell["unit"], "*") != (r.Unit == Workdays && r.Doubt != Confidence{}) {
		wrong("doubt of the unit", r.Doubt, cell["unit"])
	}
	if r.SkipHoliday != strings.Contains(cell["unit"], "excl.") {
		wrong("holidays skipped", r.SkipHoliday, cell["unit"])
	}
	if mode := string(r.Mode); mode != cell["mode"] {
		wrong("mode", mode, cell["mode"])
	}
	if r.Roll != (cell["roll"] == "next") {
		wrong("roll", r.Roll, cell["roll"])
	}
	if from := isoDay.FindString(cell["in"]); from != "" && from != r.From.String() {
		wrong("in force", r.From, cell["in"])
	}
	if strings.Contains(cell["in"], "文本") != r.Text {
		wrong("text only", r.Text, cell["in"])
	}
	if js := strings.HasPrefix(cell["scope"], "JS"); js != (r.Region == "CN-JS") {
		wrong("region", r.Region, cell["scope"])
	}
	if grade, _, _ := strings.Cut(cell["conf"], ","); !strings.HasPrefix(strings.TrimSpace(grade), r.Confidence.String()) && !strings.HasPrefix(grade, r.Confidence.Grade+"；") {
		wrong("confidence", r.Confidence, cell["conf"])
	}
	basis := r.Basis(say.For(say.ZH))
	for _, article := range digits.FindAllString(firstSource(cell["source"]), 1) {
		if !slices.Contains(digits.FindAllString(basis, -1), article) {
			wrong("basis", basis, cell["source"])
		}
	}
}

// firstSource is the first act a row cites with its article.
func firstSource(s string) string {
	s, _, _ = strings.Cut(s, "；")
	if i := strings.IndexAny(s, "号〕"); i >= 0 && strings.Contains(s, "号令") {
		_, s, _ = strings.Cut(s, "号令")
	}
	return s
}
