package summary

// noService is the row of cases for which no service was noted, and of money that belongs to no single one.
const noService = "none"

// Units that are no measure words: amounts are kept in fen and minutes.
const (
	UnitFen    = "fen"
	UnitMinute = "minute"
	UnitShare  = "share"
)

// unitKeys are the units as keys of say: stat.unit.<key>.
var unitKeys = map[string]string{
	"件": "case", "人次": "contact", "人": "person", "次": "time", "项": "event", "场": "session", "家次": "attendance", "个": "piece", "户": "household", "名": "head", "班": "shift", "份": "letter",
	UnitFen: "money", UnitMinute: "hour", UnitShare: "share",
}

// UnitKey is the key of what the measure counts in.
func (m Measure) UnitKey() string { return unitKeys[m.Unit] }

// What is counted, in the order of the columns. Field notes 6.2 has the tables; what counts as accepted, closed, succeeded is said under
// the tables by stat.note.<table>.
var (
	receptionMeasures = []Measure{
		{Key: "cases", Unit: "件", Kept: true},
		{Key: "group", Unit: "件", Kept: true},
		{Key: "transferred", Unit: "件", Kept: true},
		{Key: "contacts", Unit: "人次", Kept: true, With: "cases"},
		{Key: "people", Unit: "人", Kept: true, With: "cases", People: true},
	}
	matterMeasures = []Measure{
		{Key: "cases", Unit: "件", Kept: true},
		{Key: "share", Unit: UnitShare, Rate: []string{"cases"}, Of: []string{"total.cases"}},
	}
	serviceMeasures = []Measure{
		{Key: "accepted", Unit: "件", Kept: true, People: true},
		{Key: "times", Unit: "次", Kept: true, With: "accepted"},
		{Key: "closed", Unit: "件", Kept: true, People: true},
		{Key: "succeeded", Unit: "件", Kept: true, People: true},
		{Key: "failed", Unit: "件", Kept: true, People: true},
		{Key: "rate", Unit: UnitShare, Rate: []string{"succeeded"}, Of: []string{"succeeded", "failed"}},
		{Key: "ended", Unit: "件", Kept: true, People: true},
		{Key: "open", Unit: "件", Kept: true, People: true},
		{Key: "paying", Unit: "件", Kept: true, Quiet: true, People: true},
		{Key: "recovered", Unit: UnitFen, Kept: true, With: "paying"},
	}
	eventMeasures = []Measure{
		{Key: "events", Unit: "项"},
		{Key: "sessions", Unit: "场"},
		{Key: "attendance", Unit: "人次", Told: true},
		{Key: "units", Unit: "家次", Told: true},
	}
	groupMeasures = []Measure{
		{Key: "events", Unit: "项"},
		{Key: "sessions", Unit: "场"},
		{Key: "attendance", Unit: "人次", Told: true},
		{Key: "uncounted", Unit: "项"},
		{Key: "units", Unit: "家次", Told: true},
	}
	fairMeasures = []Measure{
		{Key: "fairs", Unit: "场"},
		{Key: "units", Unit: "家次", Told: true},
		{Key: "posts", Unit: "个", Told: true},
		{Key: "intents", Unit: "人次", Told: true},
		{Key: "bothposts", Unit: "个", Quiet: true},
		{Key: "bothintents", Unit: "人次", Quiet: true},
		{Key: "rate", Unit: UnitShare, Rate: []string{"bothintents"}, Of: []string{"bothposts"}},
	}
	aidMeasures = []Measure{
		{Key: "households", Unit: "户", Kept: true, People: true},
		{Key: "people", Unit: "人", Kept: true, With: "households", People: true},
		{Key: "times", Unit: "次", Kept: true, With: "households"},
		{Key: "amount", Unit: UnitFen, Kept: true, With: "households"},
	}
	fileMeasures = []Measure{
		{Key: "households", Unit: "户", Kept: true},
		{Key: "people", Unit: "人", Kept: true, With: "households"},
	}
	counsellorMeasures = []Measure{
		{Key: "counsellors", Unit: "名"},
		{Key: "shifts", Unit: "班"},
		{Key: "attended", Unit: "班"},
		{Key: "received", Unit: "人次", Kept: true},
		{Key: "minutes", Unit: UnitMinute},
		{Key: "rated", Unit: "件", Kept: true},
		{Key: "pleased", Unit: "件", Kept: true, Quiet: true},
		{Key: "displeased", Unit: "件", Kept: true, Quiet: true},
		{Key: "rate", Unit: UnitShare, Rate: []string{"pleased"}, Of: []string{"rated"}},
	}
	networkMeasures = []Measure{
		{Key: "due", Unit: "个"}, {Key: "setup", Unit: "个"}, {Key: "opened", Unit: "个"}, {Key: "counsellors", Unit: "名"},
	}
	inspectionMeasures = []Measure{
		{Key: "inspections", Unit: "次"},
		{Key: "units", Unit: "家次", Told: true},
		{Key: "covered", Unit: "人次", Told: true},
		{Key: "problems", Unit: "个", Told: true},
		{Key: "settled", Unit: "个", Told: true},
		{Key: "letters", Unit: "份", Kept: true}, // each belongs to somebody's case
	}
)
