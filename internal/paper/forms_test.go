package paper

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// docSlip is the referral of docCase to a body of docHosts, with a consent that names this body.
func docSlip(t testing.TB) summary.SlipRecords {
	r := docCase(t)
	r.Consents[0].Recipient, r.Referrals[0].Consent = "北渚区总工会", r.Consents[0].ID
	r.Referrals[0].By, r.Referrals[0].ReplyBy = "乙老师", field.Day{Year: 2026, Month: 3, Date: 20}
	own := docRecord(t, &centre.Centre{}, 56, "name=样例女职工维权中心", "phone=0512-60001234", "address=样例市人民路1号")
	return summary.SlipRecords{CaseRecords: r, Referral: r.Referrals[0].ID, Own: own, Names: docName, On: field.Day{Year: 2026, Month: 3, Date: 6}}
}

func slipDoc(t testing.TB, r summary.SlipRecords, masked bool, lang say.Lang) Document {
	t.Helper()
	s, ok := summary.Slip(r, masked)
	if !ok {
		t.Fatal("the referral is not in its case")
	}
	return ReferralDoc(s, docSetting(lang))
}

// docSheetEvent is an event of a kind that people come to.
func docSheetEvent(t testing.TB, kind string) summary.EventSummary {
	return summary.Event(docSheetRecord(t, kind), docName)
}

func docSheetRecord(t testing.TB, kind string) *centre.Event {
	e := docRecord(t, &centre.Event{}, 40, "kind="+kind, "state=planned", "name=女职工权益知识讲堂", "date=2026-3-6上午", "place=样例市工人文化宫二楼")
	e.Hosts = []field.ID{docID(1001), docID(1002)}
	return e
}

// docAudit is an extract of three lines, one of them damaged.
func docAudit(lang say.Lang) AuditExtract {
	b := say.For(lang)
	at := field.MomentOf(sampleDate)
	return AuditExtract{
		From: field.Day{Year: 2008, Month: 3, Date: 1}, To: field.Day{Year: 2008, Month: 3, Date: 31}, Left: 2, Masked: true, Proof: "A1B2-C3D4", Personal: []string{"person.name"},
		Lines: []AuditLine{
			{Seq: 41, At: at, Who: "甲老师", What: b.T("audit.verb.see"), About: b.T("audit.about", b.T("person"), "欧阳**")},
			{Seq: 42, What: b.T("audit.damaged")},
			{Seq: 43, At: at, Who: "乙老师", What: b.T("audit.verb.export-journal"), Reason: b.T("forms.audit.reason")},
		},
	}
}

// TestASlipSaysOnlyWhatTheConsentCovers: whole or masked, nothing of her stands on a slip without a consent that reaches its reader.
func TestASlipSaysOnlyWhatTheConsentCovers(t *testing.T) {
	secrets := []string{"欧阳", "13800005678", "周三晚上", "申请法律援助", "孕期"}
	for name, spoil := range map[string]func(*summary.SlipRecords){
		"run out":         func(r *summary.SlipRecords) { r.On = field.Day{Year: 2027, Month: 1, Date: 1} },
		"not begun":       func(r *summary.SlipRecords) { r.On = field.Day{Year: 2026, Month: 3, Date: 4} },
		"withdrawn":       func(r *summary.SlipRecords) { r.Consents[0].Withdrawn = r.On },
		"not named":       func(r *summary.SlipRecords) { r.Referrals[0].Consent = field.ID{} },
		"other recipient": func(r *summary.SlipRecords) { r.Consents[0].Recipient = "东湖市总工会" },
		"other person":    func(r *summary.SlipRecords) { r.Consents[0].Person = docID(77) },
		"no person":       func(r *summary.SlipRecords) { r.Person, r.Case.Person = nil, field.ID{} },
	} {
		r := docSlip(t)
		spoil(&r)
		d := slipDoc(t, r, false, say.ZH)
		text := textOf(t, d)
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s: the slip shows %s", name, secret)
			}
		}
		if len(d.Personal) > 0 || !strings.Contains(text, "YLZX-2026-0007") || !strings.Contains(text, "只写案号") {
			t.Errorf("%s: personal %v, or it does not say why it is bare:\n%s", name, d.Personal, text)
		}
	}
	whole := textOf(t, slipDoc(t, docSlip(t), false, say.ZH))
	for _, want := range append(secrets, "有效期至2026年12月31日", "2026年3月20日", "北渚区总工会") {
		if !strings.Contains(whole, want) {
			t.Errorf("the whole slip lacks %s", want)
		}
	}
	masked := slipDoc(t, docSlip(t), true, say.ZH)
	if text := textOf(t, masked); strings.Contains(text, "欧阳样例") || strings.Contains(text, "13800005678") || !strings.Contains(text, "欧阳**") {
		t.Errorf("the masked slip is not:\n%s", text)
	}
	if !slices.Contains(masked.Personal, "person.name") || !slices.Contains(masked.Personal, "referral.purpose") {
		t.Errorf("printed and not named: %v", masked.Personal)
	}
}

