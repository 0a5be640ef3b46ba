package centre

import "cn.halfsky/internal/field"

// Figure is which of an event's counts a reading is of.
var Figure = field.Words("reading.figure", CountFields...)

// How a reading came into the folder.
const (
	WayTyped  = "typed"  // written down by hand
	WayLive   = "live"   // counted live, tap by tap
	WaySignIn = "signin" // from the sign-in list
	WayErased = "erased" // from a sign-in list whose names were erased since
	WayImport = "import" // from somebody else's table
)

// ReadingWay are the ways a reading comes into the folder.
var ReadingWay = field.Words("reading.way", WayTyped, WayLive, WaySignIn, WayErased, WayImport)

// Reading is one count of an event as one source has it: registered, signed in, counted, declared or estimated, by whom and when. An
// event has any number of them for each of its counts; its own field holds the one in use. No reading overwrites one of another kind.
type Reading struct {
	field.Meta
	Event field.ID
	Key   string      // code of Figure
	Count field.Count // with how it is known
	By    string      // who gave it
	At    field.Moment
	Way   string // code of ReadingWay
	Used  field.YesNo
	Note  string
}

// ReadingType describes readings.
var ReadingType = &field.Type{
	Table: "reading", Code: 27, Schema: 1, Space: field.Open, Title: []string{"key", "count"},
	New: func() field.Record { return &Reading{Way: WayTyped} },
	Fields: []field.Spec{
		field.Ref("event", []string{"event"}, func(r *Reading) *field.ID { return &r.Event }, field.Owner, field.Required, field.In(field.InFilter)),
		field.Choice("key", Figure, func(r *Reading) *string { return &r.Key }, field.Required, field.In(field.InList)),
		field.Counted("count", "", func(r *Reading) *field.Count { return &r.Count }, field.Required, field.In(field.InList)),
		field.Text("by", func(r *Reading) *string { return &r.By }, field.Max(60), field.In(field.InList)),
		field.Time("at", func(r *Reading) *field.Moment { return &r.At }, field.Required, field.In(field.InList)),
		field.Choice("way", ReadingWay, func(r *Reading) *string { return &r.Way }, field.Fact, field.In(field.InList)),
		field.Asked("used", func(r *Reading) *field.YesNo { return &r.Used }, field.Fact, field.In(field.InList)),
		field.Text("note", func(r *Reading) *string { return &r.Note }, field.In(field.InList)),
	},
}

// Type returns ReadingType.
func (r *Reading) Type() *field.Type { return ReadingType }

// Check returns what has to be mended.
func (r *Reading) Check() field.Problems { return ReadingType.Check(r) }

// Known is how the count is known.
func (r *Reading) Known() field.Known { return r.Count.Known }

// CountOf is an event's count under a key of CountFields.
func (e *Event) CountOf(key string) *field.Count {
	return EventType.Field(key).Pointer(e).(*field.Count)
}
