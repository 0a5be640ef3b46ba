package office

import (
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Hit is one record that was found by words.
type Hit struct {
	Type *field.Type
	ID   field.ID
	Name string
	Row  field.Record // holds the list columns only, to tell records of one name apart
}

// Look finds records of the tables by name, by pinyin or by initials, at most so many of each table. No tables means all that a
// person looks for by name.
func (o *Office) Look(tables []string, text string, most int) ([]Hit, error) {
	var hits []Hit
	for _, t := range centre.Types {
		if !among(t, tables) {
			continue
		}
		rows, err := o.store.List(t, store.Query{Find: text, Limit: most})
		if err != nil {
			return nil, fmt.Errorf("look for: %w", err)
		}
		for i := range rows.Len() {
			name, ok := o.store.Title(t.Table, rows.ID(i))
			if !ok {
				name = t.TitleOf(rows.At(i)) // of a restricted record what its face shows
			}
			hits = append(hits, Hit{Type: t, ID: rows.ID(i), Name: name, Row: rows.At(i)})
		}
	}
	return hits, nil
}

func among(t *field.Type, tables []string) bool {
	if len(tables) == 0 {
		return t.Owner() == nil && t != centre.CentreType && t != centre.RoleType
	}
	for _, n := range tables {
		if n == t.Table {
			return true
		}
	}
	return false
}
