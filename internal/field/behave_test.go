package field

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// FuzzPut: data of any shape is either put and comes back, or refused as damaged and leaves the field as it was.
func FuzzPut(f *testing.F) {
	for _, s := range []string{`"x"`, `null`, `1`, `1.5`, `1e300`, `true`, `["red"]`, `["a", 1]`, `{"value": 200, "qualifier": "多", "unit": "人", "known": "declared"}`, `{"value": "x"}`, `{}`, `"2008-03-06pm"`, `[null]`, `-1`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var v any
		if json.Unmarshal(body, &v) != nil {
			return
		}
		for i := range sampleType.Fields {
			s := &sampleType.Fields[i]
			r, again := &sample{}, &sample{}
			if err := s.Put(r, v); err != nil {
				if !errors.Is(err, Damaged) || !s.Empty(r) {
					t.Errorf("%s: %s is refused with %v but leaves %v", s.Key, body, err, s.Raw(r))
				}
				continue
			}
			if err := s.Put(again, s.Raw(r)); err != nil || !s.Equal(r, again) {
				t.Errorf("%s: %s is put as %v, that as %v (%v)", s.Key, body, s.Raw(r), s.Raw(again), err)
			}
		}
	})
}

func TestTotal(t *testing.T) {
	read := func(text string) Count {
		c, ok := ParseCount(text, "人")
		if !ok {
			t.Fatalf("%q is no count", text)
		}
		return c
	}
	for _, c := range []struct {
		parts             []string
		want              string
		counted, unk, est int
	}{
		{nil, "", 0, 0, 0},
		{[]string{"", ""}, "", 0, 0, 0},
		{[]string{"200人", "32人"}, "232人", 2, 0, 0},
		{[]string{"200多人", "30人"}, "230多人", 2, 0, 1},
		{[]string{"200多人", "32人"}, "232人以上", 2, 0, 1},
		{[]string{"200多人", "近100人"}, "近300人", 2, 0, 2},
		{[]string{"约50人", "近100人", "1人"}, "约151人", 3, 0, 2},
		{[]string{"6名", "多名"}, "6名以上", 1, 1, 0},
		{[]string{"约6名", "多名"}, "约6名", 1, 1, 1},
		{[]string{"多名", "一批"}, "", 0, 2, 0},
		{[]string{"6名", "6位"}, "12", 2, 0, 0},
		{[]string{"6名", "3名", "6位"}, "15", 3, 0, 0},
		{[]string{"0", "0"}, "0人", 2, 0, 0},
	} {
		var parts []Count
		for _, text := range c.parts {
			parts = append(parts, read(text))
		}
		got := Total(parts...)
		if got.Count.String() != c.want || got.Parts != c.counted || got.Unknown != c.unk || got.Estimates != c.est {
			t.Errorf("%v add up to %s: %+v; want %+v", c.parts, got.Count, got, c)
		}
		slices.Reverse(parts)
		if back := Total(parts...); back.Count.String() != c.want {
			t.Errorf("%v the other way round add up to %s", c.parts, back.Count)
		}
	}
	if got := Total(Exactly(math.MaxInt64, "人"), Exactly(1, "人")); got.Count.Value != math.MaxInt64 {
		t.Errorf("a total too large to hold is %d", got.Count.Value)
	}
	sure, guess := Exactly(1, "人"), Exactly(1, "人")
	sure.Known, guess.Known = ByCount, ByEstimate
	if got := Total(sure, guess); got.Count.Known != ByEstimate || got.Estimates != 1 {
		t.Errorf("a counted and an estimated part make %+v", got)
	}
}