// TestASlipSendsNobodyToAContactItLacks: without a safe way to reach her it does not speak of one.
func TestASlipSendsNobodyToAContactItLacks(t *testing.T) {
	r := docSlip(t)
	with := textOf(t, slipDoc(t, r, false, say.ZH))
	r.Person.SafeWay = ""
	if without := textOf(t, slipDoc(t, r, false, say.ZH)); !strings.Contains(with, "上面的安全联系方式") || strings.Contains(without, "上面的安全") || !strings.Contains(without, "当事人本人联系") {
		t.Errorf("with one:\n%s\nwithout:\n%s", with, without)
	}
}

// TestASlipLeavesOutWhatTheConsentKeepsBack by the words people use for it.
func TestASlipLeavesOutWhatTheConsentKeepsBack(t *testing.T) {
	for said, secrets := range map[string][]string{
		"不得提供手机号":            {"13800005678"},
		"联系方式":               {"13800005678", "周三晚上"},
		"姓名":                 {"欧阳样例"},
		"案情经过":               {"申请法律援助", "孕期"},
		"一切个人信息":             {"欧阳样例", "13800005678", "周三晚上", "申请法律援助", "孕期"},
		"Her phone and NAME": {"13800005678", "欧阳样例"},
	} {
		r := docSlip(t)
		r.Consents[0].Withhold = said + "，样例"
		text := textOf(t, slipDoc(t, r, false, say.ZH))
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s: the slip shows %s", said, secret)
			}
		}
		if len(secrets) > 0 && !strings.Contains(text, "不得提供的内容不在本单上") {
			t.Errorf("%s: the slip does not say that something is kept back", said)
		}
		if strings.Contains(text, said+"，样例") {
			t.Errorf("%s: the slip tells what is kept back", said)
		}
	}
	if r := docSlip(t); r.Person.Name != "欧阳样例" {
		t.Error("the record itself was changed")
	}
}

// TestAStubNamesNobody: what comes back by post says no more than the number.
func TestAStubNamesNobody(t *testing.T) {
	p := mustLayout(t, slipDoc(t, docSlip(t), false, say.ZH).Doc)
	_, stub, found := strings.Cut(squash(p.Plain()), "转介回执")
	if !found || len(p.Sheets) != 1 {
		t.Fatalf("no stub, or %d pages", len(p.Sheets))
	}
	for _, secret := range []string{"欧阳", "1380000", "申请法律援助", "孕期"} {
		if strings.Contains(stub, secret) {
			t.Errorf("the stub shows %s", secret)
		}
	}
	if !strings.Contains(stub, "YLZX-2026-0007") || !strings.Contains(stub, "0512-60001234") {
		t.Errorf("the stub does not say what it is about or where it goes: %s", stub)
	}
}

// TestWhatSomebodySignsIsOnOneSheet, in both languages, and a form to fill in holds nobody.
func TestWhatSomebodySignsIsOnOneSheet(t *testing.T) {
	for _, name := range []string{"referral", "referralwhole", "referralbare", "consent", "consentblank"} {
		for _, lang := range say.Langs() {
			d := sampleOf(t, name, lang)
			if n := len(mustLayout(t, d.Doc).Sheets); n != 1 {
				t.Errorf("%s-%s has %d pages", name, lang, n)
			}
			if strings.HasPrefix(name, "consent") && len(d.Personal) > 0 {
				t.Errorf("%s holds %v", name, d.Personal)
			}
		}
	}
}

