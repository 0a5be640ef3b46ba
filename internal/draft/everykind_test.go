package draft

import (
	"regexp"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// samples is a count of every field in every way people write one, nothing at all and none.
var samples = map[string][]string{
	"units": {"", "12家", "1家", "近百家", "不详", "0家"}, "people": {"", "200多人", "1人", "近百人", "45户", "1700多人次", "不详", "0人"}, "experts": {"", "6名", "多名", "1位", "0名"},
	"posts": {"", "796个", "约500", "1个", "0个"}, "intents": {"", "347人", "1人", "0人"}, "awarded": {"", "18家", "一批", "5名", "1家", "0家"}, "sessions": {"", "3场", "1场", "34期", "0场"},
	"leaflets": {"", "2000余份", "1份", "0份"}, "exhibits": {"", "120件", "1件", "0件"}, "gifts": {"", "45份", "1份", "0份"}, "covered": {"", "1300余人", "1人", "0人"},
	"problems": {"", "9个", "1个", "0个"}, "settled": {"", "7个", "1个", "0个"}, "letters": {"", "2份", "1份", "0份"},
}

var (
	alone0 = regexp.MustCompile(`(^|[^0-9.,])0([^0-9.]|$)`)
	twice  = regexp.MustCompile(`，，|。。|、、|：。|，。|“”|‘’|（）|\(\)| ,|,,|\.\.|  |: \.|⟦|\{`)
	wrongs = regexp.MustCompile(`\b1 (units|people|employers|posts|sessions|leaflets|exhibits|gifts|problems|experts|teachers|counsellors|letters to)|\b1 \w+( to an employer)? were`)
)

// TestEveryKindWithAndWithoutEachFigure words every kind of event alone, in a run and in both languages: with no figure, with each figure
// in every way it is written, and with all of them.
func TestEveryKindWithAndWithoutEachFigure(t *testing.T) {
	names := map[string]string{"commendation": "巾帼标兵表彰", "opening": "示例镇维权指导站揭牌", "visit": "春节走访"}
	for _, k := range append(centre.EventKind.Codes, field.Term{Code: "unknown"}) {
		name := "样例活动"
		if n := names[k.Code]; n != "" {
			name = n
		}
		base := []string{"kind=" + k.Code, "name=" + name, "date=2008-3-6", "place=文化宫"}
		if k.Code == "unknown" {
			base[0] = "kind=other"
		}
		sets := [][]string{base}
		for _, key := range centre.CountFields {
			for _, text := range samples[key] {
				sets = append(sets, append(base[:len(base):len(base)], key+"="+text))
			}
		}
		all := base
		for _, key := range centre.CountFields {
			all = append(all, key+"="+samples[key][1])
		}
		sets = append(sets, all, append(all[:len(all):len(all)], "amount=12000", "content=法律援助", "media=市广播电台", "theme=“她”力量"))
		for n, set := range sets {
			for _, lang := range say.Langs() {
				examine(t, lang, worded1(t, n, lang, set))
			}
		}
	}
}

// worded1 words an event as the first, the second and the third of a run, so that every pattern is met.
func worded1(t *testing.T, n int, lang say.Lang, set []string) []Sentence {
	b := say.For(lang)
	var events []summary.EventSummary
	for i := range 3 {
		e := summary.Event(event(t, 10*n+i+1, []int{1}, set...), name)
		if e.Kind == "commendation" || e.Kind == "contest" {
			e.Awards = []summary.AwardLine{{ID: id(7), Rank: "一等奖", Number: field.Exactly(2, "个")}, {ID: id(8), Rank: "二等奖", Unit: summary.Host{ID: id(1001)}}}
		}
		events = append(events, e)
	}
	out := Group(summary.HostGroup{Hosts: events[0].Hosts, Events: events}, b).Sentences
	return append(out, Group(summary.HostGroup{Hosts: events[0].Hosts, Events: events[:1]}, b).Sentences...)
}

func examine(t *testing.T, lang say.Lang, ss []Sentence) {
	t.Helper()
	for _, s := range ss {
		text := s.Text
		switch {
		case alone0.MatchString(text):
			t.Errorf("%s: a 0 in %s", lang, text)
		case twice.MatchString(text):
			t.Errorf("%s: %q in %s", lang, twice.FindString(text), text)
		case lang == say.EN && wrongs.MatchString(text):
			t.Errorf("one in the plural: %s", text)
		case lang == say.ZH && len(Proof(text, nil)) > 0:
			t.Errorf("the proof-reader finds %+v in %s", Proof(text, nil), text)
		}
		for _, f := range s.Figures {
			if f.Count.HasValue && f.Count.Value > 1 && !strings.Contains(text, strings.TrimRight(Amount(say.For(lang), f.Count), "家人个名位份件场期户次")) {
				t.Errorf("%s: %s is not said in %s", lang, f.Count, text)
			}
		}
	}
}

func TestMoneyAndRanksAreSaid(t *testing.T) {
	b := say.For(say.ZH)
	e := summary.Event(event(t, 1, []int{1}, "kind=visit", "name=春节走访", "people=45户", "amount=12500"), name)
	if got := Event(e, b).Text(b); got != "东湖市总工会开展春节走访，慰问45户，送上慰问金1.25万元。" {
		t.Error(got)
	}
	e = summary.Event(event(t, 1, []int{1}, "kind=contest", "name=技能竞赛", "awarded=18家"), name)
	e.Awards = []summary.AwardLine{{ID: id(7), Rank: "一等奖", Number: field.Exactly(2, "个")}, {ID: id(8), Rank: "一等奖", Number: field.Exactly(1, "个")}, {ID: id(9), Rank: "二等奖"}}
	p := Event(e, b)
	if got := p.Text(b); got != "东湖市总工会组织开展技能竞赛，18家单位获奖，其中一等奖3个。" {
		t.Error(got)
	}
	if rows := p.Rows(); len(rows) != 3 {
		t.Errorf("rests on %v", rows)
	}
	e = summary.Event(event(t, 1, []int{1}, "kind=inspection", "name=女职工劳动保护检查", "units=12家", "problems=0个"), name)
	if got := Event(e, b).Text(b); got != "东湖市总工会开展女职工劳动保护检查，检查12家单位，未发现问题。" {
		t.Error(got)
	}
}
