package merge

import (
	"errors"
	"fmt"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"cn.halfsky/internal/field"
)

// knownState is what Meta.Extra keeps of a merge.
type knownState struct {
	knows knowledge
	units map[string][]version // of units with several versions, newest first
	gone  []deletion
}

// The documents below are what is written; their numbers and order are permanent.
type stampDoc struct {
	_    struct{} `cbor:",toarray"`
	Wall int64
	Tick uint16
	Desk uint64
}

type versionDoc struct {
	_      struct{} `cbor:",toarray"`
	Stamp  stampDoc
	Values []any
}

type goneDoc struct {
	_     struct{} `cbor:",toarray"`
	Stamp stampDoc
	At    int64
	Knew  []stampDoc
}

type keptDoc struct {
	Knows []stampDoc              `cbor:"1,keyasint"`
	Units map[string][]versionDoc `cbor:"2,keyasint,omitempty"`
	Gone  []goneDoc               `cbor:"3,keyasint,omitempty"`
}

var (
	encode = must(cbor.CoreDetEncOptions().EncMode())
	decode = must(cbor.DecOptions{
		DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		IntDec: cbor.IntDecConvertSignedOrFail, ExtraReturnErrors: cbor.ExtraDecErrorUnknownField, MaxNestedLevels: 16,
	}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(fmt.Sprintf("merge: %v", err)) // fixed options that do not fit together: a fault of ours, seen in every test
	}
	return v
}

func docOf(s field.Stamp) stampDoc { return stampDoc{Wall: s.Wall, Tick: s.Tick, Desk: s.Desk} }

func (d stampDoc) stamp() field.Stamp { return field.Stamp{Wall: d.Wall, Tick: d.Tick, Desk: d.Desk} }

func (k knowledge) docs() []stampDoc {
	out := []stampDoc{}
	for _, s := range k {
		out = append(out, docOf(s))
	}
	slices.SortFunc(out, func(a, b stampDoc) int {
		if a.Desk < b.Desk {
			return -1
		}
		return 1 // one stamp for each desk: never equal
	})
	return out
}

func knowledgeOf(docs []stampDoc) knowledge {
	k := knowledge{}
	for _, d := range docs {
		k.add(d.stamp())
	}
	return k
}

// doc is what is written of the state: of units all that have more than few versions.
func (s *state) doc(few int) keptDoc {
	d := keptDoc{Knows: s.knows.docs(), Units: map[string][]versionDoc{}}
	for _, u := range s.units {
		if len(u.versions) <= few || u.never(s.made) {
			continue
		}
		for _, v := range u.versions {
			d.Units[u.name()] = append(d.Units[u.name()], versionDoc{Stamp: docOf(v.stamp), Values: v.values})
		}
	}
	for _, g := range s.gone {
		d.Gone = append(d.Gone, goneDoc{Stamp: docOf(g.stamp), At: int64(g.at), Knew: g.knew.docs()})
	}
	return d
}

// never reports whether the unit is a newer field that this record never had.
func (u *unit) never(made field.Stamp) bool {
	return u.extra && len(u.versions) == 1 && u.versions[0].stamp == made && u.versions[0].values[0] == nil
}

// pack writes what the record itself does not say: what it knows, the values that are not shown, what deletions knew.
func (s *state) pack() ([]byte, error) {
	text, err := encode.Marshal(s.doc(1))
	if err != nil {
		return nil, fmt.Errorf("write what was known: %w", err)
	}
	return text, nil
}

// sum writes all of the state, to compare it with another.
func (s *state) sum() (string, error) {
	text, err := encode.Marshal([]any{docOf(s.made), s.doc(0)})
	if err != nil {
		return "", fmt.Errorf("merge %s: %w", s.typ.Table, err)
	}
	return string(text), nil
}

// unpack reads what pack wrote; nothing reads as nothing. Codes: Newer when a newer program keeps more, Damaged.
func unpack(text []byte) (knownState, error) {
	out := knownState{knows: knowledge{}}
	if len(text) == 0 {
		return out, nil
	}
	var d keptDoc
	if err := decode.Unmarshal(text, &d); err != nil {
		var unknown *cbor.UnknownFieldError
		if errors.As(err, &unknown) {
			return out, fmt.Errorf("read what was known: %w", field.Newer)
		}
		return out, fmt.Errorf("read what was known: %w", field.Damaged)
	}
	out.knows = knowledgeOf(d.Knows)
	out.units = map[string][]version{}
	for name, docs := range d.Units {
		var vs []version
		for _, v := range docs {
			vs = append(vs, version{v.Stamp.stamp(), v.Values})
		}
		sortVersions(vs)
		out.units[name] = vs
	}
	for _, g := range d.Gone {
		out.gone = append(out.gone, deletion{g.Stamp.stamp(), field.Moment(g.At), knowledgeOf(g.Knew)})
	}
	slices.SortStableFunc(out.gone, func(a, b deletion) int { return newest(a.stamp, b.stamp) })
	return out, nil
}
