package law

import (
	"strings"
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// TestQuestionsAreAnswered: every day was counted by hand.
func TestQuestionsAreAnswered(t *testing.T) {
	for _, c := range []struct{ what, region, trigger, in, want string }{
		{"leave", "CN-JS", "2026-01-10", "children=1", "2026-04-17 2026-06-18 158"},
		{"leave", "CN", "2026-01-10", "children=2 difficult", "2026-04-17 2026-05-02 2026-05-17 128"},
		{"miscarriage", "CN-JS", "2026-03-02", "weeks=11", "2026-03-31 0"},
		{"miscarriage", "CN", "2026-03-02", "weeks=15", "2026-03-16 0"},
		{"leave", "CN", "", "", "trigger:missing"},
		{"miscarriage", "CN", "2026-03-02", "", "weeks:missing"},
		{"nursing", "CN", "2026-06-19", "birth=2026-01-12", "2027-01-12 0"},
		{"contract_ext", "CN", "2026-03-31", "birth=2026-01-12 leaveend=2026-06-18", "2027-01-12 2026-06-18 0"},
		{"contract_ext", "CN", "2026-03-31", "birth=2026-01-12", "2027-01-12 0"},
		{"limit", "CN", "2025-03-03", "", "2026-03-03 0"},
		{"wages", "CN", "", "", " 0"},
		{"wages", "CN", "2025-03-03", "", "2026-03-03 0"},
		{"arb_award", "CN", "2026-03-02", "extended", "2026-05-06 0"},
		{"ct_first", "CN", "2026-03-02", "simple", "2026-06-02 0"},
		{"wi_decide", "CN", "2026-03-02", "clear", "2026-03-17 0"},
		{"SUE", "CN", "2026-03-02", "", "2026-03-17 0"},
		{"nobody asks this", "CN", "2026-03-02", "", ":norule"},
	} {
		q := Question{What: c.what, Region: c.region, Inputs: inputs(t, c.in)}
		if c.trigger != "" {
			q.Trigger = day(t, c.trigger)
		}
		a, ps := Ask(q, BuiltIn())
		var got []string
		for _, p := range a.Parts {
			got = append(got, p.Day.String())
		}
		text := strings.Join(got, " ") + " " + string(rune('0'+a.Total%10))
		if a.Total > 9 {
			text = strings.Join(got, " ") + " " + total(a.Total)
		}
		if len(ps) > 0 {
			text = ps[0].Field + ":" + strings.TrimPrefix(ps[0].Say, "law.problem.")
		}
		if text != c.want {
			t.Errorf("%s in %s from %s with %q: %q, want %q", c.what, c.region, c.trigger, c.in, text, c.want)
		}
	}
}

func total(n int) string {
	out := ""
	for ; n > 0; n /= 10 {
		out = string(rune('0'+n%10)) + out
	}
	return out
}

func TestAnInterruptedLimitIsAnswered(t *testing.T) {
	q := Question{What: "limit", Region: "CN", Trigger: day(t, "2025-03-03"), Events: []Event{{day(t, "2025-06-10"), Interrupt}}}
	a, ps := Ask(q, BuiltIn())
	if len(ps) > 0 || a.Parts[0].Day != day(t, "2026-06-10") || !a.Sure() {
		t.Error(a, ps)
	}
	q.Events = append(q.Events, Event{day(t, "2026-01-05"), Suspend})
	if a, ps = Ask(q, BuiltIn()); len(ps) > 0 || a.Since != day(t, "2026-01-05") || a.Left != 156 || !a.Parts[0].Day.IsZero() {
		t.Error(a, ps)
	}
}

// TestEveryQuestionCanBeAsked: of each is known what it asks for, and its words are there in both languages.
func TestEveryQuestionCanBeAsked(t *testing.T) {
	all := Questions()
	for _, r := range Rules() {
		all = append(all, r.ID)
	}
	for _, what := range all {
		needs, facts, trigger, ok := AskedBy(what)
		if !ok || len(needs) == 0 || needs[0] != NeedTrigger || trigger == "" {
			t.Errorf("%s asks for %v from %q", what, needs, trigger)
		}
		for _, lang := range say.Langs() {
			b := say.For(lang)
			if Find(what) == nil && !b.Has("law.question."+what) {
				t.Errorf("%s: no word for question %s", lang, what)
			}
			for _, f := range facts {
				if !b.Has("law.fact." + string(f)) {
					t.Errorf("%s: no word for fact %s", lang, f)
				}
			}
		}
	}
	if _, _, _, ok := AskedBy("nobody asks this"); ok {
		t.Error("a question that nobody knows can be asked")
	}
}

// TestStepsSayHowADayWasCounted: 2 March and 45 days is 16 April; 21 November is a Saturday.
func TestStepsSayHowADayWasCounted(t *testing.T) {
	zh := say.For(say.ZH)
	for id, want := range map[string][]string{
		"SUE":       {"2026年11月6日", "2026年11月7日", "15", "2026年11月21日", "2026年11月23日"},
		"ML_BASE":   {"2026年11月6日", "98", "2027年2月11日"},
		"ML_EXT_JS": {"2026年11月7日", "60"},
	} {
		d, ps := Compute(Find(id), day(t, "2026-11-06"), Inputs{}, BuiltIn())
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		text := strings.Join(d.Steps(zh), "|")
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q does not say %s", id, text, w)
			}
		}
		if strings.Contains(text, "⟦") {
			t.Error(text)
		}
	}
	if len((Due{}).Steps(zh)) != 0 || len((Due{Rule: Find("SUE"), Trigger: field.Day{}}).Steps(zh)) != 0 {
		t.Error("what was not counted has steps")
	}
}
