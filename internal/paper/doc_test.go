package paper

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// textOf is the text of a document without line ends, as a reader would search it.
func textOf(t testing.TB, d Document) string {
	t.Helper()
	return squash(mustLayout(t, d.Doc).Plain())
}

func TestProgrammeHoldsEveryFigure(t *testing.T) {
	text := textOf(t, ProgrammeDoc(docProgramme(t), docSetting(say.ZH)))
	for _, want := range []string{
		"49家", "796个", "347人", "19家", "32家", "200多人", "18家", "6名", "6位", "多名", "一批", "43.6%", "未统计",
		"现场指导员6名", "聘任指导员6位", "意向达成比为43.6%（347人比796个，以796个岗位为基数）",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, wrong := range []string{"12名", "12位", "12人", "100家"} {
		if strings.Contains(text, wrong) {
			t.Errorf("figures that are none of one kind were added: %s", wrong)
		}
	}
	english := textOf(t, ProgrammeDoc(docProgramme(t), docSetting(say.EN)))
	for _, want := range []string{"49", "796", "347", "19", "32", "over200", "18", "several", "43.6%", "notcounted"} {
		if !strings.Contains(english, want) {
			t.Errorf("English: no %s", want)
		}
	}
}

func TestMaskedCaseNamesNobody(t *testing.T) {
	r := docCase(t)
	r.Case.Note = "电话138 0000 5678，柳荫路5号3幢。"
	whole := textOf(t, CaseDoc(summary.Case(r, false), docSetting(say.ZH)))
	masked := textOf(t, CaseDoc(summary.Case(r, true), docSetting(say.ZH)))
	for _, secret := range []string{"欧阳样例", "13800005678", "11010519491231002X", "柳荫路", "12月31日", "周三晚上"} {
		if !strings.Contains(whole, secret) && secret != "12月31日" {
			t.Errorf("the whole sheet lacks %s", secret)
		}
		if strings.Contains(strings.ReplaceAll(masked, "2026年12月31日", ""), secret) {
			t.Errorf("the masked sheet shows %s", secret)
		}
	}
	for _, want := range []string{"欧阳**", "138****5678", "样例市云桥镇", "110***********002X", "1990年", "已隐去"} {
		if !strings.Contains(masked, want) {
			t.Errorf("the masked sheet lacks %s", want)
		}
	}
}

func TestSensitiveCaseTellsNothing(t *testing.T) {
	r := docCase(t)
	r.Case.Matter = "0604"
	masked := textOf(t, CaseDoc(summary.Case(r, true), docSetting(say.ZH)))
	for _, secret := range []string{"欧阳", "夜班", "三方调解", "恢复原岗位", "申请法律援助，", "东湖市总工会"} {
		if strings.Contains(masked, secret) {
			t.Errorf("the sheet shows %s", secret)
		}
	}
	if !strings.Contains(masked, "不公开") || !strings.Contains(masked, "职场性骚扰") {
		t.Error("the sheet does not say that it is not for the public, or lost the matter")
	}
	whole := textOf(t, CaseDoc(summary.Case(r, false), docSetting(say.ZH)))
	if !strings.Contains(whole, "不公开") || !strings.Contains(whole, "夜班") {
		t.Error("the whole sheet lost something")
	}
	if r.Case.Facts == "" || r.Person.Name != "欧阳样例" {
		t.Error("masking changed the record itself")
	}
}

func TestDocumentsNameTheirPersonalFields(t *testing.T) {
	in := docSetting(say.ZH)
	if d := ProgrammeDoc(docProgramme(t), in); len(d.Personal) != 0 {
		t.Errorf("programme: %v", d.Personal)
	}
	if d := EventDoc(summary.Event(docEvents(t)[3], docName), in); len(d.Personal) != 0 {
		t.Errorf("event: %v", d.Personal)
	}
	for _, c := range []struct {
		doc  Document
		want []string
	}{
		{CaseDoc(summary.Case(docCase(t), true), in), []string{"person.name", "person.phone", "person.residentid", "person.address", "case.facts", "step.what"}},
		{RotaDoc(docWeek(t), in), []string{"counsellor.name"}},
		{AidDoc(docAid(t, true), in), []string{"person.name", "aid.receiver"}},
	} {
		for _, key := range c.want {
			if !slices.Contains(c.doc.Personal, key) {
				t.Errorf("%s is printed and not named in %v", key, c.doc.Personal)
			}
		}
	}
	r := docCase(t)
	r.Person = nil
	if d := CaseDoc(summary.Case(r, true), in); slices.ContainsFunc(d.Personal, func(k string) bool { return strings.HasPrefix(k, "person.") }) {
		t.Errorf("anonymous case: %v", d.Personal)
	}
}

func TestLedgerAddsOnlyWhatWasGiven(t *testing.T) {
	text := textOf(t, AidDoc(docAid(t, true), docSetting(say.ZH)))
	for _, want := range []string{"4,200元", "260.50元", "4,460.50元", "2户", "另有1笔未发放", "司徒**"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, wrong := range []string{"9,200元", "司徒样例", "700元"} {
		if strings.Contains(text, wrong) {
			t.Errorf("shows %s", wrong)
		}
	}
}

func TestWeekShowsWhoIsWhere(t *testing.T) {
	p := mustLayout(t, RotaDoc(docWeek(t), docSetting(say.ZH)).Doc)
	if s := p.Sheets[0]; s.Width < s.Height {
		t.Error("the rota stands upright")
	}
	text := squash(p.Plain())
	for _, want := range []string{"维权中心：甲样例、乙样例", "丙*例", "甲样例（不在）乙样例（代班）", "周二3月3日、周三3月4日", "近22人次", "09:00–11:30"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(text, "3月13日") || strings.Contains(text, "丙样例") {
		t.Error("another week, or a name that is not for print")
	}
}

// TestDocumentsOfAnySize: nothing, one row, five hundred, and a note of 5,000 characters all make pages that lose nothing.
func TestDocumentsOfAnySize(t *testing.T) {
	in := docSetting(say.ZH)
	note := strings.Repeat("记录一段很长的备注，里面有数字2008和“引号”。", 220)
	many := []*centre.Event{}
	for n := range 500 {
		e := docRecord(t, &centre.Event{}, 2000+n, "kind=lecture", "state=held", fmt.Sprintf("name=讲座第%d讲", n+1), "date=2008-3-7", "people=30人")
		e.Hosts = []field.ID{docID(1001 + n%4)}
		many = append(many, e)
	}
	long := docRecord(t, &centre.Event{}, 1, "kind=lecture", "name=讲座", "state=held")
	long.Note = note
	r := docCase(t)
	r.Case.Facts, r.Steps = note, nil
	bare := summary.CaseRecords{Case: &centre.Case{}}
	for name, d := range map[string]Document{
		"programme empty": ProgrammeDoc(summary.Programme(nil, nil, nil), in),
		"programme one":   ProgrammeDoc(summary.Programme(nil, docEvents(t)[:1], docName), in),
		"programme 500":   ProgrammeDoc(summary.Programme(nil, many, docName), in),
		"programme note":  ProgrammeDoc(summary.Programme(nil, []*centre.Event{long}, nil), in),
		"event empty":     EventDoc(summary.Event(&centre.Event{}, nil), in),
		"event note":      EventDoc(summary.Event(long, nil), in),
		"case empty":      CaseDoc(summary.Case(bare, true), in),
		"case note":       CaseDoc(summary.Case(r, true), in),
		"rota empty":      RotaDoc(summary.Rota(field.Day{Year: 2026, Month: 3, Date: 4}, nil, nil), in),
		"aid empty":       AidDoc(summary.Aid(summary.AidRecords{}, field.Day{}, field.Day{}, true), in),
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := checked(t, d.Doc)
			if strings.Contains(p.Plain(), "⟦") {
				t.Errorf("texts without words:\n%s", p.Plain())
			}
			text := squash(p.Plain())
			if n := strings.Count(text, "很"); strings.HasSuffix(name, "note") && n < 220 {
				t.Errorf("%d of the note's 220 sentences came out", n)
			}
			if name == "programme 500" && (!strings.Contains(text, "讲座第500讲") || !strings.Contains(text, "15000人次")) {
				t.Error("the last event or the sum is missing")
			}
		})
	}
}

func BenchmarkProgrammeOf500(b *testing.B) {
	var many []*centre.Event
	for n := range 500 {
		e := docRecord(b, &centre.Event{}, 2000+n, "kind=lecture", "state=held", fmt.Sprintf("name=讲座第%d讲", n+1), "date=2008-3-7", "people=30人")
		e.Hosts = []field.ID{docID(1001 + n%4)}
		many = append(many, e)
	}
	for b.Loop() {
		if _, err := mustLayout(b, ProgrammeDoc(summary.Programme(nil, many, docName), docSetting(say.ZH)).Doc).PDF(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkProgramme(b *testing.B) {
	s := docProgramme(b)
	for b.Loop() {
		if _, err := mustLayout(b, ProgrammeDoc(s, docSetting(say.ZH)).Doc).PDF(); err != nil {
			b.Fatal(err)
		}
	}
}
