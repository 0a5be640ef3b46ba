package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"cn.halfsky/internal/field"
)

// Object returns a record as one JSON object: its id, then every field by its permanent key in the order of the form, null where it
// is empty. Counts are {"value":200,"qualifier":"多","unit":"人","known":"declared"}, with "written" where that differs; money is
// in fen, days and times are in machine form, references are ids.
func Object(r field.Record) json.RawMessage { return object(r, func(*field.Spec) bool { return true }) }

func object(r field.Record, keep func(*field.Spec) bool) json.RawMessage {
	var out bytes.Buffer
	out.WriteString(`{"id":`)
	writeJSON(&out, r.Base().ID.String())
	t := r.Type()
	for i := range t.Fields {
		s := &t.Fields[i]
		if !keep(s) {
			continue
		}
		out.WriteByte(',')
		writeJSON(&out, s.Key)
		out.WriteByte(':')
		if n, ok := s.Pointer(r).(*field.Count); ok {
			writeCount(&out, n)
			continue
		}
		writeJSON(&out, s.Raw(r))
	}
	out.WriteByte('}')
	return out.Bytes()
}

// countKeys is the order in which a count is written.
var countKeys = []string{"value", "qualifier", "unit", "known", "written"}

func writeCount(out *bytes.Buffer, n *field.Count) {
	raw := n.Raw()
	if raw == nil {
		out.WriteString("null")
		return
	}
	var members ordered
	for _, k := range countKeys {
		if v, ok := raw[k]; ok {
			members = append(members, member{k, v})
			delete(raw, k)
		}
	}
	rest := make([]string, 0, len(raw))
	for k := range raw {
		rest = append(rest, k)
	}
	slices.Sort(rest)
	for _, k := range rest {
		members = append(members, member{k, raw[k]})
	}
	members.write(out)
}

// ordered is a JSON object whose members keep their order.
type ordered []member

type member struct {
	key   string
	value any
}

func (o ordered) write(out *bytes.Buffer) {
	out.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		writeJSON(out, m.key)
		out.WriteByte(':')
		writeJSON(out, m.value)
	}
	out.WriteByte('}')
}

// with adds a member, unless its value is empty.
func (o ordered) with(key string, value any) ordered {
	switch v := value.(type) {
	case string:
		if v == "" {
			return o
		}
	case []any:
		if len(v) == 0 {
			return o
		}
	case nil:
		return o
	}
	return append(o, member{key, value})
}

// writeJSON writes plain data. Letters such as < stay as they are: this is data, not a web page.
func writeJSON(out *bytes.Buffer, v any) {
	switch v := v.(type) {
	case ordered:
		v.write(out)
		return
	case json.RawMessage:
		out.Write(v)
		return
	case []any:
		out.WriteByte('[')
		for i, e := range v {
			if i > 0 {
				out.WriteByte(',')
			}
			writeJSON(out, e)
		}
		out.WriteByte(']')
		return
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("exchange: plain data does not encode: %v", err)) // Raw promises plain data
	}
	out.Truncate(out.Len() - 1) // the encoder ends every value with a line break
}
