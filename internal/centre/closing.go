package centre

import (
	"slices"

	"cn.halfsky/internal/field"
)

// serviceRank ranks the services: a case counts once, under the highest it had. The further it takes her before those who decide,
// the higher it is.
var serviceRank = []string{
	"other", "advice", "health", "job", "counselling", "relief", "accompany", "referral", "drafting", "negotiate", "notice",
	"mediate-before", "mediate-after", "legalaid", "arbitration", "litigation",
}

// HighestService returns the highest service among steps, as a code of Service; empty where there is none.
func HighestService(steps []*Step) string {
	best := -1
	for _, s := range steps {
		if s.Gone == 0 {
			best = max(best, slices.Index(serviceRank, s.Service))
		}
	}
	if best < 0 {
		return ""
	}
	return serviceRank[best]
}

// HigherService returns the higher of two services.
func HigherService(a, b string) string {
	if slices.Index(serviceRank, b) > slices.Index(serviceRank, a) {
		return b
	}
	return a
}

// Recovered adds up what steps say was recovered, in fen.
func Recovered(steps []*Step) (sum field.Fen) {
	for _, s := range steps {
		if s.Gone == 0 {
			sum += s.Money
		}
	}
	return sum
}

// outcomeNeeds are the services of which a case must have had one for an outcome, and the states that stand for them; an outcome
// that needs none may end any case.
var outcomeNeeds = map[string]struct{ services, states []string }{
	"settled":       {[]string{"negotiate", "notice", "mediate-before", "mediate-after", "legalaid", "arbitration", "litigation", "accompany"}, working},
	"corrected":     {[]string{"negotiate", "notice", "mediate-before", "mediate-after", "legalaid", "arbitration", "litigation", "accompany", "drafting"}, working},
	"mediated":      {[]string{"mediate-before", "mediate-after"}, []string{"mediating"}},
	"unmediated":    {[]string{"mediate-before", "mediate-after"}, []string{"mediating"}},
	"award-won":     {[]string{"arbitration", "legalaid", "drafting"}, []string{"arbitrating"}},
	"award-part":    {[]string{"arbitration", "legalaid", "drafting"}, []string{"arbitrating"}},
	"award-lost":    {[]string{"arbitration", "legalaid", "drafting"}, []string{"arbitrating"}},
	"judgment-won":  {[]string{"litigation", "legalaid", "drafting"}, []string{"suing"}},
	"judgment-part": {[]string{"litigation", "legalaid", "drafting"}, []string{"suing"}},
	"judgment-lost": {[]string{"litigation", "legalaid", "drafting"}, []string{"suing"}},
	"transferred":   {[]string{"referral"}, []string{"transferred"}},
}

// Outcomes returns how a case that stands so and had these steps can end, as codes of Outcome. What the person withdrew is no outcome
// to propose: it has a decision of its own.
func Outcomes(state string, steps []*Step) []string {
	var out []string
	for _, code := range Outcome.Offered() {
		need, needs := outcomeNeeds[code]
		switch {
		case code == "withdrawn":
		case !needs, slices.Contains(need.states, state), slices.ContainsFunc(steps, func(s *Step) bool {
			return s.Gone == 0 && slices.Contains(need.services, s.Service)
		}):
			out = append(out, code)
		}
	}
	return out
}

// Answers returns how an enquiry can end at once, by one person alone: told what she asked, passed on, or not reached. What is a success
// or a failure before those who decide is proposed and approved.
func Answers(state string) []string {
	return slices.DeleteFunc(Outcomes(state, nil), func(code string) bool {
		return !slices.Contains([]string{"advised", "transferred", "unreachable"}, code)
	})
}

// callBackDays is after how many days the person is called, by outcome: sooner where something was promised to her, later where she
// waits for what a court gave her. The centre may write another day.
var callBackDays = map[string]int{
	"advised": 7, "unreachable": 30, "transferred": 15, "settled": 30, "mediated": 30, "corrected": 30, "award-won": 60, "award-part": 60, "judgment-won": 60, "judgment-part": 60,
}

// CallBackAfter returns after how many days the person is called back by default.
func CallBackAfter(outcome string) int {
	if n, ok := callBackDays[outcome]; ok {
		return n
	}
	return 30
}

// The sizes of a group.
const (
	GroupFrom = 5  // five and more who come about one thing are a 集体访, as offices of letters and visits count
	ElectFrom = 10 // 劳动争议调解仲裁法 art. 7: ten and more workers with one claim may elect representatives
)
