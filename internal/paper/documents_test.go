package paper

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/summary"
)

// documentRow is one document of the program. Everything a document must be is proved from its row, in every language and every
// world (world_test.go): whoever makes a new document adds one row, or more where it has several faces.
type documentRow struct {
	name   string // of its goldens; unique
	kind   string // the word that names it in a command (office.ReportKind); empty when it has none
	of     any    // its constructor
	public bool   // for everybody: may hold nobody
	make   func(w *world, in Setting) Document
}

// documents are all documents of the program. A kind or a constructor without a row fails a house rule.
var documents = []documentRow{
	{"programme", "programme", ProgrammeDoc, true, func(w *world, in Setting) Document {
		events := docEvents(w.t)
		w.bend(&events)
		p := docRecord(w.t, &centre.Programme{}, 999, "name=2008年“三八”国际妇女节活动", "year=2008", "source=工会信息（2008年3月）")
		w.bend(p)
		return ProgrammeDoc(summary.Programme(p, events, in.Names), in)
	}},
	{"event", "event", EventDoc, true, func(w *world, in Setting) Document {
		e := docEvents(w.t)[3]
		parts := summary.Parts{Lines: []*centre.JobLine{
			docRecord(w.t, &centre.JobLine{}, 60, "event="+docID(4).String(), "employer="+docID(1001).String(), "post=缝纫工", "wanted=500", "wage=面议", "intents=200"),
			docRecord(w.t, &centre.JobLine{}, 61, "event="+docID(4).String(), "employer="+docID(1002).String(), "post=检验员", "wanted=296", "intents=140"),
		}}
		w.bend(e)
		w.bend(&parts)
		return EventDoc(summary.EventWith(e, parts, in.Names), in)
	}},
	{"bulletin", "bulletin", BulletinDoc, true, func(w *world, in Setting) Document {
		r := shelfIssue(w.t)
		w.bend(&r)
		return BulletinDoc(summary.IssueOf(r, in.Names), in)
	}},
	{"case", "case", CaseDoc, false, caseRow(true)},
	{"casewhole", "case", CaseDoc, false, caseRow(false)},
	{"rota", "rota", RotaDoc, false, func(w *world, in Setting) Document {
		shifts, people := docShifts(w.t)
		w.bend(&shifts)
		w.bend(&people)
		return RotaDoc(summary.Rota(field.Day{Year: 2026, Month: 3, Date: 4}, shifts, people), in)
	}},
	{"rotamonth", "rotamonth", RotaMonthDoc, false, rotaMonthRow(false)},
	{"rotamonthwhole", "rotamonth", RotaMonthDoc, false, rotaMonthRow(true)},
	{"statistics", "statistics", StatisticsDoc, true, statRow(3)},
	{"statisticswhole", "statistics", StatisticsDoc, false, statRow(0)},
	{"aid", "aid", AidDoc, false, aidRow(true)},
	{"aidwhole", "aid", AidDoc, false, aidRow(false)},
	{"recovery", "", RecoveryDoc, false, func(_ *world, in Setting) Document { return RecoveryDoc(recoverySheet(0), in) }},
	{"recoveryshares", "", RecoveryDoc, false, func(_ *world, in Setting) Document { return RecoveryDoc(recoverySheet(3), in) }},
	{"subject", "subject", SubjectDoc, false, func(w *world, in Setting) Document {
		s := subjectSheet(w.t, in.Book.Lang())
		w.bend(&s)
		return SubjectDoc(s, in)
	}},
	{"referral", "referral", ReferralDoc, false, referralRow(true, 0)},
	{"referralwhole", "referral", ReferralDoc, false, referralRow(false, 0)},
	{"referralbare", "referral", ReferralDoc, false, referralRow(false, 1)},
	{"consent", "consent", ConsentDoc, false, func(w *world, in Setting) Document {
		s := ConsentForm{Number: "YLZX-2026-0007", Own: *docSlip(w.t).Own}
		w.bend(&s)
		return ConsentDoc(s, in)
	}},
	{"consentblank", "consent", ConsentDoc, false, func(_ *world, in Setting) Document { return ConsentDoc(ConsentForm{}, in) }},
	{"safetyplan", "safetyplan", SafetyPlanDoc, false, safetyRow(true)},
	{"safetyplanwhole", "safetyplan", SafetyPlanDoc, false, safetyRow(false)},
	{"signin", "signin", SignInDoc, false, signInRow("training", 2)},
	{"signinlist", "signin", SignInListDoc, false, func(w *world, in Setting) Document {
		e := docSheetRecord(w.t, "training")
		people := []SignInPerson{{Name: "欧阳**", Unit: "样例纺织厂", Phone: "138****5678"}, {Name: "张*", Unit: "自由职业"}}
		w.bend(e)
		w.bend(&people)
		return SignInListDoc(summary.Event(e, in.Names), people, in)
	}},
	{"signinclinic", "signin", SignInDoc, false, signInRow("clinic", 1)},
	{"signinfair", "signin", SignInDoc, false, signInRow("jobfair", 1)},
	{"employers", "employers", EmployersDoc, false, func(w *world, in Setting) Document {
		e := docEvents(w.t)[3]
		line := func(n, employer int, more ...string) *centre.JobLine {
			return docRecord(w.t, &centre.JobLine{}, n, append([]string{"event=" + docID(4).String(), "employer=" + docID(employer).String()}, more...)...)
		}
		parts := summary.Parts{Lines: []*centre.JobLine{
			line(60, 1001, "post=缝纫工", "wanted=500", "women=400", "wage=面议", "intents=200", "hired30=150", "refused30=30", "missed30=20"),
			line(61, 1001, "post=裁剪工", "wanted=20", "intents=9"), line(62, 1002, "post=检验员", "wanted=296", "intents=140"),
		}}
		w.bend(e)
		w.bend(&parts)
		return EmployersDoc(summary.EventWith(e, parts, in.Names), in)
	}},
	{"hardship", "hardship", HardshipDoc, false, hardshipRow(true)},
	{"hardshipwhole", "hardship", HardshipDoc, false, hardshipRow(false)},
	{"pairing", "pairing", PairingCardDoc, false, pairingRow(true)},
	{"pairingwhole", "pairing", PairingCardDoc, false, pairingRow(false)},
	{"pairings", "pairings", PairingsDoc, false, pairingsRow(true)},
	{"pairingswhole", "pairings", PairingsDoc, false, pairingsRow(false)},
	{"receipt", "receipt", ReceiptDoc, false, receiptRow(true)},
	{"receiptwhole", "receipt", ReceiptDoc, false, receiptRow(false)},
	{"calculation", "", CalculationDoc, false, calculationRow("leave")},
	{"calculationlimit", "", CalculationDoc, false, calculationRow("limit")},
	{"clocks", "clocks", ClocksDoc, false, func(w *world, in Setting) Document {
		s := docClocks(in)
		w.bend(&s.Lines)
		return ClocksDoc(s, in)
	}},
	{"audit", "audit", AuditDoc, false, func(w *world, in Setting) Document {
		s := docAudit(in.Book.Lang())
		w.bend(&s.Lines)
		return AuditDoc(s, in)
	}},
}

