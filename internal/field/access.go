package field

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Context is what reading a person's text needs to know.
type Context struct {
	Today Day            // dates without a year take its year
	Zone  *time.Location // the zone times are typed in; nil is UTC
}

// Empty reports whether the field of r holds nothing.
func (s *Spec) Empty(r Record) bool {
	switch p := s.at(r).(type) {
	case *string:
		return *p == ""
	case *[]string:
		return len(*p) == 0
	case *Day:
		return p.IsZero()
	case *Moment:
		return *p == 0
	case *int64:
		return *p == 0
	case *Count:
		return p.IsZero()
	case *YesNo:
		return *p == NotAsked
	case *Fen:
		return *p == 0
	case *ID:
		return *p == ID{}
	case *[]ID:
		return len(*p) == 0
	}
	panic(s.fault())
}

func (s *Spec) fault() string { return fmt.Sprintf("field: %s points to a type of no kind", s.Key) }

// Text returns the field of r in machine form: codes for choices, 2008-03-06 for days, 元 with two decimals for money, several
// values joined by a comma. Set takes it back.
func (s *Spec) Text(r Record) string {
	switch p := s.at(r).(type) {
	case *string:
		return *p
	case *[]string:
		return strings.Join(*p, ",")
	case *Day:
		return p.String()
	case *Moment:
		return p.String()
	case *int64:
		if *p == 0 {
			return ""
		}
		return strconv.FormatInt(*p, 10)
	case *Count:
		return p.String()
	case *YesNo:
		return p.String()
	case *Fen:
		return p.String()
	case *ID:
		if *p == (ID{}) {
			return ""
		}
		return p.String()
	case *[]ID:
		var out []string
		for _, id := range *p {
			out = append(out, id.String())
		}
		return strings.Join(out, ",")
	}
	panic(s.fault())
}

// Set puts what a person typed or pasted into the field of r. It is strict: what it cannot read it refuses with a sentence and
// leaves the field as it was. References take ids; choices take codes and the vocabulary's other words.
func (s *Spec) Set(r Record, text string, in Context) *Problem {
	text = Tidy(text)
	bad := func(say string) *Problem { return &Problem{Field: s.Key, Say: say} }
	switch p := s.at(r).(type) {
	case *string:
		return s.setText(p, text)
	case *[]string:
		codes, ok := s.codes(text)
		if !ok {
			return bad("problem.choice")
		}
		*p = codes
	case *Day:
		return put(p, text, bad("problem.day"), func(t string) (Day, bool) { return ParseDay(t, in.Today.Year) })
	case *Moment:
		z := in.Zone
		if z == nil {
			z = time.UTC
		}
		return put(p, text, bad("problem.moment"), func(t string) (Moment, bool) { return ParseMoment(t, in.Today.Year, z) })
	case *int64:
		return put(p, text, bad("problem.number"), func(t string) (int64, bool) {
			c, ok := ParseCount(t, "")
			return c.Value, ok && (t == "" || c.Exact())
		})
	case *Count:
		known := p.Known
		if pr := put(p, text, bad("problem.count"), func(t string) (Count, bool) { return ParseCount(t, s.Unit) }); pr != nil {
			return pr
		}
		if !p.IsZero() {
			p.Known = known
		}
	case *YesNo:
		return put(p, text, bad("problem.yesno"), ParseYesNo)
	case *Fen:
		return put(p, text, bad("problem.money"), ParseFen)
	case *ID:
		return put(p, text, bad("problem.ref"), parseID)
	case *[]ID:
		return put(p, text, bad("problem.ref"), parseIDs)
	default:
		panic(s.fault())
	}
	return nil
}

func put[T any](p *T, text string, bad *Problem, parse func(string) (T, bool)) *Problem {
	v, ok := parse(text)
	if !ok {
		return bad
	}
	*p = v
	return nil
}

func (s *Spec) setText(p *string, text string) *Problem {
	if s.Kind == ChoiceKind {
		code := s.Vocab.Find(text)
		if code == "" && text != "" && text != *p {
			return &Problem{Field: s.Key, Say: "problem.choice"}
		}
		if text == "" || code != "" {
			*p = code
		}
		return nil
	}
	if s.Kind == TextKind {
		text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\t' }), " ")
	}
	if s.Rule != nil && text != "" {
		kept, bad := s.Rule(text)
		if bad != "" {
			return &Problem{Field: s.Key, Say: bad}
		}
		text = kept
	}
	if pr := s.checkText(text); pr != nil {
		return pr
	}
	*p = text
	return nil
}

func (s *Spec) codes(text string) ([]string, bool) {
	var out []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，、;；\n", r) }) {
		c := s.Vocab.Find(w)
		if c == "" {
			return nil, false
		}
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out, true
}

func parseID(text string) (ID, bool) {
	if text == "" {
		return ID{}, true
	}
	id, err := uuid.Parse(text)
	return id, err == nil
}

func parseIDs(text string) ([]ID, bool) {
	var out []ID
	for _, w := range strings.Split(text, ",") {
		id, ok := parseID(strings.TrimSpace(w))
		if !ok {
			return nil, false
		}
		if id != (ID{}) {
			out = append(out, id)
		}
	}
	return out, true
}

// Pointer returns the typed pointer to the field's member of r: *string, *[]string, *Day, *Moment, *int64, *Count, *YesNo, *Fen,
// *ID or *[]ID.
func (s *Spec) Pointer(r Record) any { return s.at(r) }

// Equal reports whether a and b hold the same in this field.
func (s *Spec) Equal(a, b Record) bool {
	if s.Kind == CountKind {
		return *s.at(a).(*Count) == *s.at(b).(*Count)
	}
	return s.Text(a) == s.Text(b)
}
