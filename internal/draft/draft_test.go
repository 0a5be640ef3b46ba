package draft

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

var update = flag.Bool("update", false, "write the golden files anew")

func id(n int) field.ID { return field.ID{15: byte(n), 14: byte(n >> 8)} }

// event makes an event from "key=text" as a person would type it; hosts by number.
func event(t testing.TB, n int, hosts []int, fields ...string) *centre.Event {
	t.Helper()
	e := &centre.Event{State: "held"}
	e.ID = id(n)
	for _, h := range hosts {
		e.Hosts = append(e.Hosts, id(1000+h))
	}
	for _, f := range fields {
		key, text, _ := strings.Cut(f, "=")
		if p := centre.EventType.Field(key).Set(e, text, field.Context{Today: field.Day{Year: 2008, Month: 3, Date: 8}}); p != nil {
			t.Fatalf("%s: %s", key, p.Say)
		}
	}
	return e
}

func name(of field.ID) string {
	return [...]string{"", "东湖市总工会", "南塘市总工会", "西岭市总工会", "北渚区总工会", "市级机关工会", "市级机关妇工委", "市总女工部"}[int(of[14])<<8+int(of[15])-1000]
}

// spring has the figures of March 2008 with bodies and names of our own.
func spring(t testing.TB) []*centre.Event {
	return []*centre.Event{
		event(t, 1, []int{1}, "kind=clinic", "name=广场义诊", "date=2008年3月", "place=广场", "experts=多名", "content=义诊"),
		event(t, 2, []int{1}, "kind=advice", "name=维权中心现场服务", "date=2008年3月", "place=广场", "experts=6名", "content=心理咨询、妇幼保健、法律援助"),
		event(t, 3, []int{1}, "kind=exhibition", "name=女职工风采板报展", "units=19家"),
		event(t, 4, []int{1}, "kind=jobfair", "name=女职工专场招聘会", "units=49家", "posts=796个", "intents=347人"),
		event(t, 5, []int{2}, "kind=commendation", "theme=学先进、树新风", "name=表彰巾帼标兵岗和巾帼标兵", "awarded=一批"),
		event(t, 6, []int{2}, "kind=inspection", "theme=护权益", "name=女职工特殊保护专项检查", "content=学法、专项检查"),
		event(t, 7, []int{2}, "kind=training", "theme=比技能", "name=技能培训"),
		event(t, 8, []int{2}, "kind=aid", "theme=办实事", "name=第二轮助学帮困", "content=助学、互助医疗保障扩面"),
		event(t, 9, []int{3}, "kind=publicity", "theme=“她”力量", "name=先进典型宣传", "content=广播、电视"),
		event(t, 10, []int{3}, "kind=aid", "theme=“她”力量", "name=女职工互助关爱计划", "content=结对帮扶"),
		event(t, 11, []int{3}, "kind=screening", "theme=“她”力量", "name=困难女职工妇女病免费普查", "content=妇女病普查"),
		event(t, 12, []int{3}, "kind=opening", "name=西岭市女职工维权指导中心揭牌", "date=2008-3-6", "place=西岭市", "experts=6位", "content=法律援助、心理咨询、劳动争议仲裁、女职工特殊保护"),
		event(t, 13, []int{4}, "kind=contest", "name=“镜头里的新北渚”摄影比赛", "date=2008.3"),
		event(t, 14, []int{5, 6, 7}, "kind=sport", "theme=强体能", "name=趣味体育比赛", "date=2008/3/6 下午", "place=机关大院", "units=32家", "people=200多人", "awarded=18家"),
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs:\n%s", file, got)
	}
}

func worded(s summary.ProgrammeSummary, lang say.Lang) string {
	b := say.For(lang)
	var out strings.Builder
	for _, p := range Programme(s, b) {
		out.WriteString(p.Text(b) + "\n")
	}
	return out.String()
}

