package law

import (
	"strings"
	"testing"

	"cn.halfsky/internal/field"
)

func TestMaternityLeave(t *testing.T) {
	for _, c := range []struct {
		name  string
		birth Birth
		want  string
		total int
	}{
		{"national", Birth{First: day(t, "2026-01-10"), Region: "CN"}, "2026-04-17", 98},
		{"Jiangsu", Birth{First: day(t, "2026-01-10"), Children: 1, Region: "CN-JS"}, "2026-04-17 2026-06-18", 158},
		{"a city of Jiangsu", Birth{First: day(t, "2026-01-10"), Region: "CN-JS-SZ"}, "2026-04-17 2026-06-18", 158},
		{"difficult", Birth{First: day(t, "2026-01-10"), Difficult: true, Region: "CN"}, "2026-04-17 2026-05-02", 113},
		{"twins", Birth{First: day(t, "2026-01-10"), Children: 2, Region: "CN"}, "2026-04-17 2026-05-02", 113},
		// 2026-05-18 and 60 days without 19 June
		{"difficult twins in Jiangsu", Birth{First: day(t, "2026-01-10"), Children: 2, Difficult: true, Region: "CN-JS"}, "2026-04-17 2026-05-02 2026-05-17 2026-07-17", 188},
		{"triplets", Birth{First: day(t, "2026-01-10"), Children: 3, Region: "CN-ZJ"}, "2026-04-17 2026-05-17", 128},
		{"before Jiangsu's extension", Birth{First: day(t, "2021-11-04"), Region: "CN-JS"}, "2022-02-09", 98},
		{"its first day", Birth{First: day(t, "2021-11-05"), Region: "CN-JS"}, "2022-02-10 2022-04-12", 158},
	} {
		parts, total, ps := MaternityLeave(c.birth, BuiltIn())
		var got []string
		for i, p := range parts {
			got = append(got, p.Day.String())
			if i > 0 && p.Start != parts[i-1].Day.Add(1) {
				t.Errorf("%s: part %d starts on %s", c.name, i, p.Start)
			}
		}
		if strings.Join(got, " ") != c.want || total != c.total || len(ps) > 0 {
			t.Errorf("%s: %v, %d days, %v", c.name, got, total, ps)
		}
	}
	if _, _, ps := MaternityLeave(Birth{First: field.Day{Year: 2026, Month: 1}, Region: "CN"}, BuiltIn()); len(ps) == 0 || ps[0].Say != "law.problem.exact" {
		t.Error("a month is no first day", ps)
	}
	if _, _, ps := MaternityLeave(Birth{First: day(t, "2010-01-01"), Region: "CN"}, BuiltIn()); len(ps) == 0 || ps[0].Say != "law.problem.norule" {
		t.Error("the decree was not yet in force", ps)
	}
}

func ids(rules []*Rule) string {
	var out []string
	for _, r := range rules {
		out = append(out, r.ID)
	}
	return strings.Join(out, " ")
}

func TestChoose(t *testing.T) {
	for _, c := range []struct{ topic, region, day, in, want string }{
		{"miscarriage", "CN", "2026-03-02", "weeks=15", "MIS_LT4"},
		{"miscarriage", "CN", "2026-03-02", "weeks=16", "MIS_GE4"},
		{"miscarriage", "CN-JS", "2026-03-02", "weeks=7", "MIS_JS_1"},
		{"miscarriage", "CN-JS", "2026-03-02", "weeks=11", "MIS_JS_2"},
		{"miscarriage", "CN-JS-SZ", "2026-03-02", "weeks=12", "MIS_JS_3"},
		{"miscarriage", "CN-JS", "2026-03-02", "weeks=28", "MIS_JS_4"},
		{"miscarriage", "CN-JS", "2018-06-30", "weeks=15", "MIS_LT4"}, // the day before Jiangsu's rules
		{"miscarriage", "CN-JS", "2018-07-01", "weeks=15", "MIS_JS_3"},
		{"miscarriage", "CN-JSX", "2026-03-02", "weeks=15", "MIS_LT4"},
		{"miscarriage", "CN", "2026-03-02", "", "MIS_LT4 MIS_GE4"},
		{"evidence", "CN", "2026-03-02", "", "CT_EVID_ORD"},
		{"evidence", "CN", "2026-03-02", "small", "CT_EVID_SMALL"},
		{"wi_decide", "CN-JS", "2026-03-02", "clear", "WI_DECIDE_CLEAR"},
		{"lc_resign", "CN-JS", "2026-03-02", "probation", "LC_RESIGN_PROBATION"},
		{"lc_resign", "CN-JS", "2026-03-02", "urgent", "LC_RESIGN"},
		{"arb_award", "CN", "2026-03-02", "extended", "ARB_AWARD_EXT"},
		{"divorce_bar", "CN", "2026-03-02", "pregnant", "DIVORCE_BAR_PREG"},
		{"divorce_bar", "CN", "2022-12-31", "", ""},
		{"ml_ext", "CN", "2026-03-02", "", ""},
		{"", "CN", "2026-03-02", "", ""},
	} {
		if got := ids(Choose(c.topic, c.region, day(t, c.day), inputs(t, c.in))); got != c.want {
			t.Errorf("%s in %s on %s with %q: %s, want %s", c.topic, c.region, c.day, c.in, got, c.want)
		}
	}
}

func TestOfTwoRulesInConflictTheLaterCounts(t *testing.T) {
	in := inputs(t, "birth=2026-01-12 leaveend=2026-06-18")
	dues, ps := ComputeTopic("contract_ext", "CN-JS", day(t, "2026-03-31"), in, BuiltIn())
	if len(ps) > 0 || len(dues) != 2 || dues[0].Rule.ID != "CONTRACT_EXT_NURSE" || dues[0].Day != day(t, "2027-01-12") || dues[1].Day != day(t, "2026-06-18") {
		t.Fatal(dues, ps)
	}
	if said(dues[0]) != "later" || said(dues[1]) != "earlier" {
		t.Error(said(dues[0]), said(dues[1]))
	}
	in.LeaveEnd = day(t, "2027-02-01")
	if dues, _ := ComputeTopic("contract_ext", "CN", day(t, "2026-03-31"), in, BuiltIn()); dues[0].Rule.ID != "CONTRACT_EXT_ML" {
		t.Error("the earlier day came first")
	}
	in.LeaveEnd = day(t, "2027-01-12")
	if dues, _ := ComputeTopic("contract_ext", "CN", day(t, "2026-03-31"), in, BuiltIn()); said(dues[0])+said(dues[1]) != "" {
		t.Error("two rules with one day are in no conflict")
	}
	in.LeaveEnd = field.Day{}
	dues, ps = ComputeTopic("contract_ext", "CN", day(t, "2026-03-31"), in, BuiltIn())
	if len(dues) != 1 || len(ps) != 1 || ps[0].Field != "leaveend" {
		t.Error("one rule is counted although the other lacks a day", dues, ps)
	}
	if _, ps := ComputeTopic("ml_ext", "CN", day(t, "2026-03-31"), in, BuiltIn()); len(ps) != 1 || ps[0].Say != "law.problem.norule" {
		t.Error(ps)
	}
	one, _ := Compute(Find("SUE"), day(t, "2026-03-02"), Inputs{}, BuiltIn())
	two, _ := Compute(Find("APPEAL_RULING"), day(t, "2026-03-02"), Inputs{}, BuiltIn())
	if got := Resolve([]Due{two, one}); got[0].Rule.ID != "APPEAL_RULING" || said(got[0]) != "" {
		t.Error("rules that are in no conflict changed places")
	}
}