func caseRow(masked bool) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		r := docCase(w.t)
		w.bend(&r)
		return CaseDoc(summary.Case(r, masked), in)
	}
}

func aidRow(masked bool) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		r := docAidRecords(w.t)
		r.Names = in.Names
		w.bend(&r)
		return AidDoc(summary.Aid(r, field.Day{Year: 2026, Month: 1, Date: 1}, field.Day{Year: 2026, Month: 3, Date: 31}, masked), in)
	}
}

func safetyRow(carry bool) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		p := docRecord(w.t, &centre.SafetyPlan{}, 61, "case="+docID(7).String(), "made=2026-03-06", "by=示例值班员", "signs=对方喝酒回来", "place=示例亲戚家", "calls=示例表姐；110",
			"codeword=问药带了没有", "children=放学由外婆接", "papers=身份证、合同复印件", "medicine=常用药一份", "next=2026-03-09 12:30", "way=中午打单位总机转")
		w.bend(p)
		return SafetyPlanDoc(SafetySheet{Number: "YLZX-2026-0007", Plan: p, Carry: carry}, in)
	}
}

// referralRow prints the slip so many years late: its consent has run out then.
func referralRow(masked bool, late int) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		r := docSlip(w.t)
		r.Names = in.Names
		r.On.Year += late
		w.bend(&r)
		s, ok := summary.Slip(r, masked)
		if !ok { // the case has no referral in this world: a slip that says nothing
			s = summary.ReferralSlip{Cover: summary.Missing}
		}
		return ReferralDoc(s, in)
	}
}

func signInRow(kind string, sheets int) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		e := docSheetRecord(w.t, kind)
		w.bend(e)
		return SignInDoc(summary.Event(e, in.Names), sheets, in)
	}
}

func hardshipRow(masked bool) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		r := docHousehold(w.t)
		w.bend(&r)
		return HardshipDoc(summary.HouseholdOf(r, masked), in)
	}
}

func pairingRow(masked bool) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		r := docPairings(w.t)
		r.Names = in.Names
		one := r.Pairings[0]
		w.bend(&r)
		w.bend(one) // it is in no list any more when lists are empty
		return PairingCardDoc(summary.CardOf(one, r, masked), in)
	}
}

func pairingsRow(masked bool) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		r := docPairings(w.t)
		r.Names = in.Names
		w.bend(&r)
		return PairingsDoc(summary.Pairings(r, field.Day{Year: 2026, Month: 1, Date: 1}, field.Day{Year: 2026, Month: 3, Date: 31}, masked), in)
	}
}

func rotaMonthRow(whole bool) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		shifts, people := docShifts(w.t)
		w.bend(&shifts)
		w.bend(&people)
		return RotaMonthDoc(summary.Month(field.Day{Year: 2026, Month: 3, Date: 4}, rota.Book{Shifts: shifts, Counsellors: people}, law.BuiltIn(), whole), in)
	}
}

func receiptRow(masked bool) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		r := docPairings(w.t)
		r.Names = in.Names
		one := r.Entries[1]
		w.bend(&r)
		w.bend(one)
		return ReceiptDoc(summary.Receipt(r.AidRecords, one, masked), in)
	}
}