func TestProgrammeInBothLanguages(t *testing.T) {
	s := summary.Programme(&centre.Programme{Year: 2008}, spring(t), name)
	for _, lang := range say.Langs() {
		golden(t, "programme."+string(lang)+".golden", worded(s, lang))
	}
}

func TestEveryFigureIsInASentenceThatCarriesIt(t *testing.T) {
	s := summary.Programme(&centre.Programme{Year: 2008}, spring(t), name)
	b := say.For(say.ZH)
	var said []summary.Figure
	for _, p := range Programme(s, b)[1:] {
		for _, x := range p.Sentences {
			said = append(said, x.Figures...)
			for _, f := range x.Figures {
				if !strings.Contains(x.Text, f.Count.String()) {
					t.Errorf("%q does not say %s", x.Text, f.Count)
				}
				if !slices.Contains(x.Rows, f.Rows[0]) {
					t.Errorf("%q does not know the row of %s", x.Text, f.Count)
				}
			}
		}
	}
	all := 0
	for _, e := range s.Events() {
		all += len(e.Figures)
	}
	if len(said) != all {
		t.Errorf("%d of %d figures are said", len(said), all)
	}
}

var figureForm = regexp.MustCompile(`\d+`)

func TestNoNumberWithoutARecord(t *testing.T) {
	for _, e := range spring(t) {
		for _, key := range centre.CountFields {
			*centre.EventType.Field(key).Pointer(e).(*field.Count) = field.Count{}
		}
		e.Date = field.Day{}
		for _, lang := range say.Langs() {
			if text := Event(summary.Event(e, name), say.For(lang)).Text(say.For(lang)); figureForm.MatchString(text) {
				t.Errorf("a number out of nothing: %s", text)
			}
		}
	}
	e := event(t, 1, []int{1}, "kind=clinic", "name=义诊", "experts=多名", "people=近百人")
	text := Event(summary.Event(e, name), say.For(say.ZH)).Text(say.For(say.ZH))
	if figureForm.MatchString(text) || !strings.Contains(text, "多名专家") || !strings.Contains(text, "近百人") {
		t.Error(text)
	}
}

func TestEventsOneByOne(t *testing.T) {
	for _, c := range []struct {
		want   string
		fields []string
	}{
		{"东湖市总工会在文化宫举办劳动法讲座，120人听讲，2名教师授课，共3场。", []string{"kind=lecture", "name=劳动法讲座", "place=文化宫", "people=120", "experts=2名", "sessions=3场"}},
		{"3月1日，东湖市总工会开展女职工劳动保护检查，检查12家单位，涉及女职工1300余人，发现9个问题，已整改7个。", []string{"kind=inspection", "name=女职工劳动保护检查", "date=3月1日", "units=12家", "covered=1300余人", "problems=9个", "settled=7个"}},
		{"东湖市总工会开展春节走访，慰问45户。", []string{"kind=visit", "name=春节走访", "people=45户"}},
		{"东湖市总工会组织技能培训，近3000人次参训，教师6人授课。", []string{"kind=training", "name=技能培训", "people=近3000人次", "experts=6人"}},
		{"东湖市总工会成立开发区维权指导站，聘任指导员6人。", []string{"kind=opening", "name=开发区维权指导站成立", "experts=6人"}},
		{"东湖市总工会慰问一线环卫女工，2万多人次受助。", []string{"kind=visit", "name=慰问一线环卫女工", "people=2万多人次"}},
		{"东湖市总工会举办专场招聘会，32家单位进场招聘，推出约500个岗位。", []string{"kind=jobfair", "name=专场招聘会", "units=３２家", "posts=约500"}},
		{"东湖市总工会开展宣传活动，发放2000余份资料，宣传媒体有市广播电台。", []string{"kind=publicity", "name=宣传活动", "leaflets=2000余份", "media=市广播电台。"}},
		{"东湖市总工会开展宣传活动。", []string{"kind=publicity", "name=宣传活动", "leaflets=不详"}},
	} {
		e := event(t, 1, []int{1}, c.fields...)
		e.Name = strings.TrimSpace(e.Name)
		b := say.For(say.ZH)
		s := summary.Event(e, name)
		p := newWriter(b, 2008).group(summary.HostGroup{Hosts: s.Hosts, Events: []summary.EventSummary{s}}, 0)
		if got := p.Text(b); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		if marks := Proof(p.Text(b), nil); len(marks) > 0 {
			t.Errorf("our own sentence does not pass proof-reading: %v in %s", marks, p.Text(b))
		}
	}
}

