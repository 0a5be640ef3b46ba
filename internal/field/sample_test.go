package field

import (
	"strings"
	"testing"
	"time"
)

// sample is a record with a field of every kind.
type sample struct {
	Meta
	Text, Long, Choice, Ruled string
	Choices                   []string
	Day                       Day
	At                        Moment
	Number                    int64
	Count                     Count
	Asked                     YesNo
	Money                     Fen
	Ref                       ID
	Refs                      []ID
}

var colours = &Vocab{Name: "colour", Codes: []Term{
	{Code: "red", Also: []string{"红", "红色"}}, {Code: "dark-red", Under: "red"}, {Code: "blue", Also: []string{"蓝色"}}, {Code: "grey", Retired: true, Also: []string{"灰"}},
}}

func upper(text string) (string, string) {
	if strings.Contains(text, "!") {
		return text, "problem.name"
	}
	return strings.ToUpper(text), ""
}

var sampleType = &Type{
	Table: "sample", Code: 1, Schema: 1, Space: Open, Title: []string{"text", "choice", "ref"},
	New: func() Record { return &sample{} },
	Fields: []Spec{
		Text("text", func(s *sample) *string { return &s.Text }, Required, Max(10), In(InList|InSearch)),
		Long("long", func(s *sample) *string { return &s.Long }),
		Choice("choice", colours, func(s *sample) *string { return &s.Choice }),
		Text("ruled", func(s *sample) *string { return &s.Ruled }, Ruled(upper)),
		Choices("choices", colours, func(s *sample) *[]string { return &s.Choices }),
		Date("day", func(s *sample) *Day { return &s.Day }),
		Time("at", func(s *sample) *Moment { return &s.At }),
		Number("number", func(s *sample) *int64 { return &s.Number }),
		Counted("count", "人", func(s *sample) *Count { return &s.Count }),
		Asked("asked", func(s *sample) *YesNo { return &s.Asked }),
		Money("money", func(s *sample) *Fen { return &s.Money }),
		Ref("ref", []string{"sample"}, func(s *sample) *ID { return &s.Ref }, Owner),
		Refs("refs", []string{"sample"}, func(s *sample) *[]ID { return &s.Refs }, Also("其他", "别的")),
	},
}

func (s *sample) Type() *Type     { return sampleType }
func (s *sample) Check() Problems { return sampleType.Check(s) }

var context = Context{Today: Day{Year: 2008, Month: 3, Date: 8}, Zone: time.FixedZone("CST", 8*3600)}

// FuzzSet: a field of every kind either refuses a text and stays as it was, or keeps a value that comes back from its machine
// text and from its plain data.
func FuzzSet(f *testing.F) {
	for _, s := range []string{"", "红色、blue", "red,grey", "2008年3月6日下午2时30分", "3/6", "200多人", "-1", "12", "是", "3.5万元", "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
		"6ba7b810-9dad-11d1-80b4-00c04fd430c8,", "a\tb\nc", "１２３", "𠮷\u200b", "\xff", ",", "!"} {
		f.Add(s, "old")
	}
	f.Fuzz(func(t *testing.T, text, before string) {
		for i := range sampleType.Fields {
			s := &sampleType.Fields[i]
			r := &sample{}
			s.Set(r, before, context)
			was := s.Raw(r)
			if pr := s.Set(r, text, context); pr != nil {
				old := &sample{}
				if err := s.Put(old, was); err != nil || !s.Equal(old, r) || pr.Field != s.Key || pr.Say == "" {
					t.Errorf("%s: refuses %q (%+v) but holds %q, not %v", s.Key, text, pr, s.Text(r), was)
				}
				continue
			}
			kept(t, s, r, text)
		}
	})
}

func kept(t *testing.T, s *Spec, r *sample, text string) {
	t.Helper()
	for _, pr := range sampleType.Check(r) {
		if pr.Field == s.Key && pr.Say != "problem.required" {
			t.Errorf("%s: takes %q but Check says %s", s.Key, text, pr.Say)
		}
	}
	put, again := &sample{}, &sample{}
	if err := s.Put(put, s.Raw(r)); err != nil || !s.Equal(put, r) {
		t.Errorf("%s: %q is kept as %v, which comes back as %v (%v)", s.Key, text, s.Raw(r), s.Raw(put), err)
	}
	if pr := s.Set(again, s.Text(r), context); pr != nil || s.Text(again) != s.Text(r) {
		t.Errorf("%s: %q is kept as %q, which is taken back as %q (%+v)", s.Key, text, s.Text(r), s.Text(again), pr)
	}
	if s.Empty(r) != (s.Text(r) == "") && s.Kind != CountKind {
		t.Errorf("%s: %q is kept as %q, empty %v", s.Key, text, s.Text(r), s.Empty(r))
	}
}
