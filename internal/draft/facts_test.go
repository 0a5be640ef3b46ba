package draft

import (
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

func fairEvent(t *testing.T, intents string) *centre.Event {
	t.Helper()
	e := &centre.Event{Kind: "jobfair", Name: "女职工招聘会", State: "held", Hosts: []field.ID{{7}}}
	e.ID = field.ID{1}
	for key, text := range map[string]string{"units": "49家", "posts": "796个", "intents": intents} {
		if p := centre.EventType.Field(key).Set(e, text, field.Context{}); p != nil {
			t.Fatal(p)
		}
	}
	return e
}

func hostName(id field.ID) string { return map[byte]string{7: "东湖市总工会"}[id[0]] }

func TestAChangedFigureIsFoundInTheTextItWasWordedFrom(t *testing.T) {
	for _, lang := range say.Langs() {
		b := say.For(lang)
		then := Event(summary.Event(fairEvent(t, "347人"), hostName), b)
		text := then.Text(b)
		kept := ReadFacts(WriteFacts(Facts([]Passage{then})))
		if len(kept) < 3 {
			t.Fatalf("%s: %d facts", lang, len(kept))
		}
		same := Facts([]Passage{Event(summary.Event(fairEvent(t, "347人"), hostName), b)})
		if stale := StaleFacts(text, kept, same, b); len(stale) != 0 {
			t.Errorf("%s: nothing changed and %v is stale", lang, stale)
		}
		now := Facts([]Passage{Event(summary.Event(fairEvent(t, "351人"), hostName), b)})
		stale := StaleFacts(text, kept, now, b)
		if len(stale) != 1 || stale[0].Key != "intents" || stale[0].Now.Plain() != "351人" {
			t.Fatalf("%s: stale %+v", lang, stale)
		}
		if got := text[stale[0].At:stale[0].To]; !strings.Contains(got, "347") {
			t.Errorf("%s: the old figure is marked at %q", lang, got)
		}
		gone := StaleFacts("", kept, nil, b)
		if len(gone) != len(kept) || !gone[0].Now.IsZero() || gone[0].At != -1 {
			t.Errorf("%s: figures of a deleted event: %+v", lang, gone)
		}
	}
}

func TestHeadingsAndNotices(t *testing.T) {
	b := say.For(say.ZH)
	if got := Heading(summary.Event(fairEvent(t, ""), hostName), b); !strings.HasPrefix(got, "东湖市总工会") || !strings.Contains(got, "女职工招聘会") || strings.HasSuffix(got, "。") {
		t.Errorf("heading %q", got)
	}
	nobody := fairEvent(t, "")
	nobody.Hosts = nil
	if got := Heading(summary.Event(nobody, hostName), b); got != "女职工招聘会" {
		t.Errorf("heading of an event without a host %q", got)
	}
	count := func(n int64) field.Count { return field.Exactly(n, "家") }
	base := &centre.Indicator{Name: "要约企业", Value: count(15319)}
	part := &centre.Indicator{Name: "通过上级工会要约的企业", Period: "2006年以来", Value: count(8579)}
	if got := Indicator(part, base, nil, b).Text(b); got != "2006年以来，通过上级工会要约的企业8579家，占要约企业的56%。" {
		t.Errorf("indicator %q", got)
	}
	if got := Indicator(base, nil, nil, b).Text(b); got != "要约企业15319家。" {
		t.Errorf("indicator %q", got)
	}
	a := &centre.Award{Name: "五一巾帼标兵岗", Unit: field.ID{7}, By: "市总工会", Person: "示例甲"}
	if p, ok := Award(a, hostName, b); !ok || p.Text(b) != "东湖市总工会获市总工会授予的五一巾帼标兵岗。" {
		t.Errorf("award %q", p.Text(b))
	}
	a.Unit = field.ID{}
	if _, ok := Award(a, hostName, b); ok {
		t.Error("an honour of a person alone was worded")
	}
}

func FuzzReadFacts(f *testing.F) {
	f.Add("a\tb\tc\t200多人\nx")
	f.Fuzz(func(_ *testing.T, text string) { ReadFacts(text) })
}