func TestPatternsAlternateAndRepeatTheSame(t *testing.T) {
	var events []*centre.Event
	for n := 1; n <= 12; n++ {
		events = append(events, event(t, n, []int{1}, "kind=lecture", "name=讲座", "people=30人"))
	}
	s := summary.Programme(nil, events, name)
	b := say.For(say.ZH)
	p := Programme(s, b)[1]
	a, c, d := p.Sentences[1].Text, p.Sentences[2].Text, p.Sentences[7].Text // three leads, two ways to say a figure
	if strings.TrimPrefix(a, "一") == strings.TrimPrefix(c, "二") || strings.TrimPrefix(a, "一") != strings.TrimPrefix(d, "七") {
		t.Errorf("patterns: %s %s %s", a, c, d)
	}
	if last := p.Sentences[12].Text; !strings.HasPrefix(last, "十二是") {
		t.Error(last)
	}
	if again := Programme(s, b)[1].Text(b); again != p.Text(b) {
		t.Error("the same figures gave another text")
	}
}

func TestThemesHostsAndStates(t *testing.T) {
	b := say.For(say.ZH)
	two := func(fields ...string) string {
		s := summary.Programme(nil, []*centre.Event{event(t, 1, []int{5, 6}, append(fields, "name=甲")...), event(t, 2, []int{6, 5}, append(fields, "name=乙")...)}, name)
		return Programme(s, b)[1].Text(b)
	}
	if got := two("kind=meeting"); got != "市级机关工会、市级机关妇工委联合开展活动2项。一是召开甲。二是举行乙。" {
		t.Error(got)
	}
	if got := two("kind=meeting", "theme=和谐"); !strings.HasPrefix(got, "市级机关工会、市级机关妇工委以“和谐”为主题开展活动2项。一是召开甲。") {
		t.Error(got)
	}
	s := summary.Programme(nil, []*centre.Event{event(t, 1, nil, "kind=meeting", "name=甲"), event(t, 2, nil, "kind=meeting", "name=乙")}, name)
	if got := Programme(s, b)[1].Text(b); !strings.HasPrefix(got, "主办单位未登记的活动有2项。一是") {
		t.Error(got)
	}
	e := event(t, 1, []int{1}, "kind=meeting", "name=甲")
	if got := Event(summary.Event(e, nil), b).Text(b); got != "未登记的单位召开甲。" {
		t.Error(got)
	}
	e.State = "cancelled"
	p := &centre.Programme{Planned: field.Exactly(34, "期")}
	if got := Programme(summary.Programme(p, []*centre.Event{e}, name), b); len(got) != 1 || got[0].Text(b) != "尚无已举行的活动。计划期数34期。另有1项取消。" {
		t.Errorf("%v", got)
	}
}

