package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"
)

// readJSON reads a list of objects, objects one behind the other, or an object that holds one list of objects. Each object is a
// row; the keys are the headings, as if they stood in row 0.
func readJSON(ctx context.Context, data []byte, lim limits) ([]*Sheet, error) {
	data = bytes.TrimPrefix(data, []byte(bom))
	if !utf8.Valid(data) {
		return nil, refuse("exchange.refuse.json")
	}
	objects, err := objectsOf(data)
	if err != nil {
		return nil, err
	}
	t := jsonTable{column: map[string]int{}, lim: lim}
	s := &Sheet{}
	rows := make([][]Cell, 0, len(objects))
	for i, o := range objects {
		if i%1024 == 0 {
			if err := stopped(ctx); err != nil {
				return nil, err
			}
		}
		cells, err := t.row(i+1, o)
		if err != nil {
			return nil, err
		}
		rows = append(rows, cells)
	}
	s.add(0, t.heading)
	for i, cells := range rows {
		s.add(i+1, cells)
	}
	return []*Sheet{s}, nil
}

func objectsOf(data []byte) ([]json.RawMessage, error) {
	var out []json.RawMessage
	in := json.NewDecoder(bytes.NewReader(data))
	for {
		var v json.RawMessage
		err := in.Decode(&v)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, refuse("exchange.refuse.json")
		}
		out = append(out, v)
	}
	if len(out) != 1 {
		return out, nil
	}
	var list []json.RawMessage
	if json.Unmarshal(out[0], &list) == nil {
		return list, nil
	}
	var holder map[string]json.RawMessage
	if err := json.Unmarshal(out[0], &holder); err != nil {
		return nil, refuse("exchange.refuse.json")
	}
	if records, ok := holder["records"]; ok && json.Unmarshal(records, &list) == nil {
		return list, nil
	}
	return out, nil
}

type jsonTable struct {
	heading []Cell
	column  map[string]int
	lim     limits
	cells   int
}

// row reads one object key by key: a decoder into a map would lose the order and all but one of two equal keys.
func (t *jsonTable) row(number int, object json.RawMessage) ([]Cell, error) {
	in := json.NewDecoder(bytes.NewReader(object))
	if first, err := in.Token(); err != nil || first != json.Delim('{') {
		return nil, refuse("exchange.refuse.jsonrow", fmt.Sprint(number))
	}
	var out []Cell
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return nil, refuse("exchange.refuse.jsonrow", fmt.Sprint(number))
		}
		var value json.RawMessage
		if err := in.Decode(&value); err != nil {
			return nil, refuse("exchange.refuse.jsonrow", fmt.Sprint(number))
		}
		col, known := t.column[key.(string)]
		if !known {
			col = len(t.heading)
			t.column[key.(string)] = col
			t.heading = append(t.heading, Cell{Text: key.(string)})
		}
		if len(t.heading) > t.lim.columns {
			return nil, refuse("exchange.refuse.columns", fmt.Sprint(t.lim.columns))
		}
		for len(out) <= col {
			out = append(out, Cell{})
		}
		if !out[col].Empty() {
			return nil, refuse("exchange.refuse.jsontwice", fmt.Sprint(number), key.(string))
		}
		out[col] = jsonCell(value)
		if t.cells++; t.cells > t.lim.cells {
			return nil, refuse("exchange.refuse.cells", fmt.Sprint(t.lim.cells))
		}
	}
	return out, nil
}

// jsonCell keeps a text as it is and anything else as JSON.
func jsonCell(value json.RawMessage) Cell {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return Cell{Text: text} // null too: an empty text
	}
	var small bytes.Buffer
	if json.Compact(&small, value) != nil {
		return Cell{Text: string(value), Mark: Data}
	}
	return Cell{Text: small.String(), Mark: Data}
}
