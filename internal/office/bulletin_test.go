package office

import (
	"errors"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

var zh = say.For(say.ZH)

// newsroom is an office with an issue and things to tell of: a job fair and a clinic of one host, a visit of another, an indicator,
// honours of a unit and of a person.
func newsroom(t *testing.T) (of *Office, issue *centre.Issue, named map[string]field.Record) {
	t.Helper()
	of, _, _ = testOffice(t, Founding{})
	named = map[string]field.Record{}
	put := func(name string, r field.Record, fields ...string) field.ID {
		t.Helper()
		for _, f := range fields {
			key, text, _ := strings.Cut(f, "=")
			if p := r.Type().Field(key).Set(r, text, of.Context()); p != nil {
				t.Fatal(name, p)
			}
		}
		if _, err := of.Save(t.Context(), r); err != nil {
			t.Fatal(name, err)
		}
		named[name] = r
		return r.Base().ID
	}
	east := put("east", of.New(centre.OrganisationType), "name=东湖市总工会", "kind=union")
	south := put("south", of.New(centre.OrganisationType), "name=南塘市总工会", "kind=union")
	put("fair", of.New(centre.EventType), "name=女职工招聘会", "kind=jobfair", "state=held", "hosts="+east.String(), "date=2026-03-06", "units=49家", "posts=796个", "intents=347人")
	put("clinic", of.New(centre.EventType), "name=广场义诊", "kind=clinic", "state=held", "hosts="+east.String(), "date=2026-03-07", "people=200多人")
	put("visit", of.New(centre.EventType), "name=走访困难女职工", "kind=visit", "state=held", "hosts="+south.String(), "date=2026-03-05")
	put("plan", of.New(centre.EventType), "name=计划中的讲座", "kind=lecture", "state=planned", "hosts="+south.String())
	put("figure", of.New(centre.IndicatorType), "name=集体合同要约企业", "value=15319家")
	put("honour", of.New(centre.AwardType), "name=巾帼标兵岗", "unit="+south.String())
	put("person", of.New(centre.AwardType), "name=巾帼标兵", "person=示例甲")
	i := of.New(centre.IssueType).(*centre.Issue)
	put("issue", i, "masthead=女职工工作简报", "number=3", "total=27", "date=2026-03-10")
	return of, i, named
}

func draftOf(t *testing.T, of *Office, issue *centre.Issue, section string, from ...field.Record) *centre.Article {
	t.Helper()
	var ids []field.ID
	for _, r := range from {
		ids = append(ids, r.Base().ID)
	}
	a, _, err := of.DraftArticle(t.Context(), issue.ID, section, ids, zh)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestCandidatesAreWhatWasHeldAndTheUntoldComeFirst(t *testing.T) {
	of, issue, named := newsroom(t)
	draftOf(t, of, issue, "news", named["clinic"])
	all, err := of.Candidates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range all {
		names = append(names, c.Name)
	}
	if len(all) != 5 || all[0].Name != "女职工招聘会" || all[4].Name != "广场义诊" || all[4].Told != 1 {
		t.Errorf("candidates %v", names)
	}
}

func TestAnArticleIsWordedFromItsRecordsAndClaimsNoMore(t *testing.T) {
	of, issue, named := newsroom(t)
	one := draftOf(t, of, issue, "news", named["fair"])
	for _, words := range []string{"3月6日", "女职工招聘会", "49家", "796个", "347人"} {
		if !strings.Contains(one.Body, words) {
			t.Errorf("%q lacks %q", one.Body, words)
		}
	}
	if !strings.HasPrefix(one.Heading, "东湖市总工会") || one.Attribution != named["east"].Base().ID || one.Edited != field.No || one.Place != 1 {
		t.Errorf("the article is %+v", one)
	}
	both := draftOf(t, of, issue, "news", named["fair"], named["clinic"], named["visit"])
	if got := strings.Split(both.Body, "\n"); len(got) != 2 || !strings.Contains(got[0], "一是") || !strings.HasSuffix(got[0], "　　（东湖市总工会）") || both.Place != 2 {
		t.Errorf("two hosts read\n%s", both.Body)
	}
	brief := draftOf(t, of, issue, "brief", named["figure"], named["honour"])
	if brief.Heading != "" || !strings.Contains(brief.Body, "15319") || !strings.Contains(brief.Body, "南塘市总工会获巾帼标兵岗") {
		t.Errorf("the short item is %q", brief.Body)
	}
	for _, from := range []string{"plan", "person"} {
		_, _, err := of.DraftArticle(t.Context(), issue.ID, "news", []field.ID{named[from].Base().ID}, zh)
		if ps := (field.Problems{}); !errors.As(err, &ps) {
			t.Errorf("%s gave a text: %v", from, err)
		}
	}
}

func TestAFigureThatChangedIsFoundAndAnEditedTextIsKept(t *testing.T) {
	of, issue, named := newsroom(t)
	a := draftOf(t, of, issue, "news", named["fair"])
	e := named["fair"].(*centre.Event)
	e.Intents = field.Exactly(351, "人")
	if _, err := of.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	read := func() Reading {
		t.Helper()
		ps, err := of.ProofIssue(t.Context(), issue.ID, zh)
		if err != nil {
			t.Fatal(err)
		}
		return ps.Readings[0]
	}
	r := read()
	if len(r.Stale) != 1 || r.Stale[0].Now.Plain() != "351人" || !strings.Contains(r.Fresh, "351人") {
		t.Fatalf("read %+v", r)
	}
	s := r.Stale[0]
	if _, err := of.MendArticle(t.Context(), a.ID, Mending{From: s.At, To: s.To, Was: "999人", Fix: "351人"}); !errors.Is(err, field.Clash) {
		t.Errorf("mending another text: %v", err)
	}
	if _, err := of.MendArticle(t.Context(), a.ID, Mending{From: s.At, To: s.To, Was: r.Article.Body[s.At:s.To], Fix: s.Now.Plain()}); err != nil {
		t.Fatal(err)
	}
	if r = read(); !strings.Contains(r.Article.Body, "351人") || r.Article.Edited != field.Yes || r.Fresh != "" {
		t.Errorf("after mending: %+v", r)
	}
	if _, err := of.RefreshArticle(t.Context(), a.ID, zh); err == nil {
		t.Error("an edited text was written over")
	}
}

func TestAnUneditedTextIsWordedAnew(t *testing.T) {
	of, issue, named := newsroom(t)
	a := draftOf(t, of, issue, "news", named["fair"])
	e := named["fair"].(*centre.Event)
	e.Posts = field.Exactly(800, "个")
	if _, err := of.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	if _, err := of.RefreshArticle(t.Context(), a.ID, zh); err != nil {
		t.Fatal(err)
	}
	ps, err := of.ProofIssue(t.Context(), issue.ID, zh)
	if err != nil {
		t.Fatal(err)
	}
	if r := ps.Readings[0]; !strings.Contains(r.Article.Body, "800个") || len(r.Stale) != 0 || r.Article.Edited != field.No {
		t.Errorf("worded anew: %+v", r)
	}
}

func TestArticlesMoveWithinTheirSectionAndIntoTheOther(t *testing.T) {
	of, issue, named := newsroom(t)
	a, b, c := draftOf(t, of, issue, "news", named["fair"]), draftOf(t, of, issue, "news", named["clinic"]), draftOf(t, of, issue, "brief", named["visit"])
	order := func() string {
		t.Helper()
		ps, err := of.ProofIssue(t.Context(), issue.ID, zh)
		if err != nil {
			t.Fatal(err)
		}
		out := ""
		for _, r := range ps.Readings {
			out += map[field.ID]string{a.ID: "a", b.ID: "b", c.ID: "c"}[r.Article.ID] + r.Article.Section[:1]
		}
		return out
	}
	move := func(id field.ID, by int, section string) {
		t.Helper()
		if _, err := of.MoveArticle(t.Context(), id, Moving{By: by, Section: section, Book: zh}); err != nil {
			t.Fatal(err)
		}
	}
	move(b.ID, -1, "")
	if got := order(); got != "bnancb" {
		t.Errorf("order %s", got)
	}
	move(b.ID, -5, "")
	move(c.ID, 0, "news") // gets a heading, which an article needs
	if got := order(); got != "bnancn" {
		t.Errorf("order %s", got)
	}
}

func TestProofFindsNumbersAndWhatIsToldTwice(t *testing.T) {
	of, issue, named := newsroom(t)
	draftOf(t, of, issue, "news", named["fair"])
	draftOf(t, of, issue, "news", named["fair"])
	draftOf(t, of, issue, "brief", named["fair"]) // an article and a short item may tell of one event
	for n, total := range []int64{26, 27} {
		other := of.New(centre.IssueType).(*centre.Issue)
		other.Masthead, other.Number, other.Total, other.Date = issue.Masthead, int64(n)*5, total, issue.Date
		other.Number++
		if _, err := of.Save(t.Context(), other); err != nil {
			t.Fatal(err)
		}
	}
	ps, err := of.ProofIssue(t.Context(), issue.ID, zh)
	if err != nil {
		t.Fatal(err)
	}
	if len(ps.Issue) != 2 || ps.Issue[0].Say != "editing.number.gap" || ps.Issue[1].Say != "editing.number.twice" {
		t.Errorf("numbers: %v", ps.Issue)
	}
	if len(ps.Readings[0].Again)+len(ps.Readings[2].Again) != 0 || len(ps.Readings[1].Again) != 1 {
		t.Errorf("told twice: %+v", ps.Readings)
	}
}

func TestAPublishedIssueStaysAsItWas(t *testing.T) {
	of, issue, named := newsroom(t)
	if _, err := of.PublishIssue(t.Context(), issue.ID, ""); err == nil {
		t.Error("an issue without anything in it was published")
	}
	a := draftOf(t, of, issue, "news", named["fair"])
	if _, err := of.PublishIssue(t.Context(), issue.ID, ""); err != nil {
		t.Fatal(err)
	}
	first, changed, err := of.PublishedIssue(issue.ID)
	if err != nil || changed || first.Draft || first.Version != 1 || len(first.News) != 1 {
		t.Fatalf("published: %+v, changed %v, %v", first, changed, err)
	}
	host := named["east"].(*centre.Organisation)
	host.Name = "东湖新区总工会"
	if _, err := of.Save(t.Context(), host); err != nil {
		t.Fatal(err)
	}
	if _, err := of.MendArticle(t.Context(), a.ID, Mending{From: 0, To: 0, Fix: "更正："}); err != nil {
		t.Fatal(err)
	}
	same, changed, err := of.PublishedIssue(issue.ID)
	if err != nil || !changed || same.News[0].Body[0] != first.News[0].Body[0] || same.News[0].Body[0].From != "东湖市总工会" {
		t.Errorf("after a change: %+v, changed %v, %v", same, changed, err)
	}
	if _, err := of.PublishIssue(t.Context(), issue.ID, ""); err == nil {
		t.Error("a correction was published without a word why")
	}
	if _, err := of.PublishIssue(t.Context(), issue.ID, "标题有误"); err != nil {
		t.Fatal(err)
	}
	second, changed, err := of.PublishedIssue(issue.ID)
	if err != nil || changed || second.Version != 2 || !strings.HasPrefix(second.News[0].Body[0].Text, "更正：") {
		t.Errorf("corrected: %+v, changed %v, %v", second, changed, err)
	}
	if es, err := of.Editions(issue.ID); err != nil || len(es) != 2 || es[1].Why != "标题有误" {
		t.Errorf("editions %v, %v", es, err)
	}
}