func TestHanNumerals(t *testing.T) {
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一百", 101: "一百零一", 110: "一百一十", 500: "五百", 1005: "一千零五", 1010: "一千零一十", 10000: "10000", 0: "0"} {
		if got := han(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestAmounts(t *testing.T) {
	for text, want := range map[string]string{"200多人": "over 200", "近百人": "nearly 100", "多名": "several", "": "not counted", "5人以上": "at least 5", "约12000人": "about 12,000", "796个": "796"} {
		c, _ := field.ParseCount(text, "")
		if got := Amount(say.For(say.EN), c); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	c, _ := field.ParseCount("", "")
	if got := Amount(say.For(say.ZH), c); got != "未统计" {
		t.Error(got)
	}
	r := summary.Ratio{Part: field.Exactly(347, "人"), Base: field.Exactly(796, "个")}
	if got := Share(say.For(say.ZH), r); got != "43.6%" {
		t.Error(got)
	}
	r.Part.Qualifier = "多"
	if got := Share(say.For(say.ZH), r); got != "约43.6%" {
		t.Error(got)
	}
}

func TestEveryRoleAndKindHasItsWords(t *testing.T) {
	for _, lang := range say.Langs() {
		b := say.For(lang)
		w := newWriter(b, 0)
		for _, label := range summary.RoleKeys(centre.CountFields) {
			role := strings.TrimPrefix(label, "summary.role.")
			if !b.Has(label) || !b.Has("draft.noun."+role) || w.statement(role, "other", 0) == "" {
				t.Errorf("%s: role %s lacks a word", lang, role)
			}
		}
		for _, kind := range centre.EventKind.Codes {
			if !b.Has("draft.lead." + kind.Code + ".2") {
				t.Errorf("%s: fewer than two patterns for %s", lang, kind.Code)
			}
		}
		for _, kind := range []string{"doubled", "particle", "halfwidth", "percent", "bracket", "measure", "date", "sum", "share", "attribution"} {
			if !b.Has("draft.mark." + kind) {
				t.Errorf("%s: no word for mark %s", lang, kind)
			}
		}
	}
}

func TestOurOwnTextPassesProofReading(t *testing.T) {
	text := worded(summary.Programme(&centre.Programme{Year: 2008}, spring(t), name), say.ZH)
	for _, m := range Proof(text, nil) {
		t.Errorf("%s: %s", m.Kind, text[m.From:m.To])
	}
}

// FuzzEvent: whatever a person types into an event, the sentence ends once, on one line, and says every figure.
func FuzzEvent(f *testing.F) {
	f.Add("广场义诊", "“她”力量", "义诊。", "在广场", "2000余份", "clinic")
	f.Add("揭牌", "", "\n\t，", "。", "多名", "opening")
	f.Add("", "’”", "𠮷", "{0}", "", "")
	f.Fuzz(func(t *testing.T, title, theme, content, place, count, kind string) {
		e := &centre.Event{Kind: kind}
		for _, x := range []struct{ key, text string }{{"name", title}, {"theme", theme}, {"content", content}, {"place", place}, {"leaflets", count}, {"awarded", count}} {
			if p := centre.EventType.Field(x.key).Set(e, x.text, field.Context{}); p != nil {
				return
			}
		}
		for _, lang := range say.Langs() {
			b := say.For(lang)
			s := Event(summary.Event(e, nil), b).Sentences[0]
			end := map[say.Lang]string{say.ZH: "。", say.EN: "."}[lang]
			if !strings.HasSuffix(s.Text, end) || strings.HasSuffix(s.Text, end+end) || strings.Contains(s.Text, "\n") || strings.Contains(s.Text, "⟦") {
				t.Errorf("%q", s.Text)
			}
		}
	})
}

// TestNoSentenceOfTheOldBulletin: what we write has no run of twelve characters in common with the old print, names aside.
func TestNoSentenceOfTheOldBulletin(t *testing.T) {
	old := shared(t, "工会信息-2008-03.txt")
	events := spring(t)
	text := worded(summary.Programme(&centre.Programme{Year: 2008}, events, name), say.ZH)
	for _, e := range events {
		text = strings.ReplaceAll(text, e.Name, "※")
	}
	rs := []rune(text)
	for i := 0; i+12 <= len(rs); i++ {
		if run := string(rs[i : i+12]); strings.Contains(old, run) && !strings.ContainsAny(run, "、\n") {
			t.Errorf("copied: %s", run)
		}
	}
}
