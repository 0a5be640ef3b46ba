package field

import (
	"fmt"
	"math"
	"time"

	"github.com/google/uuid"
)

// Raw returns the field of r as plain data for JSON and CBOR: string, int64, bool, []any or map[string]any; nil when it is
// empty. Put takes it back.
func (s *Spec) Raw(r Record) any {
	if s.Empty(r) {
		return nil
	}
	switch p := s.at(r).(type) {
	case *int64:
		return *p
	case *Fen:
		return int64(*p)
	case *YesNo:
		return *p == Yes
	case *Count:
		return p.raw()
	case *[]string:
		return list(*p, func(v string) any { return v })
	case *[]ID:
		return list(*p, func(v ID) any { return v.String() })
	}
	return s.Text(r)
}

func list[T any](vs []T, f func(T) any) []any {
	out := make([]any, 0, len(vs))
	for _, v := range vs {
		out = append(out, f(v))
	}
	return out
}

func (c Count) raw() map[string]any {
	m := map[string]any{"qualifier": c.Qualifier, "unit": c.Unit, "known": string(c.Known), "value": nil}
	if c.HasValue {
		m["value"] = c.Value
	}
	if c.Written != "" {
		m["written"] = c.Written
	}
	return m
}

// Put puts plain data into the field of r. It is lenient, as machine data must be: an unknown code is kept; data of a wrong
// shape is refused and leaves the field as it was.
func (s *Spec) Put(r Record, v any) error {
	if err := s.put(r, v); err != nil {
		return fmt.Errorf("put %s: %w", s.Key, err)
	}
	return nil
}

var errShape = fmt.Errorf("value of a wrong shape: %w", Damaged)

func (s *Spec) put(r Record, v any) error {
	switch p := s.at(r).(type) {
	case *string:
		return assign(p, v, asString)
	case *[]string:
		return assign(p, v, asList(asString))
	case *Day:
		return assign(p, v, func(v any) (Day, bool) {
			t, ok := asString(v)
			d, read := ParseDay(t, 0)
			return d, ok && read
		})
	case *Moment:
		return assign(p, v, asMoment)
	case *int64:
		return assign(p, v, asInt)
	case *Count:
		return assign(p, v, asCount)
	case *YesNo:
		return assign(p, v, asYesNo)
	case *Fen:
		return assign(p, v, func(v any) (Fen, bool) { n, ok := asInt(v); return Fen(n), ok })
	case *ID:
		return assign(p, v, asID)
	case *[]ID:
		return assign(p, v, asList(asID))
	}
	panic(s.fault())
}

func assign[T any](p *T, v any, as func(any) (T, bool)) error {
	if v == nil {
		var zero T
		*p = zero
		return nil
	}
	t, ok := as(v)
	if !ok {
		return errShape
	}
	*p = t
	return nil
}

func asString(v any) (string, bool) { t, ok := v.(string); return t, ok }

func asInt(v any) (int64, bool) {
	switch n := v.(type) {
	case int64:
		return n, true
	case int:
		return int64(n), true
	case uint64:
		return int64(n), n <= math.MaxInt64
	case float64: // JSON
		return int64(n), n == math.Trunc(n) && math.Abs(n) < 1<<53
	}
	return 0, false
}

func asYesNo(v any) (YesNo, bool) {
	b, ok := v.(bool)
	if b {
		return Yes, ok
	}
	return No, ok
}

func asMoment(v any) (Moment, bool) {
	t, ok := asString(v)
	if !ok {
		return 0, false
	}
	return ParseMoment(t, 0, time.UTC)
}

func asID(v any) (ID, bool) {
	t, ok := asString(v)
	if !ok {
		return ID{}, false
	}
	id, err := uuid.Parse(t)
	return id, err == nil
}

func asList[T any](as func(any) (T, bool)) func(any) ([]T, bool) {
	return func(v any) ([]T, bool) {
		vs, ok := v.([]any)
		if !ok {
			return nil, false
		}
		out := make([]T, 0, len(vs))
		for _, e := range vs {
			t, ok := as(e)
			if !ok {
				return nil, false
			}
			out = append(out, t)
		}
		return out, true
	}
}

func asCount(v any) (Count, bool) {
	m, ok := v.(map[string]any)
	if !ok {
		if mm, isAny := v.(map[any]any); isAny { // what CBOR decoders make of a map
			m = map[string]any{}
			for k, e := range mm {
				if ks, isText := k.(string); isText {
					m[ks] = e
				}
			}
		} else {
			return Count{}, false
		}
	}
	var c Count
	if n := m["value"]; n != nil {
		if c.Value, c.HasValue = asInt(n); !c.HasValue {
			return Count{}, false
		}
	}
	for k, p := range map[string]*string{"qualifier": &c.Qualifier, "unit": &c.Unit, "written": &c.Written} {
		if err := assign(p, m[k], asString); err != nil {
			return Count{}, false
		}
	}
	known := ""
	if err := assign(&known, m["known"], asString); err != nil {
		return Count{}, false
	}
	if c.IsZero() {
		return Count{}, true // a measure word alone is no count
	}
	c.Known = Known(known)
	return c, true
}
