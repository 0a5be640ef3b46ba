package exchange

import (
	"bytes"
	"encoding/json"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// JSON returns the plan as one JSON object, sentences in the language of b, for halfskyctl import --dry-run --json.
func (p *Plan) JSON(b *say.Book) json.RawMessage {
	counts := p.Counts()
	figures := ordered{}
	for _, a := range []Action{New, Change, Same, LeftOut, Barred} {
		figures = append(figures, member{string(a), counts[a]})
	}
	fates := map[Fate]int{}
	for e := range p.Account() {
		fates[e.Fate]++
	}
	cells := ordered{}
	for _, f := range []Fate{Used, Noted, Ignored, Lacking} {
		cells = append(cells, member{string(f), fates[f]})
	}
	var sides, sheets []any
	for _, s := range p.Sides {
		sides = append(sides, s.json())
	}
	for _, s := range p.Sheets {
		sheets = append(sheets, s.json(b))
	}
	out := ordered{{"file", p.File}, {"digest", p.Digest}, {"table", p.Type.Table}, {"rows", figures}, {"cells", cells}}
	out = out.with("references", sides).with("sheets", sheets)
	var buf bytes.Buffer
	out.write(&buf)
	return buf.Bytes()
}

func (s *Side) json() ordered {
	action := Same
	if s.New {
		action = New
	}
	t := s.Record.Type()
	out := ordered{{"table", t.Table}, {"action", string(action)}, {"id", s.Record.Base().ID.String()}, {"name", t.TitleOf(s.Record)}, {"rows", s.Uses}}
	return out.with("written", list(s.Written)).with("like", list(s.Like))
}

func list(words []string) []any {
	var out []any
	for _, w := range words {
		out = append(out, w)
	}
	return out
}

func (s *SheetPlan) json(b *say.Book) ordered {
	out := ordered{}.with("sheet", s.Name)
	if s.Say != "" {
		return out.with("leftOut", b.T(s.Say))
	}
	out = append(out, member{"table", s.Type.Table}, member{"headingRow", s.Heading})
	var columns, head, rows []any
	for _, c := range s.Columns {
		columns = append(columns, ordered{{"column", c.Name}, {"heading", c.Heading}, {"fate", string(c.Fate)}}.
			with("field", c.Field).with("why", sentence(b, c.Say, c.Args)))
	}
	for _, h := range s.Head {
		head = append(head, ordered{{"cell", h.Cell}, {"text", h.Text}, {"fate", string(h.Fate)}}.
			with("field", h.Field).with("why", sentence(b, h.Say, nil)))
	}
	for i := range s.Rows {
		rows = append(rows, s.Rows[i].json(b))
	}
	return out.with("columns", columns).with("above", head).with("rows", rows)
}

func (r *RowPlan) json(b *say.Book) ordered {
	out := ordered{{"row", r.Number}, {"action", string(r.Action)}, {"take", r.Take}}
	out = out.with("why", sentence(b, r.Say, nil))
	if r.Record != nil {
		out = append(out, member{"record", Object(r.Record)})
	}
	var changes, remarks []any
	for _, key := range r.Changed {
		s := r.Record.Type().Field(key)
		changes = append(changes, ordered{{"field", key}, {"before", raw(s, r.Before)}, {"after", raw(s, r.Record)}})
	}
	for _, m := range r.Remarks {
		o := ordered{}
		if m.Col >= 0 {
			o = append(o, member{"cell", cellName(m.Col, r.Number)})
		}
		remarks = append(remarks, append(o.with("fate", string(m.Fate)), member{"say", m.Say}, member{"text", m.Sentence(b)}))
	}
	return out.with("changes", changes).with("remarks", remarks)
}

// raw is the value of one field as Object writes it.
func raw(s *field.Spec, r field.Record) json.RawMessage {
	var out bytes.Buffer
	if n, ok := s.Pointer(r).(*field.Count); ok {
		writeCount(&out, n)
	} else {
		writeJSON(&out, s.Raw(r))
	}
	return out.Bytes()
}