func TestNarrowAndTidy(t *testing.T) {
	for in, want := range map[string]string{"ＡＢ１２！": "AB12!", "张　三": "张 三", "a\u00a0b": "a b", "a\u200bb\ufeff": "ab", "a\nb\tc": "a\nb\tc", "\u202e123\u202c": "123", "，。": ",。", "\xff𠮷": "𠮷"} {
		if got := Narrow(in); got != want {
			t.Errorf("Narrow(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{" a\r\nb\rc \n": "a\nb\nc", "　": "", "\u200b ": "", "Ａ": "Ａ", "\x00a": "a"} {
		if got := Tidy(in); got != want {
			t.Errorf("Tidy(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCopySharesNothing(t *testing.T) {
	r := &sample{Text: "a", Choices: []string{"red"}, Refs: []ID{{1}}, Count: Exactly(3, "人")}
	r.Base().Stamps, r.Base().Extra = map[string]Stamp{"text": {Wall: 1}}, map[string][]byte{"new": {1}}
	c := sampleType.Copy(r).(*sample)
	if len(sampleType.Changed(r, c)) != 0 || c.Base().Stamps["text"].Wall != 1 || c.Base().Extra["new"][0] != 1 {
		t.Fatalf("the copy is another record: %+v", c)
	}
	c.Text, c.Choices[0], c.Refs[0], c.Count = "b", "blue", ID{2}, Exactly(4, "人")
	c.Base().Stamps["text"] = Stamp{Wall: 2}
	if got := sampleType.Changed(r, c); !slices.Equal(got, []string{"text", "choices", "count", "refs"}) {
		t.Errorf("changed are %v", got)
	}
	if r.Choices[0] != "red" || r.Base().Stamps["text"].Wall != 1 {
		t.Error("changing the copy changes the record")
	}
	known := &sample{Count: r.Count}
	known.Count.Known = BySign
	if sampleType.Field("count").Equal(r, known) {
		t.Error("how a count is known makes no difference")
	}
}

func TestCheck(t *testing.T) {
	for name, c := range map[string]struct {
		r    *sample
		want string
	}{
		"good":          {&sample{Text: strings.Repeat("𠮷", 10)}, ""},
		"required":      {&sample{}, "text problem.required"},
		"long":          {&sample{Text: strings.Repeat("𠮷", 11)}, "text problem.long"},
		"long text":     {&sample{Text: "a", Long: strings.Repeat("a", 20001)}, "long problem.long"},
		"default limit": {&sample{Text: "a", Ruled: strings.Repeat("a", 201)}, "ruled problem.long"},
		"rule":          {&sample{Text: "a", Ruled: "!"}, "ruled problem.name"},
		"unknown code":  {&sample{Text: "a", Choice: "green", Choices: []string{"green"}}, ""},
		"empty code":    {&sample{Text: "a", Choices: []string{""}}, "choices problem.choice"},
		"no day":        {&sample{Text: "a", Day: Day{Year: 2008, Month: 2, Date: 30}}, "day problem.day"},
		"negative":      {&sample{Text: "a", Number: -1}, "number problem.negative"},
		"negative fen":  {&sample{Text: "a", Money: -1}, "money problem.negative"},
		"negative some": {&sample{Text: "a", Count: Exactly(-1, "人")}, "count problem.negative"},
	} {
		got := ""
		for _, pr := range c.r.Check() {
			got += pr.Field + " " + pr.Say
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	ps := (&sample{Text: strings.Repeat("a", 12)}).Check()
	if len(ps) != 1 || !slices.Equal(ps[0].Args, []string{"10", "12"}) || ps.Err() == nil || !strings.Contains(ps.Error(), "text") || Problems(nil).Err() != nil {
		t.Errorf("problems: %+v", ps)
	}
}

func TestVocab(t *testing.T) {
	for word, want := range map[string]string{"red": "red", "ＲＥＤ": "red", "红": "red", " 红 色 ": "red", "dark-red": "dark-red", "灰": "grey", "": "", "绿": ""} {
		if got := colours.Find(word); got != want {
			t.Errorf("%q means %q, want %q", word, got, want)
		}
	}
	if got := colours.Offered(); !slices.Equal(got, []string{"red", "dark-red", "blue"}) {
		t.Errorf("offered are %v", got)
	}
	if colours.Term("grey") == nil || colours.Term("green") != nil || colours.Term("dark-red").Under != "red" {
		t.Error("terms are not found by their codes")
	}
}

func TestDescriptions(t *testing.T) {
	r := &sample{Text: "a", Choice: "red", Ref: ID{1}}
	if got := sampleType.TitleOf(r); got != "a red" {
		t.Errorf("the title is %q", got)
	}
	if sampleType.Owner().Key != "ref" || sampleType.Field("nothing") != nil || len(sampleType.With(InList)) != 1 || !sampleType.Field("long").Has(InForm) {
		t.Error("fields are not found by what they are for")
	}
	if p, ok := sampleType.Field("text").Pointer(r).(*string); !ok || p != &r.Text {
		t.Error("a pointer points elsewhere")
	}
	if id := uuid.New(); sampleType.Field("refs").Set(r, id.String()+", "+id.String(), context) != nil || len(r.Refs) != 2 {
		t.Errorf("refs are %v", r.Refs)
	}
}

func TestSetKeepsHowACountIsKnown(t *testing.T) {
	s := sampleType.Field("count")
	r := &sample{Count: Count{Value: 1, HasValue: true, Unit: "人", Known: BySign}}
	if pr := s.Set(r, "200多人", context); pr != nil || r.Count.Known != BySign {
		t.Errorf("after typing %+v, %v", r.Count, pr)
	}
	if pr := s.Set(r, "", context); pr != nil || r.Count != (Count{}) {
		t.Errorf("after clearing %+v, %v", r.Count, pr)
	}
}

func TestStampsAreInOneOrder(t *testing.T) {
	order := []Stamp{{1, 0, 2}, {1, 1, 1}, {1, 1, 2}, {2, 0, 0}}
	for i, a := range order {
		for k, b := range order {
			if a.Before(b) != (i < k) {
				t.Errorf("%v before %v is %v", a, b, a.Before(b))
			}
		}
	}
}