// TestASignInSheetFillsItsPages with lines that are numbered through, for every kind of event; where only totals may be kept it asks
// for no name.
func TestASignInSheetFillsItsPages(t *testing.T) {
	for _, term := range centre.EventKind.Codes {
		for _, lang := range say.Langs() {
			d := SignInDoc(docSheetEvent(t, term.Code), 3, docSetting(lang))
			p, _ := checked(t, d.Doc)
			if len(p.Sheets) != 3 || len(d.Personal) > 0 {
				t.Fatalf("%s: %d pages, personal %v", term.Code, len(p.Sheets), d.Personal)
			}
			most, free := 0, 0.0
			for _, sheet := range p.Sheets {
				low := 0.0
				for _, it := range sheet.Items {
					if r, ok := it.(Run); ok {
						if n, err := strconv.Atoi(r.Text()); err == nil && n == most+1 {
							most = n
						}
					}
					if _, _, _, y := extent(it); y <= marginTop+areaHeight+0.05 {
						low = max(low, y)
					}
				}
				free = max(free, marginTop+areaHeight-low)
			}
			if most < 40 || free > signHigh {
				t.Errorf("%s: %d lines, and %.1f mm of a page stay empty", term.Code, most, free)
			}
			text := squash(p.Plain())
			if bare := slices.Contains([]string{"clinic", "screening", "advice"}, term.Code); lang == say.ZH && bare == strings.Contains(text, "签名") {
				t.Errorf("%s: names are asked for: %v", term.Code, !bare)
			}
		}
	}
	long := docSheetEvent(t, "lecture")
	long.Place = strings.Repeat("样例市工人文化宫二楼", 150)
	if p, _ := checked(t, SignInDoc(long, 1, docSetting(say.ZH)).Doc); len(p.Sheets) < 2 {
		t.Error("a header of a page leaves no room for lines")
	}
	if p, _ := checked(t, SignInDoc(docSheetEvent(t, "other"), 1000, docSetting(say.ZH)).Doc); len(p.Sheets) != MostSheets {
		t.Errorf("%d pages", len(p.Sheets))
	}
}

// TestALongAuditExtractRepeatsItsHeads and loses no line.
func TestALongAuditExtractRepeatsItsHeads(t *testing.T) {
	x := docAudit(say.ZH)
	for i := range 600 {
		l := x.Lines[0]
		l.Seq = uint64(1000 + i)
		x.Lines = append(x.Lines, l)
	}
	d := AuditDoc(x, docSetting(say.ZH))
	p, _ := checked(t, d.Doc)
	text := squash(p.Plain())
	if len(p.Sheets) < 10 || strings.Count(text, "涉及的记录") != len(p.Sheets) || !strings.Contains(text, "1599") || strings.Count(text, "欧阳**") != 601 {
		t.Errorf("%d pages, %d heads", len(p.Sheets), strings.Count(text, "涉及的记录"))
	}
	if !slices.Equal(d.Personal, []string{"person.name"}) || !strings.Contains(text, "A1B2-C3D4") || !strings.Contains(text, "另有较早的2条") {
		t.Errorf("personal %v:\n%s", d.Personal, text)
	}
}

// TestFormsTakeWhateverSomebodyTyped: rare characters, what no font has and texts longer than a page lose nothing and overflow nothing.
func TestFormsTakeWhateverSomebodyTyped(t *testing.T) {
	odd := "𠮷𬭸𫖯\u202e\x00👩‍🌾\t" + strings.Repeat("很长的事由，", 700) + "完"
	for _, lang := range say.Langs() {
		r := docSlip(t)
		r.Referrals[0].Purpose, r.Person.SafeWay, r.Own.Address = odd, odd, odd
		h := docHousehold(t)
		h.File.Housing, h.Members[0].Health, h.Members[1].Name = odd, odd, odd
		q := docPairings(t)
		q.Pairings[0].Promise, q.Visits[0].Note = odd, odd
		e := docSheetEvent(t, "lecture")
		e.Name, e.Place = odd[:60], odd
		for name, d := range map[string]Document{
			"referral": slipDoc(t, r, false, lang), "consent": ConsentDoc(ConsentForm{Number: odd[:60], Own: *r.Own}, docSetting(lang)),
			"hardship": HardshipDoc(summary.HouseholdOf(h, false), docSetting(lang)), "pairing": PairingCardDoc(summary.CardOf(q.Pairings[0], q, false), docSetting(lang)),
			"pairings": PairingsDoc(summary.Pairings(q, field.Day{}, field.Day{}, false), docSetting(lang)), "signin": SignInDoc(e, 2, docSetting(lang)),
			"audit": AuditDoc(AuditExtract{Lines: []AuditLine{{Who: odd, About: odd, Reason: odd}}}, docSetting(lang)),
		} {
			p, file := checked(t, d.Doc)
			valid(t, file)
			if text := squash(p.Plain()); strings.Count(text, "很") < 700 || !strings.Contains(text, "完") || !strings.Contains(text, "𠮷𬭸𫖯") {
				t.Errorf("%s-%s lost something: %d of 700", name, lang, strings.Count(text, "很"))
			}
		}
	}
}
