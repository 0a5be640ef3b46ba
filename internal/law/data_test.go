package law

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"cn.halfsky/assets"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

func TestBuiltInDataIsWhole(t *testing.T) {
	rules, err := readBuiltIn(assets.Rules)
	if err != nil {
		t.Error(err)
	}
	if _, err := readYears(assets.Rules); err != nil {
		t.Error(err)
	}
	if len(rules) != len(Rules()) {
		t.Errorf("%d rules read, %d served", len(rules), len(Rules()))
	}
}

// TestNoRuleOfTheDesignIsLost: ids.golden lists the rules the program was given. A rule may get an end day, but never goes.
func TestNoRuleOfTheDesignIsLost(t *testing.T) {
	text, err := os.ReadFile("testdata/ids.golden")
	if err != nil {
		t.Fatal(err)
	}
	ids := strings.Fields(string(text))
	if len(ids) != 85 {
		t.Errorf("%d ids in the list", len(ids))
	}
	for _, id := range ids {
		if Find(id) == nil {
			t.Errorf("rule %s is lost", id)
		}
	}
}

func TestEveryWordOfTheRulesHasItsText(t *testing.T) {
	for _, lang := range say.Langs() {
		b := say.For(lang)
		need := func(key string) {
			t.Helper()
			if !b.Has(key) {
				t.Errorf("%s: no text %s", lang, key)
			}
		}
		for _, r := range Rules() {
			need("law.rule." + r.ID)
			if key := "law.rule." + r.ID + ".note"; b.Has(key) != r.Note {
				t.Errorf("%s: %s: the table says %v", lang, key, r.Note)
			}
			need("law.group." + r.Group)
			need("law.trigger." + r.Trigger)
			need("law.mode." + string(r.Mode))
			need("law.sense." + string(r.Sense))
			need("law.region." + r.Region)
			need("law.confidence." + r.Confidence.Grade)
			if r.Unit != "" {
				need("law.unit." + string(r.Unit))
			}
			if r.When != "" {
				need("law.fact." + string(r.When))
			}
			for _, w := range r.Who {
				need("law.who." + w)
			}
			for _, s := range r.Sources {
				need("law.act." + s.Act)
			}
			for _, n := range r.Needs() {
				need("law.need." + string(n))
			}
			for _, text := range []string{r.Name(b), r.More(b), r.Basis(b), r.Binds(b), r.Confidence.Text(b)} {
				if strings.Contains(text, "⟦") {
					t.Errorf("%s: %s: %s", lang, r.ID, text)
				}
			}
		}
		for _, v := range []*field.Vocab{dayTypes, holidayNames} {
			for _, term := range v.Codes {
				need(v.Name + "." + term.Code)
			}
		}
		for _, l := range "HML" {
			need("law.level." + string(l))
		}
	}
}

// TestTopicsCoverEveryCase: whatever the facts and weeks, one national rule of a topic is left, and never two that differ.
func TestTopicsCoverEveryCase(t *testing.T) {
	topics := map[string]bool{}
	for _, r := range Rules() {
		if r.Topic != "" {
			topics[r.Topic] = true
		}
	}
	day := field.Day{Year: 2026, Month: 3, Date: 2}
	for topic := range topics {
		for _, region := range []string{"CN", "CN-JS", "CN-JS-SZ", "CN-GD"} {
			for weeks := 1; weeks <= 45; weeks++ {
				got := Choose(topic, region, day, Inputs{Weeks: weeks})
				want := 1
				if topic == "contract_ext" {
					want = 2
				}
				if topic == "ml_ext" && !strings.HasPrefix(region, "CN-JS") {
					want = 0
				}
				if len(got) != want {
					t.Errorf("%s in %s at %d weeks: %d rules", topic, region, weeks, len(got))
				}
			}
		}
	}
}

