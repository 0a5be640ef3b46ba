package paper

import (
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// docHousehold is a file with a worker, her child and her mother, and aid of two kinds.
func docHousehold(t testing.TB) summary.HouseholdRecords {
	r := summary.HouseholdRecords{
		File: docRecord(t, &centre.Hardship{}, 92, "number=BF-2026-001", "person="+docID(90).String(), "class=deep", "cause=family-illness", "cause2=singleparent", "members=3",
			"income=48000元", "outgoings=21000元", "monthly=750元", "housing=租住样例里3幢，与司徒小样、上官样例同住", "documents=户口簿、收入证明", "publicised=2026-01-05",
			"approved=2026-01-15", "review=2027-01-15", "state=approved", "station=云桥镇站", "note=司徒样例带司徒小样就医，电话138 0000 5678。"),
		Person: docRecord(t, &centre.Person{}, 90, "name=司徒样例", "sex=female", "birth=1985-05-06", "phone=13800005678", "residentid=11010519491231002X",
			"unittext=样例纺织厂", "employment=contract", "marital=divorced", "single=yes", "address=样例市云桥镇柳荫路5号3幢"),
		Members: []*centre.Member{
			docRecord(t, &centre.Member{}, 95, "hardship="+docID(92).String(), "name=司徒小样", "kinship=child", "birth=2015-09-01", "work=样例小学三年级", "health=先天性心脏病"),
			docRecord(t, &centre.Member{}, 96, "hardship="+docID(92).String(), "name=上官样例", "kinship=parent", "residentid=440524188001010014", "income=600元", "health=慢性病"),
		},
	}
	for i, f := range [][]string{
		{"date=2026-03-08", "kind=living", "cash=1,200元", "state=given"}, {"date=2026-01-20", "kind=visit", "goods=米、油", "value=260.50元", "state=given"},
		{"date=2026-02-20", "kind=living", "cash=800元", "state=given"}, {"date=2026-06-01", "kind=medical", "cash=5000元", "state=approved"},
	} {
		r.Aid = append(r.Aid, docRecord(t, &centre.Aid{}, 110+i, append(f, "hardship="+docID(92).String())...))
	}
	return r
}

// TestAMaskedHouseholdNamesNobody: not the worker, not her family, in no text either; whole it lacks nothing.
func TestAMaskedHouseholdNamesNobody(t *testing.T) {
	secrets := []string{"司徒样例", "司徒小样", "上官样例", "13800005678", "13800005678"[3:], "11010519491231002X", "440524188001010014", "柳荫路", "样例小学", "心脏病", "慢性病"}
	in := docSetting(say.ZH)
	whole, masked := HardshipDoc(summary.HouseholdOf(docHousehold(t), false), in), HardshipDoc(summary.HouseholdOf(docHousehold(t), true), in)
	for _, secret := range secrets {
		if !strings.Contains(textOf(t, whole), secret) {
			t.Errorf("the whole sheet lacks %s", secret)
		}
		if strings.Contains(textOf(t, masked), secret) {
			t.Errorf("the masked sheet shows %s", secret)
		}
	}
	for _, d := range []Document{whole, masked} {
		text := textOf(t, d)
		for _, want := range []string{"BF-2026-001", "48,000元", "750元", "2,000元", "260.50元", "2,260.50元", "另有1笔未发放，不计入合计", "2027年1月15日", "盖章"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %s", want)
			}
		}
		if strings.Contains(text, "7,260") {
			t.Error("what was not given is in a sum")
		}
		for _, key := range []string{"person.name", "person.residentid", "member.name", "member.health", "hardship.cause", "hardship.income"} {
			if !slices.Contains(d.Personal, key) {
				t.Errorf("%s is printed and not named in %v", key, d.Personal)
			}
		}
	}
	r := docHousehold(t)
	summary.HouseholdOf(r, true)
	if r.Person.Name != "司徒样例" || r.Members[0].Name != "司徒小样" || r.File.Note == "" {
		t.Error("masking changed the records themselves")
	}
	r.Person = nil
	if text := textOf(t, HardshipDoc(summary.HouseholdOf(r, true), in)); !strings.Contains(text, "无权打开") || strings.Contains(text, "司徒小样") {
		t.Error("without the worker it does not say so, or shows her child")
	}
}

// TestHouseholdsOfAnySize: a bare file and one with two hundred people lose nothing.
func TestHouseholdsOfAnySize(t *testing.T) {
	in := docSetting(say.ZH)
	checked(t, HardshipDoc(summary.HouseholdOf(summary.HouseholdRecords{File: &centre.Hardship{}}, true), in).Doc)
	r := docHousehold(t)
	for i := range 200 {
		r.Members = append(r.Members, docRecord(t, &centre.Member{}, 300+i, "name=样例成员", "kinship=other"))
	}
	p, _ := checked(t, HardshipDoc(summary.HouseholdOf(r, false), in).Doc)
	if n := strings.Count(squash(p.Plain()), "样例成员"); n != 200 {
		t.Errorf("%d of 200 members", n)
	}
}
