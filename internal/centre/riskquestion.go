package centre

import (
	"slices"

	"cn.halfsky/internal/field"
)

// Question is one question of a risk check. Its words are say keys riskquestion.<code>. The questions are those that counsellors of
// violence, harassment and crisis ask first, from general professional knowledge; no score of them is a forecast.
type Question struct {
	Code   string
	Kind   string // of RiskKind
	Alarms string // the answer that counts: AnswerYes or AnswerNo
	Level  string // what that answer suggests by itself; empty: it tells what to do, not how grave it is
}

// The answers. A question with neither is not known.
const (
	AnswerYes = "yes"
	AnswerNo  = "no"
)

// RiskQuestions are all questions, in the order they are asked.
var RiskQuestions = []Question{
	{"v-injury", RiskViolence, AnswerYes, RiskHigh},
	{"v-weapon", RiskViolence, AnswerYes, RiskHigh},
	{"v-kill", RiskViolence, AnswerYes, RiskHigh},
	{"v-choke", RiskViolence, AnswerYes, RiskHigh},
	{"v-worse", RiskViolence, AnswerYes, RiskMiddle},
	{"v-leaving", RiskViolence, AnswerYes, RiskMiddle},
	{"v-children", RiskViolence, AnswerYes, RiskMiddle},
	{"v-control", RiskViolence, AnswerYes, RiskMiddle},
	{"v-pregnant", RiskViolence, AnswerYes, RiskMiddle},
	{"v-tonight", RiskViolence, AnswerNo, RiskHigh},

	{"h-force", RiskHarassment, AnswerYes, RiskHigh},
	{"h-follow", RiskHarassment, AnswerYes, RiskHigh},
	{"h-meet", RiskHarassment, AnswerYes, RiskMiddle},
	{"h-threat", RiskHarassment, AnswerYes, RiskMiddle},
	{"h-revenge", RiskHarassment, AnswerYes, RiskMiddle},
	{"h-shaken", RiskHarassment, AnswerYes, RiskMiddle},
	{"h-support", RiskHarassment, AnswerNo, RiskMiddle},
	{"h-evidence", RiskHarassment, AnswerNo, ""},
	{"h-mechanism", RiskHarassment, AnswerNo, ""},

	{"s-thoughts", RiskSelfHarm, AnswerYes, RiskMiddle},
	{"s-plan", RiskSelfHarm, AnswerYes, RiskHigh},
	{"s-means", RiskSelfHarm, AnswerYes, RiskHigh},
	{"s-before", RiskSelfHarm, AnswerYes, RiskHigh},
	{"s-farewell", RiskSelfHarm, AnswerYes, RiskHigh},
	{"s-drunk", RiskSelfHarm, AnswerYes, RiskMiddle},
	{"s-alone", RiskSelfHarm, AnswerYes, RiskMiddle},
	{"s-child", RiskSelfHarm, AnswerYes, RiskMiddle},
	{"s-company", RiskSelfHarm, AnswerNo, RiskMiddle},
}

// RiskQuestion is the word list of the questions.
var RiskQuestion = riskQuestions()

func riskQuestions() *field.Vocab {
	v := &field.Vocab{Name: "riskquestion"}
	for _, q := range RiskQuestions {
		v.Codes = append(v.Codes, field.Term{Code: q.Code})
	}
	return v
}

// QuestionsOf returns the questions of a kind of risk.
func QuestionsOf(kind string) (out []Question) {
	for _, q := range RiskQuestions {
		if q.Kind == kind {
			out = append(out, q)
		}
	}
	return out
}

// manyMiddle is how many answers of middle weight make a high risk together.
const manyMiddle = 4

// Suggestion is what the answers of a check suggest, and which of them do.
type Suggestion struct {
	Level   string
	Why     []string // codes of the questions whose answers count, those that weigh most first
	Many    bool     // it is high because many middle ones come together
	Unknown int      // questions without an answer
	Unsure  bool     // it is middle because too little is known
}

// Suggest returns the level that answers suggest: high where one answer alone is grave or many come together; middle where any counts,
// or where half of the questions have no answer, for what is not known is no reassurance; else low.
func Suggest(kind string, yes, no []string) Suggestion {
	s := Suggestion{Level: RiskLow}
	var middle []string
	asked := QuestionsOf(kind)
	for _, q := range asked {
		isYes, isNo := slices.Contains(yes, q.Code), slices.Contains(no, q.Code)
		switch counts := q.Alarms == AnswerYes && isYes || q.Alarms == AnswerNo && isNo; {
		case !isYes && !isNo:
			s.Unknown++
		case counts && q.Level == RiskHigh:
			s.Level, s.Why = RiskHigh, append(s.Why, q.Code)
		case counts && q.Level == RiskMiddle:
			middle = append(middle, q.Code)
		}
	}
	s.Why = append(s.Why, middle...)
	switch {
	case s.Level == RiskHigh:
	case len(middle) >= manyMiddle:
		s.Level, s.Many = RiskHigh, true
	case len(middle) > 0:
		s.Level = RiskMiddle
	case 2*s.Unknown >= len(asked):
		s.Level, s.Unsure = RiskMiddle, true
	}
	return s
}