func TestFaultyRowsAreNamed(t *testing.T) {
	good := "X,suit,,CN,deadline,by,knew,after,1,,exact,year,,,,,,,,,,next,,worker,ldma 1,2008-05-01,,,L,,,,,,,"
	read := func(rows ...string) ([]*Rule, error) {
		return readRules(strings.NewReader(strings.Join(columns, ",") + "\n" + strings.Join(rows, "\n") + "\n"))
	}
	if rules, err := read(good); err != nil || len(rules) != 1 {
		t.Fatal(rules, err)
	}
	for column, bad := range map[string]string{
		"id": "x y", "group": "", "region": "JS", "mode": "soon", "sense": "", "trigger": "", "method": "later", "amount": "0", "max": "3",
		"bound": "about", "unit": "week", "skip": "weekend", "extra": "5", "extra_when": "extended", "per": "dog", "until": "birth",
		"lead": "84", "when": "never", "weeks_from": "-1", "weeks_to": "x", "roll": "back", "effects": "resumes", "who": "", "source": "LDMA 1",
		"from": "2008", "to": "2007-01-01", "text": "no", "confidence": "Z", "doubt": "L-Q", "conflict": "a b", "note": "1", "starts": "1", "else": "knew", "met": "A-b", "over": "A-b",
	} {
		cells := strings.Split(good, ",")
		at := slices.Index(columns, column)
		cells[at] = bad
		rules, err := read(strings.Join(cells, ","), strings.Replace(good, "X", "Y", 1))
		if err == nil || !strings.Contains(err.Error(), "row 2: bad") || !strings.Contains(err.Error(), column) {
			t.Errorf("%s: %v", column, err)
		}
		if len(rules) != 1 || rules[0].ID != "Y" {
			t.Errorf("%s: the good row was not kept", column)
		}
	}
	if _, err := read(good, good); err == nil {
		t.Error("an id that stands twice passes")
	}
	if _, err := read("a,b"); err == nil {
		t.Error("a short row passes")
	}
	if _, err := readRules(strings.NewReader("id,name\n")); err == nil {
		t.Error("a strange heading passes")
	}
	if _, err := readRules(strings.NewReader("")); err == nil {
		t.Error("an empty table passes")
	}
	if _, err := readBuiltIn(fstest.MapFS{}); err == nil {
		t.Error("a missing table passes")
	}
}

func TestConfidenceAndSources(t *testing.T) {
	for id, want := range map[string]bool{"ARB_LIM": false, "ARB_ACCEPT": true, "PREG_7M": true, "ML_EXT_JS": true, "CC_REPLY": true, "SUE": false, "INSPECT_ACCEPT": true} {
		if Find(id).Confirm() != want {
			t.Errorf("%s: to be confirmed: %v", id, !want)
		}
	}
	zh, en := say.For(say.ZH), say.For(say.EN)
	for _, c := range []struct{ got, want string }{
		{Find("ARB_LIM").Basis(zh), "《劳动争议调解仲裁法》第27条第1款"},
		{Find("LA_URGENT").Basis(zh), "《法律援助法》第44条第（一）项"},
		{Find("LA_URGENT").Basis(en), "Legal Aid Law, art. 44, item 1"},
		{Find("ML_EXT_JS").Basis(zh), "《江苏省人口与计划生育条例》第24条、苏发〔2022〕8号"},
		{Find("DISMISS_BAR").Basis(en), "Labour Contract Law, art. 42, item 4, Special Rules on the Labour Protection of Female Employees (State Council Decree 619), art. 5, Law on the Protection of Women's Rights and Interests, art. 48 (1)"},
		{Find("INSPECT_ACCEPT").Confidence.Text(zh), "依一般常识，把握一般"},
		{Find("ARB_LIM").Confidence.Text(en), "read in the law itself"},
		{Find("WI_WORKER").Binds(zh), "劳动者、近亲属、工会组织"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	for _, c := range []string{"L", "W-H", "K-M", "R-L"} {
		got, ok := ParseConfidence(c)
		if !ok || got.String() != c {
			t.Errorf("%s: %v %v", c, got, ok)
		}
	}
	for _, c := range []string{"", "H", "W-", "W-HH", "LL", "W-X"} {
		if _, ok := ParseConfidence(c); ok {
			t.Errorf("%q passes", c)
		}
	}
}
